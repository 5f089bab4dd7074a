"""At work abroad: recognition of skills and matching, integration, trades barred or covered."""

from __future__ import annotations

import numpy as np

from remitsim.money import from_dollars
from remitsim.parameters import number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World


class Recognition(Policy):
    """Foreign training is recognised more often, sooner, and at half the price; the treasury pays the other half.

    Who is recognised works in the own trade at its pay (`placing`, `recognition`), so more of the trained set out
    and natives of that trade meet more hands.
    """

    passed: float = number(0.9, unit="chance", low=0.3, high=1.0, says="recognised")
    relief: float = number(0.5, unit="share of the price", low=0.0, high=1.0, says="paid by the treasury")
    assistant_months: int = number(3, unit="months", low=0, high=24, says="most months as an assistant before the test")

    def change(self, terms: Terms, world: World) -> None:
        """Set chance, price and months."""
        here, law = self.hosts(world), terms.hosts
        law["recognition"][here] = self.passed
        law["recognition_relief"][here] = self.relief
        law["assistant_months"][here] = np.minimum(law["assistant_months"][here], self.assistant_months)


class Matching(Policy):
    """A job service for trained people newly arrived: two looks a month in the own trade, for some months.

    They find work in their trade sooner (`hiring`, `seeking`). The treasury pays for each person served.
    """

    months: int = number(6, unit="months", low=1, high=24, says="months after arrival")
    cost_usd: float = number(400.0, unit="USD a person", low=100.0, high=2000.0, says="cost of the service")

    def change(self, terms: Terms, world: World) -> None:
        """Open the service."""
        here = self.hosts(world)
        terms.hosts["matching_months"][here] = self.months
        terms.hosts["matching_cost"][here] = from_dollars(self.cost_usd)


class Integration(Policy):
    """Integration places: who holds one buys a step of foothold at a lower price, if it is worth it (`foothold`).

    Foothold raises what people produce and their chance of offers. The treasury pays for each place that is used.
    """

    price: float = number(0.5, unit="multiple", low=0.25, high=1.0, says="price of foothold")
    places_share: float = number(0.05, unit="share of people from abroad a year", low=0.0, high=1.0, says="places")
    cost_usd: float = number(1500.0, unit="USD a place used", low=500.0, high=5000.0, says="cost of a place")

    def change(self, terms: Terms, world: World) -> None:
        """Open the places."""
        here = self.hosts(world)
        terms.hosts["integration_price"][here] *= self.price
        terms.hosts["integration_places"][here] = self.places_share
        terms.hosts["integration_cost"][here] = from_dollars(self.cost_usd)


class TradesBarred(Policy):
    """Farm, building and factory work abroad barred to women from abroad.

    Those trades hire and recruit no woman from abroad formally (`seeking`, `routes`), so women crowd into domestic
    work and services, or work informally.
    """

    def change(self, terms: Terms, world: World) -> None:
        """Bar them."""
        rows = self.trades(world)
        for trade in (codes.FARM, codes.CONSTRUCTION, codes.FACTORY):
            terms.trades["barred_women"][rows & (world.markets["trade"] == trade)] = 1


class DomesticWorkCovered(Policy):
    """Labour law covers domestic work: visits and wage claims reach it.

    Withholding pay there becomes riskier and is won back more often (`protection`); informal posts cost more.
    """

    def pointless(self, facts: Facts) -> str:
        """Needs firms that may break the law."""
        return "" if facts.market else "posts there are budgets of the state, which keeps to the law"

    def change(self, terms: Terms, world: World) -> None:
        """Cover it."""
        terms.trades["covered"][self.trades(world) & (world.markets["trade"] == codes.CARE)] = 1
