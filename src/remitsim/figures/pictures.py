"""Figures that are not lines over time: who pays whom, and the recruitment bill by corridor."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.figure import Figure

from remitsim.figures.style import BLACK, BLUE, ORANGE, SOFT, sheet

INK = LinearSegmentedColormap.from_list("ink", ["#eef4f9", "#7fb3d5", "#0072B2", "#083a5e"])
DECADES = 4.0  # payments a ten-thousandth of the largest and smaller share the palest tint


def _short(dollars: float) -> str:
    """Dollars with a letter for their size: 5.2bn, 42m, 380k."""
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if dollars >= size:
            amount = dollars / size
            return f"{amount:.0f}{letter}" if amount >= 9.95 else f"{amount:.1f}{letter}"
    return f"{dollars:.0f}"


def who_pays_whom(matrix: pd.DataFrame, caption: str) -> Figure:
    """What each sector paid to each other in a year, as a picture. Takes `Results.flow_matrix()`."""
    paid = matrix.clip(lower=0) + matrix.clip(upper=0).T.abs()
    kept = [name for name in paid.index if paid.loc[name].sum() + paid[name].sum() > 0]
    paid = paid.loc[kept, kept]
    figure, (axis,) = sheet("Who pays whom", caption, height=6.3)
    figure.subplots_adjust(left=0.2, right=0.98, top=0.78)
    axis.grid(False)
    values = paid.to_numpy()
    norm = LogNorm(max(values.max(initial=0.0) / 10**DECADES, 1e-2), max(values.max(initial=0.0), 1e-1), clip=True)
    axis.imshow(np.where(values > 0, values, np.nan), cmap=INK, norm=norm, aspect="auto")
    for (row, column), amount in np.ndenumerate(values):
        if amount > 0:
            ink = "white" if norm(amount) > 0.42 else BLACK
            axis.text(column, row, _short(amount), ha="center", va="center", fontsize=5.6, color=ink)
    axis.set_xticks(range(len(kept)), kept, rotation=90, ha="center", fontsize=8)
    axis.set_yticks(range(len(kept)), kept, fontsize=8)
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    axis.set_ylabel("who pays", fontsize=8.5, color=SOFT)
    axis.set_xlabel("to whom; USD of 2017 in twelve months (bn billion, m million, k thousand)", fontsize=8.5, color=SOFT)
    axis.spines[:].set_visible(False)
    return figure


def recruitment_bill(told: pd.DataFrame, caption: str) -> Figure:
    """SDG 10.7.1 by corridor: median, mean and upper quartile in months of first pay. Takes its sorted rows."""
    last = told[(told["group"] == "all") & (told["month"] == told["month"].max())]
    wide = last.pivot_table(index="place", columns="indicator", values="value")
    rows = last.pivot_table(index="place", columns="indicator", values="rows")
    corridors = [place for place in wide.index if "-" in place or place == "world"]
    wide = wide.loc[corridors].sort_values("sdg_10_7_1_mean") if corridors else wide.iloc[:0]
    figure, (axis,) = sheet("What a place abroad cost the worker", caption, height=0.9 + 0.24 * max(len(wide), 3))
    for spot, (place, row) in enumerate(wide.iterrows()):
        few = rows.loc[place, "sdg_10_7_1_mean"] < 30
        median, mean, upper = (row[f"sdg_10_7_1_{name}"] for name in ("median", "mean", "upper_quartile"))
        axis.plot([median, upper], [spot, spot], color="#9cc3de", linewidth=5, solid_capstyle="butt", zorder=1)
        axis.plot(median, spot, "|", color=BLUE, markersize=11, markeredgewidth=2.2)
        axis.plot(mean, spot, "o", color=ORANGE, markersize=6, markerfacecolor="white" if few else ORANGE)
        nothing = f"{row['sdg_10_7_1_nothing']:.0%} paid nothing" + (" (few)" if few else "")
        axis.annotate(nothing, (1.0, spot), xycoords=("axes fraction", "data"), xytext=(6, 0),
                      textcoords="offset points", fontsize=8, va="center", color=SOFT)  # fmt: skip
    axis.set_yticks(range(len(wide)), ["all corridors" if place == "world" else place for place in wide.index])
    axis.set_xlabel("months of first full pay abroad", fontsize=8.5, color=SOFT)
    axis.grid(axis="x", color="#e6e9ee", linewidth=0.7)
    axis.grid(axis="y", visible=False)
    axis.set_xlim(left=0)
    axis.set_ylim(-0.6, len(wide) - 0.4)
    axis.set_title("bar: median to upper quartile · dot: mean", loc="left", fontsize=8.5, color=SOFT, pad=5)
    return figure
