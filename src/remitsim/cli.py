"""The command line: ``remitsim list | explain | run | schema``.

A user's mistakes end in exit code 2, without a traceback, all told at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from remitsim import cli_analysis, cli_batch, cli_claims, cli_compare
from remitsim import scenario as scenarios
from remitsim.scenario import Scenario, ScenarioError, load_scenario, parse_value

app = typer.Typer(
    help="An exact agent-based simulator of migration.", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False,
)  # fmt: skip
out = Console()
err = Console(stderr=True)

World = Annotated[str, typer.Argument(help="a world by name (see `remitsim list`) or a scenario file")]
People = Annotated[int | None, typer.Option(help="simulated people, about")]
Months = Annotated[int | None, typer.Option(help="months after month 0")]
BurnIn = Annotated[int | None, typer.Option("--burn-in", help="months before month 0 that settle levels")]
Seed = Annotated[int | None, typer.Option(help="names the population")]
Luck = Annotated[int | None, typer.Option(help="names the luck from month 0 on")]
Set = Annotated[
    list[str] | None, typer.Option("--set", help="set a value: path=value, as wages.bargaining_share=0.4; repeatable")
]
Out = Annotated[Path | None, typer.Option("--out", help="folder for tables, pictures and the manifest")]
By = Annotated[
    list[str] | None,
    typer.Option("--by", help='also keep yearly tables by bands fixed at month 0, as "sex x months of stay"'),
]
Policies = Annotated[
    list[str] | None, typer.Option("--policy", help="a ready policy (see `remitsim list`) or a file of policies; repeatable")
]
Force = Annotated[bool, typer.Option("--force", help="write into a folder that already holds something")]


def fail(lines: list[str]) -> NoReturn:
    """Tell every mistake and leave with exit code 2."""
    for line in lines:
        err.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(2)


@app.command("list")
def list_worlds() -> None:
    """List the worlds and the ready policies that come with the package."""
    from remitsim.policies.ready import read_ready, ready
    from remitsim.screen import rows_as_table

    read = [load_scenario(name) for name in scenarios.worlds()]
    rows = [{"world": s.name, "from": ", ".join(s.origins), "to": ", ".join(s.hosts), "title": s.title} for s in read]
    out.print(rows_as_table("", rows))
    out.print(rows_as_table("", [{"policy": name, "title": read_ready(name)["title"]} for name in ready()]))


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    sys.stdout.write(json.dumps(scenarios.schema(), indent=2) + "\n")


@app.command()
def explain(
    world: World, people: People = None, months: Months = None, burn_in: BurnIn = None, seed: Seed = None,
    values: Set = None, as_json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,
) -> None:  # fmt: skip
    """Tell what a world is before it runs: its month, people, time and memory, anchors, inputs, parameters.

    For an experiment: its runs, time, memory and disk.
    """
    from remitsim.explain import explain as tell
    from remitsim.screen import print_explained

    if cli_batch.is_experiment(world):
        cli_batch.explain_experiment(world, as_json)
        return
    scenario, wrong = read(world, _run_values(people, months, burn_in, seed, None), values or [])
    if scenario is None or wrong:
        fail(wrong)
    told = tell(scenario)
    if as_json:
        sys.stdout.write(json.dumps(told, indent=2, default=str) + "\n")
    else:
        print_explained(out, told)


@app.command()
def run(
    world: World, people: People = None, months: Months = None, burn_in: BurnIn = None, seed: Seed = None,
    luck: Luck = None, values: Set = None, policies: Policies = None, folder: Out = None, by: By = None, force: Force = False,
) -> None:  # fmt: skip
    """Run a world and print its headline figures; --out keeps tables and pictures."""
    from remitsim.bands import AT_MONTH_0, DEFAULT_CROSSES
    from remitsim.batches.compiling import make_ready
    from remitsim.progress import Bar
    from remitsim.run import run as run_scenario
    from remitsim.screen import after_run

    scenario, wrong = read(world, _run_values(people, months, burn_in, seed, luck), values or [], policies or [])
    wrong += folder_mistakes(folder, force) + band_mistakes(by or [])
    if scenario is None or wrong:
        fail(wrong)
    make_ready(scenario, Bar(err))
    crosses = (*DEFAULT_CROSSES, *(name for name in by or [] if " x " in name))
    results = run_scenario(scenario, out=folder, crosses=tuple(dict.fromkeys(crosses)))
    for name in by or []:
        table = results.table(by=name + AT_MONTH_0)
        if folder is not None:
            table.to_csv(folder / f"by {name}.csv", index=False)
    out.print(after_run(results, folder))
    if results.manifest["stopped_early"]:
        raise typer.Exit(130)


def _run_values(
    people: int | None, months: int | None, burn_in: int | None, seed: int | None, luck: int | None
) -> dict[str, Any]:
    given = {"people": people, "months": months, "burn_in": burn_in, "seed": seed, "luck": luck}
    return {f"run.{name}": value for name, value in given.items() if value is not None}


def read(
    world: str, run_values: dict[str, Any], texts: list[str], policies: Sequence[str] = ()
) -> tuple[Scenario | None, list[str]]:
    """The scenario with policies and values laid over it, and every mistake found on the way."""
    from remitsim.policies.ready import values_of
    from remitsim.run import policies_of

    laid, wrong = dict(run_values), []
    try:
        laid |= values_of(policies)
    except ScenarioError as error:
        wrong += str(error).splitlines()
    for text in texts:
        try:
            path, value = parse_value(text)
            laid[path] = value
        except ScenarioError as error:
            wrong += str(error).splitlines()
    try:
        scenario = load_scenario(world, laid)
        policies_of(scenario)
        return scenario, wrong
    except ScenarioError as error:
        return None, wrong + str(error).splitlines()


def folder_mistakes(folder: Path | None, force: bool) -> list[str]:
    """Why results cannot go into this folder."""
    if folder is None:
        return []
    if folder.exists() and not folder.is_dir():
        return [f"--out {folder}: this is a file, not a folder"]
    if folder.is_dir() and any(folder.iterdir()) and not force:
        return [f"--out {folder}: the folder holds something already; --force writes into it, or name another"]
    return []


def band_mistakes(names: list[str]) -> list[str]:
    """Bands asked for that are not kept."""
    from remitsim.bands import BANDS

    return [
        f'--by "{name}": no band is called {part.strip()!r}; there are: {", ".join(BANDS)}, and crosses with " x "'
        for name in names for part in name.split(" x ") if part.strip() not in BANDS
    ]  # fmt: skip


app.add_typer(cli_claims.claims_app, name="claims")
app.command()(cli_claims.claim)
for command in (cli_compare.compare, cli_compare.credit, *cli_batch.COMMANDS):
    app.command()(command)
for analysis in (cli_analysis.sensitivity, cli_analysis.discover, cli_analysis.robust):
    app.command()(analysis)


def main() -> None:
    """Entry of the command ``remitsim``."""
    from remitsim.world.ledger import BooksError

    try:
        app()
    except ScenarioError as error:
        for line in str(error).splitlines():
            err.print(line, style="red", markup=False, soft_wrap=True)
        sys.exit(2)
    except BooksError as error:
        err.print(f"The books do not close; the run stopped. {error}", style="red", markup=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("Stopped during burn-in: nothing was finished, nothing is kept")
        sys.exit(130)
