"""What every policy is: parameters that explain themselves, where it holds, and at most two hooks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from remitsim.parameters import Parameters, number
from remitsim.policies.facts import Facts
from remitsim.settings import Settings
from remitsim.world.cells import host_cell, origin_cell
from remitsim.world.terms import Terms
from remitsim.world.world import World

FOR_EVER = 10_000
Mask = NDArray[np.bool_]


def _in_words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


class Policy(Parameters):
    """A change of the terms people live under, from ``starts`` to before ``ends``, in the ``places`` named.

    ``change(terms, world)`` writes to a fresh copy of this month's terms (base terms are never touched, so
    nothing needs undoing); it may read last month's closed figures in ``world``, never write to it.
    ``act(world)`` changes people and books what that costs, with a payer. ``behave(settings)`` gives other
    parameters of behaviour; only `set` does. A ``yardstick`` is no policy: it puts people where no rule would.
    """

    yardstick: ClassVar[bool] = False
    named_by: ClassVar[str] = ""  # the field that must be one of `known_names`

    starts: int = number(0, unit="month", low=0, high=FOR_EVER, says="first month in force", source="set by the user")
    ends: int = number(FOR_EVER, unit="month", low=0, high=FOR_EVER, says="first month no longer in force",
                       source="set by the user")
    places: tuple[str, ...] = Field(
        (), description="hosts, origins or corridors (MAR-ESP) it holds in; none named: everywhere")

    def in_force(self, month: int) -> bool:
        """Whether the policy holds in a month; never in burn-in."""
        return 0 <= self.starts <= month < self.ends

    def change(self, terms: Terms, world: World) -> None:
        """Change this month's terms; the default changes none."""

    def act(self, world: World) -> None:
        """Act on people and book the cost; the default does nothing."""

    def behave(self, settings: Settings) -> Settings:
        """Parameters of behaviour in force; the default changes none."""
        return settings

    def pointless(self, facts: Facts) -> str:
        """Why the policy makes no sense in a world of these facts; nothing if it does."""
        return ""

    @classmethod
    def known_names(cls) -> Sequence[str]:
        """What the field ``named_by`` may say."""
        return ()

    def rules(self) -> frozenset[str]:
        """Names of the rules that this policy sets: two policies that set one at the same place and time contradict."""
        return frozenset({_in_words(type(self).__name__)})

    def hosts(self, world: Any) -> Mask:
        """Hosts it holds in: those named, alone or in a corridor; all if no host is named."""
        named = {place.split("-")[-1] for place in self.places} & set(world.host_names)
        return np.array([not named or name in named for name in world.host_names])

    def origins(self, world: Any) -> Mask:
        """Origins it holds in: those named, alone or in a corridor; all if no origin is named."""
        named = {place.split("-")[0] for place in self.places} & set(world.origin_names)
        return np.array([not named or name in named for name in world.origin_names])

    def corridors(self, world: Any) -> Mask:
        """Corridors it holds in: of the origins and hosts it holds in, or just those named as corridors."""
        pairs = [f"{origin}-{host}" for origin in world.origin_names for host in world.host_names]
        named = set(self.places) & set(pairs)
        if named:
            return np.array([pair in named for pair in pairs])
        both: Mask = np.outer(self.origins(world), self.hosts(world)).ravel()
        return both

    def trades(self, world: Any) -> Mask:
        """Rows of trade terms (host x 7) of the hosts it holds in."""
        return np.repeat(self.hosts(world), 7)

    def statuses(self, world: Any, *statuses: int) -> Mask:
        """Rows of status terms (host x 7) of the hosts it holds in, for these statuses."""
        return np.repeat(self.hosts(world), 7) & np.isin(np.tile(np.arange(7), len(world.host_names)), statuses)


def book_host(world: World, host: int, flow: int, cents: float) -> None:
    """Book a payment of a host's institutions, whole cents of all its people together."""
    world.cells["flow"][host_cell(len(world.hosts), len(world.origins), host), flow] += round(cents)


def book_origin(world: World, origin: int, flow: int, cents: float) -> None:
    """Book a payment of an origin's institutions, whole cents of all its people together."""
    world.cells["flow"][origin_cell(len(world.hosts), len(world.origins), origin), flow] += round(cents)
