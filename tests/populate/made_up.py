"""Two small made-up worlds that every test may stand on: figures are round and belong to no country.

``spain_like``: one host with natives in the market, two origins, an irregular stock, a flow of visas.
``gulf_like``: one host without natives in the market, one origin, tied work, a stock quota.
"""

from __future__ import annotations

import copy
from functools import cache

import numpy as np

from remitsim.records import Table
from remitsim.settings import Settings
from remitsim.start import Start
from remitsim.world import codes
from remitsim.world.corridors import CORRIDOR, CORRIDOR_TRADE, PROVIDER
from remitsim.world.places import HOST, ORIGIN
from remitsim.world.terms import Terms, blank_terms
from remitsim.world.world import World

MEN = (0.10, 0.35, 0.15, 0.03, 0.30, 0.01, 0.06)  # trades of migrants
WOMEN = (0.05, 0.01, 0.08, 0.42, 0.38, 0.02, 0.04)
MENU = (1.55, 1.35, 1.05, 0.95, 0.90, 0.75, 0.70, 0.65)
KINDS = (codes.BANK, codes.BANK, codes.CASH, codes.CASH, codes.CASH, codes.DIGITAL, codes.DIGITAL, codes.MOBILE)


def spain_like_world(people: int = 2000, seed: int = 1, burn_in: int = 24) -> World:
    """A populated world of its own, free to be written to."""
    return copy.deepcopy(_populated("spain", people, seed, burn_in))


def gulf_like_world(people: int = 1000, seed: int = 1, burn_in: int = 24) -> World:
    """A populated world of its own, free to be written to."""
    return copy.deepcopy(_populated("gulf", people, seed, burn_in))


@cache
def _populated(which: str, people: int, seed: int, burn_in: int) -> World:
    from remitsim.populate import populate

    start = spain_like() if which == "spain" else gulf_like()
    return populate(start, Settings(), people, seed, burn_in)


def spain_like() -> Start:
    """One host, origins AAA (near, by sea) and BBB (far, same language)."""
    hosts, origins = _hosts(True), _origins(2)
    corridors = _corridors(2)
    corridors["stock"] = (60_000, 40_000)
    corridors["irregular_share"] = (0.3, 0.5)
    corridors["gone_share"] = 0.10
    corridors["family_share"] = (0.45, 0.35)
    corridors["irregular_bill"] = (200_000, 250_000)
    corridors["women_share"] = (0.35, 0.55)
    corridors["shares_language"] = (0, 1)
    corridors["readiness"], corridors["legal_scale"], corridors["hardship"] = 0.03, 1.0, 1.5
    terms = blank_terms(1, 2)
    _host_terms(terms, tied=False)
    _origin_terms(terms)
    _corridor_terms(terms)
    terms.corridors["quota_kind"] = codes.QUOTA_FLOW
    terms.corridors["quota"] = (2_000, 1_200)
    terms.corridors["visitor_open"] = 1
    terms.corridors["crossing_open"] = (1, 0)
    statuses = np.array([[0, 0.035, 0.315, 0.33, 0.02, 0.30, 0], [0, 0.025, 0.225, 0.24, 0.01, 0.50, 0]])
    ways = np.array([[0, 0.35, 0.55, 0, 0.10], [0, 0, 0.9, 0, 0.10]])
    return _start(hosts, origins, corridors, terms, statuses, ways, native_people=1_500_000.0)


def gulf_like() -> Start:
    """One host whose natives work for the state, origin AAA."""
    hosts, origins = _hosts(False), _origins(1)
    corridors = _corridors(1)
    corridors["stock"] = 120_000
    corridors["irregular_share"] = 0.05
    corridors["gone_share"] = 0.25
    corridors["family_share"] = 0.05
    corridors["bill"] = 135_000
    corridors["women_share"] = 0.15
    corridors["pay"] = 30_000
    corridors["readiness"], corridors["legal_scale"] = 0.0, 1.0
    terms = blank_terms(1, 1)
    _host_terms(terms, tied=True)
    _origin_terms(terms)
    _corridor_terms(terms)
    terms.corridors["quota_kind"] = codes.QUOTA_STOCK
    terms.corridors["quota"] = 120_000
    statuses = np.array([[0, 0, 0, 0, 0.95, 0.05, 0]])
    ways = np.array([[0, 0, 0.4, 0.6, 0]])
    return _start(hosts, origins, corridors, terms, statuses, ways, native_people=0.0)


