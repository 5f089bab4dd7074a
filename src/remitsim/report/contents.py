"""The pictures of a comparison's page, each with its table: differences, gainers, paths, treasury, payments."""

from __future__ import annotations

import pandas as pd

from remitsim.report.background import again, assumptions, funnel, left_out, levels, permits
from remitsim.report.blocks import INTERVAL, caption, named, signed
from remitsim.report.brief import NOISE, Told, grid_rows, main_groups
from remitsim.report.courses import paths, treasury
from remitsim.report.ladders import Rung, forest, ladder
from remitsim.report.page import Block, Section, fill
from remitsim.report.telling import FEW, clear, place_name
from remitsim.world.flows import FLOWS

MOST_PANELS, MOST_PATHS, MOST_CELLS, MOST_FLOWS = 12, 8, 8, 14
# the forest plot's first panels, where a comparison has them
FIRST = ("irregular", "migrants", "arrivals", "unemployment_native", "wage_native", "wage_irregular", "informal_share",
         "treasury_balance", "fund_balance", "sent", "consumption_head", "profits")  # fmt: skip
CELL = ("usd_a_head", "low", "high", "placebo_low", "placebo_high")
SAYS = {entry.name: entry.says for entry in FLOWS}


def sections(told: Told) -> list[Section]:
    """All sections that this comparison has something to tell in, in order."""
    makers = (differences, gainers, groups, courses, purses, payments, funnel, levels, assumptions, permits, left_out, again)
    return [section for make in makers if (section := make(told)) is not None]


def differences(told: Told) -> Section | None:
    """Paired differences as a forest plot."""
    table = told.tables["differences"]
    whole = table[(table["place"] == "world") & (table["band"] == "all")]
    if not len(whole):
        return None
    year = whole["year"].max()
    whole = whole[(whole["year"] == year) & whole["arm"].isin([key.name for key in told.options])]
    known = list(dict.fromkeys(whole["indicator"]))
    first = [*(name for name in FIRST if name in known), *(name for name in known if name not in FIRST)][:MOST_PANELS]
    drawn = pd.concat([whole[whole["indicator"] == name] for name in first])
    when = "over the whole horizon" if year == 0 else f"in year {year:g}"
    block = Block(
        "differences", "Paired differences", forest(drawn, told.options),
        caption(told, f"Each option less the baseline {when}, on the same people with the same luck. Hollow and grey: the "
                       "interval holds nought."),
        named(told, table),
        {"arm": "option", "label": "indicator", "unit": "unit", "place": "place", "group": "group", "year": "year",
         "baseline": "baseline", "difference": "difference", **INTERVAL, "pairs": "pairs", "same_sign": "same sign",
         "contexts": "of contexts", "turned_by": "turned by"},
        signed(table, "difference", "low", "high"),
    )  # fmt: skip
    lead = "What each option changes, indicator by indicator; the same people live the same luck under both laws."
    return Section("differences-all", "What changes", lead, [block, *_variance(told)])


def _variance(told: Told) -> list[Block]:
    table = told.tables["variance"]
    if not len(table):
        return []
    return [Block("variance", "What pairing is worth", "", "Variance of a difference between two options that share people "
                  "and luck, against the same for options that do not: at a ratio of 10 ten times fewer runs do.",
                  named(told, table) if "arm" in table else table,
                  {"arm": "option", "label": "indicator", "year": "year", "paired": "variance, paired",
                   "unpaired": "variance, unpaired", "ratio": "ratio"})]  # fmt: skip


