"""Changes of state that more than one verb brings about: losing and taking a job, a status, a country.

Rules here keep a record whole (books row, clocks, claims); why a move happens is the verb's business.
"""

from __future__ import annotations

from remitsim.money import share
from remitsim.rules import rule
from remitsim.world import codes, flows
from remitsim.world.cells import place_in_books
from remitsim.world.ledger import book, note


@rule
def lose_job(person):
    """Part from the employer; what is owed stays owed. `planning` counts ``left_employer`` once and clears it."""
    if person.employer >= 0:
        person.left_employer = person.employer
        if person.contract == codes.FORMAL:
            person.last_pay = person.wage
        person.employer = codes.NONE
        person.contract = codes.NO_CONTRACT
        person.contract_left = 0
        person.months_employed = 0
        person.months_idle = 0
        person.wage = 0


@rule
def take_job(person, firm, contract, wage, contract_months):
    """Sign with a firm (row of employers); ``contract_months`` -1 for an open-ended contract."""
    lose_job(person)
    person.employer = firm
    person.contract = contract
    person.wage = wage
    person.contract_left = contract_months
    person.months_employed = 0
    person.months_idle = 0


@rule
def enter_status(person, status, how_irregular, permit_months, hosts):
    """Take a status for ``permit_months`` (-1 without end); an irregular one keeps how it came about."""
    person.status = status
    person.how_irregular = how_irregular
    person.months_in_status = 0
    person.permit_left = permit_months
    person.grace_left = codes.NONE
    place_in_books(person, hosts)


@rule
def arrive(person, corridor, host, route, status, how_irregular, permit_months, hosts):
    """Be abroad from now on. Money, debts and the job are the caller's business, before or after."""
    person.place = codes.ABROAD
    person.host = host
    person.corridor = corridor
    person.route = route
    person.months_abroad = 0
    person.trips += 1
    person.months_in_debt = 0
    person.months_withheld = 0
    person.months_idle = 0
    person.first_pay = 0
    person.hardship_state = 0.0
    person.provider = codes.NONE
    person.family_here = 0
    person.joined_adults = 0
    person.children_here = 0
    person.usual_sent = 0.0
    person.usual_purse = 0.0
    person.months_purse = 0
    person.works_home = 0
    person.recognised = 0
    person.unfree_recruitment = 0
    enter_status(person, status, how_irregular, permit_months, hosts)


@rule
def settle_wages_owed(person, cell):
    """Lose the wages still owed: a claim ends, no money moves."""
    note(cell, flows.WAGES_LOST, person.unpaid_wages)
    person.unpaid_wages = 0
    person.employer_owing = codes.NONE


@rule
def settle_credit(person, cell, portable):
    """End an insurance credit: the portable share is paid into savings, the fund keeps the rest."""
    paid = share(person.credit, portable)
    book(cell, flows.CREDIT_PAID, paid)
    person.savings += paid
    note(cell, flows.CREDIT_KEPT, person.credit - paid)
    person.credit = 0
    person.insured_months = 0


@rule
def bring_money_home(person, household, cell):
    """Hand savings and purse to the household."""
    brought = person.savings + person.purse_family + person.purse_saving + person.purse_debt
    book(cell, flows.BROUGHT_HOME, brought)
    household.money += brought
    person.savings = 0
    person.purse_family = 0
    person.purse_saving = 0
    person.purse_debt = 0


@rule
def come_home(person, household, cell, portable, claimable, how, month, hosts):
    """Be home from now on, with savings and purse; ``claimable`` keeps wages owed alive from abroad."""
    lose_job(person)
    settle_credit(person, cell, portable)
    if not claimable:
        settle_wages_owed(person, cell)
    bring_money_home(person, household, cell)
    person.place = codes.AT_HOME
    person.returned_how = how
    person.returned_month = month
    person.host = codes.NONE
    person.corridor = codes.NONE
    person.family_here = 0
    person.joined_adults = 0
    person.children_here = 0
    person.bonded = 0
    person.held = 0
    person.duress = 0
    person.cannot_leave = 0
    person.net_pay = 0
    person.benefit_left = 0
    enter_status(person, codes.NO_STATUS, codes.NOT_IRREGULAR, codes.NONE, hosts)
