"""The first page of a comparison: question, options and law, eight numbers, who gains and loses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remitsim.report.cautions import cautions, says_of
from remitsim.report.keys import YARDSTICK, Key
from remitsim.report.law import Law
from remitsim.report.page import fill
from remitsim.report.telling import Currency, clear, joined, month, months, place_name, scaled, sign_count

MOST_GROUPS = 10  # rows of the grid on the first page; all stand in their own section
MAIN_GROUPS = ("migrants_irregular", "migrants_papers", "would_be", "families_home", "natives_primary", "natives_secondary",
               "natives_tertiary", "owners", "treasury", "insurance_fund")  # fmt: skip
NOISE = "within noise"
FIRST = ("treasury_ten_years", "low_schooled_natives", "irregular_at_end", "families_home", "people_reached")  # answered first
EMPTY = {"value": "–", "kind": "unsure", "word": "", "interval": "", "signs": "", "loose": ""}


@dataclass(frozen=True)
class Told:
    """What pages are made of: the comparison, its tables in the page's money, keys of arms, law and money."""

    comparison: Any
    tables: dict[str, pd.DataFrame]
    keys: Sequence[Key]
    law: Law
    currency: Currency

    @property
    def options(self) -> list[Key]:
        """Keys without the baseline's."""
        return [key for key in self.keys if key.letter != "0"]


def front(told: Told) -> str:
    """The brief as HTML."""
    striped = any(cell["kind"] == "q" for row in grid_rows(told, main_groups(told)) for cell in row["cells"])
    return fill(
        "brief.html.j2", kicker=kicker(told), question=question(told), answer=" ".join(answer(told)), laws=laws(told),
        yardstick=YARDSTICK, baseline=f"0, {told.keys[0].short}", headline_title="The same eight numbers for every option",
        options=told.options, numbers=headline_rows(told), headline_legend=_headline_legend(told),
        grid=grid_rows(told, main_groups(told)), grid_unit=f"{told.currency.code} a head and year", striped=striped,
        grid_note=_grid_note(told), foot=_foot(told), cautions=cautions(told),
    )  # fmt: skip


def question(told: Told) -> str:
    """The question of the comparison, in the user's words if given."""
    given = told.comparison.meta.get("question")
    if given:
        return str(given)
    kinds = {path.split(".")[1] for arm in told.comparison.arms for path in arm.values if path.startswith("policy.")}
    return ("Which way of regularising people leaves whom better off?" if "regularisation" in kinds
            else "Which of these options leaves whom better off?")  # fmt: skip


def kicker(told: Told) -> str:
    """World, year, pairs and contexts in a line."""
    meta, scenario = told.comparison.meta, told.law.scenario
    world = str(told.comparison.scenario).removesuffix(".toml").capitalize()
    year = f", as of {scenario.world.year}" if scenario is not None and scenario.world.year else ""
    pairs = f"{meta.get('populations', '?')} populations × {meta.get('lucks', '?')} lucks"
    return f"remitsim · {world}{year} · {pairs} · {_contexts(meta)} · before calibration"


def _contexts(meta: dict[str, Any]) -> str:
    sound, run = int(meta.get("contexts", 0) or 0), int(meta.get("contexts_run", meta.get("contexts", 0)) or 0)
    if not run:
        return "no other contexts were run"
    return f"{sound} other contexts" if sound == run else f"{sound} plausible of {run} other contexts"


def laws(told: Told) -> list[dict[str, Any]]:
    """Options in a line each, with what changes in law; the baseline first."""
    arms = {arm.name: arm for arm in told.comparison.arms}
    return [{"letter": key.letter, "title": key.title, "yardstick": key.yardstick, "baseline": key.letter == "0",
             "law": told.law.changes(arms[key.name])} for key in told.keys]  # fmt: skip


def headline_rows(told: Told) -> list[dict[str, Any]]:
    """One row a headline number, one cell an option."""
    table = told.tables["headline"]
    rows = []
    for name in dict.fromkeys(table["key"]):
        row = table[table["key"] == name].set_index("arm")
        scale = scaled([*row["value"], *row["low"], *row["high"]], str(row["unit"].iloc[0]))
        horizon = int(told.comparison.meta.get("months", 0) or 0)
        cells = [_headline_cell(row.loc[key.name], scale, horizon) if key.name in row.index else
                 EMPTY for key in told.options]
        rows.append({"label": row["label"].iloc[0], "unit": "" if scale.unit == "month" else scale.unit, "cells": cells})
    return rows


