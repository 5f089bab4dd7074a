"""Work: firms' books close to the cent, the plain way is the compiled way, and pay adds up for each person."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from behaviour.firms_and_people import small_world
from remitsim.behaviour.planning import plan
from remitsim.behaviour.working import work
from remitsim.rules import plain
from remitsim.world import codes, flows
from remitsim.world.world import World

TABLES = ("hosts", "corridors", "markets", "quotes", "employers", "persons", "households", "cells")


def _month(world: World) -> World:
    for name in ("wage_bill", "invested"):
        world.employers[name] = 0
    plan(world)
    work(world)
    return world


@pytest.fixture(scope="module")
def worked() -> World:
    with plain():
        return _month(small_world())


def _paid(world: World, flow: int) -> int:
    return int(world.cells["flow"][:, flow].sum())


@pytest.mark.parametrize("natives", [True, False])
def test_firms_hold_nothing_but_costs_booked_later(natives: bool) -> None:
    world = small_world(natives)
    with plain():
        for _ in range(3):
            _month(world)
            world.ledger.post()
            assert (world.ledger.of_sector(flows.FIRMS) == 0).all()
        world.employers["costs"][1] += 700  # a fine, after work
        world.cells["flow"][world.employers["cell"][1], flows.FINE] += 700
        world.ledger.post()
        assert world.ledger.of_sector(flows.FIRMS)[0] == -700
        profit = _month(world).employers["profit"].sum()
        assert profit == _paid(world, flows.PROFIT)
        world.ledger.post()
        assert (world.ledger.of_sector(flows.FIRMS) == 0).all()


def test_savings_change_by_what_the_books_say(worked: World) -> None:
    before = small_world().persons
    saved = int(((worked.persons["savings"] - before["savings"]) * worked.persons["weight"]).sum())
    came = sum(_paid(worked, f) for f in (flows.PAY_FORMAL, flows.PAY_INFORMAL, flows.BENEFIT, flows.WAGES_RECOVERED))
    went = sum(_paid(worked, f) for f in (flows.INCOME_TAX, flows.WORKER_CONTRIBUTION, flows.CARE, flows.FOOTHOLD))
    assert came > 0 and went > 0
    assert saved == came - went


def test_claims_are_what_people_are_owed(worked: World) -> None:
    claims, people = worked.cells["claim"].sum(axis=0), worked.persons
    assert (people["credit"] * people["weight"]).sum() == claims[flows.CREDIT_EARNED] > 0


def test_wages_owed_follow_withholding_recovery_and_loss() -> None:
    world, recovered = small_world(), 0
    world.employers["lawful"] = 0
    world.terms.statuses["complain"] = 0.0
    home = len(world.persons) - 1
    world.persons["unpaid_wages"][home], world.persons["employer_owing"][home] = 100_000, 0  # claimed from abroad
    owed_at_start = 100_000 * int(world.persons["weight"][home])
    with plain():
        for month in range(30):
            world.start_month(month)
            _month(world)
            recovered += _paid(world, flows.WAGES_RECOVERED)
            world.ledger.post()
            assert (world.ledger.of_sector(flows.FIRMS) == 0).all()
    claims, people = world.cells["claim"].sum(axis=0), world.persons
    owed = int((people["unpaid_wages"] * people["weight"]).sum())
    assert min(recovered, claims[flows.WAGES_WITHHELD], claims[flows.WAGES_LOST]) > 0
    assert owed == owed_at_start + claims[flows.WAGES_WITHHELD] - claims[flows.WAGES_LOST] - recovered
    assert people["unpaid_wages"][home] == 0 and people["savings"][home] == 200_000
    assert 50_000 < world.households["money"][0] < 100_000


def test_informal_pay_bears_no_tax_and_no_insurance(worked: World) -> None:
    informal = worked.persons[worked.persons["contract"] == codes.INFORMAL]
    assert len(informal) > 0
    assert (informal["credit"] == 0).all()
    irregular = worked.cells["status"] == codes.IRREGULAR
    assert worked.cells["flow"][irregular][:, [flows.INCOME_TAX, flows.EMPLOYER_CONTRIBUTION]].sum() == 0


def test_who_lost_work_after_insured_months_draws_a_benefit(worked: World) -> None:
    idle = worked.persons[(worked.persons["place"] == codes.ABROAD) & (worked.persons["employer"] < 0)]
    entitled = np.isin(idle["status"], (codes.NATIVE, codes.TEMPORARY_FREE))
    assert entitled.any()
    assert (idle["net_pay"][entitled] == 97_500).all()  # .65 of 1,500 dollars
    assert (idle["benefit_left"][entitled] == 11).all()
    assert (idle["net_pay"][~entitled] == 0).all()


def test_the_plain_way_is_the_compiled_way() -> None:
    compiled = small_world()
    twin = copy.deepcopy(compiled)
    for _ in range(2):
        _month(compiled)
        with plain():
            _month(twin)
    for name in TABLES:
        mine, other = getattr(compiled, name), getattr(twin, name)
        for field in mine.dtype.names:
            assert mine[field].tobytes() == other[field].tobytes(), (name, field)
