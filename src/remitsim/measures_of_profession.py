"""How far a profession whose posts are budgets is from its published levels (`anchors` answer these gaps)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.world.world import World

Numbers = NDArray[np.float64]

SMOOTHING_GONE, SMOOTHING_ASKING = 0.03, 0.1
APPLICANTS_A_PLACE = 2.0  # what the taste for training is set to bring (1.2-3)


def _smooth(world: World, name: str, now: Numbers, rate: float) -> Numbers:
    figures = world.learned.setdefault("figures", {})
    before = figures.get(name, now)
    figures[name] = before + rate * (now - before)
    smoothed: Numbers = figures[name]
    return smoothed


def of_profession(world: World) -> NDArray[np.bool_]:
    """Corridors to hosts whose posts are budgets."""
    here: NDArray[np.bool_] = (world.corridors["open"] == 1) & (world.hosts["budgets"][world.corridors["host"]] == 1)
    return here


def gone_pooled(world: World) -> float:
    """Share of those abroad who left or died or retired, a year, all corridors of the profession pooled; nan without."""
    corridors, here = world.corridors, of_profession(world)
    if not here.any():
        return float("nan")
    before = world.learned.setdefault("figures", {}).get("profession before", corridors["people"].copy())
    world.learned["figures"]["profession before"] = corridors["people"].copy()
    gone = float((before + corridors["arrivals_legal"] - corridors["people"])[here].sum())
    return 12.0 * gone / max(float(before[here].sum()), 1.0)


def gone_pooled_gap(world: World) -> Numbers:
    """Pooled share gone home a year over its published level, less one; who dies or turns 65 is not counted."""
    corridors, here = world.corridors, of_profession(world)
    nothing = np.full(len(corridors), np.nan)
    if not here.any():
        return nothing
    share = 12.0 * float(corridors["exits"][here].sum()) / max(float(corridors["people"][here].sum()), 1.0)
    seen = float(_smooth(world, "profession gone", np.array([share]), SMOOTHING_GONE)[0])
    level = float((corridors["gone_share"] * corridors["stock"])[here].sum() / corridors["stock"][here].sum())
    return np.where(here, seen / level - 1.0, np.nan) if level > 0 else nothing


def _out_gap(world: World) -> Numbers:
    origins = world.origins
    there = (origins["budgets"] == 1) & (origins["trained"] > 0) & (origins["out_target"] > 0)
    out = np.where(there, 1.0 - origins["in_posts"] / np.maximum(origins["trained"], 1.0), 0.0)
    seen = _smooth(world, "out of the trade", out, SMOOTHING_ASKING)
    return np.where(there, seen / np.where(there, origins["out_target"], 1.0) - 1.0, np.nan)


def queue_gap(world: World) -> Numbers:
    """Share of trained people out of the trade over its level, less one, where some of them wait for a post."""
    return np.where(world.origins["queue"] > 0.0, _out_gap(world), np.nan)


def outside_gap(world: World) -> Numbers:
    """The same where nobody waits: all posts are funded and pay is what keeps people out."""
    return np.where(world.origins["queue"] > 0.0, np.nan, _out_gap(world))


def applicants_gap(world: World) -> Numbers:
    """Log of applicants over twice the places."""
    origins = world.origins
    there = (origins["budgets"] == 1) & (origins["training_places"] > 0)
    asked = np.maximum(origins["applicants_training"], 0.01 * origins["training_places"])
    return np.where(there, np.log(np.where(there, asked / (APPLICANTS_A_PLACE * origins["training_places"]), 1.0)), np.nan)
