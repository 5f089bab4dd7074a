"""Every payment the model knows: who pays whom, and what for. The one table behind the books."""

from __future__ import annotations

from typing import NamedTuple

PERSONS, HOUSEHOLDS, POTS, KIN, LENDERS, ORIGIN_TREASURY, COLLEGES = range(7)
FIRMS, OWNERS, SHOPS, SUPPLIERS, OUTPUT, TREASURY, FUND, PENSIONERS, NATIONALS, OFFICIALS = range(7, 17)
AGENTS, SMUGGLERS, TRANSFER_FIRMS = range(17, 20)
WORLD = 20
SECTORS = (
    "persons", "households", "village pots", "kin", "lenders", "origin treasury", "training colleges",
    "firms", "owners", "shops", "suppliers", "output market", "treasury", "insurance fund", "pensioners",
    "nationals", "officials", "recruitment agents", "smugglers", "transfer firms", "rest of the world",
)  # fmt: skip
# where an account of the sector is kept: one a row group, one an origin, one a host, one a corridor, one in all
KEPT_BY = ("group", "origin", "origin", "origin", "origin", "origin", "origin", *["host"] * 10, *["corridor"] * 3,
           "world")


class Flow(NamedTuple):
    """One kind of payment: its name, payer and payee sector, and what it is."""

    name: str
    payer: int
    payee: int
    says: str


FLOWS: list[Flow] = []


def flow(name: str, payer: int, payee: int, says: str) -> int:
    """Enter a kind of payment in the table; returns its number."""
    FLOWS.append(Flow(name, payer, payee, says))
    return len(FLOWS) - 1


