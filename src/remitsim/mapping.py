"""Ages of people abroad at month 0: the published ones again, where a world asks for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.world import codes
from remitsim.world.world import World

FIRST_AGE = 18


def residents(world: World, corridor: int) -> NDArray[np.int64]:
    """Rows of persons abroad in a corridor, those for a season left out: they are in no published stock."""
    persons = world.persons
    here = (persons["place"] == codes.ABROAD) & (persons["corridor"] == corridor)
    if world.base_terms.corridors["seasonal_months"][corridor] > 0:
        here &= persons["status"] != codes.TEMPORARY_TIED
    return np.nonzero(here)[0]


def map_ages(world: World) -> None:
    """Give people abroad the published ages, rank by rank within each corridor.

    ``world.notes["ages"]``: shares of single years 18 to 64, or None, which leaves ages as they are. A stock that few
    leave grows older in burn-in, and the wave of those who turn 65 would fall into the horizon.
    """
    shares = world.notes.get("ages")
    if shares is None:
        return
    years = np.concatenate([[0.0], np.cumsum(shares) / np.sum(shares)])
    for corridor in range(len(world.corridors)):
        here = residents(world, corridor)
        order = here[np.argsort(world.persons["age"][here], kind="stable")]
        ranks = (np.arange(len(order)) + 0.5) / max(len(order), 1)
        ages = np.interp(ranks, years, FIRST_AGE + np.arange(len(years)))
        world.persons["age"][order] = np.floor(12.0 * ages)
