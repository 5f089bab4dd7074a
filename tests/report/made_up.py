"""A made-up comparison with the tables of a real one: figures drawn from a fixed seed, none of them a result."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from remitsim.batches.arms import Arm
from remitsim.comparing.comparison import FRAMES, Comparison
from remitsim.comparing.headline import NUMBERS

OPTIONS = {
    "services": ("Services and safe complaint without papers", {"option": "services"}),
    "temporary-permit": ("A temporary permit for people in an irregular situation",
                         {"option": "temporary permit", "permit_months": 24, "after_months": 36}),
    "permanent-residence": ("Permanent residence for people in an irregular situation",
                            {"option": "permanent residence", "after_months": 36}),
    "citizenship": ("A route to citizenship for people in an irregular situation", {"option": "citizenship"}),
}  # fmt: skip
SIZES = {"people_reached": 310_000, "cost_year_one": 1.3e8, "break_even": 31, "treasury_ten_years": 2.4e9,
         "low_schooled_natives": 6.0, "irregular_at_end": -180_000, "families_home": 40.0,
         "later_irregular_entries": 9_000}  # fmt: skip
EIGHT = tuple((number.key, number.label.format(years=10), number.unit, number.good, SIZES[number.key]) for number in NUMBERS)
GROUPS = (
    ("migrants_irregular", "migrants irregular at month 0", "world"), ("would_be", "would-be migrants", "world"),
    ("natives_primary", "natives, primary schooling", "ESP"), ("natives_secondary", "natives, secondary schooling", "ESP"),
    ("natives_tertiary", "natives, tertiary schooling", "ESP"), ("natives_farm", "natives in farm work", "ESP"),
    ("natives_construction", "natives in construction", "ESP"), ("natives_care", "natives in domestic and care work", "ESP"),
    ("owners", "employers", "ESP"), ("treasury", "treasury", "ESP"), ("insurance_fund", "insurance fund", "ESP"),
    ("households_mar", "families at home", "MAR"), ("households_ecu", "families at home", "ECU"),
)  # fmt: skip
INDICATORS = (
    ("migrants", "migrants", "people", 0, 2.1e6), ("irregular", "people in an irregular situation", "people", -1, 9.4e5),
    ("wage_native", "pay of natives", "USD of 2017 a month", 1, 1900.0),
    ("wage_irregular", "pay of people in an irregular situation", "USD of 2017 a month", 1, 900.0),
    ("sent", "sums sent", "USD of 2017 a month", 1, 4.1e8), ("unemployment_native", "unemployment of natives", "share", -1, 0.11),
    ("informal_share", "informal share of jobs", "share", -1, 0.15),
    ("arrivals", "arrivals", "people a month", 0, 17_000.0),
)  # fmt: skip


def arms(extra: bool = True) -> tuple[Arm, ...]:
    made = [Arm("none", "No policy: the world as it is")]
    made += [Arm(name, title, (name,), {"policy.regularisation": table}) for name, (title, table) in OPTIONS.items()]
    if extra:
        made.append(Arm("temporary-permit + safe-complaint", "temporary-permit + safe-complaint", (), {
            "policy.regularisation": OPTIONS["temporary-permit"][1], "policy.safe-complaint": {}}))
        made.append(Arm("absent", "The same people absent", (), {}, yardstick=True))
    return tuple(made)


def comparison(seed: int = 7, contexts: int = 16, extra: bool = True) -> Comparison:
    """The whole thing: six options on Spain, or three."""
    draw, made = np.random.default_rng(seed), arms(extra)
    names = [arm.name for arm in made if arm.name != "none"]
    meta = {"populations": 5, "lucks": 4, "contexts": contexts, "people": 20_000, "months": 120, "seconds": 88.0,
            "question": "", "command": "remitsim compare spain none services temporary-permit permanent-residence citizenship",
            "interval": "95 % interval by bootstrap over populations, lucks within",
            "manifest": {"version": "0.1.0"}}  # fmt: skip
    tables = {
        "differences": _differences(draw, names), "headline": _headline(draw, names, contexts),
        "groups": _groups(draw, names, contexts),
        "cells": _cells(draw, names), "options": _options(draw, names), "treasury": _treasury(draw, names),
        "paths": _paths(draw, [arm.name for arm in made]), "flows": _flows(draw, names), "identity": _identity(names),
        "levels": _levels(), "variance": _variance(names), "inputs": _inputs(),
    }  # fmt: skip
    for name, columns in FRAMES.items():
        assert set(tables[name].columns) == set(columns), name
    return Comparison("spain", made, "none", meta, **tables)


def _around(value: float, draw: np.random.Generator, spread: float = 0.3) -> dict[str, float]:
    middle = value * (1 + spread * draw.normal())
    half = abs(value) * spread * (0.3 + draw.random())
    return {"low": middle - half, "high": middle + half, "middle": middle}


def _differences(draw, names):
    rows = []
    for name, (key, label, unit, good, level), year in product(names, INDICATORS, (0, 5, 10)):
        around = _around(0.02 * level * draw.normal(), draw, 0.6)
        rows.append({"arm": name, "place": "world", "band": "all", "group": "all", "indicator": key, "label": label, "unit": unit,
                     "year": year, "baseline": level, "level": level + around["middle"],
                     "difference": around["middle"], "low": around["low"], "high": around["high"], "pairs": 20,
                     "good": good, "same_sign": 14, "contexts": 16,
                     "turned_by": "leaving.readiness"})  # fmt: skip
    return pd.DataFrame(rows)


def _headline(draw, names, contexts):
    rows = []
    for name, (key, label, unit, good, size) in product(names, EIGHT):
        around = _around(size * (0.2 + draw.random()), draw, 0.5)
        never = key == "break_even" and name == "services"
        point = key == "people_reached" and name == "absent"
        values = {"value": np.nan, "low": np.nan, "high": np.nan} if never else {
            "value": around["middle"], "low": around["low"], "high": around["high"]}
        values = {"value": 0.0, "low": 0.0, "high": 0.0} if point else values
        rows.append({"arm": name, "key": key, "label": label, **values, "unit": unit, "good": good,
                     "same_sign": int(draw.integers(6, 17)), "contexts": contexts,
                     "turned_by": "wages.bargaining_share" if draw.random() < 0.3 else "",
                     "note": "not within ten years" if never else ""})  # fmt: skip
    return pd.DataFrame(rows)


def _groups(draw, names, contexts):
    rows = []
    for name, (group, label, place) in product(names, GROUPS):
        sector = group in ("owners", "treasury", "insurance_fund")
        around = _around(150 * draw.normal(), draw)
        people = np.nan if sector else 1e5
        rows.append({"arm": name, "group": group, "label": label, "place": place,
                     "usd_a_head_a_year": np.nan if sector else around["middle"], "low": around["low"], "high": around["high"],
                     "usd_total": around["middle"] * 1e6, "people": people, "placebo": 60.0,
                     "verdict": "within noise" if abs(around["middle"]) < 60 else "gains" if around["middle"] > 0 else "loses",
                     "same_sign": contexts, "contexts": contexts})  # fmt: skip
    table = pd.DataFrame(rows)
    table.loc[table["people"].isna(), ["low", "high", "placebo"]] *= 1e6
    return table


def _cells(draw, names):
    statuses = ("irregular x domestic and care", "irregular x construction", "temporary free", "permanent")
    parties = {("migrants", "world"): statuses,
               ("natives", "ESP"): ("primary x women", "primary x men", "farm", "construction", "domestic and care"),
               ("families at home", "MAR"): ("poorest third", "middle third", "richest third"),
               ("families at home", "ECU"): ("poorest third", "middle third", "richest third")}  # fmt: skip
    rows = []
    for name, ((party, place), groups) in product(names, parties.items()):
        for group in ("all", *groups):
            around = _around(900 * draw.normal(), draw)
            noise = abs(around["middle"]) < 400
            rows.append({"arm": name, "party": party, "place": place, "band": "status x trade", "group": group,
                         "usd_a_head": around["middle"], "low": around["low"], "high": around["high"], "placebo_low": -350.0,
                         "placebo_high": 350.0, "q": 0.4 if noise else 0.01,
                         "verdict": "within noise" if noise else "gains" if around["middle"] > 0 else "loses",
                         "people": 40_000, "rows": int(draw.integers(20, 900))})  # fmt: skip
    return pd.DataFrame(rows)


def _options(draw, names):
    measures = {"qualify": "people", "apply": "people", "granted": "people", "refused": "people", "wait": "months",
                "fallen_back": "people", "cost_a_person": "USD of 2017", "cash": "USD of 2017"}  # fmt: skip
    rows = []
    for name, (measure, unit), year in product(names, measures.items(), range(11)):
        for purse in ("treasury", "insurance fund") if measure == "cash" else ("",):
            around = _around({"people": 2e5, "months": 7.0}.get(unit, 4e3 if measure == "cost_a_person" else 1e8), draw)
            rows.append({"arm": name, "measure": measure, "label": measure.replace("_", " "), "purse": purse, "year": year,
                         "value": around["middle"], "low": around["low"], "high": around["high"], "unit": unit})  # fmt: skip
    return pd.DataFrame(rows)


def _treasury(draw, names):
    rows = []
    for name, purse, year in product(names, ("treasury", "insurance fund"), range(1, 11)):
        around = _around(3e7 * (year - 3) * (1 if purse == "treasury" else -0.4), draw)
        rows.append({"arm": name, "host": "ESP", "purse": purse, "year": year, "usd": around["middle"], "low": around["low"],
                     "high": around["high"]})  # fmt: skip
    return pd.DataFrame(rows)


def _paths(draw, names):
    rows = []
    for name, (key, label, unit, _, level) in product(names, INDICATORS[:6]):
        walk = level * (1 + np.cumsum(draw.normal(0, 0.002, 121)) + draw.normal(0, 0.01))
        rows.append(pd.DataFrame({"arm": name, "place": "world", "indicator": key, "label": label, "unit": unit,
                                  "month": range(121), "mean": walk, "low": walk * 0.97, "high": walk * 1.03}))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def _flows(draw, names):
    flows = (("persons", "treasury", "income_tax"), ("persons", "insurance fund", "worker_contribution"),
             ("firms", "persons", "pay_formal"), ("firms", "persons", "pay_informal"), ("treasury", "output market", "services"),
             ("treasury", "output market", "programmes"), ("persons", "households", "remittance_family"))  # fmt: skip
    rows = []
    for name, (payer, payee, flow) in product(names, flows):
        around = _around(2e8 * draw.normal(), draw, 0.8)
        rows.append({"arm": name, "payer": payer, "payee": payee, "flow": flow, "usd_a_year": around["middle"],
                     "low": around["low"], "high": around["high"]})  # fmt: skip
    return pd.DataFrame(rows)


def _identity(names):
    return pd.DataFrame([{"arm": name, "line": line, "usd": usd} for name in names
                         for line, usd in (("sum of gains", 3.0e8), ("sales of output", 2.6e8), ("rest of the world", 0.4e8))])


def _levels():
    return pd.DataFrame({
        "level": ["unemployment of natives", "pay of natives", "informal share of jobs", "stock of migrants"], "place": "ESP",
        "published": [0.11, 1900.0, 0.15, 2.1e6], "model": [0.112, 1910.0, 0.153, 2.4e6], "tolerance": [0.015, 57.0, 0.02, 2.1e5],
        "unit": ["share", "USD of 2017 a month", "share", "people"], "met": [True, True, True, False],
    })  # fmt: skip


def _variance(names):
    return pd.DataFrame([{"arm": name, "indicator": key, "label": label, "year": 10, "paired": 1.0, "unpaired": 24.0,
                          "ratio": 24.0}
                         for name in names for key, label, *_ in INDICATORS[:4]])  # fmt: skip


def _inputs():
    return pd.DataFrame({
        "path": ["hosts.ESP.informal_share", "terms.hosts.ESP.found_at_work"], "value": [0.15, 0.004], "low": [0.1, 0.001],
        "high": [0.2, 0.01], "unit": ["share of jobs", "a month"], "source": ["no file holds it", "no file holds it"],
        "grade": ["assumed", "assumed"],
    })  # fmt: skip
