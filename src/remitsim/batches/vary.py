"""What varies and how: lists, grids, zips, and designs over ranges, as values to lay over a scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import product
from typing import Any, Literal, get_args, get_origin

import numpy as np
from numpy.typing import NDArray

from remitsim.policies.table import POLICIES
from remitsim.scenario import Scenario
from remitsim.settings import Settings
from remitsim.sheets.trouble import KeyPath, Problem, ScenarioError, Whereabouts, nearest

Design = Literal["latin-hypercube", "sobol", "morris", "saltelli"]
Values = dict[str, Any]
ASSUMED = "assumed"  # every number of behaviour that nobody measured
MADE_BEFORE = ("populating", "anchors")  # themes of how a world is made: no `assumed` number of behaviour among them
LEVELS = 4  # of a Morris design


@dataclass(frozen=True)
class Axis:
    """One thing that varies: a number from ``low`` to ``high``, or one of ``options``."""

    path: str
    low: float
    high: float
    options: tuple[str, ...] = ()
    whole: bool = False
    group: str = ""

    def value(self, position: float) -> Any:
        """The value at a position from 0 to 1."""
        if self.options:
            return self.options[min(int(position * len(self.options)), len(self.options) - 1)]
        value = min(max(self.low + position * (self.high - self.low), self.low), self.high)  # ends are allowed, no more
        return round(value) if self.whole else float(value)


def axes_of(
    names: Sequence[str], base: Scenario, ranges: Mapping[str, Sequence[float]], groups: Mapping[str, Sequence[str]],
    where: Whereabouts,
) -> list[Axis]:  # fmt: skip
    """Axes for paths, patterns (``leaving.*``) and ``assumed``, with the plausible range that each states of itself.

    ``ranges`` take precedence. ``groups``: paths or patterns that a grouped design moves together. Raises ScenarioError.
    """
    known = {**_of_behaviour(), **_of_inputs(base), **_of_policies()}
    found: dict[str, Axis] = {}
    problems: list[Problem] = []
    for number, name in enumerate(names):
        hits = _matching(name, known)
        if not hits and name in ranges:
            hits = {name: Axis(name, 0.0, 1.0)}
        if not hits:
            told = "states no range and is given none under [vary.ranges]" if "." in name else "no such parameter"
            problems.append(where.problem(("vary", "parameters", str(number)), name, told, nearest(name, known)))
        found |= hits
    problems += [where.problem(("vary", "ranges", path), None, "varies not", nearest(path, found))
                 for path in ranges if path not in found]  # fmt: skip
    if problems:
        raise ScenarioError(problems)
    grouped = {path: group for group, members in groups.items() for path in found
               if any(fnmatchcase(path, member) for member in members)}  # fmt: skip
    return [_ranged(replace(axis, group=grouped.get(path, path)), ranges.get(path), where) for path, axis in found.items()]


def _matching(name: str, known: Mapping[str, Axis]) -> dict[str, Axis]:
    if name == ASSUMED:
        behaviour = _of_behaviour(ASSUMED)
        return {path: axis for path, axis in behaviour.items() if not axis.options}
    if "*" in name:
        return {path: axis for path, axis in known.items() if fnmatchcase(path, name)}
    return {name: known[name]} if name in known else {}


def _ranged(axis: Axis, given: Sequence[float] | None, where: Whereabouts) -> Axis:
    if given is None:
        return axis
    if len(given) != 2 or not given[0] < given[1]:
        told = "expected [low, high] with low under high"
        raise ScenarioError([where.problem(("vary", "ranges", axis.path), list(given), told)])
    return replace(axis, low=float(given[0]), high=float(given[1]))


def _of_behaviour(grade: str = "") -> dict[str, Axis]:
    """Axes of all parameters of behaviour; with a grade, of those alone that are about behaviour and have it."""
    axes: dict[str, Axis] = {}
    for theme, kind in Settings.model_fields.items():
        if grade and theme in MADE_BEFORE:
            continue
        for name, field in type(kind.default).model_fields.items():
            notes: Any = field.json_schema_extra or {}
            if not grade or notes.get("grade") == grade:
                axes |= _axis(f"{theme}.{name}", field.annotation, notes)
    return axes


def _of_policies() -> dict[str, Axis]:
    axes: dict[str, Axis] = {}
    for kind, policy in POLICIES.items():
        for name, field in policy.model_fields.items():
            axes |= _axis(f"policy.{kind}.{name}", field.annotation, field.json_schema_extra or {})
    return axes


def _of_inputs(base: Scenario) -> dict[str, Axis]:
    rows = [row for row in base.inputs() if row["low"] is not None and row["high"] is not None]
    return {row["path"]: Axis(row["path"], float(row["low"]), float(row["high"])) for row in rows if row["low"] < row["high"]}


def _axis(path: str, kind: Any, notes: Any) -> dict[str, Axis]:
    if get_origin(kind) is Literal:
        return {path: Axis(path, 0.0, 1.0, tuple(str(option) for option in get_args(kind)))}
    if "low" not in notes:
        return {}
    return {path: Axis(path, float(notes["low"]), float(notes["high"]), whole=kind is int)}


def problem_of(axes: Sequence[Axis]) -> dict[str, Any]:
    """The axes as SALib asks for them, all from 0 to 1; groups only if some axes share one."""
    told: dict[str, Any] = {"num_vars": len(axes), "names": [axis.path for axis in axes], "bounds": [[0.0, 1.0]] * len(axes)}
    groups = [axis.group for axis in axes]
    return told | {"groups": groups} if len(set(groups)) < len(groups) else told


def positions(axes: Sequence[Axis], design: Design, draws: int, seed: int) -> NDArray[np.float64]:
    """(points, axes) from 0 to 1. ``draws``: points; trajectories for morris; base points for saltelli.

    Raises ScenarioError if SALib is wanted and not there.
    """
    from scipy.stats import qmc

    count = len(axes)
    if design == "latin-hypercube":
        points: NDArray[np.float64] = qmc.LatinHypercube(count, rng=np.random.default_rng(seed)).random(draws)
    elif design == "sobol":
        sequence = qmc.Sobol(count, rng=np.random.default_rng(seed))
        points = sequence.random_base2(max(draws - 1, 0).bit_length())[:draws]
    else:
        points = _of_salib(axes, design, draws, seed)
    return points


def _of_salib(axes: Sequence[Axis], design: Design, draws: int, seed: int) -> NDArray[np.float64]:
    try:
        from SALib.sample import morris, sobol
    except ImportError:
        told = f"the design {design} needs SALib: pip install 'remitsim[explore]'"
        raise ScenarioError([Problem("[vary]", None, "design", design, told)]) from None
    problem = problem_of(axes)
    if design == "morris":
        drawn = morris.sample(problem, draws, num_levels=LEVELS, seed=seed)
    else:
        drawn = sobol.sample(problem, draws, calc_second_order=False, seed=seed)
    return np.asarray(drawn, float)


def drawn(axes: Sequence[Axis], points: NDArray[np.float64]) -> list[Values]:
    """Points of a design as values by path."""
    return [{axis.path: axis.value(at) for axis, at in zip(axes, point, strict=True)} for point in points.tolist()]


def listed(lists: Mapping[str, Sequence[Any]]) -> list[Values]:
    """Each value of each path alone."""
    return [{path: value} for path, values in lists.items() for value in values]


def grid(lists: Mapping[str, Sequence[Any]]) -> list[Values]:
    """All combinations; the last path varies fastest."""
    return [dict(zip(lists, values, strict=True)) for values in product(*lists.values())] if lists else []


def zipped(lists: Mapping[str, Sequence[Any]], where: Whereabouts, at: KeyPath) -> list[Values]:
    """First values together, second values together, ... Raises ScenarioError if lists differ in length."""
    lengths = {path: len(values) for path, values in lists.items()}
    if len(set(lengths.values())) > 1:
        told = "lists that go together must be of one length: " + ", ".join(f"{p} has {n}" for p, n in lengths.items())
        raise ScenarioError([where.problem(at, None, told)])
    return [dict(zip(lists, values, strict=True)) for values in zip(*lists.values(), strict=True)]
