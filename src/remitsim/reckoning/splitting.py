"""A month's pay abroad: living, debts, own use, saving and the family's part, whole cents (B1, C8)."""

from __future__ import annotations

from remitsim.money import cents
from remitsim.reckoning.heads import adults_here, children_here
from remitsim.reckoning.purse import fill_purse
from remitsim.reckoning.sharing import best_sum, family_weight, living_abroad
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book


@rule
def home_bound(person):
    """Whether a person saves for going home: tied, or alone without papers."""
    return person.status == codes.TEMPORARY_TIED or (person.status == codes.IRREGULAR and person.family_here == 0)


@rule
def joined_heads(person):
    """Heads of the family who live with the person, children half."""
    return person.joined_adults + 0.5 * person.children_here


@rule
def home_heads(household):
    """Heads at home, children half."""
    return adults_here(household) + 0.5 * children_here(household)


@rule
def owed_to_all(person):
    """Debts to lender and kin that no money in the purse is set aside for, whole cents."""
    return max(0, person.debt + person.debt_interest + person.kin_debt - person.purse_debt)


@helper
def family_sum(person, household, spare, flat, margin, saving, subsistence, remitting):
    """The sum a month for the family, gross, reckoned cents; 0 where nobody is home."""
    heads = home_heads(household)
    if heads <= 0.0:
        return 0.0
    closeness = remitting.kin if person.family_here == 1 else 1.0
    weight = family_weight(
        person.altruism * closeness, remitting.elasticity, heads, 1.0 + joined_heads(person), margin
    )
    without = household.income_for_remitting - person.usual_sent - subsistence * heads
    return best_sum(spare, max(-spare, without), weight, saving, flat, margin)


@helper
def consume(person, cell, law, wanted):
    """Spend on own living, at most what is in hand; the tax stands within the price."""
    person.consumed = min(cents(max(wanted, 0.0)), max(person.savings, 0))
    person.savings -= person.consumed
    book(cell, flows.CONSUMPTION, person.consumed)
    book(cell, flows.INDIRECT_TAX, cents(person.consumed * law.indirect_tax))


@helper
def split_pay(person, household, cell, law, flat, margin, sends, subsistence, remitting):
    """Split the month's pay and spend the own part; returns what went into the purse, whole cents.

    ``flat``: flat fees a month, ``margin``: of the sum; ``sends``: 1 if a provider's door is open.
    """
    income = float(min(max(person.net_pay, 0), max(person.savings, 0)))
    before = person.savings - income
    full, living = living_abroad(income, law, joined_heads(person), remitting)
    service = min(float(owed_to_all(person)), remitting.debt_share * (income - living)) if sends == 1 else 0.0
    spare = max(0.0, income - living - service)
    bound = home_bound(person)
    taste = remitting.saving_home_bound if bound else remitting.saving_settled
    family = 0.0
    if sends == 1:
        family = family_sum(person, household, spare, flat, margin, taste, subsistence, remitting)
    saving = (spare - family) * taste / (1.0 + taste)
    own = living + (spare - family - saving)
    drawn = min(max(0.0, remitting.idle_living * full - own), before)
    to_send = 0.0
    if bound and sends == 1 and home_heads(household) > 0.0:
        to_send = max(0.0, saving - max(0.0, remitting.in_hand * full - (before - drawn)))
    return share_out(person, cell, law, service, family, to_send, saving, own, drawn, remitting)


@helper
def share_out(person, cell, law, service, family, to_send, saving, own, drawn, remitting):
    """Turn a reckoned split into whole cents that never exceed what is in hand; own use takes what rounding leaves."""
    left = max(person.savings, 0)
    above_aim = max(0.0, float(left) - float(person.net_pay) - float(person.saving_aim))
    debt_part = min(cents(service), left, owed_to_all(person))
    family_part = min(cents(family), left - debt_part)
    saving_part = min(cents(to_send), left - debt_part - family_part)
    fill_purse(person, family_part, saving_part, debt_part)
    consume(person, cell, law, own + drawn + remitting.spend_above_aim * above_aim)
    person.saved_up = max(0, person.saved_up + cents(saving) - cents(drawn))
    return debt_part + family_part + saving_part
