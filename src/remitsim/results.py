"""What a run tells: tidy tables with units and rows, pictures, and a folder of files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from remitsim.bands import AT_MONTH_0
from remitsim.blocks import ALL, Places
from remitsim.indicators import INDICATORS, Indicator, find, headlines
from remitsim.reading import Reader, Series

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from remitsim.blocks import Block
    from remitsim.entries import FlowEntries

COLUMNS = ("month", "place", "band", "group", "indicator", "value", "unit", "rows", "few")
FEW = 30
YEAR = 12


@dataclass
class Results:
    """Everything collected of one run.

    ``blocks``: monthly sums (`blocks.Block`) by name, cohorts by year. ``flows``: every payment by cell of the
    books. ``sorted_rows``: figures that needed people in order. ``manifest``: what made the run, by the caller.
    """

    places: Places
    blocks: dict[str, Block]
    flows: FlowEntries
    sorted_rows: list[dict[str, Any]]
    manifest: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def _reader(self) -> Reader:
        flows = self.flows.block(self.places, self.blocks["people"].months)
        return Reader(self.places, {**self.blocks, "flows": flows})

    def bands(self) -> tuple[str, ...]:
        """Every band that `table` may cut by; those fixed at month 0 say so and come by year."""
        known = [band for block in self._reader.blocks.values() for band in block.bands]
        return tuple(band for band in dict.fromkeys(known) if band != ALL)

    def read(self, entry: Indicator, band: str, yearly: bool = True) -> Series | None:
        """Values of an indicator by year (or month) as arrays, whole (``all``) or by a band; None if it has no such band."""
        return self._reader.read(entry, band, yearly=yearly and not band.endswith(AT_MONTH_0))

    def table(
        self,
        indicator: str | Iterable[str] | None = None,
        place: str | Iterable[str] | None = None,
        by: str | None = None,
    ) -> pd.DataFrame:
        """Tidy monthly table: month, place, band, group, indicator, value, unit, rows, few.

        ``by``: a band as it is in the month (sex, status, schooling, trade, ...), or one fixed at month 0 (``"age"``,
        ``"status at month 0"``, ``"sex x months of stay"``): then ``month`` is the first of a year, and values are
        of a mean month of it (-12: the state before month 0). ``few`` marks cells of under 30 simulated rows.
        """
        band = ALL if by is None else self._band(by)
        parts = [self._lines(entry, band) for entry in _chosen(indicator)]
        parts = [part for part in parts if len(part)]
        if not parts:
            return pd.DataFrame(columns=list(COLUMNS))
        told = pd.concat(parts, ignore_index=True)
        if place is not None:
            told = told[told["place"].isin([place] if isinstance(place, str) else list(place))]
        return told.reset_index(drop=True)

    def series(self, indicator: str, place: str = "world", group: str = ALL, by: str | None = None) -> pd.Series[float]:
        """One indicator of one place (and group) over months."""
        told = self.table(indicator, place, by)
        chosen = told[told["group"] == group]
        return pd.Series(chosen["value"].to_numpy(), index=chosen["month"].to_numpy(), name=indicator)

    def yearly(self, indicator: str | Iterable[str] | None = None, by: str | None = None) -> pd.DataFrame:
        """By year (1, 2, ...): flows summed, stocks averaged, means and shares over all the year's months.

        ``by``: a band as it is in the month; those fixed at month 0 are by year in `table` already.
        """
        band = ALL if by is None else self._band(by)
        parts = [self._year_lines(entry, band) for entry in _chosen(indicator)]
        parts = [part for part in parts if len(part)]
        columns = ["year", *COLUMNS[1:]]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)

    def headline(self) -> pd.DataFrame:
        """The headline indicators by year."""
        return self.yearly([entry.name for entry in headlines()])

    def flow_table(self) -> pd.DataFrame:
        """Who paid whom, by month: payer, payee, flow, host, origin, sex, status, trade, cents."""
        return self.flows.table(self.places)

    def flow_matrix(self, first: int | None = None, last: int | None = None) -> pd.DataFrame:
        """What each sector (row) paid to each other (column) over these months (default: the last twelve), USD."""
        months = self.blocks["people"].months
        end = int(months[-1]) if last is None else last
        return self.flows.matrix(end - YEAR + 1 if first is None else first, end)

    def plot(self, name: str) -> Figure:
        """A figure by name; `remitsim.figures.FIGURES` lists them."""
        from remitsim.figures import draw

        return draw(self, name)

    def save(self, folder: str | Path, figures: bool = True) -> Path:
        """Write indicators.parquet, headline.csv, flows.parquet, manifest.json, and figures as PNG and SVG."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        self.table().to_parquet(target / "indicators.parquet", index=False)
        self.headline().to_csv(target / "headline.csv", index=False)
        self.flow_table().to_parquet(target / "flows.parquet", index=False)
        (target / "manifest.json").write_text(json.dumps(self.manifest, indent=2, default=str) + "\n")
        if figures:
            from remitsim.figures import save_all

            save_all(self, target / "figures")
        return target

    def _repr_html_(self) -> str:
        told = self.headline()
        told = told[(told["place"] == "world") & told["year"].isin([told["year"].min(), told["year"].max()])]
        wide = told.pivot_table(index=["indicator", "unit"], columns="year", values="value", sort=False)
        wide.columns = [f"year {year}" for year in wide.columns]
        return str(wide.to_html(float_format=lambda value: f"{value:,.3g}"))

    def _band(self, by: str) -> str:
        known = self.bands()
        for name in (by, by + AT_MONTH_0):
            if name in known:
                return name
        raise ValueError(f"no band {by!r} was kept; there are: {', '.join(known)}; crosses are asked of the Collector")

    def _lines(self, entry: Indicator, band: str) -> pd.DataFrame:
        if entry.kind == "sorted":
            return self._sorted_lines(entry, band)
        series = self._reader.read(entry, band)
        return _tidy(entry, series, self.places, band) if series is not None else pd.DataFrame()

    def _sorted_lines(self, entry: Indicator, band: str) -> pd.DataFrame:
        lines = [line for line in self.sorted_rows if line["indicator"] == entry.name and line["band"] == band]
        told = pd.DataFrame(lines, columns=["month", "place", "band", "group", "indicator", "value", "rows"])
        return _marked(told[told["value"].notna()].assign(unit=entry.unit))

    def _year_lines(self, entry: Indicator, band: str) -> pd.DataFrame:
        if entry.kind == "sorted":
            told = self._sorted_lines(entry, band)
            told = told[told["month"] % YEAR == 0]
        else:
            series = self._reader.read(entry, band, yearly=True)
            told = _tidy(entry, series, self.places, band) if series is not None else pd.DataFrame()
            if entry.kind == "sum" and entry.flow and len(told):
                told["unit"] = told["unit"].str.replace("a month", "a year")
        if not len(told):
            return pd.DataFrame()
        told = told.assign(year=told["month"] // YEAR + 1)
        return told[["year", *COLUMNS[1:]]]


def _chosen(indicator: str | Iterable[str] | None) -> list[Indicator]:
    if indicator is None:
        return list(INDICATORS.values())
    return [find(name) for name in ([indicator] if isinstance(indicator, str) else indicator)]


def _marked(told: pd.DataFrame) -> pd.DataFrame:
    told = told.assign(few=told["rows"].notna() & (told["rows"] < FEW))
    return told[list(COLUMNS)]


def _tidy(entry: Indicator, series: Series, places: Places, band: str) -> pd.DataFrame:
    """Long table of an array (months, places, groups); cells without a value are left out."""
    known = np.isfinite(series.values)
    if entry.only == "hosts":
        known &= np.isin(np.array(places.names), ("world", *places.hosts))[None, :, None]
    month, place, group = np.nonzero(known)
    told = pd.DataFrame({
        "month": series.months[month], "place": np.array(places.names)[place], "band": band,
        "group": np.array(series.groups)[group], "indicator": entry.name,
        "value": series.values[month, place, group], "unit": entry.unit, "rows": series.rows[month, place, group],
    })  # fmt: skip
    return _marked(told)
