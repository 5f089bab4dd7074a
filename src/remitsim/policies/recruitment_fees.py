"""Recruitment fees: who owes the bill, bans and their enforcement, ratings of agencies, fair loans."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import choice, number
from remitsim.policies.policy import Policy
from remitsim.world.terms import Terms
from remitsim.world.world import World

AUDITS = {"none": 0.0, "weak": 0.05, "strong": 0.6}


class RecruitmentFees(Policy):
    """A rule on the recruit's bill, and how it is enforced.

    The rule makes the worker's charge unlawful at one end or both; audits make charging cost the agent a fine.
    The agent charges where that costs least and complies where it costs more than the charge (`recruitment`);
    so the recruit leaves with less debt (`finance`), and what the firm now bears lowers what it can offer (`wages`).
    """

    option: Literal["market", "pinned", "ceiling", "employer pays", "ban at origin", "ban at destination",
                    "ban at both ends"] = choice("market", says="the rule on the bill")
    months: float = number(6.0, unit="months of pay", low=0, high=24, says="pinned bill",
                           source="doses of the claims on debt bondage: 2, 6, 9, 13")
    ceiling_months: float = number(1.0, unit="months of first pay", low=0.5, high=2, says="most the worker may pay")
    audits: Literal["none", "weak", "strong"] = choice(
        "strong", says="share of placements looked at: 0, .05, .6 at each end where a rule holds")
    audit_found: float = number(0.8, unit="chance", low=0.5, high=0.95, says="an audit finds the charge")
    fine: float = number(3.0, unit="multiple of what was taken", low=1, high=10, says="fine")
    move_cost: float = number(0.4, unit="share of the charge", low=0.05, high=1.5,
                              says="cost of moving the charge to the other end")

    def change(self, terms: Terms, world: World) -> None:
        """Set bans, audits, pins and ceilings on the corridors it holds in."""
        law, here = terms.corridors, self.corridors(world)
        if self.option == "pinned":
            law["pinned_months"][here] = max(self.months, 1e-9)
        if self.option == "ceiling":
            law["ceiling_months"][here] = self.ceiling_months
        origin = self.option in ("ban at origin", "ban at both ends", "employer pays", "ceiling")
        host = self.option in ("ban at destination", "ban at both ends", "employer pays", "ceiling")
        if self.option == "employer pays":
            law["employer_share"][here] = 1.0
        if origin or host:
            law["origin_ban"][here], law["host_ban"][here] = float(origin), float(host)
            law["origin_audits"][here] = AUDITS[self.audits] * origin
            law["host_audits"][here] = AUDITS[self.audits] * host
            law["audit_found"][here], law["audit_fine"][here] = self.audit_found, self.fine
            law["move_cost"][here] = self.move_cost


class AgencyRatings(Policy):
    """More recruits know true pay and fees before they go, so fewer go who would not have gone knowing them.

    What the ratings cost is not booked: no figure of it is at hand.
    """

    known: float = number(0.9, unit="share of recruits", low=0.2, high=1.0, says="know true pay and fees")

    def change(self, terms: Terms, world: World) -> None:
        """Raise the share who know."""
        here = self.corridors(world)
        terms.corridors["true_pay_known"][here] = self.known


class FairLoans(Policy):
    """Loans for the bill at fair interest in place of moneylenders'; who lends bears the losses (no fund apart yet)."""

    rate: float = number(0.005, unit="a month", low=0.0, high=0.01, says="interest")

    def change(self, terms: Terms, world: World) -> None:
        """Lower the lender's interest for those who leave from now on."""
        terms.corridors["loan_rate"][self.corridors(world)] = self.rate
