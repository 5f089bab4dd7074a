"""A very small world of firms and people at work: one host, one origin, two trades with firms. Figures are round."""

from __future__ import annotations

import numpy as np

from remitsim.luck import person_key
from remitsim.settings import Settings
from remitsim.world import codes
from remitsim.world.cells import blank_cells, firm_cell, migrant_cell, native_cell
from remitsim.world.corridors import CORRIDOR, CORRIDOR_TRADE, PROVIDER
from remitsim.world.employers import EMPLOYER, MARKET, QUOTE
from remitsim.world.households import HOUSEHOLD, VILLAGE
from remitsim.world.ledger import Ledger
from remitsim.world.persons import PERSON
from remitsim.world.places import HOST, ORIGIN
from remitsim.world.terms import blank_terms
from remitsim.world.world import World, new_clock

TRADES = (codes.CONSTRUCTION, codes.SERVICES)
FIRMS = 3  # a trade
NATIVES, MIGRANTS, HOME = 60, 24, 6
NATIVE_WEIGHT, MIGRANT_WEIGHT = 100, 40
PAY = 150_000


def small_world(natives_in_market: bool = True, month: int = 5) -> World:
    """Twelve months after its start, with everyone at work who can be."""
    terms = _terms()
    ledger = Ledger(blank_cells([NATIVE_WEIGHT], [MIGRANT_WEIGHT]), 2, 1, 1)
    world = World(
        hosts=_hosts(natives_in_market), origins=ORIGIN.blank(1), corridors=CORRIDOR.blank(1),
        corridor_trades=CORRIDOR_TRADE.blank(7), providers=PROVIDER.blank(10), markets=_markets(),
        quotes=_quotes(), employers=_employers(), persons=_persons(natives_in_market), households=HOUSEHOLD.blank(1),
        villages=VILLAGE.blank(1), base_terms=terms, ledger=ledger, clock=new_clock(7, 1, month, 1, 1),
        settings=Settings(), host_names=("HST",), origin_names=("AAA",),
    )  # fmt: skip
    world.corridors["open"], world.corridors["renewed_share"], world.corridors["exit_rate"] = 1, 0.85, 0.008
    world.corridors["hardship"] = 1.0
    world.origins["subsistence"] = 2_000.0
    return world


def _hosts(natives_in_market: bool) -> np.ndarray:
    hosts = HOST.blank(1)
    hosts["natives_in_market"], hosts["weight"], hosts["persons"] = int(natives_in_market), NATIVE_WEIGHT, NATIVES
    hosts["firms"] = FIRMS * len(TRADES)
    hosts["productivity"], hosts["informal_scale"], hosts["idle_worth"] = 1.0, 0.5, 0.5
    hosts["mean_pay"], hosts["mean_net_pay"] = PAY, 0.8 * PAY
    hosts["world_demand_elasticity"] = 0.1
    return hosts


def _markets() -> np.ndarray:
    markets = MARKET.blank(7)
    markets["trade"] = np.arange(7)
    markets["demand"] = 1.0
    for k, trade in enumerate(TRADES):
        markets["first_firm"][trade], markets["firms"][trade] = k * FIRMS, FIRMS
    markets["reservation_formal"], markets["reservation_informal"] = 0.9 * PAY, 0.7 * PAY
    markets["formal_pay"] = markets["formal_pay_heads"] = PAY
    markets["recruit_pay"] = PAY
    return markets


def _quotes() -> np.ndarray:
    quotes = QUOTE.blank(28)
    quotes["chance"], quotes["offer"], quotes["separation"] = 0.13, 0.8 * PAY, 0.015
    return quotes


