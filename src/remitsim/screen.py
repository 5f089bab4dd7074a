"""What the command line prints: one screen after a run, and the pages of `explain`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from remitsim.indicators import find
from remitsim.results import YEAR, Results

# what fits one screen; all headlines are in headline.csv
ON_SCREEN = (
    "migrants", "irregular", "arrivals", "exits", "wage_migrant", "wage_native", "unemployment_native",
    "sdg_10_7_1_mean", "in_debt", "forced_labour", "sent", "sending_cost", "remitted_share", "sdg_10_c_1_200",
    "consumption_head", "poverty_830", "treasury_balance", "income_born",
)  # fmt: skip


def number(value: float) -> str:
    """A number as a person would write it: three figures that count, or whole thousands."""
    if math.isnan(value):
        return "-"
    if abs(value) >= 1e9:
        return f"{value / 1e9:,.3g} bn"
    if abs(value) >= 1e7:
        return f"{value / 1e6:,.4g} m"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def start_and_end(results: Results) -> tuple[pd.DataFrame, str, str]:
    """Headline figures of the whole world in the first and last full year (under two years: month), and their names."""
    months = int(results.manifest["months"])
    if months >= 2 * YEAR:
        told, key, last = results.yearly(ON_SCREEN), "year", months // YEAR
    else:
        told, key, last = results.table(ON_SCREEN), "month", months - 1
    told = told[told["place"] == "world"]
    first = int(told[key].min()) if len(told) else 0
    both = told[told[key].isin([first, last])]
    wide = both.pivot_table(index=["indicator", "unit"], columns=key, values="value", sort=False).reset_index()
    return wide, f"{key} {first}", f"{key} {last}"


def after_run(results: Results, folder: Path | None) -> Group:
    """Headline figures at the start and the end, and where the files lie."""
    made = results.manifest
    parts: list[Any] = [Text(str(made["title"]), style="bold"), Text(_counts(made))]
    if made["months"]:
        wide, first, last = start_and_end(results)
        table = Table(box=None, pad_edge=False, header_style="dim")
        for name, side in (("", "left"), (first, "right"), (last, "right"), ("unit", "left")):
            table.add_column(name, justify=side)  # type: ignore[arg-type]
        ends = [column for column in wide.columns if column not in ("indicator", "unit")]
        for _, row in wide.iterrows():
            table.add_row(find(row["indicator"]).label, number(row[ends[0]]), number(row[ends[-1]]), row["unit"])
        parts.append(table)
    parts.append(Text(_where(folder)))
    return Group(*parts)


def _counts(made: dict[str, Any]) -> str:
    early = f", stopped after {made['months']} of {made['months_asked']}" if made["stopped_early"] else ""
    return (
        f"{made['rows']['persons']:,} simulated people stand for {number(made['real_people'])} real ones; "
        f"{made['months']} months{early} in {made['seconds']:.1f} s; seed {made['seed']}, luck {made['luck']}; "
        f"money in US dollars of 2017"
    )


def _where(folder: Path | None) -> str:
    if folder is None:
        return "Nothing was kept: --out FOLDER keeps tables, pictures and what is needed to make them again."
    pictures = f"\nPictures: {folder / 'figures'}" if (folder / "figures").is_dir() else ""
    return f"Tables and manifest: {folder}{pictures}"


def rows_as_table(title: str, rows: Sequence[dict[str, Any]], columns: Sequence[str] = ()) -> Table:
    """Rows as a plain table."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, header_style="dim", pad_edge=False)
    names = list(columns or (rows[0] if rows else ()))
    for name in names:
        numeric = bool(rows) and all(isinstance(row.get(name), (int, float)) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in names))
    return table


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.5g}" if isinstance(value, float) else escape(str(value))


def print_explained(console: Console, told: dict[str, Any]) -> None:
    """All that `explain.explain` tells, page by page."""
    console.print(Text(told["title"], style="bold"))
    if told["about"]:
        console.print(told["about"], markup=False)
    console.print(f"Hosts: {', '.join(told['hosts'])}. Origins: {', '.join(told['origins'])}.\n")
    console.print(rows_as_table("The month, in order", told["month"]), "")
    console.print(rows_as_table("People", told["people"]), "")
    kept = "kept from an earlier run" if told["burnt_in"] else "not yet made"
    console.print(
        f"Expected: {_time(told['seconds'])} and {told['bytes'] / 1e6:,.0f} MB of tables for {told['run']['months']} "
        f"months after {told['run']['burn_in']} of burn-in ({kept}).\n"
    )
    console.print(rows_as_table("Anchors: levels learned in burn-in, then frozen", told["anchors"]), "")
    console.print(rows_as_table("Inputs of this world", told["inputs"]), "")
    if told["fallbacks"]:
        console.print(Text("Fallbacks where no file holds a figure", style="bold"))
        console.print("\n".join(f"- {line}" for line in told["fallbacks"]) + "\n", markup=False)
    console.print(rows_as_table("Published files", told["files"]), "")
    console.print(rows_as_table("Parameters of behaviour", told["parameters"]))


def _time(seconds: float) -> str:
    return f"about {seconds / 60:.0f} minutes" if seconds >= 90 else f"about {max(1.0, seconds):.0f} seconds"
