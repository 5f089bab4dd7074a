"""Hiring: people part from firms, seekers meet posts, places left over are filled from abroad, quotes move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import purpose, uniform
from remitsim.reckoning.fallbacks import class_of, fallback
from remitsim.reckoning.meeting import (
    beats_present,
    contract_length,
    find_firm,
    interview,
    meeting_chance,
    share_finding,
    sign,
)
from remitsim.reckoning.moves import lose_job
from remitsim.reckoning.posts import units_a_head
from remitsim.reckoning.quotes import (
    AT_WORK,
    FINDS_FORMAL,
    FINDS_INFORMAL,
    FIRM_CAP,
    OFFERED,
    SEEKING,
    markets_close,
    quotes_move,
)
from remitsim.reckoning.recognition import assistants_are_tested
from remitsim.reckoning.recruiting import make_room, recruit
from remitsim.reckoning.seeking import (
    NO_ACCESS,
    access_of,
    be_matched,
    change_trade,
    formal_part,
    is_matched,
    kind_sought,
    retrain,
    seeks,
)
from remitsim.rules import helper, loop, rule
from remitsim.world import codes
from remitsim.world.world import World

PARTS = purpose("hiring: parts from the firm")
SHED = purpose("hiring: is shed")
MEETS = purpose("hiring: meets a post")
MEETS_AGAIN = purpose("hiring: meets a post on the second look of a job service")
FIRM = purpose("hiring: finds the firm")
LENGTH = purpose("hiring: length of the contract")

FORMAL_POSTS, INFORMAL_POSTS = range(2)  # columns of `posts`: open at the start of the step, by firm
KIND_SOUGHT, ACCESS = range(2)  # columns of `sought`, by person

Numbers = NDArray[np.float64]


def hire(world: World) -> None:
    """Let people part from firms and meet new ones here, then recruit abroad within the places."""
    records = world.records
    hiring, wages = records["hiring"], records["wages"]
    posts, meetings = np.zeros((len(world.employers), 2)), np.zeros((len(world.markets), 3))
    sought, rows = np.zeros((len(world.persons), 2), np.int64), np.zeros((len(world.quotes), 3))
    people_part(world.persons, world.employers, hiring, world.clock)
    make_room(
        world.corridors, world.corridor_trades, world.markets, world.hosts, world.terms.hosts, world.terms.corridors,
        world.terms.trades,
    )  # fmt: skip
    posts_are_counted(world.employers, world.markets, world.hosts, posts, meetings, hiring, wages)
    people_look(
        world.persons, world.hosts, world.markets, world.quotes, world.terms.hosts, world.terms.trades,
        world.terms.statuses, world.cells, sought, rows, hiring, wages, world.clock,
    )  # fmt: skip
    people_meet(
        world.persons, world.hosts, world.origins, world.corridors, world.markets, world.quotes, world.employers,
        world.terms.hosts, world.terms.origins, world.terms.trades, world.terms.statuses, posts, meetings, sought,
        rows, hiring, wages, records["working"], world.clock,
    )  # fmt: skip
    caps = meetings[:, FIRM_CAP].copy()
    assistants_are_tested(
        world.persons[world.movers()], world.households, world.hosts, world.corridors, world.markets, world.employers,
        world.cells, world.terms.hosts, world.terms.corridors, world.terms.statuses, posts, caps, records["leaving"],
        wages, records["working"], world.clock,
    )  # fmt: skip
    recruit(world, caps)
    markets_close(world.employers, world.markets, world.hosts, hiring)
    quotes_move(world.quotes, world.markets, world.terms.hosts, meetings, rows, hiring, wages)


@rule
def chance_of_parting(person, hiring):
    """Chance that a post ends for reasons of its own."""
    if person.contract == codes.INFORMAL:
        return hiring.separation * hiring.separation_informal
    return hiring.separation


@rule
def chance_of_being_shed(person, employer, hiring):
    """The firm's chance of shedding, newer people first."""
    return employer.shed_chance * (hiring.shed_new if person.months_employed < 12 else hiring.shed_old)


