"""What varies and how: lists, grids, zips, and designs over ranges, as values to lay over a scenario."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import product
from typing import Annotated, Any, Literal, get_args, get_origin

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from remitsim.policies.table import POLICIES
from remitsim.scenario import Scenario
from remitsim.settings import Settings
from remitsim.sheets.trouble import KeyPath, Problem, ScenarioError, Whereabouts, nearest, parts

Design = Literal["latin-hypercube", "sobol", "morris", "saltelli"]
Values = dict[str, Any]
ASSUMED = "assumed"  # every number of behaviour that nobody measured
MADE_BEFORE = ("populating", "anchors")  # themes of how a world is made: no `assumed` number of behaviour among them
LEVELS = 4  # of a Morris design
GROUPING = ("morris", "saltelli")  # designs that move groups together
Names = list[str]  # a sheet has a field called `list`
Lists = dict[str, list[Any]]


class Sheet(BaseModel):
    """A table of an experiment file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class VarySheet(Sheet):
    """What varies: lists by path (each value alone, all combinations, or side by side), or a design over ranges."""

    list: Lists = {}
    grid: Lists = {}
    zip: Lists = {}
    design: Design | None = None
    draws: Annotated[int, Field(ge=1, le=100_000)] = 64
    parameters: Names = []
    ranges: Lists = {}
    groups: dict[str, Names] = {}
    seed: Annotated[int, Field(ge=0)] = 1
    fresh_people: bool = False
    own_values: bool = False


@dataclass(frozen=True)
class Drawing:
    """How contexts came about, as a store keeps it: a design by name, or ``list``, ``grid``, ``zip``; "" if none said.

    ``first``: the first context that the design drew. ``groups``: what the design varied, in order, each path with the
    group that it moves with, which is itself if it moves alone.
    """

    design: str = ""
    first: int = 1
    groups: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Varied:
    """What [vary] means: values of each context, what a design draws from, and how contexts came about."""

    contexts: tuple[Values, ...]
    axes: tuple[Axis, ...]
    drawing: Drawing


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
    problems = [] if names else [where.problem(("vary", "parameters"), None, "a design needs parameters")]
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
    problems += [where.problem(("vary", "ranges", path), ranges[path], told)
                 for path, axis in found.items() if path in ranges and (told := _wrong_range(axis, ranges[path]))]  # fmt: skip
    problems += [where.problem(("vary", "groups", group), member, "is nothing that varies", nearest(member, found))
                 for group, members in groups.items() for member in members
                 if not any(fnmatchcase(path, member) for path in found)]  # fmt: skip
    if problems:
        raise ScenarioError(problems)
    grouped = {path: group for group, members in groups.items() for path in found
               if any(fnmatchcase(path, member) for member in members)}  # fmt: skip
    return [_ranged(replace(axis, group=grouped.get(path, path)), ranges.get(path)) for path, axis in found.items()]


def _matching(name: str, known: Mapping[str, Axis]) -> dict[str, Axis]:
    if name == ASSUMED:
        behaviour = _of_behaviour(ASSUMED)
        return {path: axis for path, axis in behaviour.items() if not axis.options}
    if "*" in name:
        return {path: axis for path, axis in known.items() if fnmatchcase(path, name)}
    return {name: known[name]} if name in known else {}


def _wrong_range(axis: Axis, given: Sequence[Any]) -> str:
    """What was expected in place of a range; nothing if it is one."""
    if axis.options:
        return f"is one of {', '.join(axis.options)}: a choice takes no range"
    numbers = all(isinstance(end, int | float) and not isinstance(end, bool) and math.isfinite(end) for end in given)
    return "" if numbers and len(given) == 2 and given[0] < given[1] else "expected two numbers [low, high] with low under high"


def _ranged(axis: Axis, given: Sequence[float] | None) -> Axis:
    return axis if given is None else replace(axis, low=float(given[0]), high=float(given[1]))


