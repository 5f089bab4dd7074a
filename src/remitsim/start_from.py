"""From a scenario to what a population is drawn from: published data, moved to one money and one year, and sheets."""

from __future__ import annotations

import numpy as np

from remitsim import published
from remitsim.records import Table
from remitsim.scenario import Scenario
from remitsim.sheets.names import STATUSES, TRADES
from remitsim.sheets.terms import write_terms
from remitsim.start import Numbers, Start
from remitsim.starting import corridors as ways
from remitsim.starting import hosts as places
from remitsim.starting import people, sending
from remitsim.starting.origins import counted_at_home, fill_origin, home_pay
from remitsim.starting.sending import Note
from remitsim.world import codes
from remitsim.world.corridors import CORRIDOR, CORRIDOR_TRADE, PROVIDER
from remitsim.world.places import HOST, ORIGIN
from remitsim.world.terms import (
    CORRIDOR_TERMS,
    HOST_TERMS,
    ORIGIN_TERMS,
    STATUS_TERMS,
    TRADE_TERMS,
    Terms,
    blank_terms,
)

Abroad = dict[tuple[str, str], float]
SCHOOLING_SD = 4.0  # years, where a sheet gives none (assumed, 3 to 5)


def start(scenario: Scenario) -> Start:
    """Tables of places and terms at their published levels, and distributions; ``notes`` lists every fallback used."""
    notes: list[str] = []

    def note(text: str) -> None:
        if text not in notes:
            notes.append(text)

    hosts, origins = scenario.hosts, scenario.origins
    pairs = [(o, h) for o in origins for h in hosts]
    abroad: Abroad = {(o, h): ways.adults_abroad(scenario, o, h) for o, h in pairs}
    natives = np.array([_natives(scenario, h, abroad) for h in hosts])
    posts = np.array([_posts(scenario, h, abroad) for h in hosts])
    trade_pay = np.array([places.trade_pay(scenario, h, posts[i], note) for i, h in enumerate(hosts)])
    pay = np.array([_mean_pay(scenario, h, abroad) for h in hosts])
    stay = np.array([ways.stay(scenario, o, h, note) for o, h in pairs])
    host_table, origin_table, sd = _places(scenario, abroad, pay, natives, note)
    terms = _terms(scenario, abroad, pay, origin_table)
    corridor_table, trades, providers = _corridors(scenario, abroad, terms, stay, trade_pay, note)
    return Start(
        host_names=hosts, origin_names=origins, hosts=host_table, origins=origin_table, corridors=corridor_table,
        corridor_trades=trades, providers=providers, terms=terms, native_people=natives, native_trades=posts,
        trade_pay=trade_pay, stay=stay, consumption_level=origin_table["median_consumption"].copy(), consumption_sd=sd,
        adults_abroad=np.array([abroad[pair] for pair in pairs]),
        ages_migrant=people.ages_of_migrants(scenario.world.migrant_ages),
        firm_rows_per=scenario.run.firm_rows_per, row_power=scenario.run.row_power,
        map_ages=scenario.world.migrant_ages_at_month_0 == "published",
        **_of_residents(scenario, note), **_of_homes(scenario, abroad, note), **_of_ways(scenario, pairs), notes=tuple(notes),
    )  # fmt: skip


def _of_residents(scenario: Scenario, note: Note) -> dict[str, Numbers]:
    """Distributions of hosts' residents and the vacancies of their trades."""
    hosts, year = scenario.hosts, places.year_of(scenario)
    force = [places.labour_force(h, year) for h in hosts]
    return {
        "native_women": np.array([w / (m + w) for m, w in force]),
        "native_schooling": np.array([people.schooling(h, year, SCHOOLING_SD) for h in hosts]),
        "ages_native": np.array([people.ages_of(h, year, scenario.world.ages_at_start) for h in hosts]),
        "women_pay_ratio": np.array([places.women_pay(scenario, h, scenario.host(h), note) for h in hosts]),
        "vacant": np.array([places.by_trade(scenario.host(h).vacancies) for h in hosts]),
    }