@loop
def people_part(persons, employers, hiring_settings, clocks):
    """Some posts end, and firms with too many people let some go."""
    hiring, clock = hiring_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD or person.employer < 0:
            continue
        parts = uniform(person.key, clock.salt, PARTS) < chance_of_parting(person, hiring)
        shed = chance_of_being_shed(person, employers[person.employer], hiring)
        if parts or uniform(person.key, clock.salt, SHED) < shed:
            lose_job(person)


@loop
def posts_are_counted(employers, markets, hosts, posts, meetings, hiring_settings, wage_settings):
    """Open posts at the start of the step; where natives are not in the market only approved ones are posts."""
    hiring, wages = hiring_settings[0], wage_settings[0]
    for m in range(len(markets)):
        market = markets[m]
        market.posts_formal = 0.0
        market.posts_informal = 0.0
        market.seekers_formal = 0.0
        market.seekers_informal = 0.0
        started = 0.0
        for i in range(market.first_firm, market.first_firm + market.firms):
            started += employers[i].start_labour
        mean_firm = started / (max(market.firms, 1) * units_a_head(market.trade, wages))
        cap = max(hiring.firm_cap * mean_firm, 1e-9)
        for i in range(market.first_firm, market.first_firm + market.firms):
            formal, informal = max(employers[i].posts_formal, 0.0), max(employers[i].posts_informal, 0.0)
            posts[i, FORMAL_POSTS] = formal
            posts[i, INFORMAL_POSTS] = informal
            market.posts_formal += formal
            market.posts_informal += informal
            meetings[m, FINDS_FORMAL] += min(1.0, formal / cap)
            meetings[m, FINDS_INFORMAL] += min(1.0, informal / cap)
        meetings[m, FINDS_FORMAL] = share_finding(meetings[m, FINDS_FORMAL] / max(market.firms, 1))
        meetings[m, FINDS_INFORMAL] = share_finding(meetings[m, FINDS_INFORMAL] / max(market.firms, 1))
        meetings[m, FIRM_CAP] = cap
        if hosts[market.host].natives_in_market == 0:
            market.posts_formal = min(market.posts_formal, market.approved_abroad)


@loop
def people_look(
    persons, hosts, markets, quotes, host_terms, trade_terms, status_terms, cells, sought, rows, hiring_settings,
    wage_settings, clocks,
):  # fmt: skip
    """Who seeks, in which trade, and which kind of post; counts seekers by market, and with them its chances."""
    hiring, wages, clock = hiring_settings[0], wage_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD:
            continue
        host, law = hosts[person.host], host_terms[person.host]
        rights = status_terms[person.host * 7 + person.status]
        if person.origin < 0:
            retrain(person, host, cells[person.cell], markets, quotes, law, hiring, wages, clock)
        if person.employer >= 0:
            rows[(person.host * codes.N_TRADES + person.trade) * 4 + class_of(person.status), AT_WORK] += 1.0
        matched = is_matched(person, law)
        if matched:
            be_matched(person, cells[person.cell], law, wages)
        if seeks(person, law, rights, hiring, clock.salt) == 0:
            continue
        if not matched:
            change_trade(person, host, markets, quotes, law, trade_terms, hiring, wages, clock)
        row = person.host * codes.N_TRADES + person.trade
        market = markets[row]
        access = access_of(person, market, law, trade_terms[row], rights)
        if access == NO_ACCESS:
            continue
        part = formal_part(market, access)
        market_counts = person.weight * part
        seekers_counted(market, market_counts, person.weight - market_counts)
        sought[i, KIND_SOUGHT] = kind_sought(person, part, clock.salt)
        sought[i, ACCESS] = access
        if person.employer < 0:
            rows[row * 4 + class_of(person.status), SEEKING] += 1.0
    markets_meet(markets, hiring)


@rule
def seekers_counted(market, formal, informal):
    """Add seekers, in real people, to the two kinds of post of a market."""
    market.seekers_formal += formal
    market.seekers_informal += informal


