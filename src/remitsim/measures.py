"""How far a world is from its published levels: smoothed gaps that anchors answer and checks print."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.world import codes
from remitsim.world.world import World

Numbers = NDArray[np.float64]

PAY_ALONE = (codes.NURSING, codes.SKILLED)  # trades whose demand answers pay, not posts


def _smooth(world: World, name: str, now: Numbers, by: str = "smoothing") -> Numbers:
    """Running mean of a figure by name, at a rate of `settings.Anchors`; a month without the figure (nan) leaves it."""
    rate = getattr(world.settings.anchors, by)
    figures = world.learned.setdefault("figures", {})
    before = figures.get(name, now)
    before = np.where(np.isfinite(before), before, now)
    figures[name] = np.where(np.isfinite(now), before + rate * (now - before), before)
    smoothed: Numbers = figures[name]
    return smoothed


def _sum_by(host: NDArray[np.int32], amounts: Numbers) -> Numbers:
    sums: Numbers = np.bincount(host, amounts).astype(float)
    return sums


def ratio(top: Numbers, under: Numbers) -> Numbers:
    """A quotient, nan where nothing stands under it."""
    quotient: Numbers = np.divide(top, under, out=np.full(np.shape(top), np.nan, float), where=np.asarray(under) > 0)
    return quotient


def _log(top: Numbers, under: Numbers) -> Numbers:
    sound = np.isfinite(top) & (under > 0)
    floor = np.where(sound, np.maximum(top / np.where(sound, under, 1.0), 1e-3), 1.0)
    return np.where(sound, np.log(floor), np.nan)


def _by_host(world: World, market_figure: Numbers) -> Numbers:
    return market_figure.reshape(len(world.hosts), codes.N_TRADES)


def trade_pay(world: World) -> Numbers:
    """Mean gross pay by market, natives (where none are in the market: migrants); nan without rows."""
    return ratio(world.markets["pay_sum"], world.markets["pay_heads"])


def pay_index(world: World) -> Numbers:
    """Pay over its published level by host, with fixed published weights of trades."""
    pay = _smooth(world, "trade pay", trade_pay(world))
    target, weight = world.markets["pay_target"], world.markets["share_target"]
    known = np.isfinite(pay) & (target > 0) & (weight > 0)
    top = _by_host(world, np.where(known, weight * pay, 0.0)).sum(axis=1)
    under = _by_host(world, np.where(known, weight * target, 0.0)).sum(axis=1)
    return ratio(top, under)


def pay_gap(world: World) -> Numbers:
    """Pay index of each host less one."""
    return pay_index(world) - 1.0


def unemployment(world: World) -> Numbers:
    """Share of natives in the labour force without work, by host; nan where no natives are in the market."""
    return ratio(world.hosts["unemployed"], world.hosts["labour_force"])


def idle_gap(world: World) -> Numbers:
    """Native unemployment over its level, less one."""
    level = world.hosts["unemployment"]
    return ratio(_smooth(world, "unemployment", unemployment(world)), level) - 1.0


def informal_share(world: World) -> Numbers:
    """Informal share of jobs by host."""
    return ratio(world.hosts["jobs_informal"], world.hosts["jobs"])


def informal_gap(world: World) -> Numbers:
    """Gap of the informal share on the scale of its logit."""
    level = world.hosts["informal_share"]
    share = _smooth(world, "informal", informal_share(world))
    return np.where(level > 0, ratio(share - level, level * (1.0 - level)), np.nan)


def _trade_gaps(world: World) -> tuple[Numbers, Numbers]:
    pay = ratio(_smooth(world, "pay by trade", trade_pay(world)), world.markets["pay_target"]) - 1.0
    posts = _by_host(world, world.markets["employed"])
    share = ratio(posts, np.broadcast_to(posts.sum(axis=1, keepdims=True), posts.shape)).ravel()
    posts_gap = ratio(_smooth(world, "posts by trade", share), world.markets["share_target"]) - 1.0
    return pay, posts_gap


def demand_gap(world: World) -> Numbers:
    """Too dear and too many is too much demand; skilled and nursing answer pay alone."""
    pay, posts = _trade_gaps(world)
    alone = np.isin(world.markets["trade"], PAY_ALONE)
    gap = np.where(alone, pay, 0.5 * (pay + posts))
    return np.where(_natives(world), gap, np.nan)


def liking_gap(world: World) -> Numbers:
    """Too many and too cheap is too much liking; low trades only, re-centred on their mean."""
    pay, posts = _trade_gaps(world)
    low = np.isin(world.markets["trade"], codes.LOW_TRADES)
    gap = np.where(low, 0.5 * (posts - pay), np.nan)
    centred = _by_host(world, gap) - np.nanmean(_by_host(world, gap), axis=1, keepdims=True)
    return np.where(_natives(world), centred.ravel(), np.nan)


def skilled_gap(world: World) -> Numbers:
    """Share of posts in other skilled work over its published level, less one, by host with natives in the market."""
    posts, published = _by_host(world, world.markets["employed"]), _by_host(world, world.markets["share_target"])
    share = _smooth(world, "skilled posts", ratio(posts[:, codes.SKILLED], posts.sum(axis=1)))
    gap = ratio(share, published[:, codes.SKILLED]) - 1.0
    return np.where(world.hosts["natives_in_market"] == 1, gap, np.nan)


def _natives(world: World) -> NDArray[np.bool_]:
    there: NDArray[np.bool_] = np.repeat(world.hosts["natives_in_market"] == 1, codes.N_TRADES)
    return there


def _horizon(world: World) -> float:
    timing = world.settings.anchors
    return timing.hold_within if world.month >= -timing.hold_from else timing.correct_within


def _few(world: World, level: Numbers) -> NDArray[np.bool_]:
    few: NDArray[np.bool_] = level < world.settings.anchors.learn_from_rows * world.corridors["weight"]
    return few


def _wanted(world: World, stock: Numbers, exits: Numbers, level: Numbers) -> Numbers:
    """Arrivals that hold a stock and close its gap; under `learn_from_rows` the published flow alone."""
    wanted = np.maximum(0.1 * exits, exits + (level - stock) / _horizon(world))
    return np.where(_few(world, level), world.corridors["gone_share"] * level / 12.0, wanted)


def _net_exits(world: World, name: str, stock: Numbers, arrivals: Numbers) -> Numbers:
    """Exits net of entries from other statuses, from stocks and arrivals, smoothed; this month's are kept too."""
    figures = world.learned.setdefault("figures", {})
    before = figures.get(name + " before", stock)
    figures[name + " before"] = stock.copy()
    figures[name + " exits now"] = before + arrivals - stock
    return _smooth(world, name + " exits", figures[name + " exits now"], "smoothing_exits")


