"""Anchors: levels that cannot be observed, learned in burn-in from published levels, then frozen.

Each is moved every month of burn-in by a proportional and an integral part of the gap between a smoothed
figure and its published level. None reads a policy; from month 0 on none moves.
"""

from __future__ import annotations

import math
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
from remitsim.measures_of_profession import applicants_gap, gone_pooled_gap, outside_gap, queue_gap
from remitsim.settings.anchors import Anchors as Settings
from remitsim.world import codes, flows
from remitsim.world.world import World

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Anchor:
    """One learned level: the field it lives in and the gap it answers; gains and bounds are `settings.Anchors`.

    ``gap(world)`` gives one error a row, nan where nothing is learned; ``sense``: +1 if a gap above 0 raises the
    level. ``additive``: the level is added to, not scaled. A row at a bound stops integrating outward.
    ``holds``: arrivals whose hold phase is counted, by name in `measures`, or none.
    """

    name: str
    table: str
    field: str
    unit: str
    meets: str
    gap: Callable[[World], Numbers]
    key: str
    sense: int
    additive: bool = False
    first: str = "first_month"
    last: str = "freeze"
    holds: str = ""
    bounds_of: str = ""

    def gains(self, timing: Settings) -> tuple[float, float]:
        """Integral and proportional gain, with their sign."""
        integral, proportional = (getattr(timing, f"{self.key}_{part}") for part in ("integral", "proportional"))
        return self.sense * integral, self.sense * proportional

    def bounds(self, timing: Settings) -> tuple[float, float]:
        """Lowest and highest level; a weight or a number of posts has no upper one."""
        key = self.bounds_of or self.key
        if hasattr(timing, f"{key}_bound"):
            return -getattr(timing, f"{key}_bound"), getattr(timing, f"{key}_bound")
        return getattr(timing, f"{key}_low", 0.0), getattr(timing, f"{key}_high", math.inf)


