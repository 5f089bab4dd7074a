"""What a status is worth: one family of rules that leaving, overstaying, applying, renewing and returning read.

All worths are present values in cents, reckoned; flows are cents a month. A flow of a status is built from
chances and offers (quotes by class), never from the mean income of who holds it.
"""

from __future__ import annotations

import math

from remitsim.reckoning.fallbacks import labour_in
from remitsim.reckoning.needs import living_here
from remitsim.rules import helper, rule
from remitsim.world import codes


@rule
def discount(worth):
    """Own discount a month over the planning horizon: d = impatience + 1 / horizon."""
    return worth.impatience + 1.0 / worth.horizon


@rule
def home_unit(person, origin_law, worth):
    """A month of home pay, as unseen costs and hardship count it (structural choice `home_unit`)."""
    return person.home_pay * (1.0 if worth.home_unit == 0 else origin_law.home_pay)


@rule
def home_flow(person, origin, origin_law, worth):
    """What a month at home brings this person, less the danger there."""
    works = min(1.0, (1.0 - origin.unemployment) * origin_law.home_work)
    share = works if person.participates == 1 else worth.not_working_home
    return person.home_pay * origin_law.home_pay * (share - origin_law.danger)


@rule
def home_worth(person, origin, origin_law, worth):
    """Worth of living at home."""
    return home_flow(person, origin, origin_law, worth) / discount(worth)


@rule
def usual_hardship(person, corridor, origin_law, worth):
    """The person's lasting hardship of being away, cents a month."""
    return corridor.hardship * person.hardship * home_unit(person, origin_law, worth)


@rule
def hardship_now(person, corridor, origin_law, worth):
    """This month's hardship of being away, cents a month."""
    return usual_hardship(person, corridor, origin_law, worth) * math.exp(person.hardship_state)


@rule
def services_worth(person, law, rights, worth):
    """What public services are worth to this person in a status, cents a month."""
    school = person.children_here * law.school_service_cost if rights.school == 1 else 0
    return worth.services * (rights.health * law.health_cost + school)


@rule
def street_chance(person, law, worth):
    """Chance a month of being found in the street; likelier for who left a sponsor that reports it."""
    chance = law.found_in_street
    if person.status == codes.TEMPORARY_TIED or person.how_irregular == codes.LEFT_SPONSOR:
        chance *= 1.0 + law.sponsor_reports * worth.reported_hunt
    return min(1.0, chance)


@rule
def chance_removed(person, law, corridor_law, worth):
    """Chance a month that an irregular person is found, at work or in the street, and removed."""
    at_work = law.papers_at_work + law.found_at_work * law.inspectors_report
    return min(1.0, (street_chance(person, law, worth) + at_work * law.removed_if_found) * corridor_law.readmission)


@rule
def casual_of(status, host, wages):
    """What casual work would bring without a post, by status."""
    if wages.casual_work == 0:
        return wages.casual_share * host.mean_net_pay
    return (wages.casual_without if status == codes.IRREGULAR else wages.casual_with_papers) * host.mean_net_pay


@rule
def earnings(quote, units, pay, casual, chance_belief, offer_belief, rate):
    """Expected monthly income from a class's quotes, in the worker's unit, cents.

    ``pay``: net pay now (0 without work); it lasts as long as the post does. ``casual``: income without work.
    """
    chance = min(1.0, quote.chance * chance_belief)
    in_work = chance / max(chance + quote.separation + rate, 1e-9)
    searching = in_work * quote.offer * offer_belief * units + (1.0 - in_work) * casual
    if pay <= 0.0:
        return searching
    lasts = rate / (rate + quote.separation)
    return lasts * pay + (1.0 - lasts) * searching


@helper
def temporary_and_irregular(flow_temporary, flow_irregular, home, permanent, lapse, reach, removal, loss,
                            into_permanent, offer_rate, price, rate):
    """Worths (temporary, irregular), which stand in each other: closed form.

    ``lapse``: chance a month of losing the permit; ``reach``: of reaching residence; ``removal``: of being
    removed, at ``loss``; ``offer_rate``: believed chance of a regularisation at ``price``, into permanent
    residence if ``into_permanent`` is 1, else into a temporary status.
    """
    under = rate + lapse + reach
    settled = (flow_temporary + reach * permanent) / under
    risky = flow_irregular + removal * (home - loss)
    if into_permanent == 1:
        irregular = (risky + offer_rate * (permanent - price)) / (rate + offer_rate + removal)
        return settled + lapse / under * max(irregular, home), irregular
    left = rate + removal + offer_rate * (1.0 - lapse / under)
    irregular = (risky + offer_rate * (settled - price)) / left
    if irregular < home:
        temporary = settled + lapse / under * home
        return temporary, (risky + offer_rate * (temporary - price)) / (rate + offer_rate + removal)
    return settled + lapse / under * irregular, irregular


