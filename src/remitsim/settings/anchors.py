"""Parameters of anchors: timing, smoothing, gains, bounds, and how far a level may be missed."""

from __future__ import annotations

from typing import Any

from remitsim.parameters import Parameters, number

TRIALS = "gains that settled in trials without swinging: a third to three times as fast"
NOT_SEEN = "cannot be observed: wide enough that no trial that met its level came near"


def _gain(default: float, says: str) -> Any:
    """A gain a month, from a third to three times its start."""
    return number(default, unit="a month", low=default / 3, high=default * 3, says=says, source=TRIALS)


def _part(default: float, says: str) -> Any:
    """A proportional part, from a third to three times its start."""
    return number(default, unit="share of the gap", low=default / 3, high=default * 3, says=says, source=TRIALS)


def _bound(default: float, unit: str, low: float, high: float, says: str) -> Any:
    """A bound of an anchor; a level that ends on it is told by `plausible.misses`."""
    return number(default, unit=unit, low=low, high=high, says=says, source=NOT_SEEN)


def _tolerance(default: float, unit: str, low: float, high: float, says: str) -> Any:
    """How far a level of months -12 to -1 may lie from the published one."""
    return number(default, unit=unit, low=low, high=high, says=says, source="a convention: about three sd between seeds")


class Anchors(Parameters):
    """Levels that cannot be observed, learned from published ones; nothing here may depend on a policy."""

    first_month: float = number(12, unit="months after the start", low=6, high=36, says="labour anchors start to learn")
    first_month_reluctance: float = number(1, unit="months after the start", low=0, high=12,
                                           says="reluctance to retrain starts; who has retrained stays so till 65")
    first_month_hardship: float = number(30, unit="months after the start", low=12, high=60, says="hardship starts")
    last_month_hardship: float = number(60, unit="months before month 0", low=36, high=120, says="hardship is frozen")
    hold_from: float = number(60, unit="months before month 0", low=36, high=120,
                              says="from here arrivals learn the flow that holds a stock, not the one that corrects it")
    freeze: float = number(12, unit="months before month 0", low=6, high=24, says="all other anchors are frozen")
    freeze_purses: float = number(2, unit="months before month 0", low=1, high=12, says="treasury and pensions frozen")
    correct_within: float = number(36, unit="months", low=24, high=72, says="horizon that closes a gap in a stock")
    hold_within: float = number(120, unit="months", low=60, high=240, says="the same in the hold phase")
    learn_from_rows: float = number(60, unit="rows", low=30, high=100,
                                    says="a stock under so many rows is not learned from what was realised")
    mean_over: float = number(30, unit="months", low=24, high=36, says="frozen at the mean of so many months")
    clip: float = number(0.5, unit="gap", low=0.2, high=1.0, says="largest gap that a month answers")
    smoothing: float = number(0.1, unit="a month", low=0.05, high=0.2, says="running mean of labour figures")
    smoothing_flows: float = number(0.15, unit="a month", low=0.08, high=0.3, says="running mean of arrivals")
    smoothing_exits: float = number(0.03, unit="a month", low=0.015, high=0.06, says="running mean of exits")
    smoothing_profit: float = number(0.1, unit="a month", low=0.05, high=0.2, says="running mean of profit and output")
    smoothing_spending: float = number(0.05, unit="a month", low=0.025, high=0.1, says="running mean of spending")
    purse_answer: float = number(0.1, unit="share of a month's balance", low=0.05, high=0.2,
                                 says="how other purchases and pensions answer the balance of their purse")
    least_profit: float = number(0.002, unit="a month", low=0.001, high=0.004, says="normal profit is not learned below")

    productivity_integral: float = _gain(0.03, "productivity answers the pay index")
    productivity_proportional: float = _part(0.3, "the same, at once")
    productivity_low: float = _bound(0.5, "multiple of the start", 0.2, 0.8, "least productivity")
    productivity_high: float = _bound(2.0, "multiple of the start", 1.3, 5.0, "most productivity")
    idle_worth_integral: float = _gain(0.03, "worth of not working answers native unemployment")
    idle_worth_proportional: float = _part(0.5, "the same, at once")
    idle_worth_low: float = _bound(0.02, "share of own offer", 0.0, 0.06, "least worth of not working")
    idle_worth_high: float = _bound(0.95, "share of own offer", 0.8, 0.97, "most worth of not working")
    informal_scale_integral: float = _gain(0.03, "cost of informality answers the informal share of jobs")
    informal_scale_proportional: float = _part(1.0, "the same, at once")
    informal_scale_low: float = _bound(0.02, "multiple", 0.005, 0.1, "least cost of informality")
    informal_scale_high: float = _bound(5.0, "multiple", 2.0, 10.0, "highest cost of informality")
    demand_integral: float = _gain(0.03, "demand of a trade answers its pay and posts")
    demand_proportional: float = _part(0.5, "the same, at once")
    liking_integral: float = _gain(0.04, "liking of a trade answers its posts against its pay")
    liking_proportional: float = _part(0.5, "the same, at once")
    liking_bound: float = _bound(0.6, "share of pay", 0.3, 0.9, "liking of a trade lies between minus this and this")
    reluctance_integral: float = _gain(0.03, "reluctance to retrain answers the skilled share of posts")
    reluctance_proportional: float = _part(2.0, "the same, at once")
    reluctance_start: float = number(1.6, unit="ln of a multiple", low=0.0, high=2.0, source="where runs of spain settle",
                                     says="start of reluctance to retrain: from 0 a wave retrains that no anchor undoes")
    reluctance_low: float = _bound(-2.0, "ln of a multiple", -4.0, -1.0, "least reluctance to retrain")
    reluctance_high: float = _bound(4.0, "ln of a multiple", 2.0, 6.0, "most reluctance to retrain")
    readiness_integral: float = _gain(0.05, "readiness answers expected arrivals without papers over those wanted")
    readiness_proportional: float = _part(0.4, "the same, at once")
    readiness_low: float = _bound(0.0005, "chance a look", 0.0001, 0.003, "least readiness")
    readiness_high: float = _bound(0.9, "chance a look", 0.3, 1.0, "most readiness")
    unseen_cost_integral: float = _gain(0.05, "the unseen cost answers expected arrivals without papers")
    unseen_cost_proportional: float = _part(0.4, "the same, at once")
    unseen_cost_low: float = _bound(0.5, "months of home pay", 0.1, 2.0, "least unseen cost")
    unseen_cost_high: float = _bound(3000.0, "months of home pay", 1500.0, 6000.0, "highest unseen cost")
    legal_scale_integral: float = _gain(0.03, "legal places answer arrivals with papers over those wanted")
    legal_scale_proportional: float = _part(0.3, "the same, at once")
    legal_scale_low: float = _bound(0.02, "multiple of places", 0.01, 0.1, "fewest legal places")
    legal_scale_high: float = _bound(20.0, "multiple of places", 5.0, 40.0, "most legal places")
    hardship_integral: float = _gain(0.1, "hardship answers the share of the stock gone a year")
    hardship_proportional: float = _part(0.3, "the same, at once")
    hardship_low: float = _bound(0.02, "multiple of home pay", 0.0, 0.2, "least hardship")
    hardship_high: float = _bound(8.0, "multiple of home pay", 4.0, 16.0, "most hardship")
    sponsor_trouble_integral: float = _gain(0.05, "trouble of leaving the sponsor answers the irregular share")
    sponsor_trouble_proportional: float = _part(0.4, "the same, at once")
    sponsor_trouble_low: float = _bound(0.5, "months of pay", 0.1, 2.0, "least trouble of leaving the sponsor")
    sponsor_trouble_high: float = _bound(60.0, "months of pay", 30.0, 120.0, "most trouble of leaving the sponsor")

    profession_hardship_integral: float = _gain(0.03, "hardship of a profession answers its pooled share gone a year")
    profession_hardship_proportional: float = _part(0.15, "the same, at once")
    funded_integral: float = _gain(0.04, "funded posts at home answer trained people out of the trade")
    funded_proportional: float = _part(0.3, "the same, at once")
    outside_integral: float = _gain(0.01, "pay outside the trade answers trained people out of it")
    outside_proportional: float = _part(0.1, "the same, at once")
    outside_low: float = _bound(0.3, "multiple of mean pay", 0.1, 0.5, "least pay outside the trade")
    outside_high: float = _bound(3.0, "multiple of mean pay", 1.5, 6.0, "highest pay outside the trade")
    taste_integral: float = _gain(0.03, "taste for training answers applicants a place")
    taste_proportional: float = _part(0.3, "the same, at once")
    taste_low: float = _bound(0.05, "multiple of its cost", 0.01, 0.2, "least taste for training")
    taste_high: float = _bound(30.0, "multiple of its cost", 10.0, 100.0, "most taste for training")

    tolerance_unemployment: float = _tolerance(0.015, "share", 0.005, 0.03, "native unemployment may be off by")
    tolerance_informal: float = _tolerance(0.02, "share", 0.01, 0.04, "the informal share of jobs may be off by")
    tolerance_pay: float = _tolerance(0.03, "of the level", 0.01, 0.05, "the pay index of natives may be off by")
    tolerance_pay_migrants: float = _tolerance(0.02, "of the level", 0.01, 0.05, "the pay index of migrants may be off by")
    tolerance_trades: float = _tolerance(0.06, "of the level", 0.03, 0.12, "pay ratios and shares of posts may be off by")
    tolerance_stock: float = _tolerance(0.1, "of the level", 0.05, 0.2, "the stock of a corridor may be off by")
    tolerance_irregular: float = _tolerance(0.15, "of the level", 0.1, 0.3, "the irregular stock may be off by")
    tolerance_gone: float = _tolerance(0.25, "of the level", 0.1, 0.5, "the share gone a year may be off by")
    tolerance_irregular_tied: float = _tolerance(0.01, "share", 0.005, 0.03, "the irregular share of tied people may be off by")
    tolerance_noise: float = _tolerance(3.0, "sd of a count of rows", 2.0, 4.0,
                                        "a level of few rows may be off by so many times its own noise")
