"""Homes and villages: each cent of a month is found again, pots pay out exactly, none eats what is not there."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from behaviour.money_world import money_world, paid_again
from remitsim.behaviour.living import live
from remitsim.behaviour.remitting import remit
from remitsim.reckoning.earning import chance_of_work
from remitsim.reckoning.schooling import wish_for_school
from remitsim.records import rows_of
from remitsim.rules import plain
from remitsim.world import codes, flows
from remitsim.world.world import World


def _lived(months: int = 1, world: World | None = None) -> tuple[World, World]:
    """The world before and after the living of the last of so many months."""
    world = world or money_world()
    before = world
    with plain():
        for month in range(1, months + 1):
            paid_again(world, month)
            remit(world)
            world.cells["flow"] = 0
            world.cells["claim"] = 0
            before = copy.deepcopy(world)
            live(world)
    return before, world


@pytest.mark.parametrize("months", [1, 2, 12])
def test_each_homes_month_closes_to_the_cent(months: int) -> None:
    before, after = _lived(months)
    home = after.households
    lived_in = home["at_home"] + home["elders"] > home["joined_adults"]
    taken_in = (
        home["work_income"] + home["pot_income"] + home["sales_income"] + home["aid"]
        + np.where(lived_in, home["other_income"], 0) + home["borrowed"]
    )
    paid = home["served"] + home["schooling_cost"] + home["consumption"] + home["invested"] + home["built"]
    assert np.array_equal(home["money"] - before.households["money"], taken_in - paid)
    assert (home["money"] >= 0).all()


@pytest.mark.parametrize("months", [1, 12])
def test_the_books_say_what_homes_and_pots_hold(months: int) -> None:
    before, after = _lived(months)
    month = after.cells["flow"].sum(axis=0)
    into = [k for k, f in enumerate(flows.FLOWS) if f.payee == flows.HOUSEHOLDS]
    out_of = [k for k, f in enumerate(flows.FLOWS) if f.payer == flows.HOUSEHOLDS]
    change = ((after.households["money"] - before.households["money"]) * after.households["weight"]).sum()
    assert change == month[into].sum() - month[out_of].sum()
    pots = ((after.villages["pot"] - before.villages["pot"]) * after.villages["weight"]).sum()
    assert pots == month[flows.POT_SPENDING] - month[flows.POT_INCOME]
    assert (after.villages["pot_paid"] == 0).all()


def test_a_pot_never_pays_more_than_it_holds_and_leaves_less_than_a_cent_a_home() -> None:
    before, after = _lived(1)
    for village in range(2):
        of_it = after.households["village"] == village
        paid = after.households["pot_income"][of_it].sum()
        held = before.villages["pot"][village]
        assert held - of_it.sum() < paid <= held


@pytest.mark.parametrize("months", [1, 12])
def test_debts_of_homes_change_by_loans_payments_interest_and_what_is_written_off(months: int) -> None:
    before, after = _lived(months)
    month, claims = after.cells["flow"].sum(axis=0), after.cells["claim"].sum(axis=0)

    def owed(world: World) -> int:
        people, homes = world.persons[world.movers()], world.households
        lent = ((people["debt"] + people["debt_interest"]) * people["weight"]).sum()
        return int(lent + ((homes["food_debt"] + homes["food_interest"]) * homes["weight"]).sum())

    assert owed(after) - owed(before) == (
        month[flows.FOOD_LOAN] - month[flows.FOOD_SERVICE] - month[flows.DEBT_SERVICE_HOME]
        + claims[flows.INTEREST_ACCRUED] - claims[flows.DEBT_WRITTEN_OFF]
    )
    for table, names in ((after.households, ("food_debt", "food_interest")),
                         (after.persons, ("debt", "debt_interest", "kin_debt"))):
        for name in names:
            assert (table[name] >= 0).all()


def test_enterprise_changes_by_what_is_put_in_less_wear() -> None:
    before, after = _lived(12)
    claims, homes = after.cells["claim"].sum(axis=0), after.households
    for name, put_in, worn in (("enterprise", "invested", flows.ENTERPRISE_WORN), ("house", "built", flows.HOUSE_WORN)):
        change = ((homes[name] - before.households[name] - homes[put_in]) * homes["weight"]).sum()
        assert change == -claims[worn]
        assert (homes[name] >= 0).all()


def test_the_hungry_borrow_up_to_three_months_and_no_further() -> None:
    world = money_world()
    world.households["money"] = 0
    world.households["food_debt"] = 0
    world.households["usual_income"] = world.households["habit"] = 2_000.0
    world.households["other_income"] = 0
    world.persons["works_home"][world.movers()] = 0
    world.terms.origins["home_work"] = 0.0
    movers = world.persons[world.movers()]
    movers["net_pay"] = movers["savings"] = 0
    world.villages["pot"] = 0
    seen = 0
    for _ in range(12):
        _, world = _lived(1, world)
        homes = world.households
        assert (homes["hunger"] > 0).all()
        seen += int(homes["borrowed"].sum())
        fresh = homes["borrowed"] > 0
        owed = homes["food_debt"] + homes["food_interest"]
        assert (owed[fresh] <= 3.0 * homes["usual_income"][fresh] + 1.0).all()
    assert seen > 0


def test_natives_spend_no_more_than_they_hold_and_eat_into_money_above_their_buffer() -> None:
    before, after = _lived(1)
    natives = after.persons[after.natives()]
    had = before.persons["savings"][before.natives()]
    assert np.array_equal(had - natives["savings"], natives["consumed"])
    assert (natives["savings"] >= 0).all()
    rich = had > 3 * 120_000 + 200_000
    assert (natives["consumed"][rich] > 120_000).all()
    poor = had < 0.08 * 150_000
    assert np.array_equal(natives["consumed"][poor], had[poor])
    month = after.cells["flow"][:2].sum(axis=0)
    assert month[flows.CONSUMPTION] == 7 * natives["consumed"].sum()
    assert month[flows.INDIRECT_TAX] == pytest.approx(0.11 * month[flows.CONSUMPTION], abs=7 * len(natives))


def test_natives_usual_spending_settles_at_usual_pay() -> None:
    world = money_world()
    natives = world.persons[world.natives()]
    natives["net_pay"], natives["savings"] = 100_000, 700_000
    _lived(150, world)
    assert natives["consumed"] == pytest.approx(100_000, rel=0.01)
    assert natives["savings"] + natives["consumed"] == pytest.approx(300_000, rel=0.02)


def test_work_at_home_holds_the_published_unemployment() -> None:
    world = money_world()
    world.persons["place"][world.movers()] = codes.AT_HOME
    _, world = _lived(60, world)
    out_of_work = []
    for _ in range(60):
        _, world = _lived(1, world)
        out_of_work.append(1.0 - world.persons["works_home"][world.movers()].mean())
    assert np.mean(out_of_work) == pytest.approx(0.1, abs=0.05)
    assert chance_of_work(0.1, 0.0, 0.02) == 0.0
    assert chance_of_work(0.0, 1.0, 0.02) == 1.0


def test_a_shock_by_policy_strikes_its_share_of_villages_by_its_own_size() -> None:
    worlds = {pay: money_world() for pay in (1.0, 0.4, 0.0)}
    for pay, world in worlds.items():
        world.villages["pot"] = 0
        world.terms.origins["shock_share"], world.terms.origins["shock_pay"] = 1.0, pay
        _lived(1, world)
    earned = {pay: world.households["work_income"] for pay, world in worlds.items()}
    assert earned[0.4] == pytest.approx(0.4 * earned[1.0], abs=3)
    assert earned[0.0] == pytest.approx(0.7 * earned[1.0], abs=3)
    assert all((world.villages["shocked"] == 1).all() for world in worlds.values())


def test_budget_support_is_an_equal_sum_a_head() -> None:
    world = money_world()
    world.terms.origins["support"] = 500
    _, after = _lived(1, world)
    homes = after.households
    heads = (np.maximum(0, homes["at_home"] + homes["elders"] - homes["joined_adults"])
             + np.maximum(0, homes["children"] - homes["joined_children"]))
    assert np.array_equal(homes["aid"], 500 * heads)
    assert after.cells["flow"].sum(axis=0)[flows.AID] == (homes["aid"] * homes["weight"]).sum()


def test_children_go_to_school_where_it_can_be_paid() -> None:
    rich, broke = money_world(), money_world()
    for world, money in ((rich, 10_000_000), (broke, 0)):
        world.households["child_age"] = 12 * 13
        world.households["money"] = money
        world.terms.origins["home_pay"] = 0.0 if money == 0 else 1.0
        if money == 0:
            world.households["other_income"] = 0
            world.households["received_family"] = 0
            world.persons["net_pay"] = world.persons["savings"] = 0
            world.villages["pot"] = 0
        _lived(1, world)
    of_age = (np.arange(4) < (rich.households["children"] - rich.households["joined_children"])[:, None])
    share = rich.households["child_in_school"][of_age].mean()
    assert share > 0.6
    assert broke.households["child_in_school"].sum() == 0
    paid = rich.households["schooling_cost"]
    assert np.array_equal(paid, 800 * rich.households["child_in_school"].sum(axis=1))


def test_the_wish_for_school_rises_with_the_hope_of_leaving_and_falls_for_no_one() -> None:
    living = rows_of(money_world().records["living"])[0]
    assert wish_for_school(12 * 14, 0.8, 0.0, living) == pytest.approx(0.8)
    assert wish_for_school(12 * 7, 0.8, 0.0, living) == pytest.approx(0.95)
    wishes = [wish_for_school(12 * 14, 0.8, hope / 10, living) for hope in range(11)]
    assert wishes == sorted(wishes)
    assert wishes[-1] == 1.0


def test_consumption_moves_smoothly_with_money() -> None:
    spent = []
    for more in range(0, 20_000, 1_000):
        world = money_world()
        world.households["money"] += more
        _, after = _lived(1, world)
        spent.append(after.households["consumption"].astype(float) + after.households["served"])
    steps = np.diff(np.array(spent), axis=0)
    assert (steps >= -1_000).all()
    assert (steps <= 1_001).all()


def test_more_remittances_feed_neighbours() -> None:
    worlds = money_world(), money_world()
    sent_to = worlds[1].households["village"] == 0
    sent_to[np.nonzero(sent_to)[0][1:]] = False
    worlds[1].households["money"][sent_to] += 1_000_000
    ends = [_lived(3, world)[1] for world in worlds]
    neighbours = (ends[0].households["village"] == 0) & ~sent_to
    pots = [end.households["pot_income"][neighbours].sum() for end in ends]
    assert pots[1] > pots[0]
    elsewhere = ends[0].households["village"] == 1
    assert np.array_equal(ends[0].households["money"][elsewhere], ends[1].households["money"][elsewhere])
