"""Pairs: the same people with the same luck in an arm and in the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.comparing.intervals import Interval, interval

Numbers = NDArray[np.float64]

RUN = ["arm", "context", "population", "luck"]


@dataclass(frozen=True)
class Wide:
    """One line a run, one column a figure: ``values`` (runs, columns), ``runs`` (`RUN`) and ``columns`` as tables."""

    values: Numbers
    runs: pd.DataFrame
    columns: pd.DataFrame

    def arm(self, name: str, context: int = 0) -> pd.DataFrame:
        """Values of an arm in a context, by population and luck."""
        mine = np.nonzero(((self.runs["arm"] == name) & (self.runs["context"] == context)).to_numpy())[0]
        index = pd.MultiIndex.from_frame(self.runs.iloc[mine][["population", "luck"]])
        return pd.DataFrame(self.values[mine], index=index)

    def where(self, **keys: object) -> Wide:
        """The columns whose keys have these values (a list: any of them)."""
        chosen = np.ones(len(self.columns), bool)
        for name, value in keys.items():
            wanted = value if isinstance(value, (list, tuple)) else [value]
            chosen &= self.columns[name].isin(wanted).to_numpy()
        return Wide(self.values[:, chosen], self.runs, self.columns[chosen].reset_index(drop=True))

    def total(self) -> Wide:
        """All columns as one sum; what is not known counts as nothing."""
        return Wide(np.nansum(self.values, axis=1, keepdims=True), self.runs, pd.DataFrame({"all": ["all"]}))


@dataclass(frozen=True)
class Pairs:
    """``arm`` and ``baseline`` (pairs, columns), and the ``populations`` the pairs are of."""

    arm: Numbers
    baseline: Numbers
    populations: NDArray[np.int64]
    columns: pd.DataFrame

    @property
    def difference(self) -> Numbers:
        """Arm less baseline."""
        return self.arm - self.baseline

    def __len__(self) -> int:
        return len(self.populations)

    def interval(self) -> Interval:
        """Mean paired difference of each column with its interval."""
        return interval(self.difference, self.populations)


def wide(table: pd.DataFrame, by: Sequence[str], value: str, missing: float = np.nan) -> Wide:
    """A store's long table as runs x figures; a figure that a run does not have is ``missing``."""
    runs, run = _coded(table, RUN)
    columns, column = _coded(table, list(by))
    values = np.full((len(runs), len(columns)), missing)
    values[run, column] = table[value].to_numpy(float)
    return Wide(values, runs, columns)


def _coded(table: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Distinct lines of some columns in order of first sight, and which of them each row has."""
    code = np.zeros(len(table), np.int64)
    for name in names:
        own, levels = pd.factorize(table[name], use_na_sentinel=False)
        code = code * (len(levels) + 1) + own
        code, _ = pd.factorize(code)
    first = np.unique(code, return_index=True)[1] if len(code) else np.zeros(0, np.int64)
    return table[names].iloc[first].reset_index(drop=True), code.astype(np.int64)


def pairs_of(data: Wide, arm: str, baseline: str, context: int = 0) -> Pairs:
    """What both arms finished with the same population and luck, in one context."""
    ours, theirs = data.arm(arm, context), data.arm(baseline, context)
    both = ours.index.intersection(theirs.index, sort=False)
    populations = both.get_level_values("population").to_numpy(np.int64)
    return Pairs(ours.loc[both].to_numpy(), theirs.loc[both].to_numpy(), populations, data.columns)
