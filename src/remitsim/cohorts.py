"""Cohorts: persons whose own event fell in certain months, looked at in one month or so many months after it.

A cohort is written ``"EVENT FIRST-LAST at MONTH"`` or ``"EVENT FIRST-LAST after MONTHS"``, months counted from 1 at
month 0: ``"recruited 1-12 at 24"`` is everyone who arrived as a recruit in the first year, looked at at the end of the
second; ``"returned 1-36 after 18"`` is everyone who came home in three years, each looked at 18 months later.
Who hands on the row or dies meanwhile is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.records import Table
from remitsim.world import codes
from remitsim.world.world import World

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
COHORT = "cohort"
EVENTS = ("recruited", "departed", "granted", "returned", "removed")
WRITTEN = re.compile(r"^(\w+) (\d+)-(\d+) (at|after) (\d+)$")
LEGAL = (codes.CITIZEN, codes.PERMANENT, codes.TEMPORARY_FREE, codes.TEMPORARY_TIED)


def _abroad(persons: Table) -> Flags:
    there: Flags = (persons["place"] == codes.ABROAD) | (persons["place"] == codes.DETAINED)
    return there


# what is told of a cohort: shares of its persons, or means over them
LOOKS: dict[str, tuple[str, Callable[[Table], NDArray[np.generic]]]] = {
    "cohort_bonded": ("share", lambda p: _abroad(p) & (p["bonded"] == 1)),
    "cohort_forced_labour": (
        "share", lambda p: _abroad(p) & (p["unfree_recruitment"] + p["duress"] + p["cannot_leave"] >= 2)),
    "cohort_unfree_recruitment": ("share", lambda p: _abroad(p) & (p["unfree_recruitment"] == 1)),
    "cohort_duress": ("share", lambda p: _abroad(p) & (p["duress"] == 1)),
    "cohort_cannot_leave": ("share", lambda p: _abroad(p) & (p["cannot_leave"] == 1)),
    "cohort_in_debt": ("share", lambda p: p["debt"] + p["debt_interest"] + p["kin_debt"] > 0),
    "cohort_months_in_debt": ("months", lambda p: p["months_in_debt"]),
    "cohort_debt": ("USD of 2017", lambda p: (p["debt"] + p["debt_interest"] + p["kin_debt"]) / 100.0),
    "cohort_abroad": ("share", _abroad),
    "cohort_home": ("share", lambda p: (p["place"] == codes.AT_HOME) | (p["place"] == codes.IN_TRAINING)),
    "cohort_net_pay": ("USD of 2017 a month", lambda p: p["net_pay"] / 100.0),
    "cohort_first_pay": ("USD of 2017 a month", lambda p: p["first_pay"] / 100.0),
    "cohort_informal": ("share", lambda p: _abroad(p) & (p["contract"] == codes.INFORMAL)),
    "cohort_irregular": ("share", lambda p: _abroad(p) & (p["status"] == codes.IRREGULAR)),
    "cohort_people": ("people", lambda p: p["weight"]),
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A cohort as written. Raises ValueError if it is not written as above."""

    text: str
    event: str
    first: int
    last: int
    after: bool
    months: int

    @property
    def ends(self) -> int:
        """Months of a run that it needs."""
        return self.last + self.months if self.after else self.months


def written(text: str) -> Written:
    """A cohort from its text. Raises ValueError that says how one is written."""
    match = WRITTEN.match(text)
    if not match or match[1] not in EVENTS:
        raise ValueError(f"{text!r} is no cohort: write EVENT FIRST-LAST at MONTH, or after MONTHS; events: {', '.join(EVENTS)}")
    first, last, months = int(match[2]), int(match[3]), int(match[5])
    if first < 1 or last < first or (match[4] == "at" and months < last):
        raise ValueError(f"{text!r}: months run from 1, first to last, and are looked at after the last")
    return Written(text, match[1], first, last, match[4] == "after", months)


@dataclass
class Cohorts:
    """Looks on while a world lives; make it before month 0 passes, `look` after each month, then `table`."""

    texts: Sequence[str]
    world: World
    noted: dict[str, list[tuple[int, Rows, Rows]]] = field(default_factory=dict)
    sums: dict[tuple[str, str], float] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.wanted = [written(text) for text in self.texts]
        self._remember(self.world)

    def look(self, world: World) -> None:
        """Note this month's events and look at those whose time has come."""
        month, people = world.month + 1, world.persons
        for event in {each.event for each in self.wanted}:
            happened = np.nonzero(self._happened(event, people, world.month))[0]
            self.noted.setdefault(event, []).append((month, happened, people["generation"][happened].copy()))
        for each in self.wanted:
            if each.after and each.first <= month - each.months <= each.last:
                self._add(each, people, month - each.months, month - each.months)
            if not each.after and month == each.months:
                self._add(each, people, each.first, each.last)
        self._remember(world)

    def table(self) -> pd.DataFrame:
        """Figures as a run keeps them: year 1, place world, band ``cohort``, group as written; value nan if empty."""
        lines = []
        for each in self.wanted:
            people = self.sums.get((each.text, "cohort_people"), 0.0)
            for name, (unit, _) in LOOKS.items():
                total = self.sums.get((each.text, name), 0.0)
                value = total if name == "cohort_people" else total / people if people > 0 else np.nan
                lines.append((1, -1, "world", COHORT, each.text, name, value, unit, float(self.rows.get(each.text, 0))))
        columns = ["year", "month", "place", "band", "group", "indicator", "value", "unit", "rows"]
        return pd.DataFrame(lines, columns=columns).astype({"year": np.int16, "month": np.int16})

    def _remember(self, world: World) -> None:
        self._trips = world.persons["trips"].copy()
        self._status = world.persons["status"].copy()

    def _happened(self, event: str, people: Table, month: int) -> Flags:
        arrived: Flags = (people["trips"] > self._trips) & (people["place"] == codes.ABROAD)
        if event == "departed":
            return arrived
        if event == "recruited":
            hired: Flags = arrived & np.isin(people["route"], (codes.VISA, codes.SKILLS))
            return hired
        if event == "granted":
            there: Flags = (people["place"] == codes.ABROAD) & np.isin(people["status"], LEGAL)
            granted: Flags = there & (self._status == codes.IRREGULAR)
            return granted
        home: Flags = (people["returned_month"] == month) & (people["origin"] >= 0)
        removed: Flags = home & (people["returned_how"] == codes.REMOVED)
        return removed if event == "removed" else home

    def _add(self, each: Written, people: Table, first: int, last: int) -> None:
        parts = [(rows, holder) for month, rows, holder in self.noted[each.event] if first <= month <= last]
        if not parts:
            return
        rows = np.concatenate([rows for rows, _ in parts])
        same = people["generation"][rows] == np.concatenate([holder for _, holder in parts])
        rows = np.unique(rows[same & (people["place"][rows] != codes.DEAD)])
        chosen = people[rows]
        weight = chosen["weight"].astype(float)
        self.rows[each.text] = self.rows.get(each.text, 0) + len(rows)
        for name, (_, look) in LOOKS.items():
            value = float(weight.sum() if name == "cohort_people" else weight @ np.asarray(look(chosen), float))
            self.sums[each.text, name] = self.sums.get((each.text, name), 0.0) + value
