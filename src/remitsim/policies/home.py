"""At home: aid, shocks, help on return, rules on who may leave."""

from __future__ import annotations

import numpy as np

from remitsim.money import from_dollars
from remitsim.parameters import number
from remitsim.policies.policy import Policy
from remitsim.world.terms import Terms
from remitsim.world.world import World


class Aid(Policy):
    """Budget support at origin, an equal sum a head paid from outside, as a share of the catchment's consumption.

    What households then have raises both what staying is worth and the means to go (`choosing`, `finance`).
    """

    share: float = number(0.05, unit="share of consumption", low=0.0, high=0.2, says="aid")

    def change(self, terms: Terms, world: World) -> None:
        """Pay it in the origins it holds in."""
        here = self.origins(world)
        sums = np.rint(self.share * world.origins["median_consumption"][here])
        terms.origins["support"][here] = sums.astype(np.int64)


class Shock(Policy):
    """Home pay falls for a while; hunger rises, more look for ways out, and fewer can pay for them."""

    home_pay: float = number(0.7, unit="multiple", low=0.05, high=1.0, says="home pay")
    over: int = number(0, unit="months", low=0, high=60, says="time that the fall takes, geometrically; 0 at once")
    villages: float = number(1.0, unit="share of villages", low=0.0, high=1.0, says="villages hit")

    def change(self, terms: Terms, world: World) -> None:
        """Lower home pay, or hit a share of villages."""
        here = self.origins(world)
        part = min(1.0, (world.month - self.starts + 1) / self.over) if self.over > 0 else 1.0
        pay = self.home_pay**part
        if self.villages < 1.0:
            terms.origins["shock_share"][here] = self.villages
            terms.origins["shock_pay"][here] = pay
        else:
            terms.origins["home_pay"][here] *= pay


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
