"""remitsim: an exact agent-based simulator of migration.

``remitsim.load("spain", people=20_000, months=120, seed=1)`` gives a Mesa model, ``.run()`` its results.
`remitsim.run.run` does both without Mesa.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from remitsim.claims.claim import claim
    from remitsim.model import RemittanceModel, load
    from remitsim.results import Results
    from remitsim.scenario import Scenario, ScenarioError, load_scenario, with_values, worlds

__all__ = [
    "RemittanceModel",
    "Results",
    "Scenario",
    "ScenarioError",
    "claim",
    "load",
    "load_scenario",
    "with_values",
    "worlds",
]

# looked up when first asked for: a worker that only runs months need not load Mesa
_HOMES = {
    "claim": "claims.claim",
    "RemittanceModel": "model", "Results": "results", "Scenario": "scenario", "ScenarioError": "scenario",
    "load": "model", "load_scenario": "scenario", "with_values": "scenario", "worlds": "scenario",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'remitsim' has no attribute {name!r}")
    value = getattr(import_module(f"remitsim.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
