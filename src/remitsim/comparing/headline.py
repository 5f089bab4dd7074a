"""The same eight numbers for every option, in the same order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.batches.arms import Arm
from remitsim.comparing.intervals import interval, resampled
from remitsim.comparing.pairing import Pairs
from remitsim.comparing.readings import Readings

Numbers = NDArray[np.float64]

DISCOUNT = 0.03  # a year; 0 to .05 is plausible
LOW_SCHOOLED = "primary"
TOTAL, A_HEAD = "USD of 2017", "USD of 2017 a head and year"
# who counts as reached, by kind of policy: an indicator, whether it flows, and whether the baseline's is taken off
REACHED: dict[str, tuple[str, bool, bool]] = {
    "regularisation": ("granted", True, True), "return-help": ("returns_assisted", True, True),
    "assisted-return": ("returns_assisted", True, True),
    "removals": ("removed", True, True), "forced-return": ("removed", True, True),
    "checks-of-papers": ("removed", True, True), "pathways": ("arrivals", True, True), "family": ("arrivals", True, True),
    "seasonal-work": ("arrivals", True, True), "skills-partnership": ("arrivals_skills", True, True),
    "recruitment-fees": ("arrivals_visa", True, False), "fair-loans": ("arrivals_visa", True, False),
    "agency-ratings": ("arrivals_visa", True, False),
    **dict.fromkeys(("sponsorship", "safe-complaint", "social-protection", "domestic-work-covered", "remittance-cap",
                     "price-transparency", "digital-open", "fee-relief", "no-flat-fee", "recognition", "integration",
                     "labour-inspection"), ("migrants", False, False)),
    "papers-not-asked": ("irregular", False, False),
}  # fmt: skip


@dataclass(frozen=True)
class Number:
    """One headline number: ``of`` gives (pairs,) values of an arm in a context."""

    key: str
    label: str
    unit: str
    good: int
    of: Callable[[Readings, Arm, int], tuple[Numbers, Pairs]]


def reached(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
    """People whom the option reaches over the horizon (a state: the first year's mean)."""
    name, flows, less = _reached_by(arm)
    years = readings.years if flows else 1
    pairs = readings.pairs(readings.figure(name, last=years), arm.name, context)
    values = pairs.difference if less else pairs.arm
    return (values.sum(axis=1) if values.shape[1] else np.full(len(pairs), np.nan)), pairs


def _reached_by(arm: Arm) -> tuple[str, bool, bool]:
    for path in arm.values:
        kind = path.split(".")[1].replace("_", "-") if path.startswith("policy.") else ""
        if kind == "regularisation" and "services" in str(arm.values[path]):
            return "irregular", False, False
        if kind in REACHED:
            return REACHED[kind]
    return "", False, False


def public_balance(readings: Readings, arm: Arm, context: int, first: int, last: int) -> tuple[Numbers, Pairs]:
    """Difference of the balances of treasuries and insurance funds by year, (pairs, years)."""
    years = list(range(first, last + 1))
    wide = readings.gains.where(account=["treasury", "insurance fund"], year=years)
    pairs = readings.pairs(wide, arm.name, context)
    by_year = np.stack([pairs.difference[:, (pairs.columns["year"] == year).to_numpy()].sum(axis=1) for year in years], axis=1)
    return by_year, pairs


def cost_year_one(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
    """What treasuries and funds are short of in the first year."""
    balance, pairs = public_balance(readings, arm, context, 1, 1)
    return -balance[:, 0], pairs


def over_years(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
    """Balance of treasuries and funds over the horizon, discounted from the middle of each year."""
    balance, pairs = public_balance(readings, arm, context, 1, readings.years)
    return balance @ (1.0 + DISCOUNT) ** -(np.arange(readings.years) + 0.5), pairs


def cumulated(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
    """Cumulated difference of what treasuries and funds hold, (pairs, months)."""
    wide = readings.monthly.where(indicator=["treasury_balance", "fund_balance"], place="world")
    pairs = readings.pairs(wide, arm.name, context)
    months = np.sort(wide.columns["month"].unique())
    by_month = [pairs.difference[:, (wide.columns["month"] == month).to_numpy()].sum(axis=1) for month in months]
    return np.cumsum(np.stack(by_month, axis=1), axis=1), pairs


def break_even(path: Numbers) -> Numbers:
    """Months until cumulated sums (..., months) are out of the red for good: 0 never in it, inf never out of it."""
    red = path < -0.5  # under half a dollar is nothing
    last = path.shape[-1] - np.argmax(red[..., ::-1], axis=-1)
    return np.where(~red.any(axis=-1), 0.0, np.where(red[..., -1], np.inf, last + 1.0))


def _break_even(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
    path, pairs = cumulated(readings, arm, context)
    return break_even(path), pairs


def _a_head(account: str, band: str, group: str | None) -> Callable[[Readings, Arm, int], tuple[Numbers, Pairs]]:
    def gained(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
        chosen = {"account": account, "band": band} | ({"group": group} if group else {})
        pairs = readings.pairs(readings.gains.where(**chosen), arm.name, context)
        heads = readings.heads
        heads = heads[np.logical_and.reduce([heads[name] == value for name, value in chosen.items()])]
        people = float(heads["people"].sum())
        return (pairs.difference.sum(axis=1) / (people * readings.years) if people else np.full(len(pairs), np.nan)), pairs

    return gained


def irregular_at_end(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
    """People in an irregular situation in the last year, a month's mean."""
    pairs = readings.pairs(readings.figure("irregular", first=readings.years), arm.name, context)
    return pairs.difference.sum(axis=1), pairs


def later_entries(readings: Readings, arm: Arm, context: int) -> tuple[Numbers, Pairs]:
    """Irregular entries from the second year on."""
    pairs = readings.pairs(readings.figure("entries_irregular", first=2), arm.name, context)
    return (pairs.difference.sum(axis=1) if readings.years > 1 else np.full(len(pairs), np.nan)), pairs


NUMBERS: tuple[Number, ...] = (
    Number("people_reached", "people reached", "people", 1, reached),
    Number("cost_year_one", "cost of year one to treasuries and funds", TOTAL, -1, cost_year_one),
    Number("break_even", "month of break-even", "month", -1, _break_even),
    Number("treasury_ten_years", "treasuries and funds over {years} years, discounted at 3 %", TOTAL, 1, over_years),
    Number("low_schooled_natives", "gain of natives with primary schooling", A_HEAD, 1,
           _a_head("natives", "schooling at month 0", LOW_SCHOOLED)),
    Number("irregular_at_end", "people irregular in year {years}", "people", -1, irregular_at_end),
    Number("families_home", "gain of people at home", A_HEAD, 1, _a_head("people at home", "sex at month 0", None)),
    Number("later_irregular_entries", "irregular entries from year 2 on", "people", -1, later_entries),
)  # fmt: skip
KEYS = tuple(number.key for number in NUMBERS)


def headline_of(readings: Readings, arm: Arm) -> pd.DataFrame:
    """The eight numbers of an arm with intervals: key, label, value, low, high, unit, good, note."""
    rows = []
    for number in NUMBERS:
        values, pairs = number.of(readings, arm, 0)
        told = _month_line(readings, arm, pairs) if number.key == "break_even" else _line(values, pairs)
        note = told.pop("note", "") or ("" if np.isfinite(told["value"]) else _why_not(number))
        label = number.label.format(years=readings.years)
        rows.append({"arm": arm.name, "key": number.key, "label": label, **told, "unit": number.unit, "good": number.good,
                     "note": note})  # fmt: skip
    return pd.DataFrame(rows)


def _line(values: Numbers, pairs: Pairs) -> dict[str, Any]:
    told = interval(values[:, None], pairs.populations)
    return {"value": float(told.mean[0]), "low": float(told.low[0]), "high": float(told.high[0])}


def _month_line(readings: Readings, arm: Arm, pairs: Pairs) -> dict[str, Any]:
    """Break-even of the mean path, and of paths drawn again; nan and a note where that is beyond the horizon."""
    path, _ = cumulated(readings, arm, 0)
    mean = interval(path, pairs.populations).mean
    drawn = break_even(resampled(path, pairs.populations).T)
    low, high = np.quantile(drawn, (0.025, 0.975), method="nearest")
    value = float(break_even(mean))
    note = {0.0: "never in the red", np.inf: f"not within {path.shape[1]} months"}.get(value, "")
    ends = [float(end) if np.isfinite(end) else np.nan for end in (value, low, high)]
    return {"value": ends[0], "low": ends[1], "high": ends[2], "note": note}


def _why_not(number: Number) -> str:
    told = {"people_reached": "no single count of people", "low_schooled_natives": "no natives in this world's market",
            "later_irregular_entries": "one year only"}  # fmt: skip
    return told.get(number.key, "not known")
