"""The other tables of a comparison: differences, options, treasuries, paths, payments, the identity, variances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.batches.arms import Arm
from remitsim.comparing.comparison import FRAMES, empty
from remitsim.comparing.gaining import WORK, folded
from remitsim.comparing.headline import cumulated
from remitsim.comparing.intervals import interval, variance_ratio
from remitsim.comparing.pairing import Pairs, Wide
from remitsim.comparing.readings import Readings
from remitsim.comparing.signs import mean, signs
from remitsim.gains import LINE
from remitsim.indicators import find, headlines

Numbers = NDArray[np.float64]

# which way is better, where nearly everyone would agree
BETTER = {
    **dict.fromkeys((
        "wage_gross", "wage_native", "wage_migrant", "wage_irregular", "wage_regular", "employment", "employment_native",
        "output", "sent", "sent_net", "received", "consumption_head", "schooling", "enterprise", "treasury_balance",
        "fund_balance", "origin_receipts", "income_born", "sdg_10_7_1_nothing", "bill_nothing", "knew_true_pay"), 1),
    **dict.fromkeys((
        "irregular", "entries_irregular", "deaths_expected", "bill_months", "bill_by_worker", "sdg_10_7_1_mean",
        "sdg_10_7_1_median", "sdg_10_7_1_upper_quartile", "in_debt", "debt", "debt_at_arrival", "bonded", "held",
        "forced_labour", "sending_cost", "sdg_10_c_1_200", "sdg_10_c_1_500", "cheapest_200", "unemployment_native",
        "poverty_300", "poverty_420", "poverty_830", "gini_host", "gini_origin", "theil_between", "informal_share",
        "unemployment_migrant", "into_irregular"), -1),
}  # fmt: skip
# options table: measure, label, whether arm less baseline (else the arm's level)
COUNTS = (
    ("eligible", "qualify (mean month)", False), ("applied", "apply", False), ("waiting", "wait (mean month)", False),
    ("granted", "granted a status", False), ("out_of_irregular", "gain papers, any way", True),
    ("into_irregular", "fall (back) into irregularity", True), ("returns_assisted", "go home with help", True),
    ("removed", "removed", True), ("enforcement", "enforcement", True), ("removal_cost", "cost of removals", True),
    ("programmes", "programmes", True), ("taxes", "taxes", True), ("benefits", "benefits", True),
)  # fmt: skip
PURSES = {"treasury": "state", "insurance fund": "insurance fund"}


def differences_of(readings: Readings, arms: Sequence[Arm], contexts: Sequence[int]) -> pd.DataFrame:
    """Every figure by year (0: the mean year) in the arm and the baseline, paired difference, interval, sign count.

    One column beside those of `FRAMES`: ``headline``, whether it is a headline indicator.
    """
    data = with_mean_year(readings.yearly)
    parts = []
    for arm in arms:
        pairs = readings.pairs(data, arm.name)
        told, same, counted = pairs.interval(), *signs(readings, data, arm, contexts, pairs)
        columns = data.columns
        parts.append(columns.assign(
            arm=arm.name, baseline=mean(pairs.baseline), level=mean(pairs.arm), difference=told.mean, low=told.low,
            high=told.high, pairs=np.isfinite(pairs.difference).sum(axis=0), same_sign=same, contexts=counted,
            turned_by="", good=[BETTER.get(name, 0) for name in columns["indicator"]],
            label=[find(name).label for name in columns["indicator"]]))  # fmt: skip
    if not parts:
        return empty("differences").assign(headline=False)
    table = pd.concat(parts, ignore_index=True)
    shown = {entry.name for entry in headlines()}
    return table[list(FRAMES["differences"])].assign(headline=table["indicator"].isin(shown))


def with_mean_year(data: Wide) -> Wide:
    """Figures by year, and beside them their mean over years as year 0."""
    keys = ["place", "band", "group", "indicator", "unit"]
    columns = data.columns[data.columns["year"] > 0]
    values = data.values[:, (data.columns["year"] > 0).to_numpy()]
    code = columns.groupby(keys, sort=False).ngroup().to_numpy()
    whole = columns[keys].drop_duplicates().assign(year=0)
    known = np.isfinite(values)
    sums, counts = np.zeros((len(whole), len(values))), np.zeros((len(whole), len(values)))
    np.add.at(sums, code, np.where(known, values, 0.0).T)
    np.add.at(counts, code, known.T.astype(float))
    of_years = np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0).T
    return Wide(np.concatenate([of_years, values], axis=1), data.runs, pd.concat([whole, columns], ignore_index=True))


def options_of(readings: Readings, arms: Sequence[Arm]) -> pd.DataFrame:
    """What each option does by year: counts, cash by purse, break-even's path, cost a person; year 0: all years."""
    rows: list[dict[str, object]] = []
    for arm in arms:
        for name, label, less in COUNTS:
            rows += _by_year(readings, arm, name, label, less)
        for purse in ("treasury", "insurance fund"):
            rows += _purse(readings, arm, purse)
        rows += _by_year(readings, arm, "services", "cash: services used (part of the state's)", True, "services", -1.0)
        rows += _trades(readings, arm)
    return pd.DataFrame(rows, columns=list(FRAMES["options"])) if rows else empty("options")


