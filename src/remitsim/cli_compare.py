"""The commands that compare: ``remitsim compare`` and ``remitsim credit``."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from remitsim.sheets.trouble import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

out = Console()
err = Console(stderr=True)

World = Annotated[str, typer.Argument(help="a world by name (see `remitsim list`) or a scenario file")]
People = Annotated[int | None, typer.Option(help="simulated people, about")]
Months = Annotated[int | None, typer.Option(help="months after month 0, at least 12")]
Out = Annotated[Path | None, typer.Option("--out", help="folder that keeps runs, tables and the page")]
COMPARISONS = Path("comparisons")  # a comparison takes minutes: without --out it is kept here, under its world's name
Force = Annotated[bool, typer.Option("--force", help="write into a folder that already holds something else")]
Options = Annotated[list[str], typer.Argument(help='ready policies or files; join parts with +, as "a + b"; none is no policy')]
Populations = Annotated[int, typer.Option(help="draws of people, each burnt in once")]
Lucks = Annotated[int, typer.Option(help="lucks from month 0 on, for each population")]
Dollars = Annotated[bool, typer.Option("--dollars", help="money in US dollars of 2017, not in the host's currency")]
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
    dollars: Dollars = False, jobs: Jobs = None, folder: Out = None, force: Force = False,
) -> None:  # fmt: skip
    """Compare options on the same people with the same luck. Runs, tables and the page: --out, else comparisons/WORLD."""
    from remitsim import comparing
    from remitsim.progress import Bar
    from remitsim.report.on_screen import on_screen
    from remitsim.report.write import tell, write

    wrong: list[Problem] = []
    folder = folder or COMPARISONS / Path(world).stem
    weights, share = _weights(expected, wrong), _share(until, wrong)
    if wrong:
        raise ScenarioError(wrong)
    try:
        told = comparing.compare(
            world, options, baseline=baseline, populations=populations, lucks=lucks, contexts=contexts, expected=weights,
            until=share, out=folder, people=people, months=months, by=tuple(by or ()), jobs=jobs, progress=Bar(), force=force,
            question=question, command=shlex.join(["remitsim", *sys.argv[1:]]))  # fmt: skip
    except comparing.NothingYet as stop:
        _stopped(folder, stop.kept)
    except KeyboardInterrupt:
        _stopped(folder, None)
    page = write(told, folder, dollars)
    out.print(on_screen(tell(told, dollars)))
    out.print(Text(f"Page: {page}\nRuns and tables: {folder}"))
    if told.meta["stopped"]:
        _stopped(folder, told.meta["runs_done"] + told.meta["runs_before"])


def credit(
    world: World, package: Annotated[str, typer.Argument(help='"a + b + c": two to four policies')], people: People = None,
    months: Months = None, populations: Populations = 5, lucks: Lucks = 4, jobs: Jobs = None, folder: Out = None,
    force: Force = False,
) -> None:  # fmt: skip
    """Split a package's effect among its parts, whatever their order; --out keeps runs and the table."""
    from remitsim.comparing import NothingYet
    from remitsim.comparing.credit import credit as order_free
    from remitsim.progress import Bar

    try:
        table = order_free(world, package, populations=populations, lucks=lucks, out=folder, people=people, months=months,
                           jobs=jobs, progress=Bar(), force=force)  # fmt: skip
    except NothingYet as stop:
        _stopped(folder, stop.kept)
    except KeyboardInterrupt:
        _stopped(folder, None)
    out.print(credit_table(table))
    out.print(Text(f"Runs and the table (credit.csv): {folder}" if folder is not None else
                   "Nothing was kept: --out FOLDER keeps runs and the table."))  # fmt: skip


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


def _stopped(folder: Path | None, kept: int | None) -> NoReturn:
    """Say what is kept and how to go on, and leave as a stopped command does."""
    runs = "Finished runs are" if kept is None else f"{kept} finished run{' is' if kept == 1 else 's are'}"
    err.print(f"Stopped. {runs} kept in {folder}: the same command goes on from there." if folder is not None
              else "Stopped, and nothing is kept: with --out FOLDER the same command would go on where it stopped.",
              style="red", markup=False, soft_wrap=True)  # fmt: skip
    raise typer.Exit(130)


def credit_table(table: pd.DataFrame) -> Table:
    """Parts by number, with intervals; below each number a line a part."""
    from remitsim.report.telling import scaled

    caption = (f"Mean over every order in which the parts could come; {int(table['pairs'].max())} pairs. Interval: 95 %, by "
               "bootstrap over populations, lucks within. Money in US dollars of 2017.")  # fmt: skip
    shown = Table(title="Order-free credit", title_justify="left", title_style="bold", box=None, pad_edge=False,
                  padding=(0, 2, 0, 0), header_style="bold", caption=caption, caption_justify="left")  # fmt: skip
    shown.add_column("", overflow="fold", max_width=40)
    shown.add_column("adds", justify="right")
    shown.add_column("interval", justify="right")
    for key in dict.fromkeys(table["key"]):
        rows = table[table["key"] == key]
        scale = scaled(rows["value"], str(rows["unit"].iloc[0]))
        shown.add_row(Text(f"{rows['label'].iloc[0]}, {scale.unit}", style="bold"))
        for row in rows.to_dict("records"):
            value, low, high = (float(row[name]) for name in ("value", "low", "high"))
            shown.add_row(Text(f"  {row['part']}"), Text(scale.tell(value, low, high, signed=True)),
                          Text(scale.interval(low, high), style="dim"))  # fmt: skip
    return shown
