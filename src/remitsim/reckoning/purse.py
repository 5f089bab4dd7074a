"""The purse: money waits in it, is sent when that is best, and arrives less what the sending costs (B2)."""

from __future__ import annotations

import math

from remitsim.money import cents
from remitsim.reckoning.debts import serve
from remitsim.reckoning.providers import cap_on, list_price, relief_of
from remitsim.reckoning.sharing import A_DOLLAR, sum_to_send
from remitsim.rules import helper, rule
from remitsim.world import flows
from remitsim.world.ledger import book

MOST_SENDINGS = 4.0  # a month


@rule
def in_purse(person):
    """All that waits to be sent, whole cents."""
    return person.purse_family + person.purse_saving + person.purse_debt


@rule
def fill_purse(person, family, saving, debt):
    """Lay aside whole cents out of savings, to be sent."""
    person.savings -= family + saving + debt
    person.purse_family += family
    person.purse_saving += saving
    person.purse_debt += debt


@helper
def sendings_now(person, purse, provider, cap, best, longest_wait):
    """How many equal sendings the purse makes this month: 0 while it waits, at most 4."""
    fee = provider.fee
    if cap > 0.0:
        fee = min(fee, purse * cap / (1.0 + cap))
    least = 1.05 * fee + A_DOLLAR
    if purse <= least or (purse < best and person.months_purse < longest_wait):
        return 0
    return int(min(max(min(math.floor(purse / best + 0.5), math.floor(purse / least)), 1.0), MOST_SENDINGS))


@helper
def pay_for_access(person, cell, sendings, provider, corridor_terms, account):
    """What serving somebody without papers costs a lawful provider, whole cents."""
    if account != 0 or provider.lawful == 0 or corridor_terms.access_cost <= 0:
        return 0
    cost = sendings * corridor_terms.access_cost
    book(cell, flows.ACCESS_COST, cost)
    return cost


@helper
def pay_transfer(person, cell, purse, sendings, provider, corridor_terms, account):
    """Book flat fees and margins of so many equal sendings, the treasury's relief beside; returns what arrives."""
    cap = cap_on(provider, corridor_terms)
    handed = float(purse) / sendings
    listed = list_price(provider.fee, provider.margin, handed)
    part = 1.0
    if cap > 0.0 and listed > cap * handed / (1.0 + cap):
        part = cap * handed / (1.0 + cap) / listed
    flat = part * min(provider.fee, handed)
    helped = min(float(sendings), relief_of(provider, corridor_terms))
    relief = cents(helped * flat)
    fee = cents(sendings * flat) - relief
    margin = cents(sendings * max(0.0, part * listed - flat))
    margin = min(margin, purse - fee)
    book(cell, flows.TRANSFER_FEE, fee)
    book(cell, flows.TRANSFER_MARGIN, margin)
    book(cell, flows.FEE_RELIEF, relief)
    person.fees_paid = fee + margin
    person.sent = purse
    person.sendings = sendings
    provider.sendings += float(person.weight * sendings)
    principal = float(purse - fee)
    provider.sums += person.weight * principal
    provider.takings += float(person.weight * (fee + margin + relief))
    access = pay_for_access(person, cell, sendings, provider, corridor_terms, account)
    provider.own_costs += person.weight * (sendings * provider.cost_fee + provider.cost_margin * principal + access)
    return purse - fee - margin


@helper
def repay(person, household, cell, amount):
    """The debt part arrives: the lender first, then kin; returns what was not owed, whole cents."""
    to_lender = min(amount, person.debt + person.debt_interest)
    serve(person, to_lender)
    book(cell, flows.REMITTANCE_DEBT, to_lender)
    to_kin = min(amount - to_lender, person.kin_debt)
    person.kin_debt -= to_kin
    book(cell, flows.REMITTANCE_KIN, to_kin)
    household.received_debt += to_lender + to_kin
    return amount - to_lender - to_kin


@helper
def hand_out(person, household, cell, arrived):
    """What arrived goes to debts, then saving, then the family: fees come off the family's part, then saving."""
    for_debt = min(person.purse_debt, arrived)
    for_saving = min(person.purse_saving, arrived - for_debt)
    for_family = arrived - for_debt - for_saving
    for_saving += repay(person, household, cell, for_debt)
    book(cell, flows.REMITTANCE_SAVING, for_saving)
    book(cell, flows.REMITTANCE_FAMILY, for_family)
    household.money += for_saving + for_family
    household.received_saving += for_saving
    household.received_family += for_family
    person.received_home = arrived
    person.purse_family = 0
    person.purse_saving = 0
    person.purse_debt = 0
    person.months_purse = 0


@helper
def send(person, household, cell, provider, corridor_terms, account, trouble, a_month, remitting):
    """Send the purse if it is full enough or has waited long; ``trouble`` of one sending in cents."""
    purse = in_purse(person)
    if purse <= 0:
        person.months_purse = 0
        return
    person.months_purse += 1
    cap = cap_on(provider, corridor_terms)
    best = sum_to_send(provider.fee + trouble, a_month, remitting.waiting_cost)
    sendings = sendings_now(person, float(purse), provider, cap, best, remitting.longest_wait)
    if sendings > 0:
        arrived = pay_transfer(person, cell, purse, sendings, provider, corridor_terms, account)
        hand_out(person, household, cell, arrived)
