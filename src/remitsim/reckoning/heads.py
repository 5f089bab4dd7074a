"""Who is at home and who is away: the count that sending and living read, once a month."""

from __future__ import annotations

from remitsim.rules import loop, rule
from remitsim.world import codes


@rule
def adults_here(household):
    """Adults who live in the house: members and elders, less heads that joined someone abroad."""
    return max(0, household.at_home + household.elders - household.joined_adults)


@rule
def children_here(household):
    """Children who live in the house."""
    return max(0, household.children - household.joined_children)


@rule
def mouths(household, child_need):
    """Needs of the house in adults."""
    return adults_here(household) + child_need * children_here(household)


@rule
def seat(household):
    """Part of the members at home who really live there: those who joined someone abroad are counted out."""
    if household.at_home <= 0:
        return 0.0
    return max(0.0, float(household.at_home - household.joined_adults)) / household.at_home


@rule
def start_home(household):
    """Clear what the house counts month by month."""
    household.at_home = 0
    household.away = 0
    household.joined_adults = 0
    household.joined_children = 0
    household.workers = 0.0
    household.work_income = 0
    household.pot_income = 0
    household.sales_income = 0
    household.received_family = 0
    household.received_saving = 0
    household.received_debt = 0
    household.aid = 0
    household.borrowed = 0
    household.served = 0
    household.built = 0
    household.consumption = 0
    household.schooling_cost = 0
    household.invested = 0


@loop
def count_heads(persons, households):
    """Begin the month in every house, and count its members at home and abroad."""
    for i in range(len(households)):
        start_home(households[i])
    for i in range(len(persons)):
        person = persons[i]
        household = households[person.household]
        if person.place == codes.AT_HOME or person.place == codes.IN_TRAINING:
            household.at_home += 1
        elif person.place == codes.ABROAD or person.place == codes.DETAINED:
            household.away += 1
            household.joined_adults += person.joined_adults
            household.joined_children += person.children_here
