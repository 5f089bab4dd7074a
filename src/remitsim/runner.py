"""Carrying out a table of runs: on this machine's threads, or on a cluster; each finished run is kept at once."""

from __future__ import annotations

import os
import queue
import threading
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from remitsim.apart import touched
from remitsim.bands import DEFAULT_CROSSES
from remitsim.burnt import burnt_in
from remitsim.cohorts import Cohorts
from remitsim.design import Asked, Run
from remitsim.progress import Progress, Quiet
from remitsim.rules import compiled_already
from remitsim.run import Life
from remitsim.schedule import Schedule, Task
from remitsim.store import Store, StoreError
from remitsim.tables import tables_of
from remitsim.world.world import World

WORLDS_KEPT = 10  # populations of the scenario's own values that go into the cache of burnt-in worlds


@dataclass(frozen=True)
class Outcome:
    """How a batch ended: runs done now, failed now, there before; whether it was stopped; seconds it took."""

    done: int
    failed: int
    stopped: bool
    before: int = 0
    seconds: float = 0.0


class GivenUp(Exception):
    """A run was left before its end, on request."""


def carry_out(
    runs: Sequence[Run], store: Store, asked: Asked | None = None, jobs: int | None = None,
    progress: Progress | None = None, cluster: str | None = None,
) -> Outcome:  # fmt: skip
    """Do every run that the store does not hold yet. Worlds are burnt in once and branched.

    ``asked`` must be what the runs were drawn up with. ``jobs``: threads; all cores if None. ``cluster``: address of a
    dask scheduler. Ctrl-C finishes and keeps the runs under way, a second one leaves them. A run that fails is
    recorded and ends nothing. Raises StoreError if nothing can be kept.
    """
    if asked is not None and any(run.asked != asked for run in runs):
        raise ValueError("the runs were drawn up to keep something else: give `asked` to runs_of")
    progress, begun = progress or Quiet(), time.perf_counter()
    store.check_writable()
    for line in store.mend():
        progress.say(line)
    left = store.missing(runs)
    before = len({run.key for run in runs}) - len(left)
    if cluster is not None:
        from remitsim.cluster import on_cluster

        done, failed, stopped = on_cluster(left, store, cluster, progress)
    else:
        done, failed, stopped = _here(left, store, jobs or os.cpu_count() or 1, progress)
    store.compact()
    return Outcome(done, failed, stopped, before, time.perf_counter() - begun)


def live(run: Run, world: World, schedule: Schedule | None = None) -> dict[str, pd.DataFrame]:
    """Live a run on a branch of its burnt-in world; gives the tables asked for. Raises GivenUp."""
    crosses = tuple(dict.fromkeys((*run.asked.crosses, *(DEFAULT_CROSSES if run.asked.gains else ()))))
    life = Life(run.scenario, world.branch(run.luck), crosses, apart=touched if run.asked.gains else None)
    if run.laid.settings != run.start.settings:
        life.world.use(run.laid.settings)
    cohorts = Cohorts(run.asked.cohorts, life.world) if run.asked.cohorts else None
    for _ in life.months():
        if cohorts is not None:
            cohorts.look(life.world)
        if schedule is not None and schedule.giving_up:
            raise GivenUp
    return tables_of(life.results(), run.asked, life.collector, cohorts)


def _here(runs: Sequence[Run], store: Store, jobs: int, progress: Progress) -> tuple[int, int, bool]:
    """Threads: the compiled loops leave the others alone. Gives done, failed, stopped."""
    schedule = Schedule(runs, jobs)
    workers = [Worker(schedule, store, len({r.population for r in runs if not r.context}) <= WORLDS_KEPT)]
    told = workers[0].told
    workers += [Worker(schedule, store, workers[0].keep, told) for _ in range(min(jobs, len(runs)) - 1)]
    if not compiled_already():
        progress.say("Compiling the rules: a minute or two, once for this version")
    for worker in workers:
        worker.start()
    counts = {True: 0, False: 0}
    try:
        for done in progress.follow(_ends(workers, told), len(runs), "runs"):
            counts[bool(done)] += 1
    except KeyboardInterrupt:
        schedule.stop()
        progress.say("Stopping: what is under way is finished and kept; Ctrl-C once more leaves it")
        counts = _wait_out(workers, schedule, told, counts)
    finally:
        schedule.stop()
    for worker in workers:
        worker.join()
        if worker.error is not None:
            raise worker.error
    return counts[True], counts[False], sum(counts.values()) < len(runs)


def _ends(workers: Sequence[Worker], told: queue.SimpleQueue[int]) -> Iterator[int]:
    """1 for each run that is done, 0 for each that failed, as they end; over when all workers are."""
    while any(worker.is_alive() for worker in workers) or not told.empty():
        try:
            yield told.get(timeout=0.1)  # wakes up for Ctrl-C
        except queue.Empty:
            continue


def _wait_out(
    workers: Sequence[Worker], schedule: Schedule, told: queue.SimpleQueue[int], counts: dict[bool, int]
) -> dict[bool, int]:
    while True:
        try:
            for done in _ends(workers, told):
                counts[bool(done)] += 1
            return counts
        except KeyboardInterrupt:
            schedule.stop(give_up=True)


class Worker(threading.Thread):
    """A thread that takes tasks until there are none; ``told`` gets 1 for a run done and 0 for one that failed."""

    def __init__(
        self, schedule: Schedule, store: Store, keep: bool, told: queue.SimpleQueue[int] | None = None
    ) -> None:
        super().__init__(daemon=True)
        self.schedule, self.store, self.keep = schedule, store, keep
        self.told: queue.SimpleQueue[int] = told or queue.SimpleQueue()
        self.error: Exception | None = None

    def run(self) -> None:
        """Take tasks. What the store refuses ends the batch; what a run does wrong ends that run."""
        try:
            while (task := self.schedule.next()) is not None:
                if task.run is None:
                    self._burn(task)
                else:
                    self._live(task.run, task)
        except GivenUp:
            pass
        except Exception as error:  # the parent raises it
            self.error = error
            self.schedule.stop()

    def _burn(self, task: Task) -> None:
        keep = self.keep and task.first.context == 0
        try:
            self.schedule.burnt(task.group, burnt_in(task.first.burnt_from, Watch(self.schedule), keep))
        except GivenUp:
            raise
        except Exception as error:  # no world: its runs failed
            for run in self.schedule.lost(task.group):
                self._failed(run, error, 0.0)

    def _live(self, run: Run, task: Task) -> None:
        begun = time.perf_counter()
        try:
            if task.world is None or self.store.has(run.key):  # another batch may have done it meanwhile
                self.told.put(1)
                return
            tables = live(run, task.world, self.schedule)
        except (GivenUp, StoreError):
            raise
        except Exception as error:
            self._failed(run, error, time.perf_counter() - begun)
        else:
            self.store.add(run, tables, time.perf_counter() - begun)
            self.told.put(1)
        finally:
            self.schedule.ended(task.group)

    def _failed(self, run: Run, error: Exception, seconds: float) -> None:
        self.store.fail(run, error, "".join(traceback.format_exception(error)), seconds)
        self.told.put(0)


class Watch(Quiet):
    """Shows nothing; leaves a burn-in once its batch is stopping, since no run of it is finished."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule

    def follow(self, months: Iterable[int], total: int, what: str) -> Iterator[int]:
        """Pass the months on."""
        for month in months:
            if self.schedule.stopping:
                raise GivenUp
            yield month
