"""Leaving: who looks, what is weighed, what it costs, and that nothing but the best payable way is taken."""

from __future__ import annotations

import numpy as np
import pytest

from populate.made_up import spain_like_world
from remitsim.behaviour.leaving import leave, share_served
from remitsim.rules import plain
from remitsim.settings import Settings
from remitsim.world import codes, flows
from remitsim.world.world import World

MONTH = -24


def eager_world(**terms: float) -> World:
    """Everyone at home looks, and every look takes all ways into account."""
    world = spain_like_world(3000)
    world.use(Settings.model_validate({"leaving": {"look": 1 / 12, "look_18_24": 3.0, "look_25_34": 2.0}}))
    world.corridors["readiness"] = 0.9
    for name, value in terms.items():
        world.terms.corridors[name] = value
    world.start_month(MONTH)
    return world


def left(world: World) -> World:
    """The world after one month's leaving, run plain."""
    with plain():
        leave(world)
    return world


def differences(one: World, other: World) -> list[str]:
    """Fields in which two worlds differ by a single bit."""
    tables = ("persons", "households", "corridors", "villages", "employers", "markets", "cells")
    return [
        f"{table}.{name}" for table in tables for name in getattr(one, table).dtype.names
        if getattr(one, table)[name].tobytes() != getattr(other, table)[name].tobytes()
    ]


def _money(world: World) -> int:
    persons, homes = world.persons, world.households
    purses = persons["purse_family"] + persons["purse_saving"] + persons["purse_debt"]
    return int((persons["weight"] * (persons["savings"] + purses)).sum() + (homes["weight"] * homes["money"]).sum())


def test_money_of_people_and_homes_moves_only_as_booked() -> None:
    world = eager_world(visa_open=0, visitor_money=0)
    before, owed = _money(world), (world.persons["weight"] * world.persons["debt"]).sum()
    left(world)
    month = world.cells["flow"].sum(axis=0)
    assert month[flows.TICKET] > 0
    assert _money(world) - before == (
        month[flows.LOAN] + month[flows.KIN_LOAN] - month[flows.TICKET] - month[flows.SMUGGLER_FEE]
        - month[flows.PERSON_DEBT] - month[flows.DEBT_SERVICE_HOME] - month[flows.KIN_SERVICE_HOME]
    )
    assert (world.persons["weight"] * world.persons["debt"]).sum() - owed == month[flows.LOAN]
    assert (world.persons["savings"] >= 0).all()


def test_arrivals_are_counted_in_real_people_and_are_there() -> None:
    world = eager_world(visa_open=0)
    there = world.persons["place"] == codes.ABROAD
    left(world)
    new = (world.persons["place"] == codes.ABROAD) & ~there
    assert new.any()
    counted = world.corridors["arrivals_irregular"] + world.corridors["arrivals_legal"]
    assert counted.sum() == world.persons["weight"][new].sum()
    assert (world.persons["months_abroad"][new] == 0).all()
    assert (world.persons["labour"][new] > 0).all()
    irregular = new & (world.persons["status"] == codes.IRREGULAR)
    assert (world.persons["how_irregular"][irregular] != codes.NOT_IRREGULAR).all()


@pytest.mark.parametrize("closed", [{"may_go": 0}, {"debt": 100_000}, {"ill_months": 2}])
def test_some_may_not_leave(closed: dict[str, int]) -> None:
    world = eager_world()
    home = world.persons["place"] == codes.AT_HOME
    for name, value in closed.items():
        world.persons[name][home] = value
    left(world)
    assert (world.persons["place"][home] == codes.AT_HOME).all()
    assert (world.persons["applying_route"][home] == codes.NONE).all()


def test_who_has_nothing_and_no_credit_stays() -> None:
    world = eager_world()
    world.use(Settings.model_validate({"leaving": {"kin_months": 0.0, "loan_multiple": 2.0}}))
    world.households["money"], world.quotes["offer"], world.corridor_trades["posted"] = 0, 1.0, 1.0
    home = world.persons["place"] == codes.AT_HOME
    left(world)
    assert (world.persons["applying_route"][home] == codes.NONE).all()
    assert (world.persons["place"][home] == codes.AT_HOME).all()


def test_a_visa_is_asked_for_where_there_are_places() -> None:
    world = eager_world(visitor_open=0, crossing_open=0)
    world.corridor_trades["posted"] = 150_000.0
    world.corridors["places_visa"], world.corridors["asking_visa"] = 500.0, 1000.0
    left(world)
    asks = world.persons["applying_route"] == codes.VISA
    assert asks.any()
    assert world.corridors["asked_now"].sum() == world.persons["weight"][asks].sum()
    assert (world.persons["place"][asks] == codes.AT_HOME).all()


def test_women_who_are_barred_ask_for_no_visa() -> None:
    world = eager_world(visitor_open=0, crossing_open=0)
    world.corridor_trades["posted"] = 150_000.0
    world.corridors["places_visa"] = 1e6
    world.terms.origins["departure_barred_women"] = 1
    left(world)
    asks = world.persons["applying_route"] == codes.VISA
    assert asks.any()
    assert (world.persons["sex"][asks] == codes.MAN).all()


def test_crossing_pays_the_smuggler_whatever_comes_of_it() -> None:
    world = eager_world(visa_open=0, visitor_open=0, crossing_open=1, death=0.001, caught=0.6, smuggler_price=60_000)
    world.terms.hosts["detention_share"] = 0.5
    home = world.persons["place"] == codes.AT_HOME
    left(world)
    corridors = world.corridors
    paid = world.cells["flow"][:, flows.SMUGGLER_FEE].sum() / 60_000
    assert paid > corridors["arrivals_irregular"].sum() > 0
    assert corridors["attempts"].sum() >= paid
    held = home & (world.persons["place"] == codes.DETAINED)
    assert held.any()
    assert (world.persons["detained_left"][held] == 1).all()
    caught = corridors["caught"].sum()
    assert world.cells["flow"][:, flows.ENFORCEMENT].sum() == 300_000 * caught
    assert corridors["deaths_expected"].sum() == pytest.approx(0.001 * corridors["attempts"].sum())


def test_the_smugglers_price_may_answer_the_border() -> None:
    world = spain_like_world(400)
    world.terms = world.base_terms.copy()
    world.terms.corridors["caught"] = 0.7
    left(world)
    assert (world.corridors["smuggler_price"] == 200_000).all()
    world.use(Settings.model_validate({"leaving": {"smuggler_answer": 0.5}}))
    left(world)
    assert world.corridors["smuggler_price"] == pytest.approx(200_000 * 1.5)


def test_chances_of_places_lie_between_none_and_one() -> None:
    assert 0.0 < share_served(50.0, 1e6, 500) < 1.0
    assert share_served(1e7, 0.0, 500) == 1.0
    assert share_served(100.0, 10.0, 500) == 0.2
    assert share_served(0.0, 0.0, 0) == 0.0


def test_one_more_person_at_home_changes_nobody_elses_choice() -> None:
    one, other = eager_world(visa_open=0), eager_world(visa_open=0)
    first = int(np.flatnonzero(other.persons["place"] == codes.AT_HOME)[0])
    other.persons["may_go"][first] = 0
    left(one)
    left(other)
    same_home = one.persons["household"] == one.persons["household"][first]
    for name in ("place", "status", "debt", "applying_route"):
        assert np.array_equal(one.persons[name][~same_home], other.persons[name][~same_home])


def test_compiled_and_plain_agree_to_the_last_bit() -> None:
    one, other = eager_world(), eager_world()
    left(one)
    leave(other)
    assert differences(one, other) == []
