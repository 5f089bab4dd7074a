"""People abroad at the start: stay, status and how it came, route, family, foothold, debts, savings, provider."""

from __future__ import annotations

import numpy as np

from remitsim.luck import purpose
from remitsim.populate.ages import stay_of_start
from remitsim.populate.draft import Draft
from remitsim.populate.draws import cut, normals, ranks, uniforms
from remitsim.reckoning.foothold import foothold_at_start
from remitsim.reckoning.providers import MENU_SUM, first_provider
from remitsim.records import Table
from remitsim.rules import loop
from remitsim.world import codes

STAY = purpose("populate: months of stay")
STATUS = purpose("populate: status")
SETTLED = purpose("populate: settled")
WAY = purpose("populate: way into irregularity")
SINCE = purpose("populate: months in status")
PERMIT = purpose("populate: permit left")
ROUTE = purpose("populate: route")
FAMILY = purpose("populate: family here")
SAVED = purpose("populate: saved up")
OWED = purpose("populate: debt of a recruit")
KNEW = purpose("populate: knew true pay")

AGE_NOISE = 120.0  # months: older people tend to be longer there
STAY_NOISE = 24.0  # months: longer stay tends to a firmer status


def settle_abroad(draft: Draft) -> None:
    """Fill in everything but work for people abroad, corridor by corridor."""
    share_users(draft)
    for corridor in range(len(draft.corridors)):
        here = np.nonzero(draft.persons["corridor"] == corridor)[0]
        if len(here) == 0:
            continue
        people = draft.persons[here]
        give_stay(draft, corridor, people)
        give_status(draft, corridor, people)
        give_clocks(draft, corridor, people)
        give_routes(draft, corridor, people)
        give_providers(draft, corridor, people)
        give_foothold(people, draft.corridors, draft.record("working"))
        draft.persons[here] = people


def give_stay(draft: Draft, corridor: int, people: Table) -> None:
    """Months of stay in their distribution at the start, longer for older people."""
    shares = stay_of_start(draft, corridor)
    months = np.cumsum(shares) / shares.sum() if shares.sum() > 0 else np.linspace(0.0, 1.0, 121)[1:]
    score = people["age"] + AGE_NOISE * normals(people["key"], draft.lasting, STAY)
    people["months_abroad"] = np.searchsorted(months, (ranks(score) + 0.5) / len(people))
    people["trips"] = 1


def give_status(draft: Draft, corridor: int, people: Table) -> None:
    """Statuses in their shares; of those lastingly there, the longest stay holds the firmest."""
    shares, keys = draft.start.statuses[corridor], people["key"]
    firm = [codes.CITIZEN, codes.PERMANENT, codes.TEMPORARY_FREE]
    kinds = np.array([codes.IRREGULAR, codes.TEMPORARY_TIED, codes.TEMPORARY_FREE])
    apart = [shares[codes.IRREGULAR], shares[codes.TEMPORARY_TIED], shares[firm].sum() + shares[codes.NATIVE]]
    status = kinds[cut(uniforms(keys, draft.lasting, STATUS), apart)]
    rest = np.nonzero(status == codes.TEMPORARY_FREE)[0]
    score = people["months_abroad"][rest] + STAY_NOISE * normals(keys[rest], draft.lasting, SETTLED)
    status[rest] = np.array(firm)[cut(-score, shares[firm])] if shares[firm].sum() > 0 else codes.TEMPORARY_FREE
    people["status"] = status
    irregular = status == codes.IRREGULAR
    way = cut(uniforms(keys, draft.lasting, WAY), draft.start.ways_irregular[corridor])
    people["how_irregular"] = np.where(irregular, np.maximum(way, codes.CROSSED), codes.NOT_IRREGULAR)


def give_clocks(draft: Draft, corridor: int, people: Table) -> None:
    """Months in status and months left on permits, uniform, so that nothing runs out all at once."""
    law = draft.start.terms.hosts[int(draft.corridors["host"][corridor])]
    keys, status, stay = people["key"], people["status"], people["months_abroad"]
    longest = stay.astype(float)
    settles = int(law["settlement_months"])
    if settles > 0:
        longest = np.where(status == codes.TEMPORARY_FREE, np.minimum(longest, settles - 1), longest)
    since = np.floor(uniforms(keys, draft.lasting, SINCE) * (longest + 1.0))
    entered = (people["how_irregular"] == codes.CROSSED) | (people["how_irregular"] == codes.OVERSTAYED)
    people["months_in_status"] = np.where(entered, stay, since)
    first, later = max(int(law["first_permit_months"]), 1), max(int(law["next_permit_months"]), 1)
    length = np.where(people["months_in_status"] < first, first, later)
    season = int(draft.start.terms.corridors["seasonal_months"][corridor])
    if season > 0:
        length = np.where(status == codes.TEMPORARY_TIED, season, length)
    left = 1 + np.floor(uniforms(keys, draft.lasting, PERMIT) * length)
    runs = (status == codes.TEMPORARY_FREE) | (status == codes.TEMPORARY_TIED)
    people["permit_left"] = np.where(runs, left, codes.NONE)


