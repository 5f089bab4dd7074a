"""The worth of a status: its equations hold, and it moves the way that what it is made of moves."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.reckoning.worth import earnings, hoped_for, offered_status, status_flow, temporary_and_irregular
from remitsim.world import codes

money = st.floats(-200_000.0, 400_000.0)
chance = st.floats(0.0, 0.1)
RATE = 0.006 + 1.0 / 48.0


@given(money, money, st.floats(0.0, 1e7), st.floats(0.0, 5e6), chance, chance, chance, st.integers(0, 1), chance)
def test_the_two_worths_solve_their_equations(
    flow: float, without: float, home: float, above: float, lapse: float, reach: float, removal: float, into: int,
    offer: float,
) -> None:  # fmt: skip
    loss, price, permanent = 30_000.0, 12_000.0, home + above
    temporary, irregular = temporary_and_irregular(
        flow, without, home, permanent, lapse, reach, removal, loss, into, offer, price, RATE
    )
    left = (RATE + lapse + reach) * temporary
    assert left == pytest.approx(flow + lapse * max(irregular, home) + reach * permanent, rel=1e-6, abs=1.0)
    new = permanent if into else temporary
    right = without + offer * (new - price) + removal * (home - loss)
    assert (RATE + offer + removal) * irregular == pytest.approx(right, rel=1e-6, abs=1.0)


@given(chance, chance, st.floats(0.0, 300_000.0), st.floats(0.0, 40_000.0), st.floats(0.0, 300_000.0))
def test_income_lies_between_pay_offers_and_casual_work(
    found: float, lost: float, offer: float, casual: float, pay: float
) -> None:
    quote = SimpleNamespace(chance=found, separation=lost, offer=offer)
    income = earnings(quote, 1.0, pay, casual, 1.0, 1.0, RATE)
    ends = (offer, casual, pay) if pay > 0 else (offer, casual)
    assert min(ends) - 1e-6 <= income <= max(ends) + 1e-6


def test_a_rosier_belief_makes_an_offer_worth_more() -> None:
    quote = SimpleNamespace(chance=0.1, separation=0.02, offer=100_000.0)
    plain = earnings(quote, 1.0, 0.0, 20_000.0, 1.0, 1.0, RATE)
    assert earnings(quote, 1.0, 0.0, 20_000.0, 1.15, 1.15, RATE) > plain


def _offer(**terms: float) -> SimpleNamespace:
    law = {"expected": 0.3, "expected_wait": 24, "offer_stay": 36, "offer_price": 12_000, "offer_status": 3,
           "expected_status": 0}  # fmt: skip
    return SimpleNamespace(**{**law, **terms})


def test_hope_counts_only_for_who_can_still_pass_the_test_of_stay() -> None:
    worths = (1e6, 2e6)
    assert hoped_for(11, *worths, _offer(), 0.01, RATE) == 0.0
    assert hoped_for(12, *worths, _offer(), 0.01, RATE) > 0.0
    assert hoped_for(12, *worths, _offer(expected=0.0), 0.01, RATE) == 0.0


@given(st.floats(0.01, 0.5), st.floats(1.1, 2.0))
def test_hope_is_linear_in_its_weight(weight: float, multiple: float) -> None:
    once = hoped_for(40, 1e6, 2e6, _offer(expected=weight), 0.01, RATE)
    more = hoped_for(40, 1e6, 2e6, _offer(expected=weight * multiple), 0.01, RATE)
    assert more == pytest.approx(multiple * once)


def test_a_status_on_offer_goes_before_one_hoped_for() -> None:
    assert offered_status(_offer(offer_status=codes.PERMANENT, expected_status=3)) == codes.PERMANENT
    assert offered_status(_offer(offer_status=-1, expected_status=codes.PERMANENT)) == codes.PERMANENT
    assert offered_status(_offer(offer_status=-1)) == codes.TEMPORARY_FREE


@given(st.floats(0.0, 500_000.0))
def test_living_cost_never_takes_more_than_three_fifths_of_income(income: float) -> None:
    law = SimpleNamespace(living_cost=48_000, living_cap=0.6, health_cost=0, school_service_cost=0)
    flow = status_flow(
        SimpleNamespace(children_here=0), income, 0.0, law, SimpleNamespace(health=0.0, school=0),
        SimpleNamespace(services=0.5),
    )  # fmt: skip
    assert flow >= 0.4 * income - 1e-6
    assert flow == pytest.approx(income - min(48_000, 0.6 * income))
