"""A tiny world for sending and living: one host, one origin, two villages; every number made up."""

from __future__ import annotations

import numpy as np

from remitsim.luck import person_key
from remitsim.settings import Settings
from remitsim.world import codes
from remitsim.world.cells import blank_cells, household_cell, migrant_cell, native_cell
from remitsim.world.corridors import CORRIDOR, CORRIDOR_TRADE, PROVIDER
from remitsim.world.employers import EMPLOYER, MARKET, QUOTE
from remitsim.world.households import HOUSEHOLD, VILLAGE
from remitsim.world.ledger import Ledger
from remitsim.world.persons import PERSON
from remitsim.world.places import HOST, ORIGIN
from remitsim.world.terms import blank_terms
from remitsim.world.world import World, new_clock

NATIVES, HOMES, ADULTS = 20, 40, 3
STATUSES = (codes.TEMPORARY_TIED, codes.IRREGULAR, codes.PERMANENT, codes.TEMPORARY_FREE)


def money_world(seed: int = 1) -> World:
    """Forty homes of three adults, one of them abroad in every home but the last ten; random but the same each time."""
    draw = np.random.default_rng(seed)
    hosts, origins = HOST.blank(1), ORIGIN.blank(1)
    hosts["persons"], hosts["mean_pay"], hosts["weight"] = NATIVES, 150_000, 7
    _fill_origin(origins)
    corridors = CORRIDOR.blank(1)
    corridors["open"] = 1
    corridors["people"] = 100.0
    markets = MARKET.blank(7)
    markets["formal_pay"] = [100.0, 100.0, 100.0, 100.0, 100.0, 150.0, 180.0]
    return World(
        hosts, origins, corridors, CORRIDOR_TRADE.blank(7), _providers(), markets, QUOTE.blank(28), EMPLOYER.blank(1),
        np.concatenate([_natives(draw), _movers(draw)]), _homes(draw), _villages(), _terms(),
        Ledger(blank_cells([7], [3]), groups=2, hosts=1, origins=1), new_clock(seed, 1, 0, 1, 1), Settings(),
        ("HHH",), ("AAA",),
    )


def _fill_origin(origins: np.ndarray) -> None:
    origins["first_person"], origins["persons"], origins["weight"] = NATIVES, HOMES * ADULTS, 3
    origins["households"], origins["villages"] = HOMES, 2
    origins["subsistence"], origins["median_consumption"] = 2_100.0, 8_000.0
    origins["enrolment"], origins["school_cost"], origins["unemployment"] = 0.8, 800.0, 0.1


def _providers() -> np.ndarray:
    rows = PROVIDER.blank(9)
    rows["kind"] = [0, 0, 1, 1, 1, 2, 2, 3, 4]
    rows["lawful"] = [1] * 8 + [0]
    rows["here"] = 1
    rows["base_fee"] = rows["fee"] = [775, 675, 525, 475, 450, 375, 350, 325, 50]
    rows["base_margin"] = rows["margin"] = [0.03, 0.027, 0.021, 0.019, 0.018, 0.015, 0.014, 0.013, 0.025]
    rows["cost_fee"], rows["cost_margin"] = 200.0, 0.009
    rows["share"] = 1.0 / 9.0
    entrant = rows[6:7].copy()
    entrant["here"], entrant["entrant"], entrant["share"] = 0, 1, 0.0
    return np.concatenate([rows, entrant])


def _terms():
    terms = blank_terms(1, 1)
    terms.hosts["living_cost"], terms.hosts["indirect_tax"] = 30_000, 0.11
    terms.origins["home_pay"], terms.origins["home_work"], terms.origins["indirect_tax"] = 1.0, 1.0, 0.1
    terms.origins["school_cost"] = 1.0
    law = terms.corridors
    law["fee_scale"], law["margin_scale"], law["look"], law["site"] = 1.0, 1.0, 0.2, 0.3
    law["open_settled"][0] = (0.6, 1.0, 0.6, 0.5, 0.7)
    law["open_irregular"][0] = (0.15, 0.65, 0.15, 0.3, 0.7)
    law["open_tied"][0] = (0.4, 1.0, 0.35, 0.4, 0.7)
    law["open_receiving"][0] = (1.0, 1.0, 0.6, 0.5, 1.0)
    terms.statuses["account"] = [2, 2, 2, 2, 1, 0, 0]
    return terms


