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
from remitsim.rules import loop, rule
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


@loop
def move_flows(cells, payer_account, payee_account, balance, month):
    """Move what the cells hold into the accounts and add it to ``month`` (cells, flows); the cells are cleared.

    Returns -1, or cell x flows + flow of a booking that has no account: the rest is then left where it is.
    """
    for i in range(len(cells)):
        cell = cells[i]
        for flow in range(flows.N_FLOWS):
            amount = cell.flow[flow]
            if amount == 0:
                continue
            payer, payee = payer_account[i, flow], payee_account[i, flow]
            if payer < 0 or payee < 0:
                return i * flows.N_FLOWS + flow
            balance[payer] -= amount
            balance[payee] += amount
            month[i, flow] += amount
            cell.flow[flow] = 0
    return -1


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
    starts: NDArray[np.int64] = field(init=False)  # first row of each sector in ``balance``, then how many rows there are
    balance: NDArray[np.int64] = field(init=False)
    owed: NDArray[np.int64] = field(init=False)  # (kinds of `closing.OWED`, groups): claims when last closed

    def __post_init__(self) -> None:
        sizes = {"group": self.groups, "origin": self.origins, "host": self.hosts,
                 "corridor": self.origins * self.hosts, "world": 1}
        self.starts = np.cumsum([0, *(sizes[kept_by] for kept_by in flows.KEPT_BY)])
        self.payer_account = np.stack([self._accounts_of(flow.payer) for flow in flows.FLOWS], axis=1)
        self.payee_account = np.stack([self._accounts_of(flow.payee) for flow in flows.FLOWS], axis=1)
        self.balance = np.zeros(int(self.starts[-1]), np.int64)
        self.owed = np.zeros((0, self.groups), np.int64)

    def account(self, sector: int, place: int) -> int:
        """The row of ``balance`` of a sector at a place (row group, origin, host or corridor; 0 for the world)."""
        return int(self.starts[sector]) + place

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

    def post(self, month: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """Move what was booked into the accounts, add it to ``month`` (cells, flows; new if None) and return that.

        Raises `BooksError` if a flow was booked on a cell that has no such account.
        """
        month = np.zeros((len(self.cells), flows.N_FLOWS), np.int64) if month is None else month
        lost = move_flows(self.cells, self.payer_account, self.payee_account, self.balance, month)
        if lost >= 0:
            cell, flow = divmod(lost, flows.N_FLOWS)
            raise BooksError(f"{flows.FLOWS[flow].name} booked on cell {cell}, which has no account for it")
        return month

    def of_sector(self, sector: int) -> NDArray[np.int64]:
        """Balances of a sector by place."""
        return self.balance[self.starts[sector] : self.starts[sector + 1]]
