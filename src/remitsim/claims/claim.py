"""``remitsim.claim("C21").run(...)``: one claim, or many on one table of runs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from remitsim.claims.carrying import Carried, carry, read_back, store_at
from remitsim.claims.catalogue import all_claims, find_claim
from remitsim.claims.judging import Judged, contexts_of, judge_claim
from remitsim.claims.plan import plans_of
from remitsim.claims.sheet import Claim
from remitsim.progress import Bar, Progress


@dataclass(frozen=True)
class Testable:
    """A claim that can be put to the test."""

    claim: Claim

    def run(
        self, quick: bool = True, store: Path | str | None = None, contexts: int | None = None, people: int | None = None,
        worlds: Sequence[str] = (), jobs: int | None = None, progress: Progress | None = None, cluster: str | None = None,
        burn_in: int | None = None,
    ) -> Judged:  # fmt: skip
        """Run the claim's arms over contexts and judge it. ``store``: keeps the runs; without it they are thrown away."""
        judged, _ = run_claims([self.claim], quick, store, contexts, people, worlds, jobs, progress, cluster, burn_in)
        return judged[0]


def claim(number: str) -> Testable:
    """A claim by number ("C21", "21") or by its file. Raises ScenarioError with the nearest number."""
    return Testable(find_claim(number))


def run_claims(
    claims: Sequence[Claim], quick: bool = True, store: Path | str | None = None, contexts: int | None = None,
    people: int | None = None, worlds: Sequence[str] = (), jobs: int | None = None, progress: Progress | None = None,
    cluster: str | None = None, burn_in: int | None = None,
) -> tuple[list[Judged], list[Carried]]:  # fmt: skip
    """Run claims world by world on one table of runs and judge each. Raises ScenarioError before anything runs."""
    plans = plans_of(claims, quick, people, worlds, burn_in)
    progress = progress or Bar()
    if store is None:
        with tempfile.TemporaryDirectory() as folder:
            carried = [carry(plan, store_at(folder), contexts, jobs, progress, cluster) for plan in plans]
    else:
        kept = store_at(store)
        carried = []
        for plan in plans:
            carried.append(carry(plan, kept, contexts, jobs, progress, cluster))
            if carried[-1].stopped:
                break
    return judged_of(claims, carried), carried


def read_claims(
    claims: Sequence[Claim], store: Path | str, quick: bool = True, contexts: int | None = None,
    people: int | None = None, worlds: Sequence[str] = (),
) -> tuple[list[Judged], list[Carried]]:  # fmt: skip
    """Judge claims on what a store holds already; runs nothing. Raises ScenarioError."""
    carried = [read_back(plan, store_at(store), contexts) for plan in plans_of(claims, quick, people, worlds)]
    return judged_of(claims, carried), carried


def judged_of(claims: Sequence[Claim], carried: Sequence[Carried]) -> list[Judged]:
    """Every claim judged in every world in which it was carried."""
    told = []
    for one in claims:
        here = {each.plan.world: judge_claim(one, each) for each in carried
                if one in each.plan.claims and contexts_of(one, each)}  # fmt: skip
        if here:
            told.append(Judged(one, here))
    return told


def core_set() -> list[Claim]:
    """Claims of the core set that have a file."""
    return [each for each in all_claims().values() if not each.second_set]
