"""Every claim of the report by number: those with a file, and those listed as not yet or not tested, with the reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from remitsim.claims.sheet import Claim
from remitsim.sheets.trouble import Problem, ScenarioError, Whereabouts, nearest

NOT_CLAIMS = ("ledger.toml", "arms.toml")


@dataclass(frozen=True)
class Listed:
    """A claim of the ledger without a file: why it is not tested, or not yet."""

    number: str
    paragraph: str
    theme: str
    claim: str
    verdict: str
    reason: str


@dataclass(frozen=True)
class Tension:
    """Two claims that one model must hold together, and the package under which both may hold."""

    claims: tuple[str, ...]
    says: str
    package: str


def claims_folder() -> Path:
    """Where the claims' files are: in the installed package, or beside the sources."""
    packed = Path(str(resources.files("remitsim"))) / "experiments_shipped" / "claims"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / "experiments" / "claims"


def read_claim(file: Path) -> Claim:
    """A claim from its file. Raises ScenarioError with everything that is wrong in it."""
    _, tree, where = _read(file)
    try:
        return Claim.model_validate_json(_json(tree), strict=False)
    except ValidationError as error:
        raise ScenarioError([_told(detail, where, tree) for detail in error.errors()]) from None
    except ValueError as error:
        raise ScenarioError([Problem(str(file), None, "", None, str(error))]) from None


def _json(tree: dict[str, Any]) -> str:
    import json

    return json.dumps(tree, default=str)


def _read(file: Path) -> tuple[str, dict[str, Any], Whereabouts]:
    try:
        text = file.read_text("utf-8")
        tree = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise ScenarioError([Problem(str(file), None, "", None, f"not TOML in UTF-8: {error}")]) from None
    where = Whereabouts()
    where.add_file(file, text, tree)
    return text, tree, where


def _told(detail: Any, where: Whereabouts, tree: dict[str, Any]) -> Problem:
    """One complaint of pydantic as a Problem that names file, key, value and what to write instead."""
    path = tuple(str(part) for part in detail["loc"])
    message = str(detail["msg"]).removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        known = list(Claim.model_fields) if len(path) == 1 else _keys_beside(path)
        near = nearest(path[-1], known)
        return where.problem(path, None, "no such key" if near else f"no such key; known: {', '.join(known)}", near)
    if detail["type"] == "missing":
        return where.problem(path, None, "must be said")
    shown = detail.get("input")
    value = shown if isinstance(shown, (str, int, float, bool, list)) else None
    return where.problem(path or ("number",), value, message[0].lower() + message[1:] if message else message)


def _keys_beside(path: tuple[str, ...]) -> list[str]:
    from remitsim.claims.sheet import Quantity, Test, TypedIn

    holder = next((part for part in reversed(path[:-1]) if not part.isdigit()), "")
    kinds: dict[str, Any] = {"tests": Test, "typed_in": TypedIn}
    return list(kinds.get(holder, Quantity).model_fields)


@cache
def _files() -> dict[str, Path]:
    named = {}
    for file in sorted(claims_folder().glob("*.toml")):
        if file.name not in NOT_CLAIMS:
            letter, number = file.stem[0].upper(), file.stem[1:].split("-", 1)[0]
            named[f"{letter}{int(number)}"] = file
    return named


@cache
def all_claims() -> dict[str, Claim]:
    """Claims with a file, by number, core set first. Raises ScenarioError with the mistakes of all files at once."""
    problems: list[Problem] = []
    made: dict[str, Claim] = {}
    for number, file in _files().items():
        try:
            made[number] = read_claim(file)
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return dict(sorted(made.items(), key=lambda item: (item[1].second_set, int(item[0][1:]))))


def find_claim(number: str) -> Claim:
    """A claim by number, with or without its letter, or a claim's file. Raises ScenarioError with the nearest number."""
    if number.endswith(".toml"):
        return read_claim(Path(number))
    wanted = number.upper() if number[:1].isalpha() else f"C{number}"
    if wanted in _files():
        return read_claim(_files()[wanted])
    listed = {entry.number: entry for entry in ledger()}
    told = f"{listed[wanted].verdict}: {listed[wanted].reason}" if wanted in listed else "no such claim"
    near = "" if wanted in listed else nearest(wanted, [*_files(), *listed])
    raise ScenarioError([Problem(f"claim {number}", None, "", None, told, near)])


def _ledger_tree() -> dict[str, Any]:
    file = claims_folder() / "ledger.toml"
    return _read(file)[1] if file.is_file() else {}


def ledger() -> tuple[Listed, ...]:
    """Claims that have no file, with the reason."""
    entries = _ledger_tree().get("listed", {})
    return tuple(Listed(number, **{key: str(value) for key, value in entry.items()}) for number, entry in entries.items())


def tensions() -> tuple[Tension, ...]:
    """The ledger's tensions."""
    return tuple(
        Tension(tuple(entry["claims"]), entry["says"], entry.get("package", "")) for entry in _ledger_tree().get("tension", [])
    )


def themes() -> tuple[str, ...]:
    """Themes of all claims, in the report's order."""
    order = _ledger_tree().get("themes", [])
    used = {claim.theme for claim in all_claims().values()} | {entry.theme for entry in ledger()}
    return tuple(dict.fromkeys([*[str(theme) for theme in order if theme in used], *sorted(used)]))


def of_theme(theme: str) -> dict[str, Claim]:
    """Claims of a theme by any part of its name. Raises ScenarioError if no theme is meant."""
    known = themes()
    meant = [name for name in known if theme.lower() in name.lower()]
    if not meant:
        expected = f"no such theme; there are: {', '.join(known)}"
        raise ScenarioError([Problem(f'--theme "{theme}"', None, "", None, expected, nearest(theme, known))])
    return {number: claim for number, claim in all_claims().items() if claim.theme in meant}
