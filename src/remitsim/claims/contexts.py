"""Contexts: one scrambled Sobol design a world over the parameters and structural choices that its claims name.

A path may be a parameter of behaviour (``wages.bargaining_share``), an input of the scenario with a range
(``terms.hosts.ESP.found_at_work``), all inputs that a ``*`` matches, moved together within their own ranges
(``terms.corridors.*.caught``), or a policy's own parameter, set in every arm that has that policy
(``policy.recruitment-fees.move_cost``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import log
from typing import Any, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc

from remitsim.claims.sheet import Claim
from remitsim.policies.table import POLICIES
from remitsim.scenario import Scenario
from remitsim.settings import Settings
from remitsim.sheets.trouble import Problem, ScenarioError, nearest

TRIED = 2048
IN_LOGS = 10.0  # a range whose ends are so many times apart is drawn in logs


@dataclass(frozen=True)
class Dimension:
    """One axis of a design: a number from ``low`` to ``high``, or one of ``options``; ``targets`` move together."""

    path: str
    low: float = 0.0
    high: float = 1.0
    options: tuple[str, ...] = ()
    targets: tuple[tuple[str, float, float], ...] = ()
    whole: bool = False

    def at(self, position: float) -> float | str:
        """What the design tells of this axis: the value, the option, or (many targets) the place in their ranges."""
        if self.options:
            return self.options[min(int(position * len(self.options)), len(self.options) - 1)]
        if self.targets:
            return position
        return _between(self.low, self.high, position, self.whole)

    def values(self, position: float) -> dict[str, Any]:
        """Values to lay over a scenario."""
        if self.targets:
            return {path: _between(low, high, position) for path, low, high in self.targets}
        return {self.path: self.at(position)}


def _between(low: float, high: float, position: float, whole: bool = False) -> float | int:
    if low > 0 and high / low > IN_LOGS:
        value = low * float(np.exp(position * log(high / low)))
    else:
        value = low + position * (high - low)
    value = min(max(value, low), high)  # rounding is not to leave the range
    return int(round(value)) if whole else value


def dimensions(claims: Sequence[Claim], base: Scenario) -> tuple[Dimension, ...]:
    """Axes of a world's design: the union over its claims. Raises ScenarioError with every path that means nothing."""
    ranges: dict[str, tuple[float, float]] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        for path in claim.parameters:
            ranges.setdefault(path, (np.nan, np.nan))
        for path, (low, high) in claim.ranges.items():
            had = ranges.get(path, (np.nan, np.nan))
            ranges[path] = (float(np.fmin(had[0], low)), float(np.fmax(had[1], high)))
        for path, options in claim.choices.items():
            choices[path] = tuple(dict.fromkeys((*choices.get(path, ()), *options)))
    made, problems = [], []
    for path, span in ranges.items():
        found = _numeric(path, base, span)
        made += [found] if isinstance(found, Dimension) else []
        problems += [found] if isinstance(found, Problem) else []
    for path, options in choices.items():
        wrong = _wrong_choice(path, options)
        made += [] if wrong else [Dimension(path, options=options)]
        problems += [wrong] if wrong else []
    if problems:
        raise ScenarioError(problems)
    return tuple(made)


def dimension_of(path: str, base: Scenario) -> Dimension | None:
    """The axis of one parameter of behaviour or of the world, all its range or options; None if it states none."""
    notes = setting_notes(path)
    if notes is not None and notes["options"]:
        return Dimension(path, options=tuple(str(option) for option in notes["options"]))
    found = _numeric(path, base, (np.nan, np.nan))
    return found if isinstance(found, Dimension) else None


def behaviour_paths() -> list[str]:
    """Every parameter of behaviour, ``theme.name``."""
    return [f"{theme}.{name}" for theme, entry in Settings.model_fields.items()
            for name in getattr(entry.annotation, "model_fields", {})]  # fmt: skip


def setting_notes(path: str) -> dict[str, Any] | None:
    """Unit, low, high (or options) of a parameter of behaviour, or None if there is none of that path."""
    theme, _, name = path.partition(".")
    group = Settings.model_fields.get(theme)
    field = getattr(group.annotation, "model_fields", {}).get(name) if group else None
    if field is None:
        return None
    extra: Any = field.json_schema_extra or {}
    notes: dict[str, Any] = dict(extra)
    return notes | {"options": get_args(field.annotation) if "low" not in notes else (), "default": field.default}


