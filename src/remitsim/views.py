"""Mesa agents that are windows on records: attributes read and write the row that compiled rules work on.

An agent costs nothing until asked for: two views on one row are equal, hash alike and see the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from numpy.typing import NDArray

from remitsim.records import Field, Layout, Table
from remitsim.world import codes
from remitsim.world.corridors import PROVIDER
from remitsim.world.employers import EMPLOYER
from remitsim.world.households import HOUSEHOLD
from remitsim.world.persons import PERSON
from remitsim.world.world import World

if TYPE_CHECKING:
    from remitsim.model import RemittanceModel


class View(mesa.Agent):
    """A Mesa agent on one row of a table. Its attributes are the fields of the noun, as plain Python numbers.

    Rows are fixed for the whole run, so agents are neither made nor removed; the month is lived by
    ``model.step()``, in the order of `remitsim.month.MONTH`.
    """

    layout: ClassVar[Layout]
    table_name: ClassVar[str]

    def __init__(self, model: RemittanceModel, row: int) -> None:
        # Mesa's own __init__ would register the agent and keep it: a window on a row needs neither.
        self.model = model
        self.row = row

    @property
    def unique_id(self) -> int:
        """Number of this agent in the model, from 1."""
        return int(self.model.first_id(type(self)) + self.row)

    @property
    def pos(self) -> None:
        """This model has no space to stand in; see ``country``."""
        return None

    @property
    def table(self) -> Table:
        """The table whose row this is."""
        table: Table = getattr(self.model.world, self.table_name)
        return table

    def in_words(self, name: str) -> Any:
        """A field with its code spelt out: ``person.in_words("status")`` is ``"temporary tied"``."""
        value, unit = getattr(self, name), self.layout.fields[name].unit
        words = getattr(codes, unit.removeprefix("codes."), None) if unit.startswith("codes.") else None
        return words[value] if isinstance(words, tuple) and isinstance(value, int) and value >= 0 else value

    def describe(self) -> dict[str, Any]:
        """All fields by name, codes spelt out."""
        return {name: self.in_words(name) for name in self.layout.fields}

    @classmethod
    def rows(cls, world: World) -> NDArray[np.int64]:
        """Rows of the table that are agents."""
        return np.arange(len(getattr(world, cls.table_name)))

    def remove(self) -> None:
        """Raises TypeError: rows are fixed, who leaves or dies changes state."""
        raise TypeError("agents of this model are fixed rows: who leaves or dies changes state, no row is removed")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and (type(self), self.row) == (type(other), other.row) and (
            self.model is other.model)  # fmt: skip

    def __hash__(self) -> int:
        return hash((type(self), id(self.model), self.row))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row}>"


def _attribute(field: Field) -> property:
    name = field.name
    if field.length > 1:
        return property(lambda agent: agent.table[name][agent.row], doc=field.says)

    def read(agent: Any) -> Any:
        return agent.table[name][agent.row].item()

    def write(agent: Any, value: Any) -> None:
        agent.table[name][agent.row] = value

    return property(read, write, doc=f"{field.says} [{field.unit or '-'}]")


def _window_on(layout: Layout, table_name: str) -> Callable[[type[View]], type[View]]:
    """Give a view one property a field of its noun."""

    def dress(view: type[View]) -> type[View]:
        if taken := sorted(name for name in layout.fields if hasattr(view, name)):
            raise TypeError(f"{view.__name__}: Mesa or the view already has {', '.join(taken)}")
        view.layout, view.table_name = layout, table_name
        for field in layout.fields.values():
            setattr(view, field.name, _attribute(field))
        return view

    return dress


@_window_on(PERSON, "persons")
class Person(View):
    """A native, a migrant or someone who might leave."""

    @property
    def country(self) -> str:
        """ISO code of where the person lives."""
        world = self.model.world
        return str(world.host_names[self.host] if self.host >= 0 else world.origin_names[self.origin])

    @property
    def home(self) -> Household | None:
        """The household of origin; None for natives."""
        return self.model.agent(Household, self.household) if self.household >= 0 else None

    @property
    def firm(self) -> Employer | None:
        """The employer; None without work abroad."""
        return self.model.agent(Employer, self.employer) if self.employer >= 0 else None


@_window_on(HOUSEHOLD, "households")
class Household(View):
    """A household at origin."""

    @property
    def country(self) -> str:
        """ISO code of the origin."""
        return str(self.model.world.origin_names[self.origin])

    @property
    def members(self) -> list[Person]:
        """Its adults, wherever they are."""
        rows = range(self.first_person, self.first_person + self.adults)
        return [self.model.agent(Person, row) for row in rows]


@_window_on(EMPLOYER, "employers")
class Employer(View):
    """A group of firms of one trade in a host."""

    @property
    def country(self) -> str:
        """ISO code of the host."""
        return str(self.model.world.host_names[self.host])

    @property
    def workers(self) -> list[Person]:
        """People at work here."""
        rows = np.nonzero(self.model.world.persons["employer"] == self.row)[0]
        return [self.model.agent(Person, int(row)) for row in rows]


@_window_on(PROVIDER, "providers")
class Provider(View):
    """A transfer provider in one corridor."""

    @classmethod
    def rows(cls, world: World) -> NDArray[np.int64]:
        """Rows of providers that serve their corridor."""
        return np.nonzero(world.providers["here"] == 1)[0]

    @property
    def corridor_name(self) -> str:
        """ISO codes of origin and host, as ``MAR-ESP``."""
        origin, host = divmod(self.corridor, len(self.model.world.hosts))
        return f"{self.model.world.origin_names[origin]}-{self.model.world.host_names[host]}"


VIEWS: tuple[type[View], ...] = (Person, Household, Employer, Provider)
