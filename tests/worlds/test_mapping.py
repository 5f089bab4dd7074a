"""Ages at month 0, and who counts as being in a published stock."""

from __future__ import annotations

import numpy as np
import pytest

from remitsim.burnt import populated
from remitsim.mapping import FIRST_AGE, map_ages, residents
from remitsim.scenario import load_scenario, with_values
from remitsim.world import codes
from remitsim.world.world import World


@pytest.fixture(scope="module")
def usa() -> World:
    return populated(with_values(load_scenario("usa"), {"run.people": 2000}))


def test_people_for_a_season_are_in_no_stock(usa: World) -> None:
    world = usa.branch(1)
    before = residents(world, 0)
    world.persons["status"][before[:3]] = codes.TEMPORARY_TIED
    assert set(before) - set(residents(world, 0)) == set(before[:3])


def test_ages_are_the_published_ones_in_the_old_order(usa: World) -> None:
    world = usa.branch(1)
    shares = np.zeros(47)
    shares[30 - FIRST_AGE], shares[50 - FIRST_AGE] = 0.5, 0.5
    here = residents(world, 0)
    world.persons["age"][here] = 12 * 60 + np.arange(len(here))
    world.notes["ages"] = shares
    map_ages(world)
    years = world.persons["age"][here] // 12
    assert set(years) == {30, 50}
    assert abs(int((years == 30).sum()) - len(here) / 2) <= 1
    assert (np.diff(world.persons["age"][here]) >= 0).all()


def test_ages_stay_where_the_world_does_not_ask(usa: World) -> None:
    world = usa.branch(1)
    before = world.persons["age"].copy()
    world.notes["ages"] = None
    map_ages(world)
    assert (world.persons["age"] == before).all()


def test_low_trades_start_equally_liked_at_their_published_pay(usa: World) -> None:
    low = list(codes.LOW_TRADES)
    worth = (1.0 + usa.markets["liking"][low]) * usa.markets["pay_target"][low]
    assert worth == pytest.approx(worth.mean(), rel=1e-9)
    assert usa.markets["liking"][low].mean() == pytest.approx(0.0, abs=1e-12)


def test_hardship_of_a_corridor_without_its_own_is_the_hosts() -> None:
    for name, share in (("usa", 0.03), ("colombia", 0.28)):
        world = populated(with_values(load_scenario(name), {"run.people": 2000}))
        home = 0.5 * (world.origins["home_pay_men"] + world.origins["home_pay_women"]) * 0.7
        assert world.corridors["hardship"] * home == pytest.approx(share * world.hosts["mean_pay"][0], rel=0.01)
