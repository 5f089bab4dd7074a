"""How well a world meets its published levels in the year before month 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from remitsim.comparing.comparison import FRAMES, empty
from remitsim.comparing.readings import Readings

FULL_SIZE = 20_000  # simulated people that tolerances are meant for
FAR = 2.0  # a context is set aside only where a level is so many times its tolerance off


def levels_of(readings: Readings, context: int = 0) -> pd.DataFrame:
    """Columns of `FRAMES` levels, mean over the populations of a context; a level met where the mean is within tolerance."""
    once = _tables(readings, [context])
    if not len(once):
        return empty("levels")
    told = once.groupby(["level", "place", "unit"], as_index=False, sort=False)[["published", "model", "tolerance"]].mean()
    return told.assign(met=_times(told) <= 1.0 + 1e-9)[list(FRAMES["levels"])].assign(
        met=lambda t: t["met"] & (t["tolerance"] > 0))  # fmt: skip


def _times(levels: pd.DataFrame) -> pd.Series:
    """How many times its tolerance each level is off; an anchor at its bound counts as one."""
    gap = (levels["model"] - levels["published"]).abs()
    return (gap / levels["tolerance"].where(levels["tolerance"] > 0)).fillna(1.0)


def sound(readings: Readings, contexts: Sequence[int], people: int) -> list[int]:
    """Contexts of which no level is far off: noise, and so what is allowed, grows as the root of fewer people.

    A small world may be further off by its rows alone, so a context may always miss by as much as the main runs do.
    """
    seen = _tables(readings, [0, *contexts]).assign(times=_times)
    worst = seen.groupby(["context", "population"])["times"].max() if len(seen) else pd.Series(dtype=float)
    own = worst.loc[0].max() if len(worst) and 0 in worst.index.get_level_values("context") else 0.0
    allowed = max(FAR * math.sqrt(max(1.0, FULL_SIZE / people)), float(own))
    missed = set(worst[worst > allowed].index.get_level_values("context"))
    return [context for context in contexts if context not in missed]


def _tables(readings: Readings, contexts: Sequence[int]) -> pd.DataFrame:
    runs = [run for run in readings.runs if run.arm.name == readings.baseline and run.context in contexts]
    table = readings.store.table("levels", runs) if runs else pd.DataFrame()
    names = ["context", "population", "level", "place", "unit", "published", "model", "tolerance"]
    return table[names].drop_duplicates(names[:4]) if len(table) else pd.DataFrame(columns=names)
