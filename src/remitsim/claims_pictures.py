"""Pictures of claims: each context a dot, its effect against the parameter that decides it, with the smallest effect."""

from __future__ import annotations

import numpy as np
import pandas as pd

from remitsim.claims.judging import Judgement
from remitsim.claims.sheet import Test
from remitsim.report.drawing import GAIN, INK, LINE, LOSE, SOFT, WIDTH, Drawing, Scale, span_of, ticks

LEFT, RIGHT, TOP, BOTTOM = 70.0, 18.0, 34.0, 46.0
HEIGHT = 300.0
NOISES = 2.0


def effect_picture(told: Judgement) -> str:
    """The first test's effect of every context against the parameter that orders it most; an SVG element."""
    test = told.claim.judged()[0]
    table = told.tables[test.name]
    known = table["effect"].notna()
    if not known.any():
        return ""
    name = str(told.matter.index[0]) if len(told.matter) else "context"
    places, marks = _places(told.design.get(name), table.index)
    effect, noise = table["effect"].to_numpy(float), np.nan_to_num(table["noise"].to_numpy(float))
    drawing = Drawing(HEIGHT)
    low, high = span_of([*(effect - NOISES * noise)[known], *(effect + NOISES * noise)[known], *_lines(test)])
    across, up = Scale(*_span(places, name in told.claim.choices), LEFT, WIDTH - RIGHT), Scale(low, high, HEIGHT - BOTTOM, TOP)
    _axes(drawing, across, up, marks, name, test)
    for at in _lines(test):
        drawing.line(LEFT, up(at), WIDTH - RIGHT, up(at), LOSE, 1.4, "5 4")
    for x, y, slack in zip(places[known], effect[known], noise[known], strict=True):
        if slack > 0:
            drawing.line(across(x), up(y - NOISES * slack), across(x), up(y + NOISES * slack), SOFT, 1.0)
        drawing.dot(across(x), up(y), GAIN, _full(test, y), 3.4, f"{y:.3g} {test.unit}")
    told_line = ", ".join(f"{value:.3g}" for value in _lines(test))
    says = (f"{int(known.sum())} contexts; effect from {np.nanmin(effect):.3g} to {np.nanmax(effect):.3g} {test.unit}, "
            f"middle {np.nanmedian(effect):.3g}; smallest effect worth having {told_line}")  # fmt: skip
    return drawing.svg(f"{told.claim.number}, {told.world}: {test.says}", says)


def _lines(test: Test) -> list[float]:
    if test.form == "R":
        return [float(test.at_least if test.at_least is not None else test.at_most or 0.0)]
    if test.form == "E":
        return [-test.smallest, test.smallest]
    return [test.smallest if test.expected == "+" else -test.smallest]


def _full(test: Test, effect: float) -> bool:
    """Full dots say what the claim says."""
    line = _lines(test)
    if test.form == "E":
        return abs(effect) < test.smallest
    over = test.at_least is not None if test.form == "R" else test.expected == "+"
    return effect >= line[0] if over else effect <= line[0]


def _places(column: pd.Series | None, contexts: pd.Index) -> tuple[np.ndarray, list[tuple[float, str]]]:
    """Where dots stand across, and marks with words; options of a choice stand side by side, spread a little."""
    if column is None:
        values = np.arange(1, len(contexts) + 1, dtype=float)
        return values, [(float(v), f"{v:g}") for v in ticks(1.0, float(len(contexts)) + 1.0)]
    if column.dtype.kind in "if":
        values = column.to_numpy(float)
        low, high = float(values.min()), float(values.max())
        return values, [(v, f"{v:g}") for v in ticks(low, high if high > low else low + 1.0)]
    options = sorted(column.unique())
    at = column.map({option: number for number, option in enumerate(options)}).to_numpy(float)
    spread = (np.arange(len(at)) % 17 - 8) / 40.0
    return at + spread, [(float(number), str(option)) for number, option in enumerate(options)]


def _span(places: np.ndarray, choice: bool) -> tuple[float, float]:
    low, high = float(places.min()), float(places.max())
    air = 0.5 if choice else 0.04 * (high - low) or 0.5
    return low - air, high + air


def _axes(drawing: Drawing, across: Scale, up: Scale, marks: list[tuple[float, str]], name: str, test: Test) -> None:
    for value in ticks(up.low, up.high):
        drawing.line(LEFT, up(value), WIDTH - RIGHT, up(value), LINE)
        drawing.text(LEFT - 8, up(value) + 4, f"{value:g}", 11, "end", SOFT)
    drawing.line(LEFT, up(0.0), WIDTH - RIGHT, up(0.0), INK)
    for value, words in marks:
        drawing.text(across(value), HEIGHT - BOTTOM + 18, words, 11, "middle", SOFT)
    drawing.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, name, 12, "middle", INK)
    drawing.text(LEFT, 18, f"{test.says} ({test.unit})"[:112], 12, "start", INK, bold=True)
