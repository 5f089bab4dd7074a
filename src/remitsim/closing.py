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
from remitsim.reckoning.institutions import claims_change, officials_pay_on, sectors_pass_on, states_pay
from remitsim.world import flows
from remitsim.world.flows import SECTORS
from remitsim.world.ledger import BooksError
from remitsim.world.world import World

Cents = NDArray[np.int64]

# what changes each claim: kind, payment, and whether it adds or takes
_BY_PAYMENT = np.array([
    (LENT, flows.LOAN, 1), (LENT, flows.FOOD_LOAN, 1),
    (LENT, flows.REMITTANCE_DEBT, -1), (LENT, flows.DEBT_SERVICE_HOME, -1), (LENT, flows.FOOD_SERVICE, -1),
    (LENT, flows.ESTATE_DEBT, -1), (LENT, flows.PERSON_DEBT, -1),
    (LENT_BY_KIN, flows.KIN_LOAN, 1),
    (LENT_BY_KIN, flows.REMITTANCE_KIN, -1), (LENT_BY_KIN, flows.KIN_SERVICE_HOME, -1), (LENT_BY_KIN, flows.PERSON_KIN, -1),
    (WAGES_OWED, flows.WAGES_RECOVERED, -1), (CREDIT, flows.CREDIT_PAID, -1),
])  # fmt: skip
# the same without a payment: kind, claim line, sign
_BY_LINE = np.array([
    (LENT, flows.INTEREST_ACCRUED, 1), (LENT, flows.DEBT_WRITTEN_OFF, -1), (LENT_BY_KIN, flows.KIN_WRITTEN_OFF, -1),
    (WAGES_OWED, flows.WAGES_WITHHELD, 1), (WAGES_OWED, flows.WAGES_LOST, -1),
    (CREDIT, flows.CREDIT_EARNED, 1), (CREDIT, flows.CREDIT_KEPT, -1),
])  # fmt: skip
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
    month = world.ledger.post()
    states_pay(world.hosts, world.origins, world.terms.hosts, world.cells, month, world.records["closing"])
    officials_pay_on(world.cells, month, world.hosts, world.origins)
    world.ledger.post(month)
    sectors_pass_on(world.cells, world.ledger.balance, world.ledger.starts, people, homes[HOUSE_PRINCIPAL],
                    world.hosts, world.origins)  # fmt: skip
    world.month_flows = world.ledger.post(month)
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


def _must_be(world: World, account: str, seen: Cents, wanted: Cents | int) -> None:
    if (seen == wanted).all():
        return
    place = int(np.argmax(seen != wanted))
    told = int(np.broadcast_to(wanted, seen.shape)[place])
    raise BooksError(
        f"month {world.month}: {account}, place {place}: the books say {int(seen[place])} cents, "
        f"the records {told} (off by {int(seen[place]) - told})"
    )


def _check(world: World, people: Cents, homes: Cents) -> None:
    ledger = world.ledger
    _must_be(world, "all accounts together", ledger.balance.sum(keepdims=True), np.zeros(1, np.int64))
    _must_be(world, "money of persons", ledger.of_sector(flows.PERSONS), people[MONEY])
    _must_be(world, "money of households", ledger.of_sector(flows.HOUSEHOLDS), homes[HOUSE_MONEY])
    _must_be(world, "village pots", ledger.of_sector(flows.POTS), homes[POTS])
    for sector in _EMPTY_SECTORS:
        _must_be(world, f"{SECTORS[sector]}, who keep nothing", ledger.of_sector(sector), 0)
    late = np.zeros(len(world.hosts), np.int64)
    np.add.at(late, world.employers["host"], world.employers["costs"])
    _must_be(world, "firms, less costs of next month's account", ledger.of_sector(flows.FIRMS), -late)
    _check_claims(world, people, homes)


def _check_claims(world: World, people: Cents, homes: Cents) -> None:
    """What is owed changed by loans, payments and named lines of claims, and by nothing else."""
    owed = _claims(world, people, homes)
    books = world.ledger.owed.copy()
    claims_change(world.cells, world.month_flows, world.month_claims, _BY_PAYMENT, _BY_LINE, books)
    for kind in (LENT, LENT_BY_KIN, WAGES_OWED, CREDIT):
        _must_be(world, OWED[kind], books[kind], owed[kind])
    world.ledger.owed = owed
