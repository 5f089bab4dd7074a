"""Layouts explain themselves and windows read plain numbers."""

from __future__ import annotations

import pytest

from remitsim.records import Layout, cents, real, rows_of, whole
from remitsim.world.employers import EMPLOYER, MARKET, QUOTE
from remitsim.world.households import HOUSEHOLD, VILLAGE
from remitsim.world.persons import PERSON

THING = Layout("thing", whole("count", "how many"), cents("price", "price"), real("weight", "weight", "kg", 2))


def test_a_window_reads_and_writes_plain_numbers() -> None:
    table = THING.blank(2)
    row = rows_of(table)[1]
    row.price = 250
    row.weight[1] = 0.5
    assert table["price"].tolist() == [0, 250]
    assert type(row.price) is int and table["weight"][1, 1] == 0.5


def test_a_field_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="given twice"):
        Layout("twice", whole("a", "one"), whole("a", "again"))


@pytest.mark.parametrize("layout", [PERSON, HOUSEHOLD, VILLAGE, EMPLOYER, MARKET, QUOTE])
def test_every_field_says_what_it_is(layout: Layout) -> None:
    assert all(field.says for field in layout.fields.values())


def test_a_person_stays_light() -> None:
    """At most 800 bytes a person all in: a person's record, its share of a household and of the rest."""
    assert PERSON.dtype.itemsize + HOUSEHOLD.dtype.itemsize / 2 < 800


def test_a_field_called_index_reads_and_writes_through_a_window():
    table = PERSON.blank(3)
    rows_of(table)[2].index = 7
    assert table["index"].tolist() == [0, 0, 7]
    assert rows_of(table)[2].index == 7
