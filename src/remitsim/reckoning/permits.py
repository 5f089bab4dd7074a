"""Permits that run: clocks, renewal, settlement, naturalisation, and what a tied person does when a tie ends."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.reckoning.debts import annuity
from remitsim.reckoning.fallbacks import labour_in, sponsor_trouble
from remitsim.reckoning.moves import enter_status, lose_job
from remitsim.reckoning.staying import pay_in_hand
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book

NATURALISES = purpose("papers: naturalises")
PAST_WORK = purpose("papers: renewed on past work")
LOOKS_AT_SPONSOR = purpose("papers: looks at leaving the sponsor")

STAYS, SIGNS, SEEKS, GOES, STAYS_ON = range(5)  # what a tied person does


@rule
def clocks_run(person):
    """A month more abroad, in a status, in debt; a month less of permit and grace."""
    person.months_abroad += 1
    person.months_in_status += 1
    if person.debt + person.debt_interest > 0:
        person.months_in_debt += 1
    if person.permit_left > 0:
        person.permit_left -= 1
    if person.grace_left > 0:
        person.grace_left -= 1


@rule
def reaches_residence(person, law):
    """Whether months with papers suffice for permanent residence."""
    return law.settlement_months > 0 and person.months_in_status >= law.settlement_months


@rule
def naturalises(person, law, salt):
    """Whether a permanent resident becomes a citizen this month."""
    if law.citizenship_months <= 0 or person.months_in_status < law.citizenship_months:
        return False
    return uniform(person.key, salt, NATURALISES) < law.citizenship_share / 12.0


@rule
def may_renew(person, law, rights, salt):
    """Test of work at the end of a free permit: formal work now, else now and then past work."""
    if rights.renewable == 0:
        return False
    if person.employer >= 0 and person.contract == codes.FORMAL:
        return True
    return uniform(person.key, salt, PAST_WORK) < law.renewal_past_work


@helper
def pay_permit(person, employers, cell, law):
    """Price of a new permit: the person's part as far as the purse goes, the firm's where the work is formal."""
    own = min(law.permit_person, max(person.savings, 0))
    book(cell, flows.PERMIT_PERSON, own)
    person.savings -= own
    if person.employer >= 0 and person.contract == codes.FORMAL:
        book(cell, flows.PERMIT_FIRM, law.permit_firm)
        employers[person.employer].costs += person.weight * law.permit_firm


@rule
def lose_papers(person, corridor, how, hosts):
    """Stay on without papers; a formal job ends."""
    if person.contract == codes.FORMAL:
        lose_job(person)
    enter_status(person, codes.IRREGULAR, how, codes.NONE, hosts)
    corridor.into_irregular += person.weight


@helper
def cost_of_leaving_sponsor(person, host, law, quotes, wages, rate, lasting):
    """Own trouble of leaving a sponsor and the wages left behind, cents."""
    pay = pay_in_hand(person, law, wages)
    if pay <= 0.0:
        quote = quotes[(person.host * codes.N_TRADES + person.trade) * 4 + codes.TIED_CLASS]
        pay = quote.offer * labour_in(person, person.trade, wages)
    spread = annuity(wages.trouble_over, rate) / wages.trouble_over
    return sponsor_trouble(person, host, wages, lasting) * pay * spread + person.unpaid_wages


@rule
def tie_ended(person):
    """Whether contract or permit of a tied person is over."""
    return person.permit_left == 0 or (person.employer >= 0 and person.contract_left == 0)


@helper
def at_contract_end(agreed, home, temporary, irregular, law, corridor_law, rights):
    """What a tied person does at the contract's end; ``agreed``: whether the firm would sign again."""
    if corridor_law.seasonal_months > 0:
        return GOES
    lawful = temporary >= home and temporary >= irregular and rights.renewable == 1
    if lawful and agreed:
        return SIGNS
    if lawful and law.may_change_employer != codes.CHANGE_NEVER:
        return SEEKS
    return STAYS_ON if irregular > home else GOES


@helper
def without_post(person, home, temporary, irregular, law, corridor_law):
    """What a tied person without a post does: looks while grace lasts where change is allowed, else leaves."""
    if corridor_law.seasonal_months > 0:
        return GOES
    if person.grace_left > 0:
        return STAYS
    free = law.may_change_employer == codes.CHANGE_ALWAYS and law.grace_months > 0
    if person.grace_left == codes.NONE and free and temporary > home:
        return SEEKS
    return STAYS_ON if irregular > home else GOES


@helper
def at_work_tied(person, home, temporary, irregular, corridor_law, papers, salt):
    """Whether a tied person at work leaves the sponsor; nobody does in a season."""
    if corridor_law.seasonal_months > 0 or uniform(person.key, salt, LOOKS_AT_SPONSOR) >= papers.sponsor_look:
        return STAYS
    return STAYS_ON if irregular > temporary and irregular > home else STAYS


@rule
def seek_sponsor(person, law):
    """Look for another sponsor while grace lasts; the permit lasts as long."""
    lose_job(person)
    person.grace_left = law.grace_months
    person.permit_left = max(person.permit_left, law.grace_months + 1)
