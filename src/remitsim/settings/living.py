"""Parameters of living: natives' spending, and the homes and villages of origin."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Living(Parameters):
    """How natives spend, and how households at origin earn, repay, school, consume and invest."""

    native_floor: float = number(0.08, unit="share of mean pay", low=0.04, high=0.15, says="least spending of a native")
    native_buffer: float = number(3.0, unit="months of usual income", low=1.0, high=6.0, says="money natives keep")
    spend_excess: float = number(0.05, unit="a month", low=0.02, high=0.1, says="of money above the buffer, spent")
    habit: float = number(0.6, unit="share", low=0.0, high=0.9, says="weight of habit in consumption")
    habit_speed: float = number(0.1, unit="a month", low=0.03, high=0.3, says="speed at which habits move")
    memory: float = number(1 / 6, unit="a month", low=1 / 12, high=1 / 3, says="speed of usual income")
    # work at home
    home_loss: float = number(0.02, unit="a month", low=0.01, high=0.04,
                              says="chance of losing work at home; finding it follows from unemployment there")
    luck_sd: float = number(0.3, unit="sd of ln", low=0.1, high=0.5, says="a month's luck in work at home")
    bad_luck: float = number(0.1, unit="a half-year", low=0.0, high=0.2, says="chance that a household has bad luck")
    bad_luck_size: float = number(0.3, unit="multiple", low=0.1, high=0.8, says="work income under bad luck")
    village_shock: float = number(0.12, unit="a year", low=0.0, high=0.25, says="chance of a shock to a village")
    shock_size: float = number(0.7, unit="multiple", low=0.5, high=0.9, says="work income under a village shock")
    # villages and enterprise
    local_share: float = number(0.2, unit="share", low=0.1, high=0.35, says="of consumption spent in the village")
    local_enterprise: float = number(0.1, unit="share", low=0.0, high=0.15,
                                     says="more of it kept in the village where enterprise is plenty")
    lot: float = number(2.0, unit="months of median consumption a head", low=1.0, high=4.0,
                        says="the least that is invested at once")
    full_village: float = number(15.0, unit="lots a household", low=5.0, high=40.0,
                                 says="enterprise at which a village is half full")
    large_enterprise: float = number(15.0, unit="lots", low=5.0, high=40.0, says="size at which own returns fall")
    own_crowding: float = number(0.3, unit="exponent", low=0.0, high=0.6, says="fall of returns with own size")
    crowding: float = number(0.7, unit="exponent", low=0.3, high=1.2, says="fall of returns with the village's")
    outside_return: float = number(0.03, unit="a month", low=0.0, high=0.05, says="sales outside to the first cent")
    wear: float = number(0.015, unit="a month", low=0.005, high=0.03, says="wear of enterprise")
    hurdle: float = number(0.02, unit="a month", low=0.015, high=0.03, says="return that makes investing worth while")
    invest_share: float = number(0.15, unit="a month", low=0.05, high=0.5, says="of spare money, when returns are high")
    house_share: float = number(0.15, unit="a month", low=0.0, high=0.3, says="of spare money, into house and durables")
    house_wear: float = number(0.004, unit="a month", low=0.002, high=0.01, says="wear of house and durables")
    buffer: float = number(2.0, unit="months of usual income", low=0.5, high=4.0, says="money a household keeps")
    # debts at home
    child_need: float = number(0.7, unit="adults", low=0.4, high=1.0, says="needs of a child")
    repay_months: float = number(12.0, unit="months", low=6.0, high=36.0, says="a debt is to be repaid in")
    least_service: float = number(5.0, unit="USD", low=1.0, high=20.0, says="least service of a debt at home")
    service_share: float = number(0.3, unit="share", low=0.1, high=0.5, says="of money above needs that serves a debt")
    food_limit: float = number(3.0, unit="months of usual income", low=0.5, high=6.0, says="most that is lent for food")
    food_rate: float = number(0.025, unit="a month", low=0.01, high=0.035, says="interest on loans for food")
    default_chance: float = number(1 / 36, unit="a month", low=1 / 120, high=1 / 24,
                                   says="chance that a debt whose interest cannot be met is written off")
    # school
    school_ahead: float = number(3.0, unit="months of school", low=1.0, high=12.0,
                                 says="money above needs that a household wants to see before a school year")
    school_hope: float = number(0.3, unit="share", low=0.0, high=0.6,
                                says="rise of the wish for school where all are abroad and schooled work pays double")
    school_young: float = number(0.25, unit="multiple", low=0.1, high=1.0,
                                 says="children under 12 out of school, to those of 12-17")
