"""Every Term is read by a rule, and no rule for one person sees how many people a row stands for."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from remitsim.world import terms

PACKAGE = Path(__file__).parents[1] / "src" / "remitsim"
ROOMS = ("behaviour", "reckoning", "populate")
LAYOUTS = {
    "hosts": terms.HOST_TERMS, "origins": terms.ORIGIN_TERMS, "corridors": terms.CORRIDOR_TERMS,
    "trades": terms.TRADE_TERMS, "statuses": terms.STATUS_TERMS,
}  # fmt: skip
# names under which the rules hold a record of terms (not `person`, `market`, ...: fields share names)
CALLED = {
    "hosts": ("law", "host_law", "terms.hosts"),
    "origins": ("law", "origin_law", "terms", "terms.origins"),
    "corridors": ("law", "corridor_law", "corridor_terms", "terms", "terms.corridors", "base"),
    "trades": ("trade_law", "terms.trades", r"trade_terms\[[^\]]*\]", r"terms.trades\[[^\]]*\]"),
    "statuses": ("rights", "terms.statuses", r"statuses\[[^\]]*\]", r"status_terms\[[^\]]*\]"),
}
# rules that see a weight though they do not count, and why
SEE_A_WEIGHT = {
    "reckoning/permits.py:lose_papers": "counts who fell out of status in the corridor beside the change itself",
    "reckoning/paper_months.py:settles": "counts who settled in the corridor beside the change itself",
    "reckoning/signing.py:write_contract": "counts what was signed in the market beside the contract",
    "reckoning/staying.py:firm_pays_way": "adds the ticket to the firm's account, which is kept in real people",
}


@cache
def sources() -> dict[str, str]:
    files = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))] + [PACKAGE / "closing.py"]
    return {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in files}


def is_read(table: str, field: str) -> bool:
    holders = "|".join(CALLED[table])
    pattern = re.compile(rf'\b(?:{holders})(?:\.{field}\b|\["{field}"\])(?!\s*[-+*/]?=[^=])')
    return any(pattern.search(text) for text in sources().values())


ALL = [f"{table}.{field}" for table, layout in LAYOUTS.items() for field in layout.fields]


@pytest.mark.parametrize("term", ALL)
def test_every_term_is_read(term: str) -> None:
    assert is_read(*term.split(".")), f"{term} is read nowhere: read it or take it out"


def decorated() -> list[tuple[str, ast.FunctionDef]]:
    """Functions marked @rule, by file."""
    return [
        (file, node)
        for file, text in sources().items() for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and "rule" in [ast.unparse(mark) for mark in node.decorator_list]
    ]  # fmt: skip


def sees_a_weight(function: ast.FunctionDef) -> bool:
    """Whether it uses `.weight` (not `cell.weight`, which belongs to the books)."""
    return any(
        isinstance(node, ast.Attribute) and node.attr == "weight" and ast.unparse(node.value).startswith(("person", "house"))
        for node in ast.walk(function)
    )


def test_rules_see_no_weight() -> None:
    seen = {f"{file}:{function.name}" for file, function in decorated()
            if sees_a_weight(function) and not function.name.startswith(("count", "note"))}  # fmt: skip
    assert seen == set(SEE_A_WEIGHT)


def test_there_are_rules_to_look_at() -> None:
    assert len(decorated()) > 50 and any(sees_a_weight(function) for _, function in decorated())
