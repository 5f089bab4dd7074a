"""Order-free credit: what each part of a package adds to its effect, on the same people with the same luck."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.batches.arms import NOTHING, Arm, arms_of
from remitsim.batches.design import runs_of
from remitsim.batches.runner import carry_out
from remitsim.batches.store import Store
from remitsim.comparing.compare import NothingYet
from remitsim.comparing.headline import NUMBERS, Number
from remitsim.comparing.intervals import interval
from remitsim.comparing.plan import kept_in
from remitsim.comparing.readings import Readings, asked_for
from remitsim.comparing.shapley import MOST_PARTS, shapley, subsets
from remitsim.progress import Progress, Quiet
from remitsim.scenario import Scenario, load_scenario
from remitsim.sheets.trouble import Problem, ScenarioError

Numbers = NDArray[np.float64]

COLUMNS = ("key", "label", "part", "value", "low", "high", "unit", "pairs")
WHOLE = "whole package"
ADDS_UP = tuple(number for number in NUMBERS if number.key not in ("break_even", "people_reached"))


def credit(
    world: str | Scenario, package: str, *, populations: int = 5, lucks: int = 4, out: Path | str | None = None,
    people: int | None = None, months: int | None = None, jobs: int | None = None, progress: Progress | None = None,
    force: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Shapley value of each part of ``"a + b + c"`` for the headline numbers that add up, with intervals.

    Every subset of the parts is run, paired. One row a number and part, and one for the whole: columns `COLUMNS`.
    Raises ScenarioError: fewer than two parts, more than four, unknown names, contradictions, failed runs; `NothingYet`
    where it was stopped.
    """
    given = {"run.people": people, "run.months": months}
    values: dict[str, Any] = {path: value for path, value in given.items() if value is not None}
    base = load_scenario(world, values) if isinstance(world, str) else world
    parts = parts_of(package)
    chosen = subsets(parts)
    arms = dict(zip(chosen, arms_of([" + ".join(subset) or NOTHING for subset in chosen], base), strict=True))
    first = base.run.seed
    runs = runs_of(tuple(arms.values()), base, range(first, first + populations), range(1, lucks + 1), asked=asked_for())
    with tempfile.TemporaryDirectory(prefix="remitsim-") as scratch:
        folder = Path(out) if out is not None else Path(scratch)
        kept_in(folder, force)
        store = Store(folder / "store")
        outcome = carry_out(runs, store, jobs, progress or Quiet())
        if outcome.stopped:
            raise NothingYet(outcome.done + outcome.before)
        if outcome.failed:
            told = f"{outcome.failed} runs failed, and every subset of the parts is needed on the same people and luck"
            raise ScenarioError([Problem("credit", None, "", package, told)])
        readings = Readings(store, runs, arms[()].name)
        table = pd.concat([_shares(readings, number, arms, parts) for number in ADDS_UP], ignore_index=True)
    table = table[table["value"].notna()].reset_index(drop=True)  # a world without natives, a horizon of one year
    if out is not None:
        table.to_csv(folder / "credit.csv", index=False)
    return table


def parts_of(package: str) -> list[str]:
    """Parts of a package written with ``+``. Raises ScenarioError."""
    parts = list(dict.fromkeys(part.strip() for part in package.split("+") if part.strip() not in ("", NOTHING)))
    if not 2 <= len(parts) <= MOST_PARTS:
        told = f'expected two to {MOST_PARTS} policies joined by +, as "temporary-permit + employer-pays"'
        raise ScenarioError([Problem("credit", None, "", package, told)])
    return parts


def _shares(
    readings: Readings, number: Number, arms: dict[tuple[str, ...], Arm], parts: Sequence[str]
) -> pd.DataFrame:
    worth: dict[frozenset[str], Numbers] = {}
    populations = np.zeros(0, np.int64)
    for subset, arm in arms.items():
        found, pairs = number.of(readings, arm, 0)
        worth[frozenset(subset)], populations = found, pairs.populations
    shares = shapley(worth, parts) | {WHOLE: worth[frozenset(parts)]}
    told = interval(np.stack(list(shares.values()), axis=1), populations)
    return pd.DataFrame({
        "key": number.key, "label": number.label.format(years=readings.years), "part": list(shares), "value": told.mean,
        "low": told.low, "high": told.high, "unit": number.unit, "pairs": len(populations),
    })  # fmt: skip
