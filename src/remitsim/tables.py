"""The tables a run leaves behind: figures by year and month, flows by year, gains by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from remitsim.bands import AT_MONTH_0
from remitsim.cohorts import Cohorts
from remitsim.lines import lines_of
from remitsim.results import Results

if TYPE_CHECKING:
    from remitsim.collector import Collector
    from remitsim.design import Asked

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
    """Yearly lines of every indicator asked for, whole and by each band, and monthly lines of some."""
    parts = [results.yearly(asked.indicators).assign(month=-1)]
    crosses = [name + AT_MONTH_0 for name in asked.crosses]
    parts += [_by_band(results, asked, band) for band in (*asked.by, *crosses)]
    if asked.monthly:
        monthly = results.table(asked.monthly)
        parts.append(monthly.assign(year=monthly["month"] // YEAR + 1))
    figures = pd.concat([part for part in parts if len(part)], ignore_index=True)[list(FIGURES)]
    return figures.astype({"year": np.int16, "month": np.int16})


def _by_band(results: Results, asked: Asked, band: str) -> pd.DataFrame:
    """Yearly lines by a band; one fixed at month 0 is kept by year already (year 0: the state before month 0)."""
    fixed = band.endswith(AT_MONTH_0) or band not in results.bands()
    if not fixed:
        return results.yearly(asked.indicators, by=band).assign(month=-1)
    lines = results.table(asked.indicators, by=band)
    return lines.assign(year=lines["month"] // YEAR + 1, month=-1)


def flows_of(results: Results) -> pd.DataFrame:
    """Every payment added up over years, in dollars of whole cents."""
    lines = results.flow_table()
    lines["year"] = (lines["month"] // YEAR + 1).astype(np.int16)
    for column in PAYMENT[1:]:
        lines[column] = lines[column].astype(object).where(lines[column].notna(), "")
    summed = lines.groupby(PAYMENT, as_index=False, observed=True)["cents"].sum()
    return summed.assign(usd=summed["cents"] / 100).drop(columns="cents")
