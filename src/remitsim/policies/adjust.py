"""Adjust: set or scale any Term for some months: a shock, a closed border, a dose of fees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from remitsim.policies.policy import Mask, Policy
from remitsim.world import codes
from remitsim.world import terms as records
from remitsim.world.terms import Terms
from remitsim.world.world import World

LAYOUTS = {
    "hosts": records.HOST_TERMS, "origins": records.ORIGIN_TERMS, "corridors": records.CORRIDOR_TERMS,
    "trades": records.TRADE_TERMS, "statuses": records.STATUS_TERMS,
}  # fmt: skip

Trade = Literal["farm", "construction", "factory", "domestic and care", "services", "nursing", "other skilled"]
Status = Literal["native", "citizen by naturalisation", "permanent", "temporary free", "temporary tied", "irregular"]


class Adjust(Policy):
    """Set or scale one Term: ``term = "corridors.quota"``, then ``to`` a value or ``times`` a factor."""

    named_by: ClassVar[str] = "term"

    term: str = Field(description="table.name of a Term, as `remitsim explain` lists them")
    to: float | None = Field(None, description="value to set")
    times: float | None = Field(None, description="factor")
    only_trades: tuple[Trade, ...] = Field((), description="terms of trades: of these only; none named: all")
    only_statuses: tuple[Status, ...] = Field((), description="terms of statuses: of these only; none named: all")

    @classmethod
    def known_names(cls) -> Sequence[str]:
        """Every Term, as table.name."""
        return tuple(f"{table}.{name}" for table, layout in LAYOUTS.items() for name in layout.fields)

    @model_validator(mode="after")
    def _known(self) -> Adjust:
        if self.term not in self.known_names():
            raise ValueError(f"no Term is called {self.term!r}")
        if (self.to is None) == (self.times is None):
            raise ValueError("say one of `to` and `times`")
        table = self.term.partition(".")[0]
        if (self.only_trades and table != "trades") or (self.only_statuses and table != "statuses"):
            raise ValueError("only_trades is for terms of trades, only_statuses for terms of statuses")
        return self

    def rules(self) -> frozenset[str]:
        """The Term, of each trade or status it is set for; a factor stands with whatever else sets the Term."""
        rows = self.only_trades or self.only_statuses or ("",)
        return frozenset(f"{'' if self.times is None else 'factor on '}{self.term} {row}".strip() for row in rows)

    def change(self, terms: Terms, world: World) -> None:
        """Set or scale it where the policy holds."""
        table, _, name = self.term.partition(".")
        column = getattr(terms, table)[name]
        rows = self._rows(table, world)
        values: Any = np.full(column[rows].shape, self.to) if self.times is None else column[rows] * self.times
        column[rows] = np.rint(values) if column.dtype.kind == "i" else values

    def _rows(self, table: str, world: World) -> Mask:
        if table == "trades":
            kinds = [codes.TRADES.index(trade) for trade in self.only_trades] or list(range(7))
            return self.trades(world) & np.isin(np.tile(np.arange(7), len(world.hosts)), kinds)
        if table == "statuses":
            kinds = [codes.STATUSES.index(status) for status in self.only_statuses] or list(range(7))
            return self.statuses(world, *kinds)
        rows: Mask = getattr(self, table)(world)
        return rows
