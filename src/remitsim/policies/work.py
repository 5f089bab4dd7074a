"""At work abroad: recognition of skills, integration, trades barred or covered."""

from __future__ import annotations

from remitsim.parameters import number
from remitsim.policies.policy import Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World


class Recognition(Policy):
    """Foreign training is recognised more often."""

    passed: float = number(0.9, unit="chance", low=0.3, high=1.0, says="recognised")

    def change(self, terms: Terms, world: World) -> None:
        """Set it."""
        terms.hosts["recognition"][self.hosts(world)] = self.passed


class Integration(Policy):
    """Integration places lower the price of a step of foothold; the treasury pays the rest of it.

    Who finds a step worth its price buys it (`foothold`).
    """

    price: float = number(0.5, unit="multiple", low=0.25, high=1.0, says="price of foothold")

    def change(self, terms: Terms, world: World) -> None:
        """Lower the price."""
        terms.hosts["integration_price"][self.hosts(world)] *= self.price


class TradesBarred(Policy):
    """Farm, construction and factory work abroad barred to women from abroad."""

    def change(self, terms: Terms, world: World) -> None:
        """Bar them."""
        rows = self.trades(world)
        for trade in (codes.FARM, codes.CONSTRUCTION, codes.FACTORY):
            terms.trades["barred_women"][rows & (world.markets["trade"] == trade)] = 1


class DomesticWorkCovered(Policy):
    """Labour law covers domestic work: visits and wage claims reach it."""

    def change(self, terms: Terms, world: World) -> None:
        """Cover it."""
        terms.trades["covered"][self.trades(world) & (world.markets["trade"] == codes.CARE)] = 1
