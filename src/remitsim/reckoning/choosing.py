"""Somebody at home weighs all ways to all hosts and staying: the best with papers, the best without."""

from __future__ import annotations

import math

from remitsim.luck import purpose, uniform
from remitsim.reckoning.routes import CLOSED, weigh_host
from remitsim.reckoning.worth import home_unit, home_worth
from remitsim.rules import helper, rule
from remitsim.world import codes

FAMILY_PLACE = purpose("leaving: wins a family place")
MONTHS_25, MONTHS_35, MONTHS_45 = 25 * 12, 35 * 12, 45 * 12


@rule
def attention(person, hunger, leaving):
    """Chance that an adult at home looks at leaving this month."""
    chance = leaving.look
    if leaving.hungry_look == 1:
        chance += (leaving.hungry_attention - leaving.look) * hunger
    if person.age < MONTHS_25:
        return chance * leaving.look_18_24
    if person.age < MONTHS_35:
        return chance * leaving.look_25_34
    if person.age < MONTHS_45:
        return chance * leaving.look_35_44
    return chance * leaving.look_45


@rule
def readiness_of(corridor, hunger, leaving):
    """Chance that a look takes ways without papers into account."""
    if leaving.arrival_anchor == 1:
        return 1.0
    if leaving.hungry_look == 1:
        return corridor.readiness + (1.0 - corridor.readiness) * hunger
    return corridor.readiness


@rule
def unseen_median(person, corridor, origin_law, leaving, worth):
    """Median of the unseen cost of a way without papers, cents."""
    months = corridor.unseen_cost if leaving.arrival_anchor == 1 else leaving.unseen_fixed
    return months * home_unit(person, origin_law, worth)


@rule
def share_under(gain, median, sd):
    """Chance that a lognormal cost of this median lies under a gain."""
    if gain <= 0.0:
        return 0.0
    if median <= 0.0:
        return 1.0
    return 0.5 * (1.0 + math.erf(math.log(gain / median) / (sd * math.sqrt(2.0))))


@helper
def earns_enough(person, host, law, rights):
    """Whether a resident's income passes the test for bringing family."""
    if law.family_route == codes.FAMILY_OPEN or rights.family == codes.FAMILY_OPEN:
        return True
    return person.net_pay >= law.income_test * host.mean_pay


@helper
def has_sponsor(person, household, row, hosts, persons, corridors, host_terms, status_terms):
    """Whether a member of the household resides at the corridor's host and may bring family."""
    corridor = corridors[row]
    law = host_terms[corridor.host]
    if law.family_route == codes.FAMILY_NEVER:
        return False
    for k in range(household.first_person, household.first_person + household.adults):
        member = persons[k]
        if member.place != codes.ABROAD or member.corridor != row:
            continue
        if member.status != codes.PERMANENT and member.status != codes.CITIZEN:
            continue
        if member.months_in_status < law.family_wait:
            continue
        rights = status_terms[corridor.host * 7 + member.status]
        if rights.family != codes.FAMILY_NEVER and earns_enough(member, hosts[corridor.host], law, rights):
            return True
    return False


@helper
def choose(person, household, village, persons, corridors, corridor_trades, origins, hosts, quotes, host_terms,
           origin_terms, corridor_terms, trade_terms, status_terms, visa_chance, family_chance, asks, leaving, worth,
           wages, hiring, clock):
    """The best way with papers: (gain, route, row, second row of a visa); and without: (gain, route, row).

    Gains without papers stand before their unseen cost, whose median decides between hosts. ``asks`` (by host)
    is set to 1 where the person would take a family place, to 0 elsewhere.
    """
    origin_law = origin_terms[person.origin]
    home = home_worth(person, origins[person.origin], origin_law, worth)
    best, route, target, visa_best, visa_row, second_best, second = 0.0, -1, -1, 0.0, -1, 0.0, -1
    risky, risky_route, risky_row, risky_net = CLOSED, -1, -1, CLOSED
    for h in range(clock.hosts):
        asks[h] = 0.0
        row = person.origin * clock.hosts + h
        if corridors[row].open == 0:
            continue
        visa, skills, family, crossing, visitor, free = weigh_host(
            person, household, village, home, row, visa_chance, corridors, corridor_trades, hosts, quotes, host_terms,
            origin_terms, corridor_terms, trade_terms, status_terms, leaving, worth, wages, hiring, clock,
        )  # fmt: skip
        if visa > visa_best:
            second_best, second, visa_best, visa_row = visa_best, visa_row, visa, row
        elif visa > second_best:
            second_best, second = visa, row
        if visa > best:
            best, route, target = visa, codes.VISA, row
        if skills > best:
            best, route, target = skills, codes.SKILLS, row
        if free > best:
            best, route, target = free, codes.FREE_MOVEMENT, row
        if family > 0.0 and has_sponsor(person, household, row, hosts, persons, corridors, host_terms, status_terms):
            asks[h] = 1.0
            won = uniform(person.key, clock.salt, FAMILY_PLACE + row) < family_chance[row]
            if won and family > best:
                best, route, target = family, codes.FAMILY, row
        unseen = unseen_median(person, corridors[row], origin_law, leaving, worth)
        if crossing - unseen > risky_net:
            risky, risky_route, risky_row, risky_net = crossing, codes.CROSSING, row, crossing - unseen
        if visitor - unseen > risky_net:
            risky, risky_route, risky_row, risky_net = visitor, codes.VISITOR, row, visitor - unseen
    if route != codes.VISA or leaving.second_choice == 1:
        second = -1
    return best, route, target, second, risky, risky_route, risky_row
