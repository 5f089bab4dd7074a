"""A populated world meets its published levels, its records hang together, and its books close from the first month."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from populate.made_up import gulf_like, gulf_like_world, spain_like, spain_like_world
from remitsim.populate import populate
from remitsim.rules import plain
from remitsim.settings import Settings
from remitsim.world import codes, flows
from remitsim.world.world import World

TABLES = ("hosts", "origins", "corridors", "corridor_trades", "providers", "markets", "quotes", "employers", "persons",
          "households", "villages")  # fmt: skip


@pytest.fixture(autouse=True)
def _plainly() -> Iterator[None]:
    with plain():
        yield


def both() -> tuple[World, World]:
    return spain_like_world(), gulf_like_world()


def at_work(world: World) -> np.ndarray:
    return world.persons["employer"] >= 0


def test_the_same_seed_gives_the_same_world_and_luck_does_not_matter() -> None:
    one = populate(spain_like(), Settings(), 600, 3, 24, luck=1)
    two = populate(spain_like(), Settings(), 600, 3, 24, luck=2)
    other = populate(spain_like(), Settings(), 600, 4, 24)
    for name in TABLES:
        assert (getattr(one, name) == getattr(two, name)).all(), name
    assert (one.persons["ability"] != other.persons["ability"]).mean() > 0.99


def test_compiled_and_plain_populate_the_same_world() -> None:
    plainly = populate(gulf_like(), Settings(), 500, 3, 24)
    from remitsim import rules

    token = rules._plain.set(False)
    compiled = populate(gulf_like(), Settings(), 500, 3, 24)
    rules._plain.reset(token)
    for name in TABLES:
        assert (getattr(plainly, name) == getattr(compiled, name)).all(), name


def test_person_i_of_a_group_is_the_same_human_being_in_a_larger_world() -> None:
    small, large = (populate(spain_like(), Settings(), people, 3, 24).persons for people in (500, 900))
    for group in range(3):
        one, two = small[small["group"] == group], large[large["group"] == group][: (small["group"] == group).sum()]
        for trait in ("key", "index", "age", "altruism", "hardship", "participates", "suited"):
            same = one["sex"] == two["sex"]  # shares are met to the row, so who stands near a cut may differ
            assert same.mean() > 0.9 and (one[trait] == two[trait])[same].all(), trait
        native = one["origin"] < 0
        assert (one["ability"][native] == two["ability"][native]).all()


def test_everything_is_finite_and_no_index_points_outside() -> None:
    for world in both():
        for name in TABLES:
            table = getattr(world, name)
            for field in table.dtype.names:
                assert np.isfinite(np.asarray(table[field], float)).all(), (name, field)
        people = world.persons
        for field, size in (("household", world.households), ("employer", world.employers), ("cell", world.cells),
                            ("provider", world.providers), ("corridor", world.corridors)):  # fmt: skip
            assert people[field].max() < len(size) and people[field].min() >= -1, field


def test_households_are_made_of_neighbouring_rows() -> None:
    for world in both():
        movers, houses = world.persons[world.movers()], world.households
        assert (np.diff(movers["household"]) >= 0).all()
        assert (np.bincount(movers["household"], minlength=len(houses)) == houses["adults"]).all()
        assert (houses["at_home"] + houses["away"] == houses["adults"]).all()
        assert (world.persons["household"][houses["first_person"]] == np.arange(len(houses))).all()
        assert (world.villages["origin"][houses["village"]] == houses["origin"]).all()
        assert (houses["joined_adults"] <= houses["at_home"]).all()
        assert (houses["joined_children"] <= houses["children"]).all()


def test_people_at_home_are_nowhere_else() -> None:
    for world in both():
        home = world.persons[world.persons["place"] == codes.AT_HOME]
        for field in ("host", "corridor", "employer", "provider"):
            assert (home[field] == -1).all(), field
        assert (home["status"] == codes.NO_STATUS).all() and (home["wage"] == 0).all()
        abroad = world.persons[(world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0)]
        assert (abroad["corridor"] == abroad["origin"] * len(world.hosts) + abroad["host"]).all()
        assert (abroad["may_go"] == 1).all() and (abroad["works_home"] == 0).all()


def test_published_levels_are_met() -> None:
    world = spain_like_world()
    host, people = world.hosts[0], world.persons
    natives = people[people["origin"] < 0]
    assert (natives["employer"] < 0).mean() == pytest.approx(0.10, abs=0.01)
    assert host["jobs_informal"] / host["jobs"] == pytest.approx(0.15, abs=0.02)
    assert natives["sex"].mean() == pytest.approx(0.43, abs=0.01)
    for corridor, irregular, women in ((0, 0.3, 0.35), (1, 0.5, 0.55)):
        here = people[people["corridor"] == corridor]
        assert (here["status"] == codes.IRREGULAR).mean() == pytest.approx(irregular, abs=0.02)
        assert here["sex"].mean() == pytest.approx(women, abs=0.02)
        assert here["weight"].sum() == pytest.approx(world.corridors["stock"][corridor], rel=0.02)
    share = world.markets["employed"] / world.markets["employed"].sum()
    assert np.abs(share - world.markets["share_target"]).max() < 0.02


def test_first_pay_is_a_little_under_published_pay() -> None:
    for world in both():
        formal = at_work(world) & (world.persons["contract"] == codes.FORMAL)
        people = world.persons[formal]
        market = people["host"] * 7 + people["trade"]
        own = np.maximum(people["corridor"], 0) * 7 + people["trade"]
        target = world.markets["pay_target"][market]
        gulf = (people["corridor"] >= 0) & (world.corridor_trades["pay_target"][own] > 0)
        target = np.where(gulf, world.corridor_trades["pay_target"][own], target)
        floor = np.where(world.employers["lawful"][people["employer"]] == 1, world.terms.hosts["wage_floor"][0], 0)
        assert np.abs(people["wage"] - np.maximum(0.97 * target * people["ability"], floor)).max() <= 1.0


def test_irregular_people_work_informally_and_tied_ones_never_do() -> None:
    for world in both():
        people = world.persons[at_work(world)]
        assert (people["contract"][people["status"] == codes.IRREGULAR] == codes.INFORMAL).all()
        assert (people["contract"][people["status"] == codes.TEMPORARY_TIED] == codes.FORMAL).all()
        assert (world.employers["market"][people["employer"]] == people["host"] * 7 + people["trade"]).all()


def test_women_and_men_go_into_the_trades_of_their_corridor() -> None:
    world = spain_like_world()
    people = world.persons[world.persons["corridor"] >= 0]
    for sex, name in ((codes.MAN, "mix_men"), (codes.WOMAN, "mix_women")):
        seen = np.bincount(people["trade"][people["sex"] == sex], minlength=7) / (people["sex"] == sex).sum()
        assert np.abs(seen - world.corridor_trades[name][:7]).max() < 0.12


def test_demand_pays_published_pay_to_published_hands() -> None:
    for world in both():
        markets, firms, planning = world.markets, world.employers, world.settings.planning
        used = markets["firms"] > 0
        sales = np.bincount(firms["market"], firms["sales"], len(markets))
        assert np.allclose(sales[used], (markets["price"] * markets["basket"])[used])
        power = 1.0 / planning.basket_elasticity
        price = markets["demand"] * np.power(world.hosts["output"][0] / np.where(used, markets["basket"], 1.0), power)
        assert np.allclose(price[used], markets["price"][used])
        part = (1.0 - planning.capital_share) * (1.0 - 1.0 / planning.firm_elasticity)
        assert np.allclose(firms["marginal_product"], part * firms["sales"] / firms["start_labour"])


def test_firms_want_about_the_labour_they_have() -> None:
    from remitsim.behaviour import planning

    for world in both():
        planning.plan(world)
        wanted, labour = world.employers["wanted"].sum(), world.employers["labour"].sum()
        assert wanted / labour == pytest.approx(1.0, abs=0.08)


def test_no_row_is_too_heavy_for_its_firm() -> None:
    for world in both():
        firms = np.bincount(world.employers["market"], minlength=len(world.markets))
        several = firms > 1
        heads = world.markets["employed"][several] / firms[several]
        assert heads.min() >= world.persons["weight"][at_work(world)].max() / 0.25 * 0.99


def test_debts_of_recruits_fall_to_nothing_over_eighteen_months() -> None:
    for world in both():
        owing = world.persons[world.persons["debt"] > 0]
        assert len(owing) > 5
        assert owing["months_abroad"].max() < 18 and (owing["place"] == codes.ABROAD).all()
        assert (owing["debt"] <= owing["bill_paid"]).all() and (owing["loan_rate"] > 0).all()


def test_homes_start_near_their_published_consumption() -> None:
    world = spain_like_world()
    for origin in range(2):
        houses = world.households[world.households["origin"] == origin]
        adults = houses["at_home"] + houses["elders"] - houses["joined_adults"]
        heads = adults + houses["children"] - houses["joined_children"]
        lived = (adults > 0) & (houses["away"] == 0)
        level = np.median(houses["habit"][lived] / heads[lived])
        assert level == pytest.approx(0.85 * world.origins["median_consumption"][origin], rel=0.2)
        assert 0.15 < (houses["enterprise"] > 0).mean() < 0.35


def test_opening_balances_are_what_the_records_hold() -> None:
    for world in both():
        ledger, people = world.ledger, world.persons
        assert ledger.balance.sum() == 0
        held = np.zeros(len(world.hosts) + len(world.origins), np.int64)
        np.add.at(held, people["group"], people["weight"] * people["savings"])
        assert (ledger.of_sector(flows.PERSONS) == held).all()
        debts = (people["weight"] * people["debt"]).sum()
        assert ledger.of_sector(flows.LENDERS).sum() == -debts
        assert ledger.of_sector(flows.POTS).sum() == (world.villages["pot"] * world.villages["weight"]).sum()


def test_two_months_pass_and_the_books_close() -> None:
    from remitsim.month import run_month

    for world in both():
        first = world.month
        for month in (first, first + 1):
            run_month(world, month)
        assert world.ledger.balance.sum() == 0


def test_few_leave_and_few_lose_work_in_the_first_months() -> None:
    from remitsim.month import run_month

    for world in both():
        before, jobs = world.corridors["people"].sum(), at_work(world).sum()
        for month in range(world.month, world.month + 3):
            run_month(world, month)
        assert world.corridors["people"].sum() > 0.88 * before
        assert at_work(world).sum() > 0.93 * jobs