def _count_flows(world: World, name: str, came: Numbers, level: Numbers) -> None:
    """Keep this month's arrivals and those that would have held the stock, unsmoothed; the hold phase adds them up."""
    figures = world.learned["figures"]
    figures[name + " came"] = came.copy()
    published = world.corridors["gone_share"] * level / 12.0
    figures[name + " wanted"] = np.where(_few(world, level), published, figures[name + " exits now"])


def readiness_gap(world: World) -> Numbers:
    """`irregular_arrivals_gap` where readiness is what holds arrivals, nothing where the unseen cost is."""
    if world.settings.leaving.arrival_anchor == "readiness":  # asked once a month: exits are read off the last month
        return irregular_arrivals_gap(world)
    return np.full(len(world.corridors), np.nan)


def unseen_cost_gap(world: World) -> Numbers:
    """`irregular_arrivals_gap` where the unseen cost is what holds arrivals, nothing where readiness is."""
    if world.settings.leaving.arrival_anchor == "cost":
        return irregular_arrivals_gap(world)
    return np.full(len(world.corridors), np.nan)


def irregular_arrivals_gap(world: World) -> Numbers:
    """Log of expected arrivals without papers over those wanted, by corridor."""
    corridors = world.corridors
    exits = _net_exits(world, "irregular", corridors["people_irregular"], corridors["arrivals_irregular"])
    level = corridors["stock"] * corridors["irregular_share"]
    wanted = _wanted(world, corridors["people_irregular"], exits, level)
    _count_flows(world, "irregular", corridors["expected_irregular"], level)
    expected = _smooth(world, "irregular arrivals", corridors["expected_irregular"], "smoothing_flows")
    learns = (corridors["open"] == 1) & (level > 0) & (world.base_terms.corridors["quota_kind"] == codes.QUOTA_FLOW)
    return np.where(learns, _log(expected, wanted), np.nan)


