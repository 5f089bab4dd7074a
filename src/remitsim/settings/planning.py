"""Parameters of planning: output, capital, and the posts that firms open and close."""

from __future__ import annotations

from typing import Literal

from remitsim.parameters import Parameters, choice, number


class Planning(Parameters):
    """How firms produce, what they hold normal, and how fast posts and capital move."""

    # output and prices
    capital_share: float = number(0.33, unit="share", low=0.3, high=0.4, says="capital's share in output")
    firm_elasticity: float = number(6.0, unit="elasticity", low=4.0, high=10.0, says="between firms of a trade")
    basket_elasticity: float = number(2.0, unit="elasticity", low=1.2, high=5.0, says="between trades of a host")
    least_basket: float = number(0.05, unit="share of the start", low=0.01, high=0.2,
                                 says="a trade's basket counts at least so much in its price")
    local_spending_power: float = number(0.5, unit="power", low=0.0, high=1.0,
                                         says="how demand for local trades answers residents' spending")
    # capital
    capital_speed: float = number(0.015, unit="a month", low=0.005, high=0.06,
                                  says="growth of capital where profit is twice the normal")
    wear: float = number(0.005, unit="a month", low=0.003, high=0.008, says="wear of capital, made good")
    least_capital: float = number(0.05, unit="share of the start", low=0.01, high=0.2,
                                  says="capital that always stays, so an empty firm can start again")
    capital_supply: Literal["without limit", "rises with capital"] = choice(
        "without limit", says="normal profit stays, or rises with the root of capital (elasticity 2)")
    # posts
    reading_share: float = number(0.3, unit="share of labour wanted", low=0.1, high=0.5,
                                  says="marginal product is read at no less labour than this")
    reading_cap: float = number(3.0, unit="multiple of labour at the start", low=2.0, high=5.0,
                                says="labour wanted counts in that reading up to this")
    hiring_months: float = number(1.25, unit="months of pay", low=0.3, high=3.0, says="cost of a hire")
    informal_width: float = number(0.06, unit="share of the formal cost", low=0.02, high=0.15,
                                   says="width of the logit between formal and informal posts")
    posts_speed: float = number(0.3, unit="share a month", low=0.1, high=0.6, says="posts move toward the gap")
    posts_cap: float = number(0.15, unit="share of labour", low=0.05, high=0.3, says="most posts a firm opens")
    shed_speed: float = number(0.15, unit="share a month", low=0.05, high=0.4, says="surplus labour shed")
    shed_slack: float = number(0.02, unit="share of labour at the start", low=0.0, high=0.05,
                               says="surplus that a firm bears with")
    shed_most: float = number(0.5, unit="chance a month", low=0.2, high=0.8, says="most that a firm sheds")
    # recruits
    stay_smoothing: float = number(0.05, unit="share a month", low=0.02, high=0.1, says="smoothing of observed stay")
    stay_least: float = number(6.0, unit="months", low=3.0, high=12.0, says="least stay reckoned with")
    stay_most: float = number(72.0, unit="months", low=48.0, high=120.0, says="longest stay reckoned with")