def _of_homes(scenario: Scenario, abroad: Abroad, note: Note) -> dict[str, Numbers]:
    """Distributions of people and households at the origins."""
    origins, year = scenario.origins, places.year_of(scenario)
    sheets = [scenario.origin(o) for o in origins]
    both = list(zip(origins, (float(sheet.schooling_sd or SCHOOLING_SD) for sheet in sheets), strict=True))
    more = [float(sheet.migrants_more_schooling or 0.0) for sheet in sheets]
    homes = np.array([_home(scenario, o) for o in origins])
    return {
        "catchment": np.array([_catchment(scenario, o, abroad) for o in origins]),
        "ages_home": np.array([people.ages_of(o, year, scenario.world.ages_at_start) for o in origins]),
        "schooling_home": np.array([people.schooling(o, year, sd) for o, sd in both]),
        "schooling_migrant": np.array([people.schooling(o, year, sd, m) for (o, sd), m in zip(both, more, strict=True)]),
        "household_adults": homes[:, 0], "household_children": homes[:, 1], "household_elders": homes[:, 2],
        "home_pay_women": np.array([_women_at_home(scenario, o, note) for o in origins]),
        "borrow_share": np.array([float(sheet.borrow_share or 0.0) for sheet in sheets]),
        "not_followed": np.array([_not_followed(scenario, o) for o in origins]),
    }  # fmt: skip


def _of_ways(scenario: Scenario, pairs: list[tuple[str, str]]) -> dict[str, Numbers]:
    """Statuses, ways into the irregular situation and routes, by corridor."""
    return {
        "statuses": np.array([ways.statuses(scenario, o, h) for o, h in pairs]),
        "ways_irregular": np.array([ways.ways(scenario, o, h) for o, h in pairs]),
        "routes": np.array([ways.routes(scenario, o, h) for o, h in pairs]),
        "labour_force_abroad": np.array([float(scenario.host(h).labour_force_share or 0.0) for _, h in pairs]),
    }


def _women_at_home(scenario: Scenario, origin: str, note: Note) -> float:
    pay = home_pay(scenario, origin, note)
    return pay.women / pay.men


def _home(scenario: Scenario, origin: str) -> tuple[float, float, float]:
    """Mean adults, children and elders of a household; adults who are not followed live there as elders do."""
    adults, children, elders = people.household(origin, places.year_of(scenario), _household_size(scenario, origin))
    followed = scenario.origin(origin).followed_adults or adults
    return followed, children, elders + max(0.0, adults - followed)


def _not_followed(scenario: Scenario, origin: str) -> float:
    adults = people.household(origin, places.year_of(scenario), _household_size(scenario, origin))[0]
    return max(0.0, 1.0 - (scenario.origin(origin).followed_adults or adults) / adults)


def _household_size(scenario: Scenario, origin: str) -> float:
    told = scenario.origin(origin).household_size
    return told if told is not None else published.household_size(origin)


def _natives(scenario: Scenario, host: str, abroad: Abroad) -> float:
    """Residents in the labour force other than the corridors' migrants."""
    sheet = scenario.host(host)
    if not sheet.natives_in_market:
        return 0.0
    if sheet.residents is not None:
        return sheet.residents
    force = sum(places.labour_force(host, places.year_of(scenario)))
    return force - float(sheet.labour_force_share or 0.0) * sum(abroad[o, host] for o in scenario.origins)


def _posts(scenario: Scenario, host: str, abroad: Abroad) -> Numbers:
    """Posts by trade: as given, else as the migrants' trades (where natives are outside the market)."""
    told = scenario.host(host).posts
    if told:
        return people.shares(places.by_trade(told))
    made = np.zeros(7)
    for origin in scenario.origins:
        if abroad[origin, host] > 0:
            men, women = ways.mix(scenario, origin, host)
            part = ways.women_share(scenario, origin, host)
            made += abroad[origin, host] * ((1.0 - part) * men + part * women)
    return people.shares(made)


def _mean_pay(scenario: Scenario, host: str, abroad: Abroad) -> float:
    """Mean pay of the market: natives', or the migrants' where natives are outside it."""
    sheet = scenario.host(host)
    if sheet.mean_pay is not None:
        return sheet.mean_pay
    paid = [(abroad[o, host], float(scenario.corridor(o, host).pay or 0.0)) for o in scenario.origins]
    if not sheet.natives_in_market and any(pay > 0 for _, pay in paid):
        return sum(n * pay for n, pay in paid) / sum(n for n, pay in paid if pay > 0)
    return places.mean_pay(scenario, host)


def _catchment(scenario: Scenario, origin: str, abroad: Abroad) -> float:
    """Adults at home for each adult abroad: so many that enough of them may go, at most the nation's."""
    people_abroad = sum(abroad[origin, host] for host in scenario.hosts)
    told = scenario.origin(origin).catchment_people
    if scenario.origin(origin).posts_are_budgets:
        told = counted_at_home(scenario, origin)
    if told:
        return told / max(people_abroad, 1.0)
    at_home = people.adults(origin, places.year_of(scenario))
    may_go = (1.0 + ways.may_go_women(scenario, origin, abroad)) / 2.0
    return min(scenario.run.home_per_migrant / may_go, at_home / max(people_abroad, 1.0))


