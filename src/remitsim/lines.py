"""Single lines of figures: what thousands of runs keep instead of whole tables, a few kilobytes a run.

A line is (indicator, place, band, group). ``gain: ACCOUNT`` in place of an indicator is what an account of `gains`
gains a year; ``gain: all`` is every account's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.bands import AT_MONTH_0
from remitsim.blocks import ALL
from remitsim.entries import NAMES
from remitsim.indicators import Indicator, find
from remitsim.results import Results
from remitsim.world.flows import SECTORS

if TYPE_CHECKING:
    from remitsim.collector import Collector

Line = tuple[str, str, str, str]
Numbers = NDArray[Any]
Columns = dict[str, Numbers]
GAIN = "gain: "
FLOW = "flow: "
FLOWS = (f"{FLOW}all", "world", ALL, ALL)  # a line that asks for every payment of the books, mean year of the horizon
YEAR = 12
PEOPLE = ("natives", "migrants", "people at home")
PEOPLE_BY = "sex" + AT_MONTH_0  # any one band adds up to all of them
ACCOUNTS = ("all", "families", *PEOPLE, *(name for name in SECTORS if name not in ("persons", "households", "rest of the world")))
GAIN_UNIT = "USD of 2017 a year"
COLUMNS = ("year", "month", "place", "band", "group", "indicator", "value", "unit", "rows")


def lines_of(results: Results, collector: Collector, lines: Sequence[Line]) -> pd.DataFrame:
    """Yearly figures (`COLUMNS`, month -1) of these lines; one that the run has nothing of is left out."""
    told: list[Columns] = []
    asked: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if not line[0].startswith((GAIN, FLOW)):
            asked.setdefault((line[0], line[2]), []).append(line)
    for (name, band), wanted in asked.items():
        told += _read(results, find(name), band, wanted)
    gains = [line for line in lines if line[0].startswith(GAIN)]
    if gains:
        told += _gains(collector, gains)
    if FLOWS in map(tuple, lines):
        told.append(_flows(results))
    columns = {name: np.concatenate([part[name] for part in told]) for name in COLUMNS}
    return pd.DataFrame(columns).astype({"year": np.int16, "month": np.int16})


def _line(line: Line, unit: str, year: Numbers, value: Numbers, rows: Numbers) -> Columns:
    """Columns of one line; arrays, since a run has many short ones."""
    indicator, place, band, group = line
    words = {"place": place, "band": band, "group": group, "indicator": indicator, "unit": unit}
    told = {name: np.full(len(year), word, object) for name, word in words.items()}
    return told | {"year": year, "month": np.full(len(year), -1), "value": value, "rows": rows}


def _read(results: Results, entry: Indicator, band: str, wanted: Sequence[Line]) -> list[Columns]:
    if entry.kind == "sorted":
        return [_sorted(results, entry, line) for line in wanted]
    series = results.read(entry, band)
    if series is None:
        return []
    per_year = YEAR if band.endswith(AT_MONTH_0) and entry.kind == "sum" and entry.flow else 1
    years = series.months // YEAR + 1
    parts = []
    for line in wanted:
        _, place, _, group = line
        if place in results.places.names and group in series.groups:
            at = results.places.names.index(place), series.groups.index(group)
            values, rows = per_year * series.values[:, at[0], at[1]], series.rows[:, at[0], at[1]]
            known = np.isfinite(values)
            parts.append(_line(line, entry.unit, years[known], values[known], rows[known]))
    return parts


def _sorted(results: Results, entry: Indicator, line: Line) -> Columns:
    """Every group of the line's place and band."""
    table = results.yearly([entry.name]).assign(month=-1)
    table = table[(table["place"] == line[1]) & (table["band"] == line[2])]
    return {name: table[name].to_numpy() for name in COLUMNS}


def _flows(results: Results) -> Columns:
    """Every payment of the whole world, USD a year, mean over the horizon, told as of year 1."""
    _, _, flow, cents = results.flows.entries.T
    years = len(results.blocks["people"].months) / YEAR
    sums = np.zeros(len(NAMES), np.int64)
    np.add.at(sums, flow, cents)
    paid = np.nonzero(sums)[0]
    first, nan = np.ones(len(paid), np.int64), np.full(len(paid), np.nan)
    told = _line(FLOWS, GAIN_UNIT, first, sums[paid] / (100.0 * years), nan)
    return told | {"indicator": np.array([FLOW + NAMES[index] for index in paid], object)}


def _gains(collector: Collector, wanted: Sequence[Line]) -> list[Columns]:
    """Sums of the accounts of each line by year: those of the books, and those of people, of which rows are known."""
    from remitsim.gains import exact_of, people_of

    of_people = [line[0].removeprefix(GAIN) in PEOPLE for line in wanted]
    told: dict[Line, Columns] = {}
    for gains, people in ((exact_of(collector, collector.world), False), (people_of(collector), True)):
        told |= _summed(gains, [line for line, of in zip(wanted, of_people, strict=True) if of == people])
    return [told[line] for line in wanted]


def _summed(gains: Columns, wanted: Sequence[Line]) -> dict[Line, Columns]:
    """All lines at once, words as codes: tables of words, and a table a line, take longer than all the rest."""
    words = {name: pd.factorize(gains[name]) for name in ("account", "place", "band", "group")}
    rows = [np.nonzero(_of_line(line, words))[0] for line in wanted]
    chosen = np.concatenate([*rows, np.zeros(0, np.int64)])
    numbers = pd.DataFrame({name: gains[name][chosen] for name in ("year", "usd", "rows")})
    numbers["line"] = np.repeat(np.arange(len(wanted)), [len(each) for each in rows])
    sums = numbers.groupby(["line", "year"], as_index=False).sum()
    number, year, usd, people = (sums[name].to_numpy() for name in ("line", "year", "usd", "rows"))
    own = [number == index for index in range(len(wanted))]
    return {line: _line(line, GAIN_UNIT, year[i], usd[i], people[i]) for line, i in zip(wanted, own, strict=True)}


def _of_line(line: Line, words: Mapping[str, tuple[NDArray[np.int64], NDArray[Any]]]) -> NDArray[np.bool_]:
    """Which rows of the gains a line adds up. ``words``: of each column, codes and the words they stand for."""
    from remitsim.gains import FAMILIES

    name, place, band, group = line
    account = name.removeprefix(GAIN)
    bands = PEOPLE_BY if account in PEOPLE and band == ALL else band
    accounts = (FAMILIES, *SECTORS) if account == "all" else (account,)

    def told(column: str, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        codes, known = words[column]
        return np.array([test(word) for word in known], bool)[codes]

    known = told("band", lambda word: word == bands) & told("account", lambda word: word in accounts)
    if (band, group) != (ALL, ALL):
        known &= told("group", lambda word: word == group)
    if place != "world":
        known &= told("place", lambda word: word == place or word.endswith(f"-{place}"))
    return known
