"""What a place abroad cost, who paid, debts, and freedom."""

from __future__ import annotations

from remitsim.indicators.indicator import Indicator

SDG = "SDG 10.7.1: ILO and World Bank, Guidelines for their collection (2019)"
ILO = "ILO, Hard to see, harder to count (2012): unfree recruitment, duress, impossibility of leaving"
LATELY = "people recruited for pay (visa or skills route) who came at most 12 months ago and had a first full month's pay"
ASKED = ("Over people abroad recruited for pay who came at most 36 months ago: recruitment bill paid by the worker "
         "over the first full month's pay abroad.")  # fmt: skip
MONTHS = "months of first pay"
DOLLARS = "USD of 2017"

RECRUITMENT: tuple[Indicator, ...] = (
    Indicator("bill_months", "bill paid by the worker, in months of first pay", MONTHS,
              f"Bill paid by the worker over the first full month's pay abroad, mean over {LATELY}.",
              "mean", "people.recruit_months", "people.recruits", who="migrants", headline=True),
    Indicator("bill_by_worker", "bill paid by the worker", DOLLARS, f"Bill paid by the worker, mean over {LATELY}.",
              "mean", "people.recruit_bill", "people.recruits", who="migrants", headline=True),
    Indicator("bill_by_firm", "bill borne by the firm", DOLLARS, f"Bill borne by a firm, mean over {LATELY}.",
              "mean", "people.recruit_by_firm", "people.recruits", who="migrants", headline=True),
    Indicator("bill_nothing", "share who paid nothing", "share", f"Share who paid nothing of {LATELY}.",
              "share", "people.recruit_nothing", "people.recruits", who="migrants"),
    Indicator("knew_true_pay", "knew true pay", "share",
              f"Share who knew true pay and fees before they went, of {LATELY}.",
              "share", "people.recruit_knew", "people.recruits", who="migrants"),
    Indicator("agent_margin", "agents' margin", DOLLARS, "Agents' quoted margin, mean over this month's placements.",
              "mean", "corridors.margin", "corridors.margins", source="corridors' records"),
    Indicator("sdg_10_7_1_mean", "SDG 10.7.1, mean", MONTHS, f"{ASKED} Mean.", "sorted", "", source=SDG,
              who="migrants", headline=True),
    Indicator("sdg_10_7_1_median", "SDG 10.7.1, median", MONTHS, f"{ASKED} Median.", "sorted", "", source=SDG,
              who="migrants", headline=True),
    Indicator("sdg_10_7_1_upper_quartile", "SDG 10.7.1, upper quartile", MONTHS, f"{ASKED} Upper quartile.",
              "sorted", "", source=SDG, who="migrants", headline=True),
    Indicator("sdg_10_7_1_nothing", "SDG 10.7.1, share paying nothing", "share", f"{ASKED} Share with a bill of 0.",
              "sorted", "", source=SDG, who="migrants", headline=True),
    Indicator("in_debt", "share in debt", "share", "Migrants who owe a lender or kin over migrants.",
              "share", "people.own_in_debt", "people.migrants", who="migrants", headline=True),
    Indicator("debt", "debt a migrant", DOLLARS, "Owed to lenders (with interest) and kin, mean over migrants.",
              "mean", "people.own_debt", "people.migrants", who="migrants", headline=True),
    Indicator("debt_of_debtors", "debt of those in debt", DOLLARS, "The same, mean over migrants in debt.",
              "mean", "people.own_debt", "people.own_in_debt", who="migrants"),
    Indicator("debt_in_pay", "debt in months of net pay", "months of net pay",
              "Owed by migrants over their net pay of the month.", "ratio", "people.own_debt", "people.net_pay",
              who="migrants"),
    Indicator("owed_to_lenders", "owed to lenders by people", DOLLARS,
              "Principal and interest owed by people of the origins, abroad or at home.", "sum", "people.debt"),
    Indicator("owed_to_kin", "owed to kin", DOLLARS, "Owed to kin by people of the origins, abroad or at home.",
              "sum", "people.kin_debt"),
    Indicator("months_in_debt", "months in debt", "months",
              "Months in debt since the last departure, mean over migrants in debt.",
              "mean", "people.indebted_months", "people.in_debt", who="migrants"),
    Indicator("debt_at_arrival", "debt at arrival", DOLLARS, "Owed by those who arrived this month, mean over them.",
              "mean", "people.newcomers_debt", "people.newcomers", who="migrants", headline=True),
    Indicator("in_debt_at_arrival", "in debt at arrival", "share", "Share in debt of those who arrived this month.",
              "share", "people.newcomers_in_debt", "people.newcomers", who="migrants"),
    Indicator("bonded", "bonded", "share",
              "Migrants who would leave or go home but for the debt, judged with this month's hardship, over migrants.",
              "share", "people.bonded", "people.migrants", who="migrants", headline=True),
    Indicator("held", "held by debt", "share",
              "Migrants with a debt that home pay could not serve in 24 months, over migrants.",
              "share", "people.held", "people.migrants", who="migrants", headline=True),
    Indicator("forced_labour", "forced labour", "share",
              "Migrants to whom two or three of the three dimensions apply, over migrants.",
              "share", "people.forced_labour", "people.migrants", who="migrants", source=ILO, headline=True),
    Indicator("unfree_recruitment", "unfree recruitment", "share",
              "Paid under .8 of what was promised, or a bill over three months' pay unknown beforehand; over migrants.",
              "share", "people.unfree", "people.migrants", who="migrants", source=ILO),
    Indicator("duress", "duress", "share", "Pay withheld in two of the last three months; over migrants.",
              "share", "people.duress", "people.migrants", who="migrants", source=ILO),
    Indicator("cannot_leave", "cannot leave", "share",
              "Bonded, or leaving would cost over six months' pay; over migrants.",
              "share", "people.cannot_leave", "people.migrants", who="migrants", source=ILO),
)  # fmt: skip
