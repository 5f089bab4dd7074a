"""Parameters of ageing."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Ageing(Parameters):
    """Death and the handing on of rows."""

    death_at_20: float = number(
        0.0001, unit="a month", low=0.00004, high=0.0003, says="chance of dying at 20",
        source="with the chance at 60: one in six dies between 18 and 65, as UN life tables have it (6 to 25 %)",
    )
    death_at_60: float = number(0.0005, unit="a month", low=0.0003, high=0.0015, says="chance of dying at 60")
