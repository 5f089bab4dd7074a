"""One seed makes one world to the last byte; people keep their luck whoever else is there; twins part by luck alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from populate.made_up import gulf_like, spain_like
from remitsim.populate import populate
from remitsim.settings import Settings
from remitsim.start import Start
from remitsim.world.world import World
from whole import differing, lived

BURN_IN = 4
LASTING = ("key", "index", "generation", "altruism", "hardship", "suited")


def made_up(start: Start, people: int = 600, seed: int = 3) -> World:
    return populate(start, Settings(), people, seed, BURN_IN)


@pytest.mark.parametrize("start", [spain_like, gulf_like])
def test_one_seed_one_world(start: Any) -> None:
    one, two = (lived(made_up(start()), 6, -BURN_IN) for _ in range(2))
    assert differing(one, two) == []
    assert "persons" in differing(one, lived(made_up(start(), seed=4), 6, -BURN_IN))


def lasting(world: World, group: int, trait: str) -> np.ndarray:
    return world.persons[trait][world.persons["group"] == group]


@pytest.mark.parametrize("trait", LASTING)
def test_a_bigger_group_of_another_origin_leaves_lasting_draws_alone(trait: str) -> None:
    start = spain_like()
    start.corridors["stock"][1] *= 3
    start.adults_abroad[1] *= 3
    small, big = made_up(spain_like()), made_up(start)
    sizes = [[int((world.persons["group"] == group).sum()) for group in range(3)] for world in (small, big)]
    assert sizes[0] != sizes[1]
    for group in range(3):
        one, two = lasting(small, group, trait), lasting(big, group, trait)
        both = min(len(one), len(two))
        if trait in ("key", "index", "generation"):
            assert both > 50 and (one[:both] == two[:both]).all()
        else:  # a lasting draw may pass through a share that depends on sex, which is met to the row
            sexes = [lasting(world, group, "sex")[:both] for world in (small, big)]
            same = sexes[0] == sexes[1]
            assert same.mean() > 0.85 and (one[:both] == two[:both])[same].all()


def test_keys_name_one_person_each() -> None:
    persons = made_up(spain_like()).persons
    assert len(np.unique(persons["key"])) == len(persons)


def test_twins_with_the_same_luck_stay_twins_and_part_with_another() -> None:
    world = lived(made_up(spain_like()), BURN_IN, -BURN_IN)
    same, also, other = world.branch(1), world.branch(1), world.branch(2)
    assert (same.persons == other.persons).all() and same.persons is not world.persons
    for twin in (same, also, other):
        lived(twin, 3)
    assert differing(same, also) == []
    assert {"persons", "employers", "books"} <= set(differing(same, other))
    assert world.month == -1


def test_luck_after_month_0_does_not_touch_burn_in() -> None:
    world = made_up(spain_like())
    one, other = (lived(world.branch(luck), BURN_IN, -BURN_IN) for luck in (1, 2))
    assert [name for name in differing(one, other) if name != "clock"] == []
