"""Entities and schedule as the code has them, in Markdown: what `docs/model.md` shows of them is written here."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from remitsim.month import MONTH
from remitsim.records import Field, Layout
from remitsim.rules import Loop
from remitsim.world.corridors import CORRIDOR, CORRIDOR_TRADE, PROVIDER
from remitsim.world.employers import EMPLOYER, MARKET, QUOTE
from remitsim.world.households import HOUSEHOLD, VILLAGE
from remitsim.world.persons import PERSON
from remitsim.world.places import HOST, ORIGIN

ROWS: tuple[tuple[Layout, str], ...] = (
    (PERSON, "a native of a host, or an adult of an origin; stands for `weight` real people"),
    (HOUSEHOLD, "a home of an origin; stands for `weight` homes"),
    (VILLAGE, "some forty homes that pass on news, custom and shocks"),
    (EMPLOYER, "a group of alike firms of one trade in one host"),
    (MARKET, "a trade in a host"),
    (QUOTE, "a class of people (native or settled, free, tied, irregular) in a market"),
    (CORRIDOR, "an origin and a host"),
    (CORRIDOR_TRADE, "a trade in a corridor: where recruits are sought"),
    (PROVIDER, "a kind of transfer provider in a corridor, nine each"),
    (HOST, "a country of destination, with its treasury and fund"),
    (ORIGIN, "a country of origin"),
)


def entities() -> str:
    """Every kind of record: what a row is, and its state variables by name (units: `PERSON.fields` and so on)."""
    lines = ["| entity | a row is | state variables |", "|---|---|---|"]
    for layout, says in ROWS:
        names = ", ".join(_name(field) for field in layout.fields.values())
        lines.append(f"| {layout.noun} ({len(layout.fields)}; {layout.dtype.itemsize} bytes) | {says} | {names} |")
    return "\n".join(lines)


def _name(field: Field) -> str:
    return f"`{field.name}`" + (f" × {field.length}" if field.length > 1 else "")


def schedule() -> str:
    """The month's steps as `month.MONTH` runs them, and under each what it does, in the order of its source."""
    lines = []
    for number, step in enumerate(MONTH, 1):
        lines.append(f"{number}. `{_file(step)}.{step.__name__}`: {_first_line(step)}")
        for name, does in _parts(step):
            lines.append(f"    - `{name}`: {does}")
    return "\n".join(lines)


def _file(step: Callable[..., Any]) -> str:
    return step.__module__.rsplit(".", 1)[-1]


def _first_line(thing: Any) -> str:
    return (thing.__doc__ or "").strip().split("\n", 1)[0]


def _parts(step: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    """Functions of this package that a step calls by name and that say what they do."""
    seen = set()
    names = inspect.getmodule(step).__dict__
    for name in _called(step):
        part = names.get(name)
        ours = isinstance(part, Loop) or getattr(part, "__module__", "").startswith("remitsim")
        if ours and name not in seen and not inspect.isclass(part) and _first_line(part):
            seen.add(name)
            yield name, _first_line(part)


def _called(step: Callable[..., Any]) -> list[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(step)))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    return [node.func.id for node in calls if isinstance(node.func, ast.Name)]


def refreshed(document: str) -> str:
    """A document with the blocks between its markers (`<!-- entities -->` ... `<!-- end -->`) written anew."""
    for name, block in (("entities", entities()), ("schedule", schedule())):
        before, mark, rest = document.partition(f"<!-- {name} -->\n")
        if not mark:
            raise ValueError(f"no marker <!-- {name} --> in the document")
        after = rest.partition("<!-- end -->")[2]
        document = f"{before}{mark}\n{block}\n\n<!-- end -->{after}"
    return document


def main(path: str = "docs/model.md") -> None:
    """Write the blocks of a document anew: ``python -m remitsim.odd``."""
    file = Path(path)
    file.write_text(refreshed(file.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