# work
PAY_FORMAL = flow("pay_formal", FIRMS, PERSONS, "gross formal pay")
PAY_INFORMAL = flow("pay_informal", FIRMS, PERSONS, "informal pay")
INCOME_TAX = flow("income_tax", PERSONS, TREASURY, "income tax on formal pay")
WORKER_CONTRIBUTION = flow("worker_contribution", PERSONS, FUND, "employee's contribution")
EMPLOYER_CONTRIBUTION = flow("employer_contribution", FIRMS, FUND, "employer's contribution")
INFORMALITY_COST = flow("informality_cost", FIRMS, SUPPLIERS, "dearer supplies of a firm without invoice")
HIRING_COST = flow("hiring_cost", FIRMS, SUPPLIERS, "cost of a hire")
INVESTMENT = flow("investment", FIRMS, SUPPLIERS, "investment, wear made good")
DISINVESTMENT = flow("disinvestment", WORLD, FIRMS, "capital sold abroad")
BOARD = flow("board", FIRMS, SUPPLIERS, "board and lodging of tied workers")
FINE = flow("fine", FIRMS, TREASURY, "fines for informal work")
PERMIT_FIRM = flow("permit_firm", FIRMS, TREASURY, "permits paid by firms")
LEVY = flow("levy", FIRMS, TREASURY, "levy on tied workers")
PERMIT_PERSON = flow("permit_person", PERSONS, TREASURY, "permits paid by persons")
WAGES_RECOVERED = flow("wages_recovered", FIRMS, PERSONS, "withheld pay paid after all")
PROFIT = flow("profit", FIRMS, OWNERS, "profit of the month, or loss")
SALES = flow("sales", OUTPUT, FIRMS, "sales of output")
# recruitment and travel
HOUSEHOLD_GIFT = flow("household_gift", HOUSEHOLDS, PERSONS, "the household's money toward leaving")
KIN_LOAN = flow("kin_loan", KIN, PERSONS, "loan of kin")
LOAN = flow("loan", LENDERS, PERSONS, "loan of a lender")
OFFICIAL_ITEMS = flow("official_items", PERSONS, OFFICIALS, "visa, passport, medical, papers")
OFFICIALS_TO_TREASURY = flow("officials_to_treasury", OFFICIALS, TREASURY, "host's half of official items")
OFFICIALS_TO_ORIGIN = flow("officials_to_origin", OFFICIALS, ORIGIN_TREASURY, "origin's half of official items")
TICKET = flow("ticket", PERSONS, WORLD, "ticket")
AGENT_FEE = flow("agent_fee", PERSONS, AGENTS, "agent's margin paid by the worker")
FEE_OUT_OF_PAY = flow("fee_out_of_pay", PERSONS, AGENTS, "margin taken out of pay abroad")
BILL_BY_FIRM = flow("bill_by_firm", FIRMS, AGENTS, "agent's charge borne by the firm")
OFFICIAL_BY_FIRM = flow("official_by_firm", FIRMS, OFFICIALS, "official items borne by the firm")
TICKET_BY_FIRM = flow("ticket_by_firm", FIRMS, WORLD, "ticket borne by the firm")
SMUGGLER_FEE = flow("smuggler_fee", PERSONS, SMUGGLERS, "smuggler's fee")
SMUGGLERS_OUT = flow("smugglers_out", SMUGGLERS, WORLD, "smugglers' takings")
AGENTS_OUT = flow("agents_out", AGENTS, WORLD, "agents' takings")
# living
CONSUMPTION = flow("consumption", PERSONS, SHOPS, "consumption in the host")
INDIRECT_TAX = flow("indirect_tax", SHOPS, TREASURY, "indirect tax within the price")
CARE = flow("care", PERSONS, OUTPUT, "care paid by the person")
RETRAINING = flow("retraining", PERSONS, OUTPUT, "retraining paid by the person")
FOOTHOLD = flow("foothold", PERSONS, OUTPUT, "language courses and the like")
BENEFIT = flow("benefit", FUND, PERSONS, "benefit out of work or ill")
CREDIT_PAID = flow("credit_paid", FUND, PERSONS, "insurance credit paid at 65 or on return")
STATE_PAY = flow("state_pay", TREASURY, NATIONALS, "pay of nationals employed by the state")
NATIONALS_SPENDING = flow("nationals_spending", NATIONALS, SHOPS, "spending of nationals")
PENSION = flow("pension", FUND, PENSIONERS, "pensions")
PENSIONERS_SPENDING = flow("pensioners_spending", PENSIONERS, SHOPS, "spending of pensioners")
OWNERS_SPENDING = flow("owners_spending", OWNERS, SHOPS, "spending of owners")
OWNERS_TAX = flow("owners_tax", OWNERS, TREASURY, "taxes on profit and property")
OWNERS_OUT = flow("owners_out", OWNERS, WORLD, "rest of profits")
SHOPS_OUT = flow("shops_out", SHOPS, OUTPUT, "purchases of shops")
SUPPLIERS_OUT = flow("suppliers_out", SUPPLIERS, OUTPUT, "purchases of suppliers")
OUTPUT_OUT = flow("output_out", WORLD, OUTPUT, "output bought by the rest of the world (negative: sold to the host)")
# sending
REMITTANCE_FAMILY = flow("remittance_family", PERSONS, HOUSEHOLDS, "sent to the family, arrived")
REMITTANCE_SAVING = flow("remittance_saving", PERSONS, HOUSEHOLDS, "saving sent home, arrived")
REMITTANCE_DEBT = flow("remittance_debt", PERSONS, LENDERS, "debt served from abroad")
REMITTANCE_KIN = flow("remittance_kin", PERSONS, KIN, "kin repaid from abroad")
TRANSFER_FEE = flow("transfer_fee", PERSONS, TRANSFER_FIRMS, "flat fees")
TRANSFER_MARGIN = flow("transfer_margin", PERSONS, TRANSFER_FIRMS, "margins")
TRANSFER_OUT = flow("transfer_out", TRANSFER_FIRMS, WORLD, "transfer firms' takings")
# homes
HOME_WORK = flow("home_work", WORLD, HOUSEHOLDS, "members' work at home")
OTHER_INCOME = flow("other_income", WORLD, HOUSEHOLDS, "produce and pensions")
OUTSIDE_SALES = flow("outside_sales", WORLD, HOUSEHOLDS, "enterprise sales outside the village")
POT_SPENDING = flow("pot_spending", HOUSEHOLDS, POTS, "spending in the village")
POT_INCOME = flow("pot_income", POTS, HOUSEHOLDS, "earned from village custom")
SPENDING_OUT = flow("spending_out", HOUSEHOLDS, WORLD, "spending outside the village")
HOME_INDIRECT_TAX = flow("home_indirect_tax", HOUSEHOLDS, ORIGIN_TREASURY, "indirect tax at home")
ORIGIN_TREASURY_OUT = flow("origin_treasury_out", ORIGIN_TREASURY, WORLD, "the origin treasury's other spending")
SCHOOL = flow("school", HOUSEHOLDS, WORLD, "school at home")
ENTERPRISE = flow("enterprise", HOUSEHOLDS, WORLD, "put into the enterprise")
HOUSE = flow("house", HOUSEHOLDS, WORLD, "house and durables")
FOOD_LOAN = flow("food_loan", LENDERS, HOUSEHOLDS, "loans for food")
FOOD_SERVICE = flow("food_service", HOUSEHOLDS, LENDERS, "food loans served")
DEBT_SERVICE_HOME = flow("debt_service_home", HOUSEHOLDS, LENDERS, "a member's debt served from home")
KIN_SERVICE_HOME = flow("kin_service_home", HOUSEHOLDS, KIN, "kin repaid from home")
LENDERS_OUT = flow("lenders_out", LENDERS, WORLD, "interest earned less principal lost")
KIN_OUT = flow("kin_out", KIN, WORLD, "kin loans lost (negative)")
BROUGHT_HOME = flow("brought_home", PERSONS, HOUSEHOLDS, "savings brought home on return")
ESTATE = flow("estate", PERSONS, HOUSEHOLDS, "estates")
ESTATE_DEBT = flow("estate_debt", PERSONS, LENDERS, "debts paid from estates")
PERSON_DEBT = flow("person_debt", PERSONS, LENDERS, "debt paid from own money")
PERSON_KIN = flow("person_kin", PERSONS, KIN, "kin repaid from own money")
# training
TUITION = flow("tuition", HOUSEHOLDS, COLLEGES, "tuition paid by families")
TRAINING_ORIGIN = flow("training_origin", ORIGIN_TREASURY, COLLEGES, "training paid by the origin")
TRAINING_HOST = flow("training_host", TREASURY, COLLEGES, "training paid by the host")
TRAINING_FIRMS = flow("training_firms", FIRMS, COLLEGES, "training paid by employers")
COLLEGES_OUT = flow("colleges_out", COLLEGES, WORLD, "colleges' spending")
BOND_PAID = flow("bond_paid", PERSONS, ORIGIN_TREASURY, "return bond paid")
RECOGNITION_COST = flow("recognition_cost", PERSONS, OUTPUT, "recognition of skills")
# the state
SERVICES = flow("services", TREASURY, OUTPUT, "services used")
OTHER_PURCHASES = flow("other_purchases", TREASURY, OUTPUT, "other purchases of the treasury")
ENFORCEMENT = flow("enforcement", TREASURY, OUTPUT, "checks, inspection, border, detention, supervision")
REMOVALS = flow("removals", TREASURY, WORLD, "removals")
PROGRAMMES = flow("programmes", TREASURY, OUTPUT, "programmes")
RECEIPTS = flow("receipts", WORLD, TREASURY, "receipts from the rest of the world (Gulf)")
WAY_HOME_BY_FIRM = flow("way_home_by_firm", FIRMS, WORLD, "way home at contract's end")
WAY_HOME = flow("way_home", PERSONS, WORLD, "way home paid by the person")
AID = flow("aid", WORLD, HOUSEHOLDS, "aid to households")
RETURN_GRANT = flow("return_grant", TREASURY, HOUSEHOLDS, "grants on return")
FEE_RELIEF = flow("fee_relief", TREASURY, TRANSFER_FIRMS, "flat fees paid by the treasury")
BUDGET = flow("budget", TREASURY, FIRMS, "pay and other costs of posts that are budgets")

