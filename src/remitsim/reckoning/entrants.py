"""Entrants of 18 who take over a row: a life begun anew, with the row's household and own draws."""

from __future__ import annotations

from remitsim.luck import mix, purpose, uniform
from remitsim.reckoning.estates import leave_host
from remitsim.reckoning.traits import draw_ability, give_traits, price_home_pay
from remitsim.rules import helper, rule
from remitsim.world import codes
from remitsim.world.households import CHILD_SLOTS
from remitsim.world.persons import NEVER

ENTRANT_SEX = purpose("ageing: sex of the entrant")
MONTHS_18 = 18 * 12


@helper
def start_life(person):
    """Clear what the last holder of the row did; money and debts are settled before."""
    person.key = mix(person.key, person.generation)
    person.age = MONTHS_18
    person.months_idle = 0
    person.net_pay = 0
    person.ill_months = 0
    person.benefit_left = 0
    person.insured_months = 0
    person.retraining_left = 0
    person.training_left = 0
    person.licensed = 0
    person.track = 0
    person.bond = 0
    person.partner = codes.NONE
    person.home_post = 0
    person.tests = 0
    person.last_pay = 0
    person.months_abroad = 0
    person.month_applied = NEVER
    person.ever_removed = 0
    person.returned_how = codes.NEVER_RETURNED
    person.returned_month = NEVER
    person.trips = 0
    person.foothold = 0.0
    person.hardship_state = 0.0
    person.habit = 0.0
    person.usual_pay = 0.0
    person.usual_sent = 0.0
    person.usual_purse = 0.0
    person.saved_up = 0
    person.bill_paid = 0
    person.bill_by_firm = 0
    person.months_in_debt = 0
    person.bonded = 0
    person.held = 0
    person.detained_left = 0
    person.works_home = 0
    person.public_loan = 0
    person.assigned = codes.NOT_ASSIGNED


@rule
def eldest_child(household):
    """Slot of the eldest child; -1 without children."""
    eldest, oldest = -1, -1
    for slot in range(CHILD_SLOTS):
        if slot < household.children and household.child_age[slot] > oldest:
            eldest = slot
            oldest = household.child_age[slot]
    return eldest


@rule
def schooling_of(months):
    """Schooling finished after so many months at school: cut at 9 and 13 years."""
    if months >= 156:
        return codes.TERTIARY
    if months >= 108:
        return codes.SECONDARY
    return codes.PRIMARY


@helper
def home_entrant(person, household, origin, traits, clock):
    """An entrant of 18 at home, with the schooling of the household's eldest child."""
    person.generation += 1
    start_life(person)
    person.place = codes.AT_HOME
    leave_host(person, clock.hosts)
    person.sex = 1 if uniform(person.key, clock.lasting, ENTRANT_SEX) < 0.5 else 0
    slot = eldest_child(household)
    if slot >= 0:
        person.schooling = schooling_of(household.child_school[slot])
        household.child_age[slot] = 0
        household.child_school[slot] = 0
        household.child_in_school[slot] = 0
    share = traits.ability_from_household
    person.ability = share * person.ability + (1.0 - share) * draw_ability(person, traits, clock.lasting)
    give_traits(person, origin, traits, clock.lasting)
    price_home_pay(person, origin, traits, clock.lasting)
