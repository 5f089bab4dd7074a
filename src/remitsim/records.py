"""Record layouts that explain themselves, and windows that read one row as a plain Python object.

A `Layout` lists the fields of one noun (a person, a firm, a corridor) with unit and meaning, and makes
the aligned numpy structured array that holds all rows of it. Compiled code takes the array; everything
else looks through a `Row`, whose attributes are plain Python numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.void]


class Field(NamedTuple):
    """One attribute of a noun: name, kind (``i4``, ``i8`` or ``f8``), unit, meaning, how many values."""

    name: str
    kind: str
    unit: str
    says: str
    length: int = 1


def whole(name: str, says: str, unit: str = "", length: int = 1) -> Field:
    """A whole number that stays small: an index, a count, a flag, a month (32 bits, to keep people light)."""
    return Field(name, "i4", unit, says, length)


def large(name: str, says: str, unit: str = "", length: int = 1) -> Field:
    """A whole number that needs 64 bits: a luck key, a weighted sum of cents."""
    return Field(name, "i8", unit, says, length)


def cents(name: str, says: str, unit: str = "US cents of 2017", length: int = 1) -> Field:
    """Money, in whole US cents of 2017 per head (or of the institution that holds it)."""
    return Field(name, "i8", unit, says, length)


def real(name: str, says: str, unit: str = "", length: int = 1) -> Field:
    """A real number that is not money."""
    return Field(name, "f8", unit, says, length)


class Row:
    """A window on one row of a table; subclasses carry one property a field."""

    __slots__ = ("at_row", "in_table")

    if TYPE_CHECKING:  # fields are properties that each layout makes at run time

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, table: Table, row: int) -> None:
        self.in_table = table
        self.at_row = row


def _property(field: Field) -> property:
    name = field.name
    if field.length > 1:
        return property(lambda row: row.in_table[name][row.at_row], doc=field.says)

    def read(row: Any) -> Any:
        return row.in_table[name][row.at_row].item()

    def write(row: Any, value: Any) -> None:
        row.in_table[name][row.at_row] = value

    return property(read, write, doc=f"{field.says} [{field.unit or '-'}]")


class Rows:
    """Windows on the rows of a table, made when asked for: ``rows[i].wage``, ``len(rows)``."""

    def __init__(self, table: Table, window: type[Row]) -> None:
        self.table = table
        self.window = window

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, index: int) -> Row:
        return self.window(self.table, index)

    def __iter__(self) -> Iterator[Row]:
        return (self.window(self.table, index) for index in range(len(self.table)))


class Layout:
    """The fields of one noun, the dtype of its table, and the window on one row."""

    known: ClassVar[dict[np.dtype[np.void], Layout]] = {}

    def __init__(self, noun: str, *fields: Field) -> None:
        names = [field.name for field in fields]
        if doubled := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"{noun}: fields given twice: {sorted(doubled)}")
        self.noun = noun
        self.fields = {field.name: field for field in fields}
        parts = [(f.name, f.kind) if f.length == 1 else (f.name, f.kind, (f.length,)) for f in fields]
        self.dtype: np.dtype[np.void] = np.dtype(parts, align=True)
        members = {field.name: _property(field) for field in fields}
        self.window: type[Row] = type(noun.title().replace(" ", ""), (Row,), {"__slots__": (), **members})
        Layout.known[self.dtype] = self

    def blank(self, rows: int) -> Table:
        """A table of ``rows`` rows, all zero."""
        return np.zeros(rows, self.dtype)


def laid_out(table: Table) -> Table:
    """The same rows under the layout's own dtype.

    What comes out of a file has a dtype that only looks the same, and compiled loops take far longer to know it.
    """
    return table.view(Layout.known[table.dtype].dtype)


def rows_of(table: Table) -> Rows:
    """Windows on a table made by a `Layout`. Raises KeyError for a foreign dtype."""
    return Rows(table, Layout.known[table.dtype].window)
