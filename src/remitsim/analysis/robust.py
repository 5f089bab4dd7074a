"""Which option stands doubt best: regret, share of futures in which a target is met, options that none beats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.analysis.runs import Runs, flags
from remitsim.sheets.trouble import Problem, ScenarioError

QUANTILES = (0.05, 0.5, 0.95)
Numbers = NDArray[np.float64]


def common(runs: Runs) -> dict[str, pd.DataFrame]:
    """Context means of every arm, on the contexts that all arms have finished. Raises ScenarioError if there are none."""
    means = {arm: runs.means(arm) for arm in runs.arms}
    shared = sorted(set.intersection(*(set(table.index) for table in means.values()))) if means else []
    if not shared:
        told = f"no context has been finished by all of {', '.join(runs.arms) or 'no arm'}"
        raise ScenarioError([Problem("robust", None, "contexts", None, told)])
    return {arm: table.loc[shared] for arm, table in means.items()}


def idle(runs: Runs) -> list[str]:
    """Options that change no outcome in any context: told against a baseline, all their differences are nought."""
    if not runs.against:
        return []
    return [arm for arm in runs.arms if not runs.table.loc[runs.table["arm"] == arm, list(runs.outcomes)].to_numpy(float).any()]


def regret(runs: Runs, good: Mapping[str, int]) -> pd.DataFrame:
    """How much less an option gives than the best one in each context: median, 5 and 95 in 100, most, share best.

    ``good``: +1 where more of an outcome is better, -1 where less is. In the outcome's unit, never under nought.
    """
    means, rows = common(runs), []
    for outcome, sign in good.items():
        values = np.stack([sign * table[outcome].to_numpy(float) for table in means.values()])
        lost = values.max(axis=0) - values
        for k, arm in enumerate(means):
            low, middle, high = np.quantile(lost[k], QUANTILES)
            rows.append({"arm": arm, "outcome": outcome, "unit": runs.units.get(outcome, ""), "median": middle, "low": low,
                         "high": high, "most": lost[k].max(), "share best": float((lost[k] <= 0).mean()),
                         "contexts": lost.shape[1]})  # fmt: skip
    return pd.DataFrame(rows)


def targets_met(runs: Runs, targets: Sequence[str]) -> pd.DataFrame:
    """Share of contexts in which each option meets each target (``"irregular <= 0"``), and all of them at once."""
    rows = []
    for arm, table in common(runs).items():
        held = [flags(runs, target, table) for target in targets]
        every = np.logical_and.reduce(held)
        for target, met in [*zip(targets, held, strict=True), ("all targets", every)]:
            rows.append({"arm": arm, "target": target, "share": float(met.mean()), "met": int(met.sum()), "contexts": len(met)})
    return pd.DataFrame(rows)


def undominated(values: Numbers) -> NDArray[np.bool_]:
    """Rows of (options, outcomes), more being better, that no other row beats or equals everywhere and beats somewhere."""
    beaten = [any((other >= row).all() and (other > row).any() for other in values) for row in values]
    return ~np.array(beaten, bool)


def pareto(runs: Runs, good: Mapping[str, int]) -> pd.DataFrame:
    """Mean outcomes of every option, whether none beats it on the means, and in which share of contexts none does."""
    means, names = common(runs), list(good)
    signs = np.array([good[name] for name in names], float)
    values = np.stack([table[names].to_numpy(float) for table in means.values()])  # (options, contexts, outcomes)
    share = np.mean([undominated(values[:, k] * signs) for k in range(values.shape[1])], axis=0)
    middle = values.mean(axis=1)
    told = pd.DataFrame({"arm": list(means), **{name: middle[:, k] for k, name in enumerate(names)}})
    return told.assign(**{"none beats it": undominated(middle * signs), "share of contexts": share})
