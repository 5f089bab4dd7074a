"""The placebo's band, and false finds on pure noise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from remitsim.comparing.placebo import GAINS, LOSES, WITHIN, band_of, false_discovery, verdicts


def test_the_band_is_t_times_the_sd_of_a_mean():
    differences = np.random.default_rng(0).normal(0, 2, (20, 3))
    band = band_of(differences)
    expected = stats.t.ppf(0.975, 19) * differences.std(axis=0, ddof=1) / np.sqrt(20)
    assert band.half(20) == pytest.approx(expected)
    assert band.half(80) == pytest.approx(expected / 2)


def test_on_pure_noise_hardly_a_comparison_finds_anything():
    random, pairs, cells, trials = np.random.default_rng(5), 20, 150, 300
    found = 0
    for _ in range(trials):
        band = band_of(random.normal(size=(pairs, cells)))
        mean = random.normal(size=(pairs, cells)).mean(axis=0)
        q = false_discovery(band.chance(mean, pairs))
        found += any(word != WITHIN for word in verdicts(mean, band.half(pairs), q))
    assert found / trials < 0.2  # all finds are false here, so a tenth is what the control promises


def test_what_is_far_beyond_the_band_is_found_with_its_sign():
    band = band_of(np.random.default_rng(6).normal(size=(20, 3)))
    mean = np.array([5.0, -5.0, 0.0])
    q = false_discovery(band.chance(mean, 20))
    assert verdicts(mean, band.half(20), q) == [GAINS, LOSES, WITHIN]


def test_where_a_placebo_changes_nothing_any_change_counts_and_none_does_not():
    band = band_of(np.zeros((20, 2)))
    assert list(band.chance(np.array([0.0, 1.0]), 20)) == [1.0, 0.0]


def test_one_placebo_pair_makes_no_band():
    assert np.isnan(band_of(np.ones((1, 2))).half(4)).all()
