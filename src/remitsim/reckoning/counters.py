"""Counters of one month, set to zero before it begins. Whatever another step clears is not among them."""

from __future__ import annotations

from remitsim.rules import loop, rule


@rule
def clear_corridor(corridor):
    """Moves, tries and what was expected of them."""
    corridor.asked_now = 0.0
    corridor.arrivals_legal = 0.0
    corridor.arrivals_seasonal = 0.0
    corridor.arrivals_irregular = 0.0
    corridor.expected_irregular = 0.0
    corridor.expected_legal = 0.0
    corridor.exits = 0.0
    corridor.exits_irregular = 0.0
    corridor.into_irregular = 0.0
    corridor.out_of_irregular = 0.0
    corridor.attempts = 0.0
    corridor.caught = 0.0
    corridor.deaths_expected = 0.0
    corridor.deaths = 0.0
    corridor.removed = 0.0
    corridor.met = 0.0


@rule
def clear_corridor_trade(corridor_trade):
    """Who asked, who was placed, and the fallbacks seen."""
    corridor_trade.applicants_now = 0.0
    corridor_trade.places_now = 0.0
    corridor_trade.placed_now = 0.0
    corridor_trade.fallback_sum = 0.0
    corridor_trade.fallback_weight = 0.0


@rule
def clear_market(market):
    """Meetings, and pay that was signed."""
    market.reservation_sum_formal = 0.0
    market.reservation_sum_informal = 0.0
    market.met_formal = 0.0
    market.met_informal = 0.0
    market.hires = 0.0
    market.leavers = 0.0
    market.signed = 0.0
    market.signed_pay = 0.0
    market.signed_units = 0.0


@rule
def clear_quote(quote):
    """What a class met."""
    quote.offers = 0.0
    quote.offer_sum = 0.0
    quote.met = 0.0
    quote.seekers = 0.0
    quote.employed = 0.0
    quote.lost = 0.0
    quote.net_pay_sum = 0.0


@rule
def clear_employer(employer):
    """A firm's month; not its costs: what is booked on firms after they close is next month's account."""
    employer.hires = 0.0
    employer.leavers = 0.0
    employer.wage_bill = 0
    employer.invested = 0


@loop
def counters_start(corridors, corridor_trades, markets, quotes, employers, providers, hosts):
    """Set the counters of a month to zero."""
    for i in range(len(corridors)):
        clear_corridor(corridors[i])
    for i in range(len(corridor_trades)):
        clear_corridor_trade(corridor_trades[i])
    for i in range(len(markets)):
        clear_market(markets[i])
    for i in range(len(quotes)):
        clear_quote(quotes[i])
    for i in range(len(employers)):
        clear_employer(employers[i])
    for i in range(len(providers)):
        providers[i].sums = 0.0
        providers[i].sendings = 0.0
    for i in range(len(hosts)):
        hosts[i].hires = 0.0
        hosts[i].visited = 0.0
