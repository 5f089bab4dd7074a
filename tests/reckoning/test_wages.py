"""Wages: the split stays between what is accepted and what can be paid; fallbacks answer what they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from behaviour.firms_and_people import small_world
from remitsim.parameters import record_of
from remitsim.reckoning.fallbacks import debt_drag, fallback, labour_in
from remitsim.reckoning.wages import bargained_pay, highest_pay, reservation_gross, reset_pay, split, worth_of_pay
from remitsim.records import Row, rows_of
from remitsim.settings.wages import Wages
from remitsim.world import codes
from remitsim.world.world import World

MONEY = some.floats(0.0, 1e6, allow_subnormal=False)
WAGES = rows_of(record_of(Wages()))[0]
NATIVE, IRREGULAR, FREE = 0, 60, 61


@given(top=MONEY, least=MONEY, floor=some.floats(0.0, 3e5))
def test_split_lies_between(top: float, least: float, floor: float) -> None:
    pay = split(top, least, floor, WAGES)
    if pay == 0.0:
        assert top <= least or top < floor or top == 0.0
    else:
        assert max(least, floor) <= pay <= top * (1 + 1e-12) or pay == floor
        assert pay >= floor


@given(worth=MONEY, contract=some.sampled_from([codes.FORMAL, codes.INFORMAL]))
def test_reservation_is_worth_the_fallback(worth: float, contract: int) -> None:
    law = rows_of(small_world().terms.hosts)[0]
    assert worth_of_pay(law, contract, reservation_gross(law, contract, worth, WAGES), WAGES) == pytest.approx(worth)


def fallback_of(world: World, row: int, trade: int = -1) -> float:
    person = rows_of(world.persons)[row]
    tables = (world.hosts, world.origins, world.corridors, world.markets, world.quotes, world.terms.hosts,
              world.terms.origins, world.terms.trades)  # fmt: skip
    wages, clock = rows_of(world.records["wages"])[0], rows_of(world.clock)[0]
    return fallback(person, trade if trade >= 0 else person.trade, *(rows_of(t) for t in tables), wages, clock)


@pytest.mark.parametrize("row", [NATIVE, IRREGULAR, FREE])
def test_better_chances_and_offers_raise_the_fallback(row: int) -> None:
    world = small_world()
    world.persons["home_pay"][row], world.corridors["hardship"] = 1_000, 0.0
    world.terms.hosts["living_cost"] = 1_000
    before = fallback_of(world, row)
    world.quotes["chance"] *= 1.5
    chances = fallback_of(world, row)
    world.quotes["offer"] *= 1.2
    assert before < chances < fallback_of(world, row)


def test_removal_lowers_the_fallback_of_people_in_an_irregular_situation_alone() -> None:
    world = small_world()
    before = [fallback_of(world, row) for row in (IRREGULAR, FREE)]
    world.terms.hosts["found_in_street"] = 0.05
    after = [fallback_of(world, row) for row in (IRREGULAR, FREE)]
    assert after[0] < before[0]
    assert after[1] == before[1]


def test_pay_in_a_disliked_trade_must_make_up_for_it() -> None:
    world = small_world()
    before = fallback_of(world, NATIVE, codes.CONSTRUCTION)
    world.quotes["offer"][codes.CONSTRUCTION * 4 : codes.CONSTRUCTION * 4 + 4] = 1.0  # nobody would go there
    world.markets["liking"][codes.CONSTRUCTION] = -0.2
    assert fallback_of(world, NATIVE, codes.CONSTRUCTION) > before


def tied(world: World) -> int:
    return int((world.persons["status"] == codes.TEMPORARY_TIED).argmax())


def test_a_tied_person_falls_back_on_home_or_leaving_the_sponsor() -> None:
    world = small_world(natives_in_market=False)
    row = tied(world)
    world.hosts["sponsor_trouble"] = 1e6
    home = fallback_of(world, row)
    world.quotes["offer"][codes.TIED_CLASS :: 4] *= 3.0
    assert fallback_of(world, row) == home
    world.hosts["sponsor_trouble"] = 0.0
    world.quotes["offer"][codes.IRREGULAR_CLASS :: 4] *= 3.0
    assert fallback_of(world, row) > home


def free_to_change(change: int, contract_left: int, months_abroad: int = 12) -> tuple[World, int]:
    world = small_world(natives_in_market=False)
    row = tied(world)
    world.hosts["sponsor_trouble"] = 1e6
    world.persons["contract_left"][row], world.persons["months_abroad"][row] = contract_left, months_abroad
    world.persons["home_pay"][row], world.terms.hosts["living_cost"] = 1_000, 1_000
    world.terms.hosts["may_change_employer"] = change
    return world, row


@pytest.mark.parametrize(("change", "left", "months_abroad", "free"), [
    (codes.CHANGE_NEVER, 0, 12, False), (codes.CHANGE_AT_CONTRACT_END, 12, 12, False),
    (codes.CHANGE_AT_CONTRACT_END, 0, 0, False), (codes.CHANGE_AT_CONTRACT_END, 0, 12, True),
    (codes.CHANGE_ALWAYS, 12, 12, True), (codes.CHANGE_ALWAYS, 0, 0, True),
])  # fmt: skip
def test_offers_of_other_firms_count_for_who_may_change_employer(
    change: int, left: int, months_abroad: int, free: bool
) -> None:
    world, row = free_to_change(change, left, months_abroad)
    bound = fallback_of(*free_to_change(codes.CHANGE_NEVER, left, months_abroad))
    worth = fallback_of(world, row)
    assert worth > bound if free else worth == bound
    world.quotes["offer"][codes.TIED_CLASS :: 4] *= 1.5
    assert (fallback_of(world, row) > worth) == free
    world.quotes["chance"][codes.TIED_CLASS :: 4] = 0.0
    assert fallback_of(world, row) == pytest.approx(bound)


def test_longer_grace_makes_the_right_to_change_employer_worth_more_and_only_that_right() -> None:
    for change, more in ((codes.CHANGE_ALWAYS, True), (codes.CHANGE_NEVER, False)):
        world, row = free_to_change(change, 12)
        worths = []
        for months in (0, 1, 3, 6):
            world.terms.hosts["grace_months"] = months
            worths.append(fallback_of(world, row))
        assert worths == sorted(worths)
        assert (worths[0] < worths[1] < worths[3]) == more


@given(chance=some.floats(0.0, 1.0), offer=some.floats(0.0, 3e5), home_pay=some.integers(0, 200_000),
       debt=some.integers(0, 900_000))  # fmt: skip
def test_the_right_to_change_employer_never_lowers_pay(chance: float, offer: float, home_pay: int, debt: int) -> None:
    agreed = []
    for change in (codes.CHANGE_NEVER, codes.CHANGE_ALWAYS):
        world, row = free_to_change(change, 12)
        world.quotes["chance"], world.quotes["offer"] = chance, offer
        world.persons["home_pay"][row], world.persons["debt"][row] = home_pay, debt
        worth = fallback_of(world, row)
        agreed.append((worth, bargain(world, 0, worth, 400_000.0)[1]))
    assert agreed[0] <= agreed[1]
    assert agreed[0][1] <= agreed[1][1]


def test_debt_makes_a_tied_person_accept_less() -> None:
    world = small_world(natives_in_market=False)
    row = tied(world)
    world.hosts["sponsor_trouble"] = 1e6
    free = fallback_of(world, row)
    world.persons["debt"][row], world.persons["loan_rate"][row] = 400_000, 0.025
    assert fallback_of(world, row) < free


@given(owed=some.floats(0.0, 2e5), more=some.floats(1.0, 1e5))
def test_a_debt_that_home_pay_can_serve_weighs_more_where_it_is_lower(owed: float, more: float) -> None:
    poor = debt_drag(owed, 0.025, 20_000.0, 2_000.0, 90_000.0, 30_000.0, 24.0, WAGES)
    rich = debt_drag(owed, 0.025, 20_000.0 + more, 2_000.0, 90_000.0, 30_000.0, 24.0, WAGES)
    assert rich <= poor + 1e-6
    assert debt_drag(0.0, 0.025, 20_000.0, 2_000.0, 90_000.0, 30_000.0, 24.0, WAGES) == 0.0


def bargain(world: World, lawful: int, worth: float, product: float) -> tuple[float, float, Row, Row]:
    world.employers["lawful"][0], world.employers["marginal_product"][0] = lawful, product
    world.persons["employer"][FREE], world.persons["contract"][FREE] = 0, codes.FORMAL
    world.persons["labour"] = 1.0
    person, employer = rows_of(world.persons)[FREE], rows_of(world.employers)[0]
    law, trade_law = rows_of(world.terms.hosts)[0], rows_of(world.terms.trades)[1]
    rights, market = rows_of(world.terms.statuses)[codes.TEMPORARY_TIED], rows_of(world.markets)[1]
    world.terms.statuses["complain"] = 0.0
    pay = bargained_pay(person, employer, market, law, trade_law, rights, codes.FORMAL, worth, WAGES)
    kept = reset_pay(person, employer, market, law, trade_law, rights, worth, WAGES)
    return pay, kept, person, employer


def test_a_floor_binds_where_the_firm_keeps_the_law() -> None:
    world = small_world()
    world.terms.hosts["wage_floor"] = 110_000
    assert bargain(world, 1, 30_000.0, 150_000.0)[0] == 110_000.0
    assert 0.0 < bargain(world, 0, 30_000.0, 150_000.0)[0] < 110_000.0
    assert bargain(world, 1, 30_000.0, 100_000.0)[0] == 0.0


def test_who_finds_no_surplus_is_kept_at_half_or_more() -> None:
    world = small_world()
    world.terms.hosts["wage_floor"] = 0
    pay, kept, person, employer = bargain(world, 1, 200_000.0, 20_000.0)
    assert pay == 0.0
    assert kept == 0.5 * person.wage
    law, trade_law = rows_of(world.terms.hosts)[0], rows_of(world.terms.trades)[1]
    assert kept > highest_pay(employer, rows_of(world.markets)[1], law, trade_law, codes.FORMAL, 1.0, 0.0)


def test_skill_counts_only_where_it_is_recognised() -> None:
    world = small_world()
    world.persons["trained_trade"][FREE] = codes.NURSING
    nurse = rows_of(world.persons)[FREE]
    assert labour_in(nurse, codes.NURSING, WAGES) == pytest.approx(nurse.ability)
    world.persons["recognised"][FREE] = 1
    assert labour_in(nurse, codes.NURSING, WAGES) == pytest.approx(1.5 * nurse.ability)