def give_routes(draft: Draft, corridor: int, people: Table) -> None:
    """How people came: tied ones by a visa, settled ones by visa or family, others by the way they took."""
    terms, status = draft.start.terms.corridors[corridor], people["status"]
    by_family = uniforms(people["key"], draft.lasting, ROUTE) < draft.how.by_family
    settled = np.where(by_family, codes.FAMILY, codes.VISA)
    if terms["free_open"] == 1:
        settled = np.full(len(people), codes.FREE_MOVEMENT)
    came = np.where(people["how_irregular"] == codes.CROSSED, codes.CROSSING,
                    np.where(people["how_irregular"] == codes.OVERSTAYED, codes.VISITOR, codes.VISA))  # fmt: skip
    tied = status == codes.TEMPORARY_TIED
    people["route"] = np.where(status == codes.IRREGULAR, came, np.where(tied, codes.VISA, settled))
    share = float(draft.corridors["family_share"][corridor])
    people["family_here"] = cut(uniforms(people["key"], draft.lasting, FAMILY), [1.0 - share, share])
    knew = float(terms["true_pay_known"])
    people["knew_true_pay"] = uniforms(people["key"], draft.lasting, KNEW) < knew


def borrow_for_bills(draft: Draft) -> None:
    """Bills paid on the last departure, and what recent recruits still owe of them; wages are known."""
    people, how = draft.movers(), draft.how
    here = np.nonzero(people["place"] == codes.ABROAD)[0]
    some = people[here]
    corridors, terms = draft.corridors[some["corridor"]], draft.start.terms.corridors[some["corridor"]]
    margins = draft.corridor_trades["margin"][some["corridor"] * codes.N_TRADES + some["trade"]]
    worker = 1.0 - terms["employer_share"]
    visa = np.floor((terms["official_items"] + margins) * worker + 0.5).astype(np.int64)
    without = np.where(corridors["irregular_bill"] > 0, corridors["irregular_bill"], terms["ticket"])
    lawful = np.where(some["route"] == codes.VISA, visa, terms["official_items"])
    crossed = (some["route"] == codes.CROSSING) | (some["route"] == codes.VISITOR)
    some["bill_paid"] = np.where(crossed, without, lawful)
    left = np.clip(1.0 - some["months_abroad"] / how.debt_months, 0.0, 1.0)
    borrows = uniforms(some["key"], draft.lasting, OWED) * 2.0 * how.bill_borrowed
    limit = draft.settings.leaving.loan_multiple * some["promised_wage"]
    owed = np.minimum(some["bill_paid"] * np.minimum(borrows, 1.0), limit) * left
    some["debt"] = np.floor(owed + 0.5)
    some["loan_rate"] = np.where(some["debt"] > 0, terms["loan_rate"], 0.0)
    some["months_in_debt"] = np.where(some["debt"] > 0, some["months_abroad"], 0)
    people[here] = some


def save_by_stay(draft: Draft) -> None:
    """What people have saved toward their aim: more the longer they are there; the home-bound sent part of it home."""
    people, how = draft.movers(), draft.how
    here = np.nonzero(people["place"] == codes.ABROAD)[0]
    some = people[here]
    part = np.minimum(1.0, some["months_abroad"] / (12.0 * how.saving_years))
    aims = how.aims_saved * part * uniforms(some["key"], draft.lasting, SAVED)
    some["saved_up"] = np.floor(some["saving_aim"] * aims + 0.5)
    kept = np.where(home_bound(some), how.kept_here, 1.0)
    in_hand = draft.start.terms.hosts["living_cost"][some["host"]]
    some["savings"] = np.maximum(np.floor(some["saved_up"] * kept + 0.5).astype(np.int64), in_hand)
    people[here] = some


def home_bound(people: Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tied people, and those without papers whose family is not with them."""
    alone = (people["status"] == codes.IRREGULAR) & (people["family_here"] == 0)
    bound: np.ndarray[tuple[int], np.dtype[np.bool_]] = (people["status"] == codes.TEMPORARY_TIED) | alone
    return bound


def share_users(draft: Draft) -> None:
    """Users of providers by price to a power, among rows that serve the corridor."""
    rows = draft.providers
    price = rows["fee"] / MENU_SUM + rows["margin"]
    wish = np.where(rows["here"] == 1, np.power(np.maximum(price, 1e-4), -draft.how.fee_power), 0.0)
    by_corridor = wish.reshape(-1, codes.PROVIDERS_PER_CORRIDOR)
    rows["share"] = (by_corridor / np.maximum(by_corridor.sum(axis=1, keepdims=True), 1e-12)).ravel()


def give_providers(draft: Draft, corridor: int, people: Table) -> None:
    """A provider for everybody, by users' shares among those whose door is open to the person."""
    first = int(draft.corridors["first_provider"][corridor])
    terms = draft.start.terms
    choose_providers(people, draft.providers, terms.corridors, terms.statuses, first, draft.clock)
    row = people["provider"][people["provider"] >= 0]
    draft.providers["users"] += float(draft.corridors["weight"][corridor]) * np.bincount(
        row, minlength=len(draft.providers))


@loop
def choose_providers(people, providers, corridor_terms, status_terms, first, clocks):
    """Everyone's first provider in one corridor."""
    for i in range(len(people)):
        person = people[i]
        account = status_terms[person.host * 7 + person.status].account
        terms = corridor_terms[person.corridor]
        person.provider = first_provider(person, providers, first, terms, account, clocks[0])


@loop
def give_foothold(people, corridors, working_settings):
    """Foothold by stay and language."""
    for i in range(len(people)):
        person = people[i]
        speaks = corridors[person.corridor].shares_language
        person.foothold = foothold_at_start(person.months_abroad, speaks, working_settings[0])
