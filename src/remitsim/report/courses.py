"""Pictures over time: paths of each arm with bands, and the treasury year by year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from remitsim.report.drawing import INK, LINE, SOFT, Drawing, Scale, shortened, span_of, ticks, wrapped
from remitsim.report.keys import Key, legend
from remitsim.report.telling import Scaled, place_name, scaled

YEAR = 12
PURSES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#8a94a1")


def paths(table: pd.DataFrame, keys: Sequence[Key]) -> str:
    """One panel an indicator (and place), a line an arm, its band behind it. Takes `Comparison.paths`."""
    drawing = Drawing(0)
    top = legend(drawing, keys, 4) + 14
    names = list(dict.fromkeys(zip(table["indicator"], table["place"], strict=True)))
    wide, tall, gap = 345.0, 190.0, 50.0
    for k, (indicator, place) in enumerate(names):
        rows = table[(table["indicator"] == indicator) & (table["place"] == place)]
        _panel(drawing, rows, keys, (k % 2) * (wide + gap), top + (k // 2) * (tall + 18), wide, tall)
    drawing.height = top + -(-len(names) // 2) * (tall + 18)
    return drawing.svg("The path of each option", "Each panel is an indicator over years from month 0, each line an option with "
                       "its band; letters at the right end name the options. Values by year stand in the table.")


def _panel(drawing: Drawing, rows: pd.DataFrame, keys: Sequence[Key], x: float, y: float, wide: float, tall: float) -> None:
    told = scaled(rows["mean"], str(rows["unit"].iloc[0]), difference=False)
    place = str(rows["place"].iloc[0])
    label = str(rows["label"].iloc[0]) + ("" if place == "world" else f", {place_name(place)}")
    drawing.text(x, y + 10, shortened(label, wide, 12), 12, bold=True)
    drawing.text(x, y + 25, shortened(told.unit, wide, 10.5), 10.5, ink=SOFT)
    low, high = span_of([*rows["low"], *rows["high"], *rows["mean"]], zero=False)
    across = Scale(float(rows["month"].min()), float(rows["month"].max()) + 1e-9, x + 46, x + wide - 16)
    upward = Scale(low, high, y + tall - 22, y + 36)
    _grid(drawing, across, upward, told)
    ends: dict[str, float] = {}
    for key in keys:
        line = rows[rows["arm"] == key.name].sort_values("month")
        if len(line):
            drawing.band(_points(line[::3], "low", across, upward), _points(line[::3], "high", across, upward), key.ink, 0.06)
            drawing.curve(_points(line, "mean", across, upward), key.ink, 1.5, key.dash, key.full)
            ends[key.letter] = upward(float(line["mean"].iloc[-1]))
    for letter, at in apart(ends, 11.0, y + 36, y + tall - 22).items():
        drawing.text(x + wide - 12, at + 4, letter, 10.5, bold=True)


def _points(line: pd.DataFrame, column: str, across: Scale, upward: Scale) -> list[tuple[float, float]]:
    return [(across(month), upward(value)) for month, value in zip(line["month"], line[column], strict=True)]


def _grid(drawing: Drawing, across: Scale, upward: Scale, told: Scaled) -> None:
    for value in ticks(upward.low / told.size, upward.high / told.size, 4):
        at = upward(value * told.size)
        drawing.line(across.start, at, across.stop, at, LINE)
        drawing.text(across.start - 6, at + 3.5, f"{value:,.10g}".replace("-", "−"), 10, "end", SOFT)
    for year in ticks(across.low / YEAR, across.high / YEAR, 6):
        at = across(year * YEAR)
        drawing.line(at, upward.start, at, upward.start + 4, SOFT)
        drawing.text(at, upward.start + 16, f"{year:g}".replace("-", "−"), 10, "middle", SOFT)


def apart(ends: dict[str, float], gap: float, top: float, bottom: float) -> dict[str, float]:
    """Places of labels pushed apart until none covers another, from ``top`` to ``bottom`` as far as there is room."""
    names = sorted(ends, key=lambda name: ends[name])
    spots = [ends[name] for name in names]
    for k in range(1, len(spots)):
        spots[k] = max(spots[k], spots[k - 1] + gap)
    over = max(0.0, spots[-1] - bottom) if spots else 0.0
    spots = [spot - over for spot in spots]
    for k in range(len(spots) - 2, -1, -1):
        spots[k] = min(spots[k], spots[k + 1] - gap)
    return dict(zip(names, spots, strict=True))


def treasury(table: pd.DataFrame, keys: Sequence[Key], unit: str) -> str:
    """One panel an option: bars by year and purse, over all hosts, a dot for the sum. Takes `Comparison.treasury`."""
    drawing = Drawing(0)
    parts = table.groupby(["arm", "purse", "year"], as_index=False, sort=False)["usd"].sum()
    purses = list(dict.fromkeys(parts["purse"]))
    sums = parts.groupby(["arm", "year"])["usd"].sum()
    ups, downs = parts["usd"].clip(lower=0), parts["usd"].clip(upper=0)
    stack = [series.groupby([parts["arm"], parts["year"]]).sum() for series in (ups, downs)]
    span = span_of([*stack[0], *stack[1]])
    told = scaled([*sums, *span], unit)
    top = _purse_legend(drawing, purses) + 10
    wide, tall = (drawing.width - 46 - 2 * 14) / 3, 170.0
    for k, key in enumerate(keys):
        rows = parts[parts["arm"] == key.name]
        left = 46 + (k % 3) * (wide + 14)
        _years(drawing, rows, purses, key, span, told, left, top + (k // 3) * (tall + 16), wide, tall, k % 3 == 0)
    drawing.height = top + -(-len(keys) // 3) * (tall + 16)
    return drawing.svg("Treasury year by year", "Each panel is an option, bars are what each purse takes in more (up) or less "
                       "(down) than under the baseline by year, dots their sum. Values with intervals stand in the table.")


def _purse_legend(drawing: Drawing, purses: Sequence[str]) -> float:
    x = 0.0
    for k, purse in enumerate(purses):
        drawing.box(x, 4, 11, 11, PURSES[k % len(PURSES)])
        drawing.text(x + 16, 14, purse, 11.5, ink=SOFT)
        x += 34 + 6.6 * len(purse)
    drawing.dot(x + 5, 9.5, INK, True, 3)
    drawing.text(x + 16, 14, "sum of purses", 11.5, ink=SOFT)
    return 24.0


def _years(
    drawing: Drawing, rows: pd.DataFrame, purses: Sequence[str], key: Key, span: tuple[float, float], told: Scaled, x: float,
    y: float, wide: float, tall: float, first: bool,
) -> None:  # fmt: skip
    for line, words in enumerate(wrapped(key.full, wide, 11.5)[:2]):
        drawing.text(x, y + 11 + 14 * line, words, 11.5, bold=True)
    upward = Scale(*span, y + tall - 18, y + 48)
    if first:
        drawing.text(0, y + 42, told.unit, 10.5, ink=SOFT)
    for value in ticks(span[0] / told.size, span[1] / told.size, 4):
        at = upward(value * told.size)
        drawing.line(x, at, x + wide, at, "#8b929c" if value == 0 else LINE)
        if first:
            drawing.text(x - 6, at + 3.5, f"{value:,.10g}".replace("-", "−"), 10, "end", SOFT)
    years = sorted(rows["year"].unique())
    room = wide / max(len(years), 1)
    for k, year in enumerate(years):
        _bar(drawing, rows[rows["year"] == year], purses, upward, told, x + room * (k + 0.5), min(room * 0.62, 22.0))
        drawing.text(x + room * (k + 0.5), y + tall - 4, f"{year:g}", 10, "middle", SOFT)


def _bar(drawing: Drawing, rows: pd.DataFrame, purses: Sequence[str], upward: Scale, told: Scaled, at: float,
         wide: float) -> None:  # fmt: skip
    up, down = 0.0, 0.0
    for k, purse in enumerate(purses):
        for amount in rows.loc[rows["purse"] == purse, "usd"].astype(float):
            start = up if amount > 0 else down
            ends = sorted((upward(start), upward(start + amount)))
            drawing.box(at - wide / 2, ends[0], wide, ends[1] - ends[0], PURSES[k % len(PURSES)],
                        f"{purse}: {told.tell(amount, signed=True)} {told.unit}")
            up, down = (up + amount, down) if amount > 0 else (up, down + amount)
    drawing.dot(at, upward(up + down), INK, True, 2.6, f"sum: {told.tell(up + down, signed=True)} {told.unit}")
