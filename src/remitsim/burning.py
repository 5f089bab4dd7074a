"""Burn-in: from a populated start to a world that stands still, with anchors learned and frozen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from remitsim import anchors, plausible, resting
from remitsim.mapping import map_ages, residents
from remitsim.month import run_month
from remitsim.solving import AGAIN, solve_again, solve_unseen_cost
from remitsim.world import codes
from remitsim.world.world import World


def burn_in(world: World, months: int) -> Iterator[int]:
    """Live through ``months`` months before month 0, learning anchors; yields each month done."""
    world.notes["first_month"] = -months
    world.hosts["retraining_reluctance"] = world.settings.anchors.reluctance_start
    if world.settings.leaving.arrival_anchor == "cost":
        solve_unseen_cost(world)
    for month in range(-months, 0):
        run_month(world, month)
        anchors.learn(world)
        resting.learn(world)
        plausible.watch(world)
        if world.settings.leaving.arrival_anchor == "cost" and month + months in AGAIN:
            solve_again(world)
        yield month
    world.clock["learning"] = 0
    map_stay(world)
    map_ages(world)


def map_stay(world: World) -> None:
    """Give months of stay the published distribution, rank by rank within each corridor.

    ``world.notes["stay"]``: (corridors, months) shares of the stock by months of stay at month 0. The clock of a
    permit that leads to residence is not turned back, and nobody is there for less than it shows: else fewer settle
    for five years, fewer sponsor family, and the stock that the anchors hold falls for no other reason.
    """
    shares = world.notes["stay"]
    persons = world.persons
    for corridor in range(len(world.corridors)):
        here = residents(world, corridor)
        if len(here) == 0 or shares[corridor].sum() <= 0:
            continue
        order = here[np.argsort(persons["months_abroad"][here], kind="stable")]
        published = np.cumsum(shares[corridor]) / shares[corridor].sum()
        ranks = (np.arange(len(order)) + 0.5) / len(order)
        stay = np.searchsorted(published, ranks)
        clock = persons["months_in_status"][order]
        runs = np.isin(persons["status"][order], (codes.TEMPORARY_FREE, codes.TEMPORARY_TIED))
        persons["months_abroad"][order] = np.where(runs, np.maximum(stay, clock), stay)
        persons["months_in_status"][order] = np.where(runs, clock, np.minimum(clock, stay))
