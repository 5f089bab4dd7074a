"""Pictures of a run: one function a figure, tidy table in, Figure out; `FIGURES` says what each is told."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from remitsim.figures import lines, pictures

if TYPE_CHECKING:
    from remitsim.results import Results

__all__ = ["FIGURES", "Picture", "draw", "save_all"]


@dataclass(frozen=True)
class Picture:
    """A figure: the function that draws it, the indicators it is given (cut ``by`` a band), and its caption."""

    draw: Callable[[pd.DataFrame, str], Figure]
    indicators: tuple[str, ...]
    caption: str
    by: str | None = None


_COSTS = ("sent", "sent_net", "received", "sending_cost", "sending_cost_flat", "sending_cost_margin")
_DEBTS = ("debt", "debt_of_debtors", "debt_at_arrival", "in_debt", "held", "forced_labour", "bonded")
_MOVES = ("arrivals", "exits", *(f"arrivals_{route}" for route in
          ("visa", "skills", "family", "crossing", "visit", "free_movement")))  # fmt: skip
_BILLS = ("sdg_10_7_1_mean", "sdg_10_7_1_median", "sdg_10_7_1_upper_quartile", "sdg_10_7_1_nothing")

FIGURES: dict[str, Picture] = {
    "people_by_status": Picture(lines.people_by_status, ("migrants",),
        "People of the world's origins who live in its hosts at the end of each month, by what they may do in law.",
        by="status"),
    "remittances": Picture(lines.remittances, _COSTS,
        "Above: what migrants hand to transfer firms, the same less flat fees and exchange margins, and what households "
        "receive once debts abroad are served. Below: fees and margins over the sum handed over."),
    "wages": Picture(lines.wages, ("wage_native", "wage_regular", "wage_irregular"),
        "Mean gross pay agreed of people at work, all hosts together. Who works in which trade differs between the "
        "groups, so a gap is not a gap for the same work."),
    "debt_and_freedom": Picture(lines.debt_and_freedom, _DEBTS,
        "Debts to lenders (with interest) and kin. Held: home pay could not serve the debt in 24 months. Bonded: would "
        "leave or go home but for the debt. Forced labour: two of unfree recruitment, duress, cannot leave."),
    "origin_living": Picture(lines.origin_living, ("consumption_head", "poverty_420", "poverty_830"),
        "Households of the simulated catchment at origin, people at home only: consumption a head, and the share of "
        "people whose house consumes less a head than each line."),
    "treasuries": Picture(lines.treasuries, ("treasury_balance", "fund_balance"),
        "All that the treasury and the insurance fund of each host take in less all they pay. In burn-in both are held "
        "at nothing by purchases and pensions that are then frozen."),
    "who_pays_whom": Picture(pictures.who_pays_whom, (),
        "Every payment of the last twelve months: rows pay, columns receive, darker is more (logarithmic). A payment "
        "below nothing (a loss, a purchase instead of a sale) is shown as one the other way."),
    "recruitment_bill": Picture(pictures.recruitment_bill, _BILLS,
        "SDG 10.7.1 at the last month told: bill paid by the worker over the first full month's pay, among people "
        "recruited for pay who came within three years. Hollow dots: under 30 simulated rows."),
    "arrivals_and_exits": Picture(lines.arrivals_and_exits, _MOVES,
        "People who arrived in a host and people who left one, whatever the way; below, arrivals by route."),
    "work": Picture(lines.work, ("informal_share", "unemployment_native", "unemployment_migrant", "vacancy_rate"),
        "People without work, the ill and those who retrain among them, over people of 18-64; people in informal work "
        "over people at work; vacancies over vacancies and people at work. All hosts together."),
    "price_of_sending": Picture(lines.price_of_sending, ("sdg_10_c_1_200", "sdg_10_c_1_500", "cheapest_200"),
        "Flat fee and exchange margin of lawful services, simple mean over services of all corridors, and over the three "
        "cheapest of each corridor. Grey: the target of SDG 10.c."),
    "inequality": Picture(lines.inequality, ("gini_host", "gini_origin", "theil_between", "income_born"),
        "Above, once a year: Gini of net pay in hosts and of consumption a head at origin, Theil's T between countries. "
        "Below: mean income of people of 18-64 by country of birth, wherever they live."),
}  # fmt: skip


def draw(results: Results, name: str) -> Figure:
    """The figure of this name for these results. Raises KeyError that names the nearest ones."""
    if name not in FIGURES:
        near = difflib.get_close_matches(name, FIGURES, 3, 0.3) or list(FIGURES)
        raise KeyError(f"no figure {name!r}; there are: {', '.join(near)}")
    picture = FIGURES[name]
    told = results.table(picture.indicators, by=picture.by) if picture.indicators else results.flow_matrix()
    return picture.draw(told, picture.caption)


def save_all(results: Results, folder: Path) -> list[Path]:
    """Draw every figure into the folder, as PNG and SVG."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in FIGURES:
        figure = draw(results, name)
        for kind in ("png", "svg"):
            paths.append(folder / f"{name}.{kind}")
            figure.savefig(paths[-1], dpi=150)
    return paths
