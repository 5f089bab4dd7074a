"""Working: pay, tax, contributions, withheld pay, illness and benefits; then output, sales and profit."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.claims import wages_owed_move
from remitsim.reckoning.fallbacks import class_of, fallback, labour_in
from remitsim.reckoning.foothold import buy_foothold, keep_foothold, lose_foothold
from remitsim.reckoning.meeting import contract_length
from remitsim.reckoning.output import AT_WORK, reckon_output
from remitsim.reckoning.paying import charges_of_tied, cost_of_hire, pay_formally, pay_informally
from remitsim.reckoning.protection import be_ill, draw_benefit, withheld_now, withhold
from remitsim.reckoning.wages import reset_pay
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.world import World

RESETS = purpose("working: pay bargained anew")
CONTRACT = purpose("working: length of the next contract")
LOOKS_AT_STEP = purpose("working: looks at a step of foothold")

LEAST_PROFIT = 0.002  # a month: the least that counts as normal profit


def work(world: World) -> None:
    """Everyone abroad works, is ill or idle; firms pay, sell what was made, and hand on profit or loss."""
    employers, markets, hosts, terms, records = (
        world.employers, world.markets, world.hosts, world.terms, world.records,
    )  # fmt: skip
    month_begins(employers, markets, hosts)
    wages_owed_move(
        world.persons, world.households, employers, terms.hosts, terms.trades, terms.statuses, world.cells,
        records["working"], world.clock,
    )  # fmt: skip
    pay_is_agreed(
        world.persons, employers, markets, world.quotes, hosts, world.origins, world.corridors, terms.hosts,
        terms.origins, terms.trades, terms.statuses, records["wages"], records["working"], world.clock,
    )  # fmt: skip
    everyone_works(
        world.persons, employers, markets, world.quotes, hosts, terms.hosts, terms.trades, terms.statuses,
        world.cells, records["working"], records["planning"], world.clock,
    )  # fmt: skip
    footholds_move(
        world.persons, world.quotes, world.corridors, terms.hosts, terms.trades, world.cells, records["wages"],
        records["working"], world.clock,
    )  # fmt: skip
    reckon_output(employers, markets, hosts, records["planning"], AT_WORK)
    firms_close(employers, markets, hosts, world.cells, records["working"])


@loop
def month_begins(employers, markets, hosts):
    """Clear what this month adds up."""
    for i in range(len(employers)):
        employers[i].labour_used = 0.0
    for i in range(len(markets)):
        markets[i].formal_sum = 0.0
        markets[i].formal_units = 0.0
        markets[i].formal_heads = 0.0
    for i in range(len(hosts)):
        hosts[i].net_pay_sum = 0.0
        hosts[i].net_pay_heads = 0.0


@helper
def contract_runs(person, law, working, salt):
    """Let a contract run a month; returns 1 where pay is to be agreed anew. A tied person's end is for papers."""
    if person.contract_left < 0:
        return 1 if uniform(person.key, salt, RESETS) < working.reset else 0
    if person.contract_left > 0:
        person.contract_left -= 1
    if person.contract_left > 0 or person.status == codes.TEMPORARY_TIED:
        return 0
    person.contract_left = contract_length(person, law, working, salt, CONTRACT)
    return 1


@rule
def count_signed(person, market):
    """Add pay just agreed to what was signed this month."""
    market.signed += person.weight
    market.signed_pay += float(person.weight * person.wage)
    market.signed_units += person.weight * person.labour


@loop
def pay_is_agreed(
    persons, employers, markets, quotes, hosts, origins, corridors, host_terms, origin_terms, trade_terms,
    status_terms, wage_settings, working_settings, clocks,
):  # fmt: skip
    """Contracts run; pay is bargained anew at a contract's end, and now and then under open-ended ones."""
    wages, working, clock = wage_settings[0], working_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD or person.employer < 0:
            continue
        employer = employers[person.employer]
        market = markets[employer.market]
        person.labour = labour_in(person, person.trade, wages)
        if contract_runs(person, host_terms[person.host], working, clock.salt) == 1:
            worth = fallback(
                person, person.trade, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
                trade_terms, wages, clock,
            )  # fmt: skip
            person.reservation = worth
            person.wage = cents(reset_pay(
                person, employer, market, host_terms[person.host], trade_terms[employer.market],
                status_terms[person.host * 7 + person.status], worth, wages,
            ))  # fmt: skip
            count_signed(person, market)


@helper
def be_paid(person, employer, market, cell, law, trade_law, rights, working, salt):
    """A month's work paid, less what the firm withholds; returns pay and what it cost beside, whole cents."""
    kept = withheld_now(person, employer, law, trade_law, rights, working, salt)
    withhold(person, kept, cell)
    paid = person.wage - kept
    if person.contract == codes.FORMAL:
        return paid, pay_formally(person, paid, cell, law, rights)
    return paid, pay_informally(person, paid, employer, market, cell, law)


@rule
def count_formal_pay(person, market):
    """Add formal pay agreed to the market's means."""
    if person.contract == codes.FORMAL:
        market.formal_sum += float(person.weight * person.wage)
        market.formal_units += person.weight * person.labour
        market.formal_heads += person.weight


@rule
def count_migrant_pay(person, host):
    """Add net pay of a migrant to the host's mean."""
    if person.origin >= 0:
        host.net_pay_sum += float(person.weight * person.net_pay)
        host.net_pay_heads += person.weight


@rule
def first_whole_month(person):
    """Keep the full pay of the first whole month abroad."""
    if person.origin >= 0 and person.first_pay == 0 and person.months_abroad >= 1:
        person.first_pay = person.wage