AUDIT_ORIGIN = flow("audit_origin", ORIGIN_TREASURY, WORLD, "audits of placements by the origin")
AGENT_FINE_ORIGIN = flow("agent_fine_origin", AGENTS, ORIGIN_TREASURY, "agents' fines at origin")
AGENT_FINE_HOST = flow("agent_fine_host", AGENTS, TREASURY, "agents' fines in the host")
ACCESS_COST = flow("access_cost", TRANSFER_FIRMS, OUTPUT, "serving senders without papers")
LOAN_LOSS = flow("loan_loss", ORIGIN_TREASURY, LENDERS, "losses on fair loans, borne by a public fund")
SHOCK_PAYOUT = flow("shock_payout", ORIGIN_TREASURY, HOUSEHOLDS, "pay-outs to who is hit by a shock")
RETURN_JOB = flow("return_job", TREASURY, WORLD, "months of work at home paid for returnees")

N_FLOWS = len(FLOWS)


CLAIMS: list[str] = []


def claim(name: str) -> int:
    """Enter a named line of claims: what changes net worth without a payment."""
    CLAIMS.append(name)
    return len(CLAIMS) - 1


INTEREST_ACCRUED = claim("interest_accrued")  # persons' and households' debts to lenders
DEBT_WRITTEN_OFF = claim("debt_written_off")  # principal and interest a lender loses
KIN_WRITTEN_OFF = claim("kin_written_off")
WAGES_WITHHELD = claim("wages_withheld")  # owed by firms to persons
WAGES_LOST = claim("wages_lost")
CREDIT_EARNED = claim("credit_earned")  # insurance credit of persons
CREDIT_KEPT = claim("credit_kept")  # lost to the fund
ENTERPRISE_WORN = claim("enterprise_worn")
HOUSE_WORN = claim("house_worn")

N_CLAIMS = len(CLAIMS)
