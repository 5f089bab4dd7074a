"""Papers: permits end one way or another, checks cost what they cost, offers go by the office's turn."""

from __future__ import annotations

import numpy as np
import pytest

from behaviour.test_leaving import differences
from populate.made_up import gulf_like_world, spain_like_world
from remitsim.behaviour.papers import change_status
from remitsim.reckoning.offers import turns
from remitsim.rules import plain
from remitsim.world import codes, flows
from remitsim.world.persons import NEVER
from remitsim.world.world import World

MONTH = -24


def _ready(world: World, **terms: float) -> World:
    world.terms = world.base_terms.copy()
    for name in ("found_at_work", "found_in_street", "papers_at_work"):
        world.terms.hosts[name] = 0.0
    for name, value in terms.items():
        world.terms.hosts[name] = value
    world.start_month(MONTH)
    for name in ("into_irregular", "out_of_irregular", "exits", "exits_irregular", "removed"):
        world.corridors[name] = 0.0
    return world


def spain(**terms: float) -> World:
    """A small world of free permits and an irregular stock, no checks unless asked for."""
    return _ready(spain_like_world(3000), **terms)


def gulf(**terms: float) -> World:
    """A small world of tied people, no checks unless asked for."""
    return _ready(gulf_like_world(1500), **terms)


def lived(world: World) -> World:
    """The world after one month's papers, run plain."""
    with plain():
        change_status(world)
    return world


def _abroad(world: World, status: int) -> np.ndarray:
    return (world.persons["place"] == codes.ABROAD) & (world.persons["status"] == status)


def _booked(world: World, flow: int) -> int:
    return int(world.cells["flow"][:, flow].sum())


def test_a_free_permit_is_renewed_with_formal_work_and_paid_for() -> None:
    world = spain(renewal_past_work=0.0, settlement_months=0)
    free = _abroad(world, codes.TEMPORARY_FREE)
    world.persons["permit_left"][free] = 1
    world.persons["savings"][free] = 1_000_000
    formal = free & (world.persons["contract"] == codes.FORMAL)
    lived(world)
    weight = world.persons["weight"]
    assert (world.persons["status"][formal] == codes.TEMPORARY_FREE).all()
    assert (world.persons["permit_left"][formal] == 24).all()
    assert (world.persons["status"][free & ~formal] != codes.TEMPORARY_FREE).all()
    assert _booked(world, flows.PERMIT_PERSON) == 8_500 * weight[formal].sum()
    assert _booked(world, flows.PERMIT_FIRM) == 20_000 * weight[formal].sum()
    assert world.corridors["permits_ended"].sum() == weight[free].sum()
    assert world.corridors["permits_renewed"].sum() == weight[formal].sum()


def test_who_loses_papers_stays_on_or_is_home() -> None:
    world = spain(renewal_past_work=0.0, settlement_months=0)
    free = _abroad(world, codes.TEMPORARY_FREE) & (world.persons["contract"] != codes.FORMAL)
    world.persons["permit_left"][free] = 1
    lived(world)
    stayed, home = free & _abroad(world, codes.IRREGULAR), free & (world.persons["place"] == codes.AT_HOME)
    assert (stayed | home)[free].all()
    assert (world.persons["how_irregular"][stayed] == codes.FELL_OUT).all()
    assert (world.persons["returned_how"][home] == codes.PERMIT_ENDED).all()
    assert world.corridors["into_irregular"].sum() == world.persons["weight"][stayed].sum()
    assert world.corridors["exits"].sum() == world.persons["weight"][home].sum()


def test_months_with_papers_lead_to_residence() -> None:
    world = spain()
    free = _abroad(world, codes.TEMPORARY_FREE)
    world.persons["months_in_status"][free | _abroad(world, codes.TEMPORARY_TIED)] = 10
    settling = np.flatnonzero(free)[:5]
    world.persons["months_in_status"][settling] = 59
    lived(world)
    assert (world.persons["status"][settling] == codes.PERMANENT).all()
    assert (world.persons["permit_left"][settling] == codes.NONE).all()
    assert world.corridors["settled_now"].sum() == world.persons["weight"][settling].sum()