def policy_notes(path: str) -> dict[str, Any] | None:
    """The same of a policy's own parameter, ``policy.KIND.field``."""
    _, kind, name = (*path.split("."), "", "")[:3]
    field = POLICIES[kind].model_fields.get(name) if kind in POLICIES else None
    if field is None:
        return None
    extra: Any = field.json_schema_extra or {}
    return dict(extra) | {"type": field.annotation}


def _numeric(path: str, base: Scenario, span: tuple[float, float]) -> Dimension | Problem | None:
    """An axis; None where this world has nothing that a ``*`` matches; a Problem where the path means nothing at all."""
    if "*" in path and path.partition(".")[0] in Settings.model_fields:
        matched = _settings_like(path)
        return Dimension(path, targets=matched) if matched else Problem("parameters", None, path, None, "matches nothing")
    notes = policy_notes(path) if path.startswith("policy.") else setting_notes(path)
    if notes is not None and "low" in notes:
        low = float(notes["low"] if np.isnan(span[0]) else span[0])
        high = float(notes["high"] if np.isnan(span[1]) else span[1])
        return Dimension(path, low, high, whole=notes.get("type") is int)
    targets = _targets(path, base)
    if targets and "*" in path:
        return Dimension(path, targets=targets)
    if targets:
        _, low, high = targets[0]
        whole = any(row["path"] == path and isinstance(row["value"], int) for row in base.inputs())
        return Dimension(path, low if np.isnan(span[0]) else span[0], high if np.isnan(span[1]) else span[1], whole=whole)
    if path.startswith(("hosts.", "origins.", "corridors.", "terms.", "world.")):
        return None
    return Problem("parameters", None, path, None, "no such parameter with a range", nearest(path, behaviour_paths()))


def _settings_like(pattern: str) -> tuple[tuple[str, float, float], ...]:
    told = [(path, setting_notes(path) or {}) for path in behaviour_paths() if fnmatchcase(path, pattern)]
    return tuple((path, float(notes["low"]), float(notes["high"])) for path, notes in told if "low" in notes)


def _targets(path: str, base: Scenario) -> tuple[tuple[str, float, float], ...]:
    rows = [row for row in base.inputs() if row["low"] is not None and isinstance(row["value"], (int, float))]
    return tuple((row["path"], float(row["low"]), float(row["high"])) for row in rows if fnmatchcase(row["path"], path))


def _wrong_choice(path: str, options: tuple[str, ...]) -> Problem | None:
    notes = setting_notes(path)
    if notes is None:
        return Problem("choices", None, path, None, "no such structural choice")
    wrong = [option for option in options if option not in notes["options"]]
    if wrong:
        return Problem("choices", None, path, wrong[0], f"expected one of {', '.join(map(repr, notes['options']))}")
    return None


@dataclass(frozen=True)
class Design:
    """Points of a world's design: ``table`` a row a context (numbered from 1), ``positions`` the Sobol points."""

    dimensions: tuple[Dimension, ...]
    positions: NDArray[np.float64]

    @property
    def table(self) -> pd.DataFrame:
        """Each context's parameters: index context, a column an axis."""
        columns = {
            axis.path: [axis.at(float(p)) for p in self.positions[:, column]] for column, axis in enumerate(self.dimensions)
        }
        return pd.DataFrame(columns, index=pd.RangeIndex(1, len(self.positions) + 1, name="context"))

    def values(self, context: int) -> dict[str, Any]:
        """Values of one context (from 1) to lay over a scenario and over its arms."""
        laid: dict[str, Any] = {}
        for axis, position in zip(self.dimensions, self.positions[context - 1], strict=True):
            laid |= axis.values(float(position))
        return laid


def design(axes: tuple[Dimension, ...], points: int = TRIED, seed: int = 72643) -> Design:
    """A scrambled Sobol design; the first points are the same however many are asked for."""
    if not axes:
        return Design((), np.zeros((points, 0)))
    sampler = qmc.Sobol(len(axes), scramble=True, seed=seed)
    return Design(axes, sampler.random(2 ** max(int(np.ceil(np.log2(points))), 0))[:points])


def split(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values of the world, and values of policies' own parameters."""
    world = {path: value for path, value in values.items() if not path.startswith("policy.")}
    return world, {path: value for path, value in values.items() if path.startswith("policy.")}
