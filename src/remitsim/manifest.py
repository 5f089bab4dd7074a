"""What a result needs to be made again: scenario, sources, versions, data, time."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from remitsim import anchors, published
from remitsim.rules import rules_hash, source_hash
from remitsim.scenario import Scenario
from remitsim.world.world import World

_PACKAGES = ("remitsim", "numpy", "numba", "llvmlite", "scipy", "pandas", "pydantic", "mesa")


def version_of(package: str) -> str:
    """An installed version, or "not installed" (sources run from a checkout)."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def manifest_of(scenario: Scenario, world: World) -> dict[str, Any]:
    """Everything that made this run, as plain values; the caller adds how far it came."""
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "scenario_hash": scenario.hash(),
        "world_hash": scenario.world_hash(),
        "source_hash": source_hash(),
        "rules_hash": rules_hash(),
        "seed": scenario.run.seed,
        "luck": scenario.run.luck,
        "burn_in": scenario.run.burn_in,
        "months_asked": scenario.run.months,
        "rows": {"persons": len(world.persons), "households": len(world.households),
                 "employers": len(world.employers)},
        "real_people": int(world.persons["weight"].sum(dtype="int64")),
        "versions": {"python": platform.python_version(), **{name: version_of(name) for name in _PACKAGES}},
        "platform": platform.platform(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "data": {name: entry["vintage"] for name, entry in published.sources().items()},
        "anchors": anchors.table(world).to_dict("records"),
        "resolved": scenario.resolved(),
    }  # fmt: skip
