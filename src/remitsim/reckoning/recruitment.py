"""Recruiting: the offer that firms post, the bill and who owes it, margins and premiums (C1, C5, D X1)."""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose
from remitsim.reckoning.debts import annuity
from remitsim.reckoning.posts import monthly_charges
from remitsim.reckoning.taxes import ceiling
from remitsim.reckoning.wages import reservation_gross
from remitsim.reckoning.worth import usual_hardship
from remitsim.rules import helper, rule
from remitsim.world import codes

CHAIN = purpose("recruiting: how heavily the chain takes a fine")

ORIGIN_SIDE, HOST_SIDE, COMPLIES = range(3)  # where a chain takes what it may not take; or not at all


@rule
def cost_of_charging(banned, move, audits, law, weight):
    """Expected cost of a barred charge at one end, share of the charge."""
    fine = weight * audits * law.audit_found * law.audit_fine if banned else 0.0
    return move + fine


@helper
def where_charged(person, law, hiring, lasting):
    """Where the recruit's chain takes a charge that law bars, or that it complies: wherever costs it least.

    A ceiling, or a share owed by the employer, with no rule at either end is read as a rule at both.
    """
    weight = math.exp(hiring.chain_sd * normal(person.key, lasting, CHAIN))
    named = law.origin_ban > 0.0 or law.host_ban > 0.0
    at_origin = cost_of_charging(law.origin_ban > 0.0 or not named, 0.0, law.origin_audits, law, weight)
    at_host = cost_of_charging(law.host_ban > 0.0 or not named, law.move_cost, law.host_audits, law, weight)
    if min(at_origin, at_host) > 1.0:
        return COMPLIES
    return ORIGIN_SIDE if at_origin <= at_host else HOST_SIDE


@helper
def barred_parts(official, margin, promised, law):
    """Parts (official items, margin) of the bill that law bars from being charged to the worker."""
    official_barred = law.employer_share * official
    if law.ceiling_months > 0.0:
        over = max(0.0, official + margin - official_barred - law.ceiling_months * promised)
        return official_barred, min(margin, over)
    if law.origin_ban > 0.0 or law.host_ban > 0.0:
        return official_barred, margin
    return official_barred, law.employer_share * margin


@helper
def bill_of(person, margin, promised, law, hiring, lasting):
    """The bill of one recruit, float cents.

    Returns official items and margin the worker pays before leaving, margin out of pay abroad, official items and
    agent's charge that the firm bears, and whether the chain complies with a rule that bars a charge (1) or not (0).
    """
    official = float(law.official_items)
    spared = 0.0
    if law.pinned_months > 0.0:
        total = law.pinned_months * promised
        margin = max(0.0, total - official)
        spared = max(0.0, official - total)
    official_barred, margin_barred = barred_parts(official - spared, margin, promised, law)
    if official_barred + margin_barred <= 0.0:
        return official - spared, margin, 0.0, spared, 0.0, 0
    where = where_charged(person, law, hiring, lasting)
    if where == COMPLIES:
        fee = 100.0 * hiring.complying_fee if margin_barred > 0.0 else 0.0
        return official - spared - official_barred, margin - margin_barred, 0.0, spared + official_barred, fee, 1
    if where == ORIGIN_SIDE:
        return official - spared, margin, 0.0, spared, 0.0, 0
    return official - spared, margin - margin_barred, margin_barred, spared, 0.0, 0


@rule
def recruit_fallback(person, corridor, law, origin_law, worth, most):
    """What going must bring someone at home to be as well off there: home pay, usual hardship, living abroad.

    Hardship counts up to ``most`` cents, as in the fallback of those who are there.
    """
    home_pay = person.home_pay * origin_law.home_pay * (1.0 - origin_law.danger)
    return home_pay + min(usual_hardship(person, corridor, origin_law, worth), most) + law.living_cost


@rule
def most_hardship(host, wages):
    """Most that hardship counts for in a fallback: a share of mean pay there."""
    mean_pay = float(host.mean_pay) if host.natives_in_market == 1 else host.mean_net_pay
    return wages.hardship_cap * mean_pay


@rule
def bill_a_month(bill, law, wages):
    """A bill spread over the months of a contract, cents."""
    return bill / max(annuity(float(max(law.contract_months, 1)), wages.discount), 1.0)


@helper
def recruit_tops(product, units, market, law, planning):
    """Pay of a unit that a firm could bear, with the cost of the hire counted and without it, gross."""
    charges = monthly_charges(law)
    stay = max(market.recruit_stay, 1.0)
    bill = market.recruit_bill / stay
    hire = planning.hiring_months * market.recruit_pay * units / stay
    top = ceiling(law, product * units - charges - bill - hire) / units
    return top, ceiling(law, product * units - charges - bill) / units


@helper
def posted_offer(product, lawful, units, least, premium, market, law, planning, wages):
    """Gross pay a unit that a firm of this product posts to recruits; 0.0 if it posts none.

    ``least``: gross pay a unit that recruits accept; ``units``: of a person of ability 1.
    """
    top, middle = recruit_tops(product, units, market, law, planning)
    floor = float(law.wage_floor) / units if lawful == 1 else 0.0
    if top <= 0.0 or top < floor:
        return 0.0
    return min(top, max(floor, least + wages.bargaining_share * (middle - least) + premium))


@rule
def least_of_recruits(fallback_unit, units, law, wages):
    """Gross pay a unit that is worth a fallback a unit, taxed as a person of ability 1 would be."""
    return reservation_gross(law, codes.FORMAL, fallback_unit * units, wages) / units


@rule
def scarcity(applicants, places):
    """X: how far applicants exceed places, -1 to 1."""
    return (applicants - places) / max(applicants, places, 1.0)


@rule
def margin_moves(margin, applicants, places, hiring):
    """The agents' margin rises while more people want a place than there are, and falls else."""
    pull = scarcity(applicants, places)
    moved = margin * (1.0 + hiring.margin_speed * pull)
    if moved < 100.0 * hiring.margin_least and pull > 0.0:
        moved += 100.0 * hiring.margin_step
    return moved


@rule
def premium_moves(premium, gap, pay, may_rise, most, hiring):
    """The premium in posted offers answers places that find no applicants."""
    step = hiring.premium_speed * pay * gap
    if step > 0.0 and not may_rise:
        step = 0.0
    return max(0.0, min(premium + step, most))


@rule
def smoothed(before, now, rate):
    """A running mean; an empty one starts at what is seen."""
    if before <= 0.0:
        return now
    return before + rate * (now - before)