@pytest.mark.parametrize("removable", [0.0, 1.0])
def test_removal_needs_an_origin_that_readmits(removable: float) -> None:
    world = spain(found_in_street=1.0, detention_share=0.0)
    world.terms.corridors["readmission"] = removable
    irregular = _abroad(world, codes.IRREGULAR)
    lived(world)
    gone = irregular & (world.persons["place"] == codes.AT_HOME)
    weight = world.persons["weight"]
    assert gone.sum() == irregular.sum() * removable
    assert _booked(world, flows.ENFORCEMENT) == 100_000 * weight[irregular].sum()
    assert _booked(world, flows.REMOVALS) == 500_000 * weight[gone].sum()
    assert world.corridors["removed"].sum() == world.corridors["exits_irregular"].sum() == weight[gone].sum()
    assert (world.persons["ever_removed"][gone] == 1).all()


def test_detention_comes_before_removal_and_costs_each_month() -> None:
    world = spain(found_in_street=1.0, detention_share=1.0, detention_months=2.0)
    irregular = _abroad(world, codes.IRREGULAR)
    lived(world)
    assert (world.persons["place"][irregular] == codes.DETAINED).all()
    assert (world.persons["employer"][irregular] == codes.NONE).all()
    world.cells["flow"] = 0
    lived(world)
    assert _booked(world, flows.ENFORCEMENT) == 300_000 * world.persons["weight"][irregular].sum()
    lived(world)
    assert (world.persons["place"][irregular] == codes.AT_HOME).all()
    assert (world.persons["returned_how"][irregular] == codes.REMOVED).all()


def test_an_inspection_fines_the_firm_and_ends_the_post_of_anybody_informal() -> None:
    world = spain(found_at_work=1.0, inspectors_report=0.0)
    covered = world.persons["trade"] != codes.CARE
    informal = (world.persons["place"] == codes.ABROAD) & (world.persons["contract"] == codes.INFORMAL) & covered
    wage, costs = world.persons["wage"].copy(), world.employers["costs"].sum()
    lived(world)
    weight = world.persons["weight"]
    assert (world.persons["employer"][informal] == codes.NONE).all()
    assert _booked(world, flows.FINE) == (weight * 6 * wage)[informal].sum()
    assert world.employers["costs"].sum() - costs >= _booked(world, flows.FINE)
    assert _booked(world, flows.REMOVALS) == 0


def test_the_office_takes_the_oldest_applications_first_up_to_its_places() -> None:
    world = spain(offer_places=1_000.0)
    waiting = np.flatnonzero(_abroad(world, codes.IRREGULAR))[:12]
    world.persons["month_applied"][:] = NEVER
    world.persons["month_applied"][waiting] = np.repeat([-30, -29, -28], 4)
    weights = world.persons["weight"][waiting]
    month, share = turns(world)[:, 0]
    granted = weights[:4].sum() * (month > -30) + weights[4:8].sum() * (month > -29)
    now = weights[np.repeat([-30, -29, -28], 4) == month].sum()
    assert granted + share * now == pytest.approx(min(1_000.0, weights.sum()))
    world.terms.hosts["offer_places"] = 0.0
    assert turns(world)[0, 0] == NEVER


def test_who_is_granted_a_status_pays_for_it_and_has_it() -> None:
    world = spain(offer_status=codes.TEMPORARY_FREE, offer_permit_months=24, offer_price=12_000, offer_places=1e9)
    irregular = _abroad(world, codes.IRREGULAR)
    world.persons["savings"][irregular] = 50_000
    world.persons["month_applied"][irregular] = MONTH - 1
    lived(world)
    weight = world.persons["weight"]
    assert (world.persons["status"][irregular] == codes.TEMPORARY_FREE).all()
    assert (world.persons["permit_left"][irregular] == 24).all()
    assert (world.persons["how_irregular"][irregular] == codes.NOT_IRREGULAR).all()
    assert world.corridors["out_of_irregular"].sum() == world.corridors["granted"].sum() == weight[irregular].sum()
    assert _booked(world, flows.PERMIT_PERSON) >= 12_000 * weight[irregular].sum()


