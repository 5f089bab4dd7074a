"""One recruit placed: what is promised, what is paid and by whom, and the arrival (C5, C6, D X1)."""

from __future__ import annotations

from remitsim.luck import purpose, uniform
from remitsim.money import cents
from remitsim.reckoning.audits import barred_charge, fine_agents
from remitsim.reckoning.fallbacks import fallback, is_skilled, labour_in
from remitsim.reckoning.finance import borrow, means, raise_money
from remitsim.reckoning.meeting import contract_length, sign
from remitsim.reckoning.moves import arrive
from remitsim.reckoning.posts import monthly_charges, units_a_head
from remitsim.reckoning.recognition import RECOGNISED, parts_of_test, pay_for_test, sit_before_going, test_asked
from remitsim.reckoning.recruitment import (
    bill_a_month,
    bill_of,
    least_of_recruits,
    most_hardship,
    posted_offer,
    recruit_fallback,
)
from remitsim.reckoning.routes import is_seasonal, recruit_status
from remitsim.reckoning.trades import trade_abroad
from remitsim.reckoning.wages import bargained_pay, highest_pay, reservation_gross, scale_pay, split, worth_of_pay
from remitsim.rules import helper, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book

KNOWS = purpose("recruiting: knows true pay")
LENGTH = purpose("recruiting: length of the contract")

UNITS, PAY, HEADS, BILL = range(4)  # columns of `signed`: recruits signed this month, by market


@rule
def recognised_there(person, row, law, lasting):
    """Whether a recruit's training is recognised on arrival: a lasting draw; a partnership's graduates' always is.

    Where the test comes before going who arrives has passed it; where it follows months as an assistant nobody has.
    """
    if person.applying_route == codes.SKILLS:
        return True
    if law.recognition_before == 1:
        return True
    return law.assistant_months <= 0 and uniform(person.key, lasting, RECOGNISED + row) < law.recognition


@helper
def trade_applied_for(person, row, corridor_trades, law, lasting):
    """Trade of the post that a recruit takes: unrecognised training works in domestic and care work."""
    trade = trade_abroad(person, row, corridor_trades, lasting)
    if is_skilled(trade) and person.trained_trade == trade and not recognised_there(person, row, law, lasting):
        return codes.CARE
    return trade


@helper
def units_of_recruit(person, trade, wages):
    """Effective units that a recruit brings to a trade for which no further recognition is asked."""
    plain_units = person.ability * (1.0 + wages.foothold_labour * person.foothold)
    return plain_units * units_a_head(trade, wages)


@helper
def own_or_common(own_unit, corridor_trade, bill, law, hiring, wages):
    """Fallback a unit behind the offer: the common or the own one, the bill spread over it or left out."""
    behind = own_unit if hiring.offer_rule == 2 or corridor_trade.fallback <= 0.0 else corridor_trade.fallback
    if hiring.bill_in_offer == 1:
        behind += bill_a_month(bill, law, wages)
    return behind


@helper
def offer_to(person, trade, units, own, employer, market, corridor_trade, law, corridor_law, planning, hiring, wages):
    """Gross pay a month that this firm posts, for a person of so many units; 0.0 if none."""
    if market.scale > 0.0:
        return scale_pay(market, law, units)
    head = units_a_head(trade, wages)
    bill = corridor_law.official_items + corridor_trade.margin
    behind = own_or_common(own / max(units, 1e-9), corridor_trade, bill, law, hiring, wages)
    least = least_of_recruits(behind, head, law, wages)
    posted = posted_offer(
        employer.marginal_product, employer.lawful, head, least, corridor_trade.premium, market, law, planning, wages
    )  # fmt: skip
    if posted <= 0.0:
        return 0.0
    return max(posted * units, float(law.wage_floor)) if employer.lawful == 1 else posted * units


@helper
def told(offer, knows, units, own, employer, market, law, trade_law, hiring, wages):
    """Pay that the recruit is told. Unlawful firms' agents promise more; who knows, hears what will be paid."""
    if employer.lawful == 1:
        return offer
    promised = hiring.lie * offer
    if not knows:
        return promised
    top = highest_pay(employer, market, law, trade_law, codes.FORMAL, units, monthly_charges(law))
    least = reservation_gross(law, codes.FORMAL, own, wages)
    return max(split(top, least, 0.0, wages), wages.promise_kept * promised)


