"""What is missed before month 0 is said: levels beyond their tolerance, and anchors that end at a bound."""

from __future__ import annotations

import numpy as np
import pytest

from populate.made_up import spain_like
from remitsim import anchors, plausible
from remitsim.burning import burn_in
from remitsim.populate import populate
from remitsim.populate.ages import YEARS, ages_at_rest
from remitsim.settings import Settings
from remitsim.settings.leaving import Leaving
from remitsim.world.world import World


@pytest.fixture(scope="module")
def burnt() -> World:
    world = populate(spain_like(), Settings(), 600, 3, 60)
    for _ in burn_in(world, 60):
        pass
    return world


def level(world: World, name: str) -> plausible.Miss:
    return next(one for one in plausible.levels(world) if one.level == name)


def test_twelve_months_are_watched_and_every_level_is_beside_its_published_one(burnt: World) -> None:
    assert all(len(months) == plausible.WATCHED for months in burnt.learned["watched"].values())
    seen = level(burnt, "native unemployment")
    assert seen.published == burnt.hosts["unemployment"][0]
    assert seen.model == pytest.approx(burnt.learned["watched"]["unemployment"][:, 0].mean())
    assert {one.level for one in plausible.levels(burnt)} >= {"informal share of jobs", "pay index", "stock", "share of posts"}


def test_a_level_is_missed_beyond_its_tolerance_and_met_within_it(burnt: World) -> None:
    world = burnt.branch(1)
    seen, tolerance = world.learned["watched"]["unemployment"], world.settings.anchors.tolerance_unemployment
    seen[:] = world.hosts["unemployment"] + 0.99 * tolerance
    assert level(world, "native unemployment").met
    seen[:] = world.hosts["unemployment"] + 1.01 * tolerance
    assert level(world, "native unemployment") in plausible.misses(world)
    assert not plausible.plausible(world)


def test_an_anchor_at_its_bound_is_a_miss(burnt: World) -> None:
    world = burnt.branch(1)
    before = {one.level for one in plausible.misses(world)}
    world.hosts["productivity"] = world.settings.anchors.productivity_high
    assert {one.level for one in plausible.misses(world)} - before == {"productivity, at its bound"}


def test_before_burn_in_nothing_is_judged() -> None:
    assert plausible.levels(populate(spain_like(), Settings(), 600, 3, 60)) == []


def test_the_drift_of_the_hold_phase_is_taken_out(burnt: World) -> None:
    world = burnt.branch(1)
    legal = next(anchor for anchor in anchors.ANCHORS if anchor.holds == "legal")
    state = world.learned[legal.name]
    state["path"][:], state["moved"][:], state["came"][:], state["wanted"][:] = 0.8, 1.0, 100.0, 110.0
    anchors._freeze(world, legal)
    assert world.corridors["legal_scale"] == pytest.approx(0.88)


def test_the_permit_clock_is_not_turned_back_at_month_0(burnt: World) -> None:
    abroad = burnt.persons[(burnt.persons["origin"] >= 0) & (burnt.persons["place"] == 2)]
    assert (abroad["months_in_status"] <= abroad["months_abroad"]).all()


@pytest.mark.parametrize("gone", [0.03, 0.1, 0.25])
def test_ages_at_rest_reproduce_themselves(gone: float) -> None:
    shares = ages_at_rest(gone, Leaving())
    assert shares.sum() == pytest.approx(1.0)
    kept = shares[:-1] * (1.0 - gone + shares[-1])
    came = np.append(shares[0], shares[1:] - kept)
    assert (came > 0.0).all()
    assert came.sum() == pytest.approx(gone, rel=0.02)
    assert (YEARS * shares).sum() > (YEARS * ages_at_rest(gone + 0.1, Leaving())).sum()
