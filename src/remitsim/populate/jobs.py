"""Jobs at the start: who works, formally or not, in which firm, for which pay and how long."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import purpose
from remitsim.populate.draft import Draft
from remitsim.populate.draws import Numbers, cut, logs, place_by_size, uniforms
from remitsim.populate.informal import informal_parts
from remitsim.populate.pay import after_tax
from remitsim.reckoning.fallbacks import labour_in
from remitsim.records import Table
from remitsim.rules import loop
from remitsim.world import codes

WORKS = purpose("populate: at work")
INFORMAL = purpose("populate: informal")
FIRM = purpose("populate: firm")
TENURE = purpose("populate: months with the employer")
CONTRACT = purpose("populate: contract left")
IDLE = purpose("populate: months without work")
MONEY = purpose("populate: money of natives")
BENEFIT = purpose("populate: benefit left")

TIED_WITHOUT_WORK = 0.02  # tied people without work mostly leave


def rows_at_work(draft: Draft) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Rows of persons at work: all but the published share without work, in every group and trade."""
    people = draft.persons
    count_labour(people, draft.record("wages"))
    works = np.zeros(len(people), bool)
    draws = uniforms(people["key"], draft.lasting, WORKS)
    group = people["group"].astype(np.int64) * 16 + people["trade"] * 2 + (people["status"] == codes.TEMPORARY_TIED)
    for host in range(len(draft.hosts)):
        idle = float(draft.hosts["unemployment"][host])
        there = np.nonzero((people["place"] == codes.ABROAD) & (people["host"] == host))[0]
        for kind in np.unique(group[there]):
            some = there[group[there] == kind]
            share = min(idle, TIED_WITHOUT_WORK) if kind % 2 == 1 else idle
            works[some] = cut(draws[some], [1.0 - share, share]) == 0
    return np.nonzero(works)[0]


