"""Sums of measures kept month by month: a block holds (months, cells, measures), and adds cells up to places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

ALL = "all"
WHO = ("all", "natives", "migrants", "home", "born")


@dataclass(frozen=True)
class Places:
    """The places that results speak of: the world, hosts, origins, corridors; and the grid cells in each.

    A grid cell is (origin or native) x (host or home). ``who`` narrows it: natives, migrants, home (people of
    an origin at home), born (natives of a host, people of an origin wherever they are), all.
    """

    hosts: tuple[str, ...]
    origins: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names in order: world, hosts, origins, corridors as ``origin-host``."""
        corridors = tuple(f"{origin}-{host}" for origin in self.origins for host in self.hosts)
        return ("world", *self.hosts, *self.origins, *corridors)

    @cached_property
    def cells(self) -> int:
        """How many cells the grid has."""
        return (len(self.origins) + 1) * (len(self.hosts) + 1)

    @cached_property
    def _origin_of(self) -> NDArray[np.int64]:
        return np.arange(self.cells) // (len(self.hosts) + 1) - 1

    @cached_property
    def _host_of(self) -> NDArray[np.int64]:
        return np.arange(self.cells) % (len(self.hosts) + 1) - 1

    def corridor_cell(self, corridor: int) -> int:
        """Grid cell of a corridor (origin x hosts + host)."""
        origin, host = divmod(corridor, len(self.hosts))
        return (origin + 1) * (len(self.hosts) + 1) + host + 1

    def home_cell(self, origin: int) -> int:
        """Grid cell of an origin's people at home."""
        return (origin + 1) * (len(self.hosts) + 1)

    def counted(self, who: str) -> NDArray[np.bool_]:
        """Which cells count for ``who``."""
        native, home = self._origin_of < 0, self._host_of < 0
        return {
            "all": ~(native & home), "natives": native & ~home, "migrants": ~native & ~home, "home": ~native & home,
            "born": ~(native & home),
        }[who]  # fmt: skip

    def within(self, who: str) -> NDArray[np.bool_]:
        """(places, cells): which cells each place adds up for ``who``; do not write to it."""
        return self._tables[who]

    @cached_property
    def _tables(self) -> dict[str, NDArray[np.bool_]]:
        return {who: self._within(who) for who in WHO}

    def _within(self, who: str) -> NDArray[np.bool_]:
        hosts, origins = range(len(self.hosts)), range(len(self.origins))
        inside = [np.ones(self.cells, bool)]
        inside += [(self._host_of == host) & ((self._origin_of < 0) | (who != "born")) for host in hosts]
        inside += [self._origin_of == origin for origin in origins]
        inside += [(self._origin_of == o) & (self._host_of == h) for o in origins for h in hosts]
        table: NDArray[np.bool_] = np.stack(inside) & self.counted(who)
        return table


@dataclass
class Block:
    """Monthly sums of named measures by slot; a slot is a grid cell, a band and a group.

    ``data``: (months, slots, measures). ``weight``: real people a row of each slot stands for (0: not rows).
    """

    name: str
    months: NDArray[np.int64]
    measures: tuple[str, ...]
    data: Numbers
    cell: NDArray[np.int64]
    band: tuple[str, ...]
    group: tuple[str, ...]
    weight: Numbers
    _column: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._column = {name: column for column, name in enumerate(self.measures)}

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """Bands that this block can be cut by."""
        return tuple(dict.fromkeys(self.band))

    @cached_property
    def _slots(self) -> dict[tuple[str, str], list[int]]:
        slots: dict[tuple[str, str], list[int]] = {}
        for slot, label in enumerate(zip(self.band, self.group, strict=True)):
            slots.setdefault(label, []).append(slot)
        return slots

    def groups(self, band: str) -> tuple[str, ...]:
        """Groups of a band, in order of first sight."""
        return tuple(dict.fromkeys(g for b, g in zip(self.band, self.group, strict=True) if b == band))

    def rows(self, measure: str) -> Numbers:
        """A measure that counts people, as simulated rows: (months, slots)."""
        weight = np.where(self.weight > 0, self.weight, np.nan)
        counted: Numbers = self.data[:, :, self._column[measure]] / weight
        return counted

    def values(self, measure: str) -> Numbers:
        """A measure as it is: (months, slots)."""
        column: Numbers = self.data[:, :, self._column[measure]]
        return column

    def by_place(self, slots: Numbers, places: Places, who: str, band: str, groups: tuple[str, ...]) -> Numbers:
        """Add slots of a band up to (months, places, groups); nan where a place has no cell here."""
        inside = places.within(who)
        result = np.full((len(slots), len(inside), len(groups)), np.nan)
        for column, group in enumerate(groups):
            mine = self._slots.get((band, group), [])
            member = inside[:, self.cell[mine]]
            known = member.any(axis=1)
            parts = slots[:, mine]
            parts[np.isnan(parts)] = 0.0
            sums = parts @ member.T.astype(float)
            result[:, known, column] = sums[:, known]
        return result
