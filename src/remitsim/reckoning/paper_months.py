"""One month of one person's papers: the tie to a sponsor, a permit, the lack of one (A6, C3)."""

from __future__ import annotations

from remitsim.luck import purpose
from remitsim.reckoning.meeting import contract_length
from remitsim.reckoning.moves import enter_status, lose_job
from remitsim.reckoning.offers import (
    apply_for,
    is_granted,
    looks_at_offer,
    meets_test,
    take_up,
    trouble_of_applying,
)
from remitsim.reckoning.permits import (
    GOES,
    SEEKS,
    SIGNS,
    STAYS_ON,
    at_contract_end,
    at_work_tied,
    cost_of_leaving_sponsor,
    lose_papers,
    may_renew,
    pay_permit,
    seek_sponsor,
    tie_ended,
    without_post,
)
from remitsim.reckoning.signing import formal_or_informal, renewed_pay, write_contract
from remitsim.reckoning.staying import (
    firm_pays_way,
    go_back,
    is_temporary,
    of_status,
    pay_in_hand,
    pay_own_way,
    worths_here,
)
from remitsim.reckoning.wages import worth_of_pay
from remitsim.reckoning.worth import discount, hardship_now, offered_status
from remitsim.rules import helper, rule
from remitsim.world import codes
from remitsim.world.persons import NEVER

LENGTH = purpose("papers: length of the next contract")


@helper
def leave_or_stay_on(person, household, employers, cells, corridor, law, corridor_law, rights, by_firm, how, leaving,
                     clock):
    """Go home at a permit's end; who cannot pay the way stays on without papers."""
    cell = cells[person.cell]
    if by_firm and person.employer >= 0:
        firm_pays_way(person, employers[person.employer], cell, corridor_law)
    elif not pay_own_way(person, household, cell, corridor_law, leaving, clock.lasting):
        lose_papers(person, corridor, how, clock.hosts)
        return
    row = person.corridor
    go_back(person, household, cells, corridor, law, rights, codes.PERMIT_ENDED, clock)
    if corridor_law.season_again == 1 and corridor_law.seasonal_months > 0:
        person.kept_corridor = row
        person.kept_until = clock.month + 12


@helper
def tied_month(
    person, household, origins, hosts, corridors, markets, quotes, employers, cells, host_terms, origin_terms,
    trade_terms, corridor_terms, status_terms, papers, leaving, worth, wages, working, clock,
):  # fmt: skip
    """A tied person's month: contract's end, no post, or a look at leaving the sponsor."""
    corridor, law, host = corridors[person.corridor], host_terms[person.host], hosts[person.host]
    corridor_law, rights = corridor_terms[person.corridor], status_terms[person.host * 7 + person.status]
    ended = tie_ended(person)
    if not ended and person.employer < 0 and person.grace_left > 0:
        return
    pay, signs_at = pay_in_hand(person, law, wages), 0.0
    if ended and person.employer >= 0:
        signs_at = renewed_pay(person, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
                               trade_terms, status_terms, wages, clock)
        pay = worth_of_pay(law, codes.FORMAL, signs_at, wages)
    hardship = hardship_now(person, corridor, origin_terms[person.origin], worth)
    home, _, temporary, irregular = worths_here(
        person, pay, codes.TEMPORARY_TIED, hardship, origins, hosts, corridors, quotes, host_terms, origin_terms,
        corridor_terms, status_terms, worth, wages,
    )  # fmt: skip
    trouble = cost_of_leaving_sponsor(person, host, law, quotes, wages, discount(worth), clock.lasting)
    how = codes.OVERSTAYED if ended else codes.LEFT_SPONSOR
    if ended:
        corridor.permits_ended += person.weight
        does = at_contract_end(signs_at > 0.0, home, temporary, irregular - trouble, law, corridor_law, rights)
    elif person.employer < 0:
        does = without_post(person, home, temporary, irregular - trouble, law, corridor_law)
    else:
        does = at_work_tied(person, home, temporary, irregular - trouble, corridor_law, papers, clock.salt)
    if does == SIGNS:
        corridor.permits_renewed += person.weight
        months = contract_length(person, law, working, clock.salt, LENGTH)
        pay_permit(person, employers, cells[person.cell], law)
        write_contract(person, markets[employers[person.employer].market], codes.FORMAL, signs_at, months)
        person.permit_left = months
    elif does == SEEKS:
        seek_sponsor(person, law)
    elif does == STAYS_ON:
        lose_papers(person, corridor, how, clock.hosts)
    elif does == GOES:
        leave_or_stay_on(person, household, employers, cells, corridor, law, corridor_law, rights, ended, how, leaving,
                         clock)