def fill_jobs(draft: Draft, markets: Table, employers: Table, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
    """Give every row at work a firm and a kind of contract, in each market by size."""
    people = draft.persons
    market_of = people["host"].astype(np.int64) * codes.N_TRADES + people["trade"]
    parts = informal_parts(draft, markets, employers, people[rows])
    draws = uniforms(people["key"], draft.lasting, FIRM)
    units = people["weight"] * people["labour"]
    for market in np.nonzero(markets["firms"] > 0)[0]:
        here = rows[market_of[rows] == market]
        first, number = int(markets["first_firm"][market]), int(markets["firms"][market])
        sizes = employers["start_labour"][first : first + number]
        part = parts[first : first + number]
        informal = _who_informal(draft, people[here], float((part * sizes).sum() / sizes.sum()))
        kinds = ((codes.INFORMAL, informal, part * sizes), (codes.FORMAL, ~informal, (1 - part) * sizes))
        for kind, chosen, room in kinds:
            some = here[chosen]
            open_to = room if room.sum() > 0 else sizes
            people["employer"][some] = first + place_by_size(draws[some], units[some], open_to)
            people["contract"][some] = kind
    _count(people[rows], employers, markets)


def _who_informal(draft: Draft, people: Table, share: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """All irregular people at work, and by own luck so many others (never tied ones) that the share is met."""
    irregular = people["status"] == codes.IRREGULAR
    free = np.nonzero(~irregular & (people["status"] != codes.TEMPORARY_TIED))[0]
    missing = share * people["weight"].sum() - people["weight"][irregular].sum()
    order = free[np.argsort(uniforms(people["key"][free], draft.lasting, INFORMAL), kind="stable")]
    filled = np.cumsum(people["weight"][order]) - 0.5 * people["weight"][order]
    chosen: NDArray[np.bool_] = irregular.copy()
    chosen[order[filled < missing]] = True
    return chosen


def _count(people: Table, employers: Table, markets: Table) -> None:
    """Labour and heads of firms and markets as placed."""
    weight, informal = people["weight"].astype(float), people["contract"] == codes.INFORMAL
    firms, number = people["employer"], len(employers)
    employers["labour"] = np.bincount(firms, weight * people["labour"], number)
    employers["labour_used"] = employers["labour"]
    employers["heads"] = np.bincount(firms, weight, number)
    employers["heads_informal"] = np.bincount(firms, weight * informal, number)
    for name, source in (("employed", "heads"), ("employed_informal", "heads_informal")):
        markets[name] = np.bincount(employers["market"], employers[source], len(markets))


def full_pay(draft: Draft, markets: Table, people: Table) -> Numbers:
    """First formal pay of each person: a little under the published pay of the trade, times ability."""
    market = people["host"] * codes.N_TRADES + people["trade"]
    published = markets["pay_target"][market].astype(float)
    own = draft.corridor_trades["pay_target"][np.maximum(people["corridor"], 0) * codes.N_TRADES + people["trade"]]
    published = np.where((people["corridor"] >= 0) & (own > 0), own, published)
    return np.asarray(draft.how.first_pay * published * people["ability"], float)


def agree_pay(draft: Draft, markets: Table, employers: Table) -> None:
    """Pay, clocks and insurance of everybody in a host, at work or not."""
    there = np.nonzero(draft.persons["place"] == codes.ABROAD)[0]
    people = draft.persons[there]
    law, works = draft.start.terms.hosts[people["host"]], people["employer"] >= 0
    formal, pay = people["contract"] == codes.FORMAL, full_pay(draft, markets, people)
    lawful = np.where(works, employers["lawful"][np.maximum(people["employer"], 0)], 0) == 1
    pay = np.where(formal & lawful, np.maximum(pay, law["wage_floor"]), pay)
    agreed = np.floor(np.where(formal, pay, draft.how.informal_pay * pay) + 0.5)
    people["wage"] = np.where(works, agreed, 0)
    take_home = np.floor(np.where(formal, after_tax(law, agreed), agreed) + 0.5)
    people["net_pay"] = np.where(works, take_home, 0)
    people["usual_pay"] = take_home
    held = formal | ~works
    people["last_pay"] = np.where(held & (people["status"] != codes.IRREGULAR), np.floor(pay + 0.5), 0)
    people["marginal_product"] = np.where(
        works, employers["marginal_product"][np.maximum(people["employer"], 0)] * people["labour"], 0.0)
    people["reservation"] = draft.how.reservation_formal / draft.how.first_pay * take_home
    mover = people["origin"] >= 0
    people["promised_wage"] = np.where(mover, agreed, 0)
    people["first_pay"] = np.where(mover, agreed, 0)
    give_tenure(draft, people)
    insure(draft, people)
    draft.persons[there] = people


def give_tenure(draft: Draft, people: Table) -> None:
    """Months with the employer or without work, and contracts that end spread over their length."""
    works, how = people["employer"] >= 0, draft.how
    longest = np.where(people["origin"] >= 0, people["months_abroad"], people["age"] - 216)
    tenure = np.floor(-how.tenure * logs(uniforms(people["key"], draft.lasting, TENURE)))
    people["months_employed"] = np.where(works, np.minimum(tenure, longest), 0)
    idle = 1.0 + np.floor(-logs(uniforms(people["key"], draft.lasting, IDLE)) / how.chance)
    people["months_idle"] = np.where(works, 0, np.minimum(idle, np.maximum(longest, 1)))
    months = draft.start.terms.hosts["contract_months"][people["host"]]
    left = 1 + np.floor(uniforms(people["key"], draft.lasting, CONTRACT) * months)
    people["contract_left"] = np.where(works, np.where(months > 0, left, codes.NONE), 0)


def insure(draft: Draft, people: Table) -> None:
    """Insured months, benefits still running, and the credit of a working life so far."""
    law = draft.start.terms.hosts[people["host"]]
    covered = draft.start.terms.statuses["contributes"][people["host"] * 7 + people["status"]] == 1
    formal = (people["contract"] == codes.FORMAL) & covered
    people["insured_months"] = np.where(formal, people["months_employed"], 0)
    draws = uniforms(people["key"], draft.lasting, BENEFIT)
    entitled = (people["employer"] < 0) & (people["last_pay"] > 0) & covered
    entitled &= draft.start.terms.statuses["benefits"][people["host"] * 7 + people["status"]] == 1
    left = np.minimum(np.floor(draws * (law["benefit_months"] + 1)), law["benefit_months"] - people["months_idle"])
    people["benefit_left"] = np.where(entitled, np.maximum(left, 0), 0)
    cap = np.where(law["contribution_cap"] > 0, law["contribution_cap"], np.iinfo(np.int64).max)
    rate = law["credit_share"] * (law["worker_contribution"] + law["employer_contribution"])
    idle = draft.hosts["unemployment"][people["host"]]
    worked = np.where(people["origin"] >= 0, people["months_in_status"], people["age"] - 216) * (1.0 - idle)
    people["credit"] = np.where(formal, np.floor(rate * np.minimum(people["wage"], cap) * worked + 0.5), 0)


def natives_money(draft: Draft) -> None:
    """Natives hold a few months of usual income and spend as they are used to."""
    people = draft.persons[: sum(draft.weights.native_rows)]
    usual = people["usual_pay"]
    people["habit"] = usual
    draws = uniforms(people["key"], draft.lasting, MONEY)
    people["savings"] = np.floor(2.0 * draws * draft.settings.living.native_buffer * usual + 0.5)


def plan_to_send(draft: Draft, home_bound: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> None:
    """What people abroad are used to sending home, as shares of net pay."""
    people, how = draft.movers(), draft.how
    share = np.where(home_bound, how.sent_home_bound, how.sent_settled)
    sends = (people["place"] == codes.ABROAD) & (people["employer"] >= 0)
    people["usual_sent"] = np.where(sends, share * people["usual_pay"], 0.0)
    people["usual_purse"] = people["usual_sent"]


@loop
def count_labour(people, wage_settings):
    """Units of labour of everybody in a host."""
    for i in range(len(people)):
        person = people[i]
        if person.place == codes.ABROAD:
            person.labour = labour_in(person, person.trade, wage_settings[0])
