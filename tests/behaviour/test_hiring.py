"""Hiring: posts are filled as counted, money adds up, one more seeker stands in nobody's way, both ways agree."""

from __future__ import annotations

import numpy as np
import pytest

from behaviour.firms_and_people import PAY, small_world
from remitsim.behaviour.hiring import hire, people_look, people_part, posts_are_counted
from remitsim.behaviour.planning import plan
from remitsim.rules import plain
from remitsim.world import codes, flows
from remitsim.world.world import World

TABLES = ("hosts", "corridors", "corridor_trades", "markets", "quotes", "employers", "persons", "households", "cells")
HOME = slice(84, 90)


def asking_world(natives: bool = True, **terms: float) -> World:
    """The small world with a visa route that everyone at home asks for; ``terms`` change the corridor's Terms."""
    world = small_world(natives)
    world.corridor_trades["mix_men"][[1, 4]] = world.corridor_trades["mix_women"][[1, 4]] = 0.5
    world.corridor_trades["margin"][[1, 4]] = 30_000.0
    world.corridors["women_share"], world.corridors["legal_scale"] = 0.5, 1.0
    law = world.terms.corridors
    law["visa_open"], law["official_items"], law["ticket"], law["loan_rate"] = 1, 40_000, 25_000, 0.025
    law["quota_kind"] = codes.QUOTA_FLOW if natives else codes.QUOTA_STOCK
    law["quota"] = 120_000.0
    law["audit_found"], law["audit_fine"], law["move_cost"] = 0.8, 3.0, 0.4
    for name, value in terms.items():
        law[name] = value
    world.terms.hosts["recruit_status"] = codes.TEMPORARY_FREE if natives else codes.TEMPORARY_TIED
    world.terms.statuses["formal_work"] = (2, 2, 2, 2, 1, 0, 0)
    world.households["money"] = 10_000_000
    world.persons["may_go"][HOME] = 1
    world.persons["applying_route"][:] = -1
    world.persons["applying_route"][HOME] = codes.VISA
    world.persons["second_corridor"][:] = -1
    return world


def hired(world: World, posts: float = 0.0) -> World:
    """Plan and hire in plain Python; ``posts``: so many of each kind in every firm, whatever it planned."""
    with plain():
        plan(world)
        if posts > 0.0:
            world.employers["posts_formal"] = world.employers["posts_informal"] = posts
            world.employers["marginal_product"] = world.markets["mean_product_formal"] = 2.0 * PAY
        hire(world)
    return world


def booked(world: World, flow: int) -> int:
    return int(world.cells["flow"][:, flow].sum())


def recruits(world: World) -> np.ndarray:
    people = world.persons[HOME]
    return people[people["place"] == codes.ABROAD]


@pytest.mark.parametrize("natives", [True, False])
def test_posts_filled_are_people_hired(natives: bool) -> None:
    world = asking_world(natives)
    with plain():
        plan(world)
        before = world.employers["posts_formal"] + world.employers["posts_informal"]
        hire(world)
    filled = before - world.employers["posts_formal"] - world.employers["posts_informal"]
    np.testing.assert_allclose(filled, world.employers["hires"])
    assert world.employers["hires"].sum() == world.hosts["hires"].sum() == world.markets["hires"].sum() > 0
    new = (world.persons["employer"] >= 0) & (world.persons["months_employed"] == 0)
    assert world.persons["weight"][new].sum() >= world.hosts["hires"].sum()


@pytest.mark.parametrize("natives", [True, False])
def test_recruits_arrive_with_job_status_and_bill(natives: bool) -> None:
    world = hired(asking_world(natives))
    new = recruits(world)
    assert len(new) > 0
    status = codes.TEMPORARY_FREE if natives else codes.TEMPORARY_TIED
    assert (new["status"] == status).all()
    assert (new["employer"] >= 0).all()
    assert ((new["contract_left"] >= 18) & (new["contract_left"] <= 30)).all()
    assert (new["bill_paid"] >= 40_000).all()
    assert world.corridors["arrivals_legal"][0] == new["weight"].sum() == world.corridor_trades["placed_now"].sum()
    weight = int(new["weight"][0])
    assert booked(world, flows.OFFICIAL_ITEMS) + booked(world, flows.TICKET) == weight * 40_000 * len(new)
    assert booked(world, flows.AGENT_FEE) == weight * int((new["bill_paid"] - 40_000).sum())


def test_money_of_recruits_adds_up() -> None:
    world = asking_world()
    before = world.persons["savings"][HOME].copy(), int(world.households["money"][0])
    hired(world)
    people = world.persons[HOME]
    came = int(before[1] - world.households["money"][0]) + int(people["debt"].sum() + people["kin_debt"].sum())
    gone = booked(world, flows.OFFICIAL_ITEMS) + booked(world, flows.TICKET) + booked(world, flows.AGENT_FEE)
    gone += booked(world, flows.PERMIT_PERSON)
    assert int(people["savings"].sum() - before[0].sum()) == came - gone // int(people["weight"][0])


def test_employer_pays_where_the_chain_complies() -> None:
    world = hired(asking_world(
        employer_share=1.0, origin_ban=1.0, host_ban=1.0, origin_audits=1.0, host_audits=1.0, audit_fine=1000.0
    ))  # fmt: skip
    new = recruits(world)
    assert len(new) > 0
    assert (new["bill_paid"] == 0).all()
    assert (new["bill_by_firm"] == 40_000 + 15_000).all()
    assert booked(world, flows.AGENT_FEE) == 0
    assert world.markets["recruit_bill"].max() > 0
    costs = int(world.employers["costs"].sum())
    assert costs == booked(world, flows.BILL_BY_FIRM) + booked(world, flows.OFFICIAL_BY_FIRM) + booked(
        world, flows.TICKET_BY_FIRM) + booked(world, flows.PERMIT_FIRM)