def gainers(told: Told) -> Section | None:
    """Gainers and losers by cell, beside what a placebo makes."""
    table = told.tables["cells"]
    if not len(table):
        return None
    unit = f"{told.currency.code} a head"
    block = Block(
        "cells", "Who gains and who loses, with the placebo's band",
        ladder(_cell_tiers(table), told.options, unit, "Rows are groups of people fixed at month 0, panels options. Grey "
               "bars: what a single extra person would change; dots outside are full and coloured.", "Gainers and losers"),
        caption(told, "Gain a head over the horizon: consumption and change in net worth, option less baseline; the cells of "
                      "each party that stand out most, each party on a scale of its own. Grey: the "
                      "placebo's band, what one extra person would change by reshuffling alone. Blue gains, brown loses "
                      "beyond it (false discoveries held to 10 %); hollow: within noise."),
        named(told, table),
        {"arm": "option", "party": "party", "place": "place", "band": "cut by", "group": "group", "usd_a_head": unit,
         **INTERVAL, "placebo_low": "placebo from", "placebo_high": "placebo to", "q": "chance of a false find (q)",
         "verdict": "verdict", "people": "people", "rows": "simulated rows"},
        signed(table, "usd_a_head", "low", "high", "placebo_low", "placebo_high"),
        note=_few(table),
    )  # fmt: skip
    return Section("gainers", "Who gains and who loses, and how surely", "Told by groups, never person by person: one extra "
                   "person in a labour market changes most individual pays after some years.", [block])


def _few(table: pd.DataFrame) -> str:
    few = int((table["rows"] < FEW).sum()) if "rows" in table else 0
    return f"{few} lines rest on fewer than {FEW} simulated people: take them as hints." if few else ""


def _cell_tiers(table: pd.DataFrame) -> list[list[Rung]]:
    """Of each party the cells that stand out most in any option."""
    return [_cell_rungs(rows) for _, rows in table.groupby("party", sort=False)]


def _cell_rungs(table: pd.DataFrame) -> list[Rung]:
    keys = ["party", "place", "band", "group"]
    strength = table["usd_a_head"].abs() / (table["placebo_high"] - table["placebo_low"]).clip(lower=1e-9)
    strength = strength.where(table["verdict"] != NOISE, strength * 0.1)
    ranked = strength.groupby([table[key] for key in keys]).max().sort_values(ascending=False)
    kept = set(ranked.index[:MOST_CELLS])
    rungs = []
    for cell, rows in table.groupby(keys, sort=False):
        if cell in kept:
            party, place, band, group = cell
            values: dict[str, tuple[float, ...]] = {
                str(row["arm"]): (*(float(row[name]) for name in CELL), float(row["verdict"] != NOISE))
                for row in rows.to_dict("records")}  # fmt: skip
            under = str(party) if place in ("world", "") else f"{party}, {place_name(str(place))}"
            rungs.append(Rung(_cell_label(str(band), str(group)), under, values))
    order = list(dict.fromkeys(rung.under for rung in rungs))
    return sorted(rungs, key=lambda rung: order.index(rung.under))


def _cell_label(band: str, group: str) -> str:
    """What a cell is: its cut and group, or the group alone where it is a cross of cuts."""
    if group == "all":
        return "all of them"
    return group.replace(" x ", " × ") if " x " in band else f"{band}: {group}"


def groups(told: Told) -> Section | None:
    """The grid of options by groups in full."""
    table = told.tables["groups"]
    if not len(table):
        return None
    code = told.currency.code
    unit = f"{code} a head and year"
    more = len(table) > len(main_groups(told))
    body = fill("grid.html.j2", options=told.options, grid=grid_rows(told, table), grid_unit=unit) if more else ""
    block = Block(
        "groups", "Every group", "", "", named(told, table),
        {"arm": "option", "label": "group", "place": "place", "usd_a_head_a_year": unit, **INTERVAL,
         "usd_total": f"{code} in all", "people": "people", "placebo": "placebo's band ±", "verdict": "verdict",
         "same_sign": "same sign", "contexts": "of contexts"},
        signed(table, "usd_a_head_a_year", "low", "high", "usd_total"),
    )  # fmt: skip
    return Section("groups-all", "Who gains, who loses, group by group", "", [block, *_identity(told)], body)


def _identity(told: Told) -> list[Block]:
    table = told.tables.get("identity")
    if table is None or not len(table):
        return []
    return [Block("identity", "The account behind it", "", "All gains add up to the change in sales of output and in net "
                  "receipts from the rest of the world, to the cent; what no payment made stands as a line of its own.",
                  named(told, table), {"arm": "option", "line": "line", "usd": f"{told.currency.code}, mean difference"},
                  signed(table, "usd"))]  # fmt: skip


