"""Papers: checks, clocks, permits that end, ties that break, a status on offer, family that joins."""

from __future__ import annotations

import numpy as np

from remitsim.reckoning.family import family_moves, may_bring
from remitsim.reckoning.finding import NOT_FOUND, REMOVED_NOW, found_at_work, found_in_street, process, serve_detention
from remitsim.reckoning.offers import turns
from remitsim.reckoning.paper_months import free_permit_ends, irregular_month, settles, tied_month
from remitsim.reckoning.permits import (
    clocks_run,
    naturalises,
    reaches_residence,
)
from remitsim.reckoning.signing import pay_after_status
from remitsim.reckoning.staying import (
    go_back,
    is_temporary,
)
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.world import World


def change_status(world: World) -> None:
    """Checks and removals, then everyone's papers, then family; at the end what was observed."""
    terms, records, corridors = world.terms, world.records, world.corridors
    people_are_found(
        world.persons, world.households, world.employers, world.hosts, corridors, world.cells, terms.hosts, terms.trades,
        terms.corridors, terms.statuses, records["worth"], world.clock,
    )  # fmt: skip
    movers = world.persons[world.movers()]
    turn = turns(world)
    papers_run(
        movers, world.households, world.origins, world.hosts, corridors, world.markets, world.quotes,
        world.employers, world.cells, terms.hosts, terms.origins, terms.trades, terms.corridors, terms.statuses, turn,
        records["papers"], records["leaving"], records["worth"], records["wages"], records["working"], world.clock,
    )  # fmt: skip
    families_move(
        movers, world.households, world.hosts, corridors, terms.hosts, terms.statuses, records["papers"], world.clock,
    )  # fmt: skip


@rule
def start_papers(corridor):
    """Clear what papers count this month."""
    corridor.temporary = 0.0
    corridor.waiting = 0.0
    corridor.eligible = 0.0
    corridor.permits_ended = 0.0
    corridor.permits_renewed = 0.0
    corridor.settled_now = 0.0
    corridor.granted = 0.0


@rule
def observe_papers(corridor, papers):
    """Renewals and settlement, smoothed; a class that nobody holds keeps its figures."""
    stock, ended = corridor.temporary, corridor.permits_ended
    if stock <= 0.0:
        return
    if ended > 0.0:
        renewed = corridor.permits_renewed / ended
        corridor.renewed_share += min(1.0, ended / stock) * (renewed - corridor.renewed_share)
    corridor.reach_residence += (corridor.settled_now / stock - corridor.reach_residence) / papers.observed_over


@rule
def observe_people(corridor, abroad, placed, papers, learning):
    """People placed to be joined (``placed``, of ``abroad``), who left, and what today's budgets find, smoothed."""
    seen = placed / abroad if abroad > 0.0 else corridor.family_placed
    corridor.family_placed += learning * papers.family_smoothing * (seen - corridor.family_placed)
    gone = corridor.exits / corridor.people if corridor.people > 0.0 else 0.0
    corridor.exit_rate += (gone - corridor.exit_rate) / papers.observed_over
    # by the usual finds a policy reckons what today's budgets cost
    corridor.usual_caught += learning / papers.observed_over * (corridor.caught - corridor.usual_caught)
    corridor.usual_met += learning / papers.observed_over * (corridor.met - corridor.usual_met)


@loop
def people_are_found(
    persons, households, employers, hosts, corridors, cells, host_terms, trade_terms, corridor_terms, status_terms,
    worth_settings, clocks,
):  # fmt: skip
    """One pass over all who are abroad: visits to workplaces, checks in the street, detention and removal."""
    worth, clock = worth_settings[0], clocks[0]
    for row in range(len(corridors)):
        start_papers(corridors[row])
    for i in range(len(persons)):
        person = persons[i]
        if person.place == codes.DETAINED:
            if serve_detention(person, cells[person.cell], host_terms[person.host]):
                remove(person, households, corridors, cells, host_terms, status_terms, clock)
            continue
        if person.place != codes.ABROAD or person.assigned == codes.HELD_THERE:
            continue
        law, found = host_terms[person.host], NOT_FOUND
        if person.employer >= 0 and person.contract == codes.INFORMAL:
            employer = employers[person.employer]
            trade_law = trade_terms[employer.market]
            found = found_at_work(person, employer, cells[person.cell], law, trade_law, clock.salt)
            hosts[person.host].visited += person.weight if found != NOT_FOUND else 0
        if status_terms[person.host * 7 + person.status].removed != codes.REMOVED_WHEN_FOUND:
            continue
        if found == NOT_FOUND:
            found = found_in_street(person, cells[person.cell], law, worth, clock.salt)
            corridors[person.corridor].met += person.weight if found != NOT_FOUND else 0
        if found == REMOVED_NOW and process(
            person, cells[person.cell], law, corridor_terms[person.corridor], clock.salt
        ):  # fmt: skip
            remove(person, households, corridors, cells, host_terms, status_terms, clock)


