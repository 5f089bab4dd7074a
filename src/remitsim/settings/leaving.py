"""Parameters of leaving."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import Parameters, choice, number


class Leaving(Parameters):
    """Who looks at leaving, what stands in the way, and how a departure is paid for."""

    look: float = number(1 / 24, unit="chance a month", low=1 / 48, high=1 / 12, says="an adult at home looks")
    look_18_24: float = number(2.0, unit="multiple", low=1.0, high=3.0, says="attention at 18-24")
    look_25_34: float = number(1.5, unit="multiple", low=1.0, high=2.0, says="attention at 25-34")
    look_35_44: float = number(0.6, unit="multiple", low=0.3, high=1.0, says="attention at 35-44")
    look_45: float = number(0.25, unit="multiple", low=0.05, high=0.6, says="attention from 45 on")
    hungry_attention: float = number(1 / 3, unit="chance a month", low=0.1, high=0.6,
                                     says="attention of a household that cannot feed itself (hungry_look on)")
    nation_weight: float = number(3.0, unit="members abroad", low=1.0, high=10.0,
                                  says="weight of the nation's news beside that of the own village's members")
    rosier: float = number(1.15, unit="multiple", low=1.0, high=1.4, says="belief of a village with nobody there")
    host_taste: float = number(3.0, unit="months of home pay (sd)", low=1.0, high=6.0,
                               says="lasting taste for a host")
    unseen_fixed: float = number(6.0, unit="months of home pay", low=2.0, high=12.0,
                                 says="unseen cost of a route without papers where readiness is the anchor, median")
    unseen_sd: float = number(1.0, unit="sd of ln", low=0.5, high=1.5, says="unseen cost, drawn anew each look")
    death_years: float = number(30.0, unit="years of home pay", low=10.0, high=60.0, says="what dying weighs")
    household_share: float = number(0.8, unit="share", low=0.4, high=1.0, says="the household's money it may give")
    kin_months: float = number(4.0, unit="months of home pay", low=0.0, high=8.0,
                               says="most that kin lend; own lasting draw from 0 to it")
    loan_multiple: float = number(5.0, unit="months of promised pay", low=2.0, high=12.0, says="lender's limit")
    service_share: float = number(0.5, unit="share", low=0.3, high=0.7,
                                  says="share of the surplus abroad that serves a loan")
    family_places: float = number(0.006, unit="places a month and sponsor", low=0.002, high=0.02,
                                  says="family places that a resident relative brings")
    smuggler_answer: float = number(0.0, unit="elasticity", low=0.0, high=1.5,
                                    says="answer of the smuggler's price to the chance of being caught over its base")
    price_lost: float = number(0.3, unit="share", low=0.1, high=1.0,
                               says="price of a test of recognition lost by who fails it before going")
    arrival_anchor: Literal["readiness", "cost"] = choice(
        "readiness", says="what holds arrivals without papers at their level")
    hungry_look: Literal["off", "on"] = choice("off", says="attention and readiness rise with hunger")
    second_choice: Literal["same month", "later"] = choice(
        "same month", says="who finds no place tries the second-best host the same month, or looks again later")
