"""What an indicator is: a name, a unit, a definition in words, and the sums it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["sum", "mean", "share", "ratio", "part", "sorted"]
Who = Literal["all", "natives", "migrants", "home", "born"]

KINDS = {
    "sum": "a sum over people or payments",
    "mean": "a sum over how many there are",
    "share": "how many over how many",
    "ratio": "one sum over another",
    "part": "a group's sum over the sum of all groups",
    "sorted": "needs people in order; taken at months 0, 12, 24 and so on",
}
DOLLARS = "USD of 2017"
RECORDS = "people's and households' records"
BOOKS = "the books"
MODEL = "docs/model.md"


@dataclass(frozen=True)
class Indicator:
    """One outcome. ``top`` and ``base`` are sums and differences of ``block.measure``.

    ``flow``: sums of it add up over a year; else a year's value is the mean of its months. Money is kept in
    cents and told in dollars; a unit that begins with % is told in per cent.
    ``only``: places that it has a meaning for beside the world.
    """

    name: str
    label: str
    unit: str
    says: str
    kind: Kind
    top: str
    base: str = ""
    who: Who = "all"
    theme: str = ""
    source: str = RECORDS
    headline: bool = False
    flow: bool = False
    only: Literal["", "hosts"] = ""

    @property
    def scale(self) -> float:
        """From what blocks keep to the unit told."""
        if self.unit.startswith("USD"):
            return 0.01
        return 100.0 if self.unit.startswith("%") else 1.0


def terms_of(expression: str) -> list[tuple[float, str, str]]:
    """``"people.sent - people.fees"`` as [(1, people, sent), (-1, people, fees)]."""
    terms, sign = [], 1.0
    for word in expression.split():
        if word in ("+", "-"):
            sign = 1.0 if word == "+" else -1.0
        else:
            block, measure = word.split(".")
            terms.append((sign, block, measure))
            sign = 1.0
    return terms
