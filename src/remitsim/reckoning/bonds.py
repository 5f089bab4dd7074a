"""The return clause of a skills partnership: a bond that falls due on who stays abroad too long."""

from __future__ import annotations

import math

from remitsim.rules import loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book


@rule
def bond_saved(person, corridor_law, a_month):
    """What going home now saves of a bond, cents of today; ``a_month``: discount a month."""
    if person.bond <= 0:
        return 0.0
    ahead = max(0, corridor_law.bond_months - person.months_abroad)
    return person.bond * math.exp(-a_month * ahead)


@loop
def bonds_fall_due(persons, cells, corridor_terms):
    """Who is abroad beyond the months of the clause pays the bond out of savings; who is home owes none."""
    for i in range(len(persons)):
        person = persons[i]
        if person.bond <= 0:
            continue
        if person.place != codes.ABROAD:
            person.bond = 0
        elif person.months_abroad >= corridor_terms[person.corridor].bond_months:
            paid = min(person.bond, max(person.savings, 0))
            book(cells[person.cell], flows.BOND_PAID, paid)
            person.savings -= paid
            person.bond -= paid
