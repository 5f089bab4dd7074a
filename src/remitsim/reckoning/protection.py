"""What protects people at work: power against withheld pay, wages owed and recovered, illness, benefits (C6, C7)."""

from __future__ import annotations

import math

from remitsim.luck import purpose, uniform
from remitsim.money import cents, share
from remitsim.reckoning.moves import settle_wages_owed
from remitsim.reckoning.wages import visit_chance
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book, note

WITHHELD = purpose("working: pay withheld")
COMPLAINS = purpose("working: complains")
VISITED = purpose("working: inspectors recover wages")
FALLS_ILL = purpose("working: falls ill")
HOW_LONG = purpose("working: how long ill")


@rule
def may_complain(person, law, trade_law, rights):
    """How safely a person may complain, 0 to 1; nobody in an irregular situation does to who passes on status."""
    safe = rights.complain * trade_law.covered
    if person.status == codes.TEMPORARY_TIED:
        return safe * law.complaint_power
    if person.status == codes.IRREGULAR:
        return safe * (1.0 - law.inspectors_report)
    return safe


@rule
def free_to_move(person, law, rights):
    """1 for who may change employer now, else 0."""
    if rights.change_employer != 1:
        return 1.0 if rights.change_employer == 2 else 0.0
    if law.may_change_employer == codes.CHANGE_ALWAYS:
        return 1.0
    return 1.0 if law.may_change_employer == codes.CHANGE_AT_CONTRACT_END and person.contract_left <= 1 else 0.0


@rule
def power(person, law, trade_law, rights, working):
    """Power of a worker against a firm that withholds pay, 0 to `most_power`."""
    visits = min(1.0, visit_chance(law, trade_law) / working.full_visits)
    return min(
        working.most_power,
        working.power_complaint * may_complain(person, law, trade_law, rights)
        + working.power_moving * free_to_move(person, law, rights)
        + working.power_visits * visits,
    )


@helper
def withheld_now(person, employer, law, trade_law, rights, working, salt):
    """Whole cents of this month's pay that the firm withholds; only firms that break the law do."""
    if employer.lawful == 1:
        return 0
    chance = working.withheld_chance * (1.0 - power(person, law, trade_law, rights, working))
    if uniform(person.key, salt, WITHHELD) >= chance:
        return 0
    return share(person.wage, working.withheld_share)


@helper
def withhold(person, amount, cell):
    """Owe a person wages; a claim on another firm is lost over it, since a person keeps one."""
    person.months_withheld = int((person.months_withheld * 2) % 8)
    if amount > 0:
        if person.employer_owing != person.employer and person.unpaid_wages > 0:
            settle_wages_owed(person, cell)
        person.employer_owing = person.employer
        person.unpaid_wages += amount
        person.months_withheld += 1
        person.months_owed = 0
        note(cell, flows.WAGES_WITHHELD, amount)


@helper
def recovered_now(person, law, trade_law, rights, working, salt):
    """Whole cents of wages owed that the firm pays this month: by complaint, by a visit, else little by little."""
    part = working.paid_back
    if person.place == codes.ABROAD and person.employer == person.employer_owing:
        complains = working.complains * may_complain(person, law, trade_law, rights)
        visited = uniform(person.key, salt, VISITED) < visit_chance(law, trade_law)
        if visited or uniform(person.key, salt, COMPLAINS) < complains:
            part = max(part, law.recovery)
    return min(share(person.unpaid_wages, part), person.unpaid_wages)


@rule
def illness_chance(person, working):
    """Chance of falling ill, a straight line by age, higher in hard trades."""
    part = (person.age - 240.0) / 480.0
    chance = max(0.0, working.ill_at_20 + part * (working.ill_at_60 - working.ill_at_20))
    if person.employer >= 0 and (person.trade == codes.FARM or person.trade == codes.CONSTRUCTION):
        chance *= working.ill_hard_trades
    return chance


@rule
def own_share_of_care(law, rights):
    """Whole cents of a month's care that the person must pay; the treasury's part is in its cost a resident."""
    return cents(law.care_cost * max(0.0, 1.0 - rights.health))


@rule
def length_of_illness(mean, draw):
    """Months of illness, geometric with this mean, from a uniform draw."""
    if mean <= 1.0:
        return 1
    return 1 + int(math.floor(math.log(draw) / math.log(1.0 - 1.0 / mean)))


@helper
def be_ill(person, cell, law, rights, working, salt):
    """Fall ill or go on being ill, with care where it can be had; returns 1 if unable to work this month."""
    own = own_share_of_care(law, rights)
    if person.ill_months <= 0:
        if uniform(person.key, salt, FALLS_ILL) >= illness_chance(person, working):
            return 0
        mean = working.ill_months
        if person.savings >= own:
            mean *= working.care_shortens
        person.ill_months = length_of_illness(mean, uniform(person.key, salt, HOW_LONG))
    person.ill_months -= 1
    if own > 0 and person.savings >= own:
        book(cell, flows.CARE, own)
        person.savings -= own
    return 1


@rule
def benefit_amount(law, last_pay):
    """A month's benefit on such a last pay, whole cents."""
    counted = min(last_pay, law.benefit_cap) if law.benefit_cap > 0 else last_pay
    return cents(law.benefit_rate * counted)


@helper
def draw_benefit(person, cell, law, rights):
    """Benefit out of work or ill, after so many insured months; returns whole cents paid into savings."""
    insured = rights.benefits == 1 and person.insured_months >= law.insured_for_benefit
    paid = 0
    if person.employer >= 0:
        if insured:
            paid = benefit_amount(law, person.wage if person.contract == codes.FORMAL else person.last_pay)
    else:
        if insured and person.months_idle == 0 and person.last_pay > 0:
            person.benefit_left = law.benefit_months
            person.insured_months = 0
        if person.benefit_left > 0 and rights.benefits == 1:
            person.benefit_left -= 1
            paid = benefit_amount(law, person.last_pay)
    book(cell, flows.BENEFIT, paid)
    person.savings += paid
    return paid
