"""Commands for batches: ``remitsim batch | status | results | rerun | verify | export``, and explaining an experiment."""

from __future__ import annotations

import json
import math
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from remitsim.batches.batch import Cost
    from remitsim.batches.experiment import Experiment as Loaded
    from remitsim.batches.store import Store

out, err = Console(), Console(stderr=True)
Experiment = Annotated[str, typer.Argument(help="an experiment by name (see `remitsim experiments`) or its file")]
At = Annotated[Path, typer.Argument(help="the folder of a store")]
Which = Annotated[str | None, typer.Option("--experiment", help="which of the store's experiments")]
ON_SCREEN = ("irregular", "arrivals", "unemployment_native", "wage_migrant", "sent", "treasury_balance")
GB, MB = 2**30, 2**20


def fail(lines: list[str]) -> NoReturn:
    """Tell every mistake and leave with exit code 2."""
    for line in lines:
        err.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(2)


def experiments() -> None:
    """List the experiments that come with the package."""
    from remitsim.batches.experiment import ready_experiments
    from remitsim.screen import rows_as_table

    out.print(rows_as_table("", [_experiment_line(name, file) for name, file in ready_experiments().items()]))


def _experiment_line(name: str, file: Path) -> dict[str, Any]:
    """One line of the list; an experiment that cannot be drawn up here (it may need an extra) tells why."""
    from remitsim.batches.experiment import load_experiment
    from remitsim.scenario import ScenarioError
    from remitsim.sheets.trouble import read_toml

    try:
        one = load_experiment(name)
    except ScenarioError as error:
        tree = read_toml(file)[0]
        return {"experiment": name, "world": tree.get("world", ""), "arms": len(tree.get("arms", ())), "contexts": "-",
                "title": f"{tree.get('title', name)} ({'; '.join(each.expected for each in error.problems)})"}  # fmt: skip
    return {"experiment": name, "world": one.base.name, "arms": len(one.arms), "contexts": len(one.contexts), "title": one.title}


def batch(
    experiment: Experiment,
    folder: Annotated[Path | None, typer.Option("--out", help="the store: a folder that keeps every finished run")] = None,
    replicates: Annotated[int | None, typer.Option(min=1, help="lucks a population, in place of the file's")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="workers here; one a core if not said")] = None,
    cluster: Annotated[str | None, typer.Option(help="address of a dask scheduler, as tcp://10.0.0.1:8786")] = None,
    way: Annotated[str | None, typer.Option(help="threads or processes; what is faster if not said")] = None,
) -> None:
    """Carry out an experiment: what its store (--out, else stores/EXPERIMENT) does not hold. Ctrl-C keeps what is done."""
    from remitsim.batches.batch import run_batch
    from remitsim.batches.experiment import load_experiment
    from remitsim.batches.watch import RunsBar

    if way not in (None, "threads", "processes"):
        fail([f'--way "{way}": expected threads or processes'])
    one = load_experiment(experiment)
    folder = folder or Path("stores") / one.name
    with _told():
        err.print(f"{one.title}: {_cost_line(_cost_left(one, folder, replicates, jobs))}", style="dim")
        ended = run_batch(one, folder, replicates, jobs, cluster, RunsBar(err), way)  # type: ignore[arg-type]
    err.print(f"{ended.done} runs done in {ended.seconds:,.0f} s, {ended.failed} failed, {ended.before} were there: {folder}")
    if ended.failed:
        err.print(f"Why: remitsim status {shlex.quote(str(folder))}", highlight=False, soft_wrap=True)
    if ended.stopped:
        err.print("Stopped. The same command goes on with what is missing.")
        raise typer.Exit(130)


def _cost_left(one: Loaded, folder: Path, replicates: int | None, jobs: int | None) -> Cost:
    """What is left to do in a store, once what is damaged in it is put aside."""
    from remitsim.batches.batch import cost_of
    from remitsim.batches.speed import pace_of_store
    from remitsim.batches.store import Store

    runs, store = one.runs(replicates), Store(folder)
    for line in store.mend():
        err.print(line, style="dim", markup=False, soft_wrap=True)
    return cost_of(one, runs, jobs or os.cpu_count() or 1, pace_of_store(runs, store), store)


