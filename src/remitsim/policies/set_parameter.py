"""Set: another value of a parameter of behaviour, from month 0 on, in a world burnt in with its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field, ValidationError, model_validator

from remitsim.policies.policy import Policy
from remitsim.settings import Settings

BEFORE_MONTH_0 = ("populating", "anchors")  # read while a world is made, never after


class SetParameter(Policy):
    """Override one parameter: ``parameter = "remitting.elasticity"``, then ``to`` a value or an option.

    The burnt-in world is the baseline's; people decide by the new value from ``starts`` on.
    """

    named_by: ClassVar[str] = "parameter"

    parameter: str = Field(description="theme.name of a parameter of behaviour, as `remitsim explain` lists them")
    to: float | str = Field(description="value, or the name of an option")

    @classmethod
    def known_names(cls) -> Sequence[str]:
        """Parameters that are read after month 0."""
        return tuple(
            f"{theme}.{name}" for theme, field in Settings.model_fields.items() if theme not in BEFORE_MONTH_0
            for name in type(field.default).model_fields
        )  # fmt: skip

    @model_validator(mode="after")
    def _known(self) -> SetParameter:
        theme, _, name = self.parameter.partition(".")
        if theme in BEFORE_MONTH_0:
            raise ValueError(f"{theme} is read before month 0 only: lay it over the scenario instead")
        if self.parameter not in self.known_names():
            raise ValueError(f"no parameter is called {self.parameter!r}")
        field = type(getattr(Settings(), theme)).model_fields[name]
        try:
            type(getattr(Settings(), theme)).model_validate({name: self._value(field.annotation)})
        except ValidationError as error:
            told = error.errors()[0]["msg"].removeprefix("Input should be ")
            raise ValueError(f"{self.parameter} = {self.to!r}: expected {told}") from None
        return self

    def _value(self, kind: Any) -> Any:
        whole = kind is int and isinstance(self.to, float) and self.to.is_integer()
        return int(self.to) if whole else self.to

    def rules(self) -> frozenset[str]:
        """The parameter."""
        return frozenset({f"parameter {self.parameter}"})

    def behave(self, settings: Settings) -> Settings:
        """The same settings with this one changed."""
        theme, _, name = self.parameter.partition(".")
        group = getattr(settings, theme)
        value = self._value(type(group).model_fields[name].annotation)
        return settings.model_copy(update={theme: group.model_copy(update={name: value})})
