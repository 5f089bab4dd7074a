"""What an option changes in law: a plain sentence for every ready policy, in national names where the world has them."""

from __future__ import annotations

import re

import pytest

from remitsim.batches.arms import arm_of
from remitsim.policies.ready import ready
from remitsim.policies.table import POLICIES
from remitsim.report.law import Law
from remitsim.report.sentences import SENTENCES
from remitsim.report.telling import Currency
from remitsim.report.write import currency_of
from remitsim.scenario import load_scenario


@pytest.fixture(scope="module")
def spain():
    return load_scenario("spain")


@pytest.fixture(scope="module")
def law(spain):
    return Law(spain, currency_of(spain))


@pytest.mark.parametrize("name", sorted(ready()))
def test_every_ready_policy_has_a_plain_sentence(law, name):
    told = law.changes(arm_of(name, [name]))
    assert told[0].isupper() or told[0].isdigit()
    assert told.endswith(".")
    assert not re.search(r"\bchoice\b|``|\('|illegal|_usd", told), told
    assert len(told) < 420


def test_sentences_are_of_policies_that_exist():
    assert set(SENTENCES) <= set(POLICIES)


def test_numbers_of_the_law_are_those_of_the_policy(law):
    arm = arm_of("x", ["temporary-permit"], {"policy.regularisation.permit_months": 18})
    assert "A permit of 18 months" in law.changes(arm)
    assert "EUR 84" in law.changes(arm)  # 120 dollars of 2017 at .703
    assert "USD 120" in Law(law.scenario, Currency()).changes(arm)


def test_packages_tell_every_part_and_settings_are_no_law(law):
    told = law.changes(arm_of("both", ["permanent-residence", "safe-complaint"], {"wages.bargaining_share": 0.4}))
    assert "residencia permanente" in told
    assert "do not pass on" in told
    assert "wages.bargaining_share is set to 0.4" in told


def test_where_no_national_name_is_known_the_models_status_is_told():
    gulf = Law(load_scenario("gulf"), Currency())
    assert gulf.permit("tied") == "a temporary permit tied to one employer"
    assert Law(None, Currency()).permit("permanent") == "permanent residence"


def test_hosts_with_currencies_of_their_own_are_told_in_dollars():
    assert currency_of(load_scenario("gulf")).code == "USD"
    assert "currencies of their own" in currency_of(load_scenario("gulf")).says
    assert currency_of(load_scenario("colombia")).code == "COP"
