"""How seekers meet posts: chances of a market, the firm found by own draws, the interview, the signing (A3)."""

from __future__ import annotations

import math

from remitsim.luck import uniform
from remitsim.money import cents
from remitsim.reckoning.moves import take_job
from remitsim.reckoning.wages import (
    highest_pay,
    levy_on,
    reservation_gross,
    scale_pay,
    split,
    wage_floor,
    worth_of_pay,
)
from remitsim.rules import helper, rule
from remitsim.world import codes

TRIES = 64  # firms that a seeker looks at before giving up for the month


@rule
def meeting_chance(posts, seekers, matching):
    """Chance that one seeker meets a post: min(1, posts/seekers, mu sqrt(posts/seekers))."""
    if seekers <= 0.0 or posts <= 0.0:
        return 0.0
    tightness = posts / seekers
    return min(1.0, tightness, matching * math.sqrt(tightness))


@helper
def find_firm(key, salt, what, market, posts, column, cap):
    """A firm of the market found by the seeker's own draws, likelier with more open posts; -1 if none."""
    for k in range(TRIES):
        firm = market.first_firm + int(uniform(key, salt, what + 2 * k) * market.firms)
        if uniform(key, salt, what + 2 * k + 1) * cap < posts[firm, column]:
            return firm
    return codes.NONE


@rule
def share_finding(mean_acceptance):
    """Share of those who search firms that find one in all their tries."""
    return 1.0 - math.pow(max(0.0, 1.0 - mean_acceptance), float(TRIES))


@rule
def offer_made(top, least, floor, wages):
    """Gross offer before anyone accepts it, quoted also where it is under the reservation; 0.0 if none is lawful."""
    if top < floor:
        return 0.0
    return max(floor, least + wages.bargaining_share * (top - least), 0.0)


@helper
def interview(person, contract, employer, market, quote, law, trade_law, rights, fallback_worth, wages):
    """Meet a firm: what the person accepts and is offered is seen by all. Returns pay agreed, gross; 0.0 if none."""
    least = reservation_gross(law, contract, fallback_worth, wages)
    top = highest_pay(employer, market, law, trade_law, contract, person.labour, levy_on(person, law))
    floor = wage_floor(employer, law, rights) if contract == codes.FORMAL else 0.0
    units = max(person.labour, 1e-9)
    if contract == codes.FORMAL:
        market.reservation_sum_formal += person.weight * least / units
        market.met_formal += person.weight
    else:
        market.reservation_sum_informal += person.weight * least / units
        market.met_informal += person.weight
    if market.scale > 0.0:
        offer = scale_pay(market, law, person.labour)
    else:
        offer = offer_made(top, least, floor, wages)
    if person.employer < 0 and (top >= floor or market.scale > 0.0):
        quote.offers += person.weight
        quote.offer_sum += person.weight * worth_of_pay(law, contract, offer, wages) / units
    if market.scale > 0.0:
        return offer
    return split(top, least, floor, wages)


@rule
def beats_present(person, contract, pay, law, hiring, wages):
    """Whether an offer is enough better than the post held; anyone without one takes it."""
    if person.employer < 0:
        return True
    present = worth_of_pay(law, person.contract, float(person.wage), wages)
    return worth_of_pay(law, contract, pay, wages) > hiring.move_gain * present


@helper
def sign(person, firm, contract, pay, months, employer, market, host):
    """Sign with a firm at gross ``pay`` (float cents); the post is filled, which may take the firm's posts below 0."""
    weight = person.weight
    take_job(person, firm, contract, cents(pay), months)
    person.grace_left = codes.NONE
    if contract == codes.FORMAL:
        employer.posts_formal -= weight
    else:
        employer.posts_informal -= weight
    employer.hires += weight
    market.hires += weight
    host.hires += weight
    market.signed += weight
    market.signed_pay += weight * person.wage
    market.signed_units += weight * person.labour


@rule
def contract_length(person, law, working, salt, what):
    """Months of a fixed contract, around the usual length by own draw; -1 where contracts are open-ended."""
    if law.contract_months <= 0:
        return codes.NONE
    spread = 1.0 + working.contract_spread * (2.0 * uniform(person.key, salt, what) - 1.0)
    return max(1, int(law.contract_months * spread + 0.5))
