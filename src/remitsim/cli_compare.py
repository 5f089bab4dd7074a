"""The commands that compare: ``remitsim compare`` and ``remitsim credit``."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from remitsim.sheets.trouble import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from remitsim.comparing.comparison import Comparison

out = Console()

World = Annotated[str, typer.Argument(help="a world by name (see `remitsim list`) or a scenario file")]
People = Annotated[int | None, typer.Option(help="simulated people, about")]
Months = Annotated[int | None, typer.Option(help="months after month 0, at least 12")]
Out = Annotated[Path | None, typer.Option("--out", help="folder that keeps runs, tables and the page")]
Force = Annotated[bool, typer.Option("--force", help="write into a folder that already holds something else")]
Options = Annotated[list[str], typer.Argument(help='ready policies or files; join parts with +, as "a + b"; none is no policy')]
Populations = Annotated[int, typer.Option(help="draws of people, each burnt in once")]
Lucks = Annotated[int, typer.Option(help="lucks from month 0 on, for each population")]
Jobs = Annotated[int | None, typer.Option(help="runs at once; all cores if not given")]


def compare(
    world: World, options: Options, people: People = None, months: Months = None,
    baseline: Annotated[str | None, typer.Option(help="the option that others are compared with")] = None,
    populations: Populations = 5, lucks: Lucks = 4,
    contexts: Annotated[int, typer.Option(help="other people and parameters, each run once an option; 0 for none")] = 16,
    expected: Annotated[str | None, typer.Option(
        help="weights at which a regularisation is expected again, as 0,0.1,0.3,0.6,1")] = None,
    until: Annotated[str | None, typer.Option(help="add pairs until every headline interval is so narrow, as 1%")] = None,
    by: Annotated[list[str] | None, typer.Option(help="cut every figure by a band too, as sex; repeatable")] = None,
    question: Annotated[str, typer.Option(help="the question, in your words, for the page")] = "",
    jobs: Jobs = None, folder: Out = None, force: Force = False,
) -> None:  # fmt: skip
    """Compare options on the same people with the same luck; --out keeps runs, tables and the page."""
    from remitsim import comparing
    from remitsim.progress import Bar

    wrong: list[Problem] = []
    weights, share = _weights(expected, wrong), _share(until, wrong)
    if wrong:
        raise ScenarioError(wrong)
    told = comparing.compare(
        world, options, baseline=baseline, populations=populations, lucks=lucks, contexts=contexts, expected=weights,
        until=share, out=folder, people=people, months=months, by=tuple(by or ()), jobs=jobs, progress=Bar(), force=force,
        question=question, command=shlex.join(["remitsim", *sys.argv[1:]]))  # fmt: skip
    page = _page(told, folder)
    out.print(on_screen(told))
    out.print(_where(folder, page))


def credit(
    world: World, package: Annotated[str, typer.Argument(help='"a + b + c": two to four policies')], people: People = None,
    months: Months = None, populations: Populations = 5, lucks: Lucks = 4, jobs: Jobs = None, folder: Out = None,
    force: Force = False,
) -> None:  # fmt: skip
    """Split a package's effect among its parts, whatever their order; --out keeps runs and the table."""
    from remitsim.comparing.credit import credit as order_free
    from remitsim.progress import Bar

    table = order_free(world, package, populations=populations, lucks=lucks, out=folder, people=people, months=months,
                       jobs=jobs, progress=Bar(), force=force)  # fmt: skip
    out.print(credit_table(table))


def _weights(text: str | None, wrong: list[Problem]) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.split(",")) if text else ()
    except ValueError:
        wrong.append(Problem("--expected", None, "", text, "expected weights from 0 to 1, commas between, as 0,0.1,0.3,0.6,1"))
        return ()


def _share(text: str | None, wrong: list[Problem]) -> float | None:
    if text is None:
        return None
    try:
        share = float(text.removesuffix("%")) / 100
    except ValueError:
        share = 0.0
    if share <= 0:
        wrong.append(Problem("--until", None, "", text, "expected a per cent, as 1%"))
    return share


def _page(told: Comparison, folder: Path | None) -> Path | None:
    """The page beside the tables, where the house can write one."""
    if folder is None or find_spec("remitsim.report.write") is None:
        return None
    from remitsim.report.write import write

    return write(told, folder)


def _where(folder: Path | None, page: Path | None) -> Text:
    if folder is None:
        return Text("Nothing was kept: --out FOLDER keeps runs, tables and the page, so that another option can be added.")
    return Text(f"Page: {page}\nRuns and tables: {folder}" if page else f"Runs and tables: {folder}")


def on_screen(told: Comparison) -> Table:
    """The eight numbers of every option with intervals and sign counts."""
    from remitsim.screen import number

    options = list(dict.fromkeys(told.headline["arm"]))
    meta = told.meta
    caption = (f"Against {told.baseline}, {meta['pairs']} pairs; brackets: {meta['interval']}. Money in US dollars "
               f"of 2017. Before calibration: directions and sizes, no forecasts.")  # fmt: skip
    table = Table(title=meta["title"], title_justify="left", title_style="bold", caption=caption, caption_justify="left",
                  box=None, pad_edge=False, header_style="bold")  # fmt: skip
    table.add_column("")
    for name in options:
        table.add_column(name, overflow="fold")
    for key in dict.fromkeys(told.headline["key"]):
        rows = told.headline[told.headline["key"] == key].set_index("arm")
        cells = [_cell(rows.loc[name], number) if name in rows.index else "-" for name in options]
        table.add_row(f"{rows['label'].iloc[0]}\n[dim]{rows['unit'].iloc[0]}[/dim]", *cells)
    return table


def _cell(row: Any, number: Callable[[float], str]) -> str:
    if row["value"] != row["value"]:
        return str(row["note"] or "-")
    ends = "no spread" if row["low"] == row["high"] else f"{number(row['low'])} to {number(row['high'])}"
    signs = f", sign {int(row['same_sign'])}/{int(row['contexts'])}" if row["contexts"] else ""
    return f"{number(row['value'])}\n[dim]{ends}{signs}[/dim]"


def credit_table(table: pd.DataFrame) -> Table:
    """Parts by number, with intervals."""
    from remitsim.screen import number

    shown = Table(title="Order-free credit", title_justify="left", title_style="bold", box=None, pad_edge=False)
    parts = list(dict.fromkeys(table["part"]))
    shown.add_column("")
    for part in parts:
        shown.add_column(part, overflow="fold")
    for key in dict.fromkeys(table["key"]):
        rows = table[table["key"] == key].set_index("part")
        cells = [f"{number(rows.loc[p, 'value'])}\n[dim]{number(rows.loc[p, 'low'])} to {number(rows.loc[p, 'high'])}[/dim]"
                 for p in parts]  # fmt: skip
        shown.add_row(f"{rows['label'].iloc[0]}\n[dim]{rows['unit'].iloc[0]}[/dim]", *cells)
    return shown
