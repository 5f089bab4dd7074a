"""Verdicts by rule: from each context's effect, noise and line to a word. No verdict is ever given by hand.

A context nearer than two noises to a line is *undecided*: it stays in the denominator, and a word counts only if it
survives calling the undecided ones either way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import beta

from remitsim.claims.regions import Region, region_where
from remitsim.claims.sheet import Claim, Test

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]

HOLDS, HOLDS_WHEN, NO_EFFECT, REVERSED, MIXED = "holds", "holds when", "no effect worth having", "reversed", "mixed"
UNDECIDED, CONTRADICTED, ASSUMED, FITTED = "undecided", "contradicted", "assumed", "fitted"
DIFFERS, NOT_TESTED, NOT_YET, FIRST_LOOK = "differs by world", "not tested", "not yet tested", "first look"
WORDS = (HOLDS, HOLDS_WHEN, NO_EFFECT, REVERSED, MIXED, UNDECIDED, CONTRADICTED, ASSUMED, FITTED, DIFFERS, NOT_TESTED,
         NOT_YET, FIRST_LOOK)  # fmt: skip
NOISES = 2.0
FOR_A_VERDICT, FOR_A_REGION = 128, 256
SEEDS_TRIED = (2, 4, 8, 16, 32, 64, 128)  # times the seeds that a context has


@dataclass(frozen=True)
class Effects:
    """Effects of one test: one value a context, and its noise (nan where it was not measured) with the seeds it has."""

    test: Test
    value: Numbers
    noise: Numbers
    known: Flags  # contexts in which the effect could be read at all
    seeds: float = 1.0  # of most contexts


@dataclass(frozen=True)
class Verdict:
    """A word, and what it rests on: counts of contexts, interval of the share, a region, seeds that would settle it."""

    word: str
    contexts: int = 0
    yes: int = 0
    opposite: int = 0
    small: int = 0
    undecided: int = 0
    unread: int = 0
    share: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    region: Region | None = None
    seeds: int | None = None
    note: str = ""
    by_choice: Mapping[str, str] = field(default_factory=dict)

    def sentence(self) -> str:
        """The word with its region or its missing seeds."""
        if self.word == HOLDS_WHEN and self.region:
            return f"{self.word} {self.region.sentence()}"
        if self.word == UNDECIDED and self.seeds:
            return f"{self.word} (about {self.seeds} seeds a context would settle it)"
        if self.word == FIRST_LOOK and self.contexts:
            return f"{self.word}: {self.counted()} contexts say so"
        return self.word

    def counted(self) -> str:
        """How many contexts say so, of those in which every test could be read, and how many could not."""
        unread = f" read ({self.unread} not read)" if self.unread else ""
        return f"{self.yes} of {self.contexts - self.unread}{unread}"


def states(effects: Effects, lean: int) -> tuple[Flags, Flags, Flags]:
    """Which contexts say yes, the opposite, and neither, the undecided ones called yes (lean 1), no (-1) or as they are."""
    test, slack = effects.test, np.nan_to_num(NOISES * effects.noise) * lean
    value = effects.value
    if test.form == "E":
        size = np.abs(value)
        yes = size - slack < test.smallest
        side = np.sign(np.nanmedian(value)) if len(value) else 1.0
        return _as_known(effects, yes, ~yes & (np.sign(value) == side), yes, lean)
    if test.form == "R":
        line = test.at_least if test.at_least is not None else test.at_most
        sign = 1.0 if test.at_least is not None else -1.0
        yes = sign * (value - float(line or 0.0)) + slack >= 0
        return _as_known(effects, yes, ~yes, np.zeros_like(yes), lean)
    toward = value * (1.0 if test.expected == "+" else -1.0)
    yes = toward + slack >= test.smallest
    opposite = ~yes & (-toward - slack >= test.smallest)
    return _as_known(effects, yes, opposite, ~yes & ~opposite, lean)


def _as_known(effects: Effects, yes: Flags, opposite: Flags, small: Flags, lean: int) -> tuple[Flags, Flags, Flags]:
    """A context whose effect could not be read is yes in one calling, no in the other; never small, never opposite."""
    known = effects.known
    return np.where(known, yes, lean > 0), opposite & known, small & known


def undecided(effects: Effects) -> Flags:
    """Contexts nearer than two noises to a line of the form, or without a readable effect."""
    up, down = states(effects, 1), states(effects, -1)
    unsure: Flags = ~effects.known
    for one, other in zip(up, down, strict=True):
        unsure = unsure | (one != other)
    return unsure


def joined(effects: Sequence[Effects], groups: Sequence[Sequence[str]], lean: int) -> Flags:
    """Contexts in which of each group of tests any one says yes."""
    told = {each.test.name: states(each, lean)[0] for each in effects}
    every = [np.any([told[name] for name in group], axis=0) for group in groups]
    result: Flags = np.all(every, axis=0)
    return result


def interval(yes: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Clopper-Pearson interval of a share."""
    if of == 0:
        return 0.0, 1.0
    tail = (1.0 - level) / 2.0
    low = 0.0 if yes == 0 else float(beta.ppf(tail, yes, of - yes + 1))
    high = 1.0 if yes == of else float(beta.ppf(1.0 - tail, yes + 1, of - yes))
    return low, high


