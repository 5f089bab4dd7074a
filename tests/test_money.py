"""Cents are whole, and rounding is half up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from remitsim.money import cents, share


@given(st.floats(-1e12, 1e12))
def test_rounding_is_within_half_a_cent(amount: float) -> None:
    assert abs(cents(amount) - amount) <= 0.5 + 1e-3


@given(st.integers(0, 10**12), st.floats(0, 1))
def test_a_share_never_exceeds_the_whole(amount: int, part: float) -> None:
    assert 0 <= share(amount, part) <= amount


def test_halves_go_up() -> None:
    assert [cents(0.5), cents(1.5), cents(-0.5)] == [1, 2, 0]
