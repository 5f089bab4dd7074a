"""Setting out without an agent: with a ticket, or without papers. Money, luck and arrival in one place."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.crossing import ARRIVED, DIED, HELD, SENT_BACK, try_to_cross
from remitsim.reckoning.estates import leave_estate, leave_host
from remitsim.reckoning.fallbacks import labour_in
from remitsim.reckoning.finance import raise_money
from remitsim.reckoning.moves import arrive, enter_status
from remitsim.reckoning.routes import family_status, keeps_status, show_interest
from remitsim.reckoning.trades import trade_abroad
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.cells import migrant_cell
from remitsim.world.ledger import book, note

TURNED_BACK = purpose("leaving: turned back as a visitor")


@rule
def permit_months(status, law):
    """Months of a first permit; -1 for a status without end."""
    if status == codes.TEMPORARY_FREE or status == codes.TEMPORARY_TIED:
        return law.first_permit_months if law.first_permit_months > 0 else codes.NONE
    return codes.NONE


@helper
def settle_in(person, row, host_index, route, status, how, law, corridor_trades, wages, clock):
    """Arrive without a post: trade, labour and the records of a departure that no agent arranged."""
    trade = trade_abroad(person, row, corridor_trades, clock.lasting)
    arrive(person, row, host_index, route, status, how, permit_months(status, law), clock.hosts)
    person.trade = trade
    person.labour = labour_in(person, trade, wages)
    person.promised_wage = 0
    person.bill_paid = 0
    person.bill_by_firm = 0
    person.knew_true_pay = 1
    person.kept_status = codes.NATIVE
    person.saved_up = 0


@helper
def go_by_ticket(person, household, cells, row, route, corridor, law, corridor_law, corridor_trades, leaving, wages,
                 clock):
    """Go by family, by free movement or to a status kept; True on arrival, False if the ticket cannot be paid."""
    cell = cells[person.cell]
    price = corridor_law.ticket
    if raise_money(person, household, cell, price, 0.0, leaving, corridor_law, clock.lasting) < price:
        return False
    book(cell, flows.TICKET, price)
    person.savings -= price
    status = codes.PERMANENT
    if route == codes.FAMILY:
        status = family_status(law)
    elif keeps_status(person, row, clock.month):
        status = person.kept_status
    settle_in(person, row, corridor.host, route, status, codes.NOT_IRREGULAR, law, corridor_trades, wages, clock)
    return True


@helper
def die_on_the_way(person, household, cell, hosts):
    """A death on the way: money to the household, debts paid from it or written off."""
    leave_estate(person, household, cell, 0.0)
    leave_host(person, hosts)
    person.place = codes.DEAD


@helper
def be_detained(person, row, host_index, months, hosts):
    """Be held at the border, before ever arriving."""
    person.place = codes.DETAINED
    person.host = host_index
    person.corridor = row
    person.months_abroad = 0
    person.detained_left = max(1, int(months + 0.5))
    enter_status(person, codes.IRREGULAR, codes.CROSSED, codes.NONE, hosts)


@helper
def cross(person, household, cells, row, promised, corridor, law, corridor_law, corridor_trades, leaving, wages,
          clock):
    """Pay the smuggler and try: (how it ended, tries, times caught)."""
    price = cents(corridor.smuggler_price)
    home_cell = cells[person.cell]
    if raise_money(person, household, home_cell, price, promised, leaving, corridor_law, clock.lasting) < price:
        return SENT_BACK, 0, 0
    way = migrant_cell(clock.hosts, person.origin, corridor.host, person.sex, codes.IRREGULAR)
    book(cells[way], flows.SMUGGLER_FEE, price)
    person.savings -= price
    ended, tries, caught = try_to_cross(person, law, corridor_law, clock.salt)
    if ended == ARRIVED:
        settle_in(person, row, corridor.host, codes.CROSSING, codes.IRREGULAR, codes.CROSSED, law, corridor_trades,
                  wages, clock)
    elif ended == DIED:
        die_on_the_way(person, household, home_cell, clock.hosts)
    elif ended == HELD:
        be_detained(person, row, corridor.host, law.detention_months, clock.hosts)
    return ended, tries, caught


@helper
def visit(person, household, cells, row, promised, corridor, law, corridor_law, corridor_trades, leaving, wages,
          clock):
    """Travel as a visitor and stay on; True on arrival. The show money comes back, its interest does not."""
    cell = cells[person.cell]
    interest = cents(show_interest(person, household, leaving, corridor_law, clock.lasting))
    price = corridor_law.ticket + interest
    if raise_money(person, household, cell, price, promised, leaving, corridor_law, clock.lasting) < price:
        return False
    book(cell, flows.TICKET, corridor_law.ticket)
    note(cell, flows.INTEREST_ACCRUED, interest)
    book(cell, flows.PERSON_DEBT, interest)
    person.savings -= price
    if uniform(person.key, clock.salt, TURNED_BACK) < corridor_law.turned_back:
        return False
    settle_in(person, row, corridor.host, codes.VISITOR, codes.IRREGULAR, codes.OVERSTAYED, law, corridor_trades,
              wages, clock)
    return True
