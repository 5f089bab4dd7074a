"""The month's closed figures of people: one compiled pass that sums by place and band.

A *measure* is one number of a person this month. `sweep_people` fills a row of measures for
each person and adds it, times the weight, to a fine cell (place, sex, status, schooling, trade) and to the year's
sums of those whom no band fixed at month 0 tells apart; `gather` adds up to bands as they are now and those bands.
Places are cells, (origin or native) x (host or home): `counting.place_cell`.
"""

from __future__ import annotations

from remitsim.reckoning.counting import add_row, heads_at_home, house_income, house_worth, place_cell
from remitsim.rules import loop, rule
from remitsim.world import codes
from remitsim.world.persons import NEVER

# measures of people: first those of people at home, then everybody's, then of people in a host, then migrants'
HOME_MEASURES = (
    "adults_home", "works_home", "home_earnings", "in_training", "home_level", "poor_300", "poor_420", "poor_830",
    "adults_fed", "returned_choice", "returned_permit", "returned_removed", "returned_assisted", "trained_home",
)  # fmt: skip
COMMON_MEASURES = (
    "people", "age", "worth", "worth_year_end", "money", "debt", "kin_debt", "in_debt", "indebted_months",
    "consumed", "income", "house_consumption", "house_school", "trained", "detained",
)  # fmt: skip
WORK_MEASURES = (
    "residents", "employed", "informal", "gross_pay", "net_pay", "pay_at_work", "without_work", "ill", "paid_product",
    "product", "unpaid_wages", "owed_wages", "withheld_now", "covered", "credit", "trained_employed", "in_own_trade",
    "labour", "formal_pay", "informal_pay",
)  # fmt: skip
ABROAD_MEASURES = (
    "migrants", "sent", "fees", "received", "sendings", "senders", "purse", "own_debt", "own_in_debt", "bonded",
    "held", "unfree", "duress", "cannot_leave", "forced_labour", "stay_months", "foothold", "family_here", "crossed",
    "overstayed", "left_sponsor", "fell_out", "recruits", "recruit_months", "recruit_bill", "recruit_by_firm",
    "recruit_nothing", "recruit_knew", "newcomers", "newcomers_in_debt", "newcomers_debt", "by_visa", "by_skills",
    "by_family", "by_crossing", "by_visit", "by_free_movement", "eligible", "applied", "waiting",
    "children_here", "school_services", "irregular_at_work", "irregular_pay",
)  # fmt: skip
MEASURES = HOME_MEASURES + COMMON_MEASURES + WORK_MEASURES + ABROAD_MEASURES
(
    ADULTS_HOME, WORKS_HOME, HOME_EARNINGS, IN_TRAINING, HOME_LEVEL, POOR_300, POOR_420, POOR_830, ADULTS_FED,
    RETURNED_CHOICE, RETURNED_PERMIT, RETURNED_REMOVED, RETURNED_ASSISTED, TRAINED_HOME,
    PEOPLE, AGE, WORTH, WORTH_YEAR_END, MONEY, DEBT, KIN_DEBT, IN_DEBT, INDEBTED_MONTHS, CONSUMED, INCOME,
    HOUSE_CONSUMPTION, HOUSE_SCHOOL, TRAINED, DETAINED,
    RESIDENTS, EMPLOYED, INFORMAL, GROSS_PAY, NET_PAY, PAY_AT_WORK, WITHOUT_WORK, ILL, PAID_PRODUCT, PRODUCT,
    UNPAID_WAGES, OWED_WAGES, WITHHELD_NOW, COVERED, CREDIT, TRAINED_EMPLOYED, IN_OWN_TRADE, LABOUR, FORMAL_PAY,
    INFORMAL_PAY,
    MIGRANTS, SENT, FEES, RECEIVED, SENDINGS, SENDERS, PURSE, OWN_DEBT, OWN_IN_DEBT, BONDED, HELD, UNFREE, DURESS,
    CANNOT_LEAVE, FORCED_LABOUR, STAY_MONTHS, FOOTHOLD, FAMILY_HERE, CROSSED, OVERSTAYED, LEFT_SPONSOR, FELL_OUT,
    RECRUITS, RECRUIT_MONTHS, RECRUIT_BILL, RECRUIT_BY_FIRM, RECRUIT_NOTHING, RECRUIT_KNEW, NEWCOMERS,
    NEWCOMERS_IN_DEBT, NEWCOMERS_DEBT, BY_VISA, BY_SKILLS, BY_FAMILY, BY_CROSSING, BY_VISIT, BY_FREE_MOVEMENT,
    ELIGIBLE, APPLIED, WAITING, CHILDREN_HERE, SCHOOL_SERVICES,
    IRREGULAR_AT_WORK, IRREGULAR_PAY,
) = range(len(MEASURES))  # fmt: skip
FIRST_COMMON, FIRST_WORK = len(HOME_MEASURES), len(HOME_MEASURES) + len(COMMON_MEASURES)
FIRST_ABROAD, END = FIRST_WORK + len(WORK_MEASURES), len(MEASURES)

