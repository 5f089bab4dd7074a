"""Assign: put chosen people in a place or status, free of cost and outside the choice rule. A yardstick, not a policy."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from remitsim.luck import month_salt
from remitsim.parameters import choice, number
from remitsim.policies.assigning import (
    Group,
    allowed_home,
    be_given_status,
    chosen_draws,
    groups_abroad,
    groups_at_home,
    put_abroad,
    put_home,
)
from remitsim.policies.policy import FOR_EVER, Policy
from remitsim.world import codes
from remitsim.world.world import World

STATUSES = codes.STATUSES[1:6]
Status = Literal["citizen by naturalisation", "permanent", "temporary free", "temporary tied", "irregular"]
AMOUNTS = ("persons", "people", "share", "labour_force")


class Assign(Policy):
    """Put people abroad, at home, or in a status, so many over so many months; then hold them there or not.

    Nobody pays, nobody decides: it measures what the presence or absence of people does, whatever made them move.
    Who is put abroad works, earns, sends and is served by the rules like anybody of that status; who is held takes
    no look at moving and keeps the status. Say one of ``persons`` (simulated ones), ``people`` (real ones), ``share``
    (of those who may be chosen at the start) and ``labour_force`` (share of each host's). Chosen are those whose own
    draw is lowest: a lasting one (the same people in every run of a population), or the luck of the run.
    """

    yardstick: ClassVar[bool] = True

    put: Literal["abroad", "home", "status"] = choice("abroad", says="where they are put, or just in a status")
    status: Status = Field("temporary free", description="status given abroad")
    of_status: tuple[Status, ...] = Field((), description="put home or in a status: those of these statuses; none: all")
    persons: int = number(0, unit="simulated persons", low=0, high=1_000_000, says="how many")
    people: float = number(0.0, unit="real people", low=0.0, high=1e9, says="how many")
    share: float = number(0.0, unit="share", low=0.0, high=1.0, says="share of those who may be chosen at the start")
    labour_force: float = number(0.0, unit="share of the host's labour force", low=0.0, high=1.0, says="how many")
    over_months: int = number(1, unit="months", low=1, high=360, says="spread over so many months")
    hold: bool = Field(False, description="whether they are held there")
    schooling: Literal["as in the corridor", "primary and secondary", "anyone"] = choice(
        "anyone", says="put abroad: whose schooling counts")
    trained: bool = Field(False, description="only people trained and licensed")
    stay_from: int = number(0, unit="months of stay", low=0, high=FOR_EVER, says="put home or in a status: from")
    stay_to: int = number(FOR_EVER, unit="months of stay", low=0, high=FOR_EVER, says="... to before")
    drawn_by: Literal["own lasting draw", "luck of the run"] = choice("own lasting draw", says="who is chosen")
    draw: int = number(0, unit="number", low=0, high=10_000, says="another number draws other people")
    returned_as: Literal["by own choice", "removed", "assisted"] = choice("by own choice", says="how they count at home")

    @model_validator(mode="after")
    def _one_amount(self) -> Assign:
        if sum(getattr(self, name) > 0 for name in AMOUNTS) > 1:
            raise ValueError("say one of persons, people, share and labour_force")
        if self.put != "abroad" and (self.labour_force > 0.0 or self.schooling != "anyone"):
            raise ValueError("labour_force and schooling are for people put abroad")
        return self

    def rules(self) -> frozenset[str]:
        """Several assignments of different people stand together."""
        return frozenset({f"assign {self.model_dump_json(exclude={'starts', 'ends', 'places'})}"})

    def act(self, world: World) -> None:
        """Choose and put those who are due this month."""
        groups = self._groups(world)
        if world.month >= self.starts + self.over_months:
            return
        part = (world.month - self.starts + 1) / self.over_months
        draws = self.draws(world)
        for group in groups:
            due = int(np.floor(group.rows * part + 0.5)) - group.placed
            rows = np.nonzero(self.candidates(world) & group.members(world))[0]
            for row in rows[np.argsort(draws[rows], kind="stable")][: max(due, 0)]:
                self._put(world, group, int(row), float(draws[row]))
                group.placed += 1

    def _groups(self, world: World) -> list[Group]:
        """Groups with their sizes, fixed in the first month and kept in the world's notes."""
        kept: dict[str, list[Group]] = world.notes.setdefault("assigned", {})
        name = self.model_dump_json()
        if name not in kept:
            make = groups_at_home if self.put == "abroad" else groups_abroad
            kept[name] = make(self, world, self.candidates(world))
        return kept[name]

    def draws(self, world: World) -> np.ndarray:
        """Each person's draw; the lowest are chosen."""
        clock = world.clock[0]
        by_luck = month_salt(int(clock["seed"]), int(clock["luck"]), self.starts)
        return chosen_draws(world, self.draw, by_luck if self.drawn_by == "luck of the run" else None)

    def candidates(self, world: World) -> np.ndarray:
        """Mask of those who may be chosen now."""
        people = world.persons
        chosen: np.ndarray = (people["origin"] >= 0) & (people["assigned"] == codes.NOT_ASSIGNED)
        if self.trained:
            chosen &= people["licensed"] == 1
        if self.put == "abroad":
            return chosen & allowed_home(world, self.corridors(world), self.schooling)
        chosen &= (people["place"] == codes.ABROAD) & self.corridors(world)[people["corridor"].clip(0)]
        if self.of_status:
            chosen &= np.isin(people["status"], [codes.STATUSES.index(name) for name in self.of_status])
        return chosen & (people["months_abroad"] >= self.stay_from) & (people["months_abroad"] < self.stay_to)

    def _put(self, world: World, group: Group, row: int, draw: float) -> None:
        status = codes.STATUSES.index(self.status)
        if self.put == "abroad":
            put_abroad(world, row, group.corridor(world, row, self.corridors(world)), status)
        elif self.put == "home":
            put_home(world, row, ("by own choice", "removed", "assisted").index(self.returned_as))
        else:
            be_given_status(world, row, status)
        person = world.persons[row]
        person["assigned"] = codes.HELD_THERE if self.hold else codes.FREE_AGAIN
        if self.hold and self.put != "home":
            person["permit_left"] = codes.NONE
