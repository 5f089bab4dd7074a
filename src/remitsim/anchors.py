"""Anchors: levels that cannot be observed, learned in burn-in from published levels, then frozen.

Each is moved every month of burn-in by a proportional and an integral part of the gap between a smoothed
figure and its published level. None reads a policy; from month 0 on none moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.measures import (
    demand_gap,
    idle_gap,
    informal_gap,
    leaving_gap,
    legal_arrivals_gap,
    liking_gap,
    pay_gap,
    readiness_gap,
    skilled_gap,
    sponsor_gap,
    unseen_cost_gap,
)
from remitsim.world import codes, flows
from remitsim.world.world import World

Numbers = NDArray[np.float64]

CLIP = 0.5
LEAST_PROFIT = 0.002  # a month; below it normal profit is not learned


@dataclass(frozen=True)
class Anchor:
    """One learned level: the field it lives in, the gap it answers, its gains and bounds.

    ``gap(world)`` gives one error a row, nan where nothing is learned. ``additive``: the level is added to,
    not scaled. A row at a bound stops integrating outward.
    """

    name: str
    table: str
    field: str
    unit: str
    meets: str
    gap: Callable[[World], Numbers]
    integral: float
    proportional: float
    low: float
    high: float
    additive: bool = False
    first: str = "first_month"
    last: str = "freeze"


ANCHORS: tuple[Anchor, ...] = (
    Anchor("productivity", "hosts", "productivity", "multiple of the start", "pay index of the host",
           pay_gap, -0.03, -0.3, 0.5, 2.0),
    Anchor("worth of not working", "hosts", "idle_worth", "share of own offer", "unemployment of natives",
           idle_gap, -0.03, -0.5, 0.02, 0.95),
    Anchor("cost of informality", "hosts", "informal_scale", "multiple", "informal share of jobs",
           informal_gap, 0.03, 1.0, 0.02, 5.0),
    Anchor("demand of a trade", "markets", "demand", "weight", "pay and posts of the trade",
           demand_gap, -0.03, -0.5, 0.0, 1e9),
    Anchor("liking of a trade", "markets", "liking", "share of pay", "posts against pay of the trade",
           liking_gap, -0.04, -0.5, -0.6, 0.6, additive=True),
    Anchor("reluctance to retrain", "hosts", "retraining_reluctance", "ln of a multiple", "skilled share of posts",
           skilled_gap, 0.03, 2.0, -2.0, 4.0, additive=True),
    Anchor("readiness", "corridors", "readiness", "chance a look", "irregular stock",
           readiness_gap, -0.05, -0.4, 0.0005, 0.9),
    Anchor("unseen cost", "corridors", "unseen_cost", "months of home pay", "irregular stock",
           unseen_cost_gap, 0.05, 0.4, 0.5, 3000.0),
    Anchor("legal places", "corridors", "legal_scale", "multiple of visas and family places", "legal stock",
           legal_arrivals_gap, -0.03, -0.3, 0.02, 20.0),
    Anchor("hardship", "corridors", "hardship", "multiple of home pay", "share of the stock gone a year",
           leaving_gap, -0.10, -0.3, 0.02, 8.0, first="first_month_hardship", last="last_month_hardship"),
    Anchor("trouble of leaving the sponsor", "hosts", "sponsor_trouble", "months of pay", "irregular share",
           sponsor_gap, 0.05, 0.4, 0.5, 60.0),
)  # fmt: skip


def learn(world: World) -> None:
    """Let every anchor answer this month's gap; call once a burn-in month, after the books close."""
    start = int(world.notes["first_month"])
    timing = world.settings.anchors
    for anchor in ANCHORS:
        first, last = start + getattr(timing, anchor.first), -getattr(timing, anchor.last)
        if start <= world.month < last:
            gap = anchor.gap(world)
            if world.month >= first:
                _move(world, anchor, gap)
        if world.month == int(last) - 1:
            _freeze(world, anchor)
    _follow(world)


def _state(world: World, anchor: Anchor) -> dict[str, Numbers]:
    if anchor.name not in world.learned:
        level = getattr(world, anchor.table)[anchor.field].astype(float)
        world.learned[anchor.name] = {
            "start": level.copy(), "integral": np.zeros_like(level), "path": np.zeros((0, len(level))),
            "moved": np.zeros(len(level)),
        }  # fmt: skip
    return world.learned[anchor.name]


