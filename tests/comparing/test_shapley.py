"""Order-free credit on made-up games."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.comparing.credit import parts_of
from remitsim.comparing.shapley import shapley, subsets
from remitsim.sheets.trouble import ScenarioError

NAMES = ("a", "b", "c", "d")


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=4))
def test_in_an_additive_game_each_part_gets_what_it_adds(worths):
    parts = NAMES[: len(worths)]
    game = {frozenset(s): np.array([float(sum(worths[parts.index(p)] for p in s))]) for s in subsets(parts)}
    credit = {part: value[0] for part, value in shapley(game, parts).items()}
    assert credit == pytest.approx(dict(zip(parts, worths, strict=True)))


@given(st.integers(1, 4), st.randoms(use_true_random=False))
def test_credits_add_up_to_the_whole_in_any_game(count, random):
    parts = NAMES[:count]
    game = {frozenset(s): np.array([random.uniform(-1, 1), random.uniform(-1, 1)]) for s in subsets(parts)}
    credit = shapley(game, parts)
    assert sum(credit.values()) == pytest.approx(game[frozenset(parts)] - game[frozenset()])


def test_two_parts_that_work_only_together_share_alike():
    game = {frozenset(s): np.array([float(len(s) == 2)]) for s in subsets(("a", "b"))}
    assert shapley(game, ("a", "b")) == {"a": pytest.approx([0.5]), "b": pytest.approx([0.5])}


@pytest.mark.parametrize("package", ["a", "a + none", "a + b + c + d + e", ""])
def test_a_package_has_two_to_four_parts(package):
    with pytest.raises(ScenarioError, match="two to 4"):
        parts_of(package)
