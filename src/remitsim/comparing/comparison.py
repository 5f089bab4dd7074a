"""What a comparison tells: tidy tables of paired differences with intervals, and how to keep them in a folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from remitsim.batches.arms import Arm

# the columns of each table; money in USD of 2017 unless ``unit`` says otherwise, counts in real people
FRAMES: dict[str, tuple[str, ...]] = {
    # level of the baseline and of the arm, difference arm less baseline; year 0: the whole horizon
    "differences": (
        "arm", "place", "band", "group", "indicator", "label", "unit", "year", "baseline", "level", "difference", "low",
        "high", "pairs", "good", "same_sign", "contexts", "turned_by",
    ),
    # the eight numbers of `headline.KEYS`, in that order for every arm; value nan where it has none (see note)
    "headline": (
        "arm", "key", "label", "value", "low", "high", "unit", "good", "same_sign", "contexts", "turned_by", "note",
    ),
    # the grid of options x groups; verdict: gains, loses, within noise
    "groups": (
        "arm", "group", "label", "place", "usd_a_head_a_year", "low", "high", "usd_total", "people", "placebo", "verdict",
        "same_sign", "contexts",
    ),
    # every cell of at least 100 rows: sums over the horizon a head of month 0; q: false discoveries held to 10 %
    "cells": (
        "arm", "party", "place", "band", "group", "usd_a_head", "low", "high", "placebo_low", "placebo_high", "q",
        "verdict", "people", "rows",
    ),
    "options": ("arm", "measure", "label", "purse", "year", "value", "low", "high", "unit"),  # year 0: all years
    "treasury": ("arm", "host", "purse", "year", "usd", "low", "high"),  # difference of the balance
    "paths": ("arm", "place", "indicator", "label", "unit", "month", "mean", "low", "high"),  # band: 80 % of runs
    "flows": ("arm", "payer", "payee", "flow", "usd_a_year", "low", "high"),  # difference, mean year
    "identity": ("arm", "line", "usd"),  # sum of gains, sales, rest of the world, named lines: mean difference a pair
    "levels": ("level", "place", "published", "model", "tolerance", "unit", "met"),
    "variance": ("arm", "indicator", "label", "year", "paired", "unpaired", "ratio"),
    "inputs": ("path", "value", "low", "high", "unit", "source", "grade"),
}


@dataclass
class Comparison:
    """Arms against ``baseline`` (the name of an arm). Columns of each table are in `FRAMES`.

    ``good``: +1 more is better, -1 less is better, 0 neither. ``low``, ``high``: 95 % bootstrap interval, equal to
    the point where all pairs agree. ``same_sign``: in how many of ``contexts`` the sign is that of the point;
    ``turned_by``: the parameter that turns it most. ``meta``: populations, lucks, people, months, weights, seconds,
    manifest, question, command, interval (in words), notes.
    """

    scenario: str
    arms: tuple[Arm, ...]
    baseline: str
    meta: dict[str, Any]
    differences: pd.DataFrame
    headline: pd.DataFrame
    groups: pd.DataFrame
    cells: pd.DataFrame
    options: pd.DataFrame
    treasury: pd.DataFrame
    paths: pd.DataFrame
    flows: pd.DataFrame
    identity: pd.DataFrame
    levels: pd.DataFrame
    variance: pd.DataFrame
    inputs: pd.DataFrame
    version: int = field(default=1)

    def save(self, folder: str | Path) -> Path:
        """Write comparison.json and a parquet file a table into ``folder``; returns it."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        for name in FRAMES:
            table: pd.DataFrame = getattr(self, name)
            table.to_parquet(target / f"{name}.parquet", index=False)
        told = {
            "version": self.version, "scenario": self.scenario, "baseline": self.baseline,
            "arms": [asdict(arm) for arm in self.arms], "meta": self.meta,
        }  # fmt: skip
        (target / "comparison.json").write_text(json.dumps(told, indent=2, default=str) + "\n")
        return target

    @staticmethod
    def load(folder: str | Path) -> Comparison:
        """The comparison kept in ``folder``. Raises FileNotFoundError if there is none."""
        from remitsim.batches.arms import Arm

        source = Path(folder)
        told = json.loads((source / "comparison.json").read_text())
        arms = tuple(Arm(**{**arm, "parts": tuple(arm["parts"])}) for arm in told["arms"])
        tables = {name: pd.read_parquet(source / f"{name}.parquet") for name in FRAMES}
        return Comparison(told["scenario"], arms, told["baseline"], told["meta"], **tables, version=told["version"])

    def options_for(self, arm: str) -> pd.DataFrame:
        """The options table of one arm."""
        return self.options[self.options["arm"] == arm].reset_index(drop=True)


def empty(name: str) -> pd.DataFrame:
    """A table of `FRAMES` without rows."""
    return pd.DataFrame(columns=list(FRAMES[name]))
