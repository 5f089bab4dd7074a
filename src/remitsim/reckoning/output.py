"""Output, baskets of trades, prices, and what one more unit of labour brings (A1).

Firms of a trade combine with elasticity ``firm_elasticity``, trades of a host with ``basket_elasticity``, so that
the revenues of all firms add up to output exactly.
"""

from __future__ import annotations

import math

from remitsim.rules import helper, loop, rule
from remitsim.world import codes

PLANNED, AT_WORK = range(2)  # which labour makes the output: all who are employed, or those who did work


@rule
def firm_share(planning):
    """sigma = 1 - 1 / elasticity between firms."""
    return 1.0 - 1.0 / planning.firm_elasticity


@helper
def reach(employer, market, host, planning):
    """What labour ** (labour_power - 1) is multiplied with in the marginal product; 0 where nothing is sold."""
    if market.firms <= 0 or market.price <= 0.0 or employer.capital <= 0.0:
        return 0.0
    sigma = firm_share(planning)
    trade_part = math.pow(market.basket / market.firms, 1.0 / planning.firm_elasticity)
    own = employer.productivity * host.productivity * math.pow(employer.capital, planning.capital_share)
    price = market.price * host.world_demand
    return sigma * (1.0 - planning.capital_share) * price * trade_part * math.pow(own, sigma)


@rule
def labour_power(planning):
    """(1 - capital share) x sigma: how revenue grows with labour; under 1."""
    return (1.0 - planning.capital_share) * firm_share(planning)


@rule
def product_at(reached, labour, planning):
    """Marginal revenue product of a unit of labour, other firms given, cents a month."""
    if labour <= 0.0 or reached <= 0.0:
        return 0.0
    return reached * math.pow(labour, labour_power(planning) - 1.0)


@rule
def labour_at(reached, cost, planning):
    """Labour at which the marginal product has come down to ``cost``: inverse of `product_at`."""
    if cost <= 0.0 or reached <= 0.0:
        return 0.0
    return math.pow(reached / cost, 1.0 / (1.0 - labour_power(planning)))


@helper
def firms_produce(employers, markets, hosts, planning, whose):
    """q = A K^a L^(1-a) of each firm, added into its trade's basket."""
    for i in range(len(employers)):
        employer = employers[i]
        market = markets[employer.market]
        if i == market.first_firm:
            market.basket = 0.0
        labour = employer.labour_used if whose == AT_WORK else employer.labour
        capital = max(employer.capital, 0.0)
        scale = employer.productivity * hosts[employer.host].productivity
        part = planning.capital_share
        employer.output = scale * math.pow(capital, part) * math.pow(max(labour, 0.0), 1.0 - part)
        market.basket += math.pow(employer.output, firm_share(planning))


@rule
def weight_of_trade(market):
    """w_o: the trade's demand at rest, moved by local spending and by terms."""
    return market.demand * market.local_demand


@helper
def baskets_fill(markets, hosts, planning):
    """Turn each trade's sum into its basket, and add the baskets into the host's."""
    for i in range(len(markets)):
        market = markets[i]
        host = hosts[market.host]
        if market.trade == 0:
            host.output = 0.0
        if market.firms <= 0:
            market.basket = 0.0
            continue
        market.basket = market.firms * math.pow(market.basket / market.firms, 1.0 / firm_share(planning))
        if market.start_basket <= 0.0:
            market.start_basket = market.basket
        market.basket = max(market.basket, planning.least_basket * market.start_basket)
        power = (planning.basket_elasticity - 1.0) / planning.basket_elasticity
        host.output += weight_of_trade(market) * math.pow(market.basket, power)


@helper
def hosts_add_up(hosts, planning):
    """Output of each host, and how far world demand lowers or raises all its prices."""
    for i in range(len(hosts)):
        host = hosts[i]
        power = planning.basket_elasticity / (planning.basket_elasticity - 1.0)
        host.output = math.pow(max(host.output, 0.0), power)
        if host.start_output <= 0.0:
            host.start_output = host.output  # the first reckoning of a world; anchors take it from here
        host.world_demand = 1.0
        if host.output > 0.0:
            host.world_demand = math.pow(host.output / host.start_output, -host.world_demand_elasticity)
        host.sales = host.output * host.world_demand


@helper
def prices_form(markets, hosts, planning):
    """p_o = w_o (Y / Q_o)^(1/eta); 0 where nothing is made."""
    for i in range(len(markets)):
        market = markets[i]
        market.price = 0.0
        if market.basket > 0.0:
            relative = hosts[market.host].output / market.basket
            market.price = weight_of_trade(market) * math.pow(relative, 1.0 / planning.basket_elasticity)


@helper
def firms_sell(employers, markets, planning):
    """Revenue of each firm before the world-demand factor; over all firms it adds up to output."""
    for i in range(len(employers)):
        employer = employers[i]
        market = markets[employer.market]
        employer.sales = 0.0
        if market.basket > 0.0:
            trade_part = math.pow(market.basket / market.firms, 1.0 / planning.firm_elasticity)
            employer.sales = market.price * trade_part * math.pow(employer.output, firm_share(planning))


@loop
def reckon_output(employers, markets, hosts, planning_settings, whose):
    """Output, baskets and prices of all markets, and each firm's sales, from labour now (`PLANNED`, `AT_WORK`)."""
    planning = planning_settings[0]
    firms_produce(employers, markets, hosts, planning, whose)
    baskets_fill(markets, hosts, planning)
    hosts_add_up(hosts, planning)
    prices_form(markets, hosts, planning)
    firms_sell(employers, markets, planning)


@loop
def local_demand_moves(markets, hosts, trade_terms, planning_settings, moves):
    """D_o of each trade: local trades follow residents' spending, all are rescaled so that nothing comes of nothing.

    ``moves`` 0 (until levels are frozen): all at 1. A Term's factor on demand is on top: it is the world's.
    """
    planning = planning_settings[0]
    power = planning.basket_elasticity
    for h in range(len(hosts)):
        host = hosts[h]
        local = 1.0
        if moves == 1 and host.output > 0.0 and host.spending_share > 0.0 and host.spending > 0.0:
            local = math.pow(host.spending / host.output / host.spending_share, planning.local_spending_power)
        before, after = 0.0, 0.0
        for trade in range(codes.N_TRADES):
            demand = markets[h * codes.N_TRADES + trade].demand
            before += math.pow(demand, power)
            after += math.pow(demand * (local if is_local(trade) else 1.0), power)
        scale = math.pow(before / after, 1.0 / power) if after > 0.0 else 1.0
        for trade in range(codes.N_TRADES):
            row = h * codes.N_TRADES + trade
            own = local if is_local(trade) else 1.0
            markets[row].local_demand = own * scale * trade_terms[row].demand


@rule
def is_local(trade):
    """Whether residents' spending here is what the trade lives on."""
    return trade == codes.CONSTRUCTION or trade == codes.CARE or trade == codes.SERVICES
