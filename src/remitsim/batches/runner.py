"""Carrying out a table of runs: on this machine's threads or processes, or on a cluster; each run is kept as it ends."""

from __future__ import annotations

import os
import queue
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from remitsim.batches.compiling import make_ready
from remitsim.batches.design import Run
from remitsim.batches.hands import Broken, GivenUp, Hands, Processes, Threads
from remitsim.batches.memory import give_back
from remitsim.batches.schedule import Schedule, Task
from remitsim.batches.store import Store, StoreError
from remitsim.progress import Progress, Quiet

SMALL = 30_000  # people; smaller runs spend so much time in Python that processes beat threads (bench/batch.py)
MANY = 100  # runs; fewer are over before the start of processes has paid
TRIES = 3  # how often a run is begun whose process or machine dies
A_MOMENT = 1.0  # seconds that workers have to leave before they are told again
Way = Literal["threads", "processes"]
Told = TypeVar("Told")


@dataclass(frozen=True)
class Outcome:
    """How a batch ended: runs done now, failed now, there before; whether it was stopped; seconds it took."""

    done: int
    failed: int
    stopped: bool
    before: int = 0
    seconds: float = 0.0


def carry_out(
    runs: Sequence[Run], store: Store, jobs: int | None = None,
    progress: Progress | None = None, cluster: str | None = None, way: Way | None = None,
) -> Outcome:  # fmt: skip
    """Do every run that the store does not hold yet. Worlds are burnt in once and branched.

    ``jobs``: workers; one a core if None. ``cluster``: address of a dask scheduler. ``way``: threads or processes; what
    is faster for runs of this size if None. Ctrl-C finishes and keeps the runs under way, a second one leaves them. A
    run that fails is recorded and ends nothing. Raises StoreError if nothing can be kept, ClusterError if the cluster
    cannot be had or dies.
    """
    progress, begun = progress or Quiet(), time.perf_counter()
    store.check_writable()
    for line in store.mend():
        progress.say(line)
    for run in {run.base_hash: run for run in runs}.values():  # of finished runs too: theirs may just have been put aside
        store.remember(run)
    left = store.missing(runs)
    before = len({run.key for run in runs}) - len(left)
    if not left:
        return Outcome(0, 0, False, before)
    jobs = max(1, min(jobs or os.cpu_count() or 1, len(left)))
    if cluster is None:
        make_ready(left[0].scenario, progress)
    hands = _hands(left, store, jobs, cluster, way)
    try:
        done, failed, stopped = _work(left, store, hands, progress)
    finally:
        hands.close()
    store.compact()
    return Outcome(done, failed, stopped, before, time.perf_counter() - begun)


def _hands(runs: Sequence[Run], store: Store, jobs: int, cluster: str | None, way: Way | None) -> Hands:
    if cluster is not None:
        from remitsim.batches.cluster import Cluster

        return Cluster(cluster, store)
    way = way or way_of(max(run.base.run.people for run in runs), len(runs), jobs)
    return Processes(runs, store, jobs) if way == "processes" else Threads(runs, store, jobs)


def way_of(people: int, runs: int, jobs: int) -> Way:
    """Threads or processes: what is faster for so many runs of so many people."""
    return "processes" if jobs > 1 and people < SMALL and runs >= MANY else "threads"


def _work(runs: Sequence[Run], store: Store, hands: Hands, progress: Progress) -> tuple[int, int, bool]:
    """Gives done, failed, stopped."""
    schedule: Schedule[Any] = Schedule(runs, hands.workers)
    told: queue.SimpleQueue[bool] = queue.SimpleQueue()
    workers = [Worker(schedule, hands, store, told) for _ in range(hands.workers)]
    for worker in workers:
        worker.start()
    counts = {True: 0, False: 0}
    try:
        for done in progress.follow(_ends(workers, told), len(runs), "runs"):
            counts[bool(done)] += 1
    except KeyboardInterrupt:
        schedule.stop()
        progress.say("Stopping: what is under way is finished and kept; Ctrl-C once more leaves it")
        _wait_out(workers, schedule, hands, told, counts)
    finally:
        schedule.stop()
    for worker in workers:
        worker.join()
        if worker.error is not None:
            raise worker.error
    return counts[True], counts[False], sum(counts.values()) < len(runs)


