"""Which row of the books a payment goes to."""

from __future__ import annotations

import numpy as np

from remitsim.records import Table
from remitsim.rules import rule
from remitsim.world.ledger import CELL

STATUS_SLOTS = 7
SEX_SLOTS = 2


@rule
def native_cell(host, sex):
    """Books row of the natives of a host, by sex."""
    return host * SEX_SLOTS + sex


@rule
def migrant_cell(hosts, origin, host, sex, status):
    """Books row of an origin's people, by host (-1 at home), sex and status; ``hosts`` is how many there are."""
    return hosts * SEX_SLOTS + ((origin * (hosts + 1) + host + 1) * SEX_SLOTS + sex) * STATUS_SLOTS + status


@rule
def place_in_books(person, hosts):
    """Keep a person's books row right after a change of place or status."""
    if person.origin < 0:
        person.cell = native_cell(person.host, person.sex)
    else:
        person.cell = migrant_cell(hosts, person.origin, person.host, person.sex, person.status)


@rule
def _first_institution(hosts: int, origins: int) -> int:
    return hosts * SEX_SLOTS + origins * (hosts + 1) * SEX_SLOTS * STATUS_SLOTS


@rule
def household_cell(hosts: int, origins: int, origin: int) -> int:
    """Books row of an origin's households and village pots."""
    return _first_institution(hosts, origins) + origin


@rule
def origin_cell(hosts: int, origins: int, origin: int) -> int:
    """Books row of an origin's institutions; amounts booked there are already whole-population sums."""
    return _first_institution(hosts, origins) + origins + origin


@rule
def host_cell(hosts: int, origins: int, host: int) -> int:
    """Books row of a host's institutions; amounts booked there are already whole-population sums."""
    return _first_institution(hosts, origins) + 2 * origins + host


@rule
def firm_cell(hosts: int, origins: int, market: int) -> int:
    """Books row of the firms of a market (host x 7 + trade); amounts are already sums."""
    return _first_institution(hosts, origins) + 2 * origins + hosts + market


@rule
def corridor_cell(hosts: int, origins: int, corridor: int) -> int:
    """Books row of a corridor's agents, smugglers and transfer firms; amounts are already sums."""
    return firm_cell(hosts, origins, hosts * 7) + corridor


def blank_cells(host_weights: list[int], origin_weights: list[int]) -> Table:
    """All cells of a world with these weights of natives (by host) and of origins' rows (by origin)."""
    hosts, origins = len(host_weights), len(origin_weights)
    cells = CELL.blank(corridor_cell(hosts, origins, origins * hosts))
    cells["weight"] = 1
    for name in ("group", "host", "origin", "sex", "status", "trade"):
        cells[name] = -1
    for host, sex in np.ndindex(hosts, SEX_SLOTS):
        row = cells[native_cell(host, sex)]
        row["weight"], row["group"], row["host"], row["sex"], row["status"] = host_weights[host], host, host, sex, 0
    for origin, place, sex, status in np.ndindex(origins, hosts + 1, SEX_SLOTS, STATUS_SLOTS):
        row = cells[migrant_cell(hosts, origin, place - 1, sex, status)]
        row["weight"], row["group"], row["host"] = origin_weights[origin], hosts + origin, place - 1
        row["origin"], row["sex"], row["status"] = origin, sex, status
    for origin in range(origins):
        row = cells[household_cell(hosts, origins, origin)]
        row["weight"], row["group"], row["origin"] = origin_weights[origin], hosts + origin, origin
        cells[origin_cell(hosts, origins, origin)]["origin"] = origin
    for host in range(hosts):
        cells[host_cell(hosts, origins, host)]["host"] = host
    for market in range(hosts * 7):
        row = cells[firm_cell(hosts, origins, market)]
        row["host"], row["trade"] = market // 7, market % 7
    for corridor in range(origins * hosts):
        row = cells[corridor_cell(hosts, origins, corridor)]
        row["origin"], row["host"] = corridor // hosts, corridor % hosts
    return cells
