"""Moving money between price bases and years: everything becomes US dollars of 2017 at market exchange rates."""

from __future__ import annotations

from functools import cache

from remitsim import published
from remitsim.scenario import Scenario

BASE = 2017
DAYS = 365.0 / 12.0


def to_cents(dollars: float) -> int:
    """Dollars to whole cents."""
    return round(dollars * 100.0)


@cache
def us_prices(year: int) -> float:
    """Factor from dollars of a year to dollars of 2017, by US consumer prices."""
    factor = 1.0
    for later in range(year + 1, BASE + 1):
        factor *= 1.0 + published.inflation("USA", later)
    for later in range(BASE + 1, year + 1):
        factor /= 1.0 + published.inflation("USA", later)
    return factor


@cache
def dollars_per_ppp(iso3: str) -> float:
    """2017 dollars at market rates for one dollar of 2021 PPP, from GDP per head in both units."""
    market = published.indicator(iso3, "gdp_pc_const2015usd", BASE)[0]
    parity = published.indicator(iso3, "gdp_pc_ppp_const2021intl", BASE)[0]
    return market / parity * us_prices(2015)


@cache
def gdp_per_head(iso3: str, year: int) -> float:
    """GDP per head of a year in 2017 dollars, a year."""
    return published.indicator(iso3, "gdp_pc_const2015usd", year)[0] * us_prices(2015)


@cache
def growth(iso3: str, year: int) -> float:
    """Real GDP per head of a year over that of 2017: moves pay to a world's year."""
    return gdp_per_head(iso3, year) / gdp_per_head(iso3, BASE)


def ppp_of(scenario: Scenario, iso3: str) -> float:
    """`dollars_per_ppp`, unless the sheet of the origin says otherwise."""
    told = scenario.origin(iso3).dollars_per_ppp if iso3 in scenario.origins else None
    return float(told) if told is not None else dollars_per_ppp(iso3)


@cache
def pay(iso3: str, sex: str, year: int, per_ppp: float) -> float:
    """Mean monthly pay of employees in 2017 dollars: earnings nearest 2017, moved to a year by GDP per head."""
    return published.earnings(iso3, sex, BASE)[0] * per_ppp * growth(iso3, year)
