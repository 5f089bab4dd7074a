"""Who seeks what: access to kinds of posts, choice of trade, retraining upward."""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.debts import annuity
from remitsim.reckoning.fallbacks import (
    appeal_of,
    benefit_ahead,
    can_work_in,
    casual_pay,
    class_of,
    is_skilled,
    labour_in,
    quoted,
    search_weight,
)
from remitsim.reckoning.moves import lose_job
from remitsim.reckoning.protection import free_to_move
from remitsim.reckoning.taxes import ceiling
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book

ON_THE_JOB = purpose("hiring: looks around on the job")
CONSENT = purpose("hiring: the sponsor consents")
LOOKS_AT_TRADES = purpose("hiring: looks at other trades")
KIND = purpose("hiring: kind of post sought")
RETRAINS = purpose("hiring: looks at retraining")
RETRAINING_COST = purpose("hiring: cost of retraining")

NO_ACCESS, FORMAL_ONLY, INFORMAL_ONLY, EITHER = range(4)
MONTHS_65 = 65 * 12


@rule
def seeks(person, law, rights, hiring, salt):
    """1 if this person looks for a post this month; a tied one may have to ask the sponsor."""
    if person.ill_months > 0 or person.retraining_left > 0:
        return 0
    if free_to_move(person, law, rights) < 1.0:
        return 1 if uniform(person.key, salt, CONSENT) < law.consent else 0
    if person.employer < 0:
        return 1
    return 1 if uniform(person.key, salt, ON_THE_JOB) < hiring.on_the_job else 0


@rule
def is_matched(person, law):
    """Whether a job service still looks for this person: trained, recognised, not long arrived."""
    if law.matching_months <= 0 or person.origin < 0 or person.trained_trade < 0 or person.recognised == 0:
        return False
    return person.months_abroad >= 1 and person.months_abroad <= law.matching_months


@helper
def be_matched(person, cell, law, wages):
    """The treasury pays for the service once; who has no work looks in the own trade."""
    if person.months_abroad == 1:
        book(cell, flows.PROGRAMMES, law.matching_cost)
    if person.employer < 0 and person.trade != person.trained_trade:
        take_up_trade(person, person.trained_trade, wages)


@rule
def barred(person, trade_law):
    """Whether formal posts of a trade are barred to this person."""
    abroad = person.origin >= 0 and person.status != codes.CITIZEN
    return abroad and person.sex == codes.WOMAN and trade_law.barred_women == 1


@rule
def access_of(person, market, law, trade_law, rights):
    """Kinds of posts open to a seeker; who cannot earn the floor at the mean open post seeks informal ones only."""
    formal = rights.formal_work != codes.FORMAL_NEVER and not barred(person, trade_law)
    if person.status == codes.TEMPORARY_TIED:
        return FORMAL_ONLY if formal else NO_ACCESS
    if formal and law.wage_floor > 0 and market.mean_product_formal > 0.0 and market.scale <= 0.0:
        formal = ceiling(law, market.mean_product_formal * person.labour) >= law.wage_floor
    return EITHER if formal else INFORMAL_ONLY


@rule
def formal_part(market, access):
    """Share of a seeker that looks at formal posts: by posts where either kind is open."""
    if access == FORMAL_ONLY:
        return 1.0
    if access != EITHER:
        return 0.0
    return market.posts_formal / max(market.posts_formal + market.posts_informal, 1e-9)


@rule
def kind_sought(person, part, salt):
    """The kind of post that this seeker looks at this month, by own draw."""
    return codes.FORMAL if uniform(person.key, salt, KIND) < part else codes.INFORMAL


@helper
def worth_of_trade(person, trade, host, market, quote, law, wages, lasting):
    """Worth of searching in a trade, for comparing trades with each other."""
    offer = quote.offer * labour_in(person, trade, wages) * appeal_of(person, trade, market, wages, lasting)
    weight = search_weight(quote.chance, quote.separation, wages.discount)
    if person.origin >= 0:
        return weight * offer + (1.0 - weight) * casual_pay(person, host, wages)
    covered = 1.0 - math.exp(-quote.chance * benefit_ahead(person, law))
    return offer * (weight + (1.0 - weight) * min(wages.idle_cap, host.idle_worth + wages.benefit_worth * covered))


