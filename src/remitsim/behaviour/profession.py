"""The trained profession at home where its posts are budgets: candidates, students, licences, posts, other exits.

What is scarce is given in exact number, in order of own luck, fractions carried on. Rows roll: who fails, grows
too old untrained or leaves the profession frees a row, and candidates of 18 come at a steady pace.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.bonds import bonds_fall_due
from remitsim.reckoning.candidates import (
    AWAY_TRACK,
    HOME_TRACK,
    NO_TRACK,
    PARTNER_HOME_TRACK,
    asks_for_place,
    leave_scope,
    may_leave,
    outside_pay,
    student_month,
    would_take_post,
)
from remitsim.reckoning.entrants import home_entrant
from remitsim.reckoning.exact import OUT, carried, in_order
from remitsim.reckoning.traits import price_home_pay
from remitsim.rules import loop
from remitsim.world import codes
from remitsim.world.world import World

LICENSED = purpose("training: licensed")
HOME_POST = purpose("training: finds a home post")
OTHER_EXIT = purpose("training: leaves the profession")
ARRIVES = purpose("training: a candidate of 18")
ASKING, FINISHING, EXITING, WAITING, IDLE = range(5)  # lines that people stand in; columns of `luck`
OLDEST = 27 * 12
CARRIED = 6.0  # months for which places that found nobody are kept

Numbers = NDArray[np.float64]


def practise(world: World) -> None:
    """One month of the profession in every origin whose posts are budgets; nothing elsewhere."""
    origins, movers = world.origins, world.persons[world.movers()]
    if not (origins["budgets"] == 1).any():
        return
    training, living = world.records["training"], world.records["living"]
    luck = np.full((len(movers), 5), OUT)
    bonds_fall_due(movers, world.cells, world.terms.corridors)
    people_go_on(
        movers, world.households, world.villages, origins, world.corridors, world.quotes, world.markets,
        world.employers, world.terms.hosts, world.terms.origins, world.terms.corridors, world.cells, luck, training,
        living, world.records["wages"], world.clock,
    )  # fmt: skip
    for origin in np.nonzero(origins["budgets"] == 1)[0]:
        _origin_month(world, movers, int(origin), luck)


def _origin_month(world: World, movers: NDArray[np.void], origin: int, luck: Numbers) -> None:
    own = np.where((movers["origin"] == origin)[:, None], luck, OUT)
    _license(world, movers, origin, own[:, FINISHING])
    _give_places(world, movers, origin, own[:, ASKING])
    lines = np.full((len(movers), 5), OUT)
    trained_are_counted(movers, world.origins, world.terms.origins, lines, world.records["training"], origin, world.clock)
    _leave_profession(world, movers, origin, lines)
    _fill_posts(world, movers, origin, lines[:, WAITING])
    _candidates_come(world, movers, origin, own[:, IDLE])


def _due(world: World, field: str, origin: int, add: float) -> tuple[float, float]:
    row = world.origins[origin]
    row[field] += add
    return float(row[field]), float(row["weight"])


def _license(world: World, movers: NDArray[np.void], origin: int, luck: Numbers) -> None:
    """Of those who finish a set share is licensed; who is not leaves the scope."""
    finished = np.nonzero(luck < 1.0)[0]
    share = float(world.origins["licensed_share"][origin]) or world.settings.training.licensed
    due, weight = _due(world, "due_licences", origin, share * float(world.origins["weight"][origin]) * len(finished))
    passed, left = in_order(luck, weight, due)
    world.origins["due_licences"][origin] = left
    world.origins["graduated"][origin] = weight * len(passed)
    failed = np.setdiff1d(finished, passed).astype(np.int64)
    people_are_licensed(movers, passed, world.origins, world.records["traits"], world.clock)
    people_leave(movers, failed, world.households, world.cells, world.clock)


def _give_places(world: World, movers: NDArray[np.void], origin: int, luck: Numbers) -> None:
    """The origin's own places to those who can pay, then partnerships' places to all who asked."""
    row, training = world.origins[origin], world.settings.training
    asked = float(row["weight"]) * float((luck < 1.0).sum())
    row["applicants_now"] = asked
    row["applicants_training"] += 0.1 * (asked - row["applicants_training"])
    if world.clock["learning"][0] == 1 or row["applicants_rest"] <= 0.0:
        row["applicants_rest"] += 0.05 * (row["applicants_training"] - row["applicants_rest"])
    base = float(world.base_terms.origins["training_places"][origin]) / 12.0
    policy = float(world.terms.origins["training_places"][origin]) / 12.0 - base
    more = row["applicants_training"] / max(row["applicants_rest"], 1.0) - 1.0
    target = max(0.0, base * (1.0 + training.places_answer * more)) + policy
    row["training_places"] += training.places_speed * (target - row["training_places"])
    due, weight = _due(world, "due_places", origin, float(row["training_places"]))
    chosen, left = in_order(luck, weight, due)
    row["due_places"] = carried(left, max(weight, CARRIED * float(row["training_places"])))
    training_begins(movers, chosen, world.records["training"], HOME_TRACK, codes.NONE)
    luck[chosen] = OUT
    _give_partnerships(world, movers, origin, luck)


def _give_partnerships(world: World, movers: NDArray[np.void], origin: int, luck: Numbers) -> None:
    hosts, weight = len(world.hosts), float(world.origins["weight"][origin])
    free = np.where(luck >= OUT, OUT, luck % 1.0)
    for row in range(origin * hosts, (origin + 1) * hosts):
        law, corridor = world.terms.corridors[row], world.corridors[row]
        places = float(law["partnership_places"]) / 12.0
        if places <= 0.0 or law["skills_open"] == 0:
            continue
        chosen, left = in_order(free, weight, float(corridor["due_partnership"]) + places)
        corridor["due_partnership"] = carried(left, max(weight, CARRIED * places))
        free[chosen] = OUT
        home = float(corridor["due_home_track"]) + float(law["home_track"]) * len(chosen)
        stay = int(home)
        corridor["due_home_track"] = home - stay
        training_begins(movers, chosen[:stay], world.records["training"], PARTNER_HOME_TRACK, row)
        training_begins(movers, chosen[stay:], world.records["training"], AWAY_TRACK, row)


def _leave_profession(world: World, movers: NDArray[np.void], origin: int, lines: Numbers) -> None:
    """Other exits: a yearly share of the trained stock at home, in exact number."""
    row = world.origins[origin]
    due, weight = _due(world, "due_exits", origin, float(row["exit_rate"] * row["trained"]) / 12.0)
    rows, row["due_exits"] = in_order(lines[:, EXITING], weight, due)
    row["exits_now"] = weight * len(rows)
    row["in_posts"] -= weight * float(movers["home_post"][rows].sum())
    row["trained"] -= row["exits_now"]
    lines[rows, WAITING] = OUT
    people_leave(movers, rows, world.households, world.cells, world.clock)


def _fill_posts(world: World, movers: NDArray[np.void], origin: int, luck: Numbers) -> None:
    """Funded posts that are open go to trained people who would take them, in order of luck."""
    row, weight = world.origins[origin], float(world.origins["weight"][origin])
    more = float(world.terms.origins["posts_home"][origin])
    rows, _ = in_order(luck, weight, float(row["funded"]) * more - float(row["in_posts"]) + 0.5 * weight)
    posts_are_taken(movers, rows, world.origins, world.terms.origins)
    row["in_posts"] += weight * len(rows)


def _candidates_come(world: World, movers: NDArray[np.void], origin: int, luck: Numbers) -> None:
    """So many candidates a place turn 18 a year, as far as rows are free."""
    base = float(world.base_terms.origins["training_places"][origin]) / 12.0
    due, weight = _due(world, "due_candidates", origin, world.settings.training.candidates * base)
    rows, left = in_order(luck, weight, due)
    world.origins["due_candidates"][origin] = carried(left, 12.0 * base)
    candidates_begin(movers, rows, world.households, world.origins, world.records["traits"], world.clock)


@loop
def people_go_on(
    persons, households, villages, origins, corridors, quotes, markets, employers, host_terms, origin_terms,
    corridor_terms, cells, luck, training_settings, living_settings, wage_settings, clocks,
):  # fmt: skip
    """One pass: students go on or give up, candidates ask or grow too old, idle rows wait; who stands in which line."""
    training, living, wages, clock = training_settings[0], living_settings[0], wage_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        origin, terms = origins[person.origin], origin_terms[person.origin]
        if origin.budgets == 0:
            continue
        household, cell = households[person.household], cells[person.cell]
        person.may_go = may_leave(person, training)
        if person.place == codes.ABROAD:
            person.home_post = 0
        elif person.place == codes.DEAD:
            luck[i, IDLE] = uniform(person.key, clock.salt, ARRIVES)
        elif person.place == codes.IN_TRAINING:
            if not student_month(person, terms, cells, corridor_terms, employers, markets, training, clock):
                leave_scope(person, household, cell, clock.hosts)
                continue
            person.training_left -= 1
            if person.training_left <= 0:
                luck[i, FINISHING] = uniform(person.key, clock.salt, LICENSED)
        elif person.place == codes.AT_HOME and person.licensed == 0:
            if person.age >= OLDEST:
                leave_scope(person, household, cell, clock.hosts)
            else:
                luck[i, ASKING] = asks_for_place(
                    person, household, villages[household.village], origin, corridors, quotes, host_terms, terms,
                    corridor_terms, training, living, wages, clock,
                )  # fmt: skip


@loop
def people_are_licensed(persons, rows, origins, trait_settings, clocks):
    """Finish training with a licence; a partnership's track is kept."""
    traits, clock = trait_settings[0], clocks[0]
    for k in range(len(rows)):
        person = persons[rows[k]]
        person.place = codes.AT_HOME
        person.licensed = 1
        person.trained_trade = codes.NURSING
        person.trade = codes.NURSING
        person.schooling = codes.TERTIARY
        if person.partner < 0:
            person.track = NO_TRACK
        price_home_pay(person, origins[person.origin], traits, clock.lasting)


