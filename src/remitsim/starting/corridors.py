"""Corridors at the start: who is abroad, in which status, since when, in which trades, and at which price."""

from __future__ import annotations

import numpy as np

from remitsim import published
from remitsim.records import Table
from remitsim.scenario import Scenario
from remitsim.sheets.names import ROUTES, STATUSES, TRADES, WAYS
from remitsim.start import Numbers
from remitsim.starting import money, people
from remitsim.starting.hosts import by_trade, year_of
from remitsim.starting.sending import Note
from remitsim.world import codes

LEAST_MARGIN, USUAL_MARGIN = 20.0, 500.0


def stock(scenario: Scenario, origin: str, host: str) -> float:
    """Persons of all ages born in the origin who live in the host."""
    sheet = scenario.corridor(origin, host)
    if not sheet.open:
        return 0.0
    if sheet.stock is not None:
        return sheet.stock
    if sheet.stock_source == "world bank":
        return published.stock_world_bank(origin, host)
    return published.stock(origin, host, sheet.stock_year or year_of(scenario))["both"]


def adults_abroad(scenario: Scenario, origin: str, host: str) -> float:
    """Of them, those of working age, in the scope of this world."""
    sheet = scenario.corridor(origin, host)
    if sheet.adults_abroad is not None and sheet.open:
        return sheet.adults_abroad
    return stock(scenario, origin, host) * float(scenario.host(host).working_age_share or 0.0)


def women_share(scenario: Scenario, origin: str, host: str) -> float:
    """Share of women among migrants."""
    sheet = scenario.corridor(origin, host)
    if sheet.women_share is not None:
        return sheet.women_share
    held = published.stock(origin, host, sheet.stock_year or year_of(scenario))
    return held["female"] / held["both"]


def may_go_women(scenario: Scenario, origin: str, abroad: dict[tuple[str, str], float]) -> float:
    """Lasting chance that a woman may ever go: women abroad over men abroad, at most one."""
    people_abroad = sum(abroad[origin, host] for host in scenario.hosts)
    if people_abroad <= 0:
        return 1.0
    women = sum(abroad[origin, h] * women_share(scenario, origin, h) for h in scenario.hosts if abroad[origin, h] > 0)
    return min(1.0, women / max(people_abroad - women, 1e-9))


def statuses(scenario: Scenario, origin: str, host: str) -> Numbers:
    """Shares of the stock by status, in the order of `world.codes`."""
    sheet = scenario.corridor(origin, host)
    made = np.zeros(7)
    with_papers = people.shares(np.array([(sheet.papers or {"free": 1.0}).get(s, 0.0) for s in STATUSES]))
    irregular = float(sheet.irregular_share or 0.0)
    made[: len(STATUSES)] = with_papers * (1.0 - irregular)
    made[codes.IRREGULAR] = irregular
    return made


def ways(scenario: Scenario, origin: str, host: str) -> Numbers:
    """How irregular people came to be so, in the order of `world.codes` (never; crossed; ...)."""
    told = scenario.corridor(origin, host).ways or {"overstayed": 1.0}
    return people.shares(np.array([0.0, *(told.get(way, 0.0) for way in WAYS)]))


def stay(scenario: Scenario, origin: str, host: str, note: Note) -> Numbers:
    """Share of the stock by month of stay at month 0."""
    sheet, world = scenario.corridor(origin, host), scenario.world
    if sheet.stay:
        return people.stay_by_bands(sheet.stay)
    if world.stay_rule == "turnover":
        return people.stay_by_turnover(_gone(scenario, origin, host))
    year = sheet.stock_year or year_of(scenario)
    try:
        rounds = published.stock_rounds(origin, host)
    except published.NoFigure:
        rounds = {}
    if len([y for y in rounds if y <= year]) < 2:
        note(f"{origin}-{host}: no rounds of the stock; months of stay even up to {people.MONTHS}")
    return people.stay_by_rounds(rounds, year, world.stay_rounds, world.stay_longest)