ANCHORS: tuple[Anchor, ...] = (
    Anchor("productivity", "hosts", "productivity", "multiple of the start", "pay index of the host",
           pay_gap, "productivity", -1),
    Anchor("worth of not working", "hosts", "idle_worth", "share of own offer", "unemployment of natives",
           idle_gap, "idle_worth", -1),
    Anchor("cost of informality", "hosts", "informal_scale", "multiple", "informal share of jobs",
           informal_gap, "informal_scale", 1),
    Anchor("demand of a trade", "markets", "demand", "weight", "pay and posts of the trade",
           demand_gap, "demand", -1),
    Anchor("liking of a trade", "markets", "liking", "share of pay", "posts against pay of the trade",
           liking_gap, "liking", -1, additive=True),
    Anchor("reluctance to retrain", "hosts", "retraining_reluctance", "ln of a multiple", "skilled share of posts",
           skilled_gap, "reluctance", 1, additive=True, first="first_month_reluctance"),
    Anchor("readiness", "corridors", "readiness", "chance a look", "irregular stock",
           readiness_gap, "readiness", -1, holds="irregular"),
    Anchor("unseen cost", "corridors", "unseen_cost", "months of home pay", "irregular stock",
           unseen_cost_gap, "unseen_cost", 1),
    Anchor("legal places", "corridors", "legal_scale", "multiple of visas and family places", "legal stock",
           legal_arrivals_gap, "legal_scale", -1, holds="legal"),
    Anchor("hardship", "corridors", "hardship", "multiple of home pay", "share of the stock gone a year",
           leaving_gap, "hardship", -1, first="first_month_hardship", last="last_month_hardship"),
    Anchor("trouble of leaving the sponsor", "hosts", "sponsor_trouble", "months of pay", "irregular share",
           sponsor_gap, "sponsor_trouble", 1),
    # a profession whose posts are budgets
    Anchor("hardship of the profession", "corridors", "hardship", "multiple of home pay", "share gone a year, pooled",
           gone_pooled_gap, "profession_hardship", -1, first="first_month_hardship", last="last_month_hardship",
           bounds_of="hardship"),
    Anchor("funded posts at home", "origins", "funded", "posts", "trained people out of the trade, with a queue",
           queue_gap, "funded", 1),
    Anchor("pay outside the trade", "origins", "outside", "multiple of mean pay at home",
           "trained people out of the trade, without a queue", outside_gap, "outside", -1),
    Anchor("taste for training", "origins", "taste", "multiple of its cost", "applicants a place",
           applicants_gap, "taste", 1),
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
                _count_holding(world, anchor)
        if world.month == int(last) - 1:
            _freeze(world, anchor)
    _follow(world)


def _state(world: World, anchor: Anchor) -> dict[str, Numbers]:
    if anchor.name not in world.learned:
        level = getattr(world, anchor.table)[anchor.field].astype(float)
        world.learned[anchor.name] = {
            "start": level.copy(), "integral": np.zeros_like(level), "path": np.zeros((0, len(level))),
            "moved": np.zeros(len(level)), "came": np.zeros(len(level)), "wanted": np.zeros(len(level)),
        }  # fmt: skip
    return world.learned[anchor.name]


def _move(world: World, anchor: Anchor, gap: Numbers) -> None:
    state, timing = _state(world, anchor), world.settings.anchors
    integral, proportional = anchor.gains(timing)
    low, high = anchor.bounds(timing)
    learns = np.isfinite(gap)
    error = np.clip(np.where(learns, gap, 0.0), -timing.clip, timing.clip)
    table = getattr(world, anchor.table)
    level = table[anchor.field]
    step = integral * error
    stuck = ((level <= low) & (step < 0)) | ((level >= high) & (step > 0))
    state["integral"] += np.where(learns & ~stuck, step, 0.0)
    push = state["integral"] + proportional * error
    moved = state["start"] + push if anchor.additive else state["start"] * np.exp(push)
    table[anchor.field] = np.where(learns, np.clip(moved, low, high), level)
    state["moved"] = np.maximum(state["moved"], learns)
    if anchor.name == "demand of a trade":
        _keep_scale(world, state["start"])
    keep = int(timing.hold_from - timing.freeze if anchor.holds else timing.mean_over)
    state["path"] = np.vstack([state["path"], table[anchor.field][None, :]])[-keep:]


def _count_holding(world: World, anchor: Anchor) -> None:
    """In the hold phase, add up arrivals that came and those that would have held the stock."""
    if anchor.holds and world.month >= -world.settings.anchors.hold_from:
        state, figures = _state(world, anchor), world.learned["figures"]
        state["came"] += figures[f"{anchor.holds} came"]
        state["wanted"] += figures[f"{anchor.holds} wanted"]


def _keep_scale(world: World, start: Numbers) -> None:
    """Demand moves between trades: the sum of weights to the basket's elasticity stays what it was."""
    power = world.settings.planning.basket_elasticity
    for host in range(len(world.hosts)):
        here = world.markets["host"] == host
        was, now = (start[here] ** power).sum(), (world.markets["demand"][here] ** power).sum()
        if now > 0:
            world.markets["demand"][here] *= (was / now) ** (1.0 / power)


def _freeze(world: World, anchor: Anchor) -> None:
    """Set the level to its mean; one that holds a stock also takes out the drift seen over the whole hold phase.

    Running means lag years behind slow changes (ages, settlement), so a flow frozen from them alone is one that
    once held the stock.
    """
    state = _state(world, anchor)
    if not len(state["path"]):
        return
    table = getattr(world, anchor.table)
    level = state["path"].mean(axis=0)
    if anchor.holds:
        counted = (state["came"] > 0) & (state["wanted"] > 0)
        level = np.where(counted, level * state["wanted"] / np.where(counted, state["came"], 1.0), level)
        level = np.clip(level, *anchor.bounds(world.settings.anchors))
    table[anchor.field] = np.where(state["moved"] > 0, level, table[anchor.field])


def _follow(world: World) -> None:
    """Levels that follow themselves: normal profit, output at rest, spending, and what balances the purses."""
    timing = world.settings.anchors
    if world.month < -timing.freeze_purses:
        _balance_purse(world, flows.TREASURY, "other_purchases")
        _balance_purse(world, flows.FUND, "pensions")
    if world.month < -timing.freeze:
        for index, host in enumerate(world.hosts):
            _follow_output(host, world.employers[world.employers["host"] == index], timing)


def _balance_purse(world: World, sector: int, field: str) -> None:
    """Move spending by a part of the month's balance, so that the purse neither fills nor empties."""
    held = world.ledger.of_sector(sector).astype(float)
    before = world.notes.setdefault("purses", {}).get(field, held)
    world.hosts[field] += world.settings.anchors.purse_answer * (held - before)
    world.notes["purses"][field] = held


def _follow_output(host: Any, firms: Any, timing: Settings) -> None:
    capital = float(firms["capital"].sum())
    if capital <= 0 or host["output"] <= 0:
        return
    rate = float((firms["profit_rate"] * firms["capital"]).sum()) / capital
    profit, keeps = timing.smoothing_profit, timing.smoothing_spending
    host["normal_profit"] = max(timing.least_profit, host["normal_profit"] + profit * (rate - host["normal_profit"]))
    host["start_output"] += profit * (host["output"] - host["start_output"])
    host["spending_share"] += keeps * (host["spending"] / host["output"] - host["spending_share"])
    host["start_capital"] = capital


def planned(timing: Settings) -> list[dict[str, Any]]:
    """One row an anchor before any burn-in: what it meets, its unit and bounds."""
    return [
        {"anchor": a.name, "meets": a.meets, "unit": a.unit, "low": a.bounds(timing)[0], "high": a.bounds(timing)[1]}
        for a in ANCHORS
    ]


def table(world: World) -> pd.DataFrame:
    """One row an anchor and place: level met, value, range, whether it ended at a bound."""
    rows = []
    for anchor in ANCHORS:
        values = getattr(world, anchor.table)[anchor.field]
        state = world.learned.get(anchor.name)
        if state is None:
            continue
        low, high = anchor.bounds(world.settings.anchors)
        for row in np.nonzero(state["moved"] > 0)[0]:
            rows.append({
                "anchor": anchor.name, "place": _place(world, anchor.table, int(row)), "meets": anchor.meets,
                "start": float(state["start"][row]), "value": float(values[row]), "unit": anchor.unit,
                "low": low, "high": high,
                "at a bound": bool(values[row] <= low or values[row] >= high),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _place(world: World, table: str, row: int) -> str:
    hosts = world.host_names
    if table == "hosts":
        return hosts[row]
    if table == "origins":
        return world.origin_names[row]
    if table == "markets":
        return f"{hosts[row // 7]} {codes.TRADES[row % 7]}"
    return f"{world.origin_names[row // len(hosts)]}-{hosts[row % len(hosts)]}"
