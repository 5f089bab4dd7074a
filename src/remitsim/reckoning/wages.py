"""What a person would accept, what a firm could pay, and the pay they agree on.

Units: fallbacks, offers and quotes are in the *worker's unit* (what pay is worth to the worker, net of tax);
reservations, ceilings, floors and agreed pay are gross. All in float cents a month. Pay is of this person,
not per unit of labour, unless said.
"""

from __future__ import annotations

from remitsim.reckoning.taxes import ceiling, gross, net
from remitsim.rules import helper, rule
from remitsim.world import codes


@rule
def worth_of_pay(law, contract, pay, wages):
    """Gross pay of a kind of contract in the worker's unit."""
    if contract == codes.FORMAL:
        return net(law, pay) * (1.0 + wages.entitlement)
    return float(pay)


@rule
def reservation_gross(law, contract, fallback_worth, wages):
    """Least gross pay of a kind of contract that is worth the fallback."""
    if contract == codes.FORMAL:
        return gross(law, fallback_worth / (1.0 + wages.entitlement))
    return float(fallback_worth)


@rule
def visit_chance(law, trade_law):
    """Chance a month that labour inspection finds an informal worker of this trade."""
    return law.found_at_work * trade_law.inspection * trade_law.covered


@rule
def informal_supplies(employer, market, law):
    """What the lack of an invoice costs the firm a month and unit of labour (v of A2)."""
    return employer.informal_cost * (1.0 + law.employer_contribution) * market.formal_pay


@rule
def highest_pay(employer, market, law, trade_law, contract, labour, levy):
    """Gross pay at which a firm neither gains nor loses by a person of so many units; may be negative.

    The expected fine is months of the pay agreed, so it divides.
    """
    product = employer.marginal_product * labour - levy
    if contract == codes.FORMAL:
        return ceiling(law, product)
    left = product - informal_supplies(employer, market, law) * labour
    return left / (1.0 + visit_chance(law, trade_law) * law.fine_months)


@rule
def wage_floor(employer, law, rights):
    """The floor where it binds: the firm keeps to the law, or the worker can complain."""
    if employer.lawful == 1 or rights.complain >= 1.0:
        return float(law.wage_floor)
    return 0.0


@rule
def levy_on(person, law):
    """What this person costs the firm a month beside pay: levy, board and lodging of a tied worker."""
    return float(law.levy + law.board_and_lodging) if person.status == codes.TEMPORARY_TIED else 0.0


@helper
def split(top, least, floor, wages):
    """Pay between a reservation and a ceiling, no lower than the floor; 0.0 if there is none."""
    if top <= least or top < floor or top <= 0.0:
        return 0.0
    return max(floor, least + wages.bargaining_share * (top - least))


@rule
def scale_pay(market, law, units):
    """Gross pay a month where posts are budgets: the scale by units of labour, never under the floor.

    Where every post pays alike there is no better offer to hold out for, so who seeks one takes it.
    """
    return max(market.scale * units, float(law.wage_floor))


@helper
def bargained_pay(
    person, employer, market, law, trade_law, rights, contract, fallback_worth, wages
):  # fmt: skip
    """Gross pay, cents a month, that this person and firm agree on for a kind of contract; 0.0 if none.

    ``fallback_worth`` from `fallback`; ``rights``: status terms; ``person.labour`` must be of this month.
    """
    least = reservation_gross(law, contract, fallback_worth, wages)
    if market.scale > 0.0:
        return scale_pay(market, law, person.labour)
    top = highest_pay(employer, market, law, trade_law, contract, person.labour, levy_on(person, law))
    floor = wage_floor(employer, law, rights) if contract == codes.FORMAL else 0.0
    return split(top, least, floor, wages)


@helper
def reset_pay(
    person, employer, market, law, trade_law, rights, fallback_worth, wages
):  # fmt: skip
    """Pay of someone employed, agreed anew; who finds no surplus is kept at the most that the firm can pay."""
    agreed = bargained_pay(person, employer, market, law, trade_law, rights, person.contract, fallback_worth, wages)
    if agreed > 0.0:
        return agreed
    top = highest_pay(employer, market, law, trade_law, person.contract, person.labour, levy_on(person, law))
    floor = wage_floor(employer, law, rights) if person.contract == codes.FORMAL else 0.0
    return max(top, floor, wages.kept_share * person.wage)
