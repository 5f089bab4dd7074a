"""Treasuries and funds, and how incomes are spread within and between countries."""

from __future__ import annotations

from typing import Literal

from remitsim.indicators.indicator import BOOKS, Indicator

A_MONTH = "USD of 2017 a month"
TAXES = "flows.income_tax + flows.indirect_tax + flows.permit_person"
PAID = f"{TAXES} + flows.worker_contribution"


def _flow(name: str, label: str, says: str, top: str, headline: bool = False,
          only: Literal["", "hosts"] = "") -> Indicator:  # fmt: skip
    return Indicator(name, label, A_MONTH, says, "sum", top, source=BOOKS, flow=True, headline=headline, only=only)


STATES: tuple[Indicator, ...] = (
    _flow("income_tax", "income tax", "Income tax on formal pay; cut by status.", "flows.income_tax"),
    _flow("contributions", "contributions", "Both contributions on formal pay.",
          "flows.worker_contribution + flows.employer_contribution", True),
    _flow("contributions_worker", "workers' contributions", "Employees' contributions; cut by status.",
          "flows.worker_contribution"),
    _flow("indirect_tax", "indirect tax", "Indirect tax within the price of consumption; cut by status.",
          "flows.indirect_tax"),
    _flow("taxes", "taxes", "Income, indirect and owners' tax, permits, levies, fines and the host's half of official "
          "items.", "flows.income_tax + flows.indirect_tax + flows.owners_tax + flows.permit_person + flows.permit_firm "
          "+ flows.levy + flows.fine + flows.officials_to_treasury", True),
    _flow("services", "services", "Health and school services used, at the treasury's unit cost; cut by status.",
          "flows.services", True),
    Indicator("services_school", "school services of migrants' children", A_MONTH,
              "School services used by children who live with migrants.", "sum", "people.school_services",
              who="migrants", flow=True),
    _flow("benefits", "benefits", "Paid by the fund to people out of work or ill; cut by status.", "flows.benefit", True),
    _flow("credit_paid", "insurance credit paid", "Paid by the fund at 65 or on return.", "flows.credit_paid"),
    _flow("pensions", "pensions", "Paid by the fund to pensioners.", "flows.pension"),
    _flow("enforcement", "enforcement", "Checks, inspection, border, detention, supervision.", "flows.enforcement", True),
    _flow("removal_cost", "cost of removals", "Paid by the treasury for removals.", "flows.removals"),
    _flow("programmes", "programmes", "Programmes, training, grants and fees paid by the host's treasury.",
          "flows.programmes + flows.training_host + flows.return_grant + flows.fee_relief", True),
    _flow("treasury_balance", "balance of the treasury", "All that the host's treasury takes in less all it pays.",
          "flows.treasury_in - flows.treasury_out", True, "hosts"),
    _flow("fund_balance", "balance of the insurance fund", "All that the fund takes in less all it pays.",
          "flows.insurance_fund_in - flows.insurance_fund_out", True, "hosts"),
    Indicator("treasury_money", "money of the treasury", "USD of 2017", "Held (negative: owed) since the books opened.",
              "sum", "hosts.treasury", source=BOOKS),
    Indicator("fund_money", "money of the insurance fund", "USD of 2017", "Held (negative: owed) since the books opened.",
              "sum", "hosts.fund", source=BOOKS),
    _flow("net_paid", "paid in less drawn", "Income and indirect tax, permits and own contributions paid by people, "
          "less services and benefits they drew; cut by status. Children's school is in it.",
          f"{PAID} - flows.services - flows.benefit", True),
    _flow("net_paid_but_school", "paid in less drawn, school left out",
          "The same with the school services of migrants' children left out.",
          f"{PAID} - flows.services - flows.benefit + people.school_services"),
    Indicator("net_paid_migrant", "paid in less drawn, a migrant", A_MONTH, "Paid in less drawn by migrants, a migrant.",
              "mean", f"{PAID} - flows.services - flows.benefit", "people.migrants", who="migrants", source=BOOKS),
    _flow("origin_receipts", "receipts of the origin's treasury", "Indirect tax at home, official items, bonds.",
          "flows.origin_treasury_in", True),
    _flow("aid", "aid to households", "Paid from outside to origin households.", "flows.aid"),
    Indicator("consumed", "consumption in the host", A_MONTH, "Own consumption, mean over people in the host.",
              "mean", "people.consumed", "people.residents"),
    Indicator("income_born", "income a person born there", A_MONTH,
              "Mean income of people of 18-64 by country of birth, wherever they live: abroad and natives net pay less "
              "what is sent, at home the house's income a head.",
              "mean", "people.income", "people.residents + people.adults_fed", who="born",
              source="after Clemens and Pritchett 2008", headline=True),
    Indicator("gini_host", "Gini of net pay", "0 to 1", "Gini of the month's net pay over people of 18-64 in the host, "
              "those without pay counted as 0.", "sorted", "", headline=True),
    Indicator("gini_origin", "Gini of consumption at origin", "0 to 1",
              "Gini of consumption a head over people who live in origin households.", "sorted", "", headline=True),
    Indicator("theil_between", "Theil between countries", "nats",
              "Theil's T between the world's countries: net pay of people in each host, consumption a head of those in "
              "each origin's simulated households.", "sorted", "", headline=True),
    Indicator("birthplace_share", "birthplace's share of inequality", "share", "Share of Theil's T of income (net pay in "
              "hosts, consumption a head in origins' homes) that lies between countries of birth.", "sorted", ""),
)  # fmt: skip
