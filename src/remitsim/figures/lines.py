"""Figures over time: one function each, tidy table in, Figure out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from remitsim.figures.style import (
    BLACK,
    BLUE,
    COLOURS,
    GREEN,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    SOFT,
    draw_lines,
    in_per_cent,
    label_ends,
    line_of,
    over_years,
    plain_numbers,
    scaled,
    sheet,
    smooth,
)
from remitsim.world import codes

STATUS_COLOURS = {
    "citizen by naturalisation": BLACK, "permanent": BLUE, "temporary free": SKY, "temporary tied": GREEN,
    "irregular": ORANGE,
}  # fmt: skip

TARGET = 3.0  # per cent: SDG 10.c


def _places(told: pd.DataFrame, indicator: str) -> list[str]:
    """Hosts or origins that the indicator is told of (neither the world nor corridors)."""
    names = told.loc[told["indicator"] == indicator, "place"].unique()
    return [str(name) for name in names if name != "world" and "-" not in str(name)]


def people_by_status(told: pd.DataFrame, caption: str) -> Figure:
    """Migrants by status, stacked. Takes `migrants` by status."""
    figure, (axis,) = sheet("People abroad, by status", caption)
    lines = {name: line_of(told, place="world", group=name) for name in codes.STATUSES[1:6]}
    lines = {name: line for name, line in lines.items() if len(line) and line.max() > 0}
    size, word = scaled(sum(line.max() for line in lines.values()))
    heights = np.cumsum([line.to_numpy() / size for line in lines.values()], axis=0) if lines else np.zeros((0, 0))
    ends = {}
    for row, (name, line) in enumerate(lines.items()):
        under = heights[row - 1] if row else np.zeros(len(line))
        axis.fill_between(line.index, under, heights[row], color=STATUS_COLOURS[name], linewidth=0, alpha=0.9)
        ends[name] = (float(line.index[-1]), float((under[-1] + heights[row][-1]) / 2))
    axis.margins(x=0.0, y=0.05)
    over_years(axis, f"{word}people")
    plain_numbers(axis)
    label_ends(axis, ends, STATUS_COLOURS)
    return figure


def remittances(told: pd.DataFrame, caption: str) -> Figure:
    """Gross, net and received remittances, and what sending cost."""
    figure, (above, below) = sheet("Money sent home, and what sending costs", caption, panels=2, height=2.5)
    names = {"handed over": "sent", "less fees, margins": "sent_net", "in families' hands": "received"}
    lines = {label: smooth(line_of(told, place="world", indicator=name)) for label, name in names.items()}
    size, word = scaled(max((line.max() for line in lines.values() if len(line)), default=1.0))
    unit = f"{word}USD of 2017 a month, mean of twelve months"
    draw_lines(above, {label: line / size for label, line in lines.items()}, unit)
    costs = {"cost in all": "sending_cost", "flat fees": "sending_cost_flat", "margins": "sending_cost_margin"}
    draw_lines(below, {label: smooth(line_of(told, place="world", indicator=name)) for label, name in costs.items()},
               "% of the sum handed over, mean of twelve months", (RED, SKY, PURPLE))  # fmt: skip
    return figure


def wages(told: pd.DataFrame, caption: str) -> Figure:
    """Mean gross pay of natives, migrants with papers and migrants in an irregular situation."""
    figure, (axis,) = sheet("Gross pay", caption)
    names = {"natives": "wage_native", "migrants\nwith papers": "wage_regular", "migrants in an\nirregular situation":
             "wage_irregular"}  # fmt: skip
    draw_lines(axis, {label: line_of(told, place="world", indicator=name) for label, name in names.items()},
               "USD of 2017 a month", (BLACK, BLUE, ORANGE))  # fmt: skip
    return figure


def debt_and_freedom(told: pd.DataFrame, caption: str) -> Figure:
    """Debt a migrant, and shares in debt, held, bonded and in forced labour."""
    figure, (above, below) = sheet("Debts of migrants, and freedom", caption, panels=2, height=2.5)
    amounts = {"all migrants": "debt", "those in debt": "debt_of_debtors", "at arrival": "debt_at_arrival"}
    lines = {label: line_of(told, place="world", indicator=name) for label, name in amounts.items()}
    lines["at arrival"] = smooth(lines["at arrival"])
    draw_lines(above, lines, "USD of 2017 owed a person")
    shares = {"in debt": "in_debt", "held by debt": "held", "forced labour": "forced_labour", "bonded": "bonded"}
    draw_lines(below, {label: line_of(told, place="world", indicator=name) for label, name in shares.items()},
               "% of migrants", (BLUE, ORANGE, BLACK, RED), in_per_cent)  # fmt: skip
    return figure


def origin_living(told: pd.DataFrame, caption: str) -> Figure:
    """Consumption a head and poverty at the two lines, by origin."""
    figure, panels = sheet("Living at origin", caption, panels=3, height=2.1)
    origins = _places(told, "consumption_head")
    units = {"consumption_head": "USD of 2017 a head and month, mean of twelve months",
             "poverty_420": "% of people under 4.20 dollars of 2021 PPP a day",
             "poverty_830": "% of people under 8.30 dollars of 2021 PPP a day"}  # fmt: skip
    for axis, (name, unit) in zip(panels, units.items(), strict=True):
        lines = {origin: smooth(line_of(told, place=origin, indicator=name)) for origin in origins}
        draw_lines(axis, lines, unit, COLOURS, plain_numbers if name == "consumption_head" else in_per_cent)
    return figure


def treasuries(told: pd.DataFrame, caption: str) -> Figure:
    """Balance of the treasury and of the insurance fund, by host."""
    figure, panels = sheet("Balances of treasuries and insurance funds", caption, panels=2, height=2.4)
    hosts = _places(told, "treasury_balance")
    names = {"treasury_balance": "treasury", "fund_balance": "insurance fund"}
    for axis, (name, label) in zip(panels, names.items(), strict=True):
        lines = {host: 12 * smooth(line_of(told, place=host, indicator=name)) for host in hosts}
        size, word = scaled(max((line.abs().max() for line in lines.values() if len(line)), default=1.0))
        unit = f"{label}: {word}USD of 2017 a year, from the mean of twelve months"
        draw_lines(axis, {host: line / size for host, line in lines.items()}, unit)
    return figure


def arrivals_and_exits(told: pd.DataFrame, caption: str) -> Figure:
    """Arrivals and exits together, and arrivals by route."""
    figure, (above, below) = sheet("Coming and going", caption, panels=2, height=2.5)
    for name, colour in (("arrivals", BLUE), ("exits", ORANGE)):
        line = line_of(told, place="world", indicator=name)
        above.plot(line.index, line.to_numpy(), color=colour, linewidth=0.6, alpha=0.35)
    draw_lines(above, {name: smooth(line_of(told, place="world", indicator=name)) for name in ("arrivals", "exits")},
               "people a month; bold: mean of twelve months", (BLUE, ORANGE))  # fmt: skip
    routes = {"visa": "visa", "skills partnership": "skills", "family": "family", "crossing": "crossing",
              "visitors who stay": "visit", "free movement": "free_movement"}  # fmt: skip
    lines = {label: smooth(line_of(told, place="world", indicator=f"arrivals_{key}")) for label, key in routes.items()}
    used = {label: line for label, line in lines.items() if len(line) and line.max() > 0}
    draw_lines(below, used, "arrivals by route, people a month, mean of twelve months")
    return figure


def work(told: pd.DataFrame, caption: str) -> Figure:
    """Unemployment of natives and migrants, informal share of jobs, vacancy rate."""
    figure, (axis,) = sheet("Work in the hosts", caption)
    names = {"informal share of jobs": "informal_share", "natives without work": "unemployment_native",
             "migrants without work": "unemployment_migrant", "vacancy rate": "vacancy_rate"}  # fmt: skip
    draw_lines(axis, {label: line_of(told, place="world", indicator=name) for label, name in names.items()},
               "% of jobs, of people of 18-64, of posts", (ORANGE, BLACK, BLUE, GREEN), in_per_cent)  # fmt: skip
    return figure


def price_of_sending(told: pd.DataFrame, caption: str) -> Figure:
    """SDG 10.c.1 at USD 200 and 500, the three cheapest, and the target of 3 %."""
    figure, (axis,) = sheet("SDG 10.c.1: the price of sending", caption)
    names = {"all lawful services,\nUSD 200": "sdg_10_c_1_200", "all lawful services,\nUSD 500": "sdg_10_c_1_500",
             "three cheapest,\nUSD 200": "cheapest_200"}  # fmt: skip
    lines = {label: line_of(told, place="world", indicator=name) for label, name in names.items()}
    lines["target: 3 %"] = 0.0 * lines["all lawful services,\nUSD 200"] + TARGET
    draw_lines(axis, lines, "% of the sum", (BLUE, ORANGE, GREEN, SOFT))
    return figure


def inequality(told: pd.DataFrame, caption: str) -> Figure:
    """Gini within hosts and origins, Theil between countries, and income a person born in each country."""
    figure, panels = sheet("Inequality within and between countries", caption, panels=4, height=1.75)
    units = {"gini_host": "Gini of net pay, 0 to 1", "gini_origin": "Gini of consumption at origin, 0 to 1",
             "theil_between": "Theil's T between countries, nats",
             "income_born": "income a person born there, USD of 2017 a month"}  # fmt: skip
    for axis, (name, unit) in zip(panels, units.items(), strict=True):
        lines = {place: line_of(told, place=place, indicator=name) for place in _places(told, name)}
        if name == "theil_between":
            lines = {"all countries": line_of(told, place="world", indicator=name)}
        draw_lines(axis, {place: smooth(line) for place, line in lines.items()} if name == "income_born" else lines, unit)
    return figure
