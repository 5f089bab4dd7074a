"""Readers of the published data that ship with the package: one cached table a file, and nearest-year look-ups.

Look-ups are made once a process, since every population asks for the same figures; do not write to what they give.
``data/SOURCES.toml`` says what each file is, who published it and under which licence.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

FOLDER = resources.files("remitsim") / "data"


class NoFigure(LookupError):
    """The shipped files hold no such figure."""


@cache
def sources() -> dict[str, dict[str, str]]:
    """What each shipped file is: file -> what, publisher, vintage, licence, found."""
    return tomllib.loads((FOLDER / "SOURCES.toml").read_text("utf-8"))


@cache
def table(name: str) -> pd.DataFrame:
    """A shipped file by its full name; do not write to it."""
    if name not in sources():
        raise NoFigure(f"no shipped file is called {name!r}")
    compression: Any = "gzip" if name.endswith(".gz") else None
    with (FOLDER / name).open("rb") as stream:
        return pd.read_csv(stream, compression=compression, keep_default_na=False, na_values=[""])


@cache
def countries() -> tuple[str, ...]:
    """ISO codes of the countries that the shipped data cover."""
    return tuple(sorted(table("labour_panel_1990_2025.csv.gz")["iso3"].unique()))


def nearest(rows: pd.DataFrame, column: str, year: int) -> tuple[float, int]:
    """The value of a column in the year nearest to ``year`` that holds one (the earlier of two), and that year."""
    held = rows.dropna(subset=[column]).sort_values("year")
    if held.empty:
        raise NoFigure(f"no year holds {column}")
    row = held.iloc[int((held["year"] - year).abs().to_numpy().argmin())]
    return float(row[column]), int(row["year"])


@cache
def of_country(name: str, iso3: str) -> pd.DataFrame:
    """The rows of one country in a file keyed by ``iso3``."""
    rows = table(name)
    return rows[rows["iso3"] == iso3]


@cache
def indicator(iso3: str, column: str, year: int) -> tuple[float, int]:
    """A figure of the country panel (GDP per head, poverty, population) and its year."""
    return nearest(of_country("country_indicators_1990_2025.csv.gz", iso3), column, year)


@cache
def labour(iso3: str, column: str, year: int) -> tuple[float, int]:
    """A figure of the labour panel (participation, unemployment, years of school) and its year."""
    return nearest(of_country("labour_panel_1990_2025.csv.gz", iso3), column, year)


@cache
def earnings(iso3: str, sex: str, year: int) -> tuple[float, int]:
    """Mean monthly earnings of employees in dollars of 2021 PPP; sex is Total, Male or Female."""
    rows = of_country("ilo_monthly_earnings_2014_2024.csv.gz", iso3)
    return nearest(rows[rows["sex"] == sex], "monthly_earnings_2021ppp", year)


@cache
def inflation(iso3: str, year: int) -> float:
    """Consumer price inflation of a year, as a share."""
    rows = of_country("consumer_prices_1990_2024.csv.gz", iso3).set_index("year")["cpi_inflation_pct"]
    if year not in rows.index or pd.isna(rows[year]):
        raise NoFigure(f"no consumer prices of {iso3} in {year}")
    return float(rows[year]) / 100.0


@cache
def ages(iso3: str, sex: str, year: int) -> pd.Series[float]:
    """Thousand persons by five-year group (index: first age of the group), between rounds by straight line."""
    rows = of_country("population_by_age_sex_wpp2019.csv.gz", iso3)
    rows = rows[rows["sex"] == sex].copy()
    if rows.empty:
        raise NoFigure(f"no population by age of {iso3}")
    rows["first"] = rows["age"].str.extract(r"^(\d+)")[0].astype(int)
    rounds = rows.pivot_table(index="first", columns="year", values="thousands")
    years = [int(y) for y in rounds.columns]
    before = max(y for y in years if y <= year)
    after = min(y for y in years if y >= year)
    part = 0.0 if after == before else (year - before) / (after - before)
    return rounds[before] * (1.0 - part) + rounds[after] * part


@cache
def stock(origin: str, host: str, year: int, revision: int = 2017) -> dict[str, float]:
    """UN migrant stock of a round: ``both``, ``female``, ``male``, persons of all ages."""
    rows = table("migrant_stock_un.csv.gz")
    pick = (rows["un_revision"] == revision) & (rows["year"] == year)
    pick &= (rows["origin_iso3"] == origin) & (rows["destination_iso3"] == host)
    found = rows[pick]
    if found.empty:
        raise NoFigure(f"no UN stock {origin} -> {host} in {year}")
    return {sex: float(found.iloc[0][sex]) for sex in ("both", "female", "male")}


@cache
def stock_rounds(origin: str, host: str) -> dict[int, float]:
    """UN migrant stock of every round of revision 2017: year -> persons."""
    rows = table("migrant_stock_un.csv.gz")
    pick = (rows["un_revision"] == 2017) & (rows["origin_iso3"] == origin) & (rows["destination_iso3"] == host)
    found = rows[pick].dropna(subset=["both"])
    return {int(y): float(b) for y, b in zip(found["year"], found["both"], strict=True)}


@cache
def stock_world_bank(origin: str, host: str) -> float:
    """World Bank migrant stock of 2017, persons."""
    rows = table("migrant_stock_wb_2017.csv")
    found = rows[(rows["origin_iso3"] == origin) & (rows["destination_iso3"] == host)]
    if found.empty:
        raise NoFigure(f"no World Bank stock {origin} -> {host}")
    return float(found.iloc[0]["stock"])


@cache
def sending_costs(host: str, origin: str | None, year: int) -> tuple[float, float]:
    """Cost of sending USD 200 and USD 500, per cent, mean of a year's quarters; NaN where none is published.

    ``origin`` None: the mean over all corridors of the host (of each corridor's mean).
    """
    rows = table("rpw_corridor_quarter_2016_2025.csv.gz")
    rows = rows[(rows["sending_iso3"] == host) & rows["quarter"].str.startswith(str(year))]
    if origin is not None:
        rows = rows[rows["receiving_iso3"] == origin]
    means = rows.groupby("receiving_iso3")[["cost_pct_200", "cost_pct_500"]].mean().mean()
    return float(means["cost_pct_200"]), float(means["cost_pct_500"])


@cache
def official_cost(host: str, origin: str, year: int) -> float:
    """Official corridor average for USD 200, per cent, mean of a year's quarters; NaN where none is published."""
    rows = table("rpw_corridor_quarter_2011_2020.csv.gz")
    pick = (rows["sending_iso3"] == host) & (rows["receiving_iso3"] == origin)
    rows = rows[pick & rows["quarter"].str.startswith(str(year))]
    return float(rows["avg_total_cost_pct"].mean())


@cache
def pay_ratios(iso3: str, year: int, needed: frozenset[int]) -> tuple[dict[int, float], int]:
    """Pay by ISCO major group (1-9) over mean pay, both sexes, of the nearest year that has the groups needed."""
    rows = of_country("pay_by_occupation_ilo.csv.gz", iso3)
    rows = rows[rows["sex"] == "total"].dropna(subset=["ratio_to_all"])
    held = {int(str(y)): set(of_year["group"]) for y, of_year in rows.groupby("year")}
    years = [y for y, groups in held.items() if needed <= groups]
    if not years:
        raise NoFigure(f"no pay by occupation of {iso3} with groups {sorted(needed)}")
    chosen = min(years, key=lambda y: (abs(y - year), y))
    rows = rows[rows["year"] == chosen].drop_duplicates("group", keep="last")
    return {int(g): float(r) for g, r in zip(rows["group"], rows["ratio_to_all"], strict=True)}, chosen


@cache
def household_size(iso3: str) -> float:
    """Mean persons a household."""
    rows = of_country("household_size_un2019.csv", iso3)
    if rows.empty:
        raise NoFigure(f"no household size of {iso3}")
    return float(rows.iloc[0]["avg_household_size"])


@cache
def nurses_per_1000(iso3: str, year: int) -> tuple[float, int]:
    """Nurses and midwives per 1,000 people and the year of the figure."""
    return nearest(of_country("nurses_midwives_per_1000_wdi.csv", iso3), "nurses_midwives_per_1000", year)
