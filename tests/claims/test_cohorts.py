from __future__ import annotations

import numpy as np
import pytest

from remitsim.cohorts import Cohorts, written
from remitsim.world import codes
from remitsim.world.persons import PERSON


class World:
    """As much of a world as cohorts look at."""

    def __init__(self, people=4):
        self.persons = PERSON.blank(people)
        self.persons["place"], self.persons["status"] = codes.AT_HOME, codes.NO_STATUS
        self.persons["weight"] = [1, 2, 3, 4]
        self.persons["returned_month"] = -(10**6)
        self.month = 0

    def recruit(self, row):
        self.persons["trips"][row] += 1
        self.persons["place"][row], self.persons["route"][row] = codes.ABROAD, codes.VISA

    def home(self, row):
        self.persons["place"][row], self.persons["returned_month"][row] = codes.AT_HOME, self.month


def value(table, name):
    return float(table.set_index("indicator")["value"][name])


def test_recruits_of_some_months_are_looked_at_in_one_month():
    world = World()
    cohorts = Cohorts(["recruited 1-2 at 4"], world)
    for month in range(5):
        world.month = month
        if month in (0, 1, 2):
            world.recruit(month)  # the third comes too late
        if month == 3:
            world.persons["bonded"][0] = 1
        cohorts.look(world)
    told = cohorts.table()
    assert value(told, "cohort_people") == 3.0
    assert value(told, "cohort_bonded") == pytest.approx(1 / 3)
    assert told["rows"].unique().tolist() == [2.0]


def test_each_is_looked_at_so_many_months_after_the_own_event():
    world = World()
    for row in (0, 1):
        world.recruit(row)
    cohorts = Cohorts(["returned 1-2 after 2"], world)
    for month in range(5):
        world.month = month
        if month in (0, 1):
            world.home(month)
        if month == 2:
            world.recruit(0)
        if month == 4:
            world.recruit(1)  # too late to be seen abroad again
        cohorts.look(world)
    assert value(cohorts.table(), "cohort_abroad") == pytest.approx(1 / 3)


def test_who_hands_on_the_row_is_left_out():
    world = World()
    cohorts = Cohorts(["recruited 1-1 at 3"], world)
    for month in range(3):
        world.month = month
        if month == 0:
            world.recruit(0)
            world.recruit(1)
        if month == 1:
            world.persons["generation"][1] += 1
        cohorts.look(world)
    assert value(cohorts.table(), "cohort_people") == 1.0


def test_grants_are_seen_by_the_change_of_status():
    world = World()
    world.persons["place"], world.persons["status"] = codes.ABROAD, codes.IRREGULAR
    cohorts = Cohorts(["granted 1-1 at 1"], world)
    world.persons["status"][2] = codes.PERMANENT
    cohorts.look(world)
    assert value(cohorts.table(), "cohort_people") == 3.0


def test_an_empty_cohort_has_no_value():
    world = World()
    cohorts = Cohorts(["removed 1-1 at 1"], world)
    cohorts.look(world)
    assert np.isnan(value(cohorts.table(), "cohort_abroad"))


@pytest.mark.parametrize("text", ["recruited 1-12", "born 1-2 at 3", "recruited 0-1 at 2", "recruited 1-12 at 6"])
def test_what_is_not_a_cohort_is_told(text):
    with pytest.raises(ValueError, match=r"cohort|months"):
        written(text)
