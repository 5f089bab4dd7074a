"""Leaving: a few adults at home weigh all ways to all hosts, and staying; the best that can be paid for wins."""

from __future__ import annotations

import math

import numpy as np

from remitsim.luck import normal, purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.choosing import attention, choose, readiness_of, share_under, unseen_median
from remitsim.reckoning.crossing import ARRIVED, DIED, chance_arrives
from remitsim.reckoning.fallbacks import labour_in
from remitsim.reckoning.news import spread_news
from remitsim.reckoning.trades import trade_abroad
from remitsim.reckoning.travelling import cross, go_by_ticket, visit
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.world import World

LOOKS = purpose("leaving: looks at leaving")
READY = purpose("leaving: takes ways without papers into account")
UNSEEN = purpose("leaving: unseen cost of going without papers")

ASKING_SMOOTHING = 0.1


def leave(world: World) -> None:
    """Spread news, price the way without papers, and let everyone at home look."""
    records, terms, corridors = world.records, world.terms, world.corridors
    movers = world.persons[world.movers()]
    spread_news(movers, world.households, world.villages, corridors, world.quotes, records["leaving"], world.clock)
    everyone_looks(
        world.persons, world.households, world.villages, world.origins, world.hosts, corridors, world.corridor_trades,
        world.quotes, world.cells, terms.hosts, terms.origins, terms.corridors, world.base_terms.corridors,
        terms.trades, terms.statuses, records["leaving"], records["worth"], records["wages"], records["hiring"],
        world.clock,
    )  # fmt: skip


@rule
def price_of_way(law, base, leaving):
    """Price of the way without papers; it may answer the chance of being caught over its base."""
    over = law.caught / base.caught if base.caught > 0.0 else 1.0
    return law.smuggler_price * max(0.0, 1.0 + leaving.smuggler_answer * (over - 1.0))


@rule
def share_served(places, asking, least):
    """Chance that who asks gets a place: smoothed places over smoothed asking, which is never less than one row."""
    return min(1.0, places / max(asking, least, 1.0))


@helper
def chances_of_asking(corridors, corridor_terms, base_terms, visa_chance, family_chance, leaving):
    """Price the way without papers, and the chances of a visa and of a family place, by corridor."""
    for row in range(len(corridors)):
        corridor = corridors[row]
        corridor.smuggler_price = price_of_way(corridor_terms[row], base_terms[row], leaving)
        visa_chance[row] = share_served(corridor.places_visa, corridor.asking_visa, corridor.weight)
        family = corridor.legal_scale * leaving.family_places * corridor.sponsors
        family_chance[row] = share_served(family, corridor.asking_family, corridor.weight)


@rule
def may_look(person):
    """Whether somebody at home may leave at all: custom allows it, no bill is unpaid, no yardstick holds them."""
    if person.assigned == codes.HELD_THERE:
        return False
    return person.may_go == 1 and person.debt + person.debt_interest == 0 and person.ill_months <= 0


@helper
def expected_offer(person, row, host_index, corridor_trades, quotes, wages, lasting):
    """Pay a month that a lender counts on for who goes without papers."""
    trade = trade_abroad(person, row, corridor_trades, lasting)
    quote = quotes[(host_index * codes.N_TRADES + trade) * 4 + codes.IRREGULAR_CLASS]
    return quote.offer * labour_in(person, trade, wages)


@rule
def arrives_without_papers(route, law, corridor_law):
    """Chance of arriving by a way without papers."""
    if route == codes.CROSSING:
        return chance_arrives(law, corridor_law)
    return 1.0 - corridor_law.turned_back


@rule
def count_crossing(corridor, host, cells, law, corridor_law, weight, ended, tries, caught):
    """Enter a month's tries of one row, and what catching cost the treasury."""
    corridor.attempts += weight * tries
    corridor.caught += weight * caught
    corridor.deaths_expected += weight * tries * corridor_law.death
    if ended == DIED:
        corridor.deaths += weight
    book(cells[host.cell_state], flows.ENFORCEMENT, cents(float(law.border_cost)) * caught * weight)


