"""Enforcement: border, checks of papers, labour inspection, detention or supervision, each with its budget."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Mask, Policy, book_host
from remitsim.world import codes, flows
from remitsim.world.terms import Terms
from remitsim.world.world import World

Trade = Literal["farm", "construction", "factory", "domestic and care", "services", "nursing", "other skilled"]


class Border(Policy):
    """The border's budget, as a multiple of today's.

    Against people: the chance of being caught answers with falling returns (`crossing`), so a way without papers is
    worth less (`routes`) and coming back is dearer for who thinks of going home (`homeward`); the smuggler's price
    and the danger of the road answer by parameters that are 0 unless set. Against smugglers: the same money catches
    nobody more, the price rises on the catch it would have bought. The treasury pays the multiple of what today's
    border costs, whoever is caught. Where nobody is caught today all stays as it is.
    """

    budget: float = number(2.0, unit="multiple of today's", low=0.0, high=10.0, says="budget")
    against: Literal["people", "smugglers"] = choice("people", says="what the added money is spent on")
    returns: float = number(0.5, unit="power", low=0.0, high=1.0, says="how catching answers the budget")
    price_answer: float = number(0.0, unit="power", low=0.0, high=1.5, says="how the smuggler's price answers catching")
    smuggler_answer: float = number(1.0, unit="power", low=0.0, high=3.0, says="... when the money is against smugglers")
    death_answer: float = number(0.0, unit="power", low=0.0, high=0.6, says="how the danger of the road answers")

    def pointless(self, facts: Facts) -> str:
        """Needs a way without papers."""
        return "" if facts.crossings or facts.visitors else "there is no way into it without papers"

    def change(self, terms: Terms, world: World) -> None:
        """Set catching, prices and danger; the border's cost is then its budget (`act`)."""
        if self.budget == 1.0:
            return
        law, here = terms.corridors, self.corridors(world)
        caught, turned = law["caught"][here].copy(), law["turned_back"][here].copy()
        power = self.budget**self.returns if self.budget > 0.0 else 0.0
        new = 1.0 - (1.0 - caught) ** power
        rise = np.divide(new, caught, out=np.ones_like(new), where=caught > 0) - 1.0
        answer = self.price_answer if self.against == "people" else self.smuggler_answer
        price = law["smuggler_price"][here] * np.maximum(0.0, 1.0 + answer * rise)
        law["smuggler_price"][here] = np.rint(price).astype(np.int64)
        if self.against == "people":
            law["caught"][here] = new
            law["turned_back"][here] = 1.0 - (1.0 - turned) ** power
            law["death"][here] *= self.budget**self.death_answer if self.budget > 0 else 1.0
        terms.hosts["border_cost"][self._paid(world)] = 0

    def act(self, world: World) -> None:
        """Pay the budget: the multiple where it holds, today's sum in the host's other corridors."""
        if self.budget == 1.0:
            return
        multiple = np.where(self.corridors(world), self.budget, 1.0)
        for host in np.nonzero(self._paid(world))[0]:
            own = world.corridors["host"] == host
            caught = float((multiple * world.corridors["usual_caught"])[own].sum())
            book_host(world, int(host), flows.ENFORCEMENT, caught * float(world.base_terms.hosts["border_cost"][host]))

    def _paid(self, world: World) -> Mask:
        """Hosts reached whose border catches anybody today."""
        corridors = world.corridors
        reached = np.bincount(corridors["host"], self.corridors(world), minlength=len(world.hosts)) > 0
        usual = np.bincount(corridors["host"], corridors["usual_caught"], minlength=len(world.hosts))
        result: Mask = reached & (usual > 0.0)
        return result


