"""Paying for a departure: own money first, then the house's, kin's, a lender's; every cent is booked."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from remitsim.reckoning.finance import cost_today, means, raise_money
from remitsim.settings import Settings
from remitsim.world import flows

LEAVING = Settings().leaving
LAW = SimpleNamespace(loan_rate=0.025, public_loans=0)
whole_cents = st.integers(0, 500_000)


def _person(savings: int = 0, home_pay: int = 15_000, key: int = 77, debt: int = 0) -> SimpleNamespace:
    return SimpleNamespace(key=key, savings=savings, home_pay=home_pay, debt=debt, debt_interest=0, kin_debt=0,
                           loan_rate=0.0, public_loan=0)  # fmt: skip


def _house(money: int, food_debt: int = 0) -> SimpleNamespace:
    return SimpleNamespace(money=money, food_debt=food_debt, food_interest=0)


def _cell() -> SimpleNamespace:
    return SimpleNamespace(weight=1, flow=np.zeros(flows.N_FLOWS, np.int64))


@given(whole_cents, whole_cents, whole_cents, st.integers(1, 10**9), st.floats(0.0, 100_000.0))
def test_what_is_raised_is_booked_and_owed(savings: int, money: int, wanted: int, key: int, pay: float) -> None:
    person, house, cell = _person(savings, key=key), _house(money), _cell()
    most = means(person, house, pay, LEAVING, LAW, 5)
    in_hand = raise_money(person, house, cell, wanted, pay, LEAVING, LAW, 5)
    gift, kin, loan = (int(cell.flow[k]) for k in (flows.HOUSEHOLD_GIFT, flows.KIN_LOAN, flows.LOAN))
    assert person.savings == savings + gift + kin + loan
    assert (house.money, person.kin_debt, person.debt) == (money - gift, kin, loan)
    assert in_hand == min(wanted, int(most))
    assert house.money >= 0.2 * money - 1
    assert loan == 0 or person.loan_rate == LAW.loan_rate
    if wanted <= savings:
        assert gift == kin == loan == 0


def test_food_debt_lowers_the_limit_and_does_not_bar() -> None:
    free, owing = (means(_person(), _house(0, food), 50_000.0, LEAVING, LAW, 5) for food in (0, 40_000))
    assert free - owing == 40_000
    assert owing > 0


@given(st.floats(1_000.0, 400_000.0), st.floats(0.0, 60_000.0))
def test_borrowed_money_costs_more_than_own(amount: float, surplus: float) -> None:
    """Service of a loan at 2.5 % a month, seen at an impatience of .6 %."""
    poor = cost_today(_person(), _house(0), amount, surplus, LEAVING, LAW, 5, 0.006)
    rich = cost_today(_person(10**7), _house(0), amount, surplus, LEAVING, LAW, 5, 0.006)
    assert rich == amount
    assert poor >= amount - 1e-6


def test_the_less_is_left_over_the_dearer_the_loan() -> None:
    costs = [cost_today(_person(), _house(0), 200_000.0, s, LEAVING, LAW, 5, 0.006) for s in (40_000.0, 20_000.0, 14_000.0)]
    assert costs == sorted(costs)
    assert costs[0] < costs[-1]
