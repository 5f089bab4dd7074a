"""The unseen cost of going without papers is solved on the people at home, and nothing else is touched."""

from __future__ import annotations

import numpy as np

from remitsim.burnt import populated
from remitsim.explain import TABLES
from remitsim.scenario import load_scenario, with_values
from remitsim.solving import LEAST, MOST, _expected, solve_unseen_cost


def test_expected_arrivals_are_those_that_hold_the_stock() -> None:
    world = populated(with_values(load_scenario("spain"), {"run.people": 4000, "leaving.arrival_anchor": "cost"}))
    before = {name: getattr(world, name).copy() for name in TABLES}
    solve_unseen_cost(world)
    corridors = world.corridors
    wanted = corridors["gone_share"] * corridors["stock"] * corridors["irregular_share"] / 12.0
    expected = _expected(world, corridors["unseen_cost"])
    met = (corridors["unseen_cost"] > 1.1 * LEAST) & (corridors["unseen_cost"] < 0.9 * MOST)
    assert met.any() and np.allclose(expected[met], wanted[met], rtol=0.1)
    corridors["unseen_cost"] = before["corridors"]["unseen_cost"]
    for name in TABLES:
        assert all((getattr(world, name)[field] == before[name][field]).all() for field in before[name].dtype.names), name
