"""Which contexts are plausible worlds: told after burn-in and before any arm is run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from joblib import Parallel, delayed

from remitsim.burnt import burnt_in, makers_hash
from remitsim.claims.contexts import TRIED
from remitsim.claims.plan import Plan
from remitsim.plausible import misses
from remitsim.shards import put
from remitsim.world.world import World


@dataclass(frozen=True)
class Tried:
    """A context that was burnt in: why it is no plausible world (empty: it is one)."""

    context: int
    misses: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether arms are run on it."""
        return not self.misses


class Plausible:
    """What is known of a world's contexts, kept in the store beside the runs."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.file = folder / "plausible" / f"{plan.world}.json"
        self.known: dict[str, list[str]] = json.loads(self.file.read_text("utf-8")) if self.file.is_file() else {}

    def try_all(self, contexts: Sequence[int], jobs: int) -> list[Tried]:
        """Burn in the contexts not yet known, each on its own thread, and tell which are plausible."""
        new = [context for context in contexts if self._name(context) not in self.known]
        told = Parallel(n_jobs=jobs, prefer="threads")(delayed(self._judged)(context) for context in new)
        self.known |= {self._name(context): list(misses) for context, misses in zip(new, told, strict=True)}
        if new:
            put(self.file, json.dumps(self.known, indent=0).encode())
        return [Tried(context, tuple(self.known[self._name(context)])) for context in contexts]

    def known_in_order(self) -> list[Tried]:
        """Contexts tried so far, from the first of the design to the last before one that was not."""
        told = []
        for context in range(1, TRIED + 1):
            if self._name(context) not in self.known:
                break
            told.append(Tried(context, tuple(self.known[self._name(context)])))
        return told

    def _name(self, context: int) -> str:
        return f"{self.plan.start(context).world_hash()}-{makers_hash()}"

    def _judged(self, context: int) -> tuple[str, ...]:
        try:
            return misses_of(burnt_in(self.plan.start(context)))
        except Exception as error:  # a draw in which no world can be built is no plausible world
            return (f"no world: {type(error).__name__}: {error}",)


def misses_of(world: World) -> tuple[str, ...]:
    """Levels and anchors that a burnt-in world misses, in words."""
    return tuple(
        f"{miss.level} of {miss.place}: {miss.model:.3g} {miss.unit} against {miss.published:.3g}" for miss in misses(world)
    )
