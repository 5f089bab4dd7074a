"""Audits of placements where a rule bars a charge to the worker: what they cost, and agents' fines (D X1)."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.rules import helper, rule
from remitsim.world import flows
from remitsim.world.ledger import book

AUDITED = purpose("recruiting: audited")


@rule
def audited(person, audits, law, salt, end):
    """Whether an audit at one end finds what the chain has taken."""
    return uniform(person.key, salt, AUDITED + end) < audits * law.audit_found


@helper
def pay_for_audits(person, cell, law):
    """What looking at a share of placements costs, each end's by its own treasury."""
    if law.origin_ban > 0.0:
        book(cell, flows.AUDIT_ORIGIN, cents(law.audit_cost * law.origin_audits))
    if law.host_ban > 0.0:
        book(cell, flows.ENFORCEMENT, cents(law.audit_cost * law.host_audits))


@helper
def fine_agents(person, cell, at_origin, out_of_pay, law, salt):
    """Fines on a chain that took what it may not, where an audit finds it; at each end the treasury there takes them."""
    pay_for_audits(person, cell, law)
    if law.origin_ban > 0.0 and at_origin > 0 and audited(person, law.origin_audits, law, salt, 0):
        book(cell, flows.AGENT_FINE_ORIGIN, cents(law.audit_fine * at_origin))
    if law.host_ban > 0.0 and out_of_pay > 0 and audited(person, law.host_audits, law, salt, 1):
        book(cell, flows.AGENT_FINE_HOST, cents(law.audit_fine * out_of_pay))


@helper
def barred_charge(official, at_origin, out_of_pay, pay_told, complies, law):
    """What a recruit is charged against the law, at origin and out of pay, whole cents."""
    if complies == 1 or law.origin_ban + law.host_ban <= 0.0:
        return 0, 0
    most = law.ceiling_months * pay_told if law.ceiling_months > 0.0 else 0.0
    over = max(0.0, official + at_origin + out_of_pay - most) if most > 0.0 else at_origin + out_of_pay
    if law.employer_share > 0.0:
        over = max(over, at_origin + out_of_pay + law.employer_share * official)
    later = min(over, out_of_pay)
    return cents(over - later), cents(later)
