"""A world: all records of one simulated population, the terms in force, the clock and the books."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import month_salt
from remitsim.parameters import record_of
from remitsim.records import Layout, Table, laid_out, large, whole
from remitsim.settings import Settings
from remitsim.world.ledger import Ledger
from remitsim.world.terms import Terms

CLOCK = Layout(
    "clock",
    whole("month", "month now; month 0 is the world's date, burn-in is negative"),
    whole("hosts", "how many hosts"),
    whole("origins", "how many origins"),
    whole("learning", "whether anchors still learn (burn-in)", "flag"),
    large("salt", "luck salt of this month"),
    large("lasting", "luck salt of lasting traits"),
    large("seed", "root seed"),
    whole("luck", "luck number from month 0 on; before it the salt uses 0"),
)


@dataclass
class World:
    """All that a run holds. Tables are structured arrays made by the layouts of this floor.

    ``names``: ISO codes of hosts and origins, in row order. ``records``: one record a settings group, by name.
    Indexing: corridor = origin x hosts + host; market = host x 7 + trade; quote = market x 4 + class;
    corridor trade = corridor x 7 + trade; provider = corridor x 10 + k; trade terms = market; status terms =
    host x 7 + status.
    """

    hosts: Table
    origins: Table
    corridors: Table
    corridor_trades: Table
    providers: Table
    markets: Table
    quotes: Table
    employers: Table
    persons: Table
    households: Table
    villages: Table
    base_terms: Terms
    ledger: Ledger
    clock: Table
    settings: Settings
    host_names: tuple[str, ...]
    origin_names: tuple[str, ...]
    policies: tuple[Any, ...] = ()  # `policies.Policy`; this floor knows only that they change terms and act
    notes: dict[str, Any] = field(default_factory=dict)
    month_flows: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0), np.int64))
    month_claims: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0), np.int64))
    learned: dict[str, dict[str, NDArray[np.float64]]] = field(default_factory=dict)
    terms: Terms = field(init=False)
    records: dict[str, Table] = field(init=False)
    base_settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        self.terms = self.base_terms
        self.base_settings = self.settings
        self.use(self.settings)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come back from a file, or as a copy."""
        tables = (name for name, held in state.items() if isinstance(held, np.ndarray) and held.dtype.names)
        self.__dict__.update(state, **{name: laid_out(state[name]) for name in tables})
        self.ledger.cells = laid_out(self.ledger.cells)
        self.use(self.settings)

    def use(self, settings: Settings) -> None:
        """Take these settings from now on; ``base_settings`` stay what the world was made with."""
        self.settings = settings
        self.records = {name: record_of(getattr(settings, name)) for name in type(settings).model_fields}

    @property
    def month(self) -> int:
        """Month now; negative in burn-in."""
        return int(self.clock["month"][0])

    @property
    def cells(self) -> Table:
        """The month's bookings."""
        return self.ledger.cells

    def natives(self) -> slice:
        """Rows of persons that are natives, all hosts."""
        return slice(0, sum(self.hosts["persons"].tolist()))

    def movers(self) -> slice:
        """Rows of persons that belong to origins, at home or abroad."""
        return slice(self.natives().stop, len(self.persons))

    def start_month(self, month: int) -> None:
        """Set the clock and this month's luck."""
        clock = self.clock[0]
        clock["month"] = month
        clock["salt"] = month_salt(int(clock["seed"]), int(clock["luck"]) if month >= 0 else 0, month)

    def branch(self, luck: int) -> World:
        """A deep copy that will live on with another luck number from the next month on."""
        twin = copy.deepcopy(self)
        twin.clock["luck"] = luck
        return twin


def new_clock(seed: int, luck: int, month: int, hosts: int, origins: int) -> Table:
    """A clock set to a month of a world with so many hosts and origins."""
    clock = CLOCK.blank(1)
    clock["month"], clock["hosts"], clock["origins"] = month, hosts, origins
    clock["seed"], clock["luck"], clock["learning"] = seed, luck, month < 0
    clock["lasting"] = month_salt(seed, 0, 0)
    clock["salt"] = month_salt(seed, 0 if month < 0 else luck, month)
    return clock
