"""Adjust: set or scale any Term for some months: a shock, a closed border, a dose of fees."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import Field, model_validator

from remitsim.policies.policy import Mask, Policy
from remitsim.world import terms as records
from remitsim.world.terms import Terms
from remitsim.world.world import World

LAYOUTS = {
    "hosts": records.HOST_TERMS, "origins": records.ORIGIN_TERMS, "corridors": records.CORRIDOR_TERMS,
    "trades": records.TRADE_TERMS, "statuses": records.STATUS_TERMS,
}  # fmt: skip


class Adjust(Policy):
    """Set or scale one Term: ``term = "corridors.quota"``, then ``to`` a value or ``times`` a factor."""

    term: str = Field(description="table.name of a Term, as `remitsim explain` lists them")
    to: float | None = Field(None, description="value to set")
    times: float | None = Field(None, description="factor")

    @model_validator(mode="after")
    def _known(self) -> Adjust:
        table, _, name = self.term.partition(".")
        if table not in LAYOUTS or name not in LAYOUTS[table].fields:
            raise ValueError(f"no Term is called {self.term!r}")
        if (self.to is None) == (self.times is None):
            raise ValueError("say one of `to` and `times`")
        return self

    def change(self, terms: Terms, world: World) -> None:
        """Set or scale it where the policy holds."""
        table, _, name = self.term.partition(".")
        column = getattr(terms, table)[name]
        rows = self._rows(table, world)
        values: Any = np.full(column[rows].shape, self.to) if self.times is None else column[rows] * self.times
        column[rows] = np.rint(values) if column.dtype.kind == "i" else values

    def _rows(self, table: str, world: World) -> Mask:
        if table == "trades" or table == "statuses":
            return self.trades(world)
        rows: Mask = getattr(self, table)(world)
        return rows
