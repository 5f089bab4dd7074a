"""Where an option fails: a box of parameters found by PRIM, said in one sentence, judged on runs not used to find it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

from remitsim.analysis.runs import TARGET, Runs, flags, label_of
from remitsim.sheets.trouble import Problem, ScenarioError

LEAST_CONTEXTS, LEAST_CASES = 32, 6
LEAST_COVERAGE, LEAST_MASS, SIDES = 0.4, 0.1, 3
LEVEL = 0.05
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """One parameter's part of a box: from ``low`` to ``high`` (nan: no bound), or one of ``options`` of a choice."""

    parameter: str
    low: float = float("nan")
    high: float = float("nan")
    options: tuple[str, ...] = ()

    def inside(self, design: pd.DataFrame) -> Flags:
        """Contexts on this side."""
        column = design[self.parameter]
        if self.options:
            return column.astype(str).isin(self.options).to_numpy(bool)
        values = column.to_numpy(float)
        held: Flags = ~(values < self.low) & ~(values > self.high)
        return held

    def words(self) -> str:
        """In plain words."""
        if self.options:
            return f"{self.parameter} is {' or '.join(self.options)}"
        if np.isnan(self.high):
            return f"{self.parameter} is above {self.low:.3g}"
        if np.isnan(self.low):
            return f"{self.parameter} is below {self.high:.3g}"
        return f"{self.parameter} is between {self.low:.3g} and {self.high:.3g}"


@dataclass(frozen=True)
class Found:
    """A box for one arm, with how it did on contexts held out; ``sides`` empty: none stood."""

    arm: str
    target: str
    sides: tuple[Side, ...]
    cases: int  # contexts held out where the target is missed
    contexts: int  # held out
    coverage: float = float("nan")  # of the cases held out, inside
    density: float = float("nan")  # cases among contexts inside
    outside: float = float("nan")  # cases among contexts outside
    chance: float = 1.0  # of so many cases inside by luck

    @property
    def sentence(self) -> str:
        """What was found, in one plain sentence."""
        share = f"{self.cases} of {self.contexts} contexts held out"
        if not self.cases:
            return f"{self.arm} meets {words_of(self.target)} in all {self.contexts} contexts held out."
        if not self.sides:
            return f"{self.arm} misses {words_of(self.target)} in {share}; no region of the parameters foretells where."
        target = words_of(self.target)
        where = " and ".join(side.words() for side in self.sides)
        return (f"{self.arm} misses {target} when {where}: there in {self.density:.0%} of contexts, elsewhere in "
                f"{self.outside:.0%}; this covers {self.coverage:.0%} of all misses (judged on {share.split(' of ')[1]}).")


def words_of(target: str) -> str:
    """A target with the indicator's label in place of its name, and signs as people write them."""
    found = TARGET.match(target)
    if found is None:
        return target
    sign = {">=": "≥", "<=": "≤"}.get(found["sign"], found["sign"])
    return f"“{label_of(found['outcome'])} {sign} {found['level']}”"


def discover(runs: Runs, arm: str, target: str, seed: int = 1) -> Found:
    """Where ``arm`` misses ``target`` (as ``"treasury_balance >= 0"``). Raises ScenarioError if contexts are too few.

    Half of the contexts, drawn by ``seed``, find the box; the other half judges it: it stands if cases are denser
    inside than luck allows at 5 in 100 (binomial, against the share among all held out).
    """
    runs = runs.drawn()
    means = runs.means(arm)
    missed = ~flags(runs, target, means)
    if len(means) < LEAST_CONTEXTS:
        told = f"at least {LEAST_CONTEXTS} contexts are needed, half to find and half to judge; finished are {len(means)}"
        raise ScenarioError([Problem("discover", None, "contexts", None, told)])
    order = np.random.default_rng(seed).permutation(len(means))
    learn, hold = order[: len(means) // 2], order[len(means) // 2:]
    design = means[list(runs.parameters)]
    sides = _box(design.iloc[learn], missed[learn]) if LEAST_CASES <= missed[learn].sum() < len(learn) else ()
    return _judged(arm, target, sides, design.iloc[hold], missed[hold])


def _judged(arm: str, target: str, sides: tuple[Side, ...], design: pd.DataFrame, missed: Flags) -> Found:
    cases, inside = int(missed.sum()), np.logical_and.reduce([np.ones(len(design), bool), *(s.inside(design) for s in sides)])
    none = Found(arm, target, (), cases, len(design))
    if not sides or not inside.any() or not cases:
        return none
    hits = int((inside & missed).sum())
    chance = float(binomtest(hits, int(inside.sum()), cases / len(design), "greater").pvalue)
    if chance > LEVEL:
        return none
    return Found(arm, target, sides, cases, len(design), hits / cases, hits / int(inside.sum()),
                 float(missed[~inside].mean()) if (~inside).any() else 0.0, chance)  # fmt: skip


def _box(design: pd.DataFrame, missed: Flags) -> tuple[Side, ...]:
    """PRIM's box: of those on its peeling path that cover enough and hold three sides at most, the densest."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        told = design.apply(lambda column: column if column.dtype.kind in "if" else column.astype("category"))
        search = prim.Prim(told.reset_index(drop=True), missed.astype(int), threshold=0.5, mass_min=LEAST_MASS, peel_alpha=0.08)
        box = search.find_box()
    if box is None:
        return ()
    path = box.peeling_trajectory
    good = path[(path["coverage"] >= LEAST_COVERAGE) & (path["res_dim"].between(1, SIDES))]
    if not len(good):
        return ()
    best = good.sort_values(["density", "coverage"], ascending=False, kind="stable").iloc[0]
    return _sides(box.box_lims[int(best["id"])] if "id" in best else box.box_lims[int(best.name)], told)


def _sides(limits: pd.DataFrame, design: pd.DataFrame) -> tuple[Side, ...]:
    made = []
    for name in design.columns:
        held: Any = limits[name].to_numpy()
        if design[name].dtype.kind not in "if":
            options, there = tuple(sorted(map(str, held[0]))), set(map(str, design[name]))
            if set(options) < there:
                made.append(Side(name, options=options))
            continue
        low, high = float(held[0]), float(held[1])
        least, most = float(design[name].min()), float(design[name].max())
        if low > least or high < most:
            made.append(Side(name, low if low > least else float("nan"), high if high < most else float("nan")))
    return tuple(made)
