"""Arms and tables of runs: what is the same has one name, what is not has another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from remitsim.batches import design
from remitsim.batches.arms import arm_of, arms_of
from remitsim.batches.design import Asked, runs_of
from remitsim.scenario import ScenarioError, with_values


def test_arms_tell_all_mistakes_at_once(base):
    with pytest.raises(ScenarioError) as caught:
        arms_of(["temprary-permit", "temporary-permit + permanent-residence", "none"], base)
    told = str(caught.value)
    assert "temporary-permit?" in told and "contradicts" in told


def test_an_arm_of_nothing_is_the_scenario(base):
    (arm,) = arms_of(["none"], base)
    assert arm.scenario(base) is base and not arm.yardstick and arm.parts == ()


def test_a_yardstick_is_known(base):
    arms = arms_of(["migrants-absent", "services"], base)
    assert [arm.yardstick for arm in arms] == [True, False]


def test_an_arms_parameter_is_set_from_month_0_and_leaves_the_world_alone(base):
    arm = arm_of("x", ["services"], {"wages.bargaining_share": 0.4})
    assert arm.scenario(base).world_hash() == base.world_hash()
    with pytest.raises(ScenarioError, match=r"hosts\.ESP\.mean_pay"):
        arm_of("x", [], {"hosts.ESP.mean_pay": 1.0})


@pytest.mark.parametrize("change", [
    {"run.months": 13}, {"run.people": 700}, {"wages.bargaining_share": 0.4}, {"run.burn_in": 13},
])  # fmt: skip
def test_another_value_is_another_run(arms, base, change):
    def key(scenario):
        return runs_of(arms, scenario, [1], [1])[0].key

    assert key(base) != key(with_values(base, change))


def test_seeds_arms_and_what_is_asked_are_in_the_name(arms, base):
    runs = runs_of(arms, base, [1, 2], [1, 2]) + runs_of(arms, base, [1], [1], asked=Asked(gains=True))
    assert len({run.key for run in runs}) == 10


def test_a_title_is_not_in_the_name(arms, base):
    renamed = with_values(base, {"title": "Another"})
    assert runs_of(arms, base, [1], [1])[0].key == runs_of(arms, renamed, [1], [1])[0].key


def test_another_source_is_another_run(arms, base, monkeypatch):
    before = runs_of(arms, base, [1], [1])[0].key
    monkeypatch.setattr(design, "source_of_runs", lambda: "other")
    assert runs_of(arms, base, [1], [1])[0].key != before


def test_runs_interleave(arms, base):
    runs = runs_of(arms, base, [1, 2], [1, 2], [{}, {"wages.bargaining_share": 0.4}])
    assert [(run.population, run.context, run.luck) for run in runs[::2]] == [
        (1, 0, 1), (1, 0, 2), (1, 1, 1), (1, 1, 2), (2, 0, 1), (2, 0, 2), (2, 1, 1), (2, 1, 2)]  # fmt: skip
    assert [run.arm.name for run in runs[:4]] == ["none", "temporary-permit"] * 2


def test_a_policys_value_counts_only_where_the_policy_is(arms, base):
    none, permit = runs_of(arms, base, [1], [1], [{"policy.regularisation.price_usd": 300}])
    plain_none, plain_permit = runs_of(arms, base, [1], [1])
    assert none.key == plain_none.key and permit.key != plain_permit.key
    assert permit.scenario.policies["regularisation"]["price_usd"] == 300
    assert permit.start_hash == plain_permit.start_hash


def test_a_contexts_own_people(arms, base):
    runs = runs_of(arms, base, [1, 2], [1], [{"run.seed": 50}])
    assert [run.population for run in runs[::2]] == [50, 51]
    assert runs[0].scenario.run.seed == 50 and runs[0].burnt_from.run.seed == 50


def test_scenarios_of_a_run_are_what_would_be_loaded(arms, base):
    run = replace(runs_of(arms, base, [3], [4])[1])
    laid = arms[1].scenario(with_values(base, {"run.seed": 3, "run.luck": 4}))
    assert run.scenario.hash() == laid.hash()
