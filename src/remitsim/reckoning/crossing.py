"""The way without papers: tries, arriving, being caught, dying."""

from __future__ import annotations

from remitsim.rules import rule


@rule
def chance_arrives(corridor_law):  # type: ignore[no-untyped-def]
    """Chance that one of a month's tries gets through, those detained at the first catch left out."""
    again = (1.0 - corridor_law.death) * corridor_law.caught
    once = (1.0 - corridor_law.death) * (1.0 - corridor_law.caught)
    total, left = 0.0, 1.0
    for _ in range(corridor_law.tries):
        total += left * once
        left *= again
    return total


@rule
def chance_dies(corridor_law):  # type: ignore[no-untyped-def]
    """Chance of dying in one of a month's tries."""
    again = (1.0 - corridor_law.death) * corridor_law.caught
    total, left = 0.0, 1.0
    for _ in range(corridor_law.tries):
        total += left * corridor_law.death
        left *= again
    return total
