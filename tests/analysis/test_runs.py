"""Runs as analyses read them from a store, and the commands on it."""

from __future__ import annotations

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from remitsim.analysis.runs import runs_of
from remitsim.batches.arms import arms_of
from remitsim.batches.design import Asked
from remitsim.batches.design import runs_of as table_of_runs
from remitsim.batches.plans import plan_of, plans, write_plan
from remitsim.batches.store import Store
from remitsim.batches.vary import Drawing
from remitsim.scenario import ScenarioError, load_scenario

SHARES = [{"wages.bargaining_share": 0.35 + 0.05 * k} for k in range(5)]


def figures(run, years=(1, 2)) -> pd.DataFrame:
    """Years of a made-up figure: what the context and the arm make of it, and a little luck."""
    share = run.values.get("wages.bargaining_share", 0.5)
    value = 100.0 * share + (10.0 if run.arm.name != "none" else 0.0) + run.luck
    rows = [(year, month, place, "all", "all", "irregular", year * value, "people", 50)
            for year in years for month in (-1, 12 * year - 1) for place in ("world", "ESP")]  # fmt: skip
    return pd.DataFrame(rows, columns=["year", "month", "place", "band", "group", "indicator", "value", "unit", "rows"])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    base = load_scenario("spain")
    runs = table_of_runs(arms_of(["none", "services"], base), base, (1,), (1, 2), SHARES, Asked(("irregular",)))
    kept = Store(folder)
    write_plan(kept, plan_of("shares", "Shares", "none", "remitsim batch shares.toml --out store", runs))
    for run in runs:
        kept.add(run, {"figures": figures(run)}, 0.1)
    return folder


def test_one_row_a_run_with_parameters_and_the_last_year(store):
    runs = runs_of(store, ["irregular"])
    assert len(runs.table) == 2 * 2 * 5
    assert runs.parameters == ("wages.bargaining_share",)
    assert runs.units == {"irregular": "people"}
    row = runs.table.query("arm == 'services' and luck == 2").iloc[0]
    assert row["irregular"] == pytest.approx(2 * (100 * row["wages.bargaining_share"] + 10 + 2))


def test_a_place_and_a_year_may_be_named(store):
    runs = runs_of(store, ["irregular@ESP:1"])
    whole = runs_of(store, ["irregular"])
    assert runs.table["irregular@ESP:1"].to_numpy() == pytest.approx(whole.table["irregular"].to_numpy() / 2)


def test_against_pairs_people_and_luck(store):
    runs = runs_of(store, ["irregular"], "none")
    assert runs.arms == ("services",)
    assert runs.table["irregular"].to_numpy() == pytest.approx(20.0)


@pytest.mark.parametrize(("outcome", "words"), [
    ("irregular:1@ESP", "did you mean irregular@ESP:1?"), ("irregular:2O", "the year in digits"), ("irregular:", "in digits"),
    ("irregular@", "expected indicator"), ("irregular@EPS", "no place 'EPS'.*did you mean ESP?"),
    ("irregular:9", "no year 9; it has 1, 2"),
])  # fmt: skip
def test_a_place_or_year_that_is_mistyped_is_told(store, outcome, words):
    with pytest.raises(ScenarioError, match=words.replace("?", r"\?")):
        runs_of(store, [outcome])


def test_all_mistyped_names_come_at_once(store):
    with pytest.raises(ScenarioError) as caught:
        runs_of(store, ["irregular:2O", "irregular:1@ESP"], "sevices")
    assert len(caught.value.problems) == 3 and "did you mean services?" in str(caught.value)


@pytest.fixture(scope="module")
def shared(store, tmp_path_factory):
    """A store of two experiments: the first ran for three years, the second, on a grid, for two."""
    folder = tmp_path_factory.mktemp("shared")
    kept = Store(folder)
    for name, years, months in (("long", (1, 2, 3), 36), ("short", (1, 2), 24)):
        base = load_scenario("spain", {"run.months": months})
        runs = table_of_runs(arms_of(["none", "services"], base), base, (1,), (1,), SHARES, Asked(("irregular",)))
        write_plan(kept, plan_of(name, name, "none", f"remitsim batch {name}.toml", runs, Drawing("grid", 6)))
        for run in runs:
            kept.add(run, {"figures": figures(run, years)}, 0.1)
    return folder


