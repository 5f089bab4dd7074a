"""Regions: a box in the contexts' parameters where a claim holds, found on one half and judged on the other.

Peeling after Friedman and Fisher (1999), Bump hunting in high-dimensional data, held to three parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

PARAMETERS, SIDES = 8, 3  # looked at; held in a box
PEEL = 0.08
LEAST_SHARE, LEAST_DENSITY, LEAST_LIFT = 0.2, 0.9, 0.2
SHUFFLES, LEVEL = 200, 0.95


@dataclass(frozen=True)
class Side:
    """One parameter's part of a box: from ``low`` to ``high``, or one of ``options`` of a structural choice."""

    parameter: str
    low: float | None = None
    high: float | None = None
    options: tuple[str, ...] = ()

    def holds(self, design: pd.DataFrame) -> Flags:
        """Contexts on this side."""
        column = design[self.parameter]
        if self.options:
            return column.isin(self.options).to_numpy(bool)
        values = column.to_numpy(float)
        inside = np.ones(len(values), bool)
        if self.low is not None:
            inside &= values >= self.low
        if self.high is not None:
            inside &= values <= self.high
        return inside

    def sentence(self) -> str:
        """In plain words."""
        if self.options:
            return f"{self.parameter} is {' or '.join(self.options)}"
        if self.low is not None and self.high is not None:
            return f"{self.parameter} is from {self.low:.3g} to {self.high:.3g}"
        if self.low is not None:
            return f"{self.parameter} is {self.low:.3g} or more"
        return f"{self.parameter} is {self.high:.3g} or less"


@dataclass(frozen=True)
class Region:
    """A box, with how well it did on contexts that were not used to find it."""

    sides: tuple[Side, ...]
    share: float = 0.0  # of all contexts
    coverage: float = 0.0  # of all yes, inside
    density: float = 0.0  # yes inside
    outside: float = 0.0  # yes outside
    chance: float = 0.0  # what shuffled labels reach

    def inside(self, design: pd.DataFrame) -> Flags:
        """Contexts in the box."""
        result = np.ones(len(design), bool)
        for side in self.sides:
            result &= side.holds(design)
        return result

    def judge(self, design: pd.DataFrame, yes: Flags) -> bool:
        """Whether it stands on the second half of the design: large, dense, and denser than outside."""
        half = len(design) // 2
        told = measured(self.sides, design.iloc[half:], yes[half:])
        return (
            told.share >= LEAST_SHARE and told.density >= LEAST_DENSITY and told.density - told.outside >= LEAST_LIFT
        )

    def sentence(self) -> str:
        """In one plain sentence."""
        return (
            f"{' and '.join(side.sentence() for side in self.sides)} "
            f"({self.share:.0%} of contexts, {self.density:.0%} agree there against {self.outside:.0%} elsewhere; "
            f"{self.coverage:.0%} of all that agree)"
        )


def measured(sides: tuple[Side, ...], design: pd.DataFrame, yes: Flags) -> Region:
    """A box's share, coverage and density over these contexts."""
    inside = Region(sides).inside(design)
    inner, outer = int(inside.sum()), int((~inside).sum())
    both = int((inside & yes).sum())
    return Region(
        sides, inner / max(len(design), 1), both / max(int(yes.sum()), 1), both / max(inner, 1),
        int((~inside & yes).sum()) / max(outer, 1),
    )  # fmt: skip


def region_where(design: pd.DataFrame, yes: Flags, seed: int = 1) -> Region | None:
    """A box in which ``yes`` holds, found on the first half and judged on the second; None if none stands.

    It must hold at least a fifth of contexts, agree in nine of ten, be at least 20 points denser than outside and
    denser than the boxes that 200 shuffles of the labels give (95th percentile).
    """
    half = len(design) // 2
    sides = _peel(design.iloc[:half], yes[:half])
    if not sides or not Region(sides).judge(design, yes):
        return None
    told = measured(sides, design.iloc[half:], yes[half:])
    chance = float(np.quantile(_shuffled(design, yes, seed), LEVEL))
    if told.density <= chance:
        return None
    return Region(sides, told.share, told.coverage, told.density, told.outside, chance)


