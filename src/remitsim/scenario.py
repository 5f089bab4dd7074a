"""Scenario files: read, laid over one another, checked, and explained.

A scenario is TOML: ``extends`` another one, and any of ``[run]``, ``[world]``, ``[settings.<theme>]`` (or the theme
alone, as ``[working]``), ``[hosts.ESP]``, ``[origins.MAR]``, ``[corridors.MAR-ESP]``, ``[terms.*]``, ``[policy.*]``.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from remitsim.settings import Settings
from remitsim.sheets.check import THEMES, ScenarioSheet, check, with_themes
from remitsim.sheets.figure import NOTES, is_long, long_or, plain
from remitsim.sheets.places import CorridorSheet, HostSheet, OriginSheet, RunSheet, WorldSheet
from remitsim.sheets.trouble import KeyPath, Problem, ScenarioError, Whereabouts, nearest, parts

__all__ = [
    "Scenario", "ScenarioError", "load_scenario", "parse_value", "schema", "with_values", "world_folder", "worlds",
]  # fmt: skip

Kind = TypeVar("Kind", bound=BaseModel)

# what decides a burnt-in world: neither the horizon nor the luck after month 0 nor a policy does
AFTER_MONTH_0 = ("title", "about", "policy")
WORDS = ("permits", "currency", "currency_per_usd")  # of a host, for reports alone


@dataclass(frozen=True)
class Scenario:
    """A checked scenario; ``tree`` keeps every entry as written, with its source and grade."""

    name: str
    sheet: ScenarioSheet
    tree: dict[str, Any]
    where: Whereabouts

    @property
    def title(self) -> str:
        """One line for people."""
        return self.sheet.title or self.name

    @property
    def run(self) -> RunSheet:
        """People, months, seed and luck."""
        return self.sheet.run

    @property
    def world(self) -> WorldSheet:
        """What all places share."""
        return self.sheet.world

    @property
    def settings(self) -> Settings:
        """Parameters of behaviour."""
        return self.sheet.settings

    @property
    def policies(self) -> dict[str, dict[str, Any]]:
        """Policies as they stand in the file, by name."""
        return self.sheet.policy

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """ISO codes of hosts, in row order."""
        return tuple(name for name in self.sheet.hosts if name != "all")

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """ISO codes of origins, in row order."""
        return tuple(name for name in self.sheet.origins if name != "all")

    def host(self, code: str) -> HostSheet:
        """The sheet of a host, entries for all hosts laid beneath."""
        return _laid(HostSheet, self.sheet.hosts, code)

    def origin(self, code: str) -> OriginSheet:
        """The sheet of an origin, entries for all origins laid beneath."""
        return _laid(OriginSheet, self.sheet.origins, code)

    def corridor(self, origin: str, host: str) -> CorridorSheet:
        """The sheet of a corridor, entries for all corridors laid beneath."""
        return _laid(CorridorSheet, self.sheet.corridors, f"{origin}-{host}")

    def terms(self, group: str, code: str, part: str | None = None) -> dict[str, Any]:
        """Base terms that the scenario sets for a row: ``terms("trades", "ESP", "farm")``."""
        entries = getattr(self.sheet.terms, group)
        values: dict[str, Any] = {}
        for name in ("all", code):
            entry = entries.get(name)
            entry = getattr(entry, part) if part is not None and entry is not None else entry
            if entry is not None:
                values |= entry.model_dump(exclude_unset=True)
        return {name: value for name, value in values.items() if value is not None}

    def resolved(self) -> dict[str, Any]:
        """Everything in force as plain values, for the manifest: settings whole, the rest as given."""
        given = plain(self.tree)
        given["settings"] = self.settings.model_dump()
        given["run"] = self.run.model_dump()
        given["world"] = self.world.model_dump()
        return json.loads(json.dumps(given, default=str))  # type: ignore[no-any-return]

    def hash(self) -> str:
        """Names this scenario: equal for equal values, however they were written."""
        told = ("title", "about", "extends")
        return _digest(_unworded({key: value for key, value in self.resolved().items() if key not in told}))

    def world_hash(self) -> str:
        """Names the burnt-in world: as `hash`, without what only matters after month 0."""
        kept = {key: value for key, value in self.resolved().items() if key not in (*AFTER_MONTH_0, "extends")}
        kept["run"] = {key: value for key, value in kept["run"].items() if key not in ("months", "luck")}
        return _digest(_unworded(kept))

    def inputs(self) -> list[dict[str, Any]]:
        """Every input that says where it comes from: path, value, low, high, unit, source, grade."""
        rows: list[dict[str, Any]] = []
        _collect(self.tree, (), rows)
        return rows


def _laid(model: type[Kind], entries: Mapping[str, Kind], code: str) -> Kind:
    values: dict[str, Any] = {}
    for name in ("all", code):
        if name in entries:
            values |= entries[name].model_dump(exclude_unset=True)
    return model.model_validate(values)


def _collect(tree: dict[str, Any], above: KeyPath, rows: list[dict[str, Any]]) -> None:
    for key, value in tree.items():
        path = (*above, key)
        if is_long(value):
            rows.append({"path": ".".join(path), "value": value["value"], **{n: value.get(n) for n in NOTES}})
        elif isinstance(value, dict) and path != ("policy",):
            _collect(value, path, rows)


def _unworded(values: dict[str, Any]) -> dict[str, Any]:
    """Without the hosts' names of permits and currencies, which only reports read."""
    hosts = {code: {key: value for key, value in host.items() if key not in WORDS} for code, host in values["hosts"].items()}
    return {**values, "hosts": hosts}


