"""Experiment files: a world, arms, what varies and how, how often, and what is kept; checked, all mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import Field, ValidationError

from remitsim.bands import BANDS
from remitsim.batches.arms import Arm, arm_of, pieces_of
from remitsim.batches.design import Asked, Run, runs_of
from remitsim.batches.vary import Axis, Design, Drawing, Sheet, Values, Varied, VarySheet, pulling_nothing, varied
from remitsim.figures_of_month import BANDS_NOW
from remitsim.indicators import INDICATORS, headlines
from remitsim.scenario import Scenario, load_scenario
from remitsim.sheets.trouble import Problem, ScenarioError, Whereabouts, nearest, parts, read_toml

# kept by month unless the file names others
MAIN = ("migrants", "irregular", "arrivals", "exits", "unemployment_native", "wage_migrant", "sent", "treasury_balance")

Count = Annotated[int, Field(ge=1, le=10_000)]
Plain = float | int | str | bool


class ArmSheet(Sheet):
    """An arm of the file's own: ready policies by name, parameters by path, and policies written out."""

    title: str = ""
    policies: list[str] = []
    set: dict[str, Plain] = {}
    policy: dict[str, dict[str, Any]] = {}


class KeepSheet(Sheet):
    """What every run leaves behind; ``indicators`` and ``monthly`` by name, ``by`` and ``crosses`` bands."""

    indicators: list[str] = [entry.name for entry in headlines()]
    monthly: list[str] = list(MAIN)
    by: list[str] = []
    crosses: list[str] = []
    gains: bool = False
    flows: bool = False


class ExperimentSheet(Sheet):
    """An experiment file."""

    title: str = ""
    about: str = ""
    world: str
    arms: Annotated[list[str], Field(min_length=1)]
    baseline: str = ""
    replicates: Count = 1
    populations: Count = 1
    run: dict[str, int | float] = {}
    set: dict[str, Plain] = {}
    arm: dict[str, ArmSheet] = {}
    vary: VarySheet = VarySheet()
    keep: KeepSheet = KeepSheet()


@dataclass(frozen=True)
class Experiment:
    """A checked experiment: ``contexts`` are values to lay over ``base``, ``axes`` what a design draws from.

    ``drawing``: how the contexts came about, for those who read the runs.
    """

    name: str
    file: Path
    sheet: ExperimentSheet
    base: Scenario
    arms: tuple[Arm, ...]
    contexts: tuple[Values, ...]
    axes: tuple[Axis, ...]
    asked: Asked
    drawing: Drawing = field(default_factory=Drawing)

    @property
    def title(self) -> str:
        """One line for people."""
        return self.sheet.title or self.name

    def runs(self, replicates: int | None = None) -> list[Run]:
        """The table of runs; ``replicates`` in place of the file's. Raises ScenarioError."""
        seed, luck = self.base.run.seed, self.base.run.luck
        populations = range(seed, seed + self.sheet.populations)
        lucks = range(luck, luck + (replicates or self.sheet.replicates))
        return runs_of(self.arms, self.base, populations, lucks, self.contexts, self.asked)


def experiment_folder() -> Path:
    """Where the ready experiments are: in the installed package, or beside the sources."""
    packed = Path(str(resources.files("remitsim"))) / "experiments_shipped"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / "experiments"


def ready_experiments() -> dict[str, Path]:
    """Files of ready experiments by name."""
    return {file.stem: file for file in sorted(experiment_folder().glob("*.toml"))}


def find_experiment(name_or_path: str) -> Path | None:
    """The file that a name or path means, if there is one."""
    file = Path(name_or_path)
    return file if file.suffix == ".toml" and file.is_file() else ready_experiments().get(name_or_path)


def load_experiment(name_or_path: str) -> Experiment:
    """Read and check an experiment by name or path. Raises ScenarioError with every mistake found."""
    file = find_experiment(name_or_path)
    if file is None:
        raise ScenarioError([Problem(name_or_path, None, "", None, "no such experiment or file",
                                     nearest(name_or_path, ready_experiments()))])  # fmt: skip
    tree, where = read_toml(file)
    try:
        sheet = ExperimentSheet.model_validate(tree)
    except ValidationError as error:
        raise ScenarioError(_told(detail, where) for detail in error.errors()) from None
    return _checked(file, sheet, where)


def _checked(file: Path, sheet: ExperimentSheet, where: Whereabouts) -> Experiment:
    problems = _wrong_names(sheet, where)
    values = {**{f"run.{key}": value for key, value in sheet.run.items()}, **sheet.set}
    try:
        base = load_scenario(_beside(file, sheet.world), values)
    except ScenarioError as error:
        raise ScenarioError([*problems, *_at_home(error.problems, where)]) from None
    arms, wrong = _arms(sheet, base, where)
    made = Varied((), (), Drawing())
    problems += wrong
    try:
        made = varied(sheet.vary, base, where)
    except ScenarioError as error:
        problems += _at_home(error.problems, where, ("vary",))
    if not wrong:
        kinds = {kind for arm in arms for kind in arm.scenario(base).policies}
        problems += pulling_nothing(sheet.vary, made.axes, kinds, where)
    keep = sheet.keep
    asked = Asked(tuple(keep.indicators), tuple(keep.by), tuple(keep.crosses), tuple(keep.monthly), keep.gains, keep.flows)
    if not problems:
        problems += _impossible(arms, base, made, where)
    if problems:
        raise ScenarioError(problems)
    return Experiment(file.stem, file, sheet, base, arms, made.contexts, made.axes, asked, made.drawing)


