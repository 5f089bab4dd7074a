"""From sums of measures to the values of an indicator, by place and group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remitsim.bands import AT_MONTH_0
from remitsim.blocks import ALL, Block, Places
from remitsim.figures_of_month import ABROAD_MEASURES, HOME_MEASURES, WORK_MEASURES
from remitsim.indicators import Indicator, terms_of

Numbers = NDArray[np.float64]
YEAR = 12

# measures that count people (or homes), so that over the weight they count simulated rows
COUNTS = frozenset((
    "people", "residents", "employed", "informal", "migrants", "recruits", "newcomers", "own_in_debt", "in_debt",
    "adults_home", "adults_fed", "works_home", "trained_employed", "households", "irregular_at_work",
))  # fmt: skip
ROWS_OF = {"migrants": "migrants", "home": "adults_home", "natives": "residents", "corridors": "migrants",
           "senders": "migrants", "firms": "residents", "hosts": "residents"}  # fmt: skip
CONCERNED = (
    *((measure, "adults_home") for measure in HOME_MEASURES), *((measure, "residents") for measure in WORK_MEASURES),
    *((measure, "migrants") for measure in ABROAD_MEASURES),
)  # fmt: skip


@dataclass(frozen=True)
class Series:
    """An indicator's values and simulated rows, (months, places, groups); nan where it cannot be told."""

    months: NDArray[np.int64]
    groups: tuple[str, ...]
    values: Numbers
    rows: Numbers


class Reader:
    """Reads indicators off blocks of sums."""

    def __init__(self, places: Places, blocks: dict[str, Block]) -> None:
        self.places = places
        self.blocks = blocks

    def read(self, entry: Indicator, band: str, yearly: bool = False) -> Series | None:
        """Values by month (``yearly``: by year, flows summed, stocks averaged); None if it has no such band."""
        first = self._block(terms_of(entry.top)[0][1], band)
        if first is None or band not in first.bands:
            return None
        groups = first.groups(band)
        top = self._sum(entry.top, entry, band, groups)
        base = self._base(entry, band, groups)
        if top is None or (entry.base and base is None):
            return None
        rows = self._rows(entry, first, band, groups)
        months = first.months
        if yearly:
            months, top, base, rows = _by_year(months, top, base, rows, entry)
        elif band.endswith(AT_MONTH_0):
            rows = rows / YEAR
            top = top / YEAR if base is None else top
        if base is not None:
            top = np.divide(top, base, out=np.full(top.shape, np.nan), where=base > 0)
        return Series(months, groups, top * entry.scale, rows)

    def _block(self, name: str, band: str) -> Block | None:
        """The block behind a name: bands fixed at month 0 are kept as cohorts."""
        if band.endswith(AT_MONTH_0):
            return self.blocks["cohorts"] if name in ("people", "cohorts") else None
        return None if name == "cohorts" else self.blocks[name]

    def _sum(self, expression: str, entry: Indicator, band: str, groups: tuple[str, ...]) -> Numbers | None:
        total: Numbers | None = None
        for sign, name, measure in terms_of(expression):
            block = self._block(name, band)
            if block is None or band not in block.bands:
                return None
            part = sign * block.by_place(block.values(measure), self.places, entry.who, band, groups)
            total = part if total is None else total + part
        return total

    def _base(self, entry: Indicator, band: str, groups: tuple[str, ...]) -> Numbers | None:
        if not entry.base:
            return None
        if entry.kind == "part":
            whole = self._sum(entry.base, entry, ALL, (ALL,))
            return None if whole is None else np.repeat(whole, len(groups), axis=2)
        return self._sum(entry.base, entry, band, groups)

    def _rows(self, entry: Indicator, first: Block, band: str, groups: tuple[str, ...]) -> Numbers:
        """Simulated rows behind each value, nan where the band is not known of people."""
        name, measure = _counted(entry, first.name)
        block = self._block(name, band)
        if block is None or band not in block.bands or not block.weight.any():
            shape = (len(first.months), len(self.places.names), len(groups))
            return np.full(shape, np.nan)
        return block.by_place(block.rows(measure), self.places, entry.who, band, groups)


def _counted(entry: Indicator, first: str) -> tuple[str, str]:
    """Block and measure whose people (or homes) stand behind an indicator."""
    if first == "homes":
        return "homes", "households"
    for _, block, measure in (*terms_of(entry.base)[:1], *terms_of(entry.top)[:1]):
        if measure in COUNTS and block in ("people", "cohorts"):
            return "people", measure
    _, block, measure = terms_of(entry.top)[0]
    concerned = dict(CONCERNED).get(measure) if block == "people" else ROWS_OF.get(block)
    return "people", concerned or ROWS_OF.get(entry.who, "people")


def _by_year(
    months: NDArray[np.int64], top: Numbers, base: Numbers | None, rows: Numbers, entry: Indicator
) -> tuple[NDArray[np.int64], Numbers, Numbers | None, Numbers]:
    """Sum months into years; a stock (a sum that does not flow) and rows become the mean month's."""
    years, year, months_in = np.unique(months // YEAR, return_inverse=True, return_counts=True)

    def summed(values: Numbers) -> Numbers:
        result = np.zeros((len(years), *values.shape[1:]))
        np.add.at(result, year, values)
        return result

    count = months_in[:, None, None].astype(float)
    total = summed(top) if base is not None or entry.flow else summed(top) / count
    return years * YEAR, total, None if base is None else summed(base), summed(rows) / count
