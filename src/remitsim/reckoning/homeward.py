"""What going home would gain somebody abroad, with the best way back at its present price (A6, C5)."""

from __future__ import annotations

import math

from remitsim.money import cents
from remitsim.reckoning.bonds import bond_saved
from remitsim.reckoning.choosing import unseen_median
from remitsim.reckoning.crossing import chance_arrives
from remitsim.reckoning.needs import living_here
from remitsim.reckoning.staying import of_status, pay_in_hand, worth_class, worths_here
from remitsim.reckoning.worth import (
    discount,
    flow_in,
    hardship_now,
    home_flow,
    services_worth,
    usual_hardship,
)
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book


@rule
def mid_contract(person):
    """Whether a tied contract still runs: going now means breaking it."""
    return person.status == codes.TEMPORARY_TIED and person.employer >= 0 and person.contract_left > 0


@helper
def gain_of_breaking(person, pay, hardship, origin, law, origin_law, corridor_law, rights, returning, worth):
    """A year at home less a year of the contract, less the ticket and a month's pay, cents."""
    stays = pay - living_here(pay, law) - hardship + services_worth(person, law, rights, worth)
    months = returning.mid_contract_months
    return months * (home_flow(person, origin, origin_law, worth) - stays) - corridor_law.ticket - pay


@helper
def aim_met(person, pay, origin, law, origin_law, returning, worth):
    """What no longer counts of the gain in pay once the savings aim is met, cents a month."""
    if person.saving_aim <= 0 or person.saved_up < person.saving_aim:
        return 0.0
    gain = pay - living_here(pay, law) - home_flow(person, origin, origin_law, worth)
    return (1.0 - returning.aim_gain) * max(0.0, gain)


@helper
def way_back(person, again, home, corridor, law, origin_law, corridor_law, rights, leaving, worth):
    """Worth of coming back one day by the best way there is now: with papers kept, or without."""
    best = 0.0
    if rights.absence_months != 0 and person.status != codes.IRREGULAR:
        best = max(best, again - home - corridor_law.ticket)
    if corridor_law.free_open == 1:
        best = max(best, again - home - corridor_law.ticket)
    if person.status == codes.IRREGULAR:
        unseen = unseen_median(person, corridor, origin_law, leaving, worth)
        if corridor_law.crossing_open == 1:
            through = chance_arrives(law, corridor_law) * (again - home)
            best = max(best, through - corridor.smuggler_price - unseen)
        if corridor_law.visitor_open == 1:
            best = max(best, (1.0 - corridor_law.turned_back) * (again - home) - corridor_law.ticket - unseen)
    return best


@rule
def is_assisted(person, law):
    """Whether the way home would be paid by the treasury."""
    if law.assisted_return == 0 or person.status != codes.IRREGULAR or person.months_abroad < law.assisted_from:
        return False
    return law.assisted_to <= 0 or person.months_abroad < law.assisted_to


@rule
def price_of_job(person, origin, origin_law):
    """What sure work at home for the months promised costs, whole cents."""
    pay = origin.home_pay_women if person.sex == codes.WOMAN else origin.home_pay_men
    return cents(origin_law.return_job_months * pay * origin_law.home_pay)


@helper
def help_home(person, origin, origin_law, corridor_law, worth):
    """Worth of an assisted return: the ticket, the grant, and months of sure work at home."""
    pay = person.home_pay * origin_law.home_pay
    sure = max(0.0, pay - home_flow(person, origin, origin_law, worth))
    return corridor_law.ticket + origin_law.return_grant + origin_law.return_job_months * sure


@helper
def gain_of_going(person, origins, hosts, corridors, quotes, host_terms, origin_terms, corridor_terms, status_terms,
                  returning, leaving, worth, wages):
    """Gain of going home now over staying, cents, as if there were no debt."""
    corridor, law, origin = corridors[person.corridor], host_terms[person.host], origins[person.origin]
    origin_law, corridor_law = origin_terms[person.origin], corridor_terms[person.corridor]
    rights = status_terms[person.host * 7 + person.status]
    pay = pay_in_hand(person, law, wages)
    hardship = hardship_now(person, corridor, origin_law, worth)
    saved = bond_saved(person, corridor_law, discount(worth))
    if mid_contract(person):
        return saved + gain_of_breaking(
            person, pay, hardship, origin, law, origin_law, corridor_law, rights, returning, worth
        )  # fmt: skip
    hardship += aim_met(person, pay, origin, law, origin_law, returning, worth)
    stands_as = worth_class(person.status)
    home, permanent, temporary, irregular = worths_here(
        person, pay, stands_as, hardship, origins, hosts, corridors, quotes, host_terms, origin_terms, corridor_terms,
        status_terms, worth, wages,
    )  # fmt: skip
    stays = of_status(stands_as, permanent, temporary, irregular)
    if stands_as == codes.PERMANENT:
        stays = permanent_stay(person, pay, hardship, corridor, hosts, law, quotes, status_terms, worth, wages)
    _, permanent, temporary, irregular = worths_here(
        person, 0.0, stands_as, usual_hardship(person, corridor, origin_law, worth), origins, hosts, corridors, quotes,
        host_terms, origin_terms, corridor_terms, status_terms, worth, wages,
    )  # fmt: skip
    again = of_status(stands_as, permanent, temporary, irregular)
    later = math.exp(-discount(worth) * returning.away_again)
    back = later * way_back(person, again, home, corridor, law, origin_law, corridor_law, rights, leaving, worth)
    helped = help_home(person, origin, origin_law, corridor_law, worth) if is_assisted(person, law) else 0.0
    return home - corridor_law.ticket + helped + back - stays + saved


@helper
def permanent_stay(person, pay, hardship, corridor, hosts, law, quotes, status_terms, worth, wages):
    """Worth of staying as a permanent resident, without the way home that `worths` counts in."""
    flow = flow_in(person, codes.PERMANENT, person.trade, pay, codes.PERMANENT, hardship, 1.0, 1.0, corridor,
                   hosts[person.host], law, quotes, status_terms, worth, wages)
    return flow / discount(worth)


@helper
def pay_reintegration(person, household, cell, origin, origin_law):
    """The treasury pays the grant and the months of work that an assisted return brings."""
    book(cell, flows.RETURN_GRANT, origin_law.return_grant)
    book(cell, flows.RETURN_JOB, price_of_job(person, origin, origin_law))
    if origin_law.return_grant_in == 1:
        book(cell, flows.ENTERPRISE, origin_law.return_grant)
        household.enterprise += origin_law.return_grant
    else:
        household.money += origin_law.return_grant


@helper
def pay_assisted(person, household, cell, origin, origin_law, corridor_law, returning):
    """The treasury pays the way, the help and the reintegration of an assisted return."""
    book(cell, flows.REMOVALS, corridor_law.ticket)
    book(cell, flows.PROGRAMMES, cents(100.0 * returning.assisted_cost))
    pay_reintegration(person, household, cell, origin, origin_law)