def test_a_barred_fee_moves_to_pay_abroad_where_that_is_cheap() -> None:
    world = hired(asking_world(origin_ban=1.0, origin_audits=1.0, audit_fine=1000.0, move_cost=0.05))
    new = recruits(world)
    assert len(new) > 0
    assert booked(world, flows.FEE_OUT_OF_PAY) > 0 == booked(world, flows.AGENT_FEE)
    assert (new["debt"] >= new["bill_paid"] - 40_000).all()


@pytest.mark.parametrize("closed", [{"visa_open": 0}, {"quota": 0.0}])
def test_no_places_no_recruits(closed: dict[str, float]) -> None:
    assert len(recruits(hired(asking_world(**closed)))) == 0


def test_who_cannot_pay_stays() -> None:
    world = asking_world(official_items=500_000_000)
    world.persons["savings"][HOME] = 0
    assert len(recruits(hired(world))) == 0
    assert (world.persons["applying_route"][HOME] == -1).all()


def test_irregular_people_find_informal_posts_only() -> None:
    world = asking_world()
    world.persons["employer"][:] = -1
    world.persons["contract"][:] = codes.NO_CONTRACT
    hired(world, posts=3_000.0)
    at_work = world.persons[world.persons["employer"] >= 0]
    assert (at_work["contract"][at_work["status"] == codes.IRREGULAR] == codes.INFORMAL).all()
    assert (at_work["contract"][at_work["status"] == codes.NATIVE] == codes.FORMAL).any()


def test_tied_people_move_with_consent_only() -> None:
    for consent, moved in ((0.0, False), (1.0, True)):
        world = asking_world(natives=False)
        world.terms.hosts["consent"] = consent
        world.persons["may_go"][HOME] = 0
        world.persons["applying_route"][HOME] = -1
        before = world.persons["employer"].copy()
        hired(world)
        tied = world.persons["status"] == codes.TEMPORARY_TIED
        changed = tied & (world.persons["employer"] >= 0) & (world.persons["employer"] != before)
        assert changed.any() == moved


def _look(world: World) -> np.ndarray:
    hiring, wages = world.records["hiring"], world.records["wages"]
    posts, meetings = np.zeros((len(world.employers), 2)), np.zeros((len(world.markets), 3))
    sought, rows = np.zeros((len(world.persons), 2), np.int64), np.zeros((len(world.quotes), 3))
    with plain():
        plan(world)
        people_part(world.persons, world.employers, hiring, world.clock)
        posts_are_counted(world.employers, world.markets, world.hosts, posts, meetings, hiring, wages)
        people_look(
            world.persons, world.hosts, world.markets, world.quotes, world.terms.hosts, world.terms.trades,
            world.terms.statuses, world.cells, sought, rows, hiring, wages, world.clock,
        )  # fmt: skip
    return sought


def test_seekers_are_counted_in_real_people() -> None:
    world = asking_world()
    sought = _look(world)
    counted = world.markets["seekers_formal"].sum() + world.markets["seekers_informal"].sum()
    assert counted == pytest.approx(world.persons["weight"][sought[:, 0] > 0].sum())
    assert (world.markets["chance_formal"] <= 1.0).all()


def test_one_more_seeker_changes_nobodys_firm() -> None:
    """A person's firm hangs on own draws and the posts at the start; the chance moves by one seeker in many."""
    worlds = [asking_world(), asking_world()]
    for world in worlds:
        world.persons["employer"][:] = -1
        world.persons["contract"][:] = codes.NO_CONTRACT
        world.persons["applying_route"][HOME] = -1
        world.persons["may_go"][HOME] = 0
    worlds[1].persons["place"][0] = codes.DEAD
    with plain():
        for world in worlds:
            plan(world)
            world.employers["posts_formal"] = 5_000.0 + 500.0 * np.arange(len(world.employers))
            world.employers["posts_informal"] = 3_000.0
            world.employers["marginal_product"] = 2.0 * PAY
            hire(world)
    full, less = worlds[0].persons, worlds[1].persons
    assert (full["employer"][1:] >= 0).any()
    both = (full["employer"] >= 0) & (less["employer"] >= 0)
    assert both.sum() >= (full["employer"][1:] >= 0).sum() - 2
    assert (full["employer"][both] == less["employer"][both]).all()
    assert (full["wage"][both] == less["wage"][both]).all()


def test_retraining_takes_a_year_and_ends_in_the_skilled_trade() -> None:
    world = asking_world()
    native = world.persons[1]
    native["employer"], native["retraining_left"], native["trade"] = -1, 1, codes.SERVICES
    hired(world)
    assert world.persons["retraining_left"][1] == 0
    assert world.persons["trained_trade"][1] == world.persons["trade"][1] == codes.SKILLED


@pytest.mark.parametrize("natives", [True, False])
def test_compiled_is_plain(natives: bool) -> None:
    with_numba, by_hand = asking_world(natives), hired(asking_world(natives))
    plan(with_numba)
    hire(with_numba)
    for table in TABLES:
        one, other = getattr(with_numba, table), getattr(by_hand, table)
        for name in one.dtype.names:
            np.testing.assert_array_equal(one[name], other[name], err_msg=f"{table}.{name}")
