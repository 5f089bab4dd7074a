"""Planning: heads are counted once, capital keeps its floor, posts answer costs."""

from __future__ import annotations

import numpy as np
import pytest

from behaviour.firms_and_people import TRADES, small_world
from remitsim.behaviour.planning import plan
from remitsim.rules import plain
from remitsim.world import codes, flows
from remitsim.world.world import World


def _planned(world: World) -> World:
    with plain():
        plan(world)
    return world


def test_heads_and_labour_are_sums_over_people_at_work() -> None:
    world = _planned(small_world())
    people = world.persons[world.persons["employer"] >= 0]
    assert world.employers["heads"].sum() == people["weight"].sum() == world.markets["employed"].sum()
    assert world.employers["labour"].sum() == pytest.approx((people["labour"] * people["weight"]).sum())
    informal = people["contract"] == codes.INFORMAL
    assert world.employers["heads_informal"].sum() == people["weight"][informal].sum()
    assert world.quotes["employed"].sum() == people["weight"].sum()
    assert world.hosts["row_weight"][0] == pytest.approx(people["weight"].mean())


def test_who_left_is_counted_once_and_home_is_no_loss() -> None:
    world = small_world()
    lost, gone = 9, len(world.persons) - 1  # a native without work, a person at home
    world.persons["left_employer"][[lost, gone]] = 2
    _planned(world)
    assert world.employers["leavers"][2] == world.persons["weight"][[lost, gone]].sum()
    assert world.quotes["lost"].sum() == world.persons["weight"][lost]
    assert (world.persons["left_employer"] == -1).all()
    assert _planned(world).employers["leavers"].sum() == 0


def test_capital_follows_profit_between_its_floor_and_what_is_booked() -> None:
    world = small_world()
    firms = world.employers
    firms["start_capital"], firms["sales_booked"] = firms["capital"], 1
    world.hosts["normal_profit"] = 0.01
    firms["profit_rate"] = (0.01, 0.02, 0.5, -0.5, 0.0, 0.0)
    firms["capital"][5] = 0.05 * firms["start_capital"][5]
    before = firms["capital"].copy()
    _planned(world)
    assert firms["capital"] / before == pytest.approx([1.0, 1.015, 1.03, 0.985, 0.985, 1.0])
    bought = firms["capital"] - before + 0.005 * before
    assert firms["invested"] == pytest.approx(bought, abs=1.0)
    booked = world.cells["flow"][:, flows.INVESTMENT].sum() - world.cells["flow"][:, flows.DISINVESTMENT].sum()
    assert booked == firms["invested"].sum()


def test_dear_labour_closes_posts_and_sheds() -> None:
    cheap, dear = small_world(), small_world()
    dear.markets["reservation_formal"] *= 2.0
    dear.markets["reservation_informal"] *= 2.0
    _planned(cheap), _planned(dear)
    assert (dear.employers["wanted"] < cheap.employers["wanted"]).all()
    assert cheap.markets["posts_formal"].sum() + cheap.markets["posts_informal"].sum() > 0
    assert (dear.employers["shed_chance"] >= cheap.employers["shed_chance"]).all()
    assert dear.employers["shed_chance"].max() > 0


def test_an_empty_firm_has_a_finite_product_and_hires() -> None:
    world = small_world()
    world.persons["employer"][world.persons["employer"] == 0] = 1
    _planned(world)
    firm = world.employers[0]
    assert firm["labour"] == 0 and np.isfinite(firm["marginal_product"]) and firm["marginal_product"] > 0
    assert firm["posts_formal"] + firm["posts_informal"] > 0


def test_posts_of_markets_are_sums_and_recruits_want_open_trades() -> None:
    world = small_world(natives_in_market=False)
    world.terms.trades["open_to_recruits"][TRADES[0]] = 0
    _planned(world)
    for k, trade in enumerate(TRADES):
        firms, market = world.employers[3 * k : 3 * k + 3], world.markets[trade]
        assert market["posts_formal"] == pytest.approx(firms["posts_formal"].sum())
        assert market["wanted_abroad"] == (0 if k == 0 else market["posts_formal"])
        assert firms["marginal_product"].min() <= market["mean_product_formal"] <= firms["marginal_product"].max()
