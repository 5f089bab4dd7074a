"""At home and in the host at large: aid, shocks with or without a pay-out, rules on who may leave."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from remitsim.parameters import choice, number
from remitsim.policies.policy import Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World

LEAST_IDLE = 0.005  # aid in jobs leaves so many without work at least

Trade = Literal["farm", "construction", "factory", "domestic and care", "services", "nursing", "other skilled"]


class Aid(Policy):
    """Aid at origin, paid from outside.

    Budget support is an equal sum a head: what households then have raises both what staying is worth and the means
    to go (`choosing`, `finance`). Services halve what school costs the family, so more children are schooled
    (`homes`), who may leave with more schooling later. Jobs are posts at home pay for those without work: home work
    is likelier, so home is worth more (`worth`), and households have more to go with. The rest of the world pays:
    support as aid, the other half of the school's cost, and the pay of the posts.
    """

    option: Literal["budget support", "services", "jobs"] = choice("budget support", says="kind of aid")
    share: float = number(0.05, unit="share of consumption", low=0.0, high=0.2, says="budget support, or pay of posts")
    school_cost: float = number(0.5, unit="multiple", low=0.0, high=1.0, says="cost of school left to families")

    def change(self, terms: Terms, world: World) -> None:
        """Pay it in the origins it holds in."""
        here = self.origins(world)
        if self.option == "budget support":
            sums = np.rint(self.share * world.origins["median_consumption"][here])
            terms.origins["support"][here] = sums.astype(np.int64)
        elif self.option == "services":
            terms.origins["school_cost"][here] *= self.school_cost
        else:
            terms.origins["home_work"][here] *= self._likelier(world)[here]

    def _likelier(self, world: World) -> np.ndarray:
        """Factor on the chance of finding work that fills the posts which the money pays for."""
        homes, people, origins = world.households, world.persons, world.origins
        heads = np.bincount(homes["origin"], homes["adults"] + homes["children"] + homes["elders"],
                            minlength=len(origins))  # fmt: skip
        mine = (people["origin"] >= 0) & (people["place"] == codes.AT_HOME) & (people["participates"] == 1)
        seek = np.bincount(people["origin"][mine], minlength=len(origins))
        pay = np.maximum((origins["home_pay_men"] + origins["home_pay_women"]) / 2.0, 1.0)
        posts = self.share * origins["median_consumption"] * heads / pay / np.maximum(seek, 1)
        idle = np.maximum(origins["unemployment"], LEAST_IDLE)
        left = np.maximum(idle - posts, LEAST_IDLE)
        factor: np.ndarray = (1.0 - left) / left * idle / (1.0 - idle)
        return factor


class Shock(Policy):
    """A shock at origin: home pay falls for a while, or staying becomes dangerous.

    Hunger rises, more look for ways out, and fewer can pay for them (`choosing`, `finance`). A pay-out makes part of
    the lost work income good, from the origin's treasury, so fewer go for want of means to stay.
    """

    home_pay: float = number(0.7, unit="multiple", low=0.05, high=1.0, says="home pay")
    over: int = number(0, unit="months", low=0, high=60, says="time that the fall takes, geometrically; 0 at once")
    villages: float = number(1.0, unit="share of villages", low=0.0, high=1.0, says="villages hit")
    danger: float = number(0.0, unit="share of home pay", low=0.0, high=2.0, says="hardship of staying, in a conflict")
    payout: float = number(0.0, unit="share of the loss", low=0.0, high=1.0, says="made good to who is hit")

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
        terms.origins["danger"][here] += self.danger
        terms.origins["payout"][here] = self.payout


class HostShock(Policy):
    """A shock at the destination: demand for some trades falls for a while, as when building stops.

    Their price falls, posts are shed (`planning`), and people without work look elsewhere, turn irregular when permits
    end, send less or go home. A pay-out opens benefits to everybody with papers at once, from the insurance fund.
    """

    demand: float = number(0.6, unit="multiple", low=0.2, high=1.0, says="demand for the trades hit")
    only_trades: tuple[Trade, ...] = Field(("construction",), description="trades hit")
    payout: bool = Field(False, description="benefits without insured months, to everybody with papers")
    benefit_rate: float = number(0.6, unit="share of last pay", low=0.2, high=0.9, says="benefit of the pay-out, least")
    benefit_months: int = number(6, unit="months", low=1, high=24, says="months of it, least")

    def change(self, terms: Terms, world: World) -> None:
        """Lower demand, open benefits."""
        kinds = [codes.TRADES.index(trade) for trade in self.only_trades]
        rows = self.trades(world) & np.isin(np.tile(np.arange(codes.N_TRADES), len(world.host_names)), kinds)
        terms.trades["demand"][rows] *= self.demand
        if self.payout:
            here, law = self.hosts(world), terms.hosts
            law["insured_for_benefit"][here] = 0
            law["benefit_rate"][here] = np.maximum(law["benefit_rate"][here], self.benefit_rate)
            law["benefit_months"][here] = np.maximum(law["benefit_months"][here], self.benefit_months)
            with_papers = self.statuses(world, codes.NATIVE, codes.CITIZEN, codes.PERMANENT, codes.TEMPORARY_FREE,
                                        codes.TEMPORARY_TIED)  # fmt: skip
            terms.statuses["benefits"][with_papers] = 1


class DepartureBan(Policy):
    """Women may not leave through visas; the way without papers stays, so some who would have had a visa take it."""

    def change(self, terms: Terms, world: World) -> None:
        """Bar it."""
        terms.origins["departure_barred_women"][self.origins(world)] = 1
