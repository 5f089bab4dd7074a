"""Sending: every cent of a month is found again, by person and by home; nobody repays more than is owed."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from behaviour.money_world import money_world, paid_again
from remitsim.behaviour.living import live
from remitsim.behaviour.remitting import remit
from remitsim.rules import plain
from remitsim.world import codes, flows
from remitsim.world.world import World

OUT = (
    flows.CONSUMPTION, flows.TRANSFER_FEE, flows.TRANSFER_MARGIN, flows.REMITTANCE_FAMILY, flows.REMITTANCE_SAVING,
    flows.REMITTANCE_DEBT, flows.REMITTANCE_KIN,
)  # fmt: skip


def _sent(months: int = 1, **terms: float) -> tuple[World, World]:
    """The world before and after the last of so many months of sending and living."""
    world = money_world()
    for name, value in terms.items():
        world.terms.corridors[name] = value
    before = world
    with plain():
        for month in range(1, months + 1):
            paid_again(world, month)
            world.cells["flow"] = 0
            world.cells["claim"] = 0
            before = copy.deepcopy(world)
            remit(world)
            if month < months:
                live(world)
    return before, world


def _held(world: World) -> np.ndarray:
    people = world.persons
    return people["savings"] + people["purse_family"] + people["purse_saving"] + people["purse_debt"]


@pytest.mark.parametrize("months", [1, 2, 5, 9])
def test_each_persons_month_closes_to_the_cent(months: int) -> None:
    before, after = _sent(months)
    people, held = after.persons[after.movers()], _held(after)[after.movers()]
    assert np.array_equal(_held(before)[after.movers()] - held, people["consumed"] + people["sent"])
    assert np.array_equal(people["sent"], people["fees_paid"] + people["received_home"])
    assert (held >= 0).all()
    assert (people["savings"] >= 0).all()
    assert (people["sendings"] <= 4).all()


@pytest.mark.parametrize("months", [2, 9])
def test_the_books_say_what_the_records_say(months: int) -> None:
    before, after = _sent(months)
    booked = after.cells["flow"][:, list(OUT)].sum()
    left = ((_held(before) - _held(after)) * after.persons["weight"])[after.movers()].sum()
    assert booked == left
    homes = ((after.households["money"] - before.households["money"]) * after.households["weight"]).sum()
    assert homes == after.cells["flow"][:, [flows.REMITTANCE_FAMILY, flows.REMITTANCE_SAVING]].sum()
    assert homes == (
        (after.households["received_family"] + after.households["received_saving"]) * after.households["weight"]
    ).sum()


def test_nobody_repays_more_than_is_owed_and_debts_fall_by_what_is_paid() -> None:
    for months in range(1, 10):
        before, after = _sent(months)
        for name in ("debt", "debt_interest", "kin_debt"):
            assert (after.persons[name] >= 0).all()
        owed = sum((after.persons[n] - before.persons[n]) * after.persons["weight"] for n in ("debt", "debt_interest"))
        flow, claim = after.cells["flow"].sum(axis=0), after.cells["claim"].sum(axis=0)
        assert owed[after.movers()].sum() == (
            claim[flows.INTEREST_ACCRUED] - claim[flows.DEBT_WRITTEN_OFF] - flow[flows.REMITTANCE_DEBT]
        )


def test_debts_are_in_fact_repaid_and_money_in_fact_sent() -> None:
    flow = sum(_sent(months)[1].cells["flow"].sum(axis=0) for months in range(1, 13))
    for kind in OUT:
        assert flow[kind] > 0, flows.FLOWS[kind].name


def test_providers_count_what_people_send() -> None:
    _, after = _sent(4)
    flow, rows, people = after.cells["flow"].sum(axis=0), after.providers, after.persons
    assert rows["sendings"].sum() == (people["sendings"] * people["weight"]).sum()
    abroad = (people["place"] == codes.ABROAD) & (people["origin"] >= 0) & (people["provider"] >= 0)
    assert rows["users"].sum() == people["weight"][abroad].sum()
    assert rows["share"].sum() == pytest.approx(1.0)
    assert rows["takings"].sum() >= flow[flows.TRANSFER_FEE] + flow[flows.TRANSFER_MARGIN]


def test_a_cap_on_each_sending_holds_to_the_cent() -> None:
    _, after = _sent(6, cap_each=0.03)
    people = after.persons[after.movers()]
    lawful = (people["sent"] > 0) & (people["provider"] % 9 < 8)
    assert lawful.any()
    limit = 0.03 * people["received_home"][lawful] + 2 * people["sendings"][lawful]  # rounding
    assert (people["fees_paid"][lawful] <= limit).all()


def test_relief_is_paid_by_the_treasury_and_no_fee_by_the_person() -> None:
    _, after = _sent(5, relief=4.0)
    flow = after.cells["flow"].sum(axis=0)
    people = after.persons[after.movers()]
    lawful = (people["sent"] > 0) & (people["provider"] % 9 < 8)
    informal = (people["sent"] > 0) & (people["provider"] % 9 == 8)
    paid = np.floor(after.providers["fee"][8] * people["sendings"][informal] + 0.5) * people["weight"][informal]
    assert flow[flows.FEE_RELIEF] > 0
    assert lawful.any()
    assert flow[flows.TRANSFER_FEE] == paid.sum()


def test_only_a_held_price_drives_a_provider_out() -> None:
    for cap, left in ((0.0, False), (0.005, True)):
        world = money_world()
        world.providers["cost_fee"] = 5_000.0
        world.terms.corridors["cap_each"] = cap
        with plain():
            for month in range(1, 8):
                paid_again(world, month)
                remit(world)
                live(world)
        assert (world.providers["here"][:8] == -1).any() == left
        assert world.providers["here"][8] == 1


def test_a_house_without_people_is_sent_nothing_for_the_family() -> None:
    world = money_world()
    movers = world.persons[world.movers()]
    movers["place"] = np.where(movers["place"] == codes.ABROAD, codes.ABROAD, codes.DEAD)
    world.households["children"] = 0
    with plain():
        for month in range(1, 6):
            paid_again(world, month)
            remit(world)
    assert movers["purse_family"].sum() == 0
    assert movers["purse_saving"].sum() == 0
    assert world.households["received_family"].sum() == 0


def test_someone_without_pay_lives_on_savings() -> None:
    world = money_world()
    movers = world.persons[world.movers()]
    movers["net_pay"] = 0
    movers["joined_adults"] = movers["children_here"] = 0
    abroad = movers["place"] == codes.ABROAD
    movers["savings"][abroad] = 100_000
    with plain():
        remit(world)
    assert (movers["consumed"][abroad] == 18_000).all()
    assert (movers["sent"] == 0).all()


@pytest.mark.parametrize(("in_hand", "keeps_all"), [(0, True), (60_000, False)])
def test_a_months_living_stays_in_hand_before_saving_is_sent(in_hand: int, keeps_all: bool) -> None:
    world = money_world()
    movers = world.persons[world.movers()]
    abroad = movers["place"] == codes.ABROAD
    movers["net_pay"][abroad] = 90_000
    movers["savings"][abroad] = 90_000 + in_hand
    movers["altruism"][abroad] = 0.01
    movers["debt"] = movers["kin_debt"] = 0
    movers["joined_adults"] = movers["children_here"] = 0
    world.terms.corridors["open_tied"] = world.terms.corridors["open_receiving"] = 1.0
    with plain():
        remit(world)
    tied = abroad & (movers["status"] == codes.TEMPORARY_TIED)
    saving = movers["purse_saving"] + world.households["received_saving"][movers["household"]]
    assert tied.any()
    assert ((saving == 0) == keeps_all)[tied].all()
    assert (movers["savings"][tied] >= min(in_hand, 30_000)).all()


def test_compiled_and_plain_agree_to_the_last_bit() -> None:
    worlds = money_world(), money_world()
    with plain():
        for month in range(1, 7):
            paid_again(worlds[0], month)
            remit(worlds[0])
            live(worlds[0])
    for month in range(1, 7):
        paid_again(worlds[1], month)
        remit(worlds[1])
        live(worlds[1])
    for name in ("persons", "households", "villages", "providers", "origins", "cells"):
        first, second = (getattr(world, name) for world in worlds)
        unlike = [field for field in first.dtype.names if not np.array_equal(first[field], second[field])]
        assert unlike == [], name


def test_one_more_person_abroad_shifts_nobody_elses_draws() -> None:
    ends = []
    for more in (False, True):
        world = money_world()
        world.terms.corridors["look"] = 1.0
        if more:
            last = world.persons[-1:]
            last["place"], last["host"], last["corridor"], last["status"] = codes.ABROAD, 0, 0, codes.PERMANENT
        with plain():
            remit(world)
        ends.append(world.persons[: -codes.PROVIDERS_PER_CORRIDOR].copy())
    assert np.array_equal(ends[0]["provider"], ends[1]["provider"])
    assert np.array_equal(ends[0]["sent"], ends[1]["sent"])
