"""Debts: nobody repays more than is owed, and interest never runs away."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.reckoning import debts
from remitsim.world import flows

sums = st.integers(0, 10_000_000)


def _cell() -> SimpleNamespace:
    return SimpleNamespace(weight=3, claim=[0] * flows.N_CLAIMS, flow=[0] * flows.N_FLOWS)


@given(sums, sums, st.floats(0, 1))
def test_serving_pays_interest_first_and_never_more_than_owed(debt: int, interest: int, part: float) -> None:
    person = SimpleNamespace(debt=debt, debt_interest=min(interest, debt))
    owed = person.debt + person.debt_interest
    amount = int(part * owed)
    debts.serve(person, amount)
    assert person.debt + person.debt_interest == owed - amount
    assert person.debt >= 0 and person.debt_interest >= 0
    assert person.debt == debt or person.debt_interest == 0


@given(sums, st.floats(0, 0.2), st.integers(1, 400))
def test_unpaid_interest_never_exceeds_the_principal(debt: int, rate: float, months: int) -> None:
    person, cell = SimpleNamespace(debt=debt, debt_interest=0, loan_rate=rate), _cell()
    for _ in range(months):
        debts.accrue(person, cell)
    assert 0 <= person.debt_interest <= debt
    assert cell.claim[flows.INTEREST_ACCRUED] == 3 * person.debt_interest


@given(st.floats(1, 1e6), st.floats(1, 1e5), st.floats(0.0, 0.05))
def test_months_and_payment_agree(owed: float, payment: float, rate: float) -> None:
    months = debts.months_to_clear(owed, payment, rate)
    if 1e-6 < months < debts.LONGEST:
        assert debts.payment_to_clear(owed, months, rate) == pytest.approx(payment, rel=1e-6)


@given(st.floats(1, 1e6), st.floats(1, 1e5), st.floats(0.0, 0.05))
def test_a_dearer_loan_is_never_cheaper_to_serve(owed: float, payment: float, rate: float) -> None:
    cheap = debts.present_value(owed, payment, 0.0, 0.006)
    dear = debts.present_value(owed, payment, rate, 0.006)
    assert dear >= cheap - 1e-6 * owed
