"""Ready policies: small files, each a named setting of one lever, that a run lays over its scenario."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from remitsim.policies.table import policies_from
from remitsim.scenario import world_folder
from remitsim.sheets.trouble import Problem, ScenarioError, nearest, read_toml

KEYS = ("title", "about", "source", "policy")


def ready() -> dict[str, Path]:
    """Files of ready policies by name."""
    return {file.stem: file for file in sorted((world_folder() / "policies").glob("*.toml"))}


def read_ready(name_or_path: str) -> dict[str, Any]:
    """A file of policies, by name or path, checked on its own. Raises ScenarioError."""
    file = Path(name_or_path) if name_or_path.endswith(".toml") else ready().get(name_or_path)
    if file is None or not file.is_file():
        raise ScenarioError([Problem(f"--policy {name_or_path}", None, "", None, "no such ready policy or file",
                                     nearest(name_or_path, ready()))])  # fmt: skip
    tree, where = read_toml(file)
    told = f"a file of policies holds {', '.join(KEYS)}"
    wrong = [where.problem((key,), None, told, nearest(key, KEYS)) for key in tree if key not in KEYS]
    tables = tree.get("policy", {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        wrong.append(where.problem(("policy",), None, "a policy is a table: [policy.<name>]"))
    if wrong:
        raise ScenarioError(wrong)
    policies_from(tables, where)
    return tree


def values_of(names: Sequence[str]) -> dict[str, Any]:
    """Values to lay over a scenario for these files; a kind that several files set is labelled by file.

    A kind replaces the scenario's own policy of that kind. Raises ScenarioError with what is wrong in all files.
    """
    by_kind: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            tables = read_ready(name).get("policy", {})
        except ScenarioError as error:
            problems += error.problems
            continue
        for kind, table in tables.items():
            by_kind.setdefault(kind.replace("_", "-"), {})[Path(name).stem] = table
    if problems:
        raise ScenarioError(problems)
    return {f"policy.{kind}": next(iter(files.values())) if len(files) == 1 else files
            for kind, files in by_kind.items()}  # fmt: skip
