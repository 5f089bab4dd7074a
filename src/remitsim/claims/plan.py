"""The table of runs that serves all claims of a world: each arm once a context, as long as its longest claim asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from remitsim.batches.arms import NOTHING, Arm
from remitsim.batches.design import Asked, Run, runs_of
from remitsim.claims.contexts import TRIED, Design, Dimension, design, dimensions, split
from remitsim.claims.options import options, with_own_parameters
from remitsim.claims.sheet import Claim
from remitsim.lines import FLOWS, GAIN, Line
from remitsim.scenario import Scenario, full_size, load_scenario, with_values

QUICK_PEOPLE = {"gulf": 12_000}
QUICK, FULL = 16, 256
NOISE_EVERY = 8  # a full design measures luck with a second seed in every eighth context
PIECE = 16  # contexts whose worlds are at hand at once; starting workers pays more the larger it is
PARTIES = ("migrants", "people at home", "natives", "owners", "treasury", "insurance fund", "origin treasury", "all")


def people_of(world: str, quick: bool) -> int:
    """Simulated people of a context."""
    return QUICK_PEOPLE.get(world, 3_000) if quick else full_size(world)


@dataclass(frozen=True)
class Plan:
    """Claims of one world, their arms and contexts.

    ``among``: the claims that share one table of runs with these. Design, months, lucks and what a run keeps are over
    them all, so that a part of a table runs as the whole would. ``tolerance``: times the tolerances within which a
    context is a plausible world. ``also``: axes of the design beside those that the claims name.
    """

    world: str
    claims: tuple[Claim, ...]
    base: Scenario
    quick: bool
    arms: dict[str, Arm] = field(default_factory=dict)
    among: tuple[Claim, ...] = ()
    tolerance: float = 1.0
    also: tuple[Dimension, ...] = ()

    @property
    def table(self) -> tuple[Claim, ...]:
        """All claims of the table of runs."""
        return self.among or self.claims

    @cached_property
    def axes(self) -> tuple[Dimension, ...]:
        """What the contexts vary."""
        return (*dimensions(self.table, self.base), *self.also)

    @cached_property
    def design(self) -> Design:
        """The world's design; contexts are taken in its order till enough are plausible worlds."""
        return design(self.axes, TRIED)

    def values(self, context: int) -> dict[str, Any]:
        """What a context lays over the scenario and over its arms."""
        return self.design.values(context)

    def people_seed(self, context: int) -> int:
        """The seed of a context's people: its own."""
        return context

    def start(self, context: int) -> Scenario:
        """The scenario that a context's world is burnt in with: its own parameters and its own people."""
        values, _ = split(self.values(context))
        return with_values(self.base, values | {"run.seed": self.people_seed(context)})

    @cached_property
    def read_by(self) -> dict[str, tuple[Claim, ...]]:
        """Claims of the table by each arm that they read."""
        told: dict[str, tuple[Claim, ...]] = {}
        for claim in self.table:
            for arm in dict.fromkeys(claim.arms()):
                told[arm] = (*told.get(arm, ()), claim)
        return told

    def months(self, arm: str) -> int:
        """How long an arm runs: as long as the longest of its claims."""
        return max(claim.months for claim in self.read_by[arm])

    def seeds(self, arm: str, context: int) -> int:
        """Lucks of an arm in a context. A quick plan has one, two where a best is picked and judged apart."""
        if self.quick:
            return 2 if any(claim.picks() for claim in self.read_by[arm]) else 1
        asked = max(claim.seeds for claim in self.read_by[arm])
        return max(asked, 2 if context % NOISE_EVERY == 1 else 1)

    def asked(self, arm: str) -> Asked:
        """The single lines and cohorts that an arm's claims read, every party's gain and every payment."""
        quantities = [part for claim in self.read_by[arm] for test in claim.tests for part in test.quantities()]
        lines: list[Line] = [FLOWS, *((f"{GAIN}{party}", "world", "all", "all") for party in PARTIES)]
        for part in quantities:
            name = part.indicator or f"{GAIN}{part.account}"
            if not part.cohort:
                lines.append((name, part.place, part.band, part.group))
        cohorts = dict.fromkeys(part.cohort for part in quantities if part.cohort)
        crosses = dict.fromkeys(part.band.removesuffix(" at month 0") for part in quantities if " x " in part.band)
        return Asked(indicators=(), lines=tuple(sorted(set(lines))), cohorts=tuple(cohorts), crosses=tuple(crosses))

    @cached_property
    def _asked(self) -> dict[str, Asked]:
        return {name: self.asked(name) for name in self.arms}

    @cached_property
    def _bases(self) -> dict[int, Scenario]:
        """The scenario by how many months its arms run."""
        return {months: with_values(self.base, {"run.months": months}) for months in {*map(self.months, self.arms)}}

    def runs(self, context: int) -> list[Run]:
        """Runs of one context, the baseline first: all branch from one world, lucks shared across arms."""
        values, own = split(self.values(context))
        values |= {"run.seed": self.people_seed(context)}
        alike: dict[tuple[int, int], list[str]] = {}
        for name in self.arms:
            alike.setdefault((self.months(name), self.seeds(name, context)), []).append(name)
        made: list[Run] = []
        for (months, lucks), names in alike.items():
            arms, asked = [with_own_parameters(self.arms[name], own) for name in names], [self._asked[name] for name in names]
            told = runs_of(arms, self._bases[months], [self.people_seed(context)], range(1, lucks + 1), [values], asked)
            made += [replace(run, context=context) for run in told]
        order = list(self.arms)
        return sorted(made, key=lambda run: order.index(run.arm.name))


def plans_of(
    claims: Sequence[Claim], quick: bool = False, people: int | None = None, worlds: Sequence[str] = (),
    burn_in: int | None = None, among: Sequence[Claim] = (), small: bool = False,
) -> tuple[Plan, ...]:  # fmt: skip
    """One plan a world that the claims name. A quick or small one leaves out arms that are only shown; a small one has
    the people of a quick one, and lucks and tolerances of a full one. ``among``: as in `Plan`.

    Raises ScenarioError with every mistake of every claim.
    """
    made = []
    for world in dict.fromkeys(world for claim in claims for world in claim.worlds if not worlds or world in worlds):
        here = tuple(claim for claim in claims if world in claim.worlds)
        run = {"run.people": people or people_of(world, quick or small)} | ({"run.burn_in": burn_in} if burn_in else {})
        base = load_scenario(world, run)
        read = [name for claim in here for name in claim.arms(shown=not (quick or small))]
        used = sorted(dict.fromkeys(read), key=lambda name: name != NOTHING)
        beside = tuple(claim for claim in among if world in claim.worlds)
        made.append(Plan(world, here, base, quick, options(used, base), beside))
    return tuple(made)


def in_order(plan: Plan, wanted: int) -> Iterator[range]:
    """Contexts in the order of the design, in pieces small enough to keep their worlds at hand."""
    piece = min(8 if plan.quick else PIECE, wanted)
    for first in range(1, TRIED + 1, piece):
        yield range(first, min(first + piece, TRIED + 1))
