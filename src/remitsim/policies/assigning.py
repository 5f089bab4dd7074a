"""How people are assigned: groups to choose from, their sizes, and the moves themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import purpose, uniform
from remitsim.populate.draws import uniforms
from remitsim.reckoning.homeward import pay_reintegration
from remitsim.reckoning.moves import come_home, enter_status
from remitsim.reckoning.permits import lose_papers
from remitsim.reckoning.staying import count_exit
from remitsim.reckoning.travelling import settle_in
from remitsim.records import Table, rows_of
from remitsim.rules import plain
from remitsim.world import codes
from remitsim.world.persons import NEVER
from remitsim.world.world import World

CHOSEN = purpose("assign: chosen")
WHERE_TO = purpose("assign: which host")
OLDEST = 60 * 12  # who is put abroad is younger: months of age
RETURNED = (codes.BY_CHOICE, codes.REMOVED, codes.ASSISTED)

Mask = NDArray[np.bool_]


@dataclass
class Group:
    """People to choose from: those of an origin (-1 all), of a corridor (-1 all) and schooling (-1 all).

    ``rows``: how many simulated people in all; ``placed``: so far; ``to``: corridor they are put in, -1 by own draw.
    """

    rows: float
    origin: int = -1
    from_corridor: int = -1
    schooling: int = -1
    to: int = -1
    placed: int = 0

    def members(self, world: World) -> Mask:
        """Rows of persons that belong to the group."""
        people = world.persons
        inside: Mask = np.ones(len(people), bool)
        for name, value in (("origin", self.origin), ("corridor", self.from_corridor), ("schooling", self.schooling)):
            if value >= 0:
                inside &= people[name] == value
        return inside

    def corridor(self, world: World, row: int, allowed: Mask) -> int:
        """The corridor somebody is put in: the group's, or by own lasting draw in the shares of published stocks."""
        if self.to >= 0:
            return self.to
        hosts, person = len(world.hosts), world.persons[row]
        own = np.arange(hosts) + int(person["origin"]) * hosts
        weights = stocks(world, allowed)[own]
        draw = uniform(int(person["key"]), int(world.clock["lasting"][0]), WHERE_TO)
        return int(own[np.searchsorted(np.cumsum(weights), draw * weights.sum(), side="right").clip(0, hosts - 1)])


def stocks(world: World, allowed: Mask) -> NDArray[np.float64]:
    """Published stocks of the corridors that are open and allowed, 0 elsewhere."""
    corridors = world.corridors
    return np.where(allowed & (corridors["open"] == 1), np.maximum(corridors["stock"], 1e-9), 0.0)


def allowed_home(world: World, allowed: Mask, schooling: str) -> Mask:
    """Adults at home under 60 whom custom lets go, of an origin with a way to go, of the schooling asked."""
    people = world.persons
    has_way = stocks(world, allowed).reshape(-1, len(world.hosts)).sum(axis=1) > 0
    inside: Mask = (people["place"] == codes.AT_HOME) & (people["may_go"] == 1) & (people["age"] < OLDEST)
    inside &= has_way[people["origin"].clip(0)] & (people["origin"] >= 0)
    return inside & (people["schooling"] < codes.TERTIARY) if schooling == "primary and secondary" else inside


def groups_at_home(policy: Any, world: World, candidates: Mask) -> list[Group]:
    """Groups to be put abroad, and how many of each."""
    hosts, people = len(world.hosts), world.persons
    stock = stocks(world, policy.corridors(world))
    if policy.persons > 0:
        return [Group(float(policy.persons))]
    if policy.share > 0.0:
        own = np.bincount(people["origin"][candidates], minlength=len(world.origins))
        return [Group(policy.share * float(rows), origin) for origin, rows in enumerate(own)]
    wanted = policy.people * stock / max(stock.sum(), 1e-9)
    if policy.labour_force > 0.0:
        host = world.corridors["host"]
        force = world.hosts["labour_force"] + np.bincount(host, world.corridors["people"], minlength=hosts)
        wanted = policy.labour_force * force[host] * stock / np.maximum(np.bincount(host, stock)[host], 1e-9)
    groups = []
    for row in np.nonzero(wanted > 0.0)[0]:
        rows = float(wanted[row] / world.corridors["weight"][row])
        origin = int(world.corridors["origin"][row])
        if policy.schooling == "anyone":
            groups.append(Group(rows, origin, to=int(row)))
            continue
        there = (people["corridor"] == row) & (people["place"] == codes.ABROAD)
        if policy.schooling == "primary and secondary":
            there &= people["schooling"] < codes.TERTIARY
        shares = np.bincount(people["schooling"][there], minlength=3) / max(int(there.sum()), 1)
        groups += [Group(rows * float(shares[level]), origin, schooling=level, to=int(row)) for level in range(3)]
    return groups


