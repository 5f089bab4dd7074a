"""Who burns worlds in and lives runs: this process's threads, or processes of their own."""

from __future__ import annotations

import shutil
import signal
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pandas as pd

from remitsim import plausible
from remitsim.apart import touched
from remitsim.bands import DEFAULT_CROSSES
from remitsim.batches.design import Run
from remitsim.batches.schedule import Schedule
from remitsim.batches.store import Store
from remitsim.batches.tables import tables_of
from remitsim.burnt import burnt_in, read_world, write_world
from remitsim.cohorts import Cohorts
from remitsim.progress import Quiet
from remitsim.rules import compiled_already
from remitsim.run import Life
from remitsim.scenario import Scenario
from remitsim.world.world import World

Given = TypeVar("Given")
Told = TypeVar("Told")
WORLDS_KEPT = 10  # populations of the scenario's own values that go into the cache of burnt-in worlds


class GivenUp(Exception):
    """A run was left before its end, on request."""


class Broken(Exception):
    """What did the work died; the work may be tried again."""


class Hands(Protocol):
    """Burns worlds in and lives runs on them, each call from a thread of its own; ``workers`` calls at a time.

    What `burn` gives stands for the world, and is let go in the end.
    """

    workers: int

    def burn(self, run: Run, schedule: Schedule[Any]) -> Any:
        """Burn in the world that a run begins with."""

    def live(self, run: Run, world: Any, schedule: Schedule[Any]) -> None:
        """Live a run on a branch of its world and put it into the store."""

    def let_go(self, world: Any) -> None:
        """A world is needed no more."""

    def give_up(self) -> None:
        """Leave what is under way."""

    def close(self) -> None:
        """Everything is over."""


class Watch(Quiet):
    """Shows nothing; leaves a burn-in once its batch is stopping, since no run of it is finished."""

    def __init__(self, schedule: Schedule[Any]) -> None:
        self.schedule = schedule

    def follow(self, months: Iterable[int], total: int, what: str) -> Iterator[int]:
        """Pass the months on."""
        for month in months:
            if self.schedule.stopping:
                raise GivenUp
            yield month


def live(run: Run, world: World, schedule: Schedule[Any] | None = None) -> dict[str, pd.DataFrame]:
    """Live a run on a branch of its burnt-in world; gives the tables asked for. Raises GivenUp."""
    crosses = tuple(dict.fromkeys((*run.asked.crosses, *(DEFAULT_CROSSES if run.asked.gains else ()))))
    life = Life(run.scenario, world.branch(run.luck), crosses, apart=touched if run.asked.gains else None)
    cohorts = Cohorts(run.asked.cohorts, life.world) if run.asked.cohorts else None
    for _ in life.months():
        if cohorts is not None:
            cohorts.look(life.world)
        if schedule is not None and schedule.giving_up:
            raise GivenUp
    results = life.collector.results()
    life.collector.kept.clear()  # the results hold the same once more: 30 MiB a run of 180 months
    tables = tables_of(results, run.asked, life.collector, cohorts)
    if run.asked.gains and (met := plausible.levels(world)):
        tables["levels"] = pd.DataFrame([asdict(level) for level in met])
    return tables


def live_into(store: Store, run: Run, world: World, schedule: Schedule[Any] | None = None) -> None:
    """Live a run and keep it."""
    begun = time.perf_counter()
    tables = live(run, world, schedule)
    store.add(run, tables, time.perf_counter() - begun)


def cacheable(runs: Sequence[Run]) -> bool:
    """Whether the worlds of the scenario's own values are few enough for the cache of burnt-in worlds."""
    return len({run.population for run in runs if not run.context}) <= WORLDS_KEPT


