"""The end of a working life or of a life: money to the household, debts paid from it or written off."""

from __future__ import annotations

from remitsim.reckoning.debts import serve
from remitsim.reckoning.defaults import lose_debt
from remitsim.reckoning.moves import enter_status, lose_job, settle_credit, settle_wages_owed
from remitsim.rules import helper
from remitsim.world import codes, flows
from remitsim.world.ledger import book, note


@helper
def settle_debts(person, household, cell):
    """Pay what is owed from the household's money, write off the rest."""
    owed = person.debt + person.debt_interest
    paid = min(owed, max(household.money, 0))
    book(cell, flows.DEBT_SERVICE_HOME, paid)
    household.money -= paid
    serve(person, paid)
    lose_debt(person, cell)
    to_kin = min(person.kin_debt, max(household.money, 0))
    book(cell, flows.KIN_SERVICE_HOME, to_kin)
    household.money -= to_kin
    note(cell, flows.KIN_WRITTEN_OFF, person.kin_debt - to_kin)
    person.kin_debt = 0


@helper
def leave_estate(person, household, cell, credit_share):
    """End a working life: job, claims and debts settled, all money to the household."""
    lose_job(person)
    settle_credit(person, cell, credit_share)
    settle_wages_owed(person, cell)
    left = person.savings + person.purse_family + person.purse_saving + person.purse_debt
    book(cell, flows.ESTATE, left)
    household.money += left
    person.savings = 0
    person.purse_family = 0
    person.purse_saving = 0
    person.purse_debt = 0
    settle_debts(person, household, cell)


@helper
def leave_host(person, hosts):
    """Belong to home again in the records, whoever holds the row next."""
    person.host = codes.NONE
    person.corridor = codes.NONE
    person.family_here = 0
    person.joined_adults = 0
    person.children_here = 0
    enter_status(person, codes.NO_STATUS, codes.NOT_IRREGULAR, codes.NONE, hosts)
