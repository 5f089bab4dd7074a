"""Luck for many is luck for one, bit for bit; shares are met to the row."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from remitsim import luck
from remitsim.populate.draws import (
    cut,
    mix_all,
    normal_of,
    normals,
    person_keys,
    place_by_size,
    spread_evenly,
    uniforms,
    whole_sizes,
)
from remitsim.rules import plain

LONG = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(LONG, min_size=1, max_size=20), LONG, LONG)
def test_uniforms_are_those_of_one_person(keys: list[int], salt: int, what: int) -> None:
    many = uniforms(np.array(keys, np.int64), salt, what)
    assert many.tolist() == [luck.uniform(key, salt, what) for key in keys]
    assert mix_all(np.array(keys, np.int64), salt).tolist() == [luck.mix(key, salt) for key in keys]


@given(st.lists(LONG, min_size=1, max_size=10), LONG, LONG)
def test_normals_are_those_of_one_person(keys: list[int], salt: int, what: int) -> None:
    with plain():
        many = normals(np.array(keys, np.int64), salt, what)
    assert many.tolist() == [luck.normal(key, salt, what) for key in keys]


def test_keys_are_those_of_first_holders() -> None:
    assert person_keys(3, 4).tolist() == [luck.person_key(3, index, 0) for index in range(4)]


@given(st.integers(0, 300), st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_cut_meets_shares_to_the_row(rows: int, shares: list[float]) -> None:
    kinds = cut(uniforms(np.arange(rows), 1, 2), shares)
    counts = np.bincount(kinds, minlength=len(shares))
    assert counts.sum() == rows
    if sum(shares) > 1e-6:
        assert np.abs(counts - rows * np.array(shares) / sum(shares)).max() <= 1.0 + 1e-9


def test_cut_changes_only_those_at_a_cut_when_one_is_added() -> None:
    draws = uniforms(np.arange(501), 1, 2)
    before, after = cut(draws[:500], [0.3, 0.7]), cut(draws, [0.3, 0.7])[:500]
    assert (before != after).sum() <= 1


@given(st.integers(1, 200), st.lists(st.floats(0.01, 10), min_size=1, max_size=8))
def test_places_follow_sizes_to_the_row(rows: int, sizes: list[float]) -> None:
    units = 1.0 + uniforms(np.arange(rows), 1, 3)
    size = np.array(sizes)
    held = np.bincount(place_by_size(uniforms(np.arange(rows), 1, 2), units, size), units, len(sizes))
    assert np.abs(held - units.sum() * size / size.sum()).max() <= units.max() + 1e-9


@given(st.integers(1, 200), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_even_spread_has_its_share_below_any_mark(rows: int, draw: float, mark: float) -> None:
    spread = spread_evenly(rows, draw)
    assert abs((spread < mark).sum() - mark * rows) <= 1.0
    first_half = spread[: rows // 2]
    assert abs((first_half < mark).sum() - mark * len(first_half)) <= 4.0


def test_whole_sizes_keep_the_mean() -> None:
    sizes = whole_sizes(np.full(20_000, 1.7), uniforms(np.arange(20_000), 5, 6))
    assert set(sizes.tolist()) == {1, 2} and abs(sizes.mean() - 1.7) < 0.02


def test_normal_scores_keep_order_and_shape() -> None:
    score = uniforms(np.arange(2_000), 1, 9) ** 7
    made = normal_of(score)
    assert (np.argsort(made) == np.argsort(score)).all()
    assert abs(made.mean()) < 1e-9 and abs(made.std() - 1.0) < 0.01
