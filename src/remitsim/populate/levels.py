"""Levels of hosts and corridors that the first month reads: money of states, news from abroad, margins at rest."""

from __future__ import annotations

import numpy as np

from remitsim.populate.draft import Draft
from remitsim.populate.draws import Numbers
from remitsim.reckoning.posts import monthly_charges, units_a_head
from remitsim.reckoning.taxes import net
from remitsim.records import Table, rows_of
from remitsim.world import codes

LEAST_PROFIT = 0.002  # a month
HARDSHIP = 1.0  # multiple of home pay, where neither corridor nor host gives a start


def set_levels(draft: Draft, markets: Table, quotes: Table, employers: Table) -> None:
    """Fill in what is reckoned from people and markets as populated."""
    for host in range(len(draft.hosts)):
        _set_host(draft, host, employers)
    employers["profit_rate"] = draft.hosts["normal_profit"][employers["host"]]
    for corridor in range(len(draft.corridors)):
        _set_corridor(draft, corridor, quotes)
    _set_corridor_trades(draft, markets)
    _set_origins(draft)


def _set_host(draft: Draft, host: int, employers: Table) -> None:
    people = draft.persons[(draft.persons["host"] == host) & (draft.persons["place"] == codes.ABROAD)]
    works, weight = people["employer"] >= 0, people["weight"].astype(float)
    movers = works & (people["origin"] >= 0)
    row = draft.hosts[host : host + 1]
    paid = float((weight * people["net_pay"])[movers].sum())
    row["net_pay_sum"], row["net_pay_heads"] = paid, float(weight[movers].sum())
    row["mean_net_pay"] = paid / max(float(weight[movers].sum()), 1.0) if movers.any() else row["mean_pay"]
    row["rows_at_work"], row["row_weight"] = works.sum(), float(weight[works].mean()) if works.any() else 0.0
    _balance_states(draft, host, people, employers)


def _balance_states(draft: Draft, host: int, people: Table, employers: Table) -> None:
    """Pensions and purchases near what taxes and contributions bring, so that the anchors have little to do."""
    law, row = draft.start.terms.hosts[host], draft.hosts[host : host + 1]
    weight, formal = people["weight"].astype(float), people["contract"] == codes.FORMAL
    pay = np.where(formal, people["wage"], 0).astype(float)
    cap = float(law["contribution_cap"]) if law["contribution_cap"] > 0 else 1e18
    rates = float(law["worker_contribution"] + law["employer_contribution"])
    paid_in = float((weight * rates * np.minimum(pay, cap)).sum())
    drawn = float((weight * (people["benefit_left"] > 0) * law["benefit_rate"]
                   * np.minimum(people["last_pay"], law["benefit_cap"])).sum())  # fmt: skip
    tax = float((weight * law["income_tax"] * np.maximum(0.0, pay - law["income_tax_free"])).sum())
    row["pensions"] = max(0.0, paid_in - drawn)
    profit, capital = _profit(draft, host, people, employers), max(float(row["capital"][0]), 1.0)
    row["owners_habit"] = max(0.0, profit - draft.settings.planning.wear * capital)
    row["normal_profit"] = row["normal_now"] = max(LEAST_PROFIT, profit / capital)
    spending = draft.settings.closing.owners_spending
    spent = float((weight * people["net_pay"]).sum()) + float(row["pensions"][0]) + spending * float(row["owners_habit"][0])
    row["spending"] = spent
    rights = draft.start.terms.statuses[host * 7 + people["status"]]
    used = rights["health"] * law["health_cost"] + rights["school"] * people["children_here"] * law["school_service_cost"]
    pupils = float(row["children"][0]) * float(row["persons"][0]) * float(row["weight"][0])
    services = float((weight * used).sum()) + pupils * float(law["school_service_cost"])
    state = float(row["nationals_pay_bill"][0])
    row["other_purchases"] = tax + float(law["indirect_tax"]) * (spent + state) - services


def _profit(draft: Draft, host: int, people: Table, employers: Table) -> float:
    """A first month's sales less pay, contributions, hiring, and what informality and recruits cost."""
    law, planning, row = draft.start.terms.hosts[host], draft.settings.planning, draft.hosts[host : host + 1]
    people = people[people["employer"] >= 0]
    weight, wage = people["weight"].astype(float), people["wage"].astype(float)
    formal, tied = people["contract"] == codes.FORMAL, people["status"] == codes.TEMPORARY_TIED
    cap = float(law["contribution_cap"]) if law["contribution_cap"] > 0 else 1e18
    rate = float(law["employer_contribution"])
    labour = wage * (1.0 + planning.hiring_months * draft.how.separation)
    labour += np.where(formal, rate * np.minimum(wage, cap), 0.0)
    dearer = employers["informal_cost"][people["employer"]] * (1.0 + rate) * wage
    charges = monthly_charges(rows_of(draft.start.terms.hosts)[host])
    spent = labour + np.where(formal, 0.0, dearer) + np.where(tied, charges, 0.0)
    return float(row["output"][0]) - float((weight * spent).sum())


