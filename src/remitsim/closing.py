"""The month closes: institutions pay on what they hold, and every identity of the books is checked.

A breach raises `BooksError` with month, account and cents.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.reckoning.census import (
    CREDIT,
    HOUSE_DEBT,
    HOUSE_MONEY,
    HOUSE_PRINCIPAL,
    LENT,
    LENT_BY_KIN,
    MONEY,
    OWED,
    POTS,
    PRINCIPAL,
    WAGES_OWED,
    count_households,
    count_people,
)
from remitsim.world import flows
from remitsim.world.cells import corridor_cell, host_cell, origin_cell
from remitsim.world.flows import SECTORS
from remitsim.world.ledger import BooksError
from remitsim.world.world import World

Cents = NDArray[np.int64]

# what changes each claim: payments and claim lines that add to it, then those that take from it
_CHANGES = {
    LENT: (
        (flows.LOAN, flows.FOOD_LOAN), (flows.INTEREST_ACCRUED,),
        (flows.REMITTANCE_DEBT, flows.DEBT_SERVICE_HOME, flows.FOOD_SERVICE, flows.ESTATE_DEBT, flows.PERSON_DEBT),
        (flows.DEBT_WRITTEN_OFF,),
    ),
    LENT_BY_KIN: (
        (flows.KIN_LOAN,), (),
        (flows.REMITTANCE_KIN, flows.KIN_SERVICE_HOME, flows.PERSON_KIN), (flows.KIN_WRITTEN_OFF,),
    ),
    WAGES_OWED: ((), (flows.WAGES_WITHHELD,), (flows.WAGES_RECOVERED,), (flows.WAGES_LOST,)),
    CREDIT: ((), (flows.CREDIT_EARNED,), (flows.CREDIT_PAID,), (flows.CREDIT_KEPT,)),
}  # fmt: skip
_EMPTY_SECTORS = (
    flows.SHOPS, flows.SUPPLIERS, flows.OUTPUT, flows.OWNERS, flows.PENSIONERS, flows.NATIONALS, flows.OFFICIALS,
    flows.AGENTS, flows.SMUGGLERS, flows.TRANSFER_FIRMS, flows.COLLEGES, flows.ORIGIN_TREASURY,
)  # fmt: skip


def open_books(world: World) -> None:
    """Give every account the balance that the records hold; the rest of the world takes the other side."""
    ledger = world.ledger
    people, homes = count_people(world), count_households(world)
    world.cells["flow"] = 0
    ledger.balance[:] = 0
    ledger.of_sector(flows.PERSONS)[:] = people[MONEY]
    ledger.of_sector(flows.HOUSEHOLDS)[:] = homes[HOUSE_MONEY]
    ledger.of_sector(flows.POTS)[:] = homes[POTS]
    ledger.of_sector(flows.LENDERS)[:] = -_principal(world, people, homes)
    ledger.of_sector(flows.KIN)[:] = -people[LENT_BY_KIN, len(world.hosts):]
    ledger.balance[ledger.account(flows.WORLD, 0)] = -int(ledger.balance.sum())
    ledger.owed = _claims(world, people, homes)


def close(world: World) -> None:
    """Settle institutions, post and check the books; ``world.month_flows`` then holds (cells, flows) in cents."""
    people, homes = count_people(world), count_households(world)
    claims = world.cells["claim"].copy()
    world.cells["claim"] = 0
    lived = world.ledger.post()
    _pay_states(world, lived)
    _split_official_items(world, lived)
    moved = world.ledger.post()
    _pass_on(world, people, homes)
    world.month_flows = lived + moved + world.ledger.post()
    world.month_claims = claims
    _check(world, people, homes)


def _principal(world: World, people: Cents, homes: Cents) -> Cents:
    """Principal owed to lenders, by origin."""
    lent: Cents = people[PRINCIPAL, len(world.hosts):] + homes[HOUSE_PRINCIPAL]
    return lent


def _claims(world: World, people: Cents, homes: Cents) -> Cents:
    owed = people[: len(OWED)].copy()
    owed[LENT, len(world.hosts):] += homes[HOUSE_DEBT]
    return owed


def _sums(world: World, month: Cents, key: str, size: int, flow: int) -> Cents:
    """A flow of the month summed by ``host`` or ``origin`` of its cells."""
    sums = np.zeros(size, np.int64)
    place = world.cells[key]
    np.add.at(sums, place[place >= 0], month[place >= 0, flow])
    return sums


def _book(world: World, cell: int, flow: int, amount: float) -> int:
    whole_cents = int(np.floor(amount + 0.5))
    world.cells["flow"][cell, flow] += whole_cents
    return whole_cents


def _pay_states(world: World, month: Cents) -> None:
    """Pensions, state pay, owners' spending and taxes, and the treasury's other purchases, by host."""
    hosts, origins, owning = len(world.hosts), len(world.origins), world.settings.closing
    spent = _sums(world, month, "host", hosts, flows.CONSUMPTION)
    profits = _sums(world, month, "host", hosts, flows.PROFIT)
    for index in range(hosts):
        host, law, cell = world.hosts[index], world.terms.hosts[index], host_cell(hosts, origins, index)
        state = _book(world, cell, flows.STATE_PAY, host["nationals_pay_bill"])
        _book(world, cell, flows.RECEIPTS, state)
        _book(world, cell, flows.NATIONALS_SPENDING, state)
        pension = _book(world, cell, flows.PENSION, host["pensions"])
        _book(world, cell, flows.PENSIONERS_SPENDING, pension)
        host["owners_habit"] += owning.owners_smoothing * (profits[index] - host["owners_habit"])
        owners = _book(world, cell, flows.OWNERS_SPENDING, owning.owners_spending * max(0.0, host["owners_habit"]))
        taken = _book(world, cell, flows.OWNERS_TAX, max(0.0, -host["other_purchases"]))
        _book(world, cell, flows.OWNERS_OUT, int(profits[index]) - owners - taken)
        _book(world, cell, flows.OTHER_PURCHASES, max(0.0, host["other_purchases"]))
        _book(world, cell, flows.INDIRECT_TAX, (state + pension + owners) * law["indirect_tax"])
        _book(world, cell, flows.SERVICES, host["children"] * host["persons"] * host["weight"]
              * float(law["school_service_cost"]))
        host["spending"] = float(spent[index] + state + pension + owners)


def _split_official_items(world: World, month: Cents) -> None:
    """Half of the official items goes to the host's treasury, half to the origin's."""
    hosts, origins = len(world.hosts), len(world.origins)
    paid = month[:, [flows.OFFICIAL_ITEMS, flows.OFFICIAL_BY_FIRM]].sum(axis=1)
    for cell in np.nonzero(paid)[0]:
        host, origin = int(world.cells["host"][cell]), int(world.cells["origin"][cell])
        row = corridor_cell(hosts, origins, origin * hosts + host)
        half = int(paid[cell]) // 2
        _book(world, row, flows.OFFICIALS_TO_TREASURY, half)
        _book(world, row, flows.OFFICIALS_TO_ORIGIN, int(paid[cell]) - half)


def _pass_on(world: World, people: Cents, homes: Cents) -> None:
    """Sectors that keep nothing hand on what they hold; the rest of the world buys what output is left."""
    ledger, hosts, origins = world.ledger, len(world.hosts), len(world.origins)
    held = {sector: ledger.of_sector(sector).copy() for sector in range(len(SECTORS))}
    for host in range(hosts):
        cell = host_cell(hosts, origins, host)
        shops = _book(world, cell, flows.SHOPS_OUT, int(held[flows.SHOPS][host]))
        suppliers = _book(world, cell, flows.SUPPLIERS_OUT, int(held[flows.SUPPLIERS][host]))
        _book(world, cell, flows.OUTPUT_OUT, -(int(held[flows.OUTPUT][host]) + shops + suppliers))
    kin, principal = people[LENT_BY_KIN, hosts:], _principal(world, people, homes)
    for origin in range(origins):
        cell = origin_cell(hosts, origins, origin)
        _book(world, cell, flows.COLLEGES_OUT, int(held[flows.COLLEGES][origin]))
        _book(world, cell, flows.ORIGIN_TREASURY_OUT, int(held[flows.ORIGIN_TREASURY][origin]))
        _book(world, cell, flows.LENDERS_OUT, int(held[flows.LENDERS][origin] + principal[origin]))
        _book(world, cell, flows.KIN_OUT, int(held[flows.KIN][origin] + kin[origin]))
    for corridor in range(origins * hosts):
        cell = corridor_cell(hosts, origins, corridor)
        _book(world, cell, flows.AGENTS_OUT, int(held[flows.AGENTS][corridor]))
        _book(world, cell, flows.SMUGGLERS_OUT, int(held[flows.SMUGGLERS][corridor]))
        _book(world, cell, flows.TRANSFER_OUT, int(held[flows.TRANSFER_FIRMS][corridor]))


def _must_be(world: World, account: str, seen: Cents, wanted: Cents) -> None:
    for place in np.nonzero(seen != wanted)[0]:
        raise BooksError(
            f"month {world.month}: {account}, place {place}: the books say {int(seen[place])} cents, "
            f"the records {int(wanted[place])} (off by {int(seen[place] - wanted[place])})"
        )


def _check(world: World, people: Cents, homes: Cents) -> None:
    ledger = world.ledger
    _must_be(world, "all accounts together", np.array([ledger.balance.sum()]), np.zeros(1, np.int64))
    _must_be(world, "money of persons", ledger.of_sector(flows.PERSONS), people[MONEY])
    _must_be(world, "money of households", ledger.of_sector(flows.HOUSEHOLDS), homes[HOUSE_MONEY])
    _must_be(world, "village pots", ledger.of_sector(flows.POTS), homes[POTS])
    for sector in _EMPTY_SECTORS:
        balance = ledger.of_sector(sector)
        _must_be(world, f"{SECTORS[sector]}, who keep nothing", balance, np.zeros_like(balance))
    late = np.zeros(len(world.hosts), np.int64)
    np.add.at(late, world.employers["host"], world.employers["costs"])
    _must_be(world, "firms, less costs of next month's account", ledger.of_sector(flows.FIRMS), -late)
    _check_claims(world, people, homes)


def _check_claims(world: World, people: Cents, homes: Cents) -> None:
    """What is owed changed by loans, payments and named lines of claims, and by nothing else."""
    owed = _claims(world, people, homes)
    for kind, (paid_out, added, paid_back, lost) in _CHANGES.items():
        change = (
            world.month_flows[:, list(paid_out)].sum(axis=1) - world.month_flows[:, list(paid_back)].sum(axis=1)
            + world.month_claims[:, list(added)].sum(axis=1) - world.month_claims[:, list(lost)].sum(axis=1)
        )
        by_group = np.zeros(owed.shape[1], np.int64)
        group = world.cells["group"]
        np.add.at(by_group, group[group >= 0], change[group >= 0])
        _must_be(world, OWED[kind], world.ledger.owed[kind] + by_group, owed[kind])
    world.ledger.owed = owed