def courses(told: Told) -> Section | None:
    """Paths of each arm with bands."""
    table = told.tables["paths"]
    if not len(table):
        return None
    kept = list(dict.fromkeys(table["indicator"]))[:MOST_PATHS]
    world = table[table["indicator"].isin(kept) & ((table["place"] == "world") | ~table["indicator"].isin(
        table.loc[table["place"] == "world", "indicator"]))]  # fmt: skip
    yearly = table[table["month"] % 12 == 0]
    band = str(told.comparison.meta.get("band") or "eight in ten runs lie within it")
    block = Block(
        "paths", "The path of each option", paths(world, told.keys),
        f"Years from month 0, mean over runs. The pale band of each option is the spread of its own runs over people and luck "
        f"({band}), not doubt about the difference between options: these share people and luck and are far surer than paths.",
        named(told, yearly),
        {"arm": "option", "label": "indicator", "place": "place", "unit": "unit", "month": "month", "mean": "mean", **INTERVAL},
        note="The table holds every twelfth month; all months are kept with the comparison.",
    )  # fmt: skip
    return Section("courses", "How it goes over the years", "", [block])


def purses(told: Told) -> Section | None:
    """The treasury year by year."""
    table = told.tables["treasury"]
    if not len(table):
        return None
    code = told.currency.code
    table = table[table["arm"].isin([key.name for key in told.options])]
    drawn = table[~table["purse"].isin(["all", "total", "sum"]) & (table["year"] > 0)]
    block = Block(
        "treasury", "Treasury year by year", treasury(drawn, told.options, f"{code} a year"),
        "What each purse takes in less what it pays, against the baseline, by year and not discounted; dots are sums of purses. "
        "Up is a gain to the public purse.",
        named(told, table), {"arm": "option", "host": "host", "purse": "purse", "year": "year", "usd": code, **INTERVAL},
        signed(table, "usd", "low", "high"),
    )  # fmt: skip
    return Section("purses", "Who pays, and when it comes back", "", [block])


def payments(told: Told) -> Section | None:
    """Money flows that changed most."""
    table = told.tables["flows"]
    table = table[table["arm"].isin([key.name for key in told.options])]
    if not len(table):
        return None
    code = told.currency.code
    most = table.groupby(["payer", "payee", "flow"])["usd_a_year"].apply(lambda values: values.abs().max())
    rungs = []
    for payer, payee, flow in most.sort_values(ascending=False).index[:MOST_FLOWS]:
        rows = table[(table["payer"] == payer) & (table["payee"] == payee) & (table["flow"] == flow)]
        values: dict[str, tuple[float, ...]] = {
            str(row["arm"]): (float(row["usd_a_year"]), float(row["low"]), float(row["high"]), 0.0, 0.0,
                              float(clear(float(row["low"]), float(row["high"]))))
            for row in rows.to_dict("records")}  # fmt: skip
        rungs.append(Rung(SAYS.get(flow, str(flow).replace("_", " ")), f"{payer} → {payee}", values))
    order = list(dict.fromkeys(rung.under for rung in rungs))
    rungs.sort(key=lambda rung: order.index(rung.under))
    block = Block(
        "flows", "Money flows that changed most",
        ladder([rungs], told.options, f"{code} a year", "Rows are payments from one party to another, panels options; bars to "
               "the right mean more is paid than under the baseline, to the left less.", "Money flows that changed", bars=True),
        "Mean year, option less baseline. A bar to the right: more is paid; to the left: less. Pale: the interval holds nought.",
        named(told, table).assign(flow=table["flow"].map(SAYS).fillna(table["flow"])),
        {"arm": "option", "payer": "payer", "payee": "payee", "flow": "payment", "usd_a_year": f"{code} a year", **INTERVAL},
        signed(table, "usd_a_year", "low", "high"),
    )  # fmt: skip
    return Section("payments", "Through which payments it works", "", [block])
