"""Return: forced, by a list and a budget; assisted, offered to who asks or to a list, with a grant or work at home."""

from __future__ import annotations

from typing import Any, Literal

from remitsim.money import from_dollars
from remitsim.parameters import choice, number
from remitsim.policies.assigning import at
from remitsim.policies.facts import Facts
from remitsim.policies.lists import Band, go_through
from remitsim.policies.policy import FOR_EVER, Policy
from remitsim.reckoning.homeward import pay_assisted, price_of_job
from remitsim.reckoning.staying import go_back
from remitsim.records import rows_of
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.terms import Terms
from remitsim.world.world import World


class _Listed(Policy):
    """People in an irregular situation of a band of stay, on a list that is gone through month by month."""

    stay_from: int = number(0, unit="months of stay", low=0, high=FOR_EVER, says="whom it concerns: from")
    stay_to: int = number(FOR_EVER, unit="months of stay", low=0, high=FOR_EVER, says="... to before")
    target_share: float = number(0.3, unit="share of those concerned at the start", low=0.0, high=1.0, says="the list",
                                 source="doses of the claims on return: .1, .3, .6")
    over_months: int = number(36, unit="months", low=1, high=120, says="months in which the list is gone through")
    budget_usd: float = number(0.0, unit="USD a month", low=0.0, high=1e10, says="most that is spent; 0: no limit")
    draw: int = number(0, unit="number", low=0, high=10_000, says="another number draws another list")

    def pointless(self, facts: Facts) -> str:
        """Needs people in an irregular situation."""
        return "" if facts.irregular else "nobody there is in an irregular situation"

    def band(self, world: World) -> Band:
        """Whom the list concerns."""
        return Band(self.corridors(world), self.stay_from, self.stay_to, self.target_share, self.over_months,
                    self.starts, self.draw)  # fmt: skip

    def leave(self, world: World, person: Any, how: int) -> None:
        """Go home, counted as removed or assisted."""
        go_back(
            person, at(world.households, person.household), rows_of(world.cells),
            at(world.corridors, person.corridor), at(world.terms.hosts, person.host),
            at(world.terms.statuses, person.host * 7 + person.status), how, at(world.clock, 0),
        )  # fmt: skip


class ForcedReturn(_Listed):
    """Removals by a list: a share of people in an irregular situation is found and sent home within some months.

    They lose pay and what they are owed, bring home what they saved, and may set out again by the one choice rule
    (`choosing`); firms lose hands. The treasury pays the unit cost of a removal for each, up to the budget.
    """

    def act(self, world: World) -> None:
        """Find and remove who is due."""
        if self.target_share > 0.0:
            go_through(world, self._name(), self.band(world), 100.0 * self.budget_usd,
                       lambda person: float(world.terms.hosts["removal_cost"][person.host]),
                       lambda person: self._remove(world, person))  # fmt: skip

    def _name(self) -> str:
        return f"forced {self.model_dump_json()}"

    def _remove(self, world: World, person: Any) -> None:
        book(at(world.cells, person.cell), flows.REMOVALS, int(world.terms.hosts["removal_cost"][person.host]))
        self.leave(world, person, codes.REMOVED)


class AssistedReturn(_Listed):
    """The way home and some help for people in an irregular situation; `return-help` adds a grant or work at home.

    Offered, it is asked for by those to whom home with the help is worth more than staying (`homeward`, the one worth
    function); a list sends its people home with the same help, whether they would ask or not. The treasury pays the
    ticket and the help.
    """

    to: Literal["who asks", "a list"] = choice("who asks", says="who goes")

    def change(self, terms: Terms, world: World) -> None:
        """Offer the help."""
        hosts = self.hosts(world)
        if self.to == "who asks":
            terms.hosts["assisted_return"][hosts] = 1
            terms.hosts["assisted_from"][hosts] = self.stay_from
            terms.hosts["assisted_to"][hosts] = self.stay_to if self.stay_to < FOR_EVER else 0

    def act(self, world: World) -> None:
        """Send who is due on a list."""
        if self.to == "a list" and self.target_share > 0.0:
            go_through(world, f"assisted {self.model_dump_json()}", self.band(world), 100.0 * self.budget_usd,
                       lambda person: self._cost(world, person), lambda person: self._help(world, person))  # fmt: skip

    def _cost(self, world: World, person: Any) -> float:
        origin, law = at(world.origins, person.origin), at(world.terms.origins, person.origin)
        ticket = float(world.terms.corridors["ticket"][person.corridor])
        helped = 100.0 * world.settings.returning.assisted_cost
        return ticket + helped + float(law.return_grant) + float(price_of_job(person, origin, law))

    def _help(self, world: World, person: Any) -> None:
        pay_assisted(
            person, at(world.households, person.household), at(world.cells, person.cell), at(world.origins, person.origin),
            at(world.terms.origins, person.origin), at(world.terms.corridors, person.corridor),
            at(world.records["returning"], 0),
        )  # fmt: skip
        self.leave(world, person, codes.ASSISTED)


class ReturnHelp(Policy):
    """Reintegration: a grant, and months of sure work at home, for whoever comes home assisted.

    Home is worth more to who may ask for an assisted return (`homeward`). A grant goes into an enterprise or the purse,
    where it may as well pay the next trip; work at home keeps people at work there for so long (`earning`). The host's
    treasury pays the grant and the price of the work.
    """

    grant_usd: float = number(2000.0, unit="USD", low=0.0, high=5000.0, says="grant on return")
    grant_into: Literal["the purse", "an enterprise"] = choice("an enterprise", says="what the grant goes into")
    job_months: int = number(0, unit="months", low=0, high=24, says="sure work at home at mean pay")

    def pointless(self, facts: Facts) -> str:
        """Needs people in an irregular situation."""
        return "" if facts.irregular else "nobody there is in an irregular situation"

    def change(self, terms: Terms, world: World) -> None:
        """Offer both to those who come home assisted."""
        here = self.origins(world)
        terms.origins["return_grant"][here] = from_dollars(self.grant_usd)
        terms.origins["return_grant_in"][here] = int(self.grant_into == "an enterprise")
        terms.origins["return_job_months"][here] = self.job_months
