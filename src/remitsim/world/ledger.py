"""The books: double entry for every payment, and the identities that close them each month.

A *cell* is a row of the books: (row group, host, sex, status) for persons, one a household group, a firm
market, a host's and an origin's institutions, a corridor's agents. A payment is booked with `book`, which
multiplies by the cell's weight, so no rule sees one. The payer's and the payee's account follow from the
flow's sectors and the cell's places.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from remitsim.records import Layout, Table, large, whole
from remitsim.rules import rule
from remitsim.world import flows

CELL = Layout(
    "cell",
    large("weight", "real people (or things) that a booked cent stands for"),
    whole("group", "row group: hosts first, then origins; -1 none"),
    whole("host", "row of hosts; -1 none"),
    whole("origin", "row of origins; -1 none"),
    whole("sex", "sex; -1 none", "codes.SEXES"),
    whole("status", "status; -1 none", "codes.STATUSES"),
    whole("trade", "trade of a firm's market; -1 none", "codes.TRADES"),
    large("flow", "cents x weight this month, by flow", "US cents of 2017", flows.N_FLOWS),
    large("claim", "changes of claims that no payment made, cents x weight", "US cents of 2017", flows.N_CLAIMS),
)


@rule
def book(cell, flow, amount):
    """Enter a payment of ``amount`` cents a head: the one way that money moves."""
    cell.flow[flow] += cell.weight * amount


@rule
def note(cell, claim, amount):
    """Enter a change of claims that no payment makes: interest accrued, debt written off, wages lost."""
    cell.claim[claim] += cell.weight * amount


class BooksError(Exception):
    """An identity of the books is broken; says month, account and cents."""


@dataclass
class Ledger:
    """Accounts by sector and place; ``balance`` and ``total_flows`` grow month by month.

    ``cells``: the month's bookings (cells, flows). ``payer_account`` and ``payee_account``: (cells, flows)
    row of ``balance`` that a flow of a cell leaves and enters, -1 where it makes no sense.
    """

    cells: Table
    groups: int
    hosts: int
    origins: int
    payer_account: NDArray[np.int64] = field(init=False)
    payee_account: NDArray[np.int64] = field(init=False)
    balance: NDArray[np.int64] = field(init=False)
    owed: NDArray[np.int64] = field(init=False)  # (kinds of `closing.OWED`, groups): claims when last closed

    def __post_init__(self) -> None:
        self.payer_account = np.stack([self._accounts_of(flow.payer) for flow in flows.FLOWS], axis=1)
        self.payee_account = np.stack([self._accounts_of(flow.payee) for flow in flows.FLOWS], axis=1)
        self.balance = np.zeros(self.account(flows.WORLD, 0) + 1, np.int64)
        self.owed = np.zeros((0, self.groups), np.int64)

    def _size(self, sector: int) -> int:
        sizes = {"group": self.groups, "origin": self.origins, "host": self.hosts,
                 "corridor": self.origins * self.hosts, "world": 1}
        return sizes[flows.KEPT_BY[sector]]

    def account(self, sector: int, place: int) -> int:
        """The row of ``balance`` of a sector at a place (row group, origin, host or corridor; 0 for the world)."""
        return sum(self._size(other) for other in range(sector)) + place

    def _accounts_of(self, sector: int) -> NDArray[np.int64]:
        cells, kept_by = self.cells, flows.KEPT_BY[sector]
        if kept_by == "world":
            place = np.zeros(len(cells), np.int64)
        elif kept_by == "corridor":
            place = np.where((cells["origin"] < 0) | (cells["host"] < 0), -1,
                             cells["origin"] * self.hosts + cells["host"])
        else:
            place = cells[kept_by]
        return np.where(place < 0, -1, self.account(sector, 0) + place)

    def post(self) -> NDArray[np.int64]:
        """Move the month's flows into the accounts, return them (cells, flows) and clear the cells.

        Raises `BooksError` if a flow was booked on a cell that has no such account.
        """
        month: NDArray[np.int64] = self.cells["flow"].copy()
        lost = (month != 0) & ((self.payer_account < 0) | (self.payee_account < 0))
        if lost.any():
            cell, flow = (int(k[0]) for k in np.nonzero(lost))
            raise BooksError(f"{flows.FLOWS[flow].name} booked on cell {cell}, which has no account for it")
        np.subtract.at(self.balance, self.payer_account[month != 0], month[month != 0])
        np.add.at(self.balance, self.payee_account[month != 0], month[month != 0])
        self.cells["flow"] = 0
        return month

    def of_sector(self, sector: int) -> NDArray[np.int64]:
        """Balances of a sector by place."""
        start = self.account(sector, 0)
        return self.balance[start : start + self._size(sector)]
