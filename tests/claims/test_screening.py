from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from claims.made_up import a_claim, a_test, figures
from remitsim.claims.plan import plans_of
from remitsim.claims.screening import (
    ALREADY,
    LUCK,
    Screening,
    found,
    keep_screening,
    read_screening,
    screening,
    summary,
    told_of,
    unnamed,
    widened,
)
from remitsim.sheets.trouble import ScenarioError

pytest.importorskip("SALib")


@pytest.fixture(scope="module")
def claim():
    return a_claim(a_test(arm="services"), worlds=["spain"])


@pytest.fixture(scope="module")
def plan(claim):
    return plans_of([claim], quick=True)[0]


@pytest.fixture(scope="module")
def screened(plan) -> Screening:
    return screening(plan, 2)


def test_what_the_design_varies_is_not_screened_again(plan):
    paths = {axis.path for axis in unnamed(plan)}
    assert "wages.bargaining_share" not in paths and "wages.trouble_sd" in paths
    assert not any(path.startswith("anchors.") for path in paths)


def test_each_step_moves_one_group_and_every_group_moves_once_a_trajectory(screened):
    steps = list(screened.steps())
    groups = set(screened.groups)
    assert len(steps) == 2 * len(groups) and {group for group, _, _ in steps} == groups >= {ALREADY, LUCK}
    points = screened.design.positions
    for group, before, after in steps:
        moved = points[before - 1] != points[after - 1]
        assert {screened.groups[column] for column in np.nonzero(moved)[0]} == {group}


def test_only_the_step_of_luck_changes_the_people(screened):
    for group, before, after in screened.steps():
        same = screened.people_seed(before) == screened.people_seed(after)
        assert same == (group != LUCK)
    assert screened.people_seed(1) not in {screened.people_seed(c) for c in range(screened.length + 1, 2 * screened.length + 1)}


def test_every_point_is_a_scenario_within_its_ranges(screened):
    for context in (1, screened.length, 2 * screened.length):
        runs = screened.runs(context)
        assert {run.luck for run in runs} == {1} and {run.context for run in runs} == {context}
        assert runs[0].scenario.run.seed == screened.people_seed(context)


def made(screened, size_of):
    """Figures in which the arm's effect jumps by so much at a group's steps, and by .01 at every other."""
    jumps = {after: size_of(group) for group, _, after in screened.steps()}
    rows, effect = [], 0.0
    for context in range(1, len(screened.design.positions) + 1):
        effect += jumps.get(context, 0.0)
        rows += [(context, 1, "none", "wage_net", 1, 1.0), (context, 1, "services", "wage_net", 1, 1.0 + effect)]
    return figures(rows)


def test_a_group_that_moves_an_effect_is_found_and_others_are_not(screened, plan):
    told = told_of(screened, made(screened, lambda group: 0.2 if group == "hiring" else 0.01))
    assert set(told[told["moves"]]["group"]) == {"hiring"}
    assert told["steps read"].eq(2).all()
    paths = [axis.path for axis in found(told, plan)]
    assert paths and all(path.startswith("hiring.") for path in paths)
    wider = widened(plan, told)
    assert {axis.path for axis in wider.axes} == {axis.path for axis in plan.axes} | set(paths)
    assert [row["group"] for row in summary(told)] == ["hiring"]


def test_what_luck_does_as_well_moves_nothing(screened):
    assert not told_of(screened, made(screened, lambda group: 0.2))["moves"].any()


def test_what_is_not_worth_having_moves_nothing(screened):
    assert not told_of(screened, made(screened, lambda group: 0.04 if group == "hiring" else 0.001))["moves"].any()


def test_missing_runs_leave_two_steps_out(screened):
    whole = made(screened, lambda group: 0.2 if group == "hiring" else 0.01)
    told = told_of(screened, whole[whole["context"] != 3])
    assert sorted(told["steps read"])[:3] == [1, 1, 2]
    empty = told_of(screened, whole.iloc[:0])
    assert len(empty) == 0 and summary(empty) == []


def test_a_plan_without_more_parameters_is_as_it_was(plan):
    none = pd.DataFrame({"world": ["spain"], "group": ["hiring"], "moves": [False]})
    assert widened(plan, none) == plan


def test_a_file_keeps_worlds_that_were_screened_before(tmp_path, screened):
    told = told_of(screened, made(screened, lambda group: 0.2 if group == "hiring" else 0.01))
    file = tmp_path / "sub" / "screening.csv"
    keep_screening([told.assign(world="gulf")], file)
    keep_screening([told], file)
    keep_screening([told], file)
    assert read_screening(file).groupby("world").size().to_dict() == {"gulf": len(told), "spain": len(told)}
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(ScenarioError, match="lacks group, moves, world"):
        read_screening(other)
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_screening(tmp_path / "none.csv")
