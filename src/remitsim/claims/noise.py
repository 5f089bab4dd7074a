"""Noise measured, not assumed: what luck alone makes of a paired effect, and how many seeds a test needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.claims.measures import effects_of
from remitsim.claims.reader import Missing, Reader
from remitsim.claims.sheet import Claim, Test
from remitsim.claims.verdicts import Effects

LEAST_PAIRS = 4  # contexts with two seeds under which nothing is said of noise
BEFORE_LINE = 2.0  # two noises are to be at most half the smallest effect


def one_seed(effects: pd.Series) -> float:
    """Standard deviation of one seed's effect about its context's mean, pooled over contexts with two seeds or more."""
    known = effects.dropna()
    spread = known.groupby(level="context").agg(["var", "count"])
    spread = spread[spread["count"] > 1]
    if len(spread) < LEAST_PAIRS:
        return float("nan")
    free = spread["count"] - 1
    return float(np.sqrt((spread["var"] * free).sum() / free.sum()))


def by_context(effects: pd.Series, contexts: Sequence[int], rows: pd.Series | None = None) -> pd.DataFrame:
    """Mean effect of each context and its noise, which falls with the root of seeds and of rows at risk."""
    told = effects.groupby(level="context").agg(["mean", "count"]).reindex(list(contexts))
    noise = one_seed(effects) / np.sqrt(told["count"].clip(lower=1))
    if rows is not None and rows.notna().any():
        mean = rows.groupby(level="context").mean().reindex(list(contexts)).clip(lower=1.0)
        noise = noise * np.sqrt(mean.mean() / mean)
    return pd.DataFrame({"effect": told["mean"], "noise": noise, "seeds": told["count"]})


def read(reader: Reader, test: Test, baseline: str, contexts: Sequence[int]) -> pd.DataFrame:
    """Effect, noise and seeds of every context; an effect that no run tells is nan."""
    try:
        effects = effects_of(reader, test, baseline)
    except Missing:
        empty = np.full(len(contexts), np.nan)
        return pd.DataFrame({"effect": empty, "noise": empty, "seeds": 0}, index=pd.Index(contexts, name="context"))
    try:
        rows = reader.rows(test.quantity, test.arm)
    except Missing:
        rows = None
    return by_context(effects, contexts, rows)


def as_effects(test: Test, told: pd.DataFrame) -> Effects:
    """What the verdict rules take."""
    value: NDArray[np.float64] = told["effect"].to_numpy(np.float64)
    known = np.isfinite(value)
    seeds = float(told["seeds"][known].median()) if known.any() else 1.0
    return Effects(test, value, told["noise"].to_numpy(np.float64), known, seeds)


def power(claim: Claim, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The power table: of each test the noise of one seed, the smallest effect, and the seeds a context needs."""
    rows = []
    for test in claim.judged():
        told = tables[test.name]
        noise = float((told["noise"] * np.sqrt(told["seeds"].clip(lower=1))).median())
        size = abs(test.line)
        asked = (2.0 * BEFORE_LINE * noise / size) ** 2 if size > 0 else float("nan")
        seeds = max(1, int(np.ceil(asked))) if np.isfinite(asked) else None
        rows.append({"test": test.name, "unit": test.unit, "noise of one seed": noise, "smallest effect": size, "seeds": seeds})
    return pd.DataFrame(rows)
