"""Is a burnt-in world plausible? Every published level over months -12 to -1, and every anchor at its bound.

A context in which one is missed is *not a plausible world*: what it says of a policy is set aside, visibly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remitsim import anchors, measures
from remitsim.world import codes
from remitsim.world.world import World

Numbers = NDArray[np.float64]
WATCHED = 12  # months before month 0
FIRST_LOOK = 2.0  # times its tolerance that a level may be off where no verdict is given (assumed, 1 to 3)


@dataclass(frozen=True)
class Miss:
    """One level of months -12 to -1 beside its published one; ``tolerance`` is in ``unit``, as both levels are."""

    level: str
    place: str
    published: float
    model: float
    tolerance: float
    unit: str
    met: bool


def watch(world: World) -> None:
    """Remember this month's levels; call once a burn-in month, after the books close."""
    if world.month < -WATCHED:
        return
    seen = world.learned.setdefault("watched", {})
    for name, now in _figures(world).items():
        before = seen.get(name)
        seen[name] = now[None, :] if before is None else np.vstack([before, now[None, :]])


def _figures(world: World) -> dict[str, Numbers]:
    """This month's levels by name: one number a host, a market or a corridor."""
    corridors, markets = world.corridors, world.markets
    posts = markets["employed"].reshape(len(world.hosts), codes.N_TRADES)
    came = corridors["arrivals_irregular"] + corridors["arrivals_legal"] - corridors["arrivals_seasonal"]
    return {
        "unemployment": measures.unemployment(world),
        "informal": measures.informal_share(world),
        "pay": measures.trade_pay(world),
        "posts": measures.ratio(posts, np.broadcast_to(posts.sum(axis=1, keepdims=True), posts.shape)).ravel(),
        "stock": corridors["people"] - corridors["people_seasonal"],
        "irregular": corridors["people_irregular"].copy(),
        "came": came,
    }


def levels(world: World) -> list[Miss]:
    """All published levels of a burnt-in world, met or missed, hosts first; empty before burn-in has ended."""
    if "watched" not in world.learned:
        return []
    return [*_of_hosts(world), *_of_trades(world), *_of_corridors(world), *_at_bounds(world)]


def misses(world: World) -> list[Miss]:
    """Levels missed beyond their tolerance and anchors at a bound; none: a plausible world."""
    return [level for level in levels(world) if not level.met]


def plausible(world: World) -> bool:
    """Whether a burnt-in world misses nothing."""
    return not misses(world)


def allowed(people: int, full: int, times: float = 1.0) -> float:
    """Times its tolerance that a level may be off: tolerances are meant for ``full`` people, noise grows as rows get fewer."""
    return times * math.sqrt(max(1.0, full / people))


def _mean(world: World, name: str) -> Numbers:
    seen = world.learned["watched"][name]
    known = np.isfinite(seen)
    return measures.ratio(np.where(known, seen, 0.0).sum(axis=0), known.sum(axis=0).astype(float))


def _level(level: str, place: str, published: float, model: float, tolerance: float, unit: str) -> Miss:
    met = bool(np.isfinite(model) and abs(model - published) <= tolerance + 1e-12)
    return Miss(level, place, float(published), float(model), float(tolerance), unit, met)


def _of_hosts(world: World) -> Iterator[Miss]:
    """Unemployment, informal share, pay index; where quotas hold the stock, share gone and irregular share too."""
    timing, hosts = world.settings.anchors, world.hosts
    idle, informal, pay = _mean(world, "unemployment"), _mean(world, "informal"), _pay_over_level(world)
    for row, name in enumerate(world.host_names):
        natives = hosts["natives_in_market"][row] == 1
        if hosts["budgets"][row] == 1:
            continue
        if natives:
            yield _level("native unemployment", name, hosts["unemployment"][row], idle[row],
                         timing.tolerance_unemployment, "share")
        if natives and hosts["informal_share"][row] > 0:
            yield _level("informal share of jobs", name, hosts["informal_share"][row], informal[row],
                         timing.tolerance_informal, "share")
        index = _weighted(world, row, pay)
        if np.isfinite(index):
            yield _level("pay index", name, 1.0, index,
                         timing.tolerance_pay if natives else timing.tolerance_pay_migrants, "of the level")
        yield from _of_tied(world, row, name)


def _of_tied(world: World, host: int, name: str) -> Iterator[Miss]:
    """Irregular share (few rows by their noise, never more than half the level off) and share gone, by host."""
    here = (world.corridors["host"] == host) & _pooled(world)
    stock = _mean(world, "stock")[here].sum()
    if stock <= 0:
        return
    timing, level = world.settings.anchors, world.hosts["irregular_share"][host]
    if level > 0:
        rows = stock * level / max(float(world.corridors["weight"][here].mean()), 1.0)
        tolerance = max(timing.tolerance_irregular_tied, min(level * _noise(world, rows), 0.5 * level))
        yield _level("irregular share", name, level, _mean(world, "irregular")[here].sum() / stock, tolerance, "share")
    yield _gone(world, here, name, world.hosts["gone_share"][host])