def _natives(draw: np.random.Generator) -> np.ndarray:
    rows = PERSON.blank(NATIVES)
    rows["status"], rows["place"] = codes.NATIVE, codes.ABROAD
    rows["origin"] = rows["household"] = rows["corridor"] = -1
    rows["weight"], rows["cell"] = 7, native_cell(0, 0)
    rows["savings"] = draw.integers(0, 900_000, NATIVES)
    rows["net_pay"] = np.minimum(rows["savings"], 120_000)
    rows["usual_pay"] = rows["habit"] = 120_000.0
    _keys(rows, 0)
    return rows


def _keys(rows: np.ndarray, group: int) -> None:
    rows["group"], rows["index"] = group, np.arange(len(rows))
    rows["key"] = [person_key(group, i, 0) for i in range(len(rows))]


def _movers(draw: np.random.Generator) -> np.ndarray:
    rows = PERSON.blank(HOMES * ADULTS)
    rows["household"] = np.arange(len(rows)) // ADULTS
    rows["weight"], rows["host"], rows["corridor"], rows["provider"] = 3, -1, -1, -1
    rows["status"], rows["participates"], rows["works_home"] = codes.NO_STATUS, 1, 1
    rows["home_pay"] = draw.integers(12_000, 30_000, len(rows))
    rows["altruism"] = np.exp(0.7 * draw.standard_normal(len(rows))) * 0.6
    rows["loan_rate"] = 0.025
    rows["debt"] = draw.integers(0, 200_000, len(rows)) * (draw.random(len(rows)) < 0.4)
    rows["kin_debt"] = draw.integers(0, 50_000, len(rows)) * (draw.random(len(rows)) < 0.3)
    rows["saving_aim"] = 300_000
    _keys(rows, 1)
    abroad = (np.arange(len(rows)) % ADULTS == 0) & (rows["household"] < HOMES - 10)
    _send_abroad(rows, np.nonzero(abroad)[0], draw)
    rows["cell"] = [migrant_cell(1, 0, int(r["host"]), int(r["sex"]), int(r["status"])) for r in rows]
    return rows


def _send_abroad(rows: np.ndarray, who: np.ndarray, draw: np.random.Generator) -> None:
    rows["place"][who], rows["host"][who], rows["corridor"][who] = codes.ABROAD, 0, 0
    rows["status"][who] = [STATUSES[i % 4] for i in range(len(who))]
    rows["net_pay"][who] = draw.integers(0, 160_000, len(who)) * (draw.random(len(who)) < 0.9)
    rows["savings"][who] = rows["net_pay"][who] + draw.integers(0, 400_000, len(who))
    joined = who[::5]
    rows["family_here"][joined], rows["joined_adults"][joined], rows["children_here"][joined] = 1, 1, 1


def _homes(draw: np.random.Generator) -> np.ndarray:
    rows = HOUSEHOLD.blank(HOMES)
    rows["village"] = np.arange(HOMES) % 2
    rows["cell"], rows["weight"] = household_cell(1, 1, 0), 3
    rows["key"] = [person_key(90, i, 0) for i in range(HOMES)]
    rows["first_person"], rows["adults"] = np.arange(HOMES) * ADULTS, ADULTS
    rows["children"] = draw.integers(0, 5, HOMES)
    rows["child_age"] = draw.integers(0, 216, (HOMES, 4))
    rows["money"] = draw.integers(0, 120_000, HOMES)
    rows["enterprise"] = draw.integers(0, 60_000, HOMES) * (draw.random(HOMES) < 0.4)
    rows["house"] = 5_000
    rows["food_debt"] = draw.integers(0, 20_000, HOMES) * (draw.random(HOMES) < 0.3)
    rows["other_income"] = 3_000
    rows["usual_income"] = rows["habit"] = rows["income_for_remitting"] = 30_000.0
    return rows


def _villages() -> np.ndarray:
    rows = VILLAGE.blank(2)
    rows["households"], rows["weight"], rows["pot"], rows["cell"] = HOMES // 2, 3, (123_457, 0), household_cell(1, 1, 0)
    rows["abroad"][:, 0] = 15.0
    return rows


def paid_again(world: World, month: int) -> None:
    """Begin another month, with the same pay for everyone abroad."""
    world.start_month(month)
    world.providers["sums"] = world.providers["sendings"] = 0.0
    persons = world.persons
    persons["savings"] += np.where(persons["place"] == codes.ABROAD, persons["net_pay"], 0)
