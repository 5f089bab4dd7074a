"""Which parameters matter: Morris screening and Sobol indices by SALib, on means over people and luck."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from remitsim.analysis.runs import Runs
from remitsim.batches.vary import LEVELS
from remitsim.sheets.trouble import Problem, ScenarioError

LEAST_BLOCKS = 4
METHOD_OF = {"morris": "morris", "saltelli": "sobol"}  # designs by what they allow; any other is ranked


def numeric(design: pd.DataFrame) -> pd.DataFrame:
    """A design in numbers: options of a choice by their place in the alphabet."""
    return pd.DataFrame({name: column if column.dtype.kind in "if" else column.astype(str).astype("category").cat.codes
                         for name, column in design.items()}).astype(float)  # fmt: skip


def method_of(runs: Runs) -> str:
    """What the way in which the contexts were drawn allows: ``morris``, ``sobol``, or ``other``."""
    return METHOD_OF.get(runs.drawing.design, "other")


def _whole(runs: Runs, means: pd.DataFrame, design: str, beside: int) -> list[int]:
    """Contexts of the design's blocks that are all there: a block has a context a group, and ``beside`` more.

    Blocks are counted from the first context that was drawn, whichever have been finished.
    """
    drawing = runs.drawing
    width = len(set(drawing.groups.values())) + beside
    contexts = means.index.to_numpy()
    block = (contexts - drawing.first) // width
    whole = [k for k in np.unique(block) if k >= 0 and (block == k).sum() == width] if drawing.design == design else []
    if len(whole) < LEAST_BLOCKS:
        told = f"a {design} design of at least {LEAST_BLOCKS} whole blocks of contexts is needed; finished are {len(whole)}"
        raise ScenarioError([Problem("sensitivity", None, "contexts", None, told)])
    return [int(context) for context in contexts[np.isin(block, whole)]]


def morris(runs: Runs, arm: str, outcome: str) -> pd.DataFrame:
    """Elementary effects by parameter (or group): mean size with its 95 % interval, mean, spread; largest first.

    ``size``: mean absolute change of the outcome, in its unit, as a parameter goes two thirds of its range. Needs at
    least four whole trajectories. Raises ScenarioError.
    """
    from SALib.analyze import morris as salib

    means = runs.means(arm)
    chosen = _whole(runs, means, "morris", 1)
    design = numeric(means[list(runs.drawing.groups)])
    step = LEVELS / (2.0 * (LEVELS - 1.0))
    told = salib.analyze(
        _problem(runs, design), design.loc[chosen].to_numpy(), means.loc[chosen, outcome].to_numpy(float),
        num_levels=LEVELS, seed=1,
    )  # fmt: skip
    size, wide = np.asarray(told["mu_star"], float) * step, np.asarray(told["mu_star_conf"], float) * step
    made = pd.DataFrame({
        "parameter": list(told["names"]), "size": size, "low": np.maximum(size - wide, 0.0), "high": size + wide,
        "mean": np.asarray(told["mu"], float) * step, "spread": np.asarray(told["sigma"], float) * step,
    })  # fmt: skip
    return _labelled(made, runs, arm, outcome, "size", len(chosen) // (len(made) + 1))


def sobol(runs: Runs, arm: str, outcome: str) -> pd.DataFrame:
    """Shares of the variance of context means by parameter (or group): alone and in all, with 95 % intervals; largest first.

    Needs a saltelli design, at least four whole blocks. Raises ScenarioError.
    """
    from SALib.analyze import sobol as salib

    means = runs.means(arm)
    chosen = _whole(runs, means, "saltelli", 2)
    values = means.loc[chosen, outcome].to_numpy(float)
    made = pd.DataFrame({"parameter": list(dict.fromkeys(runs.drawing.groups.values()))})
    if values.std() == 0:
        told = {name: np.zeros(len(made)) for name in ("S1", "S1_conf", "ST", "ST_conf")}
    else:
        design = numeric(means[list(runs.drawing.groups)])
        told = salib.analyze(_problem(runs, design), values, calc_second_order=False, seed=1)
    for name, key in (("alone", "S1"), ("in all", "ST")):
        share, wide = np.asarray(told[key], float), np.asarray(told[f"{key}_conf"], float)
        made = made.assign(**{name: share, f"{name} low": share - wide, f"{name} high": share + wide})
    return _labelled(made, runs, arm, outcome, "in all", len(chosen) // (len(made) + 2))


def ranks(runs: Runs, arm: str, outcome: str) -> pd.DataFrame:
    """For any design: squared rank correlation of each parameter with the outcome (a choice: between its options)."""
    means = runs.means(arm)
    place = means[outcome].rank()
    shares = [_share(means[name], place) for name in runs.parameters]
    made = pd.DataFrame({"parameter": list(runs.parameters), "share of ranks": shares})
    return _labelled(made, runs, arm, outcome, "share of ranks", len(means))


def _share(column: pd.Series[Any], place: pd.Series[float]) -> float:
    if place.std() == 0 or column.nunique() < 2:
        return 0.0
    if column.dtype.kind in "if":
        return float(np.corrcoef(column.rank(), place)[0, 1] ** 2)
    return float(place.groupby(column).transform("mean").var() / place.var())


METHODS: dict[str, Callable[[Runs, str, str], pd.DataFrame]] = {"morris": morris, "sobol": sobol, "other": ranks}


def sensitivity(runs: Runs) -> pd.DataFrame:
    """Every arm and outcome by the method that the design allows; column ``method`` says which. Raises ScenarioError."""
    drawn, method = runs.drawn(), method_of(runs)
    parts = [METHODS[method](drawn, arm, outcome).assign(method=method) for arm in drawn.arms for outcome in drawn.outcomes]
    return pd.concat(parts, ignore_index=True)


def _problem(runs: Runs, design: pd.DataFrame) -> dict[str, Any]:
    bounds = [[float(column.min()), float(max(column.max(), column.min() + 1e-12))] for _, column in design.items()]
    groups = list(runs.drawing.groups.values())
    told: dict[str, Any] = {"num_vars": design.shape[1], "names": list(design), "bounds": bounds}
    return told | ({"groups": groups} if groups != list(design) else {})


def _labelled(made: pd.DataFrame, runs: Runs, arm: str, outcome: str, by: str, blocks: int) -> pd.DataFrame:
    made = made.sort_values(by, ascending=False, kind="stable").reset_index(drop=True)
    made.insert(0, "arm", arm)
    made.insert(1, "outcome", outcome)
    return made.assign(unit=runs.units.get(outcome, ""), noise=runs.noise(arm, outcome), blocks=blocks)
