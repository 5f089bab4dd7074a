"""Pay agreed anew with the firm one works for: at a tied contract's end, and after a change of status."""

from __future__ import annotations

from remitsim.money import cents
from remitsim.reckoning.fallbacks import fallback
from remitsim.reckoning.taxes import cost
from remitsim.reckoning.wages import bargained_pay, highest_pay, levy_on, reset_pay
from remitsim.rules import helper, rule
from remitsim.world import codes


@rule
def write_contract(person, market, contract, pay, months):
    """Go on at the same firm at this gross pay (float cents); counted as signed."""
    person.contract = contract
    person.wage = cents(pay)
    person.contract_left = months
    market.signed += person.weight
    market.signed_pay += float(person.weight * person.wage)
    market.signed_units += person.weight * person.labour


@helper
def renewed_pay(person, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms,
                status_terms, wages, clock):
    """Gross pay at which person and firm would sign formally once more; 0.0 if either would not."""
    employer = employers[person.employer]
    person.reservation = fallback(
        person, person.trade, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms,
        wages, clock,
    )  # fmt: skip
    return bargained_pay(
        person, employer, markets[employer.market], host_terms[person.host], trade_terms[employer.market],
        status_terms[person.host * 7 + person.status], codes.FORMAL, person.reservation, wages,
    )  # fmt: skip


@helper
def pay_after_status(person, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
                     trade_terms, status_terms, wages, clock):
    """Agree pay anew after a change of status, the kind of contract kept; open-ended from now on."""
    employer = employers[person.employer]
    person.reservation = fallback(
        person, person.trade, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms,
        wages, clock,
    )  # fmt: skip
    pay = reset_pay(
        person, employer, markets[employer.market], host_terms[person.host], trade_terms[employer.market],
        status_terms[person.host * 7 + person.status], person.reservation, wages,
    )  # fmt: skip
    write_contract(person, markets[employer.market], person.contract, pay, codes.NONE)


@helper
def formal_or_informal(person, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
                       trade_terms, status_terms, wages, clock):
    """(contract, pay) that pays the firm more of those that the person accepts; (none, 0.0) if they part."""
    employer, law = employers[person.employer], host_terms[person.host]
    market, trade_law = markets[employer.market], trade_terms[employer.market]
    formal = renewed_pay(
        person, employers, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms,
        status_terms, wages, clock,
    )  # fmt: skip
    levy = levy_on(person, law)
    informal, left_informal, left_formal = 0.0, 0.0, 0.0
    if person.status != codes.TEMPORARY_TIED:
        informal = bargained_pay(
            person, employer, market, law, trade_law, status_terms[person.host * 7 + person.status], codes.INFORMAL,
            person.reservation, wages,
        )  # fmt: skip
        top = highest_pay(employer, market, law, trade_law, codes.INFORMAL, person.labour, levy)
        left_informal = top - informal
    if formal > 0.0:
        top = highest_pay(employer, market, law, trade_law, codes.FORMAL, person.labour, levy)
        left_formal = cost(law, top) - cost(law, formal)
    if formal > 0.0 and (informal <= 0.0 or left_formal >= left_informal):
        return codes.FORMAL, formal
    if informal > 0.0:
        return codes.INFORMAL, informal
    return codes.NO_CONTRACT, 0.0
