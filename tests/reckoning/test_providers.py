"""Providers: a cheaper offer is never dearer, caps hold, doors open by papers, looks find the cheapest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behaviour.money_world import money_world
from remitsim.reckoning import providers as sending
from remitsim.records import rows_of

FEE = st.floats(0.0, 2_000.0)
MARGIN = st.floats(0.0, 0.15)
SUM = st.floats(200.0, 100_000.0)
CAP = st.sampled_from([0.0, 0.03, 0.05])


def _row(fee: float, margin: float, lawful: int = 1) -> Any:
    row = rows_of(money_world().providers[:1])[0]
    row.fee, row.margin, row.base_fee, row.base_margin, row.lawful = fee, margin, fee, margin, lawful
    return row


def _law(**terms: float) -> Any:
    law = rows_of(money_world().terms.corridors)[0]
    for name, value in terms.items():
        setattr(law, name, value)
    return law


@given(FEE, MARGIN, st.floats(0.0, 1.0), st.floats(0.0, 1.0), SUM, CAP)
def test_for_one_sum_a_cheaper_offer_never_raises_what_is_paid(fee, margin, less_fee, less_margin, handed, cap):
    law = _law(cap_each=cap)
    dear = sending.price_of(_row(fee, margin), law, handed, 1.0)
    cheap = sending.price_of(_row(fee * less_fee, margin * less_margin), law, handed, 1.0)
    assert cheap <= dear + 1e-9


@given(FEE, MARGIN, SUM, st.sampled_from([0.03, 0.05]))
def test_a_cap_on_each_sending_holds_for_lawful_rows_only(fee, margin, handed, cap):
    paid = sending.charge(fee, margin, handed, sending.cap_on(_row(fee, margin), _law(cap_each=cap)))
    assert paid <= cap * (handed - paid) + 1e-6
    assert paid <= sending.list_price(fee, margin, handed)
    assert sending.cap_on(_row(fee, margin, lawful=0), _law(cap_each=cap)) == 0.0


@given(FEE, MARGIN, st.sampled_from([0.03, 0.05]))
def test_a_cap_on_the_menu_limits_the_price_of_usd_200(fee, margin, cap):
    row, law = _row(fee, margin), _law(cap_menu=cap)
    sending.set_price(row, law)
    price = (row.fee + row.margin * 20_000.0) / 20_000.0
    assert price <= cap + 1e-12
    assert price == pytest.approx(min(cap, (fee + margin * 20_000.0) / 20_000.0))
    assert sending.price_held(row, law) == ((fee + margin * 20_000.0) > cap * 20_000.0)


def test_scales_move_lawful_prices_only() -> None:
    law = _law(fee_scale=0.5, margin_scale=2.0)
    lawful, informal = _row(400.0, 0.02), _row(50.0, 0.025, lawful=0)
    sending.set_price(lawful, law)
    sending.set_price(informal, law)
    assert (lawful.fee, lawful.margin) == (200.0, 0.04)
    assert (informal.fee, informal.margin) == (50.0, 0.025)


def test_relief_takes_the_flat_fee_of_the_first_sendings() -> None:
    law = _law(relief=1.0)
    assert sending.terms_for(_row(400.0, 0.02), law, 20_000.0, 1.0) == (0.0, 0.02)
    assert sending.terms_for(_row(400.0, 0.02), law, 20_000.0, 0.5) == (200.0, 0.02)
    assert sending.terms_for(_row(400.0, 0.02, lawful=0), law, 20_000.0, 1.0) == (400.0, 0.02)


def test_whoever_is_open_without_papers_is_open_with_the_settled_table() -> None:
    world = money_world()
    law, people, rows = rows_of(world.terms.corridors)[0], rows_of(world.persons), rows_of(world.providers)
    seen = {0: 0, 1: 0, 2: 0}
    for person in people:
        for row in rows:
            opens = {account: sending.is_open(person, row, law, account, 5) for account in seen}
            assert opens[2] or not opens[0]
            for account in seen:
                seen[account] += int(opens[account])
    assert 0 < seen[0] < seen[1] < seen[2]


def test_a_provider_that_left_serves_nobody_and_is_met_by_nobody() -> None:
    world = money_world()
    world.providers["here"] = 0
    world.providers["here"][4] = 1
    clock, rows = rows_of(world.clock)[0], rows_of(world.providers)
    for person in rows_of(world.persons):
        assert sending.meet(person, rows, 0, clock, 0.7, 0) == 4
        law = rows_of(world.terms.corridors)[0]
        assert sending.first_provider(person, rows, 0, law, 2, clock) in (-1, 4)


def test_a_look_never_ends_dearer_and_a_comparison_finds_the_cheapest_lawful_row() -> None:
    world = money_world()
    world.terms.corridors["site"] = 1.0
    rows, law, clock = rows_of(world.providers), rows_of(world.terms.corridors)[0], rows_of(world.clock)[0]
    taste = rows_of(world.records["remitting"])[0]

    def cost(person, row):
        return sending.price_of(rows[row], law, 25_000.0, 1.0) + sending.trouble_with(person, row, 3.0, clock.lasting)

    changed = 0
    for person in rows_of(world.persons):
        own = sending.first_provider(person, rows, 0, law, 2, clock)
        if own < 0:
            continue
        found = sending.look_round(person, own, rows, 0, law, 2, taste, 25_000.0, 1.0, clock)
        doors = [k for k in range(8) if sending.is_open(person, rows[k], law, 2, clock.lasting)]
        assert found == min([own, *doors], key=lambda k: cost(person, k))
        changed += int(found != own)
    assert changed > 0


def test_newcomers_come_to_providers_by_their_users() -> None:
    world = money_world()
    world.providers["share"] = [0, 0, 0.75, 0.25, 0, 0, 0, 0, 0, 0]
    world.terms.corridors["open_settled"] = 1.0
    world.terms.corridors["open_receiving"] = 1.0
    rows, law, clock = rows_of(world.providers), rows_of(world.terms.corridors)[0], rows_of(world.clock)[0]
    first = [sending.first_provider(person, rows, 0, law, 2, clock) for person in rows_of(world.persons)]
    assert set(first) == {2, 3}
    assert 0.6 < first.count(2) / len(first) < 0.9
