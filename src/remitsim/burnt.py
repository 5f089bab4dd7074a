"""Burnt-in worlds: made once, kept by the hash of what made them, branched by every run."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import platform
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from remitsim import rules
from remitsim.burning import burn_in
from remitsim.populate import populate
from remitsim.progress import Progress, Quiet
from remitsim.scenario import Scenario
from remitsim.start_from import start
from remitsim.world.world import World

KEPT = 40  # files; the least used go first
PACKAGE = Path(rules.__file__).parent
# what looks at worlds and never makes one; whatever is not named here counts as making
ONLOOKERS = (
    "__init__.py", "__main__.py", "analysis", "apart.py", "app", "bands.py", "batches", "blocks.py", "burnt.py",
    "claims", "claims_page.py", "claims_pictures.py", "cli.py", "cli_analysis.py", "cli_batch.py", "cli_claims.py",
    "cli_compare.py", "cohorts.py", "collector.py", "comparing", "entries.py", "experiments_shipped", "explain.py",
    "figures", "figures_of_homes.py", "figures_of_month.py", "gains.py", "indicators", "lines.py", "manifest.py",
    "model.py", "policies", "progress.py", "reading.py", "report", "results.py", "run.py", "screen.py",
    "snapshots.py", "sorted_figures.py", "view_sets.py", "views.py",
)  # fmt: skip


@cache
def makers_hash() -> str:
    """Hash (16 hex digits) of the sources and data that decide a burnt-in world."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        if path.is_file() and path.suffix in (".py", ".csv", ".gz", ".toml") and inside.parts[0] not in ONLOOKERS:
            digest.update(inside.as_posix().encode())
            digest.update(path.read_bytes())
    digest.update(f"{platform.python_version_tuple()[:2]} {np.__version__}".encode())
    return digest.hexdigest()[:16]


def cached_file(scenario: Scenario) -> Path:
    """Where the burnt-in world of a scenario is kept."""
    return rules.cache_folder() / "worlds" / f"{scenario.name}-{scenario.world_hash()}-{makers_hash()}.pickle"


def populated(scenario: Scenario) -> World:
    """A world before burn-in."""
    run = scenario.run
    return populate(start(scenario), scenario.settings, run.people, run.seed, run.burn_in)


def burnt_in(scenario: Scenario, progress: Progress | None = None, keep: bool = True) -> World:
    """A world at month 0, of its own: from the cache, or populated, burnt in and (``keep``) kept there."""
    world = kept(scenario)
    if world is None:
        world = _burn(scenario, progress or Quiet())
        if keep:
            _keep(world, cached_file(scenario))
    return world


def kept(scenario: Scenario) -> World | None:
    """The burnt-in world of an earlier run, if the cache has it."""
    return read_world(cached_file(scenario))


def _burn(scenario: Scenario, progress: Progress) -> World:
    if not rules.compiled_already():
        progress.say("Compiling the rules: a minute or two, once for this version")
    world = populated(scenario)
    months = scenario.run.burn_in
    for _ in progress.follow(burn_in(world, months), months, f"{scenario.name}: burn-in"):
        pass
    return world


def read_world(file: Path) -> World | None:
    """A kept world, or None if there is none that can be read."""
    try:
        with file.open("rb") as stream:
            world = pickle.load(stream)
        os.utime(file)
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError):
        return None
    return world if isinstance(world, World) else None


def write_world(world: World, file: Path) -> None:
    """Write a world to a file, whole or not at all. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(world, stream, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(name, file)
    finally:
        Path(name).unlink(missing_ok=True)


def _keep(world: World, file: Path) -> None:
    """Keep a world in the cache; a folder that cannot be written costs time, not the run."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_world(world, file)
        for old in sorted(file.parent.glob("*.pickle"), key=lambda f: f.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
