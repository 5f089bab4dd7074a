"""What every policy is: parameters that explain themselves, and at most two hooks."""

from __future__ import annotations

from remitsim.parameters import Parameters, number
from remitsim.world.terms import Terms
from remitsim.world.world import World

FOR_EVER = 10_000


class Policy(Parameters):
    """A change of the terms people live under, from ``starts`` to before ``ends``.

    ``change(terms, world)`` writes to a fresh copy of this month's terms (base terms are never touched, so
    nothing needs undoing); it may read last month's closed figures in ``world``, never write to it.
    ``act(world)`` changes people and books what that costs, with a payer.
    """

    starts: int = number(0, unit="month", low=0, high=FOR_EVER, says="first month in force", grade="assumed",
                         source="set by the user")
    ends: int = number(FOR_EVER, unit="month", low=0, high=FOR_EVER, says="first month no longer in force",
                       grade="assumed", source="set by the user")

    def in_force(self, month: int) -> bool:
        """Whether the policy holds in a month; never in burn-in."""
        return 0 <= self.starts <= month < self.ends

    def change(self, terms: Terms, world: World) -> None:
        """Change this month's terms; the default changes none."""

    def act(self, world: World) -> None:
        """Act on people and book the cost; the default does nothing."""
