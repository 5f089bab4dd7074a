"""The way without papers: tries, arriving, being caught, dying."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.rules import helper, rule

DIES_ON_THE_WAY = purpose("crossing: dies on the way")
CAUGHT = purpose("crossing: caught at the border")
HELD_AT_BORDER = purpose("crossing: detained at the border")

SENT_BACK, ARRIVED, DIED, HELD = range(4)


@rule
def _again(law, corridor_law):
    """Chance that a try ends with being sent back, free to try again."""
    return (1.0 - corridor_law.death) * corridor_law.caught * (1.0 - law.detention_share)


@rule
def expected_tries(law, corridor_law):
    """Tries that somebody who sets out makes in a month, on average."""
    total, left = 0.0, 1.0
    for _ in range(corridor_law.tries):
        total += left
        left *= _again(law, corridor_law)
    return total


@rule
def chance_arrives(law, corridor_law):
    """Chance that one of a month's tries gets through."""
    return expected_tries(law, corridor_law) * (1.0 - corridor_law.death) * (1.0 - corridor_law.caught)


@rule
def chance_dies(law, corridor_law):
    """Chance of dying in one of a month's tries."""
    return expected_tries(law, corridor_law) * corridor_law.death


@helper
def try_to_cross(person, law, corridor_law, salt):
    """A month's tries by own luck: (how it ended, tries, times caught)."""
    caught = 0
    for attempt in range(corridor_law.tries):
        if uniform(person.key, salt, DIES_ON_THE_WAY + attempt) < corridor_law.death:
            return DIED, attempt + 1, caught
        if uniform(person.key, salt, CAUGHT + attempt) >= corridor_law.caught:
            return ARRIVED, attempt + 1, caught
        caught += 1
        if uniform(person.key, salt, HELD_AT_BORDER + attempt) < law.detention_share:
            return HELD, attempt + 1, caught
    return SENT_BACK, caught, caught
