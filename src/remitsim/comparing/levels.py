"""How well a world meets its published levels in the year before month 0."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from remitsim.comparing.comparison import FRAMES, empty
from remitsim.comparing.readings import Readings

FULL_SIZE = 20_000  # simulated people that tolerances are meant for
FAR = 2.0  # a context is set aside only where a level is so many times its tolerance off


def levels_of(readings: Readings, context: int = 0) -> pd.DataFrame:
    """Columns of `FRAMES` levels, mean over the populations of a context; a level met where the mean is within tolerance."""
    runs = [run for run in readings.runs if run.arm.name == readings.baseline and run.context == context]
    table = readings.store.table("levels", runs) if runs else pd.DataFrame()
    if not len(table):
        return empty("levels")
    once = table.drop_duplicates(["population", "level", "place"])
    told = once.groupby(["level", "place", "unit"], as_index=False, sort=False)[["published", "model", "tolerance"]].mean()
    return told.assign(met=_times(told) <= 1.0 + 1e-9)[list(FRAMES["levels"])].assign(
        met=lambda t: t["met"] & (t["tolerance"] > 0))  # fmt: skip


def _times(levels: pd.DataFrame) -> pd.Series:
    """How many times its tolerance each level is off; an anchor at its bound counts as one."""
    gap = (levels["model"] - levels["published"]).abs()
    return (gap / levels["tolerance"].where(levels["tolerance"] > 0)).fillna(1.0)


def plausible(readings: Readings, context: int, people: int) -> bool:
    """Whether no level of a context is far off; noise, and so what is allowed, grows as the root of fewer people."""
    allowed = FAR * math.sqrt(max(1.0, FULL_SIZE / people))
    times = _times(levels_of(readings, context)) if len(readings.runs) else np.zeros(0)
    return bool((times <= allowed).all())
