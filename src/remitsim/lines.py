"""Single lines of figures: what thousands of runs keep instead of whole tables, a few kilobytes a run.

A line is (indicator, place, band, group). ``gain: ACCOUNT`` in place of an indicator is what an account of `gains`
gains a year; ``gain: all`` is every account's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from remitsim.bands import AT_MONTH_0
from remitsim.blocks import ALL
from remitsim.entries import NAMES
from remitsim.indicators import Indicator, find
from remitsim.results import Results
from remitsim.world.flows import SECTORS

if TYPE_CHECKING:
    from remitsim.collector import Collector

Line = tuple[str, str, str, str]
GAIN = "gain: "
FLOW = "flow: "
FLOWS = (f"{FLOW}all", "world", ALL, ALL)  # a line that asks for every payment of the books, mean year of the horizon
YEAR = 12
PEOPLE = ("natives", "migrants", "people at home")
PEOPLE_BY = "sex" + AT_MONTH_0  # any one band adds up to all of them
ACCOUNTS = ("all", "families", *PEOPLE, *(name for name in SECTORS if name not in ("persons", "households", "rest of the world")))
COLUMNS = ("year", "month", "place", "band", "group", "indicator", "value", "unit", "rows")


def lines_of(results: Results, collector: Collector, lines: Sequence[Line]) -> pd.DataFrame:
    """Yearly figures (`COLUMNS`, month -1) of these lines; one that the run has nothing of is left out."""
    told: list[pd.DataFrame] = []
    asked: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if not line[0].startswith((GAIN, FLOW)):
            asked.setdefault((line[0], line[2]), []).append(line)
    for (name, band), wanted in asked.items():
        told += _read(results, find(name), band, wanted)
    gains = [line for line in lines if line[0].startswith(GAIN)]
    if gains:
        told.append(_gains(collector, gains))
    if FLOWS in map(tuple, lines):
        told.append(_flows(results))
    figures = pd.concat([part for part in told if len(part)], ignore_index=True)[list(COLUMNS)]
    return figures.astype({"year": np.int16, "month": np.int16})


def _read(results: Results, entry: Indicator, band: str, wanted: Sequence[Line]) -> list[pd.DataFrame]:
    if entry.kind == "sorted":
        table = results.yearly([entry.name]).assign(month=-1)
        return [table[(table["place"] == place) & (table["band"] == band)] for _, place, _, _ in wanted]
    series = results.read(entry, band)
    if series is None:
        return []
    per_year = YEAR if band.endswith(AT_MONTH_0) and entry.kind == "sum" and entry.flow else 1
    parts = []
    for _, place, _, group in wanted:
        if place in results.places.names and group in series.groups:
            at = results.places.names.index(place), series.groups.index(group)
            values, rows = per_year * series.values[:, at[0], at[1]], series.rows[:, at[0], at[1]]
            years = series.months // YEAR + 1
            parts.append(pd.DataFrame({
                "year": years, "month": -1, "place": place, "band": band, "group": group, "indicator": entry.name,
                "value": values, "unit": entry.unit, "rows": rows,
            })[np.isfinite(values)])  # fmt: skip
    return parts


def _flows(results: Results) -> pd.DataFrame:
    """Every payment of the whole world, USD a year, mean over the horizon, told as of year 1."""
    _, _, flow, cents = results.flows.entries.T
    years = len(results.blocks["people"].months) / YEAR
    sums = np.zeros(len(NAMES), np.int64)
    np.add.at(sums, flow, cents)
    paid = np.nonzero(sums)[0]
    return pd.DataFrame({
        "year": 1, "month": -1, "place": "world", "band": ALL, "group": ALL,
        "indicator": [FLOW + NAMES[index] for index in paid], "value": sums[paid] / (100.0 * years),
        "unit": "USD of 2017 a year", "rows": np.nan,
    })  # fmt: skip


def _gains(collector: Collector, wanted: Sequence[Line]) -> pd.DataFrame:
    from remitsim.gains import FAMILIES, accounts_of

    gains = accounts_of(collector, collector.world)
    parts = []
    for line in wanted:
        name, place, band, group = line
        account = name.removeprefix(GAIN)
        known = gains["band"] == (PEOPLE_BY if account in PEOPLE and band == ALL else band)
        if account == "all":
            known &= gains["account"].isin([FAMILIES, *SECTORS])
        else:
            known &= gains["account"] == account
        known &= (gains["group"] == group) | ((band == ALL) & (group == ALL))
        known &= (gains["place"] == place) | (place == "world") | gains["place"].str.endswith(f"-{place}")
        by_year = gains[known].groupby("year", as_index=False)[["usd", "rows"]].sum()
        parts.append(by_year.rename(columns={"usd": "value"}).assign(
            month=-1, place=place, band=band, group=group, indicator=name, unit="USD of 2017 a year"))  # fmt: skip
    return pd.concat(parts, ignore_index=True)
