"""The same world drawn with other row allocations tells the same story, within the noise of its populations."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from remitsim.burnt import burnt_in
from remitsim.month import run_month
from remitsim.scenario import load_scenario
from remitsim.world import codes
from remitsim.world.world import World

SEEDS = range(1, 7)
BURN_IN, MONTHS = 48, 6


def figures(world: World) -> dict[str, float]:
    """Shares, and dollars a month; every mean counts real people."""
    people = world.persons
    weight = people["weight"].astype(float)
    native, abroad = people["origin"] < 0, (people["origin"] >= 0) & (people["place"] == codes.ABROAD)
    at_work = people["employer"] >= 0

    def share(of: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
        return float(weight[of & among].sum() / weight[among].sum())

    def mean(name: str, among: NDArray[np.bool_]) -> float:
        return float((people[name] * weight)[among].sum() / weight[among].sum()) / 100.0

    return {
        "natives without work": share(~at_work, native & (people["place"] == codes.ABROAD)),
        "pay of natives": mean("wage", native & at_work),
        "pay of migrants": mean("wage", abroad & at_work),
        "irregular share": share(people["status"] == codes.IRREGULAR, abroad),
        "people abroad": float(weight[abroad].sum()),
        "money sent": mean("sent", abroad),
    }


@cache
def told(power: float) -> dict[str, NDArray[np.float64]]:
    """Figures by seed of small Spains whose rows follow real size to this power."""
    seen = []
    for seed in SEEDS:
        values = {"run.people": 2_500, "run.burn_in": BURN_IN, "run.seed": seed, "run.row_power": power}
        world = burnt_in(load_scenario("spain", values))
        for month in range(MONTHS):
            run_month(world, month)
        seen.append(figures(world))
    return {name: np.array([one[name] for one in seen]) for name in seen[0]}


@pytest.mark.parametrize("power", [0.35, 0.65])
def test_rows_decide_nothing(power: float) -> None:
    usual, other = told(0.5), told(power)
    for name, values in usual.items():
        noise = np.sqrt((values.var(ddof=1) + other[name].var(ddof=1)) / len(values))
        apart = abs(other[name].mean() - values.mean())
        assert apart <= 3.5 * noise + 0.01 * values.mean(), f"{name}: {values.mean():.4g}, {other[name].mean():.4g}"


def test_a_power_moves_rows() -> None:
    few, many = (load_scenario("spain", {"run.people": 2_500, "run.burn_in": BURN_IN, "run.row_power": p}) for p in (0.35, 0.65))
    assert burnt_in(few).hosts["persons"][0] < 0.8 * burnt_in(many).hosts["persons"][0]
