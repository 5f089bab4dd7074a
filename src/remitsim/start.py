"""What `populate` needs beside the tables of places: distributions that people are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remitsim.records import Table
from remitsim.world.terms import Terms

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Start:
    """Tables of places filled with published levels, and distributions; shares sum to one along the last axis.

    ``H`` hosts, ``O`` origins, ``C`` = O x H corridors (row: origin x H + host).
    """

    host_names: tuple[str, ...]
    origin_names: tuple[str, ...]
    hosts: Table  # (H,) levels filled; rows of persons, firms and cells are populate's
    origins: Table  # (O,)
    corridors: Table  # (C,)
    corridor_trades: Table  # (C * 7,) mix_men, mix_women, margin, pay_target
    providers: Table  # (C * 10,)
    terms: Terms
    native_people: Numbers  # (H,) natives in the labour force of the market, real people
    native_women: Numbers  # (H,) share of women among them
    native_trades: Numbers  # (H, 7) posts by trade
    trade_pay: Numbers  # (H, 7) multiples of mean pay, rescaled so that sum(share x ratio) = 1
    native_schooling: Numbers  # (H, 2, 3) by sex
    women_pay_ratio: Numbers  # (H,) women's to men's pay
    catchment: Numbers  # (O,) adults at home for each adult abroad (h)
    adults_abroad: Numbers  # (C,) working-age people abroad, real people
    ages_home: Numbers  # (O, 2, 47) by sex, single years 18..64
    ages_native: Numbers  # (H, 2, 47)
    ages_migrant: Numbers  # (47,) single years 18..64, all migrants
    schooling_home: Numbers  # (O, 2, 3) by sex
    schooling_migrant: Numbers  # (O, 2, 3) by sex
    household_adults: Numbers  # (O,) mean adults a household
    household_children: Numbers  # (O,) mean children (0-17)
    household_elders: Numbers  # (O,) mean other dependants
    home_pay_women: Numbers  # (O,) women's to men's pay at home
    statuses: Numbers  # (C, 7) shares of the stock at the start by status
    ways_irregular: Numbers  # (C, 5) how irregular people came to be so
    stay: Numbers  # (C, 480) share of the stock by months of stay at month 0
    consumption_level: Numbers  # (O,) median consumption a head, cents a month
    consumption_sd: Numbers  # (O,) sd of its log
    borrow_share: Numbers  # (O,) unused by rules: published shares, kept for the docs
    firm_rows_per: float  # rows at work to one firm row
    row_power: float  # rows of a group go with its real size to this power
    routes: Numbers  # (C, 6) lasting chance that a route is open to a person, by codes.ROUTES
    labour_force_abroad: Numbers  # (C,) share of adults abroad who are in the labour force
    not_followed: Numbers | None = None  # (O,) share of a household's adults who are counted among its elders
    vacant: Numbers | None = None  # (H, 7) published vacant share of posts, where posts are budgets
    map_ages: bool = False  # people abroad have the published ages again at month 0
    notes: tuple[str, ...] = ()  # every fallback used where the data had no figure
