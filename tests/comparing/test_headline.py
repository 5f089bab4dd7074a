"""Break-even of cumulated public money."""

from __future__ import annotations

import numpy as np
import pytest

from remitsim.comparing.headline import KEYS, break_even


@pytest.mark.parametrize(
    ("path", "month"),
    [([0.0, 1.0, 2.0], 0), ([0.0, 0.0, 0.0], 0), ([-5.0, -1.0, 3.0], 3), ([-5.0, 1.0, -1.0], np.inf),
     ([-5.0, 1.0, -1.0, 2.0], 4), ([2.0, -1.0, 4.0, 5.0], 3)],
)  # fmt: skip
def test_break_even_is_the_first_month_out_of_the_red_for_good(path, month):
    assert break_even(np.array(path)) == month


def test_many_paths_at_once():
    assert break_even(np.array([[-1.0, 1.0], [1.0, 1.0], [-1.0, -1.0]])).tolist() == [2.0, 0.0, np.inf]


def test_the_eight_numbers_stand_in_the_order_of_the_brief():
    assert KEYS == ("people_reached", "cost_year_one", "break_even", "treasury_ten_years", "low_schooled_natives",
                    "irregular_at_end", "families_home", "later_irregular_entries")  # fmt: skip
