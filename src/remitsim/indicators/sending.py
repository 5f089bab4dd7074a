"""Money sent home: sums, cost, channels."""

from __future__ import annotations

from remitsim.indicators.indicator import BOOKS, RECORDS, Indicator

A_MONTH = "USD of 2017 a month"
SDG = "SDG 10.c.1: World Bank, Remittance Prices Worldwide"
MENU = "transfer providers' prices in force, caps included"
SUM_PAID = "% of the sum handed over"
CHARGE = "Lawful services of a corridor: flat fee and exchange margin, in per cent of a sum of USD"
ARRIVED = "flows.remittance_family + flows.remittance_saving + flows.remittance_debt + flows.remittance_kin"
HANDED = f"{ARRIVED} + flows.transfer_fee + flows.transfer_margin"

SENDING: tuple[Indicator, ...] = (
    Indicator("sent", "remittances, gross", A_MONTH, "Handed to transfer firms, flat fees and margins in it.",
              "sum", HANDED, source=BOOKS, flow=True, headline=True),
    Indicator("sent_net", "remittances, net of cost", A_MONTH, "Gross remittances less flat fees and margins.",
              "sum", ARRIVED, source=BOOKS, flow=True, headline=True),
    Indicator("sent_there", "remittances of those there", A_MONTH,
              "Gross remittances of migrants who are abroad at the month's end; by what is known of the sender.",
              "sum", "people.sent", who="migrants", flow=True),
    Indicator("received", "remittances received by families", A_MONTH,
              "What arrived in households' hands, for the family and as saving; payments to lenders and kin left out.",
              "sum", "flows.remittance_family + flows.remittance_saving", source=BOOKS, flow=True, headline=True),
    Indicator("arrived_home", "what arrived at home", A_MONTH,
              "What arrived of the sums sent by migrants abroad at the month's end; by what is known of the sender.",
              "sum", "people.received", who="migrants", flow=True),
    Indicator("sent_for_debt", "debts served from abroad", A_MONTH, "Remittances that went to lenders and kin.",
              "sum", "flows.remittance_debt + flows.remittance_kin", source=BOOKS, flow=True),
    Indicator("sending_cost", "cost of sending", SUM_PAID, "Flat fees and margins over gross remittances.",
              "ratio", "flows.transfer_fee + flows.transfer_margin", HANDED, source=BOOKS, headline=True),
    Indicator("sending_cost_flat", "flat fees", SUM_PAID, "Flat fees over gross remittances.",
              "ratio", "flows.transfer_fee", HANDED, source=BOOKS),
    Indicator("sending_cost_margin", "exchange margins", SUM_PAID, "Exchange margins over gross remittances.",
              "ratio", "flows.transfer_margin", HANDED, source=BOOKS),
    Indicator("sending_cost_there", "cost of sending, those there", SUM_PAID,
              "Flat fees and margins over gross remittances of migrants abroad at the month's end; by what is known of "
              "the sender.", "ratio", "people.fees", "people.sent", who="migrants"),
    Indicator("transfer_takings", "takings of transfer firms", A_MONTH, "Flat fees and margins taken.",
              "sum", "flows.transfer_fee + flows.transfer_margin + flows.fee_relief", source=BOOKS, flow=True),
    Indicator("sendings", "sendings a migrant and month", "sendings a month", "Sendings over migrants.",
              "mean", "people.sendings", "people.migrants", who="migrants", headline=True),
    Indicator("senders", "share who sent this month", "share", "Migrants who sent at least once over migrants.",
              "share", "people.senders", "people.migrants", who="migrants"),
    Indicator("mean_sum", "mean sum", "USD of 2017 a sending", "Gross remittances over sendings.",
              "mean", "people.sent", "people.sendings", who="migrants", headline=True),
    Indicator("sent_a_head", "sent a migrant", A_MONTH, "Gross remittances over migrants.",
              "mean", "people.sent", "people.migrants", who="migrants"),
    Indicator("remitted_share", "remitted share of net pay", "share", "Gross remittances over net pay of migrants.",
              "ratio", "people.sent", "people.net_pay", who="migrants", headline=True),
    Indicator("waiting_to_send", "waiting to be sent", "USD of 2017", "In migrants' remittance purses, mean a migrant.",
              "mean", "people.purse", "people.migrants", who="migrants"),
    Indicator("provider_share", "share of the sums sent", "share",
              "Principal sent by each kind of provider over principal sent by all kinds.",
              "part", "senders.sums", "senders.sums", source="transfer providers' records", flow=True),
    Indicator("lawful_services", "lawful services", "services", "Services of lawful providers on offer.",
              "sum", "senders.services", source="transfer providers' records"),
    Indicator("corridors_served", "corridors with a lawful service", "corridors",
              "Corridors in which at least one lawful service is on offer.",
              "sum", "senders.cheapest", source="transfer providers' records"),
    Indicator("recorded", "recorded remittances", A_MONTH, "Principal sent through lawful providers.",
              "sum", "senders.sums_lawful", source="transfer providers' records", flow=True),
    Indicator("informal_sent", "informal remittances", A_MONTH, "Principal sent through the informal channel.",
              "sum", "senders.sums_informal", source="transfer providers' records", flow=True),
    Indicator("informal_to_recorded", "informal over recorded", "ratio",
              "Principal sent informally over principal sent through lawful providers.",
              "ratio", "senders.sums_informal", "senders.sums_lawful", source="transfer providers' records",
              headline=True),
    Indicator("sdg_10_c_1_200", "SDG 10.c.1 at USD 200", "% of USD 200",
              f"{CHARGE} 200; simple mean over services.", "mean", "senders.price_200", "senders.services",
              source=f"{SDG}; {MENU}", headline=True),
    Indicator("sdg_10_c_1_500", "SDG 10.c.1 at USD 500", "% of USD 500",
              f"{CHARGE} 500; simple mean over services.", "mean", "senders.price_500", "senders.services",
              source=f"{SDG}; {MENU}", headline=True),
    Indicator("cheapest_200", "three cheapest services at USD 200", "% of USD 200",
              f"{CHARGE} 200; mean of the three cheapest qualifying services, simple mean over corridors.",
              "mean", "senders.cheapest_200", "senders.cheapest", source=f"{SDG} (SmaRT); {MENU}", headline=True),
    Indicator("cheapest_500", "three cheapest services at USD 500", "% of USD 500",
              f"{CHARGE} 500; mean of the three cheapest qualifying services, simple mean over corridors.",
              "mean", "senders.cheapest_500", "senders.cheapest", source=f"{SDG} (SmaRT); {MENU}"),
    Indicator("remittances_in_income", "remittances in the income of homes", "share",
              "Received for the family and as saving over all income of origin households.",
              "ratio", "homes.received",
              "homes.received + homes.work_income + homes.pot_income + homes.sales_income + homes.other_income",
              who="home", source=RECORDS),
)  # fmt: skip