def _set_corridor(draft: Draft, corridor: int, quotes: Table) -> None:
    row, terms = draft.corridors[corridor : corridor + 1], draft.start.terms.corridors[corridor]
    host = int(row["host"][0])
    if row["exit_rate"][0] <= 0.0:
        row["exit_rate"] = row["gone_share"] / 12.0
    places = float(terms["quota"]) / 12.0
    if terms["quota_kind"] == codes.QUOTA_STOCK:
        places = float(terms["quota"]) * float(row["exit_rate"][0])
    if row["asking_visa"][0] <= 0.0:
        row["places_visa"], row["asking_visa"] = places, draft.how.asking * places
    settled = draft.start.statuses[corridor][[codes.CITIZEN, codes.PERMANENT]].sum() * float(row["stock"][0])
    if row["asking_family"][0] <= 0.0:
        row["asking_family"] = draft.how.asking * draft.settings.leaving.family_places * settled
    if row["smuggler_price"][0] <= 0.0:
        row["smuggler_price"] = terms["smuggler_price"]
    settle = int(draft.start.terms.hosts["settlement_months"][host])
    if row["reach_residence"][0] <= 0.0 and settle > 0:
        row["reach_residence"] = 1.0 / settle
    here = draft.persons[(draft.persons["corridor"] == corridor) & (draft.persons["employer"] >= 0)]
    row["chance_nation"], row["offer_nation"] = _news(here, host, quotes)


def _news(here: Table, host: int, quotes: Table) -> tuple[float, float]:
    """Mean chance and offer that people of the corridor meet, over their trades and classes."""
    if len(here) == 0:
        first = host * codes.N_TRADES * 4
        some = quotes[first : first + codes.N_TRADES * 4]
    else:
        some = quotes[(host * codes.N_TRADES + here["trade"]) * 4 + np.array(codes.CLASS_OF_STATUS)[here["status"]]]
    return float(some["chance"].mean()), float(some["offer"].mean())


def set_hardship(draft: Draft) -> None:
    """Median hardship of every corridor that is given none of its own; who is abroad depends on it."""
    for row in draft.corridors:
        if row["hardship"] <= 0.0:
            row["hardship"] = _hardship(draft, int(row["origin"]), int(row["host"]), float(row["pay"]))


def _hardship(draft: Draft, origin: int, host: int, published: float) -> float:
    """Median hardship as a multiple of home pay, from the host's share of its reference pay."""
    share = float(draft.hosts["hardship"][host])
    home = 0.5 * float(draft.origins["home_pay_men"][origin] + draft.origins["home_pay_women"][origin])
    home *= draft.settings.traits.home_pay_share
    pay = published or float(draft.hosts["mean_pay"][host])
    return share * pay / home if share > 0.0 and home > 0.0 else HARDSHIP


def _set_corridor_trades(draft: Draft, markets: Table) -> None:
    """Margins at rest: as many applicants as places; posted offers at first pay, fallbacks that bring them about."""
    rows, wages = draft.corridor_trades, rows_of(draft.record("wages"))[0]
    hosts, laws = len(draft.hosts), rows_of(draft.start.terms.hosts)
    legal = _legal_by_trade(draft)
    for k in range(len(rows)):
        corridor, trade = divmod(k, codes.N_TRADES)
        host = corridor % hosts
        units, law = units_a_head(trade, wages), laws[host]
        target = float(rows["pay_target"][k]) or float(markets["pay_target"][host * codes.N_TRADES + trade])
        rows["posted"][k] = draft.how.first_pay * target / units
        rows["fallback"][k] = net(law, draft.how.reservation_formal * target) * (1.0 + wages.entitlement) / units
        rows["places"][k] = rows["applicants"][k] = legal[k] * float(draft.corridors["exit_rate"][corridor])
    rows["legal"] = legal


def _legal_by_trade(draft: Draft) -> Numbers:
    people = draft.movers()
    some = people[(people["place"] == codes.ABROAD) & (people["status"] != codes.IRREGULAR)]
    counted: Numbers = np.bincount(
        some["corridor"].astype(np.int64) * codes.N_TRADES + some["trade"], some["weight"], len(draft.corridor_trades)
    ).astype(float)
    return counted


def _set_origins(draft: Draft) -> None:
    for origin in range(len(draft.origins)):
        people, row = draft.people(origin), draft.origins[origin : origin + 1]
        home = people["place"] == codes.AT_HOME
        row["working"] = float(people["weight"][home & (people["works_home"] == 1)].sum())
        row["trained"] = float(people["weight"][home & (people["trained_trade"] == codes.NURSING)].sum())
        if row["applicants_training"][0] <= 0.0:
            row["applicants_training"] = row["training_places"]