RECRUITED_WITHIN = 12  # months abroad in which a person counts as lately recruited

# bands as they are now
BANDS_NOW = {"sex": codes.SEXES, "status": codes.STATUSES, "schooling": codes.SCHOOLING, "trade": codes.TRADES}
FINE = (2, 7, 3, 7)  # sizes of those bands: a fine cell is a place and one group of each

@rule
def fine_cell(person, hosts):
    """Row of the fine cells: place x sex x status x schooling x trade."""
    place = place_cell(person.origin, person.host, hosts)
    return (((place * 2 + person.sex) * 7 + person.status) * 3 + person.schooling) * 7 + max(person.trade, 0)


@rule
def measure_anyone(person, row):
    """What everybody alive has: money, claims and debts."""
    purse = person.purse_family + person.purse_saving + person.purse_debt
    owed = person.debt + person.debt_interest
    row[PEOPLE] = 1.0
    row[AGE] = person.age / 12.0
    row[MONEY] = person.savings + purse
    row[DEBT] = owed
    row[KIN_DEBT] = person.kin_debt
    row[CONSUMED] = person.consumed
    row[WORTH] = person.savings + purse + person.credit + person.unpaid_wages - owed - person.kin_debt
    if owed + person.kin_debt > 0:
        row[IN_DEBT] = 1.0
        row[INDEBTED_MONTHS] = person.months_in_debt
    if person.trained_trade >= 0:
        row[TRAINED] = 1.0
    if person.place == codes.DETAINED:
        row[DETAINED] = 1.0


@rule
def measure_house(household, row):
    """The person's part of the household: consumption and worth shared by its adults wherever they are."""
    adults = max(household.adults, 1)
    row[HOUSE_CONSUMPTION] = household.consumption / adults
    row[HOUSE_SCHOOL] = household.schooling_cost / adults
    row[WORTH] += house_worth(household) / adults


@rule
def measure_home(person, household, origin, month, row):
    """An adult at home: work, training, the level of the house, a return this month."""
    row[ADULTS_HOME] = 1.0
    if person.works_home == 1:
        row[WORKS_HOME] = 1.0
        row[HOME_EARNINGS] = person.home_pay
    if person.place == codes.IN_TRAINING:
        row[IN_TRAINING] = 1.0
    if person.trained_trade >= 0:
        row[TRAINED_HOME] = 1.0
    heads = heads_at_home(household)
    if heads > 0:
        level = household.consumption / heads
        row[ADULTS_FED] = 1.0
        row[HOME_LEVEL] = level
        row[INCOME] = house_income(household) / heads
        row[POOR_300] = 1.0 if level < origin.line_300 else 0.0
        row[POOR_420] = 1.0 if level < origin.line_420 else 0.0
        row[POOR_830] = 1.0 if level < origin.line_830 else 0.0
    if person.returned_month == month:
        row[RETURNED_CHOICE] = 1.0 if person.returned_how == codes.BY_CHOICE else 0.0
        row[RETURNED_PERMIT] = 1.0 if person.returned_how == codes.PERMIT_ENDED else 0.0
        row[RETURNED_REMOVED] = 1.0 if person.returned_how == codes.REMOVED else 0.0
        row[RETURNED_ASSISTED] = 1.0 if person.returned_how == codes.ASSISTED else 0.0


