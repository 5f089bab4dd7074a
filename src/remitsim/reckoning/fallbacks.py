"""Fallbacks: what a person would have without the post in question, in the worker's unit, cents a month (A4)."""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose
from remitsim.reckoning.debts import annuity, payment_to_clear, present_value
from remitsim.reckoning.needs import living_here
from remitsim.reckoning.taxes import net
from remitsim.rules import helper, rule
from remitsim.world import codes

TASTE = purpose("wages: taste for a trade")
TROUBLE = purpose("wages: trouble of leaving a sponsor")

LEAST_APPEAL = 0.3  # a trade however disliked still counts this share of its pay


@rule
def is_skilled(trade):
    """Whether a trade is open to trained people only."""
    return trade == codes.SKILLED or trade == codes.NURSING


@rule
def can_work_in(person, trade):
    """Low trades are open to all; skilled ones to those who work in them or whose training is recognised."""
    if not is_skilled(trade):
        return True
    if person.trained_trade == trade:
        return person.origin < 0 or person.recognised == 1
    return person.trade == trade


@rule
def labour_in(person, trade, wages):
    """Effective units of labour of a person in a trade: ability, skill, foothold."""
    units = person.ability * (1.0 + wages.foothold_labour * person.foothold)
    if is_skilled(trade) and can_work_in(person, trade):
        return units * wages.skilled_labour
    return units


@rule
def appeal_of(person, trade, market, wages, lasting):
    """What a cent of pay in this trade is worth to this person: common liking and own lasting taste."""
    appeal = 1.0 + market.liking
    if not is_skilled(trade):
        appeal += wages.taste_sd * normal(person.key, lasting, TASTE + trade)
    if trade == person.trade:
        appeal *= wages.own_trade
    return max(LEAST_APPEAL, appeal)


@rule
def removal_at_work(law, trade_law):
    """Chance a month that an irregular person at work is found there and removed."""
    told = law.found_at_work * trade_law.inspection * trade_law.covered * law.inspectors_report
    return (law.papers_at_work + told) * law.removed_if_found


@rule
def casual_pay(person, host, wages):
    """What casual work brings a person from abroad without a post."""
    if wages.casual_work == 0:
        return wages.casual_share * host.mean_net_pay
    if person.status == codes.IRREGULAR:
        return wages.casual_without * host.mean_net_pay
    return wages.casual_with_papers * host.mean_net_pay


@rule
def benefit_ahead(person, law):
    """Months of benefit that a native has, or would have on losing the post."""
    if person.employer < 0:
        return float(person.benefit_left)
    if person.insured_months >= law.insured_for_benefit:
        return float(law.benefit_months)
    return 0.0


@rule
def quoted(quotes, host_index, trade, klass):
    """The quote of a class in a trade of a host."""
    return quotes[(host_index * codes.N_TRADES + trade) * 4 + klass]


@rule
def search_weight(chance, separation, discount):
    """X: weight of offers against not working in the worth of searching."""
    return chance / max(chance + separation + discount, 1e-9)


@helper
def native_search(person, host, markets, quotes, law, wages, lasting):
    """Worth of searching to a native, the best over trades open to the person."""
    best = 0.0
    months = benefit_ahead(person, law)
    for trade in range(codes.N_TRADES):
        if not can_work_in(person, trade):
            continue
        quote = quoted(quotes, person.host, trade, codes.SETTLED_CLASS)
        market = markets[person.host * codes.N_TRADES + trade]
        offer = quote.offer * labour_in(person, trade, wages) * appeal_of(person, trade, market, wages, lasting)
        covered = 1.0 - math.exp(-quote.chance * months)
        idle = min(wages.idle_cap, host.idle_worth + wages.benefit_worth * covered)
        weight = search_weight(quote.chance, quote.separation, wages.discount)
        best = max(best, offer * (weight + (1.0 - weight) * idle))
    return best


