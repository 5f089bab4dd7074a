"""Every outcome a run reports, one entry each: name, unit, definition in words, source."""

from __future__ import annotations

import difflib
from dataclasses import replace

from remitsim.indicators.homes import HOMES
from remitsim.indicators.indicator import KINDS, Indicator, terms_of
from remitsim.indicators.moving import MOVING
from remitsim.indicators.recruitment import RECRUITMENT
from remitsim.indicators.sending import SENDING
from remitsim.indicators.states import STATES
from remitsim.indicators.work import WORK

__all__ = ["INDICATORS", "THEMES", "Indicator", "find", "headlines", "markdown", "terms_of"]

THEMES: dict[str, tuple[Indicator, ...]] = {
    "Work": WORK, "Recruitment, debt, freedom": RECRUITMENT, "Sending": SENDING, "Homes and skills": HOMES,
    "People, status, moves": MOVING, "Treasuries and inequality": STATES,
}  # fmt: skip
INDICATORS: dict[str, Indicator] = {
    entry.name: replace(entry, theme=theme) for theme, entries in THEMES.items() for entry in entries
}
WHO = {"all": "everyone", "natives": "natives", "migrants": "migrants", "home": "people at home", "born": "by birth"}


def find(name: str) -> Indicator:
    """The indicator of this name. Raises KeyError that names the nearest ones."""
    if name in INDICATORS:
        return INDICATORS[name]
    near = difflib.get_close_matches(name, INDICATORS, 3, 0.4)
    raise KeyError(f"no indicator {name!r}; nearest: {', '.join(near) or 'none'}")


def headlines() -> tuple[Indicator, ...]:
    """Indicators that the yearly table and reports show first."""
    return tuple(entry for entry in INDICATORS.values() if entry.headline)


def markdown() -> str:
    """The text of docs/indicators.md."""
    lines = [
        "# Indicators", "",
        "Every outcome that a run reports. This page is written by `remitsim.indicators.markdown()`.", "",
        "Money is in US dollars of 2017. A headline (★) is in `headline.csv`. `kind`: "
        + "; ".join(f"*{kind}* {says}" for kind, says in KINDS.items()) + ".", "",
        "Cuts: by sex, status, schooling and trade as they are in the month; or fixed at month 0, as sums over years: "
        "sex, age, schooling, status and how it came, trade, months of stay, pay third, wealth third, and crosses of "
        "them. Flows of the books are cut by sex and status, homes by whether a member is away, firms by trade, "
        "senders by provider kind. A cell of under 30 simulated rows is marked `few`.", "",
    ]  # fmt: skip
    for theme, entries in THEMES.items():
        lines += [f"## {theme}", "", "| name | what | unit | kind | of | definition | source |", "|---|---|---|---|---|---|---|"]
        for entry in entries:
            star = " ★" if entry.headline else ""
            lines.append(f"| `{entry.name}`{star} | {entry.label} | {entry.unit} | {entry.kind} | {WHO[entry.who]} | "
                         f"{entry.says} | {entry.source} |")  # fmt: skip
        lines.append("")
    return "\n".join(lines)
