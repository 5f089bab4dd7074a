"""Foothold: language and local know-how, bought in steps where that pays, fading after leaving (C6)."""

from __future__ import annotations

import math

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.debts import annuity
from remitsim.reckoning.fallbacks import removal_at_work
from remitsim.reckoning.taxes import net
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book

PLACE = purpose("foothold: holds an integration place")


@rule
def foothold_at_start(months_abroad, speaks, working):
    """Foothold of who has been abroad for so long when a world begins; ``speaks``: 1 with the host's language."""
    learned = working.foothold_learned * (1.0 - math.exp(-months_abroad / working.foothold_months))
    return min(1.0, learned + working.foothold_language * speaks)


@rule
def chance_of_losing_status(person, corridor, law, trade_law):
    """Chance a month of losing the present status, as seen in the corridor."""
    if person.status == codes.IRREGULAR:
        return law.found_in_street + removal_at_work(law, trade_law)
    if person.status == codes.TEMPORARY_FREE or person.status == codes.TEMPORARY_TIED:
        return max(0.0, 1.0 - corridor.renewed_share) / max(float(law.next_permit_months), 1.0)
    return 0.0


@rule
def months_expected(person, corridor, law, trade_law, working):
    """Months that a person expects to stay as he or she is."""
    hazard = corridor.exit_rate + chance_of_losing_status(person, corridor, law, trade_law)
    return 1.0 / max(hazard, 1.0 / working.longest_stay)


@rule
def earning_power(foothold, quote, wages):
    """What foothold multiplies pay with: labour a month at work, and the share of months at work."""
    chance = quote.chance * (1.0 + wages.foothold_chance * foothold)
    at_work = chance / max(chance + quote.separation, 1e-9)
    return (1.0 + wages.foothold_labour * foothold) * at_work


@helper
def gain_of_step(person, step, quote, law, wages):
    """Gain in pay a month by a step, cents, reckoned."""
    pay = net(law, float(person.wage)) if person.contract == codes.FORMAL else float(person.wage)
    before = earning_power(person.foothold, quote, wages)
    if before <= 0.0:
        return 0.0
    return pay * (earning_power(person.foothold + step, quote, wages) / before - 1.0)


@rule
def holds_place(person, law, salt):
    """Whether the person holds an integration place this month, by own luck."""
    return uniform(person.key, salt, PLACE) * 12.0 < law.integration_places


@helper
def buy_foothold(person, cell, corridor, quote, law, trade_law, working, wages, salt):
    """Buy a step if the gain over the expected stay is worth its price and the money is in hand.

    With an integration place a step costs less, and the treasury pays for the place.
    """
    step = min(working.foothold_step, 1.0 - person.foothold)
    if step <= 0.0:
        return
    part = step / working.foothold_step
    place = holds_place(person, law, salt)
    price = cents((law.integration_price if place else 1.0) * working.foothold_price * part * person.wage)
    months = months_expected(person, corridor, law, trade_law, working)
    gain = gain_of_step(person, step, quote, law, wages) * annuity(months, wages.discount)
    if gain > price and person.savings >= price:
        book(cell, flows.FOOTHOLD, price)
        book(cell, flows.PROGRAMMES, law.integration_cost if place else 0)
        person.savings -= price
        person.foothold += step


@rule
def keep_foothold(person, corridor, working):
    """A newcomer who knows the language has some foothold from the first month."""
    if person.months_abroad == 0 and corridor.shares_language == 1:
        person.foothold = max(person.foothold, working.foothold_language)


@rule
def lose_foothold(person, working):
    """Foothold fades where it is not used: at home."""
    person.foothold *= 1.0 - working.foothold_fades
