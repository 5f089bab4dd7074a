"""Hosts at the start: pay, labour force, trades, taxes and unit costs, read off the data and the sheets."""

from __future__ import annotations

from typing import Any

import numpy as np

from remitsim import published
from remitsim.records import Table
from remitsim.scenario import Scenario
from remitsim.sheets.names import TRADES
from remitsim.sheets.places import HostSheet
from remitsim.start import Numbers
from remitsim.starting import money, people
from remitsim.starting.sending import Note

CARE_COST_USA = 400.0
# major groups of ISCO behind each trade
FARM_WORK, ELEMENTARY = 6, 9
ISCO_GROUPS = {
    "farm": (FARM_WORK,), "construction": (7,), "factory": (8,), "care": (5, ELEMENTARY), "services": (5,),
    "nursing": (2, 3), "skilled": (2,),
}  # fmt: skip


def year_of(scenario: Scenario) -> int:
    """The year that month 0 stands for."""
    return scenario.world.year or money.BASE


def mean_pay(scenario: Scenario, host: str, sex: str = "Total") -> float:
    """Mean gross pay a month of all employees (or of a sex, Male or Female), 2017 dollars."""
    return money.pay(host, sex, year_of(scenario), money.dollars_per_ppp(host))


def labour_force(host: str, year: int) -> tuple[float, float]:
    """Men and women of 15-64 in the labour force, migrants included."""
    men, women = (
        people.people_between(host, year, 15, 64, sex) * published.labour(host, f"lfp_{sex}_15_64_pct", year)[0] / 100.0
        for sex in people.SEXES
    )
    return men, women


def by_trade(values: dict[str, float] | None) -> Numbers:
    """Values by name of trade, in the order of trades; zeros where none is given."""
    return np.array([(values or {}).get(trade, 0.0) for trade in TRADES])


def trade_pay(scenario: Scenario, host: str, posts: Numbers, note: Note) -> Numbers:
    """Pay by trade over mean pay, from occupations, rescaled so that posts times ratios sum to one.

    Where a sheet gives all trades they are multiples of what was published of migrants, mostly in low trades, and
    stay as they are.
    """
    told = scenario.host(host).trade_pay or {}
    asked = {trade: groups for trade, groups in ISCO_GROUPS.items() if trade not in told}
    ratios: dict[str, float] = {}
    if asked:
        needed = frozenset(group for groups in asked.values() for group in groups) - {FARM_WORK}
        ratios_of, year = published.pay_ratios(host, year_of(scenario), needed)
        if FARM_WORK not in ratios_of:
            note(f"{host}: no pay of farm work in the files; elementary work taken")
            ratios_of = ratios_of | {FARM_WORK: ratios_of[ELEMENTARY]}
        ratios = {trade: float(np.mean([ratios_of[g] for g in groups])) for trade, groups in asked.items()}
        if year != year_of(scenario):
            note(f"{host}: pay by occupation is of {year}")
    made = by_trade(ratios | told)
    if not asked:
        return made
    scaled: Numbers = made / float((posts * made).sum()) if posts.sum() > 0 else made
    return scaled


def contributions(host: str, year: int) -> dict[str, float]:
    """Contribution rates on gross pay: the statute of that year, else the rates at average pay of 2021."""
    rows = published.of_country("labour_tax_rates_oecd.csv", host)
    made = {}
    for side, term in (("employee", "worker_contribution"), ("employer", "employer_contribution")):
        of_law = rows[(rows["measure"] == f"{side}_contributions_bracket1_pct") & (rows["year"] == year)]
        at_mean = rows[rows["measure"] == f"{side}_contributions_pct_of_gross_wage"]
        used = of_law if len(of_law) else at_mean
        if len(used):
            made[term] = float(used.iloc[0]["value"]) / 100.0
    return made


def wage_floor(host: str, in_2017: float, year: int) -> float:
    """The floor of a world's year: that of 2017 moved by the real minimum wage."""
    rows = published.of_country("minimum_wage_oecd_1995_2020.csv", host)
    if rows.empty:
        return in_2017
    then = published.nearest(rows, "min_wage_real_annual_2019ppp", year)[0]
    return in_2017 * then / published.nearest(rows, "min_wage_real_annual_2019ppp", money.BASE)[0]


def derived_terms(scenario: Scenario, host: str, pay: float) -> dict[str, Any]:
    """Terms of a host that follow from data and sheet, in dollars; what the scenario sets itself wins."""
    sheet, year = scenario.host(host), year_of(scenario)
    product = money.gdp_per_head(host, year) / 12.0
    terms: dict[str, Any] = dict(contributions(host, year))
    if sheet.minimum_wage_2017:
        terms["wage_floor"] = wage_floor(host, sheet.minimum_wage_2017, year)
    terms["income_tax_free"] = float(sheet.income_tax_free_share or 0.0) * pay
    terms["health_cost"] = float(sheet.health_share or 0.0) * product
    terms["school_service_cost"] = float(sheet.school_share or 0.0) * product
    reference = money.pay("USA", "Total", money.BASE, money.dollars_per_ppp("USA"))
    terms["care_cost"] = CARE_COST_USA * pay / reference
    return terms


def women_pay(scenario: Scenario, host: str, sheet: HostSheet, note: Note) -> float:
    """Women's pay over men's."""
    if sheet.women_pay_ratio is not None:
        return sheet.women_pay_ratio
    try:
        return mean_pay(scenario, host, "Female") / mean_pay(scenario, host, "Male")
    except published.NoFigure:
        if sheet.natives_in_market:
            note(f"{host}: no pay by sex in the files; women's pay taken as men's")
        return 1.0


def fill_host(table: Table, row: int, scenario: Scenario, host: str, pay: float, natives: float) -> None:
    """Published levels and the start of learned ones."""
    sheet, year = scenario.host(host), year_of(scenario)
    inside = sheet.natives_in_market
    told = sheet.unemployment
    unemployment = told if told is not None else published.labour(host, "unemployment_15plus_pct", year)[0] / 100.0
    pupils = people.adults(host, year, 5, 16)
    values = {
        "natives_in_market": inside, "budgets": sheet.posts_are_budgets,
        "mean_pay": money.to_cents(pay), "unemployment": unemployment,
        "informal_share": sheet.informal_share, "irregular_share": sheet.irregular_share,
        "gone_share": sheet.gone_share,
        "nationals_pay_bill": float(sheet.nationals or 0.0) * float(sheet.nationals_pay or 0.0) * 100.0,
        "children": pupils / sum(labour_force(host, year)) if inside and natives > 0 else 0.0,
        "productivity": 1.0, "idle_worth": sheet.idle_worth, "informal_scale": sheet.informal_scale,
        "sponsor_trouble": sheet.sponsor_trouble, "hardship": sheet.hardship,
        "normal_profit": sheet.normal_profit, "spending_share": sheet.spending_share,
        "world_demand_elasticity": sheet.world_demand_elasticity,
    }  # fmt: skip
    for name, value in values.items():
        table[name][row] = value
