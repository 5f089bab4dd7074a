"""Parameters of worth."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import Parameters, choice, number


class Worth(Parameters):
    """One way to weigh statuses, read by leaving, overstaying, applying, renewing and returning."""

    impatience: float = number(0.006, unit="a month", low=0.003, high=0.01, says="own discount")
    horizon: float = number(48.0, unit="months", low=36.0, high=60.0, says="planning horizon of all who decide")
    services: float = number(0.5, unit="share of cost", low=0.0, high=1.0,
                             says="worth of public services to who may use them")
    not_working_home: float = number(0.8, unit="share of home pay", low=0.5, high=1.0,
                                     says="work in the household of who does not work for pay at home")
    removal_loss: float = number(3.0, unit="months of home pay", low=0.0, high=12.0,
                                 says="what being removed costs beside the way of life lost")
    reported_hunt: float = number(1.0, unit="multiple", low=0.0, high=3.0,
                                  says="how much likelier a reported leaver is found in the street")
    home_unit: Literal["fixed", "current"] = choice(
        "fixed", says="unseen cost and hardship in months of home pay at the start's money, or at the current one")
