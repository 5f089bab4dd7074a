"""The measures that cover every claim: pure functions from figures to one effect a context and seed.

Each takes a `Reader`, a `Test` and the name of the baseline, and gives a series indexed by (context, luck).
"""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

import numpy as np
import pandas as pd

from remitsim.claims.reader import Reader
from remitsim.claims.sheet import Test

Effect = pd.Series
NEVER_REACHED = 2.0  # a threshold that no dose reaches is told as so many times the largest dose


def difference(reader: Reader, test: Test, baseline: str) -> Effect:
    """Arm less baseline (or ``against``); a share of the baseline's level if relative."""
    return reader.difference(test.quantity, test.arm, test.against or baseline, test.relative)


def level(reader: Reader, test: Test, baseline: str) -> Effect:
    """The quantity itself, in one arm."""
    return reader.value(test.quantity, test.arm)


def ratio(reader: Reader, test: Test, baseline: str) -> Effect:
    """A difference over another: (arm less against) ÷ (divide's arm less its against); unread under ``least``.

    What is divided by is meant positive: less than nothing saved, or nobody gone, says nothing of a ratio.
    """
    top, under = _two(reader, test, baseline)
    return top.div(under)


def excess(reader: Reader, test: Test, baseline: str) -> Effect:
    """A difference less another, as `ratio` names them: over nought where their ratio is over one, without its tails."""
    top, under = _two(reader, test, baseline)
    return top.sub(under)


def _two(reader: Reader, test: Test, baseline: str) -> tuple[Effect, Effect]:
    top = reader.value(test.quantity, test.arm)
    if test.against:
        top = top.sub(reader.value(test.quantity, test.against))
    divide, arm = test.divide or test.quantity, test.divide_arm or baseline
    under = reader.value(divide, arm)
    if test.divide_against:
        under = under.sub(reader.value(divide, test.divide_against))
    least = max(test.least, 1e-12)
    if test.least_share > 0.0:
        return top, under.where(under >= (test.least_share * reader.value(divide, baseline).abs()).clip(lower=least))
    return top, under.where(under >= least)


def interaction(reader: Reader, test: Test, baseline: str) -> Effect:
    """What levers do together beyond the sum of what each does: ``arms`` are all, each alone, none of them."""
    together, *alone, neither = (reader.value(test.quantity, name) for name in test.arms)
    gap = together.add((len(alone) - 1) * neither)
    for one in alone:
        gap = gap.sub(one)
    return gap.div(neither.abs().where(neither != 0)) if test.relative else gap


def shapley_parts(reader: Reader, test: Test) -> pd.DataFrame:
    """Each part's share by Shapley: ``arms`` are all subsets in binary order (none, a, b, ab, c, ...)."""
    worth = [reader.value(test.quantity, name) for name in test.arms]
    parts = len(worth).bit_length() - 1
    told = {}
    for part in range(parts):
        total = worth[0] * 0.0
        for subset in range(len(worth)):
            if not subset >> part & 1:
                size = subset.bit_count()
                weight = factorial(size) * factorial(parts - size - 1) / factorial(parts)
                total = total + weight * worth[subset | 1 << part].sub(worth[subset])
        told[test.arms[1 << part]] = total
    return pd.DataFrame(told)


def shapley_share(reader: Reader, test: Test, baseline: str) -> Effect:
    """One part's contribution (``arm`` alone names it) by Shapley; of the whole gap if relative."""
    parts = shapley_parts(reader, test)
    if not test.relative:
        return parts[test.arm]
    whole = parts.sum(axis=1)
    return parts[test.arm].div(whole.where(whole.abs() >= max(test.least, 1e-12)))


def same_first(reader: Reader, test: Test, baseline: str) -> Effect:
    """1 where the part that is first by Shapley is the one most often first, picked on one seed, judged on another."""
    parts = shapley_parts(reader, test).dropna()
    first = parts.idxmin(axis=1) if test.lower_first else parts.idxmax(axis=1)
    return (first == _favourite(first)).astype(float)