def _rows(
    arm: Arm, measure: str, label: str, years: Sequence[int], values: Numbers, pairs: Pairs, unit: str, purse: str = ""
) -> list[dict[str, object]]:
    """Lines of a measure whose ``values`` (pairs, years) belong to these years."""
    told = interval(values, pairs.populations)
    return [
        {"arm": arm.name, "measure": measure, "label": label, "purse": purse, "year": int(year), "value": told.mean[k],
         "low": told.low[k], "high": told.high[k], "unit": unit} for k, year in enumerate(years)
    ]  # fmt: skip


def _by_year(
    readings: Readings, arm: Arm, name: str, label: str, less: bool, purse: str = "", sign: float = 1.0
) -> list[dict[str, object]]:
    data = readings.figure(name)
    if not len(data.columns):
        return []
    pairs = readings.pairs(data, arm.name)
    values = sign * (pairs.difference if less else pairs.arm)
    if not np.nansum(np.abs(values)):
        return []
    flows, unit = find(name).flow, str(data.columns["unit"].iloc[0])
    whole = values.sum(axis=1, keepdims=True) if flows else values.mean(axis=1, keepdims=True)
    rows = _rows(arm, name, label, [0, *data.columns["year"]], np.hstack([whole, values]), pairs, unit, purse)
    return [{**rows[0], "unit": unit.removesuffix(" a year")}, *rows[1:]]


def _purse(readings: Readings, arm: Arm, account: str) -> list[dict[str, object]]:
    data = folded(readings.gains.where(account=account), ["year"])
    pairs = readings.pairs(data, arm.name)
    label, purse = f"cash: {PURSES[account]}", PURSES[account]
    values = np.hstack([pairs.difference.sum(axis=1, keepdims=True), pairs.difference])
    return _rows(arm, "cash", label, [0, *data.columns["year"]], values, pairs, "USD of 2017", purse)


def _trades(readings: Readings, arm: Arm) -> list[dict[str, object]]:
    """Hands that each trade loses or gains, all of them and natives, in the mean year."""
    rows = []
    for name, label in (("employment", "hands in {}"), ("employment_native", "natives at work in {}")):
        data = folded(readings.yearly.where(indicator=name, band="trade", place="world"), ["group"])
        pairs = readings.pairs(data, arm.name)
        told = _rows(arm, name, label, [0] * len(data.columns), pairs.difference / readings.years, pairs, "people")
        rows += [{**row, "measure": f"{name}:{trade}", "label": label.format(WORK.get(trade, trade))}
                 for row, trade in zip(told, data.columns["group"], strict=True)]  # fmt: skip
    return rows


