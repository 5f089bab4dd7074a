"""Pictures of differences: the forest plot, and ladders (rows of parties or payments, one panel an option)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from remitsim.report.drawing import GAIN, INK, LINE, LOSE, SOFT, Drawing, Scale, shortened, span_of, ticks, wrapped
from remitsim.report.keys import Key, legend
from remitsim.report.telling import Scaled, clear, scaled

ROW = 18.0
ACROSS = 3
BAND = "#d5dbe3"
PAID, PALE = "#4a6785", "#b4bfcc"  # payments, neither gain nor loss


def forest(differences: pd.DataFrame, keys: Sequence[Key]) -> str:
    """One panel an indicator, one line an option. Takes rows of one year, place and group of `differences`."""
    drawing = Drawing(0)
    top = legend(drawing, keys, 4) + 14
    names = list(dict.fromkeys(differences["indicator"]))
    wide = (drawing.width - 2 * 26) / ACROSS
    head = 46.0 if all(len(_title_lines(label, wide)) < 2 for label in differences["label"].unique()) else 60.0
    tall = head + 16 + ROW * len(keys)
    for k, name in enumerate(names):
        rows = differences[differences["indicator"] == name].set_index("arm")
        _forest_panel(drawing, rows, keys, (k % ACROSS) * (wide + 26), top + (k // ACROSS) * (tall + 16), wide, head)
    drawing.height = top + -(-len(names) // ACROSS) * (tall + 16)
    return drawing.svg("Paired differences", "Each panel is an indicator, each line an option: a dot for the difference to the "
                       "baseline, a bar for its interval; hollow where the interval holds nought. All values stand in the table.")


def _title_lines(label: object, wide: float) -> list[str]:
    return wrapped(str(label), wide, 12)[:2]


def _forest_panel(
    drawing: Drawing, rows: pd.DataFrame, keys: Sequence[Key], x: float, y: float, wide: float, head: float
) -> None:
    told = scaled(rows["difference"], str(rows["unit"].iloc[0]))
    lines = _title_lines(rows["label"].iloc[0], wide)
    for line, words in enumerate(reversed(lines)):
        drawing.text(x, y + head - 29 - 14 * line, shortened(words, wide, 12), 12, bold=True)
    drawing.text(x, y + head - 13, shortened(told.unit, wide, 10.5), 10.5, ink=SOFT)
    scale = Scale(*span_of([*rows["low"], *rows["high"]]), x + 18, x + wide - 52)
    bottom = y + head + ROW * len(keys)
    _axis(drawing, scale, y + head, bottom, told, 3)
    for line, key in enumerate(keys):
        at = y + head + ROW * (line + 0.5)
        drawing.text(x, at + 4, key.letter, 11, bold=True)
        if key.name in rows.index:
            value, low, high = (float(rows[name][key.name]) for name in ("difference", "low", "high"))
            sure = clear(low, high)
            hover = f"{key.full}: {told.tell(value, low, high, signed=True)} ({told.interval(low, high)}) {told.unit}"
            drawing.line(scale(low), at, scale(high), at, key.ink, 2.2)
            drawing.dot(scale(value), at, key.ink, sure, 4, hover)
            drawing.text(x + wide, at + 4, told.tell(value, low, high, signed=True), 10.5, "end", INK if sure else SOFT)


def _axis(drawing: Drawing, scale: Scale, top: float, bottom: float, told: Scaled, about: int) -> None:
    """Faint lines at round values, a firmer one at nought, numbers beneath."""
    for value in ticks(scale.low / told.size, scale.high / told.size, about):
        at = scale(value * told.size)
        drawing.line(at, top, at, bottom, "#8b929c" if value == 0 else LINE)
        drawing.text(at, bottom + 13, f"{value:,.10g}".replace("-", "−"), 10, "middle", SOFT)


@dataclass(frozen=True)
class Rung:
    """A row of a ladder: its label, the group it stands under, and by arm six numbers.

    These are value, low, high, the band behind from and to, and 1 where the value is sure (else 0).
    """

    label: str
    under: str
    values: dict[str, tuple[float, ...]]


def ladder(
    tiers: Sequence[Sequence[Rung]], keys: Sequence[Key], unit: str, says: str, title: str, bars: bool = False
) -> str:
    """Rows with a panel an option, each tier on a scale of its own; ``bars``: amounts as bars instead of dots."""
    drawing = Drawing(0)
    gutter, y = 236.0, 4.0
    across = len(keys) if 0 < len(keys) <= ACROSS + 1 else ACROSS
    wide = (drawing.width - gutter - 14 * across) / across
    for first in range(0, len(keys), across):
        for rungs in tiers:
            numbers = [number for rung in rungs for values in rung.values.values() for number in values[:1 if bars else 5]]
            told = scaled([values[0] for rung in rungs for values in rung.values.values()], unit)
            y = _tier(drawing, rungs, keys[first:first + across], span_of(numbers), told, gutter, wide, y, bars) + 14
    drawing.height = y
    return drawing.svg(title, says)


def _tier(
    drawing: Drawing, rungs: Sequence[Rung], keys: Sequence[Key], span: tuple[float, float], told: Scaled, gutter: float,
    wide: float, y: float, bars: bool,
) -> float:  # fmt: skip
    heads = [wrapped(key.full, wide, 11.5)[:2] for key in keys]
    top = y + 14 * max(len(head) for head in heads) + 6
    places, bottom = _labels(drawing, rungs, top, gutter)
    drawing.text(gutter - 8, bottom + 13, shortened(told.unit, gutter - 12, 10.5), 10.5, "end", SOFT)
    for k, key in enumerate(keys):
        left = gutter + k * (wide + 14)
        for line, words in enumerate(heads[k]):
            drawing.text(left, y + 11 + 14 * line, words, 11.5, bold=True)
        scale = Scale(*span, left + 4, left + wide - 4)
        _axis(drawing, scale, top, bottom, told, 3)
        for rung, at in zip(rungs, places, strict=True):
            if key.name in rung.values:
                _mark(drawing, rung, key, scale, at, told, bars)
    return bottom + 20


def _labels(drawing: Drawing, rungs: Sequence[Rung], top: float, gutter: float) -> tuple[list[float], float]:
    places: list[float] = []
    at, under = top, ""
    for rung in rungs:
        if rung.under and rung.under != under:
            under, at = rung.under, at + (6 if places else 0)
            drawing.text(0, at + 13, shortened(under, gutter - 12, 11.5), 11.5, bold=True)
            at += ROW
        lines = wrapped(rung.label, gutter - 20, 11.5)[:2]
        for line, words in enumerate(lines):
            drawing.text(8 if under else 0, at + 13 + 13 * line, shortened(words, gutter - 20, 11.5), 11.5)
        tall = ROW + 13 * (len(lines) - 1)
        places.append(at + tall / 2)
        at += tall
    return places, at + 4


def _mark(drawing: Drawing, rung: Rung, key: Key, scale: Scale, at: float, told: Scaled, bars: bool) -> None:
    value, low, high, lowest, highest, sure = rung.values[key.name]
    ink = (PAID if sure else PALE) if bars else SOFT if not sure else GAIN if value > 0 else LOSE
    hover = f"{rung.label}, {key.title}: {told.tell(value, low, high, signed=True)} {told.unit}"
    if bars:
        left, right = sorted((scale(0.0), scale(value)))
        drawing.box(left, at - 5, max(right - left, 1.0), 10, ink, hover)
        return
    if lowest < highest:
        drawing.box(scale(lowest), at - 6, scale(highest) - scale(lowest), 12, BAND)
    drawing.line(scale(low), at, scale(high), at, ink, 2)
    drawing.dot(scale(value), at, ink, bool(sure), 3.6, hover)