def test_the_last_year_is_the_experiments_own(shared):
    for name, year in (("long", 3), ("short", 2)):
        runs = runs_of(shared, ["irregular"], experiment=name)
        assert len(runs.table) == 10 and runs.drawing == Drawing("grid", 6)
        row = runs.table.query("arm == 'none'").iloc[0]
        assert row["irregular"] == pytest.approx(year * (100 * row["wages.bargaining_share"] + 1))
    with pytest.raises(ScenarioError, match="no year 3; it has 1, 2"):
        runs_of(shared, ["irregular:3"], experiment="short")


def test_only_the_figures_that_are_asked_for_come_into_memory(shared, monkeypatch):
    read = []
    table = Store.table

    def watched(self, *given):
        read.append(table(self, *given))
        return read[-1]

    monkeypatch.setattr(Store, "table", watched)
    runs_of(shared, ["irregular@ESP"], experiment="short")
    assert len(read) == 1 and len(read[0]) == 10 * 2 and set(read[0]["place"]) == {"ESP"}


def test_figures_that_are_all_missing_are_told(tmp_path):
    base = load_scenario("spain")
    runs = table_of_runs(arms_of(["none"], base), base, (1,), (1,), SHARES, Asked(("irregular",)))
    for run in runs:
        Store(tmp_path).add(run, {"figures": figures(run).assign(value=float("nan"))}, 0.1)
    with pytest.raises(ScenarioError, match="no finished run has all of irregular"):
        runs_of(tmp_path, ["irregular"])
    with pytest.raises(ScenarioError, match="the only arm"):
        runs_of(tmp_path, ["irregular"], "none")


def test_a_plan_of_an_earlier_version_is_read(tmp_path):
    told = {"title": "Old", "baseline": "none", "command": "remitsim batch old.toml"}
    table = pa.table({"key": ["k"], "values": ["{}"]}).replace_schema_metadata({"plan": json.dumps(told)})
    (tmp_path / "plans").mkdir()
    pq.write_table(table, tmp_path / "plans" / "old.parquet")
    (plan,) = plans(Store(tmp_path))
    assert plan.title == "Old" and plan.drawing == Drawing()


def test_unknown_names_are_told_with_the_nearest(store):
    with pytest.raises(ScenarioError, match="did you mean irregular"):
        runs_of(store, ["iregular"])
    with pytest.raises(ScenarioError, match="no such arm"):
        runs_of(store, ["irregular"], "sevices")


def test_an_experiment_that_the_store_does_not_hold_is_told(store):
    assert len(runs_of(store, ["irregular"], experiment="shares").table) == 20
    with pytest.raises(ScenarioError, match="holds no experiment 'other'"):
        runs_of(store, ["irregular"], experiment="other")


def test_an_empty_store_is_told(tmp_path):
    with pytest.raises(ScenarioError, match="no finished run"):
        runs_of(tmp_path, ["irregular"])


def test_robust_writes_a_page(store, tmp_path):
    from remitsim.cli import app

    asked = ["robust", str(store), "--outcome", "irregular", "--less-is-better", "irregular", "--target", "irregular <= 120",
             "--out", str(tmp_path)]  # fmt: skip
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    page = (tmp_path / "robust.html").read_text("utf-8")
    assert "people in an irregular situation, less is better" in page
    assert (tmp_path / "robust.xlsx").is_file()
    assert len(list((tmp_path / "figures").glob("*.svg"))) == 2


def test_robust_tells_mistyped_options_at_once(store):
    from remitsim.cli import app

    asked = ["robust", str(store), "--outcome", "irregular@ESP", "--less-is-better", "irregular",
             "--target", "irregular <= 1.000.000", "--target", "irregular 3"]  # fmt: skip
    told = CliRunner().invoke(app, asked)
    assert isinstance(told.exception, ScenarioError)
    lines = str(told.exception).splitlines()
    assert len(lines) == 3
    assert '--less-is-better = "irregular"' in lines[0] and "did you mean irregular@ESP?" in lines[0]
    assert "1.000.000" in lines[1] and "irregular 3" in lines[2]


def test_sensitivity_writes_a_page(store, tmp_path):
    pytest.importorskip("SALib")
    from remitsim.cli import app

    told = CliRunner().invoke(app, ["sensitivity", str(store), "--outcome", "irregular", "--out", str(tmp_path)])
    assert told.exit_code == 0, told.output
    page = (tmp_path / "sensitivity.html").read_text("utf-8")
    assert "wages.bargaining_share" in page
    assert "how the contexts were drawn is not kept" in page