@rule
def measure_job(person, row):
    """Someone at work in a host: pay, kind of contract, marginal product, use of training."""
    row[EMPLOYED] = 1.0
    row[GROSS_PAY] = person.wage
    row[PAY_AT_WORK] = person.net_pay
    row[LABOUR] = person.labour
    if person.contract == codes.INFORMAL:
        row[INFORMAL] = 1.0
        row[INFORMAL_PAY] = person.wage
    else:
        row[FORMAL_PAY] = person.wage
    if person.marginal_product > 0.0:
        row[PAID_PRODUCT] = person.wage
        row[PRODUCT] = person.marginal_product
    if person.trained_trade >= 0:
        row[TRAINED_EMPLOYED] = 1.0
        row[IN_OWN_TRADE] = 1.0 if person.trade == person.trained_trade else 0.0


@rule
def measure_resident(person, row):
    """Anyone living in a host, native or migrant."""
    row[RESIDENTS] = 1.0
    row[NET_PAY] = person.net_pay
    row[INCOME] = person.net_pay - person.sent
    row[CREDIT] = person.credit
    row[UNPAID_WAGES] = person.unpaid_wages
    row[OWED_WAGES] = 1.0 if person.unpaid_wages > 0 else 0.0
    row[WITHHELD_NOW] = 1.0 if person.months_withheld % 2 == 1 else 0.0
    row[ILL] = 1.0 if person.ill_months > 0 else 0.0
    row[COVERED] = 1.0 if person.benefit_left > 0 else 0.0
    if person.employer >= 0:
        measure_job(person, row)
    else:
        row[WITHOUT_WORK] = 1.0


@rule
def measure_recruit(person, row):
    """Someone lately recruited, with a first full month's pay: what the place cost, in months of that pay."""
    hired = person.route == codes.VISA or person.route == codes.SKILLS
    if hired and person.months_abroad <= RECRUITED_WITHIN and person.first_pay > 0:
        row[RECRUITS] = 1.0
        row[RECRUIT_BILL] = person.bill_paid
        row[RECRUIT_MONTHS] = person.bill_paid / person.first_pay
        row[RECRUIT_BY_FIRM] = person.bill_by_firm
        row[RECRUIT_NOTHING] = 1.0 if person.bill_paid == 0 else 0.0
        row[RECRUIT_KNEW] = person.knew_true_pay


@rule
def measure_newcomer(person, row):
    """Someone who arrived this month, by route, with debts."""
    owed = person.debt + person.debt_interest + person.kin_debt
    row[NEWCOMERS] = 1.0
    row[NEWCOMERS_DEBT] = owed
    row[NEWCOMERS_IN_DEBT] = 1.0 if owed > 0 else 0.0
    row[BY_VISA + person.route] = 1.0


@rule
def measure_irregular(person, law, month, row):
    """Someone in an irregular situation: how it came about, pay, any offer of regularisation."""
    row[CROSSED + max(person.how_irregular - 1, 0)] = 1.0
    if person.employer >= 0:
        row[IRREGULAR_AT_WORK] = 1.0
        row[IRREGULAR_PAY] = person.wage
    if law.offer_status >= 0 and person.months_abroad >= law.offer_stay:
        row[ELIGIBLE] = 1.0
    if person.month_applied > NEVER:
        row[WAITING] = 1.0


@rule
def measure_family(person, law, rights, row):
    """Family living with a migrant, and the school services its children use."""
    row[FAMILY_HERE] = person.family_here
    row[CHILDREN_HERE] = person.children_here
    if rights.school == 1:
        row[SCHOOL_SERVICES] = person.children_here * law.school_service_cost


