"""Who paid whom: the payments of every month as entries, and as sums by place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.blocks import ALL, Block, Places
from remitsim.records import Table
from remitsim.rules import loop
from remitsim.world import codes
from remitsim.world.flows import FLOWS, SECTORS

SLOTS = [(ALL, ALL)] + [("sex", sex) for sex in codes.SEXES] + [("status", status) for status in codes.STATUSES]
NAMES = tuple(flow.name for flow in FLOWS)
SECTOR_NAMES = tuple(sector.replace(" ", "_") for sector in SECTORS)
MEASURES = (*NAMES, *(f"{name}_in" for name in SECTOR_NAMES), *(f"{name}_out" for name in SECTOR_NAMES))


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
        payer, payee = np.array([f.payer for f in FLOWS]), np.array([f.payee for f in FLOWS])
        return pd.DataFrame({
            "month": month, "payer": _named(payer[flow], SECTORS), "payee": _named(payee[flow], SECTORS),
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
        payer, payee = np.array([f.payer for f in FLOWS]), np.array([f.payee for f in FLOWS])
        np.add.at(paid, (payer[flow[chosen]], payee[flow[chosen]]), amount[chosen] / 100.0)
        return pd.DataFrame(paid, index=list(SECTORS), columns=list(SECTORS))

    def block(self, places: Places, months: NDArray[np.int64]) -> Block:
        """Monthly sums by place, whole and by sex and status; beside each flow what each sector took in and paid."""
        labels = self.cells
        grid = (labels["origin"].astype(np.int64) + 1) * (len(places.hosts) + 1) + labels["host"] + 1
        data = np.zeros((len(months), places.cells * len(SLOTS), len(MEASURES)))
        month, cell, flow, amount = self.entries.T
        row = np.searchsorted(months, month)
        sex, status = labels["sex"][cell].astype(np.int64), labels["status"][cell].astype(np.int64)
        base = grid[cell] * len(SLOTS)
        for slot, known in ((base, sex >= -1), (base + 1 + sex, sex >= 0), (base + 3 + status, status >= 0)):
            np.add.at(data, (row[known], slot[known], flow[known]), amount[known])
        for index, paid in enumerate(FLOWS):
            data[:, :, len(FLOWS) + paid.payee] += data[:, :, index]
            data[:, :, len(FLOWS) + len(SECTORS) + paid.payer] += data[:, :, index]
        cells = np.repeat(np.arange(places.cells), len(SLOTS))
        band, group = zip(*(SLOTS * places.cells), strict=True)
        return Block("flows", months, MEASURES, data, cells, tuple(band), tuple(group), np.zeros(len(cells)))
