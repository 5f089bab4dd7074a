"""Lasting traits, drawn from the person's own key: the same human being in every scenario.

Populating a world and handing a row on at 65 read the same rules.
"""

from __future__ import annotations

import math

from remitsim.luck import normal, purpose, uniform
from remitsim.money import cents
from remitsim.rules import helper, rule
from remitsim.world import codes

ABILITY = purpose("traits: ability")
ALTRUISM = purpose("traits: altruism")
HARDSHIP = purpose("traits: hardship")
HOME_PAY = purpose("traits: home pay")
PARTICIPATES = purpose("traits: participates")
MAY_GO = purpose("traits: may go")
SUITED = purpose("traits: suited")
SAVING_AIM = purpose("traits: saving aim")


@rule
def lognormal(sd, draw):
    """A lognormal of mean 1 from a standard normal draw."""
    return math.exp(sd * draw - 0.5 * sd * sd)


@rule
def home_premium(trade, traits):
    """What a trade pays at home over the mean of all."""
    if trade == codes.SKILLED:
        return traits.home_premium_skilled
    if trade == codes.NURSING:
        return traits.home_premium_nursing
    if trade == codes.CARE:
        return traits.home_premium_care
    return 1.0


@rule
def draw_ability(person, traits, lasting):
    """Own ability, of mean 1."""
    return lognormal(traits.ability_sd, normal(person.key, lasting, ABILITY))


@rule
def price_home_pay(person, origin, traits, lasting):
    """Set home pay and the savings aim from sex, ability, trade and own luck."""
    published = origin.home_pay_women if person.sex == codes.WOMAN else origin.home_pay_men
    luck = lognormal(traits.home_pay_sd, normal(person.key, lasting, HOME_PAY))
    premium = home_premium(person.trade, traits)
    person.home_pay = cents(published * traits.home_pay_share * luck * person.ability * premium)
    spread = math.exp(traits.saving_aim_sd * normal(person.key, lasting, SAVING_AIM))
    person.saving_aim = cents(traits.saving_aim_months * spread * person.home_pay)


@helper
def give_traits(person, origin, traits, lasting):
    """Draw the lasting traits of an adult of an origin; sex, trade and ability are set before."""
    key = person.key
    working = origin.participation_women if person.sex == codes.WOMAN else origin.participation_men
    person.participates = 1 if uniform(key, lasting, PARTICIPATES) < working else 0
    leaves = origin.may_go_women if person.sex == codes.WOMAN else 1.0
    person.may_go = 1 if uniform(key, lasting, MAY_GO) < leaves else 0
    person.suited = 1 if uniform(key, lasting, SUITED) < traits.suited else 0
    person.altruism = traits.altruism_median * math.exp(traits.altruism_sd * normal(key, lasting, ALTRUISM))
    person.hardship = math.exp(traits.hardship_sd * normal(key, lasting, HARDSHIP))
    price_home_pay(person, origin, traits, lasting)
