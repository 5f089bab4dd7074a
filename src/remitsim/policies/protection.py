"""Social protection: who draws benefits, and whether rights travel home."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World

WITH_PAPERS = (codes.PERMANENT, codes.TEMPORARY_FREE, codes.TEMPORARY_TIED)


class SocialProtection(Policy):
    """Whether migrants with papers pay in, draw benefits, and take their credit home.

    Access insures pay lost to illness or idleness (`protection`); a portable credit is paid on return, so going
    home costs less (`returning`), and the fund keeps less. The insurance fund pays and is paid.
    """

    option: Literal["excluded", "contributes without access", "access", "access and portable"] = choice(
        "access and portable", says="rights of migrants with papers")
    portable: float = number(0.9, unit="share of the credit", low=0.5, high=1.0, says="paid on return")

    def pointless(self, facts: Facts) -> str:
        """Needs an insurance of the host."""
        return "" if facts.insurance else "there is no insurance to pay into or to draw from"

    def change(self, terms: Terms, world: World) -> None:
        """Set contribution, access and portability."""
        rows = self.statuses(world, *WITH_PAPERS)
        terms.statuses["contributes"][rows] = int(self.option != "excluded")
        terms.statuses["benefits"][rows] = int(self.option in ("access", "access and portable"))
        terms.hosts["portable"][self.hosts(world)] = self.portable if self.option == "access and portable" else 0.0
