"""Parameters of papers."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Papers(Parameters):
    """Permits, checks, offers of a status, and family that joins."""

    sponsor_look: float = number(1 / 12, unit="chance a month", low=1 / 24, high=1 / 4,
                                 says="a tied person at work looks at leaving the sponsor")
    offer_look: float = number(0.35, unit="chance a month", low=0.1, high=0.8,
                               says="somebody who meets the test of an offer looks at it")
    offer_trouble: float = number(1500.0, unit="USD", low=500.0, high=10000.0,
                                  says="own trouble of applying for a status on offer, median")
    offer_trouble_sd: float = number(0.8, unit="sd of ln", low=0.4, high=1.2, says="that trouble, a lasting draw")
    file_cost: float = number(200.0, unit="USD", low=50.0, high=600.0, says="cost of one file to the treasury")
    family_parts: float = number(0.004, unit="a month", low=0.001, high=0.01, says="family here parts or goes home")
    family_fastest: float = number(0.05, unit="a month", low=0.02, high=0.1, says="most that family joins")
    family_pay: float = number(1.6, unit="multiple of living cost", low=1.2, high=2.5,
                               says="net pay from which family may join")
    family_smoothing: float = number(0.03, unit="share a month", low=0.01, high=0.1,
                                     says="share placed to be joined, smoothed in burn-in and then frozen")
    observed_over: float = number(24.0, unit="months", low=12.0, high=48.0,
                                  says="renewals and settlement are observed over so long")
