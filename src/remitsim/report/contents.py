"""The sections of a comparison's page after its brief: pictures with tables, options, levels, assumptions, limits."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from remitsim.report.brief import NOISE, Told, grid_rows
from remitsim.report.courses import paths, treasury
from remitsim.report.ladders import Rung, forest, ladder
from remitsim.report.page import Block, Section, fill
from remitsim.report.telling import FEW, clear, number, scaled, step_of
from remitsim.world.flows import FLOWS

MOST_PANELS, MOST_PATHS, MOST_CELLS, MOST_FLOWS = 12, 8, 22, 14
INTERVAL = {"low": "low", "high": "high"}
SAYS = {entry.name: entry.says for entry in FLOWS}


def sections(told: Told) -> list[Section]:
    """All sections that this comparison has something to tell in, in order."""
    made = [differences(told), gainers(told), groups(told), courses(told), purses(told), payments(told), funnel(told), levels(told),
            assumptions(told), permits(told), left_out(told), again(told)]  # fmt: skip
    return [section for section in made if section is not None]


def named(told: Told, table: pd.DataFrame) -> pd.DataFrame:
    """The table with letters and titles of arms in place of their names."""
    full = {key.name: key.full for key in told.keys}
    return table.assign(arm=table["arm"].map(full).fillna(table["arm"]))


def _numbers(table: pd.DataFrame, *columns: str) -> dict[str, Callable[[Any], str]]:
    """Cells of these columns told to four digits, signed."""
    return {name: lambda value: "–" if pd.isna(value) else number(float(value), step_of(float(value)), signed=True)
            for name in columns if name in table}  # fmt: skip


def _caption(told: Told, words: str) -> str:
    interval = str(told.comparison.meta.get("interval") or "95 % interval by bootstrap over populations, lucks within")
    return f"{words} Bars: {interval}."


def differences(told: Told) -> Section | None:
    """Paired differences as a forest plot."""
    table = told.tables["differences"]
    whole = table[(table["place"] == "world") & (table["band"] == "all")]
    if not len(whole):
        return None
    year = whole["year"].max()
    whole = whole[(whole["year"] == year) & whole["arm"].isin([key.name for key in told.options])]
    first = list(dict.fromkeys(whole["indicator"]))[:MOST_PANELS]
    when = "over the whole horizon" if year == 0 else f"in year {year:g}"
    block = Block(
        "differences", "Paired differences", forest(whole[whole["indicator"].isin(first)], told.options),
        _caption(told, f"Each option less the baseline {when}, on the same people with the same luck. Hollow and grey: the "
                       "interval holds nought."),
        named(told, table),
        {"arm": "option", "label": "indicator", "unit": "unit", "place": "place", "group": "group", "year": "year",
         "baseline": "baseline", "difference": "difference", **INTERVAL, "pairs": "pairs", "same_sign": "same sign",
         "contexts": "of contexts", "turned_by": "turned by"},
        _numbers(table, "difference", "low", "high"),
    )  # fmt: skip
    lead = "What each option changes, indicator by indicator; the same people live the same luck under both laws."
    return Section("differences-all", "What changes", lead, [block, *_variance(told)])


def _variance(told: Told) -> list[Block]:
    table = told.tables["variance"]
    if not len(table):
        return []
    return [Block("variance", "What pairing is worth", "", "Variance of a difference between two arms that share people and luck, "
                  "against the same for arms that do not: a ratio of 10 means ten times fewer runs for the same certainty.",
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
        ladder(_cell_rungs(table), told.options, unit, "Rows are groups of people fixed at month 0, panels options. Grey bars: what "
               "a single extra person in the market would change; dots outside it are full and coloured.", "Gainers and losers"),
        _caption(told, "Gain a head over the horizon: consumption and change in net worth, arm less baseline. Grey: the placebo's "
                       "band, what one extra person would change by reshuffling alone. Blue gains, brown loses beyond it (false "
                       "discoveries held to 10 %); hollow: within noise."),
        named(told, table),
        {"arm": "option", "party": "party", "place": "place", "band": "cut by", "group": "group", "usd_a_head": unit, **INTERVAL,
         "placebo_low": "placebo from", "placebo_high": "placebo to", "q": "q", "verdict": "verdict", "people": "people",
         "rows": "simulated rows"},
        _numbers(table, "usd_a_head", "low", "high", "placebo_low", "placebo_high"),
        note=_few(table),
    )  # fmt: skip
    return Section("gainers", "Who gains and who loses, and how surely", "Told by groups, never person by person: one extra person "
                   "in a labour market changes most individual pays after some years.", [block])


def _few(table: pd.DataFrame) -> str:
    few = int((table["rows"] < FEW).sum()) if "rows" in table else 0
    return f"{few} lines rest on fewer than {FEW} simulated people: take them as hints." if few else ""


def _cell_rungs(table: pd.DataFrame) -> list[Rung]:
    """The cells that stand out most in any option, in the table's order of parties."""
    keys = ["party", "place", "band", "group"]
    strength = table["usd_a_head"].abs() / (table["placebo_high"] - table["placebo_low"]).clip(lower=1e-9)
    strength = strength.where(table["verdict"] != NOISE, strength * 0.1)
    ranked = strength.groupby([table[key] for key in keys]).max().sort_values(ascending=False)
    kept = set(ranked.index[:MOST_CELLS])
    rungs = []
    for cell, rows in table.groupby(keys, sort=False):
        if cell in kept:
            party, place, _, group = cell
            values = {str(row.arm): (float(row.usd_a_head), float(row.low), float(row.high), float(row.placebo_low),
                                     float(row.placebo_high), row.verdict != NOISE) for row in rows.itertuples()}  # fmt: skip
            under = str(party) if place in ("world", "") else f"{party}, {place}"
            rungs.append(Rung("all of them" if group == "all" else str(group), under, values))
    order = list(dict.fromkeys(rung.under for rung in rungs))
    return sorted(rungs, key=lambda rung: order.index(rung.under))


