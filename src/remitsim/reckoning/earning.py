"""What a home takes in: members' work there, village custom, sales outside, other income, budget support (B3.1)."""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.heads import adults_here, children_here, seat
from remitsim.reckoning.traits import lognormal
from remitsim.reckoning.village import effective
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book

FINDS_WORK = purpose("living: finds or loses work at home")
WORK_LUCK = purpose("living: luck in work at home")
BAD_LUCK = purpose("living: a half-year of bad luck")
HALF_YEAR = 6
START_OF_MONTHS = 120_000  # keeps months before month 0 above nought


@rule
def chance_of_work(unemployment, factor, loss):
    """Chance a month of finding work at home that holds the published unemployment, times the factor in force."""
    if unemployment <= 0.0:
        return 1.0
    return min(1.0, factor * loss * (1.0 - unemployment) / unemployment)


@rule
def job_at_home(person, origin_law, month):
    """Whether a returnee still has the work promised with assisted return."""
    return person.returned_how == codes.ASSISTED and month - person.returned_month < origin_law.return_job_months


@helper
def seek_work(person, origin, origin_law, living, clock):
    """Find work at home, or lose it."""
    draw = uniform(person.key, clock.salt, FINDS_WORK)
    if person.place != codes.AT_HOME or person.participates == 0:
        person.works_home = 0
    elif person.home_post == 1 or job_at_home(person, origin_law, clock.month):
        person.works_home = 1
    elif person.works_home == 1:
        person.works_home = 0 if draw < living.home_loss else 1
    elif draw < chance_of_work(origin.unemployment, origin_law.home_work, living.home_loss):
        person.works_home = 1


@rule
def bad_times(household, village, living):
    """What is left of work income under own bad luck and a village's shock."""
    return village.hit * (living.bad_luck_size if household.bad_luck_left > 0 else 1.0)


@helper
def work_at_home(person, household, village, origin_law, living, salt):
    """A member's work outside village custom; returns whole cents. Village custom pays from the pot."""
    if person.works_home == 0:
        return 0
    part = seat(household)
    household.workers += part
    luck = lognormal(living.luck_sd, normal(person.key, salt, WORK_LUCK))
    pay = (1.0 - living.local_share) * person.home_pay * origin_law.home_pay * luck
    return cents(part * bad_times(household, village, living) * pay)


@rule
def lost_to_policy(earned, village, origin_law):
    """Work income lost to a shock by policy, by what is left of it; whole cents."""
    left = min(1.0, origin_law.home_pay) * village.hit_by_policy
    return cents(earned * (1.0 / left - 1.0)) if left > 0.0 else 0


@helper
def be_paid_out(household, cell, earned, village, origin_law):
    """A pay-out makes part of the loss good; it counts as work income."""
    paid = cents(origin_law.payout * lost_to_policy(earned, village, origin_law))
    household.work_income += paid
    take_in(household, cell, flows.SHOCK_PAYOUT, paid)


@helper
def have_luck(household, living, clock):
    """Once a half-year, each house at its own time, bad luck may come and stay for the half-year."""
    if household.bad_luck_left > 0:
        household.bad_luck_left -= 1
    phase = int(uniform(household.key, clock.lasting, BAD_LUCK) * HALF_YEAR)
    its_time = (clock.month + START_OF_MONTHS + phase) % HALF_YEAR == 0
    if its_time and uniform(household.key, clock.salt, BAD_LUCK) < living.bad_luck:
        household.bad_luck_left = HALF_YEAR


@rule
def take_in(household, cell, flow, amount):
    """Book an income of the house."""
    book(cell, flow, amount)
    household.money += amount


@helper
def earn(household, village, cell, lot, origin_law, living):
    """Village custom, sales outside, other income and budget support; work is taken in member by member."""
    lived_in = adults_here(household) > 0
    units = effective(household.enterprise, lot, living) if lived_in else 0.0
    custom = household.workers * village.pot_a_worker + units * village.pot_a_unit
    household.pot_income = min(int(math.floor(custom)), village.pot_paid)
    village.pot_paid -= household.pot_income
    household.sales_income = cents(units * village.sales_a_unit)
    heads = adults_here(household) + children_here(household)
    household.aid = origin_law.support * heads
    take_in(household, cell, flows.POT_INCOME, household.pot_income)
    take_in(household, cell, flows.OUTSIDE_SALES, household.sales_income)
    take_in(household, cell, flows.AID, household.aid)
    if lived_in:
        take_in(household, cell, flows.OTHER_INCOME, household.other_income)
