from __future__ import annotations

import pytest

from claims.made_up import a_claim, a_test
from remitsim.claims.contexts import design, dimensions
from remitsim.claims.options import option, with_own_parameters
from remitsim.claims.plan import plans_of
from remitsim.scenario import load_scenario, with_values
from remitsim.sheets.trouble import ScenarioError

SPAIN = load_scenario("spain")


def a_design(**changes):
    return design(dimensions([a_claim(a_test(), **changes)], SPAIN), 64)


def test_numbers_and_choices_cover_their_ranges():
    told = a_design(choices={"leaving.arrival_anchor": ["readiness", "cost"]}).table
    assert told["wages.bargaining_share"].between(0.35, 0.65).all()
    assert set(told["leaving.arrival_anchor"]) == {"readiness", "cost"}
    assert told["wages.bargaining_share"].max() - told["wages.bargaining_share"].min() > 0.28


def test_the_first_contexts_are_the_same_however_many_are_asked_for():
    axes = dimensions([a_claim()], SPAIN)
    assert (design(axes, 8).positions == design(axes, 64).positions[:8]).all()


def test_a_star_moves_inputs_together_each_within_its_own_range():
    told = a_design(parameters=["corridors.*.irregular_share"])
    values = told.values(1)
    assert {path for path in values if path.endswith("irregular_share")} >= {"corridors.MAR-ESP.irregular_share"}
    inputs = {row["path"]: row for row in SPAIN.inputs()}
    assert all(inputs[path]["low"] <= value <= inputs[path]["high"] for path, value in values.items())
    with_values(SPAIN, values)


def test_what_a_world_does_not_have_is_no_axis_there():
    assert dimensions([a_claim(parameters=["hosts.QAT.sponsor_trouble"])], SPAIN) == ()


def test_unknown_parameters_are_told():
    with pytest.raises(ScenarioError, match=r"did you mean hiring\.matching"):
        dimensions([a_claim(parameters=["hiring.matchin"])], SPAIN)
    with pytest.raises(ScenarioError, match="expected one of"):
        dimensions([a_claim(choices={"leaving.arrival_anchor": ["costs"]})], SPAIN)


def test_a_policys_own_parameter_goes_into_the_arms_that_have_it():
    arm = with_own_parameters(option("temporary-permit"), {"policy.regularisation.price_usd": 500.0})
    assert arm.values["policy.regularisation"]["price_usd"] == 500.0
    assert with_own_parameters(option("none"), {"policy.regularisation.price_usd": 500.0}).values == {}
    kept = with_own_parameters(option("temporary-permit + services"), {"policy.regularisation.citizen_after": 36})
    assert [entry["citizen_after"] for entry in kept.values["policy.regularisation"].values()] == [36, 36]


def test_what_an_arm_says_itself_is_not_overwritten_by_a_context():
    arm = with_own_parameters(option("bill-9-months"), {"policy.recruitment-fees.months": 2.0})
    assert arm.values["policy.recruitment-fees"]["months"] == 9.0


def test_arms_are_joined_and_labelled():
    arm = option("bill-9-months + rate-15 + home-jobs")
    assert set(arm.values) == {"policy.recruitment-fees", "policy.adjust"}
    assert len(arm.values["policy.adjust"]) == 2
    arm.scenario(load_scenario("gulf"))


def test_one_table_of_runs_serves_all_claims_of_a_world():
    short = a_claim(a_test(arm="temporary-permit"), number="C1", months=36)
    long = a_claim(a_test(arm="services"), number="C2", months=60, seeds=3)
    plan = plans_of([short, long])[0]
    runs = plan.runs(1)
    assert len({run.key for run in runs}) == len(runs)
    by_arm = {run.arm.name: run for run in runs}
    assert by_arm["none"].scenario.run.months == 60
    assert by_arm["temporary-permit"].scenario.run.months == 36
    assert sum(run.arm.name == "services" for run in runs) == 3
    assert {run.population for run in runs} == {1}
    assert {run.population for run in plan.runs(2)} == {2}


def test_runs_are_named_alike_when_drawn_up_again():
    first, again = (plans_of([a_claim(a_test(arm="services"))], quick=True)[0] for _ in range(2))
    assert [run.key for run in first.runs(3)] == [run.key for run in again.runs(3)]


def test_a_quick_plan_has_one_luck_and_two_where_a_best_is_picked():
    several = a_test(arm="services", measure="best of several", arms=["services", "temporary-permit"])
    plain, picking = a_claim(a_test(arm="services"), seeds=4), a_claim(several, seeds=4)
    assert len({run.luck for run in plans_of([plain], quick=True)[0].runs(1)}) == 1
    assert len({run.luck for run in plans_of([picking], quick=True)[0].runs(1)}) == 2
    assert len({run.luck for run in plans_of([plain])[0].runs(2)}) == 4
