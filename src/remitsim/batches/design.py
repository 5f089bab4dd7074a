"""The table of runs: arms x contexts x populations x lucks, each named by the hash of what it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from remitsim import rules
from remitsim.batches.arms import Arm
from remitsim.indicators import headlines
from remitsim.run import policies_of
from remitsim.scenario import Scenario, with_values
from remitsim.sheets.trouble import parts

PACKAGE = Path(rules.__file__).parent
# what draws runs up, keeps or tells them, and never makes one; whatever is not named here counts as making
TELLING = (
    "__init__.py", "__main__.py", "analysis", "app", "batches/__init__.py", "batches/arms.py", "batches/batch.py",
    "batches/cluster.py", "batches/compacting.py", "batches/compiling.py", "batches/design.py", "batches/experiment.py",
    "batches/exporting.py", "batches/memory.py", "batches/plans.py", "batches/runner.py", "batches/schedule.py",
    "batches/shards.py", "batches/speed.py", "batches/store.py", "batches/vary.py", "batches/verify.py",
    "batches/watch.py", "claims", "claims_page.py", "claims_pictures.py", "cli.py", "cli_analysis.py", "cli_batch.py",
    "cli_claims.py", "cli_compare.py", "comparing", "experiments_shipped", "explain.py", "figures", "manifest.py",
    "model.py", "odd", "odd.py", "progress.py", "report", "screen.py", "sensitivity", "view_sets.py", "views.py",
    "worlds",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a run keeps. ``indicators`` by name; ``by``: bands to cut by beside the whole (``"trade: employment"``
    cuts what it names alone); ``crosses``: month-0 crosses.

    ``monthly``: indicators kept by month beside the years. ``gains``, ``flows``: whether those tables are kept.
    ``lines``: keep these lines alone (`lines`), in place of whole indicators. ``cohorts``: cohorts as `cohorts` writes them.
    """

    indicators: tuple[str, ...] = field(default_factory=lambda: tuple(entry.name for entry in headlines()))
    by: tuple[str, ...] = ()
    crosses: tuple[str, ...] = ()
    monthly: tuple[str, ...] = ()
    gains: bool = False
    flows: bool = False
    lines: tuple[tuple[str, str, str, str], ...] = ()
    cohorts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """One life of one world.

    ``context``: 0 is the scenario's own values, else ``values`` are laid over it. ``population`` and ``luck`` are
    the seeds; ``identity`` hashes everything but them. ``base``: the scenario without this context's values. Checked
    scenarios are laid when asked for: thousands of runs that each held two would fill the memory.
    """

    world: str
    arm: Arm
    context: int
    values: dict[str, Any]
    population: int
    luck: int
    asked: Asked
    identity: str
    start_hash: str
    base: Scenario
    base_hash: str

    @cached_property
    def key(self) -> str:
        """Names the run (32 hex digits): resolved scenario, arm, seeds, what is asked, and the source of the rules."""
        return _digest([self.identity, self.population, self.luck])[:32]

    @property
    def start(self) -> Scenario:
        """The scenario that the world is burnt in with, seeds apart."""
        return _start_of(self.base, self.values)

    @property
    def scenario(self) -> Scenario:
        """The resolved scenario with policies, population and luck."""
        return seeded(_laid_on(self.start, self.arm, self.values), self.population, self.luck)

    @property
    def burnt_from(self) -> Scenario:
        """The scenario that decides the burnt-in world, which all arms and lucks of a context and population share."""
        return seeded(self.start, self.population, 1)

    def labels(self) -> dict[str, Any]:
        """What tables call it: key, world, arm, context, population, luck."""
        return {"key": self.key, "world": self.world, "arm": self.arm.name, "context": self.context,
                "population": self.population, "luck": self.luck}  # fmt: skip