@helper
def markets_meet(markets, hiring):
    """Chance that a seeker meets a post, by market and kind of post."""
    for i in range(len(markets)):
        market = markets[i]
        market.chance_formal = meeting_chance(market.posts_formal, market.seekers_formal, hiring.matching)
        market.chance_informal = meeting_chance(market.posts_informal, market.seekers_informal, hiring.matching)


@rule
def own_chance(person, chance, wages):
    """A seeker's own chance of meeting a post: people from abroad gain by their foothold."""
    if person.origin < 0:
        return chance
    return min(1.0, chance * (1.0 + wages.foothold_chance * person.foothold))


@helper
def note_search(person, quote, market, access, finds_formal, finds_informal, wages):
    """What a person without work could expect this month, for the quote of the class."""
    part = formal_part(market, access)
    expected = part * market.chance_formal * finds_formal
    expected += (1.0 - part) * market.chance_informal * finds_informal
    quote.seekers += person.weight
    quote.met += person.weight * own_chance(person, expected, wages)


@helper
def try_firm(
    person, firm, contract, hosts, origins, corridors, markets, quotes, employers, host_terms, origin_terms,
    trade_terms, status_terms, rows, hiring, wages, working, clock,
):  # fmt: skip
    """Be interviewed by a firm; pay better than the present signs."""
    row = employers[firm].market
    market, quote = markets[row], quotes[row * 4 + class_of(person.status)]
    law, rights = host_terms[person.host], status_terms[person.host * 7 + person.status]
    person.reservation = fallback(
        person, person.trade, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms,
        wages, clock,
    )  # fmt: skip
    offers_before = quote.offers
    pay = interview(
        person, contract, employers[firm], market, quote, law, trade_terms[row], rights, person.reservation, wages
    )  # fmt: skip
    if quote.offers > offers_before:
        rows[row * 4 + class_of(person.status), OFFERED] += 1.0
    if pay > 0.0 and beats_present(person, contract, pay, law, hiring, wages):
        tied = person.status == codes.TEMPORARY_TIED
        months = contract_length(person, law, working, clock.salt, LENGTH) if tied else codes.NONE
        sign(person, firm, contract, pay, months, employers[firm], market, hosts[person.host])


@loop
def people_meet(
    persons, hosts, origins, corridors, markets, quotes, employers, host_terms, origin_terms, trade_terms,
    status_terms, posts, meetings, sought, rows, hiring_settings, wage_settings, working_settings, clocks,
):  # fmt: skip
    """A seeker whose own luck is under the chance meets a firm by own draws, and they bargain. Posts are those of
    the start of the step, so nobody stands in another's way."""
    hiring, wages, working, clock = hiring_settings[0], wage_settings[0], working_settings[0], clocks[0]
    for i in range(len(persons)):
        contract = sought[i, KIND_SOUGHT]
        if contract == codes.NO_CONTRACT:
            continue
        person = persons[i]
        row = person.host * codes.N_TRADES + person.trade
        market, quote = markets[row], quotes[row * 4 + class_of(person.status)]
        if person.employer < 0:
            note_search(
                person, quote, market, sought[i, ACCESS], meetings[row, FINDS_FORMAL], meetings[row, FINDS_INFORMAL],
                wages,
            )  # fmt: skip
        formal = contract == codes.FORMAL
        chance = own_chance(person, market.chance_formal if formal else market.chance_informal, wages)
        second = 1.0
        if is_matched(person, host_terms[person.host]):
            second = uniform(person.key, clock.salt, MEETS_AGAIN)
        if min(uniform(person.key, clock.salt, MEETS), second) >= chance:
            continue
        column = FORMAL_POSTS if formal else INFORMAL_POSTS
        firm = find_firm(person.key, clock.salt, FIRM, market, posts, column, meetings[row, FIRM_CAP])
        if firm >= 0 and firm != person.employer:
            try_firm(
                person, firm, contract, hosts, origins, corridors, markets, quotes, employers, host_terms,
                origin_terms, trade_terms, status_terms, rows, hiring, wages, working, clock,
            )  # fmt: skip
