"""Runs as analyses read them: one row a run, with its parameters and outcomes; made of a store or of any table."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.batches.batch import YEARLY, chosen
from remitsim.batches.store import Store, StoreError
from remitsim.indicators import INDICATORS, find
from remitsim.sheets.trouble import Problem, ScenarioError, nearest

LABELS = ("arm", "context", "population", "luck")
TARGET = re.compile(r"^\s*(?P<outcome>.+?)\s*(?P<sign>>=|<=|>|<)\s*(?P<level>-?[\d.eE+-]+)\s*$")


@dataclass(frozen=True)
class Runs:
    """One row a run: arm, context, population, luck, the ``parameters`` of its context and its ``outcomes``.

    ``units`` of outcomes by name; ``against``: the arm whose outcome with the same people and luck was taken off.
    """

    table: pd.DataFrame
    parameters: tuple[str, ...]
    outcomes: tuple[str, ...]
    units: dict[str, str]
    against: str = ""

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of arms, in order."""
        return tuple(dict.fromkeys(self.table["arm"]))

    def means(self, arm: str) -> pd.DataFrame:
        """Means over people and luck, one row a context, in order of contexts; index: context."""
        rows = self.table[self.table["arm"] == arm]
        told = rows.groupby("context")[list(self.outcomes)].mean()
        return rows.groupby("context")[list(self.parameters)].first().join(told).sort_index()

    def noise(self, arm: str, outcome: str) -> float:
        """Share of the variance of context means that is people and luck, 0 to 1; nan with one run a context."""
        groups = self.table[self.table["arm"] == arm].groupby("context")[outcome]
        if groups.size().max() < 2:
            return float("nan")
        within = float((groups.var() / groups.size()).mean())
        spread = float(groups.mean().var())
        return min(1.0, within / spread) if spread > 0 else float("nan")

    def less(self, baseline: str) -> Runs:
        """Every arm less ``baseline`` on the same context, people and luck; runs without a partner are left out."""
        keys = list(LABELS[1:])
        base = self.table.loc[self.table["arm"] == baseline].set_index(keys)[list(self.outcomes)]
        arms = self.table[self.table["arm"] != baseline].set_index(keys)
        there = arms[arms.index.isin(base.index)]
        made = there.assign(**{name: there[name].to_numpy() - base.loc[there.index, name].to_numpy() for name in self.outcomes})
        return Runs(made.reset_index()[list(self.table.columns)], self.parameters, self.outcomes, self.units, baseline)


def label_of(outcome: str) -> str:
    """An outcome in words: the indicator's label, then its place and year if it names them."""
    indicator, place, year = _parts(outcome)
    label = find(indicator).label if indicator in INDICATORS else indicator.replace("_", " ")
    return label + ("" if place == "world" else f", {place}") + ("" if year is None else f", year {year}")


def flags(runs: Runs, target: str, values: pd.DataFrame) -> NDArray[np.bool_]:
    """Where a target such as ``"treasury_balance >= 0"`` holds. Raises ScenarioError if it cannot be read."""
    found = TARGET.match(target)
    if found is None:
        raise ScenarioError([Problem("target", None, "", target, "expected an outcome, a sign and a number: irregular <= 1000")])
    name, level = found["outcome"], float(found["level"])
    if name not in runs.outcomes:
        known = f"no such outcome among {', '.join(runs.outcomes)}"
        raise ScenarioError([Problem("target", None, "", target, known, nearest(name, runs.outcomes))])
    column = values[name].to_numpy(float)
    compare = {">=": np.greater_equal, "<=": np.less_equal, ">": np.greater, "<": np.less}[found["sign"]]
    held: NDArray[np.bool_] = compare(column, level)
    return held


def runs_of(folder: str | Path, outcomes: Sequence[str], against: str = "", experiment: str | None = None) -> Runs:
    """Runs of a store. An outcome is ``indicator``, ``indicator@place``, ``indicator:year`` or both, by year figures.

    Without a year the last one kept is taken. ``experiment``: which one of the store's, if it holds several. The
    context of the scenario's own values is left out if there are others. Raises ScenarioError for unknown names.
    """
    figures, records = _of_store(Path(folder), experiment)
    if not len(figures):
        raise ScenarioError([Problem(str(folder), None, "", None, "the store holds no finished run with yearly figures")])
    _check(figures, outcomes, str(folder))
    read = [_read(figures, name) for name in outcomes]
    if (records["values"] != "{}").any():
        records = records[records["values"] != "{}"]
    values = [json.loads(text) for text in records["values"]]
    parameters = tuple(dict.fromkeys(name for entry in values for name in entry if not name.startswith("run.")))
    table = records.reset_index(drop=True).join(pd.DataFrame(values, columns=list(parameters)))
    for name, (column, _) in zip(outcomes, read, strict=True):
        table[name] = table["key"].map(column)
    units = {name: unit for name, (_, unit) in zip(outcomes, read, strict=True)}
    table = table[[*LABELS, *parameters, *outcomes]].dropna(subset=list(outcomes)).reset_index(drop=True)
    runs = Runs(table, parameters, tuple(outcomes), units)
    return _less(runs, against, str(folder)) if against else runs


def _of_store(folder: Path, experiment: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Yearly figures of the whole, and labels with values of finished runs: one result may serve two labels."""
    store = Store(folder)
    try:
        figures = store.table("figures", columns=["year", "place", "indicator", "value", "unit"], where=YEARLY)
        records = store.records()
        plan = chosen(store, experiment)
    except StoreError as error:
        raise ScenarioError([Problem(str(folder), None, "", None, str(error))]) from None
    done = records[records["status"] == "done"]
    return figures, done if plan is None else plan.runs[plan.runs["key"].isin(done["key"])]


def _less(runs: Runs, against: str, folder: str) -> Runs:
    if against not in runs.arms:
        told = f"no such arm among {', '.join(runs.arms)}"
        raise ScenarioError([Problem(folder, None, "--against", against, told, nearest(against, runs.arms))])
    return runs.less(against)


def _parts(outcome: str) -> tuple[str, str, int | None]:
    name, _, year = outcome.partition(":")
    indicator, _, place = name.partition("@")
    return indicator, place or "world", int(year) if year.isdigit() else None


def _check(figures: pd.DataFrame, outcomes: Sequence[str], folder: str) -> None:
    wrong = []
    for outcome in outcomes:
        indicator, place, year = _parts(outcome)
        for column, value in (("indicator", indicator), ("place", place), ("year", year)):
            known = figures[column].unique()
            if value is not None and value not in known:
                some = ", ".join(map(str, sorted(known)[:12]))
                near = nearest(str(value), [str(name) for name in known])
                told = f"the store has no {column} {value!r}; it has {some}"
                wrong.append(Problem(folder, None, "outcome", outcome, told, near))
    if wrong:
        raise ScenarioError(wrong)


def _read(figures: pd.DataFrame, outcome: str) -> tuple[pd.Series[float], str]:
    indicator, place, year = _parts(outcome)
    rows = figures[(figures["indicator"] == indicator) & (figures["place"] == place)]
    rows = rows[rows["year"] == (rows["year"].max() if year is None else year)]
    return rows.groupby("key")["value"].first(), str(rows["unit"].iloc[0]) if len(rows) else ""
