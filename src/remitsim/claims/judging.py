"""From figures to judgements: a claim's tests, its verdict in each world, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from remitsim.claims.carrying import Carried
from remitsim.claims.measures import payoffs
from remitsim.claims.noise import as_effects, power, read
from remitsim.claims.plan import PARTIES
from remitsim.claims.reader import Missing, Reader
from remitsim.claims.regions import scores
from remitsim.claims.sheet import Claim, Test, TypedIn
from remitsim.claims.verdicts import (
    ASSUMED,
    FITTED,
    HOLDS,
    HOLDS_WHEN,
    Effects,
    Verdict,
    agreed,
    headline,
    interval,
    joined,
    judge,
    states,
)
from remitsim.lines import FLOW

MATTER_MOST, FLOWS_SHOWN = 3, 6
NEAREST_OFF = 3  # a typed-in parameter is judged on the third of contexts nearest to the value that takes it out


@dataclass(frozen=True)
class Judgement:
    """A claim in one world. ``tables``: effect, noise and seeds by context of each test, by the test's name."""

    claim: Claim
    world: str
    verdict: Verdict
    tables: dict[str, pd.DataFrame]
    design: pd.DataFrame
    power: pd.DataFrame
    matter: pd.Series
    payoffs: pd.DataFrame
    flows: pd.DataFrame
    arms: pd.DataFrame
    tried: int
    implausible: int
    people: int
    notes: tuple[str, ...] = field(default=())

    def row(self) -> dict[str, object]:
        """One line of docs/verdicts: number, world, word, sizes and shares."""
        first = self.claim.judged()[0]
        effect = self.tables[first.name]["effect"]
        low, high = (float(effect.quantile(q)) if effect.notna().any() else float("nan") for q in (0.1, 0.9))
        told = self.verdict
        return {
            "claim": self.claim.number, "paragraph": self.claim.paragraph, "theme": self.claim.theme, "world": self.world,
            "verdict": told.sentence(), "effect": float(effect.median()), "low": low, "high": high, "unit": first.unit,
            "smallest": first.line, "contexts": told.contexts, "yes": told.yes,
            "opposite": told.opposite, "small": told.small, "undecided": told.undecided, "unread": told.unread,
            "share_low": told.low, "share_high": told.high, "matter_most": ", ".join(self.matter.index[:MATTER_MOST]),
            "by_choice": "; ".join(f"{name}: {word}" for name, word in told.by_choice.items()),
            "implausible": self.implausible, "tried": self.tried, "people": self.people, "note": told.note,
        }  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A claim over all its worlds."""

    claim: Claim
    worlds: dict[str, Judgement]

    @cached_property
    def verdict(self) -> Verdict:
        """The headline: one word for all worlds, or *differs by world*."""
        return headline({world: each.verdict for world, each in self.worlds.items()})


def judge_claim(claim: Claim, carried: Carried) -> Judgement:
    """A claim's verdict in the world of these runs, over the contexts in which its arms were run (`contexts_of`)."""
    reader, contexts = carried.reader, contexts_of(claim, carried)
    design = carried.plan.design.table.loc[contexts]
    tables = {test.name: read(reader, test, claim.baseline, contexts) for test in claim.tests}
    effects = [as_effects(test, tables[test.name]) for test in claim.judged()]
    own = _own(claim, design)
    verdict = judge(claim, effects, own, look=carried.plan.quick)
    verdict = _carried_by_itself(claim, effects, own, verdict)
    verdict = replace(verdict, by_choice=_by_choice(claim, effects, own))
    first = tables[claim.judged()[0].name]["effect"].to_numpy(np.float64)
    matter = scores(own, first) if len(own) else pd.Series(dtype=float)
    return Judgement(
        claim, carried.plan.world, verdict, tables, own, power(claim, tables), matter,
        payoffs(reader, claim.arms(), claim.parties or PARTIES, claim.baseline, claim.months // 12), _flows(reader, claim),
        _shown(reader, claim, contexts), len(carried.tried), sum(not each.passed for each in carried.tried),
        carried.plan.base.run.people,
    )  # fmt: skip


def contexts_of(claim: Claim, carried: Carried) -> list[int]:
    """Contexts in which every arm that the claim's verdict reads was run; other claims may have been run in more."""
    arms = {claim.baseline, *(name for test in claim.judged() for name in test.arms_read())}
    told = carried.figures.loc[carried.figures["arm"].isin(arms), ["context", "arm"]].drop_duplicates()
    whole = told.groupby("context", observed=True)["arm"].nunique()
    return [context for context in carried.passed if whole.get(context, 0) == len(arms)]


def _own(claim: Claim, design: pd.DataFrame) -> pd.DataFrame:
    """The columns of a design that are this claim's own, or all if none is."""
    named = [*claim.parameters, *claim.ranges, *claim.choices]
    columns = [name for name in design.columns if name in named]
    return design[columns] if columns else design


def _carried_by_itself(claim: Claim, effects: Sequence[Effects], design: pd.DataFrame, verdict: Verdict) -> Verdict:
    """*Assumed* where the verdict goes once the parameter of the path is off; *fitted* where the answer is a level."""
    if verdict.word not in (HOLDS, HOLDS_WHEN):
        return verdict
    if claim.fitted_by:
        return replace(verdict, word=FITTED, note=claim.fitted_by)
    if claim.never_holds:
        return replace(verdict, word=ASSUMED, note=claim.never_holds)
    sides = {side.parameter for side in verdict.region.sides} if verdict.region else set()
    for each in claim.typed_in:
        if each.parameter in sides:
            return replace(verdict, word=ASSUMED, note=f"{verdict.sentence()}: a number typed in")
        if verdict.word == HOLDS and each.parameter in design and (told := _off(claim, effects, design[each.parameter], each)):
            return replace(verdict, word=ASSUMED, note=told)
    return verdict


def _off(claim: Claim, effects: Sequence[Effects], column: pd.Series, each: TypedIn) -> str:
    """What is to be said if the claim no longer holds near the value that takes a typed-in parameter out."""
    if isinstance(each.off, str):
        near = (column == each.off).to_numpy()
    else:
        distance = (column.astype(float) - each.off).abs()
        near = (distance <= distance.quantile(1.0 / NEAREST_OFF)).to_numpy()
    some = [_some(e, near) for e in effects]
    agree = joined(some, claim.groups(), 0)
    if not len(agree) or agreed(claim, some, 0, lambda yes: interval(int(yes.sum()), len(yes))[1]):
        return ""
    return f"near {each.parameter} = {each.off} only {agree.mean():.0%} of contexts agree"


def _some(effects: Effects, which: np.ndarray) -> Effects:
    return Effects(effects.test, effects.value[which], effects.noise[which], effects.known[which])


def _by_choice(claim: Claim, effects: Sequence[Effects], design: pd.DataFrame) -> dict[str, str]:
    """Share of contexts that agree under each option of each structural choice."""
    told = {}
    for name in claim.choices:
        if name in design:
            for chosen in sorted(design[name].unique()):
                which = (design[name] == chosen).to_numpy()
                yes = joined([_some(e, which) for e in effects], claim.groups(), 0)
                told[f"{name} = {chosen}"] = f"{int(yes.sum())} of {len(yes)} agree"
    return told


def each_way(effects: Effects) -> tuple[int, int, int]:
    """Contexts that say yes, the opposite, and neither."""
    yes, opposite, small = states(effects, 0)
    return int(yes.sum()), int(opposite.sum()), int(small.sum())


def _flows(reader: Reader, claim: Claim) -> pd.DataFrame:
    """Payments that changed most in the arm that the verdict is on: USD a year, mean over contexts."""
    arm = claim.judged()[0].arm
    kept = reader.figures[reader.figures["indicator"].astype(str).str.startswith(FLOW)]
    kept = kept[kept["arm"].isin([arm, claim.baseline]) & kept["year"].between(1, claim.months // 12)]
    wide = kept.pivot_table(index="indicator", columns="arm", values="value", aggfunc="mean", observed=True)
    if arm not in wide or claim.baseline not in wide or arm == claim.baseline:
        return pd.DataFrame(columns=["flow", "baseline", "difference"])
    wide = wide.fillna(0.0)
    told = pd.DataFrame({"baseline": wide[claim.baseline], "difference": wide[arm] - wide[claim.baseline]})
    told = told.reindex(told["difference"].abs().sort_values(ascending=False).index).head(FLOWS_SHOWN)
    return told.reset_index().rename(columns={"indicator": "flow"}).assign(flow=lambda t: t["flow"].str.removeprefix(FLOW))


def _shown(reader: Reader, claim: Claim, contexts: Sequence[int]) -> pd.DataFrame:
    """The first test's effect in every arm of the claim, beside the one the verdict is on."""
    first = claim.judged()[0]
    rows = []
    for arm in claim.arms():
        alone = first.measure in ("difference", "after event", "level")
        if arm not in reader.arms() or arm == (first.against or claim.baseline) or not alone:
            continue
        told = _read_arm(reader, first, arm, claim.baseline, contexts)
        if told is not None and told.notna().any():
            rows.append({"arm": arm, "effect": told.median(), "low": told.quantile(0.1), "high": told.quantile(0.9),
                         "unit": first.unit, "verdict is on it": arm == first.arm})  # fmt: skip
    return pd.DataFrame(rows, columns=["arm", "effect", "low", "high", "unit", "verdict is on it"])


def _read_arm(reader: Reader, test: Test, arm: str, baseline: str, contexts: Sequence[int]) -> pd.Series | None:
    try:
        return read(reader, test.model_copy(update={"arm": arm}), baseline, contexts)["effect"]
    except Missing:
        return None


def table_of(judged: Sequence[Judged]) -> pd.DataFrame:
    """One line a claim and world."""
    return pd.DataFrame([each.row() for one in judged for each in one.worlds.values()])