@helper
def pay_official(person, cell, own, by_firm, ticket):
    """Book the official items that person and firm pay, whole cents; the ticket is in them."""
    own_ticket = min(ticket, own)
    book(cell, flows.TICKET, own_ticket)
    book(cell, flows.OFFICIAL_ITEMS, own - own_ticket)
    person.savings -= own
    firms_ticket = min(ticket - own_ticket, by_firm)
    book(cell, flows.TICKET_BY_FIRM, firms_ticket)
    book(cell, flows.OFFICIAL_BY_FIRM, by_firm - firms_ticket)


@helper
def pay_agent(person, cell, at_origin, out_of_pay, by_firm, corridor_law):
    """Book the agent's charge, whole cents. What is taken out of pay abroad is a loan from the first day."""
    book(cell, flows.AGENT_FEE, at_origin)
    person.savings -= at_origin
    if out_of_pay > 0:
        borrow(person, cell, out_of_pay, corridor_law)
        book(cell, flows.FEE_OUT_OF_PAY, out_of_pay)
        person.savings -= out_of_pay
    book(cell, flows.BILL_BY_FIRM, by_firm)


@helper
def pay_bill(person, cell, official, at_origin, out_of_pay, official_firm, agent_firm, law, corridor_law):
    """Book the whole bill and the first permit, whole cents, and keep who bore what."""
    pay_official(person, cell, official, official_firm, int(corridor_law.ticket))
    pay_agent(person, cell, at_origin, out_of_pay, agent_firm, corridor_law)
    book(cell, flows.PERMIT_PERSON, law.permit_person)
    person.savings -= law.permit_person
    book(cell, flows.PERMIT_FIRM, law.permit_firm)
    person.bill_paid = official + at_origin + out_of_pay
    person.bill_by_firm = official_firm + agent_firm


@helper
def months_of_stay(person, status, law, corridor_law, working, salt):
    """Months of the contract and of the permit on arrival; a tied person's permit is the contract's."""
    months = contract_length(person, law, working, salt, LENGTH)
    if corridor_law.seasonal_months > 0:
        return int(corridor_law.seasonal_months), int(corridor_law.seasonal_months)
    if status == codes.TEMPORARY_TIED:
        return months, months
    if status <= codes.PERMANENT:
        return months, codes.NONE
    return months, int(law.first_permit_months)


@helper
def settle_in(person, row, trade, pay_told, corridor, law, corridor_law, working, wages, clock):
    """Arrive with a promise in hand. Returns months of the contract."""
    trained = person.trained_trade >= 0 and person.trained_trade == trade
    status = recruit_status(law)
    months, permit = months_of_stay(person, status, law, corridor_law, working, clock.salt)
    arrive(person, row, corridor.host, person.applying_route, status, codes.NOT_IRREGULAR, permit, clock.hosts)
    person.trade = trade
    person.recognised = 1 if trained else 0
    person.labour = labour_in(person, trade, wages)
    person.promised_wage = cents(pay_told)
    return months


@helper
def pay_on_arrival(
    person, pay_told, knows, employer, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
    trade_terms, status_terms, wages, clock,
):  # fmt: skip
    """Gross pay signed on arrival: as posted by a lawful firm; an unlawful one bargains anew with who now owes."""
    if employer.lawful == 1 or knows:
        return pay_told
    row = employer.market
    person.reservation = fallback(
        person, person.trade, hosts, origins, corridors, markets, quotes, host_terms, origin_terms, trade_terms, wages,
        clock,
    )  # fmt: skip
    rights = status_terms[person.host * 7 + person.status]
    agreed = bargained_pay(
        person, employer, markets[row], host_terms[person.host], trade_terms[row], rights, codes.FORMAL,
        person.reservation, wages,
    )  # fmt: skip
    return max(agreed, wages.promise_kept * pay_told)