@helper
def be_employed(
    person, ill, employer, market, quote, host, cell, law, trade_law, rights, working, planning, salt
):  # fmt: skip
    """A month of someone employed: paid if able to work, else on benefit; returns pay and the firm's other costs."""
    spent = charges_of_tied(person, cell, law) + cost_of_hire(person, cell, planning)
    person.marginal_product = employer.marginal_product * person.labour
    person.months_idle = 0
    person.months_employed += 1
    if ill == 1:
        person.net_pay = draw_benefit(person, cell, law, rights)
        return 0, spent
    paid, beside = be_paid(person, employer, market, cell, law, trade_law, rights, working, salt)
    employer.labour_used += person.weight * person.labour
    quote.net_pay_sum += float(person.weight * person.net_pay)
    count_formal_pay(person, market)
    count_migrant_pay(person, host)
    first_whole_month(person)
    return paid, spent + beside


@helper
def be_idle(person, cell, law, rights):
    """A month without work: a benefit where one is due."""
    person.net_pay = draw_benefit(person, cell, law, rights)
    person.months_idle += 1
    person.months_withheld = int((person.months_withheld * 2) % 8)
    person.marginal_product = 0.0


@loop
def everyone_works(
    persons, employers, markets, quotes, hosts, host_terms, trade_terms, status_terms, cells, working_settings,
    planning_settings, clocks,
):  # fmt: skip
    """One pass over all who are abroad: illness, then work and pay, or idleness."""
    working, planning, salt = working_settings[0], planning_settings[0], clocks[0].salt
    for i in range(len(persons)):
        person = persons[i]
        person.net_pay = 0
        if person.place != codes.ABROAD:
            continue
        cell, law = cells[person.cell], host_terms[person.host]
        rights = status_terms[person.host * 7 + person.status]
        ill = be_ill(person, cell, law, rights, working, salt)
        if person.employer < 0:
            be_idle(person, cell, law, rights)
            continue
        employer = employers[person.employer]
        paid, spent = be_employed(
            person, ill, employer, markets[employer.market], quotes[employer.market * 4 + class_of(person.status)],
            hosts[person.host], cell, law, trade_terms[employer.market], rights, working, planning, salt,
        )  # fmt: skip
        employer.wage_bill += person.weight * paid
        employer.costs += person.weight * spent


@loop
def footholds_move(persons, quotes, corridors, host_terms, trade_terms, cells, wage_settings, working_settings, clocks):
    """Steps of foothold are looked at now and then by people from abroad at work; at home foothold fades."""
    wages, working, clock = wage_settings[0], working_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.origin < 0:
            continue
        if person.place != codes.ABROAD:
            lose_foothold(person, working)
            continue
        corridor = corridors[person.corridor]
        keep_foothold(person, corridor, working)
        if person.employer >= 0 and uniform(person.key, clock.salt, LOOKS_AT_STEP) < working.foothold_look:
            row = person.host * codes.N_TRADES + person.trade
            buy_foothold(
                person, cells[person.cell], corridor, quotes[row * 4 + class_of(person.status)],
                host_terms[person.host], trade_terms[row], working, wages, clock.salt,
            )  # fmt: skip


@rule
def smoothed(before, now, rate):
    """A running mean; the first figure is taken as it is."""
    return now if before <= 0.0 else before + rate * (now - before)


@helper
def pay_is_smoothed(markets, hosts, working):
    """Mean formal pay by market, and mean net pay of migrants by host."""
    for i in range(len(markets)):
        market = markets[i]
        if market.formal_units > 0.0:
            a_unit, a_head = market.formal_sum / market.formal_units, market.formal_sum / market.formal_heads
            market.formal_pay = smoothed(market.formal_pay, a_unit, working.pay_smoothing)
            market.formal_pay_heads = smoothed(market.formal_pay_heads, a_head, working.pay_smoothing)
    for h in range(len(hosts)):
        host = hosts[h]
        if host.net_pay_heads > 0.0:
            mean = host.net_pay_sum / host.net_pay_heads
            host.mean_net_pay = smoothed(host.mean_net_pay, mean, working.pay_smoothing)


@helper
def profits_are_normal(employers, hosts):
    """A world's first normal profit is what its firms earn; from there anchors learn it."""
    for h in range(len(hosts)):
        host = hosts[h]
        if host.normal_profit <= 0.0:
            earned, capital = 0.0, 0.0
            for i in range(host.first_firm, host.first_firm + host.firms):
                earned += employers[i].profit_rate * employers[i].capital
                capital += employers[i].capital
            if capital > 0.0:
                host.normal_profit = max(LEAST_PROFIT, earned / capital)


@loop
def firms_close(employers, markets, hosts, cells, working_settings):
    """Sales come in, and all that is left goes to the owners; later costs are next month's (C2)."""
    for i in range(len(employers)):
        employer = employers[i]
        cell = cells[employer.cell]
        if hosts[employer.host].budgets == 1:
            employer.sales_booked = employer.wage_bill + employer.costs + employer.invested
            book(cell, flows.BUDGET, employer.sales_booked)
        else:
            employer.sales_booked = cents(employer.sales * hosts[employer.host].world_demand)
            book(cell, flows.SALES, employer.sales_booked)
        left = employer.sales_booked - employer.wage_bill - employer.costs
        employer.profit_rate = float(left) / employer.capital if employer.capital > 0.0 else 0.0
        employer.profit = left - employer.invested
        book(cell, flows.PROFIT, employer.profit)
        employer.costs = 0
    pay_is_smoothed(markets, hosts, working_settings[0])
    profits_are_normal(employers, hosts)
