"""Taxes on pay: inverses undo each other, and more pay never leaves less."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.reckoning import taxes

laws = st.builds(
    SimpleNamespace,
    worker_contribution=st.floats(0, 0.25),
    employer_contribution=st.floats(0, 0.4),
    income_tax=st.floats(0, 0.4),
    income_tax_free=st.integers(0, 300_000),
    contribution_cap=st.one_of(st.just(0), st.integers(50_000, 900_000)),
)
pay = st.floats(1, 2_000_000)


@given(laws, pay)
def test_gross_undoes_net(law: SimpleNamespace, amount: float) -> None:
    assert taxes.gross(law, taxes.net(law, amount)) == pytest.approx(amount, rel=1e-9, abs=1e-6)


@given(laws, pay)
def test_ceiling_undoes_cost(law: SimpleNamespace, amount: float) -> None:
    assert taxes.ceiling(law, taxes.cost(law, amount)) == pytest.approx(amount, rel=1e-9, abs=1e-6)


@given(laws, pay, pay)
def test_more_pay_never_leaves_less(law: SimpleNamespace, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert taxes.net(law, low) <= taxes.net(law, high) + 1e-9
    assert taxes.cost(law, low) <= taxes.cost(law, high) + 1e-9


@given(laws, pay)
def test_net_is_at_most_pay_and_cost_at_least(law: SimpleNamespace, amount: float) -> None:
    assert taxes.net(law, amount) <= amount <= taxes.cost(law, amount)