@helper
def remove(person, households, corridors, cells, host_terms, status_terms, clock):
    """Be removed at the treasury's cost."""
    law = host_terms[person.host]
    book(cells[person.cell], flows.REMOVALS, law.removal_cost)
    rights = status_terms[person.host * 7 + person.status]
    go_back(person, households[person.household], cells, corridors[person.corridor], law, rights, codes.REMOVED, clock)


@loop
def papers_run(
    persons, households, origins, hosts, corridors, markets, quotes, employers, cells, host_terms, origin_terms,
    trade_terms, corridor_terms, status_terms, turn, paper_settings, leaving_settings, worth_settings, wage_settings,
    working_settings, clocks,
):  # fmt: skip
    """One pass over everyone from abroad: clocks, then whatever the status brings this month."""
    papers, leaving, worth, wages = paper_settings[0], leaving_settings[0], worth_settings[0], wage_settings[0]
    working, clock = working_settings[0], clocks[0]
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD:
            continue
        clocks_run(person)
        if person.assigned == codes.HELD_THERE:
            continue
        corridor, law = corridors[person.corridor], host_terms[person.host]
        if person.status == codes.IRREGULAR:
            irregular_month(
                person, origins, hosts, corridors, markets, quotes, employers, cells, host_terms, origin_terms,
                trade_terms, corridor_terms, status_terms, turn, papers, worth, wages, clock,
            )  # fmt: skip
        elif person.status == codes.PERMANENT:
            if naturalises(person, law, clock.salt):
                settles(person, corridor, codes.CITIZEN, clock.hosts)
        elif is_temporary(person.status):
            corridor.temporary += person.weight
            if reaches_residence(person, law):
                tied = person.status == codes.TEMPORARY_TIED
                settles(person, corridor, codes.PERMANENT, clock.hosts)
                if tied and person.employer >= 0:
                    pay_after_status(person, employers, hosts, origins, corridors, markets, quotes, host_terms,
                                     origin_terms, trade_terms, status_terms, wages, clock)
            elif person.status == codes.TEMPORARY_TIED:
                tied_month(
                    person, households[person.household], origins, hosts, corridors, markets, quotes, employers, cells,
                    host_terms, origin_terms, trade_terms, corridor_terms, status_terms, papers, leaving, worth, wages,
                    working, clock,
                )  # fmt: skip
            elif person.permit_left == 0:
                free_permit_ends(
                    person, households[person.household], origins, hosts, corridors, quotes, employers, cells,
                    host_terms, origin_terms, corridor_terms, status_terms, leaving, worth, wages, clock,
                )  # fmt: skip


@loop
def families_move(persons, households, hosts, corridors, host_terms, status_terms, paper_settings, clocks):
    """One pass over everyone from abroad: family joins or parts; then what the month showed is observed."""
    papers, clock = paper_settings[0], clocks[0]
    abroad, placed, learning = np.zeros(len(corridors)), np.zeros(len(corridors)), float(clock.learning)
    for i in range(len(persons)):
        person = persons[i]
        if person.place != codes.ABROAD:
            continue
        rights = status_terms[person.host * 7 + person.status]
        able = may_bring(person, hosts[person.host], host_terms[person.host], rights, papers)
        abroad[person.corridor] += person.weight
        placed[person.corridor] += person.weight if able else 0
        family_moves(person, households[person.household], able, corridors[person.corridor], papers, clock.salt)
    for row in range(len(corridors)):
        observe_papers(corridors[row], papers)
        observe_people(corridors[row], abroad[row], placed[row], papers, learning)
    for h in range(len(hosts)):
        hosts[h].usual_visited += learning / papers.observed_over * (hosts[h].visited - hosts[h].usual_visited)
