"""Being found: by labour inspection, by checks of papers at work, in the street; detention, supervision, removal."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.moves import lose_job
from remitsim.reckoning.wages import visit_chance
from remitsim.reckoning.worth import street_chance
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book

INSPECTED = purpose("papers: labour inspection finds the person")
CHECKED = purpose("papers: a check of papers at work")
MET_IN_STREET = purpose("papers: found in the street")
TAKEN = purpose("papers: removal follows a check at work")
TAKEN_BACK = purpose("papers: the origin readmits")
SUPERVISED = purpose("papers: supervised instead of detained")
APPEARS = purpose("papers: appears when called")
DETAINED = purpose("papers: detained before removal")

NOT_FOUND, FOUND, REMOVED_NOW = range(3)


@helper
def lose_informal_post(person, employer, cell, law):
    """The post ends and the firm is fined by months of pay."""
    fine = cents(law.fine_months * person.wage)
    book(cell, flows.FINE, fine)
    employer.costs += person.weight * fine
    lose_job(person)


@helper
def found_at_work(person, employer, cell, law, trade_law, salt):
    """Visits to the workplace of somebody at work informally; returns whether a removal is to follow."""
    inspected = uniform(person.key, salt, INSPECTED) < visit_chance(law, trade_law)
    irregular = person.status == codes.IRREGULAR
    checked = irregular and uniform(person.key, salt, CHECKED) < law.papers_at_work
    if not inspected and not checked:
        return NOT_FOUND
    book(cell, flows.ENFORCEMENT, law.visit_cost)
    lose_informal_post(person, employer, cell, law)
    told = 1.0 if checked else law.inspectors_report
    if irregular and uniform(person.key, salt, TAKEN) < told * law.removed_if_found:
        return REMOVED_NOW
    return FOUND


@helper
def found_in_street(person, cell, law, worth, salt):
    """Whether an irregular person is found in the street this month, at the treasury's cost."""
    if uniform(person.key, salt, MET_IN_STREET) >= street_chance(person, law, worth):
        return NOT_FOUND
    book(cell, flows.ENFORCEMENT, law.street_cost)
    return REMOVED_NOW


@rule
def detention_months(law):
    """Whole months of detention or supervision."""
    return max(1, int(law.detention_months + 0.5))


@helper
def process(person, cell, law, corridor_law, salt):
    """What follows being found without papers: True if the person is removed now; may leave them detained."""
    lose_job(person)
    if uniform(person.key, salt, TAKEN_BACK) >= corridor_law.readmission:
        return False
    if uniform(person.key, salt, SUPERVISED) < law.supervision_share:
        book(cell, flows.ENFORCEMENT, law.supervision_cost * detention_months(law))
        return uniform(person.key, salt, APPEARS) < law.appears
    if uniform(person.key, salt, DETAINED) < law.detention_share:
        person.place = codes.DETAINED
        person.detained_left = detention_months(law)
        return False
    return True


@helper
def serve_detention(person, cell, law):
    """A month of detention at the treasury's cost; True when it ends."""
    book(cell, flows.ENFORCEMENT, law.detention_cost)
    person.detained_left -= 1
    return person.detained_left <= 0