def _shuffled(design: pd.DataFrame, yes: Flags, seed: int) -> list[float]:
    half, draw = len(design) // 2, np.random.default_rng(seed)
    found = []
    for _ in range(SHUFFLES):
        mixed = draw.permutation(yes)
        sides = _peel(design.iloc[:half], mixed[:half])
        told = measured(sides, design.iloc[half:], mixed[half:])
        found.append(told.density if told.share >= LEAST_SHARE else float(mixed[half:].mean()))
    return found


def scores(design: pd.DataFrame, values: NDArray[np.float64]) -> pd.Series:
    """How much each parameter orders ``values``: share of the variance of ranks it accounts for, alone; best first."""
    known = np.isfinite(values)
    ranks = pd.Series(values[known]).rank().to_numpy(np.float64)
    if known.sum() < 4 or ranks.std() == 0:
        return pd.Series(0.0, index=design.columns)
    told = {name: _score(design[name][known], ranks) for name in design.columns}
    return pd.Series(told).sort_values(ascending=False, kind="stable")


def _score(column: pd.Series, ranks: NDArray[np.floating]) -> float:
    if column.dtype.kind in "if":
        own = column.rank().to_numpy()
        return 0.0 if own.std() == 0 else float(np.corrcoef(own, ranks)[0, 1] ** 2)
    means = pd.Series(ranks).groupby(column.to_numpy()).transform("mean").to_numpy()
    return float(means.var() / ranks.var())


def _peel(design: pd.DataFrame, yes: Flags) -> tuple[Side, ...]:
    """Cut away the slice whose loss raises density most, till a fifth is left or nothing is gained; then the best box."""
    names = list(scores(design, yes.astype(float)).index[:PARAMETERS])
    columns = {name: design[name].to_numpy() for name in names}
    inside = np.ones(len(design), bool)
    best, sides = _quality(inside, yes), tuple[Side, ...]()
    limits: dict[str, Side] = {}
    while True:
        cuts = list(_cuts(columns, inside, limits))
        if not cuts:
            return sides
        side, kept = max(cuts, key=lambda cut: (float(yes[cut[1]].mean()), int(cut[1].sum())))
        if yes[kept].mean() < yes[inside].mean():
            return sides
        inside, limits = kept, {**limits, side.parameter: side}
        quality = _quality(inside, yes)
        if quality > best:
            best, sides = quality, tuple(limits.values())


def _quality(inside: Flags, yes: Flags) -> float:
    """Density less its standard error: a small box must be much denser to be better."""
    inner = int(inside.sum())
    density = float(yes[inside].mean())
    return (inner * density + 1.0) / (inner + 2.0) - float(np.sqrt(density * (1 - density) / inner + 0.25 / inner**2))


def _cuts(
    columns: dict[str, NDArray[np.generic]], inside: Flags, limits: dict[str, Side]
) -> list[tuple[Side, Flags]]:
    found: list[tuple[Side, Flags]] = []
    for name, column in columns.items():
        if name not in limits and len(limits) == SIDES:
            continue
        had = limits.get(name, Side(name))
        for side, kept in _slices(name, column, inside, had):
            if kept.sum() >= LEAST_SHARE * len(inside) and kept.sum() < inside.sum():
                found.append((side, kept))
    return found


def _slices(name: str, column: NDArray[np.generic], inside: Flags, had: Side) -> Sequence[tuple[Side, Flags]]:
    if column.dtype.kind not in "if":
        there = sorted(set(column[inside].tolist()))
        left = [tuple(option for option in there if option != out) for out in there if len(there) > 1]
        return [(Side(name, options=options), inside & np.isin(column, options)) for options in left]
    values = column.astype(float)
    low, high = np.quantile(values[inside], (PEEL, 1.0 - PEEL))
    return [
        (Side(name, float(low), had.high), inside & (values >= low)),
        (Side(name, had.low, float(high)), inside & (values <= high)),
    ]