def _part_of_nation(scenario: Scenario, origin: str, abroad: Abroad) -> float:
    """Share of the nation's adults who are in this world's catchment at home; a profession is counted whole."""
    if scenario.origin(origin).posts_are_budgets:
        return 1.0
    counted = _catchment(scenario, origin, abroad) * sum(abroad[origin, host] for host in scenario.hosts)
    return min(1.0, counted / people.adults(origin, places.year_of(scenario)))


def _places(scenario: Scenario, abroad: Abroad, pay: Numbers, natives: Numbers,
            note: Note) -> tuple[Table, Table, Numbers]:  # fmt: skip
    hosts, origins = HOST.blank(len(scenario.hosts)), ORIGIN.blank(len(scenario.origins))
    for row, host in enumerate(scenario.hosts):
        places.fill_host(hosts, row, scenario, host, pay[row], natives[row])
    sd = np.zeros(len(scenario.origins))
    for row, origin in enumerate(scenario.origins):
        may_go = ways.may_go_women(scenario, origin, abroad)
        part = _part_of_nation(scenario, origin, abroad)
        sd[row] = fill_origin(origins, row, scenario, origin, may_go, part, note)
    return hosts, origins, sd


def _corridors(scenario: Scenario, abroad: Abroad, terms: Terms, stay: Numbers, trade_pay: Numbers,
               note: Note) -> tuple[Table, Table, Table]:  # fmt: skip
    count = len(scenario.origins) * len(scenario.hosts)
    corridors, trades = CORRIDOR.blank(count), CORRIDOR_TRADE.blank(count * 7)
    providers = PROVIDER.blank(count * codes.PROVIDERS_PER_CORRIDOR)
    for row, (origin, host) in enumerate((o, h) for o in scenario.origins for h in scenario.hosts):
        open_here = scenario.corridor(origin, host).open
        ways.fill_corridor(corridors, row, scenario, origin, host, abroad[origin, host])
        items = float(terms.corridors["official_items"][row]) / 100.0
        ways.fill_trades(trades, row, scenario, origin, host, items, trade_pay[row % len(scenario.hosts)])
        ways.learned_from_terms(corridors, row, terms.corridors, terms.hosts, stay[row])
        fee, margin = sending.prices(scenario, origin, host, note) if open_here else (0.0, 0.0)
        sending.fill_providers(providers, row, scenario, fee, margin, open_here)
    return corridors, trades, providers


def _terms(scenario: Scenario, abroad: Abroad, pay: Numbers, origin_table: Table) -> Terms:
    """Base terms: what follows from data, then what the scenario sets."""
    terms = blank_terms(len(scenario.hosts), len(scenario.origins))
    for h, host in enumerate(scenario.hosts):
        write_terms(terms.hosts, h, HOST_TERMS, places.derived_terms(scenario, host, pay[h]))
        write_terms(terms.hosts, h, HOST_TERMS, scenario.terms("hosts", host))
        for part, name in enumerate(TRADES):
            write_terms(terms.trades, h * 7 + part, TRADE_TERMS, scenario.terms("trades", host, name))
        for part, name in enumerate(STATUSES):
            write_terms(terms.statuses, h * 7 + part, STATUS_TERMS, scenario.terms("statuses", host, name))
    for o, origin in enumerate(scenario.origins):
        terms.origins["training_places"][o] = origin_table["training_places"][o] * 12.0
        write_terms(terms.origins, o, ORIGIN_TERMS, scenario.terms("origins", origin))
        for h, host in enumerate(scenario.hosts):
            row = o * len(scenario.hosts) + h
            terms.corridors["quota"][row] = _quota(scenario, origin, host, abroad)
            write_terms(terms.corridors, row, CORRIDOR_TERMS, scenario.terms("corridors", f"{origin}-{host}"))
    return terms


def _quota(scenario: Scenario, origin: str, host: str, abroad: Abroad) -> float:
    """Places of a corridor: its part of the host's visas by stock, or a multiple of its own stock."""
    sheet = scenario.host(host)
    if sheet.quota_over_stock is not None:
        return sheet.quota_over_stock * abroad[origin, host]
    whole = sum(abroad[o, host] for o in scenario.origins)
    return float(sheet.visa_places or 0.0) * abroad[origin, host] / whole if whole > 0 else 0.0
