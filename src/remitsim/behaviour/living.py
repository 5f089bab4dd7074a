"""Living: natives spend; homes of origin earn, repay, school, consume, borrow and invest, village by village."""

from __future__ import annotations

import numpy as np

from remitsim.reckoning.candidates import students_pay
from remitsim.reckoning.debts import accrue
from remitsim.reckoning.earning import be_paid_out, earn, have_luck, seek_work, take_in, work_at_home
from remitsim.reckoning.heads import adults_here, mouths
from remitsim.reckoning.homes import consume, invest, repay_food, repay_for, smooth_income
from remitsim.reckoning.schooling import school_children
from remitsim.reckoning.splitting import consume as consume_abroad
from remitsim.reckoning.village import add_enterprise, lot_of, villages_close, villages_open, villages_share
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.world import World


def live(world: World) -> None:
    """Natives consume; then every home of origin has its month, in the order of the design."""
    persons, households, villages, origins = world.persons, world.households, world.villages, world.origins
    laws, living, clock, cells = world.terms.origins, world.records["living"], world.clock, world.cells
    movers = persons[world.movers()]
    natives_live(persons[world.natives()], world.hosts, world.terms.hosts, cells, living)
    homes_open(households, villages, origins, laws, living, clock)
    people_work(movers, households, villages, origins, laws, cells, living, clock)
    homes_earn(households, villages, origins, laws, cells, living)
    students_pay(movers, households, origins, laws, cells, world.records["training"], clock)
    people_repay(movers, households, origins, cells, living, clock)
    homes_live(
        households, villages, origins, laws, world.corridors, world.markets, cells, living, world.records["remitting"],
        clock,
    )  # fmt: skip


@rule
def schooling_pays(host, markets):
    """How much more a host's schooled trades pay than its others, 0 to 1."""
    low = 0.0
    for trade in codes.LOW_TRADES:
        low += markets[host * codes.N_TRADES + trade].formal_pay
    low /= len(codes.LOW_TRADES)
    if low <= 0.0:
        return 0.0
    first = host * codes.N_TRADES
    high = (markets[first + codes.NURSING].formal_pay + markets[first + codes.SKILLED].formal_pay) / 2.0
    return min(max(high / low - 1.0, 0.0), 1.0)


@helper
def school_premium(origin, corridors, markets, hosts):
    """How much more schooled trades pay where an origin's people are, 0 to 1."""
    more, people = 0.0, 0.0
    for host in range(hosts):
        there = corridors[origin * hosts + host].people
        more += there * schooling_pays(host, markets)
        people += there
    return more / people if people > 0.0 else 0.0


@helper
def native_lives(person, host, law, cell, living):
    """A native's month: income becomes habit and buffer, consumption follows (C8)."""
    person.usual_pay += living.memory * (person.net_pay - person.usual_pay)
    excess = person.savings - living.native_buffer * person.usual_pay
    wanted = living.habit * person.habit + (1.0 - living.habit) * person.usual_pay + living.spend_excess * excess
    consume_abroad(person, cell, law, max(living.native_floor * host.mean_pay, wanted))
    person.habit += living.habit_speed * (person.consumed - person.habit)


@loop
def natives_live(persons, hosts, host_terms, cells, living_settings):
    """One pass over natives; who has died spends no more."""
    living = living_settings[0]
    for i in range(len(persons)):
        person = persons[i]
        person.consumed = 0
        if person.place == codes.ABROAD:
            native_lives(person, hosts[person.host], host_terms[person.host], cells[person.cell], living)


@loop
def homes_open(households, villages, origins, origin_terms, living_settings, clocks):
    """Luck of the half-year, and enterprise counted into its village."""
    living, clock = living_settings[0], clocks[0]
    villages_open(villages, origins, origin_terms, living, clock)
    for i in range(len(origins)):
        origins[i].working = 0.0
    for i in range(len(households)):
        household = households[i]
        have_luck(household, living, clock)
        add_enterprise(household, villages[household.village], lot_of(origins[household.origin], living), living)


@loop
def people_work(persons, households, villages, origins, origin_terms, cells, living_settings, clocks):
    """One pass over those at home: find work or lose it, and earn."""
    living, clock = living_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.AT_HOME and person.place != codes.IN_TRAINING:
            continue
        household, law = households[person.household], origin_terms[person.origin]
        village, origin = villages[household.village], origins[person.origin]
        seek_work(person, origin, law, living, clock)
        before = household.workers
        earned = work_at_home(person, household, village, law, living, clock.salt)
        village.workers += household.workers - before
        household.work_income += earned
        take_in(household, cells[household.cell], flows.HOME_WORK, earned)
        if law.payout > 0.0:
            be_paid_out(household, cells[household.cell], earned, village, law)
        origin.working += person.weight * person.works_home


@loop
def homes_earn(households, villages, origins, origin_terms, cells, living_settings):
    """What a house takes in beside members' work."""
    living = living_settings[0]
    villages_share(villages, origins, living)
    for i in range(len(households)):
        household = households[i]
        lot = lot_of(origins[household.origin], living)
        earn(household, villages[household.village], cells[household.cell], lot, origin_terms[household.origin], living)


@rule
def needs_of(household, origin, living):
    """Subsistence of the house a month, reckoned cents."""
    return origin.subsistence * mouths(household, living.child_need)


@loop
def people_repay(persons, households, origins, cells, living_settings, clocks):
    """Debts of those at home grow, and the house serves them."""
    living, clock = living_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.AT_HOME and person.place != codes.IN_TRAINING:
            continue
        household, cell = households[person.household], cells[person.cell]
        accrue(person, cell)
        needs = needs_of(household, origins[person.origin], living)
        repay_for(person, household, cell, needs, living, clock.salt)


@helper
def home_lives(household, village, origin, law, cell, living, remitting, clock, premium):
    """A home's month after its income: food debts, school, consumption, investment."""
    needs = needs_of(household, origin, living)
    lot = lot_of(origin, living)
    lived_in = 1 if adults_here(household) > 0 else 0
    repay_food(household, cell, needs, living, clock.salt)
    smooth_income(household, lived_in, needs, living, remitting.memory)
    if lived_in == 1:
        away = household_hope(village, premium)
        cost = origin.school_cost * law.school_cost
        school_children(household, cell, household.money - needs, cost, origin.enrolment, away, living, clock)
        consume(household, village, cell, needs, law.indirect_tax, living)
        invest(household, village, cell, lot, living)


@rule
def household_hope(village, premium):
    """Members abroad to each household, at most one, times how much more schooled work pays there."""
    abroad = village.abroad[0] + village.abroad[1] + village.abroad[2] + village.abroad[3]
    return min(1.0, abroad / max(village.households, 1)) * premium


@loop
def homes_live(
    households, villages, origins, origin_terms, corridors, markets, cells, living_settings, remitting_settings, clocks,
):  # fmt: skip
    """One pass over homes."""
    living, remitting, clock = living_settings[0], remitting_settings[0], clocks[0]
    premium = np.zeros(len(origins))
    for i in range(len(origins)):
        premium[i] = school_premium(i, corridors, markets, clock.hosts)
    for i in range(len(households)):
        household = households[i]
        home_lives(
            household, villages[household.village], origins[household.origin], origin_terms[household.origin],
            cells[household.cell], living, remitting, clock, premium[household.origin],
        )  # fmt: skip
    villages_close(villages)
