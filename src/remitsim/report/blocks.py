"""What sections share: named arms, signed cells, captions that say what an interval is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from remitsim.report.brief import Told
from remitsim.report.telling import number, place_name, step_of

INTERVAL = {"low": "low", "high": "high"}


def named(told: Told, table: pd.DataFrame) -> pd.DataFrame:
    """The table with letters and titles of arms in place of their names."""
    full = {key.name: key.full for key in told.keys}
    told_places = {name: table[name].astype(str).map(place_name) for name in ("place", "host") if name in table}
    return table.assign(arm=table["arm"].map(full).fillna(table["arm"]), **told_places)


def signed(table: pd.DataFrame, *columns: str) -> dict[str, Callable[[Any], str]]:
    """Cells of these columns told to three digits, signed."""
    return {name: lambda value: "–" if pd.isna(value) else number(float(value), step_of(float(value)), signed=True)
            for name in columns if name in table}  # fmt: skip


def caption(told: Told, words: str) -> str:
    """A caption that ends with what the bars are."""
    interval = str(told.comparison.meta.get("interval") or "95 % interval by bootstrap over populations, lucks within")
    return f"{words} Bars: {interval.partition(';')[0]}."