@helper
def place(
    person, row, trade, firm, household, hosts, origins, corridors, corridor_trades, markets, quotes, employers,
    host_terms, origin_terms, corridor_terms, trade_terms, status_terms, cells, signed, complied, leaving, planning,
    hiring, wages, worth, working, clock,
):  # fmt: skip
    """Offer a place at a firm; who finds it worth taking and can pay, pays, travels and signs. Returns 1 if placed."""
    corridor, corridor_law = corridors[row], corridor_terms[row]
    law, origin_law = host_terms[corridor.host], origin_terms[person.origin]
    employer, market = employers[firm], markets[employers[firm].market]
    corridor_trade = corridor_trades[row * codes.N_TRADES + trade]
    units = units_of_recruit(person, trade, wages)
    own = recruit_fallback(person, corridor, law, origin_law, worth, most_hardship(hosts[corridor.host], wages))
    offer = offer_to(
        person, trade, units, own, employer, market, corridor_trade, law, corridor_law, planning, hiring, wages
    )  # fmt: skip
    if offer <= 0.0:
        return 0
    knows = uniform(person.key, clock.salt, KNOWS) < corridor_law.true_pay_known
    pay_told = told(offer, knows, units, own, employer, market, law, trade_terms[employer.market], hiring, wages)
    if worth_of_pay(law, codes.FORMAL, pay_told, wages) < own:
        return 0
    margin = 0.0 if person.applying_route == codes.SKILLS else corridor_trade.margin
    official, at_origin, out_of_pay, official_firm, agent_firm, complies = bill_of(
        person, margin, pay_told, corridor_law, hiring, clock.lasting
    )  # fmt: skip
    asked = test_asked(person, trade, corridor.host, law)
    price = parts_of_test(law, corridor_law)[0] if asked else 0
    up_front = cents(official) + cents(at_origin) + law.permit_person + price
    if means(person, household, pay_told, leaving, corridor_law, clock.lasting) < up_front:
        return 0
    if asked and law.recognition_before == 1 and not sit_before_going(
        person, household, cells, row, corridor.host, law, corridor_law, leaving, clock.lasting, clock.hosts
    ):  # fmt: skip
        return 0
    raise_money(person, household, cells[person.cell], up_front, pay_told, leaving, corridor_law, clock.lasting)
    months = settle_in(person, row, trade, pay_told, corridor, law, corridor_law, working, wages, clock)
    pay_bill(
        person, cells[person.cell], cents(official), cents(at_origin), cents(out_of_pay), cents(official_firm),
        cents(agent_firm), law, corridor_law,
    )  # fmt: skip
    barred_origin, barred_host = barred_charge(official, at_origin, out_of_pay, pay_told, complies, corridor_law)
    fine_agents(person, cells[person.cell], barred_origin, barred_host, corridor_law, clock.salt)
    person.knew_true_pay = 1 if knows else 0
    if asked:
        employer.costs += person.weight * pay_for_test(person, cells[person.cell], law, corridor_law)
    if person.applying_route == codes.SKILLS:
        person.bond = corridor_law.return_bond
    employer.costs += person.weight * (person.bill_by_firm + law.permit_firm)
    pay = pay_on_arrival(
        person, pay_told, knows, employer, hosts, origins, corridors, markets, quotes, host_terms, origin_terms,
        trade_terms, status_terms, wages, clock,
    )  # fmt: skip
    sign(person, firm, codes.FORMAL, pay, months, employer, market, hosts[corridor.host])
    count_recruit(person, corridor, corridor_trade, corridor_law, origins[person.origin], signed, employer.market)
    complied[row * codes.N_TRADES + trade] += person.weight * complies
    return 1


@rule
def count_recruit(person, corridor, corridor_trade, corridor_law, origin, signed, market_row):
    """Count one placed recruit, in real people."""
    weight = person.weight
    corridor.arrivals_legal += weight
    corridor.arrivals_seasonal += weight if is_seasonal(person.status, corridor_law) else 0
    if person.route != codes.SKILLS:  # visas behind a partnership's places are beside the quota
        corridor_trade.placed_now += weight
    if person.licensed == 1:
        origin.left_trained += weight
    signed[market_row, UNITS] += weight * person.labour
    signed[market_row, PAY] += weight * person.wage
    signed[market_row, HEADS] += weight
    signed[market_row, BILL] += weight * person.bill_by_firm
