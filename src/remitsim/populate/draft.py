"""What populating works on: the tables as far as they are filled, and where each group begins."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from remitsim.parameters import record_of
from remitsim.populate.weights import Weights
from remitsim.records import Table
from remitsim.settings import Settings
from remitsim.settings.populating import Populating
from remitsim.start import Start
from remitsim.world import codes
from remitsim.world.cells import host_cell, migrant_cell, native_cell, origin_cell
from remitsim.world.persons import NEVER, PERSON

Rows = NDArray[np.int64]

NOWHERE = ("household", "corridor", "employer", "left_employer", "employer_owing", "provider", "trained_trade",
           "permit_left", "grace_left", "applying_route", "applying_corridor", "second_corridor",
           "kept_corridor", "partner")  # fmt: skip


@dataclass
class Draft:
    """A world in the making. Tables of places are copies of the start's; ``notes`` say what had to give way."""

    start: Start
    settings: Settings
    weights: Weights
    lasting: int
    hosts: Table = field(init=False)
    origins: Table = field(init=False)
    corridors: Table = field(init=False)
    corridor_trades: Table = field(init=False)
    providers: Table = field(init=False)
    persons: Table = field(init=False)
    clock: Table = field(init=False)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("hosts", "origins", "corridors", "corridor_trades", "providers"):
            setattr(self, name, getattr(self.start, name).copy())
        self.persons = PERSON.blank(sum(self.weights.native_rows) + sum(self.weights.origin_rows))
        self._bound()
        for name in NOWHERE:
            self.persons[name] = codes.NONE
        self.persons["month_applied"] = self.persons["returned_month"] = NEVER
        self.persons["kept_status"] = codes.NO_STATUS

    def _bound(self) -> None:
        hosts, origins = len(self.hosts), len(self.origins)
        rows = np.cumsum([0, *self.weights.native_rows, *self.weights.origin_rows])
        self.hosts["first_person"], self.hosts["persons"] = rows[:hosts], self.weights.native_rows
        self.hosts["weight"] = self.weights.native_weights
        self.origins["first_person"], self.origins["persons"] = rows[hosts:-1], self.weights.origin_rows
        self.origins["weight"] = self.weights.origin_weights
        self.corridors["weight"] = np.repeat(self.weights.origin_weights, hosts)
        self.hosts["cell_state"] = [host_cell(hosts, origins, h) for h in range(hosts)]
        self.origins["cell_state"] = [origin_cell(hosts, origins, o) for o in range(origins)]

    @property
    def how(self) -> Populating:
        """Parameters of populating."""
        return self.settings.populating

    def record(self, group: str) -> Table:
        """The one-row table of a settings group, for rules."""
        return record_of(getattr(self.settings, group))

    def natives(self, host: int) -> Table:
        """Natives of a host (a view)."""
        first = int(self.hosts["first_person"][host])
        return self.persons[first : first + int(self.hosts["persons"][host])]

    def people(self, origin: int) -> Table:
        """Adults of an origin, wherever they are (a view)."""
        first = int(self.origins["first_person"][origin])
        return self.persons[first : first + int(self.origins["persons"][origin])]

    def movers(self) -> Table:
        """Adults of all origins (a view)."""
        return self.persons[sum(self.weights.native_rows) :]

    def keep_books_rows(self) -> None:
        """Give every person the books row of the place and status held."""
        hosts = len(self.hosts)
        people = self.persons
        native = native_cell(people["host"], people["sex"])
        mover = migrant_cell(hosts, people["origin"], people["host"], people["sex"], people["status"])
        people["cell"] = np.where(people["origin"] < 0, native, mover)
