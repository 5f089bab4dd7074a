"""Rows go with the square root of real size, and rows times weight is that size."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from populate.made_up import gulf_like, spain_like
from remitsim.populate.weights import allot, heaviest, origin_people


@given(st.integers(500, 50_000))
def test_rows_times_weight_is_the_real_number(people: int) -> None:
    start = spain_like()
    weights = allot(start, people)
    sizes = [float(start.native_people[0]), *origin_people(start)]
    rows, each = weights.native_rows + weights.origin_rows, weights.native_weights + weights.origin_weights
    for size, row, weight in zip(sizes, rows, each, strict=True):
        assert abs(row * weight - size) <= 0.5 * weight
    assert sum(rows) == pytest.approx(people, rel=0.05)
    if people <= 2_000:  # weights are large whole numbers here, rows go with the root closely
        ratio = np.array(rows) / np.sqrt(sizes)
        assert ratio.max() / ratio.min() < 1.01


def test_the_catchment_stands_for_so_many_at_home_for_each_abroad() -> None:
    start = spain_like()
    weights = allot(start, 2_000)
    for origin in range(2):
        away = weights.abroad_rows[origin]
        assert weights.origin_rows[origin] - away == pytest.approx(8.0 * away, rel=0.03)


def test_no_rows_for_natives_outside_the_market() -> None:
    weights = allot(gulf_like(), 1_000)
    assert weights.native_rows == (0,)
    assert heaviest(weights, 1, 0) == weights.origin_weights[0]


def test_a_closed_corridor_has_no_rows_abroad() -> None:
    start = spain_like()
    shut = dataclasses.replace(start, adults_abroad=np.array([60_000.0, 0.0]))
    assert allot(shut, 2_000).abroad_rows[1] == 0
