"""Parameters of lasting traits: what a person is born with or brings along."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Traits(Parameters):
    """How people of one group differ from each other, for life."""

    ability_sd: float = number(0.3, unit="sd of ln", low=0.2, high=0.5, says="ability")
    ability_from_household: float = number(
        0.3, unit="share", low=0.0, high=0.6, says="share of an entrant's ability taken from the household's mean"
    )
    altruism_median: float = number(
        0.6, unit="weight", low=0.3, high=1.2, says="median weight of the family in a migrant's mind; a fitted level",
        source="chosen so that Spain's settled people send about the 15 % of IFAD (2017)",
    )
    altruism_sd: float = number(0.7, unit="sd of ln", low=0.3, high=1.0, says="altruism")
    hardship_sd: float = number(0.4, unit="sd of ln", low=0.2, high=0.8, says="own lasting level of hardship")
    home_pay_share: float = number(
        0.7, unit="share of employees' mean pay", low=0.5, high=0.9,
        says="home pay of all who work over that of employees, own-account work being lower paid",
    )
    home_pay_sd: float = number(0.4, unit="sd of ln", low=0.2, high=0.6, says="home pay beside ability")
    home_premium_skilled: float = number(1.9, unit="multiple", low=1.3, high=2.5, says="home pay in skilled trades")
    home_premium_nursing: float = number(1.6, unit="multiple", low=1.1, high=2.2, says="home pay in nursing")
    home_premium_care: float = number(0.9, unit="multiple", low=0.7, high=1.1, says="home pay in domestic work")
    suited: float = number(0.1, unit="share of adults", low=0.03, high=0.2, says="suited for nursing training")
    saving_aim_months: float = number(
        20.0, unit="months of home pay", low=12.0, high=48.0, says="median savings aim of those who go"
    )
    saving_aim_sd: float = number(0.6, unit="sd of ln", low=0.3, high=0.9, says="savings aim")
