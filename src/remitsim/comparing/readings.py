"""What the runs of a comparison left behind, ready to be paired: figures, gains, payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.batches.design import Asked, Run
from remitsim.batches.store import Store
from remitsim.comparing.pairing import Pairs, Wide, pairs_of, wide
from remitsim.gains import LINE, WITHOUT
from remitsim.indicators import headlines

Numbers = NDArray[np.float64]

YEAR = 12
PARTIES = ("natives", "migrants", "people at home")
CELL = ["account", "place", "band", "group"]
# beside the headlines: what the eight numbers and the options table read
ALSO = (
    "fund_balance", "services", "enforcement", "removal_cost", "programmes", "eligible", "applied", "waiting", "granted",
    "out_of_irregular", "into_irregular", "returns_assisted", "returns_removed", "arrivals_visa", "taxes", "benefits",
    "employment", "employment_native", "informal_sent", "wage_irregular", "wage_regular",
)  # fmt: skip
BY_TRADE = "trade: employment, employment_native"  # which trades lose or gain hands
MONTHLY = (
    "treasury_balance", "fund_balance", "irregular", "migrants", "wage_native", "wage_migrant", "unemployment_native",
    "entries_irregular", "sent", "consumption_head", "waiting",
)  # fmt: skip


def asked_for(by: Sequence[str] = ()) -> Asked:
    """What every run of a comparison keeps."""
    names = dict.fromkeys((*(entry.name for entry in headlines()), *ALSO))
    return Asked(indicators=tuple(names), by=(BY_TRADE, *by), monthly=MONTHLY, gains=True, flows=True)


@dataclass(frozen=True)
class Readings:
    """Runs of a store against ``baseline``; all money in USD, people in real people."""

    store: Store
    runs: Sequence[Run]
    baseline: str

    @cached_property
    def _figures(self) -> pd.DataFrame:
        return self.store.table("figures", self.runs)

    @cached_property
    def yearly(self) -> Wide:
        """Figures by place, band, group, indicator, unit, year."""
        table = self._figures
        return wide(table[table["month"] == -1], ["place", "band", "group", "indicator", "unit", "year"], "value")

    @cached_property
    def monthly(self) -> Wide:
        """Figures by place, indicator, unit, month."""
        table = self._figures
        return wide(table[table["month"] >= 0], ["place", "indicator", "unit", "month"], "value")

    @cached_property
    def _gains(self) -> pd.DataFrame:
        return self.store.table("gains", self.runs)

    @cached_property
    def gains(self) -> Wide:
        """Gains of every account and cell by year; an account that a run does not have gained nothing."""
        return wide(self._gains, [*CELL, "year"], "usd", missing=0.0)

    @cached_property
    def heads(self) -> pd.DataFrame:
        """People and rows of each cell at month 0, mean over the baseline's runs; one line an account and cell."""
        table = self._gains
        table = table[(table["arm"] == self.baseline) & (table["context"] == 0) & (table["year"] == 1)]
        table = table[table["account"].isin([*PARTIES, *(f"{party}, {WITHOUT}" for party in PARTIES)])]
        runs = max(table["key"].nunique(), 1)
        return table.groupby(CELL, as_index=False, sort=False)[["people", "rows"]].sum().assign(
            people=lambda t: t["people"] / runs, rows=lambda t: t["rows"] / runs)  # fmt: skip

    @cached_property
    def payments(self) -> Wide:
        """Payments by payer, payee, flow, year, all places together."""
        keys = ["payer", "payee", "flow", "year"]
        table = self.store.table("flows", self.runs)
        labels = ["arm", "context", "population", "luck"]
        summed = table.groupby([*labels, *keys], sort=False)["usd"].sum().reset_index()
        return wide(summed, keys, "usd", missing=0.0)

    @property
    def years(self) -> int:
        """Full years of the horizon."""
        lines = self.gains.columns
        return int(lines.loc[lines["account"] == LINE, "year"].max())

    def pairs(self, data: Wide, arm: str, context: int = 0) -> Pairs:
        """An arm against the baseline."""
        return pairs_of(data, arm, self.baseline, context)

    def figure(self, indicator: str, place: str = "world", first: int = 1, last: int = 0) -> Wide:
        """One indicator of a place by year, years ``first`` to ``last`` (0: the last)."""
        years = list(range(first, (last or self.years) + 1))
        return self.yearly.where(indicator=indicator, place=place, band="all", year=years)