def _ends(workers: Sequence[Worker], told: queue.SimpleQueue[bool]) -> Iterator[int]:
    """1 for each run that is done, 0 for each that failed, as they end; over when all workers are."""
    while any(worker.is_alive() for worker in workers) or not told.empty():
        try:
            yield int(told.get(timeout=0.1))  # wakes up for Ctrl-C
        except queue.Empty:
            continue


def _wait_out(
    workers: Sequence[Worker], schedule: Schedule[Any], hands: Hands, told: queue.SimpleQueue[bool], counts: dict[bool, int]
) -> None:
    try:
        for done in _ends(workers, told):
            counts[bool(done)] += 1
    except KeyboardInterrupt:
        schedule.stop(give_up=True)
        while any(worker.is_alive() for worker in workers):
            with suppress(KeyboardInterrupt):
                hands.give_up()  # again for a worker that was just about to begin something
                _wait_for(workers, A_MOMENT)
        for done in _ends(workers, told):
            counts[bool(done)] += 1


def _wait_for(workers: Sequence[Worker], seconds: float) -> None:
    until = time.monotonic() + seconds
    for worker in workers:
        worker.join(max(0.0, until - time.monotonic()))


class Worker(threading.Thread):
    """Takes tasks until there are none and has hands do them; ``told`` gets whether each run was done."""

    def __init__(self, schedule: Schedule[Any], hands: Hands, store: Store, told: queue.SimpleQueue[bool]) -> None:
        super().__init__(daemon=True)
        self.schedule, self.hands, self.store, self.told = schedule, hands, store, told
        self.error: Exception | None = None

    def run(self) -> None:
        """Take tasks. What the store or the cluster refuses ends the batch; what a run does wrong ends that run."""
        try:
            while (task := self.schedule.next()) is not None:
                if task.run is None:
                    self._burn(task)
                else:
                    self._live(task.run, task)
        except GivenUp:
            self.schedule.stop()
        except Exception as error:  # the parent raises it
            self.error = None if self.schedule.giving_up else error
            self.schedule.stop()

    def _burn(self, task: Task[Any]) -> None:
        try:
            world = _again(lambda: self.hands.burn(task.first, self.schedule), self.schedule)
        except (GivenUp, StoreError, ConnectionError):
            raise
        except Exception as error:  # no world: its runs failed
            for run in self.schedule.lost(task.group):
                self._failed(run, error, 0.0)
        else:
            self.schedule.burnt(task.group, world)

    def _live(self, run: Run, task: Task[Any]) -> None:
        begun = time.perf_counter()
        try:
            if not self.store.has(run.key):  # another batch may have done it meanwhile
                _again(lambda: self.hands.live(run, task.world, self.schedule), self.schedule)
            self.told.put(True)
        except (GivenUp, StoreError, ConnectionError):
            raise
        except Exception as error:
            self._failed(run, error, time.perf_counter() - begun)
        finally:
            self.schedule.ended(task.group, self.hands.let_go)
            task.world = None
            give_back()

    def _failed(self, run: Run, error: Exception, seconds: float) -> None:
        self.store.fail(run, error, "".join(traceback.format_exception(error)), seconds)
        self.told.put(False)


def _again(do: Callable[[], Told], schedule: Schedule[Any]) -> Told:
    """Do it; again if what did it died, a few times. Raises GivenUp if it ends badly because it is to be left."""
    for _ in range(TRIES - 1):
        with suppress(Broken):
            return _unless_left(do, schedule)
    return _unless_left(do, schedule)


def _unless_left(do: Callable[[], Told], schedule: Schedule[Any]) -> Told:
    if schedule.giving_up:
        raise GivenUp
    try:
        return do()
    except Exception as error:
        if schedule.giving_up:  # processes were killed, the cluster was left: no fault of the run
            raise GivenUp from error
        raise
