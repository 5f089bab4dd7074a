"""How well a world meets its published levels: the baseline's first year beside what was published."""

from __future__ import annotations

import numpy as np
import pandas as pd

from remitsim.comparing.comparison import FRAMES
from remitsim.comparing.readings import Readings
from remitsim.world.world import World

# level, indicator, tolerance, whether relative to the level; from the procedure in docs/model.md
TOLERANCES = {
    "unemployment of natives": ("unemployment_native", 0.015, False),
    "informal share of jobs": ("informal_share", 0.02, False),
    "people of working age abroad": ("migrants", 0.10, True),
    "people in an irregular situation": ("irregular", 0.15, True),
    "mean gross pay of natives": ("wage_native", 0.03, True),
}


def published(world: World) -> pd.DataFrame:
    """Published levels by place: level, indicator, place, published, tolerance, unit; level 0 or none is left out."""
    rows: list[tuple[str, str, float, str]] = []
    for name, host in zip(world.host_names, world.hosts, strict=True):
        if host["natives_in_market"]:
            rows.append(("unemployment of natives", name, float(host["unemployment"]), "share"))
            rows.append(("mean gross pay of natives", name, float(host["mean_pay"]) / 100, "USD of 2017 a month"))
        rows.append(("informal share of jobs", name, float(host["informal_share"]), "share"))
    for line in world.corridors:
        if line["open"]:
            place = f"{world.origin_names[line['origin']]}-{world.host_names[line['host']]}"
            irregular = float(line["irregular_share"] or world.hosts["irregular_share"][line["host"]])
            rows.append(("people of working age abroad", place, float(line["stock"]), "people"))
            rows.append(("people in an irregular situation", place, float(line["stock"]) * irregular, "people"))
    told = pd.DataFrame(rows, columns=["level", "place", "published", "unit"])
    told = told[told["published"] > 0].reset_index(drop=True)
    kinds = [TOLERANCES[level] for level in told["level"]]
    return told.assign(
        indicator=[kind[0] for kind in kinds],
        tolerance=[kind[1] * (level if kind[2] else 1.0) for kind, level in zip(kinds, told["published"], strict=True)],
    )


def levels_of(readings: Readings, levels: pd.DataFrame, context: int = 0) -> pd.DataFrame:
    """Columns of `FRAMES` levels: the baseline's first year in a context beside what was published."""
    data = readings.yearly.where(band="all", year=1)
    values = data.arm(readings.baseline, context).to_numpy()
    means = pd.Series(values.mean(axis=0) if len(values) else np.nan,
                      index=pd.MultiIndex.from_frame(data.columns[["indicator", "place"]]))  # fmt: skip
    seen = means[~means.index.duplicated()].reindex(pd.MultiIndex.from_frame(levels[["indicator", "place"]])).to_numpy()
    met = np.abs(seen - levels["published"].to_numpy()) <= levels["tolerance"].to_numpy()
    return levels.assign(model=seen, met=met)[list(FRAMES["levels"])]


def plausible(readings: Readings, context: int, base: pd.DataFrame) -> bool:
    """Whether a context's first year is not far from the main runs' (twice the tolerance): else it is no plausible world."""
    told = levels_of(readings, base.assign(indicator=[TOLERANCES[level][0] for level in base["level"]]), context)
    gap = np.abs(told["model"].to_numpy() - base["model"].to_numpy())
    return bool((gap <= 2 * np.maximum(base["tolerance"].to_numpy(), 1e-9)).mean() >= 0.9)
