"""Quotes: few rows are filled up with what a mean person would be offered; an empty class is quoted notionally."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from behaviour.firms_and_people import PAY, small_world
from remitsim.parameters import record_of
from remitsim.reckoning.quotes import filled_up, quotes_move, reservation_moved
from remitsim.records import rows_of
from remitsim.rules import plain
from remitsim.settings.hiring import Hiring
from remitsim.world import codes
from remitsim.world.world import World

HIRING = rows_of(record_of(Hiring()))[0]
SERVICES = codes.SERVICES * 4


@given(mean=some.floats(1.0, 1e6), rows=some.floats(1.0, 100.0), notional=some.floats(1.0, 1e6))
def test_filled_up_lies_between_seen_and_notional(mean: float, rows: float, notional: float) -> None:
    seen = filled_up(mean * 700.0, 700.0, rows, notional, HIRING)
    assert min(mean, notional) * (1 - 1e-9) <= seen <= max(mean, notional) * (1 + 1e-9)
    if rows >= 5.0:
        assert seen == pytest.approx(mean)
    assert filled_up(0.0, 0.0, 0.0, notional, HIRING) == notional


def move(world: World, months: int = 1) -> World:
    meetings, rows = np.ones((len(world.markets), 3)), np.zeros((len(world.quotes), 3))
    rows[:, 1] = 100.0
    with plain():
        for _ in range(months):
            quotes_move(
                world.quotes, world.markets, world.terms.hosts, meetings, rows, world.records["hiring"],
                world.records["wages"],
            )  # fmt: skip
    return world


def open_posts(world: World) -> World:
    market = world.markets[codes.SERVICES : codes.SERVICES + 1]
    market["posts_formal"], market["posts_informal"] = 300.0, 100.0
    market["chance_formal"], market["chance_informal"] = 0.2, 0.1
    market["mean_product_formal"], market["mean_product_informal"] = 1.5 * PAY, 0.9 * PAY
    world.quotes["lost"] = 0.0
    return world


def test_a_class_that_nobody_holds_is_quoted_notionally() -> None:
    world = open_posts(small_world())
    world.quotes["offer"] = 1.0
    quotes = move(world, months=60).quotes[SERVICES : SERVICES + 4]
    assert quotes["chance"][codes.IRREGULAR_CLASS] == pytest.approx(0.1, rel=1e-3)
    assert quotes["chance"][codes.FREE_CLASS] == pytest.approx(0.175, rel=1e-3)
    assert quotes["offer"][codes.IRREGULAR_CLASS] == pytest.approx(0.8 * PAY, rel=1e-2)
    assert quotes["offer"][codes.FREE_CLASS] > quotes["offer"][codes.IRREGULAR_CLASS]


def test_a_quote_moves_by_its_share_a_month() -> None:
    world = open_posts(small_world())
    before = float(world.quotes["chance"][SERVICES + codes.IRREGULAR_CLASS])
    after = float(move(world).quotes["chance"][SERVICES + codes.IRREGULAR_CLASS])
    assert after - before == pytest.approx(0.15 * (0.1 - before))


def test_tied_people_are_offered_what_is_posted() -> None:
    world = open_posts(small_world())
    world.terms.hosts["income_tax"] = world.terms.hosts["worker_contribution"] = 0.0
    world.markets["posted"][codes.SERVICES] = 50_000.0
    assert move(world, 80).quotes["offer"][SERVICES + codes.TIED_CLASS] == pytest.approx(54_000.0, rel=1e-2)


def test_reservations_stay_where_nobody_was_met() -> None:
    assert reservation_moved(90.0, 0.0, 0.0, HIRING) == 90.0
    assert reservation_moved(0.0, 120.0, 2.0, HIRING) == 60.0
    assert reservation_moved(90.0, 200.0, 2.0, HIRING) == pytest.approx(91.5)
