"""Parameters of ageing."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Ageing(Parameters):
    """Death and the handing on of rows."""

    death_at_20: float = number(0.0003, unit="a month", low=0.0001, high=0.0006, says="chance of dying at 20")
    death_at_60: float = number(0.0015, unit="a month", low=0.0006, high=0.003, says="chance of dying at 60")
