"""A parameter of behaviour overridden from a month on, and back when the policy ends."""

from __future__ import annotations

import pytest

from remitsim.policies.set_parameter import SetParameter
from remitsim.policies.table import policies_from
from remitsim.scenario import ScenarioError
from whole import at_month_0, differing, lived


def test_a_parameter_holds_while_the_policy_does() -> None:
    world = at_month_0("spain")
    before = world.settings.wages.bargaining_share
    world.policies = (SetParameter(parameter="wages.bargaining_share", to=0.6, ends=1),)
    lived(world, 1)
    assert world.settings.wages.bargaining_share == 0.6 == world.records["wages"]["bargaining_share"][0]
    lived(world, 1, first=1)
    assert world.settings.wages.bargaining_share == before == world.records["wages"]["bargaining_share"][0]


def test_its_own_value_changes_nothing() -> None:
    within = at_month_0("spain")
    within.policies = (SetParameter(parameter="wages.bargaining_share", to=within.settings.wages.bargaining_share),)
    assert differing(lived(at_month_0("spain"), 2), lived(within, 2)) == []


@pytest.mark.parametrize(("table", "told"), [
    ({"parameter": "wages.bargaining_shar", "to": 0.5}, "did you mean wages.bargaining_share"),
    ({"parameter": "wages.bargaining_share", "to": 7.0}, "less than or equal"),
    ({"parameter": "worth.home_unit", "to": "monthly"}, "'fixed' or 'current'"),
    ({"parameter": "anchors.clip", "to": 0.1}, "before month 0"),
    ({"parameter": "wages.bargaining_share"}, "must be said"),
])  # fmt: skip
def test_what_is_wrong_is_told(table: dict[str, object], told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        policies_from({"set": table})


def test_two_parameters_stand_together_and_one_twice_does_not() -> None:
    one, two = {"parameter": "wages.bargaining_share", "to": 0.4}, {"parameter": "worth.home_unit", "to": "current"}
    assert len(policies_from({"set": {"a": one, "b": two}})) == 2
    with pytest.raises(ScenarioError, match=r"both set parameter wages.bargaining_share"):
        policies_from({"set": {"a": one, "b": one}})
