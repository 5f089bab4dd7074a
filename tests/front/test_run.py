"""Runs: kept burnt-in worlds, early ends, manifests."""

from __future__ import annotations

import json

import pytest

from remitsim import burnt
from remitsim.progress import Quiet
from remitsim.run import Life, run
from remitsim.scenario import ScenarioError, load_scenario, with_values
from telling.invented import invented_world


@pytest.fixture
def cached(monkeypatch, tmp_path):
    """Worlds are populated by invention and kept in a folder of the test's own; burn-in marks persons."""
    made = []

    def invent(scenario):
        made.append(scenario.run.seed)
        return invented_world(60, scenario.run.seed)

    def mark(world, months):
        world.persons["insured_months"] += months
        yield from range(-months, 0)

    monkeypatch.setenv("REMITSIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("remitsim.burnt.populated", invent)
    monkeypatch.setattr("remitsim.burnt.burn_in", mark)
    return made


def test_a_burnt_in_world_is_made_once(cached):
    scenario = load_scenario("spain", {"run.burn_in": 5})
    first, second = burnt.burnt_in(scenario), burnt.burnt_in(scenario)
    assert cached == [1]
    assert (first.persons == second.persons).all() and first.persons is not second.persons
    assert first.persons["insured_months"].tolist() == [5] * 60


@pytest.mark.parametrize(("path", "value", "again"), [
    ("run.seed", 2, True), ("run.people", 300, True), ("run.burn_in", 6, True), ("wages.bargaining_share", 0.41, True),
    ("run.months", 7, False), ("run.luck", 7, False),
])  # fmt: skip
def test_what_made_a_world_names_it(cached, path, value, again):
    scenario = load_scenario("spain")
    burnt.burnt_in(scenario)
    burnt.burnt_in(with_values(scenario, {path: value}))
    assert len(cached) == 1 + again


def test_a_broken_file_is_made_anew(cached):
    scenario = load_scenario("spain")
    burnt.burnt_in(scenario)
    burnt.cached_file(scenario).write_bytes(b"broken")
    assert len(burnt.burnt_in(scenario).persons) == 60
    assert len(cached) == 2
    assert burnt.kept(scenario) is not None


def test_no_half_written_file_is_left(cached):
    scenario = load_scenario("spain")
    burnt.burnt_in(scenario)
    assert [file.suffix for file in burnt.cached_file(scenario).parent.iterdir()] == [".pickle"]


def test_a_cache_that_cannot_be_written_does_not_stop_a_run(cached, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REMITSIM_CACHE", str(tmp_path / "file"))
    assert len(burnt.burnt_in(load_scenario("spain")).persons) == 60


def test_onlookers_are_files_of_the_package():
    # rooms that later versions bring may be named already, but a name must not hide a maker
    makers = {"anchors.py", "behaviour", "burning.py", "closing.py", "measures.py", "month.py", "populate",
              "reckoning", "start_from.py", "starting", "world", "settings", "data", "published.py"}  # fmt: skip
    assert not makers & set(burnt.ONLOOKERS)


def test_ctrl_c_keeps_finished_months(invented, monkeypatch, tmp_path):
    from remitsim import run as module

    lived = module.run_month

    def tire(world, month):
        if month == 2:
            raise KeyboardInterrupt
        lived(world, month)

    monkeypatch.setattr(module, "run_month", tire)
    results = run(load_scenario("spain", {"run.months": 9}), out=tmp_path / "out", progress=Quiet())
    assert (results.manifest["months"], results.manifest["stopped_early"]) == (2, True)
    assert set(results.table("employment")["month"]) == {0, 1}
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["months"] == 2


def test_the_manifest_says_what_made_the_run(invented):
    scenario = load_scenario("spain", {"run.months": 1, "run.seed": 3, "run.luck": 8})
    made = run(scenario, progress=Quiet()).manifest
    assert made["scenario_hash"] == scenario.hash() and made["resolved"] == scenario.resolved()
    assert (made["seed"], made["luck"], made["rows"]["persons"]) == (3, 8, 120)
    assert len(made["source_hash"]) == 16 and made["versions"]["numpy"]
    assert made["data"]["household_size_un2019.csv"]


def test_luck_from_month_0_is_the_scenarios(invented):
    life = Life(load_scenario("spain", {"run.luck": 5}))
    life.live()
    assert life.world.clock["luck"][0] == 5


def test_nobody_runs_a_policy_that_is_not_understood(invented, tmp_path):
    file = tmp_path / "odd.toml"
    file.write_text('extends = "spain"\n[policy.no_such_lever]\nx = 1\n')
    with pytest.raises(ScenarioError, match="no_such_lever"):
        Life(load_scenario(str(file)))