@rule
def search_ends(law):
    """Chance a month that a tied person's time without a post is over: one look, and one for each month of grace."""
    return 1.0 / (1.0 + law.grace_months)


@helper
def migrant_search(
    person, host_index, klass, home, casual, markets, quotes, law, trade_terms, wages, lasting
):  # fmt: skip
    """Worth of searching, in one class, to a person from abroad, the best over trades open to the person."""
    best = 0.0
    for trade in range(codes.N_TRADES):
        row = host_index * codes.N_TRADES + trade
        if not can_work_in(person, trade):
            continue
        if person.sex == codes.WOMAN and trade_terms[row].barred_women == 1 and klass != codes.IRREGULAR_CLASS:
            continue
        quote = quoted(quotes, host_index, trade, klass)
        offer = quote.offer * labour_in(person, trade, wages)
        offer *= appeal_of(person, trade, markets[row], wages, lasting)
        gone = wages.discount
        if klass == codes.IRREGULAR_CLASS:
            gone += law.found_in_street + removal_at_work(law, trade_terms[row])
        elif klass == codes.TIED_CLASS:
            gone += search_ends(law)
        weight = search_weight(quote.chance, quote.separation, gone)
        idle = max(casual, min(home, wages.home_cap * offer))
        best = max(best, weight * offer + (1.0 - weight) * idle)
    return best


@rule
def usual_hardship(person, corridor, home_pay):
    """Hardship of being away in money a month, at the person's own usual level."""
    return corridor.hardship * person.hardship * home_pay


@helper
def months_ahead(person, wages):
    """Months left where the person is: of the contract, else of the permit, else the horizon."""
    left = wages.horizon
    if person.contract_left > 0:
        left = float(person.contract_left)
    elif person.permit_left >= 0:
        left = float(person.permit_left)
    return max(wages.least_months, min(left, wages.horizon))


@helper
def hunger_of(owed, rate, income, subsistence, wages):
    """What clearing a debt in two years takes beyond what is left over subsistence."""
    due = payment_to_clear(owed, wages.debt_months, rate)
    return max(0.0, due - max(0.0, income - subsistence))


@helper
def debt_drag(owed, rate, home_pay, subsistence, pay, living, months, wages):
    """d: what a debt takes from the worth of going home, a month: dearer, slower repayment there, and hunger."""
    if owed <= 0.0:
        return 0.0
    from_home = present_value(owed, wages.debt_share_home * home_pay, rate, wages.discount)
    from_here = present_value(owed, wages.debt_share_abroad * max(0.0, pay - living), rate, wages.discount)
    slower = max(0.0, from_home - from_here) / annuity(months, wages.discount)
    hungrier = hunger_of(owed, rate, home_pay, subsistence, wages) - hunger_of(owed, rate, pay, living, wages)
    return slower + wages.hunger_weight * hungrier


@helper
def home_worth(person, host, origin, corridor, law, origin_law, wages):
    """Going home, in pay abroad that leaves one as well off, before any debt; 0 if home does not count."""
    home_pay = person.home_pay * origin_law.home_pay * (1.0 - origin_law.danger)
    if wages.home_in_fallback == 2:
        return 0.0
    if wages.home_in_fallback == 1:
        return home_pay
    mean_pay = float(host.mean_pay) if host.natives_in_market == 1 else host.mean_net_pay
    hardship = min(usual_hardship(person, corridor, home_pay), wages.hardship_cap * mean_pay)
    return home_pay + hardship + law.living_cost


@helper
def pay_here(person, quotes, law, wages):
    """Net pay of the post held, or of the offers that the person's class meets in the own trade."""
    if person.employer >= 0:
        return net(law, float(person.wage)) if person.contract == codes.FORMAL else float(person.wage)
    klass = class_of(person.status)
    return quoted(quotes, person.host, person.trade, klass).offer * labour_in(person, person.trade, wages)


