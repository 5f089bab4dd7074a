"""Arms: what is laid over a scenario, by names of ready policies (``"temporary-permit + employer-pays"``) or by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from remitsim.policies.ready import read_ready, values_of
from remitsim.policies.table import POLICIES
from remitsim.run import policies_of
from remitsim.scenario import Scenario, with_values
from remitsim.sheets.check import THEMES
from remitsim.sheets.trouble import Problem, ScenarioError, parts

NOTHING = "none"


@dataclass(frozen=True)
class Arm:
    """One option. ``values``: paths laid over a scenario from month 0 on, policies alone.

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
    """An arm of ready policies (names or files) with ``values`` of its own on top, by path.

    A parameter of behaviour among the values becomes a policy `set`: the world is burnt in with its old value.
    Raises ScenarioError with every path that is neither.
    """
    named = tuple(part for part in dict.fromkeys(policies) if part != NOTHING)
    laid: dict[str, Any] = values_of(named)
    if "parameter" in laid.get("policy.set", {}):  # room for more of its kind
        laid["policy.set"] = {"ready": laid["policy.set"]}
    wrong: list[Problem] = []
    for path, value in (values or {}).items():
        head = parts(path)[0]
        if head in THEMES or head == "settings":
            parameter = path.removeprefix("settings.")
            laid[f"policy.set.{parameter.replace('.', '-')}"] = {"parameter": parameter, "to": value}
        elif head == "policy":
            laid[path] = value
        else:
            told = ("an arm begins at month 0 of a burnt-in world: it may lay policies and parameters of behaviour over "
                    "it; what the world itself is belongs into the scenario or under [vary]")  # fmt: skip
            wrong.append(Problem(f"arm {name}", None, path, value, told))
    if wrong:
        raise ScenarioError(wrong)
    return Arm(name, title or _title(named), named, laid, any(_is_yardstick(path) for path in laid))


def _is_yardstick(path: str) -> bool:
    kind = POLICIES.get(parts(path)[1].replace("_", "-"))
    return kind is not None and kind.yardstick


def arms_of(names: Sequence[str], base: Scenario) -> tuple[Arm, ...]:
    """Arms by name, parts joined by ``+``, ``none`` for the empty one; the order is kept, a repeated name counts once.

    Raises ScenarioError with every mistake of every arm: unknown names, policies that do not fit the world,
    contradictions.
    """
    arms: dict[str, Arm] = {}
    problems: dict[str, Problem] = {}
    for name in names:
        pieces = pieces_of(name)
        plain = " + ".join(pieces)
        try:
            if "" in pieces:
                raise ScenarioError([Problem(name or '""', None, "", None, "expected names of policies joined by +")])
            arms[plain] = arm_of(plain, pieces)
            arms[plain].scenario(base)
        except ScenarioError as error:
            told = [replace(problem, file=f'"{plain}"') if problem.file.startswith("given value") else problem
                    for problem in error.problems]  # fmt: skip
            problems |= {str(problem): problem for problem in told}
    if problems:
        raise ScenarioError(problems.values())
    return tuple(arms.values())


def pieces_of(name: str) -> list[str]:
    """The parts of an arm's name, each once and without ``none``, which stands alone if nothing else does."""
    pieces = [piece.strip() for piece in name.split("+")]
    return [piece for piece in dict.fromkeys(pieces) if piece != NOTHING] or [NOTHING]


def _title(policies: Sequence[str]) -> str:
    if not policies:
        return "As things are"
    return " + ".join(str(read_ready(name).get("title", Path(name).stem)) for name in policies)