@helper
def free_permit_ends(
    person, household, origins, hosts, corridors, quotes, employers, cells, host_terms, origin_terms, corridor_terms,
    status_terms, leaving, worth, wages, clock,
):  # fmt: skip
    """The end of a free permit: renewed if the test of work is met, else the better of staying on and going."""
    corridor, law = corridors[person.corridor], host_terms[person.host]
    corridor_law, rights = corridor_terms[person.corridor], status_terms[person.host * 7 + person.status]
    corridor.permits_ended += person.weight
    if may_renew(person, law, rights, clock.salt):
        corridor.permits_renewed += person.weight
        pay_permit(person, employers, cells[person.cell], law)
        person.permit_left = max(1, law.next_permit_months)
        return
    pay = pay_in_hand(person, law, wages) if person.contract == codes.INFORMAL else 0.0
    hardship = hardship_now(person, corridor, origin_terms[person.origin], worth)
    home, _, _, irregular = worths_here(
        person, pay, codes.IRREGULAR, hardship, origins, hosts, corridors, quotes, host_terms, origin_terms,
        corridor_terms, status_terms, worth, wages,
    )  # fmt: skip
    if irregular > home - corridor_law.ticket:
        lose_papers(person, corridor, codes.FELL_OUT, clock.hosts)
    else:
        leave_or_stay_on(person, household, employers, cells, corridor, law, corridor_law, rights, False,
                         codes.FELL_OUT, leaving, clock)


@helper
def gains_by_status(
    person, status, origins, hosts, corridors, quotes, host_terms, origin_terms, corridor_terms, status_terms, worth,
    wages,
):  # fmt: skip
    """Gain of an irregular person from a status on offer, the post held in both, before price and trouble."""
    law = host_terms[person.host]
    pay = pay_in_hand(person, law, wages)
    hardship = hardship_now(person, corridors[person.corridor], origin_terms[person.origin], worth)
    _, _, _, without = worths_here(
        person, pay, codes.IRREGULAR, hardship, origins, hosts, corridors, quotes, host_terms, origin_terms,
        corridor_terms, status_terms, worth, wages,
    )  # fmt: skip
    stands_as = codes.PERMANENT if status == codes.CITIZEN else status
    _, permanent, temporary, _ = worths_here(
        person, pay, stands_as, hardship, origins, hosts, corridors, quotes, host_terms, origin_terms, corridor_terms,
        status_terms, worth, wages,
    )  # fmt: skip
    return of_status(stands_as, permanent, temporary, without) - without


@helper
def would_be_signed(
    person, status, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms,
    status_terms, wages, clock,
):  # fmt: skip
    """Whether firm and person would sign formally if the person had the status on offer."""
    if person.employer < 0:
        return False
    now = person.status
    person.status = status
    pay = renewed_pay(person, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
                      trade_terms, status_terms, wages, clock)
    person.status = now
    return pay > 0.0


@helper
def irregular_month(
    person, origins, hosts, corridors, markets, quotes, employers, cells, host_terms, origin_terms, trade_terms,
    corridor_terms, status_terms, turn, papers, worth, wages, clock,
):  # fmt: skip
    """Apply for a status on offer, or take it up when the office has come to it."""
    corridor, law = corridors[person.corridor], host_terms[person.host]
    status = offered_status(law)
    if meets_test(person, law):
        corridor.eligible += person.weight
        if looks_at_offer(person, law, papers, clock.salt):
            signed = law.offer_employer != 1 or would_be_signed(
                person, status, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
                trade_terms, status_terms, wages, clock,
            )  # fmt: skip
            price = law.offer_price + trouble_of_applying(person, papers, clock.lasting)
            if signed and price < gains_by_status(
                person, status, origins, hosts, corridors, quotes, host_terms, origin_terms, corridor_terms,
                status_terms, worth, wages,
            ):  # fmt: skip
                apply_for(person, cells[person.cell], papers, clock.month)
    if is_granted(person, turn[0, person.host], turn[1, person.host], clock.salt):
        take_up(person, cells[person.cell], status, law, clock.hosts)
        corridor.granted += person.weight
        corridor.out_of_irregular += person.weight
        if person.employer >= 0:
            contract, pay = formal_or_informal(
                person, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms,
                status_terms, wages, clock,
            )  # fmt: skip
            if contract == codes.NO_CONTRACT:
                lose_job(person)
            else:
                write_contract(person, markets[employers[person.employer].market], contract, pay, codes.NONE)
    elif person.month_applied > NEVER:
        corridor.waiting += person.weight


@rule
def settles(person, corridor, status, hosts):
    """Reach permanent residence, or citizenship."""
    if is_temporary(person.status):
        corridor.settled_now += person.weight
    enter_status(person, status, codes.NOT_IRREGULAR, codes.NONE, hosts)