def _beside(file: Path, world: str) -> str:
    """A world by name, or a file beside the experiment's."""
    return str(file.parent / world) if world.endswith(".toml") and not Path(world).is_absolute() else world


def _arms(sheet: ExperimentSheet, base: Scenario, where: Whereabouts) -> tuple[tuple[Arm, ...], list[Problem]]:
    arms: dict[str, Arm] = {}
    problems: dict[str, Problem] = {}
    for number, name in enumerate(sheet.arms):
        try:
            arm = _arm(name, sheet)
            arm.scenario(base)
            arms[arm.name] = arm
        except ScenarioError as error:
            found = _at_home(error.problems, where, ("arms", str(number)))
            problems |= {str(problem): problem for problem in found}
    unused = set(sheet.arm) - {piece for name in sheet.arms for piece in pieces_of(name)}
    told = "this arm is not among `arms`"
    return tuple(arms.values()), [*problems.values(), *(where.problem(("arm", name), None, told) for name in sorted(unused))]


def _arm(name: str, sheet: ExperimentSheet) -> Arm:
    """Pieces joined by ``+``: the file's own arms, and ready policies."""
    pieces = pieces_of(name)
    own = [sheet.arm[piece] for piece in pieces if piece in sheet.arm]
    ready = [policy for piece in pieces for policy in (sheet.arm[piece].policies if piece in sheet.arm else [piece])]
    values: Values = {}
    for arm in own:
        values |= {f"policy.{kind}": table for kind, table in arm.policy.items()} | arm.set
    title = " + ".join(arm.title for arm in own if arm.title)
    return arm_of(" + ".join(pieces), ready, values, title if len(own) == len(pieces) else "")


def _impossible(arms: Sequence[Arm], base: Scenario, made: Varied, where: Whereabouts) -> list[Problem]:
    """What the values of [vary] break: each value of a list, and the ends of every axis."""
    ends = [{axis.path: axis.value(at)} for axis in made.axes for at in (0.0, 1.0)]
    tried = [*ends, *made.contexts[: made.drawing.first]]
    problems: dict[str, Problem] = {}
    for values in tried:
        try:
            runs_of(arms, base, [base.run.seed], [base.run.luck], [values])
        except ScenarioError as error:
            problems |= {str(problem): problem for problem in _at_home(error.problems, where, ("vary",))}
    return list(problems.values())


def _wrong_names(sheet: ExperimentSheet, where: Whereabouts) -> list[Problem]:
    problems = []
    for key in ("indicators", "monthly"):
        problems += [where.problem(("keep", key), name, "no such indicator", nearest(name, INDICATORS))
                     for name in getattr(sheet.keep, key) if name not in INDICATORS]  # fmt: skip
    bands = (*BANDS, *BANDS_NOW)
    crossed = [piece.strip() for name in sheet.keep.crosses for piece in name.split(" x ")]
    problems += [where.problem(("keep", "by"), name, f"no such band; there are: {', '.join(dict.fromkeys(bands))}",
                               nearest(name, bands))
                 for name in (*(name.removesuffix(" at month 0") for name in sheet.keep.by), *crossed)
                 if name not in bands]  # fmt: skip
    if sheet.baseline and sheet.baseline not in sheet.arms:
        problems.append(where.problem(("baseline",), sheet.baseline, "is none of the arms", nearest(sheet.baseline, sheet.arms)))
    return problems


def _at_home(problems: Iterable[Problem], where: Whereabouts, above: tuple[str, ...] = ()) -> list[Problem]:
    """Problems with values that the experiment gave, told with its file and line."""
    told = []
    for problem in problems:
        if problem.file.startswith(("given value", "--policy", "arm ", "[vary]")):
            dotted = problem.file.removeprefix("given value ")
            given = parts(dotted)
            varied = (("vary", kind, dotted) for kind in ("list", "grid", "zip"))
            paths = (*varied, (*above, *given), ("set", dotted), given, above)
            found = next((where.entries[path] for path in paths if path in where.entries), where.find(above or ("world",)))
            key = problem.key or problem.file.removeprefix("--policy ")
            told.append(Problem(found[0], found[1], key, problem.value, problem.expected, problem.nearest))
        else:
            told.append(problem)
    return told


def _told(detail: Any, where: Whereabouts) -> Problem:
    """One complaint of pydantic in words that name what to write instead."""
    path = tuple(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        kind = _sheet_at(path[:-1])
        near = nearest(path[-1], kind.model_fields)
        known = "" if near else f"; known: {', '.join(kind.model_fields)}"
        return where.problem(path, detail["input"], f"no such key{known}", near)
    if detail["type"] == "missing":
        return where.problem(path, None, "must be said")
    if detail["type"] == "literal_error":
        options = get_args(Design)
        near = nearest(str(detail["input"]), options)
        return where.problem(path, detail["input"], f"expected one of {', '.join(options)}", near)
    return where.problem(path, detail["input"], "expected " + str(detail["msg"]).removeprefix("Input should be "))


def _sheet_at(path: Sequence[str]) -> type[Sheet]:
    tables: dict[str, type[Sheet]] = {"vary": VarySheet, "keep": KeepSheet, "arm": ArmSheet}
    return tables.get(path[0], ExperimentSheet) if path else ExperimentSheet