def _headline_cell(row: pd.Series[Any], scale: Any, horizon: int) -> dict[str, str]:
    value, low, high = (float(row[column]) for column in ("value", "low", "high"))
    note = "" if pd.isna(row["note"]) else str(row["note"])
    signs = sign_count(_number(row["same_sign"]), _number(row["contexts"]))
    if str(row["unit"]) == "month":
        return EMPTY | {"value": month(value, horizon), "kind": "sure" if math.isfinite(value) else "unsure", "loose": "yes",
                        "interval": months(low, high, horizon), "signs": signs}  # fmt: skip
    if not math.isfinite(value):
        return EMPTY | {"value": note or EMPTY["value"]}
    sure = value == 0 == low == high or clear(low, high)
    good = 0 if not sure or value == 0 else int(row["good"]) * (1 if value > 0 else -1)
    return {
        "value": scale.tell(value, low, high, signed=True), "kind": "sure" if sure else "unsure",
        "word": {1: "better", -1: "worse"}.get(good, "" if sure or not row["good"] or math.isnan(low) else "unclear"),
        "interval": scale.interval(low, high), "signs": signs, "loose": "",
    }


def _number(value: Any) -> float:
    return float("nan") if pd.isna(value) else float(value)


def main_groups(told: Told) -> pd.DataFrame:
    """Rows of the groups that the first page shows: the main ones, or the first few where none of them is there."""
    table = told.tables["groups"]
    table = table[table["group"].isin(MAIN_GROUPS)] if table["group"].isin(MAIN_GROUPS).any() else table
    first = list(dict.fromkeys(zip(table["group"], table["place"], strict=True)))[:MOST_GROUPS]
    return table[[pair in first for pair in zip(table["group"], table["place"], strict=True)]]


def grid_rows(told: Told, table: pd.DataFrame) -> list[dict[str, Any]]:
    """One row a group of ``table``, one cell an option: sign, sum and word."""
    made = []
    for (_, place), rows in table.groupby(["group", "place"], sort=False):
        heads = bool(rows["usd_a_head_a_year"].notna().any())
        amounts = rows["usd_a_head_a_year"] if heads else rows["usd_total"]
        scale = scaled(amounts, told.currency.code)
        years = told.comparison.meta.get("years")
        unit = "" if heads and scale.size == 1 else scale.unit + ("" if heads else f", {years} years" if years else " in all")
        cells = [_grid_cell(rows[rows["arm"] == key.name], scale, heads) for key in told.options]
        label = str(rows["label"].iloc[0])
        if not _one_place(table, label):
            label += f", {place_name(str(place))}"
        made.append({"label": label, "unit": unit, "cells": cells})
    return made


def _one_place(table: pd.DataFrame, label: str) -> bool:
    return int(table.loc[table["label"] == label, "place"].nunique()) == 1


def _grid_cell(rows: pd.DataFrame, scale: Any, heads: bool) -> dict[str, str]:
    if not len(rows):
        return {"kind": "e", "value": "–", "word": "", "title": "no such account"}
    row = rows.iloc[0]
    value = float(row["usd_a_head_a_year"] if heads else row["usd_total"])
    low, high = float(row["low"]), float(row["high"])
    verdict = str(row["verdict"])
    kind = {"gains": "g", "loses": "l"}.get(verdict, "n")
    contexts, same = _number(row.get("contexts")), _number(row.get("same_sign"))
    if contexts > 0 and same < 0.75 * contexts and kind != "n":
        kind, verdict = "q", f"{verdict}?"
    band = f"; a placebo makes up to {scale.tell(_number(row['placebo']))}"
    seen = f"; same sign in {sign_count(same, contexts)} other contexts" if contexts > 0 else ""
    return {"kind": kind, "value": scale.tell(value, low, high, signed=True), "word": verdict,
            "title": f"interval {scale.interval(low, high)} {'' if heads else scale.unit}".rstrip() + band + seen}  # fmt: skip


def _title(told: Told, name: str) -> str:
    return next(f"{key.letter} ({key.short})" for key in told.keys if key.name == name)


def answer(told: Told) -> list[str]:
    """The answer in plain sentences, by rule: extremes that are clear of nought, who loses, what turns it."""
    policies = [key.name for key in told.options if not key.yardstick]
    said = [_extremes(told, name, policies) for name in FIRST]
    said = [words for words in said if words][:3]
    return [*(said or ["No option moves any of the eight numbers beyond the spread of people and luck."]),
            _losers(told, policies), _turned(told, policies)]  # fmt: skip


