"""Parameters of hiring."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import Parameters, choice, number


class Hiring(Parameters):
    """How people part from firms, meet new ones, retrain, and are recruited from abroad."""

    # parting
    separation: float = number(0.012, unit="a month", low=0.008, high=0.015, says="a formal post ends, any status")
    separation_informal: float = number(2.0, unit="multiple", low=1.3, high=3.0, says="the same, informal posts")
    shed_new: float = number(1.6, unit="multiple", low=1.0, high=2.5, says="chance of being shed in the first year")
    shed_old: float = number(0.7, unit="multiple", low=0.4, high=1.0, says="chance of being shed later")
    # meeting
    on_the_job: float = number(0.1, unit="share a month", low=0.0, high=0.2, says="people in work who look around")
    matching: float = number(0.35, unit="scale", low=0.2, high=0.65, says="scale of matches: mu sqrt(posts / seekers)")
    firm_cap: float = number(0.5, unit="mean firms at the start", low=0.3, high=1.0,
                             says="a firm with so many open posts takes whoever comes by")
    look_trades: float = number(0.25, unit="chance a month", low=0.05, high=0.5,
                                says="people without work compare all trades")
    move_gain: float = number(1.02, unit="multiple of net pay", low=1.0, high=1.1,
                              says="a better offer is taken from here")
    # retraining of natives, upward
    retraining_look: float = number(1 / 240, unit="chance a month", low=1 / 480, high=1 / 120, says="a look at it")
    retraining_part: float = number(0.5, unit="share of the gain", low=0.3, high=1.0,
                                    says="part of the gain that counts")
    retraining_horizon: float = number(240.0, unit="months", low=120.0, high=360.0, says="over which it counts")
    retraining_discount: float = number(0.004, unit="a month", low=0.002, high=0.01, says="discount of that gain")
    retraining_months: float = number(12.0, unit="months", low=6.0, high=36.0, says="off work")
    retraining_cost: float = number(18.0, unit="months of mean pay", low=9.0, high=36.0,
                                    says="median of its cost, most of it own trouble; a lasting draw")
    retraining_sd: float = number(0.8, unit="sd of ln", low=0.4, high=1.2, says="that draw")
    retraining_money: float = number(0.05, unit="share of that cost", low=0.0, high=0.3, says="part paid in money")
    # quotes
    quote_smoothing: float = number(0.15, unit="share a month", low=0.1, high=0.2,
                                    says="quotes move toward what is seen")
    quote_rows: float = number(5.0, unit="rows", low=3.0, high=15.0, says="under so many, the notional offer fills up")
    thin_rows: float = number(30.0, unit="rows", low=15.0, high=60.0, says="a class under so many rows is thin")
    thin_chance: float = number(0.5, unit="a month", low=0.3, high=1.0,
                                says="most that a thin class's chance is quoted")
    reservation_smoothing: float = number(0.15, unit="share a month", low=0.05, high=0.3,
                                          says="what applicants accept, as firms see it")
    # places for recruits
    carry_months: float = number(3.0, unit="months", low=0.0, high=12.0,
                                 says="unused places of a flow are kept so long")
    asking_smoothing: float = number(0.1, unit="share a month", low=0.05, high=0.3, says="people asking, and places")
    # the bill
    applicants_smoothing: float = number(0.2, unit="share a month", low=0.1, high=0.4,
                                         says="applicants and places, as agents see them")
    margin_speed: float = number(0.05, unit="a month", low=0.02, high=0.1, says="speed of the agents' margin")
    margin_least: float = number(20.0, unit="USD", low=5.0, high=50.0,
                                 says="margin under which it grows by a fixed step")
    margin_step: float = number(5.0, unit="USD a month", low=1.0, high=10.0, says="that step")
    offers_smoothing: float = number(0.05, unit="share a month", low=0.02, high=0.2,
                                     says="people offered a place, and those placed, as agents see them")
    least_placed: float = number(0.1, unit="share", low=0.03, high=0.5,
                                 says="an agent offers a place to one over this many people at most")
    complying_fee: float = number(150.0, unit="USD", low=50.0, high=400.0,
                                  says="what a complying chain charges the firm")
    chain_sd: float = number(0.7, unit="sd of ln", low=0.3, high=1.0, says="how heavily a chain takes an expected fine")
    lie: float = number(1.15, unit="multiple", low=1.0, high=1.4, says="promise over pay by agents of unlawful firms")
    # the posted offer
    offer_rule: Literal["population", "applicants", "own"] = choice(
        "population", says="whose fallback the offer to recruits is built on"
    )
    bill_in_offer: Literal["left out", "spread over"] = choice(
        "left out", says="a recruit's own bill in the fallback behind the offer"
    )
    fallback_smoothing: float = number(0.1, unit="share a month", low=0.05, high=0.3,
                                       says="mean fallback, as firms see it")
    premium_speed: float = number(0.02, unit="share of pay a month", low=0.005, high=0.05, says="speed of the premium")
    premium_smoothing: float = number(0.3, unit="share a month", low=0.1, high=0.5, says="gap of places it answers")
    premium_queue: float = number(2.0, unit="applicants a place", low=1.0, high=4.0,
                                  says="fewer than so many applicants a place raise the premium")
    premium_margin: float = number(30.0, unit="USD", low=10.0, high=100.0,
                                   says="it rises only where agents take less than this")
    bill_smoothing: float = number(0.1, unit="share a month", low=0.05, high=0.3,
                                   says="bill that firms bear, as they see it")
    recruit_smoothing: float = number(0.1, unit="share a month", low=0.05, high=0.3, says="pay signed with recruits")
