"""Institutions at the end of the month: states, pensioners and owners pay, and who keeps nothing hands on what it holds."""

from __future__ import annotations

import numpy as np

from remitsim.money import cents
from remitsim.reckoning.census import LENT_BY_KIN, PRINCIPAL
from remitsim.rules import loop, rule
from remitsim.world import flows
from remitsim.world.cells import corridor_cell, host_cell, origin_cell
from remitsim.world.ledger import book


@rule
def book_reckoned(cell, flow, amount):
    """Book a reckoned amount in whole cents; returns what was booked."""
    whole = cents(amount)
    book(cell, flow, whole)
    return whole


@rule
def state_pays(host, law, cell, spent, profit, owning):
    """Pensions, state pay, owners' spending and taxes, the treasury's other purchases; ``spent``: residents' own."""
    state = book_reckoned(cell, flows.STATE_PAY, host.nationals_pay_bill)
    book(cell, flows.RECEIPTS, state)
    book(cell, flows.NATIONALS_SPENDING, state)
    pension = book_reckoned(cell, flows.PENSION, host.pensions)
    book(cell, flows.PENSIONERS_SPENDING, pension)
    host.owners_habit += owning.owners_smoothing * (profit - host.owners_habit)
    owners = book_reckoned(cell, flows.OWNERS_SPENDING, owning.owners_spending * max(0.0, host.owners_habit))
    taken = book_reckoned(cell, flows.OWNERS_TAX, max(0.0, -host.other_purchases))
    book(cell, flows.OWNERS_OUT, profit - owners - taken)
    book_reckoned(cell, flows.OTHER_PURCHASES, max(0.0, host.other_purchases))
    book_reckoned(cell, flows.INDIRECT_TAX, (state + pension + owners) * law.indirect_tax)
    book_reckoned(cell, flows.SERVICES, host.children * host.persons * host.weight * law.school_service_cost)
    host.spending = float(spent + state + pension + owners)


@loop
def states_pay(hosts, origins, host_terms, cells, month, closing_settings):
    """Every host's state, pensioners and owners, by what ``month`` (cells, flows) saw spent and earned."""
    spent, profits = np.zeros(len(hosts), np.int64), np.zeros(len(hosts), np.int64)
    for i in range(len(cells)):
        host = cells[i].host
        if host >= 0:
            spent[host] += month[i, flows.CONSUMPTION]
            profits[host] += month[i, flows.PROFIT]
    for h in range(len(hosts)):
        cell = cells[host_cell(len(hosts), len(origins), h)]
        state_pays(hosts[h], host_terms[h], cell, spent[h], profits[h], closing_settings[0])


@loop
def officials_pay_on(cells, month, hosts, origins):
    """Half of the official items goes to the host's treasury, half to the origin's."""
    for i in range(len(cells)):
        paid = month[i, flows.OFFICIAL_ITEMS] + month[i, flows.OFFICIAL_BY_FIRM]
        if paid != 0:
            cell = cells[corridor_cell(len(hosts), len(origins), cells[i].origin * len(hosts) + cells[i].host)]
            book(cell, flows.OFFICIALS_TO_TREASURY, paid // 2)
            book(cell, flows.OFFICIALS_TO_ORIGIN, paid - paid // 2)


@loop
def sectors_pass_on(cells, balance, starts, people, homes_owe, hosts, origins):
    """Sectors that keep nothing hand on what they hold; the rest of the world buys what output is left.

    ``people``: (claims, groups) of `census.count_people`; ``homes_owe``: principal of food loans by origin, cents.
    """
    n_hosts, n_origins = len(hosts), len(origins)
    for h in range(n_hosts):
        cell = cells[host_cell(n_hosts, n_origins, h)]
        shops, suppliers = balance[starts[flows.SHOPS] + h], balance[starts[flows.SUPPLIERS] + h]
        book(cell, flows.SHOPS_OUT, shops)
        book(cell, flows.SUPPLIERS_OUT, suppliers)
        book(cell, flows.OUTPUT_OUT, -(balance[starts[flows.OUTPUT] + h] + shops + suppliers))
    for o in range(n_origins):
        cell = cells[origin_cell(n_hosts, n_origins, o)]
        book(cell, flows.COLLEGES_OUT, balance[starts[flows.COLLEGES] + o])
        book(cell, flows.ORIGIN_TREASURY_OUT, balance[starts[flows.ORIGIN_TREASURY] + o])
        lent = people[PRINCIPAL, n_hosts + o] + homes_owe[o]
        book(cell, flows.LENDERS_OUT, balance[starts[flows.LENDERS] + o] + lent)
        book(cell, flows.KIN_OUT, balance[starts[flows.KIN] + o] + people[LENT_BY_KIN, n_hosts + o])
    for c in range(n_origins * n_hosts):
        cell = cells[corridor_cell(n_hosts, n_origins, c)]
        book(cell, flows.AGENTS_OUT, balance[starts[flows.AGENTS] + c])
        book(cell, flows.SMUGGLERS_OUT, balance[starts[flows.SMUGGLERS] + c])
        book(cell, flows.TRANSFER_OUT, balance[starts[flows.TRANSFER_FIRMS] + c])


@loop
def claims_change(cells, month, claims, payments, lines, change):
    """Add up what payments and claim lines did to each kind of claim: ``change`` (kinds, groups) in cents.

    ``payments`` and ``lines``: rows of kind, flow or claim line, and sign; ``month`` (cells, flows), ``claims`` (cells, lines).
    """
    for i in range(len(cells)):
        group = cells[i].group
        if group < 0:
            continue
        for p in range(len(payments)):
            change[payments[p, 0], group] += payments[p, 2] * month[i, payments[p, 1]]
        for p in range(len(lines)):
            change[lines[p, 0], group] += lines[p, 2] * claims[i, lines[p, 1]]
