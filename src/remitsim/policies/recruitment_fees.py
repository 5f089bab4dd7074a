"""Recruitment fees: who owes the bill, bans and their enforcement, ratings of agencies, fair loans."""

from __future__ import annotations

from typing import Literal

import numpy as np

from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Policy, book_host
from remitsim.world import flows
from remitsim.world.terms import Terms
from remitsim.world.world import World

AUDITS = {"none": 0.0, "weak": 0.05, "strong": 0.6}
AT_ORIGIN = ("ban at origin", "ban at both ends", "employer pays", "ceiling")
AT_HOST = ("ban at destination", "ban at both ends", "employer pays", "ceiling")
NO_RECRUITERS = "nobody comes by a visa, so no recruit owes a bill"


class RecruitmentFees(Policy):
    """A rule on the recruit's bill, and how it is enforced.

    The rule makes the worker's charge unlawful at one end or both; audits make charging cost the agent a fine.
    The agent charges where that costs least and complies where it costs more than the charge (`recruitment`);
    so the recruit leaves with less debt (`finance`), and what the firm now bears lowers what it can offer (`wages`).
    Each end's treasury pays for the audits it makes and takes the fines of the agents it finds (`audits`).
    """

    option: Literal["market", "pinned", "ceiling", "employer pays", "ban at origin", "ban at destination",
                    "ban at both ends"] = choice("market", says="the rule on the bill")
    months: float = number(6.0, unit="months of pay", low=0, high=24, says="pinned bill",
                           source="doses of the claims on debt bondage: 2, 6, 9, 13")
    ceiling_months: float = number(1.0, unit="months of first pay", low=0.5, high=2, says="most the worker may pay")
    audits: Literal["none", "weak", "strong"] = choice(
        "strong", says="share of placements looked at: 0, .05, .6 at each end where a rule holds")
    audit_budget_usd: float = number(0.0, unit="USD a month, all corridors it holds in", low=0.0, high=1e9,
                                     says="money for audits in place of the named share; 0: the named share")
    origin_part: float = number(0.5, unit="share", low=0.0, high=1.0, says="the origin's part of that money")
    audit_found: float = number(0.8, unit="chance", low=0.5, high=0.95, says="an audit finds the charge")
    fine: float = number(3.0, unit="multiple of what was taken", low=1, high=10, says="fine")
    move_cost: float = number(0.4, unit="share of the charge", low=0.05, high=1.5,
                              says="cost of moving the charge to the other end")

    def pointless(self, facts: Facts) -> str:
        """Needs recruits."""
        return "" if facts.recruiters else NO_RECRUITERS

    def change(self, terms: Terms, world: World) -> None:
        """Set bans, audits, pins and ceilings on the corridors it holds in."""
        law, here = terms.corridors, self.corridors(world)
        if self.option == "pinned":
            law["pinned_months"][here] = max(self.months, 1e-9)
        if self.option == "ceiling":
            law["ceiling_months"][here] = self.ceiling_months
        if self.option == "employer pays":
            law["employer_share"][here] = 1.0
        origin, host = self.option in AT_ORIGIN, self.option in AT_HOST
        if origin or host:
            law["origin_ban"][here], law["host_ban"][here] = float(origin), float(host)
            at_origin, at_host = self._audited(terms, world, origin, host)
            law["origin_audits"][here], law["host_audits"][here] = at_origin * origin, at_host * host
            law["audit_found"][here], law["audit_fine"][here] = self.audit_found, self.fine
            law["move_cost"][here] = self.move_cost

    def _audited(self, terms: Terms, world: World, origin: bool, host: bool) -> tuple[float, float]:
        """Shares of placements looked at, at origin and host: named, or what the money buys."""
        if self.audit_budget_usd <= 0.0:
            return AUDITS[self.audits], AUDITS[self.audits]
        here = self.corridors(world)
        placed = np.maximum(world.corridors["places_visa"][here], 0.0)
        whole = float((placed * terms.corridors["audit_cost"][here]).sum()) / 100.0
        part = self.origin_part if origin and host else float(origin)
        bought = self.audit_budget_usd / max(whole, 1.0)
        return min(1.0, part * bought), min(1.0, (1.0 - part) * bought)


class AgencyRatings(Policy):
    """Ratings of agencies: more recruits know true pay and fees before they go.

    So fewer go who would not have gone knowing them, and firms that pay less than promised lose recruits (`placing`).
    The host's treasury pays for the ratings.
    """

    known: float = number(0.9, unit="share of recruits", low=0.2, high=1.0, says="know true pay and fees")
    cost_usd: float = number(500_000.0, unit="USD a year and host", low=50_000.0, high=5_000_000.0,
                             says="cost of ratings", source="no file holds it: an office of about ten people")

    def pointless(self, facts: Facts) -> str:
        """Needs recruits."""
        return "" if facts.recruiters else NO_RECRUITERS

    def change(self, terms: Terms, world: World) -> None:
        """Raise the share who know."""
        here = self.corridors(world)
        terms.corridors["true_pay_known"][here] = self.known

    def act(self, world: World) -> None:
        """Pay for the ratings."""
        for host in np.nonzero(self.hosts(world))[0]:
            book_host(world, int(host), flows.PROGRAMMES, 100.0 * self.cost_usd / 12.0)


class FairLoans(Policy):
    """Loans at fair interest from a public fund in place of moneylenders'.

    Debts of who leaves from now on grow more slowly, so they are cleared sooner (`debts`) and fewer are held by
    them; the origin's treasury makes good what is never paid back (`defaults`).
    """

    rate: float = number(0.005, unit="a month", low=0.0, high=0.01, says="interest")

    def change(self, terms: Terms, world: World) -> None:
        """Lower the interest for those who leave from now on; the fund bears the losses."""
        here = self.corridors(world)
        terms.corridors["loan_rate"][here] = self.rate
        terms.corridors["public_loans"][here] = 1
