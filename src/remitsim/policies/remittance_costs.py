"""Remittance costs: caps, comparison sites, papers and accounts, digital providers, relief, entry."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from remitsim.money import from_dollars
from remitsim.parameters import choice, number
from remitsim.policies.facts import Facts
from remitsim.policies.policy import Policy, book_host
from remitsim.world import codes, flows
from remitsim.world.terms import Terms
from remitsim.world.world import World


class RemittanceCap(Policy):
    """Cap what lawful providers may charge, flat fee and margin together.

    A sending costs less, so more arrives (`sharing`); a provider whose takings no longer cover its own cost
    leaves the corridor (`providers`), which can leave senders with fewer and dearer rows.
    """

    cap: float = number(0.03, unit="share of the sum", low=0.0, high=0.2, says="cap", source="SDG target 10.c")
    on: Literal["each sending", "the menu's price of USD 200"] = choice("each sending", says="what is capped")

    def rules(self) -> frozenset[str]:
        """A cap on each sending and one on the menu are different rules."""
        return frozenset({f"the cap on {self.on}"})

    def change(self, terms: Terms, world: World) -> None:
        """Cap the corridors it holds in."""
        name = "cap_each" if self.on == "each sending" else "cap_menu"
        terms.corridors[name][self.corridors(world)] = self.cap


class PriceTransparency(Policy):
    """A comparison site: a look round shows every lawful row of the corridor, not two met by chance.

    So more people find a cheaper provider (`providers`). The host's treasury pays for the site.
    """

    share: float = number(0.8, unit="share of looks", low=0.3, high=1.0, says="looks that use the site")
    cost_usd: float = number(200_000.0, unit="USD a year and host", low=20_000.0, high=2_000_000.0,
                             says="cost of the site", source="no file holds it: a few people and collected prices")

    def change(self, terms: Terms, world: World) -> None:
        """Open the site."""
        terms.corridors["site"][self.corridors(world)] = self.share

    def act(self, world: World) -> None:
        """Pay for it."""
        for host in np.nonzero(self.hosts(world))[0]:
            book_host(world, int(host), flows.PROGRAMMES, 100.0 * self.cost_usd / 12.0)


class PapersNotAsked(Policy):
    """People in an irregular situation may use providers and accounts as settled people do.

    So the cheap kinds are open to them (`providers`). Each such sending costs the provider something more, out of
    its takings; where a cap holds the price it may leave the corridor over that.
    """

    cost_usd: float = number(1.0, unit="USD a sending", low=0.0, high=3.0, says="cost to the provider")

    def pointless(self, facts: Facts) -> str:
        """Needs people in an irregular situation."""
        return "" if facts.irregular else "nobody there is in an irregular situation"

    def change(self, terms: Terms, world: World) -> None:
        """Give people without papers the openness that settled people meet."""
        here, law = self.corridors(world), terms.corridors
        law["open_irregular"][here] = np.maximum(law["open_irregular"][here], law["open_settled"][here])
        law["access_cost"][here] = from_dollars(self.cost_usd)


class NewProvider(Policy):
    """One more lawful digital provider in each corridor, at a price a little over its own cost.

    People hear of it by chance or on a comparison site and turn to it where it is cheaper for them (`providers`).
    It lives on its takings; nobody else pays.
    """

    over_cost: float = number(1.15, unit="multiple of its own cost", low=1.05, high=1.4, says="its price")

    def change(self, terms: Terms, world: World) -> None:
        """Let it in."""
        terms.corridors["entrant"][self.corridors(world) & (world.corridors["open"] == 1)] = self.over_cost


class DigitalOpen(Policy):
    """Digital and mobile payout open at the receiving end, so the cheap kinds can be used (`providers`).

    Providers bear it: their own cost is what it was.
    """

    open_share: float = number(0.95, unit="chance", low=0.5, high=1.0, says="payout kinds open")

    def change(self, terms: Terms, world: World) -> None:
        """Open both kinds."""
        here = self.corridors(world)
        for kind in (codes.DIGITAL, codes.MOBILE):
            terms.corridors["open_receiving"][here, kind] = self.open_share


class FeeRelief(Policy):
    """The host's treasury pays the flat fee of some sendings a month, so people send oftener (`purse`, `sharing`)."""

    sendings: float = number(1.0, unit="sendings a month", low=1, high=2, says="flat fees paid")

    def change(self, terms: Terms, world: World) -> None:
        """Pay them."""
        terms.corridors["relief"][self.corridors(world)] = self.sendings


class NoFlatFee(Policy):
    """No flat fee, the margin raised so that the price of USD 200 stays: what a flat fee does to who sends little."""

    yardstick: ClassVar[bool] = True

    def change(self, terms: Terms, world: World) -> None:
        """Move the flat fee into the margin, by corridor, at the mean of lawful rows."""
        rows = world.providers[world.providers["lawful"] == 1]
        for corridor in self.corridors(world).nonzero()[0]:
            here = rows[rows["corridor"] == corridor]
            margin = float(here["base_margin"].mean()) if len(here) else 0.0
            if margin > 0.0:
                law = terms.corridors[corridor]
                fee_share = float(here["base_fee"].mean()) / 20_000.0
                law["margin_scale"] *= 1.0 + law["fee_scale"] * fee_share / margin
                law["fee_scale"] = 0.0