def _hosts(natives: bool) -> Table:
    hosts = HOST.blank(1)
    hosts["natives_in_market"] = int(natives)
    hosts["mean_pay"] = 200_000 if natives else 30_000
    hosts["unemployment"] = 0.10 if natives else 0.02
    hosts["informal_share"] = 0.15 if natives else 0.0
    hosts["irregular_share"] = 0.0 if natives else 0.05
    hosts["gone_share"] = 0.0 if natives else 0.25
    hosts["nationals_pay_bill"] = 0.0 if natives else 20_000 * 60_000.0
    hosts["children"] = 0.4 if natives else 0.0
    hosts["productivity"], hosts["idle_worth"] = 1.0, 0.45
    hosts["informal_scale"] = 0.6 if natives else 1.0
    hosts["sponsor_trouble"] = 0.0 if natives else 8.0
    hosts["hardship"] = 0.0 if natives else 0.2
    hosts["normal_profit"], hosts["spending_share"] = 0.012, 0.59
    hosts["world_demand_elasticity"] = 0.1 if natives else 0.25
    return hosts


def _origins(number: int) -> Table:
    origins = ORIGIN.blank(number)
    origins["home_pay_men"] = (20_000, 26_000)[:number]
    origins["home_pay_women"] = (16_000, 25_000)[:number]
    origins["participation_men"] = 0.8
    origins["participation_women"] = (0.3, 0.55)[:number]
    origins["unemployment"] = 0.08
    origins["may_go_women"] = (0.54, 1.0)[:number] if number > 1 else 0.18
    origins["line_300"], origins["line_420"], origins["line_830"] = 3_500, 5_000, 10_000
    origins["subsistence"] = 2_100.0
    origins["median_consumption"] = (8_000.0, 10_000.0)[:number]
    origins["enrolment"] = 0.8
    origins["school_cost"] = 800.0
    origins["population"] = 10_000_000
    origins["premium_home"] = 1.6
    origins["rate_leaving"] = 0.02
    origins["posts_trained"] = 2_000
    origins["training_places"] = 20
    return origins


def _corridors(number: int) -> Table:
    corridors = CORRIDOR.blank(number)
    corridors["origin"] = np.arange(number)
    corridors["open"] = 1
    corridors["first_provider"] = np.arange(number) * codes.PROVIDERS_PER_CORRIDOR
    corridors["unseen_cost"] = 6.0
    corridors["renewed_share"] = 0.85
    corridors["route_share"] = 1.0
    return corridors