def _pooled(world: World) -> NDArray[np.bool_]:
    pooled: NDArray[np.bool_] = (world.base_terms.corridors["quota_kind"] == codes.QUOTA_STOCK) & (
        world.corridors["open"] == 1)  # fmt: skip
    return pooled


def _pay_over_level(world: World) -> Numbers:
    return measures.ratio(_mean(world, "pay"), world.markets["pay_target"])


def _weighted(world: World, host: int, pay: Numbers) -> float:
    """Pay over its level with published weights of trades; nan where no trade has both."""
    here = world.markets["host"] == host
    weight = np.where(np.isfinite(pay), world.markets["share_target"] * world.markets["pay_target"], 0.0)[here]
    return float((weight * np.nan_to_num(pay[here])).sum() / weight.sum()) if weight.sum() > 0 else float("nan")


def _of_trades(world: World) -> Iterator[Miss]:
    """Pay of each trade over the host's index, and its share of posts, where natives are in the market."""
    timing, markets = world.settings.anchors, world.markets
    pay, posts = _pay_over_level(world), _mean(world, "posts")
    for row in np.nonzero(markets["share_target"] > 0)[0]:
        host = int(markets["host"][row])
        if world.hosts["natives_in_market"][host] == 0 or world.hosts["budgets"][host] == 1:
            continue
        place = f"{world.host_names[host]} {codes.TRADES[int(markets['trade'][row])]}"
        jobs = markets["share_target"][row] * world.hosts["jobs"][host] / max(world.hosts["row_weight"][host], 1.0)
        tolerance = max(timing.tolerance_trades, _noise(world, jobs))
        if np.isfinite(pay[row]):
            yield _level("pay ratio", place, 1.0, pay[row] / _weighted(world, host, pay), tolerance, "of the level")
        yield _level("share of posts", place, 1.0, posts[row] / markets["share_target"][row], tolerance, "of the level")


def _noise(world: World, rows: float) -> float:
    """Noise of a count of rows, in parts of it, so many times."""
    return world.settings.anchors.tolerance_noise / float(np.sqrt(max(rows, 1.0)))


def _of_corridors(world: World) -> Iterator[Miss]:
    """Stock, irregular stock and share gone of every corridor; few rows are judged by their noise."""
    corridors, timing, pooled = world.corridors, world.settings.anchors, _pooled(world)
    stock, irregular = _mean(world, "stock"), _mean(world, "irregular")
    for row in np.nonzero((corridors["open"] == 1) & (corridors["stock"] > 0))[0]:
        one = corridors[row]
        place = f"{world.origin_names[one['origin']]}-{world.host_names[one['host']]}"
        rows = one["stock"] / max(one["weight"], 1)
        few = rows < timing.learn_from_rows
        tolerance = max(timing.tolerance_stock, _noise(world, rows)) if few else timing.tolerance_stock
        yield _level("stock", place, 1.0, stock[row] / one["stock"], tolerance, "of the level")
        if pooled[row]:
            continue
        without = one["stock"] * one["irregular_share"]
        if without > 0:
            tolerance = max(timing.tolerance_irregular, _noise(world, rows * one["irregular_share"]))
            yield _level("irregular stock", place, 1.0, irregular[row] / without, tolerance, "of the level")
        if not few and world.hosts["budgets"][one["host"]] == 0:
            yield _gone(world, np.arange(len(corridors)) == row, place, one["gone_share"])


def _gone(world: World, here: NDArray[np.bool_], place: str, published: float) -> Miss:
    """Share of the stock gone a year, from stocks and arrivals of the watched months."""
    timing, seen = world.settings.anchors, world.learned["watched"]
    stock = seen["stock"][:, here].sum(axis=1)
    months = max(len(stock) - 1, 1)
    gone = stock[0] - stock[-1] + seen["came"][1:, here].sum()
    weight = max(float(world.corridors["weight"][here].mean()), 1.0)
    noise = _noise(world, published * stock.mean() / weight)
    share = gone / max(stock.mean(), 1.0) * 12.0 / months
    return _level("share gone a year", place, published, share, published * max(timing.tolerance_gone, noise), "share")


def _at_bounds(world: World) -> Iterator[Miss]:
    """Anchors that ended at a bound: the level they answer was not within reach."""
    table = anchors.table(world)
    for one in table[table["at a bound"]].to_dict("records") if len(table) else []:
        bound = one["low"] if one["value"] <= one["low"] else one["high"]
        yield Miss(f"{one['anchor']}, at its bound", one["place"], float(bound), float(one["value"]), 0.0, one["unit"], False)