def _favourite(first: pd.Series) -> str:
    """The name most often first on the first seed; with one seed alone, on every other context."""
    lucks = first.index.get_level_values("luck")
    chosen = first[lucks == lucks.min()]
    counts = chosen.iloc[::2] if len(chosen) == len(first) else chosen
    return str(counts.value_counts().index[0]) if len(counts) else ""


def ranking(reader: Reader, test: Test, baseline: str) -> Effect:
    """The arm's lead over the best of ``arms``; as a share of the baseline's level if relative."""
    own = reader.value(test.quantity, test.arm)
    others = pd.DataFrame({name: reader.value(test.quantity, name) for name in test.arms if name != test.arm})
    lead = others.min(axis=1).sub(own) if test.lower_first else own.sub(others.max(axis=1))
    level_ = reader.value(test.quantity, baseline).abs()
    return lead.div(level_.where(level_ > 0)) if test.relative else lead


def best_of_several(reader: Reader, test: Test, baseline: str) -> Effect:
    """What the best of ``arms`` brings beyond the baseline, the best picked on the context's other seeds.

    A context with one seed cannot be judged: picked and judged on the same luck, nothing at all wins almost always.
    """
    pick = test.pick or test.quantity
    told = pd.DataFrame({name: reader.value(pick, name).sub(reader.value(pick, baseline)) for name in test.arms})
    gain = pd.DataFrame({name: reader.difference(test.quantity, name, baseline, test.relative) for name in test.arms})
    gain = gain.reindex(told.index)  # a context may have nothing of the quantity
    total = told.groupby(level="context").transform("sum")
    seeds = told.groupby(level="context")[test.arms[0]].transform("count")
    others = total.sub(told)
    best = (-others if test.lower_first else others).to_numpy()
    chosen = gain.to_numpy()[np.arange(len(gain)), np.where(np.isfinite(best).all(axis=1), best.argmax(axis=1), 0)]
    return pd.Series(chosen, gain.index).where((seeds > 1) & np.isfinite(best).all(axis=1))


def share_moved(reader: Reader, test: Test, baseline: str) -> Effect:
    """Half the sum of what the shares of all ``groups`` change by: what went from one to another."""
    gaps = [reader.difference(each, test.arm, test.against or baseline, False).abs() for each in test.of_groups()]
    return 0.5 * sum(gaps[1:], gaps[0])


def regret(reader: Reader, test: Test, baseline: str) -> Effect:
    """What a context loses under the one of ``arms`` that is best over all contexts, against its own best.

    Its own best is picked on its other seeds, so luck alone brings no regret; a context with one seed is unread.
    """
    gain = pd.DataFrame({name: reader.difference(test.quantity, name, baseline, test.relative) for name in test.arms})
    own = best_of_several(reader, test.model_copy(update={"pick": None}), baseline)
    mean = gain.mean()
    everywhere = str(mean.idxmin() if test.lower_first else mean.idxmax())
    return gain[everywhere].sub(own) if test.lower_first else own.sub(gain[everywhere])


def _by_dose(reader: Reader, test: Test, baseline: str) -> pd.DataFrame:
    """Differences from the baseline, a column a dose, doses rising."""
    told = {
        dose: reader.difference(test.quantity, name, test.against or baseline, test.relative)
        for dose, name in sorted(zip(test.doses, test.arms, strict=True))
    }
    return pd.DataFrame(told)


def dose_slope(reader: Reader, test: Test, baseline: str) -> Effect:
    """Least-squares slope of the effect over doses."""
    table = _by_dose(reader, test, baseline)
    doses = np.array(table.columns, float)
    centred = doses - doses.mean()
    return pd.Series(table.to_numpy() @ centred / float(centred @ centred), table.index)


def convexity(reader: Reader, test: Test, baseline: str) -> Effect:
    """The last step's slope less the first step's."""
    table = _by_dose(reader, test, baseline)
    doses = np.array(table.columns, float)
    steps = np.diff(table.to_numpy(float), axis=1) / np.diff(doses)
    return pd.Series(steps[:, -1] - steps[:, 0], table.index)


def threshold(reader: Reader, test: Test, baseline: str) -> Effect:
    """The lowest dose at which the effect reaches ``within``, between doses by a straight line."""
    table = _by_dose(reader, test, baseline)
    doses = np.array(table.columns, float)
    sign = -1.0 if test.expected == "-" else 1.0
    told = [_crossing(doses, sign * effects, test.within) for effects in table.to_numpy(float)]
    return pd.Series(told, table.index)


