"""Ageing: birthdays, deaths, and a row handed on at the 65th birthday to an entrant of 18."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.reckoning.entrants import MONTHS_18, home_entrant, start_life
from remitsim.reckoning.estates import leave_estate, leave_host
from remitsim.reckoning.moves import lose_job, settle_credit, settle_wages_owed
from remitsim.reckoning.traits import draw_ability
from remitsim.rules import helper, loop, rule
from remitsim.world import codes
from remitsim.world.households import CHILD_SLOTS
from remitsim.world.world import World

DIES = purpose("ageing: dies")
FIRST_TRADE = purpose("ageing: first trade of the entrant")

MONTHS_65 = 65 * 12


def age(world: World) -> None:
    """Everyone grows a month older; some die; who turns 65 hands the row on."""
    everyone_ages(
        world.persons, world.households, world.origins, world.hosts, world.markets, world.cells,
        world.records["ageing"], world.records["traits"], world.clock,
    )  # fmt: skip
    children_age(world.households)


@rule
def death_chance(person, ageing):
    """Chance of dying this month, a straight line between 20 and 60 (C8)."""
    part = (person.age - 240.0) / 480.0
    return max(0.0, ageing.death_at_20 + part * (ageing.death_at_60 - ageing.death_at_20))


@helper
def first_trade(person, markets, lasting):
    """A low trade by own draw, in the published shares of posts."""
    first = person.host * codes.N_TRADES
    posts = 0.0
    for trade in range(codes.NURSING):
        posts += markets[first + trade].share_target
    left = uniform(person.key, lasting, FIRST_TRADE) * posts
    for trade in range(codes.NURSING):
        left -= markets[first + trade].share_target
        if left < 0.0:
            return trade
    return codes.SERVICES


@helper
def native_entrant(person, cell, markets, traits, lasting):
    """A native entrant of 18: the row's trade class, sex and money; ability by own draw.

    The class is that of the start: who retrained upward leaves the row to an entrant of a low trade.
    """
    lose_job(person)
    settle_credit(person, cell, 1.0)
    settle_wages_owed(person, cell)
    person.generation += 1
    start_life(person)
    person.place = codes.ABROAD
    person.ability = draw_ability(person, traits, lasting)
    if person.trained_trade >= 0 and person.recognised == 0:
        person.trained_trade = codes.NONE
        person.trade = first_trade(person, markets, lasting)


@loop
def everyone_ages(
    persons, households, origins, hosts, markets, cells, ageing_settings, trait_settings, clocks
):  # fmt: skip
    """One pass over all people: birthdays, deaths, rows handed on."""
    ageing, traits, clock = ageing_settings[0], trait_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        person.age += 1
        dies = person.place != codes.DEAD and uniform(person.key, clock.salt, DIES) < death_chance(person, ageing)
        retires = person.age >= MONTHS_65
        if not dies and not retires:
            continue
        if person.origin < 0:
            if retires or hosts[person.host].budgets == 1:  # a scope of one profession is kept up by its own entrants
                native_entrant(person, cells[person.cell], markets, traits, clock.lasting)
            else:
                lose_job(person)
                settle_wages_owed(person, cells[person.cell])
                person.place = codes.DEAD
            continue
        household = households[person.household]
        if person.place != codes.DEAD:
            leave_estate(person, household, cells[person.cell], 0.0 if dies else 1.0)
            leave_host(person, clock.hosts)
            person.place = codes.DEAD
        if retires and origins[person.origin].budgets == 0:
            home_entrant(person, household, origins[person.origin], traits, clock)


@loop
def children_age(households):
    """Children grow a month older; one who turns 18 is followed by a newborn."""
    for i in range(len(households)):
        household = households[i]
        for slot in range(CHILD_SLOTS):
            if slot < household.children:
                household.child_age[slot] += 1
                if household.child_age[slot] >= MONTHS_18:
                    household.child_age[slot] = 0
                    household.child_school[slot] = 0
                    household.child_in_school[slot] = 0