def legal_arrivals_gap(world: World) -> Numbers:
    """Log of arrivals with papers over those wanted, by corridor with a flow of places; nobody here for a season.

    Under `learn_from_rows` in the published stock it is arrivals expected that count, not those that came.
    """
    corridors = world.corridors
    stock = corridors["people_legal"] - corridors["people_seasonal"]
    came = corridors["arrivals_legal"] - corridors["arrivals_seasonal"]
    exits = _net_exits(world, "legal", stock, came)
    level = corridors["stock"] * (1.0 - corridors["irregular_share"])
    wanted = _wanted(world, stock, exits, level)
    few = corridors["stock"] < world.settings.anchors.learn_from_rows * corridors["weight"]
    came = np.where(few, corridors["expected_legal"], came)
    _count_flows(world, "legal", came, level)
    arrivals = _smooth(world, "legal arrivals", came, "smoothing_flows")
    budgets = world.hosts["budgets"][corridors["host"]] == 1  # there places follow from the stock: `resting`
    learns = ~budgets & (corridors["open"] == 1) & (level > 0) & (world.base_terms.corridors["quota_kind"] == codes.QUOTA_FLOW)
    return np.where(learns, _log(arrivals, wanted), np.nan)


def _gone(world: World) -> tuple[Numbers, Numbers]:
    corridors = world.corridors
    arrivals = corridors["arrivals_irregular"] + corridors["arrivals_legal"] - corridors["arrivals_seasonal"]
    stock = corridors["people"] - corridors["people_seasonal"]
    before = world.learned.setdefault("figures", {}).get("people before", stock)
    world.learned["figures"]["people before"] = stock.copy()
    return before + arrivals - stock, before


def leaving_gap(world: World) -> Numbers:
    """Share of the stock gone a year over its level, less one; pooled by host where quotas are stocks."""
    corridors = world.corridors
    gone, stock = _gone(world)
    host = corridors["host"]
    pooled = world.base_terms.corridors["quota_kind"] == codes.QUOTA_STOCK
    gone_host, stock_host = _sum_by(host, gone), _sum_by(host, stock)
    share = np.where(pooled, ratio(gone_host, stock_host)[host], ratio(gone, stock)) * 12.0
    smooth = _smooth(world, "gone", share, "smoothing_exits")
    few = corridors["stock"] < world.settings.anchors.learn_from_rows * corridors["weight"]
    learns = (corridors["open"] == 1) & (pooled | ~few) & (world.hosts["budgets"][host] == 0)
    return np.where(learns, ratio(smooth, corridors["gone_share"]) - 1.0, np.nan)


def sponsor_gap(world: World) -> Numbers:
    """Irregular share implied by its flows over its level, less one, by host with tied people."""
    corridors, host = world.corridors, world.corridors["host"]
    into_now = _sum_by(host, corridors["into_irregular"] + corridors["arrivals_irregular"])
    out_now = _sum_by(host, corridors["exits_irregular"] + corridors["out_of_irregular"])
    into = _smooth(world, "into", into_now, "smoothing_exits")
    out = _smooth(world, "out", out_now, "smoothing_exits")
    there = _smooth(world, "irregular there", _sum_by(host, corridors["people_irregular"]), "smoothing_exits")
    hazard = ratio(out, there)
    legal = _sum_by(host, corridors["people_legal"])
    implied = ratio(into, hazard)
    share = ratio(implied, implied + legal)
    tied = world.base_terms.corridors["quota_kind"].reshape(len(world.origins), -1)[0] == codes.QUOTA_STOCK
    level = world.hosts["irregular_share"]
    return np.where(tied & (level > 0), ratio(share, level) - 1.0, np.nan)
