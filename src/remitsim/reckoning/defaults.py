"""Debts whose interest cannot be met: written off in time, a claim that ends without a payment (C2)."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.rules import rule
from remitsim.world import flows
from remitsim.world.ledger import book, note

DEFAULTS = purpose("debts: written off")
FOOD_DEFAULTS = purpose("debts: food loans written off")


@rule
def lose_debt(person, cell):
    """End a person's debt unpaid; a public fund makes its part good to who lent for it."""
    lost = person.debt + person.debt_interest
    note(cell, flows.DEBT_WRITTEN_OFF, lost)
    if person.public_loan == 1:
        book(cell, flows.LOAN_LOSS, lost)
    person.debt = 0
    person.debt_interest = 0


@rule
def write_off(person, cell, could_pay, chance, salt):
    """End a person's debt with a small chance where ``could_pay`` does not cover a month's interest."""
    hopeless = person.debt > 0 and could_pay < person.debt * person.loan_rate
    if hopeless and uniform(person.key, salt, DEFAULTS) < chance:
        lose_debt(person, cell)


@rule
def write_off_food(household, cell, could_pay, rate, chance, salt):
    """The same for a household's loans for food."""
    hopeless = household.food_debt > 0 and could_pay < household.food_debt * rate
    if hopeless and uniform(household.key, salt, FOOD_DEFAULTS) < chance:
        note(cell, flows.DEBT_WRITTEN_OFF, household.food_debt + household.food_interest)
        household.food_debt = 0
        household.food_interest = 0
