"""Whether a difference keeps its sign in other contexts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remitsim.batches.arms import Arm
from remitsim.comparing.pairing import Pairs, Wide
from remitsim.comparing.readings import Readings

Numbers = NDArray[np.float64]


def mean(values: Numbers) -> Numbers:
    """Mean (columns,) over the rows that are known; nan where none is."""
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=0)
    told: Numbers = np.divide(total, known.sum(axis=0), out=np.full(values.shape[1], np.nan), where=known.any(axis=0))
    return told


def signs(
    readings: Readings, data: Wide, arm: Arm, contexts: Sequence[int], pairs: Pairs
) -> tuple[Numbers, Numbers]:
    """In how many other contexts each difference has the sign of the mean over ``pairs``, and in how many it is known."""
    sign = np.sign(mean(pairs.difference))
    same, counted = np.zeros(len(sign)), np.zeros(len(sign))
    for context in contexts:
        other = readings.pairs(data, arm.name, context)
        if len(other):
            found = mean(other.difference)
            counted += np.isfinite(found)
            same += np.sign(found) == sign
    return same, counted
