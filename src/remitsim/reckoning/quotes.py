"""Quotes: chances, offers and separations by host, trade and class, as seen this month and smoothed (C4)."""

from __future__ import annotations

from remitsim.reckoning.meeting import offer_made
from remitsim.reckoning.taxes import ceiling
from remitsim.reckoning.wages import worth_of_pay
from remitsim.rules import helper, loop, rule
from remitsim.world import codes

SEEKING, AT_WORK, OFFERED = range(3)  # columns of `rows`, counted by hiring: rows of persons by quote
FINDS_FORMAL, FINDS_INFORMAL, FIRM_CAP = range(3)  # columns of `meetings`, by market


@rule
def filled_up(seen_sum, seen_weight, rows, notional, hiring):
    """Mean of what was seen, filled up with the notional figure where fewer than `quote_rows` rows were seen."""
    if seen_weight <= 0.0:
        return notional
    missing = max(0.0, hiring.quote_rows - rows)
    return (rows * (seen_sum / seen_weight) + missing * notional) / (rows + missing)


@rule
def notional_offer(contract, market, law, units, wages):
    """What a mean applicant is offered at the mean open post, worker's unit per unit; 0.0 where none is open."""
    if market.scale > 0.0:
        return worth_of_pay(law, codes.FORMAL, market.scale * units, wages) / units if contract == codes.FORMAL else 0.0
    floor = float(law.wage_floor) if contract == codes.FORMAL else 0.0
    if contract == codes.FORMAL:
        product, least = market.mean_product_formal, market.reservation_formal
        top = ceiling(law, product * units)
    else:
        product, least = market.mean_product_informal, market.reservation_informal
        top = product * units
    if product <= 0.0:
        return 0.0
    return worth_of_pay(law, contract, offer_made(max(top, floor), least * units, floor, wages), wages) / units


@helper
def notional_of_class(klass, market, law, units, wages):
    """Offer to a mean person of a class at the mean open post, by the kinds of post the class may take."""
    formal = notional_offer(codes.FORMAL, market, law, units, wages)
    informal = notional_offer(codes.INFORMAL, market, law, units, wages)
    if klass == codes.IRREGULAR_CLASS:
        return informal
    if klass == codes.TIED_CLASS:
        if market.posted > 0.0:
            return worth_of_pay(law, codes.FORMAL, market.posted * units, wages) / units
        return formal
    if formal <= 0.0 or informal <= 0.0:
        return max(formal, informal)
    part = market.posts_formal / max(market.posts_formal + market.posts_informal, 1e-9)
    return part * formal + (1.0 - part) * informal


@helper
def notional_chance(klass, market, finds_formal, finds_informal):
    """Finding chance of a mean person of a class."""
    if klass == codes.TIED_CLASS:
        return market.chance_formal * finds_formal
    informal = market.chance_informal * finds_informal
    if klass == codes.IRREGULAR_CLASS:
        return informal
    part = market.posts_formal / max(market.posts_formal + market.posts_informal, 1e-9)
    return part * market.chance_formal * finds_formal + (1.0 - part) * informal


@rule
def notional_separation(klass, hiring):
    """Chance of losing a post where nobody holds one: that of the usual kind of post."""
    if klass == codes.IRREGULAR_CLASS:
        return hiring.separation * hiring.separation_informal
    return hiring.separation


@rule
def moved(quote, seen, hiring):
    """One step of a quote toward what was seen; a first quote is what was seen."""
    if quote <= 0.0:
        return seen
    return quote + hiring.quote_smoothing * (seen - quote)


@helper
def update_quote(quote, rows, row, klass, market, law, units, finds_formal, finds_informal, hiring, wages):
    """Move one quote toward the month's figures; a class that nobody holds is quoted notionally."""
    chance = notional_chance(klass, market, finds_formal, finds_informal)
    chance = min(1.0, filled_up(quote.met, quote.seekers, rows[row, SEEKING], chance, hiring))
    if rows[row, SEEKING] + rows[row, AT_WORK] < hiring.thin_rows:
        chance = min(chance, hiring.thin_chance)
    quote.chance = quote.chance + hiring.quote_smoothing * (chance - quote.chance)
    notional = notional_of_class(klass, market, law, units, wages)
    if notional <= 0.0:
        notional = quote.offer
    offer = filled_up(quote.offer_sum, quote.offers, rows[row, OFFERED], notional, hiring)
    quote.offer = moved(quote.offer, offer, hiring)
    usual = notional_separation(klass, hiring)
    held, spare = rows[row, AT_WORK], hiring.thin_rows
    left = quote.lost / quote.employed if quote.employed > 0.0 else usual
    seen = (held * min(left, 1.0) + spare * usual) / (held + spare)
    quote.separation = moved(quote.separation, seen, hiring)


@loop
def quotes_move(quotes, markets, host_terms, meetings, rows, hiring_settings, wage_settings):
    """Every quote moves toward what its class met this month."""
    hiring, wages = hiring_settings[0], wage_settings[0]
    for i in range(len(quotes)):
        row = i // 4
        market = markets[row]
        law = host_terms[market.host]
        skilled = market.trade == codes.SKILLED or market.trade == codes.NURSING
        units = wages.skilled_labour if skilled else 1.0
        if market.firms > 0:
            update_quote(
                quotes[i], rows, i, i % 4, market, law, units, meetings[row, FINDS_FORMAL],
                meetings[row, FINDS_INFORMAL], hiring, wages,
            )  # fmt: skip


@rule
def reservation_moved(smoothed, total, met, hiring):
    """What applicants accept, as firms see it; where nobody was met it stays."""
    if met <= 0.0:
        return smoothed
    if smoothed <= 0.0:
        return total / met
    return smoothed + hiring.reservation_smoothing * (total / met - smoothed)


@rule
def reservation_moves(market, hiring):
    """Firms' view of what applicants accept in a market, by kind of post."""
    market.reservation_formal = reservation_moved(
        market.reservation_formal, market.reservation_sum_formal, market.met_formal, hiring
    )
    market.reservation_informal = reservation_moved(
        market.reservation_informal, market.reservation_sum_informal, market.met_informal, hiring
    )


@rule
def left_open(employer, host):
    """A firm's posts left open; where natives are not in the market, those approved and not filled."""
    if host.natives_in_market == 1:
        return max(employer.posts_formal, 0.0) + max(employer.posts_informal, 0.0)
    return max(employer.approved, 0.0)


@loop
def markets_close(employers, markets, hosts, hiring_settings):
    """Vacancies of every market, and firms' view of what applicants accept."""
    for m in range(len(markets)):
        market = markets[m]
        left = 0.0
        for i in range(market.first_firm, market.first_firm + market.firms):
            left += left_open(employers[i], hosts[market.host])
        market.vacancies = left
        reservation_moves(market, hiring_settings[0])
