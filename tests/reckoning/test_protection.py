"""Protection: power lowers withheld pay, illness has its mean, benefits their terms, foothold its bounds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.luck import uniform
from remitsim.reckoning import foothold, protection
from remitsim.settings.wages import Wages
from remitsim.settings.working import Working
from remitsim.world import codes, flows

WORKING = SimpleNamespace(**Working().model_dump())
WAGES = SimpleNamespace(**Wages().model_dump())


def _law(**other: float) -> SimpleNamespace:
    law = {"complaint_power": 0.3, "inspectors_report": 0.0, "may_change_employer": codes.CHANGE_NEVER,
           "found_at_work": 0.004, "recovery": 0.7, "benefit_rate": 0.65, "benefit_cap": 150_000, "benefit_months": 12,
           "insured_for_benefit": 12, "care_cost": 20_000, "found_in_street": 0.002, "papers_at_work": 0.0,
           "removed_if_found": 0.3, "next_permit_months": 24, "integration_price": 1.0, "income_tax": 0.0,
           "income_tax_free": 0, "worker_contribution": 0.0, "contribution_cap": 0}  # fmt: skip
    return SimpleNamespace(**{**law, **other})


def _trade() -> SimpleNamespace:
    return SimpleNamespace(covered=1, inspection=1.0)


def _person(**other: float) -> SimpleNamespace:
    person = {"key": 5, "status": codes.NATIVE, "place": codes.ABROAD, "employer": 0, "employer_owing": -1,
              "contract": codes.FORMAL, "wage": 100_000, "savings": 0, "unpaid_wages": 0, "months_withheld": 0,
              "months_owed": 0, "ill_months": 0, "age": 480, "trade": codes.SERVICES, "insured_months": 12,
              "months_idle": 0, "last_pay": 200_000, "benefit_left": 0, "contract_left": -1, "foothold": 0.0}  # fmt: skip
    return SimpleNamespace(**{**person, **other})


def _cell() -> SimpleNamespace:
    return SimpleNamespace(weight=3, claim=[0] * flows.N_CLAIMS, flow=[0] * flows.N_FLOWS)


def _rights(complain: float = 1.0, change: int = 2) -> SimpleNamespace:
    return SimpleNamespace(complain=complain, change_employer=change, health=0.2, benefits=1)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.02))
def test_who_may_complain_more_safely_has_more_power(complain: float, more: float, found: float) -> None:
    person = _person(status=codes.TEMPORARY_TIED)
    low, high = sorted((complain, more))
    powers = [protection.power(person, _law(found_at_work=found), _trade(), _rights(c, 1), WORKING) for c in (low, high)]
    assert 0.0 <= powers[0] <= powers[1] <= WORKING.most_power


def test_only_unlawful_firms_withhold_and_as_often_as_power_leaves() -> None:
    law, rights = _law(found_at_work=0.0), _rights(0.0, 0)
    args = (law, _trade(), rights, WORKING)
    assert protection.withheld_now(_person(), SimpleNamespace(lawful=1), *args, 1) == 0
    seen = [protection.withheld_now(_person(key=k), SimpleNamespace(lawful=0), *args, 1) for k in range(4_000)]
    assert set(seen) == {0, 50_000}
    assert sum(s > 0 for s in seen) / 4_000 == pytest.approx(0.06, abs=0.015)


def test_a_claim_on_another_firm_is_lost_over_a_new_one() -> None:
    person, cell = _person(unpaid_wages=40_000, employer_owing=7), _cell()
    protection.withhold(person, 50_000, cell)
    assert (person.unpaid_wages, person.employer_owing, person.months_withheld) == (50_000, 0, 1)
    assert cell.claim[flows.WAGES_LOST] == 120_000 and cell.claim[flows.WAGES_WITHHELD] == 150_000


@given(st.integers(0, 1_000_000), st.floats(0, 1))
def test_no_more_is_recovered_than_is_owed(owed: int, recovery: float) -> None:
    person = _person(unpaid_wages=owed, employer_owing=0)
    paid = protection.recovered_now(person, _law(recovery=recovery), _trade(), _rights(), WORKING, 3)
    assert 0 <= paid <= owed


def test_illness_lasts_its_mean() -> None:
    lengths = [protection.length_of_illness(3.0, uniform(k, 1, 2)) for k in range(20_000)]
    assert min(lengths) == 1
    assert sum(lengths) / 20_000 == pytest.approx(3.0, rel=0.03)


def test_care_that_cannot_be_paid_is_not_booked() -> None:
    for savings, paid in ((15_999, 0), (16_000, 16_000)):
        person, cell = _person(ill_months=2, savings=savings), _cell()
        assert protection.be_ill(person, cell, _law(), _rights(), WORKING, 1) == 1
        assert cell.flow[flows.CARE] == 3 * paid and person.savings == savings - paid


def test_a_benefit_runs_its_months_and_must_be_earned_again() -> None:
    person, cell = _person(employer=-1), _cell()
    drawn = []
    for _ in range(14):
        drawn.append(protection.draw_benefit(person, cell, _law(), _rights()))
        person.months_idle += 1
    assert drawn == [97_500] * 12 + [0, 0]
    assert person.savings == sum(drawn) and person.insured_months == 0


def _buys(stay_hazard: float, price: float) -> SimpleNamespace:
    person, cell = _person(savings=500_000), _cell()
    corridor = SimpleNamespace(exit_rate=stay_hazard, renewed_share=1.0)
    quote = SimpleNamespace(chance=0.13, separation=0.02)
    law = _law(integration_price=price, integration_places=12.0, integration_cost=0)
    foothold.buy_foothold(person, cell, corridor, quote, law, _trade(), WORKING, WAGES, 0)
    assert cell.flow[flows.FOOTHOLD] == 3 * (500_000 - person.savings)
    return person


def test_a_step_of_foothold_is_bought_by_who_stays_or_pays_less() -> None:
    assert _buys(0.004, 1.0).foothold == pytest.approx(0.1)
    assert _buys(0.1, 1.0).foothold == 0.0
    assert _buys(0.1, 0.1).foothold == pytest.approx(0.1)
