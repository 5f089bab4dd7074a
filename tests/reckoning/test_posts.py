"""Posts: dearer kinds are opened less, floors bind the lawful, posts stay in their bounds."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from remitsim.reckoning import posts
from remitsim.settings.planning import Planning
from remitsim.settings.wages import Wages

PLANNING = SimpleNamespace(**Planning().model_dump())
WAGES = SimpleNamespace(**Wages().model_dump())
LAW = SimpleNamespace(wage_floor=120_000, employer_contribution=0.3, contribution_cap=160_000, levy=5_000,
                      permit_firm=24_000, first_permit_months=24, board_and_lodging=8_000)
costs = st.floats(1e3, 1e6)


@given(costs, costs, st.floats(0, 1e5))
def test_a_dearer_informal_post_is_opened_less(formal: float, informal: float, more: float) -> None:
    share = posts.share_informal(formal, informal, PLANNING)
    assert 0.0 <= posts.share_informal(formal, informal + more, PLANNING) <= share <= 1.0


def test_the_floor_binds_the_lawful_only() -> None:
    market = SimpleNamespace(reservation_formal=60_000.0)
    lawful, other = SimpleNamespace(lawful=1), SimpleNamespace(lawful=0)
    asked = posts.formal_cost(other, market, LAW, 0.012, 1.0, PLANNING, WAGES)
    bound = posts.formal_cost(lawful, market, LAW, 0.012, 1.0, PLANNING, WAGES)
    assert asked < 1.3 * 120_000 < bound
    assert bound - asked == (120_000 - 60_000) * 1.3


def test_a_recruit_costs_pay_charges_hiring_and_bill_over_the_stay() -> None:
    market = SimpleNamespace(recruit_pay=100_000.0, formal_pay=0.0, recruit_bill=48_000.0, recruit_stay=24.0)
    cost = posts.recruit_cost(SimpleNamespace(lawful=0), market, LAW, 1.0, PLANNING)
    assert abs(cost - (130_000 + 14_000 + (125_000 + 48_000) / 24)) < 1e-6


@given(st.floats(-500, 500), st.floats(-1e3, 1e3), st.floats(0, 500))
def test_posts_move_toward_the_gap_within_their_cap(now: float, gap: float, most: float) -> None:
    moved = posts.move_posts(now, gap, most, PLANNING)
    assert min(now, 0.0) <= moved <= most  # what was overfilled (below 0) is worked off, never grows


@given(st.floats(0, 5_000), st.floats(0, 5_000))
def test_only_a_surplus_is_shed(labour: float, wanted: float) -> None:
    firm = SimpleNamespace(labour=labour, wanted=wanted, start_labour=1_000.0)
    chance = posts.shed_chance(firm, PLANNING)
    assert 0.0 <= chance <= 0.5
    assert (chance > 0.0) == (labour - wanted > 20.0 and labour > 0.0)


@given(st.floats(0, 50), st.floats(0, 50))
def test_money_cost_of_informality_is_a_share(taste: float, scale: float) -> None:
    share = posts.informal_money_cost(SimpleNamespace(informal_taste=taste), SimpleNamespace(informal_scale=scale))
    assert 0.0 <= share < 1.0
