"""How options are told apart everywhere on a page: a letter, a colour and a dash, the baseline in black."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from remitsim.report.drawing import INK, SOFT, Drawing, text_width

# Okabe and Ito's colours, as in `figures.style`, which would load matplotlib
INKS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
DASHES = ("", "6 3", "2 3")
YARDSTICK = "yardstick, not a policy"


@dataclass(frozen=True)
class Key:
    """An arm on a page: its letter (baseline: 0), name in the tables, title, ink and dash."""

    letter: str
    name: str
    title: str
    ink: str = INK
    dash: str = ""
    yardstick: bool = False

    @property
    def short(self) -> str:
        """The name in plain words, for heads of columns and panels."""
        return "no change" if self.name == "none" else self.name.replace("-", " ")

    @property
    def full(self) -> str:
        """Letter and short name in one."""
        return f"{self.letter} {self.short}"


def keys_of(arms: Sequence[Any], baseline: str) -> list[Key]:
    """Keys of all arms, the baseline first; yardsticks are named as such."""
    first = [arm for arm in arms if arm.name == baseline]
    made = [Key("0", arm.name, title_of(arm)) for arm in first]
    for k, arm in enumerate(arm for arm in arms if arm.name != baseline):
        letter = chr(ord("A") + k % 26)
        dash = DASHES[(k // len(INKS)) % len(DASHES)]
        made.append(Key(letter, arm.name, title_of(arm), INKS[k % len(INKS)], dash, bool(arm.yardstick)))
    return made


def title_of(arm: Any) -> str:
    """The arm's title, or its name in plain words."""
    if arm.title and arm.title != arm.name:
        return str(arm.title)
    return "Nothing changed" if arm.name == "none" else str(arm.name).replace("-", " ").capitalize()


def legend(drawing: Drawing, keys: Sequence[Key], top: float, size: float = 11.5) -> float:
    """Letters, marks and titles in lines from ``top``; returns where they end."""
    x, y = 0.0, top + 10
    for key in keys:
        wide = 30 + text_width(key.full, size) + 18
        if x and x + wide > drawing.width:
            x, y = 0.0, y + 17
        drawing.line(x, y - 4, x + 20, y - 4, key.ink, 3, key.dash)
        drawing.text(x + 26, y, key.letter, size, bold=True)
        drawing.text(x + 26 + text_width(key.letter, size) + 5, y, key.short, size, ink=SOFT)
        x += wide
    return y + 12