def _move(world: World, anchor: Anchor, gap: Numbers) -> None:
    state = _state(world, anchor)
    learns = np.isfinite(gap)
    error = np.clip(np.where(learns, gap, 0.0), -CLIP, CLIP)
    table = getattr(world, anchor.table)
    level = table[anchor.field]
    step = anchor.integral * error
    stuck = ((level <= anchor.low) & (step < 0)) | ((level >= anchor.high) & (step > 0))
    state["integral"] += np.where(learns & ~stuck, step, 0.0)
    push = state["integral"] + anchor.proportional * error
    moved = state["start"] + push if anchor.additive else state["start"] * np.exp(push)
    moved = np.clip(moved, anchor.low, anchor.high)
    table[anchor.field] = np.where(learns, moved, level)
    state["moved"] = np.maximum(state["moved"], learns)
    if anchor.name == "demand of a trade":
        _keep_scale(world, state["start"])
    keep = int(world.settings.anchors.mean_over)
    state["path"] = np.vstack([state["path"], table[anchor.field][None, :]])[-keep:]


def _keep_scale(world: World, start: Numbers) -> None:
    """Demand moves between trades: the sum of weights to the basket's elasticity stays what it was."""
    power = world.settings.planning.basket_elasticity
    for host in range(len(world.hosts)):
        here = world.markets["host"] == host
        was, now = (start[here] ** power).sum(), (world.markets["demand"][here] ** power).sum()
        if now > 0:
            world.markets["demand"][here] *= (was / now) ** (1.0 / power)


def _freeze(world: World, anchor: Anchor) -> None:
    state = _state(world, anchor)
    if len(state["path"]):
        table = getattr(world, anchor.table)
        table[anchor.field] = np.where(state["moved"] > 0, state["path"].mean(axis=0), table[anchor.field])


def _follow(world: World) -> None:
    """Levels that follow themselves: normal profit, output at rest, spending, and what balances the purses."""
    timing = world.settings.anchors
    if world.month < -timing.freeze_purses:
        _balance_purse(world, flows.TREASURY, "other_purchases")
        _balance_purse(world, flows.FUND, "pensions")
    if world.month < -timing.freeze:
        for index, host in enumerate(world.hosts):
            _follow_output(host, world.employers[world.employers["host"] == index])


def _balance_purse(world: World, sector: int, field: str) -> None:
    """Move spending by a tenth of the month's balance, so that the purse neither fills nor empties."""
    held = world.ledger.of_sector(sector).astype(float)
    before = world.notes.setdefault("purses", {}).get(field, held)
    world.hosts[field] += 0.1 * (held - before)
    world.notes["purses"][field] = held


def _follow_output(host: Any, firms: Any) -> None:
    capital = float(firms["capital"].sum())
    if capital <= 0 or host["output"] <= 0:
        return
    rate = float((firms["profit_rate"] * firms["capital"]).sum()) / capital
    host["normal_profit"] = max(LEAST_PROFIT, host["normal_profit"] + 0.1 * (rate - host["normal_profit"]))
    host["start_output"] += 0.1 * (host["output"] - host["start_output"])
    host["spending_share"] += 0.05 * (host["spending"] / host["output"] - host["spending_share"])
    host["start_capital"] = capital


def table(world: World) -> pd.DataFrame:
    """One row an anchor and place: level met, value, range, whether it ended at a bound."""
    rows = []
    for anchor in ANCHORS:
        values = getattr(world, anchor.table)[anchor.field]
        state = world.learned.get(anchor.name)
        if state is None:
            continue
        for row in np.nonzero(state["moved"] > 0)[0]:
            rows.append({
                "anchor": anchor.name, "place": _place(world, anchor.table, int(row)), "meets": anchor.meets,
                "start": float(state["start"][row]), "value": float(values[row]), "unit": anchor.unit,
                "low": anchor.low, "high": anchor.high,
                "at a bound": bool(values[row] <= anchor.low or values[row] >= anchor.high),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _place(world: World, table: str, row: int) -> str:
    hosts = world.host_names
    if table == "hosts":
        return hosts[row]
    if table == "markets":
        return f"{hosts[row // 7]} {codes.TRADES[row % 7]}"
    return f"{world.origin_names[row // len(hosts)]}-{hosts[row % len(hosts)]}"
