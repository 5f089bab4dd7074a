"""Sponsorship: whether tied workers may change employer, and whether a complaint is safe."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World

CHANGES = {"never": codes.CHANGE_NEVER, "at contract end": codes.CHANGE_AT_CONTRACT_END, "always": codes.CHANGE_ALWAYS}


class Sponsorship(Policy):
    """Whether tied workers may change employer.

    Freer workers' fallback rises by what other firms would offer (`fallbacks`), so pay at renewal and on a move
    rises, fewer leave the sponsor for irregular work (`papers`), and firms post less to newcomers (`recruitment`).
    """

    may_change: Literal["never", "at contract end", "always"] = choice("always", says="change of employer")
    grace_months: int = number(0, unit="months", low=0, high=6,
                               says="months to find another firm after losing a job; 0: from post to post only")

    def pointless(self, facts: Facts) -> str:
        """Needs people tied to a sponsor."""
        return "" if facts.tied else "nobody there is tied to a sponsor"

    def change(self, terms: Terms, world: World) -> None:
        """Set the rule for the hosts it holds in."""
        here = self.hosts(world)
        terms.hosts["may_change_employer"][here] = CHANGES[self.may_change]
        if self.grace_months > 0 or self.may_change == "always":
            terms.hosts["grace_months"][here] = self.grace_months


class SafeComplaint(Policy):
    """Inspectors do not pass on a person's status; so wages withheld are complained of and paid back (`protection`).

    Firms that break the law withhold less from who may complain, regular workers in the same firms too if they were
    tied. It costs nobody but those firms.
    """

    def pointless(self, facts: Facts) -> str:
        """Needs firms that may break the law."""
        return "" if facts.market else "posts there are budgets of the state, which keeps to the law"

    def change(self, terms: Terms, world: World) -> None:
        """Part labour inspection from checks of papers; all statuses may complain safely."""
        terms.hosts["inspectors_report"][self.hosts(world)] = 0.0
        rows = self.statuses(world, codes.IRREGULAR, codes.TEMPORARY_TIED)
        terms.statuses["complain"][rows] = 1.0
