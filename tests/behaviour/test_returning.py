"""Returning: hardship moves as it should, going home costs what it costs, and help is paid by who owes it."""

from __future__ import annotations

import numpy as np
import pytest

from behaviour.test_leaving import differences
from behaviour.test_papers import gulf, spain
from remitsim.behaviour.returning import go_home
from remitsim.rules import plain
from remitsim.settings import Settings
from remitsim.world import codes, flows
from remitsim.world.world import World


def returned(world: World, look: float = 0.25) -> World:
    """The world after a month in which many look at going home, run plain."""
    world.use(Settings.model_validate({"returning": {"look": look}}))
    with plain():
        go_home(world)
    return world


def _booked(world: World, flow: int) -> int:
    return int(world.cells["flow"][:, flow].sum())


def test_hardship_keeps_its_spread() -> None:
    world = spain()
    abroad = np.flatnonzero((world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0))
    states = []
    world.use(Settings.model_validate({"returning": {"look": 1 / 24}}))
    world.corridors["hardship"] = 0.0
    for month in range(60):
        world.start_month(month)
        with plain():
            go_home(world)
        still = world.persons["place"][abroad] == codes.ABROAD
        states.append(world.persons["hardship_state"][abroad][still])
    assert np.mean(states[-1]) == pytest.approx(0.0, abs=0.2)
    assert np.std(states[-1]) == pytest.approx(0.7, abs=0.15)


def test_unbearable_hardship_sends_home_who_can_pay_the_way() -> None:
    world = spain()
    abroad = (world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0)
    world.corridors["hardship"] = 100.0
    world.persons["savings"][abroad] = 1_000_000
    returned(world)
    home = abroad & (world.persons["place"] == codes.AT_HOME)
    assert 0.15 < home.sum() / abroad.sum() < 0.35
    weight = world.persons["weight"]
    assert _booked(world, flows.WAY_HOME) == 25_000 * weight[home].sum()
    assert world.corridors["exits"].sum() == weight[home].sum()
    assert (world.persons["savings"][home] == 0).all()
    assert (world.persons["returned_how"][home] == codes.BY_CHOICE).all()


def test_nobody_goes_where_nothing_is_gained() -> None:
    world = spain()
    world.corridors["hardship"] = 0.0
    world.origins["unemployment"] = 1.0
    world.persons["participates"][world.movers()] = 1
    abroad = (world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0)
    world.persons["saved_up"][abroad] = 0
    returned(world)
    assert (world.persons["place"][abroad] == codes.ABROAD).all()


def test_who_cannot_pay_the_way_stays() -> None:
    world = spain()
    abroad = (world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0)
    world.corridors["hardship"] = 100.0
    world.households["money"] = 0
    for name in ("savings", "purse_saving"):
        world.persons[name][abroad] = 0
    world.persons["kin_debt"][abroad] = 10**7
    returned(world)
    assert (world.persons["place"][abroad] == codes.ABROAD).all()


def test_an_assisted_return_is_paid_by_the_treasury() -> None:
    world = spain(assisted_return=1)
    world.corridors["hardship"] = 100.0
    world.terms.origins["return_grant"] = 200_000
    irregular = (world.persons["place"] == codes.ABROAD) & (world.persons["status"] == codes.IRREGULAR)
    world.persons["savings"][irregular] = 0
    houses = world.households["money"].copy()
    returned(world)
    helped = irregular & (world.persons["returned_how"] == codes.ASSISTED)
    assert helped.any()
    weight = world.persons["weight"][helped].sum()
    assert _booked(world, flows.RETURN_GRANT) == 200_000 * weight
    assert _booked(world, flows.PROGRAMMES) == 30_000 * weight
    assert _booked(world, flows.REMOVALS) == 25_000 * weight
    rows = np.unique(world.persons["household"][helped])
    assert (world.households["money"][rows] - houses[rows] >= 200_000).all()


def test_a_lasting_status_may_be_taken_up_again_for_as_long_as_law_says() -> None:
    world = spain()
    settled = (world.persons["place"] == codes.ABROAD) & (world.persons["status"] == codes.PERMANENT)
    world.corridors["hardship"] = 100.0
    world.persons["savings"][settled] = 1_000_000
    corridor = world.persons["corridor"].copy()
    returned(world)
    home = settled & (world.persons["place"] == codes.AT_HOME)
    assert home.any()
    assert (world.persons["kept_status"][home] == codes.PERMANENT).all()
    assert (world.persons["kept_corridor"][home] == corridor[home]).all()
    assert (world.persons["kept_until"][home] == world.month + 24).all()


def test_a_dear_way_back_keeps_irregular_people_in() -> None:
    """The same looks at going home, the way back nearly free or closed: fewer go where it is closed."""
    gone = {}
    for way in ("open", "closed"):
        world = spain()
        world.terms.corridors["smuggler_price"], world.terms.corridors["caught"] = 0, 0.0
        world.terms.corridors["crossing_open"] = world.terms.corridors["visitor_open"] = int(way == "open")
        world.terms.corridors["visitor_money"] = world.terms.corridors["turned_back"] = 0
        world.corridors["hardship"], world.corridors["smuggler_price"] = 0.6, 0.0
        world.persons["hardship_state"] = 2.0
        irregular = (world.persons["place"] == codes.ABROAD) & (world.persons["status"] == codes.IRREGULAR)
        world.persons["savings"][irregular] = 1_000_000
        returned(world)
        gone[way] = irregular & (world.persons["place"] == codes.AT_HOME)
    assert not (gone["closed"] & ~gone["open"]).any()
    assert gone["open"].sum() > gone["closed"].sum()


def test_debt_makes_people_held_and_never_sends_more_home() -> None:
    free, owing = gulf(), gulf()
    for world in (free, owing):
        abroad = (world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0)
        world.persons["debt"][abroad] = 200_000 if world is owing else 0
        world.persons["debt_interest"][abroad] = 0
        world.persons["loan_rate"][abroad] = 0.025
        world.persons["savings"][abroad] = 100_000
        world.corridors["hardship"] = 2.0
        returned(world)
    home = free.persons["place"] == codes.AT_HOME
    assert not ((owing.persons["place"] == codes.AT_HOME) & ~home).any()
    still = (owing.persons["place"] == codes.ABROAD) & (owing.persons["origin"] >= 0)
    assert owing.persons["held"][still].mean() > 0.9
    assert owing.persons["bonded"][still].any()
    assert not free.persons["held"].any()
    assert not free.persons["bonded"].any()
    assert (owing.persons["cannot_leave"] >= owing.persons["bonded"]).all()


@pytest.mark.parametrize("which", ["spain", "gulf"])
def test_compiled_and_plain_agree_to_the_last_bit(which: str) -> None:
    one, other = (spain(), spain()) if which == "spain" else (gulf(), gulf())
    returned(one)
    other.use(one.settings)
    go_home(other)
    assert differences(one, other) == []
