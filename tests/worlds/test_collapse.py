"""The ready fall of Venezuela's home pay: a path, geometric, from January 2017 on."""

from __future__ import annotations

import numpy as np

from remitsim.burnt import populated
from remitsim.policies.ready import values_of
from remitsim.policies.table import policies_from
from remitsim.scenario import load_scenario, with_values


def test_home_pay_falls_to_a_sixth_over_two_years() -> None:
    scenario = with_values(load_scenario("colombia"), {"run.people": 1500, **values_of(["venezuela-collapse"])})
    world = populated(scenario)
    (shock,) = policies_from(scenario.policies, scenario.where)
    path = []
    for month in range(60):
        terms = world.terms.copy()
        world.clock["month"] = month
        if shock.in_force(month):
            shock.change(terms, world)
        path.append(float(terms.origins["home_pay"][0]))
    assert path[23] == 1.0
    assert np.allclose(path[47:], 0.162)
    assert np.allclose(np.diff(np.log(path[23:48])), np.log(0.162) / 24)