def _crossing(doses: np.ndarray, effects: np.ndarray, line: float) -> float:
    if not np.isfinite(effects).all():
        return float("nan")
    over = np.nonzero(effects >= line)[0]
    if not len(over):
        return NEVER_REACHED * float(doses[-1])
    at = int(over[0])
    if at == 0:
        return float(doses[0])
    rise = effects[at] - effects[at - 1]
    part = (line - effects[at - 1]) / rise if rise > 0 else 1.0
    return float(doses[at - 1] + part * (doses[at] - doses[at - 1]))


def months_to_recover(reader: Reader, test: Test, baseline: str) -> Effect:
    """Months till the quantity stays within ``within`` of the baseline for good, in steps of twelve.

    0: never left; over the last year read: not back in the years read.
    """
    quantity, against = test.quantity, test.against or baseline
    base = reader.paths(quantity, against)
    gap = reader.paths(quantity, test.arm).sub(base).div(base.abs()).abs()
    years = np.arange(1, gap.shape[1] + 1)
    last = np.where(gap.to_numpy() > test.within, years, 0).max(axis=1)
    told = pd.Series(12.0 * last, gap.index)
    return told.where(last < gap.shape[1], 12.0 * (gap.shape[1] + 1)).where(gap.notna().all(axis=1))


def between_groups(reader: Reader, test: Test, baseline: str) -> Effect:
    """One group less another within an arm; with ``against``, less the same gap there."""
    other = test.pick or test.quantity
    gap = reader.value(test.quantity, test.arm).sub(reader.value(other, test.arm))
    if test.against:
        gap = gap.sub(reader.value(test.quantity, test.against).sub(reader.value(other, test.against)))
    level_ = reader.value(other, test.arm).abs()
    return gap.div(level_.where(level_ > 0)) if test.relative else gap


MEASURES: dict[str, Callable[[Reader, Test, str], Effect]] = {
    "difference": difference, "after event": difference, "ratio": ratio, "excess": excess, "interaction": interaction,
    "shapley share": shapley_share, "ranking": ranking, "same first": same_first, "best of several": best_of_several,
    "dose slope": dose_slope, "convexity": convexity, "threshold": threshold, "months to recover": months_to_recover,
    "between groups": between_groups, "level": level, "share moved": share_moved, "regret": regret,
}  # fmt: skip


def effects_of(reader: Reader, test: Test, baseline: str) -> Effect:
    """Effects by (context, luck); too few rows behind an arm or its baseline leave a context unread."""
    told = MEASURES[test.measure](reader, test, baseline)
    if test.beside:
        moved = {"arm": test.beside} | ({"divide_arm": test.beside} if test.divide_arm == test.arm else {})
        told = told.sub(MEASURES[test.measure](reader, test.model_copy(update=moved), baseline))
    if test.least_rows:
        for arm in (test.arm, test.against or baseline):
            told = told.where(reader.rows(test.quantity, arm).reindex(told.index) >= test.least_rows)
    return told.rename("effect")


def payoffs(reader: Reader, arms: tuple[str, ...], accounts: tuple[str, ...], baseline: str, years: int) -> pd.DataFrame:
    """Mean gain of each account in each arm over the first years beyond the baseline, USD: arms x accounts.

    ``years``: those of the claim; arms that other claims read too run longer.
    """
    figures = reader.figures
    whole = figures[(figures["place"] == "world") & (figures["band"] == "all") & figures["year"].between(1, years)]
    rows: dict[str, dict[str, float]] = {arm: {} for arm in arms if arm != baseline}
    for account in accounts:
        kept = whole[whole["indicator"] == f"gain: {account}"]
        sums = kept.groupby(["arm", "context", "luck"], observed=True)["value"].sum()
        known = set(sums.index.get_level_values("arm"))
        for arm, row in rows.items():
            both = arm in known and baseline in known
            row[account] = float((sums[arm] - sums[baseline]).mean()) if both else float("nan")
    return pd.DataFrame(rows).T
