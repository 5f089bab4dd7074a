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
    starts: tuple[int, ...] = field(init=False)  # first row of each sector in ``balance``, then how many rows there are
    balance: NDArray[np.int64] = field(init=False)
    owed: NDArray[np.int64] = field(init=False)  # (kinds of `closing.OWED`, groups): claims when last closed

    def __post_init__(self) -> None:
        sizes = {"group": self.groups, "origin": self.origins, "host": self.hosts,
                 "corridor": self.origins * self.hosts, "world": 1}
        self.starts = (0, *np.cumsum([sizes[kept_by] for kept_by in flows.KEPT_BY]).tolist())
        self.payer_account = np.stack([self._accounts_of(flow.payer) for flow in flows.FLOWS], axis=1)
        self.payee_account = np.stack([self._accounts_of(flow.payee) for flow in flows.FLOWS], axis=1)
        self.balance = np.zeros(self.starts[-1], np.int64)
        self.owed = np.zeros((0, self.groups), np.int64)

    def account(self, sector: int, place: int) -> int:
        """The row of ``balance`` of a sector at a place (row group, origin, host or corridor; 0 for the world)."""
        return self.starts[sector] + place

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
        cell, flow = np.nonzero(month)
        payer, payee, paid = self.payer_account[cell, flow], self.payee_account[cell, flow], month[cell, flow]
        lost = np.nonzero((payer < 0) | (payee < 0))[0]
        if len(lost):
            told = flows.FLOWS[flow[lost[0]]].name
            raise BooksError(f"{told} booked on cell {cell[lost[0]]}, which has no account for it")
        np.subtract.at(self.balance, payer, paid)
        np.add.at(self.balance, payee, paid)
        self.cells["flow"] = 0
        return month

    def of_sector(self, sector: int) -> NDArray[np.int64]:
        """Balances of a sector by place."""
        return self.balance[self.starts[sector] : self.starts[sector + 1]]
