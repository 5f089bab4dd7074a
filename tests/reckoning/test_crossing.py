"""The way without papers: chances of a month's tries, and the tries themselves."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.luck import person_key
from remitsim.reckoning.crossing import (
    ARRIVED,
    DIED,
    HELD,
    SENT_BACK,
    chance_arrives,
    chance_dies,
    expected_tries,
    try_to_cross,
)

share = st.floats(0.0, 1.0)


def _way(caught: float, death: float, tries: int = 3) -> SimpleNamespace:
    return SimpleNamespace(caught=caught, death=death, tries=tries)


@given(share, share, share, st.integers(0, 5))
def test_chances_are_chances(caught: float, death: float, held: float, tries: int) -> None:
    law, way = SimpleNamespace(detention_share=held), _way(caught, death, tries)
    arrives, dies = chance_arrives(law, way), chance_dies(law, way)
    assert arrives >= 0.0
    assert dies >= 0.0
    assert arrives + dies <= 1.0 + 1e-12
    assert expected_tries(law, way) <= tries + 1e-12


def test_a_closer_watch_lets_fewer_through_and_makes_more_tries() -> None:
    law = SimpleNamespace(detention_share=0.0)
    loose, close = _way(0.35, 0.003), _way(0.55, 0.003)
    assert chance_arrives(law, loose) > chance_arrives(law, close)
    assert chance_dies(law, loose) < chance_dies(law, close)


def test_own_luck_meets_the_chances() -> None:
    law, way = SimpleNamespace(detention_share=0.2), _way(0.5, 0.05)
    ends = [try_to_cross(SimpleNamespace(key=person_key(1, k, 0)), law, way, 99) for k in range(4000)]
    count = {kind: sum(ended == kind for ended, _, _ in ends) / len(ends) for kind in (ARRIVED, DIED, HELD, SENT_BACK)}
    assert count[ARRIVED] == pytest.approx(chance_arrives(law, way), abs=0.03)
    assert count[DIED] == pytest.approx(chance_dies(law, way), abs=0.02)
    assert sum(tries for _, tries, _ in ends) / len(ends) == pytest.approx(expected_tries(law, way), abs=0.05)
    assert sum(count.values()) == pytest.approx(1.0)
    for ended, tries, caught in ends:
        assert caught == tries - (ended in (ARRIVED, DIED))