def groups_abroad(policy: Any, world: World, candidates: Mask) -> list[Group]:
    """Groups of those abroad to be put home or in a status, one a corridor, and how many of each."""
    rows = np.bincount(world.persons["corridor"][candidates], minlength=len(world.corridors)).astype(float)
    if policy.persons > 0:
        return [Group(float(policy.persons))]
    if policy.people > 0.0:
        real = rows * world.corridors["weight"]
        part = min(1.0, policy.people / max(real.sum(), 1e-9))
        return [Group(part * float(own), from_corridor=row) for row, own in enumerate(rows)]
    return [Group(policy.share * float(own), from_corridor=row) for row, own in enumerate(rows)]


def chosen_draws(world: World, draw: int, salt: int | None = None) -> NDArray[np.float64]:
    """Everybody's draw for being chosen, a lasting one unless a salt is given: the lowest come first."""
    return uniforms(world.persons["key"], int(world.clock["lasting"][0]) if salt is None else salt, CHOSEN + draw)


def put_abroad(world: World, row: int, corridor: int, status: int) -> None:
    """Be abroad in a status from now on, with a first permit by law where the status has an end."""
    person, records = at(world.persons, row), at(world.corridors, corridor)
    law, clock = at(world.terms.hosts, records.host), at(world.clock, 0)
    how = codes.CROSSED if status == codes.IRREGULAR else codes.NOT_IRREGULAR
    with plain():
        settle_in(person, corridor, records.host, codes.FREE_MOVEMENT, status, how, law, rows_of(world.corridor_trades),
                  at(world.records["wages"], 0), clock)
    if status == codes.IRREGULAR:
        records.arrivals_irregular += person.weight
    else:
        records.arrivals_legal += person.weight


def put_home(world: World, row: int, how: int) -> None:
    """Be home from now on; nobody pays the way, what was saved comes along, and reintegration that terms offer."""
    person = at(world.persons, row)
    corridor, law = at(world.corridors, person.corridor), at(world.terms.hosts, person.host)
    clock, cell = at(world.clock, 0), at(world.cells, person.cell)
    count_exit(person, corridor)
    person.kept_status, person.month_applied, person.detained_left = codes.NATIVE, NEVER, 0
    if RETURNED[how] == codes.REMOVED:
        person.ever_removed = 1
        corridor.removed += person.weight
    household = at(world.households, person.household)
    if RETURNED[how] == codes.ASSISTED:
        pay_reintegration(person, household, cell, at(world.origins, person.origin), at(world.terms.origins, person.origin))
    come_home(person, household, cell, law.portable, False, RETURNED[how], clock.month, clock.hosts)


def be_given_status(world: World, row: int, status: int) -> None:
    """Hold another status in the same place and post from now on."""
    person = at(world.persons, row)
    corridor, law = at(world.corridors, person.corridor), at(world.terms.hosts, person.host)
    hosts = len(world.hosts)
    if status == codes.IRREGULAR:
        lose_papers(person, corridor, codes.FELL_OUT, hosts)
        return
    if person.status == codes.IRREGULAR:
        corridor.out_of_irregular += person.weight
    temporary = status in (codes.TEMPORARY_FREE, codes.TEMPORARY_TIED)
    enter_status(person, status, codes.NOT_IRREGULAR, law.first_permit_months if temporary else codes.NONE, hosts)



def at(table: Table, row: int) -> Any:
    """A window on one row; its attributes are made at run time."""
    return rows_of(table)[row]
