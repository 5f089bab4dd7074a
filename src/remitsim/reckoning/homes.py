"""What a home does with its money: debts, consumption, enterprise, house (B3.2 to B3.6)."""

from __future__ import annotations

import math

from remitsim.money import cents
from remitsim.reckoning.debts import serve
from remitsim.reckoning.defaults import write_off, write_off_food
from remitsim.rules import helper, rule
from remitsim.world import flows
from remitsim.world.ledger import book, note

SMALLEST = 0.1  # of a lot: less enterprise than this is given up


@rule
def due(owed, rate, money, needs, living):
    """Service of a debt this month, whole cents: at most what is owed and what is in the house."""
    wanted = max(owed / living.repay_months + owed * rate, 100.0 * living.least_service)
    bearable = max(0.0, living.service_share * (money - needs))
    return max(0, min(cents(min(wanted, bearable)), owed, money))


@helper
def repay_for(person, household, cell, needs, living, salt):
    """The house serves the debts of a member who is at home: the lender first, then kin."""
    paid = due(person.debt + person.debt_interest, person.loan_rate, household.money, needs, living)
    serve(person, paid)
    household.money -= paid
    household.served += paid
    book(cell, flows.DEBT_SERVICE_HOME, paid)
    write_off(person, cell, float(paid), living.default_chance, salt)
    to_kin = due(person.kin_debt, 0.0, household.money, needs, living)
    person.kin_debt -= to_kin
    household.money -= to_kin
    household.served += to_kin
    book(cell, flows.KIN_SERVICE_HOME, to_kin)


@helper
def repay_food(household, cell, needs, living, salt):
    """Interest on loans for food accrues up to the principal; they are served, or in time written off."""
    room = max(household.food_debt - household.food_interest, 0)
    grown = min(cents(household.food_debt * living.food_rate), room)
    household.food_interest += grown
    note(cell, flows.INTEREST_ACCRUED, grown)
    owed = household.food_debt + household.food_interest
    paid = due(owed, living.food_rate, household.money, needs, living)
    interest = min(paid, household.food_interest)
    household.food_interest -= interest
    household.food_debt -= paid - interest
    household.money -= paid
    household.served += paid
    book(cell, flows.FOOD_SERVICE, paid)
    write_off_food(household, cell, float(paid), living.food_rate, living.default_chance, salt)


@rule
def smooth_income(household, lived_in, needs, living, memory):
    """Usual income (what is marked for saving or debt left out), income as senders see it, and hunger."""
    earned = household.work_income + household.pot_income + household.sales_income + household.aid
    if lived_in == 1:
        earned += household.other_income
    income = float(earned + household.received_family)
    household.income_for_remitting += memory * (income + household.received_saving - household.income_for_remitting)
    if lived_in == 1:
        household.usual_income += living.memory * (income - household.usual_income)
    household.hunger = max(0.0, 1.0 - household.usual_income / needs) if needs > 0.0 else 0.0


@helper
def borrow_for_food(household, cell, needs, living):
    """A loan for what needs exceed the money by, up to so many months of usual income in all."""
    short = max(0, cents(needs) - household.money)
    limit = cents(living.food_limit * household.usual_income) - household.food_debt - household.food_interest
    household.borrowed = min(short, max(0, limit))
    household.food_debt += household.borrowed
    household.money += household.borrowed
    book(cell, flows.FOOD_LOAN, household.borrowed)


@helper
def consume(household, village, cell, needs, indirect_tax, living):
    """Consume out of habit and usual income, never more than the money; custom fills the village's pot."""
    usual = household.usual_income
    free = usual - household.schooling_cost - household.served
    spare = household.money - living.buffer * usual
    wanted = living.habit * household.habit + (1.0 - living.habit) * free + living.spend_excess * spare
    wanted = max(needs, wanted)
    borrow_for_food(household, cell, needs, living)
    spent = max(0, min(cents(wanted), household.money))
    household.consumption = spent
    household.money -= spent
    household.habit += living.habit_speed * (spent - household.habit)
    local = cents(village.local_share * spent)
    tax = min(cents(indirect_tax * spent), spent - local)
    village.pot += local
    book(cell, flows.POT_SPENDING, local)
    book(cell, flows.HOME_INDIRECT_TAX, tax)
    book(cell, flows.SPENDING_OUT, spent - local - tax)


@helper
def wear_out(household, cell, lot, living):
    """Enterprise and house wear; what is left of an enterprise under a tenth of a lot is given up."""
    worn = cents(living.wear * household.enterprise)
    if household.enterprise - worn < SMALLEST * lot:
        worn = household.enterprise
    household.enterprise -= worn
    note(cell, flows.ENTERPRISE_WORN, worn)
    house_worn = cents(living.house_wear * household.house)
    household.house -= house_worn
    note(cell, flows.HOUSE_WORN, house_worn)


@rule
def return_seen(household, village, lot, living):
    """What a cent in this enterprise brings a month, as the village is now."""
    size = household.enterprise / max(living.large_enterprise * lot, 1.0)
    return (village.sales_a_unit + village.pot_a_unit) * math.pow(1.0 + size, -living.own_crowding)


@helper
def invest(household, village, cell, lot, living):
    """Money to spare above a lot goes into the enterprise, as far as it brings more than the hurdle, and the house."""
    wear_out(household, cell, lot, living)
    spare = household.money - living.buffer * household.usual_income
    if spare <= lot:
        return
    lure = (return_seen(household, village, lot, living) - living.hurdle) / living.hurdle
    household.invested = cents(living.invest_share * min(max(lure, 0.0), 1.0) * spare)
    household.built = min(cents(living.house_share * spare), household.money - household.invested)
    household.enterprise += household.invested
    household.house += household.built
    household.money -= household.invested + household.built
    book(cell, flows.ENTERPRISE, household.invested)
    book(cell, flows.HOUSE, household.built)