@helper
def tries_without_papers(
    person, household, best, risky, route, row, corridor, host, law, corridor_law, origin_law, corridor_trades, quotes,
    cells, leaving, worth, wages, clock,
):  # fmt: skip
    """Weigh the best way without papers (worth ``risky``) against the best other (``best``); whether it was taken."""
    median = unseen_median(person, corridor, origin_law, leaving, worth)
    ready = readiness_of(corridor, household.hunger, leaving)
    would_go = share_under(risky - best, median, leaving.unseen_sd)
    corridor.expected_irregular += person.weight * ready * would_go * arrives_without_papers(route, law, corridor_law)
    unseen = median * math.exp(leaving.unseen_sd * normal(person.key, clock.salt, UNSEEN))
    if risky - best <= unseen or uniform(person.key, clock.salt, READY) >= ready:
        return False
    promised = expected_offer(person, row, corridor.host, corridor_trades, quotes, wages, clock.lasting)
    weight = person.weight
    if route == codes.CROSSING:
        ended, tries, caught = cross(person, household, cells, row, promised, corridor, law, corridor_law,
                                     corridor_trades, leaving, wages, clock)
        count_crossing(corridor, host, cells, law, corridor_law, weight, ended, tries, caught)
        corridor.arrivals_irregular += weight if ended == ARRIVED else 0
    elif visit(person, household, cells, row, promised, corridor, law, corridor_law, corridor_trades, leaving, wages,
               clock):
        corridor.arrivals_irregular += weight
    return True


@helper
def asks_or_goes(
    person, household, route, row, second, visa_chance, corridor, law, corridor_law, corridor_trades, cells, leaving,
    wages, clock,
):  # fmt: skip
    """Ask for a place where one is needed; go by ticket where none is."""
    if route == codes.VISA or route == codes.SKILLS:
        person.applying_route = route
        person.applying_corridor = row
        person.second_corridor = second
        corridor.asked_now += person.weight
        corridor.expected_legal += person.weight * (visa_chance if route == codes.VISA else 1.0)
    elif go_by_ticket(person, household, cells, row, route, corridor, law, corridor_law, corridor_trades, leaving,
                      wages, clock):
        corridor.arrivals_legal += person.weight


@rule
def asks_for_nothing(person):
    """Last month's asking is over."""
    person.applying_route = codes.NONE
    person.applying_corridor = codes.NONE
    person.second_corridor = codes.NONE


@rule
def count_family(person, corridors, hosts, asks, asking_family, family_chance):
    """Enter who asks for family places, by host, and who will probably win one."""
    for h in range(hosts):
        row = person.origin * hosts + h
        asking_family[row] += person.weight * asks[h]
        corridors[row].expected_legal += person.weight * asks[h] * family_chance[row]


@loop
def everyone_looks(
    persons, households, villages, origins, hosts, corridors, corridor_trades, quotes, cells, host_terms, origin_terms,
    corridor_terms, base_corridor_terms, trade_terms, status_terms, leaving_settings, worth_settings, wage_settings,
    hiring_settings, clocks,
):  # fmt: skip
    """One pass over all at home: who looks chooses, then asks or goes."""
    leaving, worth, wages = leaving_settings[0], worth_settings[0], wage_settings[0]
    hiring, clock = hiring_settings[0], clocks[0]
    visa_chance, family_chance = np.zeros(len(corridors)), np.zeros(len(corridors))
    asks, asking_family = np.zeros(len(hosts)), np.zeros(len(corridors))
    chances_of_asking(corridors, corridor_terms, base_corridor_terms, visa_chance, family_chance, leaving)
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.AT_HOME:
            continue
        asks_for_nothing(person)
        if not may_look(person):
            continue
        household = households[person.household]
        if uniform(person.key, clock.salt, LOOKS) >= attention(person, household.hunger, leaving):
            continue
        gain, route, row, second, risky, risky_route, risky_row = choose(
            person, household, villages[household.village], persons, corridors, corridor_trades, origins, hosts,
            quotes, host_terms, origin_terms, corridor_terms, trade_terms, status_terms, visa_chance, family_chance,
            asks, leaving, worth, wages, hiring, clock,
        )  # fmt: skip
        count_family(person, corridors, clock.hosts, asks, asking_family, family_chance)
        if risky_row >= 0 and tries_without_papers(
            person, household, gain, risky, risky_route, risky_row, corridors[risky_row],
            hosts[corridors[risky_row].host], host_terms[corridors[risky_row].host], corridor_terms[risky_row],
            origin_terms[person.origin], corridor_trades, quotes, cells, leaving, worth, wages, clock,
        ):  # fmt: skip
            continue
        if row >= 0:
            asks_or_goes(
                person, household, route, row, second, visa_chance[row], corridors[row], host_terms[corridors[row].host],
                corridor_terms[row], corridor_trades, cells, leaving, wages, clock,
            )  # fmt: skip
    for row in range(len(corridors)):
        corridors[row].asking_family += ASKING_SMOOTHING * (asking_family[row] - corridors[row].asking_family)
