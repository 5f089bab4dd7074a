"""One month of a candidate, a student or a trained person of an origin whose posts for the trained are budgets."""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.debts import annuity
from remitsim.reckoning.estates import leave_estate, leave_host
from remitsim.reckoning.exact import OUT
from remitsim.reckoning.heads import mouths
from remitsim.reckoning.news import believed_chance
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.cells import migrant_cell
from remitsim.world.ledger import book

TROUBLE = purpose("training: trouble of applying")
GIVES_UP = purpose("training: gives up")
LOOKS = purpose("training: looks")
PLACE = purpose("training: wins a place")
OUTSIDE = purpose("training: pay outside the trained trade")

NOT_TUITION = 1.0  # added to the luck of who cannot pay: in line for places without tuition only
NO_TRACK, HOME_TRACK, AWAY_TRACK, PARTNER_HOME_TRACK = range(4)


@rule
def outside_pay(person, origin, training, lasting):
    """What work outside the trained trade brings this person at home, cents a month: own lasting draw."""
    published = origin.home_pay_women if person.sex == codes.WOMAN else origin.home_pay_men
    return origin.outside * published * math.exp(training.outside_sd * normal(person.key, lasting, OUTSIDE))


@rule
def would_take_post(person, origin, terms, training, lasting):
    """Whether a post at today's scale pays at least what the person has outside."""
    return outside_pay(person, origin, training, lasting) <= float(origin.scale) * terms.scale_home


@helper
def best_net_abroad(person, corridors, corridor_terms, quotes, host_terms, hosts, wages):
    """Best monthly offer abroad in the trained trade, net of living there, times the chance of recognition."""
    best = 0.0
    for host in range(hosts):
        row = person.origin * hosts + host
        if corridors[row].open == 1 and corridor_terms[row].visa_open == 1:
            law = host_terms[host]
            quote = quotes[(host * codes.N_TRADES + codes.NURSING) * 4 + codes.TIED_CLASS]
            gain = (quote.offer * person.ability * wages.skilled_labour - law.living_cost) * law.recognition
            best = max(best, gain)
    return best


@helper
def gain_of_training(person, origin, terms, abroad, leaving, training):
    """Present worth of eight years as a trained person over the mean pay outside, cents."""
    published = origin.home_pay_women if person.sex == codes.WOMAN else origin.home_pay_men
    outside = origin.outside * published
    chance = min(1.0, origin.funded * terms.posts_home / max(origin.trained, 1.0))
    at_home = chance * max(0.0, float(origin.scale) * terms.scale_home - outside)
    month = (1.0 - leaving) * at_home + leaving * max(0.0, abroad - outside)
    return month * annuity(training.horizon, training.discount)


@rule
def cost_of_training(person, origin, tuition, training, salt):
    """Own tuition and trouble as this person sees them this month, cents."""
    seen = training.trouble_sd * normal(person.key, salt, TROUBLE)
    return (tuition * training.months + 100.0 * training.own_trouble) * origin.taste * math.exp(seen)


@rule
def can_pay(household, origin, tuition, living):
    """Whether a month's tuition is left of the household's usual income above its needs, and of income without the
    candidate's own work, which ends."""
    needs = origin.subsistence * mouths(household, living.child_need)
    return household.usual_income - needs >= tuition and household.other_income >= tuition


@helper
def leave_scope(person, household, cell, hosts):
    """Leave this world's scope: for another profession, a host outside it, or as a candidate no more. The row waits."""
    leave_estate(person, household, cell, 0.0)
    leave_host(person, hosts)
    person.place = codes.DEAD
    person.track = NO_TRACK
    person.partner = codes.NONE
    person.home_post = 0
    person.licensed = 0
    person.training_left = 0
    person.works_home = 0


@helper
def pay_partnership(person, terms, law, cells, employers, markets, hosts):
    """A month of a partnership's place: the host's treasury, employers there and the origin's treasury pay."""
    host = person.partner % hosts
    whole = terms.tuition + terms.training_cost
    by_host = cents(whole * law.paid_by_host)
    by_firms = min(cents(whole * law.paid_by_firms), whole - by_host)
    way = cells[migrant_cell(hosts, person.origin, host, person.sex, codes.NO_STATUS)]
    first = markets[host * codes.N_TRADES + codes.NURSING].first_firm
    book(way, flows.TRAINING_HOST, by_host)
    book(way, flows.TRAINING_FIRMS, by_firms)
    book(way, flows.TRAINING_ORIGIN, whole - by_host - by_firms)
    employers[first].costs += person.weight * by_firms


@rule
def gives_up(person, training, salt):
    """Whether a student gives up after a month taught."""
    return uniform(person.key, salt, GIVES_UP) < training.drop_out / 12.0


@loop
def students_pay(persons, households, origins, origin_terms, cells, training_settings, clocks):
    """Tuition of the origin's own places, once the month's income is in; who cannot pay loses the month."""
    training, salt = training_settings[0], clocks[0].salt
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.IN_TRAINING or origins[person.origin].budgets == 0 or person.partner >= 0:
            continue
        household, terms, cell = households[person.household], origin_terms[person.origin], cells[person.cell]
        if household.money < terms.tuition:
            person.training_left += 1
            continue
        book(cell, flows.TUITION, terms.tuition)
        household.money -= terms.tuition
        household.schooling_cost += terms.tuition
        book(cell, flows.TRAINING_ORIGIN, terms.training_cost)
        if gives_up(person, training, salt):
            person.track = NO_TRACK


@rule
def may_leave(person, training):
    """Who of these origins may look at leaving at all: trained people under an age."""
    return 1 if person.licensed == 1 and person.age < 12.0 * training.leaves_until else 0


@helper
def student_month(person, terms, cells, corridor_terms, employers, markets, training, clock):
    """A month of training, paid by a partnership here (own tuition: when income is in); False if given up."""
    if person.partner < 0:
        return person.track != NO_TRACK
    law = corridor_terms[person.partner]
    pay_partnership(person, terms, law, cells, employers, markets, clock.hosts)
    return not gives_up(person, training, clock.salt)


@helper
def asks_for_place(
    person, household, village, origin, corridors, quotes, host_terms, terms, corridor_terms, training, living, wages,
    clock,
):  # fmt: skip
    """A candidate's look: luck in line for a place, above 1 if tuition cannot be paid, `OUT` if training does not pay."""
    if uniform(person.key, clock.salt, LOOKS) >= training.look:
        return OUT
    leaving = believed_chance(origin, village, training)
    abroad = best_net_abroad(person, corridors, corridor_terms, quotes, host_terms, clock.hosts, wages)
    gain = gain_of_training(person, origin, terms, abroad, leaving, training)
    if gain <= cost_of_training(person, origin, terms.tuition, training, clock.salt):
        return OUT
    able = can_pay(household, origin, terms.tuition, living)
    return uniform(person.key, clock.salt, PLACE) + (0.0 if able else NOT_TUITION)
