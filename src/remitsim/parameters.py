"""Parameters that explain themselves: every number has a unit, a plausible range, a source and a grade."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from remitsim.records import Layout, Table, large, real

Grade = Literal["measured", "derived", "assumed"]


class Parameters(BaseModel):
    """A named group of numbers and structural choices; unknown keys are refused, values out of range too."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def number(
    default: float,
    *,
    unit: str,
    low: float,
    high: float,
    says: str,
    source: str = "equations that settled in trials",
    grade: Grade = "assumed",
) -> Any:
    """A number with its unit, plausible range (both ends allowed), meaning, source and grade."""
    notes: Any = {"unit": unit, "source": source, "grade": grade, "low": low, "high": high}
    return Field(default, ge=low, le=high, description=says, json_schema_extra=notes)


def choice(default: str, *, says: str, source: str = "theory leaves it open") -> Any:
    """A structural choice that theory leaves open; annotate the field with a ``Literal`` of its options."""
    notes: Any = {"unit": "choice", "source": source, "grade": "assumed"}
    return Field(default, description=says, json_schema_extra=notes)


@cache
@cache
def layout_of(group: type[Parameters]) -> Layout:
    """The record layout of a parameter group: numbers as they are, a choice as the index of its option."""
    fields = []
    for name, field in group.model_fields.items():
        unit = str((field.json_schema_extra or {}).get("unit", ""))  # type: ignore[union-attr]
        make = real if field.annotation is float else large
        fields.append(make(name, field.description or "", unit))
    return Layout(f"settings {group.__name__}", *fields)


def record_of(group: Parameters) -> Table:
    """A table of one row that compiled rules read; its fields are the group's parameters."""
    table = layout_of(type(group)).blank(1)
    for name, field in type(group).model_fields.items():
        value = getattr(group, name)
        if get_origin(field.annotation) is Literal:
            value = get_args(field.annotation).index(value)
        table[name] = value
    return table


def explained(group: Parameters) -> list[dict[str, Any]]:
    """One row a parameter: name, value, unit, low, high, grade, source, meaning."""
    rows = []
    for name, field in type(group).model_fields.items():
        notes: dict[str, Any] = dict(field.json_schema_extra or {})  # type: ignore[arg-type]
        if get_origin(field.annotation) is Literal:
            notes["options"] = list(get_args(field.annotation))
        rows.append({"name": name, "value": getattr(group, name), **notes, "says": field.description})
    return rows
