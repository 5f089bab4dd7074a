"""What is wrong with a scenario file, told line by line: file, line, key, value, what was expected, nearest name."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KeyPath = tuple[str, ...]
HEADER = re.compile(r"^\s*\[([^\[\]]+)\]\s*(#.*)?$")
ENTRY = re.compile(r"^\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"))*)\s*=")
PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    file: str
    line: int | None
    key: str
    value: Any
    expected: str
    nearest: str = ""

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        shown = "" if self.value is None else f" = {short(self.value)}"
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"{where}: {self.key}{shown} - {self.expected}{hint}" if self.key else f"{where}: {self.expected}{hint}"


class ScenarioError(Exception):
    """A scenario that cannot be used; ``problems`` holds every error found, one line each in the message."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def short(value: Any, longest: int = 60) -> str:
    """A value as it might stand in a file, cut if long."""
    text = json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= longest else text[: longest - 3] + "..."


def read_toml(file: Path) -> tuple[dict[str, Any], Whereabouts]:
    """A file's tree and where its keys stand. Raises ScenarioError if it is not TOML in UTF-8."""
    try:
        text = file.read_text("utf-8")
        tree = tomllib.loads(text)
    except ValueError as error:
        raise ScenarioError([Problem(str(file), None, "", None, f"not TOML in UTF-8: {error}")]) from None
    where = Whereabouts()
    where.add_file(file, text, tree)
    return tree, where


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like a name, or nothing."""
    found = difflib.get_close_matches(name, list(known), 1, 0.5)
    return found[0] if found else ""


def parts(dotted: str) -> KeyPath:
    """A dotted key of TOML as its parts."""
    return tuple(a or b or c for a, b, c in PART.findall(dotted))


def lines_of(text: str) -> dict[KeyPath, int]:
    """Where each key of a TOML text stands: path -> line, as far as a plain search finds it."""
    found: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            table = parts(header.group(1))
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], number)
        elif entry := ENTRY.match(line):
            path = table + parts(entry.group(1))
            for length in range(len(table) + 1, len(path) + 1):
                found.setdefault(path[:length], number)
    return found


class Whereabouts:
    """Which file and line each entry of a merged scenario came from."""

    def __init__(self) -> None:
        self.entries: dict[KeyPath, tuple[str, int | None]] = {}

    def add_file(self, file: Path, text: str, tree: dict[str, Any]) -> None:
        """Remember a file's entries; later files win."""
        lines = lines_of(text)
        lines |= {("settings", *path): line for path, line in lines.items() if path[0] not in tree}
        for path in leaves(tree):
            line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)
            for length in range(1, len(path) + 1):
                self.entries[path[:length]] = (str(file), lines.get(path[:length], line))

    def add_value(self, path: KeyPath, where: str) -> None:
        """Remember a value given outside any file."""
        self.entries[path] = (where, None)

    def find(self, path: KeyPath) -> tuple[str, int | None]:
        """File and line of the entry, or of the nearest table above it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.entries:
                return self.entries[path[:length]]
        return ("scenario", None)

    def copy(self) -> Whereabouts:
        """A copy that may be added to."""
        twin = Whereabouts()
        twin.entries = dict(self.entries)
        return twin

    def problem(self, path: KeyPath, value: Any, expected: str, nearest_name: str = "") -> Problem:
        """A problem at a path, with its file and line."""
        file, line = self.find(path)
        return Problem(file, line, ".".join(path), value, expected, nearest_name)


def leaves(tree: dict[str, Any], above: KeyPath = ()) -> Iterable[KeyPath]:
    """Paths of all entries of a tree that are not tables (empty tables count too)."""
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*above, str(key)))
        else:
            yield (*above, str(key))