def _digest(values: Any) -> str:
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def world_folder() -> Path:
    """Where the worlds are: in the installed package, or beside the sources."""
    packed = Path(str(resources.files("remitsim"))) / "worlds"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[2] / "scenarios"


def worlds() -> tuple[str, ...]:
    """Names of the worlds that come with the package (files of values common to all worlds are not worlds)."""
    return tuple(sorted(f.stem for f in world_folder().glob("*.toml") if "[hosts." in f.read_text("utf-8")
                        and "\nyear" in f.read_text("utf-8")))  # fmt: skip


def full_size(name: str) -> int:
    """Simulated people that a world's tolerances are meant for: its file's own, the default's for a file of the user's."""
    return load_scenario(name).run.people if name in worlds() else RunSheet().people


def load_scenario(name_or_path: str | Path, overrides: dict[str, Any] | None = None) -> Scenario:
    """Read a world by name or a scenario file by path, with its chain of ``extends``; then lay values over it.

    Raises ScenarioError with every problem found; no other error reaches the caller.
    """
    where = Whereabouts()
    tree = _read_chain(_find(str(name_or_path), Path.cwd(), None), where, ())
    scenario_name = Path(str(name_or_path)).stem
    tree = _lay_values(tree, overrides or {}, where)
    return _checked(scenario_name, tree, where)


def with_values(scenario: Scenario, values: dict[str, Any]) -> Scenario:
    """A scenario with plain paths set: ``{"working.bargaining_share": 0.4, "hosts.ESP.mean_pay": 2000}``."""
    where = scenario.where.copy()
    arm = bool(values) and all(parts(path)[:1] == ("policy",) for path in values)
    return _checked(scenario.name, _lay_values(scenario.tree, values, where), where, scenario.sheet if arm else None)