def _employers() -> np.ndarray:
    firms = EMPLOYER.blank(FIRMS * len(TRADES))
    for row, firm in enumerate(firms):
        firm["trade"] = firm["market"] = TRADES[row // FIRMS]
        firm["cell"] = firm_cell(1, 1, int(firm["market"]))
        firm["lawful"] = row % 2
        firm["productivity"] = 900.0 * (1.0 + 0.1 * (row % FIRMS))
        firm["informal_taste"] = 0.6 + 0.4 * (row % FIRMS)
        firm["start_labour"] = 1_200.0
        firm["capital"] = 1.2e10
    return firms


def _persons(natives_in_market: bool) -> np.ndarray:
    persons = PERSON.blank(NATIVES + MIGRANTS + HOME)
    for row, person in enumerate(persons):
        native, home = row < NATIVES, row >= NATIVES + MIGRANTS
        person["group"], person["index"] = int(not native), row
        person["key"] = person_key(int(person["group"]), row, 0)
        person["sex"], person["age"], person["ability"] = row % 2, 240 + 5 * row, 0.8 + 0.1 * (row % 5)
        person["weight"] = NATIVE_WEIGHT if native else MIGRANT_WEIGHT
        person["origin"], person["corridor"] = (-1, -1) if native else (0, -1 if home else 0)
        person["household"] = -1 if native else 0
        person["employer"] = person["left_employer"] = person["employer_owing"] = person["trained_trade"] = -1
        person["home_pay"], person["hardship"], person["savings"] = 20_000, 1.0, 200_000
        person["months_in_status"] = 10
        person["trade"] = TRADES[row % 2]
        if home:
            person["place"], person["host"], person["status"] = codes.AT_HOME, -1, codes.NO_STATUS
        else:
            person["place"], person["host"] = codes.ABROAD, 0
            _at_work(person, row, native, natives_in_market)
        place = 0 if home else 1
        person["cell"] = native_cell(0, row % 2) if native else migrant_cell(
            1, 0, place - 1, row % 2, int(person["status"]))
    return persons


def _at_work(person: np.void, row: int, native: bool, natives_in_market: bool) -> None:
    irregular = not native and row % 4 == 0
    with_papers = codes.TEMPORARY_FREE if natives_in_market else codes.TEMPORARY_TIED
    person["status"] = codes.NATIVE if native else codes.IRREGULAR if irregular else with_papers
    person["permit_left"], person["months_abroad"] = 12, 20
    if row % 10 == 9:
        person["months_idle"], person["insured_months"], person["last_pay"] = 0, 14, PAY
        return
    person["employer"] = (row % 2) * FIRMS + (row // 2) % FIRMS
    person["contract"] = codes.INFORMAL if irregular else codes.FORMAL
    person["contract_left"] = -1 if row % 3 else 1 + row % 24
    person["months_employed"], person["insured_months"] = row % 30, row % 30
    person["wage"] = int(PAY * person["ability"])


def _terms():
    terms = blank_terms(1, 1)
    law = terms.hosts
    law["wage_floor"], law["income_tax"], law["income_tax_free"] = 70_000, 0.22, 88_000
    law["worker_contribution"], law["employer_contribution"], law["contribution_cap"] = 0.0635, 0.306, 160_000
    law["living_cost"], law["board_and_lodging"], law["levy"] = 40_000, 8_000, 5_000
    law["found_at_work"], law["fine_months"], law["found_in_street"] = 0.004, 6.0, 0.002
    law["permit_firm"], law["first_permit_months"], law["next_permit_months"] = 20_000, 12, 24
    law["contract_months"], law["complaint_power"], law["recovery"] = 24, 0.3, 0.7
    law["benefit_rate"], law["benefit_cap"], law["benefit_months"], law["insured_for_benefit"] = 0.65, 150_000, 12, 12
    law["credit_share"], law["care_cost"], law["integration_price"] = 0.3, 20_000, 1.0
    terms.trades["demand"], terms.trades["covered"], terms.trades["inspection"] = 1.0, 1, 1.0
    terms.trades["open_to_recruits"] = 1
    rights = terms.statuses
    rights["complain"] = (1, 1, 1, 1, 1, 0, 0)
    rights["change_employer"] = (2, 2, 2, 2, 1, 2, 0)
    rights["health"] = (1, 1, 1, 1, 0.2, 0.2, 0)
    rights["benefits"], rights["contributes"] = (1, 1, 1, 1, 0, 0, 0), (1, 1, 1, 1, 1, 0, 0)
    terms.origins["home_pay"] = terms.origins["home_work"] = 1.0
    return terms
