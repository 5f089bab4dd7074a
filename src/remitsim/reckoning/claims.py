"""Wages owed: paid back little by little, recovered by complaint or visit, lost after long (C6)."""

from __future__ import annotations

from remitsim.reckoning.moves import settle_wages_owed
from remitsim.reckoning.protection import recovered_now
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.cells import migrant_cell
from remitsim.world.ledger import book


@rule
def cell_of_claim(person, host, hosts):
    """Books row on which a firm of ``host`` pays this person, wherever the person now is."""
    if person.host == host:
        return person.cell
    return migrant_cell(hosts, person.origin, host, person.sex, codes.NO_STATUS)


@helper
def receive_claim(person, paid, households, cells):
    """Take wages recovered into savings; at home they go to the household."""
    person.unpaid_wages -= paid
    person.savings += paid
    if person.place == codes.AT_HOME or person.place == codes.IN_TRAINING:
        book(cells[person.cell], flows.BROUGHT_HOME, paid)
        person.savings -= paid
        households[person.household].money += paid


@loop
def wages_owed_move(
    persons, households, employers, host_terms, trade_terms, status_terms, cells, working_settings, clocks
):  # fmt: skip
    """Wages owed are paid back little by little, recovered by complaint or visit, and lost after long."""
    working, clock = working_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.unpaid_wages <= 0 or person.employer_owing < 0:
            continue
        employer = employers[person.employer_owing]
        rights = status_terms[employer.host * 7 + person.status]
        paid = recovered_now(
            person, host_terms[employer.host], trade_terms[employer.market], rights, working, clock.salt
        )  # fmt: skip
        book(cells[cell_of_claim(person, employer.host, clock.hosts)], flows.WAGES_RECOVERED, paid)
        employer.costs += person.weight * paid
        receive_claim(person, paid, households, cells)
        person.months_owed += 1
        if person.unpaid_wages == 0:
            person.employer_owing = codes.NONE
        elif person.months_owed >= working.owed_months:
            settle_wages_owed(person, cells[person.cell])
