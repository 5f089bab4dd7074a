"""Runs that drift instead of living, so that what is tested is the machine around them."""

from __future__ import annotations

import numpy as np
import pytest

from remitsim.batches import hands
from remitsim.batches.arms import arms_of
from remitsim.batches.design import Asked, runs_of
from remitsim.batches.store import Store
from remitsim.scenario import load_scenario
from telling.invented import invented_flows, invented_world, next_month

ASKED = Asked(indicators=("migrants", "arrivals", "sent"), monthly=("migrants",), flows=True)

EXPERIMENT = """
title = "Small"
world = "spain"
arms = ["none", "temporary-permit"]
replicates = 2
[run]
people = 600
months = 12
burn_in = 12
[vary.list]
"wages.bargaining_share" = [0.4, 0.5]
[keep]
indicators = ["migrants", "arrivals", "wage_migrant"]
monthly = ["migrants"]
flows = true
"""


def drift(world, month):
    """A month without behaviour that depends on population, luck and month, and on policies through their number."""
    clock = world.clock[0]
    chance = np.random.default_rng([int(clock["seed"]), int(clock["luck"]), month + 1, len(world.policies)])
    next_month(world, month, chance)
    world.month_flows = invented_flows(world, month)


@pytest.fixture
def file(tmp_path):
    put = tmp_path / "small.toml"
    put.write_text(EXPERIMENT)
    return put


@pytest.fixture
def burnt(monkeypatch):
    """Worlds are invented; gives the seeds in the order they were burnt in."""
    made: list[int] = []

    def invent(scenario, progress=None, keep=True):
        made.append(scenario.run.seed)
        return invented_world(60, scenario.run.seed)

    monkeypatch.setattr(hands, "burnt_in", invent)
    monkeypatch.setattr("remitsim.run.run_month", drift)
    return made


@pytest.fixture(scope="session")
def base():
    return load_scenario("spain", {"run.people": 600, "run.months": 12, "run.burn_in": 12})


@pytest.fixture(scope="session")
def arms(base):
    return arms_of(["none", "temporary-permit"], base)


@pytest.fixture
def runs(arms, base):
    """Eight runs: two arms, two populations, two lucks."""
    return runs_of(arms, base, [1, 2], [1, 2], asked=ASKED)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")
