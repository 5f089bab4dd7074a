"""Runs as analyses read them: one row a run, with its parameters and outcomes; made of a store or of any table."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from remitsim.batches.batch import YEARLY, chosen
from remitsim.batches.store import Store, StoreError
from remitsim.batches.vary import Drawing
from remitsim.indicators import INDICATORS, find
from remitsim.sheets.trouble import Problem, ScenarioError, nearest

LABELS = ("arm", "context", "population", "luck")
TARGET = re.compile(r"^\s*(?P<outcome>.+?)\s*(?P<sign>>=|<=|>|<)\s*(?P<level>\S+)\s*$")
OUTCOME = re.compile(r"^(?P<indicator>[^@:]+)(?:@(?P<place>[^@:]+))?(?::(?P<year>[0-9]+))?$")
TURNED = re.compile(r"^([^@:]+):([0-9]+)@([^@:]+)$")  # year and place the wrong way round
SEEDS = {"run.seed", "run.luck"}


class Target(NamedTuple):
    """``outcome`` compared by ``sign`` with ``level``."""

    outcome: str
    sign: str
    level: float


@dataclass(frozen=True)
class Runs:
    """One row a run: arm, context, population, luck, the ``parameters`` of its context and its ``outcomes``.

    ``units`` of outcomes by name; ``against``: the arm whose outcome with the same people and luck was taken off.
    ``drawing``: how the contexts came about.
    """

    table: pd.DataFrame
    parameters: tuple[str, ...]
    outcomes: tuple[str, ...]
    units: dict[str, str]
    against: str = ""
    drawing: Drawing = field(default_factory=Drawing)

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
        return replace(self, table=made.reset_index()[list(self.table.columns)], against=baseline)

    def drawn(self) -> Runs:
        """The contexts that a design drew, with what it varied; all of them if there was none.

        Raises ScenarioError if the contexts do not all give the same parameters, as those of a list do not.
        """
        table, names = self.table, self.parameters
        if self.drawing.groups:
            table, names = table[table["context"] >= self.drawing.first].reset_index(drop=True), tuple(self.drawing.groups)
        gaps = [name for name in names if table[name].isna().any()]
        told = "" if names and len(table) else "no finished run is of a context in which a parameter varied"
        if gaps:
            told = (f"not every context gives {', '.join(gaps[:3])}, as a list varies each path alone: what matters and where an "
                    "option fails is read from a grid or a design; `remitsim robust` and `results` read lists too")  # fmt: skip
        if told:
            raise ScenarioError([Problem("[vary]", None, self.drawing.design, None, told)])
        return replace(self, table=table, parameters=names)


def label_of(outcome: str) -> str:
    """An outcome in words: the indicator's label, then its place and year if it names them."""
    if not OUTCOME.match(outcome):
        return outcome.replace("_", " ")
    indicator, place, year = _parts(outcome)
    label = find(indicator).label if indicator in INDICATORS else indicator.replace("_", " ")
    return label + ("" if place == "world" else f", {place}") + ("" if year is None else f", year {year}")


def target_of(text: str) -> Target:
    """A target such as ``"treasury_balance >= 0"``. Raises ScenarioError if it cannot be read."""
    found = TARGET.match(text)
    if found is None:
        told = "expected an outcome, a sign and a number: irregular <= 1000"
        raise ScenarioError([Problem("remitsim", None, "--target", text, told)])
    try:
        level = float(found["level"])
    except ValueError:
        level = math.nan
    if not math.isfinite(level):
        told = f"expected a number after the sign, as 1000000, 1_000_000, 1e6 or -0.5, not {found['level']!r}"
        raise ScenarioError([Problem("remitsim", None, "--target", text, told)])
    return Target(found["outcome"], found["sign"], level)


def flags(runs: Runs, target: str, values: pd.DataFrame) -> NDArray[np.bool_]:
    """Where a target such as ``"treasury_balance >= 0"`` holds. Raises ScenarioError if it cannot be read."""
    name, sign, level = target_of(target)
    if name not in runs.outcomes:
        known = f"no such outcome among {', '.join(runs.outcomes)}"
        raise ScenarioError([Problem("remitsim", None, "--target", target, known, nearest(name, runs.outcomes))])
    column = values[name].to_numpy(float)
    compare = {">=": np.greater_equal, "<=": np.less_equal, ">": np.greater, "<": np.less}[sign]
    held: NDArray[np.bool_] = compare(column, level)
    return held


def runs_of(folder: str | Path, outcomes: Sequence[str], against: str = "", experiment: str | None = None) -> Runs:
    """Runs of a store. An outcome is ``indicator``, ``indicator@place``, ``indicator:year`` or both, by year figures.

    Without a year the last one that the experiment kept is taken. ``experiment``: which one of the store's, if it holds
    several. The context of the scenario's own values is left out if there are others. Raises ScenarioError for unknown
    names, and if no run is left.
    """
    outcomes = tuple(dict.fromkeys(outcomes))
    try:
        records, drawing = _finished(Store(folder), experiment)
        wrong = [*_misread(outcomes), *_no_arm(records, against, str(folder))]
        if wrong:
            raise ScenarioError(wrong)
        figures = _figures(Store(folder), records, outcomes)
    except StoreError as error:
        raise ScenarioError([Problem("store", None, "", None, str(error))]) from None
    runs = _runs(records, {name: _read(figures, name) for name in outcomes}, drawing)
    runs = runs.less(against) if against else runs
    if not len(runs.table):
        told = f"no finished run has all of {', '.join(outcomes)}" + (f" and a partner in {against}" if against else "")
        raise ScenarioError([Problem(str(folder), None, "", None, told)])
    return runs


