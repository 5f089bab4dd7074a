"""Firms at the start: how many, how productive and large, their capital, and demand that pays published pay."""

from __future__ import annotations

import math

import numpy as np

from remitsim.luck import normal_quantile, purpose
from remitsim.populate.draft import Draft
from remitsim.populate.draws import Numbers, exps, mix_all, person_keys, spread_evenly, uniforms
from remitsim.populate.markets import product_wanted
from remitsim.populate.weights import heaviest
from remitsim.records import Table
from remitsim.world import codes
from remitsim.world.cells import firm_cell
from remitsim.world.employers import EMPLOYER

PRODUCTIVITY = purpose("populate: productivity of a firm")
LAWFUL = purpose("populate: lawful firms")
TASTE = purpose("populate: cost of being informal")

FIRM_GROUP = 1_000_000  # luck keys of firms are apart from people's
MONTHS = 12.0
NAMES = ("farm", "construction", "factory", "care", "services", "nursing", "skilled")


def found_firms(draft: Draft, markets: Table, at_work: Table) -> Table:
    """Firms of all markets for the people at work; writes firms, demand and price into ``markets``."""
    market_of = at_work["host"].astype(np.int64) * codes.N_TRADES + at_work["trade"]
    rows = np.bincount(market_of, minlength=len(markets))
    heads = np.bincount(market_of, at_work["weight"], len(markets))
    labour = np.bincount(market_of, at_work["weight"] * at_work["labour"], len(markets))
    numbers = np.array([_how_many(draft, m, int(rows[m]), float(heads[m])) for m in range(len(markets))])
    markets["firms"], markets["first_firm"] = numbers, np.cumsum(numbers) - numbers
    employers = EMPLOYER.blank(int(numbers.sum()))
    for market in range(len(markets)):
        _found(draft, markets, employers, market, float(labour[market]))
    for host in range(len(draft.hosts)):
        here = markets["host"] == host
        firms = numbers[here]
        draft.hosts["firms"][host] = firms.sum()
        draft.hosts["first_firm"][host] = markets["first_firm"][here][0]
        _pay_by_demand(draft, markets, employers, host, product_wanted(draft, markets), labour.astype(float))
    return employers


def _how_many(draft: Draft, market: int, rows: int, heads: float) -> int:
    """One firm for so many rows at work, fewer where a row would be too heavy for its firm."""
    if rows == 0:
        return 0
    host, trade = divmod(market, codes.N_TRADES)
    wished = max(1, round(rows / draft.start.firm_rows_per))
    weight = heaviest(draft.weights, len(draft.hosts), host)
    borne = max(1, int(heads * draft.how.heaviest_row / weight))
    if borne < wished:
        draft.notes.append(
            f"{draft.start.host_names[host]}, {codes.TRADES[trade]}: {borne} firm rows instead of {wished}, "
            "so that no row of people is heavier than the set part of a mean firm"
        )
    return min(wished, borne)


def _found(draft: Draft, markets: Table, employers: Table, market: int, labour: float) -> None:
    """Firms of one market, from the least to the most productive; size follows from productivity at equal pay."""
    first, number = int(markets["first_firm"][market]), int(markets["firms"][market])
    if number == 0:
        return
    host, trade = divmod(market, codes.N_TRADES)
    firms, how = employers[first : first + number], draft.how
    firms["host"], firms["trade"], firms["market"] = host, trade, market
    firms["cell"] = firm_cell(len(draft.hosts), len(draft.origins), market)
    keys = mix_all(person_keys(FIRM_GROUP + market, number), draft.lasting)
    firms["key"] = keys
    parts = (np.arange(number) + uniforms(keys, draft.lasting, PRODUCTIVITY)) / number
    log_level = how.firm_spread * np.array([normal_quantile(float(p)) for p in parts])
    firms["productivity"] = exps(log_level - log_level.mean())
    sizes = exps((draft.settings.planning.firm_elasticity - 1.0) * (log_level - log_level.max()))
    firms["start_labour"] = firms["wanted"] = labour * sizes / sizes.sum()
    firms["labour"] = firms["start_labour"]
    lawful = spread_evenly(number, float(uniforms(keys[:1], draft.lasting, LAWFUL)[0]))
    firms["lawful"] = lawful < getattr(how, f"lawful_{NAMES[trade]}")
    taste = spread_evenly(number, float(uniforms(keys[:1], draft.lasting, TASTE)[0]))
    spread = how.informal_sd * np.array([normal_quantile(float(p)) for p in taste])
    firms["informal_taste"] = getattr(how, f"informal_{NAMES[trade]}") * exps(spread)


def _pay_by_demand(
    draft: Draft, markets: Table, employers: Table, host: int, product: Numbers, labour: Numbers
) -> None:
    """Sales at which labour's marginal product pays published pay; capital, baskets and demand weights from them."""
    planning = draft.settings.planning
    sigma, part = 1.0 - 1.0 / planning.firm_elasticity, planning.capital_share
    power = 1.0 / planning.basket_elasticity
    here = np.nonzero((markets["host"] == host) & (markets["firms"] > 0))[0]
    sales = product[here] * labour[here] / (sigma * (1.0 - part))
    output = float(sales.sum())
    for market, sold in zip(here, sales, strict=True):
        first, number = int(markets["first_firm"][market]), int(markets["firms"][market])
        firms = employers[first : first + number]
        firms["sales"] = sold * firms["start_labour"] / firms["start_labour"].sum()
        firms["capital"] = firms["start_capital"] = MONTHS * draft.how.capital_years * firms["sales"]
        scale = float(draft.hosts["productivity"][host])
        firms["output"] = [
            scale * a * math.pow(k, part) * math.pow(n, 1.0 - part)
            for a, k, n in zip(firms["productivity"], firms["capital"], firms["start_labour"], strict=True)
        ]
        firms["marginal_product"] = product[market]
        made = sum(math.pow(q, sigma) for q in firms["output"]) / number
        basket = number * math.pow(made, 1.0 / sigma)
        markets["basket"][market] = markets["start_basket"][market] = basket
        markets["price"][market] = sold / basket
        markets["demand"][market] = sold / basket * math.pow(basket / output, power)
    markets["start_demand"][here] = markets["demand"][here]
    markets["mean_product_formal"][here] = markets["mean_product_informal"][here] = product[here]
    row = draft.hosts[host : host + 1]
    row["output"] = row["sales"] = row["start_output"] = output
    row["world_demand"] = 1.0
    row["capital"] = row["start_capital"] = employers["capital"][employers["host"] == host].sum()


def open_first_posts(draft: Draft, markets: Table, employers: Table) -> None:
    """A few posts open from the first day, formal and informal as the firm employs."""
    informal = employers["heads_informal"] / np.maximum(employers["heads"], 1e-9)
    posts = draft.how.posts * employers["labour"]
    employers["posts_formal"], employers["posts_informal"] = (1.0 - informal) * posts, informal * posts
    for kind in ("posts_formal", "posts_informal"):
        markets[kind] = np.bincount(employers["market"], employers[kind], len(markets))
    markets["vacancies"] = markets["posts_formal"] + markets["posts_informal"]
