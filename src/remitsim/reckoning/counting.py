"""Small reckonings that counting people and homes shares: where a person counts, what a house has."""

from __future__ import annotations

from remitsim.rules import rule


@rule
def place_cell(origin, host, hosts):
    """Row of the grid of places: origin (-1: native) x host (-1: at home)."""
    return (origin + 1) * (hosts + 1) + host + 1


@rule
def heads_at_home(household):
    """Everybody who eats in the house."""
    return household.at_home + household.children + household.elders


@rule
def house_income(household):
    """What the house took in this month, money marked for debts left out."""
    return (
        household.work_income + household.pot_income + household.sales_income + household.other_income
        + household.received_family + household.received_saving
    )  # fmt: skip


@rule
def house_worth(household):
    """Money, enterprise and house at cost, less loans for food with their interest."""
    return household.money + household.enterprise + household.house - household.food_debt - household.food_interest


@rule
def add_row(sums, slot, row, weight, first, last):
    """Add a row of measures, times the weight, to one slot."""
    for k in range(first, last):
        sums[slot, k] += weight * row[k]
