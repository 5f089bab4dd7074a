"""Parameters of remitting."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Remitting(Parameters):
    """How people abroad split their pay, when they send, and with whom."""

    elasticity: float = number(1.0, unit="elasticity", low=0.3, high=3.0,
                               says="between own and family's use; above 1 cheaper sending raises the sum handed over")
    kin: float = number(0.5, unit="weight", low=0.25, high=1.0,
                        says="weight of those at home once partner or children have joined")
    saving_settled: float = number(0.1, unit="weight", low=0.0, high=0.3, says="saving beside own use, settled people")
    saving_home_bound: float = number(0.5, unit="weight", low=0.0, high=1.0,
                                      says="saving beside own use, people who mean to go home")
    living_a_head: float = number(0.35, unit="share of living cost", low=0.2, high=0.5,
                                  says="what one more head abroad cannot do without")
    debt_share: float = number(0.4, unit="share", low=0.3, high=0.6, says="of pay above living that goes to debts")
    waiting_cost: float = number(0.05, unit="a month", low=0.02, high=0.1, says="cost of money that waits in the purse")
    trouble: float = number(3.0, unit="USD", low=1.0, high=8.0, says="mean of the own trouble of one sending")
    through_users: float = number(0.7, unit="share", low=0.4, high=1.0,
                                  says="of providers met, those met through their users; the rest at random")
    longest_wait: float = number(4.0, unit="months", low=2.0, high=6.0, says="money waits at most so long")
    memory: float = number(1 / 6, unit="a month", low=1 / 12, high=1 / 3,
                           says="speed of the running means of household income, sums sent and pay")
    in_hand: float = number(1.0, unit="months of living", low=0.0, high=3.0,
                            says="kept in hand before home-bound saving is sent")
    idle_living: float = number(0.6, unit="share of living cost", low=0.4, high=1.0,
                                says="what one lives on, out of savings if need be, when pay does not reach")
    spend_above_aim: float = number(0.05, unit="a month", low=0.0, high=0.1, says="of money above the savings aim")
