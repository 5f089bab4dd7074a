"""Runs on a cluster: a dask scheduler and its workers burn worlds in and live runs; tables come home to the store."""

from __future__ import annotations

import time
from typing import Any

import pandas as pd

from remitsim.batches.design import Run, source_of_runs
from remitsim.batches.hands import Broken, live
from remitsim.batches.schedule import Schedule
from remitsim.batches.store import Store
from remitsim.burnt import burnt_in
from remitsim.world.world import World

PATIENCE = 15.0  # seconds to wait for a scheduler or a worker
SAME = "the same command goes on with what is missing"


class ClusterError(ConnectionError):
    """A cluster that cannot be had, died, or runs other rules: what is the matter."""


class Cluster:
    """Workers of a dask scheduler. A burnt-in world stays over there; dask moves it where it is wanted.

    Raises ClusterError if there is no scheduler, no worker, or a worker has other source code.
    """

    def __init__(self, address: str, store: Store) -> None:
        try:
            import distributed
        except ImportError:
            raise ClusterError("--cluster needs dask.distributed: pip install 'remitsim[cluster]'") from None
        self.address, self.store = address, store
        try:
            client: Any = distributed.Client
            self.client = client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            told = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ClusterError(f"{address}: no scheduler answers there ({told}); start one with `dask scheduler`") from None
        try:
            self._look_at_workers()
        except BaseException:
            self.close()
            raise

    def _look_at_workers(self) -> None:
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ClusterError(f"{self.address}: the scheduler has no workers; `dask worker {self.address}`") from None
        sources = self.client.run(source_of_runs)
        others = sorted(worker for worker, source in sources.items() if source != source_of_runs())
        if others:
            raise ClusterError(f"other source code than here on {', '.join(others)}: install the same version there")
        self.workers = 2 * sum(self.client.nthreads().values())  # so that none waits for the next task

    def burn(self, run: Run, schedule: Schedule[Any]) -> Any:
        """Burn in on a worker; gives a future of the world, which stays there."""
        future = self._submit(_burn, run, source_of_runs(), key=f"world-{run.start_hash}-{run.population}-{id(schedule)}")
        self._wait(future, schedule)
        return future

    def live(self, run: Run, world: Any, schedule: Schedule[Any]) -> None:
        """Live it on a worker; the tables come back and are kept here."""
        begun = time.perf_counter()
        future = self._submit(_live, run, world, source_of_runs(), key=f"run-{run.key}-{id(schedule)}")
        self._wait(future, schedule)
        self.store.add(run, future.result(), time.perf_counter() - begun)

    def let_go(self, world: Any) -> None:
        """The future is released, and with it the world."""
        world.release()

    def give_up(self) -> None:
        """The connection is closed, so that nothing comes home any more."""
        self.client.close(timeout=1)

    def close(self) -> None:
        """Leave the cluster as it is."""
        self.client.close(timeout=5)

    def _submit(self, function: Any, *arguments: Any, key: str) -> Any:
        self._must_live()
        return self.client.submit(function, *arguments, key=key, pure=False, retries=2)

    def _wait(self, future: Any, schedule: Schedule[Any]) -> None:
        """Wait for a future, looking now and then whether the scheduler is alive. Raises what the task raised."""
        from distributed import KilledWorker

        while not future.done():
            self._must_live()
            time.sleep(0.02)
        if future.status == "cancelled" or future.status == "lost":
            self._must_live()
            raise Broken("the cluster dropped it")
        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                raise Broken(f"workers died over it: {error}")
            raise error

    def _must_live(self) -> None:
        if self.client.status not in ("running", "connecting"):
            raise ClusterError(f"{self.address}: the scheduler is gone; what was finished is kept, {SAME}")


def _same_source(source: str) -> None:
    if source != source_of_runs():
        raise ClusterError(f"a worker has other source code than the batch; install the same version there, {SAME}")


def _burn(run: Run, source: str) -> World:
    _same_source(source)
    return burnt_in(run.burnt_from, keep=False)


def _live(run: Run, world: World, source: str) -> dict[str, pd.DataFrame]:
    _same_source(source)
    return live(run, world)
