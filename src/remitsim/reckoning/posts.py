"""What a post costs a firm a month and unit of labour, by kind of post (A2, C1), and how many it opens."""

from __future__ import annotations

import math

from remitsim.reckoning.fallbacks import is_skilled
from remitsim.reckoning.output import labour_at
from remitsim.reckoning.taxes import cost
from remitsim.reckoning.wages import informal_supplies, visit_chance
from remitsim.rules import helper, rule
from remitsim.world import codes

STEEPEST = 40.0  # beyond it one kind of post is as good as never opened


@rule
def units_a_head(trade, wages):
    """Units of labour of a person of ability 1 in a trade."""
    return wages.skilled_labour if is_skilled(trade) else 1.0


@rule
def informal_money_cost(employer, host):
    """v = scale x V / (1 + scale x V): what a firm without invoices loses, share of the cost of formal pay."""
    taste = host.informal_scale * employer.informal_taste
    return taste / (1.0 + taste)


@rule
def monthly_charges(law):
    """What a recruit costs a firm a month beside pay: levy, the permit spread over its months, board and lodging."""
    permit = law.permit_firm / max(float(law.first_permit_months), 1.0)
    return law.levy + permit + float(law.board_and_lodging)


@rule
def cost_of_pay(law, pay, units):
    """Cost of gross pay a unit, taxed as the pay of a person of so many units."""
    return cost(law, pay * units) / units


@helper
def formal_cost(employer, market, law, leaving, units, planning, wages):
    """Cost of a formal post for people who are here, by what applicants accept; ``leaving``: chance a month."""
    hire = planning.hiring_months * market.reservation_formal * (leaving + wages.discount)
    spread = hire / (1.0 - wages.bargaining_share)
    asked = cost_of_pay(law, market.reservation_formal, units) + spread
    if employer.lawful == 0 or law.wage_floor <= 0:
        return asked
    return max(asked, cost(law, float(law.wage_floor)) / units + spread)


@helper
def informal_cost(employer, market, law, trade_law, leaving, planning, wages):
    """Cost of an informal post: what applicants accept, hiring, the fine to expect, dearer supplies."""
    accepted = market.reservation_informal
    hire = planning.hiring_months * accepted * (leaving + wages.discount)
    fine = visit_chance(law, trade_law) * law.fine_months * accepted
    return accepted + hire / (1.0 - wages.bargaining_share) + fine + informal_supplies(employer, market, law)


@helper
def recruit_cost(employer, market, law, units, planning):
    """Cost of a post for recruits: pay in contracts lately signed, charges, hiring and bill over the stay observed."""
    pay = market.recruit_pay if market.recruit_pay > 0.0 else market.formal_pay
    hire = planning.hiring_months * pay
    charges = monthly_charges(law) / units + (hire + market.recruit_bill / units) / max(market.recruit_stay, 1.0)
    asked = cost_of_pay(law, pay, units) + charges
    if employer.lawful == 0 or law.wage_floor <= 0:
        return asked
    return max(asked, cost(law, float(law.wage_floor)) / units + charges)


@rule
def share_informal(formal, informal, planning):
    """Share of posts opened informally: a logit of the two costs."""
    if formal <= 0.0 or informal <= 0.0:
        return 0.0
    steep = (informal - formal) / (planning.informal_width * formal)
    return 1.0 / (1.0 + math.exp(max(-STEEPEST, min(STEEPEST, steep))))


@helper
def labour_wanted(reached, formal, informal, informal_part, planning):
    """L*: labour at which the marginal product is the cost of a post, the two kinds in their shares."""
    return labour_at(reached, informal_part * informal + (1.0 - informal_part) * formal, planning)


@rule
def labour_read(employer, planning):
    """Labour at which the marginal product is read: an empty firm has a finite one, and so hires."""
    return max(
        employer.labour,
        planning.reading_share * min(employer.wanted, planning.reading_cap * employer.start_labour),
    )


@rule
def move_posts(posts, gap, most, planning):
    """Open posts move toward the gap, up to a cap; what was overfilled (below 0) is worked off."""
    return min(posts + planning.posts_speed * (max(gap, 0.0) - posts), max(most, 0.0))


@rule
def shed_chance(employer, planning):
    """Chance that one employed here is shed, before newer people's larger share (hiring) (C5)."""
    if employer.labour <= 0.0:
        return 0.0
    surplus = employer.labour - employer.wanted - planning.shed_slack * employer.start_labour
    return min(planning.shed_most, planning.shed_speed * max(0.0, surplus) / employer.labour)


@rule
def class_weighing(natives_in_market):
    """Class whose separations tell how long people stay in a formal post here."""
    return codes.SETTLED_CLASS if natives_in_market == 1 else codes.TIED_CLASS