@rule
def offered_status(law):
    """The status that a regularisation on offer, or one hoped for, leads to."""
    if law.offer_status > codes.NATIVE:
        return law.offer_status
    if law.expected_status > codes.NATIVE:
        return law.expected_status
    return codes.TEMPORARY_FREE


@rule
def hoped_for(months_abroad, irregular, new, law, removal, rate):
    """What a dated regularisation, believed with a weight, adds to being in an irregular situation."""
    if law.expected <= 0.0 or months_abroad + law.expected_wait < law.offer_stay:
        return 0.0
    gain = max(0.0, new - irregular - law.offer_price)
    return law.expected * math.exp(-(rate + removal) * law.expected_wait) * gain


@rule
def status_flow(person, earned, hardship, law, rights, worth):
    """Monthly flow of a status: earnings less living and hardship, and what services are worth."""
    return earned - living_here(earned, law) - hardship + services_worth(person, law, rights, worth)


@rule
def lapse_chance(corridor, law, corridor_law, kind):
    """Chance a month of losing a temporary permit, as observed; a seasonal one ends with the season."""
    if corridor_law.seasonal_months > 0 and kind == codes.TEMPORARY_TIED:
        return 1.0 / corridor_law.seasonal_months
    return (1.0 - corridor.renewed_share) / max(1.0, float(law.first_permit_months))


@helper
def flow_in(person, status, trade, pay, pay_status, hardship, chance_belief, offer_belief, corridor, host, law,
            quotes, status_terms, worth, wages):
    """Monthly flow of a status in a trade; ``pay`` counts if it belongs to this status."""
    quote = quotes[(corridor.host * codes.N_TRADES + trade) * 4 + codes.CLASS_OF_STATUS[status]]
    units = labour_in(person, trade, wages)
    pay_here = pay if pay_status == status else 0.0
    if status == codes.TEMPORARY_TIED and law.may_change_employer == codes.CHANGE_NEVER:
        earned = pay_here if pay_here > 0.0 else quote.offer * offer_belief * units
    else:
        casual = casual_of(status, host, wages)
        earned = earnings(quote, units, pay_here, casual, chance_belief, offer_belief, discount(worth))
    return status_flow(person, earned, hardship, law, status_terms[corridor.host * 7 + status], worth)


@helper
def worths(person, kind, trade, pay, pay_status, hardship, chance_belief, offer_belief, home, corridor, host, law,
           corridor_law, quotes, status_terms, worth, wages):
    """Worths (permanent, temporary, irregular) of a person at a corridor's host.

    ``kind``: which temporary status, free or tied; ``pay``: net pay now or promised (worker's unit, cents), which
    belongs to ``pay_status``; ``home``: the worth of home; beliefs multiply the quotes of the trade.
    """
    rate = discount(worth)
    settled = flow_in(person, codes.PERMANENT, trade, pay, pay_status, hardship, chance_belief, offer_belief,
                      corridor, host, law, quotes, status_terms, worth, wages)
    permanent = max(home, settled / rate)
    flow = flow_in(person, kind, trade, pay, pay_status, hardship, chance_belief, offer_belief,
                   corridor, host, law, quotes, status_terms, worth, wages)
    without = flow_in(person, codes.IRREGULAR, trade, pay, pay_status, hardship, chance_belief, offer_belief,
                      corridor, host, law, quotes, status_terms, worth, wages)
    lapse = lapse_chance(corridor, law, corridor_law, kind)
    if kind == codes.TEMPORARY_TIED and law.may_change_employer == codes.CHANGE_NEVER:
        lapse += quotes[(corridor.host * codes.N_TRADES + trade) * 4 + codes.TIED_CLASS].separation
    removal = chance_removed(person, law, corridor_law, worth)
    into_permanent = 1 if offered_status(law) <= codes.PERMANENT else 0
    temporary, irregular = temporary_and_irregular(
        flow, without, home, permanent, lapse, corridor.reach_residence, removal,
        worth.removal_loss * person.home_pay, into_permanent, law.expected_rate, float(law.offer_price), rate,
    )  # fmt: skip
    if corridor_law.seasonal_months > 0 and kind == codes.TEMPORARY_TIED:
        temporary = (flow + lapse * home) / (rate + lapse)
    new = permanent if into_permanent == 1 else temporary
    months = person.months_abroad if person.place == codes.ABROAD else 0
    return permanent, temporary, irregular + hoped_for(months, irregular, new, law, removal, rate)