def _of_behaviour(grade: str = "") -> dict[str, Axis]:
    """Axes of all parameters of behaviour; with a grade, of those alone that are about behaviour and have it."""
    axes: dict[str, Axis] = {}
    for theme, kind in Settings.model_fields.items():
        if grade and theme in MADE_BEFORE:
            continue
        for name, entry in type(kind.default).model_fields.items():
            notes: Any = entry.json_schema_extra or {}
            if not grade or notes.get("grade") == grade:
                axes |= _axis(f"{theme}.{name}", entry.annotation, notes)
    return axes


def _of_policies() -> dict[str, Axis]:
    axes: dict[str, Axis] = {}
    for kind, policy in POLICIES.items():
        for name, entry in policy.model_fields.items():
            axes |= _axis(f"policy.{kind}.{name}", entry.annotation, entry.json_schema_extra or {})
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


def varied(vary: VarySheet, base: Scenario, where: Whereabouts) -> Varied:
    """The contexts of a file's [vary]: lists, grid and zip first, then what its design draws. Raises ScenarioError."""
    problems = _idle(vary, where)
    axes: list[Axis] = []
    given: list[Values] = []
    try:
        given = [*listed(vary.list), *grid(vary.grid), *zipped(vary.zip, where, ("vary", "zip"))]
    except ScenarioError as error:
        problems += error.problems
    try:
        axes = axes_of(vary.parameters, base, vary.ranges, vary.groups, where) if vary.design is not None else []
    except ScenarioError as error:
        problems += error.problems
    if problems:
        raise ScenarioError(problems)
    contexts = given + (drawn(axes, positions(axes, vary.design, vary.draws, vary.seed)) if vary.design is not None else [])
    if vary.fresh_people:
        contexts = [values | {"run.seed": base.run.seed + number} for number, values in enumerate(contexts, 1)]
    if vary.own_values or not contexts:
        contexts = [{}, *contexts]
    ways = " + ".join(way for way in ("list", "grid", "zip") if getattr(vary, way))
    drawing = Drawing(vary.design or ways or "own values", len(given) + 1, {axis.path: axis.group for axis in axes})
    return Varied(tuple(contexts), tuple(axes), drawing)


def _idle(vary: VarySheet, where: Whereabouts) -> list[Problem]:
    """What a file says under [vary] that would change nothing."""
    needs = ("draws", "parameters", "ranges", "groups", "seed") if vary.design is None else ()
    problems = [where.problem(("vary", key), None, "does nothing without a `design`")
                for key in needs if key in vary.model_fields_set]  # fmt: skip
    if vary.design is not None and vary.design not in GROUPING and vary.groups:
        told = f"does nothing with the design {vary.design}: {' and '.join(GROUPING)} move groups together"
        problems.append(where.problem(("vary", "groups"), None, told))
    lists = {(way, path): values for way in ("list", "grid", "zip") for path, values in getattr(vary, way).items()}
    problems += [where.problem(("vary", *at), [], "expected at least one value") for at, values in lists.items() if not values]
    if vary.fresh_people and vary.design is None and not lists:
        problems.append(where.problem(("vary", "fresh_people"), True, "does nothing where nothing varies"))
    return problems


def pulling_nothing(vary: VarySheet, axes: Iterable[Axis], kinds: Iterable[str], where: Whereabouts) -> list[Problem]:
    """Paths ``policy.KIND...`` of a kind that no arm has: they would make the same runs again and again, as other contexts."""
    there = {kind.replace("_", "-") for kind in kinds}
    ways = {path: ("vary", way, path) for way in ("list", "grid", "zip") for path in getattr(vary, way)}
    problems: dict[str, Problem] = {}
    for path in (*ways, *(axis.path for axis in axes)):
        kind = "".join(parts(path)[1:2]).replace("_", "-")
        if path.startswith("policy.") and kind not in there:
            told = f"no arm has a policy {kind}, so that it would change nothing; arms have: {', '.join(sorted(there)) or 'none'}"
            near = "" if kind in POLICIES else nearest(kind, there)
            at = ways.get(path, ("vary", "parameters"))
            problems.setdefault(kind, where.problem(at, None if path in ways else path, told, near))
    return list(problems.values())
