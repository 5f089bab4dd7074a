"""How a departure is paid for: own money, the household's, kin's, then a lender's."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.debts import present_value
from remitsim.rules import helper, rule
from remitsim.world import flows
from remitsim.world.ledger import book

KIN = purpose("finance: what kin would lend")


@rule
def household_gift_limit(household, leaving):
    """Most that the household gives, whole cents."""
    return int(max(household.money, 0) * leaving.household_share)


@rule
def kin_limit(person, leaving, lasting):
    """What kin would still lend: an own lasting draw of months of home pay, less what is owed to them."""
    return max(0, cents(uniform(person.key, lasting, KIN) * leaving.kin_months * person.home_pay) - person.kin_debt)


@rule
def loan_limit(person, household, promised_pay, leaving):
    """What the lender would still lend; food debts of the house count against it, and do not bar."""
    owed = person.debt + person.debt_interest + household.food_debt + household.food_interest
    return max(0, cents(leaving.loan_multiple * max(promised_pay, 0.0)) - owed)


@helper
def means(person, household, promised_pay, leaving, corridor_terms, lasting):
    """Float cents that the person could have in hand: own savings, household, kin, lender.

    ``promised_pay``: gross cents a month promised or expected abroad. ``lasting``: salt of lasting traits.
    """
    own = person.savings + household_gift_limit(household, leaving) + kin_limit(person, leaving, lasting)
    return float(own + loan_limit(person, household, promised_pay, leaving))


@helper
def borrow(person, cell, amount, corridor_terms):
    """Take a loan of whole cents from the lender; two debts at two rates go on at their mean."""
    book(cell, flows.LOAN, amount)
    owed, rate = person.debt, corridor_terms.loan_rate
    if owed == 0:
        person.public_loan = corridor_terms.public_loans
    if owed == 0:
        person.loan_rate = rate
    elif owed + amount > 0:
        person.loan_rate = (person.loan_rate * owed + rate * amount) / float(owed + amount)
    person.debt += amount
    person.savings += amount


@helper
def raise_money(person, household, cell, amount, promised_pay, leaving, corridor_terms, lasting):
    """Fill ``person.savings`` up to ``amount`` (whole cents) from household, kin and lender, in this order.

    Returns the whole cents now in hand for it: ``amount``, or less where the means fall short.
    """
    gift = min(max(amount - person.savings, 0), household_gift_limit(household, leaving))
    book(cell, flows.HOUSEHOLD_GIFT, gift)
    household.money -= gift
    person.savings += gift
    from_kin = min(max(amount - person.savings, 0), kin_limit(person, leaving, lasting))
    book(cell, flows.KIN_LOAN, from_kin)
    person.kin_debt += from_kin
    person.savings += from_kin
    loan = min(max(amount - person.savings, 0), loan_limit(person, household, promised_pay, leaving))
    if loan > 0:
        borrow(person, cell, loan, corridor_terms)
    return min(person.savings, amount)


@helper
def cost_today(person, household, amount, surplus, leaving, corridor_terms, lasting, discount):
    """Present cost of paying ``amount`` (float cents): dearer if borrowed and served slowly.

    ``surplus``: what is left a month abroad after living; a share of it serves the loan. Own money and
    kin's count at face.
    """
    own = float(person.savings + household_gift_limit(household, leaving) + kin_limit(person, leaving, lasting))
    loan = max(0.0, amount - own)
    if loan <= 0.0:
        return amount
    payment = leaving.service_share * max(surplus, 0.0)
    return min(amount, own) + present_value(loan, payment, corridor_terms.loan_rate, discount)
