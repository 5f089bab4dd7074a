"""How well a world meets its published levels in the year before month 0."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from remitsim.comparing.comparison import FRAMES, empty
from remitsim.comparing.readings import Readings
from remitsim.plausible import FIRST_LOOK, allowed


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


def sound(readings: Readings, contexts: Sequence[int], people: int, full: int) -> list[int]:
    """Contexts of which no level is further off than a first look allows a world of ``people`` whose full size is ``full``."""
    seen = _tables(readings, contexts).assign(times=_times)
    worst = seen.groupby("context")["times"].max() if len(seen) else pd.Series(dtype=float)
    missed = set(worst[worst > allowed(people, full, FIRST_LOOK)].index)
    return [context for context in contexts if context not in missed]


def _tables(readings: Readings, contexts: Sequence[int]) -> pd.DataFrame:
    runs = [run for run in readings.runs if run.arm.name == readings.baseline and run.context in contexts]
    table = readings.store.table("levels", runs) if runs else pd.DataFrame()
    names = ["context", "population", "level", "place", "unit", "published", "model", "tolerance"]
    return table[names].drop_duplicates(names[:4]) if len(table) else pd.DataFrame(columns=names)
