"""A month's pay: what reaches the person, what the state takes, what the firm bears; booked in whole cents (C2)."""

from __future__ import annotations

from remitsim.money import cents, share
from remitsim.reckoning.wages import informal_supplies
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book, note


@rule
def insurable(law, pay):
    """Pay on which contributions are due, whole cents."""
    return min(pay, law.contribution_cap) if law.contribution_cap > 0 else pay


@helper
def pay_formally(person, pay, cell, law, rights):
    """Pay so many gross cents with tax and contributions; returns the employer's contribution, whole cents."""
    book(cell, flows.PAY_FORMAL, pay)
    tax = cents(law.income_tax * max(0, pay - law.income_tax_free))
    book(cell, flows.INCOME_TAX, tax)
    own, employers = 0, 0
    if rights.contributes == 1:
        own = share(insurable(law, pay), law.worker_contribution)
        employers = share(insurable(law, pay), law.employer_contribution)
        credited = share(own + employers, law.credit_share)
        book(cell, flows.WORKER_CONTRIBUTION, own)
        book(cell, flows.EMPLOYER_CONTRIBUTION, employers)
        note(cell, flows.CREDIT_EARNED, credited)
        person.credit += credited
        person.insured_months += 1
    person.net_pay = pay - tax - own
    person.savings += pay - tax - own
    return employers


@helper
def pay_informally(person, pay, employer, market, cell, law):
    """Pay so many cents in hand; returns what dearer supplies cost the firm, whole cents."""
    book(cell, flows.PAY_INFORMAL, pay)
    person.net_pay = pay
    person.savings += pay
    supplies = cents(informal_supplies(employer, market, law) * person.labour)
    book(cell, flows.INFORMALITY_COST, supplies)
    return supplies


@helper
def charges_of_tied(person, cell, law):
    """Levy, board and lodging of a tied worker, ill or not; returns whole cents that the firm pays."""
    if person.status != codes.TEMPORARY_TIED:
        return 0
    book(cell, flows.LEVY, law.levy)
    book(cell, flows.BOARD, law.board_and_lodging)
    return law.levy + law.board_and_lodging


@helper
def cost_of_hire(person, cell, planning):
    """Cost of a hire in the first month with a firm; signing anew with the same one costs nothing."""
    if person.months_employed > 0 or person.left_employer == person.employer:
        return 0
    spent = cents(planning.hiring_months * person.wage)
    book(cell, flows.HIRING_COST, spent)
    return spent