def test_only_who_meets_the_test_of_stay_applies() -> None:
    world = spain(offer_status=codes.PERMANENT, offer_stay=36, offer_permit_months=-1)
    irregular = _abroad(world, codes.IRREGULAR)
    world.persons["savings"][irregular] = 10**7
    stayed = irregular & (world.persons["months_abroad"] >= 35)
    lived(world)
    applied = world.persons["month_applied"] == MONTH
    assert applied.any()
    assert not (applied & ~stayed).any()
    assert _booked(world, flows.PROGRAMMES) == 20_000 * world.persons["weight"][applied].sum()
    assert world.corridors["waiting"].sum() == world.persons["weight"][applied].sum()


def test_a_tied_contract_ends_in_another_one_at_home_or_without_papers() -> None:
    world = gulf()
    tied = _abroad(world, codes.TEMPORARY_TIED) & (world.persons["employer"] >= 0)
    world.persons["contract_left"][tied] = 0
    lived(world)
    signed = tied & _abroad(world, codes.TEMPORARY_TIED)
    home, stayed = tied & (world.persons["place"] == codes.AT_HOME), tied & _abroad(world, codes.IRREGULAR)
    assert (signed | home | stayed)[tied].all()
    assert signed.any()
    assert home.any()
    assert (world.persons["contract_left"][signed] > 0).all()
    assert (world.persons["contract_left"][signed] == world.persons["permit_left"][signed]).all()
    assert _booked(world, flows.WAY_HOME_BY_FIRM) == 25_000 * world.persons["weight"][home].sum()
    assert (world.persons["how_irregular"][stayed] == codes.OVERSTAYED).all()


def test_grace_lets_a_tied_person_without_a_post_look_for_another_sponsor() -> None:
    world = gulf(may_change_employer=codes.CHANGE_ALWAYS, grace_months=3)
    tied = np.flatnonzero(_abroad(world, codes.TEMPORARY_TIED) & (world.persons["grace_left"] == codes.NONE))[:10]
    world.persons["employer"][tied], world.persons["contract"][tied] = codes.NONE, codes.NO_CONTRACT
    world.persons["permit_left"][tied] = 20
    lived(world)
    seeking = world.persons["status"][tied] == codes.TEMPORARY_TIED
    assert seeking.any()
    assert (world.persons["grace_left"][tied][seeking] == 3).all()
    for _ in range(4):
        lived(world)
    assert (world.persons["status"][tied] != codes.TEMPORARY_TIED).all()


def test_family_joins_out_of_the_house_and_goes_back_to_it() -> None:
    world = spain()
    world.corridors["family_placed"], world.corridors["family_share"] = 0.0, 0.9
    world.persons["net_pay"][world.movers()] = 300_000
    world.households["at_home"] = 2
    before = world.persons["family_here"] == 1
    lived(world)
    joined = world.persons["family_here"] == 1
    assert (joined != before).any()
    heads = world.persons["joined_adults"] + world.persons["children_here"]
    assert (heads[joined & (world.persons["origin"] >= 0)] <= 2).all()
    assert (heads[~joined & (world.persons["origin"] >= 0)] == 0).all()


@pytest.mark.parametrize("which", ["spain", "gulf"])
def test_compiled_and_plain_agree_to_the_last_bit(which: str) -> None:
    terms = {"found_in_street": 0.1, "papers_at_work": 0.1, "found_at_work": 0.1, "inspectors_report": 1.0,
             "supervision_share": 0.3, "offer_status": 3, "offer_places": 5_000.0, "offer_permit_months": 24}  # fmt: skip
    one, other = (spain(**terms), spain(**terms)) if which == "spain" else (gulf(**terms), gulf(**terms))
    for _ in range(2):
        lived(one)
        change_status(other)
    assert differences(one, other) == []
