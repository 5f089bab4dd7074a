from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.sorted_figures import find_quantiles, gini, share_between, theil, theil_between


def quantile(values: np.ndarray, weights: np.ndarray, part: float) -> float:
    found, alone = np.full(1, np.nan), np.zeros((len(values), 1), np.int64)
    find_quantiles(np.argsort(values), values, weights, alone, part, np.array([weights.sum()]), np.zeros(1), found)
    return float(found[0])


AMOUNTS = st.lists(st.integers(1, 10_000), min_size=1, max_size=30)


@given(AMOUNTS, st.integers(1, 5))
def test_a_weight_is_so_many_people(amounts: list[int], weight: int):
    values, heavy = np.array(amounts, float), np.full(len(amounts), float(weight))
    repeated = np.repeat(values, weight)
    once = np.ones(len(repeated))
    for part in (0.5, 0.75):
        assert quantile(values, heavy, part) == quantile(repeated, once, part)
    assert gini(values, heavy) == pytest.approx(gini(repeated, once), abs=1e-9)


@given(AMOUNTS)
def test_gini_is_the_mean_difference_over_twice_the_mean(amounts: list[int]):
    values = np.array(amounts, float)
    gaps = np.abs(values[:, None] - values[None, :]).mean()
    assert gini(values, np.ones(len(values))) == pytest.approx(gaps / (2 * values.mean()), abs=1e-9)


@given(AMOUNTS)
def test_theil_is_nothing_among_equals_and_never_negative(amounts: list[int]):
    values, people = np.array(amounts, float), np.arange(1.0, len(amounts) + 1)
    assert theil_between(np.full(len(people), 7.0), people) == pytest.approx(0.0, abs=1e-12)
    assert theil_between(values, people) >= -1e-12


def test_nobody_has_no_median():
    assert np.isnan(quantile(np.zeros(0), np.zeros(0), 0.5)) and np.isnan(gini(np.zeros(0), np.zeros(0)))


def test_birthplace_carries_all_nothing_or_its_part_of_inequality():
    weights, group = np.ones(4), np.array([0, 0, 1, 1])
    assert share_between(np.array([1.0, 1.0, 3.0, 3.0]), weights, group) == pytest.approx(1.0)
    assert share_between(np.array([1.0, 3.0, 1.0, 3.0]), weights, group) == pytest.approx(0.0, abs=1e-12)
    mixed = np.array([0.0, 2.0, 3.0, 5.0])
    inside = theil(mixed[:2], weights[:2]) * 0.2 + theil(mixed[2:], weights[2:]) * 0.8
    assert share_between(mixed, weights, group) == pytest.approx(1.0 - inside / theil(mixed, weights))
    assert np.isnan(share_between(np.ones(4), weights, group))
