"""The month's figures of small tables: firms by trade, hosts, origins, corridors, transfer providers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.world import codes, flows
from remitsim.world.world import World

Numbers = NDArray[np.float64]

MARKET_FIELDS = (
    "posts_formal", "posts_informal", "vacancies", "wanted_abroad", "approved_abroad", "employed", "employed_informal",
    "hires", "leavers", "seekers_formal", "seekers_informal",
)  # fmt: skip
FIRM_FIELDS = ("sales_booked", "profit", "capital", "wage_bill", "labour", "heads")
FIRM_MEASURES = (*MARKET_FIELDS, *FIRM_FIELDS, "price", "one")
HOST_FIELDS = ("output", "spending", "jobs", "jobs_informal", "labour_force", "unemployed")
HOST_MEASURES = (*HOST_FIELDS, "treasury", "fund", "one")
ORIGIN_FIELDS = ("trained", "posts_trained", "training_places", "applicants_training", "population")
ORIGIN_MEASURES = (*ORIGIN_FIELDS, "vacant_trained", "one")
CORRIDOR_FIELDS = (
    "people", "people_legal", "people_irregular", "asked_now", "room_visa", "arrivals_legal", "arrivals_irregular",
    "exits", "exits_irregular", "into_irregular", "out_of_irregular", "attempts", "caught", "deaths_expected",
    "deaths", "removed", "granted",
)  # fmt: skip
CORRIDOR_MEASURES = (*CORRIDOR_FIELDS, "smuggler_price", "crossing_open", "margin", "margins")
SENDER_MEASURES = (
    "services", "price_200", "price_500", "cheapest", "cheapest_200", "cheapest_500", "sums", "sendings", "users",
    "sums_lawful", "sums_informal",
)  # fmt: skip
CHEAPEST = 3


def of_firms(world: World) -> Numbers:
    """(hosts x 8, measures): each host whole, then by trade."""
    markets, firms = world.markets, world.employers
    parts = [markets[name].astype(float) for name in MARKET_FIELDS]
    parts += [np.bincount(firms["market"], firms[name], len(markets)) for name in FIRM_FIELDS]
    parts += [markets["price"].astype(float), np.ones(len(markets))]
    by_trade = np.stack(parts, axis=1).reshape(len(world.hosts), codes.N_TRADES, -1)
    whole = by_trade.sum(axis=1, keepdims=True)
    return np.concatenate([whole, by_trade], axis=1).reshape(-1, len(FIRM_MEASURES))


def of_hosts(world: World) -> Numbers:
    """(hosts, measures), with the treasury's and the fund's balance."""
    parts = [world.hosts[name].astype(float) for name in HOST_FIELDS]
    parts += [world.ledger.of_sector(sector).astype(float) for sector in (flows.TREASURY, flows.FUND)]
    return np.stack([*parts, np.ones(len(world.hosts))], axis=1)


def of_origins(world: World) -> Numbers:
    """(origins, measures), with vacant posts for trained people."""
    parts = [world.origins[name].astype(float) for name in ORIGIN_FIELDS]
    filled = np.where(world.origins["budgets"] == 1, world.origins["in_posts"], world.origins["trained"])
    vacant = np.maximum(0.0, world.origins["posts_trained"] - filled)
    return np.stack([*parts, vacant, np.ones(len(world.origins))], axis=1)


def of_corridors(world: World) -> Numbers:
    """(corridors, measures): counts of the month, the smuggler's price, the agents' margins over trades."""
    terms = world.terms.corridors
    crossing = (terms["crossing_open"] == 1) & (world.corridors["open"] == 1)
    margins = world.corridor_trades["margin"] * world.corridor_trades["placed_now"]
    parts = [world.corridors[name].astype(float) for name in CORRIDOR_FIELDS]
    parts += [np.where(crossing, terms["smuggler_price"], 0).astype(float), crossing.astype(float)]
    parts += [_by_corridor(margins), _by_corridor(world.corridor_trades["placed_now"])]
    return np.stack(parts, axis=1)


def _by_corridor(by_trade: Numbers) -> Numbers:
    summed: Numbers = by_trade.reshape(-1, codes.N_TRADES).sum(axis=1)
    return summed


def prices(world: World, principal: int) -> Numbers:
    """Price of sending ``principal`` cents by each provider, as a share of it, caps in force."""
    menu = world.providers
    price = menu["fee"] / principal + menu["margin"]
    cap = world.terms.corridors["cap_each"][menu["corridor"]]
    capped: Numbers = np.where((cap > 0) & (menu["lawful"] == 1), np.minimum(price, cap), price)
    return capped


def of_senders(world: World) -> Numbers:
    """(corridors x 6, measures): all providers of a corridor, then by kind; lawful services make the prices."""
    menu = world.providers
    counts = ((menu["here"] == 1) & (menu["lawful"] == 1)).astype(float)
    price_200, price_500 = prices(world, 20_000), prices(world, 50_000)
    nothing = np.zeros(len(menu))
    informal = menu["kind"] == codes.INFORMAL_CHANNEL
    sums = menu["sums"].astype(float)
    columns = [
        counts, counts * price_200, counts * price_500, nothing, nothing, nothing, sums, menu["sendings"],
        menu["users"], np.where(informal, 0.0, sums), np.where(informal, sums, 0.0),
    ]  # fmt: skip
    values = np.stack(columns, axis=1)
    by_kind = np.zeros((len(world.corridors), 1 + len(codes.PROVIDER_KINDS), values.shape[1]))
    np.add.at(by_kind, (menu["corridor"], 1 + menu["kind"]), values)
    by_kind[:, 0] = by_kind[:, 1:].sum(axis=1)
    for column, price in ((4, price_200), (5, price_500)):
        by_kind[:, 0, column] = _cheapest(np.where(counts > 0, price, np.inf), len(world.corridors))
    by_kind[:, 0, 3] = by_kind[:, 0, 0] > 0
    return by_kind.reshape(-1, values.shape[1])


def _cheapest(price: Numbers, corridors: int) -> Numbers:
    """Mean price of the three cheapest qualifying services of each corridor; 0 where there is none."""
    least = np.sort(price.reshape(corridors, codes.PROVIDERS_PER_CORRIDOR), axis=1)[:, :CHEAPEST]
    counted = np.isfinite(least)
    mean: Numbers = np.where(counted, least, 0.0).sum(axis=1) / np.maximum(counted.sum(axis=1), 1)
    return mean
