"""Markets at the start: published pay and shares of posts, what applicants accept, what they are offered."""

from __future__ import annotations

import numpy as np

from remitsim.populate.draft import Draft
from remitsim.populate.draws import Numbers
from remitsim.reckoning.posts import monthly_charges, units_a_head
from remitsim.reckoning.taxes import cost, net
from remitsim.records import Table, rows_of
from remitsim.world import codes
from remitsim.world.employers import MARKET, QUOTE

OFFERS = ("offer_settled", "offer_papers", "offer_papers", "offer_irregular")  # by class


def natives_by_trade(draft: Draft, host: int) -> Numbers:
    """Trades of natives: published posts less those that migrants hold; a tenth of the posts at least.

    People of skilled trades are out of work less often, so that fewer of them stand behind the same posts.
    """
    people = draft.persons[(draft.persons["host"] == host) & (draft.persons["origin"] >= 0)]
    people = people[people["place"] == codes.ABROAD]
    held = np.bincount(people["trade"], people["weight"], codes.N_TRADES)
    posts = draft.start.native_trades[host]
    natives = float(draft.hosts["persons"][host]) * float(draft.hosts["weight"][host])
    idle = float(draft.hosts["unemployment"][host])
    skilled = np.isin(np.arange(codes.N_TRADES), (codes.NURSING, codes.SKILLED))
    behind = np.where(skilled, (1.0 - idle) / (1.0 - draft.how.skilled_idle * idle), 1.0)
    left = np.maximum(behind * posts * (natives + held.sum()) - held, 0.1 * posts * natives)
    scaled: Numbers = left / max(float(left.sum()), 1e-12)
    return scaled


def published_pay(draft: Draft) -> Numbers:
    """Published gross pay a month and head by host and trade: natives', or the migrants' of all corridors."""
    hosts = len(draft.hosts)
    pay = draft.hosts["mean_pay"][:, None] * draft.start.trade_pay
    targets = corridor_pay(draft).reshape(-1, hosts, codes.N_TRADES)
    abroad = draft.start.adults_abroad.reshape(-1, hosts)
    for host in np.nonzero(draft.hosts["natives_in_market"] == 0)[0]:
        men = draft.corridor_trades["mix_men"].reshape(-1, hosts, codes.N_TRADES)[:, host]
        women = draft.corridor_trades["mix_women"].reshape(-1, hosts, codes.N_TRADES)[:, host]
        part = draft.corridors["women_share"].reshape(-1, hosts)[:, host, None]
        hands = abroad[:, host, None] * ((1.0 - part) * men + part * women) * (targets[:, host] > 0)
        known = hands.sum(axis=0) > 0
        mean = (hands * targets[:, host]).sum(axis=0) / np.maximum(hands.sum(axis=0), 1e-12)
        pay[host] = np.where(known, mean, pay[host])
    return np.asarray(pay, float)


def corridor_pay(draft: Draft) -> Numbers:
    """Published pay of migrants by corridor and trade; 0 where it is the market's."""
    pay: Numbers = draft.corridor_trades["pay_target"].astype(float)
    return pay


def open_markets(draft: Draft) -> Table:
    """Markets with pay, reservations, chances and shares of posts; firms come later."""
    hosts = len(draft.hosts)
    markets = MARKET.blank(hosts * codes.N_TRADES)
    markets["host"], markets["trade"] = np.divmod(np.arange(len(markets)), codes.N_TRADES)
    markets["pay_target"] = published_pay(draft).ravel()
    markets["share_target"] = draft.start.native_trades.ravel()
    markets["share_seen"] = markets["share_target"]
    markets["local_demand"] = 1.0
    wages, how = rows_of(draft.record("wages"))[0], draft.how
    unit = markets["pay_target"] / np.array([units_a_head(int(t), wages) for t in markets["trade"]])
    markets["reservation_formal"] = how.reservation_formal * unit
    markets["reservation_informal"] = how.reservation_informal * unit
    markets["formal_pay"] = markets["recruit_pay"] = markets["posted"] = how.first_pay * unit
    markets["formal_pay_heads"] = markets["pay_seen"] = how.first_pay * markets["pay_target"]
    markets["chance_formal"] = markets["chance_informal"] = how.chance
    gone = _gone(draft)[markets["host"]]
    stay = 1.0 / (how.separation + gone / 12.0)
    markets["recruit_stay"] = np.clip(stay, draft.settings.planning.stay_least, draft.settings.planning.stay_most)
    markets["recruit_bill"] = _bill_by_firms(draft)[markets["host"]]
    _like(draft, markets)
    return markets