def parse_value(text: str) -> tuple[str, Any]:
    """``path=value`` as it stands on a command line. Raises ScenarioError without an ``=``."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        told = "expected path=value, as working.bargaining_share=0.4"
        raise ScenarioError([Problem("--set", None, text, None, told)])
    value = value.strip()
    try:
        return path.strip(), float(value) if value.startswith((".", "-.")) else tomllib.loads(f"v = {value}")["v"]
    except ValueError:
        return path.strip(), value


def schema() -> dict[str, Any]:
    """The JSON Schema of scenario files, for editors."""
    made = ScenarioSheet.model_json_schema()
    for sheet in made["$defs"].values():
        sheet["properties"] = {name: _either_form(field) for name, field in sheet.get("properties", {}).items()}
    made["properties"] |= made["$defs"]["Settings"]["properties"]
    return made


def _either_form(field: dict[str, Any]) -> dict[str, Any]:
    """The schema of an entry that may be written in the plain or the long form."""
    inner = field.get("anyOf", [field])
    if any("$ref" in kind or "properties" in kind or "additionalProperties" in kind for kind in inner):
        return field
    bare = {name: value for name, value in field.items() if name not in ("title", "description", "default")}
    told = {name: value for name, value in field.items() if name in ("title", "description", "default")}
    return {**long_or(bare), **told}


def _checked(name: str, tree: dict[str, Any], where: Whereabouts, known: ScenarioSheet | None = None) -> Scenario:
    sheet, problems = check(tree, where, known)
    if problems or sheet is None:
        raise ScenarioError(problems)
    return Scenario(name, sheet, tree, where)


def _find(name: str, folder: Path, told_in: str | None) -> Path:
    """The file that a name or path means. Raises ScenarioError if there is none."""
    if not name.endswith(".toml") and "/" not in name:
        file = world_folder() / f"{name}.toml"
        if file.is_file():
            return file
        expected = f"no world is called {name!r}; worlds: {', '.join(worlds())}"
        raise ScenarioError([Problem(told_in or name, None, "", None, expected, nearest(name, worlds()))])
    file = Path(name) if Path(name).is_absolute() else folder / name
    if not file.is_file():
        raise ScenarioError([Problem(told_in or name, None, "", None, f"there is no file {name}")])
    return file


def _read_chain(file: Path, where: Whereabouts, above: tuple[Path, ...]) -> dict[str, Any]:
    """A file laid over what it extends."""
    shown = _shown(file)
    if file.resolve() in above:
        raise ScenarioError([Problem(str(shown), None, "extends", None, "the files extend one another in a circle")])
    try:
        text = file.read_text("utf-8")
        tree = with_themes(tomllib.loads(text))
    except UnicodeDecodeError:
        raise ScenarioError([Problem(str(shown), None, "", None, "expected text in UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        told = f"not TOML: {error}; numbers need a digit before the point, text needs quotes"
        raise ScenarioError([Problem(str(shown), None, "", None, told)]) from None
    beneath: dict[str, Any] = {}
    if isinstance(tree.get("extends"), str):
        beneath = _read_chain(_find(tree["extends"], file.parent, str(shown)), where, (*above, file.resolve()))
    where.add_file(shown, text, tree)
    return lay_over(beneath, tree)


def _shown(file: Path) -> Path:
    try:
        return file.resolve().relative_to(Path.cwd())
    except ValueError:
        return file


def lay_over(beneath: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Two trees as one: tables are joined key by key, anything else is replaced."""
    joined = dict(beneath)
    for key, value in above.items():
        old = joined.get(key)
        tables = isinstance(old, dict) and isinstance(value, dict) and not is_long(old) and not is_long(value)
        joined[key] = lay_over(old, value) if tables else value  # type: ignore[arg-type]
    return joined


def _lay_values(tree: dict[str, Any], values: dict[str, Any], where: Whereabouts) -> dict[str, Any]:
    laid = dict(tree)  # what is beside the paths is shared: nobody writes to a tree
    for dotted, value in values.items():
        path = parts(dotted)
        if path and path[0] in THEMES:
            path = ("settings", *path)
        where.add_value(path, f"given value {dotted}")
        table = laid
        for part in path[:-1]:
            inner = table.get(part)
            table[part] = inner = dict(inner) if isinstance(inner, dict) and not is_long(inner) else {}
            table = inner
        table[path[-1]] = value
    return laid
