"""Recruiting: places by corridor and trade, applicants placed by own luck, margins, premiums and posted offers.

The part of hiring that looks abroad.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import purpose, uniform
from remitsim.reckoning.budgets import assistants_take_places
from remitsim.reckoning.meeting import find_firm
from remitsim.reckoning.placing import place, trade_applied_for, units_of_recruit
from remitsim.reckoning.queues import month_of_places, offers_move
from remitsim.reckoning.recruitment import most_hardship, recruit_fallback
from remitsim.reckoning.routes import comes_again
from remitsim.rules import helper, loop, rule
from remitsim.world import codes
from remitsim.world.world import World

PLACED = purpose("recruiting: wins a place")
PLACED_SECOND = purpose("recruiting: wins a place at the second-best host")
FIRM = purpose("recruiting: finds the firm")
FIRM_SECOND = purpose("recruiting: finds the firm at the second-best host")

FIRST, SECOND = range(2)  # rounds: the best host, then the second-best; columns of `asking`
EPOCH = 12000  # months added before a remainder is taken, so that none is negative

Numbers = NDArray[np.float64]


def recruit(world: World, caps: Numbers) -> None:
    """Fill what local seekers left, up to the places; then let margins, premiums and posted offers move."""
    records, movers = world.records, world.persons[world.movers()]
    posts, rooms = np.zeros((len(world.employers), 1)), len(world.corridor_trades)
    asking, willing, complied = np.zeros((rooms, 2)), np.zeros(rooms), np.zeros(rooms)
    signed = np.zeros((len(world.markets), 4))
    posts_are_approved(world.employers, world.markets, world.corridors, world.corridor_trades, posts)
    fallbacks_are_seen(
        movers, world.hosts, world.corridors, world.corridor_trades, world.terms.hosts, world.terms.origins,
        world.terms.corridors, asking, records["hiring"], records["wages"], records["worth"], world.clock,
    )  # fmt: skip
    for turn in (FIRST, SECOND):
        people_are_placed(
            movers, world.households, world.hosts, world.origins, world.corridors, world.corridor_trades,
            world.markets, world.quotes, world.employers, world.terms.hosts, world.terms.origins,
            world.terms.corridors, world.terms.trades, world.terms.statuses, world.cells, posts, caps, asking,
            willing, complied, signed, records["leaving"], records["planning"], records["hiring"],
            records["wages"], records["worth"], records["working"], world.clock, turn,
        )  # fmt: skip
    offers_move(
        world.corridors, world.corridor_trades, world.markets, world.hosts, world.terms.hosts, world.terms.corridors,
        asking, willing, complied, signed, records["hiring"], records["planning"], records["wages"],
    )  # fmt: skip


@rule
def share_placed(corridor_trade, hiring):
    """Share of those offered a place who took it and could pay, as lately seen."""
    if corridor_trade.tried <= 0.0:
        return 1.0
    return min(max(corridor_trade.taken / max(corridor_trade.tried, 1e-9), hiring.least_placed), 1.0)


@rule
def chance_of_place(corridor_trade, asking, hiring):
    """Chance of being offered a place: places left over those who would take one and could pay.

    Agents go on offering until a place is filled, so the share lately placed of those offered one divides.
    """
    left = max(corridor_trade.places_now - corridor_trade.placed_now, 0.0)
    return min(1.0, left / max(asking * share_placed(corridor_trade, hiring), 1e-9))


@rule
def offers_are_seen(corridor_trade, asking, chance, hiring):
    """Remember how many were offered a place in the first round, and how many of them were placed."""
    corridor_trade.tried += hiring.offers_smoothing * (asking * chance - corridor_trade.tried)
    corridor_trade.taken += hiring.offers_smoothing * (corridor_trade.placed_now - corridor_trade.taken)


@rule
def room_of(corridor, law, host_law):
    """Places of a corridor this month: what a stock quota leaves free, or a flow with what was not used."""
    if corridor.open == 0 or law.visa_open == 0:
        return 0.0
    if law.quota_kind == codes.QUOTA_STOCK:
        return max(0.0, law.quota - corridor.people_legal)
    return max(0.0, month_of_places(corridor, law, host_law) + corridor.carried)


@rule
def mix_of_trade(corridor, corridor_trade, trade_law):
    """Weight of a trade among recruits of a corridor, both sexes."""
    if trade_law.open_to_recruits == 0:
        return 0.0
    women = corridor.women_share
    return (1.0 - women) * corridor_trade.mix_men + women * corridor_trade.mix_women


@rule
def gap_of_trade(mix, total_mix, legal_and_room, legal):
    """How far a trade is under its share of the corridor's people with papers, were its room filled."""
    return max(0.0, mix / max(total_mix, 1e-9) * legal_and_room - legal)


