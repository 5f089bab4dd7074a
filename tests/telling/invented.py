"""A world of invented rows that no rule has touched: enough to count, weigh and draw."""

from __future__ import annotations

import numpy as np

from remitsim.settings import Settings
from remitsim.world import codes, flows
from remitsim.world.cells import blank_cells, migrant_cell, native_cell
from remitsim.world.corridors import CORRIDOR, CORRIDOR_TRADE, PROVIDER
from remitsim.world.employers import EMPLOYER, MARKET, QUOTE
from remitsim.world.households import HOUSEHOLD, VILLAGE
from remitsim.world.ledger import Ledger
from remitsim.world.persons import NEVER, PERSON
from remitsim.world.places import HOST, ORIGIN
from remitsim.world.terms import blank_terms
from remitsim.world.world import World, new_clock

HOSTS, ORIGINS = ("XAA", "XBB"), ("YAA", "YBB", "YCC")
NATIVE_WEIGHT, ORIGIN_WEIGHTS = 50, (10, 20, 30)


def invented_world(people: int = 600, seed: int = 1) -> World:
    """Two hosts, three origins; ``people`` rows, a sixth natives, a third of the others abroad."""
    chance = np.random.default_rng(seed)
    hosts, origins = len(HOSTS), len(ORIGINS)
    cells = blank_cells([NATIVE_WEIGHT] * hosts, list(ORIGIN_WEIGHTS))
    world = World(
        hosts=HOST.blank(hosts), origins=ORIGIN.blank(origins), corridors=CORRIDOR.blank(hosts * origins),
        corridor_trades=CORRIDOR_TRADE.blank(hosts * origins * 7),
        providers=PROVIDER.blank(hosts * origins * codes.PROVIDERS_PER_CORRIDOR),
        markets=MARKET.blank(hosts * 7), quotes=QUOTE.blank(hosts * 7 * 4), employers=EMPLOYER.blank(hosts * 14),
        persons=PERSON.blank(people), households=HOUSEHOLD.blank(0), villages=VILLAGE.blank(origins),
        base_terms=blank_terms(hosts, origins), ledger=Ledger(cells, hosts + origins, hosts, origins),
        clock=new_clock(seed, 0, 0, hosts, origins), settings=Settings(), host_names=HOSTS, origin_names=ORIGINS,
    )  # fmt: skip
    world.hosts["weight"], world.origins["weight"] = NATIVE_WEIGHT, ORIGIN_WEIGHTS
    for name, line in (("line_300", 2_000), ("line_420", 4_000), ("line_830", 9_000)):
        world.origins[name] = line
    _people(world, chance)
    _homes(world, chance)
    _tables(world, chance)
    return world


