"""Sheets of the run, the world, its hosts, origins and corridors. Money: 2017 US dollars a month unless said."""

from __future__ import annotations

from typing import Annotated, Literal

from remitsim.sheets.figure import Sheet, amount, bands, by, count, given
from remitsim.sheets.names import AGE_BANDS, KINDS, ROUTES, STATUSES, TRADES, WAYS
from remitsim.sheets.permits import PermitsSheet

Dollars = Annotated[float | None, amount(0, 1e6)]
Share = Annotated[float | None, amount(0, 1)]
Multiple = Annotated[float | None, amount(0, 100)]
People = Annotated[float | None, amount(0, 1e10)]
Trades = Annotated[dict[str, float] | None, by(TRADES, 0, 100)]


class RunSheet(Sheet):
    """How many people are simulated, for how long, with which luck."""

    people: Annotated[int, count(200, 10_000_000)] = given("rows of persons, about", default=20_000)
    months: Annotated[int, count(0, 1200)] = given("horizon after month 0", unit="months", default=120)
    burn_in: Annotated[int, count(0, 1200)] = given("months before month 0 that settle levels", default=180)
    seed: Annotated[int, count(0, 2**62)] = given("names one population", default=1)
    luck: Annotated[int, count(1, 2**31)] = given("names one luck from month 0 on", default=1)
    home_per_migrant: Annotated[float, amount(1, 40)] = given(
        "adults at home who may go for each adult abroad, at most", default=8.0
    )
    firm_rows_per: Annotated[float, amount(2, 1000)] = given("rows at work to one firm row", default=15.0)
    row_power: Annotated[float, amount(0.2, 1)] = given(
        "rows of a group go with its real size to this power; what is simulated must not depend on it", default=0.5
    )


class WorldSheet(Sheet):
    """What all places of a world share."""

    year: Annotated[int | None, count(1995, 2020)] = given("the year that month 0 stands for")
    price_year: Annotated[int, count(2016, 2025)] = given("year of the prices of sending", default=2017)
    migrant_ages: Annotated[dict[str, float] | None, by(AGE_BANDS, 0, 100)] = given("ages of migrants, shares")
    migrant_ages_at_month_0: Literal["lived", "published"] = given(
        "ages of people abroad at month 0: as burn-in leaves them, or the published ones again, rank by rank; for "
        "stocks that few leave, which age in burn-in",
        default="lived",
    )
    ages_at_start: Literal["uniform", "published"] = given(
        "ages of natives and of people at home at the start of burn-in; a published pyramid starts a wave of entrants",
        default="uniform",
    )
    trades_men: Trades = given("trades of men who go, shares or per cent")
    trades_women: Trades = given("trades of women who go, shares or per cent")
    stay_rule: Literal["rounds", "turnover"] = given(
        "months of stay at month 0: arrivals between rounds of the stock, or as a steady share gone a year implies",
        default="rounds",
    )
    stay_rounds: list[int] | None = given("rounds of the UN stock that date arrivals; all where not given")
    stay_longest: Annotated[int, count(12, 480)] = given("longest stay at month 0", unit="months", default=420)
    provider_multiples: Annotated[dict[str, float] | None, by(KINDS, 0.05, 10)] = given(
        "price by kind of provider as a multiple of the corridor's mean price"
    )
    informal_fee: Annotated[float, amount(0, 1000)] = given("flat fee of the informal row", unit="USD", default=0.5)
    informal_margin: Annotated[float, amount(0, 1)] = given("margin of the informal row", default=0.025)
    avoidable_cost: Annotated[float, amount(0, 2)] = given(
        "own cost of a provider as a share of the price of the cheapest row of its kind", default=0.7
    )