@rule
def measure_migrant(person, law, month, arrived, row):
    """A migrant: sending, debts, freedom, stay."""
    owed = person.debt + person.debt_interest + person.kin_debt
    row[MIGRANTS] = 1.0
    row[SENT] = person.sent
    row[FEES] = person.fees_paid
    row[RECEIVED] = person.received_home
    row[SENDINGS] = person.sendings
    row[SENDERS] = 1.0 if person.sendings > 0 else 0.0
    row[PURSE] = person.purse_family + person.purse_saving + person.purse_debt
    row[OWN_DEBT] = owed
    row[OWN_IN_DEBT] = 1.0 if owed > 0 else 0.0
    row[BONDED] = person.bonded
    row[HELD] = person.held
    row[UNFREE] = person.unfree_recruitment
    row[DURESS] = person.duress
    row[CANNOT_LEAVE] = person.cannot_leave
    row[FORCED_LABOUR] = 1.0 if person.unfree_recruitment + person.duress + person.cannot_leave >= 2 else 0.0
    row[STAY_MONTHS] = person.months_abroad
    row[FOOTHOLD] = person.foothold
    row[APPLIED] = 1.0 if person.month_applied == month else 0.0
    measure_recruit(person, row)
    if arrived:
        measure_newcomer(person, row)
    if person.status == codes.IRREGULAR:
        measure_irregular(person, law, month, row)


@rule
def row_of(cell, rows, cells):
    """Row of the sums of a fine cell; the first to be seen in it gives it the next one."""
    if rows[cell] < 0:
        rows[cell] = cells[0]
        cells[1 + cells[0]] = cell
        cells[0] += 1
    return rows[cell]


@loop
def sweep_people(
    persons, households, origins, host_terms, status_terms, month, hosts, trips, row, rows, cells, now, alike, own
):
    """One pass over all people into ``now`` and ``own``, sums of measures that grow from what they hold.

    ``now``: a row a fine cell with anybody in it; ``rows``: that row of each fine cell (-1: none yet), ``cells``: how many
    there are, then the cell of each. ``own``: a row for those whom no band fixed at month 0 tells apart, ``alike`` of each
    person. ``trips``: departures before this month, which tell who has just arrived, then those so far. ``row``: scratch.
    """
    year_ends = month % 12 == 11
    for i in range(len(persons)):
        person = persons[i]
        first, last = FIRST_COMMON, FIRST_WORK
        for k in range(END):
            row[k] = 0.0
        if person.place != codes.DEAD:
            measure_anyone(person, row)
        if person.origin >= 0:
            household = households[person.household]
            measure_house(household, row)
            if person.place == codes.AT_HOME or person.place == codes.IN_TRAINING:
                first = 0
                measure_home(person, household, origins[person.origin], month, row)
        if person.place == codes.ABROAD:
            last = FIRST_ABROAD
            measure_resident(person, row)
            if person.origin >= 0:
                last = END
                law = host_terms[person.host]
                measure_migrant(person, law, month, person.trips > trips[i], row)
                measure_family(person, law, status_terms[person.host * 7 + person.status], row)
        row[WORTH_YEAR_END] = 12.0 * row[WORTH] if year_ends else 0.0  # over twelve months of people: a mean
        trips[i] = person.trips
        weight = float(person.weight)
        here, mine = row_of(fine_cell(person, hosts), rows, cells), alike[i]
        for k in range(first, last):
            weighed = weight * row[k]
            now[here, k] += weighed
            own[mine, k] += weighed


@loop
def gather(fine, slots, sums):
    """Add each row of ``fine`` to its slots (rows, bands) of ``sums``, and clear it."""
    for i in range(len(fine)):
        if fine[i, PEOPLE] == 0.0 and fine[i, WORTH] == 0.0 and fine[i, HOUSE_CONSUMPTION] == 0.0:
            continue
        for b in range(slots.shape[1]):
            add_row(sums, slots[i, b], fine[i], 1.0, 0, END)
        for k in range(END):
            fine[i, k] = 0.0
