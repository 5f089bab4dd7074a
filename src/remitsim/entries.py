"""Who paid whom: the payments of every month as entries, and as sums by place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.blocks import ALL, Block, Numbers, Places
from remitsim.records import Table
from remitsim.rules import loop
from remitsim.world import codes
from remitsim.world.flows import FLOWS, SECTORS

SLOTS = [(ALL, ALL)] + [("sex", sex) for sex in codes.SEXES] + [("status", status) for status in codes.STATUSES]
NAMES = tuple(flow.name for flow in FLOWS)
SECTOR_NAMES = tuple(sector.replace(" ", "_") for sector in SECTORS)
MEASURES = (*NAMES, *(f"{name}_in" for name in SECTOR_NAMES), *(f"{name}_out" for name in SECTOR_NAMES))
_PAYEE, _PAYER = np.array([flow.payee for flow in FLOWS]), np.array([flow.payer for flow in FLOWS])
_SECTORS = np.arange(len(SECTORS))[:, None]
_MOVED = np.concatenate([np.eye(len(FLOWS), dtype=bool), _PAYEE == _SECTORS, _PAYER == _SECTORS])  # (measures, flows)


def _named(codes_: NDArray[np.integer], names: tuple[str, ...]) -> Any:
    known = np.where((codes_ >= 0) & (codes_ < len(names)), codes_, -1).astype(np.int64)
    labels: Any = pd.Categorical.from_codes(known, categories=pd.Index(list(names)))
    return labels


@loop
def write_down(month_flows: NDArray[np.int64], month: int, page: NDArray[np.int64]) -> int:
    """Write a month's payments (cells, flows) on ``page``, a line each: month, cell, flow, cents; returns how many."""
    lines = 0
    for cell in range(month_flows.shape[0]):
        for flow in range(month_flows.shape[1]):
            amount = month_flows[cell, flow]
            if amount != 0:
                page[lines, 0], page[lines, 1], page[lines, 2], page[lines, 3] = month, cell, flow, amount
                lines += 1
    return lines


@dataclass(frozen=True)
class FlowEntries:
    """``entries`` (n, 4): month, cell of the books, flow, cents of all people; ``cells``: labels of the cells."""

    entries: NDArray[np.int64]
    cells: Table

    def table(self, places: Places) -> pd.DataFrame:
        """One row a month, flow and cell: payer, payee, flow, host, origin, sex, status, trade, US cents."""
        month, cell, flow, amount = self.entries.T
        labels = self.cells[cell]
        return pd.DataFrame({
            "month": month, "payer": _named(_PAYER[flow], SECTORS), "payee": _named(_PAYEE[flow], SECTORS),
            "flow": _named(flow, NAMES), "host": _named(labels["host"], places.hosts),
            "origin": _named(labels["origin"], places.origins), "sex": _named(labels["sex"], codes.SEXES),
            "status": _named(labels["status"], codes.STATUSES), "trade": _named(labels["trade"], codes.TRADES),
            "cents": amount,
        })  # fmt: skip

    def matrix(self, first: int, last: int) -> pd.DataFrame:
        """What each sector (row) paid to each other (column) in months ``first`` to ``last``, USD."""
        month, _, flow, amount = self.entries.T
        chosen = (month >= first) & (month <= last)
        paid = np.zeros((len(SECTORS), len(SECTORS)))
        np.add.at(paid, (_PAYER[flow[chosen]], _PAYEE[flow[chosen]]), amount[chosen] / 100.0)
        return pd.DataFrame(paid, index=list(SECTORS), columns=list(SECTORS))

    def block(self, places: Places, months: NDArray[np.int64]) -> FlowBlock:
        """Monthly sums by place, whole and by sex and status; beside each flow what each sector took in and paid."""
        return FlowBlock(self, places, months)


class FlowBlock(Block):
    """Sums of flows, made of the entries as a measure is read: a run tells a few of them, and all would fill 20 MiB."""

    def __init__(self, flows: FlowEntries, places: Places, months: NDArray[np.int64]) -> None:
        cells = np.repeat(np.arange(places.cells), len(SLOTS))
        band, group = zip(*(SLOTS * places.cells), strict=True)
        nothing = np.zeros((len(months), 0, 0))
        super().__init__("flows", months, MEASURES, nothing, cells, tuple(band), tuple(group), np.zeros(len(cells)))
        labels = flows.cells
        grid = (labels["origin"].astype(np.int64) + 1) * (len(places.hosts) + 1) + labels["host"] + 1
        self._entries = flows.entries
        self._base, self._sex, self._status = grid * len(SLOTS), labels["sex"], labels["status"]

    def values(self, measure: str) -> Numbers:
        """A measure: (months, slots), whole cents."""
        month, cell, _, amount = self._entries[_MOVED[self._column[measure]][self._entries[:, 2]]].T
        row, base = np.searchsorted(self.months, month) * len(self.cell), self._base[cell]
        sex, status = self._sex[cell], self._status[cell]
        sums = np.zeros(len(self.months) * len(self.cell))
        for slot, known in ((base, sex >= -1), (base + 1 + sex, sex >= 0), (base + 3 + status, status >= 0)):
            sums += np.bincount((row + slot)[known], amount[known], len(sums))
        return sums.reshape(len(self.months), len(self.cell))
