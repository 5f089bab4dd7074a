"""Pathways: quotas fixed, by schooling, following vacancies or open; tied to readmission; seasonal work; family."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Policy
from remitsim.world import codes
from remitsim.world.terms import Terms
from remitsim.world.world import World

MONTHS_OF_POSTS = 3


class Pathways(Policy):
    """How many may come with a visa, of what schooling, and what the origin does in return.

    More places raise the chance of a visa, so some who would have gone without papers wait for one (`choosing`),
    and lower the agent's margin, a rent on scarce places (`recruiting`). Places that ask for schooling shut out those
    who are likeliest to go without papers. A quota tied to readmission holds while the origin takes back the share
    agreed of those found; more readmission makes being irregular riskier (`worth`).
    """

    option: Literal["quota", "following vacancies", "open"] = choice("quota", says="how places are set")
    multiple: float = number(2.0, unit="multiple of the quota", low=0.0, high=10.0, says="quota")
    share_of_vacancies: float = number(0.02, unit="share of unfilled posts, a month", low=0.005, high=0.1,
                                       says="places a month that follow vacancies")
    schooling: Literal["any", "secondary", "tertiary"] = choice("any", says="least schooling asked for a visa")
    tied_to_readmission: bool = Field(False, description="whether the places are given for readmission")
    readmission: float = number(1.0, unit="share of those found", low=0.0, high=1.0, says="readmitted in return")
    readmission_asked: float = number(0.8, unit="share of those found", low=0.0, high=1.0, says="least for the places")

    def rules(self) -> frozenset[str]:
        """The quota, free movement, or the kind of quota: what else sets them contradicts."""
        names = {"quota": "corridors.quota", "open": "corridors.free_open"}
        return frozenset({"pathways", names.get(self.option, "corridors.quota")})

    def pointless(self, facts: Facts) -> str:
        """A quota needs a visa route."""
        return "" if facts.quotas or self.option == "open" else "nobody comes by a visa, so there is no quota"

    def change(self, terms: Terms, world: World) -> None:
        """Set quotas of the corridors it holds in."""
        law, here = terms.corridors, self.corridors(world) & (world.corridors["open"] == 1)
        if self.tied_to_readmission:
            law["readmission"][here] = self.readmission
            if self.readmission < self.readmission_asked:
                return
        law["least_schooling"][here] = ("any", "secondary", "tertiary").index(self.schooling)
        if self.option == "quota":
            law["quota"][here] *= self.multiple
        elif self.option == "open":
            law["free_open"][here] = 1
        else:
            law["quota_kind"][here] = codes.QUOTA_FLOW
            law["quota"][here] = 12.0 * self._following(world)[here]

    def act(self, world: World) -> None:
        """Remember the posts that last month left unfilled."""
        if self.option == "following vacancies":
            seen = world.notes.setdefault("unfilled posts", [])
            seen.append(world.markets["vacancies"].copy())
            del seen[: -(MONTHS_OF_POSTS - 1)]

    def _following(self, world: World) -> np.ndarray:
        """Places a month: a share of each host's unfilled posts of three months, split over its corridors by stock."""
        last = [*world.notes.get("unfilled posts", []), world.markets["vacancies"]]
        unfilled = np.bincount(world.markets["host"], np.mean(last, axis=0).clip(0.0))
        host, stock = world.corridors["host"], world.corridors["stock"]
        weight = stock / np.bincount(host, stock)[host].clip(1.0)
        scale = np.maximum(world.corridors["legal_scale"], 1e-9)  # what burn-in learned scales quotas, not these places
        places: np.ndarray = self.share_of_vacancies * unfilled[host] * weight / scale
        return places


class SeasonalWork(Policy):
    """Visas for a season: so many months tied to the firm, then home, with or without the right to come again.

    A place that waits makes going home cheap, so fewer stay on when the season ends (`permits`, `homeward`).
    """

    months: int = number(9, unit="months", low=3, high=11, says="season")
    come_again: bool = Field(True, description="who went home with the season has a place within a year")

    def pointless(self, facts: Facts) -> str:
        """Needs visas that tie to a firm."""
        return "" if facts.quotas else "nobody comes by a visa that could be seasonal"

    def change(self, terms: Terms, world: World) -> None:
        """Make the visas of these corridors seasonal: tied, as all seasonal work is."""
        here = self.corridors(world)
        terms.corridors["seasonal_months"][here] = self.months
        terms.corridors["season_again"][here] = int(self.come_again)
        terms.hosts["recruit_status"][self.hosts(world)] = codes.TEMPORARY_TIED


class Family(Policy):
    """Whether residents may bring their family: never, by a test of income, or freely; after a wait.

    Family here makes people send less and stay longer (`heads`, `sharing`, `homeward`), and a member who resides
    opens the family way to who is at home (`choosing`).
    """

    option: Literal["separated", "income test", "open"] = choice("open", says="family reunion")
    income_test: float = number(0.6, unit="multiple of mean pay", low=0.2, high=1.0, says="income asked")
    wait_months: int = number(0, unit="months", low=0, high=36, says="months in a status before family may come")

    def rules(self) -> frozenset[str]:
        """The family route."""
        return frozenset({"family", "hosts.family_route"})

    def change(self, terms: Terms, world: World) -> None:
        """Set the route, the right and the wait."""
        value = ("separated", "income test", "open").index(self.option)
        here = self.hosts(world)
        terms.hosts["family_route"][here] = value
        terms.hosts["income_test"][here] = self.income_test
        terms.hosts["family_wait"][here] = self.wait_months
        rows = self.statuses(world, codes.PERMANENT, codes.TEMPORARY_FREE)
        terms.statuses["family"][rows] = value