def _host_terms(terms: Terms, tied: bool) -> None:
    law = terms.hosts
    law["wage_floor"] = 0 if tied else 70_000
    law["income_tax"], law["income_tax_free"] = (0.0, 0) if tied else (0.22, 88_000)
    law["worker_contribution"], law["employer_contribution"] = (0.0, 0.02) if tied else (0.0635, 0.306)
    law["contribution_cap"] = 0 if tied else 380_000
    law["indirect_tax"] = 0.0 if tied else 0.11
    law["living_cost"] = 9_000 if tied else 48_000
    law["board_and_lodging"] = 8_000 if tied else 0
    law["found_at_work"], law["found_in_street"] = (0.004, 0.02) if tied else (0.004, 0.002)
    law["removed_if_found"], law["fine_months"] = 0.3, 6.0
    law["detention_share"], law["detention_months"] = 0.2, 1.0
    law["detention_cost"], law["supervision_cost"], law["appears"] = 300_000, 30_000, 0.9
    law["visit_cost"], law["street_cost"], law["border_cost"] = 15_000, 100_000, 300_000
    law["removal_cost"], law["sponsor_reports"] = 500_000, 0.8
    law["may_change_employer"] = codes.CHANGE_NEVER
    law["consent"], law["grace_months"] = 0.02, 3
    law["permit_firm"], law["permit_person"] = (35_000, 0) if tied else (20_000, 8_500)
    law["first_permit_months"], law["next_permit_months"] = (24, 24) if tied else (12, 24)
    law["contract_months"] = 24 if tied else 12
    law["settlement_months"], law["citizenship_months"] = (0, 0) if tied else (60, 120)
    law["citizenship_share"] = 0.0 if tied else 0.05
    law["renewal_past_work"], law["income_test"] = 0.35, 2.0 if tied else 0.6
    law["family_route"] = codes.FAMILY_INCOME_TEST
    law["benefit_rate"], law["benefit_cap"], law["benefit_months"] = (0.0, 0, 0) if tied else (0.65, 150_000, 12)
    law["insured_for_benefit"], law["credit_share"] = 12, 0.3
    law["care_cost"], law["health_cost"], law["school_service_cost"] = (3_000, 2_000, 5_000) if tied else (
        20_000, 14_000, 40_000)
    law["complaint_power"], law["recovery"], law["integration_price"] = 0.3, 0.7, 1.0
    law["offer_status"] = -1
    law["recognition"] = 0.6
    terms.trades["demand"], terms.trades["covered"], terms.trades["inspection"] = 1.0, 1, 1.0
    terms.trades["covered"][codes.CARE] = 0
    terms.trades["open_to_recruits"] = 1
    _status_terms(terms)


def _status_terms(terms: Terms) -> None:
    rights = terms.statuses
    rows = {name: np.array(row) for name, row in {
        "formal_work": (2, 2, 2, 2, 1, 0, 0), "change_employer": (2, 2, 2, 2, 1, 2, 0),
        "complain": (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0), "account": (2, 2, 2, 2, 1, 0, 0),
        "health": (1.0, 1.0, 1.0, 1.0, 0.2, 0.2, 0.0), "school": (1, 1, 1, 1, 0, 1, 0),
        "benefits": (1, 1, 1, 1, 0, 0, 0), "contributes": (1, 1, 1, 1, 1, 0, 0), "family": (2, 2, 1, 1, 1, 0, 0),
        "removed": (0, 0, 0, 1, 1, 2, 0), "absence_months": (-1, -1, 24, 0, 0, 0, 0),
        "renewable": (0, 0, 0, 1, 1, 0, 0),
    }.items()}  # fmt: skip
    for name, row in rows.items():
        rights[name] = row


def _origin_terms(terms: Terms) -> None:
    law = terms.origins
    law["home_pay"], law["home_work"], law["school_cost"], law["indirect_tax"] = 1.0, 1.0, 1.0, 0.1
    law["training_places"], law["tuition"], law["training_cost"], law["recognition"] = 240.0, 4_000, 8_000, 1.0


def _corridor_terms(terms: Terms) -> None:
    law = terms.corridors
    law["visa_open"] = 1
    law["official_items"], law["ticket"] = 40_000, 25_000
    law["true_pay_known"], law["loan_rate"] = 0.5, 0.025
    law["origin_audits"], law["host_audits"], law["audit_found"], law["audit_fine"] = 0.05, 0.05, 0.8, 3.0
    law["move_cost"] = 0.4
    law["smuggler_price"], law["visitor_money"] = 200_000, 150_000
    law["caught"], law["turned_back"], law["death"], law["tries"] = 0.35, 0.05, 0.003, 3
    law["readmission"] = 1.0
    law["fee_scale"], law["margin_scale"], law["look"] = 1.0, 1.0, 0.03
    law["open_settled"] = (0.6, 1.0, 0.6, 0.5, 0.7)
    law["open_irregular"] = (0.15, 0.65, 0.15, 0.3, 0.7)
    law["open_tied"] = (0.4, 1.0, 0.35, 0.4, 0.7)
    law["open_receiving"] = (1.0, 1.0, 0.6, 0.5, 1.0)


