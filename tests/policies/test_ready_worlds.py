"""Every named setting runs in every world it makes sense for, says why not elsewhere, and does something somewhere."""

from __future__ import annotations

from functools import cache

import pytest

from remitsim.policies.ready import ready, values_of
from remitsim.run import policies_of
from remitsim.scenario import ScenarioError, load_scenario
from remitsim.world.world import World
from whole import at_month_0, differing, lived

WORLDS = ("spain", "gulf", "nurses", "usa", "colombia")
MONTHS = 4
LONGER = {"temporary-permit-not-renewed": 30, "partnership-return-clause": 12, "trained-leave-5-percent": 40,
          "venezuela-collapse": 26}
AS_IT_IS = {"none", "worker-pays-market", "access"}  # what the worlds' own terms say already
# counts for who comes home assisted
BESIDE = dict.fromkeys(("return-grant", "return-grant-purse", "return-job"), "list-assisted")


@cache
def without(world: str, months: int, beside: str) -> World:
    start = at_month_0(world)
    start.policies = policies_of(load_scenario(world, values_of([beside])))
    return lived(start, months)


def outcome(name: str, world: str, months: int) -> str:
    """``why not``, ``same`` or ``other``, after so many months."""
    try:
        policies = policies_of(load_scenario(world, values_of([name, BESIDE.get(name, "none")])))
    except ScenarioError as error:
        return "why not" if all("makes no sense in this world: " in str(told) for told in error.problems) else "broken"
    within = at_month_0(world)
    within.policies = policies
    return "other" if differing(without(world, months, BESIDE.get(name, "none")), lived(within, months)) else "same"


@pytest.mark.parametrize("name", sorted(ready()))
def test_every_ready_policy_runs_where_it_makes_sense_and_does_something(name: str) -> None:
    outcomes: list[str] = []
    for world in WORLDS:  # one month is enough to run once it has done something
        outcomes.append(outcome(name, world, 1 if "other" in outcomes else LONGER.get(name, MONTHS)))
    assert "broken" not in outcomes and set(outcomes) != {"why not"}
    assert ("other" in outcomes) == (name not in AS_IT_IS)