def _runs(records: pd.DataFrame, read: dict[str, tuple[pd.Series[float], str]], drawing: Drawing) -> Runs:
    values = [json.loads(text) for text in records["values"]]
    seeds = SEEDS - set(drawing.groups)
    parameters = tuple(dict.fromkeys(name for entry in values for name in entry if name not in seeds))
    table = records.reset_index(drop=True).join(pd.DataFrame(values, columns=list(parameters)))
    for name, (column, _) in read.items():
        table[name] = table["key"].map(column)
    table = table[[*LABELS, *parameters, *read]].dropna(subset=list(read)).reset_index(drop=True)
    return Runs(table, parameters, tuple(read), {name: unit for name, (_, unit) in read.items()}, "", drawing)


def _finished(store: Store, experiment: str | None) -> tuple[pd.DataFrame, Drawing]:
    """Labels with values of an experiment's finished runs, as it calls them, and how its contexts came about."""
    plan, records = chosen(store, experiment), store.records()
    done = records[records["status"] == "done"]
    mine = done if plan is None else plan.runs[plan.runs["key"].isin(done["key"])]
    if not len(mine):
        of = "" if plan is None else f" of {plan.name}"
        raise ScenarioError([Problem(str(store.folder), None, "", None, f"the store holds no finished run{of}")])
    varied = mine[mine["values"] != "{}"]
    return varied if len(varied) else mine, Drawing() if plan is None else plan.drawing


def _figures(store: Store, records: pd.DataFrame, outcomes: Sequence[str]) -> pd.DataFrame:
    """Yearly figures of these runs, of what the outcomes name alone. Raises ScenarioError for what is not kept."""
    asked = [_parts(outcome) for outcome in outcomes]
    mine = pc.field("indicator").isin([indicator for indicator, _, _ in asked])
    here = pc.field("place").isin([place for _, place, _ in asked])
    keys = sorted(set(records["key"]))
    figures = store.table("figures", keys, ["year", "place", "indicator", "value", "unit"], YEARLY & mine & here)
    if any(not len(_rows(figures, outcome)) for outcome in outcomes):
        kept = store.table("figures", keys, ["year", "place", "indicator"], YEARLY)
        raise ScenarioError(_unkept(kept, outcomes, str(store.folder)))
    return figures


def _no_arm(records: pd.DataFrame, against: str, folder: str) -> list[Problem]:
    arms = list(dict.fromkeys(records["arm"]))
    if not against or (against in arms and len(arms) > 1):
        return []
    told = "it is the only arm that has finished runs" if against in arms else f"no such arm among {', '.join(arms)}"
    return [Problem(folder, None, "--against", against, told, "" if against in arms else nearest(against, arms))]


def _misread(outcomes: Iterable[str]) -> list[Problem]:
    told = "expected indicator, indicator@place, indicator:year or indicator@place:year, the year in digits"
    return [Problem("remitsim", None, "outcome", outcome, told, TURNED.sub(r"\1@\3:\2", outcome) if TURNED.match(outcome) else "")
            for outcome in outcomes if not OUTCOME.match(outcome)]  # fmt: skip


def _parts(outcome: str) -> tuple[str, str, int | None]:
    found = OUTCOME.match(outcome)
    if found is None:
        raise ScenarioError(_misread([outcome]))
    return found["indicator"], found["place"] or "world", int(found["year"]) if found["year"] else None


def _unkept(figures: pd.DataFrame, outcomes: Sequence[str], folder: str) -> list[Problem]:
    """What of the outcomes no run has kept."""
    wrong = []
    for outcome in outcomes:
        rows = figures
        for column, value in zip(("indicator", "place", "year"), _parts(outcome), strict=True):
            known = rows[column].unique()
            if value is not None and value not in known:
                some = ", ".join(map(str, sorted(known)[:12])) or "no yearly figures"
                near = nearest(str(value), [str(name) for name in known])
                told = f"the store has no {column} {value!r}; it has {some}"
                wrong.append(Problem(folder, None, "outcome", outcome, told, near))
            else:
                rows = rows if value is None else rows[rows[column] == value]
    return wrong


def _rows(figures: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """An outcome's figures of the year that it names, or of the last."""
    indicator, place, year = _parts(outcome)
    rows = figures[(figures["indicator"] == indicator) & (figures["place"] == place)]
    return rows[rows["year"] == (rows["year"].max() if year is None else year)]


def _read(figures: pd.DataFrame, outcome: str) -> tuple[pd.Series[float], str]:
    rows = _rows(figures, outcome)
    return rows.groupby("key")["value"].first(), str(rows["unit"].iloc[0])
