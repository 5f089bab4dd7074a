"""Pathways: quotas fixed, following vacancies or open; seasonal work; family."""

from __future__ import annotations

from typing import Literal

import numpy as np

from remitsim.parameters import choice, number
from remitsim.policies.policy import Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World


class Pathways(Policy):
    """How many may come with a visa.

    More places raise the chance of a visa, so some who would have gone without papers wait for one (`choosing`),
    and lower the agent's margin, a rent on scarce places (`recruiting`).
    """

    option: Literal["quota", "following vacancies", "open"] = choice("quota", says="how places are set")
    multiple: float = number(2.0, unit="multiple of the quota", low=0.0, high=10.0, says="quota")
    share_of_vacancies: float = number(0.02, unit="share of unfilled posts, a month", low=0.005, high=0.1,
                                       says="places a month that follow vacancies")

    def change(self, terms: Terms, world: World) -> None:
        """Set quotas of the corridors it holds in."""
        law, here = terms.corridors, self.corridors(world) & (world.corridors["open"] == 1)
        if self.option == "quota":
            law["quota"][here] *= self.multiple
        elif self.option == "open":
            law["free_open"][here] = 1
        else:
            law["quota_kind"][here] = codes.QUOTA_FLOW
            law["quota"][here] = 12.0 * self._following(world)[here]

    def _following(self, world: World) -> np.ndarray:
        """Places a month: a share of each host's unfilled posts, split over its corridors by stock."""
        unfilled = np.bincount(world.markets["host"], world.markets["vacancies"].clip(0.0))
        host, stock = world.corridors["host"], world.corridors["stock"]
        weight = stock / np.bincount(host, stock)[host].clip(1.0)
        places: np.ndarray = self.share_of_vacancies * unfilled[host] * weight
        return places


class SeasonalWork(Policy):
    """Visas for a season: so many months, then home, with the right to come again."""

    months: int = number(9, unit="months", low=3, high=11, says="season")

    def change(self, terms: Terms, world: World) -> None:
        """Make the visas of these corridors seasonal."""
        terms.corridors["seasonal_months"][self.corridors(world)] = self.months


class Family(Policy):
    """Whether residents may bring their family: never, by a test of income, or freely."""

    option: Literal["separated", "income test", "open"] = choice("open", says="family reunion")
    income_test: float = number(0.6, unit="multiple of mean pay", low=0.2, high=1.0, says="income asked")

    def change(self, terms: Terms, world: World) -> None:
        """Set the route and the right."""
        value = ("separated", "income test", "open").index(self.option)
        here = self.hosts(world)
        terms.hosts["family_route"][here] = value
        terms.hosts["income_test"][here] = self.income_test
        rows = self.statuses(world, codes.PERMANENT, codes.TEMPORARY_FREE)
        terms.statuses["family"][rows] = value