def treasury_of(readings: Readings, arms: Sequence[Arm]) -> pd.DataFrame:
    """Balance by host, purse and year against the baseline, and the services used within the state's."""
    rows: list[pd.DataFrame] = []
    for arm in arms:
        for account, purse in PURSES.items():
            data = readings.gains.where(account=account)
            told = readings.pairs(data, arm.name).interval()
            rows.append(pd.DataFrame({"arm": arm.name, "host": data.columns["place"], "purse": purse,
                                      "year": data.columns["year"], "usd": told.mean, "low": told.low, "high": told.high}))
    return pd.concat(rows, ignore_index=True) if rows else empty("treasury")


def paths_of(readings: Readings, arms: Sequence[Arm], places: Sequence[str]) -> pd.DataFrame:
    """Mean path of each arm by month with the band that holds eight in ten runs; also public money since month 0."""
    data = readings.monthly.where(place=list(places))
    parts = []
    for arm in arms:
        values = data.arm(arm.name).to_numpy()
        if not len(values):
            continue
        low, high = np.nanquantile(values, (0.1, 0.9), axis=0) if values.size else (np.zeros(0), np.zeros(0))
        parts.append(data.columns.assign(arm=arm.name, mean=mean(values), low=low, high=high,
                                         label=[find(name).label for name in data.columns["indicator"]]))  # fmt: skip
        if arm.name != readings.baseline:
            parts.append(_cumulated_path(readings, arm))
    return pd.concat(parts, ignore_index=True)[list(FRAMES["paths"])] if parts else empty("paths")


def _cumulated_path(readings: Readings, arm: Arm) -> pd.DataFrame:
    path, _ = cumulated(readings, arm, 0)
    low, high = np.quantile(path, (0.1, 0.9), axis=0)
    return pd.DataFrame({
        "arm": arm.name, "place": "world", "indicator": "public_money_since_month_0",
        "label": "treasuries and funds since month 0, against the baseline", "unit": "USD of 2017",
        "month": np.arange(path.shape[1]), "mean": mean(path), "low": low, "high": high,
    })  # fmt: skip


def flows_of(readings: Readings, arms: Sequence[Arm]) -> pd.DataFrame:
    """Payments whose mean year changed, who paid whom."""
    data = folded(readings.payments, ["payer", "payee", "flow"])
    parts = []
    for arm in arms:
        pairs = readings.pairs(data, arm.name)
        told = pairs.interval()
        moved = np.abs(pairs.difference).max(axis=0, initial=0.0) > 0
        table = data.columns.assign(arm=arm.name, usd_a_year=told.mean / readings.years, low=told.low / readings.years,
                                    high=told.high / readings.years)  # fmt: skip
        parts.append(table[moved])
    return pd.concat(parts, ignore_index=True)[list(FRAMES["flows"])] if parts else empty("flows")


def identity_of(readings: Readings, arms: Sequence[Arm]) -> pd.DataFrame:
    """Sum of gains of all accounts of the books, and the lines it is made of: mean difference a pair over the horizon."""
    books = readings.gains.where(band=["all", "line"])
    mine = (books.columns["account"] != "left by the dead").to_numpy()
    label = np.where(books.columns["account"] == LINE, books.columns["group"], "gains of all accounts")
    data = folded(Wide(books.values[:, mine], books.runs, books.columns[mine].assign(line=label[mine])), ["line"])
    rows = [
        {"arm": arm.name, "line": line, "usd": usd}
        for arm in arms
        for line, usd in zip(data.columns["line"], mean(readings.pairs(data, arm.name).difference), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(FRAMES["identity"]))


def variance_of(readings: Readings, arms: Sequence[Arm]) -> pd.DataFrame:
    """Variance of a paired difference beside an unpaired one, headline indicators, last year."""
    names = [entry.name for entry in headlines()]
    data = readings.yearly.where(indicator=names, place="world", band="all", year=readings.years)
    parts = []
    for arm in arms:
        pairs = readings.pairs(data, arm.name)
        if len(pairs) < 2:
            continue
        paired, unpaired, ratio = variance_ratio(pairs.arm, pairs.baseline)
        parts.append(pd.DataFrame({
            "arm": arm.name, "indicator": data.columns["indicator"],
            "label": [find(name).label for name in data.columns["indicator"]], "year": readings.years, "paired": paired,
            "unpaired": unpaired, "ratio": ratio}))  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else empty("variance")
