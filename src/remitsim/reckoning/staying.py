"""What staying, staying on without papers and going home are worth to somebody abroad, and going home itself."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.reckoning.finance import raise_money
from remitsim.reckoning.moves import come_home
from remitsim.reckoning.wages import worth_of_pay
from remitsim.reckoning.worth import home_worth, offered_status, worths
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.persons import NEVER

CLAIMS = purpose("staying: wages owed can be claimed from home")
FOREVER = 10**6  # months


@rule
def is_temporary(status):
    """Whether a status is a temporary one."""
    return status == codes.TEMPORARY_FREE or status == codes.TEMPORARY_TIED


@rule
def temporary_kind(person, law):
    """The temporary status held, or the one that an offer would give."""
    if is_temporary(person.status):
        return person.status
    offered = offered_status(law)
    return offered if is_temporary(offered) else codes.TEMPORARY_FREE


@rule
def pay_in_hand(person, law, wages):
    """Pay of the post held in the worker's unit; 0 without one."""
    if person.employer < 0:
        return 0.0
    return worth_of_pay(law, person.contract, float(person.wage), wages)


@rule
def worth_class(status):
    """The status whose worth a person weighs: citizens stand as permanent residents."""
    return codes.PERMANENT if status == codes.CITIZEN else status


@helper
def worths_here(person, pay, pay_status, hardship, origins, hosts, corridors, quotes, host_terms, origin_terms,
                corridor_terms, status_terms, worth, wages):
    """Worths (home, permanent, temporary, irregular) to somebody abroad, under this pay and hardship a month."""
    corridor, law = corridors[person.corridor], host_terms[person.host]
    home = home_worth(person, origins[person.origin], origin_terms[person.origin], worth)
    permanent, temporary, irregular = worths(
        person, temporary_kind(person, law), person.trade, pay, pay_status, hardship, 1.0, 1.0, home, corridor,
        hosts[person.host], law, corridor_terms[person.corridor], quotes, status_terms, worth, wages,
    )  # fmt: skip
    return home, permanent, temporary, irregular


@rule
def of_status(status, permanent, temporary, irregular):
    """The worth that belongs to a status."""
    if is_temporary(status):
        return temporary
    return irregular if status == codes.IRREGULAR else permanent


@helper
def keep_right_to_return(person, rights, month):
    """Remember a lasting status that may be taken up again within the absence that law allows."""
    months = rights.absence_months
    if months < 0:
        months = FOREVER
    if is_temporary(person.status) and person.permit_left >= 0:
        months = min(months, person.permit_left)
    person.kept_status = person.status if months > 0 else codes.NATIVE
    person.kept_corridor = person.corridor
    person.kept_until = month + months


@rule
def count_exit(person, corridor):
    """Count one who leaves the host, in real people; who was held at the border never was there."""
    if person.months_abroad > 0 or person.place == codes.ABROAD:
        corridor.exits += person.weight
        if person.status == codes.IRREGULAR:
            corridor.exits_irregular += person.weight


@helper
def go_back(person, household, cells, corridor, law, rights, how, clock):
    """Go home, whoever paid the way; counts the exit."""
    count_exit(person, corridor)
    person.kept_status = codes.NATIVE
    if how == codes.BY_CHOICE:
        keep_right_to_return(person, rights, clock.month)
    if how == codes.REMOVED:
        person.ever_removed = 1
        corridor.removed += person.weight
    person.month_applied = NEVER
    person.detained_left = 0
    claimable = uniform(person.key, clock.salt, CLAIMS) < law.claim_abroad
    come_home(person, household, cells[person.cell], law.portable, claimable, how, clock.month, clock.hosts)


@helper
def pay_own_way(person, household, cell, corridor_law, leaving, lasting):
    """Pay the way home out of the own purse, with what household and kin give; False if it cannot be paid."""
    price = corridor_law.ticket
    person.savings += person.purse_saving
    person.purse_saving = 0
    if raise_money(person, household, cell, price, 0.0, leaving, corridor_law, lasting) < price:
        return False
    book(cell, flows.WAY_HOME, price)
    person.savings -= price
    return True


@rule
def firm_pays_way(person, employer, cell, corridor_law):
    """The firm pays the way home at a contract's end."""
    book(cell, flows.WAY_HOME_BY_FIRM, corridor_law.ticket)
    employer.costs += person.weight * corridor_law.ticket
