"""Posts as budgets: so many funded posts at a fixed scale, paid by the treasury; what stays vacant is not spent."""

from __future__ import annotations

import numpy as np

from remitsim.luck import purpose, uniform
from remitsim.reckoning.exact import OUT, carried, in_order
from remitsim.reckoning.moves import lose_job
from remitsim.reckoning.taxes import cost
from remitsim.rules import helper, loop, rule
from remitsim.world import codes, flows
from remitsim.world.ledger import book
from remitsim.world.world import World

OWN_TRAINING = purpose("budgets: a resident trains")
SMOOTHING = 0.1
OLDEST = 45 * 12  # months of age up to which residents are trained


def open_budgets(world: World, learning: int) -> None:
    """Funded posts and the scale wherever posts are budgets; ``learning`` 1 while funded posts follow hands at work."""
    if not (world.hosts["budgets"] == 1).any():
        return
    budgets_open(
        world.employers, world.markets, world.hosts, world.terms.hosts, world.terms.trades, world.records["wages"],
        learning,
    )  # fmt: skip
    scales_are_posted(world.corridors, world.corridor_trades, world.markets, world.hosts)
    train_residents(world)


def train_residents(world: World) -> None:
    """Residents whom a host trains as nurses beyond those who replace leavers, in exact number."""
    natives = world.persons[world.natives()]
    for host in np.nonzero(world.terms.hosts["own_training"] > 0.0)[0]:
        row, places = world.hosts[host], float(world.terms.hosts["own_training"][host]) / 12.0
        luck, weight = np.full(len(natives), OUT), float(row["weight"])
        residents_ask(natives, int(host), luck, world.clock)
        chosen, left = in_order(luck, weight, float(row["due_own_training"]) + places)
        row["due_own_training"] = carried(left, max(weight, places))
        residents_train(natives, chosen, world.terms.hosts, world.cells, world.records["training"])


@rule
def funded_posts(market, trade_law):
    """Funded posts of a market this month, real people."""
    return market.funded * trade_law.demand


@helper
def fund_market(market, employers, law, trade_law, units, learning):
    """Set the scale, the funded posts and each employer's open ones; ``learning``: posts follow hands at work."""
    market.scale = market.pay_target / units
    wanted = market.employed / (1.0 - market.vacant_target)
    if market.funded <= 0.0:
        market.funded = wanted
    elif learning == 1:
        market.funded += SMOOTHING * (wanted - market.funded)
    product, started, open_posts = cost(law, market.pay_target) / units, 0.0, 0.0
    for i in range(market.first_firm, market.first_firm + market.firms):
        started += employers[i].start_labour
    for i in range(market.first_firm, market.first_firm + market.firms):
        employer = employers[i]
        part = employer.start_labour / started if started > 0.0 else 1.0 / market.firms
        employer.marginal_product = product
        employer.wanted = employer.labour
        employer.shed_chance = 0.0
        employer.posts_formal = funded_posts(market, trade_law) * part - employer.heads
        employer.posts_informal = 0.0
        open_posts += max(employer.posts_formal, 0.0)
    market.posts_formal = open_posts
    market.posts_informal = 0.0
    market.wanted_abroad = open_posts if trade_law.open_to_recruits == 1 else 0.0
    market.mean_product_formal = product
    market.mean_product_informal = 0.0


@loop
def budgets_open(employers, markets, hosts, host_terms, trade_terms, wage_settings, learning):
    """Funded posts of every market where posts are budgets, after firms have planned."""
    wages = wage_settings[0]
    for m in range(len(markets)):
        market = markets[m]
        if hosts[market.host].budgets == 0 or market.firms <= 0:
            continue
        skilled = market.trade == codes.SKILLED or market.trade == codes.NURSING
        units = wages.skilled_labour if skilled else 1.0
        fund_market(market, employers, host_terms[market.host], trade_terms[m], units, learning)


@loop
def scales_are_posted(corridors, corridor_trades, markets, hosts):
    """Where posts are budgets recruits are promised the scale, and no agent takes a margin on it."""
    for k in range(len(corridor_trades)):
        host = corridors[k // codes.N_TRADES].host
        if hosts[host].budgets == 1:
            market = markets[host * codes.N_TRADES + k % codes.N_TRADES]
            corridor_trades[k].margin = 0.0
            corridor_trades[k].premium = 0.0
            corridor_trades[k].posted = market.scale if market.firms > 0 else 0.0


@helper
def assistants_take_places(corridors, corridor_trades, markets, hosts, host_terms):
    """Where recruits begin as assistants their places are in the lower trade."""
    for row in range(len(corridors)):
        host = corridors[row].host
        law = host_terms[host]
        if hosts[host].budgets == 1 and law.assistant_months > 0:
            trained = corridor_trades[row * codes.N_TRADES + codes.NURSING]
            lower = corridor_trades[row * codes.N_TRADES + codes.CARE]
            moved = trained.places_now
            lower.places_now += moved
            trained.places_now = 0.0
            markets[host * codes.N_TRADES + codes.CARE].approved_abroad += moved
            markets[host * codes.N_TRADES + codes.NURSING].approved_abroad -= moved


@helper
def places_are_carried(corridors, corridor_trades, hosts, corridor_terms, hiring):
    """Visas in exact number: what a row overfills is worked off in full, however long, so small corridors keep to it."""
    for row in range(len(corridors)):
        corridor, law = corridors[row], corridor_terms[row]
        if hosts[corridor.host].budgets == 0 or law.quota_kind != codes.QUOTA_FLOW:
            continue
        month = law.quota * corridor.legal_scale / 12.0
        placed = 0.0
        for trade in range(codes.N_TRADES):
            placed += corridor_trades[row * codes.N_TRADES + trade].placed_now
        corridor.due_places = min(corridor.due_places + month - placed, hiring.carry_months * month)
        corridor.carried = corridor.due_places


@loop
def residents_ask(persons, host, luck, clocks):
    """Residents of one host who could be trained as nurses by it: their luck in line."""
    salt = clocks[0].salt
    for i in range(len(persons)):
        person = persons[i]
        fit = person.host == host and person.place == codes.ABROAD and person.ill_months <= 0 and person.age < OLDEST
        if fit and person.trade == codes.CARE and person.trained_trade < 0 and person.retraining_left == 0:
            luck[i] = uniform(person.key, salt, OWN_TRAINING)


@loop
def residents_train(persons, rows, host_terms, cells, training_settings):
    """Those chosen leave work for training that the treasury pays for."""
    months = int(training_settings[0].months)
    for k in range(len(rows)):
        person = persons[rows[k]]
        law = host_terms[person.host]
        lose_job(person)
        person.retraining_left = months
        book(cells[person.cell], flows.PROGRAMMES, law.own_training_cost)
