"""Batches: an experiment carried out into a store, and what a store tells of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from remitsim.batches.arms import pieces_of
from remitsim.batches.design import Run
from remitsim.batches.experiment import Experiment
from remitsim.batches.plans import Plan, plan_of, plans, write_plan
from remitsim.batches.runner import Outcome, Way, carry_out, way_of
from remitsim.batches.schedule import group_of
from remitsim.batches.shards import labelled
from remitsim.batches.speed import Pace
from remitsim.batches.store import LABELS, Store, StoreError
from remitsim.blocks import ALL
from remitsim.indicators import INDICATORS
from remitsim.progress import Progress

# measured by bench/batch.py; see docs/batches.md
LOADED = 300 * 2**20  # bytes of a process that has loaded the libraries and all compiled loops
BYTES_A_CELL = 80_000  # of what a run under way has collected, by month and cell of the books
BYTES_A_PERSON = 1_000  # of a world
YEARLY = (pc.field("month") == -1) & (pc.field("band") == ALL)  # figures of whole years and of everyone
EXPORT_RUNS = 200  # whose rows are in memory at once


@dataclass(frozen=True)
class Cost:
    """What a batch will take: ``seconds`` on ``jobs`` cores and ``disk`` in bytes if a pace is known; ``memory`` in bytes."""

    runs: int
    left: int
    worlds: int
    contexts: int
    seconds: float | None
    memory: float
    disk: float | None
    jobs: int
    told: str = ""


def cost_of(experiment: Experiment, runs: Sequence[Run], jobs: int, pace: Pace | None, store: Store | None = None) -> Cost:
    """What carrying out these runs will take, at a pace that was measured (`speed`)."""
    distinct = list({run.key: run for run in runs}.values())
    left = store.missing(distinct) if store is not None else distinct
    worlds, contexts = len({group_of(one) for one in left}), len({one.context for one in distinct})
    run, hosts, origins = experiment.base.run, len(experiment.base.hosts), len(experiment.base.origins)
    loaded = LOADED * (1 + jobs * (way_of(run.people, len(left), jobs) == "processes"))
    lives = jobs * run.months * (1 + hosts) * (1 + origins) * BYTES_A_CELL
    memory = loaded + lives + (2 * jobs + 1) * run.people * BYTES_A_PERSON
    if pace is None:
        return Cost(len(distinct), len(left), worlds, contexts, None, memory, None, jobs)
    seconds = (len(left) * pace.living + worlds * pace.burning) / jobs
    return Cost(len(distinct), len(left), worlds, contexts, seconds, memory, len(distinct) * pace.size, jobs, pace.told)


def run_batch(
    experiment: Experiment, out: Path | str, replicates: int | None = None, jobs: int | None = None,
    cluster: str | None = None, progress: Progress | None = None, way: Way | None = None,
) -> Outcome:  # fmt: skip
    """Do what is missing of an experiment in a store. Raises ScenarioError, StoreError, ClusterError."""
    store, runs = Store(out), experiment.runs(replicates)
    command = f"remitsim batch {shlex.quote(str(experiment.file))} --out {shlex.quote(str(out))}"
    command += f" --replicates {replicates}" if replicates else ""
    baseline = as_named(experiment.sheet.baseline or experiment.arms[0].name)
    write_plan(store, plan_of(experiment.name, experiment.title, baseline, command, runs, experiment.drawing))
    return carry_out(runs, store, jobs, progress, cluster, way)


def as_named(arm: str) -> str:
    """An arm's name as runs carry it, however its parts were written: ``a+b`` is ``a + b``."""
    return " + ".join(pieces_of(arm))


