"""One source, two ways: compiled months and plain months over windows agree to the last bit."""

from __future__ import annotations

import numpy as np

import remitsim
from remitsim.explain import TABLES
from remitsim.progress import Quiet


def same(one, other):
    return all(np.array_equal(one[name], other[name], equal_nan=one[name].dtype.kind == "f") for name in one.dtype.names)


def test_plain_and_compiled_months_agree():
    size = {"people": 400, "burn_in": 2, "months": 2, "progress": Quiet()}
    compiled, plain = remitsim.load("spain", **size), remitsim.load("spain", plain=True, **size)
    compiled.run(Quiet())
    plain.run(Quiet())
    assert [name for name in TABLES if not same(getattr(compiled.world, name), getattr(plain.world, name))] == []
    assert (compiled.world.month_flows == plain.world.month_flows).all()
    assert (compiled.world.ledger.balance == plain.world.ledger.balance).all()
