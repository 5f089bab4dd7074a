"""One look for all figures: Okabe-Ito colours, units on axes, labels beside lines, a caption underneath."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

# Okabe and Ito's colours, told apart by people of every colour vision; yellow is left out as too pale for lines
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, BLACK = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#222222",
)  # fmt: skip
COLOURS = (BLUE, ORANGE, GREEN, RED, PURPLE, SKY, BLACK)
SOFT = "#6b7280"
WIDTH = 7.2
YEAR = 12


def sheet(title: str, caption: str, panels: int = 1, height: float = 3.3, columns: int = 1) -> tuple[Figure, list[Axes]]:
    """A figure with a title, a caption, and panels one under another (or in ``columns``)."""
    rows = -(-panels // columns)
    lines = textwrap.wrap(caption, 106)
    foot = 0.2 * len(lines) + 0.25
    tall = height * rows + 0.55 + foot
    figure = Figure(figsize=(WIDTH, tall), facecolor="white")
    axes = figure.subplots(rows, columns, squeeze=False)
    figure.subplots_adjust(
        left=0.125, right=0.76, top=1 - 0.62 / tall, bottom=(foot + 0.45) / tall,
        hspace=0.55 / (height - 0.55), wspace=0.35,
    )
    figure.text(0.02, 1 - 0.1 / tall, title, ha="left", va="top", fontsize=11.5, fontweight="bold", color=BLACK)
    figure.text(0.02, 0.08 / tall, "\n".join(lines), ha="left", va="bottom", fontsize=8, color=SOFT, linespacing=1.35)
    for axis in axes.flat:
        bare(axis)
    return figure, list(axes.flat)


def bare(axis: Axes) -> None:
    """No box, a faint grid across."""
    axis.spines[["top", "right"]].set_visible(False)
    axis.spines[["left", "bottom"]].set_color("#b8bec7")
    axis.tick_params(labelsize=8.5, color="#b8bec7", labelcolor=BLACK)
    axis.grid(axis="y", color="#e6e9ee", linewidth=0.7)
    axis.set_axisbelow(True)


def over_years(axis: Axes, unit: str) -> None:
    """Years on the x axis, the unit over the y axis; the y axis begins at 0 unless values go under it."""
    place = axis.get_subplotspec()
    if place is None or place.is_last_row():
        axis.set_xlabel("years from month 0", fontsize=8.5, color=SOFT)
    axis.set_title(unit, loc="left", fontsize=8.5, color=SOFT, pad=5)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=11))
    if axis.dataLim.y0 >= 0:
        axis.set_ylim(0, max(axis.get_ylim()[1], 1e-9))
    elif axis.dataLim.y1 > 0:
        axis.axhline(0, color="#8b929c", linewidth=0.8)


def plain_numbers(axis: Axes) -> None:
    """Thousands set apart; decimals only where they are needed."""

    def tell(value: float, _: int) -> str:
        return f"{value:,.3f}".rstrip("0").rstrip(".")

    axis.yaxis.set_major_formatter(FuncFormatter(tell))


def in_per_cent(axis: Axes) -> None:
    """Shares told as per cent."""
    axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.3g} %"))


def line_of(told: pd.DataFrame, **where: str) -> pd.Series[float]:
    """The values of one indicator, place and group, by year."""
    for column, wanted in where.items():
        told = told[told[column] == wanted]
    return pd.Series(told["value"].to_numpy(float), index=told["month"].to_numpy() / YEAR).sort_index()


def smooth(line: pd.Series[float]) -> pd.Series[float]:
    """Mean of the twelve months up to each month (fewer at the start)."""
    return line.rolling(YEAR, min_periods=1).mean()


def draw_lines(
    axis: Axes,
    lines: dict[str, pd.Series[float]],
    unit: str,
    colours: Sequence[str] = COLOURS,
    tell: Callable[[Axes], None] = plain_numbers,
) -> None:
    """Lines with their names beside their ends; with more lines than colours the later ones are dashed."""
    shown = {name: line for name, line in lines.items() if len(line)}
    ink = {name: colours[k % len(colours)] for k, name in enumerate(lines)}
    for k, name in enumerate(lines):
        if name in shown:
            style = "-" if k < len(colours) else (0, (3, 1.5))
            axis.plot(shown[name].index, shown[name].to_numpy(), color=ink[name], linewidth=1.7, linestyle=style)
    axis.margins(x=0.01, y=0.08)
    over_years(axis, unit)
    tell(axis)
    label_ends(axis, {name: (float(line.index[-1]), float(line.iloc[-1])) for name, line in shown.items()}, ink)


def label_ends(axis: Axes, ends: dict[str, tuple[float, float]], colours: dict[str, str]) -> None:
    """Names beside ends of lines, pushed apart until none covers another."""
    if not ends:
        return
    low, high = axis.get_ylim()
    height = axis.get_position().height * axis.figure.get_figheight()  # type: ignore[union-attr]
    gap = (high - low) * 0.165 / max(height, 0.1)
    names = sorted(ends, key=lambda name: ends[name][1])
    tall = np.array([1.0 + 0.9 * name.count("\n") for name in names])
    apart = gap * (tall[:-1] + tall[1:]) / 2.0
    spots = np.array([ends[name][1] for name in names])
    for k in range(1, len(spots)):
        spots[k] = max(spots[k], spots[k - 1] + apart[k - 1])
    spots -= max(0.0, spots[-1] - high)
    for k in range(len(spots) - 2, -1, -1):
        spots[k] = min(spots[k], spots[k + 1] - apart[k])
    right = axis.get_xlim()[1]
    for name, spot in zip(names, spots, strict=True):
        axis.annotate(name, (right, spot), xytext=(5, 0), textcoords="offset points", fontsize=8.5, va="center",
                      color=colours[name], annotation_clip=False)  # fmt: skip
    axis.set_ylim(low, high)


def scaled(most: float) -> tuple[float, str]:
    """What to divide dollars by, and the word for it."""
    for size, word in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if abs(most) >= size:
            return size, f"{word} "
    return 1.0, ""