def _extremes(told: Told, name: str, policies: Sequence[str]) -> str:
    """Who does best and worst on one headline number, where that is clear of nought."""
    table = told.tables["headline"]
    rows = table[(table["key"] == name) & table["arm"].isin(policies) & (table["good"] != 0)]
    sure = rows[[clear(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)]]
    if not len(sure):
        return ""
    whole = table[table["key"] == name]
    scale = scaled([*whole["value"], *whole["low"], *whole["high"]], str(rows["unit"].iloc[0]))
    order = (sure["value"] * sure["good"]).sort_values()
    best, worst = sure.loc[order.index[-1]], sure.loc[order.index[0]]
    head = f"{_large(str(best['label']))}, in {scale.unit}"
    if worst["arm"] == best["arm"]:
        way = "for the better" if order.iloc[0] > 0 else "for the worse"
        alone = "" if len(rows) == 1 else ", the only option that is clear of nought"
        return f"{head}: {_title(told, best['arm'])} {_figure(best, scale)}, {way}{alone}."
    last = "least" if order.iloc[0] > 0 else "worst"
    return (f"{head}: {_title(told, best['arm'])} does best, {_figure(best, scale)}, {_title(told, worst['arm'])} {last}, "
            f"{_figure(worst, scale)}.")  # fmt: skip


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _figure(row: pd.Series[Any], scale: Any) -> str:
    told = scale.tell(float(row["value"]), float(row["low"]), float(row["high"]), signed=True)
    return f"{told} ({scale.interval(float(row['low']), float(row['high']))})"


def _losers(told: Told, policies: Sequence[str]) -> str:
    table = main_groups(told)
    losing = table[(table["verdict"] == "loses") & table["arm"].isin(policies)]
    if not len(losing):
        return "None of the groups below loses more than noise under any option."
    labels = list(losing["label"].value_counts().index[:3])
    return f"Beyond noise, those who lose most often are {joined([str(label).lower() for label in labels])}."


def _turned(told: Told, policies: Sequence[str]) -> str:
    table = told.tables["headline"]
    rows = table[table["arm"].isin(policies) & table["turned_by"].notna() & (table["turned_by"].astype(str) != "")]
    rows = rows[rows["same_sign"] < rows["contexts"]]
    if not len(rows):
        return ""
    rows = rows[rows["turned_by"] != "no single parameter"]
    names = rows["turned_by"].str.partition(" (")[0].value_counts().index[:2]
    if not len(names):
        return "Some signs turn with the context, and no single parameter goes with it."
    return f"Where a sign turns with the context, it goes most often with: {joined([says_of(name) or name for name in names])}."


def _headline_legend(told: Told) -> str:
    meta = told.comparison.meta
    contexts = int(meta.get("contexts", 0) or 0)
    interval = str(meta.get("interval") or "95 % interval by bootstrap over populations, lucks within")
    signs = (f"; “{sign_example(contexts)}”: same sign in {sign_example(contexts)} other plausible contexts." if contexts
             else f"; {_contexts(meta)}.")  # fmt: skip
    return (f"Beneath each number: {interval}; grey, unclear: it holds nought{signs} Break-even: from that month on, treasuries "
            f"and insurance funds together are no longer out of pocket (its count: "
            "contexts that agree whether it comes). A cost below nought is a gain. " + told.currency.says)


def sign_example(contexts: int) -> str:
    """A sign count as it may stand under a number."""
    return f"{max(1, round(contexts * 7 / 8))} of {contexts}"


def _grid_note(told: Told) -> str:
    more = _count(told.tables["groups"]) - _count(main_groups(told))
    return "" if more <= 0 else f"{more} more groups stand in “Who gains, who loses, group by group”."


def _count(table: pd.DataFrame) -> int:
    return int(table.groupby(["group", "place"]).ngroups)


def _foot(told: Told) -> str:
    levels = told.tables["levels"]
    met = levels["met"].astype(bool)
    level = f"This world meets {int(met.sum())} of {len(levels)} published levels. " if len(levels) else ""
    command = told.comparison.meta.get("command") or told.comparison.meta.get("command_line") or "remitsim compare"
    return (f"{level}Nothing has been calibrated: read directions and sizes, not forecasts. Made by: {command}. "
            "Tables: report.xlsx.")  # fmt: skip