@loop
def people_leave(persons, rows, households, cells, clocks):
    """Leave the scope of this world."""
    for k in range(len(rows)):
        person = persons[rows[k]]
        leave_scope(person, households[person.household], cells[person.cell], clocks[0].hosts)


@loop
def training_begins(persons, rows, training_settings, track, partner):
    """Begin training on a track; ``partner``: the partnership's corridor, -1 for the origin's own places."""
    for k in range(len(rows)):
        person = persons[rows[k]]
        person.place = codes.IN_TRAINING
        person.track = track
        person.partner = partner
        person.training_left = int(training_settings[0].months)
        person.works_home = 0


@loop
def trained_are_counted(persons, origins, origin_terms, lines, training_settings, origin_row, clocks):
    """Trained people at home, those in posts, and who waits for one; pay at home follows the post or is outside's."""
    training, clock = training_settings[0], clocks[0]
    origin, terms = origins[origin_row], origin_terms[origin_row]
    origin.trained = 0.0
    origin.in_posts = 0.0
    for i in range(len(persons)):
        person = persons[i]
        if person.origin != origin_row or person.place != codes.AT_HOME or person.licensed == 0:
            continue
        origin.trained += person.weight
        lines[i, EXITING] = uniform(person.key, clock.salt, OTHER_EXIT)
        if not would_take_post(person, origin, terms, training, clock.lasting):
            person.home_post = 0
        elif person.home_post == 0:
            lines[i, WAITING] = uniform(person.key, clock.salt, HOME_POST)
        if person.home_post == 1:
            origin.in_posts += person.weight
            person.home_pay = cents(float(origin.scale) * terms.scale_home)
            person.works_home = 1
        else:
            person.home_pay = cents(outside_pay(person, origin, training, clock.lasting))


@loop
def posts_are_taken(persons, rows, origins, origin_terms):
    """Take a funded post at home."""
    for k in range(len(rows)):
        person = persons[rows[k]]
        person.home_post = 1
        person.works_home = 1
        person.home_pay = cents(float(origins[person.origin].scale) * origin_terms[person.origin].scale_home)


@loop
def candidates_begin(persons, rows, households, origins, trait_settings, clocks):
    """A candidate of 18 takes a free row."""
    traits, clock = trait_settings[0], clocks[0]
    for k in range(len(rows)):
        person = persons[rows[k]]
        person.trained_trade = codes.NONE
        person.recognised = 0
        person.trade = codes.SERVICES
        person.schooling = codes.SECONDARY
        home_entrant(person, households[person.household], origins[person.origin], traits, clock)
