"""Enforcement: border, checks of papers, labour inspection, detention or supervision, each with its budget."""

from __future__ import annotations

from typing import Literal

import numpy as np

from remitsim.parameters import choice, number
from remitsim.policies.policy import Policy
from remitsim.world.terms import Terms
from remitsim.world.world import World


class Border(Policy):
    """The border's budget, as a multiple of today's.

    Against people: the chance of being caught answers with falling returns; the smuggler's price and the danger of
    the road answer by parameters that are 0 unless set. Against smugglers: the same money catches nobody more, the
    price rises on the catch it would have bought.
    """

    budget: float = number(2.0, unit="multiple of today's", low=0.0, high=10.0, says="budget")
    against: Literal["people", "smugglers"] = choice("people", says="what the added money is spent on")
    returns: float = number(0.5, unit="power", low=0.0, high=1.0, says="how catching answers the budget")
    price_answer: float = number(0.0, unit="power", low=0.0, high=1.5, says="how the smuggler's price answers catching")
    smuggler_answer: float = number(1.0, unit="power", low=0.0, high=3.0, says="... when the money is against smugglers")
    death_answer: float = number(0.0, unit="power", low=0.0, high=0.6, says="how the danger of the road answers")

    def change(self, terms: Terms, world: World) -> None:
        """Set catching, prices and danger."""
        law, here = terms.corridors, self.corridors(world)
        caught, turned = law["caught"][here].copy(), law["turned_back"][here].copy()
        power = self.budget**self.returns
        new = 1.0 - (1.0 - caught) ** power
        rise = np.divide(new, caught, out=np.ones_like(new), where=caught > 0) - 1.0
        if self.against == "people":
            law["caught"][here] = new
            law["turned_back"][here] = 1.0 - (1.0 - turned) ** power
            law["smuggler_price"][here] = np.rint(law["smuggler_price"][here] * (1.0 + self.price_answer * rise))
            law["death"][here] *= self.budget**self.death_answer if self.budget > 0 else 1.0
        else:
            law["smuggler_price"][here] = np.rint(law["smuggler_price"][here] * (1.0 + self.smuggler_answer * rise))


class LabourInspection(Policy):
    """The budget of labour inspection, as a multiple of today's: informal work found, wages recovered."""

    budget: float = number(2.0, unit="multiple of today's", low=0.0, high=10.0, says="budget")

    def change(self, terms: Terms, world: World) -> None:
        """Scale the chance of a visit."""
        terms.hosts["found_at_work"][self.hosts(world)] *= self.budget


class ChecksOfPapers(Policy):
    """The budget of checks in the street, as a multiple of today's; they meet people at random."""

    budget: float = number(2.0, unit="multiple of today's", low=0.0, high=10.0, says="budget")

    def change(self, terms: Terms, world: World) -> None:
        """Scale the chance of being found."""
        here = self.hosts(world)
        terms.hosts["found_in_street"][here] *= self.budget
        terms.hosts["papers_at_work"][here] *= self.budget


class Detention(Policy):
    """Whether those caught are detained, or those found inside supervised in the community."""

    detained: float = number(1.0, unit="share of those caught", low=0.0, high=1.0, says="detained")
    months: float = number(1.0, unit="months", low=0.33, high=6.0, says="detention")
    supervised: float = number(0.0, unit="share of those found inside", low=0.0, high=1.0, says="supervised instead")

    def change(self, terms: Terms, world: World) -> None:
        """Set shares and months."""
        here = self.hosts(world)
        terms.hosts["detention_share"][here] = self.detained
        terms.hosts["detention_months"][here] = self.months
        terms.hosts["supervision_share"][here] = self.supervised
