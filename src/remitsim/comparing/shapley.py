"""Order-free credit: what each part of a package adds, averaged over every order in which the parts could come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Subset = frozenset[str]

MOST_PARTS = 4


def subsets(parts: Sequence[str]) -> list[tuple[str, ...]]:
    """All subsets of the parts, the empty one first, parts in their own order."""
    return [chosen for size in range(len(parts) + 1) for chosen in combinations(parts, size)]


def shapley(worth: Mapping[Subset, Numbers], parts: Sequence[str]) -> dict[str, Numbers]:
    """Shapley value of each part for a game whose ``worth`` of every subset is an array; they add up to the whole's.

    Raises KeyError if a subset is missing.
    """
    count = len(parts)
    credit = {}
    for part in parts:
        others = [other for other in parts if other != part]
        shares = [
            factorial(len(chosen)) * factorial(count - len(chosen) - 1) / factorial(count)
            * (worth[frozenset((*chosen, part))] - worth[frozenset(chosen)])
            for chosen in subsets(others)
        ]  # fmt: skip
        credit[part] = np.sum(shares, axis=0)
    return credit
