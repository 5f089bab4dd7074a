"""Numbers as people read them."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.report.courses import apart
from remitsim.report.drawing import Scale, shortened, span_of, text_width, ticks
from remitsim.report.telling import MINUS, Currency, number, place_name, scaled, sign_count, step_of

finite = st.floats(-1e12, 1e12, allow_subnormal=False)


def back(words: str) -> float:
    return float(words.replace(",", "").replace(MINUS, "-").replace("+", ""))


@given(finite, st.floats(0, 1e12))
def test_a_number_is_told_within_half_its_step(value, half):
    step = step_of(value, value - half, value + half)
    told = number(value, step, signed=True)
    assert abs(back(told) - value) <= 0.5 * step * (1 + 1e-6) + 1e-9 * abs(value)
    assert told == "0" or told[0] == ("+" if value > 0 else MINUS)
    if half > 1e-9 * abs(value):
        assert step >= half / 40 or step >= abs(value) / 1100


@pytest.mark.parametrize(("value", "low", "high", "unit", "told"), [
    (0.276, 0.187, 0.364, "people", "+0.28"),
    (-166_123.0, -231_000, -101_000, "people a year", "−170 thousand people a year"),
    (0.0123, 0.011, 0.0136, "share", "+1.23 percentage points"),
    (1.234e9, 1.1e9, 1.4e9, "EUR a year", "+1.23 EUR billion a year"),
    (4.0, 4.0, 4.0, "months", "+4.00 months"),
])  # fmt: skip
def test_values_get_a_fitting_unit(value, low, high, unit, told):
    scale = scaled([value, low, high], unit)
    words = f"{scale.tell(value, low, high, signed=True)} {scale.unit}"
    assert words.startswith(told)


def test_unknown_values_are_a_dash_and_points_have_no_spread():
    scale = scaled([1.0], "people")
    assert scale.tell(math.nan) == "–"
    assert scale.interval(math.nan, 1.0) == ""
    assert scale.interval(2.0, 2.0) == "no spread"


def test_sign_counts():
    assert sign_count(14, 16) == "14 of 16"
    assert sign_count(math.nan, 16) == sign_count(3, 0) == sign_count(3, math.nan) == ""


def test_currency_turns_money_only():
    euro = Currency("EUR", 0.8)
    assert euro.unit("USD of 2017 a month") == "EUR a month"
    assert (euro.rate("USD of 2017"), euro.rate("people")) == (0.8, 1.0)


def test_places_have_names():
    assert place_name("ESP") == "Spain"
    assert place_name("MAR-ESP") == "Morocco to Spain"
    assert place_name("world") == "world"


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(1, 8))
def test_labels_do_not_cover_one_another(ends, gap):
    spots = sorted(apart({str(k): end for k, end in enumerate(ends)}, gap, 0, 100).values())
    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(spots))
    assert spots[-1] <= 100 + 1e-6


@given(st.lists(finite, min_size=1, max_size=9))
def test_a_range_holds_its_values_and_ticks_lie_in_it(values):
    low, high = span_of(values)
    assert low <= min([*values, 0.0])
    assert high >= max([*values, 0.0])
    marks = ticks(low, high)
    assert 1 <= len(marks) <= 8
    slack = 1e-6 * (high - low)
    assert all(low - slack <= mark <= high + slack for mark in marks)
    scale = Scale(low, high, 10, 200)
    assert all(10 <= scale(value) <= 200 for value in values)


@given(st.text(max_size=60), st.floats(30, 400))
def test_shortened_words_fit(words, room):
    assert text_width(shortened(words, room, 12), 12) <= room + 12
