"""The observer: watches a world from month 0 on and keeps what results are made of. It changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from remitsim import figures_of_homes, snapshots, sorted_figures
from remitsim.bands import DEFAULT_CROSSES, FixedBands
from remitsim.blocks import ALL, Block, Places
from remitsim.entries import FlowEntries, write_down
from remitsim.figures_of_homes import sweep_homes
from remitsim.figures_of_month import BANDS_NOW, FINE, MEASURES, gather, sweep_people
from remitsim.gains import worth_of
from remitsim.results import Results
from remitsim.world import codes
from remitsim.world.world import World

Numbers = NDArray[np.float64]
YEAR = 12


class Collector:
    """Collects a world's months. Make it before month 0 passes: bands are fixed as the world stands then.

    ``crosses``: crosses of month-0 bands to keep beside the single ones, such as ``"sex x months of stay"``.
    Month-0 bands are kept as sums over years; bands as they are now, month by month. ``apart``: rows of persons whose
    own sums are kept beside the bands too, so that they can be taken out.
    """

    def __init__(self, world: World, crosses: Sequence[str] = DEFAULT_CROSSES, apart: Sequence[int] = ()) -> None:
        self.world = world
        self.places = Places(tuple(world.host_names), tuple(world.origin_names))
        self.fixed_bands = FixedBands(world, crosses)
        self.months: list[int] = []
        self.kept: dict[str, list[Numbers]] = {name: [] for name in ("people", "homes", *_SNAPSHOTS)}
        self.flows: list[NDArray[np.int64]] = []
        self.years: list[int] = []
        self.cohorts: list[Numbers] = []
        self.rows: list[dict[str, Any]] = []
        self.claims: list[NDArray[np.int64]] = []  # by month, of all cells
        self.worths = [worth_of(world)]  # before month 0 and at each year's end
        self.apart, self.apart_sums = list(apart), list[Numbers]()
        self._trips = world.persons["trips"].copy()
        self._row = np.zeros(len(MEASURES))
        self._page = np.zeros((world.cells["flow"].size, 4), np.int64)
        self._house_row = np.zeros(len(figures_of_homes.MEASURES))
        self._slots_now = slots_now(self.places.cells)
        self._now = np.zeros((len(self._slots_now), len(MEASURES)))
        self._rows, self._cells = np.full(len(self._slots_now), -1), np.zeros(1 + len(self._slots_now), np.int64)
        self._alike, self._own_slots = alike(self.fixed_bands.slots, self.apart)
        self._own = np.zeros((len(self._own_slots), len(MEASURES)))
        self._look_before()

    def collect(self, world: World, month_flows: NDArray[np.int64]) -> None:
        """Take in a month that has just closed; ``month_flows`` (cells, flows) in cents from the ledger."""
        self.world = world
        month = world.month
        self.months.append(month)
        self.kept["people"].append(self._sweep(month))
        self.kept["homes"].append(self._sweep_homes())
        for name, look in _SNAPSHOTS.items():
            self.kept[name].append(look(world))
        self._keep_flows(month, month_flows)
        self.claims.append(world.month_claims.sum(axis=0))
        if month % YEAR == 0:
            self.rows += sorted_figures.rows_of(world, self.places)
        if month % YEAR == YEAR - 1:
            self._end_year(month)

    def results(self, manifest: dict[str, Any] | None = None) -> Results:
        """What was collected, with a manifest given by the caller. A year not yet over is left out of cohorts."""
        if self.months and self.rows and self.rows[-1]["month"] != self.months[-1]:
            self.rows += sorted_figures.rows_of(self.world, self.places)
        blocks = {name: self._block(name) for name in self.kept}
        blocks["cohorts"] = self._cohort_block()
        entries = np.concatenate(self.flows) if self.flows else np.zeros((0, 4), np.int64)
        flows = FlowEntries(entries, self.world.cells[list(_CELL_LABELS)].copy())
        return Results(self.places, blocks, flows, list(self.rows), dict(manifest or {}))

    def _sweep(self, month: int) -> Numbers:
        world = self.world
        sweep_people(
            world.persons, world.households, world.origins, world.terms.hosts, world.terms.statuses, month,
            len(world.hosts), self._trips, self._row, self._rows, self._cells, self._now, self._alike, self._own,
        )  # fmt: skip
        now = np.zeros((self.places.cells * (1 + sum(FINE)), len(MEASURES)))
        seen = self._cells[1 : 1 + self._cells[0]]
        gather(self._now[: len(seen)], self._slots_now[seen], now)
        return now

    def _sweep_homes(self) -> Numbers:
        sums = np.zeros((len(self.world.origins) * 3, len(figures_of_homes.MEASURES)))
        sweep_homes(self.world.households, self.world.origins, self._house_row, sums)
        return sums

    def _cohort(self) -> Numbers:
        """Add up the year's own sums by bands fixed at month 0; the next year begins from nothing."""
        sums = np.zeros((len(self.fixed_bands.place), len(MEASURES)))
        self.apart_sums.append(self._own[self._alike[self.apart]])
        gather(self._own, self._own_slots, sums)
        return sums

    def _look_before(self) -> None:
        """What the month-0 bands own before month 0: a first year of cohorts that holds only the year's end."""
        self._sweep(-1)
        seen = self._cohort()
        before = np.zeros_like(seen)
        at_end, people = MEASURES.index("worth_year_end"), MEASURES.index("people")
        before[:, at_end], before[:, people] = seen[:, at_end], YEAR * seen[:, people]
        self.apart_sums[0][:, people] *= YEAR
        self.years.append(-YEAR)
        self.cohorts.append(before)

    def _end_year(self, month: int) -> None:
        self.years.append(month - YEAR + 1)
        self.cohorts.append(self._cohort())
        self.worths.append(worth_of(self.world))

    def _keep_flows(self, month: int, month_flows: NDArray[np.int64]) -> None:
        self.flows.append(self._page[: write_down(month_flows, month, self._page)].copy())

    def _block(self, name: str) -> Block:
        measures, cell, band, group = _slots(name, self.places)
        empty = np.zeros((0, len(cell), len(measures)))
        data = np.stack(self.kept[name]) if self.kept[name] else empty
        weight = self.weights()[cell] if name in ("people", "homes") else np.zeros(len(cell))
        return Block(name, np.array(self.months, np.int64), measures, data, cell, band, group, weight)

    def _cohort_block(self) -> Block:
        bands = self.fixed_bands
        cell = np.array(bands.place, np.int64)
        return Block("cohorts", np.array(self.years), MEASURES, np.stack(self.cohorts), cell, tuple(bands.band),
                     tuple(bands.group), self.weights()[cell])  # fmt: skip

    def weights(self) -> Numbers:
        """Real people a row stands for, by grid cell."""
        origins = np.concatenate([[0], self.world.origins["weight"]]).astype(float)
        weights = np.repeat(origins, len(self.places.hosts) + 1)
        weights[1 : len(self.places.hosts) + 1] = self.world.hosts["weight"]
        return weights


