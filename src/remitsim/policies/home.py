"""At home: aid, shocks, help on return, rules on who may leave."""

from __future__ import annotations

from typing import Literal

import numpy as np

from remitsim.money import from_dollars
from remitsim.parameters import choice, number
from remitsim.policies.policy import Policy
from remitsim.world.terms import Terms
from remitsim.world.world import World


class Aid(Policy):
    """Aid at origin, paid from outside, as a share of the catchment's consumption.

    Budget support is an equal sum a head; services halve the cost of school; jobs raise the chance of finding work at
    home. What households then have raises both what staying is worth and the means to go (`choosing`, `finance`).
    """

    kind: Literal["budget support", "services", "jobs"] = choice("budget support", says="what the money buys")
    share: float = number(0.05, unit="share of consumption", low=0.0, high=0.2, says="aid")

    def change(self, terms: Terms, world: World) -> None:
        """Spend it in the origins it holds in."""
        here, law = self.origins(world), terms.origins
        if self.kind == "budget support":
            sums = np.rint(self.share * world.origins["median_consumption"][here])
            law["support"][here] = sums.astype(np.int64)
        elif self.kind == "services":
            law["school_cost"][here] *= 0.5
        else:
            law["home_work"][here] *= 1.0 + 10.0 * self.share


class Shock(Policy):
    """Home pay falls for a while; hunger rises, more look for ways out, and fewer can pay for them."""

    home_pay: float = number(0.7, unit="multiple", low=0.15, high=1.0, says="home pay")
    villages: float = number(1.0, unit="share of villages", low=0.0, high=1.0, says="villages hit")

    def change(self, terms: Terms, world: World) -> None:
        """Lower home pay, or hit a share of villages."""
        here = self.origins(world)
        if self.villages < 1.0:
            terms.origins["shock_share"][here] = self.villages
            terms.origins["shock_pay"][here] = self.home_pay
        else:
            terms.origins["home_pay"][here] *= self.home_pay


class ReturnHelp(Policy):
    """Help on return: a grant, work at home for some months."""

    grant_usd: float = number(2000.0, unit="USD", low=0.0, high=5000.0, says="grant on return")
    job_months: int = number(0, unit="months", low=0, high=24, says="work at home")

    def change(self, terms: Terms, world: World) -> None:
        """Offer both to those who return."""
        here = self.origins(world)
        terms.origins["return_grant"][here] = from_dollars(self.grant_usd)
        terms.origins["return_job_months"][here] = self.job_months


class DepartureBan(Policy):
    """Women may not leave through visas; the way without papers stays."""

    def change(self, terms: Terms, world: World) -> None:
        """Bar it."""
        terms.origins["departure_barred_women"][self.origins(world)] = 1
