"""What to do next when several workers share worlds: burn each world once, live its runs, let it go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from remitsim.batches.design import Run

Group = tuple[str, int]
Held = TypeVar("Held")  # a burnt-in world, or what stands for it elsewhere


def group_of(run: Run) -> Group:
    """Runs of one group branch from one burnt-in world."""
    return (run.start_hash, run.population)


@dataclass
class Task(Generic[Held]):
    """A world to burn in (``run`` is None), or a run to live on a burnt-in world."""

    group: Group
    first: Run
    run: Run | None = None
    world: Held | None = None


@dataclass
class _Shared(Generic[Held]):
    pending: list[Run]
    world: Held | None = None
    burning: bool = False
    living: int = 0


@dataclass
class Schedule(Generic[Held]):
    """Hands out tasks to ``workers`` threads; at most one world more than workers is alive.

    ``stop``: hand out nothing any more. ``give_up``: whoever is at work may leave it.
    """

    runs: Sequence[Run]
    workers: int
    stopping: bool = False
    giving_up: bool = False
    _groups: dict[Group, _Shared[Held]] = field(default_factory=dict)
    _free: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        for run in self.runs:
            self._groups.setdefault(group_of(run), _Shared([])).pending.append(run)
        for shared in self._groups.values():
            shared.pending.reverse()

    def next(self) -> Task[Held] | None:
        """The next task; waits while all that is left hangs on worlds that others are burning in. None: go home."""
        with self._free:
            while not self.stopping and self._groups:
                task = self._ready() or self._to_burn()
                if task is not None:
                    return task
                if not any(shared.burning for shared in self._groups.values()):
                    return None
                self._free.wait()
            return None

    def burnt(self, group: Group, world: Held) -> None:
        """A world is ready."""
        with self._free:
            self._groups[group].world, self._groups[group].burning = world, False
            self._free.notify_all()

    def lost(self, group: Group) -> list[Run]:
        """A world cannot be had; tells which runs that takes."""
        with self._free:
            runs = self._groups.pop(group).pending
            self._free.notify_all()
            return runs[::-1]

    def ended(self, group: Group, let_go: Callable[[Held], None]) -> None:
        """A run is over; with the last one of a group its world is let go."""
        with self._free:
            shared = self._groups[group]
            shared.living -= 1
            if not shared.living and not shared.pending:
                del self._groups[group]
                if shared.world is not None:
                    let_go(shared.world)
            self._free.notify_all()

    def stop(self, give_up: bool = False) -> None:
        """Hand out nothing any more."""
        with self._free:
            self.stopping, self.giving_up = True, give_up or self.giving_up
            self._free.notify_all()

    def _ready(self) -> Task[Held] | None:
        for group, shared in self._groups.items():
            if shared.world is not None and shared.pending:
                shared.living += 1
                run = shared.pending.pop()
                return Task(group, run, run, shared.world)
        return None

    def _to_burn(self) -> Task[Held] | None:
        alive = sum(shared.burning or shared.world is not None for shared in self._groups.values())
        for group, shared in self._groups.items():
            if alive <= self.workers and shared.world is None and not shared.burning:
                shared.burning = True
                return Task(group, shared.pending[-1])
        return None
