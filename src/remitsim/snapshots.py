"""The month's figures of small tables: firms by trade, hosts, origins, corridors, transfer providers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.rules import loop, rule
from remitsim.world import codes, flows
from remitsim.world.world import World

Numbers = NDArray[np.float64]

FIRM_MEASURES = (
    "posts_formal", "posts_informal", "vacancies", "wanted_abroad", "approved_abroad", "employed", "employed_informal",
    "hires", "leavers", "seekers_formal", "seekers_informal",
    "sales_booked", "profit", "capital", "wage_bill", "labour", "heads", "price", "one",
)  # fmt: skip
(
    POSTS_FORMAL, POSTS_INFORMAL, VACANCIES, WANTED_ABROAD, APPROVED_ABROAD, EMPLOYED, EMPLOYED_INFORMAL,
    HIRES, LEAVERS, SEEKERS_FORMAL, SEEKERS_INFORMAL,
    SALES_BOOKED, PROFIT, CAPITAL, WAGE_BILL, LABOUR, HEADS, PRICE, FIRM_ONE,
) = range(len(FIRM_MEASURES))  # fmt: skip
HOST_MEASURES = (
    "output", "spending", "jobs", "jobs_informal", "labour_force", "unemployed", "treasury", "fund", "one",
)  # fmt: skip
(
    OUTPUT, SPENDING, JOBS, JOBS_INFORMAL, LABOUR_FORCE, UNEMPLOYED, TREASURY, FUND, HOST_ONE,
) = range(len(HOST_MEASURES))  # fmt: skip
ORIGIN_MEASURES = (
    "trained", "posts_trained", "training_places", "applicants_training", "population", "vacant_trained", "one",
)  # fmt: skip
(
    TRAINED, POSTS_TRAINED, TRAINING_PLACES, APPLICANTS_TRAINING, POPULATION, VACANT_TRAINED, ORIGIN_ONE,
) = range(len(ORIGIN_MEASURES))  # fmt: skip
CORRIDOR_MEASURES = (
    "people", "people_legal", "people_irregular", "asked_now", "room_visa", "arrivals_legal", "arrivals_irregular",
    "exits", "exits_irregular", "into_irregular", "out_of_irregular", "attempts", "caught", "deaths_expected",
    "deaths", "removed", "granted", "smuggler_price", "crossing_open", "margin", "margins",
)  # fmt: skip
(
    PEOPLE, PEOPLE_LEGAL, PEOPLE_IRREGULAR, ASKED_NOW, ROOM_VISA, ARRIVALS_LEGAL, ARRIVALS_IRREGULAR,
    EXITS, EXITS_IRREGULAR, INTO_IRREGULAR, OUT_OF_IRREGULAR, ATTEMPTS, CAUGHT, DEATHS_EXPECTED,
    DEATHS, REMOVED, GRANTED, SMUGGLER_PRICE, CROSSING_OPEN, MARGIN, MARGINS,
) = range(len(CORRIDOR_MEASURES))  # fmt: skip
SENDER_MEASURES = (
    "services", "price_200", "price_500", "cheapest", "cheapest_200", "cheapest_500", "sums", "sendings", "users",
    "sums_lawful", "sums_informal",
)  # fmt: skip
(
    SERVICES, PRICE_200, PRICE_500, CHEAPEST, CHEAPEST_200, CHEAPEST_500, SUMS, SENDINGS, USERS,
    SUMS_LAWFUL, SUMS_INFORMAL,
) = range(len(SENDER_MEASURES))  # fmt: skip
NEAREST = 3  # services that make the cheapest price
SLOTS_OF_HOST, SLOTS_OF_CORRIDOR = 1 + codes.N_TRADES, 1 + len(codes.PROVIDER_KINDS)


def of_firms(world: World) -> Numbers:
    """(hosts x 8, measures): each host whole, then by trade."""
    sums = np.zeros((len(world.hosts) * SLOTS_OF_HOST, len(FIRM_MEASURES)))
    look_at_firms(world.markets, world.employers, sums)
    return sums


def of_hosts(world: World) -> Numbers:
    """(hosts, measures), with the treasury's and the fund's balance."""
    sums = np.zeros((len(world.hosts), len(HOST_MEASURES)))
    look_at_hosts(world.hosts, world.ledger.of_sector(flows.TREASURY), world.ledger.of_sector(flows.FUND), sums)
    return sums


def of_origins(world: World) -> Numbers:
    """(origins, measures), with vacant posts for trained people."""
    sums = np.zeros((len(world.origins), len(ORIGIN_MEASURES)))
    look_at_origins(world.origins, sums)
    return sums


def of_corridors(world: World) -> Numbers:
    """(corridors, measures): counts of the month, the smuggler's price, the agents' margins over trades."""
    sums = np.zeros((len(world.corridors), len(CORRIDOR_MEASURES)))
    look_at_corridors(world.corridors, world.terms.corridors, world.corridor_trades, sums)
    return sums


def of_senders(world: World) -> Numbers:
    """(corridors x 6, measures): all providers of a corridor, then by kind; lawful services make the prices."""
    sums = np.zeros((len(world.corridors) * SLOTS_OF_CORRIDOR, len(SENDER_MEASURES)))
    look_at_senders(world.providers, world.terms.corridors, np.empty((2, NEAREST)), sums)
    return sums


@rule
def measure_market(market, row):
    """Posts, people and price of a market."""
    row[POSTS_FORMAL] = market.posts_formal
    row[POSTS_INFORMAL] = market.posts_informal
    row[VACANCIES] = market.vacancies
    row[WANTED_ABROAD] = market.wanted_abroad
    row[APPROVED_ABROAD] = market.approved_abroad
    row[EMPLOYED] = market.employed
    row[EMPLOYED_INFORMAL] = market.employed_informal
    row[HIRES] = market.hires
    row[LEAVERS] = market.leavers
    row[SEEKERS_FORMAL] = market.seekers_formal
    row[SEEKERS_INFORMAL] = market.seekers_informal
    row[PRICE] = market.price
    row[FIRM_ONE] = 1.0


@rule
def add_firm(firm, row):
    """Add a firm to its market."""
    row[SALES_BOOKED] += firm.sales_booked
    row[PROFIT] += firm.profit
    row[CAPITAL] += firm.capital
    row[WAGE_BILL] += firm.wage_bill
    row[LABOUR] += firm.labour
    row[HEADS] += firm.heads


@loop
def look_at_firms(markets, firms, sums):
    """Markets and their firms into ``sums`` (hosts x 8, measures), and each host's trades into its whole."""
    trades = SLOTS_OF_HOST - 1
    for m in range(len(markets)):
        measure_market(markets[m], sums[m // trades * SLOTS_OF_HOST + 1 + m % trades])
    for f in range(len(firms)):
        market = firms[f].market
        add_firm(firms[f], sums[market // trades * SLOTS_OF_HOST + 1 + market % trades])
    for m in range(len(markets)):
        whole = m // trades * SLOTS_OF_HOST
        for k in range(sums.shape[1]):
            sums[whole, k] += sums[whole + 1 + m % trades, k]


@loop
def look_at_hosts(hosts, treasuries, funds, sums):
    """Hosts and balances in cents (hosts) into ``sums`` (hosts, measures)."""
    for i in range(len(hosts)):
        host, row = hosts[i], sums[i]
        row[OUTPUT] = host.output
        row[SPENDING] = host.spending
        row[JOBS] = host.jobs
        row[JOBS_INFORMAL] = host.jobs_informal
        row[LABOUR_FORCE] = host.labour_force
        row[UNEMPLOYED] = host.unemployed
        row[TREASURY] = treasuries[i]
        row[FUND] = funds[i]
        row[HOST_ONE] = 1.0


@loop
def look_at_origins(origins, sums):
    """Origins into ``sums`` (origins, measures)."""
    for i in range(len(origins)):
        origin, row = origins[i], sums[i]
        filled = origin.in_posts if origin.budgets == 1 else origin.trained
        row[TRAINED] = origin.trained
        row[POSTS_TRAINED] = origin.posts_trained
        row[TRAINING_PLACES] = origin.training_places
        row[APPLICANTS_TRAINING] = origin.applicants_training
        row[POPULATION] = origin.population
        row[VACANT_TRAINED] = max(0.0, origin.posts_trained - filled)
        row[ORIGIN_ONE] = 1.0


@rule
def measure_corridor(corridor, row):
    """Counts of the month in a corridor."""
    row[PEOPLE] = corridor.people
    row[PEOPLE_LEGAL] = corridor.people_legal
    row[PEOPLE_IRREGULAR] = corridor.people_irregular
    row[ASKED_NOW] = corridor.asked_now
    row[ROOM_VISA] = corridor.room_visa
    row[ARRIVALS_LEGAL] = corridor.arrivals_legal
    row[ARRIVALS_IRREGULAR] = corridor.arrivals_irregular
    row[EXITS] = corridor.exits
    row[EXITS_IRREGULAR] = corridor.exits_irregular
    row[INTO_IRREGULAR] = corridor.into_irregular
    row[OUT_OF_IRREGULAR] = corridor.out_of_irregular
    row[ATTEMPTS] = corridor.attempts
    row[CAUGHT] = corridor.caught
    row[DEATHS_EXPECTED] = corridor.deaths_expected
    row[DEATHS] = corridor.deaths
    row[REMOVED] = corridor.removed
    row[GRANTED] = corridor.granted


@loop
def look_at_corridors(corridors, terms, corridor_trades, sums):
    """Corridors, their terms and trades into ``sums`` (corridors, measures)."""
    for i in range(len(corridors)):
        row = sums[i]
        measure_corridor(corridors[i], row)
        if terms[i].crossing_open == 1 and corridors[i].open == 1:
            row[SMUGGLER_PRICE] = terms[i].smuggler_price
            row[CROSSING_OPEN] = 1.0
    for t in range(len(corridor_trades)):
        trade, row = corridor_trades[t], sums[t // codes.N_TRADES]
        row[MARGIN] += trade.margin * trade.placed_now
        row[MARGINS] += trade.placed_now


@rule
def price_of(provider, principal, cap):
    """Price of sending ``principal`` cents, as a share of it, any cap (0: none) in force."""
    price = provider.fee / principal + provider.margin
    return min(price, cap) if cap > 0 and provider.lawful == 1 else price


@rule
def add_provider(provider, row):
    """Add what went through a provider this month."""
    informal = provider.kind == codes.INFORMAL_CHANNEL
    row[SUMS] += provider.sums
    row[SENDINGS] += provider.sendings
    row[USERS] += provider.users
    row[SUMS_LAWFUL] += 0.0 if informal else provider.sums
    row[SUMS_INFORMAL] += provider.sums if informal else 0.0


@rule
def put_in_order(least, price):
    """Keep a price among the cheapest so far, the cheapest first."""
    for place in range(len(least)):
        if price < least[place]:
            least[place], price = price, least[place]


@rule
def mean_of_least(least, found):
    """Mean of the cheapest found; 0 where there is none."""
    total = 0.0
    for place in range(min(found, len(least))):
        total += least[place]
    return total / max(min(found, len(least)), 1)


@loop
def look_at_senders(providers, terms, least, sums):
    """Providers into ``sums`` (corridors x 6, measures); ``least`` (2, cheapest kept) is scratch."""
    each = codes.PROVIDERS_PER_CORRIDOR
    for corridor in range(len(terms)):
        whole, cap = sums[corridor * SLOTS_OF_CORRIDOR], terms[corridor].cap_each
        services = 0
        least[:] = np.inf
        for p in range(corridor * each, (corridor + 1) * each):
            provider = providers[p]
            row = sums[corridor * SLOTS_OF_CORRIDOR + 1 + provider.kind]
            add_provider(provider, row)
            if provider.here == 1 and provider.lawful == 1:
                price_200, price_500 = price_of(provider, 20_000, cap), price_of(provider, 50_000, cap)
                services += 1
                row[SERVICES] += 1.0
                row[PRICE_200] += price_200
                row[PRICE_500] += price_500
                put_in_order(least[0], price_200)
                put_in_order(least[1], price_500)
        for kind in range(1, SLOTS_OF_CORRIDOR):
            for k in range(len(whole)):
                whole[k] += sums[corridor * SLOTS_OF_CORRIDOR + kind, k]
        whole[CHEAPEST] = 1.0 if services > 0 else 0.0
        whole[CHEAPEST_200] = mean_of_least(least[0], services)
        whole[CHEAPEST_500] = mean_of_least(least[1], services)
