"""How much of a difference nothing at all would make: the band of a placebo pair, and who lies beyond it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Numbers = NDArray[np.float64]

LEVEL = 0.95
FALSE_DISCOVERIES = 0.10
ENOUGH_PAIRS = 20

GAINS, LOSES, WITHIN = "gains", "loses", "within noise"


@dataclass(frozen=True)
class Band:
    """``sd`` (cells,) of the placebo's paired differences over ``pairs``."""

    sd: Numbers
    pairs: int

    def half(self, replicates: int) -> Numbers:
        """Half the width of the band for a mean of so many pairs; nan where fewer than two placebo pairs were run."""
        if self.pairs < 2:
            return np.full_like(self.sd, np.nan)
        reach: Numbers = stats.t.ppf(0.5 + LEVEL / 2, self.pairs - 1) * self.sd / np.sqrt(max(replicates, 1))
        return reach

    def chance(self, mean: Numbers, replicates: int) -> Numbers:
        """Two-sided chance (cells,) of a mean so far from 0 if the arm did nothing but the placebo's reshuffling."""
        error = self.sd / np.sqrt(max(replicates, 1))
        far = np.divide(np.abs(mean), error, out=np.where(mean == 0, 0.0, np.inf), where=error > 0)
        tail: Numbers = 2.0 * stats.t.sf(far, max(self.pairs - 1, 1))
        return np.where(np.isfinite(mean), np.minimum(tail, 1.0), 1.0)


def band_of(differences: Numbers) -> Band:
    """Band of placebo minus baseline (pairs, cells)."""
    pairs = len(differences)
    sd = np.std(differences, axis=0, ddof=1) if pairs > 1 else np.full(differences.shape[1], np.nan)
    return Band(sd, pairs)


def false_discovery(chances: Numbers) -> Numbers:
    """Adjusted chances q: cells with q of at most .10 hold a tenth of false finds, whatever hangs together."""
    if not len(chances):
        return chances
    adjusted: Numbers = stats.false_discovery_control(chances)
    return adjusted


def verdicts(mean: Numbers, half: Numbers, q: Numbers) -> list[str]:
    """``gains`` or ``loses`` where a mean lies beyond its band and survives the control of false finds."""
    beyond = (np.abs(mean) > half) & (q <= FALSE_DISCOVERIES)
    return [WITHIN if not found else GAINS if value > 0 else LOSES for found, value in zip(beyond, mean, strict=True)]
