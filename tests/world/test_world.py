"""A world that comes out of a file, or is copied, is in every table what it was."""

from __future__ import annotations

import pickle
from dataclasses import fields

import numpy as np

from populate.made_up import spain_like_world
from remitsim.records import Layout
from remitsim.world.world import World


def tables(world: World) -> list[np.ndarray]:
    """Every table that loops are given."""
    laws = [getattr(held, field.name) for held in (world.terms, world.base_terms) for field in fields(held)]
    held = [table for table in vars(world).values() if isinstance(table, np.ndarray) and table.dtype.names]
    return [*held, *laws, *world.records.values(), world.cells]


def test_a_world_from_a_file_has_the_dtypes_that_loops_know() -> None:
    world = spain_like_world(400)
    for other in (pickle.loads(pickle.dumps(world)), world.branch(2)):
        assert all(table.dtype is Layout.known[table.dtype].dtype for table in tables(other))
        assert other.terms is other.base_terms and other.settings == world.settings


def test_a_world_from_a_file_is_the_same_world() -> None:
    world = spain_like_world(400)
    other = pickle.loads(pickle.dumps(world))
    assert all(one.tobytes() == two.tobytes() for one, two in zip(tables(world), tables(other), strict=True))
