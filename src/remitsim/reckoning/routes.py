"""What each way to a host is worth to someone at home: gain over staying, less what it costs (A6).

Gains are present values in cents; a way that is closed, or that cannot be paid for, is `CLOSED`.
"""

from __future__ import annotations

from remitsim.luck import normal, purpose, uniform
from remitsim.reckoning.crossing import chance_arrives, chance_dies
from remitsim.reckoning.fallbacks import labour_in
from remitsim.reckoning.finance import cost_today, means
from remitsim.reckoning.needs import living_here
from remitsim.reckoning.news import belief
from remitsim.reckoning.recognition import has_failed, visa_behind
from remitsim.reckoning.recruitment import bill_of
from remitsim.reckoning.trades import trade_abroad
from remitsim.reckoning.wages import worth_of_pay
from remitsim.reckoning.worth import usual_hardship, worths
from remitsim.rules import helper, rule
from remitsim.world import codes

CLOSED = -1e18
AWAY_TRACK = 2  # a training place of a partnership whose graduates go abroad
ROUTE_OPEN = purpose("leaving: a route is open to the person")
TASTE = purpose("leaving: taste for a host")


@rule
def route_is_open(person, corridor, corridor_row, route, lasting):
    """Whether a way without papers is open to this person at all: a lasting draw."""
    what = ROUTE_OPEN + corridor_row * codes.N_ROUTES + route
    return uniform(person.key, lasting, what) < corridor.route_share[route]


@rule
def taste(person, host_index, leaving, lasting):
    """Lasting taste for a host, in cents."""
    return leaving.host_taste * person.home_pay * normal(person.key, lasting, TASTE + host_index)


@rule
def recruit_status(law):
    """Status of a recruit on arrival."""
    return law.recruit_status if law.recruit_status > codes.NATIVE else codes.TEMPORARY_TIED


@rule
def is_seasonal(status, corridor_law):
    """Whether a permit of this status runs for a season: work for one sponsor, then home, in no published stock."""
    return status == codes.TEMPORARY_TIED and corridor_law.seasonal_months > 0


@rule
def family_status(law):
    """Status on arrival by the family route."""
    return law.family_status if law.family_status > codes.NATIVE else codes.TEMPORARY_FREE


@rule
def keeps_status(person, row, month):
    """Whether a lasting status in this corridor still waits to be taken up again (C3, absence)."""
    known = person.trips > 0 and person.kept_status > codes.NATIVE and person.kept_status < codes.NO_STATUS
    return known and person.kept_corridor == row and month <= person.kept_until


@helper
def visa_gain(person, household, promised, margin, chance, temporary, home, law, corridor_law, leaving, worth, wages,
              hiring, lasting):
    """Gain of asking for a visa: the chance of a place, times what it is worth less the bill."""
    official, at_origin, out_of_pay, _, _, _ = bill_of(person, margin, promised, corridor_law, hiring, lasting)
    up_front = official + at_origin + law.permit_person
    if means(person, household, promised, leaving, corridor_law, lasting) < up_front:
        return CLOSED
    net = worth_of_pay(law, codes.FORMAL, promised, wages)
    cost = cost_today(person, household, up_front + out_of_pay, net - living_here(net, law), leaving, corridor_law,
                      lasting, worth.impatience)
    return chance * (temporary - home - cost)


@helper
def ticket_gain(person, household, there, home, corridor_law, leaving, lasting):
    """Gain of a way that takes a ticket and nothing else."""
    price = float(corridor_law.ticket)
    if means(person, household, 0.0, leaving, corridor_law, lasting) < price:
        return CLOSED
    return there - home - price


@helper
def crossing_gain(person, household, expected_pay, irregular, home, corridor, law, corridor_law, leaving, worth,
                  lasting):
    """Gain of crossing without papers, before the unseen cost."""
    if means(person, household, expected_pay, leaving, corridor_law, lasting) < corridor.smuggler_price:
        return CLOSED
    surplus = expected_pay - living_here(expected_pay, law)
    cost = cost_today(person, household, corridor.smuggler_price, surplus, leaving, corridor_law, lasting,
                      worth.impatience)
    dying = chance_dies(law, corridor_law) * leaving.death_years * 12.0 * person.home_pay
    return chance_arrives(law, corridor_law) * (irregular - home) - cost - dying


@rule
def show_interest(person, household, leaving, corridor_law, lasting):
    """A month's interest on the part of the show money that has to be borrowed, cents."""
    own = means(person, household, 0.0, leaving, corridor_law, lasting)
    return max(0.0, corridor_law.ticket + corridor_law.visitor_money - own) * corridor_law.loan_rate


