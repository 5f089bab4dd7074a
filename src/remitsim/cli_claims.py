"""``remitsim claims`` (list, run, report) and ``remitsim claim C21``."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    import pandas as pd

    from remitsim.claims.carrying import Carried
    from remitsim.claims.judging import Judged
    from remitsim.claims.sheet import Claim
    from remitsim.claims.stages import Stage

claims_app = typer.Typer(
    help="Claims of the report A/72/643: list them, run them all, make their page.", invoke_without_command=True,
    pretty_exceptions_enable=False,
)  # fmt: skip
out = Console()

Theme = Annotated[str, typer.Option("--theme", help='only this theme, as "recruitment"')]
StoreAt = Annotated[Path | None, typer.Option("--store", help="folder that keeps every finished run; the same again goes on")]
Contexts = Annotated[int | None, typer.Option("--contexts", help="plausible contexts a world; 16 quick, 256 full")]
People = Annotated[int | None, typer.Option("--people", help="simulated people of every world")]
Worlds = Annotated[list[str] | None, typer.Option("--world", help="only these worlds; repeatable")]
Numbers = Annotated[list[str] | None, typer.Option("--claim", help="only these claims; repeatable")]
Jobs = Annotated[int | None, typer.Option("--jobs", help="threads; all cores if not said")]
Cluster = Annotated[str | None, typer.Option("--cluster", help="address of a dask scheduler")]
Full = Annotated[bool, typer.Option("--full/--quick", help="256 contexts and full sizes, or a first look in minutes")]
First = Annotated[int, typer.Option("--first", help="contexts of the eight claims that come first, with --core")]
Core = Annotated[bool, typer.Option("--core", help="the core set in two stages: eight claims over many contexts, then the rest")]
Rest = Annotated[int, typer.Option("--rest", help="contexts of the other claims, with --core")]
Tolerance = Annotated[float, typer.Option("--tolerance", help="times the tolerances of a plausible world, with --core")]
Tables = Annotated[Path | None, typer.Option("--tables", help="folder for the tables with what made them, as docs/verdicts")]
Screened = Annotated[Path | None, typer.Option("--screened", help="screening.csv: what it found is varied too, with --core")]
Second = Annotated[bool, typer.Option("--second", help="the second set too")]


@claims_app.callback()
def list_claims(context: typer.Context, theme: Theme = "") -> None:
    """List the claims with their worlds and what is asked of them."""
    from remitsim.claims.catalogue import all_claims, ledger, of_theme
    from remitsim.screen import rows_as_table

    if context.invoked_subcommand is not None:
        return
    chosen = of_theme(theme) if theme else all_claims()
    rows = [{"claim": number, "paragraph": one.paragraph, "theme": one.theme, "says": one.claim,
             "worlds": ", ".join(one.worlds)} for number, one in chosen.items()]  # fmt: skip
    rows += [{"claim": entry.number, "paragraph": entry.paragraph, "theme": entry.theme, "says": entry.claim,
              "worlds": entry.verdict} for entry in ledger() if not theme or theme.lower() in entry.theme.lower()]  # fmt: skip
    out.print(rows_as_table("", rows))


def claim(
    number: Annotated[str, typer.Argument(help="a claim's number, as C21, or a claim's file")],
    full: Full = False, store: StoreAt = None, contexts: Contexts = None, people: People = None, worlds: Worlds = None,
    jobs: Jobs = None, cluster: Cluster = None,
    page: Annotated[Path | None, typer.Option("--out", help="folder for the page")] = None,
) -> None:  # fmt: skip
    """Put one claim to the test and print its verdict."""
    from remitsim.claims.catalogue import find_claim
    from remitsim.claims.check import check_all
    from remitsim.claims.claim import run_claims

    chosen = find_claim(number)
    check_all([chosen])
    judged, carried = run_claims([chosen], not full, store, contexts, people, worlds or (), jobs, None, cluster)
    _tell(judged)
    if page is not None:
        _page(judged, carried, page)


@claims_app.command("run")
def run_all(
    store: Annotated[Path, typer.Option("--store", help="folder that keeps every finished run")],
    full: Full = False, theme: Theme = "", numbers: Numbers = None, contexts: Contexts = None, people: People = None,
    worlds: Worlds = None, jobs: Jobs = None, cluster: Cluster = None, second: Second = False,
    core: Core = False, first: First = 128, rest: Rest = 64, tolerance: Tolerance = 1.0, screened: Screened = None,
    tables: Tables = None,
    page: Annotated[Path | None, typer.Option("--out", help="folder for the page")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="print the plan of --core and run nothing")] = False,
) -> None:  # fmt: skip
    """Run all claims on one table of runs a world; what the store holds is not run again."""
    from remitsim.claims.claim import run_claims

    chosen = _chosen(theme, numbers, second)
    if core:
        stages = _stages(chosen, second, first, rest, people, worlds or (), full, tolerance, screened)
        judged, carried = _run_stages(chosen, stages, store, jobs, cluster, plan)
    else:
        judged, carried = run_claims(chosen, not full, store, contexts, people, worlds or (), jobs, None, cluster)
    if not plan:
        _tell(judged)
        _keep(judged, carried, page, tables)
    if any(each.stopped for each in carried):
        raise typer.Exit(130)


def _run_stages(
    chosen: Sequence[Claim], stages: Sequence[Stage], store: Path, jobs: int | None, cluster: str | None, plan_only: bool
) -> tuple[list[Judged], list[Carried]]:
    from remitsim.claims.carrying import store_at
    from remitsim.claims.claim import judged_of
    from remitsim.claims.stages import carried_of, table_of_stages
    from remitsim.progress import Bar
    from remitsim.screen import rows_as_table

    rows = table_of_stages(stages, store_at(store), jobs)
    shown = [{key: f"{v:.0f}" if isinstance(v, float) else str(v) for key, v in row.items()} for row in rows]
    out.print(rows_as_table("", shown))
    runs, done = (sum(row[name] for row in rows) for name in ("runs", "done"))
    out.print(f"{runs} runs, {done} done, about {sum(row['minutes'] for row in rows):.0f} minutes left; the same command goes on")
    carried = [] if plan_only else list(carried_of(stages, store, jobs, Bar(), cluster))
    return judged_of(chosen, carried), carried


def _stages(
    chosen: Sequence[Claim], second: bool, first: int, rest: int, people: int | None, worlds: Sequence[str], full: bool,
    tolerance: float, screened: Path | None,
) -> tuple[Stage, ...]:  # fmt: skip
    from remitsim.claims.stages import stages_of
    from remitsim.sheets.trouble import Problem, ScenarioError

    try:
        return stages_of(chosen, first, rest, people, worlds, not full, tolerance, _screened(screened), _beside(chosen, second))
    except ValueError as error:
        raise ScenarioError([Problem("--rest", None, "", str(rest), str(error))]) from None


@claims_app.command()
def report(
    store: Annotated[Path, typer.Option("--store", help="folder of the runs")],
    folder: Annotated[Path | None, typer.Option("--out", help="folder for the page")] = None,
    full: Full = False, theme: Theme = "", numbers: Numbers = None, contexts: Contexts = None, people: People = None,
    worlds: Worlds = None, second: Second = False, core: Core = False, first: First = 128, rest: Rest = 64,
    tolerance: Tolerance = 1.0, screened: Screened = None, tables: Tables = None,
) -> None:  # fmt: skip
    """Make one page of all claims from the runs of a store: the ledger, each claim with picture and table, tensions."""
    from remitsim.claims.claim import judged_of, read_claims
    from remitsim.claims.stages import read_stages

    chosen = _chosen(theme, numbers, second)
    if core:
        stages = _stages(chosen, second, first, rest, people, worlds or (), full, tolerance, screened)
        carried = read_stages(stages, store)
        judged = judged_of(chosen, carried)
    else:
        judged, carried = read_claims(chosen, store, not full, contexts, people, worlds or ())
    _tell(judged)
    _keep(judged, carried, folder, tables)


@claims_app.command()
def screen(
    store: Annotated[Path, typer.Option("--store", help="folder that keeps every finished run")],
    table: Annotated[Path, typer.Option("--table", help="file for the table, as docs/verdicts/screening.csv")],
    trajectories: Annotated[int, typer.Option("--trajectories", min=2, help="Morris trajectories a world")] = 4,
    people: People = None, worlds: Worlds = None, jobs: Jobs = None, cluster: Cluster = None,
) -> None:  # fmt: skip
    """Find the parameters that no claim names and that move the effects of the eight first claims, group by group."""
    from remitsim.claims.carrying import store_at
    from remitsim.claims.screening import keep_screening, summary
    from remitsim.claims.screening import screen as screen_world
    from remitsim.claims.stages import screenings_of
    from remitsim.progress import Bar
    from remitsim.screen import rows_as_table

    kept, told, stopped = store_at(store), [], False
    for plan in screenings_of(_chosen("", None, False), trajectories, people, worlds or ()):
        rows, stopped = screen_world(plan, kept, jobs, Bar(), cluster)
        told.append(rows)
        if stopped:
            break
    out.print(rows_as_table("", summary(keep_screening(told, table))))
    out.print(f"Table: {table}", soft_wrap=True)
    if stopped:
        raise typer.Exit(130)


def _beside(chosen: Sequence[Claim], second: bool) -> list[Claim]:
    """All claims that share the tables of runs with those chosen."""
    from remitsim.claims.catalogue import all_claims

    return [one for one in all_claims().values() if second or not one.second_set or one in chosen]


def _screened(table: Path | None) -> pd.DataFrame | None:
    """A screening's table. Raises ScenarioError if it is none."""
    from remitsim.claims.screening import read_screening

    return read_screening(table) if table is not None else None


