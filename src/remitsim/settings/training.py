"""Parameters of training."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Training(Parameters):
    """Who trains at home for a skilled trade, and how places answer."""

    look: float = number(1 / 24, unit="chance a month", low=1 / 48, high=1 / 12, says="suited people of 18-26 look")
    own_trouble: float = number(500.0, unit="USD", low=100.0, high=1500.0, says="own trouble of applying, median")
    trouble_sd: float = number(0.5, unit="sd of ln", low=0.2, high=1.0, says="trouble of applying, new each look")
    horizon: float = number(96.0, unit="months", low=48.0, high=180.0, says="months over which the gain is reckoned")
    discount: float = number(0.006, unit="a month", low=0.003, high=0.01, says="own discount")
    hope: float = number(1.0, unit="weight", low=0.0, high=1.5, says="weight of leaving in the gain from training")
    months: float = number(36.0, unit="months", low=36.0, high=48.0, says="training")
    drop_out: float = number(0.05, unit="a year", low=0.0, high=0.12, says="share of trainees who give up")
    licensed: float = number(0.75, unit="share", low=0.35, high=0.9, says="share of those who finish that are licensed",
                             source="origin boards' published pass rates, from memory")
    outside_sd: float = number(0.4, unit="sd of ln", low=0.2, high=0.6,
                               says="pay outside the trained trade, where posts are budgets")
    candidates: float = number(1.5, unit="candidates a place", low=1.2, high=3.0,
                               says="who turn 18 for each training place, where posts are budgets")
    leaves_until: float = number(45.0, unit="years of age", low=40.0, high=60.0, says="trained people look at leaving")
    places_answer: float = number(0.3, unit="share", low=0.0, high=1.0, says="growth of places with applicants")
    places_speed: float = number(0.03, unit="a month", low=0.01, high=0.1, says="speed at which places move")
    nation_weight: float = number(3.0, unit="members abroad", low=1.0, high=10.0,
                                  says="weight of the nation's rate of leaving beside the village's")