@helper
def visitor_gain(person, household, expected_pay, irregular, home, law, corridor_law, leaving, worth,
                 lasting):
    """Gain of coming as a visitor and staying on, before the unseen cost; the show money comes back."""
    asked = float(corridor_law.ticket + corridor_law.visitor_money)
    if means(person, household, expected_pay, leaving, corridor_law, lasting) < asked:
        return CLOSED
    price = corridor_law.ticket + show_interest(person, household, leaving, corridor_law, lasting)
    surplus = expected_pay - living_here(expected_pay, law)
    cost = cost_today(person, household, price, surplus, leaving, corridor_law, lasting, worth.impatience)
    return (1.0 - corridor_law.turned_back) * (irregular - home) - cost


@rule
def comes_again(person, row, month, corridor_law):
    """Whether who went home with the season has a place waiting in this corridor."""
    if corridor_law.season_again == 0 or corridor_law.seasonal_months <= 0 or person.kept_corridor != row:
        return False
    return person.returned_how == codes.PERMIT_ENDED and month <= person.kept_until


@rule
def visa_is_open(person, trade, corridor_trade, corridor_law, origin_law, trade_law):
    """Whether recruits of this trade and sex may be sought at all."""
    if person.schooling < corridor_law.least_schooling:
        return False
    if corridor_law.visa_open == 0 or trade_law.open_to_recruits == 0 or corridor_trade.posted <= 0.0:
        return False
    return not (person.sex == codes.WOMAN and (origin_law.departure_barred_women == 1 or trade_law.barred_women == 1))


@helper
def weigh_host(person, household, village, home, row, visa_chance, corridors, corridor_trades, hosts, quotes,
               host_terms, origin_terms, corridor_terms, trade_terms, status_terms, leaving, worth, wages,
               hiring, clock):
    """Gains (visa, skills, family, crossing, visitor, free movement) of one host; family as if a place were won."""
    corridor, corridor_law, lasting = corridors[row], corridor_terms[row], clock.lasting
    host, law, origin_law = hosts[corridor.host], host_terms[corridor.host], origin_terms[person.origin]
    trade = trade_abroad(person, row, corridor_trades, lasting)
    corridor_trade = corridor_trades[row * codes.N_TRADES + trade]
    trade_law = trade_terms[corridor.host * codes.N_TRADES + trade]
    units = labour_in(person, trade, wages)
    chance_belief = belief(village.chance_seen[corridor.host], corridor.chance_nation, leaving.rosier)
    offer_belief = belief(village.offer_seen[corridor.host], corridor.offer_nation, leaving.rosier)
    promised = corridor_trade.posted * units
    kind = recruit_status(law)
    permanent, temporary, irregular = worths(
        person, kind, trade, worth_of_pay(law, codes.FORMAL, promised, wages), kind,
        usual_hardship(person, corridor, origin_law, worth), chance_belief, offer_belief, home, corridor, host, law,
        corridor_law, quotes, status_terms, worth, wages,
    )  # fmt: skip
    if kind == codes.PERMANENT or kind == codes.CITIZEN:
        temporary = permanent
    offer = quotes[(corridor.host * codes.N_TRADES + trade) * 4 + codes.IRREGULAR_CLASS].offer * offer_belief * units
    liked = taste(person, corridor.host, leaving, lasting)
    visa, skills, family, crossing, visitor, free = CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED
    if visa_is_open(person, trade, corridor_trade, corridor_law, origin_law, trade_law) and not has_failed(
        person, corridor.host
    ):  # fmt: skip
        place = 1.0 if comes_again(person, row, clock.month, corridor_law) else visa_chance[row]
        visa = visa_gain(person, household, promised, corridor_trade.margin, place, temporary + liked, home,
                         law, corridor_law, leaving, worth, wages, hiring, lasting)
    away = corridor_law.skills_open == 1 and person.licensed == 1 and person.track == AWAY_TRACK
    if away and visa_behind(person, row, corridor_law, lasting):
        skills = visa_gain(person, household, promised, 0.0, 1.0, temporary + liked, home, law, corridor_law,
                           leaving, worth, wages, hiring, lasting)
    if law.family_route != codes.FAMILY_NEVER:
        family = ticket_gain(person, household, permanent + liked, home, corridor_law, leaving, lasting)
    if corridor_law.crossing_open == 1 and route_is_open(person, corridor, row, codes.CROSSING, lasting):
        crossing = crossing_gain(person, household, offer, irregular + liked, home, corridor, law, corridor_law,
                                 leaving, worth, lasting)
    if corridor_law.visitor_open == 1 and route_is_open(person, corridor, row, codes.VISITOR, lasting):
        visitor = visitor_gain(person, household, offer, irregular + liked, home, law, corridor_law, leaving, worth,
                               lasting)
    if corridor_law.free_open == 1 or keeps_status(person, row, clock.month):
        back = temporary if corridor_law.free_open == 0 and person.kept_status > codes.PERMANENT else permanent
        free = ticket_gain(person, household, back + liked, home, corridor_law, leaving, lasting)
    return visa, skills, family, crossing, visitor, free
