"""The tables a run leaves behind: figures by year and month, flows by year, gains by account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.bands import AT_MONTH_0
from remitsim.blocks import ALL
from remitsim.cohorts import Cohorts
from remitsim.indicators import Indicator, find
from remitsim.lines import lines_of
from remitsim.results import Results

if TYPE_CHECKING:
    from remitsim.batches.design import Asked
    from remitsim.collector import Collector

Columns = dict[str, NDArray[Any]]
FIGURES = ("year", "month", "place", "band", "group", "indicator", "value", "unit", "rows")
PAYMENT = ["year", "payer", "payee", "flow", "host", "origin"]
YEAR = 12


def tables_of(results: Results, asked: Asked, collector: Collector, cohorts: Cohorts | None = None) -> dict[str, pd.DataFrame]:
    """What was asked of a finished run, by name: ``figures``, and ``flows`` and ``gains`` if asked for.

    ``figures``: year, month (-1: the year as a whole), place, band, group, indicator, value, unit, rows.
    ``flows``: year, payer, payee, flow, host, origin, usd (whole cents over 100). Year 1 begins at month 0.
    """
    tables = {"figures": lines_of(results, collector, asked.lines) if asked.lines else figures_of(results, asked)}
    if cohorts is not None:
        tables["figures"] = pd.concat([tables["figures"], cohorts.table()], ignore_index=True)
    if asked.flows:
        tables["flows"] = flows_of(results)
    if asked.gains:
        from remitsim.gains import accounts_of

        tables["gains"] = accounts_of(collector, collector.world)
    return tables


def figures_of(results: Results, asked: Asked) -> pd.DataFrame:
    """Yearly lines of every indicator asked for, whole and by each band, and monthly lines of some.

    A band is as it is in the month, or fixed at month 0 (year 0: the state before month 0; values of a mean month).
    """
    known = results.bands()
    crosses = [name + AT_MONTH_0 for name in asked.crosses]
    cuts = [_cut(by, asked.indicators) for by in (ALL, *asked.by, *crosses)]
    bands = [(band if band in (ALL, *known) else band + AT_MONTH_0, names) for band, names in cuts]
    parts = [_lines(results, find(name), band, yearly=True) for band, names in bands for name in names]
    parts += [_lines(results, find(name), ALL, yearly=False) for name in asked.monthly]
    told = [part for part in parts if part is not None]
    columns = {name: np.concatenate([part[name] for part in told]) if told else np.array([]) for name in FIGURES}
    return pd.DataFrame(columns).astype({"year": np.int16, "month": np.int16})


def _cut(by: str, indicators: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A band and the indicators to cut by it: ``"sex"`` cuts all, ``"trade: employment, vacancies"`` those named."""
    band, _, names = by.partition(":")
    return band, tuple(name.strip() for name in names.split(",")) if names else indicators


def _lines(results: Results, entry: Indicator, band: str, yearly: bool) -> Columns | None:
    """Columns of an indicator's lines; arrays, since a run has hundreds of such pieces."""
    if entry.kind == "sorted":
        return _sorted_lines(results, entry, band, yearly)
    fixed = band.endswith(AT_MONTH_0)
    series = results.read(entry, band, yearly)
    if series is None:
        return None
    places = np.array(results.places.names, object)
    known = np.isfinite(series.values)
    if entry.only == "hosts":
        known &= np.isin(places, ("world", *results.places.hosts))[None, :, None]
    month, place, group = np.nonzero(known)
    flows = yearly and not fixed and entry.kind == "sum" and entry.flow
    unit = entry.unit.replace("a month", "a year") if flows else entry.unit
    return {
        "year": series.months[month] // YEAR + 1, "month": np.full(len(month), -1) if yearly else series.months[month],
        "place": places[place], "band": _all(band, month), "group": np.array(series.groups, object)[group],
        "indicator": _all(entry.name, month), "value": series.values[month, place, group], "unit": _all(unit, month),
        "rows": series.rows[month, place, group],
    }  # fmt: skip


def _sorted_lines(results: Results, entry: Indicator, band: str, yearly: bool) -> Columns | None:
    lines = [line for line in results.sorted_rows
             if line["indicator"] == entry.name and line["band"] == band and line["value"] == line["value"]
             and (not yearly or line["month"] % YEAR == 0)]  # fmt: skip
    month = np.array([line["month"] for line in lines], np.int64)
    words = {name: np.array([line[name] for line in lines], object) for name in ("place", "band", "group")}
    numbers = {name: np.array([line[name] for line in lines], float) for name in ("value", "rows")}
    return {"year": month // YEAR + 1, "month": np.full(len(month), -1) if yearly else month, **words, **numbers,
            "indicator": _all(entry.name, month), "unit": _all(entry.unit, month)}  # fmt: skip


def _all(word: str, like: NDArray[np.int64]) -> NDArray[np.object_]:
    return np.full(len(like), word, object)


def flows_of(results: Results) -> pd.DataFrame:
    """Every payment added up over years, in dollars of whole cents."""
    lines = results.flow_table()
    lines["year"] = (lines["month"] // YEAR + 1).astype(np.int16)
    for column in PAYMENT[1:]:
        lines[column] = lines[column].astype(object).where(lines[column].notna(), "")
    summed = lines.groupby(PAYMENT, as_index=False, observed=True)["cents"].sum()
    told: pd.DataFrame = summed.assign(usd=summed["cents"] / 100).drop(columns="cents")
    return told
