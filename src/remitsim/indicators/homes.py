"""Life at origin: consumption, poverty, school, enterprise, skills."""

from __future__ import annotations

from remitsim.indicators.indicator import Indicator

A_MONTH = "USD of 2017 a month"
LINES = "World Bank poverty lines of 2021 PPP, in each origin's money at the world's date"
HOUSEHOLDS = "Over people who live in origin households with someone at home:"

HOMES: tuple[Indicator, ...] = (
    Indicator("consumption_head", "consumption a head at origin", A_MONTH,
              f"{HOUSEHOLDS} consumption of the house over everyone who lives in it.",
              "mean", "homes.consumption", "homes.heads", who="home", headline=True),
    *(Indicator(f"poverty_{line}", f"poverty at {line[0]}.{line[1:]} a day", "share",
                f"{HOUSEHOLDS} share whose house consumes less a head than {line[0]}.{line[1:]} dollars of 2021 PPP "
                "a day.",
                "share", f"homes.poor_{line}", "homes.heads", who="home", source=LINES, headline=line != "300")
      for line in ("300", "420", "830")),
    *(Indicator(f"adults_poor_{line}", f"adults at home poor at {line[0]}.{line[1:]} a day", "share",
                "Adults at home whose house consumes less a head than the line, over adults at home; can be cut by "
                "what is known of the person.",
                "share", f"people.poor_{line}", "people.adults_fed", who="home", source=LINES)
      for line in ("300", "420", "830")),
    Indicator("adults_level", "consumption a head, adults at home", A_MONTH,
              "Consumption a head of the house, mean over adults at home; can be cut by what is known of the person.",
              "mean", "people.home_level", "people.adults_fed", who="home"),
    Indicator("schooling", "children at school", "share", "Children of 12-17 at school over children of 12-17.",
              "share", "homes.children_at_school", "homes.children_of_age", who="home", headline=True),
    Indicator("schooling_cost", "spent on school", A_MONTH, "Spent on school a household.",
              "mean", "homes.schooling_cost", "homes.households", who="home"),
    Indicator("enterprise", "enterprise capital", "USD of 2017",
              "Capital in own enterprises at cost less wear, mean a household.",
              "mean", "homes.enterprise", "homes.households", who="home", headline=True),
    Indicator("with_enterprise", "households with an enterprise", "share", "Households with capital in an enterprise.",
              "share", "homes.with_enterprise", "homes.households", who="home"),
    Indicator("invested", "invested at origin", A_MONTH, "Put into own enterprises this month.",
              "sum", "homes.invested", who="home", flow=True),
    Indicator("received_house", "remittances a household", A_MONTH,
              "Received for the family and as saving, mean over all households.",
              "mean", "homes.received", "homes.households", who="home"),
    Indicator("receiving", "households that received", "share", "Households that received remittances this month.",
              "share", "homes.receiving", "homes.households", who="home"),
    Indicator("with_member_away", "households with a member abroad", "share",
              "Households with at least one adult abroad.", "share", "homes.someone_away", "homes.households",
              who="home"),
    Indicator("house_income", "income of homes", A_MONTH,
              "Work at home, village custom, sales, other income and remittances, mean a household.",
              "mean", "homes.work_income + homes.pot_income + homes.sales_income + homes.other_income + homes.received",
              "homes.households", who="home"),
    Indicator("house_money", "money in the house", "USD of 2017", "Mean a household.",
              "mean", "homes.money", "homes.households", who="home"),
    Indicator("food_debt", "debt for food", "USD of 2017", "Owed for food with interest, mean a household.",
              "mean", "homes.food_debt", "homes.households", who="home"),
    Indicator("works_home", "adults at home with work", "share", "Adults at home with work over adults at home.",
              "share", "people.works_home", "people.adults_home", who="home"),
    Indicator("home_earnings", "earnings at home", A_MONTH, "Usual pay of adults at home who have work.",
              "mean", "people.home_earnings", "people.works_home", who="home"),
    Indicator("in_training", "people in training", "people", "Adults of the origin in training at home.",
              "sum", "people.in_training", who="home"),
    Indicator("trained_home", "trained people at home", "people", "Adults at home trained for an occupation.",
              "sum", "people.trained_home", who="home", headline=True),
    Indicator("trained_abroad", "trained people abroad", "people", "Migrants trained for an occupation.",
              "sum", "people.trained", who="migrants"),
    Indicator("vacant_trained", "vacant posts for trained people at home", "posts",
              "Posts for trained people at home less trained people there, not under 0.",
              "sum", "origins.vacant_trained", who="home", source="origins' records"),
    Indicator("vacancy_trained", "vacancy of trained posts at home", "share", "Vacant posts over posts for trained people.",
              "share", "origins.vacant_trained", "origins.posts_trained", who="home", source="origins' records",
              headline=True),
    Indicator("training_places", "training places at home", "places a month", "Places of this month.",
              "sum", "origins.training_places", who="home", source="origins' records"),
    Indicator("total_consumed", "consumption, own and of the house", A_MONTH,
              "A person's own consumption and an equal part of the household's, mean a person; with worth it makes "
              "the gain of a band fixed at month 0.",
              "mean", "people.consumed + people.house_consumption", "people.people"),
    Indicator("own_money", "own money", "USD of 2017", "Savings and remittance purse, mean a person.",
              "mean", "people.money", "people.people"),
    Indicator("worth", "net worth", "USD of 2017",
              "Money, purse, insurance credit and wages owed, and an equal part of the household's money, enterprise "
              "and house, less debts with interest; mean a person.",
              "mean", "people.worth", "people.people"),
    Indicator("worth_at_year_end", "net worth at the year's end", "USD of 2017",
              "Net worth in the last month of each year (first: before month 0), mean a person of a band fixed at "
              "month 0.", "mean", "cohorts.worth_year_end", "cohorts.people"),
)  # fmt: skip
