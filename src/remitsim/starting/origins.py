"""Origins at the start: pay, participation, poverty lines, households, trained people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from remitsim import published
from remitsim.records import Table
from remitsim.scenario import Scenario
from remitsim.sheets.places import OriginSheet
from remitsim.starting import money, people
from remitsim.starting.hosts import year_of
from remitsim.starting.sending import Note

WORKING_YEARS = 42.0
OUTSIDE_SD = 0.4  # as `settings.training.outside_sd` at its start
LEAST_BEYOND = 0.001
# at rest, with 1.5 candidates of 18 a place, those not trained by 27 leaving, 42 months of training
CANDIDATES_A_PLACE, STUDENTS_A_PLACE = 8.2, 3.3
SPARE = 1.15
FINISH = 0.84
LICENSED = 0.75


@dataclass(frozen=True)
class HomePay:
    """Mean pay of employees at home, 2017 dollars a month."""

    mean: float
    men: float
    women: float


def home_pay(scenario: Scenario, origin: str, note: Note) -> HomePay:
    """Home pay as the sheet says, else from earnings surveys."""
    sheet, year = scenario.origin(origin), year_of(scenario)
    per_ppp = money.ppp_of(scenario, origin)
    if sheet.home_pay is not None:
        men = sheet.home_pay if sheet.home_pay_men is None else sheet.home_pay_men
        women = sheet.home_pay if sheet.home_pay_women is None else sheet.home_pay_women
        if sheet.home_pay_men is None:
            note(f"{origin}: home pay given, none by sex; the same for women and men")
        return HomePay(sheet.home_pay, men, women)
    survey = published.earnings(origin, "Total", money.BASE)[1]
    if survey != money.BASE:
        note(f"{origin}: home pay is of the earnings survey of {survey}")
    return HomePay(*(money.pay(origin, sex, year, per_ppp) for sex in ("Total", "Male", "Female")))


def poverty(scenario: Scenario, origin: str, note: Note) -> tuple[float, float]:
    """Shares under 3.00 and 8.30 a day of 2021 PPP, of the survey nearest the world's year."""
    sheet, made = scenario.origin(origin), []
    for told, column in ((sheet.poverty_300, "poverty_300_pct"), (sheet.poverty_830, "poverty_830_pct")):
        if told is not None:
            made.append(told)
            continue
        value, survey = published.indicator(origin, column, year_of(scenario))
        if survey != year_of(scenario) and column == "poverty_830_pct":
            note(f"{origin}: poverty is of the survey of {survey}")
        made.append(value / 100.0)
    return made[0], made[1]


def trained(scenario: Scenario, origin: str, population: float, note: Note) -> float:
    """Trained nurses and midwives at home."""
    told = scenario.origin(origin).trained
    if told is not None:
        return told
    per_1000, year = published.nurses_per_1000(origin, year_of(scenario))
    if year != year_of(scenario):
        note(f"{origin}: nurses per 1,000 people are of {year}")
    return per_1000 / 1000.0 * population


def _work(scenario: Scenario, origin: str, note: Note) -> dict[str, float]:
    sheet, year = scenario.origin(origin), year_of(scenario)
    made: dict[str, float] = {}
    columns = {"participation_men": "lfp_male_15_64_pct", "participation_women": "lfp_female_15_64_pct",
               "unemployment": "unemployment_15plus_pct"}  # fmt: skip
    for name, column in columns.items():
        told = getattr(sheet, name)
        value, held = (told * 100.0, year) if told is not None else published.labour(origin, column, year)
        if held != year:
            note(f"{origin}: {name} is of {held}")
        made[name] = value / 100.0
    return made


def fill_origin(table: Table, row: int, scenario: Scenario, origin: str, may_go_women: float, part: float,
                note: Note) -> float:  # fmt: skip
    """One row of origins; returns the sd of ln consumption a head.

    ``part``: share of the nation's adults at home that this world counts; posts and places for the trained follow it.
    """
    sheet, year = scenario.origin(origin), year_of(scenario)
    per_ppp = money.ppp_of(scenario, origin)
    pay = home_pay(scenario, origin, note)
    population = published.indicator(origin, "population", year)[0]
    median, sd = people.consumption(*poverty(scenario, origin, note))
    lines = {name: money.to_cents(usd * money.DAYS * per_ppp) for name, usd in
             (("line_300", 3.0), ("line_420", 4.2), ("line_830", 8.3))}  # fmt: skip
    nurses = trained(scenario, origin, population, note) * part
    leaving = float(sheet.rate_leaving or 0.0)
    places = None if sheet.training_places is None else sheet.training_places * part
    if places is None:
        places = nurses * (1.0 / WORKING_YEARS + leaving) / FINISH / LICENSED
    values = {
        "home_pay_men": money.to_cents(pay.men), "home_pay_women": money.to_cents(pay.women),
        **_work(scenario, origin, note), "may_go_women": may_go_women, **lines,
        "subsistence": float(sheet.subsistence_share or 0.0) * lines["line_300"],
        "median_consumption": median * money.DAYS * per_ppp * 100.0,
        "enrolment": sheet.enrolment, "school_cost": float(sheet.school_cost_share or 0.0) * pay.mean * 100.0,
        "population": population, "premium_home": sheet.premium_home, "rate_leaving": leaving, "trained": nurses,
        "posts_trained": nurses / max(0.05, 1.0 - float(sheet.trained_vacancies or 0.0)),
        "training_places": places / 12.0,
    }  # fmt: skip
    if sheet.posts_are_budgets:
        values |= profession(sheet, pay, places)
    for name, value in values.items():
        table[name][row] = value
    return sd


def profession(sheet: OriginSheet, pay: HomePay, places: float) -> dict[str, float]:
    """Posts, people and pay of the trained trade where its posts are budgets; ``places`` a year."""
    staff, out = float(sheet.staff or 0.0), float(sheet.out_of_trade or 0.0)
    queue, scale = float(0.5 if sheet.queue is None else sheet.queue), float(sheet.scale or pay.mean)
    needed = staff / max(0.05, 1.0 - float(sheet.trained_vacancies or 0.0))
    beyond = min(max((1.0 - queue) * out, LEAST_BEYOND), 0.99)  # share of the trained with better pay outside
    outside = scale / pay.mean * math.exp(OUTSIDE_SD * NormalDist().inv_cdf(beyond))
    return {
        "budgets": 1.0, "scale": money.to_cents(scale), "queue": queue, "out_target": out,
        "trained": staff / (1.0 - out), "trained_target": staff / (1.0 - out), "posts_trained": needed,
        "funded": staff if queue > 0.0 else needed, "outside": outside, "taste": 1.0, "in_posts": staff,
        "licensed_share": float(sheet.licensed or 0.0), "exit_rate": float(sheet.exit_rate or 0.0),
        "applicants_rest": places / 6.0, "applicants_training": places / 6.0,
    }  # fmt: skip


def counted_at_home(scenario: Scenario, origin: str) -> float:
    """People at home whom a world of this profession counts: the trained, students, candidates, and some free rows."""
    sheet = scenario.origin(origin)
    trained_now = float(sheet.staff or 0.0) / (1.0 - float(sheet.out_of_trade or 0.0))
    return SPARE * (trained_now + float(sheet.training_places or 0.0) * (STUDENTS_A_PLACE + CANDIDATES_A_PLACE))