def _providers(number: int) -> Table:
    providers = PROVIDER.blank(number * codes.PROVIDERS_PER_CORRIDOR)
    mean = sum(MENU) / len(MENU)
    for corridor in range(number):
        for k in range(codes.PROVIDERS_PER_CORRIDOR):
            row = providers[corridor * codes.PROVIDERS_PER_CORRIDOR + k]
            lawful = k < len(MENU)
            row["corridor"], row["here"], row["lawful"] = corridor, 1, int(lawful)
            row["kind"] = KINDS[k] if lawful else codes.INFORMAL_CHANNEL
            row["base_fee"] = 480.0 * MENU[k] / mean if lawful else 50.0
            row["base_margin"] = 0.02 * MENU[k] / mean if lawful else 0.025
            row["fee"], row["margin"] = row["base_fee"], row["base_margin"]
            row["cost_fee"], row["cost_margin"] = 0.6 * row["fee"], 0.6 * row["margin"]
            if k == codes.PROVIDERS_PER_CORRIDOR - 1:
                row["here"], row["entrant"], row["lawful"], row["kind"] = 0, 1, 1, codes.DIGITAL
    return providers


def _corridor_trades(number: int, pay: float) -> Table:
    rows = CORRIDOR_TRADE.blank(number * codes.N_TRADES)
    rows["mix_men"], rows["mix_women"] = np.tile(MEN, number), np.tile(WOMEN, number)
    rows["margin"] = 95_000.0 if pay > 0 else 2_000.0
    rows["pay_target"] = np.tile((0.8, 1.0, 1.0, 0.75, 1.0, 2.2, 3.0), number) * pay
    return rows


def _start(
    hosts: Table, origins: Table, corridors: Table, terms: Terms, statuses: np.ndarray, ways: np.ndarray,
    native_people: float,
) -> Start:  # fmt: skip
    number = len(origins)
    posts = np.array([[0.055, 0.12, 0.16, 0.06, 0.35, 0.02, 0.235]])
    ratios = np.array([[0.62, 0.85, 0.86, 0.70, 0.77, 1.43, 1.60]])
    tied = native_people == 0
    years = np.arange(480) / 12.0
    stay = np.exp(-years / (3.0 if tied else 8.0))
    ages_migrant = np.interp(np.arange(18, 65), (18, 28, 40, 64), (0.6, 1.4, 1.0, 0.1))
    schooling = np.tile(np.array([[0.55, 0.30, 0.15], [0.60, 0.27, 0.13]]), (number, 1, 1))
    migrant = np.tile(np.array([[0.47, 0.35, 0.18], [0.50, 0.33, 0.17]]), (number, 1, 1))
    return Start(
        host_names=("HST",), origin_names=("AAA", "BBB")[:number], hosts=hosts, origins=origins,
        corridors=corridors, corridor_trades=_corridor_trades(number, 30_000.0 if tied else 0.0),
        providers=_providers(number), terms=terms, native_people=np.array([native_people]),
        native_women=np.array([0.43]), native_trades=posts, trade_pay=ratios / (posts * ratios).sum(),
        native_schooling=np.array([[[0.35, 0.35, 0.30], [0.33, 0.34, 0.33]]]), women_pay_ratio=np.array([0.8]),
        catchment=np.full(number, 8.0), adults_abroad=corridors["stock"].astype(float),
        ages_home=np.full((number, 2, 47), 1.0 / 47), ages_native=np.full((1, 2, 47), 1.0 / 47),
        ages_migrant=ages_migrant / ages_migrant.sum(), schooling_home=schooling, schooling_migrant=migrant,
        household_adults=np.array([2.8, 2.4])[:number], household_children=np.array([1.4, 1.2])[:number],
        household_elders=np.array([0.3, 0.2])[:number],
        home_pay_women=origins["home_pay_women"] / origins["home_pay_men"], statuses=statuses, ways_irregular=ways,
        stay=np.tile(stay / stay.sum(), (number, 1)), consumption_level=origins["median_consumption"].astype(float),
        consumption_sd=np.full(number, 0.75), borrow_share=np.full(number, 0.6), firm_rows_per=15.0, row_power=0.5,
        routes=np.ones((number, 6)), labour_force_abroad=np.full(number, 0.9),
    )  # fmt: skip
