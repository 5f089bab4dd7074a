"""Which parameters that no claim names move its measures: a grouped Morris screening, once a world.

Groups are themes of behaviour (``leaving``, ``hiring``, ...) and tables of the world's inputs. Two more are yardsticks:
`ALREADY`, what the design varies anyway, and `LUCK`, other people and another luck. A group that moves an effect no more
than luck does tells nothing. Contexts are not judged plausible: a trajectory with a hole could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from remitsim.batches.runner import carry_out
from remitsim.batches.store import Store
from remitsim.batches.vary import Axis, positions
from remitsim.claims.carrying import figures_of
from remitsim.claims.contexts import Design, Dimension, behaviour_paths, dimension_of, setting_notes
from remitsim.claims.measures import effects_of
from remitsim.claims.plan import Plan
from remitsim.claims.reader import Missing, Reader
from remitsim.claims.sheet import Claim, Test
from remitsim.progress import Progress
from remitsim.sheets.trouble import Problem, ScenarioError

ALREADY, LUCK = "varied already", "luck"
NOT_SCREENED = ("anchors",)  # numbers of how burn-in learns, not of what people do
SEED = 72643
TRAJECTORIES = 4
OVER_LUCK = 2.0  # times what luck does, as a context is decided two noises from a line
WORTH = 0.5  # a group counts from half the smallest effect worth having on


@dataclass(frozen=True)
class Screening(Plan):
    """A plan whose contexts are Morris trajectories over groups: each step moves one group, all else stays."""

    trajectories: int = TRAJECTORIES

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Group of each axis of the design, the axis of luck last."""
        return (*(ALREADY for _ in self.axes), *(group_of(axis.path) for axis in unnamed(self)), LUCK)

    @cached_property
    def design(self) -> Design:
        """Points of the trajectories, one after the other; needs SALib. Raises ScenarioError without it."""
        axes = (*self.axes, *unnamed(self), Dimension(LUCK))
        told = [Axis(axis.path, 0.0, 1.0, group=group) for axis, group in zip(axes, self.groups, strict=True)]
        return Design(axes, positions(told, "morris", self.trajectories, SEED))

    @property
    def length(self) -> int:
        """Contexts of a trajectory: one a group, and where it sets out."""
        return len(set(self.groups)) + 1

    def values(self, context: int) -> dict[str, object]:
        """What a context lays over the scenario; luck is no parameter."""
        return {path: value for path, value in super().values(context).items() if path != LUCK}

    def people_seed(self, context: int) -> int:
        """A trajectory has one people and luck, till the step that moves luck."""
        other = self.design.positions[context - 1, -1] > 0.5  # a step of two thirds crosses the middle
        return 1 + 2 * ((context - 1) // self.length) + int(other)

    def seeds(self, arm: str, context: int) -> int:
        """One, luck being a group of its own; two where a best is picked on one and judged on another."""
        return 2 if any(claim.picks() for claim in self.read_by[arm]) else 1

    def steps(self) -> Iterator[tuple[str, int, int]]:
        """Group moved, context before, context after."""
        column = {group: self.groups.index(group) for group in dict.fromkeys(self.groups)}
        points = self.design.positions
        for first in range(0, len(points), self.length):
            for at in range(first, first + self.length - 1):
                for group, index in column.items():
                    if points[at, index] != points[at + 1, index]:
                        yield group, at + 1, at + 2


def unnamed(plan: Plan) -> tuple[Dimension, ...]:
    """Assumed parameters of behaviour and of the world with a range (or options) that the design does not vary."""
    had = {axis.path for axis in plan.axes} | {path for axis in plan.axes for path, _, _ in axis.targets}
    behaviour = [path for path in behaviour_paths() if path.partition(".")[0] not in NOT_SCREENED]
    assumed = [path for path in behaviour if (setting_notes(path) or {}).get("grade") == "assumed"]
    assumed += [row["path"] for row in plan.base.inputs() if row["grade"] == "assumed" and row["low"] != row["high"]]
    told = (dimension_of(path, plan.base) for path in dict.fromkeys(assumed) if path not in had)
    return tuple(axis for axis in told if axis is not None)


def group_of(path: str) -> str:
    """The theme of behaviour, or the table of the world's inputs, that a parameter belongs to."""
    first, _, rest = path.partition(".")
    return f"{first} of {rest.partition('.')[0]}" if first == "terms" else first


def screening(plan: Plan, trajectories: int = TRAJECTORIES) -> Screening:
    """The screening of a plan's claims on a plan's arms."""
    return Screening(plan.world, plan.claims, plan.base, plan.quick, plan.arms, plan.among, plan.tolerance,
                     trajectories=trajectories)  # fmt: skip


def screen(
    plan: Screening, store: Store, jobs: int | None = None, progress: Progress | None = None, cluster: str | None = None
) -> tuple[pd.DataFrame, bool]:
    """Run a screening; what it tells (`told_of`), and whether it was stopped. The store's runs are not done again."""
    runs = [run for context in range(1, len(plan.design.positions) + 1) for run in plan.runs(context)]
    outcome = carry_out(runs, store, jobs, progress, cluster)
    return told_of(plan, figures_of(store, runs)), outcome.stopped


def told_of(plan: Screening, figures: pd.DataFrame) -> pd.DataFrame:
    """One line a claim's test and group: how far the effect moves as the group goes two thirds of its ranges.

    ``size``: mean absolute change over the steps read, in the test's ``unit``; ``luck``: the same of `LUCK`;
    ``moves``: over twice luck's and at least half the smallest effect worth having (a comparison's: half its line).
    """
    reader, steps = Reader(figures), list(plan.steps())
    many = pd.Series(plan.groups).value_counts()
    told = [_of_test(reader, claim, test, steps, many) for claim in plan.claims for test in claim.judged()]
    parts = [part for part in told if len(part)]
    made = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if len(made):
        made.insert(0, "world", plan.world)
    return made


def _of_test(
    reader: Reader, claim: Claim, test: Test, steps: Sequence[tuple[str, int, int]], many: pd.Series[int]
) -> pd.DataFrame:
    try:
        effects = effects_of(reader, test, claim.baseline).groupby(level="context").mean()
    except Missing:
        return pd.DataFrame()
    rows = [{"group": group, "change": abs(effects.get(after, np.nan) - effects.get(before, np.nan))}
            for group, before, after in steps]  # fmt: skip
    told = pd.DataFrame(rows).groupby("group")["change"].agg(["mean", "max", "count"])
    if not told["count"].any():
        return pd.DataFrame()
    luck = float(told["mean"].get(LUCK, np.nan))
    least = WORTH * abs(test.line)
    return pd.DataFrame({
        "claim": claim.number, "test": test.name, "group": told.index, "parameters": many.reindex(told.index).to_numpy(),
        "size": told["mean"].to_numpy(), "largest": told["max"].to_numpy(), "luck": luck, "line": abs(test.line),
        "unit": test.unit, "steps read": told["count"].to_numpy(),
        "moves": ((told["mean"] > OVER_LUCK * luck) & (told["mean"] >= least)).to_numpy(),
    }).sort_values("size", ascending=False)  # fmt: skip


def found(table: pd.DataFrame, plan: Plan) -> tuple[Dimension, ...]:
    """Axes of the groups that a screening's table says move some measure of a plan's world."""
    here = table[(table["world"] == plan.world) & table["moves"] & ~table["group"].isin((ALREADY, LUCK))]
    groups = set(here["group"])
    return tuple(axis for axis in unnamed(plan) if group_of(axis.path) in groups)


def widened(plan: Plan, table: pd.DataFrame) -> Plan:
    """The plan with those axes in its design."""
    return replace(plan, also=found(table, plan))


def summary(table: pd.DataFrame) -> list[dict[str, str]]:
    """A line a world and group that moves a measure, most claims first: its parameters, and which tests it moves."""
    if not len(table):
        return []
    moving = table[table["moves"]]
    rows = []
    for (world, group), each in moving.groupby(["world", "group"], sort=False):
        tests = ", ".join(f"{row.claim} {row.test}" for row in each.itertuples())
        rows.append({"world": str(world), "group": str(group), "parameters": str(each["parameters"].iloc[0]), "moves": tests})
    return sorted(rows, key=lambda row: (row["world"], -row["moves"].count(",")))


def read_screening(file: Path | str) -> pd.DataFrame:
    """A table as ``remitsim claims screen`` wrote it. Raises ScenarioError if it is none."""
    try:
        table = pd.read_csv(file)
    except (OSError, ValueError) as error:
        raise ScenarioError([Problem(str(file), None, "--screened", None, f"cannot be read: {error}")]) from None
    lacking = {"world", "group", "moves"} - set(table.columns)
    if lacking:
        told = f"is no screening: lacks {', '.join(sorted(lacking))}"
        raise ScenarioError([Problem(str(file), None, "--screened", None, told)])
    return table


def keep_screening(told: Sequence[pd.DataFrame], file: Path) -> pd.DataFrame:
    """Write what worlds told; a file that is there keeps its other worlds. Raises ScenarioError if it is no screening."""
    parts = [part for part in told if len(part)]
    made = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if file.exists():
        had = read_screening(file)
        worlds = set(made["world"]) if len(made) else set()
        made = pd.concat([had[~had["world"].isin(worlds)], made], ignore_index=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    made.to_csv(file, index=False, float_format="%.4g")
    return made