def runs_of(
    arms: Sequence[Arm], base: Scenario, populations: Sequence[int], lucks: Sequence[int],
    contexts: Sequence[Mapping[str, Any]] = ({},), asked: Asked | Sequence[Asked] | None = None,
) -> list[Run]:  # fmt: skip
    """Every run, interleaved: a batch cut short has whole sets of arms, and all contexts of the first populations.

    ``contexts``: values laid over ``base``; an empty one is context 0, others count from 1. A context's
    own ``run.seed`` takes the place of the first population. ``asked``: of all arms, or one an arm. Raises ScenarioError.
    """
    kept = [asked or Asked()] * len(arms) if asked is None or isinstance(asked, Asked) else asked
    numbers, counted = [], 0
    for values in contexts:
        counted += bool(values)
        numbers.append(counted if values else 0)
    laid = [_context_runs(arms, base, number, values, kept)
            for number, values in zip(numbers, contexts, strict=True)]  # fmt: skip
    runs = []
    for population in populations:
        for values, templates in zip(contexts, laid, strict=True):
            seed = int(values.get("run.seed", populations[0])) + population - populations[0]
            runs += [replace(run, population=seed, luck=luck) for luck in lucks for run in templates]
    return runs


def _context_runs(
    arms: Sequence[Arm], base: Scenario, number: int, values: Mapping[str, Any], kept: Sequence[Asked]
) -> list[Run]:
    """Runs of a context without seeds. A policy's value counts in the arms that have the policy."""
    start = _start_of(base, values)
    begun, name = _unseeded(start), _unseeded(base)
    made = []
    for arm, asked in zip(arms, kept, strict=True):
        laid = _laid_on(start, arm, values)
        ended = begun if laid is start else _unseeded(laid)
        identity = _digest([begun, ended, asdict(asked), source_of_runs()])
        made.append(Run(base.name, arm, number, dict(values), 0, 0, asked, identity, begun, base, name))
    return made


def _is_lever(path: str) -> bool:
    return path.startswith("policy.")


def _start_of(base: Scenario, values: Mapping[str, Any]) -> Scenario:
    of_world = {path: value for path, value in values.items() if not _is_lever(path)}
    return with_values(base, of_world) if of_world else base


def _laid_on(start: Scenario, arm: Arm, values: Mapping[str, Any]) -> Scenario:
    return _pulled(arm.scenario(start), {path: value for path, value in values.items() if _is_lever(path)})


def _pulled(laid: Scenario, levers: Mapping[str, Any]) -> Scenario:
    """A scenario with the levers that it has set to these values, wherever several of a kind stand."""
    values: dict[str, Any] = {}
    for path, value in levers.items():
        kind, key = parts(path)[1].replace("_", "-"), ".".join(parts(path)[2:])
        for name, table in laid.policies.items():
            if name.replace("_", "-") == kind:
                labelled = bool(table) and all(isinstance(entry, dict) for entry in table.values())
                values |= {f"policy.{name}.{label}.{key}": value for label in table} if labelled else {
                    f"policy.{name}.{key}": value}  # fmt: skip
    if not values:
        return laid
    pulled = with_values(laid, values)
    policies_of(pulled)
    return pulled


def seeded(scenario: Scenario, population: int, luck: int) -> Scenario:
    """The same checked scenario with other seeds."""
    run = scenario.run.model_copy(update={"seed": population, "luck": luck})
    tree = {**scenario.tree, "run": {**scenario.tree.get("run", {}), "seed": population, "luck": luck}}
    return replace(scenario, sheet=scenario.sheet.model_copy(update={"run": run}), tree=tree)


def _unseeded(scenario: Scenario) -> str:
    return seeded(scenario, 0, 1).hash()


def tells(inside: Path) -> bool:
    """Whether a file of the package, or a folder that it is in, is named in ``TELLING``."""
    return any(part.as_posix() in TELLING for part in (inside, *inside.parents))


@cache
def source_of_runs() -> str:
    """Hash (16 hex digits) of the sources and data that decide what a run's tables hold, policies among them."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        if path.is_file() and path.suffix in (".py", ".csv", ".gz", ".toml") and not tells(inside):
            digest.update(inside.as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _digest(values: Any) -> str:
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
