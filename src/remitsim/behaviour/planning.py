"""Planning: firms count who works for them, see prices, move capital, and open or close posts."""

from __future__ import annotations

import math

from remitsim.money import cents
from remitsim.reckoning.budgets import open_budgets
from remitsim.reckoning.fallbacks import class_of, labour_in
from remitsim.reckoning.output import PLANNED, local_demand_moves, product_at, reach, reckon_output
from remitsim.reckoning.posts import (
    class_weighing,
    formal_cost,
    informal_cost,
    informal_money_cost,
    labour_read,
    labour_wanted,
    move_posts,
    recruit_cost,
    share_informal,
    shed_chance,
    units_a_head,
)
from remitsim.reckoning.wages import informal_supplies, visit_chance
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.world import World

FASTEST_GROWTH, FASTEST_FALL = 2.0, -1.0  # clip of profit rate over normal, less one (A1)


def plan(world: World) -> None:
    """Count heads, reckon prices, move capital, then open posts and set the chance of being shed."""
    employers, markets, hosts = world.employers, world.markets, world.hosts
    planning, wages = world.records["planning"], world.records["wages"]
    frozen = 1 if world.month >= -world.settings.anchors.freeze else 0
    counts_start(employers, markets, hosts)
    count_heads(world.persons, employers, markets, world.quotes, hosts, wages)
    stays_move(markets, hosts, planning)
    local_demand_moves(markets, hosts, world.terms.trades, planning, frozen)
    reckon_output(employers, markets, hosts, planning, PLANNED)
    capital_moves(employers, hosts, world.cells, planning)
    posts_open(employers, markets, hosts, world.quotes, world.terms.hosts, world.terms.trades, planning, wages)
    open_budgets(world, 1 - frozen)


@loop
def counts_start(employers, markets, hosts):
    """Clear the counts of heads; fix what a firm started with."""
    for i in range(len(employers)):
        employer = employers[i]
        employer.labour = 0.0
        employer.heads = 0.0
        employer.heads_informal = 0.0
        employer.leavers = 0.0
        employer.informal_cost = informal_money_cost(employer, hosts[employer.host])
        if employer.start_capital <= 0.0:
            employer.start_capital = employer.capital
    for i in range(len(markets)):
        market = markets[i]
        market.employed = 0.0
        market.employed_informal = 0.0
        market.leavers = 0.0
    for h in range(len(hosts)):
        hosts[h].rows_at_work = 0.0
        hosts[h].row_weight = 0.0


@rule
def count_at_work(person, employer, market, quote, host):
    """Add one row at work to the counts of its firm, market, class and host; the loop's weight is its own."""
    employer.labour += person.weight * person.labour
    employer.heads += person.weight
    market.employed += person.weight
    if person.contract == codes.INFORMAL:
        employer.heads_informal += person.weight
        market.employed_informal += person.weight
    quote.employed += person.weight
    host.rows_at_work += 1.0
    host.row_weight += person.weight


@rule
def lost_in_this_status(person):
    """Whether a post left was one lost by this class: not left for another post, for home, or with the status."""
    settled = person.origin < 0 or person.months_in_status > 1
    return person.place == codes.ABROAD and person.employer < 0 and settled


