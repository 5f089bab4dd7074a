"""What a comparison runs: arms, placebo, weights of expectation, contexts; and where it keeps them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from remitsim.apart import PLACEBO
from remitsim.batches.arms import NOTHING, Arm, arms_of
from remitsim.batches.design import Asked, Run, runs_of, seeded
from remitsim.comparing.contexts import Axis, axes_of, drawn
from remitsim.comparing.readings import asked_for
from remitsim.scenario import Scenario, load_scenario, with_values
from remitsim.sheets.trouble import Problem, ScenarioError

PLACEBO_ARM = Arm("placebo", "One more person abroad: how much nothing at all would change", (), {"policy.assign": PLACEBO},
                  True)  # fmt: skip
STEPS = (20, 40, 80, 160)  # pairs in all at which --until looks


@dataclass(frozen=True)
class Plan:
    """Everything that will run. ``expecting``: arm name -> (weight, arm) variants that are told in the options table."""

    world: str
    base: Scenario
    arms: tuple[Arm, ...]
    baseline: str
    populations: int
    lucks: int
    contexts: tuple[dict[str, Any], ...]
    axes: tuple[Axis, ...]
    expecting: dict[str, tuple[tuple[float, Arm], ...]]
    asked: Asked

    @property
    def options(self) -> tuple[Arm, ...]:
        """Arms without the baseline."""
        return tuple(arm for arm in self.arms if arm.name != self.baseline)

    def main_runs(self) -> list[Run]:
        """Arms, placebo and variants on every population and luck, whole pairs together."""
        variants = [arm for pairs in self.expecting.values() for _, arm in pairs]
        first = self.base.run.seed
        return runs_of([*self.arms, PLACEBO_ARM, *variants], self.base, range(first, first + self.populations),
                       range(1, self.lucks + 1), asked=self.asked)  # fmt: skip

    def context_runs(self) -> list[Run]:
        """Every arm once in each other context."""
        return runs_of(self.arms, self.base, [self.base.run.seed], [1], self.contexts, self.asked) if self.contexts else []

    def grown(self, pairs: int) -> Plan:
        """The same with so many pairs in all: populations grow with lucks at 4, so that old runs serve again."""
        return replace(self, populations=max(self.populations, -(-pairs // self.lucks)))

    @property
    def names_it(self) -> str:
        """Hash of what may not differ between options kept in one folder: the world, people, months, what is kept."""
        return seeded(self.base, 0, 1).hash()


def planned(
    world: str | Scenario, names: Sequence[str | Arm], *, baseline: str | None, populations: int, lucks: int,
    contexts: int, expected: Sequence[float], people: int | None, months: int | None, by: Sequence[str],
    kept: Sequence[Arm] = (), varied: Sequence[dict[str, Any]] = (),
) -> Plan:  # fmt: skip
    """The plan of a comparison. Raises ScenarioError, all at once.

    ``kept``, ``varied``: arms and values of contexts of an earlier one in the same folder, so that its runs serve again.
    """
    given = {"run.people": people, "run.months": months}
    values = {path: value for path, value in given.items() if value is not None}
    base = load_scenario(world, values) if isinstance(world, str) else with_values(world, values) if values else world
    problems = _mistakes(populations, lucks, contexts, expected, base.run.months)
    arms: tuple[Arm, ...] = ()
    try:
        arms = _arms(names, base, baseline, kept)
    except ScenarioError as error:
        problems += error.problems
    if arms and len(arms) < 2:
        problems.append(Problem("compare", None, "", None, "expected at least two options, as: compare spain none citizenship"))
    expecting = {} if problems else _expecting(arms, expected)
    if expected and not expecting and not problems:
        problems.append(Problem("--expected", None, "", None, "no option here offers a status that could be expected again"))
    if problems:
        raise ScenarioError(problems)
    reference = _plain(baseline) if baseline else next((arm.name for arm in arms if arm.name == NOTHING), arms[0].name)
    axes, values_drawn = _contexts(axes_of(arms, base), contexts, varied)
    named = world if isinstance(world, str) else base.name
    return Plan(named, base, arms, reference, populations, lucks, values_drawn, axes, expecting, asked_for(by))


def _contexts(
    axes: tuple[Axis, ...], count: int, varied: Sequence[dict[str, Any]]
) -> tuple[tuple[Axis, ...], tuple[dict[str, Any], ...]]:
    """Axes and values of each context: those of an earlier comparison where it had as many, else drawn anew."""
    if not count or len(varied) < count:
        return axes, tuple(drawn(axes, count))
    return tuple(axis for axis in axes if axis.path in varied[0]), tuple(varied[:count])


def _arms(names: Sequence[str | Arm], base: Scenario, baseline: str | None, kept: Sequence[Arm]) -> tuple[Arm, ...]:
    wanted = [name for name in names if isinstance(name, str)] + ([baseline] if baseline else [])
    found = {arm.name: arm for arm in (*kept, *arms_of(wanted, base), *(arm for arm in names if isinstance(arm, Arm)))}
    order = [_plain(name) if isinstance(name, str) else name.name for name in names]
    ordered = dict.fromkeys([*(arm.name for arm in kept), *([_plain(baseline)] if baseline else []), *order])
    return tuple(found[name] for name in ordered if name in found)


def _plain(name: str) -> str:
    """An arm's name as `arms.arms_of` writes it."""
    pieces = [piece.strip() for piece in name.split("+")]
    return " + ".join(piece for piece in dict.fromkeys(pieces) if piece != NOTHING) or NOTHING


