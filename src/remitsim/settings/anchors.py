"""Parameters of anchors: when levels are learned in burn-in, and how fast stocks are steered to them."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Anchors(Parameters):
    """Timing of learning, in months; nothing here may depend on a policy."""

    first_month: float = number(12, unit="months after the start", low=6, high=36, says="labour anchors start to learn")
    first_month_hardship: float = number(30, unit="months after the start", low=12, high=60, says="hardship starts")
    last_month_hardship: float = number(60, unit="months before month 0", low=36, high=84, says="hardship is frozen")
    hold_from: float = number(60, unit="months before month 0", low=36, high=84,
                              says="from here arrivals learn the flow that holds a stock, not the one that corrects it")
    freeze: float = number(12, unit="months before month 0", low=6, high=24, says="all other anchors are frozen")
    freeze_purses: float = number(2, unit="months before month 0", low=1, high=12, says="treasury and pensions frozen")
    correct_within: float = number(36, unit="months", low=24, high=72, says="horizon that closes a gap in a stock")
    hold_within: float = number(120, unit="months", low=60, high=240, says="the same in the hold phase")
    learn_from_rows: float = number(60, unit="rows", low=30, high=100,
                                    says="a stock under so many rows is not learned from what was realised")
    mean_over: float = number(30, unit="months", low=24, high=36, says="frozen at the mean of so many months")