def _gone(scenario: Scenario, origin: str, host: str) -> float:
    """Share of the stock gone a year, the host's where the corridor has none of its own."""
    return float(scenario.corridor(origin, host).gone_share or 0.0) or float(scenario.host(host).gone_share or 0.0)


def routes(scenario: Scenario, origin: str, host: str) -> Numbers:
    """Lasting chance by route that it is open to a person."""
    told = scenario.corridor(origin, host).routes or {}
    return np.array([told.get(route, 1.0) for route in ROUTES])


def mix(scenario: Scenario, origin: str, host: str) -> tuple[Numbers, Numbers]:
    """Trades of men and of women who go."""
    sheet, world = scenario.corridor(origin, host), scenario.world
    men = people.shares(by_trade(sheet.trades_men or world.trades_men))
    women = people.shares(by_trade(sheet.trades_women or world.trades_women))
    return (men if men.sum() > 0 else women), (women if women.sum() > 0 else men)


def fill_corridor(table: Table, row: int, scenario: Scenario, origin: str, host: str, people_abroad: float) -> None:
    """Published levels of a corridor and the start of learned ones."""
    sheet = scenario.corridor(origin, host)
    gone = _gone(scenario, origin, host)
    values = {
        "origin": scenario.origins.index(origin), "host": scenario.hosts.index(host), "open": sheet.open,
        "shares_language": sheet.shares_language, "stock": people_abroad, "irregular_share": sheet.irregular_share,
        "gone_share": gone, "family_share": sheet.family_share, "bill": money.to_cents(sheet.bill or 0.0),
        "irregular_bill": money.to_cents(sheet.irregular_bill or 0.0),
        "women_share": women_share(scenario, origin, host) if people_abroad > 0 else 0.0,
        "pay": money.to_cents(sheet.pay or 0.0), "readiness": sheet.readiness, "unseen_cost": sheet.unseen_cost,
        "legal_scale": sheet.legal_scale, "hardship": sheet.hardship, "exit_rate": gone / 12.0,
        "renewed_share": sheet.renewed_share,
    }  # fmt: skip
    for name, value in values.items():
        table[name][row] = value
    table["route_share"][row] = routes(scenario, origin, host)


def learned_from_terms(corridors: Table, row: int, terms: Table, law: Table, stayed: Numbers) -> None:
    """What people observe of a corridor before anything is observed: places, residence, the smuggler's price."""
    host = int(corridors["host"][row])
    a_month = terms["quota"][row] / 12.0
    if terms["quota_kind"][row] == codes.QUOTA_STOCK:
        a_month = terms["quota"][row] * corridors["exit_rate"][row]
    corridors["places_visa"][row] = a_month
    corridors["asking_visa"][row] = 4.0 * a_month
    settle = int(law["settlement_months"][host])
    corridors["reach_residence"][row] = 1.0 / settle if settle > 0 else 0.0
    corridors["smuggler_price"][row] = terms["smuggler_price"][row]
    corridors["mean_stay"][row] = float((stayed * np.arange(len(stayed))).sum())


def fill_trades(table: Table, row: int, scenario: Scenario, origin: str, host: str, items: float,
                host_pay: Numbers) -> None:  # fmt: skip
    """Mix of trades, the agent's margin and published pay, seven rows of one corridor."""
    sheet = scenario.corridor(origin, host)
    men, women = mix(scenario, origin, host)
    for trade, name in enumerate(TRADES):
        place = row * 7 + trade
        table["mix_men"][place], table["mix_women"][place] = men[trade], women[trade]
        bill = (sheet.bill_by_trade or {}).get(name, sheet.bill or 0.0)
        table["margin"][place] = 100.0 * (max(LEAST_MARGIN, bill - items) if bill > 0 else USUAL_MARGIN)
        table["pay_target"][place] = 100.0 * float(sheet.pay or 0.0) * host_pay[trade]
