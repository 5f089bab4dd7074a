"""Bands fixed at month 0, so that who leaves a band later does not change it, and crosses of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remitsim.records import Table
from remitsim.world import codes
from remitsim.world.world import World

Indices = NDArray[np.int64]

AGE_FROM = (18, 25, 35, 45)
AGES = ("18-24", "25-34", "35-44", "45-64")
STAY_FROM = (0, 12, 36, 60, 120)
STAYS = ("not abroad", "under 1 year", "1-2 years", "3-4 years", "5-9 years", "10 years and more")
THIRDS = ("lowest third", "middle third", "highest third")
STATUSES_AND_WAYS = (
    *codes.STATUSES[: codes.IRREGULAR], *(f"irregular: {way}" for way in codes.WAYS_INTO_IRREGULARITY[1:]), "at home",
)  # fmt: skip
BANDS = ("sex", "age", "schooling", "status", "trade", "months of stay", "pay third", "wealth third")
DEFAULT_CROSSES = ("status x trade", "sex x schooling")
AT_MONTH_0 = " at month 0"


def grid_cells(persons: Table, hosts: int) -> Indices:
    """Each person's cell of the grid of places: origin (-1 native) x host (-1 home)."""
    cells: Indices = (persons["origin"].astype(np.int64) + 1) * (hosts + 1) + persons["host"] + 1
    return cells


def _step(values: NDArray[np.int32], starts: Sequence[int]) -> Indices:
    return np.maximum(np.searchsorted(np.asarray(starts), values, side="right") - 1, 0).astype(np.int64)


def _stay(persons: Table) -> Indices:
    here = (persons["place"] == codes.ABROAD) & (persons["origin"] >= 0)
    return np.where(here, 1 + _step(persons["months_abroad"], STAY_FROM), 0)


def _status(persons: Table) -> Indices:
    status, way = persons["status"].astype(np.int64), persons["how_irregular"].astype(np.int64)
    irregular = codes.IRREGULAR + np.maximum(way - 1, 0)
    slots = np.where(status == codes.IRREGULAR, irregular, status)
    return np.where(status == codes.NO_STATUS, len(STATUSES_AND_WAYS) - 1, slots)


def _thirds(values: NDArray[np.float64], cells: Indices) -> Indices:
    """Lowest, middle or highest third within each cell; ties in order of rows."""
    order = np.lexsort((values, cells))
    thirds = np.zeros(len(values), np.int64)
    for part in np.split(order, np.nonzero(np.diff(cells[order]))[0] + 1):
        thirds[part] = np.arange(len(part)) * 3 // max(len(part), 1)
    return thirds


def _pay(persons: Table) -> NDArray[np.float64]:
    pay: NDArray[np.float64] = np.where(persons["place"] == codes.ABROAD, persons["wage"], persons["home_pay"]).astype(float)
    return pay


def _wealth(world: World) -> NDArray[np.float64]:
    people, homes = world.persons, world.households
    purse = people["purse_family"] + people["purse_saving"] + people["purse_debt"]
    own = people["savings"] + purse - people["debt"] - people["debt_interest"] - people["kin_debt"]
    wealth = own.astype(float)
    movers = world.movers()
    held = homes["money"] + homes["enterprise"] + homes["house"] - homes["food_debt"] - homes["food_interest"]
    wealth[movers] += (held / np.maximum(homes["adults"], 1))[people["household"][movers]]
    result: NDArray[np.float64] = wealth
    return result


def month_0_bands(world: World) -> dict[str, tuple[Indices, tuple[str, ...]]]:
    """Each band's group of each person as the world stands, with the groups' names."""
    people = world.persons
    cells = grid_cells(people, len(world.hosts))
    return {
        "sex": (people["sex"].astype(np.int64), codes.SEXES),
        "age": (_step(people["age"] // 12, AGE_FROM), AGES),
        "schooling": (people["schooling"].astype(np.int64), codes.SCHOOLING),
        "status": (_status(people), STATUSES_AND_WAYS),
        "trade": (np.maximum(people["trade"], 0).astype(np.int64), codes.TRADES),
        "months of stay": (_stay(people), STAYS),
        "pay third": (_thirds(_pay(people), cells), THIRDS),
        "wealth third": (_thirds(_wealth(world), cells), THIRDS),
    }


class FixedBands:
    """Slots of the month-0 bands and crosses: one a (place then, group) that anybody was in.

    ``slots`` (persons, bands): each person's slot in each band. ``place``, ``band``, ``group``: of each slot.
    """

    def __init__(self, world: World, crosses: Sequence[str] = DEFAULT_CROSSES) -> None:
        bands = month_0_bands(world)
        for cross in crosses:
            bands[cross] = _crossed(cross, bands)
        cells = grid_cells(world.persons, len(world.hosts))
        self.slots = np.zeros((len(cells), len(bands)), np.int64)
        self.place: list[int] = []
        self.band: list[str] = []
        self.group: list[str] = []
        for column, (name, (groups, names)) in enumerate(bands.items()):
            seen, slot = np.unique(cells * len(names) + groups, return_inverse=True)
            self.slots[:, column] = len(self.place) + slot
            self.place += [int(key) // len(names) for key in seen]
            self.group += [names[int(key) % len(names)] for key in seen]
            self.band += [name + AT_MONTH_0] * len(seen)


def _crossed(cross: str, bands: dict[str, tuple[Indices, tuple[str, ...]]]) -> tuple[Indices, tuple[str, ...]]:
    """A cross such as ``sex x months of stay``. Raises ValueError for a band that does not exist."""
    parts = [part.strip() for part in cross.split(" x ")]
    if unknown := [part for part in parts if part not in bands]:
        raise ValueError(f"no band {unknown[0]!r}; there are: {', '.join(bands)}")
    groups, names = bands[parts[0]]
    for part in parts[1:]:
        more, labels = bands[part]
        groups = groups * len(labels) + more
        names = tuple(f"{name}, {label}" for name in names for label in labels)
    return groups, names