def status(folder: At, as_json: Annotated[bool, typer.Option("--json", help="as JSON")] = False) -> None:
    """Tell how far a store's experiments are, what failed, and what is of other rules."""
    from remitsim.batches.batch import status as tell
    from remitsim.screen import rows_as_table

    with _told():
        store = _store(folder)
        rows, runs = tell(store), store.runs()
    failed = runs[runs["status"] == "failed"]
    if as_json:
        whole = {"experiments": rows, "failed": failed.to_dict("records"), "other rules": int((~runs["current"]).sum())}
        sys.stdout.write(json.dumps(whole, indent=2, default=str) + "\n")
        return
    out.print(rows_as_table("", rows))
    for run in failed.itertuples():
        which = f"{run.arm}, context {run.context}, population {run.population}, luck {run.luck}: {run.error}"
        told = f"failed: {which}\n  values {run.values}\n  again: remitsim rerun {shlex.quote(str(folder))} --run {run.key}"
        out.print(told, highlight=False, markup=False, soft_wrap=True)
    old = int((~runs["current"].astype(bool)).sum())
    if old:
        out.print(f"{old} runs were made by other rules or data than those installed; they are kept, and told apart by "
                  "the column source of `remitsim export --table runs`")  # fmt: skip


def results(
    folder: At, which: Which = None,
    indicators: Annotated[list[str] | None, typer.Option("--indicator", help="repeatable; some main ones if not said")] = None,
    place: Annotated[str, typer.Option(help="a place")] = "world",
) -> None:  # fmt: skip
    """Print the last year by arm: levels, and paired differences from the baseline with their spread over runs."""
    from remitsim.batches.batch import chosen, summary
    from remitsim.screen import number, rows_as_table

    _fail_for_unknown(indicators or ())
    with _told():
        store = _store(folder)
        told = summary(store, chosen(store, which), indicators or ON_SCREEN, place)
    if not len(told):
        fail([f"{folder}: no finished run has {', '.join(indicators or ON_SCREEN)} in {place!r}"])
    unkept = [name for name in indicators or () if name not in set(told["indicator"])]
    if unkept:
        err.print(f"{folder}: no finished run has {', '.join(unkept)} in {place!r}", style="red", markup=False, soft_wrap=True)
    for column in ("mean", "difference", "low", "high"):
        told[column] = [number(float(value)) for value in told.get(column, [float("nan")] * len(told))]
    agree = told.get("same sign", [float("nan")] * len(told))
    told["same sign"] = ["-" if math.isnan(share) else f"{share:.0%}" for share in agree]
    shown = told.rename(columns={"low": "5 %", "high": "95 %"})
    for (label, unit), rows in shown.groupby(["label", "unit"], sort=False):
        columns = rows[["arm", "runs", "mean", "difference", "5 %", "95 %", "same sign"]]
        lines = [{str(name): value for name, value in row.items()} for row in columns.to_dict("records")]
        out.print(rows_as_table(f"{label}, {unit}", lines))


def _fail_for_unknown(indicators: Sequence[str]) -> None:
    """Leave with exit code 2 if there is no indicator of a name."""
    from remitsim.indicators import INDICATORS
    from remitsim.sheets.trouble import Problem, nearest

    wrong = [Problem("--indicator", None, "", None, f'"{name}": no such indicator', nearest(name, INDICATORS))
             for name in indicators if name not in INDICATORS]  # fmt: skip
    if wrong:
        fail([str(problem) for problem in wrong])


def rerun(
    folder: At,
    key: Annotated[str, typer.Option("--run", help="key of a run, or how it begins")],
) -> None:
    """Live one run again: a finished one is compared to the cent, a failed one shows its error or is kept."""
    from remitsim.batches.hands import live_into
    from remitsim.batches.verify import differences, record_of, run_again
    from remitsim.burnt import burnt_in

    with _told():
        store = _store(folder)
        record = record_of(store, key)
        if record["status"] == "done":
            wrong = differences(store, record)
            if wrong:
                fail(wrong)
            out.print(f"{record['key']}: the same to the cent")
            return
        store.check_writable()
        run = run_again(store, record)
        if run.key != record["key"]:
            err.print("The rules or the data are others than when it failed; this is the run as they have it now", style="dim")
        live_into(store, run, burnt_in(run.burnt_from))  # its own error is what one wants to see, with its traceback
    out.print(f"{run.key}: done and kept")


