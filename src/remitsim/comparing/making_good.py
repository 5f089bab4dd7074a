"""More lines of the options table: break-even, cost a person reached, what would make losses good, expectations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from remitsim.batches.arms import Arm
from remitsim.comparing.comparison import FRAMES, empty
from remitsim.comparing.headline import cumulated, later_entries, public_balance, reached
from remitsim.comparing.intervals import interval, resampled
from remitsim.comparing.pairing import Pairs
from remitsim.comparing.placebo import LOSES
from remitsim.comparing.readings import Readings

MONEY = "USD of 2017"


def more_options(
    readings: Readings, arms: Sequence[Arm], headline: pd.DataFrame, groups: pd.DataFrame,
    expecting: Mapping[str, Sequence[tuple[float, Arm]]],
) -> pd.DataFrame:  # fmt: skip
    """Lines of `FRAMES` options that need other tables."""
    rows: list[dict[str, object]] = []
    for arm in arms:
        rows += [_break_even(arm, headline), _lowest(readings, arm), _cost_a_person(readings, arm)]
        rows += _make_good(arm, groups)
        rows += [_expected(readings, arm, weight, variant) for weight, variant in expecting.get(arm.name, ())]
    return pd.DataFrame(rows, columns=list(FRAMES["options"])) if rows else empty("options")


def _line(arm: Arm, measure: str, label: str, value: float, low: float, high: float, unit: str) -> dict[str, object]:
    return {"arm": arm.name, "measure": measure, "label": label, "purse": "", "year": 0, "value": value, "low": low,
            "high": high, "unit": unit}  # fmt: skip


def _break_even(arm: Arm, headline: pd.DataFrame) -> dict[str, object]:
    mine = headline[(headline["arm"] == arm.name) & (headline["key"] == "break_even")]
    told: dict[str, Any] = mine.to_dict("records")[0]  # type: ignore[assignment]
    return _line(arm, "break_even", "month of break-even", told["value"], told["low"], told["high"], "month")


def _lowest(readings: Readings, arm: Arm) -> dict[str, object]:
    """The most that treasuries and funds are out of pocket at any month."""
    path, pairs = cumulated(readings, arm, 0)
    drawn = resampled(path, pairs.populations).min(axis=0)
    mean = float(interval(path, pairs.populations).mean.min())
    low, high = np.quantile(drawn, (0.025, 0.975)) if len(pairs) > 1 else (np.nan, np.nan)
    return _line(arm, "lowest", "lowest point of public money since month 0", mean, float(low), float(high), MONEY)


def _cost_a_person(readings: Readings, arm: Arm) -> dict[str, object]:
    people, pairs = reached(readings, arm, 0)
    balance, _ = public_balance(readings, arm, 0, 1, readings.years)
    both = np.stack([-balance.sum(axis=1), people], axis=1)
    told = interval(both, pairs.populations).mean
    drawn = resampled(both, pairs.populations)
    cost = told[0] / told[1] if told[1] > 0 else np.nan
    known = drawn[1] > 0
    low, high = np.quantile(drawn[0, known] / drawn[1, known], (0.025, 0.975)) if known.any() else (np.nan, np.nan)
    return _line(arm, "cost_a_person", "net cost to treasuries and funds a person reached, all years", float(cost),
                 float(low), float(high), f"{MONEY} a person")  # fmt: skip


def _make_good(arm: Arm, groups: pd.DataFrame) -> list[dict[str, object]]:
    """What each group that loses beyond noise would have to be given, over the horizon."""
    losing = groups[(groups["arm"] == arm.name) & (groups["verdict"] == LOSES)]
    rows = []
    for _, line in losing.iterrows():
        heads = line["usd_total"] / line["usd_a_head_a_year"] if np.isfinite(line["usd_a_head_a_year"]) else 1.0
        place = "" if line["place"] == "world" else f", {line['place']}"
        rows.append(_line(arm, f"make_good:{line['group']}", f"would make good: {line['label']}{place}", -line["usd_total"],
                          -line["high"] * heads, -line["low"] * heads, MONEY))  # fmt: skip
    return rows


def _expected(readings: Readings, arm: Arm, weight: float, variant: Arm) -> dict[str, object]:
    """Later irregular entries if the same is expected again with this weight."""
    values, pairs = later_entries(readings, variant, 0)
    told = _told(values, pairs)
    return _line(arm, f"expected:{weight:g}", f"irregular entries from year 2 on, expected again with weight {weight:g}", *told,
                 "people")  # fmt: skip


def _told(values: np.ndarray, pairs: Pairs) -> tuple[float, float, float]:
    found = interval(values[:, None], pairs.populations)
    return float(found.mean[0]), float(found.low[0]), float(found.high[0])
