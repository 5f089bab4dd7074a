"""A small world of nurses: posts are budgets, places and licences in exact number, recognition in steps, partnerships."""

from __future__ import annotations

import copy
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.burnt import populated
from remitsim.month import run_month
from remitsim.reckoning.exact import OUT, in_order
from remitsim.reckoning.recognition import test_bit as bit_of
from remitsim.rules import plain
from remitsim.scenario import load_scenario
from remitsim.world import codes, flows
from remitsim.world.world import World
from whole import differing

PHL_GBR, PHL_DEU = 0, 1
START = -12


@cache
def _start(people: int) -> World:
    return populated(load_scenario("nurses", {"run.people": people, "run.burn_in": -START, "run.months": 1}))


def small(people: int = 1200) -> World:
    """A world of its own at the first month of its burn-in."""
    return copy.deepcopy(_start(people))


def lived(world: World, months: int, first: int = START) -> World:
    """The world after so many plain months; every month closes its books or raises."""
    with plain():
        for month in range(first, first + months):
            run_month(world, month)
    return world


def in_partnership(places: float = 60000.0, **terms: float) -> World:
    """A world with a partnership of PHL and DEU, all visas elsewhere closed."""
    world = small()
    law = world.base_terms.corridors
    law["visa_open"] = 0
    law["skills_open"][PHL_DEU], law["partnership_places"][PHL_DEU] = 1, places
    for name, value in terms.items():
        law[name][PHL_DEU] = value
    return world


def graduate(world: World) -> None:
    """Let partnership students finish next month, licensed for sure."""
    students = (world.persons["place"] == codes.IN_TRAINING) & (world.persons["partner"] >= 0)
    world.persons["training_left"][students] = 1
    world.origins["licensed_share"], world.origins["due_licences"] = 1.0, 1e7


@given(st.lists(st.floats(0.0, 3.0), max_size=60), st.floats(1.0, 50.0), st.floats(-100.0, 2000.0))
def test_places_are_given_in_exact_number_to_the_luckiest(luck: list[float], weight: float, due: float) -> None:
    draws = np.array(luck, float)
    rows, left = in_order(draws, weight, due)
    assert len(rows) * weight + left == pytest.approx(due)
    waiting = np.setdiff1d(np.nonzero(draws < 1.0)[0], rows)
    assert (draws[rows] < 1.0).all()
    assert len(waiting) == 0 or left < weight
    assert len(rows) == 0 or len(waiting) == 0 or draws[rows].max() <= draws[waiting].min()


def test_out_is_in_no_line() -> None:
    assert len(in_order(np.full(5, OUT), 1.0, 100.0)[0]) == 0


def test_the_treasury_pays_posts_that_are_filled_and_nothing_is_sold() -> None:
    world = lived(small(), 2)
    budget = world.month_flows[:, flows.BUDGET].sum()
    paid = world.month_flows[:, [flows.PAY_FORMAL, flows.EMPLOYER_CONTRIBUTION]].sum()
    assert budget >= paid > 0
    assert world.month_flows[:, [flows.SALES, flows.PROFIT, flows.INVESTMENT]].sum() == 0
    assert world.employers["profit"].sum() == 0


def test_published_shares_of_posts_are_vacant_at_the_start() -> None:
    world = lived(small(), 1)
    there = world.markets["firms"] > 0
    vacant = 1.0 - world.markets["employed"] / np.where(there, world.markets["funded"], 1.0)
    assert np.abs(vacant - world.markets["vacant_target"])[there].max() < 0.05
    need = 1.0 - world.origins["in_posts"] / world.origins["posts_trained"]
    assert need == pytest.approx([0.08, 0.30], abs=0.07)


def test_more_funded_posts_take_in_people_who_waited_and_better_pay_those_who_did_not() -> None:
    usual, funded, paid = small(), small(), small()
    funded.base_terms.origins["posts_home"][1] = 1.2
    paid.base_terms.origins["scale_home"][0] = 1.5
    before = lived(usual, 3).origins["in_posts"]
    assert lived(funded, 3).origins["in_posts"][1] > before[1] + 1.0
    assert lived(paid, 3).origins["in_posts"][0] > before[0] + 1.0


def test_the_scale_is_what_everybody_is_paid_or_the_floor() -> None:
    world = lived(small(), 6)
    new = (world.persons["employer"] >= 0) & (world.persons["months_employed"] <= 2) & (world.persons["origin"] < 0)
    people = world.persons[new]
    scale = world.markets["scale"][world.employers["market"][people["employer"]]] * people["labour"]
    floor = world.base_terms.hosts["wage_floor"][people["host"]]
    assert len(people) > 5
    assert np.abs(people["wage"] - np.maximum(scale, floor)).max() < 0.03 * people["wage"].max()


def test_rows_roll_and_students_become_nurses() -> None:
    world = small()
    graduated, candidates = 0.0, 0
    with plain():
        for month in range(START, 0):
            run_month(world, month)
            graduated += float(world.origins["graduated"].sum())
            candidates += int(((world.persons["age"] <= 217) & (world.persons["origin"] >= 0)
                               & (world.persons["place"] == codes.AT_HOME)).sum())  # fmt: skip
    expected = (world.origins["licensed_share"] * world.origins["training_places"] * 12.0 * 0.84).sum()
    assert 0.4 * expected < graduated < 1.8 * expected
    assert candidates > 0
    young = world.persons[(world.persons["origin"] >= 0) & (world.persons["place"] == codes.AT_HOME)]
    assert (young["age"][young["licensed"] == 0] < 28 * 12).all()


