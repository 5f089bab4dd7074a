"""The month's count: who is where, what everyone holds and owes, and the services people use."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.money import cents
from remitsim.reckoning.posts import units_a_head
from remitsim.reckoning.routes import is_seasonal
from remitsim.rules import loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.world import World

MONEY, LENT, LENT_BY_KIN, WAGES_OWED, CREDIT = range(5)
PRINCIPAL = 5  # of LENT, what is not interest
OWED = ("money of persons", "debts to lenders", "debts to kin", "wages owed", "insurance credit")
HOUSE_MONEY, HOUSE_DEBT, POTS, HOUSE_PRINCIPAL = range(4)


def count_people(world: World) -> NDArray[np.int64]:
    """Count people into hosts, corridors and markets, and book the services they use.

    Returns (`OWED` and `PRINCIPAL`, groups) in cents.
    """
    held = np.zeros((len(OWED) + 1, len(world.hosts) + len(world.origins)), np.int64)
    start_counts(world.hosts, world.corridors, world.corridor_trades, world.markets)
    look_at_people(
        world.persons, world.hosts, world.corridors, world.corridor_trades, world.markets,
        world.terms.hosts, world.terms.corridors, world.terms.statuses, world.cells, held, world.records["wages"],
    )  # fmt: skip
    return held


def count_households(world: World) -> NDArray[np.int64]:
    """Money and debts of households and village pots by origin: (4, origins) in cents."""
    held = np.zeros((4, len(world.origins)), np.int64)
    look_at_households(world.households, world.villages, held)
    return held


@rule
def use_services(person, cell, law, rights):
    """Health and school as far as the status may use them, at the treasury's unit cost."""
    used = rights.health * law.health_cost
    if rights.school == 1:
        used += person.children_here * law.school_service_cost
    book(cell, flows.SERVICES, cents(used))


@rule
def count_abroad(person, corridor, corridor_trade, corridor_law):
    """Add one migrant row to the counts of the corridor; the loop's weight is in ``person.weight``."""
    corridor.people += person.weight
    corridor.mean_stay += person.weight * person.months_abroad
    if person.status == codes.IRREGULAR:
        corridor.people_irregular += person.weight
    else:
        corridor.people_legal += person.weight
        corridor_trade.legal += person.weight
        corridor.people_seasonal += person.weight if is_seasonal(person.status, corridor_law) else 0
        if person.status == codes.PERMANENT or person.status == codes.CITIZEN:
            corridor.sponsors += person.weight


@loop
def start_counts(hosts, corridors, corridor_trades, markets):
    """Set to nought what is counted anew each month."""
    for h in range(len(hosts)):
        host = hosts[h]
        host.labour_force = 0
        host.unemployed = 0
        host.jobs = 0
        host.jobs_informal = 0
    for c in range(len(corridors)):
        corridor = corridors[c]
        corridor.people = 0
        corridor.people_legal = 0
        corridor.people_irregular = 0
        corridor.people_seasonal = 0
        corridor.sponsors = 0
        corridor.mean_stay = 0.0
    for t in range(len(corridor_trades)):
        corridor_trades[t].legal = 0
    for m in range(len(markets)):
        market = markets[m]
        market.employed = 0
        market.employed_informal = 0
        market.pay_sum = 0
        market.pay_heads = 0


@loop
def look_at_people(
    persons, hosts, corridors, corridor_trades, markets, host_terms, corridor_terms, status_terms, cells, held,
    wage_settings,
):  # fmt: skip
    """One pass over all people."""
    wages = wage_settings[0]
    for i in range(len(persons)):
        person = persons[i]
        weight = person.weight
        group = person.group
        purse = person.purse_family + person.purse_saving + person.purse_debt
        held[0, group] += weight * (person.savings + purse)
        held[1, group] += weight * (person.debt + person.debt_interest)
        held[2, group] += weight * person.kin_debt
        held[3, group] += weight * person.unpaid_wages
        held[4, group] += weight * person.credit
        held[5, group] += weight * person.debt
        if person.place != codes.ABROAD:
            continue
        host = hosts[person.host]
        native = person.origin < 0
        use_services(person, cells[person.cell], host_terms[person.host], status_terms[person.host * 7 + person.status])
        if native:
            host.labour_force += weight
            if person.employer < 0:
                host.unemployed += weight
        else:
            row = person.corridor
            count_abroad(person, corridors[row], corridor_trades[row * 7 + person.trade], corridor_terms[row])
        if person.employer >= 0:
            market = markets[person.host * 7 + person.trade]
            market.employed += weight
            host.jobs += weight
            if person.contract == codes.INFORMAL:
                market.employed_informal += weight
                host.jobs_informal += weight
            if native:
                market.pay_sum += weight * person.wage
                market.pay_heads += weight
            elif host.natives_in_market == 0:
                market.pay_sum += weight * person.wage
                market.pay_heads += weight * person.labour / units_a_head(person.trade, wages)
    for c in range(len(corridors)):
        corridor = corridors[c]
        if corridor.people > 0:
            corridor.mean_stay /= corridor.people


@loop
def look_at_households(households, villages, held):
    """One pass over homes and villages."""
    for i in range(len(households)):
        home = households[i]
        held[0, home.origin] += home.weight * home.money
        held[1, home.origin] += home.weight * (home.food_debt + home.food_interest)
        held[3, home.origin] += home.weight * home.food_debt
    for i in range(len(villages)):
        village = villages[i]
        held[2, village.origin] += village.weight * (village.pot + village.pot_paid)
