"""Experiment files: what they mean, and every mistake told at once with its line."""

from __future__ import annotations

import pytest

from remitsim.batches.experiment import load_experiment, ready_experiments
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
policy.adjust = { term = "hosts.inspections", times = 2.0 }
"""


@pytest.fixture
def write(tmp_path):
    def put(text: str) -> str:
        file = tmp_path / "mine.toml"
        file.write_text(text)
        return str(file)

    return put


def test_a_file_means_its_runs(write):
    one = load_experiment(write(GOOD.replace('policy.adjust = { term = "hosts.inspections", times = 2.0 }\n', "")))
    assert [arm.name for arm in one.arms] == ["none", "temporary-permit", "cheap + temporary-permit"]
    assert set(one.arms[2].values) == {"policy.remittance-cap", "policy.set.leaving-rosier", "policy.regularisation"}
    assert one.base.settings.remitting.elasticity == 1.5 and one.base.run.people == 1000
    runs = one.runs()
    assert len(runs) == 12 and {run.luck for run in runs} == {1, 2}


def test_more_replicates_hold_the_fewer(write):
    one = load_experiment(write(GOOD.replace('policy.adjust = { term = "hosts.inspections", times = 2.0 }\n', "")))
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
