"""Quantities of runs: from a tidy table of figures to one number a context and seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from remitsim.claims.sheet import Quantity

KEYS = ["arm", "indicator", "place", "band", "group"]
COLUMNS = ("context", "luck", *KEYS, "year", "value", "rows")
COHORT, GAIN = "cohort", "gain: "
PATHS = ("lowest", "highest", "lost area")  # read off the path of differences, year by year


class Missing(KeyError):
    """A figure that no run kept."""


class Reader:
    """Figures of many runs: context, luck, arm, indicator, place, band, group, year, value, rows (`COLUMNS`).

    Gains are figures called ``gain: ACCOUNT`` (USD a year); cohorts have the band ``cohort``.
    """

    def __init__(self, figures: pd.DataFrame) -> None:
        lacking = set(COLUMNS) - set(figures.columns)
        if lacking:
            raise Missing(f"figures lack {', '.join(sorted(lacking))}")
        self.figures = figures
        self._places = figures.groupby(KEYS, observed=True, sort=False).indices

    def arms(self) -> tuple[str, ...]:
        """Arms that there are figures of."""
        return tuple(str(name) for name in self.figures["arm"].unique())

    def path(self, quantity: Quantity, arm: str, what: str = "value") -> pd.DataFrame:
        """One source by year, before ``plus``, ``by`` and ``over``: (context, luck) x years. Raises Missing."""
        arm = quantity.arm or arm
        name = quantity.indicator if quantity.indicator is not None else f"{GAIN}{quantity.account}"
        band, group = (COHORT, quantity.cohort) if quantity.cohort else (quantity.band, quantity.group)
        rows = self._places.get((arm, name, quantity.place, band, group))
        if rows is None:
            raise Missing(f"no run kept {name} of {quantity.place}, {band} {group}, in arm {arm}")
        told = self.figures.iloc[rows]
        first, last = quantity.years
        told = told[(told["year"] >= first) & (told["year"] <= last)]
        return told.pivot_table(index=["context", "luck"], columns="year", values=what, aggfunc="first")

    def paths(self, quantity: Quantity, arm: str) -> pd.DataFrame:
        """By year, with ``plus``, ``by`` and ``over``."""
        total = quantity.times * self.path(quantity, arm)
        for part in quantity.plus:
            total = total.add(self.paths(part, arm))
        if quantity.by is not None:
            total = total.mul(self.paths(quantity.by, arm))
        return total.div(self.paths(quantity.over, arm)) if quantity.over is not None else total

    def value(self, quantity: Quantity, arm: str) -> pd.Series[float]:
        """One number a (context, luck): its years taken as ``how`` says, parts apart, then divided."""
        total = quantity.times * _taken(self.path(quantity, arm), quantity.how)
        for part in quantity.plus:
            total = total.add(self.value(part, arm))
        if quantity.by is not None:
            total = total.mul(self.value(quantity.by, arm))
        if quantity.over is not None:
            under = self.value(quantity.over, arm)
            total = total.div(under.where(under.abs() > 0))
        return total

    def rows(self, quantity: Quantity, arm: str) -> pd.Series[float]:
        """Simulated rows at risk behind a quantity, mean over its years (nan where none are told)."""
        return self.path(quantity, arm, "rows").mean(axis=1) if self.figures["rows"].notna().any() else self.value(
            quantity, arm) * np.nan  # fmt: skip

    def difference(self, quantity: Quantity, arm: str, against: str, relative: bool) -> pd.Series[float]:
        """Arm less another; as a share of the other's level if ``relative``; a path's extreme where ``how`` asks."""
        if quantity.how in PATHS:
            there, base = self.paths(quantity, arm), self.paths(quantity, against)
            gap = there.sub(base)
            return extreme(gap.div(base.abs()) if relative else gap, quantity.how)
        there_, base_ = self.value(quantity, arm), self.value(quantity, against)
        gap_ = there_.sub(base_)
        return gap_.div(base_.abs().where(base_ != 0)) if relative else gap_


def _taken(path: pd.DataFrame, how: str) -> pd.Series[float]:
    if how == "sum":
        return path.sum(axis=1, min_count=path.shape[1])
    if how == "last":
        return path.iloc[:, -1]
    return path.mean(axis=1) if how == "mean" else extreme(path, how)


def extreme(path: pd.DataFrame, how: str) -> pd.Series[float]:
    """The lowest or highest year of a path, or the area it loses below nought (as a positive number)."""
    if how == "lost area":
        return -path.clip(upper=0.0).sum(axis=1)
    return path.min(axis=1) if how == "lowest" else path.max(axis=1)


def stacked(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several tables of figures as one, in the columns a Reader wants."""
    kept = [part[list(COLUMNS)] for part in parts if len(part)]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=list(COLUMNS))
