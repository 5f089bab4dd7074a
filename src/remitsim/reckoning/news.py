"""What a village believes of chances and pay abroad: what its own members there meet, mixed with the nation's."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from remitsim.rules import loop, rule
from remitsim.world import codes
from remitsim.world.world import World


def spread_news(world: World) -> None:
    """Set villages' ``chance_seen`` and ``offer_seen`` and the nation's means by corridor from this month's quotes."""
    corridors, villages = world.corridors, world.villages
    for name in ("abroad", "chance_seen", "offer_seen"):
        villages[name] = 0.0
    sums = np.zeros((3, len(corridors)))
    gather(world.persons[world.movers()], world.households, villages, world.quotes, sums)
    there = sums[0] > 0
    corridors["chance_nation"][there] = (sums[1] / np.maximum(sums[0], 1.0))[there]
    corridors["offer_nation"][there] = (sums[2] / np.maximum(sums[0], 1.0))[there]
    for name in ("chance", "offer"):
        _mix(world, f"{name}_seen", corridors[f"{name}_nation"])


def _mix(world: World, name: str, nation_by_corridor: NDArray[np.float64]) -> None:
    """Own members count as n, the nation as `nation_weight`; a village with nobody there sees it rosier."""
    hosts, leaving = len(world.hosts), world.settings.leaving
    nation = nation_by_corridor.reshape(-1, hosts)[world.villages["origin"]]
    heads = world.villages["abroad"][:, :hosts]
    own = world.villages[name][:, :hosts]
    mixed = (own + leaving.nation_weight * nation) / (heads + leaving.nation_weight)
    world.villages[name][:, :hosts] = np.where(heads > 0, mixed, leaving.rosier * nation)


@loop
def gather(persons, households, villages, quotes, sums):
    """Add what everyone abroad meets to the own village and to the corridor (rows, chances, offers)."""
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD or person.origin < 0:
            continue
        klass = codes.CLASS_OF_STATUS[person.status]
        quote = quotes[(person.host * codes.N_TRADES + person.trade) * 4 + klass]
        village = villages[households[person.household].village]
        village.abroad[person.host] += 1.0
        village.chance_seen[person.host] += quote.chance
        village.offer_seen[person.host] += quote.offer
        sums[0, person.corridor] += 1.0
        sums[1, person.corridor] += quote.chance
        sums[2, person.corridor] += quote.offer


@rule
def belief(seen, nation, rosier):
    """What a village believes of a host, as a multiple of what is quoted there."""
    if nation > 0.0 and seen > 0.0:
        return seen / nation
    return rosier


@rule
def believed_chance(origin, village, training):
    """Believed chance of going abroad within the years that training pays: the village's rate mixed with the nation's."""
    seen = village.abroad[0] + village.abroad[1] + village.abroad[2] + village.abroad[3]
    share = seen / (seen + training.nation_weight)
    rate = share * village.rate_leaving + (1.0 - share) * origin.rate_leaving
    return training.hope * (1.0 - math.exp(-training.horizon / 12.0 * max(rate, 0.0)))
