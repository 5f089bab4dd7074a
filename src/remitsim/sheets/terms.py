"""Sheets of Terms, made from the layouts of `world.terms`: one optional entry a Term, money in US dollars."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import create_model

from remitsim.records import Field as Column
from remitsim.records import Layout, Table
from remitsim.sheets.figure import Sheet, amount, by, count, given
from remitsim.sheets.names import KINDS, OPTIONS, STATUSES, TRADES
from remitsim.world.terms import CORRIDOR_TERMS, HOST_TERMS, ORIGIN_TERMS, STATUS_TERMS, TRADE_TERMS

# real Terms whose upper end is not 1
UPPER = {
    "fine_months": 120, "detention_months": 120, "income_test": 20, "integration_price": 20, "offer_places": 1e12,
    "training_places": 1e9, "partnership_places": 1e9, "own_training": 1e9, "scale_home": 20,
    "posts_home": 20,    "home_pay": 20, "home_work": 20, "danger": 5, "school_cost": 20,
    "quota": 1e10, "entrant": 10, "pinned_months": 60, "ceiling_months": 60, "move_cost": 10, "audit_fine": 100, "fee_scale": 20,
    "margin_scale": 20, "relief": 10, "demand": 20, "inspection": 100,
}  # fmt: skip
OFFERS = ("none", *STATUSES)
STATUS_NAMED = ("offer_status", "expected_status", "recruit_status", "family_status")


def _kind(column: Column) -> Any:
    if column.name in STATUS_NAMED:
        return Literal[OFFERS]
    if column.unit in OPTIONS:
        return Literal[OPTIONS[column.unit]]
    if column.unit == "flag":
        return bool
    if column.length > 1:
        return Annotated[dict[str, float], by(KINDS)]
    if column.kind == "i8":
        return Annotated[float, amount(0, 1e8)]
    if column.kind == "i4":
        return Annotated[int, count(-1, 1200)]
    return Annotated[float, amount(0, UPPER.get(column.name, 1))]


def sheet_of(layout: Layout, name: str) -> type[Sheet]:
    """A sheet with one optional entry a Term of this layout."""
    fields: dict[str, Any] = {}
    for column in layout.fields.values():
        unit = "USD" if column.kind == "i8" else column.unit
        fields[column.name] = (_kind(column) | None if isinstance(_kind(column), type) else _kind(column),
                               given(column.says, unit=unit))  # fmt: skip
    return create_model(name, __base__=Sheet, __doc__=f"{layout.noun}: entries change the base terms.", **fields)


HostTerms = sheet_of(HOST_TERMS, "HostTerms")
OriginTerms = sheet_of(ORIGIN_TERMS, "OriginTerms")
CorridorTerms = sheet_of(CORRIDOR_TERMS, "CorridorTerms")
TradeTerms = sheet_of(TRADE_TERMS, "TradeTerms")
StatusTerms = sheet_of(STATUS_TERMS, "StatusTerms")
TradeTable = create_model("TradeTable", __base__=Sheet, **dict.fromkeys(TRADES, (TradeTerms | None, None)))  # type: ignore[call-overload]
StatusTable = create_model("StatusTable", __base__=Sheet, **dict.fromkeys(STATUSES, (StatusTerms | None, None)))  # type: ignore[call-overload]


class TermsSheet(Sheet):
    """Base terms: by host, origin, corridor; by host and trade; by host and status. ``all`` stands for every row."""

    hosts: dict[str, HostTerms] = {}  # type: ignore[valid-type]
    origins: dict[str, OriginTerms] = {}  # type: ignore[valid-type]
    corridors: dict[str, CorridorTerms] = {}  # type: ignore[valid-type]
    trades: dict[str, TradeTable] = {}  # type: ignore[valid-type]
    statuses: dict[str, StatusTable] = {}  # type: ignore[valid-type]


def write_terms(table: Table, row: int, layout: Layout, values: dict[str, Any]) -> None:
    """Put plain values of a sheet into one row of a table of Terms; dollars become cents."""
    for name, value in values.items():
        column = layout.fields[name]
        if name in STATUS_NAMED:
            table[name][row] = OFFERS.index(value) - 1
        elif column.unit in OPTIONS:
            table[name][row] = OPTIONS[column.unit].index(value)
        elif column.length > 1:
            table[name][row] = [value.get(kind, table[name][row][k]) for k, kind in enumerate(KINDS)]
        elif column.kind == "i8":
            table[name][row] = round(value * 100.0)
        else:
            table[name][row] = value
