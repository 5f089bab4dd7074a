"""Checks of a merged scenario: long forms, sheets, names of places. All errors are found in one pass."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from remitsim.published import countries
from remitsim.settings import Settings
from remitsim.sheets.figure import Sheet, is_long, note_errors, plain
from remitsim.sheets.places import CorridorSheet, HostSheet, OriginSheet, RunSheet, WorldSheet
from remitsim.sheets.terms import TermsSheet
from remitsim.sheets.trouble import KeyPath, Problem, Whereabouts, nearest
from remitsim.world.places import MAX_HOSTS

THEMES = tuple(Settings.model_fields)
CODE = re.compile(r"^[A-Z]{3}$")


class ScenarioSheet(Sheet):
    """A whole scenario, checked."""

    title: str = ""
    about: str = ""
    extends: str | None = None
    run: RunSheet = RunSheet()
    world: WorldSheet = WorldSheet()
    settings: Settings = Settings()
    hosts: dict[str, HostSheet] = {}
    origins: dict[str, OriginSheet] = {}
    corridors: dict[str, CorridorSheet] = {}
    terms: TermsSheet = TermsSheet()
    policy: dict[str, Any] = {}


def with_themes(tree: dict[str, Any]) -> dict[str, Any]:
    """The tree with themes of settings that stand at the top moved under ``settings``."""
    moved = {key: value for key, value in tree.items() if key not in THEMES}
    short = {key: tree[key] for key in THEMES if key in tree}
    if not short or not isinstance(moved.get("settings", {}), dict):
        return moved
    moved["settings"] = {**moved.get("settings", {})}
    for theme, values in short.items():
        told = moved["settings"].get(theme, {})
        both = isinstance(told, dict) and isinstance(values, dict)
        moved["settings"][theme] = {**told, **values} if both else values
    return moved


def check(
    tree: dict[str, Any], where: Whereabouts, known: ScenarioSheet | None = None
) -> tuple[ScenarioSheet | None, list[Problem]]:
    """The checked sheet (None if a sheet failed) and everything that is wrong.

    ``known``: the sheet of the same tree with other policies, so that nothing else needs to be checked again.
    """
    if known is not None:
        return known.model_copy(update={"policy": tree["policy"]}), _policies(tree, where)
    problems = list(_long_forms(tree, where))
    sheet: ScenarioSheet | None = None
    try:
        text = json.dumps(plain({k: v for k, v in tree.items() if k != "policy"}), default=str)
        sheet = ScenarioSheet.model_validate_json(text, strict=True)
        sheet = sheet.model_copy(update={"policy": tree.get("policy", {})})
    except ValidationError as error:
        problems += [_told(detail, where, tree) for detail in error.errors()]
    return sheet, problems + _policies(tree, where) + _names(tree, where)


def _policies(tree: dict[str, Any], where: Whereabouts) -> list[Problem]:
    """What is wrong with the tables under ``[policy]``, before anybody asks which policies they are."""
    policy = tree.get("policy", {})
    if isinstance(policy, dict) and all(isinstance(entry, dict) for entry in policy.values()):
        return []
    return [where.problem(("policy",), policy, "a policy is a table: [policy.<name>]")]


def _long_forms(tree: dict[str, Any], where: Whereabouts, above: KeyPath = ()) -> list[Problem]:
    found: list[Problem] = []
    for key, value in tree.items():
        path = (*above, str(key))
        if path == ("policy",):
            continue
        if is_long(value):
            if wrong := note_errors(value):
                found.append(where.problem(path, value["value"], wrong))
        elif isinstance(value, dict):
            found += _long_forms(value, where, path)
    return found


def _told(detail: Any, where: Whereabouts, tree: dict[str, Any]) -> Problem:
    """One complaint of pydantic in words that name what to write instead."""
    path = tuple(str(part) for part in detail["loc"])
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "extra_forbidden":
        known = _known(path[:-1])
        return where.problem(path, value, _no_such(path[-1], known), nearest(path[-1], known))
    if kind == "name":
        known = context["known"]
        return where.problem((*path, context["key"]), None, _no_such(context["key"], known),
                             nearest(context["key"], known))  # fmt: skip
    return where.problem(path, value, _expected(kind, context, detail["msg"], path), _near_option(kind, context, value))


def _no_such(name: str, known: Any) -> str:
    names = list(known)
    if nearest(name, names) or not names or len(names) > 16:
        return "no such key"
    return f"no such key; known: {', '.join(names)}"


def _near_option(kind: str, context: dict[str, Any], value: Any) -> str:
    if kind != "literal_error" or not isinstance(value, str):
        return ""
    return nearest(value, re.findall(r"'([^']*)'", str(context.get("expected", ""))))


def _expected(kind: str, context: dict[str, Any], message: str, path: KeyPath) -> str:
    if kind in ("number", "shares"):
        return f"expected {context['expected']}"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"expected {_range_of(path)}"
    if kind == "literal_error":
        return f"expected one of {context['expected'].replace(' or ', ', ')}"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "expected a table"
    if kind == "bool_type":
        return "expected true or false"
    if kind == "float_type":
        return f"expected {_range_of(path)}"
    if kind == "string_type":
        return "expected text in quotes"
    return "expected " + message.removeprefix("Input should be ")


def _model_at(path: KeyPath) -> Any:
    """The sheet whose keys stand under a path, if there is one."""
    model: Any = ScenarioSheet
    for part in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            model = model.model_fields[part].annotation if part in model.model_fields else None
        else:
            arguments = get_args(model)
            model = arguments[1] if len(arguments) == 2 and arguments[0] is str else None
        kinds = [k for k in get_args(model) if isinstance(k, type) and issubclass(k, BaseModel)]
        if type(None) in get_args(model) and kinds:
            model = kinds[0]
    return model


def _known(path: KeyPath) -> list[str]:
    model = _model_at(path)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [*model.model_fields, *(THEMES if not path else ())]


def _range_of(path: KeyPath) -> str:
    """The range of a parameter of settings, in words."""
    model = _model_at(path[:-1])
    field = model.model_fields.get(path[-1]) if isinstance(model, type) and issubclass(model, BaseModel) else None
    notes = (field.json_schema_extra or {}) if field else {}
    if not isinstance(notes, dict) or "low" not in notes:
        return "a number"
    return f"a number from {float(str(notes['low'])):g} to {float(str(notes['high'])):g}"


def _names(tree: dict[str, Any], where: Whereabouts) -> list[Problem]:
    """Names of places: three-letter codes, corridors between hosts and origins of this world."""
    found: list[Problem] = []
    hosts, origins = _places(tree, "hosts"), _places(tree, "origins")
    known_places = countries()
    for group, names in (("hosts", hosts), ("origins", origins)):
        found += [
            where.problem((group, name), None, "a place is named by its ISO 3166 code of three capitals, as ESP")
            for name in names if not CODE.match(name)
        ]  # fmt: skip
        found += [
            where.problem((group, name), None, "the shipped data know no such country", nearest(name, known_places))
            for name in names if CODE.match(name) and name not in known_places
        ]  # fmt: skip
    if len(hosts) > MAX_HOSTS:
        found.append(where.problem(("hosts",), list(hosts), f"a world has at most {MAX_HOSTS} hosts"))
    corridors = [f"{o}-{h}" for o in origins for h in hosts]
    if not corridors:
        return found
    if not isinstance(tree.get("world", {}), dict) or "year" not in tree.get("world", {}):
        found.append(where.problem(("world", "year"), None, "the year that month 0 stands for is missing"))
    terms = tree.get("terms", {})
    groups = {("corridors",): corridors, ("terms", "corridors"): corridors, ("terms", "origins"): origins}
    groups |= {("terms", name): hosts for name in ("hosts", "trades", "statuses")}
    for path, known in groups.items():
        entries = tree.get(path[0], {}) if len(path) == 1 else terms.get(path[1], {}) if isinstance(terms, dict) else {}
        for name in entries if isinstance(entries, dict) else {}:
            if name != "all" and name not in known:
                told = f"this world has no such place; it has {', '.join(known)}"
                found.append(where.problem((*path, name), None, told, nearest(name, known)))
    return found


def _places(tree: dict[str, Any], group: str) -> list[str]:
    entries = tree.get(group, {})
    return [name for name in entries if name != "all"] if isinstance(entries, dict) else []
