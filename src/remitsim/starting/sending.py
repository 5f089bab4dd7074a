"""Prices of sending: the published cost at USD 200 and 500 as a flat fee and a margin, and rows of providers."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np

from remitsim import published
from remitsim.records import Table
from remitsim.scenario import Scenario
from remitsim.world import codes
from remitsim.world.corridors import PROVIDER

KINDS = (0, 0, 1, 1, 1, 2, 2, 3, 4)
# rows within a kind, dear to cheap; scaled to the published ratio of each kind, then to a mean of one
WITHIN = (1.55, 1.35, 1.05, 0.95, 0.90, 0.75, 0.70, 0.65)
CHEAP_DIGITAL = 6  # the row whose cost an entrant has
FIRST_OFFICIAL_YEAR = 2011
Note = Callable[[str], None]


def split_price(at_200: float, at_500: float) -> tuple[float, float]:
    """Flat fee in dollars and margin as a share, from costs in per cent at USD 200 and 500.

    Where services waive the fee on large sums the margin would be negative: it is 0 then, and the fee the mean of
    those that fit each sum.
    """
    fee = (at_200 - at_500) / 0.3
    margin = at_200 - fee / 2.0
    if margin < 0.0:
        return (at_200 * 2.0 + at_500 * 5.0) / 2.0, 0.0
    return fee, margin / 100.0


def prices(scenario: Scenario, origin: str, host: str, note: Note) -> tuple[float, float]:
    """Flat fee (USD) and margin (share) of a corridor, published or by the nearest thing to it."""
    sheet = scenario.corridor(origin, host)
    if sheet.flat_fee is not None and sheet.margin is not None:
        return sheet.flat_fee, sheet.margin
    year = scenario.world.price_year
    if (scenario.world.year or year) < FIRST_OFFICIAL_YEAR:
        return _carried_back(origin, host, year, note)
    at_200, at_500 = published.sending_costs(host, origin, year)
    if not math.isnan(at_200) and not math.isnan(at_500):
        if at_200 - (at_200 - at_500) / 0.6 < 0.0:
            note(f"{origin}-{host}: margin of sending would be negative in {year}; set to 0, fee refitted on both sums")
        return split_price(at_200, at_500)
    return _of_the_sender(scenario, origin, host, year, note)


def _carried_back(origin: str, host: str, year: int, note: Note) -> tuple[float, float]:
    at_200 = published.official_cost(host, origin, FIRST_OFFICIAL_YEAR)
    ratio = _ratio_of_sums(host, year)
    note(f"{origin}-{host}: price of sending of {FIRST_OFFICIAL_YEAR} carried back; cost at USD 500 taken as "
         f"{ratio:.2f} of that at USD 200, the median of the sender's corridors in {year}")  # fmt: skip
    return split_price(at_200, at_200 * ratio)


@cache
def _ratio_of_sums(host: str, year: int) -> float:
    rows = published.table("rpw_corridor_quarter_2016_2025.csv.gz")
    rows = rows[(rows["sending_iso3"] == host) & rows["quarter"].str.startswith(str(year))]
    means = rows.groupby("receiving_iso3")[["cost_pct_200", "cost_pct_500"]].mean()
    return float((means["cost_pct_500"] / means["cost_pct_200"]).median())


def _of_the_sender(scenario: Scenario, origin: str, host: str, year: int, note: Note) -> tuple[float, float]:
    others = [published.sending_costs(host, other, year) for other in scenario.origins if other != origin]
    fitted = [split_price(a, b) for a, b in others if not math.isnan(a) and not math.isnan(b)]
    if fitted:
        note(f"{origin}-{host}: no published price of sending; mean of {len(fitted)} other corridors of {host}")
        return float(np.mean([f for f, _ in fitted])), float(np.mean([c for _, c in fitted]))
    note(f"{origin}-{host}: no published price of sending; mean of all published corridors of {host} in {year}")
    return split_price(*published.sending_costs(host, None, year))


def multiples(by_kind: dict[str, float] | None) -> list[float]:
    """Price of each lawful row over the corridor's mean: simple mean exactly one."""
    made = list(WITHIN)
    if by_kind:
        for kind, name in enumerate(("bank", "cash", "digital", "mobile")):
            rows = [k for k in range(8) if KINDS[k] == kind]
            mean = sum(WITHIN[k] for k in rows) / len(rows)
            for k in rows:
                made[k] = WITHIN[k] * by_kind.get(name, mean) / mean
    return [m * 8.0 / sum(made) for m in made]


def fill_providers(table: Table, corridor: int, scenario: Scenario, fee: float, margin: float, here: bool) -> None:
    """Rows of one corridor: prices around the published mean, own costs, users' shares by price; the entrant's last."""
    world, count = scenario.world, codes.PROVIDERS_PER_CORRIDOR
    first = corridor * count
    lawful = multiples(world.provider_multiples)
    fees = np.array([m * fee * 100.0 for m in lawful] + [world.informal_fee * 100.0])
    margins = np.array([m * margin for m in lawful] + [world.informal_margin])
    rows = PROVIDER.blank(9)
    rows["corridor"], rows["kind"], rows["here"] = corridor, KINDS, here
    rows["lawful"] = [1] * 8 + [0]
    rows["base_fee"] = rows["fee"] = fees
    rows["base_margin"] = rows["margin"] = margins
    for kind in range(5):
        same = np.array(KINDS) == kind
        rows["cost_fee"][same] = world.avoidable_cost * fees[same].min()
        rows["cost_margin"][same] = world.avoidable_cost * margins[same].min()
    wanted = np.maximum(fees / 20_000.0 + margins, 1e-4) ** -2.0
    rows["share"] = wanted / wanted.sum()
    table[first : first + 9] = rows
    table[first + 9] = rows[CHEAP_DIGITAL]
    for name, value in (("entrant", 1), ("here", 0), ("share", 0.0)):
        table[name][first + 9] = value