@helper
def share_room(row, corridor, corridor_trades, markets, trade_terms):
    """Split a corridor's room over trades by their gaps, and add it up by market."""
    total_mix, legal, gaps = 0.0, 0.0, 0.0
    for trade in range(codes.N_TRADES):
        part = corridor_trades[row * codes.N_TRADES + trade]
        total_mix += mix_of_trade(corridor, part, trade_terms[corridor.host * codes.N_TRADES + trade])
        legal += part.legal
    for trade in range(codes.N_TRADES):
        part = corridor_trades[row * codes.N_TRADES + trade]
        mix = mix_of_trade(corridor, part, trade_terms[corridor.host * codes.N_TRADES + trade])
        part.places_now = gap_of_trade(mix, total_mix, legal + corridor.room_visa, part.legal)
        gaps += part.places_now
    for trade in range(codes.N_TRADES):
        part = corridor_trades[row * codes.N_TRADES + trade]
        part.places_now = corridor.room_visa * part.places_now / gaps if gaps > 0.0 else 0.0
        markets[corridor.host * codes.N_TRADES + trade].approved_abroad += part.places_now


@loop
def make_room(corridors, corridor_trades, markets, hosts, host_terms, corridor_terms, trade_terms):
    """Places of every corridor and trade this month, and their sum by market, before posts are known."""
    for m in range(len(markets)):
        markets[m].approved_abroad = 0.0
    for row in range(len(corridors)):
        corridor = corridors[row]
        corridor.room_visa = room_of(corridor, corridor_terms[row], host_terms[corridor.host])
        share_room(row, corridor, corridor_trades, markets, trade_terms)
    assistants_take_places(corridors, corridor_trades, markets, hosts, host_terms)


@loop
def posts_are_approved(employers, markets, corridors, corridor_trades, posts):
    """Posts that local seekers left are approved up to the places; places without a post are not places."""
    for m in range(len(markets)):
        market = markets[m]
        left = 0.0
        for i in range(market.first_firm, market.first_firm + market.firms):
            posts[i, 0] = max(employers[i].posts_formal, 0.0)
            left += posts[i, 0]
        approved = min(1.0, market.approved_abroad / left) if left > 0.0 else 0.0
        for i in range(market.first_firm, market.first_firm + market.firms):
            employers[i].approved = posts[i, 0] * approved
        served = min(1.0, left / market.approved_abroad) if market.approved_abroad > 0.0 else 0.0
        market.approved_abroad *= served
        for row in range(len(corridors)):
            if corridors[row].host == market.host:
                corridor_trade = corridor_trades[row * codes.N_TRADES + market.trade]
                corridor_trade.places_now *= served


@rule
def applies(person):
    """Whether someone asks for a place this month."""
    return person.applying_route == codes.VISA or person.applying_route == codes.SKILLS


@loop
def fallbacks_are_seen(
    persons, hosts, corridors, corridor_trades, host_terms, origin_terms, corridor_terms, asking, hiring_settings,
    wage_settings, worth_settings, clocks,
):  # fmt: skip
    """Count who asks, and the fallbacks that posted offers are built on: of all who may go (a host each month in
    turn), or of those who ask."""
    hiring, wages, worth, clock = hiring_settings[0], wage_settings[0], worth_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.AT_HOME:
            continue
        asks = applies(person)
        if asks:
            row = person.applying_corridor
        else:
            row = person.origin * clock.hosts + (i + clock.month + EPOCH) % clock.hosts
        counts = asks if hiring.offer_rule > 0 else person.may_go == 1
        if corridors[row].open == 0 or corridor_terms[row].visa_open == 0 or not (counts or asks):
            continue
        law = host_terms[corridors[row].host]
        trade = trade_applied_for(person, row, corridor_trades, law, clock.lasting)
        corridor_trade = corridor_trades[row * codes.N_TRADES + trade]
        if asks and person.applying_route == codes.VISA:
            asking[row * codes.N_TRADES + trade, FIRST] += person.weight
        if counts:
            most = most_hardship(hosts[corridors[row].host], wages)
            own = recruit_fallback(person, corridors[row], law, origin_terms[person.origin], worth, most)
            corridor_trade.fallback_sum += person.weight * own / max(units_of_recruit(person, trade, wages), 1e-9)
            corridor_trade.fallback_weight += person.weight


