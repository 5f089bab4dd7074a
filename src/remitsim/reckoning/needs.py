"""What a person abroad cannot do without."""

from __future__ import annotations

from remitsim.rules import rule


@rule
def living_here(earned, law):
    """Living cost a month that cannot be cut: the place's own, held to a share of what is earned (B1). Cents."""
    return min(float(law.living_cost), law.living_cap * max(earned, 0.0))
