"""Experiment files: what they mean, and every mistake told at once with its line."""

from __future__ import annotations

import pytest

from remitsim.batches.experiment import load_experiment, ready_experiments
from remitsim.batches.vary import Drawing
from remitsim.scenario import ScenarioError

GOOD = """
title = "Cheap"
world = "spain"
arms = ["none", "temporary-permit", "cheap + temporary-permit"]
baseline = "none"
replicates = 2
populations = 2
[run]
people = 1_000
months = 12
burn_in = 12
[set]
"remitting.elasticity" = 1.5
[arm.cheap]
title = "Cheap sending"
policies = ["cap-3-percent"]
set = { "leaving.rosier" = 1.2 }
policy.adjust = { term = "trades.inspection", times = 2.0 }
"""


@pytest.fixture
def write(tmp_path):
    def put(text: str) -> str:
        file = tmp_path / "mine.toml"
        file.write_text(text)
        return str(file)

    return put


def test_a_file_means_its_runs(write):
    one = load_experiment(write(GOOD))
    assert [arm.name for arm in one.arms] == ["none", "temporary-permit", "cheap + temporary-permit"]
    policies = {"policy.adjust", "policy.remittance-cap", "policy.set.leaving-rosier", "policy.regularisation"}
    assert set(one.arms[2].values) == policies
    assert one.arms[2].scenario(one.base).policies["adjust"] == {"term": "trades.inspection", "times": 2.0}
    assert one.base.settings.remitting.elasticity == 1.5 and one.base.run.people == 1000
    runs = one.runs()
    assert len(runs) == 12 and {run.luck for run in runs} == {1, 2}


def test_more_replicates_hold_the_fewer(write):
    one = load_experiment(write(GOOD))
    assert {run.key for run in one.runs(2)} < {run.key for run in one.runs(4)}


BAD = """
titel = "x"
world = "spain"
arms = ["none"]
[run]
people = 1_000
[vary]
desgn = "sobol"
draws = "many"
"""
WORSE = """
world = "spain"
arms = ["none", "temprary-permit", "temporary-permit + permanent-residence"]
baseline = "non"
[run]
people = 1_000
[arm.unused]
title = "x"
[vary]
design = "sobol"
parameters = ["wages.bargaining_shar"]
[vary.ranges]
"wages.discount" = [0.1, 0.2]
[keep]
indicators = ["migrant"]
by = ["sx"]
"""


def test_unknown_keys_are_refused_with_the_nearest(write):
    with pytest.raises(ScenarioError) as caught:
        load_experiment(write(BAD))
    told = str(caught.value)
    assert "line 2: titel" in told and "did you mean title?" in told
    assert "line 8: vary.desgn" in told and "did you mean design?" in told and "line 9: vary.draws" in told


def test_all_mistakes_come_at_once(write):
    with pytest.raises(ScenarioError) as caught:
        load_experiment(write(WORSE))
    told = str(caught.value)
    for words in ("temporary-permit?", "contradicts", "did you mean none?", "arm.unused", "wages.bargaining_share?",
                  "varies not", "did you mean migrants?", "did you mean sex?"):  # fmt: skip
        assert words in told
    assert all(".toml, line" in line for line in told.splitlines())


@pytest.mark.parametrize(("run", "words"), [("mnths = 3", "did you mean months?"), ("people = 3", "expected a whole number")])
def test_values_of_the_run_are_checked_where_they_stand(write, run, words):
    with pytest.raises(ScenarioError, match=r"mine\.toml, line 5.*" + words.replace("?", r"\?")):
        load_experiment(write(f'\nworld = "spain"\narms = ["none"]\n[run]\n{run}\n'))


def test_a_value_in_a_list_that_no_scenario_takes(write):
    text = 'world = "spain"\narms = ["none"]\n[vary.list]\n"wages.bargaining_share" = [0.4, 7.0]\n'
    with pytest.raises(ScenarioError, match=r"line 4.*7"):
        load_experiment(write(text))


HEAD = 'world = "spain"\narms = ["none", "temporary-permit"]\n'