def _gone(draft: Draft) -> Numbers:
    hosts = len(draft.hosts)
    stock = draft.start.adults_abroad.reshape(-1, hosts)
    gone = draft.corridors["gone_share"].reshape(-1, hosts)
    return np.asarray((stock * gone).sum(axis=0) / np.maximum(stock.sum(axis=0), 1e-9), float)


def _bill_by_firms(draft: Draft) -> Numbers:
    """Recruitment bill that a firm bears by the terms, mean of the corridors."""
    hosts, terms = len(draft.hosts), draft.start.terms.corridors
    margin = draft.corridor_trades["margin"].reshape(-1, codes.N_TRADES).mean(axis=1)
    borne = (terms["employer_share"] * (terms["official_items"] + margin)).reshape(-1, hosts)
    stock = draft.start.adults_abroad.reshape(-1, hosts)
    return np.asarray((stock * borne).sum(axis=0) / np.maximum(stock.sum(axis=0), 1e-9), float)


def _like(draft: Draft, markets: Table) -> None:
    """Liking of low trades at the start, mean nothing: as given, or such that published pay makes them equally liked."""
    low = list(codes.LOW_TRADES)
    for host in range(len(draft.hosts)):
        liking = np.zeros(codes.N_TRADES)
        pay = markets["pay_target"][host * codes.N_TRADES : (host + 1) * codes.N_TRADES]
        if draft.how.liking_start == "solved" and np.all(pay[low] > 0):
            liking[low] = (1.0 / pay[low]) / (1.0 / pay[low]).mean() - 1.0
        else:
            liking[codes.FARM], liking[codes.CARE] = draft.how.liking_farm, draft.how.liking_care
            liking[low] -= liking[low].mean()
        markets["liking"][host * codes.N_TRADES : (host + 1) * codes.N_TRADES] = liking


def product_wanted(draft: Draft, markets: Table) -> Numbers:
    """Marginal product of a unit of labour at which the published pay is what a firm would pay."""
    wages, planning = rows_of(draft.record("wages"))[0], draft.settings.planning
    laws = rows_of(draft.start.terms.hosts)
    wanted = np.zeros(len(markets))
    for row, market in enumerate(rows_of(markets)):
        law, units = laws[market.host], units_a_head(market.trade, wages)
        wanted[row] = cost(law, market.pay_target) / units
        if draft.hosts["natives_in_market"][market.host] == 0:
            a_hire = planning.hiring_months * market.pay_target + market.recruit_bill
            wanted[row] += (monthly_charges(law) + a_hire / market.recruit_stay) / units
    return wanted


def quote_offers(draft: Draft, markets: Table) -> Table:
    """First quotes by class: chance, separation, and offers in the worker's unit, per unit of labour."""
    quotes = QUOTE.blank(len(markets) * len(OFFERS))
    wages, laws = rows_of(draft.record("wages"))[0], rows_of(draft.start.terms.hosts)
    quotes["chance"], quotes["separation"] = draft.how.chance, draft.how.separation
    for row, market in enumerate(rows_of(markets)):
        units, law = units_a_head(market.trade, wages), laws[market.host]
        for kind, name in enumerate(OFFERS):
            pay = getattr(draft.how, name) * market.pay_target
            formal = kind != codes.IRREGULAR_CLASS
            worth = net(law, pay) * (1.0 + wages.entitlement) if formal else pay
            quotes["offer"][row * len(OFFERS) + kind] = worth / units
    return quotes
