"""Arms of claims: ready policies, and the doses and lists that only claims use (``experiments/claims/arms.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from remitsim.batches.arms import NOTHING, Arm, arm_of
from remitsim.claims.catalogue import claims_folder
from remitsim.policies.ready import read_ready, ready
from remitsim.scenario import Scenario
from remitsim.sheets.trouble import Problem, ScenarioError, nearest

KEYS = ("title", "parts", "policy", "set")


@cache
def library() -> dict[str, dict[str, Any]]:
    """Arms by name as the file has them. Raises ScenarioError if the file cannot be used."""
    file = claims_folder() / "arms.toml"
    try:
        tree = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    except ValueError as error:
        raise ScenarioError([Problem(str(file), None, "", None, f"not TOML in UTF-8: {error}")]) from None
    wrong = [
        Problem(str(file), None, f"{name}.{key}", None, f"an arm holds {', '.join(KEYS)}", nearest(key, KEYS))
        for name, entry in tree.items() for key in entry if key not in KEYS
    ]  # fmt: skip
    if wrong:
        raise ScenarioError(wrong)
    return tree


def option(name: str) -> Arm:
    """An arm by name, parts joined by ``+``. Raises ScenarioError with the nearest name."""
    pieces = [piece.strip() for piece in name.split("+") if piece.strip() != NOTHING]
    tables: dict[str, dict[str, Any]] = {}
    values: dict[str, Any] = {}
    named: list[str] = []
    titles = []
    for piece in pieces:
        entry = library().get(piece)
        if entry is None and piece not in ready():
            known = [*library(), *ready()]
            raise ScenarioError([Problem(f"arm {name}", None, "", piece, "no such arm", nearest(piece, known))])
        titles.append(_title(piece, entry))
        parts = entry.get("parts", []) if entry is not None else [piece]
        named += parts
        for label, policies in [*((part, read_ready(part).get("policy", {})) for part in parts),
                                (piece, entry.get("policy", {}) if entry is not None else {})]:  # fmt: skip
            for kind, table in policies.items():
                tables.setdefault(kind, {})[label] = table
        values |= entry.get("set", {}) if entry is not None else {}
    for kind, labelled in tables.items():
        values[f"policy.{kind}"] = next(iter(labelled.values())) if len(labelled) == 1 else _flat(labelled)
    arm = arm_of(name, (), values, " + ".join(titles) or "As things are")
    return Arm(arm.name, arm.title, tuple(named), arm.values, arm.yardstick)


def _flat(labelled: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Several policies of a kind under labels; a piece that holds several already brings its own labels."""
    told: dict[str, Any] = {}
    for label, table in labelled.items():
        if table and all(isinstance(inner, dict) for inner in table.values()):
            told |= {f"{label}-{inner}": entry for inner, entry in table.items()}
        else:
            told[label] = table
    return told


def _title(piece: str, entry: dict[str, Any] | None) -> str:
    told = entry.get("title") if entry is not None else read_ready(piece).get("title")
    return str(told or piece)


def options(names: Iterable[str], base: Scenario) -> dict[str, Arm]:
    """Arms by name, each checked on the world. Raises ScenarioError with every mistake of every arm."""
    made: dict[str, Arm] = {}
    problems: dict[str, Problem] = {}
    for name in names:
        try:
            made[name] = option(name)
            made[name].scenario(base)
        except ScenarioError as error:
            problems |= {str(problem): problem for problem in error.problems}
    if problems:
        raise ScenarioError(problems.values())
    return made


def with_own_parameters(arm: Arm, values: dict[str, Any]) -> Arm:
    """An arm whose policies take this context's values of their own parameters (``policy.KIND.field``)."""
    laid = dict(arm.values)
    for path, value in values.items():
        _, kind, field = path.split(".")
        table = laid.get(f"policy.{kind}")
        if table is not None:
            several = bool(table) and all(isinstance(entry, dict) for entry in table.values())
            laid[f"policy.{kind}"] = (
                {label: {field: value} | entry for label, entry in table.items()} if several else {field: value} | table
            )
    return Arm(arm.name, arm.title, arm.parts, laid, arm.yardstick)