def _chosen(theme: str, numbers: Sequence[str] | None, second: bool) -> list[Claim]:
    """The claims meant, checked. Raises ScenarioError with everything that is wrong in them."""
    from remitsim.claims.catalogue import all_claims, find_claim, of_theme
    from remitsim.claims.check import check_all

    if numbers:
        chosen = [find_claim(number) for number in numbers]
    else:
        every = of_theme(theme) if theme else all_claims()
        chosen = [one for one in every.values() if second or not one.second_set]
    check_all(chosen)
    return chosen


def _keep(judged: Sequence[Judged], carried: Sequence[Carried], page: Path | None, tables: Path | None) -> None:
    from remitsim.claims.keeping import ledger_markdown, write_tables

    if page is not None:
        _page(judged, carried, page)
    if tables is not None:
        out.print(f"Tables: {write_tables(judged, carried, tables, f'remitsim {shlex.join(sys.argv[1:])}')}", soft_wrap=True)
        typer.echo(ledger_markdown(judged, carried))


def _page(judged: Sequence[Judged], carried: Sequence[Carried], folder: Path) -> None:
    from remitsim.claims_page import write_claims_page

    command = f"remitsim {shlex.join(sys.argv[1:])}"
    out.print(f"Page: {write_claims_page(judged, carried, folder, command)}", soft_wrap=True)


def _tell(judged: Sequence[Judged]) -> None:
    from remitsim.claims.judging import table_of
    from remitsim.claims_page import MEANS
    from remitsim.screen import rows_as_table

    table = table_of(judged)
    if not len(table):
        out.print("No run is finished yet")
        return
    told = table[list(MEANS)].rename(columns=MEANS)
    rows = [{str(key): f"{v:.3g}" if isinstance(v, float) else str(v) for key, v in row.items()}
            for row in told.to_dict("records")]  # fmt: skip
    out.print(rows_as_table("", rows))
