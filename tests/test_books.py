"""The books close every month, whatever the seed, the size and the settings; a single cent amiss is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from populate.made_up import gulf_like, spain_like
from remitsim import closing
from remitsim.month import run_month
from remitsim.populate import populate
from remitsim.settings import Settings
from remitsim.world import flows
from remitsim.world.ledger import BooksError
from remitsim.world.world import World

MONTHS = 8


def made_up(tied: bool, seed: int, people: int, own: Settings | None = None) -> World:
    return populate(gulf_like() if tied else spain_like(), own or Settings(), people, seed, MONTHS)


def other_settings(bargaining: float, withheld: float, look: float) -> Settings:
    own = Settings()
    return own.model_copy(update={
        "wages": own.wages.model_copy(update={"bargaining_share": bargaining}),
        "working": own.working.model_copy(update={"withheld_chance": withheld}),
        "papers": own.papers.model_copy(update={"sponsor_look": look}),
    })  # fmt: skip


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    tied=st.booleans(), seed=st.integers(1, 10**9), people=st.integers(300, 1_500),
    bargaining=st.floats(0.35, 0.65), withheld=st.floats(0.01, 0.15), look=st.floats(0.05, 0.25),
)  # fmt: skip
def test_books_close_every_month(
    tied: bool, seed: int, people: int, bargaining: float, withheld: float, look: float
) -> None:
    world = made_up(tied, seed, people, other_settings(bargaining, withheld, look))
    for month in range(-MONTHS, 0):
        run_month(world, month)
        assert world.ledger.balance.sum() == 0
        held = (world.persons["savings"] * world.persons["weight"]).sum()
        assert world.ledger.of_sector(flows.PERSONS).sum() >= held > 0
        assert world.month_flows.any()


@pytest.mark.parametrize("cent", [1, -1])
@pytest.mark.parametrize("tied", [True, False])
def test_a_cent_too_much_is_told_with_month_and_account(tied: bool, cent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    world = made_up(tied, 3, 500)
    run_month(world, -MONTHS)
    saver = int((world.persons["savings"] > 100).argmax())
    weight = int(world.persons["weight"][saver])

    def lose_a_cent(world: World) -> None:
        world.persons["savings"][saver] += cent
        closing.close(world)

    monkeypatch.setattr("remitsim.month.MONTH", (lose_a_cent,))
    place = int(world.persons["group"][saver])
    told = f"month {1 - MONTHS}: money of persons, place {place}: .* \\(off by {-cent * weight}\\)"
    with pytest.raises(BooksError, match=told):
        run_month(world, 1 - MONTHS)


def test_a_debt_forgotten_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made_up(True, 3, 500)
    run_month(world, -MONTHS)
    owing = int((world.persons["debt"] > 100).argmax())

    def forget(world: World) -> None:
        world.persons["debt"][owing] -= 1
        closing.close(world)

    monkeypatch.setattr("remitsim.month.MONTH", (forget,))
    with pytest.raises(BooksError, match=re.escape(f"month {1 - MONTHS}: ")):
        run_month(world, 1 - MONTHS)


def test_a_payment_without_an_account_is_told() -> None:
    world = made_up(False, 3, 500)
    cell = int((world.cells["host"] < 0).argmax())
    world.cells["flow"][cell, flows.PENSION] = 5
    with pytest.raises(BooksError, match=f"{flows.FLOWS[flows.PENSION].name} booked on cell {cell}"):
        closing.close(world)
