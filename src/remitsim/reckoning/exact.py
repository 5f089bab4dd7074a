"""What is scarce is given in exact number: rows in order of their own luck until the places are used up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]

OUT = 2.0  # the luck of a row that does not stand in the line: beyond any draw


def in_order(luck: Numbers, weight: float, due: float) -> tuple[Rows, float]:
    """Rows in line (luck under 1), luckiest first, while ``due`` real people last; and what is left of ``due``.

    Every row stands for ``weight`` people; a fraction of a row is left, for the caller to carry on.
    """
    line = np.nonzero(luck < 1.0)[0]
    number = min(len(line), int(max(due, 0.0) / max(weight, 1.0)))
    order = line[np.argsort(luck[line], kind="stable")][:number]
    return order.astype(np.int64), due - number * weight


def carried(left: float, most: float) -> float:
    """What is carried to the next month, at most so much: places that found nobody do not pile up."""
    return min(left, most)
