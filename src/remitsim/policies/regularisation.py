"""Regularisation: services, a permit, residence or a route to citizenship for people in an irregular situation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from remitsim.money import from_dollars
from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import FOR_EVER, Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World

Trade = Literal["farm", "construction", "factory", "domestic and care", "services", "nursing", "other skilled"]


class Regularisation(Policy):
    """An offer of a status to people in an irregular situation who meet its test.

    Who finds the status worth its price and trouble applies (`offers`, by the one worth function); the office grants
    so many a month; with papers formal work, other firms and safe complaint open, so the fallback and pay rise
    (`fallbacks`), tax is paid where formal work then pays, and people stay longer if the status lasts. If it is
    announced ahead, or expected again (``expected``), being irregular is worth more to those who may still come and
    to those who might go home (`worth`). The treasury pays for each file, and takes the price.
    """

    option: Literal["services", "temporary permit", "permanent residence", "citizenship"] = choice(
        "temporary permit", says="what is offered")
    after_months: int = number(12, unit="months of stay", low=0, high=240, says="stay asked")
    before_months: int = number(0, unit="months of stay", low=0, high=600, says="stay under so many asked; 0 any")
    work_months: int = number(0, unit="months", low=0, high=60, says="months of work asked with the present employer")
    only_trades: tuple[Trade, ...] = Field((), description="trades of work asked; none named: any")
    family: bool = Field(False, description="family here asked")
    never_removed: bool = Field(False, description="never to have been removed asked")
    permit_months: int = number(24, unit="months", low=12, high=60, says="a temporary permit's length")
    renewal: Literal["as other permits", "work now or past work", "never"] = choice(
        "as other permits", says="renewal of all temporary free permits: by the law as it is; formal work now, or half of "
        "the last year in work; never")
    price_usd: float = number(120.0, unit="USD", low=0.0, high=1000.0, says="price to the applicant")
    places_a_month: float = number(20_000.0, unit="real people", low=0.0, high=1e7, says="files decided a month")
    applies: Literal["worker", "firm and worker together"] = choice("worker", says="who applies")
    open_months: int = number(6, unit="months", low=1, high=FOR_EVER, says="months in which applications are taken")
    repeated: bool = Field(False, description="whether it is offered again every ``every_months``")
    citizen_after: int = number(60, unit="months", low=24, high=120, says="months as a permanent to citizenship")
    announced_months: int = number(0, unit="months", low=0, high=60, says="months before the start that it is announced")
    expected: float = number(0.0, unit="weight", low=0.0, high=1.0, says="believed weight of the same again")
    every_months: int = number(60, unit="months", low=12, high=240, says="months until the one expected")

    def pointless(self, facts: Facts) -> str:
        """Needs people in an irregular situation."""
        return "" if facts.irregular else "nobody there is in an irregular situation"

    def rules(self) -> frozenset[str]:
        """Services stand beside a status on offer; two statuses do not."""
        return frozenset({"services whatever the status" if self.option == "services" else "a status on offer"})

    def in_force(self, month: int) -> bool:
        """Whether it holds, or is announced already."""
        return 0 <= month < self.ends and month >= self.starts - self.announced_months and self.places_a_month > 0.0

    def change(self, terms: Terms, world: World) -> None:
        """Put the offer, and what it rests on, into the terms."""
        here, law = self.hosts(world), terms.hosts
        if self.option == "services":
            self._open_services(terms, world)
            return
        status = codes.TEMPORARY_FREE if self.option == "temporary permit" else codes.PERMANENT
        self._set_test(terms, world)
        law["offer_price"][here] = from_dollars(self.price_usd)
        law["expected_status"][here] = status
        since = world.month - self.starts
        if since < 0:
            law["expected"][here] = 1.0
            law["expected_wait"][here] = -since
            return
        law["offer_status"][here] = status
        law["offer_permit_months"][here] = self.permit_months if status == codes.TEMPORARY_FREE else -1
        law["offer_places"][here] = self.places_a_month
        law["offer_closed"][here] = int((since % self.every_months if self.repeated else since) >= self.open_months)
        law["expected"][here] = self.expected
        law["expected_wait"][here] = self.every_months - since % self.every_months
        self._set_what_follows(terms, world)

    def _set_test(self, terms: Terms, world: World) -> None:
        here, law = self.hosts(world), terms.hosts
        law["offer_stay"][here] = self.after_months
        law["offer_stay_most"][here] = self.before_months
        law["offer_work"][here] = self.work_months
        law["offer_trades"][here] = sum(1 << codes.TRADES.index(trade) for trade in self.only_trades)
        law["offer_family"][here] = int(self.family)
        law["offer_never_removed"][here] = int(self.never_removed)
        law["offer_employer"][here] = int(self.applies != "worker")

    def _set_what_follows(self, terms: Terms, world: World) -> None:
        here = self.hosts(world)
        if self.option == "citizenship":
            terms.hosts["citizenship_months"][here] = self.citizen_after
            terms.hosts["citizenship_share"][here] = 1.0
        if self.renewal == "never":
            terms.statuses["renewable"][self.statuses(world, codes.TEMPORARY_FREE)] = 0
        elif self.renewal != "as other permits":
            terms.hosts["renewal_past_work"][here] = HALF_A_YEAR_IN_WORK

    def _open_services(self, terms: Terms, world: World) -> None:
        if world.month < self.starts:
            return
        rows = self.statuses(world, codes.IRREGULAR)
        terms.statuses["health"][rows] = 1.0
        terms.statuses["school"][rows] = 1
        terms.statuses["complain"][rows] = 1.0
        terms.hosts["inspectors_report"][self.hosts(world)] = 0.0


HALF_A_YEAR_IN_WORK = 0.7  # chance that who is not in formal work was so for six of the last twelve months; assumed