def test_who_fails_the_test_before_going_stays_and_who_arrives_has_passed() -> None:
    world = small()
    world.base_terms.corridors["quota"][PHL_GBR] = 1e6
    world.base_terms.hosts["recognition"][0] = 0.5
    before = set(np.nonzero(world.persons["place"] == codes.ABROAD)[0])
    lived(world, 12)
    passed, failed = (world.persons["tests"] // bit_of(0, kind) % 2 == 1 for kind in (0, 1))
    came = (world.persons["corridor"] == PHL_GBR) & ~np.isin(np.arange(len(world.persons)), list(before))
    assert came.sum() > 3
    assert passed[came].all() and (world.persons["recognised"][came] == 1).all()
    assert failed.sum() > 0 and not (failed & came).any()


def test_german_recruits_begin_as_assistants_and_are_tested_after_ten_months() -> None:
    world = small()
    world.base_terms.corridors["quota"][PHL_DEU] = 1e6
    world.base_terms.hosts["recognition"][1] = 1.0
    lived(world, 8)
    new = (world.persons["corridor"] == PHL_DEU) & (world.persons["tests"] == 0) & (world.persons["months_abroad"] < 8)
    new &= world.persons["trips"] > 0
    assert new.sum() > 3
    assert (world.persons["recognised"][new] == 0).all() and (world.persons["trade"][new] == codes.CARE).all()
    still = np.nonzero(new)[0]
    lived(world, 10, START + 8)
    there = still[world.persons["place"][still] == codes.ABROAD]
    assert len(there) > 0
    assert (world.persons["recognised"][there] == 1).mean() > 0.7


@pytest.mark.parametrize(("payer", "flow"), [("paid_by_host", flows.TRAINING_HOST), ("paid_by_firms", flows.TRAINING_FIRMS)])
def test_a_partnership_is_paid_by_whom_it_says(payer: str, flow: int) -> None:
    world = in_partnership(**{"paid_by_host": 0.0, "paid_by_firms": 0.0, payer: 1.0})
    lived(world, 4)
    students = (world.persons["place"] == codes.IN_TRAINING) & (world.persons["partner"] == PHL_DEU)
    assert students.sum() > 3
    assert world.month_flows[:, flow].sum() > 0
    other = {flows.TRAINING_HOST, flows.TRAINING_FIRMS} - {flow}
    assert world.month_flows[:, list(other)].sum() == 0


def test_the_away_track_goes_with_its_visa_and_the_home_track_stays() -> None:
    world = in_partnership(home_track=0.5, return_bond=1_000_000)
    lived(world, 4)
    tracks = world.persons["track"][world.persons["partner"] == PHL_DEU]
    assert {2, 3} <= set(tracks.tolist())
    graduate(world)
    lived(world, 1, START + 4)
    lived(world, 40, START + 5)
    away = world.persons[world.persons["route"] == codes.SKILLS]
    gone = away[away["trips"] > 0]
    assert len(gone) > 0
    assert (gone["partner"] == PHL_DEU).all() and (gone["track"] == 2).all()
    there = gone[gone["place"] == codes.ABROAD]
    assert (there["recognised"] == 1).all() and (there["bond"] > 0).all()


def test_a_bond_falls_due_to_the_origins_treasury_and_is_owed_no_more_at_home() -> None:
    world = small()
    abroad = np.nonzero(world.persons["corridor"] == PHL_GBR)[0]
    world.persons["bond"][abroad], world.persons["months_abroad"][abroad] = 500_000, 100
    home = np.nonzero((world.persons["origin"] == 0) & (world.persons["place"] == codes.AT_HOME))[0][0]
    world.persons["bond"][home] = 500_000
    lived(world, 1)
    assert world.month_flows[:, flows.BOND_PAID].sum() > 0
    assert world.persons["bond"][home] == 0
    assert (world.persons["bond"][abroad] < 500_000).all()


def test_a_host_that_trains_its_own_gets_nurses() -> None:
    world = small()
    world.base_terms.hosts["own_training"][0] = 1e6
    lived(world, 2)
    training = (world.persons["origin"] < 0) & (world.persons["retraining_left"] > 0)
    assert training.sum() > 10 and (world.persons["host"][training] == 0).all()
    assert world.month_flows[:, flows.PROGRAMMES].sum() > 0
    rows = np.nonzero(training)[0]
    world.persons["retraining_left"][rows] = 1
    world.base_terms.hosts["own_training"][0] = 0.0
    lived(world, 1, START + 2)
    assert (world.persons["trade"][rows] == codes.NURSING).mean() > 0.95


def test_plain_and_compiled_months_agree() -> None:
    one, other = small(600), small(600)
    lived(one, 2)
    for month in range(START, START + 2):
        run_month(other, month)
    assert differing(one, other) == []
