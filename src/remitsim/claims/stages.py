"""The core set in two stages on one table of runs a world: eight claims over many contexts first, then the rest.

Both stages take the same design, so the second's contexts are the first of the first's, and no run is done twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from remitsim.batches.store import Store
from remitsim.claims.carrying import Carried, carry, read_back, store_at
from remitsim.claims.plan import Plan, plans_of
from remitsim.claims.plausible import Plausible
from remitsim.claims.screening import Screening, screening, widened
from remitsim.claims.sheet import Claim
from remitsim.progress import Progress

FIRST = ("C21", "C22", "C26", "C31", "C45", "C66", "C77", "C12")
MS_A_MONTH = 2.5  # a simulated month and thousand people of a small world on one of two busy cores, till a store tells
PASSED = {"gulf": 0.15}  # share of contexts tried that are plausible, as twelve a world told, till a store tells
PASSED_ELSEWHERE = 0.9


@dataclass(frozen=True)
class Stage:
    """A world's part of a stage. ``before``: arms that an earlier stage runs in these contexts already."""

    name: str
    plan: Plan
    contexts: int
    before: frozenset[str] = frozenset()

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One line an arm that this stage adds: months, runs (lucks of all contexts), months in all."""
        rows = []
        for arm in self.plan.arms:
            if arm not in self.before:
                lucks = sum(self.plan.seeds(arm, context) for context in range(1, self.contexts + 1))
                rows.append({"arm": arm, "months": self.plan.months(arm), "runs": lucks})
        told = pd.DataFrame(rows, columns=["arm", "months", "runs"])
        return told.assign(all_months=told["months"] * told["runs"])


def stages_of(
    claims: Sequence[Claim], first: int = 128, rest: int = 64, people: int | None = None, worlds: Sequence[str] = (),
    small: bool = True, tolerance: float = 1.0, screened: pd.DataFrame | None = None, among: Sequence[Claim] = (),
) -> tuple[Stage, ...]:  # fmt: skip
    """The eight claims with ``first`` contexts a world, then the others with ``rest``, if over 0.

    ``among``: the claims that share tables of runs with these, if not these alone: a part then runs as the whole would.
    ``screened``: what a screening told; parameters of groups that move a measure are varied too.

    Raises ValueError if the rest is to have more contexts than the first; ScenarioError with every mistake of every claim.
    """
    if rest > first:
        raise ValueError(f"the rest has {rest} contexts, more than the {first} of the first claims")
    made: list[Stage] = []
    for name, number, contexts in (("first", True, first), ("rest", False, rest)):
        chosen = [claim for claim in claims if (claim.number in FIRST) == number] if contexts else []
        for asked in plans_of(chosen, False, people, worlds, None, among or claims, small):
            plan = asked if screened is None else widened(asked, screened)
            before = frozenset(arm for stage in made if stage.plan.world == plan.world for arm in stage.plan.arms)
            made.append(Stage(name, replace(plan, tolerance=tolerance), contexts, before))
    return tuple(made)


def table_of_stages(stages: Sequence[Stage], store: Store, jobs: int | None = None) -> list[dict[str, Any]]:
    """A line a stage and world: claims, contexts, arms, runs, runs done, minutes expected on so many cores."""
    jobs, records = jobs or os.cpu_count() or 1, store.runs()
    records = records[(records["status"] == "done") & records["current"]]
    rows = []
    for stage in stages:
        plan, runs = stage.plan, stage.runs
        had = records[(records["world"] == plan.world) & records["arm"].isin(runs["arm"])]
        months = had["arm"].map(runs.set_index("arm")["months"]).astype(float)
        a_month = float(had["seconds"].sum() / months.sum()) if len(had) else _guess(plan)
        left = max(0.0, float(runs["all_months"].sum() - months.sum()))
        burning = _to_burn(stage, store, len(had) / max(int(runs["runs"].sum()), 1)) * plan.base.run.burn_in
        rows.append({
            "stage": stage.name, "world": plan.world, "claims": " ".join(claim.number for claim in plan.claims),
            "people": plan.base.run.people, "contexts": stage.contexts, "arms": len(runs), "runs": int(runs["runs"].sum()),
            "done": len(had), "minutes": (left + burning) * a_month / 60.0 / jobs,
        })  # fmt: skip
    return rows


def _guess(plan: Plan) -> float:
    return MS_A_MONTH / 1000.0 * plan.base.run.people / 1000.0


def _to_burn(stage: Stage, store: Store, done: float) -> float:
    """Contexts still to burn in: those that are not plausible with them."""
    if stage.before:  # which contexts are plausible is known from the stage before
        return stage.contexts * (1.0 - min(done, 1.0))
    tried = Plausible(stage.plan, store.folder).known_in_order()
    passed = sum(each.passed for each in tried)
    share = passed / len(tried) if passed else PASSED.get(stage.plan.world, PASSED_ELSEWHERE)
    return stage.contexts * (1.0 - min(done, 1.0)) / share


def carried_of(
    stages: Sequence[Stage], store: Path | str, jobs: int | None = None, progress: Progress | None = None,
    cluster: str | None = None,
) -> Iterator[Carried]:  # fmt: skip
    """Carry the stages out one by one, each as it ends; ends after one that was stopped. The store's runs are not done again."""
    kept = store_at(store)
    for stage in stages:
        carried = carry(stage.plan, kept, stage.contexts, jobs, progress, cluster)
        yield carried
        if carried.stopped:
            return


def read_stages(stages: Sequence[Stage], store: Path | str) -> list[Carried]:
    """What a store holds of the stages; runs nothing."""
    kept = store_at(store)
    return [read_back(stage.plan, kept, stage.contexts) for stage in stages]


def screenings_of(
    claims: Sequence[Claim], trajectories: int, people: int | None = None, worlds: Sequence[str] = ()
) -> tuple[Screening, ...]:
    """A screening a world of the eight claims among these, at the sizes of a first look. Raises ScenarioError."""
    chosen = [claim for claim in claims if claim.number in FIRST]
    return tuple(screening(plan, trajectories) for plan in plans_of(chosen, False, people, worlds, None, claims, True))
