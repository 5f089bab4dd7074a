"""Pictures of analyses: what matters ranked, a box in two parameters, regrets, and options that none beats."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.analysis.discover import Found, Side
from remitsim.report.drawing import INK, LINE, LOSE, SOFT, Drawing, Scale, shortened, span_of, text_width, ticks
from remitsim.report.telling import scaled

BLUE, PALE = "#0072b2", "#e3e8ee"
GUTTER, ROW, MOST = 250.0, 21.0, 16


def ranked(table: pd.DataFrame, value: str, low: str, high: str, unit: str, also: str = "") -> str:
    """Parameters by size: a dot with its interval each; ``also``: a column for a hollow dot."""
    rows = table.head(MOST)
    drawing = Drawing(34 + ROW * len(rows) + 26)
    told = scaled([*rows[value]], unit, difference=False)
    ends = [*rows[value], *rows[low], *rows[high], *(rows[also] if also else [])]
    scale = Scale(*span_of(ends), GUTTER, drawing.width - 70)
    bottom = 26 + ROW * len(rows)
    drawing.text(GUTTER, 14, told.unit, 10.5, ink=SOFT)
    _across(drawing, scale, 22, bottom, told.size)
    for k, row in enumerate(rows.to_dict("records")):
        at = 26 + ROW * (k + 0.5)
        drawing.text(GUTTER - 12, at + 4, shortened(str(row["parameter"]), GUTTER - 16, 11.5), 11.5, "end")
        drawing.line(scale(row[low]), at, scale(row[high]), at, BLUE, 2.2)
        if also:
            drawing.dot(scale(row[also]), at, SOFT, False, 3.6, f"{row['parameter']}, {also}: {told.tell(row[also])}")
        drawing.dot(scale(row[value]), at, BLUE, True, 4.2, f"{row['parameter']}, {value}: {told.tell(row[value])}")
        drawing.text(drawing.width - 8, at + 4, told.tell(row[value], row[low], row[high]), 11, "end")
    return drawing.svg("What matters", f"Parameters from the one that matters most to the least: dots are {value} with intervals"
                       + (f", hollow dots {also}." if also else "."))


def _across(drawing: Drawing, scale: Scale, top: float, bottom: float, size: float = 1.0, about: int = 5) -> None:
    for value in ticks(scale.low / size, scale.high / size, about):
        at = scale(value * size)
        drawing.line(at, top, at, bottom, "#8b929c" if value == 0 else LINE)
        drawing.text(at, bottom + 14, f"{value:,.10g}".replace("-", "−"), 10, "middle", SOFT)


def box(found: Found, means: pd.DataFrame, missed: NDArray[np.bool_]) -> str:
    """Contexts in the first two parameters of a box: full where the target is missed, hollow where it is met."""
    sides = [side for side in found.sides if not side.options][:2]
    drawing = Drawing(420, 560)
    if not sides:
        return ""
    across = _scale(means, sides[0], 60, 540)
    upward = _scale(means, sides[1], 360, 30) if len(sides) > 1 else Scale(0, 1, 360, 30)
    left, right = _ends(sides[0], across)
    low, high = _ends(sides[1], upward) if len(sides) > 1 else (360.0, 30.0)
    drawing.box(left, min(low, high), right - left, abs(low - high), "#f8dfd0")
    _across(drawing, across, 30, 360)
    drawing.text(540, 394, sides[0].parameter, 11.5, "end", bold=True)
    drawing.text(60, 18, sides[1].parameter if len(sides) > 1 else "contexts, spread for the eye", 11.5, bold=len(sides) > 1)
    for value in ticks(upward.low, upward.high, 5) if len(sides) > 1 else []:
        drawing.text(54, upward(value) + 3.5, f"{value:,.10g}".replace("-", "−"), 10, "end", SOFT)
    spread = means[sides[1].parameter] if len(sides) > 1 else pd.Series(np.linspace(0.03, 0.97, len(means)), means.index)
    for x, y, bad in zip(means[sides[0].parameter], spread, missed, strict=True):
        drawing.dot(across(float(x)), upward(float(y)), LOSE if bad else SOFT, bool(bad), 3.2)
    drawing.dot(66, 410, LOSE, True, 3.4)
    drawing.text(74, 414, "target missed", 11, ink=SOFT)
    drawing.dot(176, 410, SOFT, False, 3.4)
    drawing.text(184, 414, "target met", 11, ink=SOFT)
    return drawing.svg("Where the target is missed", f"{found.sentence} The shaded box is the region found.")


def _scale(means: pd.DataFrame, side: Side, start: float, stop: float) -> Scale:
    values = means[side.parameter].to_numpy(float)
    return Scale(float(values.min()), float(max(values.max(), values.min() + 1e-12)), start, stop)


def _ends(side: Side, scale: Scale) -> tuple[float, float]:
    return (scale(scale.low if math.isnan(side.low) else side.low), scale(scale.high if math.isnan(side.high) else side.high))


def regrets(table: pd.DataFrame, unit: str) -> str:
    """One line an option: median regret as a dot, 5 to 95 in 100 contexts as a bar, the worst as a tick."""
    drawing = Drawing(34 + ROW * len(table) + 26)
    told = scaled([*table["most"]], unit, difference=False)
    scale = Scale(*span_of([*table["most"]]), GUTTER, drawing.width - 90)
    bottom = 26 + ROW * len(table)
    drawing.text(GUTTER, 14, told.unit, 10.5, ink=SOFT)
    drawing.text(drawing.width, 14, "best in", 10.5, "end", SOFT)
    _across(drawing, scale, 22, bottom, told.size)
    for k, row in enumerate(table.to_dict("records")):
        at = 26 + ROW * (k + 0.5)
        drawing.text(GUTTER - 12, at + 4, shortened(str(row["arm"]).replace("-", " "), GUTTER - 16, 11.5), 11.5, "end")
        drawing.line(scale(row["low"]), at, scale(row["high"]), at, BLUE, 5)
        drawing.line(scale(row["most"]), at - 5, scale(row["most"]), at + 5, INK, 1.5)
        drawing.dot(scale(row["median"]), at, INK, True, 3.6, f"{row['arm']}: {told.tell(row['median'])} {told.unit}")
        drawing.text(drawing.width, at + 4, f"{row['share best']:.0%}", 11, "end")
    return drawing.svg("Regret", "For each option how much less it gives than the best one: dot the median context, bar 5 to 95 "
                       "in 100 contexts, tick the worst; at the right the share of contexts in which it is the best.")


def shares(table: pd.DataFrame) -> str:
    """Shares of contexts in which each option meets all targets, as bars; each target as a hollow dot."""
    every = table[table["target"] == "all targets"]
    drawing = Drawing(34 + ROW * len(every) + 26)
    scale = Scale(0.0, 1.0, GUTTER, drawing.width - 70)
    bottom = 26 + ROW * len(every)
    drawing.text(GUTTER, 14, "% of contexts in which all targets are met (hollow: each target)", 10.5, ink=SOFT)
    _across(drawing, scale, 22, bottom, 0.01)
    for k, row in enumerate(every.to_dict("records")):
        at = 26 + ROW * (k + 0.5)
        drawing.text(GUTTER - 12, at + 4, shortened(str(row["arm"]).replace("-", " "), GUTTER - 16, 11.5), 11.5, "end")
        drawing.box(GUTTER, at - 6, scale(row["share"]) - GUTTER, 12, BLUE, f"{row['arm']}: {row['share']:.0%}")
        own = table[(table["arm"] == row["arm"]) & (table["target"] != "all targets")]
        for target in own.to_dict("records"):
            drawing.dot(scale(target["share"]), at, SOFT, False, 4, f"{target['target']}: {target['share']:.0%}")
        drawing.text(drawing.width - 8, at + 4, f"{row['share']:.0%}", 11, "end")
    return drawing.svg("Targets met", "For each option the share of contexts in which it meets all targets, as a bar, and each "
                       "target by itself, as hollow dots.")


def _free(written: list[tuple[float, float, float]], left: float, right: float, dot: float) -> float:
    """Height of a label near its dot where no other is written yet; options often lie close together."""
    heights = [dot + by for by in (-6, 16, -20, 30, -34, 44)]
    free = [at for at in heights if not any(a < right and left < b and abs(at - other) < 13 for a, b, other in written)]
    written.append((left, right, (free or heights)[0]))
    return (free or heights)[0]


def front(table: pd.DataFrame, names: Sequence[str], labels: Sequence[str], units: Sequence[str]) -> str:
    """Mean outcomes of options in the first two outcomes; full where no option beats it on all."""
    drawing = Drawing(400, 640)
    tolds = [scaled([*table[name]], unit) for name, unit in zip(names, units, strict=True)]
    across = Scale(*span_of([*table[names[0]]], zero=False), 80, 500)
    upward = Scale(*span_of([*table[names[1]]], zero=False), 340, 40)
    _across(drawing, across, 40, 340, tolds[0].size, 4)
    drawing.text(500, 376, f"{labels[0]}, {tolds[0].unit}", 11.5, "end", bold=True)
    drawing.text(10, 22, shortened(f"{labels[1]}, {tolds[1].unit}", 600, 11.5), 11.5, bold=True)
    for value in ticks(upward.low / tolds[1].size, upward.high / tolds[1].size, 5):
        drawing.line(80, upward(value * tolds[1].size), 500, upward(value * tolds[1].size))
        drawing.text(74, upward(value * tolds[1].size) + 3.5, f"{value:,.10g}".replace("-", "−"), 10, "end", SOFT)
    written: list[tuple[float, float, float]] = []
    for row in table.to_dict("records"):
        x, y, best = across(row[names[0]]), upward(row[names[1]]), bool(row["none beats it"])
        name = str(row["arm"]).replace("-", " ")
        left = x - 9 - text_width(name, 11) if x + 10 + text_width(name, 11) > drawing.width else x + 9
        drawing.dot(x, y, BLUE if best else SOFT, best, 5, name)
        drawing.text(left, _free(written, left, left + text_width(name, 11), y), name, 11, "start", INK if best else SOFT)
    return drawing.svg("Options that none beats", f"Mean outcomes of each option: {labels[0]} across, {labels[1]} upward. Full "
                       "dots are options that no other beats on all outcomes.")
