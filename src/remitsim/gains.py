"""Gains: what every account gains in a year, as docs/model.md defines it, and the identity that they close.

A person's or household's gain is consumption plus change in net worth: what is left of income after taxes, fees,
interest and the cost of sending. What buys neither consumption nor an asset (bills, tickets, permits, care that
has to be paid, courses, tuition) is a cost. Owners, agents, smugglers, lenders, transfer firms and colleges gain
what they take in less what they pay out, principal lent counting as still theirs; a treasury or fund its balance.
What these hand to the rest of the world is how they spend their gain, so it is not taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.figures_of_month import MEASURES
from remitsim.world import codes, flows
from remitsim.world.flows import FLOWS, SECTORS
from remitsim.world.ledger import BooksError
from remitsim.world.world import World

if TYPE_CHECKING:
    from remitsim.collector import Collector

Cents = NDArray[np.int64]
Numbers = NDArray[np.float64]
Columns = dict[str, NDArray[Any]]

YEAR = 12
COLUMNS = ("account", "place", "band", "group", "year", "usd", "people", "rows")
FAMILIES = "families"  # persons and households, from the books
LINE = "identity"  # account of the lines of the identity; ``group`` names the line
DEAD = "left by the dead"
WITHOUT = "left out"  # what the household that a placebo touches adds to the cells of people, by account + this

# what families use their income for: everything else they pay is a cost
CONSUMED = (flows.CONSUMPTION, flows.POT_SPENDING, flows.SPENDING_OUT, flows.HOME_INDIRECT_TAX, flows.SCHOOL)
CONSUMED_MEASURES = ("consumed", "house_consumption", "house_school")  # the same of persons, as collected
# how others spend or keep their gain: not taken off it
SPENT = (
    flows.OWNERS_SPENDING, flows.OWNERS_OUT, flows.AGENTS_OUT, flows.SMUGGLERS_OUT, flows.TRANSFER_OUT,
    flows.COLLEGES_OUT, flows.ORIGIN_TREASURY_OUT, flows.NATIONALS_SPENDING, flows.PENSIONERS_SPENDING,
)  # fmt: skip
CREDITORS = {flows.LENDERS: flows.LENDERS_OUT, flows.KIN: flows.KIN_OUT}  # interest earned less principal lost
# lines of the identity: flows that add, flows that take off
LINES: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "sales of output, hosts": ((flows.SALES,), ()),
    "sales of output, homes": (
        (flows.HOME_WORK, flows.OTHER_INCOME, flows.OUTSIDE_SALES, flows.POT_SPENDING), ()),
    "received from the rest of the world, other than for output": (
        (flows.DISINVESTMENT, flows.RECEIPTS, flows.AID),
        (flows.TICKET, flows.TICKET_BY_FIRM, flows.WAY_HOME, flows.WAY_HOME_BY_FIRM, flows.REMOVALS,
         flows.AUDIT_ORIGIN, flows.RETURN_JOB)),
    "indirect tax within prices": ((flows.INDIRECT_TAX, flows.HOME_INDIRECT_TAX), ()),
    "bought by firms": ((), (flows.ACCESS_COST, flows.INFORMALITY_COST, flows.HIRING_COST, flows.INVESTMENT, flows.BOARD)),
    "bought by treasuries": (
        (), (flows.SERVICES, flows.OTHER_PURCHASES, flows.ENFORCEMENT, flows.PROGRAMMES)),
    "care, courses and recognition paid by people": (
        (), (flows.CARE, flows.RETRAINING, flows.FOOTHOLD, flows.RECOGNITION_COST)),
}  # fmt: skip
# what no payment made: claims that add, that take off; then flows on the other side
CLAIM_LINES: dict[str, tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]] = {
    "interest accrued and not yet paid": (
        (flows.DEBT_WRITTEN_OFF,), (flows.INTEREST_ACCRUED,), (flows.LENDERS_OUT,), (flows.LOAN_LOSS,)),
    "wages owed, less lost": ((flows.WAGES_WITHHELD,), (flows.WAGES_LOST,), (), (flows.WAGES_RECOVERED,)),
    "insurance credit earned, less kept by funds": (
        (flows.CREDIT_EARNED,), (flows.CREDIT_KEPT,), (), (flows.CREDIT_PAID,)),
    "wear of enterprises and houses": ((), (flows.ENTERPRISE_WORN, flows.HOUSE_WORN), (), ()),
}  # fmt: skip


def worth_of(world: World) -> Cents:
    """Net worth of families by row group (hosts' natives, then origins), whole cents x weight, from the records."""
    groups = len(world.hosts) + len(world.origins)
    people, homes = world.persons, world.households
    own = (
        people["savings"] + people["purse_family"] + people["purse_saving"] + people["purse_debt"] + people["credit"]
        + people["unpaid_wages"] - people["debt"] - people["debt_interest"] - people["kin_debt"]
    )  # fmt: skip
    shared = homes["money"] + homes["enterprise"] + homes["house"] - homes["food_debt"] - homes["food_interest"]
    worth = np.zeros(groups, np.int64)
    np.add.at(worth, people["group"], own * people["weight"])
    np.add.at(worth, len(world.hosts) + homes["origin"], shared * homes["weight"])
    return worth


def accounts_of(collector: Collector, world: World) -> pd.DataFrame:
    """Gains of a run by full year (1, 2, ...): account, place, band, group, year, usd, people, rows.

    Accounts of the books are exact to the cent: ``families`` by host (natives) and origin, and every institution
    by its place. ``natives`` (place host), ``migrants`` (corridor) and ``people at home`` (origin) are cells fixed at
    month 0, each person with an equal part of the household; ``natives, left out`` and so on are what the
    household that a placebo would touch adds to them; ``left by the dead`` what the cells miss of ``families``.
    ``identity`` holds the lines. Raises BooksError with year
    and cents where the gains do not add up to the lines.
    """
    exact, cells = pd.DataFrame(exact_of(collector, world)), pd.DataFrame(people_of(collector))
    parts = [exact, cells, _of_the_dead(exact, cells)]
    if len(collector.apart):
        left_out = pd.DataFrame(people_of(collector, _apart_sums(collector), f", {WITHOUT}"))
        parts.append(left_out[(left_out["people"] > 0) | (left_out["usd"] != 0)])
    return pd.concat(parts, ignore_index=True)


def exact_of(collector: Collector, world: World) -> Columns:
    """Accounts of the books and lines of the identity, as `COLUMNS` of arrays. Raises BooksError as `accounts_of`."""
    rows: list[tuple[str, str, str, str, int, float]] = []
    for year in range(1, len(collector.years)):
        paid = _paid(collector, year)
        gains = _gains(collector, world, paid, year)
        lines = _lines(collector, paid, year)
        _must_close(gains, lines, year)
        rows += [(account, place, "all", "all", year, cents / 100.0) for account, place, cents in gains]
        rows += [(LINE, "world", "line", line, year, cents / 100.0) for line, cents in lines.items()]
    kinds = (object, object, object, object, np.int64, np.float64)
    told = {name: np.array([row[at] for row in rows], kind) for at, (name, kind) in enumerate(zip(COLUMNS, kinds, strict=False))}
    return told | dict.fromkeys(("people", "rows"), np.full(len(rows), np.nan))


def _paid(collector: Collector, year: int) -> Cents:
    """(cells, flows) of a year in cents."""
    months = range((year - 1) * YEAR, year * YEAR)
    paid = np.zeros((len(collector.world.cells), len(FLOWS)), np.int64)
    for month in months:
        _, cell, flow, amount = collector.flows[month].T
        paid[cell, flow] += amount  # a cell and flow stand once in a month
    return paid


def _gains(collector: Collector, world: World, paid: Cents, year: int) -> list[tuple[str, str, int]]:
    """Account, place and gain in cents of a year, from the books and the records' worth."""
    ledger = world.ledger
    counted = paid.copy()
    counted[:, list(SPENT)] = 0
    taken = np.zeros(len(ledger.balance), np.int64)
    np.add.at(taken, ledger.payee_account[paid != 0], paid[paid != 0])
    np.subtract.at(taken, ledger.payer_account[counted != 0], counted[counted != 0])
    gains = _families(collector, world, paid, year)
    for sector, name in enumerate(SECTORS):
        if sector in (flows.PERSONS, flows.HOUSEHOLDS, flows.WORLD):
            continue
        places = _places(world, flows.KEPT_BY[sector])
        for place, label in enumerate(places):
            cents = int(taken[ledger.account(sector, place)])
            if sector in CREDITORS:
                cents = int(paid[ledger.payer_account[:, CREDITORS[sector]] == ledger.account(sector, place),
                                 CREDITORS[sector]].sum())  # fmt: skip
            gains.append((name, label, cents))
    return gains


def _families(collector: Collector, world: World, paid: Cents, year: int) -> list[tuple[str, str, int]]:
    names = (*world.host_names, *world.origin_names)
    grown = collector.worths[year] - collector.worths[year - 1]
    consumed = paid[:, list(CONSUMED)].sum(axis=1)
    group = world.cells["group"]
    by_group = grown.copy()
    np.add.at(by_group, group[group >= 0], consumed[group >= 0])
    return [(FAMILIES, name, int(cents)) for name, cents in zip(names, by_group, strict=True)]


def _places(world: World, kept_by: str) -> Sequence[str]:
    corridors = [f"{origin}-{host}" for origin in world.origin_names for host in world.host_names]
    return {"host": world.host_names, "origin": world.origin_names, "corridor": corridors}[kept_by]


def _lines(collector: Collector, paid: Cents, year: int) -> dict[str, int]:
    """What the sum of gains is made of, by name, in cents."""
    flow = paid.sum(axis=0)
    claim = np.sum(collector.claims[(year - 1) * YEAR : year * YEAR], axis=0)
    lines = {name: int(flow[list(more)].sum() - flow[list(less)].sum()) for name, (more, less) in LINES.items()}
    for name, (more, less, paid_more, paid_less) in CLAIM_LINES.items():
        lines[name] = int(claim[list(more)].sum() - claim[list(less)].sum()
                          + flow[list(paid_more)].sum() - flow[list(paid_less)].sum())  # fmt: skip
    return lines


def _must_close(gains: list[tuple[str, str, int]], lines: dict[str, int], year: int) -> None:
    gained, told = sum(cents for _, _, cents in gains), sum(lines.values())
    if gained != told:
        raise BooksError(f"year {year}: gains of all accounts are {gained} cents, their lines {told} (off by {gained - told})")


def _apart_sums(collector: Collector) -> list[Numbers]:
    """As the collector's cohorts, of the rows kept apart alone."""
    sums = []
    for own in collector.apart_sums:
        slots = np.zeros_like(collector.cohorts[0])
        for row, measured in zip(collector.apart, own, strict=True):
            slots[collector.fixed_bands.slots[row]] += measured
        sums.append(slots)
    return sums


def people_of(collector: Collector, cohorts: list[Numbers] | None = None, suffix: str = "") -> Columns:
    """Cells fixed at month 0, as `COLUMNS` of arrays: consumption plus change in worth by year."""
    cohorts = collector.cohorts if cohorts is None else cohorts
    bands, places = collector.fixed_bands, collector.places
    column = {name: index for index, name in enumerate(MEASURES)}
    used = [column[name] for name in CONSUMED_MEASURES]
    at_end = np.stack([sums[:, column["worth_year_end"]] for sums in cohorts]) / YEAR
    consumed = np.stack([sums[:, used].sum(axis=1) for sums in cohorts[1:]])
    gained = (consumed + np.diff(at_end, axis=0)) / 100.0
    people = cohorts[0][:, column["people"]] / YEAR
    cell = np.array(bands.place, np.int64)
    origin, host = np.divmod(cell, len(places.hosts) + 1)
    account = np.where(origin == 0, "natives", np.where(host == 0, "people at home", "migrants"))
    labels = [_cell_label(places.hosts, places.origins, int(o), int(h)) for o, h in zip(origin, host, strict=True)]
    weight = collector.weights()[cell]
    years = len(gained)
    return {
        "account": np.tile(account.astype(object) + suffix, years), "place": np.tile(np.array(labels, object), years),
        "band": np.tile(np.array(bands.band, object), years), "group": np.tile(np.array(bands.group, object), years),
        "year": np.repeat(np.arange(1, years + 1), len(cell)), "usd": gained.ravel(),
        "people": np.tile(people, years), "rows": np.tile(np.round(people / np.maximum(weight, 1.0)), years),
    }  # fmt: skip


def _of_the_dead(exact: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """What families gained beyond their cells: last consumption and money of the dead, which the row's next person gets."""
    first = cells["band"].iloc[0] if len(cells) else ""
    whole = exact[exact["account"] == FAMILIES].groupby("year")["usd"].sum()
    told = cells[cells["band"] == first].groupby("year")["usd"].sum()
    gap = (whole - told).dropna()
    return pd.DataFrame({"account": DEAD, "place": "world", "band": "all", "group": "all", "year": gap.index.to_numpy(),
                         "usd": gap.to_numpy(), "people": np.nan, "rows": np.nan})  # fmt: skip


def _cell_label(hosts: tuple[str, ...], origins: tuple[str, ...], origin: int, host: int) -> str:
    if origin == 0:
        return hosts[host - 1] if host > 0 else codes.PLACES[0]
    return origins[origin - 1] if host == 0 else f"{origins[origin - 1]}-{hosts[host - 1]}"
