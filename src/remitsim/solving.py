"""The unseen cost of going without papers, solved once on the people at home, before burn-in learns it.

From a wrong start the stock triples before any anchor can answer, so where this cost is what holds arrivals
it begins where the arrivals expected are those that hold the published stock.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from remitsim.behaviour import leaving
from remitsim.month import start_counts
from remitsim.world.world import World

LEAST, MOST = 0.5, 3000.0  # months of home pay: the bounds of the anchor
HALVINGS = 12
LOOKS = 3  # months of looks that one guess is judged by
AGAIN = (6, 12, 24, 36, 48, 60)  # months after the start: until then the labour market is still leaving its start


def solve_unseen_cost(world: World) -> None:
    """Set ``corridors.unseen_cost`` by halving, all corridors at once; nothing else of the world changes."""
    corridors = world.corridors
    wanted = corridors["gone_share"] * corridors["stock"] * corridors["irregular_share"] / 12.0
    low, high = np.full(len(corridors), math.log(LEAST)), np.full(len(corridors), math.log(MOST))
    for _ in range(HALVINGS):
        guess = 0.5 * (low + high)
        too_many = _expected(world, np.exp(guess)) > wanted
        low, high = np.where(too_many, guess, low), np.where(too_many, high, guess)
    corridors["unseen_cost"] = np.exp(0.5 * (low + high))


def solve_again(world: World) -> None:
    """Solve it anew on the state as it is; the anchor begins again from there, with nothing wound up."""
    solve_unseen_cost(world)
    world.learned.pop("unseen cost", None)
    world.learned.get("figures", {}).pop("irregular arrivals", None)


def _expected(world: World, unseen_cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """Arrivals without papers expected a month, by corridor, were this the unseen cost."""
    seen = np.zeros(len(world.corridors))
    for month in range(LOOKS):
        twin = world.branch(int(world.clock["luck"][0]))
        twin.corridors["unseen_cost"] = unseen_cost
        twin.start_month(world.month + month)
        start_counts(twin)
        leaving.leave(twin)
        seen += twin.corridors["expected_irregular"]
    return seen / LOOKS
