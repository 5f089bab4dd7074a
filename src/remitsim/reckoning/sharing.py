"""How much to send: pay above living and debts split between own use, saving and the family (B1).

All amounts in cents a month, reckoned. The sum handed over maximises
``n_here u(own / n_here) + s n_here u(saving / n_here) + a w n_home u(family / n_home)`` with u of constant
elasticity; the flat fee and the margin of the provider stand inside it.
"""

from __future__ import annotations

import math

from remitsim.rules import helper, rule

A_DOLLAR = 100.0


@rule
def family_weight(altruism, elasticity, home_heads, here_heads, margin):
    """G: what the family should get for each cent of own use, in cents handed over."""
    tilt = math.pow(altruism, elasticity) * math.pow(1.0 - margin, elasticity - 1.0)
    return tilt * home_heads / here_heads


@rule
def best_sum(spare, other_means, weight, saving, flat, margin):
    """X: the sum to hand over a month, fees in it, out of ``spare`` cents.

    ``other_means``: what the family has above subsistence without it (negative: short of it); ``saving``: the
    share of own use that is saved; ``flat``: flat fees a month. Nothing is sent that fees would eat.
    """
    family_first = (1.0 + saving) * (flat - other_means / (1.0 - margin))
    best = (weight * spare + family_first) / (1.0 + saving + weight)
    best = min(max(best, 0.0), spare)
    return best if best > flat else 0.0


@rule
def months_between(price, a_month, waiting_cost, longest):
    """Months between sendings that make price and waiting cheapest (Baumol and Tobin), a quarter to ``longest``."""
    best = math.sqrt(2.0 * price / (waiting_cost * max(a_month, A_DOLLAR)))
    return min(max(best, 0.25), longest)


@rule
def sum_to_send(price, a_month, waiting_cost):
    """S*: what a purse holds when it is best sent."""
    return max(A_DOLLAR, math.sqrt(2.0 * price * max(a_month, A_DOLLAR) / waiting_cost))


@helper
def living_abroad(income, law, joined_heads, remitting):
    """Living cost that cannot be cut, before and after it is held to a share of pay."""
    full = float(law.living_cost) * (1.0 + remitting.living_a_head * joined_heads)
    return full, min(full, law.living_cap * income)
