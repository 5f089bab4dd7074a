"""A comparison as one page: ``write(comparison, folder)`` gives report.html, report.xlsx and figures/*.svg."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from remitsim.report.brief import Told, front, question
from remitsim.report.contents import sections
from remitsim.report.keys import keys_of
from remitsim.report.law import Law
from remitsim.report.page import Page, write_page
from remitsim.report.telling import Currency, in_currency
from remitsim.report.workbook import Sheet
from remitsim.scenario import Scenario, ScenarioError, load_scenario

if TYPE_CHECKING:
    from remitsim.comparing.comparison import Comparison

# columns of money by table: of rows whose unit is of dollars, or of all rows
BY_UNIT = {"differences": ("baseline", "level", "difference", "low", "high"), "headline": ("value", "low", "high"),
           "options": ("value", "low", "high"), "paths": ("mean", "low", "high"),
           "levels": ("published", "model", "tolerance")}  # fmt: skip
ALL_ROWS = {"groups": ("usd_a_head_a_year", "low", "high", "usd_total", "placebo"),
            "cells": ("usd_a_head", "low", "high", "placebo_low", "placebo_high"), "treasury": ("usd", "low", "high"),
            "flows": ("usd_a_year", "low", "high"), "identity": ("usd",)}  # fmt: skip
AS_THEY_ARE = ("variance", "inputs")


def write(comparison: Comparison, folder: str | Path, dollars: bool = False) -> Path:
    """Write report.html, report.xlsx and figures/*.svg into ``folder``; returns the page's path.

    Money is in the host's currency where all hosts share one, in US dollars of 2017 otherwise or if ``dollars``.
    """
    told = tell(comparison, dollars)
    page = Page(title=question(told), front=front(told), sections=sections(told))
    numbers = told.tables["headline"]
    eight = Sheet("headline", "The eight numbers of every option", numbers.drop(columns=["key"]))
    measures = Sheet("options", "Every measure of every option; year 0: all years", told.tables["options"])
    return write_page(folder, "report", page, [eight, measures])


def tell(comparison: Comparison, dollars: bool = False) -> Told:
    """What pages are made of: the comparison's tables in the page's money, with keys, law and currency."""
    scenario = scenario_of(comparison)
    currency = Currency() if dollars else currency_of(scenario)
    law = Law(scenario, currency)
    return Told(comparison, _tables(comparison, currency), keys_of(comparison.arms, comparison.baseline), law, currency)


def scenario_of(comparison: Any) -> Scenario | None:
    """The scenario of a comparison, if its file is still there."""
    try:
        return load_scenario(comparison.scenario)
    except ScenarioError:
        return None


def currency_of(scenario: Scenario | None) -> Currency:
    """The money that all hosts of a world share, else dollars."""
    hosts = [scenario.host(code) for code in scenario.hosts] if scenario is not None else []
    codes = {host.currency for host in hosts}
    if scenario is None or len(codes) != 1:
        why = " (the hosts have currencies of their own)" if len(codes) > 1 else ""
        return Currency(says=f"Money is in US dollars of 2017{why}.")
    code, rate = hosts[0].currency, float(hosts[0].currency_per_usd)
    if code == "USD":
        return Currency()
    return Currency(code, rate, f"Money is in {code} of {scenario.world.year}, {rate:,.3g} to a US dollar of 2017.")


def _tables(comparison: Any, currency: Currency) -> dict[str, pd.DataFrame]:
    made = {name: in_currency(getattr(comparison, name), currency, columns, "unit") for name, columns in BY_UNIT.items()}
    made |= {name: in_currency(getattr(comparison, name), currency, columns) for name, columns in ALL_ROWS.items()}
    return made | {name: getattr(comparison, name) for name in AS_THEY_ARE}