@helper
def turn_to_second(person, corridors, corridor_trades, host_terms, asking, second_choice, lasting):
    """Who found no place asks at the second-best host the same month, if that is how it goes; else no more."""
    row = person.second_corridor
    if second_choice != 0 or person.applying_route != codes.VISA or row < 0 or row == person.applying_corridor:
        person.applying_route = codes.NONE
        return
    person.applying_corridor = row
    trade = trade_applied_for(person, row, corridor_trades, host_terms[corridors[row].host], lasting)
    asking[row * codes.N_TRADES + trade, SECOND] += person.weight


@helper
def round_ends(corridor_trades, asking, chance, willing, turn, hiring):
    """Count who would have taken a place and could pay (``willing``); those of the second round once they are placed."""
    for k in range(len(corridor_trades)):
        part = corridor_trades[k]
        if turn == FIRST:
            willing[k] = asking[k, FIRST] * share_placed(part, hiring) - part.placed_now
            offers_are_seen(part, asking[k, FIRST], chance[k], hiring)
        else:
            willing[k] += part.placed_now


@loop
def people_are_placed(
    persons, households, hosts, origins, corridors, corridor_trades, markets, quotes, employers, host_terms,
    origin_terms, corridor_terms, trade_terms, status_terms, cells, posts, caps, asking, willing, complied, signed,
    leaving_settings, planning_settings, hiring_settings, wage_settings, worth_settings, working_settings, clocks,
    turn,
):  # fmt: skip
    """Applicants whose own luck is under the chance find a firm by own draws, and are placed if both sides gain."""
    leaving, planning, hiring = leaving_settings[0], planning_settings[0], hiring_settings[0]
    wages, worth, working, clock = wage_settings[0], worth_settings[0], working_settings[0], clocks[0]
    chance = np.zeros(len(corridor_trades))
    for k in range(len(corridor_trades)):
        chance[k] = chance_of_place(corridor_trades[k], asking[k, turn], hiring)
    luck, looks = (PLACED, FIRM) if turn == FIRST else (PLACED_SECOND, FIRM_SECOND)
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.AT_HOME or not applies(person):
            continue
        row = person.applying_corridor
        law = host_terms[corridors[row].host]
        trade = trade_applied_for(person, row, corridor_trades, law, clock.lasting)
        own_chance = chance[row * codes.N_TRADES + trade]
        if person.applying_route == codes.SKILLS or comes_again(person, row, clock.month, corridor_terms[row]):
            own_chance = 1.0
        placed, firm = 0, codes.NONE
        market_row = corridors[row].host * codes.N_TRADES + trade
        if uniform(person.key, clock.salt, luck) < own_chance:
            firm = find_firm(person.key, clock.salt, looks, markets[market_row], posts, 0, caps[market_row])
        if firm >= 0:
            placed = place(
                person, row, trade, firm, households[person.household], hosts, origins, corridors, corridor_trades,
                markets, quotes, employers, host_terms, origin_terms, corridor_terms, trade_terms, status_terms, cells,
                signed, complied, leaving, planning, hiring, wages, worth, working, clock,
            )  # fmt: skip
        if placed == 1 or turn == SECOND:
            person.applying_route = codes.NONE
        else:
            turn_to_second(
                person, corridors, corridor_trades, host_terms, asking, leaving.second_choice, clock.lasting
            )  # fmt: skip
    round_ends(corridor_trades, asking, chance, willing, turn, hiring)
