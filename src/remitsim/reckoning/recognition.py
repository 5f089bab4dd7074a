"""Recognition of foreign training: a test before going, or months as an assistant and a test after arrival."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.fallbacks import labour_in
from remitsim.reckoning.finance import raise_money
from remitsim.reckoning.meeting import contract_length, find_firm, sign
from remitsim.reckoning.staying import firm_pays_way, go_back, pay_own_way
from remitsim.reckoning.wages import scale_pay
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.cells import migrant_cell
from remitsim.world.ledger import book

RECOGNISED = purpose("recruiting: training is recognised")
RETRY = purpose("recognition: second try")
FIRM = purpose("recognition: finds a post in the own trade")
LENGTH = purpose("recognition: length of the contract")
RETRY_AFTER = 6  # months


@rule
def test_bit(host, failed):
    """The bit of ``person.tests`` that says passed (or failed for good) at a host."""
    return 1 << (2 * host + failed)


@rule
def has_failed(person, host):
    """Whether this host's test was failed for good."""
    return (person.tests // test_bit(host, 1)) % 2 == 1


@rule
def has_passed(person, host):
    """Whether this host's test was passed."""
    return (person.tests // test_bit(host, 0)) % 2 == 1


VISA_BEHIND = purpose("recognition: a visa behind the place")


@rule
def visa_behind(person, row, corridor_law, lasting):
    """Whether a graduate of a partnership's away track has this corridor's visa and recognition behind the place."""
    return person.partner == row and uniform(person.key, lasting, VISA_BEHIND + row) < corridor_law.visas_behind


@rule
def test_asked(person, trade, host, law):
    """Whether a recruit in a trained trade still has to pass this host's test, before or after going."""
    asked = law.recognition_before == 1 or law.assistant_months > 0
    trained = person.trained_trade == codes.NURSING and (trade == codes.NURSING or law.assistant_months > 0)
    return asked and trained and person.applying_route != codes.SKILLS and not has_passed(person, host)


@helper
def sit_before_going(person, household, cells, row, host, law, corridor_law, leaving, lasting, hosts):
    """The test at home; who fails loses part of its price and does not go. True if passed."""
    if uniform(person.key, lasting, RECOGNISED + row) < law.recognition:
        person.tests += test_bit(host, 0)
        return True
    person.tests += test_bit(host, 1)
    way = cells[migrant_cell(hosts, person.origin, host, person.sex, codes.NO_STATUS)]
    lost = cents(leaving.price_lost * law.recognition_price * (1.0 - corridor_law.employer_share))
    if raise_money(person, household, way, lost, 0.0, leaving, corridor_law, lasting) >= lost:
        book(way, flows.RECOGNITION_COST, lost)
        person.savings -= lost
    return False


@rule
def parts_of_test(law, corridor_law):
    """Price of test and papers by payer, whole cents: the person, the treasury, the employer."""
    by_treasury = cents(law.recognition_price * law.recognition_relief)
    by_firm = cents((law.recognition_price - by_treasury) * corridor_law.employer_share)
    return law.recognition_price - by_treasury - by_firm, by_treasury, by_firm


@helper
def pay_for_test(person, cell, law, corridor_law):
    """Book the price of test and papers: the person's and the treasury's part, and the employer's (returned)."""
    own, by_treasury, by_firm = parts_of_test(law, corridor_law)
    book(cell, flows.PROGRAMMES, by_treasury)
    book(cell, flows.RECOGNITION_COST, own)
    person.savings -= own
    book(cell, flows.HIRING_COST, by_firm)
    return by_firm


@helper
def sit_after_arrival(person, law, lasting):
    """The test after the months as an assistant, and once more half a year later."""
    first = person.months_abroad == law.assistant_months
    second = person.months_abroad == law.assistant_months + RETRY_AFTER
    if not (first or second) or has_passed(person, person.host):
        return
    what = (RECOGNISED if first else RETRY) + person.corridor
    if uniform(person.key, lasting, what) < law.recognition:
        person.tests += test_bit(person.host, 0)
    elif second:
        person.tests += test_bit(person.host, 1)


@helper
def move_up(person, employers, markets, hosts, posts, cap, law, wages, working, clock):
    """Who is recognised takes a post in the own trade as soon as one is found."""
    row = person.host * codes.N_TRADES + codes.NURSING
    market = markets[row]
    if market.firms <= 0:
        return
    firm = find_firm(person.key, clock.salt, FIRM, market, posts, 0, cap)
    if firm >= 0:
        person.recognised = 1
        person.trade = codes.NURSING
        person.labour = labour_in(person, codes.NURSING, wages)
        tied = person.status == codes.TEMPORARY_TIED
        months = contract_length(person, law, working, clock.salt, LENGTH) if tied else codes.NONE
        if tied and person.contract_left > 0:
            months = person.contract_left
        sign(person, firm, codes.FORMAL, scale_pay(market, law, person.labour), months, employers[firm], market,
             hosts[person.host])


@loop
def assistants_are_tested(
    persons, households, hosts, corridors, markets, employers, cells, host_terms, corridor_terms, status_terms, posts,
    caps, leaving_settings, wage_settings, working_settings, clocks,
):  # fmt: skip
    """Trained people who work as assistants: tests, posts in the own trade, and the way home for who failed."""
    leaving, wages, working, clock = leaving_settings[0], wage_settings[0], working_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD or person.trained_trade != codes.NURSING or person.recognised == 1:
            continue
        law = host_terms[person.host]
        if hosts[person.host].budgets == 0 or law.assistant_months <= 0:
            continue
        sit_after_arrival(person, law, clock.lasting)
        if has_passed(person, person.host):
            cap = caps[person.host * codes.N_TRADES + codes.NURSING]
            move_up(person, employers, markets, hosts, posts, cap, law, wages, working, clock)
        elif has_failed(person, person.host):
            corridor_law, household = corridor_terms[person.corridor], households[person.household]
            if person.employer >= 0:
                firm_pays_way(person, employers[person.employer], cells[person.cell], corridor_law)
            else:
                pay_own_way(person, household, cells[person.cell], corridor_law, leaving, clock.lasting)
            rights = status_terms[person.host * 7 + person.status]
            go_back(person, household, cells, corridors[person.corridor], law, rights, codes.PERMIT_ENDED, clock)
