"""Households at origin, and the villages that pass on news, work and custom."""

from __future__ import annotations

from remitsim.records import Layout, cents, large, real, whole

CHILD_SLOTS = 4

HOUSEHOLD = Layout(
    "household",
    whole("origin", "row of origins"),
    whole("village", "row of villages"),
    whole("cell", "row of the books"),
    large("key", "luck key"),
    whole("weight", "real households that this row stands for; only loops read it"),
    whole("first_person", "first adult's row of persons"),
    whole("adults", "adults belonging to the household, wherever they are"),
    whole("at_home", "adults at home this month (kept by living)"),
    whole("away", "adults abroad this month"),
    whole("children", "children (slots in use)"),
    whole("elders", "dependants beyond children"),
    whole("child_age", "age of each child; the first `children` slots count", "months", CHILD_SLOTS),
    whole("child_school", "months of schooling of each child", "months", CHILD_SLOTS),
    whole("child_in_school", "whether each child goes to school this year", "flag", CHILD_SLOTS),
    cents("money", "money in the house"),
    cents("enterprise", "enterprise capital at cost less wear"),
    cents("house", "house and durables at cost less wear"),
    cents("food_debt", "principal of loans for food"),
    cents("food_interest", "interest accrued and unpaid on them"),
    cents("work_income", "income from members' work this month"),
    cents("pot_income", "income from village custom this month"),
    cents("sales_income", "income from sales outside the village this month"),
    cents("other_income", "produce and pensions, a month; no worth reads it"),
    cents("received_family", "remittances for the family received this month"),
    cents("received_saving", "remittances sent home as saving, this month"),
    cents("received_debt", "remittances marked for debt, this month"),
    cents("consumption", "consumption of the house this month"),
    cents("schooling_cost", "spent on school this month"),
    cents("invested", "put into the enterprise this month"),
    real("usual_income", "permanent income, a running mean", "cents, reckoned"),
    real("habit", "habitual consumption", "cents, reckoned"),
    real("income_for_remitting", "running mean of income, debt part left out (H of B1)", "cents, reckoned"),
    real("hunger", "max(0, 1 - usual income / need)"),
    whole("bad_luck_left", "months left of the half-year's bad luck", "months"),
)

VILLAGE = Layout(
    "village",
    whole("origin", "row of origins"),
    whole("cell", "row of the books"),
    whole("households", "households in it"),
    whole("weight", "weight of the origin; only loops read it"),
    cents("pot", "this month's custom, to be paid out next month"),
    cents("pot_paid", "what the pot pays out this month"),
    real("workers", "working adults at home"),
    real("enterprise_mean", "enterprise capital a household", "cents, reckoned"),
    real("enterprise_units", "sum of effective enterprise, for sharing the pot"),
    real("level", "consumption level of the village, a multiple"),
    whole("shock_left", "months left of a village shock", "months"),
    whole("shocked", "a shock this month, by policy or luck", "flag"),
    real("abroad", "members abroad (rows)", "", 4),
    real("chance_seen", "finding chance that members abroad meet, by host", "a month", 4),
    real("offer_seen", "offers that members abroad meet, by host", "cents, reckoned", 4),
    real("rate_leaving", "yearly rate of leaving seen in the village"),
)
