"""After the month's recruits: what agents and firms saw; margins, premiums and posted offers answer (A4, C1, C5)."""

from __future__ import annotations

from remitsim.reckoning.budgets import places_are_carried
from remitsim.reckoning.placing import BILL, HEADS, PAY, UNITS
from remitsim.reckoning.posts import units_a_head
from remitsim.reckoning.recruitment import (
    bill_a_month,
    least_of_recruits,
    margin_moves,
    posted_offer,
    premium_moves,
    recruit_tops,
    smoothed,
)
from remitsim.reckoning.routes import is_seasonal, recruit_status
from remitsim.rules import helper, loop, rule
from remitsim.world import codes


@rule
def month_of_places(corridor, law, host_law):
    """A month's share of a flow of places; what is learned of legal places scales none of the seasonal ones."""
    scale = 1.0 if is_seasonal(recruit_status(host_law), law) else corridor.legal_scale
    return law.quota * scale / 12.0


@rule
def carry_on(corridor, law, host_law, placed, hiring):
    """Keep unused places of a flow for some months; what was overfilled is worked off."""
    corridor.carried = 0.0
    if law.quota_kind == codes.QUOTA_FLOW and corridor.open == 1 and law.visa_open == 1:
        month = month_of_places(corridor, law, host_law)
        corridor.carried = min(corridor.room_visa - placed, hiring.carry_months * month)


@helper
def corridors_settle(corridors, corridor_trades, host_terms, corridor_terms, asking, willing, hiring):
    """Sum who asked and what places there were, smoothed, and carry on what was not used.

    Applicants, as agents count them, are those who would take a place and could pay for it (``willing``).
    """
    for row in range(len(corridors)):
        corridor = corridors[row]
        asked, places, placed = 0.0, 0.0, 0.0
        for trade in range(codes.N_TRADES):
            part = corridor_trades[row * codes.N_TRADES + trade]
            part.applicants_now = willing[row * codes.N_TRADES + trade]
            asked += asking[row * codes.N_TRADES + trade, 0]
            places += part.places_now
            placed += part.placed_now
        corridor.asking_visa += hiring.asking_smoothing * (asked - corridor.asking_visa)
        corridor.places_visa += hiring.asking_smoothing * (places - corridor.places_visa)
        carry_on(corridor, corridor_terms[row], host_terms[corridor.host], placed, hiring)


@helper
def recruits_are_seen(markets, signed, hiring):
    """Pay signed with recruits and the bill that firms bore for them, smoothed, by market."""
    for i in range(len(markets)):
        market = markets[i]
        if signed[i, UNITS] > 0.0:
            paid = signed[i, PAY] / signed[i, UNITS]
            market.recruit_pay = smoothed(market.recruit_pay, paid, hiring.recruit_smoothing)
            borne = signed[i, BILL] / signed[i, HEADS]
            market.recruit_bill += hiring.bill_smoothing * (borne - market.recruit_bill)
        elif market.posted > 0.0:
            market.recruit_pay = smoothed(market.recruit_pay, market.posted, hiring.recruit_smoothing)


@helper
def agents_see(corridor_trade, law, complied, hiring):
    """Applicants and places of the segment that pays, the share that complies, and the margin's answer."""
    if corridor_trade.placed_now > 0.0:
        share = complied / corridor_trade.placed_now
        corridor_trade.complying += hiring.asking_smoothing * (share - corridor_trade.complying)
    paying = 1.0 - corridor_trade.complying
    rate = hiring.applicants_smoothing
    corridor_trade.applicants += rate * (paying * corridor_trade.applicants_now - corridor_trade.applicants)
    corridor_trade.places += rate * (paying * corridor_trade.places_now - corridor_trade.places)
    if law.pinned_months <= 0.0:
        corridor_trade.margin = margin_moves(
            corridor_trade.margin, corridor_trade.applicants, corridor_trade.places, hiring
        )  # fmt: skip


@helper
def firms_see(corridor_trade, hiring):
    """The common fallback behind posted offers, as firms see it, and the gap that the premium answers."""
    if corridor_trade.fallback_weight > 0.0:
        mean = corridor_trade.fallback_sum / corridor_trade.fallback_weight
        corridor_trade.fallback = smoothed(corridor_trade.fallback, mean, hiring.fallback_smoothing)
    queue, places = hiring.premium_queue * corridor_trade.applicants_now, corridor_trade.places_now
    gap = (places - queue) / max(places, queue, 1.0)
    corridor_trade.premium_gap += hiring.premium_smoothing * (gap - corridor_trade.premium_gap)


@helper
def post_offer(corridor_trade, market, law, corridor_law, hiring, planning, wages):
    """The premium, and what a mean firm posts; both wait while no firm has an open post."""
    product = market.mean_product_formal
    if product <= 0.0 or corridor_trade.fallback <= 0.0:
        return
    head = units_a_head(market.trade, wages)
    behind = corridor_trade.fallback
    if hiring.bill_in_offer == 1:
        behind += bill_a_month(corridor_law.official_items + corridor_trade.margin, law, wages) / head
    least = least_of_recruits(behind, head, law, wages)
    top, middle = recruit_tops(product, head, market, law, planning)
    room = top - least - wages.bargaining_share * (middle - least)
    cheap = corridor_trade.margin * (1.0 - corridor_trade.complying) < 100.0 * hiring.premium_margin
    corridor_trade.premium = premium_moves(
        corridor_trade.premium, corridor_trade.premium_gap, market.recruit_pay, cheap, max(room, 0.0), hiring
    )  # fmt: skip
    corridor_trade.posted = posted_offer(
        product, 1, head, least, corridor_trade.premium, market, law, planning, wages
    )  # fmt: skip


@loop
def offers_move(
    corridors, corridor_trades, markets, hosts, host_terms, corridor_terms, asking, willing, complied, signed,
    hiring_settings, planning_settings, wage_settings,
):  # fmt: skip
    """What the month showed is added up; agents' margins, firms' premiums and posted offers answer it."""
    hiring, planning, wages = hiring_settings[0], planning_settings[0], wage_settings[0]
    corridors_settle(corridors, corridor_trades, host_terms, corridor_terms, asking, willing, hiring)
    places_are_carried(corridors, corridor_trades, hosts, corridor_terms, hiring)
    recruits_are_seen(markets, signed, hiring)
    for i in range(len(corridor_trades)):
        row = i // codes.N_TRADES
        corridor, law = corridors[row], corridor_terms[row]
        market = markets[corridor.host * codes.N_TRADES + i % codes.N_TRADES]
        if corridor.open == 1 and law.visa_open == 1 and market.firms > 0:
            agents_see(corridor_trades[i], law, complied[i], hiring)
            firms_see(corridor_trades[i], hiring)
            post_offer(corridor_trades[i], market, host_terms[corridor.host], law, hiring, planning, wages)
    markets_post(corridors, corridor_trades, markets)


@helper
def markets_post(corridors, corridor_trades, markets):
    """Offer posted in a market: the corridors' at the weight of their places, else their plain mean."""
    for m in range(len(markets)):
        market = markets[m]
        by_places, places, plain_sum, count = 0.0, 0.0, 0.0, 0.0
        for row in range(len(corridors)):
            part = corridor_trades[row * codes.N_TRADES + market.trade]
            if corridors[row].host == market.host and part.posted > 0.0:
                by_places += part.places_now * part.posted
                places += part.places_now
                plain_sum += part.posted
                count += 1.0
        if places > 0.0:
            market.posted = by_places / places
        elif count > 0.0:
            market.posted = plain_sum / count
