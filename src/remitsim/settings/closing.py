"""Parameters of the month's close."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Closing(Parameters):
    """What owners of profit spend where they live."""

    owners_spending: float = number(0.4, unit="share of smoothed profit", low=0.2, high=0.8,
                                    says="spent in the host; the rest goes abroad")
    owners_smoothing: float = number(0.1, unit="share a month", low=0.05, high=0.3, says="profit, as owners see it")
