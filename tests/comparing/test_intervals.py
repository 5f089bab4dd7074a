"""Intervals of paired differences on made-up tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remitsim.comparing.intervals import interval, limits, resampled, variance_ratio

FIVE_BY_FOUR = np.repeat(np.arange(5), 4)


@given(st.floats(-1e9, 1e9), st.integers(2, 6))
@settings(max_examples=20, deadline=None)
def test_where_all_pairs_agree_the_interval_is_the_point(value, populations):
    told = interval(np.full((populations * 2, 1), value), np.repeat(np.arange(populations), 2))
    assert told.low[0] == told.mean[0] == told.high[0] == pytest.approx(value)


def test_the_mean_counts_populations_alike_however_many_lucks_each_has():
    values = np.array([[0.0], [0.0], [0.0], [4.0]])
    assert interval(values, np.array([1, 1, 1, 2])).mean[0] == 2.0


def test_spread_between_populations_makes_the_interval_not_the_number_of_lucks():
    own = np.random.default_rng(3).normal(size=5)
    few, many = np.repeat(own, 2)[:, None], np.repeat(own, 40)[:, None]
    narrow, wide = interval(few, np.repeat(np.arange(5), 2)), interval(many, np.repeat(np.arange(5), 40))
    assert wide.high[0] - wide.low[0] == pytest.approx(narrow.high[0] - narrow.low[0], rel=0.1)
    assert own.min() <= wide.low[0] < own.mean() < wide.high[0] <= own.max()


def test_with_one_population_lucks_alone_are_drawn_again():
    values = np.array([[1.0], [2.0], [3.0], [4.0]])
    told = interval(values, np.ones(4, np.int64))
    assert 1.0 <= told.low[0] < 2.5 < told.high[0] <= 4.0
    assert "One population only" in limits(np.ones(4, np.int64))


def test_one_pair_has_no_interval():
    told = interval(np.array([[7.0]]), np.array([1]))
    assert told.mean[0] == 7.0 and np.isnan(told.low[0]) and np.isnan(told.high[0])


def test_what_is_not_known_counts_in_no_mean():
    values = np.column_stack([np.arange(20.0), np.where(np.arange(20) < 4, np.nan, 1.0), np.full(20, np.nan)])
    told = interval(values, FIVE_BY_FOUR)
    assert told.mean[1] == told.low[1] == told.high[1] == 1.0
    assert np.isnan(told.mean[2]) and np.isnan(told.low[2])
    assert np.isfinite([told.low[0], told.high[0]]).all()


def test_few_populations_are_said_to_limit_the_interval():
    assert "5 populations are few" in limits(FIVE_BY_FOUR)
    assert "few" not in limits(np.arange(20))


def test_means_drawn_again_scatter_around_the_mean():
    values = np.random.default_rng(1).normal(10, 1, (20, 1))
    assert resampled(values, FIVE_BY_FOUR).mean() == pytest.approx(values.mean(), abs=0.1)


def test_shared_luck_cancels_in_the_paired_variance_only():
    luck = np.random.default_rng(2).normal(0, 10, (200, 1))
    noise = np.random.default_rng(4).normal(0, 1, (200, 1))
    paired, unpaired, ratio = variance_ratio(luck + noise, luck)
    assert paired[0] == pytest.approx(1, rel=0.3) and unpaired[0] == pytest.approx(201, rel=0.3) and ratio[0] > 100
    assert np.isnan(variance_ratio(luck, luck)[2][0])
