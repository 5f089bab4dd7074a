"""Pairing of runs in a long table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from remitsim.comparing.pairing import pairs_of, wide


def table(rows):
    return pd.DataFrame(rows, columns=["arm", "context", "population", "luck", "place", "year", "value"])


def test_pairs_are_the_runs_that_both_arms_have_in_whatever_order():
    told = table([
        ("b", 0, 2, 1, "x", 1, 30.0), ("a", 0, 1, 1, "x", 1, 1.0), ("a", 0, 2, 1, "x", 1, 2.0),
        ("b", 0, 1, 1, "x", 1, 10.0), ("b", 0, 1, 2, "x", 1, 99.0), ("b", 1, 1, 1, "x", 1, 7.0),
    ])  # fmt: skip
    pairs = pairs_of(wide(told, ["place", "year"], "value"), "b", "a")
    found = dict(zip(pairs.populations.tolist(), pairs.difference[:, 0].tolist(), strict=True))
    assert found == {1: 9.0, 2: 28.0}


def test_a_figure_that_one_run_lacks_is_not_known_or_nothing():
    told = table([("a", 0, 1, 1, "x", 1, 1.0), ("a", 0, 1, 1, "y", 1, 2.0), ("b", 0, 1, 1, "x", 1, 5.0)])
    assert np.isnan(pairs_of(wide(told, ["place"], "value"), "b", "a").difference[0, 1])
    assert pairs_of(wide(told, ["place"], "value", missing=0.0), "b", "a").difference.tolist() == [[4.0, -2.0]]


def test_columns_are_chosen_and_summed_by_their_keys():
    told = table([("a", 0, 1, 1, "x", year, float(year)) for year in (1, 2, 3)])
    data = wide(told, ["place", "year"], "value")
    assert data.where(year=[2, 3]).total().values.tolist() == [[5.0]]
