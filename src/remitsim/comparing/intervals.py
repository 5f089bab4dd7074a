"""Intervals of paired differences: bootstrap over populations, lucks within."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]

LEVEL = 0.95
RESAMPLES = 2000
AT_ONCE = 2000  # columns a bootstrap holds in memory
FEW_POPULATIONS = 10


@dataclass(frozen=True)
class Interval:
    """``mean``, ``low``, ``high`` (columns,): mean over populations of the mean over lucks, and its bootstrap interval.

    All three are equal where every pair tells the same; ends are nan where there is only one pair.
    """

    mean: Numbers
    low: Numbers
    high: Numbers


def interval(values: Numbers, populations: Indices, level: float = LEVEL) -> Interval:
    """Interval of the mean of ``values`` (pairs, columns), whose rows come from ``populations`` (pairs,).

    Populations are drawn again with replacement, then lucks within each; with one population, lucks alone. A value
    that is not known (nan) counts in no mean. Percentile ends of `scipy.stats.bootstrap`.
    """
    values = np.asarray(values, float)
    whole = _weights(_alone(populations))
    mean = _weighed(whole[None, :], values)[:, 0]
    if len(values) < 2:
        return Interval(mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan))
    low, high = np.empty_like(mean), np.empty_like(mean)
    for first in range(0, values.shape[1], AT_ONCE):
        part = slice(first, first + AT_ONCE)
        low[part], high[part] = _ends(values[:, part], populations, level)
    low[~np.isfinite(mean)] = high[~np.isfinite(mean)] = np.nan
    same = np.fmax.reduce(values, axis=0) == np.fmin.reduce(values, axis=0)
    return Interval(mean, np.where(same, mean, low), np.where(same, mean, high))


def _ends(values: Numbers, populations: Indices, level: float) -> tuple[Numbers, Numbers]:
    units = _alone(populations)
    luck = np.random.default_rng(1)
    mean = np.nan_to_num(_weighed(_weights(units)[None, :], values))

    def statistic(drawn: Indices, axis: int = -1) -> Numbers:
        told = _weighed(_drawn_weights(np.atleast_2d(drawn), units, luck), values)
        return np.where(np.isfinite(told), told, mean)  # pairs came up in which nothing is known

    told = stats.bootstrap((np.arange(len(np.unique(units))),), statistic, n_resamples=RESAMPLES, batch=RESAMPLES,
                           confidence_level=level, method="percentile", vectorized=True, axis=-1,
                           rng=np.random.default_rng(0))  # fmt: skip
    low, high = told.confidence_interval
    return np.asarray(low), np.asarray(high)


def resampled(values: Numbers, populations: Indices) -> Numbers:
    """(columns, resamples): means of ``values`` (pairs, columns) as they come out when drawn again, as `interval` does."""
    units, luck = _alone(populations), np.random.default_rng(1)
    count = int(units.max()) + 1
    drawn = np.random.default_rng(0).integers(0, count, (RESAMPLES, count))
    return _weighed(_drawn_weights(drawn, units, luck), np.asarray(values, float))


def _alone(populations: Indices) -> Indices:
    """Units of the first level, 0, 1, …: populations, or each pair where there is only one population."""
    _, unit = np.unique(populations, return_inverse=True)
    return np.arange(len(unit)) if unit.max(initial=0) == 0 else unit.astype(np.int64)


def _weights(units: Indices) -> Numbers:
    """Weight of each pair: units alike, pairs alike within one."""
    count = np.bincount(units)
    weights: Numbers = 1.0 / (count[units] * len(count))
    return weights


def _drawn_weights(drawn: Indices, units: Indices, luck: np.random.Generator) -> Numbers:
    """(resamples, pairs): weights when ``drawn`` (resamples, units) populations, and lucks within, come up."""
    weights = np.zeros((len(drawn), len(units)))
    for unit in range(units.max() + 1):
        mine = np.nonzero(units == unit)[0]
        times = (drawn == unit).sum(axis=1)
        came_up = luck.multinomial(times * len(mine), np.full(len(mine), 1.0 / len(mine)))
        weights[:, mine] = came_up / (len(mine) * drawn.shape[1])
    return weights


def _weighed(weights: Numbers, values: Numbers) -> Numbers:
    """(columns, resamples): weighted means of what is known."""
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).T @ weights.T
    share = known.T.astype(float) @ weights.T
    return np.divide(total, share, out=np.full_like(total, np.nan), where=share > 0)


def limits(populations: Indices) -> str:
    """What the interval can and cannot say, in words."""
    count = len(np.unique(populations))
    told = "95 % interval by bootstrap over populations, lucks within; where all pairs agree it is the point"
    if count == 1:
        return f"{told}. One population only: luck within it, not who was drawn"
    if count < FEW_POPULATIONS:
        return (f"{told}. {count} populations are few: such an interval is too narrow by about "
                f"{100 * (1 - np.sqrt((count - 1) / count)):.0f} %, or more where luck matters little")  # fmt: skip
    return told


def variance_ratio(arm: Numbers, baseline: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Variance (columns,) of a paired difference, of one between unpaired runs, and the second over the first.

    ``arm``, ``baseline``: (pairs, columns). The ratio is nan where the paired difference never varies.
    """
    paired = np.var(arm - baseline, axis=0, ddof=1)
    unpaired = np.var(arm, axis=0, ddof=1) + np.var(baseline, axis=0, ddof=1)
    return paired, unpaired, np.divide(unpaired, paired, out=np.full_like(paired, np.nan), where=paired > 0)
