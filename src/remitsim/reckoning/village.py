"""A village's month: shocks, custom that stays in it, the pot that is paid out, enterprise that crowds (B3)."""

from __future__ import annotations

import math

from remitsim.luck import mix, purpose, uniform
from remitsim.rules import helper, rule

STRUCK = purpose("living: a shock strikes the village")
STRUCK_BY_POLICY = purpose("living: which villages a shock by policy strikes")
SHOCK_MONTHS = 12


@rule
def lot_of(origin, living):
    """The least that is invested at once, cents."""
    return living.lot * origin.median_consumption


@rule
def effective(enterprise, lot, living):
    """Effective enterprise k_eff: returns fall with own size."""
    if enterprise <= 0:
        return 0.0
    size = enterprise / max(living.large_enterprise * lot, 1.0)
    return enterprise * math.pow(1.0 + size, -living.own_crowding)


@helper
def be_struck(village, key, origin_law, living, clock):
    """A shock lasts a year, by the village's luck; or as long as a policy says, in its share of villages."""
    if village.shock_left > 0:
        village.shock_left -= 1
    elif uniform(key, clock.salt, STRUCK) * 12.0 < living.village_shock:
        village.shock_left = SHOCK_MONTHS
    village.hit = living.shock_size if village.shock_left > 0 else 1.0
    by_policy = uniform(key, clock.lasting, STRUCK_BY_POLICY) < origin_law.shock_share
    village.hit_by_policy = 1.0
    if by_policy:
        village.hit_by_policy = origin_law.shock_pay if origin_law.shock_pay > 0.0 else living.shock_size
    village.hit *= village.hit_by_policy
    village.shocked = 1 if village.shock_left > 0 or by_policy else 0


@helper
def villages_open(villages, origins, origin_terms, living, clock):
    """Last month's custom is there to be paid out; shocks strike; counts start."""
    for i in range(len(villages)):
        village = villages[i]
        key = mix(village.origin + 1, i - origins[village.origin].first_village)
        be_struck(village, key, origin_terms[village.origin], living, clock)
        village.pot_paid += village.pot
        village.pot = 0
        village.workers = 0.0
        village.enterprise_mean = 0.0
        village.enterprise_units = 0.0


@rule
def add_enterprise(household, village, lot, living):
    """Count a household's enterprise in its village; it earns only where somebody lives to run it."""
    village.enterprise_mean += float(household.enterprise) / max(village.households, 1)
    if household.at_home + household.elders > household.joined_adults:
        village.enterprise_units += effective(household.enterprise, lot, living)


@helper
def divide_pot(village, lot, living):
    """What the pot pays a worker and a unit of enterprise, and what sales outside bring."""
    half_full = max(living.full_village * lot, 1.0)
    mean = village.enterprise_mean
    kept = living.local_enterprise * mean / (mean + half_full)
    village.local_share = living.local_share + kept
    to_enterprise = kept / village.local_share
    village.pot_a_worker = 0.0
    village.pot_a_unit = 0.0
    if village.workers > 0.0:
        village.pot_a_worker = (1.0 - to_enterprise) * village.pot_paid / village.workers
    if village.enterprise_units > 0.0:
        village.pot_a_unit = to_enterprise * village.pot_paid / village.enterprise_units
    village.sales_a_unit = living.outside_return * math.pow(1.0 + mean / half_full, -living.crowding)


@helper
def villages_share(villages, origins, living):
    """Divide every pot among those who work and trade there."""
    for i in range(len(villages)):
        village = villages[i]
        divide_pot(village, lot_of(origins[village.origin], living), living)


@helper
def villages_close(villages):
    """What did not divide stays in the pot."""
    for i in range(len(villages)):
        village = villages[i]
        village.pot += village.pot_paid
        village.pot_paid = 0
