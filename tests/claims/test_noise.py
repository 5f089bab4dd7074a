from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from claims.made_up import a_claim, a_test, figures
from remitsim.claims.noise import by_context, one_seed, power, read
from remitsim.claims.reader import Reader


def effects(contexts=200, seeds=2, sd=0.3, seed=1):
    draw = np.random.default_rng(seed)
    own = np.repeat(draw.normal(size=contexts), seeds)
    index = pd.MultiIndex.from_product([range(contexts), range(1, seeds + 1)], names=["context", "luck"])
    return pd.Series(own + draw.normal(0, sd, contexts * seeds), index)


def test_noise_of_one_seed_is_found_under_what_differs_by_context():
    assert one_seed(effects()) == pytest.approx(0.3, rel=0.15)
    assert np.isnan(one_seed(effects(seeds=1)))


def test_noise_falls_with_seeds_and_rows():
    told = effects(seeds=4)
    rows = pd.Series(np.where(told.index.get_level_values("context") < 100, 400.0, 100.0), told.index)
    table = by_context(told, range(200), rows)
    assert table["noise"].iloc[150] == pytest.approx(2 * table["noise"].iloc[0])
    assert by_context(told, range(200))["noise"].iloc[0] == pytest.approx(one_seed(told) / 2)


def test_contexts_without_a_figure_stay_in_the_table():
    table = read(Reader(figures([(1, 1, "none", "wage_net", 1, 1.0)])), a_test(), "none", [1, 2])
    assert table["effect"].isna().all()
    assert len(table) == 2


def test_the_power_table_asks_for_seeds_until_two_noises_are_half_the_smallest_effect():
    test = a_test(smallest=0.4)
    table = by_context(effects(sd=0.3), range(200))
    told = power(a_claim(test), {"main": table}).iloc[0]
    assert told["noise of one seed"] == pytest.approx(0.3, rel=0.15)
    assert 7 <= told["seeds"] <= 12
