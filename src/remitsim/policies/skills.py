"""Skills partnerships: training at origin paid from abroad, by track; and the destination that trains its own."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from remitsim.money import from_dollars
from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Policy
from remitsim.world.terms import Terms
from remitsim.world.world import World

NO_PROFESSION = "training at origin is not modelled there, so a partnership has no places to add"


def places_by_corridor(policy: Policy, share: float, world: World) -> np.ndarray:
    """A share of each origin's training places a year, split over the corridors a policy holds in by stock (C,)."""
    corridors, chosen = world.corridors, policy.corridors(world) & (world.corridors["open"] == 1)
    stock = np.where(chosen, np.maximum(corridors["stock"], 1e-9), 0.0)
    part = stock / np.maximum(np.bincount(corridors["origin"], stock)[corridors["origin"]], 1e-9)
    budgets = world.origins["budgets"][corridors["origin"]] == 1
    base = world.base_terms.origins["training_places"][corridors["origin"]]
    places: np.ndarray = np.where(budgets, share * base * part, 0.0)
    return places


class SkillsPartnership(Policy):
    """A host adds training places at an origin for its own shortage, and for the origin's with a home track.

    More people train (`profession`); those of the away track go to posts abroad where a visa and recognition stand
    behind the place (`recognition`), those of the home track fill the origin's posts; who pays for the training is
    the host's treasury, employers there, or the origin's treasury. With a return clause a bond falls due on who
    stays abroad too long, so going home in time is worth more (`homeward`); the origin's treasury takes it.
    """

    tracks: Literal["away", "home and away"] = choice("home and away", says="where graduates go")
    home_share: float = number(0.5, unit="share of places", low=0.0, high=0.8, says="home track, where there is one")
    places_share: float = number(0.1, unit="share of the origin's training places", low=0.0, high=0.3,
                                 says="places added a year, shared over its corridors by stock")
    paid_by: Literal["destination treasury", "employer", "origin"] = choice("destination treasury", says="who pays")
    visas_behind: float = number(1.0, unit="share of away-track graduates", low=0.0, high=1.0,
                                 says="with a visa and recognition behind the place")
    return_clause: bool = Field(False, description="whether a bond falls due on who does not return")
    bond_usd: float = number(10_000.0, unit="USD", low=5_000.0, high=20_000.0, says="bond of the return clause")
    bond_months: int = number(60, unit="months abroad", low=12, high=120, says="months after which it falls due")
    portable_credit: bool = Field(False, description="whether insurance credit is paid on return")
    recognised_at_home: float = number(0.0, unit="share", low=0.0, high=1.0,
                                       says="skills won abroad recognised at home, at least")

    def pointless(self, facts: Facts) -> str:
        """Needs training at origin."""
        return "" if facts.budgets else NO_PROFESSION

    def change(self, terms: Terms, world: World) -> None:
        """Open the partnership in the corridors it holds in."""
        law, here = terms.corridors, self.corridors(world) & (world.corridors["open"] == 1)
        places = places_by_corridor(self, self.places_share, world)
        here &= places > 0.0
        law["skills_open"][here] = 1
        law["partnership_places"][here] = places[here]
        law["home_track"][here] = self.home_share if self.tracks == "home and away" else 0.0
        law["paid_by_host"][here] = float(self.paid_by == "destination treasury")
        law["paid_by_firms"][here] = float(self.paid_by == "employer")
        law["visas_behind"][here] = self.visas_behind
        if self.return_clause:
            law["return_bond"][here] = from_dollars(self.bond_usd)
            law["bond_months"][here] = self.bond_months
        if self.portable_credit:
            terms.hosts["portable"][self.hosts(world)] = 0.9
        origins = self.origins(world)
        terms.origins["recognition"][origins] = np.maximum(terms.origins["recognition"][origins], self.recognised_at_home)


class UnmanagedHiring(Policy):
    """As many more graduates hired from origins by visa as a partnership would send, their training paid at home.

    More visas for the trained raise the chance of a place, so more of the stock at home leaves (`recruiting`) and
    posts there stay empty; the origin's treasury and families have paid for the training.
    """

    places_share: float = number(0.1, unit="share of the origin's training places", low=0.0, high=0.3,
                                 says="visas a year, shared over its corridors by stock")

    def pointless(self, facts: Facts) -> str:
        """Needs training at origin."""
        return "" if facts.budgets else NO_PROFESSION

    def change(self, terms: Terms, world: World) -> None:
        """Add the visas."""
        scale = np.maximum(world.corridors["legal_scale"], 1e-9)
        terms.corridors["quota"] += places_by_corridor(self, self.places_share, world) / scale


class OwnTraining(Policy):
    """The destination trains residents of its own, beyond those who replace leavers, from its treasury.

    After their training they take posts there (`budgets`), so fewer are left for recruits.
    """

    people_a_year: float = number(1000.0, unit="real people a year and host", low=0.0, high=100_000.0, says="trained")

    def pointless(self, facts: Facts) -> str:
        """Needs posts as budgets."""
        return "" if facts.budgets else "its posts are not budgets that trained residents would fill"

    def change(self, terms: Terms, world: World) -> None:
        """Open the places."""
        terms.hosts["own_training"][self.hosts(world) & (world.hosts["budgets"] == 1)] = self.people_a_year
