"""Flows that keep a profession's stocks where they are published, reckoned in burn-in and then frozen.

Other exits of the trained at home, and visas of every corridor: by algebra from what leaves, since a
controller on a handful of rows would fit noise.
"""

from __future__ import annotations

import numpy as np

from remitsim.measures_of_profession import gone_pooled, of_profession
from remitsim.world.world import World

SMOOTHING = 0.05
MOST_EXITS = 0.12  # a year
LEAST_ROWS = 30  # of a corridor whose gap to its published stock is closed too
RETRIES = 2


def learn(world: World) -> None:
    """Call once a burn-in month, after the anchors; nothing moves from the freeze on."""
    if not (world.origins["budgets"] == 1).any() or world.month >= -world.settings.anchors.freeze:
        return
    timing = world.settings.anchors
    horizon = float(timing.hold_within if world.month >= -timing.hold_from else timing.correct_within)
    _other_exits(world, horizon)
    _visas(world, horizon)


def _other_exits(world: World, horizon: float) -> None:
    origins, figures = world.origins, world.learned.setdefault("figures", {})
    here = origins["budgets"] == 1
    trained = origins["trained"].astype(float)
    before = figures.get("trained before", trained)
    figures["trained before"] = trained.copy()
    grown = trained - before + origins["exits_now"]  # what the stock would have gained without other exits
    wanted = 12.0 * (grown + (trained - origins["trained_target"]) / horizon) / np.maximum(trained, 1.0)
    moved = np.clip(origins["exit_rate"] + SMOOTHING * (wanted - origins["exit_rate"]), 0.0, MOST_EXITS)
    origins["exit_rate"] = np.where(here, moved, origins["exit_rate"])
    path = figures.setdefault("exit rate path", np.zeros((0, len(origins))))
    figures["exit rate path"] = np.vstack([path, origins["exit_rate"]])[-int(timing_of(world)):]
    if world.month == -int(world.settings.anchors.freeze) - 1:
        origins["exit_rate"] = np.where(here, figures["exit rate path"].mean(axis=0), origins["exit_rate"])


def timing_of(world: World) -> float:
    """Months over whose mean a learned level is frozen."""
    return float(world.settings.anchors.mean_over)


def passes(world: World) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Share of arrivals of each corridor who stay: where the test follows arrival, all but those who fail it twice."""
    law = world.base_terms.hosts[world.corridors["host"]]
    return np.where(law["assistant_months"] > 0, 1.0 - (1.0 - law["recognition"]) ** RETRIES, 1.0)


def _visas(world: World, horizon: float) -> None:
    corridors, here, quota = world.corridors, of_profession(world), world.base_terms.corridors["quota"]
    figures = world.learned.setdefault("figures", {})
    seen = gone_pooled(world)
    gone = figures.get("profession gone in all", np.array([0.07]))
    figures["profession gone in all"] = gone + 0.02 * (seen - gone)
    share = float(figures["profession gone in all"][0]) / 12.0
    many = corridors["stock"] >= LEAST_ROWS * corridors["weight"]
    wanted = corridors["stock"] * share + np.where(many, (corridors["stock"] - corridors["people"]) / horizon, 0.0)
    scale = np.maximum(wanted, 0.0) / passes(world) / np.maximum(quota / 12.0, 1e-9)
    corridors["legal_scale"] = np.where(here & (quota > 0), scale, corridors["legal_scale"])
