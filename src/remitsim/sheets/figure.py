"""Inputs that say where they come from: a plain number, or a number with range, unit, source and grade."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

BAND = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
NOTES = ("low", "high", "unit", "source", "grade", "says")


class Sheet(BaseModel):
    """A part of a scenario file: unknown keys are refused, nothing changes after it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Note(Sheet):
    """What may stand beside a value in its long form."""

    low: float | None = None
    high: float | None = None
    unit: str = ""
    source: str = ""
    grade: Literal["measured", "derived", "assumed"] = "assumed"
    says: str = ""


def is_long(given: Any) -> bool:
    """Whether an entry is written in the long form ``{ value = ..., source = ... }``."""
    return isinstance(given, dict) and "value" in given


def plain(given: Any) -> Any:
    """The tree with every long form replaced by its bare value."""
    if is_long(given):
        return plain(given["value"])
    if isinstance(given, dict):
        return {key: plain(value) for key, value in given.items()}
    return given


def note_errors(given: dict[str, Any]) -> str:
    """What is wrong with the words beside a value; empty if nothing is."""
    unknown = sorted(set(given) - set(NOTES) - {"value"})
    if unknown:
        return f"beside value only {', '.join(NOTES)} may stand, not {', '.join(unknown)}"
    if given.get("grade", "assumed") not in ("measured", "derived", "assumed"):
        return f"grade is measured, derived or assumed, not {given['grade']!r}"
    low, high, value = given.get("low"), given.get("high"), given["value"]
    for name in ("low", "high"):
        if name in given and (isinstance(given[name], bool) or not isinstance(given[name], (int, float))):
            return f"{name} is a number"
    a_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if a_number and ((low is not None and value < low) or (high is not None and value > high)):
        return f"value {value:g} lies outside its own range {low} to {high}"
    return ""


class _Number:
    """A number within hard limits."""

    def __init__(self, low: float, high: float, whole: bool = False) -> None:
        self.low, self.high, self.whole = low, high, whole

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        number = {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}
        return long_or(number)

    def check(self, given: Any) -> float:
        """The number, or an error that says what was expected."""
        expected = f"{'a whole number' if self.whole else 'a number'} from {self.low:g} to {self.high:g}"
        right = isinstance(given, (int, float)) and ((given is not True and given is not False) or self.whole)
        if not right or (self.whole and float(given) != int(given)):
            raise PydanticCustomError("number", "{expected}", {"expected": expected})
        if not self.low <= float(given) <= self.high:
            raise PydanticCustomError("number", "{expected}", {"expected": expected})
        return int(given) if self.whole else float(given)


class _Shares:
    """Numbers by a fixed list of names (trades, ages, statuses ...), some or all of them."""

    def __init__(self, names: tuple[str, ...], low: float, high: float) -> None:
        self.names, self.number = names, _Number(low, high)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        number = {"type": "number", "minimum": self.number.low, "maximum": self.number.high}
        properties = dict.fromkeys(self.names, number)
        return long_or({"type": "object", "properties": properties, "additionalProperties": False})

    def check(self, given: Any) -> dict[str, float]:
        """The numbers by name, or an error that names what is wrong."""
        expected = f"numbers by name, from {self.number.low:g} to {self.number.high:g}: {', '.join(self.names)}"
        if not isinstance(given, dict):
            raise PydanticCustomError("shares", "{expected}", {"expected": expected})
        for name, value in given.items():
            if name not in self.names:
                raise PydanticCustomError("name", "{key}", {"key": str(name), "known": list(self.names)})
            try:
                self.number.check(value)
            except PydanticCustomError:
                raise PydanticCustomError("shares", "{expected}", {"expected": expected}) from None
        if given and not any(given.values()) and set(given) == set(self.names):
            raise PydanticCustomError("shares", "{expected}", {"expected": "at least one number above 0"})
        return {str(name): float(value) for name, value in given.items()}


class _Bands:
    """Shares by bands of years, as ``{"0-5" = 0.3}``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return long_or({"type": "object", "additionalProperties": {"type": "number", "minimum": 0}})

    def check(self, given: Any) -> dict[str, float]:
        """The shares by band, or an error that shows how a band is written."""
        told = given.items() if isinstance(given, dict) else ()
        for band, part in told:
            ends = BAND.fullmatch(str(band))
            right = ends and float(ends.group(1)) < float(ends.group(2)) <= 40
            if not right or isinstance(part, bool) or not isinstance(part, (int, float)) or not 0 <= part <= 100:
                break
        else:
            if told and any(part > 0 for _, part in told):
                return {str(band): float(part) for band, part in told}
        expected = "shares by years of stay, as '0-5' = 0.3"
        raise PydanticCustomError("shares", "{expected}", {"expected": expected})


def long_or(bare: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of a value in its plain or its long form."""
    texts = {name: {"type": "string"} for name in ("unit", "source", "says")}
    grade = {"enum": ["measured", "derived", "assumed"]}
    ends = {"low": {"type": "number"}, "high": {"type": "number"}}
    long = {"value": bare, **ends, **texts, "grade": grade}
    return {"anyOf": [bare, {"type": "object", "properties": long, "required": ["value"],
                             "additionalProperties": False}]}  # fmt: skip


def given(says: str, *, unit: str = "", default: Any = None) -> Any:
    """A field of a sheet; where it stays None the shipped files or the rules of this world fill it."""
    return Field(default, description=says, json_schema_extra={"unit": unit})


def amount(low: float = 0.0, high: float = 1e9) -> Any:
    """A real number within limits."""
    return _Number(low, high)


def count(low: float = 0, high: float = 1e12) -> Any:
    """A whole number within limits."""
    return _Number(low, high, whole=True)


def by(names: tuple[str, ...], low: float = 0.0, high: float = 1.0) -> Any:
    """Numbers by name within limits."""
    return _Shares(names, low, high)


def bands() -> Any:
    """Shares by bands of years."""
    return _Bands()
