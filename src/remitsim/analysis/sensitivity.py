"""Which parameters matter: Morris screening and Sobol indices by SALib, on means over people and luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.analysis.runs import Runs
from remitsim.sheets.trouble import Problem, ScenarioError

LEAST_BLOCKS = 4
Numbers = NDArray[np.float64]


def numeric(design: pd.DataFrame) -> pd.DataFrame:
    """A design in numbers: options of a choice by their place in the alphabet."""
    return pd.DataFrame({name: column if column.dtype.kind in "if" else column.astype(str).astype("category").cat.codes
                         for name, column in design.items()}).astype(float)  # fmt: skip


def grouped(parameters: Sequence[str], groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The group of each parameter that a name or pattern (``wages.*``) of a group meets; others stand alone."""
    return {name: group for name in parameters for group, members in groups.items()
            if any(fnmatchcase(name, member) for member in members)}  # fmt: skip


def method_of(runs: Runs, groups: Mapping[str, str] | None = None) -> str:
    """How the contexts were drawn: ``morris``, ``sobol``, or ``other`` for designs that are neither."""
    design = numeric(runs.means(runs.arms[0])[list(runs.parameters)])
    group = np.array([(groups or {}).get(name, name) for name in runs.parameters])
    steps = np.diff(design.to_numpy(), axis=0) != 0
    moved = np.array([len(set(group[step])) for step in steps])
    width = len(set(group)) + 1
    inside = np.arange(1, len(design)) % width != 0
    if width > 2 and len(moved) >= width - 1 and (moved[inside] <= 1).all():
        return "morris"
    sides = _sobol_width(design)
    return "sobol" if sides else "other"


def _sobol_width(design: pd.DataFrame) -> int:
    """Rows a block of a Saltelli design: with the second order, without, or 0 if it is none."""
    count = design.shape[1]
    for width in (2 * count + 2, count + 2):
        blocks = _complete(design, width)
        if len(blocks) >= 1 and all(_is_saltelli(design.loc[rows].to_numpy(), count) for rows in blocks):
            return width
    return 0


def _is_saltelli(block: Numbers, count: int) -> bool:
    """Whether row k differs from the first in parameter k at most, and agrees there with the last."""
    return all(
        np.array_equal(np.delete(block[k + 1], k), np.delete(block[0], k)) and block[k + 1, k] == block[-1, k]
        for k in range(count)
    )


def _complete(design: pd.DataFrame, width: int) -> list[list[int]]:
    """Contexts of each block of ``width`` that are all there; blocks are counted from the first context."""
    contexts = design.index.to_numpy()
    block = (contexts - contexts[0]) // width
    return [list(contexts[block == k]) for k in np.unique(block) if (block == k).sum() == width]


def morris(runs: Runs, arm: str, outcome: str, groups: Mapping[str, str] | None = None, levels: int = 4) -> pd.DataFrame:
    """Elementary effects by parameter (or group): mean size with its 95 % interval, mean, spread; largest first.

    ``size``: mean absolute change of the outcome, in its unit, as a parameter goes two thirds of its range. Needs at
    least four whole trajectories. Raises ScenarioError.
    """
    from SALib.analyze import morris as salib

    means = runs.means(arm)
    design = numeric(means[list(runs.parameters)])
    named = [(groups or {}).get(name, name) for name in runs.parameters]
    blocks = _complete(design, len(set(named)) + 1)
    _enough(blocks, "Morris")
    chosen = [context for block in blocks for context in block]
    step = levels / (2.0 * (levels - 1.0))
    told = salib.analyze(
        _problem(design, named if groups else None), design.loc[chosen].to_numpy(), means.loc[chosen, outcome].to_numpy(float),
        num_levels=levels, seed=1,
    )  # fmt: skip
    size, wide = np.asarray(told["mu_star"], float) * step, np.asarray(told["mu_star_conf"], float) * step
    made = pd.DataFrame({
        "parameter": list(told["names"]), "size": size, "low": np.maximum(size - wide, 0.0), "high": size + wide,
        "mean": np.asarray(told["mu"], float) * step, "spread": np.asarray(told["sigma"], float) * step,
    })  # fmt: skip
    return _labelled(made, runs, arm, outcome, "size", len(blocks))


def sobol(runs: Runs, arm: str, outcome: str) -> pd.DataFrame:
    """Shares of the variance of context means: alone and in all, with 95 % intervals; largest first.

    Needs a Saltelli design, at least four whole blocks. Raises ScenarioError.
    """
    from SALib.analyze import sobol as salib

    means = runs.means(arm)
    design = numeric(means[list(runs.parameters)])
    width = _sobol_width(design)
    blocks = _complete(design, width) if width else []
    _enough(blocks, "Sobol")
    chosen = [context for block in blocks for context in block]
    values = means.loc[chosen, outcome].to_numpy(float)
    second = width == 2 * design.shape[1] + 2
    if values.std() == 0:
        told = {name: np.zeros(design.shape[1]) for name in ("S1", "S1_conf", "ST", "ST_conf")}
    else:
        told = salib.analyze(_problem(design, None), values, calc_second_order=second, seed=1)
    made = pd.DataFrame({"parameter": list(design)})
    for name, key in (("alone", "S1"), ("in all", "ST")):
        share, wide = np.asarray(told[key], float), np.asarray(told[f"{key}_conf"], float)
        made = made.assign(**{name: share, f"{name} low": share - wide, f"{name} high": share + wide})
    return _labelled(made, runs, arm, outcome, "in all", len(blocks))


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


def sensitivity(runs: Runs, groups: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Every arm and outcome by the method that the design allows; column ``method`` says which."""
    method = method_of(runs, groups)
    parts = [
        (morris(runs, arm, outcome, groups) if method == "morris" else METHODS[method](runs, arm, outcome)).assign(method=method)
        for arm in runs.arms for outcome in runs.outcomes
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _problem(design: pd.DataFrame, groups: list[str] | None) -> dict[str, Any]:
    bounds = [[float(column.min()), float(max(column.max(), column.min() + 1e-12))] for _, column in design.items()]
    told: dict[str, Any] = {"num_vars": design.shape[1], "names": list(design), "bounds": bounds}
    return told | ({"groups": groups} if groups else {})


def _enough(blocks: list[list[int]], name: str) -> None:
    if len(blocks) < LEAST_BLOCKS:
        told = f"a {name} design of at least {LEAST_BLOCKS} whole blocks of contexts is needed; finished are {len(blocks)}"
        raise ScenarioError([Problem("sensitivity", None, "contexts", None, told)])


def _labelled(made: pd.DataFrame, runs: Runs, arm: str, outcome: str, by: str, blocks: int) -> pd.DataFrame:
    made = made.sort_values(by, ascending=False, kind="stable").reset_index(drop=True)
    made.insert(0, "arm", arm)
    made.insert(1, "outcome", outcome)
    return made.assign(unit=runs.units.get(outcome, ""), noise=runs.noise(arm, outcome), blocks=blocks)
