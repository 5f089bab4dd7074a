"""Parameters of returning."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Returning(Parameters):
    """When people go home, what being away costs them, and when they are not free to go."""

    look: float = number(1 / 12, unit="chance a month", low=1 / 24, high=1 / 4, says="a look at going home")
    hardship_keeps: float = number(0.97, unit="a month", low=0.9, high=0.98, says="passing hardship, what stays of it")
    hardship_moves: float = number(0.7, unit="sd of ln", low=0.4, high=0.9, says="passing hardship, spread at rest")
    aim_gain: float = number(0.5, unit="share", low=0.2, high=1.0,
                             says="part of the gain in pay that counts once the savings aim is met")
    away_again: float = number(24.0, unit="months", low=6.0, high=60.0,
                               says="months at home after which coming back is thought of, at its present price")
    mid_contract_months: float = number(12.0, unit="months", low=6.0, high=24.0,
                                        says="months that count in leaving a contract before its end")
    held_months: float = number(24.0, unit="months", low=12.0, high=36.0,
                                says="held: a debt that home pay could not serve in so long")
    promise_kept: float = number(0.8, unit="share", low=0.6, high=0.95,
                                 says="pay under this share of the promise is unfree recruitment", source="ILO (2012)")
    bill_unknown: float = number(3.0, unit="months of pay", low=1.0, high=6.0,
                                 says="a bill over so many months' pay, unknown beforehand, is unfree recruitment")
    leaving_cost: float = number(6.0, unit="months of pay", low=3.0, high=12.0,
                                 says="whom leaving would cost more than this cannot leave")
    assisted_cost: float = number(300.0, unit="USD", low=0.0, high=1000.0,
                                  says="help to somebody who goes home assisted, beside the ticket")
