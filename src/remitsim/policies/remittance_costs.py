"""Remittance costs: caps, comparison sites, papers and accounts, digital providers, relief, entry."""

from __future__ import annotations

from typing import ClassVar, Literal

from remitsim.parameters import choice, number
from remitsim.policies.policy import Policy
from remitsim.world import codes
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

    What the site costs is not booked.
    """

    share: float = number(0.8, unit="share of looks", low=0.3, high=1.0, says="looks that use the site")

    def change(self, terms: Terms, world: World) -> None:
        """Open the site."""
        terms.corridors["site"][self.corridors(world)] = self.share


class PapersNotAsked(Policy):
    """People in an irregular situation may use providers and accounts as settled people do.

    What wider access costs providers is not in their own cost yet.
    """

    def change(self, terms: Terms, world: World) -> None:
        """Give people without papers the openness that settled people meet."""
        here = self.corridors(world)
        terms.corridors["open_irregular"][here] = terms.corridors["open_settled"][here]


class DigitalOpen(Policy):
    """Digital and mobile payout open at the receiving end."""

    open_share: float = number(0.95, unit="chance", low=0.5, high=1.0, says="payout kinds open")

    def change(self, terms: Terms, world: World) -> None:
        """Open both kinds."""
        here = self.corridors(world)
        for kind in (codes.DIGITAL, codes.MOBILE):
            terms.corridors["open_receiving"][here, kind] = self.open_share


class FeeRelief(Policy):
    """The host's treasury pays the flat fee of some sendings a month."""

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