_SNAPSHOTS = {
    "firms": snapshots.of_firms, "hosts": snapshots.of_hosts, "origins": snapshots.of_origins,
    "corridors": snapshots.of_corridors, "senders": snapshots.of_senders,
}  # fmt: skip
_CELL_LABELS = ("group", "host", "origin", "sex", "status", "trade")
_SLOTS: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "people": (MEASURES, BANDS_NOW),
    "homes": (figures_of_homes.MEASURES, {"member away": ("nobody away", "someone away")}),
    "firms": (snapshots.FIRM_MEASURES, {"trade": codes.TRADES}),
    "hosts": (snapshots.HOST_MEASURES, {}),
    "origins": (snapshots.ORIGIN_MEASURES, {}),
    "corridors": (snapshots.CORRIDOR_MEASURES, {}),
    "senders": (snapshots.SENDER_MEASURES, {"provider kind": codes.PROVIDER_KINDS}),
}  # fmt: skip


def slots_now(cells: int) -> NDArray[np.int64]:
    """(fine cells, 5): the slots of each fine cell: its place whole, then its sex, status, schooling, trade."""
    place, *groups = np.unravel_index(np.arange(cells * int(np.prod(FINE))), (cells, *FINE))
    starts = np.cumsum((1, *FINE[:-1]))
    base = place * (1 + sum(FINE))
    columns = [base, *(base + start + group for start, group in zip(starts, groups, strict=True))]
    return np.stack(columns, axis=1).astype(np.int64)


def alike(slots: NDArray[np.int64], apart: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Persons whom no band tells apart, from ``slots`` (persons, bands): the group of each, and the slots of each group.

    Rows of persons in ``apart`` have a group each.
    """
    kind, alone = np.zeros(len(slots), np.int64), np.zeros(len(slots), np.int64)
    alone[list(apart)] = 1 + np.arange(len(apart))
    for column in (*slots.T, alone):
        seen, kind = np.unique(kind * (1 + column.max(initial=0)) + column, return_inverse=True)
    first = np.zeros(len(seen), np.int64)
    first[kind] = np.arange(len(slots))
    return kind.astype(np.int64), slots[first]


def _slots(name: str, places: Places) -> tuple[tuple[str, ...], NDArray[np.int64], tuple[str, ...], tuple[str, ...]]:
    """Measures of a block, and cell, band and group of each of its slots."""
    measures, bands = _SLOTS[name]
    labels = [(ALL, ALL)] + [(band, group) for band, groups in bands.items() for group in groups]
    hosts, origins = len(places.hosts), len(places.origins)
    cells = {
        "people": np.arange(places.cells),
        "homes": np.array([places.home_cell(origin) for origin in range(origins)]),
        "origins": np.array([places.home_cell(origin) for origin in range(origins)]),
    }.get(name, np.array([places.corridor_cell(corridor) for corridor in range(origins * hosts)]))
    if name in ("firms", "hosts"):
        cells = np.arange(hosts) + 1
    band, group = zip(*(labels * len(cells)), strict=True)
    return measures, np.repeat(cells, len(labels)).astype(np.int64), tuple(band), tuple(group)
