"""Commands on a store of runs: ``remitsim sensitivity | discover | robust STORE``; each writes a page with tables."""

from __future__ import annotations

import importlib.util
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from remitsim.sheets.trouble import Problem, ScenarioError, nearest

out = Console()

Store = Annotated[Path, typer.Argument(help="the folder of a batch")]
Outcomes = Annotated[
    list[str], typer.Option("--outcome", help="indicator, indicator@place, indicator:year or both; repeatable")
]
Against = Annotated[str, typer.Option("--against", help="tell every arm less this one, on the same people and luck")]
Which = Annotated[str | None, typer.Option("--experiment", help="which experiment of the store, if it holds several")]
Folder = Annotated[Path | None, typer.Option("--out", help="folder for the page; by default the store's own")]
Targets = Annotated[list[str] | None, typer.Option("--target", help='as "treasury_balance >= 0"; repeatable')]
Less = Annotated[list[str] | None, typer.Option("--less-is-better", help="an outcome of which less is better; repeatable")]


def sensitivity(
    store: Store, outcome: Outcomes, against: Against = "", experiment: Which = None, folder: Folder = None
) -> None:  # fmt: skip
    """Which parameters matter: Morris or Sobol, as the store's contexts were drawn."""
    _needs("SALib")
    from remitsim.analysis.pages import sensitivity_page
    from remitsim.analysis.runs import runs_of
    from remitsim.analysis.sensitivity import sensitivity as analysed

    runs = runs_of(store, outcome, against, experiment).drawn()
    table = analysed(runs)
    for (arm, name), rows in table.groupby(["arm", "outcome"], sort=False):
        out.print(f"{arm}, {name}: {', '.join(rows['parameter'].head(5))}", markup=False)
    _done(sensitivity_page(runs, table, folder or store, _command()))


def discover(
    store: Store, target: Annotated[str, typer.Option("--target", help='as "treasury_balance >= 0"')],
    against: Against = "", seed: Annotated[int, typer.Option(help="draws which half finds and which judges")] = 1,
    experiment: Which = None, folder: Folder = None,
) -> None:  # fmt: skip
    """When an option misses a target, in one plain sentence, judged on contexts not used to find it."""
    _needs("ema_workbench")
    from remitsim.analysis.discover import discover as search
    from remitsim.analysis.pages import discover_page
    from remitsim.analysis.runs import runs_of, target_of

    runs = runs_of(store, [target_of(target).outcome], against, experiment).drawn()
    found = [search(runs, arm, target, seed) for arm in runs.arms]
    for box in found:
        out.print(box.sentence, markup=False)
    _done(discover_page(runs, found, folder or store, _command()))


def robust(
    store: Store, outcome: Outcomes, target: Targets = None, less_is_better: Less = None, against: Against = "",
    experiment: Which = None, folder: Folder = None,
) -> None:  # fmt: skip
    """Which option stands doubt best: regret, share of contexts in which targets are met, options that none beats."""
    from remitsim.analysis.pages import robust_page
    from remitsim.analysis.runs import runs_of

    runs = runs_of(store, [*outcome, *_aimed(target or [], less_is_better or [], outcome)], against, experiment)
    good = {name: -1 if name in (less_is_better or []) else 1 for name in outcome}
    _done(robust_page(runs, good, target or [], folder or store, _command()))


def _aimed(targets: list[str], less: list[str], outcomes: list[str]) -> list[str]:
    """Outcomes that targets are of. Raises ScenarioError for targets that cannot be read and a mistyped outcome."""
    from remitsim.analysis.runs import target_of

    told = f"is no --outcome of this command; those are: {', '.join(outcomes)}"
    wrong = [Problem("remitsim robust", None, "--less-is-better", name, told, nearest(name, outcomes))
             for name in less if name not in outcomes]  # fmt: skip
    aimed = []
    for text in targets:
        try:
            aimed.append(target_of(text).outcome)
        except ScenarioError as error:
            wrong += error.problems
    if wrong:
        raise ScenarioError(wrong)
    return aimed


def _needs(library: str) -> None:
    if importlib.util.find_spec(library) is None:
        told = f"this needs {library}: install remitsim with its extra, as pip install 'remitsim[explore]'"
        raise ScenarioError([Problem("remitsim", None, "", None, told)])


def _command() -> str:
    return " ".join(["remitsim", *map(shlex.quote, sys.argv[1:])])


def _done(page: Path) -> None:
    out.print(f"Page: {page}", markup=False)