@rule
def class_of(status):
    """Class in which a status is quoted."""
    if status == codes.IRREGULAR:
        return codes.IRREGULAR_CLASS
    if status == codes.TEMPORARY_TIED:
        return codes.TIED_CLASS
    if status == codes.TEMPORARY_FREE or status == codes.NO_STATUS:
        return codes.FREE_CLASS
    return codes.SETTLED_CLASS


@rule
def sponsor_trouble(person, host, wages, lasting):
    """Own trouble of leaving a sponsor, months of pay; a lasting trait around the host's median."""
    return host.sponsor_trouble * math.exp(wages.trouble_sd * normal(person.key, lasting, TROUBLE))


@helper
def leaving_sponsor(
    person, host, home, casual, pay, months, markets, quotes, law, trade_terms, wages, lasting
):  # fmt: skip
    """Worth a month of leaving the sponsor for irregular work, less trouble, wages left behind and the risk."""
    worth = migrant_search(
        person, person.host, codes.IRREGULAR_CLASS, home, casual, markets, quotes, law, trade_terms, wages, lasting
    )
    trade_law = trade_terms[person.host * codes.N_TRADES + person.trade]
    caught = law.found_in_street + removal_at_work(law, trade_law)
    trouble = sponsor_trouble(person, host, wages, lasting) * pay / wages.trouble_over
    return worth - trouble - person.unpaid_wages / months - wages.caught_loss * pay * caught


@rule
def may_turn_elsewhere(person, law):
    """Whether a tied person may take another firm's offer now; who has just arrived is not at a contract's end."""
    if law.may_change_employer == codes.CHANGE_ALWAYS:
        return True
    ending = person.contract_left <= 1 and person.months_abroad > 0
    return law.may_change_employer == codes.CHANGE_AT_CONTRACT_END and ending


@helper
def migrant_fallback(
    person, host, origin, corridor, markets, quotes, law, origin_law, trade_terms, wages, lasting
):  # fmt: skip
    """Fallback of a person from abroad, before the appeal of the post's trade."""
    pay = pay_here(person, quotes, law, wages)
    months = months_ahead(person, wages)
    home = home_worth(person, host, origin, corridor, law, origin_law, wages)
    living = living_here(pay, law)
    owed = float(person.debt + person.debt_interest)
    home_pay = person.home_pay * origin_law.home_pay
    home -= debt_drag(owed, person.loan_rate, home_pay, origin.subsistence, pay, living, months, wages)
    casual = casual_pay(person, host, wages)
    if person.status == codes.TEMPORARY_TIED:
        away = leaving_sponsor(
            person, host, home, casual, pay, months, markets, quotes, law, trade_terms, wages, lasting
        )  # fmt: skip
        if may_turn_elsewhere(person, law):
            away = max(away, migrant_search(
                person, person.host, codes.TIED_CLASS, home, away, markets, quotes, law, trade_terms, wages, lasting
            ))  # fmt: skip
    else:
        klass = class_of(person.status)
        away = migrant_search(
            person, person.host, klass, home, casual, markets, quotes, law, trade_terms, wages, lasting
        )  # fmt: skip
    return max(home, away)


@helper
def fallback(
    person, trade, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms, wages, clock
):  # fmt: skip
    """What someone in a host (native or from abroad) would have without the post in question, in a ``trade``.

    Worker's unit, cents a month of this person; pay in a disliked trade must make up for the dislike.
    """
    host, law = hosts[person.host], host_terms[person.host]
    if person.origin < 0:
        worth = native_search(person, host, markets, quotes, law, wages, clock.lasting)
    else:
        worth = migrant_fallback(
            person, host, origins[person.origin], corridors[person.corridor], markets, quotes, law,
            origin_terms[person.origin], trade_terms, wages, clock.lasting,
        )  # fmt: skip
    market = markets[person.host * codes.N_TRADES + trade]
    return max(0.0, worth) / appeal_of(person, trade, market, wages, clock.lasting)