class HostSheet(Sheet):
    """A destination: published levels, money and the start of its learned levels."""

    posts_are_budgets: bool = given(
        "posts are budgets held by the treasury at a fixed scale, not what a marginal product pays for", default=False
    )
    vacancies: Annotated[dict[str, float] | None, by(TRADES, 0, 1)] = given(
        "published vacant share of posts by trade, where posts are budgets", unit="share of posts"
    )
    natives_in_market: bool = given("natives work in the market (not so in the Gulf)", default=True)
    mean_pay: Dollars = given("mean gross pay of natives", unit="USD a month")
    women_pay_ratio: Multiple = given("women's to men's pay")
    unemployment: Share = given("unemployed share of natives")
    residents: People = given("natives and other residents in the market's labour force", unit="people")
    posts: Trades = given("posts by trade at the start, shares or per cent")
    trade_pay: Trades = given("pay by trade as a multiple of mean pay, where no file holds it")
    informal_share: Share = given("informal share of jobs; 0 nothing to meet", default=0.0)
    irregular_share: Share = given("irregular share of the stock that the Gulf's anchor meets", default=0.0)
    gone_share: Share = given("share of the stock gone a year", default=0.0)
    working_age_share: Share = given("share of the stock of migrants that is of working age", default=0.9)
    labour_force_share: Share = given("of these in the labour force", default=0.8)
    nationals: People = given("nationals employed by the state, outside the market", default=0.0)
    nationals_pay: Dollars = given("their mean pay", unit="USD a month", default=0.0)
    minimum_wage_2017: Dollars = given("wage floor of 2017", unit="USD a month")
    income_tax_free_share: Share = given("pay free of income tax as a share of mean pay", default=0.0)
    health_share: Share = given("health service a resident, share of GDP a head", default=0.065)
    school_share: Share = given("school a child, share of GDP a head", default=0.2)
    visa_places: People = given("work visas a year, shared among corridors by stock", unit="people a year")
    quota_over_stock: Multiple = given("stock quota as a multiple of the published stock of adults")
    idle_worth: Multiple = given("start of the anchor: worth of not working as a share of own offer", default=0.45)
    informal_scale: Multiple = given("start of the anchor: scale of the cost of informality", default=1.0)
    sponsor_trouble: Multiple = given("start of the anchor: months of pay of leaving the sponsor", default=0.0)
    hardship: Multiple = given("start of the anchor where hardship is by host", default=0.0)
    world_demand_elasticity: Annotated[float, amount(0, 5)] = given("fall of all prices with output", default=0.1)
    normal_profit: Annotated[float, amount(0, 1)] = given("start of the normal profit rate a month", default=0.012)
    spending_share: Annotated[float, amount(0, 1)] = given("start of residents' spending over output", default=0.59)
    currency: str = given("currency of reports, ISO 4217 code; read by no rule", default="USD")
    currency_per_usd: Annotated[float, amount(1e-6, 1e6)] = given(
        "units of that currency, of the world's year, to one US dollar of 2017; read by no rule", default=1.0
    )
    permits: PermitsSheet = given("national permits against the model's statuses; read by no rule",
                                  default=PermitsSheet())


