"""Which trade a person would work in abroad: a lasting own draw by corridor and sex."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.reckoning.fallbacks import is_skilled
from remitsim.rules import helper, rule
from remitsim.world import codes

TRADE = purpose("trades: trade abroad")


@rule
def mix_of(person, corridor_trade):
    """Weight of a trade among those of the person's sex who go."""
    return corridor_trade.mix_women if person.sex == codes.WOMAN else corridor_trade.mix_men


@helper
def trade_abroad(person, corridor_row, corridor_trades, lasting):
    """The trade that this person would take up in a corridor; people of a skilled trade stay in it."""
    if person.licensed == 1 and person.trained_trade >= 0:
        return int(person.trained_trade)
    if is_skilled(person.trade):
        return int(person.trade)
    total = 0.0
    for trade in range(codes.N_TRADES):
        if not is_skilled(trade):
            total += mix_of(person, corridor_trades[corridor_row * codes.N_TRADES + trade])
    if total <= 0.0:
        return int(person.trade)
    mark = uniform(person.key, lasting, TRADE + corridor_row) * total
    drawn = -1
    for trade in range(codes.N_TRADES):
        if is_skilled(trade):
            continue
        weight = mix_of(person, corridor_trades[corridor_row * codes.N_TRADES + trade])
        if weight > 0.0 and (drawn < 0 or mark > 0.0):
            drawn = trade
        mark -= weight
    return drawn
