"""The same person has the same luck, compiled or plain, whoever else is there."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from remitsim import luck
from remitsim.records import Layout, large, real
from remitsim.rules import loop, plain

DRAW = Layout("draw", large("key", "luck key"), real("unit", "uniform"), real("bell", "normal"))
TEST = luck.purpose("tests: a draw")
wide = st.integers(-(2**63), 2**63 - 1)


@loop
def draw_all(table, salt):
    for i in range(len(table)):
        row = table[i]
        row.unit = luck.uniform(row.key, salt, TEST)
        row.bell = luck.normal(row.key, salt, TEST)


def _table(rows: int) -> np.ndarray:
    table = DRAW.blank(rows)
    table["key"] = [luck.person_key(3, index, 0) for index in range(rows)]
    return table


def test_compiled_and_plain_draw_the_same_bits() -> None:
    compiled, slow = _table(500), _table(500)
    salt = luck.month_salt(7, 1, -5)
    draw_all(compiled, salt)
    with plain():
        draw_all(slow, salt)
    assert compiled.tobytes() == slow.tobytes()


def test_draws_look_uniform_and_normal() -> None:
    table = _table(20_000)
    draw_all(table, luck.month_salt(1, 1, 4))
    assert kstest(table["unit"], "uniform").pvalue > 1e-3
    assert kstest(table["bell"], "norm").pvalue > 1e-3


def test_purposes_months_lucks_and_people_are_unrelated() -> None:
    keys = [luck.person_key(0, index, 0) for index in range(4000)]
    base = np.array([luck.uniform(key, luck.month_salt(1, 1, 0), TEST) for key in keys])
    others = {
        "purpose": [luck.uniform(key, luck.month_salt(1, 1, 0), TEST + 1) for key in keys],
        "month": [luck.uniform(key, luck.month_salt(1, 1, 1), TEST) for key in keys],
        "luck": [luck.uniform(key, luck.month_salt(1, 2, 0), TEST) for key in keys],
        "seed": [luck.uniform(key, luck.month_salt(2, 1, 0), TEST) for key in keys],
        "neighbour": [*base[1:], base[0]],
    }
    for name, draws in others.items():
        assert abs(np.corrcoef(base, draws)[0, 1]) < 0.06, name


@given(wide, wide)
def test_a_draw_lies_strictly_between_nought_and_one(key: int, salt: int) -> None:
    assert 0.0 < luck.uniform(key, salt, TEST) < 1.0


@given(st.floats(1e-9, 1 - 1e-9), st.floats(1e-9, 1 - 1e-9))
def test_normal_quantile_rises_with_its_argument(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert luck.normal_quantile(low) <= luck.normal_quantile(high) + 1e-8
