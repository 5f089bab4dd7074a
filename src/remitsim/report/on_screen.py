"""A comparison on a terminal: the first page's eight numbers in the same words, for 80 columns and more."""

from __future__ import annotations

from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from remitsim.report.brief import Told, headline_rows, sign_example
from remitsim.report.cautions import cautions
from remitsim.report.keys import YARDSTICK, Key

SIDE_BY_SIDE = 3  # options that fit beside each other on 80 columns; more stand below each other
LONGEST_NAME = 30


def on_screen(told: Told) -> Group:
    """The eight numbers of every option with intervals and sign counts, then what to know before leaning on them."""
    rows, keys = headline_rows(told), told.options
    tables = [_beside(rows, keys)] if len(keys) <= SIDE_BY_SIDE else [_below(row, keys) for row in rows]
    warned = [Text(words, style="yellow") for words in cautions(told)]
    title = Text(str(told.comparison.meta["title"]), style="bold")
    return Group(title, *tables, Text(), Text(_legend(told), style="dim"), *warned)


def _plain_table() -> Table:
    return Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))


def _beside(rows: list[dict[str, Any]], keys: list[Key]) -> Table:
    """Numbers as rows, options as columns."""
    table = _plain_table()
    table.add_column("")
    for key in keys:
        table.add_column(Text(_name(key)), justify="right", overflow="fold")
    for row in rows:
        cells = [_lines(cell["value"], cell["interval"], _signs(cell)) for cell in row["cells"]]
        table.add_row(_lines(row["label"], row["unit"]), *cells)
    return table


def _below(row: dict[str, Any], keys: list[Key]) -> Table:
    """One number, a line an option."""
    table = _plain_table()
    unit = f", {row['unit']}" if row["unit"] else ""
    table.title, table.title_justify, table.title_style = Text(f"\n{row['label']}{unit}"), "left", "bold"
    table.show_header = False
    table.add_column(width=min(LONGEST_NAME, max(len(_name(key)) for key in keys)), overflow="fold")
    for least, side in ((8, "right"), (18, "right"), (15, "left")):
        table.add_column(min_width=least, justify=side)  # type: ignore[arg-type]
    for key, cell in zip(keys, row["cells"], strict=True):
        dim = [Text(words, style="dim") for words in (cell["interval"], _signs(cell))]
        table.add_row(Text(_name(key)), Text(cell["value"]), *dim)
    return table


def _name(key: Key) -> str:
    return f"{key.name} ({YARDSTICK})" if key.yardstick else key.name


def _signs(cell: dict[str, str]) -> str:
    return ", ".join(words for words in (cell["word"], cell["signs"]) if words)


def _lines(first: str, *rest: str) -> Text:
    told = Text(first)
    for words in rest:
        if words:
            told.append(f"\n{words}", style="dim")
    return told


def _legend(told: Told) -> str:
    meta = told.comparison.meta
    contexts = int(meta.get("contexts", 0) or 0)
    run = int(meta.get("contexts_run", contexts) or contexts)
    of_run = "" if run == contexts else f" ({run} were run)"
    example = sign_example(contexts)
    signs = f" “{example}”: same sign in {example} other plausible contexts{of_run}." if contexts else ""
    interval = str(meta.get("interval", "")).partition(";")[0]
    pairs = int(meta.get("pairs", 0) or 0)
    ends = f"beneath or beside each number its {interval}; unclear: it holds nought" if pairs > 1 else "no intervals"
    return (f"Against {told.comparison.baseline}, {pairs} pair{'s' if pairs != 1 else ''}; {ends}."
            f"{signs} {told.currency.says} Before calibration: directions and sizes, no forecasts.")