class LabourInspection(Policy):
    """The budget of labour inspection, as a multiple of today's: informal work found, wages recovered.

    A likelier visit makes informal posts dearer to firms (`planning`), wins withheld wages back (`protection`), and
    ends the posts it finds. The treasury pays the multiple of what today's visits cost.
    """

    budget: float = number(2.0, unit="multiple of today's", low=0.0, high=10.0, says="budget")
    only_trades: tuple[Trade, ...] = Field((), description="trades that the added money goes to; none named: all")

    def pointless(self, facts: Facts) -> str:
        """Needs firms that may break the law."""
        return "" if facts.market else "posts there are budgets of the state, which keeps to the law"

    def change(self, terms: Terms, world: World) -> None:
        """Scale the chance of a visit; what visits cost is then the budget (`act`)."""
        if self.budget == 1.0:
            return
        terms.trades["inspection"][self._rows(world)] *= self.budget
        terms.hosts["visit_cost"][self.hosts(world) & (world.hosts["usual_visited"] > 0.0)] = 0

    def act(self, world: World) -> None:
        """Pay the budget; of trades named, by their share of people at work."""
        if self.budget == 1.0:
            return
        at_work, rows = world.markets["employed"], self._rows(world)
        for host in np.nonzero(self.hosts(world) & (world.hosts["usual_visited"] > 0.0))[0]:
            own = world.markets["host"] == host
            part = float(at_work[own & rows].sum() / max(at_work[own].sum(), 1.0))
            visits = float(world.hosts["usual_visited"][host]) * (1.0 + (self.budget - 1.0) * part)
            book_host(world, int(host), flows.ENFORCEMENT, visits * float(world.base_terms.hosts["visit_cost"][host]))

    def _rows(self, world: World) -> Mask:
        kinds = [codes.TRADES.index(trade) for trade in self.only_trades] or list(range(codes.N_TRADES))
        return self.trades(world) & np.isin(world.markets["trade"], kinds)


class ChecksOfPapers(Policy):
    """The budget of checks of papers, as a multiple of today's; they meet people at random.

    Being irregular is riskier and so worth less (`worth`), to those there and to those who may come. The treasury pays
    the multiple of what today's checks cost, so each person found costs more as fewer are left.
    """

    budget: float = number(2.0, unit="multiple of today's", low=0.0, high=10.0, says="budget")

    def pointless(self, facts: Facts) -> str:
        """Needs people in an irregular situation."""
        return "" if facts.irregular else "nobody there is in an irregular situation"

    def change(self, terms: Terms, world: World) -> None:
        """Scale the chance of being found; what checks cost is then the budget (`act`)."""
        if self.budget == 1.0:
            return
        here = self.hosts(world)
        terms.hosts["found_in_street"][here] *= self.budget
        terms.hosts["papers_at_work"][here] *= self.budget
        terms.hosts["street_cost"][here & (self._usual(world) > 0.0)] = 0

    def act(self, world: World) -> None:
        """Pay the budget."""
        usual = self._usual(world)
        for host in np.nonzero(self.hosts(world) & (usual > 0.0))[0]:
            if self.budget != 1.0:
                cost = self.budget * float(usual[host]) * float(world.base_terms.hosts["street_cost"][host])
                book_host(world, int(host), flows.ENFORCEMENT, cost)

    def _usual(self, world: World) -> np.ndarray:
        found: np.ndarray = np.bincount(world.corridors["host"], world.corridors["usual_met"], minlength=len(world.hosts))
        return found


class Detention(Policy):
    """Whether those caught are detained, or those found inside supervised in the community.

    Who is detained at the border cannot try again that month (`crossing`), and who is found is held before removal;
    who is supervised may not appear (`finding`). The treasury pays for each month of either.
    """

    detained: float = number(1.0, unit="share of those caught", low=0.0, high=1.0, says="detained")
    months: float = number(1.0, unit="months", low=0.33, high=6.0, says="detention")
    supervised: float = number(0.0, unit="share of those found inside", low=0.0, high=1.0, says="supervised instead")
    appears: float = number(0.9, unit="share", low=0.7, high=0.98, says="supervised people who appear when called")

    def pointless(self, facts: Facts) -> str:
        """Needs people in an irregular situation."""
        return "" if facts.irregular else "nobody there is in an irregular situation"

    def change(self, terms: Terms, world: World) -> None:
        """Set shares and months."""
        here = self.hosts(world)
        terms.hosts["detention_share"][here] = self.detained
        terms.hosts["detention_months"][here] = self.months
        terms.hosts["supervision_share"][here] = self.supervised
        terms.hosts["appears"][here] = self.appears
