"""The month's closed figures of homes: one compiled pass that sums by origin and by whether someone is away."""

from __future__ import annotations

from remitsim.reckoning.counting import add_row, heads_at_home
from remitsim.rules import loop, rule

MEASURES = (
    "households", "heads", "consumption", "poor_300", "poor_420", "poor_830", "children_of_age", "children_at_school",
    "enterprise", "with_enterprise", "house", "money", "food_debt", "in_food_debt", "work_income", "pot_income",
    "sales_income", "other_income", "received", "received_debt", "receiving", "invested", "schooling_cost",
    "someone_away", "nobody_home",
)  # fmt: skip
(
    HOUSEHOLDS, HEADS, CONSUMPTION, HOUSE_POOR_300, HOUSE_POOR_420, HOUSE_POOR_830, CHILDREN_OF_AGE,
    CHILDREN_AT_SCHOOL, HOUSE_ENTERPRISE, WITH_ENTERPRISE, HOUSE_HOUSE, HOUSE_MONEY, FOOD_DEBT, IN_FOOD_DEBT,
    WORK_INCOME, POT_INCOME, SALES_INCOME, OTHER_INCOME, HOUSE_RECEIVED, RECEIVED_DEBT, RECEIVING, INVESTED,
    SCHOOLING_COST, SOMEONE_AWAY, NOBODY_HOME,
) = range(len(MEASURES))  # fmt: skip
SCHOOL_FROM, SCHOOL_TO = 12 * 12, 18 * 12


@rule
def measure_children(household, row):
    """Children of 12 to 17, and those of them at school."""
    for slot in range(len(household.child_age)):
        if slot < household.children and SCHOOL_FROM <= household.child_age[slot] < SCHOOL_TO:
            row[CHILDREN_OF_AGE] += 1.0
            row[CHILDREN_AT_SCHOOL] += household.child_in_school[slot]


@rule
def measure_household(home, origin, row):
    """All measures of a household."""
    heads = heads_at_home(home)
    row[HOUSEHOLDS] = 1.0
    row[HEADS] = heads
    row[CONSUMPTION] = home.consumption
    if heads > 0:
        level = home.consumption / heads
        row[HOUSE_POOR_300] = heads if level < origin.line_300 else 0.0
        row[HOUSE_POOR_420] = heads if level < origin.line_420 else 0.0
        row[HOUSE_POOR_830] = heads if level < origin.line_830 else 0.0
    received = home.received_family + home.received_saving
    row[HOUSE_ENTERPRISE] = home.enterprise
    row[WITH_ENTERPRISE] = 1.0 if home.enterprise > 0 else 0.0
    row[HOUSE_HOUSE] = home.house
    row[HOUSE_MONEY] = home.money
    row[FOOD_DEBT] = home.food_debt + home.food_interest
    row[IN_FOOD_DEBT] = 1.0 if home.food_debt + home.food_interest > 0 else 0.0
    row[WORK_INCOME] = home.work_income
    row[POT_INCOME] = home.pot_income
    row[SALES_INCOME] = home.sales_income
    row[OTHER_INCOME] = home.other_income
    row[HOUSE_RECEIVED] = received
    row[RECEIVED_DEBT] = home.received_debt
    row[RECEIVING] = 1.0 if received > 0 else 0.0
    row[INVESTED] = home.invested
    row[SCHOOLING_COST] = home.schooling_cost
    row[SOMEONE_AWAY] = 1.0 if home.away > 0 else 0.0
    row[NOBODY_HOME] = 1.0 if home.at_home == 0 else 0.0
    measure_children(home, row)


@loop
def sweep_homes(households, origins, row, sums):
    """One pass over homes into ``sums`` (origins x 3, measures): whole, nobody away, someone away."""
    for i in range(len(households)):
        home = households[i]
        for k in range(len(row)):
            row[k] = 0.0
        measure_household(home, origins[home.origin], row)
        weight = float(home.weight)
        add_row(sums, home.origin * 3, row, weight, 0, len(row))
        add_row(sums, home.origin * 3 + (2 if home.away > 0 else 1), row, weight, 0, len(row))