def groups(told: Told) -> Section | None:
    """The grid of options by groups in full."""
    table = told.tables["groups"]
    if not len(table):
        return None
    code = told.currency.code
    body = fill("grid.html.j2", options=told.options, grid=grid_rows(told), grid_unit=f"{code} a head and year")
    block = Block(
        "groups", "Every group", "", "", named(told, table),
        {"arm": "option", "label": "group", "place": "place", "usd_a_head_a_year": f"{code} a head and year", **INTERVAL,
         "usd_total": f"{code} in all", "people": "people", "placebo": "placebo's band", "verdict": "verdict"},
        _numbers(table, "usd_a_head_a_year", "low", "high", "usd_total"),
    )  # fmt: skip
    return Section("groups-all", "Who gains, who loses, group by group", "", [block, *_identity(told)], body)


def _identity(told: Told) -> list[Block]:
    table = told.tables.get("identity")
    if table is None or not len(table):
        return []
    return [Block("identity", "The account behind it", "", "All gains add up to the change in sales of output and in net receipts "
                  "from the rest of the world, to the cent; what no payment made stands as a line of its own.",
                  named(told, table), {"arm": "option", "line": "line", "usd": f"{told.currency.code}, mean difference"},
                  _numbers(table, "usd"))]  # fmt: skip


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
        "paths", "Paths of each arm", paths(world, told.keys),
        f"Years from month 0, mean over runs. The band of each arm is the spread of its own runs over people and luck ({band}), not "
        "doubt about the difference between arms: arms share people and luck, so differences are far surer than paths.",
        named(told, yearly),
        {"arm": "arm", "label": "indicator", "place": "place", "unit": "unit", "month": "month", "mean": "mean", **INTERVAL},
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
        _numbers(table, "usd", "low", "high"),
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
        values = {str(row.arm): (float(row.usd_a_year), float(row.low), float(row.high), 0.0, 0.0, clear(row.low, row.high))
                  for row in rows.itertuples()}  # fmt: skip
        rungs.append(Rung(SAYS.get(flow, str(flow).replace("_", " ")), f"{payer} → {payee}", values))
    order = list(dict.fromkeys(rung.under for rung in rungs))
    rungs.sort(key=lambda rung: order.index(rung.under))
    block = Block(
        "flows", "Money flows that changed most",
        ladder(rungs, told.options, f"{code} a year", "Rows are payments from one party to another, panels options; bars to the right "
               "mean more is paid than under the baseline, to the left less.", "Money flows that changed", bars=True),
        "Mean year, arm less baseline. A bar to the right: more is paid; to the left: less. Grey: the interval holds nought.",
        named(told, table).assign(flow=table["flow"].map(SAYS).fillna(table["flow"])),
        {"arm": "option", "payer": "payer", "payee": "payee", "flow": "payment", "usd_a_year": f"{code} a year", **INTERVAL},
        _numbers(table, "usd_a_year", "low", "high"),
    )  # fmt: skip
    return Section("payments", "Through which payments it works", "", [block])


def funnel(told: Told) -> Section | None:
    """One table of measures by option; for regularisation from who qualifies to who falls back."""
    table = told.tables["options"]
    table = table[table["arm"].isin([key.name for key in told.options])] if len(table) else table
    if not len(table):
        return None
    blocks = [Block(f"option {key.letter}", f"{key.full}: year by year", "", "", _measures(table[table["arm"] == key.name]))
              for key in told.options if len(table[(table["arm"] == key.name) & (table["year"] > 0)])]  # fmt: skip
    whole = table[table["year"] <= 0]
    body = fill("options.html.j2", options=told.options, rows=_option_rows(told, whole)) if len(whole) else ""
    return Section("options", "Each option: who is reached, what it costs, who loses", "Over the whole horizon; by year beneath.",
                   blocks, body)  # fmt: skip


