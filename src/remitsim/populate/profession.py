"""A profession whose posts are budgets at the start: who is trained, in a post, a student or a candidate at home."""

from __future__ import annotations

import numpy as np

from remitsim.luck import purpose
from remitsim.money import cents
from remitsim.populate.draft import Draft
from remitsim.populate.draws import Wholes, uniforms
from remitsim.reckoning.candidates import HOME_TRACK, outside_pay, would_take_post
from remitsim.records import Table
from remitsim.rules import loop
from remitsim.starting.origins import CANDIDATES_A_PLACE, STUDENTS_A_PLACE
from remitsim.world import codes

ORDER = purpose("populate: part in the profession")
STAGE = purpose("populate: months of training left")
YEAR = 12


def settle_profession(draft: Draft) -> None:
    """Share out the adults at home of every such origin among its parts; rows left over wait for candidates."""
    for origin in np.nonzero(draft.origins["budgets"] == 1)[0]:
        people = draft.people(int(origin))
        row, home = draft.origins[origin], np.nonzero(people["place"] == codes.AT_HOME)[0]
        line = home[np.argsort(uniforms(people["key"][home], draft.lasting, ORDER), kind="stable")]
        places, weight = 12.0 * float(row["training_places"]), float(row["weight"])
        ends = np.cumsum([float(row["trained_target"]), STUDENTS_A_PLACE * places, CANDIDATES_A_PLACE * places]) / weight
        trained, students, candidates, free = np.split(line, np.round(ends).astype(int))
        _train(people, trained)
        _study(people, students, draft)
        _be_candidates(people, candidates)
        _wait(people, free)
        _take_posts(draft, int(origin), people, trained)
        row["due_places"] = row["due_licences"] = row["due_exits"] = row["due_candidates"] = 0.0


def _young(people: Table, rows: Wholes, first: int, last: int) -> None:
    """Ages between two birthdays, in the order of the ages drawn before."""
    part = (people["age"][rows] - 18 * YEAR) / (47.0 * YEAR)
    people["age"][rows] = np.floor(YEAR * (first + (last - first) * part))


def _train(people: Table, rows: Wholes) -> None:
    _young(people, rows, 22, 65)
    people["trade"][rows] = people["trained_trade"][rows] = codes.NURSING
    people["licensed"][rows], people["schooling"][rows] = 1, codes.TERTIARY


def _untrained(people: Table, rows: Wholes) -> None:
    people["trade"][rows], people["trained_trade"][rows] = codes.SERVICES, codes.NONE
    people["licensed"][rows] = people["recognised"][rows] = people["may_go"][rows] = 0
    people["schooling"][rows] = codes.SECONDARY


def _study(people: Table, rows: Wholes, draft: Draft) -> None:
    _untrained(people, rows)
    _young(people, rows, 18, 29)
    months = int(draft.settings.training.months)
    people["place"][rows], people["track"][rows] = codes.IN_TRAINING, HOME_TRACK
    people["training_left"][rows] = 1 + np.floor(months * uniforms(people["key"][rows], draft.lasting, STAGE))


def _be_candidates(people: Table, rows: Wholes) -> None:
    _untrained(people, rows)
    _young(people, rows, 18, 27)


def _wait(people: Table, rows: Wholes) -> None:
    _untrained(people, rows)
    people["place"][rows] = codes.DEAD


def _take_posts(draft: Draft, origin: int, people: Table, rows: Wholes) -> None:
    """Posts to those who would take one, as many as are filled; pay at home follows."""
    posts_are_held(people, rows, draft.origins, draft.start.terms.origins, draft.record("training"), origin, draft.lasting)


@loop
def posts_are_held(people, rows, origins, origin_terms, training_settings, origin_row, lasting):
    """Who holds a post at the start, and what everybody trained earns at home."""
    origin, terms, training = origins[origin_row], origin_terms[origin_row], training_settings[0]
    left = origin.in_posts
    for k in range(len(rows)):
        person = people[rows[k]]
        if would_take_post(person, origin, terms, training, lasting) and left >= 0.5 * person.weight:
            person.home_post = 1
            person.home_pay = origin.scale
            left -= person.weight
        else:
            person.home_pay = cents(outside_pay(person, origin, training, lasting))


def seat_students(draft: Draft, houses: Table) -> None:
    """Students whose household cannot pay tuition change places with candidates whose household can."""
    for origin in np.nonzero(draft.origins["budgets"] == 1)[0]:
        people, tuition = draft.people(int(origin)), float(draft.start.terms.origins["tuition"][origin])
        able = houses["other_income"][people["household"]] >= tuition
        poor = np.nonzero((people["place"] == codes.IN_TRAINING) & ~able)[0]
        rich = np.nonzero((people["place"] == codes.AT_HOME) & (people["licensed"] == 0) & able)[0]
        poor, rich = poor[: min(len(poor), len(rich))], rich[: min(len(poor), len(rich))]
        for name in ("place", "track", "training_left", "age"):
            people[name][poor], people[name][rich] = people[name][rich].copy(), people[name][poor].copy()
        people["works_home"][rich] = 0


def _budgets_cost(draft: Draft) -> None:
    """What pay of these posts costs comes out of the treasury's other purchases, so that its anchor has little to do."""
    people, laws = draft.persons, draft.start.terms.hosts
    for host in np.nonzero(draft.hosts["budgets"] == 1)[0]:
        here = (people["host"] == host) & (people["employer"] >= 0)
        pay = float((people["weight"][here].astype(float) * people["wage"][here]).sum())
        draft.hosts["other_purchases"][host] -= pay * (1.0 + float(laws["employer_contribution"][host]))


def fund_posts(draft: Draft, markets: Table, quotes: Table, employers: Table) -> None:
    """Funded posts and scales of hosts whose posts are budgets; no offers without papers or posts."""
    here = (draft.hosts["budgets"][markets["host"]] == 1) & (markets["firms"] > 0)
    vacant = np.zeros(len(markets)) if draft.start.vacant is None else draft.start.vacant.ravel()
    markets["vacant_target"] = vacant
    markets["funded"] = np.where(here, markets["employed"] / (1.0 - vacant), 0.0)
    employers["lawful"] = np.where(draft.hosts["budgets"][employers["host"]] == 1, 1, employers["lawful"])
    _budgets_cost(draft)
    none = (np.arange(len(quotes)) % 4 == codes.IRREGULAR_CLASS) | np.repeat(markets["firms"] == 0, 4)
    dead = none & (draft.hosts["budgets"][np.repeat(markets["host"], 4)] == 1)
    quotes["offer"][dead] = quotes["chance"][dead] = 0.0
