"""How fast this machine lives runs of an experiment: measured, by a short trial or by what a store holds already."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from remitsim.batches.design import Run
from remitsim.batches.hands import live
from remitsim.batches.shards import packed
from remitsim.batches.store import Store
from remitsim.burning import burn_in
from remitsim.burnt import populated
from remitsim.world.world import World

SHORT, LONG = 12, 36  # months of the two lives of a trial: what a run costs at once, and by month
TRIED = 10_000  # people of a trial at most; more cost in proportion
WARM = 400  # people of the life that loads compiled loops before anything is timed
ENOUGH = 4  # finished runs that tell more than a trial


@dataclass(frozen=True)
class Pace:
    """Seconds of one worker, all workers at work, for a run and for a world; ``size``: bytes of a run; ``told``: whence."""

    living: float
    burning: float
    size: float
    told: str


def pace_of_store(runs: Sequence[Run], store: Store) -> Pace | None:
    """What finished runs of these took, worlds by the month as runs; None if too few are finished."""
    records = store.records()
    mine = records[(records["status"] == "done") & records["key"].isin({run.key for run in runs})]
    if len(mine) < ENOUGH:
        return None
    size = store.steadily(partial(_size_of, store)) / max(len(records), 1)
    living, run = float(mine["seconds"].mean()), runs[0].base.run
    return Pace(living, living * run.burn_in / run.months, size, f"as {len(mine)} finished runs took")


def _size_of(store: Store) -> int:
    files = (file for name in ("incoming", "shards") for file in (store.folder / name).rglob("*") if file.is_file())
    return sum(file.stat().st_size for file in files)


def trial(run: Run, jobs: int) -> Pace:
    """Populate, burn in and live short runs, ``jobs`` at once in threads; a run's costs grow in line with its months."""
    warm_up(run)
    people, months = run.base.run.people, run.base.run.months
    tried = min(people, TRIED)
    begun = time.perf_counter()
    world = populated(smaller(run, tried, SHORT, SHORT).burnt_from)
    populating = time.perf_counter() - begun
    for _ in burn_in(world, SHORT):
        pass
    burning = time.perf_counter() - begun - populating
    short, long = (_lived(smaller(run, tried, length, SHORT), world, jobs) for length in (SHORT, LONG))
    (seconds, size), (slope, growth) = short, (np.array(long) - short) / (LONG - SHORT)
    scale = people / tried
    return Pace(
        scale * (seconds + max(slope, 0.0) * (months - SHORT)), scale * (populating + burning / SHORT * run.base.run.burn_in),
        size + max(growth, 0.0) * (months - SHORT), f"by a trial of {LONG} months just now",
    )  # fmt: skip


def _lived(run: Run, world: World, jobs: int) -> tuple[float, float]:
    """Seconds of a life with ``jobs`` of them at once, and bytes of its tables."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        tables = list(pool.map(lambda luck: live(replace(run, luck=luck), world), range(1, jobs + 1)))
    return time.perf_counter() - begun, len(packed({"key": run.key}, tables[0]))


def warm_up(run: Run) -> None:
    """Live a small short run, so that every loop is compiled and loaded."""
    small = smaller(run, min(WARM, run.base.run.people), SHORT, SHORT)
    world = populated(small.burnt_from)
    for _ in burn_in(world, SHORT):
        pass
    live(small, world)


def smaller(run: Run, people: int, months: int, burnt: int) -> Run:
    """The same run with other people and months."""
    lengths = {"people": people, "months": months, "burn_in": burnt}
    base = run.base
    sheet = base.sheet.model_copy(update={"run": base.run.model_copy(update=lengths)})
    shrunk = replace(base, sheet=sheet, tree={**base.tree, "run": {**base.tree.get("run", {}), **lengths}})
    values = {path: value for path, value in run.values.items() if path.removeprefix("run.") not in lengths}
    return replace(run, base=shrunk, values=values, identity=f"{run.identity} {people} {months}")