class Threads:
    """Threads of this process: the compiled loops leave the others alone."""

    def __init__(self, runs: Sequence[Run], store: Store, jobs: int) -> None:
        self.store, self.workers, self.keep = store, jobs, cacheable(runs)

    def burn(self, run: Run, schedule: Schedule[Any]) -> World:
        """Burn in here; a world of the scenario's own values may be kept for later sessions."""
        return burnt_in(run.burnt_from, Watch(schedule), self.keep and run.context == 0)

    def live(self, run: Run, world: World, schedule: Schedule[Any]) -> None:
        """Live it here."""
        live_into(self.store, run, world, schedule)

    def let_go(self, world: World) -> None:
        """The schedule held it; now nobody does."""

    def give_up(self) -> None:
        """Runs look at their schedule every month."""

    def close(self) -> None:
        """Nothing to close."""


class Processes:
    """Processes that need no ``__main__`` guard; each writes into the store itself, worlds go by files."""

    def __init__(self, runs: Sequence[Run], store: Store, jobs: int) -> None:
        self.store, self.workers, self.keep = store, jobs, cacheable(runs)
        self.folder = Path(tempfile.mkdtemp(prefix="remitsim-worlds-"))
        self._compiling = threading.Lock()
        self._compiled = compiled_already()

    def burn(self, run: Run, schedule: Schedule[Any]) -> Path:
        """Burn in over there; gives the file the world lies in."""
        file = self.folder / f"{uuid.uuid4().hex}.pickle"
        task = (_burn_to, run.burnt_from, file, self.keep and run.context == 0)
        with self._compiling:  # one process compiles for all
            if not self._compiled:
                self._do(*task)
                self._compiled = True
                return file
        self._do(*task)
        return file

    def live(self, run: Run, world: Path, schedule: Schedule[Any]) -> None:
        """Live it over there."""
        self._do(_live_from, str(self.store.folder.resolve()), run, str(world))

    def let_go(self, world: Path) -> None:
        """Its file is removed."""
        world.unlink(missing_ok=True)

    def give_up(self) -> None:
        """The processes are ended."""
        _pool(self.workers).shutdown(wait=False, kill_workers=True)

    def close(self) -> None:
        """The files of worlds are removed; the processes end by themselves when nothing comes."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _do(self, function: Any, *arguments: Any) -> Any:
        try:
            return _pool(self.workers).submit(function, *arguments).result()
        except _broken() as error:
            raise Broken(f"a process died: {str(error).splitlines()[0]}") from error


def done_apart(function: Callable[[Given], Told], each: Sequence[Given], workers: int) -> list[Told]:
    """What a function tells of each, from the processes that runs are lived in. Raises Broken."""
    pool = _pool(workers)
    try:
        return list(pool.map(function, each))
    except _broken() as error:
        raise Broken(f"a process died: {str(error).splitlines()[0]}") from error
    except BaseException:  # Ctrl-C: nobody wants the others any more
        pool.shutdown(wait=False, kill_workers=True)
        raise


def _broken() -> tuple[type[Exception], ...]:
    """What is raised when a process dies."""
    from joblib.externals.loky.process_executor import BrokenProcessPool, ShutdownExecutorError

    return BrokenProcessPool, ShutdownExecutorError


def _pool(workers: int) -> Any:
    """Processes that are there already, or new ones; they stay for a minute when nothing comes."""
    from joblib.externals.loky import get_reusable_executor

    return get_reusable_executor(max_workers=workers, timeout=60, initializer=_leave_ctrl_c_to_the_parent,
                                 env=dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))  # fmt: skip


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _burn_to(scenario: Scenario, file: Path, keep: bool) -> None:
    write_world(burnt_in(scenario, keep=keep), file)


@lru_cache(maxsize=1)
def _world_of(file: str) -> World:
    world = read_world(Path(file))
    if world is None:
        raise OSError(f"{file}: the burnt-in world is gone")
    return world


@lru_cache(maxsize=4)
def _store_of(folder: str) -> Store:
    return Store(folder)


def _live_from(folder: str, run: Run, file: str) -> None:
    live_into(_store_of(folder), run, _world_of(file))