@helper
def best_trade(person, host, markets, quotes, law, trade_terms, wages, lasting):
    """The trade in which searching is worth most to a person without work; the present one on a tie."""
    klass = class_of(person.status)
    best, most = int(person.trade), -1.0
    for step in range(codes.N_TRADES):
        trade = (person.trade + step) % codes.N_TRADES
        row = person.host * codes.N_TRADES + trade
        closed = barred(person, trade_terms[row]) and person.status != codes.IRREGULAR
        if closed or not can_work_in(person, trade) or markets[row].firms == 0:
            continue
        quote = quoted(quotes, person.host, trade, klass)
        worth = worth_of_trade(person, trade, host, markets[row], quote, law, wages, lasting)
        if worth > most:
            best = int(trade)
            most = worth
    return best


@helper
def take_up_trade(person, trade, wages):
    """Look for work in a trade from now on; who leaves a skilled one may come back to it."""
    if is_skilled(person.trade) and not is_skilled(trade) and person.trained_trade < 0:
        person.trained_trade = person.trade
        person.recognised = 1
    person.trade = trade
    person.labour = labour_in(person, trade, wages)


@helper
def change_trade(person, host, markets, quotes, law, trade_terms, hiring, wages, clock):
    """Now and then a person without work compares all trades and turns to the best."""
    if person.employer < 0 and uniform(person.key, clock.salt, LOOKS_AT_TRADES) < hiring.look_trades:
        trade = best_trade(person, host, markets, quotes, law, trade_terms, wages, clock.lasting)
        if trade != person.trade:
            take_up_trade(person, trade, wages)


@rule
def retraining_cost(person, host, hiring, lasting):
    """Cost of retraining, money and own trouble, cents; a lasting draw."""
    spread = math.exp(hiring.retraining_sd * normal(person.key, lasting, RETRAINING_COST))
    return hiring.retraining_cost * host.mean_pay * spread * math.exp(host.retraining_reluctance)


@helper
def gain_of_retraining(person, host, markets, quotes, law, hiring, wages, lasting):
    """Present worth of skilled pay over the present trade's, less a year without the fallback."""
    own = quoted(quotes, person.host, person.trade, codes.SETTLED_CLASS)
    skilled = quoted(quotes, person.host, codes.SKILLED, codes.SETTLED_CLASS)
    units = labour_in(person, person.trade, wages)
    gain = units * (skilled.offer * wages.skilled_labour - own.offer)
    market = markets[person.host * codes.N_TRADES + person.trade]
    given_up = worth_of_trade(person, person.trade, host, market, own, law, wages, lasting)
    months = min(hiring.retraining_horizon, float(MONTHS_65 - person.age))
    worth = hiring.retraining_part * gain * annuity(max(months, 0.0), hiring.retraining_discount)
    return worth - hiring.retraining_months * given_up


@helper
def retrain(person, host, cell, markets, quotes, law, hiring, wages, clock):
    """A month of retraining, or a look at it by a native of a low trade."""
    if person.retraining_left > 0:
        person.retraining_left -= 1
        if person.retraining_left == 0:
            trade = codes.NURSING if host.budgets == 1 else codes.SKILLED
            person.trained_trade = trade
            take_up_trade(person, trade, wages)
        return
    if host.budgets == 1:  # training there is the host's own (`budgets.residents_train`)
        return
    if is_skilled(person.trade) or person.trained_trade >= 0 or person.ill_months > 0:
        return
    if uniform(person.key, clock.salt, RETRAINS) >= hiring.retraining_look:
        return
    cost = retraining_cost(person, host, hiring, clock.lasting)
    paid = cents(hiring.retraining_money * cost)
    gain = gain_of_retraining(person, host, markets, quotes, law, hiring, wages, clock.lasting)
    if gain > cost and person.savings >= paid:
        lose_job(person)
        book(cell, flows.RETRAINING, paid)
        person.savings -= paid
        person.retraining_left = int(hiring.retraining_months)
