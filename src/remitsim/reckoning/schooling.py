"""Whether a child goes to school this year, and what the month of school costs (B3.4)."""

from __future__ import annotations

from remitsim.luck import mix, purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.heads import children_here
from remitsim.rules import helper, rule
from remitsim.world import flows
from remitsim.world.households import CHILD_SLOTS
from remitsim.world.ledger import book

WANTS_SCHOOL = purpose("living: how much school means to a child")
SCHOOL_FROM, SCHOOL_TO, TWELVE = 5 * 12, 18 * 12, 12 * 12


@rule
def wish_for_school(age, enrolment, hope, living):
    """Share of children of this age (months) whose families hold school worth while; ``hope``: of leaving, 0 to 1."""
    stay_away = (1.0 - enrolment) * (living.school_young if age < TWELVE else 1.0)
    return min(1.0, max(0.0, 1.0 - stay_away + living.school_hope * hope))


@rule
def wants(household, slot, month, wish, lasting):
    """Whether this child is one of them, by a lasting draw of the child's own."""
    born = month - household.child_age[slot]
    return uniform(mix(household.key, born * CHILD_SLOTS + slot), lasting, WANTS_SCHOOL) < wish


@helper
def school_children(household, cell, spare, cost, enrolment, hope, living, clock):
    """Decide on each birthday, pay month by month; who cannot be paid for drops out. Children abroad learn there.

    ``spare``: money above needs. ``cost``: a child-month, cents.
    """
    here = children_here(household)
    price = cents(cost)
    for slot in range(CHILD_SLOTS):
        age = household.child_age[slot]
        of_age = slot < household.children and SCHOOL_FROM <= age < SCHOOL_TO
        if not of_age:
            household.child_in_school[slot] = 0
        elif slot >= here:
            household.child_in_school[slot] = 0
            household.child_school[slot] += 1
        else:
            if age % 12 == 0:
                wish = wish_for_school(age, enrolment, hope, living)
                goes = wants(household, slot, clock.month, wish, clock.lasting)
                able = spare - household.schooling_cost >= living.school_ahead * price
                household.child_in_school[slot] = 1 if goes and able else 0
            if household.child_in_school[slot] == 1 and household.money < price:
                household.child_in_school[slot] = 0
            if household.child_in_school[slot] == 1:
                household.money -= price
                household.schooling_cost += price
                book(cell, flows.SCHOOL, price)
                household.child_school[slot] += 1
