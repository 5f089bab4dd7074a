"""Debts: how they grow, are served, and how long they would take to clear."""

from __future__ import annotations

import math

from remitsim.money import cents
from remitsim.rules import rule
from remitsim.world.flows import INTEREST_ACCRUED
from remitsim.world.ledger import note

LONGEST = 360.0  # months after which a debt counts as never cleared
NIL_RATE = 1e-7  # a month; below it logs lose their digits and interest is no matter


@rule
def accrue(person, cell):
    """A month's interest on a person's debt, a claim that stops once it equals the principal (B3.2)."""
    if person.debt > 0:
        grown = min(cents(person.debt * person.loan_rate), max(person.debt - person.debt_interest, 0))
        person.debt_interest += grown
        note(cell, INTEREST_ACCRUED, grown)


@rule
def serve(person, amount):
    """Put a payment (cents, at most what is owed) to interest first, then principal."""
    interest = min(amount, person.debt_interest)
    person.debt_interest -= interest
    person.debt -= amount - interest


@rule
def months_to_clear(owed, payment, rate):
    """Months in which a monthly payment clears what is owed at a rate a month; 360 if it never does (A4)."""
    if owed <= 0.0:
        return 0.0
    if payment <= owed * rate or payment <= 0.0:
        return LONGEST
    if rate <= NIL_RATE:
        return min(LONGEST, owed / payment)
    return min(LONGEST, -math.log1p(-rate * owed / payment) / math.log1p(rate))


@rule
def annuity(months, discount):
    """Present value of one cent a month for so many months."""
    if discount <= NIL_RATE:
        return months
    return -math.expm1(-months * math.log1p(discount)) / discount


@rule
def present_value(owed, payment, rate, discount):
    """Present value, at the person's own discount, of serving a debt with a monthly payment (A4).

    What stays unpaid after 360 months counts in full.
    """
    months = months_to_clear(owed, payment, rate)
    worth = max(payment, 0.0) * annuity(months, discount)
    if months >= LONGEST:
        return max(worth, owed)
    return worth


@rule
def payment_to_clear(owed, months, rate):
    """The monthly payment that clears what is owed in so many months."""
    return owed / annuity(months, rate)
