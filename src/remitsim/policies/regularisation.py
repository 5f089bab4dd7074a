"""Regularisation: services, a permit, residence or a route to citizenship for people in an irregular situation."""

from __future__ import annotations

from typing import Literal

from remitsim.money import from_dollars
from remitsim.parameters import choice, number
from remitsim.policies.policy import FOR_EVER, Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World


class Regularisation(Policy):
    """An offer of a status to people in an irregular situation who meet its test.

    Who finds the status worth its price and trouble applies (`offers`, by the one worth function); the office grants
    so many a month; with papers formal work, other firms and safe complaint open, so the fallback and pay rise
    (`fallbacks`), tax is paid where formal work then pays, and people stay longer if the status lasts. If it is
    expected again (``expected``), being irregular is worth more to those who may still come (`worth`).
    """

    option: Literal["services", "temporary permit", "permanent residence", "citizenship"] = choice(
        "temporary permit", says="what is offered")
    after_months: int = number(12, unit="months of stay", low=0, high=240, says="stay asked")
    work_months: int = number(0, unit="months", low=0, high=60, says="months of work asked")
    permit_months: int = number(24, unit="months", low=12, high=60, says="a temporary permit's length")
    price_usd: float = number(120.0, unit="USD", low=0.0, high=1000.0, says="price to the applicant")
    places_a_month: float = number(20_000.0, unit="real people", low=0.0, high=1e7, says="files decided a month")
    applies: Literal["worker", "firm and worker together"] = choice("worker", says="who applies")
    open_months: int = number(6, unit="months", low=1, high=FOR_EVER, says="months in which applications are taken")
    citizen_after: int = number(60, unit="months", low=24, high=120, says="months as a permanent to citizenship")
    expected: float = number(0.0, unit="weight", low=0.0, high=1.0, says="believed weight of the same again")
    every_months: int = number(60, unit="months", low=12, high=240, says="months until the one expected")

    def change(self, terms: Terms, world: World) -> None:
        """Put the offer, and what it rests on, into the terms."""
        here, law = self.hosts(world), terms.hosts
        if self.option == "services":
            self._open_services(terms, world)
            return
        status = codes.TEMPORARY_FREE if self.option == "temporary permit" else codes.PERMANENT
        law["offer_status"][here] = status
        law["offer_stay"][here] = self.after_months
        law["offer_work"][here] = self.work_months
        law["offer_employer"][here] = int(self.applies != "worker")
        law["offer_permit_months"][here] = self.permit_months if status == codes.TEMPORARY_FREE else -1
        law["offer_price"][here] = from_dollars(self.price_usd)
        law["offer_places"][here] = self.places_a_month
        law["offer_closed"][here] = int(world.month >= self.starts + self.open_months)
        law["expected"][here] = self.expected
        law["expected_status"][here] = status
        wait = self.every_months - (world.month - self.starts) % self.every_months
        law["expected_wait"][here] = wait
        if self.option == "citizenship":
            law["citizenship_months"][here] = self.citizen_after
            law["citizenship_share"][here] = 1.0

    def _open_services(self, terms: Terms, world: World) -> None:
        rows = self.statuses(world, codes.IRREGULAR)
        terms.statuses["health"][rows] = 1.0
        terms.statuses["school"][rows] = 1
        terms.statuses["complain"][rows] = 1.0
        terms.hosts["inspectors_report"][self.hosts(world)] = 0.0
