"""The books: every payment leaves one account and enters another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.records import rows_of
from remitsim.world import cells, flows
from remitsim.world.ledger import BooksError, Ledger, book


def _ledger() -> Ledger:
    return Ledger(cells.blank_cells([5, 7], [2, 3]), groups=4, hosts=2, origins=2)


def test_every_cell_has_its_own_row() -> None:
    rows = [cells.native_cell(host, sex) for host in range(2) for sex in range(2)]
    rows += [cells.migrant_cell(2, o, h, s, t) for o in range(2) for h in (-1, 0, 1) for s in range(2) for t in range(7)]
    rows += [cells.household_cell(2, 2, o) for o in range(2)] + [cells.origin_cell(2, 2, o) for o in range(2)]
    rows += [cells.host_cell(2, 2, h) for h in range(2)] + [cells.firm_cell(2, 2, m) for m in range(14)]
    rows += [cells.corridor_cell(2, 2, c) for c in range(4)]
    assert sorted(rows) == list(range(len(_ledger().cells)))


def test_every_account_has_its_own_row() -> None:
    ledger = _ledger()
    sizes = [len(ledger.of_sector(sector)) for sector in range(len(flows.SECTORS))]
    assert sum(sizes) == len(ledger.balance)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 6), st.integers(-10**9, 10**9)), max_size=30))
def test_all_accounts_together_stay_at_nought(payments: list[tuple[int, int, int]]) -> None:
    ledger = _ledger()
    rows = rows_of(ledger.cells)
    for origin, status, amount in payments:
        book(rows[cells.migrant_cell(2, origin, 1, 0, status)], flows.CONSUMPTION, amount)
    ledger.post()
    assert ledger.balance.sum() == 0
    paid = sum((2, 3)[origin] * amount for origin, _, amount in payments)
    assert ledger.of_sector(flows.SHOPS)[1] == paid
    assert ledger.of_sector(flows.PERSONS).sum() == -paid
    assert not ledger.cells["flow"].any()


def test_a_payment_without_an_account_is_refused() -> None:
    ledger = _ledger()
    at_home = cells.migrant_cell(2, 0, -1, 0, 6)
    ledger.cells["flow"][at_home, flows.CONSUMPTION] = 1
    with pytest.raises(BooksError, match="consumption"):
        ledger.post()


def test_weights_of_cells_are_those_of_their_people() -> None:
    ledger = _ledger()
    group = ledger.cells["group"]
    people = (group >= 0) & (ledger.cells["sex"] >= 0)
    assert np.array_equal(ledger.cells["weight"][people], np.array([5, 7, 2, 3])[group[people]])