def told_of(write, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_experiment(write(HEAD + text))
    return str(caught.value).splitlines()


def test_what_would_change_nothing_is_refused_at_once(write):
    told = told_of(write, """[vary]
draws = 8
seed = 3
parameters = ["leaving.look"]
fresh_people = true
[vary.ranges]
"leaving.look" = [0.03, 0.05]
""")
    for line, key in ((4, "draws"), (5, "seed"), (6, "parameters"), (8, "ranges")):
        assert any(f"line {line}: vary.{key} - does nothing without a `design`" in words for words in told)
    assert any("line 7: vary.fresh_people = true - does nothing where nothing varies" in words for words in told)
    assert len(told) == 5


def test_lists_without_values_are_refused(write):
    assert "at least one value" in told_of(write, '[vary.grid]\n"leaving.look" = []\n')[0]


def test_a_policys_number_varies_only_if_an_arm_has_the_policy(write):
    told = told_of(write, """[vary.list]
"policy.regularisaton.price_usd" = [1, 2]
"policy.remittance-cap.percent" = [3.0]
""")
    assert "line 4" in told[0] and "no arm has a policy regularisaton" in told[0] and "did you mean regularisation?" in told[0]
    assert "line 5" in told[1] and "no arm has a policy remittance-cap" in told[1] and "did you mean" not in told[1]
    told = told_of(write, '[vary]\ndesign = "sobol"\ndraws = 4\nparameters = ["leaving.look", "policy.aid.*"]\n')
    assert len(told) == 1 and "line 6" in told[0] and "no arm has a policy aid" in told[0]
    assert "price_usd?" in told_of(write, '[vary.list]\n"policy.regularisation.price_us" = [1]\n')[0]


def test_lists_beside_a_design_are_tried_too(write):
    told = told_of(write, """[vary]
design = "sobol"
draws = 4
parameters = ["leaving.look"]
[vary.list]
"wages.bargaining_share" = [0.4, 7.0]
""")
    assert len(told) == 1 and "line 8" in told[0] and "7" in told[0]


def test_every_wrong_range_and_group_is_told(write):
    told = told_of(write, """[vary]
design = "morris"
draws = 4
parameters = ["leaving.look", "wages.bargaining_share", "hiring.offer_rule", "leaving.rosier"]
[vary.ranges]
"leaving.look" = ["low", "high"]
"wages.bargaining_share" = ["a", 2]
"leaving.rosier" = [true, 2]
"hiring.offer_rule" = [0, 1]
[vary.groups]
going = ["leavin.*"]
""")
    assert [any(f"line {line}:" in words for words in told) for line in (8, 9, 10, 11, 13)] == [True] * 5
    assert sum("expected two numbers [low, high] with low under high" in words for words in told) == 3
    assert any("a choice takes no range" in words for words in told)
    told = told_of(write, """[vary]
design = "sobol"
draws = 4
parameters = ["leaving.*"]
[vary.groups]
going = ["leaving.*"]
""")
    assert "morris and saltelli move groups together" in told[0]


def test_an_experiment_says_how_its_contexts_came_about(write):
    pytest.importorskip("SALib")
    text = """[vary]
design = "morris"
draws = 4
parameters = ["wages.bargaining_share", "leaving.look", "leaving.rosier"]
own_values = true
[vary.list]
"leaving.rosier" = [1.0, 1.2]
[vary.groups]
going = ["leaving.*"]
"""
    one = load_experiment(write(HEAD + text))
    groups = {"wages.bargaining_share": "wages.bargaining_share", "leaving.look": "going", "leaving.rosier": "going"}
    assert one.drawing == Drawing("morris", 3, groups)
    assert one.contexts[0] == {} and set(one.contexts[2]) == {"leaving.rosier"} and set(one.contexts[3]) == set(groups)
    assert load_experiment("protection").drawing == Drawing("list", 7)


def test_a_list_elsewhere_is_never_a_sweep(write):
    with pytest.raises(ScenarioError, match="remitting"):
        load_experiment(write('world = "spain"\narms = ["none"]\n[set]\n"remitting.elasticity" = [1.0, 2.0]\n'))


def test_an_unknown_experiment_names_the_nearest():
    with pytest.raises(ScenarioError, match="did you mean regularisation"):
        load_experiment("regularization")


@pytest.mark.parametrize("name", [name for name in ready_experiments() if name not in ("regularisation", "sensitivity")])
def test_ready_experiments_are_sound(name):
    if name == "screening":
        pytest.importorskip("SALib")
    one = load_experiment(name)
    assert one.title and one.sheet.about and len(one.arms) > 1 and one.contexts


def test_there_are_six_and_more():
    assert len(ready_experiments()) >= 6 and {"regularisation", "screening", "sensitivity"} <= set(ready_experiments())
