"""Whole cents: rules may reckon in floats, what is booked is rounded once."""

from __future__ import annotations

import math

from remitsim.rules import rule


@rule
def cents(amount: float) -> int:
    """Round a reckoned amount (in cents) to a whole cent, halves up."""
    return int(math.floor(amount + 0.5))


@rule
def share(amount: int, part: float) -> int:
    """A share of a booked amount, in whole cents."""
    return int(math.floor(amount * part + 0.5))


def from_dollars(dollars: float) -> int:
    """US dollars to whole cents."""
    return int(math.floor(dollars * 100.0 + 0.5))