class OriginSheet(Sheet):
    """A country of origin: pay, people, households, schooling."""

    home_pay: Dollars = given("mean pay of employees", unit="USD a month")
    home_pay_men: Dollars = given("mean pay of men employees", unit="USD a month")
    home_pay_women: Dollars = given("mean pay of women employees", unit="USD a month")
    participation_men: Share = given("share of men of 15-64 in the labour force")
    participation_women: Share = given("share of women of 15-64 in the labour force")
    unemployment: Share = given("unemployed share of the labour force")
    dollars_per_ppp: Multiple = given("2017 US dollars at market rates to one dollar of 2021 PPP")
    household_size: Multiple = given("persons a household")
    poverty_300: Share = given("share under 3.00 a day of 2021 PPP")
    poverty_830: Share = given("share under 8.30 a day of 2021 PPP")
    enrolment: Share = given("share of children of 12-17 at school", default=0.8)
    school_cost_share: Multiple = given("a child-year of school over a year's mean home pay", default=0.05)
    subsistence_share: Multiple = given("subsistence over the line of 3.00 a day", default=0.6)
    schooling_sd: Multiple = given("sd of years of schooling", unit="years", default=4.0)
    migrants_more_schooling: Multiple = given("years of schooling of migrants above the origin's mean", default=1.0)
    premium_home: Multiple = given("pay of the trained trade at home over mean pay", default=1.6)
    trained: People = given("trained people at home", unit="people")
    trained_vacancies: Share = given("vacant share of posts for trained people at home", default=0.08)
    rate_leaving: Share = given("yearly rate of leaving of the trained", default=0.02)
    training_places: People = given("training places a year", unit="people a year")
    posts_are_budgets: bool = given(
        "posts for trained people at home are budgets at a fixed scale; candidates roll", default=False
    )
    scale: Dollars = given("fixed pay of these posts", unit="USD a month")
    staff: People = given("trained people in posts at home", unit="people")
    queue: Share = given(
        "share of trained people out of the trade who would take a post at today's pay: 0 pay is too low, 1 no money "
        "for posts", default=0.5
    )
    out_of_trade: Share = given("share of trained people at home out of the trade", default=0.0)
    licensed: Share = given("share of those who finish training that are licensed, where not as everywhere")
    exit_rate: Share = given("start of what is learned: yearly share of the trained who leave the trade", default=0.02)
    followed_adults: Multiple = given("adults of a household who are followed as persons; the rest are counted as elders")
    catchment_people: People = given(
        "adults at home whom this world counts, whatever home_per_migrant says", unit="people"
    )
    borrow_share: Share = given("published share of migrants who borrowed; read by no rule", default=0.0)


class CorridorSheet(Sheet):
    """Origin to host: stock, who they are, prices, bills, and the start of learned levels."""

    open: bool = given("whether this world has the corridor", default=True)
    stock: People = given("stock used, persons of all ages", unit="people")
    stock_year: Annotated[int | None, count(1990, 2019)] = given("UN round used where no stock is given")
    stock_source: Literal["united nations", "world bank"] = given("whose stock is used", default="united nations")
    adults_abroad: People = given("adults abroad in this world's scope, instead of the stock", unit="people")
    women_share: Share = given("share of women among migrants")
    flat_fee: Dollars = given("flat fee of sending, mean of providers", unit="USD")
    margin: Share = given("proportional cost of sending, mean of providers, share of the sum")
    irregular_share: Share = given("share in an irregular situation", default=0.0)
    ways: Annotated[dict[str, float] | None, by(WAYS)] = given("how they came to be irregular, shares")
    papers: Annotated[dict[str, float] | None, by(STATUSES)] = given("statuses of those with papers, shares")
    gone_share: Share = given("share of the stock gone a year", default=0.0)
    family_share: Share = given("share with partner or children in the host", default=0.0)
    bill: Dollars = given("worker-paid bill of the visa route; 0 none published", unit="USD", default=0.0)
    bill_by_trade: Annotated[dict[str, float] | None, by(TRADES, 0, 1e5)] = given("the bill by trade", unit="USD")
    irregular_bill: Dollars = given("cost of the irregular route; 0 none", unit="USD", default=0.0)
    pay: Dollars = given("mean pay of migrants where it is published apart (Gulf)", unit="USD a month", default=0.0)
    trades_men: Trades = given("trades of men who go, instead of the world's")
    trades_women: Trades = given("trades of women who go, instead of the world's")
    shares_language: bool = given("migrants know the host's language", default=False)
    routes: Annotated[dict[str, float] | None, by(ROUTES)] = given("lasting chance that a route is open to a person")
    stay: Annotated[dict[str, float] | None, bands()] = given("share of the stock by years of stay, bands as '0-5'")
    readiness: Annotated[float, amount(0, 1)] = given(
        "start of the anchor: readiness to go without papers", default=0.03
    )
    unseen_cost: Annotated[float, amount(0, 5000)] = given(
        "start of the anchor: unseen cost of going without papers", unit="months of home pay", default=6.0
    )
    legal_scale: Annotated[float, amount(0, 100)] = given("start of the anchor: scale of places", default=1.0)
    hardship: Annotated[float, amount(0, 100)] = given("start of the anchor: median hardship", default=1.5)
    renewed_share: Annotated[float, amount(0, 1)] = given(
        "share of permits renewed before any is observed", default=0.85
    )