def judge(
    claim: Claim, effects: Sequence[Effects], design: pd.DataFrame, regions: bool = True, look: bool = False
) -> Verdict:
    """The verdict of a claim in one world.

    ``effects``: of the judged tests, in their order, all over the same contexts; ``design``: those contexts'
    parameters, a row each in the order of the design. ``regions`` False leaves *holds when* out; ``look``: a first
    look whatever the number of contexts.
    """
    first = effects[0]
    count = len(first.value)
    counted = _counts(claim, effects)
    if count < FOR_A_VERDICT or look:
        return replace(counted, word=FIRST_LOOK)
    if count < claim.least_contexts:
        return replace(counted, word=FIRST_LOOK, note=f"a verdict asks for {claim.least_contexts} contexts")
    if any(not np.isfinite(each.noise).any() for each in effects):
        return replace(counted, word=FIRST_LOOK, note="luck was not measured: two seeds in some contexts are wanted")
    words = {lean: _word(claim, effects, lean) for lean in (1, -1)}
    if words[1] == words[-1] and words[1] != MIXED:
        return replace(counted, word=words[1])
    if HOLDS in words.values() or not {MIXED} & set(words.values()):
        return replace(counted, word=UNDECIDED, seeds=seeds_that_settle(claim, effects))
    region = _region(claim, effects, design) if regions and count >= FOR_A_REGION else None
    if region is not None:
        return replace(counted, word=HOLDS_WHEN, region=region)
    if words[1] != words[-1]:
        return replace(counted, word=UNDECIDED, seeds=seeds_that_settle(claim, effects))
    note = "" if count >= FOR_A_REGION else f"a region is looked for from {FOR_A_REGION} contexts on"
    return replace(counted, word=MIXED, note=note)


def _counts(claim: Claim, effects: Sequence[Effects]) -> Verdict:
    first, groups = effects[0], claim.groups()
    yes = joined(effects, groups, 0)
    _, opposite, small = states(first, 0)
    unsure = joined(effects, groups, 1) != joined(effects, groups, -1)
    low, high = interval(int(yes.sum()), len(yes))
    share = float(yes.mean()) if len(yes) else float("nan")
    unread = int((~np.logical_and.reduce([each.known for each in effects])).sum())
    return Verdict("", len(yes), int(yes.sum()), int(opposite.sum()), int(small.sum()), int(unsure.sum()), unread,
                   share, low, high)  # fmt: skip


def agreed(claim: Claim, effects: Sequence[Effects], lean: int, measured: Callable[[Flags], float] = np.mean) -> bool:
    """Whether the tests agree in as many contexts as asked: together, or each in its own share where shares differ."""
    shares = {each.test.name: each.test.share for each in effects}
    if len(set(shares.values())) == 1:
        return bool(measured(joined(effects, claim.groups(), lean)) >= max(shares.values()))
    return all(measured(joined(effects, [group], lean)) >= max(shares[name] for name in group) for group in claim.groups())


def _word(claim: Claim, effects: Sequence[Effects], lean: int) -> str:
    """The word if the undecided contexts are all called one way; MIXED where no share is large enough."""
    first = effects[0]
    if agreed(claim, effects, lean):
        return HOLDS
    yes, opposite, _ = states(first, lean)
    if first.test.form == "R":
        same = len({each.test.share for each in effects}) == 1
        return CONTRADICTED if (joined(effects, claim.groups(), lean) if same else yes).mean() <= 1.0 - 0.9 else MIXED
    if first.test.form == "E":
        return CONTRADICTED if opposite.mean() >= first.test.share else MIXED
    if opposite.mean() >= first.test.share:
        return REVERSED
    slack = np.nan_to_num(NOISES * first.noise) * lean  # small either way: a context near one line or the other is called both
    small = first.known & (np.abs(first.value) - slack < first.test.smallest)
    return NO_EFFECT if small.mean() >= first.test.share else MIXED


def _region(claim: Claim, effects: Sequence[Effects], design: pd.DataFrame) -> Region | None:
    """A region in which the claim holds, whichever way the undecided contexts are called."""
    found = region_where(design, joined(effects, claim.groups(), -1))
    if found is None or not found.judge(design, joined(effects, claim.groups(), 1)):
        return None
    return found


def seeds_that_settle(claim: Claim, effects: Sequence[Effects]) -> int | None:
    """Fewest seeds a context after which both callings would give one word, effects staying as they are."""
    for times in SEEDS_TRIED:
        finer = [replace(each, noise=each.noise / np.sqrt(times)) for each in effects]
        words = {_word(claim, finer, lean) for lean in (1, -1)}
        if len(words) == 1:
            return int(np.ceil(times * max(each.seeds for each in effects)))
    return None


def headline(by_world: Mapping[str, Verdict]) -> Verdict:
    """One word for all worlds: theirs if they agree, else *differs by world*."""
    told = list(by_world.values())
    words = {verdict.word for verdict in told}
    if len(told) == 1:
        return told[0]
    if len(words) == 1 and HOLDS_WHEN not in words:
        return replace(told[0], contexts=sum(v.contexts for v in told), yes=sum(v.yes for v in told), region=None)
    note = "; ".join(f"{world}: {verdict.sentence()}" for world, verdict in by_world.items())
    if FIRST_LOOK in words:
        return Verdict(FIRST_LOOK, note=note)
    return Verdict(DIFFERS, note=note)
