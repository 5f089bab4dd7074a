"""Training at home for the nursing trade: who looks, who gets a place, who finishes (origin's own track)."""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.debts import annuity
from remitsim.reckoning.news import believed_chance
from remitsim.reckoning.traits import price_home_pay
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.world import World

LOOKS = purpose("training: looks")
TROUBLE = purpose("training: trouble of applying")
PLACE = purpose("training: wins a place")
GIVES_UP = purpose("training: gives up")
LICENSED = purpose("training: licensed")
HOME_POST = purpose("training: finds a home post")

NO_TRACK, HOME_TRACK, AWAY_TRACK, PARTNER_HOME_TRACK, APPLIES = range(5)
YOUNGEST, OLDEST = 18 * 12, 27 * 12


def train(world: World) -> None:
    """Trainees go on, suited people look, places are given in order of luck."""
    origins, persons = world.origins, world.persons[world.movers()]
    everyone_trains(
        persons, world.households, origins, world.villages, world.corridors, world.quotes, world.terms.hosts,
        world.terms.origins, world.cells, world.records["training"], world.records["traits"], world.clock,
    )  # fmt: skip
    places_are_given(persons, origins, world.terms.origins, world.records["training"], world.clock)


@rule
def follow_leaving(origin):
    """The nation's yearly rate at which trained people leave, a running mean of two years."""
    rate = 12.0 * origin.left_trained / max(origin.trained, 1.0)
    origin.rate_leaving += (rate - origin.rate_leaving) / 24.0
    origin.left_trained = 0.0


@rule
def move_places(origin, law, training):
    """Places move toward their base, more if more apply; a gap is never integrated."""
    base = law.training_places / 12.0
    origin.applicants_training += 0.1 * (origin.applicants_now - origin.applicants_training)
    target = base + training.places_answer * (origin.applicants_training - base)
    moved = origin.training_places + training.places_speed * (target - origin.training_places)
    origin.training_places = max(moved, 0.0)


@helper
def best_abroad(person, corridors, quotes, host_terms, hosts):
    """Best monthly offer abroad in nursing, net of living there, times the chance of recognition."""
    best = 0.0
    for host in range(hosts):
        if corridors[person.origin * hosts + host].open == 1:
            law = host_terms[host]
            quote = quotes[(host * codes.N_TRADES + codes.NURSING) * 4 + codes.FREE_CLASS]
            gain = (quote.offer * person.ability - law.living_cost) * law.recognition
            best = max(best, gain)
    return best


@rule
def applies(person, origin, terms, abroad, leaving, training, salt):
    """Whether the gain from training beats its cost and this month's trouble."""
    chance = min(1.0, origin.posts_trained / max(origin.trained, 1.0))
    pay = person.home_pay * terms.home_pay
    at_home = (1.0 - leaving) * chance * (origin.premium_home - 1.0) * pay
    gain = (at_home + leaving * max(0.0, abroad - pay)) * annuity(training.horizon, training.discount)
    trouble = math.exp(training.trouble_sd * normal(person.key, salt, TROUBLE))
    return gain > (terms.tuition * training.months + 100.0 * training.own_trouble) * trouble


@helper
def go_on_training(person, household, origin, terms, cell, training, traits, clock):
    """A month of training: tuition from the household, giving up, finishing with a licence or without."""
    key, salt = person.key, clock.salt
    due = cents(float(terms.tuition))
    unpaid = household.money < due
    if unpaid or uniform(key, salt, GIVES_UP) < training.drop_out / 12.0:
        person.place = codes.AT_HOME
        person.training_left = 0
        person.track = NO_TRACK
        return
    book(cell, flows.TUITION, due)
    household.money -= due
    book(cell, flows.TRAINING_ORIGIN, cents(float(terms.training_cost)))
    person.training_left -= 1
    if person.training_left <= 0:
        person.place = codes.AT_HOME
        person.track = NO_TRACK
        if uniform(key, salt, LICENSED) < training.licensed:
            person.licensed = 1
            person.trained_trade = codes.NURSING
            person.schooling = codes.TERTIARY
            if uniform(key, salt, HOME_POST) * max(origin.trained, 1.0) < origin.posts_trained:
                person.trade = codes.NURSING
                price_home_pay(person, origin, traits, clock.lasting)


@rule
def may_look(person, training, salt):
    """Suited, at home, of 18 to 26 and untrained: looks once in two years."""
    return (
        person.suited == 1
        and person.trained_trade < 0
        and person.age >= YOUNGEST
        and person.age < OLDEST
        and uniform(person.key, salt, LOOKS) < training.look
    )


@loop
def everyone_trains(
    persons, households, origins, villages, corridors, quotes, host_terms, origin_terms, cells, training_settings,
    trait_settings, clocks,
):  # fmt: skip
    """One pass over people at home: trainees go on, others look; counts the trained and who applies."""
    training, traits, clock = training_settings[0], trait_settings[0], clocks[0]
    for o in range(len(origins)):
        follow_leaving(origins[o])
        if origins[o].budgets == 0:  # where posts are budgets `profession` counts
            origins[o].trained = 0.0
            origins[o].applicants_now = 0.0
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.AT_HOME and person.place != codes.IN_TRAINING:
            continue
        origin, terms = origins[person.origin], origin_terms[person.origin]
        if origin.budgets == 1:
            continue
        household = households[person.household]
        if person.place == codes.IN_TRAINING:
            go_on_training(person, household, origin, terms, cells[person.cell], training, traits, clock)
        elif may_look(person, training, clock.salt):
            leaving = believed_chance(origin, villages[household.village], training)
            abroad = best_abroad(person, corridors, quotes, host_terms, clock.hosts)
            if applies(person, origin, terms, abroad, leaving, training, clock.salt):
                person.track = APPLIES
                origin.applicants_now += person.weight
        if person.licensed == 1:
            origin.trained += person.weight


@loop
def places_are_given(persons, origins, origin_terms, training_settings, clocks):
    """Who applied wins a place by own luck, with chance places over applicants."""
    training, clock = training_settings[0], clocks[0]
    for o in range(len(origins)):
        if origins[o].budgets == 0:
            move_places(origins[o], origin_terms[o], training)
    for i in range(len(persons)):
        person = persons[i]
        if person.track != APPLIES:
            continue
        person.track = NO_TRACK
        origin = origins[person.origin]
        if uniform(person.key, clock.salt, PLACE) * max(origin.applicants_now, 1.0) < origin.training_places:
            person.place = codes.IN_TRAINING
            person.track = HOME_TRACK
            person.training_left = int(training.months)
            person.works_home = 0
