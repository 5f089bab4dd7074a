"""Whole worlds for tests that let months pass: burnt in once a session, then copied."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache

import numpy as np

from remitsim.burnt import burnt_in
from remitsim.month import run_month
from remitsim.records import Table
from remitsim.scenario import Scenario, load_scenario
from remitsim.world.world import World

TABLES = ("hosts", "origins", "corridors", "corridor_trades", "providers", "markets", "quotes", "employers", "persons",
          "households", "villages", "clock")  # fmt: skip


def scenario(name: str, people: int = 1500, burn_in: int = 24, months: int = 12) -> Scenario:
    """A small world by name."""
    return load_scenario(name, {"run.people": people, "run.burn_in": burn_in, "run.months": months, "run.seed": 1})


@cache
def _burnt(name: str) -> World:
    return burnt_in(scenario(name))


def at_month_0(name: str) -> World:
    """A small burnt-in world of its own, free to be written to."""
    return copy.deepcopy(_burnt(name))


def live(world: World, months: int, first: int = 0) -> Iterator[int]:
    """Let months pass, one by one."""
    for month in range(first, first + months):
        run_month(world, month)
        yield month


def lived(world: World, months: int, first: int = 0) -> World:
    """The world after so many months."""
    for _ in live(world, months, first):
        pass
    return world


def same(one: Table, two: Table) -> bool:
    """Whether two tables hold the same bytes, field by field (bytes between fields mean nothing)."""
    return len(one) == len(two) and all(one[name].tobytes() == two[name].tobytes() for name in one.dtype.names or ())


def differing(one: World, two: World) -> list[str]:
    """Tables that are not the same byte for byte."""
    tables = [name for name in TABLES if not same(getattr(one, name), getattr(two, name))]
    books = np.array_equal(one.ledger.balance, two.ledger.balance) and np.array_equal(one.month_flows, two.month_flows)
    return tables if books else [*tables, "books"]