def _mistakes(populations: int, lucks: int, contexts: int, expected: Sequence[float], months: int) -> list[Problem]:
    wrong = []
    for name, value, least in (("--populations", populations, 1), ("--lucks", lucks, 1), ("--contexts", contexts, 0)):
        if value < least:
            wrong.append(Problem(name, None, "", value, f"expected a whole number of at least {least}"))
    if months < 12:
        wrong.append(Problem("--months", None, "", months, "expected at least 12: gains are told by year"))
    wrong += [Problem("--expected", None, "", weight, "expected weights from 0 to 1") for weight in expected
              if not 0.0 <= weight <= 1.0]  # fmt: skip
    return wrong


def _expecting(arms: Sequence[Arm], weights: Sequence[float]) -> dict[str, tuple[tuple[float, Arm], ...]]:
    """Variants of every regularisation by how much the same is expected again."""
    return {
        arm.name: tuple((weight, _expects(arm, weight)) for weight in weights)
        for arm in arms if weights and any(_offers(path, table) for path, table in arm.values.items())
    }  # fmt: skip


def _offers(path: str, table: Any) -> bool:
    return path == "policy.regularisation" and isinstance(table, dict) and table.get("option") != "services"


def _expects(arm: Arm, weight: float) -> Arm:
    values = {path: {**table, "expected": weight} if _offers(path, table) else table for path, table in arm.values.items()}
    return replace(arm, name=f"{arm.name}, expected again with weight {weight:g}", values=values)


def kept_in(folder: Path, force: bool) -> dict[str, Any] | None:
    """What an earlier comparison in ``folder`` tells of itself. Raises ScenarioError where the folder holds other things."""
    if folder.exists() and not folder.is_dir():
        raise ScenarioError([Problem("--out", None, "", str(folder), "this is a file, not a folder")])
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    told = folder / "comparison.json"
    if told.is_file():
        earlier: dict[str, Any] = json.loads(told.read_text("utf-8"))
        return earlier
    if {path.name for path in folder.iterdir()} == {"store"} or force:
        return None
    raise ScenarioError([Problem("--out", None, "", str(folder), "the folder holds something else; --force writes into it, "
                                 "or name another")])  # fmt: skip
