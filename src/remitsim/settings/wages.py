"""Parameters of wages: what people accept, what firms can pay, and how the surplus is split."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import Parameters, choice, number


class Wages(Parameters):
    """Bargaining, fallbacks, and what a person's labour counts for."""

    bargaining_share: float = number(0.5, unit="share of the surplus", low=0.35, high=0.65, says="the worker's share")
    discount: float = number(0.006, unit="a month", low=0.003, high=0.01, says="discount in a fallback")
    entitlement: float = number(
        0.08, unit="share of net pay", low=0.0, high=0.2, says="what insurance and security add to formal net pay"
    )
    benefit_worth: float = number(
        0.2, unit="share of own offer", low=0.0, high=0.4, says="worth of benefit that would last the whole search"
    )
    idle_cap: float = number(0.97, unit="share of own offer", low=0.9, high=0.99, says="most that not working is worth")
    casual_work: Literal["one share for all", "by papers"] = choice(
        "one share for all", says="what casual work brings people from abroad who are without a post"
    )
    casual_share: float = number(0.2, unit="share of mean net pay", low=0.1, high=0.35,
                                 says="casual work, all statuses")
    casual_with_papers: float = number(0.3, unit="share of mean net pay", low=0.1, high=0.4, says="... with papers")
    casual_without: float = number(0.12, unit="share of mean net pay", low=0.05, high=0.3, says="... without papers")
    home_cap: float = number(
        0.9, unit="share of own offer", low=0.7, high=1.0, says="home counts, while one searches, up to this"
    )
    home_in_fallback: Literal["pay, living cost and hardship", "pay alone", "not at all"] = choice(
        "pay, living cost and hardship", says="how going home stands in what a person abroad would accept"
    )
    hardship_cap: float = number(
        0.2, unit="share of mean pay", low=0.1, high=0.4, says="usual hardship counts in a fallback up to this"
    )
    debt_share_home: float = number(0.3, unit="share of home pay", low=0.15, high=0.5,
                                    says="service of a debt from home")
    debt_share_abroad: float = number(
        0.4, unit="share of pay above living cost", low=0.3, high=0.6, says="service of a debt from abroad, as reckoned"
    )
    debt_months: float = number(
        24.0, unit="months", low=12.0, high=36.0, says="a debt that cannot be cleared in so long means hunger"
    )
    hunger_weight: float = number(1.0, unit="weight", low=0.0, high=2.0, says="weight of hunger from serving a debt")
    horizon: float = number(48.0, unit="months", low=36.0, high=60.0,
                            says="months left where no contract or permit ends")
    least_months: float = number(6.0, unit="months", low=3.0, high=12.0, says="months left count for at least this")
    trouble_sd: float = number(0.8, unit="sd of ln", low=0.4, high=1.2, says="own trouble of leaving a sponsor")
    trouble_over: float = number(24.0, unit="months", low=12.0, high=36.0, says="that trouble is spread over")
    caught_loss: float = number(4.0, unit="months of pay", low=2.0, high=12.0, says="loss reckoned if caught")
    kept_share: float = number(
        0.5, unit="share of old pay", low=0.3, high=0.8, says="pay kept at a reset that finds no surplus, at least"
    )
    promise_kept: float = number(
        0.5, unit="share of the promise", low=0.4, high=0.8, says="least that an unlawful firm pays on arrival"
    )
    own_trade: float = number(1.05, unit="multiple", low=1.0, high=1.15, says="appeal of the own trade")
    taste_sd: float = number(0.15, unit="share of pay", low=0.1, high=0.3, says="own lasting taste for a low trade, sd")
    skilled_labour: float = number(1.5, unit="multiple", low=1.2, high=2.0, says="units of labour in a skilled trade")
    foothold_labour: float = number(0.25, unit="share", low=0.1, high=0.4, says="units of labour that foothold adds")
    foothold_chance: float = number(0.3, unit="share", low=0.0, high=0.6, says="chance of an offer that foothold adds")