def _measure(rows: pd.DataFrame) -> pd.Series[Any]:
    words = rows["label"] if "label" in rows else rows["measure"]
    purse = rows["purse"].fillna("").astype(str) if "purse" in rows else pd.Series("", index=rows.index)
    return words.astype(str) + purse.map(lambda name: f", {name}" if name else "")


def _option_rows(told: Told, whole: pd.DataFrame) -> list[dict[str, Any]]:
    whole = whole.assign(told=_measure(whole))
    made = []
    for (measure, unit), rows in whole.groupby(["told", "unit"], sort=False):
        scale = scaled([*rows["value"]], str(unit), difference=False)
        cells = []
        for key in told.options:
            row = rows[rows["arm"] == key.name]
            low, high = (float(row["low"].iloc[0]), float(row["high"].iloc[0])) if len(row) else (0.0, 0.0)
            value = float(row["value"].iloc[0]) if len(row) else float("nan")
            cells.append({"value": scale.tell(value, low, high), "interval": scale.interval(low, high) if value == value else ""})
        made.append({"label": measure, "unit": scale.unit, "cells": cells})
    return made


def _measures(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["year"] > 0].assign(told=_measure(rows) + " (" + rows["unit"].astype(str) + ")")
    wide = rows.pivot_table(index="told", columns="year", values="value", sort=False).reset_index()
    return wide.rename(columns={"told": "measure"} | {year: f"year {year:g}" for year in wide.columns[1:]})


def levels(told: Told) -> Section | None:
    """How well the world meets its published levels."""
    table = told.tables["levels"]
    if not len(table):
        return None
    met = int(table["met"].astype(bool).sum())
    shown = table.assign(met=table["met"].astype(bool).map({True: "yes", False: "no"}))
    block = Block("levels", "Published levels", "", "", shown,
                  {"level": "level", "place": "place", "published": "published", "model": "in the model", "tolerance": "tolerance",
                   "unit": "unit", "met": "met"}, folded=False)  # fmt: skip
    return Section("levels-met", "How well this world meets its published levels",
                   f"At month 0, before any option: {met} of {len(table)} within tolerance. A world that misses a level may still "
                   "tell directions; read sizes that rest on a missed level with care.", [block])  # fmt: skip


def assumptions(told: Told) -> Section | None:
    """Inputs on the policies' theme, with grades."""
    table = told.tables["inputs"]
    if not len(table):
        return None
    grades = table["grade"].astype(str).value_counts()
    counts = ", ".join(f"{count} {grade}" for grade, count in grades.items())
    block = Block("inputs", "Inputs on the options' theme", "", "", table,
                  {"path": "input", "value": "value", "low": "low", "high": "high", "unit": "unit", "grade": "grade",
                   "source": "source"}, folded=len(table) > 24)  # fmt: skip
    return Section("assumptions", "Assumptions, and how well each is known", f"{counts}. Measured: published as such; derived: worked "
                   "out from published figures; assumed: a judgement with a plausible range, which the contexts draw from.", [block])


def permits(told: Told) -> Section | None:
    """National permits against the model's statuses."""
    scenario = told.law.scenario
    rows = [{"host": code, **row} for code in scenario.hosts for row in scenario.host(code).permits.rows()] if scenario else []
    if not rows:
        return None
    block = Block("permits", "Permits", "", "", pd.DataFrame(rows),
                  {"host": "host", "in the model": "in the model", "name": "in national law", "english": "in English", "law": "law",
                   "says": "where they differ", "grade": "grade", "source": "source"}, folded=len(rows) > 14)  # fmt: skip
    return Section("permits-table", "The country's permits against the model's statuses", "", [block])


def left_out(told: Told) -> Section:
    """What the model leaves out."""
    return Section("left-out", "What the model leaves out", "", (), fill("left_out.html.j2", notes=_notes(told)))


def _notes(told: Told) -> list[str]:
    notes = told.comparison.meta.get("notes") or []
    return [str(note) for note in ([notes] if isinstance(notes, str) else notes)]


def again(told: Told) -> Section:
    """How to run it again, and what made it."""
    meta = told.comparison.meta
    command = meta.get("command") or meta.get("command_line") or "remitsim compare"
    manifest = meta.get("manifest") or {}
    facts = {"people": meta.get("people"), "months": meta.get("months"), "populations": meta.get("populations"),
             "lucks": meta.get("lucks"), "contexts": meta.get("contexts"), "seconds": meta.get("seconds"),
             **{key: value for key, value in manifest.items() if isinstance(value, (str, int, float))}}  # fmt: skip
    table = pd.DataFrame([{"what": escape(str(key)), "value": str(value)} for key, value in facts.items() if value is not None])
    block = Block("made by", "What made these numbers", "", "", table)
    return Section("again", "How to run it again", "", [block], f"<pre>{escape(str(command))}</pre>")
