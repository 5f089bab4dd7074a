"""Models of an invented world whose months only drift: what is tested here is the front, not behaviour."""

from __future__ import annotations

import numpy as np
import pytest

from remitsim.model import RemittanceModel
from remitsim.progress import Quiet
from telling.invented import invented_flows, invented_world, next_month


def drift(world, month):
    """A month without behaviour."""
    next_month(world, month, np.random.default_rng(month))
    world.month_flows = invented_flows(world, month)


@pytest.fixture
def invented(monkeypatch):
    """Runs start from an invented world and drift."""
    monkeypatch.setattr("remitsim.run.burnt_in", lambda scenario, progress=None: invented_world(120))
    monkeypatch.setattr("remitsim.run.run_month", drift)


@pytest.fixture
def model(invented):
    return RemittanceModel(world="spain", months=3, progress=Quiet(), rng=4)
