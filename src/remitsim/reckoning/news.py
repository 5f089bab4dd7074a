"""What a village believes of chances and pay abroad: what its own members there meet, mixed with the nation's."""

from __future__ import annotations

import math

import numpy as np

from remitsim.rules import helper, loop, rule
from remitsim.world import codes
from remitsim.world.places import MAX_HOSTS

ROWS, CHANCES, OFFERS = range(3)  # columns of `sums`, by corridor


@loop
def spread_news(persons, households, villages, corridors, quotes, leaving_settings, clocks):
    """Set villages' ``chance_seen`` and ``offer_seen`` and the nation's means by corridor from this month's quotes."""
    leaving, hosts = leaving_settings[0], clocks[0].hosts
    for i in range(len(villages)):
        for host in range(MAX_HOSTS):
            villages[i].abroad[host] = 0.0
            villages[i].chance_seen[host] = 0.0
            villages[i].offer_seen[host] = 0.0
    sums = np.zeros((len(corridors), 3))
    gather(persons, households, villages, quotes, sums)
    for row in range(len(corridors)):
        if sums[row, ROWS] > 0.0:
            corridors[row].chance_nation = sums[row, CHANCES] / sums[row, ROWS]
            corridors[row].offer_nation = sums[row, OFFERS] / sums[row, ROWS]
    for i in range(len(villages)):
        village = villages[i]
        for host in range(hosts):
            corridor = corridors[village.origin * hosts + host]
            heads, chance, offer = village.abroad[host], corridor.chance_nation, corridor.offer_nation
            village.chance_seen[host] = mixed(village.chance_seen[host], heads, chance, leaving)
            village.offer_seen[host] = mixed(village.offer_seen[host], heads, offer, leaving)


@rule
def mixed(own, heads, nation, leaving):
    """Own members count as n, the nation as `nation_weight`; a village with nobody there sees it rosier."""
    if heads <= 0.0:
        return leaving.rosier * nation
    return (own + leaving.nation_weight * nation) / (heads + leaving.nation_weight)


@helper
def gather(persons, households, villages, quotes, sums):
    """Add what everyone abroad meets to the own village and to the corridor."""
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
        sums[person.corridor, ROWS] += 1.0
        sums[person.corridor, CHANCES] += quote.chance
        sums[person.corridor, OFFERS] += quote.offer


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