def verify(
    folder: At,
    sample: Annotated[int, typer.Option(min=0, help="runs to live again")] = 3,
    seed: Annotated[int, typer.Option(help="which sample")] = 0,
) -> None:
    """Hash everything again, live a random sample of runs again, and compare to the cent."""
    from remitsim.batches.verify import verify as look
    from remitsim.progress import Bar

    with _told():
        verdict = look(_store(folder), sample, seed, Bar(err))
    for line in verdict.notes:
        out.print(line)
    if verdict.wrong:
        for line in verdict.wrong:
            err.print(line, style="red", markup=False)
        raise typer.Exit(1)
    out.print(f"{verdict.files} shards and {verdict.runs} runs are as they were written; "
              f"{verdict.again} lived again are the same to the cent")  # fmt: skip


def export(
    folder: At,
    to: Annotated[Path, typer.Option("--to", help="a file ending in .csv, .parquet or .xlsx")],
    table: Annotated[str, typer.Option(help="figures, gains, flows, or runs")] = "figures",
    which: Which = None,
) -> None:
    """Write a table of all finished runs to one file."""
    from remitsim.batches.batch import chosen
    from remitsim.batches.exporting import KINDS, write_table

    if to.suffix not in KINDS:
        fail([f"--to {to}: expected a name ending in {', '.join(KINDS)}"])
    with _told():
        store = _store(folder)
        rows = write_table(store, chosen(store, which), table, to)
    out.print(f"{rows:,} rows in {to}")


def explain_experiment(name: str, as_json: bool = False) -> None:
    """Tell what an experiment will do: runs, time, memory and disk."""
    from remitsim.batches.batch import cost_of
    from remitsim.batches.compiling import make_ready
    from remitsim.batches.experiment import load_experiment
    from remitsim.batches.speed import trial
    from remitsim.progress import Bar
    from remitsim.screen import rows_as_table

    one = load_experiment(name)
    runs, jobs = one.runs(), os.cpu_count() or 1
    make_ready(runs[0].scenario, Bar(err))
    cost = cost_of(one, runs, jobs, trial(runs[min(len(one.arms), len(runs)) - 1], jobs))  # an arm with policies
    if as_json:
        sys.stdout.write(json.dumps({"title": one.title, **vars(cost)}, indent=2) + "\n")
        return
    out.print(one.title, style="bold")
    if one.sheet.about:
        out.print(one.sheet.about)
    out.print(_cost_line(cost))
    out.print(rows_as_table("arms", [{"arm": arm.name, "what": arm.title} for arm in one.arms]))
    if one.axes:
        told = [{"varies": axis.path, "from": f"{axis.low:g}", "to": f"{axis.high:g}"} if not axis.options
                else {"varies": axis.path, "from": ", ".join(axis.options), "to": ""} for axis in one.axes]  # fmt: skip
        out.print(rows_as_table(f"{one.sheet.vary.design}", told))


def is_experiment(name: str) -> bool:
    """Whether a name or file is an experiment: a ready one, or a file that lists arms; whoever reads it says what is wrong."""
    from remitsim.batches.experiment import find_experiment

    file = find_experiment(name)
    return file is not None and any(line.startswith("arms") for line in file.read_text("utf-8", "replace").splitlines())


def _cost_line(cost: Cost) -> str:
    left = "" if cost.left == cost.runs else f", {cost.left:,} of them left"
    time = "" if cost.seconds is None else f"about {_duration(cost.seconds)} on {cost.jobs} cores ({cost.told}), "
    disk = "" if cost.disk is None else f", {max(cost.disk / MB, 0.1):,.1f} MB of disk"
    return f"{cost.runs:,} runs{left} from {cost.worlds:,} burnt-in worlds; {time}{cost.memory / GB:.1f} GB of memory{disk}"


def _duration(seconds: float) -> str:
    for length, unit in ((86400.0, "days"), (3600.0, "hours"), (60.0, "minutes")):
        if seconds >= 2 * length:
            return f"{seconds / length:.1f} {unit}"
    return f"{seconds:.0f} seconds"


def _store(folder: Path) -> Store:
    from remitsim.batches.store import Store, StoreError

    if not (folder / "store.json").is_file():
        raise StoreError(f"{folder}: there is no store here; `remitsim batch EXPERIMENT --out {folder}` makes one")
    return Store(folder)


class _told:  # noqa: N801 - reads as a clause: with _told()
    """Turns what stores and clusters refuse into a line and exit code 2."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        from remitsim.batches.store import StoreError

        if isinstance(error, (StoreError, ConnectionError)):
            fail([str(error)])


COMMANDS = (experiments, batch, status, results, rerun, verify, export)
