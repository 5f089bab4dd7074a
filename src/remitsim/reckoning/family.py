"""Partner and children who join somebody abroad, and who part again (C8)."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.rules import helper, rule
from remitsim.world import codes

JOINS = purpose("papers: family joins")
PARTS = purpose("papers: family parts")
MOST_HEADS = 2


@rule
def may_bring(person, host, law, rights, papers):
    """Whether papers and pay allow this person to be joined."""
    if person.status == codes.IRREGULAR or rights.family == codes.FAMILY_NEVER:
        return False
    if person.months_in_status < law.family_wait:
        return False
    if law.family_route == codes.FAMILY_NEVER or person.net_pay < papers.family_pay * law.living_cost:
        return False
    if rights.family == codes.FAMILY_OPEN or law.family_route == codes.FAMILY_OPEN:
        return True
    return person.net_pay >= law.income_test * host.mean_pay


@rule
def join_chance(corridor, papers):
    """Chance a month that family joins somebody placed for it, which holds the published share with family."""
    unmet = max(corridor.family_placed - corridor.family_share, 0.1)
    return min(papers.family_fastest, papers.family_parts * corridor.family_share / unmet)


@helper
def join(person, household):
    """Partner first, then children, are counted out of the household; nobody left to come, nobody comes."""
    adults = min(1, max(0, household.at_home - household.joined_adults))
    children = min(MOST_HEADS - adults, max(0, household.children - household.joined_children))
    if adults + children > 0:
        person.family_here = 1
        person.joined_adults = adults
        person.children_here = children
        household.joined_adults += adults
        household.joined_children += children


@rule
def part(person, household):
    """Family goes home, or on its own way."""
    household.joined_adults -= person.joined_adults
    household.joined_children -= person.children_here
    person.family_here = 0
    person.joined_adults = 0
    person.children_here = 0


@helper
def family_moves(person, household, placed, corridor, papers, salt):
    """A month of joining or parting; ``placed``: whether papers and pay allow joining."""
    if person.family_here == 1:
        if uniform(person.key, salt, PARTS) < papers.family_parts:
            part(person, household)
    elif placed and uniform(person.key, salt, JOINS) < join_chance(corridor, papers):
        join(person, household)
