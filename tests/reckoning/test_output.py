"""Output: revenues add up to it, spending makes nothing from nothing, and marginal product has its inverse."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from behaviour.firms_and_people import TRADES, small_world
from remitsim.reckoning.output import PLANNED, labour_at, local_demand_moves, product_at, reach, reckon_output
from remitsim.rules import plain
from remitsim.settings.planning import Planning
from remitsim.world import codes
from remitsim.world.world import World

PLANNING = SimpleNamespace(**Planning().model_dump())


def _reckoned(labour: list[float]) -> World:
    world = small_world()
    world.employers["labour"] = labour
    world.markets["local_demand"] = 1.0
    with plain():
        reckon_output(world.employers, world.markets, world.hosts, world.records["planning"], PLANNED)
    return world


@given(st.lists(st.floats(0, 5_000), min_size=6, max_size=6).filter(lambda k: min(sum(k[:3]), sum(k[3:])) > 1))
def test_revenues_of_all_firms_add_up_to_output(labour: list[float]) -> None:
    world = _reckoned(labour)
    output = world.hosts["output"][0]
    assert world.employers["sales"].sum() == pytest.approx(output, rel=1e-9)
    assert (world.markets["price"] * world.markets["basket"]).sum() == pytest.approx(output, rel=1e-9)


@given(st.integers(0, 5))
def test_marginal_product_is_what_one_more_unit_earns(row: int) -> None:
    labour = [1_000.0, 1_200.0, 900.0, 800.0, 1_100.0, 700.0]
    world = _reckoned(labour)
    firm, step = world.employers[row], 1e-3
    market, host = world.markets[firm["market"]], world.hosts[0]
    with plain():
        reached = reach(*(_window(r) for r in (firm, market, host)), PLANNING)
    power = (1.0 - PLANNING.capital_share) * (1.0 - 1.0 / PLANNING.firm_elasticity)
    earns = firm["sales"] * host["world_demand"]
    more = earns * ((labour[row] + step) / labour[row]) ** power
    assert product_at(reached, labour[row], PLANNING) == pytest.approx((more - earns) / step, rel=1e-4)


def _window(record: np.void) -> SimpleNamespace:
    return SimpleNamespace(**{name: record[name].item() for name in record.dtype.names})


@given(st.floats(1e3, 1e9), st.floats(1e3, 1e7))
def test_labour_wanted_is_where_the_product_is_the_cost(reached: float, cost: float) -> None:
    assert product_at(reached, labour_at(reached, cost, PLANNING), PLANNING) == pytest.approx(cost, rel=1e-9)


def test_an_empty_firm_or_trade_breaks_nothing() -> None:
    world = _reckoned([1_000.0, 0.0, 0.0, 500.0, 500.0, 500.0])
    assert np.isfinite(world.markets["price"]).all()
    assert product_at(0.0, 0.0, PLANNING) == labour_at(0.0, 1.0, PLANNING) == labour_at(1.0, 0.0, PLANNING) == 0.0


@given(st.floats(0.3, 3.0))
def test_spending_moves_work_between_trades_and_makes_none(change: float) -> None:
    world = _reckoned([1_000.0] * 6)
    world.hosts["spending_share"] = 0.6
    world.hosts["spending"] = 0.6 * change * world.hosts["output"]
    world.markets["demand"][TRADES[0]] = 1.3
    with plain():
        local_demand_moves(world.markets, world.hosts, world.terms.trades, world.records["planning"], 1)
    demand, moved = world.markets["demand"], world.markets["demand"] * world.markets["local_demand"]
    power = PLANNING.basket_elasticity
    assert (moved**power).sum() == pytest.approx((demand**power).sum(), rel=1e-9)
    local, other = world.markets["local_demand"][[codes.SERVICES, codes.FARM]]
    assert (local - other) * (change - 1.0) >= 0.0


def test_world_demand_lowers_prices_as_output_grows() -> None:
    world = _reckoned([1_000.0] * 6)
    assert world.hosts["world_demand"][0] == 1.0
    world.employers["labour"] = 2_000.0
    with plain():
        reckon_output(world.employers, world.markets, world.hosts, world.records["planning"], PLANNED)
    host = world.hosts[0]
    assert host["world_demand"] == pytest.approx((host["output"] / host["start_output"]) ** -0.1)
    assert host["sales"] == pytest.approx(host["output"] * host["world_demand"])
