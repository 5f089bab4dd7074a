"""Returning: hardship moves, a few look at going home, and everyone's freedom to go is read off the state."""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose, uniform
from remitsim.reckoning.debts import annuity
from remitsim.reckoning.exploitation import drag_of_debt, mark, owed_to_lender
from remitsim.reckoning.homeward import gain_of_going, is_assisted, mid_contract, pay_assisted
from remitsim.reckoning.staying import go_back, pay_in_hand, pay_own_way
from remitsim.reckoning.worth import discount
from remitsim.rules import helper, loop, rule
from remitsim.world import codes
from remitsim.world.world import World

LOOKS_HOME = purpose("returning: looks at going home")
HARDSHIP = purpose("returning: hardship moves")


def go_home(world: World) -> None:
    """Everyone abroad lives through a month of being away; who looks and finds home worth more goes."""
    terms, records = world.terms, world.records
    everyone_thinks_of_home(
        world.persons[world.movers()], world.households, world.origins, world.hosts, world.corridors, world.quotes,
        world.cells, terms.hosts, terms.origins, terms.corridors, terms.statuses, records["returning"],
        records["leaving"], records["worth"], records["wages"], world.clock,
    )  # fmt: skip


@rule
def hardship_moves(person, returning, salt):
    """Passing hardship, an AR(1) in logs around the person's own level."""
    keeps = returning.hardship_keeps
    news = returning.hardship_moves * math.sqrt(max(0.0, 1.0 - keeps * keeps))
    person.hardship_state = keeps * person.hardship_state + news * normal(person.key, salt, HARDSHIP)


@helper
@helper
def set_off_home(person, household, cells, origin, corridor, law, origin_law, corridor_law, rights, returning, leaving, clock):
    """Pay the way and go; who cannot pay stays."""
    cell = cells[person.cell]
    if is_assisted(person, law):
        pay_assisted(person, household, cell, origin, origin_law, corridor_law, returning)
        go_back(person, household, cells, corridor, law, rights, codes.ASSISTED, clock)
    elif pay_own_way(person, household, cell, corridor_law, leaving, clock.lasting):
        go_back(person, household, cells, corridor, law, rights, codes.BY_CHOICE, clock)


@loop
def everyone_thinks_of_home(
    persons, households, origins, hosts, corridors, quotes, cells, host_terms, origin_terms, corridor_terms,
    status_terms, returning_settings, leaving_settings, worth_settings, wage_settings, clocks,
):  # fmt: skip
    """One pass over everyone from abroad."""
    returning, leaving, worth = returning_settings[0], leaving_settings[0], worth_settings[0]
    wages, clock = wage_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD:
            continue
        hardship_moves(person, returning, clock.salt)
        looks = uniform(person.key, clock.salt, LOOKS_HOME) < returning.look
        in_debt = owed_to_lender(person) > 0.0
        gain, drag, drag_total = -1.0, 0.0, 0.0
        law, origin_law = host_terms[person.host], origin_terms[person.origin]
        corridor_law = corridor_terms[person.corridor]
        if looks or in_debt:
            gain = gain_of_going(
                person, origins, hosts, corridors, quotes, host_terms, origin_terms, corridor_terms, status_terms,
                returning, leaving, worth, wages,
            )  # fmt: skip
        if in_debt:
            months = returning.mid_contract_months if mid_contract(person) else annuity(worth.horizon, discount(worth))
            drag = max(0.0, drag_of_debt(person, pay_in_hand(person, law, wages), origins[person.origin], law,
                                         origin_law, months, wages))
            drag_total = drag * months
        mark(person, gain, drag_total, drag, law, origin_law, corridor_law, returning, wages)
        if looks and gain - drag_total > 0.0 and person.assigned != codes.HELD_THERE:
            set_off_home(
                person, households[person.household], cells, origins[person.origin], corridors[person.corridor], law,
                origin_law, corridor_law, status_terms[person.host * 7 + person.status], returning, leaving, clock,
            )  # fmt: skip
