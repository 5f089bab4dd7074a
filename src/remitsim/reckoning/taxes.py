"""Taxes and contributions on formal pay, piecewise linear, with closed inverses (`equations.md` C1 form).

All amounts in cents a month, as floats; ``law`` is a record of host terms.
"""

from __future__ import annotations

from remitsim.rules import rule


@rule
def _cap(law):
    return float(law.contribution_cap) if law.contribution_cap > 0 else 1e18


@rule
def net(law, pay):
    """Pay after income tax and the employee's contribution."""
    return (
        pay
        - law.worker_contribution * min(pay, _cap(law))
        - law.income_tax * max(0.0, pay - law.income_tax_free)
    )


@rule
def cost(law, pay):
    """What formal pay costs the employer, contribution included."""
    return pay + law.employer_contribution * min(pay, _cap(law))


@rule
def ceiling(law, product):
    """The pay whose cost is ``product``: inverse of `cost`."""
    cap = _cap(law)
    if product < cap * (1.0 + law.employer_contribution):
        return product / (1.0 + law.employer_contribution)
    return product - law.employer_contribution * cap


@rule
def gross(law, take_home):
    """The pay that leaves ``take_home``: inverse of `net`."""
    free, cap = float(law.income_tax_free), _cap(law)
    low, high = min(free, cap), max(free, cap)
    rate_low = law.worker_contribution
    rate_middle = (law.income_tax if free < cap else 0.0) + (law.worker_contribution if cap > free else 0.0)
    at_low = low * (1.0 - rate_low)
    if take_home <= at_low:
        return take_home / (1.0 - rate_low)
    at_high = at_low + (high - low) * (1.0 - rate_middle)
    if take_home <= at_high:
        return low + (take_home - at_low) / (1.0 - rate_middle)
    return high + (take_home - at_high) / (1.0 - law.income_tax)
