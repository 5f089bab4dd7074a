"""Runs as analyses read them from a store, and the commands on it."""

from __future__ import annotations

import pandas as pd
import pytest
from typer.testing import CliRunner

from remitsim.analysis.runs import runs_of
from remitsim.batches.arms import arms_of
from remitsim.batches.design import Asked
from remitsim.batches.design import runs_of as table_of_runs
from remitsim.batches.plans import plan_of, write_plan
from remitsim.batches.store import Store
from remitsim.scenario import ScenarioError, load_scenario

CONTEXTS = [{"wages.bargaining_share": 0.35 + 0.05 * k} for k in range(5)]


def figures(run) -> pd.DataFrame:
    """Two years of a made-up figure: what the context and the arm make of it, and a little luck."""
    share = run.values.get("wages.bargaining_share", 0.5)
    value = 100.0 * share + (10.0 if run.arm.name != "none" else 0.0) + run.luck
    rows = [(year, month, place, "all", "all", "irregular", year * value, "people", 50)
            for year in (1, 2) for month in (-1, 12 * year - 1) for place in ("world", "ESP")]  # fmt: skip
    return pd.DataFrame(rows, columns=["year", "month", "place", "band", "group", "indicator", "value", "unit", "rows"])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    base = load_scenario("spain")
    runs = table_of_runs(arms_of(["none", "services"], base), base, (1,), (1, 2), CONTEXTS, Asked(("irregular",)))
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


def test_sensitivity_writes_a_page(store, tmp_path):
    pytest.importorskip("SALib")
    from remitsim.cli import app

    told = CliRunner().invoke(app, ["sensitivity", str(store), "--outcome", "irregular", "--out", str(tmp_path)])
    assert told.exit_code == 0, told.output
    page = (tmp_path / "sensitivity.html").read_text("utf-8")
    assert "wages.bargaining_share" in page
    assert "neither a Morris nor a Sobol design" in page
