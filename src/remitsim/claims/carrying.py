"""Carrying out claims: contexts in the design's order, judged plausible, then all arms of each on the batch machinery."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from remitsim.batches.compiling import make_ready
from remitsim.batches.design import Run
from remitsim.batches.runner import carry_out
from remitsim.batches.store import Store
from remitsim.claims.plan import FULL, QUICK, Plan, in_order
from remitsim.claims.plausible import Plausible, Tried
from remitsim.claims.reader import COLUMNS, Reader
from remitsim.progress import Progress, Quiet


@dataclass(frozen=True)
class Carried:
    """What became of a world's plan: contexts that passed, all that were tried, figures, seconds, whether it was stopped."""

    plan: Plan
    passed: tuple[int, ...]
    tried: tuple[Tried, ...]
    figures: pd.DataFrame
    seconds: float
    done: int
    failed: int
    stopped: bool

    @property
    def reader(self) -> Reader:
        """Figures as measures read them."""
        return Reader(self.figures)


def carry(
    plan: Plan, store: Store, contexts: int | None = None, jobs: int | None = None, progress: Progress | None = None,
    cluster: str | None = None,
) -> Carried:  # fmt: skip
    """Run a world's plan till ``contexts`` plausible ones are done (default: 16 quick, 256 full), then read it.

    What the store holds already is not run again; Ctrl-C keeps what is finished.
    """
    wanted = contexts or (QUICK if plan.quick else FULL)
    jobs, progress, begun = jobs or os.cpu_count() or 1, progress or Quiet(), time.perf_counter()
    if cluster is None:
        make_ready(plan.base, progress)
    known, done, failed = Plausible(plan, store.folder), 0, 0
    tried: list[Tried] = []
    passed: list[int] = []
    runs: list[Run] = []
    stopped = False
    for piece in in_order(plan, wanted):
        with _said(progress, plan, piece, len(passed), wanted, begun):
            judged = known.try_all(list(piece), jobs)
        fits = [each.context for each in judged if each.passed][: wanted - len(passed)]
        tried += [each for each in judged if not each.passed or each.context in fits]
        passed += fits
        here = [run for context in fits for run in plan.runs(context)]
        runs += here
        outcome = carry_out(here, store, jobs, progress, cluster)
        done, failed, stopped = done + outcome.done, failed + outcome.failed, outcome.stopped
        if len(passed) >= wanted or stopped:
            break
    figures = figures_of(store, runs)
    whole = set(figures["context"].unique())
    kept = tuple(context for context in passed if context in whole)
    return Carried(plan, kept, tuple(tried), figures, time.perf_counter() - begun, done, failed, stopped)


def read_back(plan: Plan, store: Store, contexts: int | None = None) -> Carried:
    """What a store holds of a world's plan, in the order of the design; runs nothing."""
    wanted = contexts or (QUICK if plan.quick else FULL)
    tried = Plausible(plan, store.folder).known_in_order()
    passed = [each.context for each in tried if each.passed][:wanted]
    done = set(store.keys())
    runs = [run for context in passed for run in plan.runs(context) if run.key in done]
    figures = figures_of(store, runs)
    kept = tuple(context for context in passed if context in set(figures["context"].unique()))
    return Carried(plan, kept, tuple(tried), figures, 0.0, 0, 0, False)


def figures_of(store: Store, runs: Sequence[Run]) -> pd.DataFrame:
    """Figures of these runs as a Reader wants them; empty if none is done."""
    told = store.table("figures", runs) if runs else pd.DataFrame()
    if not len(told):
        return pd.DataFrame(columns=list(COLUMNS))
    return told[list(COLUMNS)]


@contextmanager
def _said(progress: Progress, plan: Plan, piece: range, passed: int, wanted: int, begun: float) -> Iterator[None]:
    spent = time.perf_counter() - begun
    left = f", about {spent / passed * (wanted - passed) / 60:.0f} minutes left" if passed else ""
    progress.say(f"{plan.world}: {passed} of {wanted} contexts done{left}; burning in {piece.start} to {piece.stop - 1}")
    yield


def store_at(folder: Path | str) -> Store:
    """A store in a folder that is made if need be."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Store(folder)


Carrying = Callable[[Plan], Carried]
