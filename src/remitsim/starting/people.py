"""Distributions that people are drawn from: ages, schooling, households, consumption, months of stay."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from remitsim import published
from remitsim.sheets.names import AGE_BANDS
from remitsim.start import Numbers

FIRST, LAST = 18, 64
YEARS = LAST - FIRST + 1
MONTHS = 480
SEXES = ("male", "female")
SECONDARY_FROM, TERTIARY_FROM = 9.0, 13.0


def shares(values: Numbers) -> Numbers:
    """Values scaled to sum to one along the last axis; a row of zeros stays."""
    total = values.sum(axis=-1, keepdims=True)
    scaled: Numbers = np.divide(values, total, out=np.zeros_like(values), where=total > 0)
    return scaled


def people_between(iso3: str, year: int, first: int, last: int, sex: str) -> float:
    """People from ``first`` to ``last`` years of age, both included; ages spread evenly within five-year groups."""
    groups = published.ages(iso3, sex, year)
    counted = 0.0
    for start, thousands in groups.items():
        years = max(0, min(last, int(str(start)) + 4) - max(first, int(str(start))) + 1)
        counted += float(thousands) * 1000.0 * years / 5.0
    return counted


def adults(iso3: str, year: int, first: int = FIRST, last: int = LAST) -> float:
    """People of an age range, both sexes."""
    return sum(people_between(iso3, year, first, last, sex) for sex in SEXES)


def ages_of(iso3: str, year: int, kind: str) -> Numbers:
    """Shares of single years 18 to 64, men and women."""
    if kind == "uniform":
        return np.full((2, YEARS), 1.0 / YEARS)
    rows = [[people_between(iso3, year, age, age, sex) for age in range(FIRST, LAST + 1)] for sex in SEXES]
    return shares(np.array(rows))


def ages_of_migrants(bands: dict[str, float] | None) -> Numbers:
    """Shares of single years 18 to 64 from shares of broad bands."""
    if not bands:
        return np.full(YEARS, 1.0 / YEARS)
    made = np.zeros(YEARS)
    for band in AGE_BANDS:
        first, last = (int(end) for end in band.split("-"))
        first = max(first, FIRST)
        made[first - FIRST : last - FIRST + 1] = bands.get(band, 0.0) / (last - first + 1)
    return shares(made)


def schooling(iso3: str, year: int, sd: float, more: float = 0.0) -> Numbers:
    """Shares of primary, secondary and tertiary schooling, men and women: years of school taken as normal."""
    rows = []
    for column in ("mys_men_25plus", "mys_women_25plus"):
        years = NormalDist(published.labour(iso3, column, year)[0] + more, max(sd, 0.01))
        below, above = years.cdf(SECONDARY_FROM), 1.0 - years.cdf(TERTIARY_FROM)
        rows.append([below, 1.0 - below - above, above])
    return np.array(rows)


def household(iso3: str, year: int, size: float) -> tuple[float, float, float]:
    """Mean adults of 18-64, children under 18 and people of 65 and more in a household of this size."""
    whole = adults(iso3, year, 0, 104)
    return (
        size * adults(iso3, year) / whole,
        size * adults(iso3, year, 0, 17) / whole,
        size * adults(iso3, year, 65, 104) / whole,
    )


def consumption(poverty_300: float, poverty_830: float) -> tuple[float, float]:
    """Median (PPP dollars of 2021 a day) and sd of ln consumption a head that give two published headcounts."""
    low, high = (min(max(share, 0.002), 0.998) for share in (poverty_300, poverty_830))
    z_low, z_high = NormalDist().inv_cdf(low), NormalDist().inv_cdf(max(high, low + 0.01))
    sd = math.log(8.3 / 3.0) / (z_high - z_low)
    return 3.0 * math.exp(-z_low * sd), sd


def stay_by_bands(bands: dict[str, float]) -> Numbers:
    """Share of a stock by month of stay, from shares by bands of years such as ``0-5``."""
    made = np.zeros(MONTHS)
    for band, part in bands.items():
        first, last = (round(float(end) * 12) for end in band.split("-"))
        last = min(max(last, first + 1), MONTHS)
        made[first:last] += part / (last - first)
    return shares(made)


def stay_by_rounds(rounds: dict[int, float], year: int, used: list[int] | None, longest: int) -> Numbers:
    """Share of a stock by month of stay: growth between rounds arrived evenly, the first round's people before it."""
    kept = {y: s for y, s in rounds.items() if y <= year and (used is None or y in used or y == year)}
    if len(kept) < 2:
        return shares(np.ones(MONTHS))
    years = sorted(kept)
    made = np.zeros(MONTHS)
    still = kept[years[-1]]
    for earlier, later in zip(reversed(years[:-1]), reversed(years[1:]), strict=True):
        arrived = max(0.0, still - min(still, kept[earlier]))
        made[(year - later) * 12 : (year - earlier) * 12] += arrived / ((later - earlier) * 12)
        still -= arrived
    oldest = (year - years[0]) * 12
    last = min(max(longest, oldest + 12), MONTHS)
    made[oldest:last] += still / (last - oldest)
    return shares(made)


def stay_by_turnover(gone_a_year: float) -> Numbers:
    """Share of a steady stock by month of stay, when the same share of it goes every year and as many arrive."""
    return shares(np.exp(math.log(max(1e-6, 1.0 - gone_a_year)) * np.arange(MONTHS) / 12.0))
