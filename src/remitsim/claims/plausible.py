"""Which contexts are plausible worlds: told after burn-in and before any arm is run."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from remitsim.batches.hands import done_apart
from remitsim.batches.runner import way_of
from remitsim.batches.shards import put
from remitsim.burnt import burnt_in, makers_hash
from remitsim.claims.contexts import TRIED
from remitsim.claims.plan import Plan, people_of
from remitsim.plausible import FIRST_LOOK, allowed, misses
from remitsim.rules import compiled_already
from remitsim.scenario import Scenario
from remitsim.world.world import World


@dataclass(frozen=True)
class Tried:
    """A context that was burnt in. ``misses``: levels missed, in words, with how many times the tolerance each is off."""

    context: int
    misses: tuple[tuple[str, float], ...]
    allowed: float = 1.0

    @property
    def passed(self) -> bool:
        """Whether arms are run on it."""
        return not self.told()

    def told(self) -> tuple[str, ...]:
        """Misses beyond what is allowed at this size."""
        return tuple(words for words, times in self.misses if times > self.allowed)


class Plausible:
    """What is known of a world's contexts, kept in the store beside the runs."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.file = folder / "plausible" / f"{plan.world}.json"
        self.known: dict[str, list[list[Any]]] = json.loads(self.file.read_text("utf-8")) if self.file.is_file() else {}
        times = plan.tolerance * (FIRST_LOOK if plan.quick else 1.0)
        self._names: dict[int, str] = {}
        self.allowed = allowed(plan.base.run.people, people_of(plan.world, False), times)

    def try_all(self, contexts: Sequence[int], jobs: int) -> list[Tried]:
        """Burn in the contexts not yet known, the way their runs will be lived, and tell which are plausible."""
        new = [context for context in contexts if self._name(context) not in self.known]
        told = self._judge([self.plan.start(context) for context in new], jobs)
        self.known |= {self._name(context): misses for context, misses in zip(new, told, strict=True)}
        if new:
            put(self.file, json.dumps(self.known, indent=0).encode())
        return [self._tried(context) for context in contexts]

    def known_in_order(self) -> list[Tried]:
        """Contexts tried so far, from the first of the design to the last before one that was not."""
        told = []
        for context in range(1, TRIED + 1):
            if self._name(context) not in self.known:
                break
            told.append(self._tried(context))
        return told

    def _tried(self, context: int) -> Tried:
        misses = tuple((str(words), float(times)) for words, times in self.known[self._name(context)])
        return Tried(context, misses, self.allowed)

    def _name(self, context: int) -> str:
        if context not in self._names:
            self._names[context] = f"{self.plan.start(context).world_hash()}-{makers_hash()}"
        return self._names[context]

    def _judge(self, starts: Sequence[Scenario], jobs: int) -> list[list[list[Any]]]:
        way = way_of(self.plan.base.run.people, len(starts) * len(self.plan.arms), jobs)
        if way == "processes" and compiled_already():
            return done_apart(_judged, starts, jobs)
        return list(Parallel(n_jobs=jobs, prefer="threads")(delayed(_judged)(start) for start in starts))


def _judged(start: Scenario) -> list[list[Any]]:
    try:
        return misses_of(burnt_in(start))
    except Exception as error:  # a draw in which no world can be built is no plausible world
        return [[f"no world: {type(error).__name__}: {error}", 1e9]]


def misses_of(world: World) -> list[list[Any]]:
    """Levels and anchors that a burnt-in world misses: in words, and how many tolerances they are off (at a bound: 1)."""
    told = []
    for miss in misses(world):
        off = abs(miss.model - miss.published) / miss.tolerance if miss.tolerance > 0 else 0.0
        words = f"{miss.level} of {miss.place}: {miss.model:.3g} {miss.unit} against {miss.published:.3g}"
        told.append([words, max(off, 1.0 + 1e-9) if math.isfinite(off) else 1e9])
    return told