@loop
def count_heads(persons, employers, markets, quotes, hosts, wage_settings):
    """One pass over all people: labour, heads, and who left a firm since the last count."""
    wages = wage_settings[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place == codes.ABROAD:
            person.labour = labour_in(person, person.trade, wages)
            if person.employer >= 0:
                employer = employers[person.employer]
                quote = quotes[employer.market * 4 + class_of(person.status)]
                count_at_work(person, employer, markets[employer.market], quote, hosts[employer.host])
        if person.left_employer >= 0:
            left = employers[person.left_employer]
            person.left_employer = codes.NONE
            left.leavers += person.weight
            markets[left.market].leavers += person.weight
            if lost_in_this_status(person) and person.host == left.host:
                quotes[left.market * 4 + class_of(person.status)].lost += person.weight


@loop
def stays_move(markets, hosts, planning_settings):
    """Expected stay: one over the smoothed share of people who leave their firm a month."""
    planning = planning_settings[0]
    for h in range(len(hosts)):
        host = hosts[h]
        if host.rows_at_work > 0.0:
            host.row_weight /= host.rows_at_work
    for i in range(len(markets)):
        market = markets[i]
        least, most = planning.stay_least, planning.stay_most
        if market.recruit_stay <= 0.0:
            market.recruit_stay = 0.5 * (least + most)
        if market.employed > 0.0:
            rate = 1.0 / market.recruit_stay
            rate += planning.stay_smoothing * (market.leavers / market.employed - rate)
            market.recruit_stay = min(most, 1.0 / max(rate, 1.0 / most))
            market.recruit_stay = max(least, market.recruit_stay)


@helper
def capital_is_counted(employers, hosts):
    """Sum capital by host."""
    for h in range(len(hosts)):
        hosts[h].capital = 0.0
    for i in range(len(employers)):
        hosts[employers[i].host].capital += employers[i].capital


@helper
def profits_asked(hosts, planning):
    """Normal profit of the month: as learned, or rising with the root of capital where its supply is not endless."""
    for h in range(len(hosts)):
        host = hosts[h]
        host.normal_now = host.normal_profit
        if planning.capital_supply == 1 and host.start_capital > 0.0:
            host.normal_now = host.normal_profit * math.sqrt(host.capital / host.start_capital)


@helper
def invest(employer, normal, planning):
    """Capital follows profit over its normal; what is bought makes good wear too (A1, C2). Returns whole cents."""
    speed = 0.0
    if normal > 0.0 and employer.sales_booked > 0:
        speed = max(FASTEST_FALL, min(FASTEST_GROWTH, employer.profit_rate / normal - 1.0))
    before = employer.capital
    least = planning.least_capital * employer.start_capital
    employer.capital = max(least, before * (1.0 + planning.capital_speed * speed))
    return cents(employer.capital - before + planning.wear * before)


@loop
def capital_moves(employers, hosts, cells, planning_settings):
    """Firms buy capital, or sell it to the rest of the world. A firm without work keeps a twentieth and starts anew."""
    planning = planning_settings[0]
    capital_is_counted(employers, hosts)
    profits_asked(hosts, planning)
    for i in range(len(employers)):
        employer = employers[i]
        if hosts[employer.host].budgets == 1:
            employer.invested = 0
            continue
        bought = invest(employer, hosts[employer.host].normal_now, planning)
        employer.invested = bought
        if bought >= 0:
            book(cells[employer.cell], flows.INVESTMENT, bought)
        else:
            book(cells[employer.cell], flows.DISINVESTMENT, -bought)


@helper
def costs_of_posts(employer, market, host, quotes, law, trade_law, planning, wages):
    """Cost of a formal and of an informal post. Where natives are not in the market formal posts are recruits'."""
    units = units_a_head(market.trade, wages)
    first = employer.market * 4
    leaving = quotes[first + class_weighing(host.natives_in_market)].separation
    if host.natives_in_market == 1:
        formal = formal_cost(employer, market, law, leaving, units, planning, wages)
    else:
        formal = recruit_cost(employer, market, law, units, planning)
    leaving_informal = quotes[first + codes.IRREGULAR_CLASS].separation
    informal = informal_cost(employer, market, law, trade_law, leaving_informal, planning, wages)
    return formal, informal


@helper
def open_posts(employer, market, host, formal, informal, planning, wages):
    """Labour wanted, marginal product, posts of both kinds and the chance of being shed."""
    reached = reach(employer, market, host, planning)
    part = share_informal(formal, informal, planning)
    employer.wanted = labour_wanted(reached, formal, informal, part, planning)
    employer.marginal_product = product_at(reached, labour_read(employer, planning), planning)
    gap = (employer.wanted - employer.labour) / units_a_head(market.trade, wages)
    most = planning.posts_cap * max(employer.labour, planning.reading_share * employer.wanted) + host.row_weight
    employer.posts_formal = move_posts(employer.posts_formal, (1.0 - part) * gap, (1.0 - part) * most, planning)
    employer.posts_informal = move_posts(employer.posts_informal, part * gap, part * most, planning)
    employer.shed_chance = shed_chance(employer, planning)


@helper
def posts_add_up(employers, markets, host_terms, trade_terms):
    """Open posts of each market, those that recruits could take, and products summed over open posts."""
    for i in range(len(employers)):
        employer = employers[i]
        market = markets[employer.market]
        law, trade_law = host_terms[employer.host], trade_terms[employer.market]
        if i == market.first_firm:
            market.posts_formal = 0.0
            market.posts_informal = 0.0
            market.approved_abroad = 0.0
            market.mean_product_formal = 0.0
            market.mean_product_informal = 0.0
        formal, informal = max(employer.posts_formal, 0.0), max(employer.posts_informal, 0.0)
        market.posts_formal += formal
        market.posts_informal += informal
        market.wanted_abroad = market.posts_formal if trade_law.open_to_recruits == 1 else 0.0
        market.mean_product_formal += formal * employer.marginal_product
        fine = visit_chance(law, trade_law) * law.fine_months * market.reservation_informal
        market.mean_product_informal += informal * (
            employer.marginal_product - fine - informal_supplies(employer, market, law)
        )


@helper
def markets_average(markets, hosts):
    """Mean marginal product over open posts, by kind; 0 where none is open."""
    for i in range(len(markets)):
        market = markets[i]
        if hosts[market.host].budgets == 1:
            continue
        if market.posts_formal > 0.0:
            market.mean_product_formal /= market.posts_formal
        if market.posts_informal > 0.0:
            market.mean_product_informal /= market.posts_informal


@loop
def posts_open(employers, markets, hosts, quotes, host_terms, trade_terms, planning_settings, wage_settings):
    """Every firm plans. How many of its posts are approved for recruits is for hiring, which knows the places."""
    planning, wages = planning_settings[0], wage_settings[0]
    for i in range(len(employers)):
        employer = employers[i]
        market, host = markets[employer.market], hosts[employer.host]
        law, trade_law = host_terms[employer.host], trade_terms[employer.market]
        formal, informal = costs_of_posts(employer, market, host, quotes, law, trade_law, planning, wages)
        employer.approved = 0.0
        if formal > 0.0:
            open_posts(employer, market, host, formal, informal, planning, wages)
    posts_add_up(employers, markets, host_terms, trade_terms)
    markets_average(markets, hosts)
