"""Sections without pictures: option tables, published levels, assumptions, permits, limits, how to run it again."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from remitsim.report.brief import Told
from remitsim.report.cautions import SET_ASIDE, notes, says_of
from remitsim.report.page import Block, Section, fill
from remitsim.report.telling import month, months, place_name, plain, scaled


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
    plain_words = [_word(word) for word in words.astype(str)]
    told = [word if name in word else f"{word}, {name}" for word, name in zip(plain_words, purse, strict=True)]
    return pd.Series(told, index=rows.index)


def _word(label: str) -> str:
    """A label with places by name."""
    if label.startswith("month of break-even"):
        return "month of break-even"
    head, comma, place = label.rpartition(", ")
    return f"{head}, {place_name(place)}" if comma and len(place) == 3 and place.isupper() else label


def _option_rows(told: Told, whole: pd.DataFrame) -> list[dict[str, Any]]:
    whole = whole.assign(told=_measure(whole))
    made, horizon = [], int(told.comparison.meta.get("months", 0) or 0)
    order = merged([list(rows["told"]) for _, rows in whole.groupby("arm", sort=False)])
    whole = whole.assign(rank=whole["told"].map(order.index)).sort_values("rank", kind="stable")
    for (measure, unit), rows in whole.groupby(["told", "unit"], sort=False):
        scale = scaled([*rows["value"]], str(unit), difference=False)
        cells = []
        for key in told.options:
            row = rows[rows["arm"] == key.name]
            low, high = (float(row["low"].iloc[0]), float(row["high"].iloc[0])) if len(row) else (0.0, 0.0)
            value = float(row["value"].iloc[0]) if len(row) else float("nan")
            interval = "" if pd.isna(value) else scale.interval(low, high)
            if unit == "month":
                cells.append({"value": month(value, horizon), "interval": months(low, high, horizon)} if len(row) else
                             {"value": "–", "interval": ""})  # fmt: skip
            else:
                cells.append({"value": scale.tell(value, low, high), "interval": interval})
        made.append({"label": measure, "unit": "" if unit == "month" else scale.unit, "cells": cells})
    return made


def merged(lists: Sequence[Sequence[str]]) -> list[str]:
    """One order of all names in which a name that only some lists have follows the one it follows there."""
    order: list[str] = []
    for names in lists:
        at = 0
        for name in names:
            if name not in order:
                order.insert(at, name)
            at = order.index(name) + 1
    return order


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
    title = "How well this world meets its published levels"
    aside = " ".join(note for note in notes(told) if SET_ASIDE in note)
    block = Block("levels", title, "", "", _levels_told(table),
                  {"level": "level", "place": "place", "published": "published", "in the model": "in the model",
                   "tolerance": "tolerance ±", "unit": "unit", "met": "met"}, folded=False)  # fmt: skip
    return Section("levels-met", title,
                   f"At month 0, before any option: {met} of {len(table)} within tolerance. A world that misses a level may "
                   "still tell directions; read sizes that rest on a missed level with care. " + aside, [block])  # fmt: skip


def _levels_told(table: pd.DataFrame) -> pd.DataFrame:
    """Each level in its own unit and scale, as words."""
    rows = []
    for row in table.to_dict("records"):
        scale = scaled([float(row["published"])], str(row["unit"]), difference=False)
        told = {name: scale.tell(float(row[name])) for name in ("published", "model", "tolerance")}
        rows.append({"level": row["level"], "place": place_name(str(row["place"])), "published": told["published"],
                     "in the model": told["model"], "tolerance": told["tolerance"], "unit": scale.unit,
                     "met": "yes" if row["met"] else "no"})  # fmt: skip
    return pd.DataFrame(rows).assign(**{f"{name}, {unit}": table[name].to_numpy() for name, unit in (
        ("published", "number"), ("model", "number"), ("tolerance", "number"))})  # fmt: skip


def assumptions(told: Told) -> Section | None:
    """Inputs on the policies' theme, with grades."""
    table = told.tables["inputs"]
    if not len(table):
        return None
    grades = table["grade"].astype(str).value_counts()
    counts = ", ".join(f"{count} {grade}" for grade, count in grades.items())
    title = "Assumptions, and how well each is known"
    block = Block("inputs", title, "", "", table.assign(says=[says_of(path) for path in table["path"]]),
                  {"says": "what it is", "path": "name in files", "value": "value",
                   "low": "low", "high": "high", "unit": "unit", "grade": "grade",
                   "source": "source"}, {"value": _value}, folded=len(table) > 24)  # fmt: skip
    return Section("assumptions", title, f"{counts}. Measured: published as such; derived: worked out from published figures; "
                   "assumed: a judgement with a plausible range, which the contexts draw from.", [block])


def _value(value: Any) -> str:
    try:
        return plain(float(value))
    except ValueError:
        return str(value)


def permits(told: Told) -> Section | None:
    """National permits against the model's statuses."""
    scenario = told.law.scenario
    hosts = [(code, scenario.host(code).permits) for code in scenario.hosts] if scenario is not None else []
    rows = [{"host": place_name(code), **row} for code, permits in hosts for row in permits.rows()]
    if not rows:
        return None
    title = "National permits against the model's statuses"
    several = {"host": "host"} if len({row["host"] for row in rows}) > 1 else {}
    block = Block("permits", title, "", "", pd.DataFrame(rows),
                  several | {"in the model": "in the model", "name": "in national law", "english": "in English",
                             "law": "law", "says": "where they differ", "grade": "grade"}, folded=len(rows) > 14)
    return Section("permits-table", title, "", [block])


def left_out(told: Told) -> Section:
    """What the model leaves out."""
    return Section("left-out", "What the model leaves out", "", (), fill("left_out.html.j2"))


def again(told: Told) -> Section:
    """How to run it again, and what made it."""
    meta = told.comparison.meta
    command = meta.get("command") or meta.get("command_line") or "remitsim compare"
    manifest = meta.get("manifest") or {}
    facts = {"people": meta.get("people"), "months": meta.get("months"), "populations": meta.get("populations"),
             "lucks": meta.get("lucks"), "contexts": meta.get("contexts"), "seconds": meta.get("seconds"),
             **{key: value for key, value in manifest.items() if isinstance(value, (str, int, float))}}  # fmt: skip
    table = pd.DataFrame([{"what": str(key), "value": str(value)} for key, value in facts.items() if value is not None])
    block = Block("made by", "What made these numbers", "", "", table)
    return Section("again", "How to run it again", "", [block], f"<pre>{escape(str(command))}</pre>")
