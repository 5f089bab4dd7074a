"""Arms: what is laid over a scenario, by names of ready policies (``"temporary-permit + employer-pays"``) or by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from remitsim.policies.ready import read_ready, values_of
from remitsim.run import policies_of
from remitsim.scenario import Scenario, with_values
from remitsim.sheets.check import THEMES
from remitsim.sheets.trouble import Problem, ScenarioError, parts

NOTHING = "none"
# what an arm may change of a world that is burnt in already
FROM_MONTH_0 = ("policy", "settings", *THEMES)


@dataclass(frozen=True)
class Arm:
    """One option. ``values``: paths laid over a scenario from month 0 on, policies and parameters of behaviour.

    ``parts``: the ready policies it is made of. ``yardstick``: it assigns people and is no policy.
    """

    name: str
    title: str = ""
    parts: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    yardstick: bool = False

    def scenario(self, base: Scenario) -> Scenario:
        """The scenario with this arm laid over it. Raises ScenarioError with all that is wrong."""
        if not self.values:
            return base
        laid = with_values(base, self.values)
        policies_of(laid)
        return laid


def arm_of(
    name: str, policies: Sequence[str] = (), values: Mapping[str, Any] | None = None, title: str = ""
) -> Arm:
    """An arm of ready policies (names or files) with values of its own on top. Raises ScenarioError."""
    named = tuple(part for part in dict.fromkeys(policies) if part != NOTHING)
    laid = values_of(named) | dict(values or {})
    wrong = [path for path in laid if parts(path)[0] not in FROM_MONTH_0]
    if wrong:
        told = ("an arm starts at month 0 of a burnt-in world: it may lay policies and parameters of behaviour over it; "
                "what the world itself is belongs into the scenario or under [vary]")  # fmt: skip
        raise ScenarioError([Problem(f"arm {name}", None, path, laid[path], told) for path in wrong])
    yardstick = any(parts(path)[:2] == ("policy", "assign") for path in laid)
    return Arm(name, title or _title(named), named, laid, yardstick)


def arms_of(names: Sequence[str], base: Scenario) -> tuple[Arm, ...]:
    """Arms by name, parts joined by ``+``, ``none`` for the empty one; the order is kept, a repeated name counts once.

    Raises ScenarioError with every mistake of every arm: unknown names, policies that do not fit the world,
    contradictions.
    """
    arms: dict[str, Arm] = {}
    problems: dict[str, Problem] = {}
    for name in names:
        pieces = [piece.strip() for piece in name.split("+")]
        plain = " + ".join(piece for piece in dict.fromkeys(pieces) if piece != NOTHING) or NOTHING
        try:
            if "" in pieces:
                raise ScenarioError([Problem(name or '""', None, "", None, "expected names of policies joined by +")])
            arms[plain] = arm_of(plain, pieces)
            arms[plain].scenario(base)
        except ScenarioError as error:
            problems |= {str(problem): problem for problem in error.problems}
    if problems:
        raise ScenarioError(problems.values())
    return tuple(arms.values())


def _title(policies: Sequence[str]) -> str:
    if not policies:
        return "As things are"
    return " + ".join(str(read_ready(name).get("title", Path(name).stem)) for name in policies)