def _people(world: World, chance: np.random.Generator) -> None:
    people, n = world.persons, len(world.persons)
    natives = n // 6
    world.hosts["persons"] = (natives // 2, natives - natives // 2)
    people["origin"], people["household"], people["corridor"], people["host"], people["employer"] = -1, -1, -1, -1, -1
    people["host"][:natives] = np.arange(natives) >= natives // 2
    people["origin"][natives:] = np.sort(chance.integers(0, 3, n - natives))
    movers = np.arange(n) >= natives
    abroad = movers & (chance.random(n) < 0.33)
    people["host"][abroad] = chance.integers(0, 2, abroad.sum())
    people["place"] = np.where(movers & ~abroad, codes.AT_HOME, codes.ABROAD)
    people["status"] = np.where(abroad, chance.integers(1, 6, n), np.where(movers, codes.NO_STATUS, codes.NATIVE))
    people["corridor"][abroad] = people["origin"][abroad] * 2 + people["host"][abroad]
    people["how_irregular"] = np.where(people["status"] == codes.IRREGULAR, chance.integers(1, 5, n), 0)
    for name, top in (("sex", 2), ("schooling", 3), ("trade", 7), ("route", 6)):
        people[name] = chance.integers(0, top, n)
    people["trained_trade"], people["month_applied"], people["returned_month"] = -1, NEVER, NEVER
    people["age"], people["trips"] = chance.integers(216, 780, n), abroad
    people["weight"] = np.where(movers, np.array(ORIGIN_WEIGHTS)[people["origin"]], NATIVE_WEIGHT)
    people["months_abroad"] = np.where(abroad, chance.integers(0, 200, n), 0)
    people["home_pay"] = chance.integers(5_000, 40_000, n)
    _purses(world, chance, abroad)
    hosts = len(world.hosts)
    for i, person in enumerate(people):
        native = person["origin"] < 0
        person["cell"] = native_cell(person["host"], person["sex"]) if native else migrant_cell(
            hosts, person["origin"], person["host"], person["sex"], person["status"])  # fmt: skip
        people["cell"][i] = person["cell"]


def _purses(world: World, chance: np.random.Generator, abroad: np.ndarray) -> None:
    people, n = world.persons, len(world.persons)
    works = (people["place"] == codes.ABROAD) & (chance.random(n) < 0.9)
    people["employer"] = np.where(works, 0, -1)
    people["contract"] = np.where(works, chance.integers(1, 3, n), 0)
    people["wage"] = np.where(works, chance.integers(40_000, 300_000, n), 0)
    people["net_pay"] = people["wage"] * 8 // 10
    people["marginal_product"] = people["wage"] * 1.2
    people["first_pay"] = np.where(abroad, chance.integers(40_000, 90_000, n), 0)
    people["bill_paid"] = np.where(abroad & (chance.random(n) < 0.8), chance.integers(10_000, 400_000, n), 0)
    people["sent"] = np.where(abroad & (chance.random(n) < 0.5), people["net_pay"] // 4, 0)
    people["sendings"] = people["sent"] > 0
    people["fees_paid"] = people["sent"] // 20
    people["received_home"] = people["sent"] - people["fees_paid"]
    people["debt"] = np.where(abroad & (chance.random(n) < 0.5), chance.integers(0, 200_000, n), 0)
    people["savings"] = chance.integers(0, 100_000, n)
    for name in ("bonded", "held", "unfree_recruitment", "duress", "cannot_leave"):
        people[name] = abroad & (chance.random(n) < 0.2)


def _homes(world: World, chance: np.random.Generator) -> None:
    movers = world.persons[world.movers()]
    pairs = np.arange(len(movers)) // 2 * 4 + movers["origin"]
    kinds, household = np.unique(pairs, return_inverse=True)
    world.households = HOUSEHOLD.blank(len(kinds))
    homes, n = world.households, len(kinds)
    homes["origin"] = kinds % 4
    homes["weight"] = np.array(ORIGIN_WEIGHTS)[homes["origin"]]
    world.persons["household"][world.movers()] = household
    homes["adults"] = np.bincount(household, minlength=n)
    homes["away"] = np.bincount(household, movers["place"] == codes.ABROAD, minlength=n)
    homes["at_home"] = homes["adults"] - homes["away"]
    homes["children"] = chance.integers(0, 4, n)
    homes["child_age"] = chance.integers(0, 216, (n, 4))
    homes["child_in_school"] = chance.integers(0, 2, (n, 4))
    homes["consumption"] = chance.integers(3_000, 60_000, n)
    homes["enterprise"], homes["money"] = chance.integers(0, 30_000, n), chance.integers(0, 30_000, n)
    homes["work_income"], homes["received_family"] = chance.integers(0, 40_000, n), chance.integers(0, 20_000, n)


def _tables(world: World, chance: np.random.Generator) -> None:
    menu = world.providers
    each = codes.PROVIDERS_PER_CORRIDOR
    kinds = np.array((0, 0, 1, 1, 1, 2, 2, 3, 4, 2))  # the last may enter, and has not
    menu["corridor"], menu["kind"] = np.arange(len(menu)) // each, np.tile(kinds, len(menu) // each)
    menu["lawful"] = menu["kind"] < 4
    menu["here"] = np.arange(len(menu)) % each < each - 1
    menu["fee"], menu["margin"] = chance.uniform(200, 900, len(menu)), chance.uniform(0.0, 0.05, len(menu))
    menu["sums"] = chance.uniform(0, 1e6, len(menu))
    world.markets["host"], world.markets["trade"] = np.arange(14) // 7, np.arange(14) % 7
    for name in ("posts_formal", "posts_informal", "vacancies", "employed", "hires"):
        world.markets[name] = chance.uniform(1, 100, 14)
    firms = world.employers
    firms["market"] = np.arange(len(firms)) // 2
    firms["sales_booked"], firms["profit"], firms["capital"] = 10**9, 10**7, 1e10
    for name in ("arrivals_legal", "exits", "attempts", "deaths_expected"):
        world.corridors[name] = chance.uniform(0, 50, len(world.corridors))


def invented_flows(world: World, seed: int = 1) -> np.ndarray:
    """A month of payments, (cells, flows) in cents, that touch every kind of flow."""
    chance = np.random.default_rng(seed)
    month = np.zeros((len(world.cells), flows.N_FLOWS), np.int64)
    sound = (world.ledger.payer_account >= 0) & (world.ledger.payee_account >= 0)
    month[sound] = chance.integers(0, 10**6, sound.sum())
    return month


def next_month(world: World, month: int, chance: np.random.Generator) -> None:
    """Set the clock and let wages, debts and consumption drift, so that lines in pictures are not flat."""
    world.start_month(month)
    for table, name in ((world.persons, "wage"), (world.persons, "debt"), (world.households, "consumption")):
        drift = 1.0 + chance.normal(0.003 if name != "debt" else -0.01, 0.01, len(table))
        table[name] = table[name] * drift