def status(store: Store) -> list[dict[str, Any]]:
    """One line a plan, and one for runs that no plan wants: runs, done, failed, left, seconds a run, command."""
    records = store.records()
    done = set(records["key"][records["status"] == "done"])
    failed = set(records["key"][records["status"] == "failed"])
    told, wanted = [], set[str]()
    for plan in plans(store):
        keys = set(plan.runs["key"])
        wanted |= keys
        spent = records["seconds"][records["key"].isin(keys & done)]
        told.append({
            "experiment": plan.name, "runs": len(keys), "done": len(keys & done), "failed": len(keys & failed),
            "left": len(keys - done - failed), "seconds a run": round(float(spent.mean()), 2) if len(spent) else None,
            "go on with": plan.command if keys - done else "",
        })  # fmt: skip
    others = (done | failed) - wanted
    if others:
        told.append({"experiment": "(other or earlier)", "runs": len(others), "done": len(others & done),
                     "failed": len(others & failed), "left": 0, "seconds a run": None, "go on with": ""})  # fmt: skip
    return told


def chosen(store: Store, name: str | None = None) -> Plan | None:
    """The plan of a name, or the only one; None if a store has none. Raises StoreError."""
    known = {plan.name: plan for plan in plans(store)}
    if name is None:
        if len(known) > 1:
            raise StoreError(f"{store.folder} holds {', '.join(known)}: say which with --experiment")
        return next(iter(known.values()), None)
    if name not in known:
        raise StoreError(f"{store.folder} holds no experiment {name!r}; it holds: {', '.join(known) or 'none'}")
    return known[name]


def labels(store: Store, plan: Plan | None) -> pd.DataFrame:
    """Labels of finished runs, as a plan or else as their records call them."""
    records = store.records()
    done = records[records["status"] == "done"]
    return done[LABELS] if plan is None else plan.runs.loc[plan.runs["key"].isin(done["key"]), LABELS]


def summary(store: Store, plan: Plan | None, indicators: Sequence[str], place: str = "world") -> pd.DataFrame:
    """Last year of some indicators by arm: level, difference from the baseline in pairs, its spread, and pairs.

    Columns: arm, indicator, unit, runs, mean, difference, low, high (5th and 95th percentile over pairs), same sign.
    """
    known = labels(store, plan)
    parts = list(pieces(store, known, "figures", list(indicators), place))
    if not parts:
        return pd.DataFrame()
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["year"] == rows["year"].max()]
    index = ["context", "population", "luck"]
    baseline = as_named(plan.baseline) if plan is not None else "none"  # plans of earlier versions have it as it was written
    told = []
    for (indicator, arm), mine in rows.groupby(["indicator", "arm"], sort=False):
        base = rows[(rows["indicator"] == indicator) & (rows["arm"] == baseline)].set_index(index)["value"]
        gap = (mine.set_index(index)["value"] - base).dropna()
        spread = {"difference": gap.mean(), "low": gap.quantile(0.05), "high": gap.quantile(0.95),
                  "same sign": (np.sign(gap) == np.sign(gap.mean())).mean()} if len(gap) and arm != baseline else {}  # fmt: skip
        told.append({"arm": arm, "indicator": indicator, "label": INDICATORS[str(indicator)].label, "unit": mine["unit"].iloc[0],
                     "runs": len(mine), "mean": mine["value"].mean(), **spread})  # fmt: skip
    return pd.DataFrame(told)


def pieces(
    store: Store, known: pd.DataFrame, table: str, indicators: Sequence[str] | None = None, place: str | None = None
) -> Iterator[pd.DataFrame]:
    """Rows of a table, some runs at a time in the order of labels; yearly lines of some indicators if these are given."""
    ordered = known.sort_values([*LABELS[1:], "key"], kind="stable").reset_index(drop=True)
    for start in range(0, len(ordered), EXPORT_RUNS):
        some = ordered.iloc[start : start + EXPORT_RUNS]
        rows = store.rows(table, list(some["key"]), _lines(indicators, place))
        if rows is not None:
            yield labelled(rows, some)


def _lines(indicators: Sequence[str] | None, place: str | None) -> pc.Expression | None:
    wanted = YEARLY & pc.field("indicator").isin(list(indicators)) if indicators is not None else None
    if place is None:
        return wanted
    here = pc.field("place") == place
    return here if wanted is None else wanted & here
