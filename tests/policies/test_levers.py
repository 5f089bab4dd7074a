"""What levers must do whatever the numbers: idle ones nothing, stricter ones no more, costs booked with a payer."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest

from remitsim.policies.assign import Assign
from remitsim.policies.enforcement import Border, ChecksOfPapers, LabourInspection
from remitsim.policies.home import HostShock, Shock
from remitsim.policies.pathways import Pathways
from remitsim.policies.policy import Policy
from remitsim.policies.recruitment_fees import AgencyRatings, FairLoans, RecruitmentFees
from remitsim.policies.regularisation import Regularisation
from remitsim.policies.remittance_costs import NewProvider, PapersNotAsked, PriceTransparency, RemittanceCap
from remitsim.policies.returns import AssistedReturn, ForcedReturn, ReturnHelp
from remitsim.policies.skills import SkillsPartnership
from remitsim.policies.sponsorship import Sponsorship
from remitsim.policies.work import Integration, Matching
from remitsim.world import codes, flows
from remitsim.world.world import World
from whole import at_month_0, differing, live, lived


def under(name: str, months: int, *policies: Policy) -> World:
    world = at_month_0(name)
    world.policies = policies
    return lived(world, months)


def booked(name: str, months: int, flow: int, *policies: Policy) -> int:
    """Cents that a flow moved over so many months."""
    world = at_month_0(name)
    world.policies = policies
    return sum(int(world.month_flows[:, flow].sum()) for _ in live(world, months))


@pytest.mark.parametrize(("name", "policy"), [
    ("spain", Border(budget=1.0)), ("spain", LabourInspection(budget=1.0)), ("spain", ChecksOfPapers(budget=1.0)),
    ("spain", Regularisation(places_a_month=0.0)), ("spain", ForcedReturn(target_share=0.0)),
    ("spain", AssistedReturn(to="a list", target_share=0.0)), ("spain", Integration(places_share=0.0)),
    ("spain", Pathways(multiple=1.0)), ("spain", Shock(home_pay=1.0)), ("spain", HostShock(demand=1.0)),
    ("gulf", RecruitmentFees(option="market")), ("nurses", SkillsPartnership(places_share=0.0)),
])  # fmt: skip
def test_no_budget_no_places_no_shock_change_nothing_to_the_cent(name: str, policy: Policy) -> None:
    assert differing(lived(at_month_0(name), 4), under(name, 4, policy)) == []


@pytest.mark.parametrize("option", ["employer pays", "ban at origin", "ban at destination", "ban at both ends", "ceiling"])
def test_a_rule_on_fees_that_nobody_enforces_is_the_market(option: str) -> None:
    unenforced = RecruitmentFees(option=option, audits="none")
    assert differing(lived(at_month_0("gulf"), 4), under("gulf", 4, unenforced)) == []


def test_always_is_free_whatever_each_status_says() -> None:
    always = under("gulf", 4, Sponsorship(may_change="always"))
    free = at_month_0("gulf")
    free.base_terms.hosts["grace_months"] = 0
    free.base_terms.hosts["may_change_employer"] = codes.CHANGE_ALWAYS
    assert differing(always, lived(free, 4)) == ["books"] or differing(always, free) == []


def test_a_lower_cap_never_raises_a_lawful_price() -> None:
    prices = []
    for cap in (0.2, 0.05, 0.03, 0.01):
        world = under("spain", 1, RemittanceCap(cap=cap, on="the menu's price of USD 200"))
        lawful = world.providers["lawful"] == 1
        prices.append((world.providers["fee"] + world.providers["margin"] * 20_000.0)[lawful])
    for dear, cheap in pairwise(prices):
        assert (cheap <= dear + 1e-9).all()


def admitted(world: World) -> float:
    return float(world.corridors["granted"].sum())


def test_more_places_never_admit_fewer_and_a_stricter_test_never_more() -> None:
    def granted(**fields: object) -> float:
        world = at_month_0("spain")
        world.policies = (Regularisation(**fields),)
        return sum(admitted(world) for _ in live(world, 2))

    by_places = [granted(places_a_month=places) for places in (1_000.0, 20_000.0, 200_000.0)]
    assert by_places == sorted(by_places) and by_places[-1] > 0
    loose = granted(places_a_month=1e7, after_months=0)
    tests: Iterable[dict[str, object]] = (
        {"after_months": 24}, {"before_months": 24}, {"work_months": 12}, {"only_trades": ("farm",)}, {"family": True},
        {"never_removed": True}, {"applies": "firm and worker together"},
    )  # fmt: skip
    for strict in tests:
        assert granted(**{"places_a_month": 1e7, "after_months": 0} | strict) <= loose


@pytest.mark.parametrize("name", ["spain", "gulf"])
def test_more_visas_place_no_fewer_recruits_in_the_first_month(name: str) -> None:
    placed, places = [], []
    for multiple in (0.0, 1.0, 2.0, 4.0):
        world = under(name, 1, Pathways(multiple=multiple))
        placed.append(float(world.corridor_trades["placed_now"].sum()))
        places.append(float(world.corridor_trades["places_now"].sum()))
    assert placed == sorted(placed) and (np.diff(places) >= -1e-6).all() and places[-1] > places[0]


def test_visas_that_ask_for_schooling_go_to_the_schooled() -> None:
    world = under("spain", 3, Pathways(multiple=4.0, schooling="tertiary"))
    new = (world.persons["route"] == codes.VISA) & (world.persons["months_abroad"] < 3)
    new &= (world.persons["place"] == codes.ABROAD) & (world.persons["origin"] >= 0) & (world.persons["trips"] > 0)
    assert (world.persons["schooling"][new] == codes.TERTIARY).all()


@pytest.mark.parametrize(("name", "flow", "policy"), [
    ("gulf", flows.AUDIT_ORIGIN, RecruitmentFees(option="ban at origin")),
    ("gulf", flows.AGENT_FINE_ORIGIN, RecruitmentFees(option="ban at both ends", fine=1.0, move_cost=1.5)),
    ("gulf", flows.ENFORCEMENT, RecruitmentFees(option="ban at destination")),
    ("gulf", flows.PROGRAMMES, AgencyRatings()), ("spain", flows.PROGRAMMES, PriceTransparency()),
    ("spain", flows.ACCESS_COST, PapersNotAsked()), ("spain", flows.PROGRAMMES, Integration(places_share=1.0)),
    ("nurses", flows.PROGRAMMES, Matching(months=24)), ("spain", flows.SHOCK_PAYOUT, Shock(payout=0.5)),
    ("spain", flows.REMOVALS, ForcedReturn(over_months=1)),
    ("spain", flows.ENFORCEMENT, ChecksOfPapers(budget=4.0)), ("spain", flows.ENFORCEMENT, LabourInspection(budget=4.0)),
    ("spain", flows.BENEFIT, HostShock(payout=True, demand=0.2)),
])  # fmt: skip
def test_what_a_policy_costs_is_booked(name: str, flow: int, policy: Policy) -> None:
    assert booked(name, 6, flow, policy) > booked(name, 6, flow)


def test_fair_loans_lower_interest_and_the_fund_bears_what_is_lost() -> None:
    world = under("gulf", 6, FairLoans(rate=0.0))
    people = world.persons
    new = (people["public_loan"] == 1) & (people["debt"] > 0)
    assert new.any() and (people["loan_rate"][new] == 0.0).all()


def test_a_budget_costs_the_same_whoever_is_found() -> None:
    world = at_month_0("spain")
    usual = float(world.corridors["usual_met"].sum()) * float(world.base_terms.hosts["street_cost"][0])
    before = booked("spain", 1, flows.ENFORCEMENT, LabourInspection(budget=0.0), Border(budget=0.0), ChecksOfPapers(budget=0.0))
    after = booked("spain", 1, flows.ENFORCEMENT, LabourInspection(budget=0.0), Border(budget=0.0), ChecksOfPapers(budget=3.0))
    assert usual > 0 and after - before == pytest.approx(3.0 * usual, rel=0.3)


def test_a_list_is_gone_through_in_its_months_and_within_its_money() -> None:
    start = at_month_0("spain")
    irregular = int(((start.persons["status"] == codes.IRREGULAR) & (start.persons["place"] == codes.ABROAD)).sum())
    gone = []
    for months in (1, 6):
        world = under("spain", months, ForcedReturn(target_share=0.6, over_months=6))
        gone.append(int((world.persons["returned_how"] == codes.REMOVED).sum()))
    assert gone[0] < gone[1] and gone[1] >= 0.5 * irregular
    poor = under("spain", 6, ForcedReturn(target_share=0.6, over_months=6, budget_usd=1.0))
    assert (poor.persons["returned_how"] == codes.REMOVED).sum() < gone[0] + gone[1]


def test_assisted_and_forced_lists_name_the_same_people() -> None:
    removed = under("spain", 1, ForcedReturn(over_months=1)).persons["returned_how"] == codes.REMOVED
    assisted = under("spain", 1, AssistedReturn(to="a list", over_months=1)).persons["returned_how"] == codes.ASSISTED
    assert removed.sum() > 5 and np.mean(assisted[removed]) > 0.8


@pytest.mark.parametrize("way", [AssistedReturn(to="a list", over_months=1),
                                 Assign(put="home", of_status=("irregular",), share=0.3, returned_as="assisted")])
def test_reintegration_is_paid_to_who_comes_home_assisted(way: Policy) -> None:
    helped = [under("spain", 1, way, ReturnHelp(grant_usd=5000.0, job_months=12, grant_into=into))
              for into in ("the purse", "an enterprise")]  # fmt: skip
    for world in helped:
        home = world.persons["weight"][world.persons["returned_how"] == codes.ASSISTED].sum()
        assert world.month_flows[:, flows.RETURN_GRANT].sum() == 500_000 * home > 0
        assert world.month_flows[:, flows.RETURN_JOB].sum() > 0
    assert helped[1].households["enterprise"].sum() > helped[0].households["enterprise"].sum()


def test_one_more_provider_comes_and_goes() -> None:
    world = at_month_0("spain")
    world.policies = (NewProvider(ends=2),)
    lived(world, 2)
    last = world.providers[world.providers["entrant"] == 1]
    assert (last["here"] == 1).all() and (last["fee"] <= 1.15 * last["cost_fee"] + 1e-9).all()
    lived(world, 1, first=2)
    assert (world.providers["here"][world.providers["entrant"] == 1] == 0).all()


def test_visas_that_follow_vacancies_do() -> None:
    world = at_month_0("spain")
    policy = Pathways(option="following vacancies", share_of_vacancies=0.1)
    world.policies = (policy,)
    lived(world, 4)
    flow = world.terms.corridors["quota_kind"] == codes.QUOTA_FLOW
    places = (world.terms.corridors["quota"] * world.corridors["legal_scale"])[flow]
    assert places.sum() / 12.0 == pytest.approx(0.1 * world.markets["vacancies"].sum(), rel=0.5)


def test_an_announced_permit_is_hoped_for_and_not_given_yet() -> None:
    world = under("spain", 3, Regularisation(starts=12, announced_months=12))
    assert (world.terms.hosts["expected"] == 1.0).all() and (world.terms.hosts["offer_status"] <= 0).all()
    assert world.terms.hosts["expected_wait"][0] == 10
