from __future__ import annotations

import numpy as np
import pytest

from remitsim.collector import Collector, alike
from remitsim.results import Results
from remitsim.rules import plain
from remitsim.world import codes
from remitsim.world.world import World
from telling.invented import NATIVE_WEIGHT, invented_flows, invented_world, next_month


def watched(world: World, months: int = 13) -> Results:
    collector, chance = Collector(world, ["sex x months of stay"]), np.random.default_rng(1)
    for month in range(months):
        next_month(world, month, chance)
        collector.collect(world, invented_flows(world, month))
    return collector.results({"made": "up"})


@pytest.fixture(scope="module")
def world() -> World:
    return invented_world(400)


@pytest.fixture(scope="module")
def results(world: World) -> Results:
    return watched(world)


def last(results: Results, indicator: str, place: str = "world", by: str | None = None, group: str = "all") -> float:
    return float(results.series(indicator, place, group, by).iloc[-1])


def test_people_are_counted_by_weight_at_every_place(world: World, results: Results):
    abroad = world.persons[(world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0)]
    assert last(results, "migrants") == abroad["weight"].sum()
    for host, name in enumerate(world.host_names):
        assert last(results, "migrants", name) == abroad["weight"][abroad["host"] == host].sum()
    there = abroad[(abroad["origin"] == 2) & (abroad["host"] == 1)]
    assert last(results, "migrants", "YCC-XBB") == there["weight"].sum()
    told = results.table("migrants", "YCC-XBB")
    assert told["rows"].iloc[-1] == len(there)


def test_means_are_weighted(world: World, results: Results):
    people = world.persons
    work = (people["place"] == codes.ABROAD) & (people["employer"] >= 0)
    mean = np.average(people["wage"][work], weights=people["weight"][work]) / 100
    assert last(results, "wage_gross") == pytest.approx(mean)
    tied = work & (people["status"] == codes.TEMPORARY_TIED)
    mean = np.average(people["wage"][tied], weights=people["weight"][tied]) / 100
    assert last(results, "wage_gross", by="status", group="temporary tied") == pytest.approx(mean)


@pytest.mark.parametrize("band", ["sex", "status", "schooling", "trade"])
def test_groups_of_a_band_sum_to_the_whole(results: Results, band: str):
    names, cell = ["migrants", "sent_there", "employment"], ["indicator", "place", "month"]
    told = results.table(names, by=band).groupby(cell)["value"].sum()
    whole = results.table(names).set_index(cell)["value"]
    assert np.allclose(told, whole.reindex(told.index))


def test_natives_and_migrants_make_everyone(world: World, results: Results):
    natives = (world.persons["origin"] < 0).sum() * NATIVE_WEIGHT
    assert last(results, "residents") == natives + last(results, "migrants")


def test_bands_of_month_0_keep_who_has_left(world: World):
    world = invented_world(300)
    collector = Collector(world)
    before = world.persons["months_abroad"].copy()
    stays = (world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0) & (before >= 120)
    world.persons["months_abroad"] = 0
    for month in range(12):
        world.start_month(month)
        collector.collect(world, invented_flows(world))
    told = collector.results().table("residents", "world", "months of stay")
    years = told[(told["group"] == "10 years and more") & (told["month"] == 0)]
    assert years["value"].tolist() == [world.persons["weight"][stays].sum()]
    assert years["rows"].tolist() == [stays.sum()]


def test_worth_of_bands_is_told_before_month_0_and_at_each_years_end(world: World):
    world = invented_world(200)
    men = world.persons["sex"] == codes.MAN
    collector = Collector(world)
    for month in range(12):
        world.start_month(month)
        world.persons["savings"] += 100
        collector.collect(world, invented_flows(world))
    told = collector.results().table("worth_at_year_end", "world", "sex at month 0")
    told = told[told["group"] == "men"].set_index("month")["value"]
    assert men.any()
    assert told[0] - told[-12] == pytest.approx(12.0)


def test_a_cross_is_kept_when_asked_and_refused_else(results: Results):
    assert "women, under 1 year" in set(results.table("wage_gross", by="sex x months of stay")["group"])
    with pytest.raises(ValueError, match="no band 'shoe size'"):
        results.table("wage_gross", by="shoe size")
    with pytest.raises(ValueError, match="no band 'height'"):
        Collector(invented_world(60), ["sex x height"])


def test_arrivals_are_those_who_have_left_once_more(world: World):
    world = invented_world(300)
    collector = Collector(world)
    here = np.nonzero((world.persons["place"] == codes.ABROAD) & (world.persons["origin"] == 1))[0][:4]
    world.persons["trips"][here] += 1
    for month in range(2):
        world.start_month(month)
        collector.collect(world, invented_flows(world))
    assert collector.results().series("arrivals", "YBB").tolist() == [4 * 20, 0]


def test_plain_and_compiled_give_the_same_bits():
    compiled = watched(invented_world(120), 2)
    with plain():
        stepped = watched(invented_world(120), 2)
    for name, block in compiled.blocks.items():
        assert np.array_equal(block.data, stepped.blocks[name].data), name


def test_collecting_changes_nothing():
    world = invented_world(150)
    people, homes = world.persons.copy(), world.households.copy()
    Collector(world).collect(world, invented_flows(world))
    assert (people == world.persons).all() and (homes == world.households).all()


def test_small_cells_are_marked(results: Results):
    told = results.table("wage_gross", ["world", "YAA-XAA"], by="sex")
    assert set(told["few"]) == {True, False}
    assert (told["few"] == (told["rows"] < 30)).all()


def test_people_share_sums_only_with_those_whom_no_band_tells_apart():
    slots = np.array([[0, 2], [1, 2], [0, 2], [0, 3], [0, 2]])
    group, kept = alike(slots, [4])
    assert group[0] == group[2]
    assert len(set(group.tolist())) == len(kept) == 4
    assert (kept[group] == slots).all()
