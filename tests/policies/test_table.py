"""Policies from tables: names, all mistakes at once, contradictions, ready files, the command line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from remitsim.cli import app
from remitsim.policies.policy import Policy
from remitsim.policies.ready import read_ready, ready, values_of
from remitsim.policies.table import POLICIES, policies_from
from remitsim.scenario import ScenarioError, load_scenario


def kinds(base: type = Policy) -> set[type]:
    own = [kind for kind in base.__subclasses__() if kind.__module__.startswith("remitsim.")]
    return {kind for kind in own if not kind.__name__.startswith("_")}.union(*map(kinds, own))


def test_every_policy_has_a_name():
    assert set(POLICIES.values()) == kinds()


def test_dashes_and_underscores():
    one = policies_from({"remittance-cap": {"cap": 0.05}})
    assert one == policies_from({"remittance_cap": {"cap": 0.05}})
    assert policies_from({"sponsorship": {"may-change": "never"}})[0].may_change == "never"


def test_all_mistakes_at_once():
    tables = {"regularization": {}, "remittance-cap": {"capp": 0.03, "cap": 3.0}, "sponsorship": {"may_change": "nevr"},
              "shock": {"starts": 5, "ends": 5}, "adjust": {"term": "hosts.wage_flor", "to": 1.0},
              "border": {"places": ["ESQ"]}}  # fmt: skip
    with pytest.raises(ScenarioError) as caught:
        policies_from(tables, hosts=("ESP",), origins=("MAR",))
    told = str(caught.value)
    for word in ("did you mean regularisation", "did you mean cap", "from 0 to 0.2", "did you mean never",
                 "not after it starts", "did you mean hosts.wage_floor", "did you mean ESP"):  # fmt: skip
        assert word in told
    assert len(caught.value.problems) == 7


@pytest.mark.parametrize("tables", [
    {"regularisation": {"one": {"option": "permanent residence"}, "two": {"option": "citizenship"}}},
    {"family": {"option": "open"}, "adjust": {"term": "hosts.family_route", "to": 0}},
    {"pathways": {"option": "open"}, "adjust": {"term": "corridors.free_open", "to": 0}},
    {"sponsorship": {"a": {"may_change": "never"}, "b": {"may_change": "always"}}},
    {"recruitment-fees": {}, "recruitment_fees": {}},
    {"pathways": {"a": {"places": ["MAR"]}, "b": {"places": ["ESP"]}}},
])  # fmt: skip
def test_contradictions_are_refused_by_name(tables):
    with pytest.raises(ScenarioError, match=r"contradicts policy.*both set"):
        policies_from(tables, hosts=("ESP",), origins=("MAR",))


@pytest.mark.parametrize("tables", [
    {"remittance-cap": {"a": {"on": "each sending"}, "b": {"on": "the menu's price of USD 200"}}},
    {"sponsorship": {"a": {"may_change": "never", "ends": 6}, "b": {"starts": 6}}},
    {"pathways": {"a": {"places": ["MAR"]}, "b": {"places": ["SEN"]}}},
    {"regularisation": {"a": {"option": "services"}, "b": {"option": "citizenship"}}},
    {"adjust": {"a": {"term": "corridors.quota", "times": 2.0}}, "pathways": {}},
])  # fmt: skip
def test_different_rules_times_and_places_stand_together(tables):
    assert len(policies_from(tables, hosts=("ESP",), origins=("MAR", "SEN"))) == 2


@pytest.mark.parametrize("name", ready())
def test_every_ready_file_is_policies(name):
    tree = read_ready(name)
    assert tree["title"] and tree["source"]
    assert bool(policies_from(tree.get("policy", {}))) == (name != "none")
    load_scenario("spain", values_of([name]))


def test_there_are_ready_files():
    assert len(ready()) >= 120 and {"none", "employer-pays", "quota-times-1.5"} <= set(ready())


def remitsim(*words):
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})


def test_list_names_ready_policies():
    shown = remitsim("list")
    assert shown.exit_code == 0 and all(name in shown.stdout for name in ready())


def test_contradictions_and_misspellings_end_in_code_2():
    two = remitsim("run", "spain", "--policy", "temporary-permit", "--policy", "citizenship")
    assert two.exit_code == 2 and "contradicts policy.regularisation.temporary-permit" in two.stderr
    wrong = remitsim("run", "spain", "--policy", "temporary-permitt", "--set", "wages")
    assert wrong.exit_code == 2 and "did you mean temporary-permit" in wrong.stderr and "path=value" in wrong.stderr


def test_a_policy_changes_something_and_none_changes_nothing(tmp_path):
    tiny = ("run", "spain", "--people", 1500, "--burn-in", 12, "--months", 6)
    arms = {"bare": (), "none": ("--policy", "none"), "cap": ("--policy", "cap-3-percent", "--policy", "employer-pays")}
    told = {}
    for name, words in arms.items():
        shown = remitsim(*tiny, *words, "--out", tmp_path / name)
        assert shown.exit_code == 0, shown.output
        told[name] = (tmp_path / name / "headline.csv").read_text()
    assert told["bare"] == told["none"] != told["cap"]
    manifest = json.loads((tmp_path / "cap" / "manifest.json").read_text())
    assert set(manifest["resolved"]["policy"]) == {"remittance-cap", "recruitment-fees"}


def test_a_shock_of_some_villages_has_the_size_it_says():
    from types import SimpleNamespace

    from remitsim.world.terms import ORIGIN_TERMS

    origins = ORIGIN_TERMS.blank(1)
    (shock,) = policies_from({"shock": {"home_pay": 0.6, "villages": 0.5}})
    shock.change(SimpleNamespace(origins=origins), SimpleNamespace(origin_names=("MAR",), host_names=("ESP",)))
    assert (origins["shock_share"][0], origins["shock_pay"][0]) == (0.5, 0.6)
