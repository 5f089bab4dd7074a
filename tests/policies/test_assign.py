"""People put abroad, at home or in a status: how many, who, held or free; nobody pays, the books close."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from remitsim.policies.assign import Assign
from remitsim.world import codes, flows
from remitsim.world.world import World
from whole import at_month_0, lived


def under(name: str, months: int, **fields: object) -> World:
    world = at_month_0(name)
    world.policies = (Assign(**fields),)
    return lived(world, months)


def placed(world: World) -> np.ndarray:
    return np.nonzero(world.persons["assigned"] != codes.NOT_ASSIGNED)[0]


def test_one_person_by_luck_is_another_with_other_luck() -> None:
    rows = []
    for luck in (1, 2, 1):
        world = at_month_0("spain").branch(luck)
        world.policies = (Assign(persons=1, drawn_by="luck of the run"),)
        rows.append(placed(lived(world, 1)).tolist())
        person = world.persons[rows[-1][0]]
        assert person["place"] == codes.ABROAD and person["status"] == codes.TEMPORARY_FREE
    assert [len(row) for row in rows] == [1, 1, 1] and rows[0] == rows[2] != rows[1]


def test_own_draw_names_the_same_people_whatever_the_luck() -> None:
    rows = []
    for luck in (1, 2):
        world = at_month_0("spain").branch(luck)
        world.policies = (Assign(people=200_000.0),)
        rows.append(placed(lived(world, 1)).tolist())
    assert rows[0] == rows[1] and len(rows[0]) > 3


def test_an_inflow_has_its_size_and_stays() -> None:
    before = at_month_0("spain")
    force = before.hosts["labour_force"][0] + before.corridors["people"].sum()
    world = under("spain", 9, labour_force=0.05, over_months=3, schooling="as in the corridor", hold=True)
    rows = placed(world)
    weight = world.persons["weight"][rows].sum()
    assert weight == pytest.approx(0.05 * force, rel=0.1)
    alive = world.persons["place"][rows] != codes.DEAD
    assert (world.persons["place"][rows[alive]] == codes.ABROAD).all()
    assert (world.persons["status"][rows[alive]] == codes.TEMPORARY_FREE).all()


def test_a_gradual_inflow_comes_month_by_month() -> None:
    counts = [len(placed(under("spain", months, people=400_000.0, over_months=6))) for months in (1, 3, 6, 8)]
    assert counts[0] < counts[1] < counts[2] == counts[3]


def test_absent_people_are_home_and_stay_there_and_nobody_pays() -> None:
    world = under("spain", 1, put="home", of_status=("irregular",), share=1.0, hold=True)
    rows = placed(world)
    assert len(rows) > 5 and (world.persons["place"][rows] == codes.AT_HOME).all()
    later = lived(world, 5, first=1)
    assert not (later.persons["place"][rows] == codes.ABROAD).any()


def test_nobody_pays_for_being_put_abroad() -> None:
    free, without = under("spain", 1, people=300_000.0), lived(at_month_0("spain"), 1)
    for flow in (flows.TICKET, flows.OFFICIAL_ITEMS, flows.AGENT_FEE):
        assert free.month_flows[:, flow].sum() <= without.month_flows[:, flow].sum()


def test_a_status_is_given_in_place() -> None:
    world = under("spain", 1, put="status", status="permanent", of_status=("irregular",), share=1.0, hold=True)
    rows = placed(world)
    assert len(rows) > 5 and (world.persons["status"][rows] == codes.PERMANENT).all()


@pytest.mark.parametrize("fields", [
    {"persons": 1, "share": 0.1}, {"put": "home", "labour_force": 0.1}, {"status": "native"},
])  # fmt: skip
def test_what_makes_no_sense_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Assign(**fields)
