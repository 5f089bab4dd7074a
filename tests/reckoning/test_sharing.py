"""The split of pay: the closed form is the optimum, it moves smoothly, and never makes money."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from remitsim.reckoning.sharing import best_sum, family_weight, months_between, sum_to_send

ELASTICITY = st.floats(0.3, 3.0)
ALTRUISM = st.floats(0.05, 4.0)
HEADS = st.floats(0.5, 8.0)
SAVING = st.floats(0.02, 1.0)
FLAT = st.floats(0.0, 1_500.0)
MARGIN = st.floats(0.0, 0.12)
SPARE = st.floats(1_000.0, 200_000.0)


def _felt(amount: np.ndarray, heads: float, elasticity: float) -> np.ndarray:
    """Utility of an amount shared by so many heads, at a constant elasticity."""
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(amount > 0.0, amount / heads, np.nan)
        power = 1.0 - 1.0 / elasticity
        felt = np.log(each) if abs(power) < 1e-9 else each**power / power
    return heads * np.where(np.isnan(felt), -np.inf, felt)


def _worth(handed, spare, other, altruism, elasticity, home, here, saving, flat, margin):
    left = spare - handed
    kept = left * saving / (1.0 + saving)
    family = other + (handed - flat) * (1.0 - margin)
    taste = saving ** (1.0 / elasticity)
    return (
        _felt(left - kept, here, elasticity) + taste * _felt(kept, here, elasticity)
        + altruism * _felt(family, home, elasticity)
    )


@given(SPARE, st.floats(-0.9, 0.9), ALTRUISM, ELASTICITY, HEADS, st.floats(1.0, 3.0), SAVING, FLAT, MARGIN)
def test_the_sum_is_the_best_that_can_be_found(spare, other, altruism, elasticity, home, here, saving, flat, margin):
    weight = family_weight(altruism, elasticity, home, here, margin)
    means = other * spare
    best = best_sum(spare, means, weight, saving, flat, margin)
    assume(flat < best < spare)
    tried = np.linspace(flat, spare, 4_001)[1:-1]
    args = (spare, means, altruism, elasticity, home, here, saving, flat, margin)
    found = tried[np.nanargmax(_worth(tried, *args))]
    assert abs(found - best) <= 2.0 * (spare - flat) / 4_000


def test_two_heads_two_kinds_of_help_by_hand() -> None:
    # G = .5 * 4 / 1 = 2; no fees, family has nothing: X = 2 * 1000 / (1 + .25 + 2)
    assert family_weight(0.5, 1.0, 4.0, 1.0, 0.0) == 2.0
    assert best_sum(1_000.0, 0.0, 2.0, 0.25, 0.0, 0.0) == pytest.approx(2_000.0 / 3.25)


@given(SPARE, st.floats(-2.0, 2.0), st.floats(0.0, 30.0), SAVING, FLAT, MARGIN)
def test_never_more_than_there_is_nor_what_fees_would_eat(spare, other, weight, saving, flat, margin):
    best = best_sum(spare, other * spare, weight, saving, flat, margin)
    assert best == 0.0 or flat < best <= spare


@given(SPARE, st.floats(-1.0, 1.0), st.floats(0.01, 30.0), SAVING, FLAT, MARGIN, st.floats(-1.0, 1.0))
def test_a_cent_more_pay_or_means_moves_the_sum_by_no_more(spare, other, weight, saving, flat, margin, step):
    before = best_sum(spare, other * spare, weight, saving, flat, margin)
    more_pay = best_sum(spare + step, other * spare, weight, saving, flat, margin)
    more_means = best_sum(spare, other * spare + step, weight, saving, flat, margin)
    for after in (more_pay, more_means):
        if before > 0.0 and after > 0.0:
            assert abs(after - before) <= abs(step) / (1.0 - margin) + 1e-6


@given(ALTRUISM, HEADS, st.floats(0.01, 0.1))
def test_elasticity_decides_what_cheaper_sending_does(altruism, home, margin) -> None:
    def weight(elasticity: float, cost: float) -> float:
        return float(family_weight(altruism, elasticity, home, 1.0, cost))

    assert weight(1.0, 0.0) == pytest.approx(weight(1.0, margin))
    assert weight(2.0, 0.0) > weight(2.0, margin)
    assert weight(0.5, 0.0) < weight(0.5, margin)


@given(st.floats(10.0, 3_000.0), st.floats(500.0, 200_000.0))
def test_money_waits_as_long_as_is_cheapest(price, a_month) -> None:
    best = months_between(price, a_month, 0.05, 4.0)
    assert 0.25 <= best <= 4.0

    def cost(months: float) -> float:
        return price / months + 0.05 * a_month * months / 2.0

    assert all(cost(best) <= cost(t) + 1e-9 for t in (0.25, 0.5, 1.0, 2.0, 3.0, 4.0))
    if 0.25 < best < 4.0:
        assert math.isclose(sum_to_send(price, a_month, 0.05), best * a_month)
