"""A status on offer to people in an irregular situation: who meets the test, who applies, whose turn it is."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import normal, purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.moves import enter_status
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.persons import NEVER
from remitsim.world.world import World

LOOKS_AT_OFFER = purpose("papers: looks at a status on offer")
TROUBLE = purpose("papers: own trouble of applying")
TURN = purpose("papers: turn at the office")

Numbers = NDArray[np.float64]


def turns(world: World) -> Numbers:
    """By host: the month of application whose turn it is, and the share of that month's that is granted; (2, H).

    Earlier applications are granted whole; the office decides as many real people a month as there are places.
    """
    result = np.zeros((2, len(world.hosts)))
    result[0] = NEVER
    offered = np.nonzero(world.terms.hosts["offer_places"] > 0.0)[0]
    if len(offered) == 0:
        return result
    people = world.persons[world.movers()]
    waits = (people["place"] == codes.ABROAD) & (people["status"] == codes.IRREGULAR)
    waits &= people["month_applied"] > NEVER
    for host in offered:
        mine = waits & (people["host"] == host)
        places = float(world.terms.hosts["offer_places"][host])
        months, group = np.unique(people["month_applied"][mine], return_inverse=True)
        if len(months) == 0:
            continue
        waiting = np.bincount(group, people["weight"][mine].astype(float))
        before = np.cumsum(waiting) - waiting
        last = int(np.searchsorted(before, places, side="left")) - 1
        result[0, host] = months[last]
        result[1, host] = min(1.0, (places - before[last]) / waiting[last])
    return result


@rule
def meets_test(person, law):
    """Whether an irregular person meets the test of stay, of work, of trade, of family, of removals, of an employer."""
    if law.offer_status <= codes.NATIVE or person.months_abroad < law.offer_stay:
        return False
    if law.offer_stay_most > 0 and person.months_abroad >= law.offer_stay_most:
        return False
    if law.offer_never_removed == 1 and person.ever_removed == 1:
        return False
    if law.offer_family == 1 and person.family_here == 0:
        return False
    if law.offer_trades > 0 and (law.offer_trades >> person.trade) % 2 == 0:
        return False
    if law.offer_employer == 1 and person.employer < 0:
        return False
    return law.offer_work <= 0 or (person.employer >= 0 and person.months_employed >= law.offer_work)


@rule
def trouble_of_applying(person, papers, lasting):
    """Own trouble of applying, cents: a lasting draw."""
    return 100.0 * papers.offer_trouble * math.exp(papers.offer_trouble_sd * normal(person.key, lasting, TROUBLE))


@rule
def looks_at_offer(person, law, papers, salt):
    """Whether somebody who has not applied yet looks at the offer, with its price in hand."""
    if person.month_applied > NEVER or law.offer_closed == 1 or person.savings < law.offer_price:
        return False
    return uniform(person.key, salt, LOOKS_AT_OFFER) < papers.offer_look


@rule
def apply_for(person, cell, papers, month):
    """Apply: the file costs the treasury."""
    person.month_applied = month
    book(cell, flows.PROGRAMMES, cents(100.0 * papers.file_cost))


@rule
def is_granted(person, turn_month, turn_share, salt):
    """Whether the office decides on this application this month."""
    if person.month_applied <= NEVER or person.month_applied > turn_month:
        return False
    return person.month_applied < turn_month or uniform(person.key, salt, TURN) < turn_share


@helper
def take_up(person, cell, status, law, hosts):
    """Take the status granted, at its price as far as the purse goes."""
    price = min(law.offer_price, max(person.savings, 0))
    book(cell, flows.PERMIT_PERSON, price)
    person.savings -= price
    person.month_applied = NEVER
    months = law.offer_permit_months if law.offer_permit_months > 0 else law.first_permit_months
    if status <= codes.PERMANENT or law.offer_permit_months < 0:
        months = codes.NONE
    enter_status(person, status, codes.NOT_IRREGULAR, months, hosts)
