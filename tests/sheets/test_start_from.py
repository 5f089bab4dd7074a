"""What a population is drawn from: published figures met exactly, shares that sum to one, no hole in any world."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim.scenario import Scenario, load_scenario, worlds
from remitsim.sheets.places import HostSheet
from remitsim.start import Start
from remitsim.start_from import start
from remitsim.starting import money, people, sending
from remitsim.world import codes

PER_CORRIDOR = codes.PROVIDERS_PER_CORRIDOR
FILE = {200.0: "cost_pct_200", 500.0: "cost_pct_500"}


@cache
def world(name: str) -> tuple[Scenario, Start]:
    scenario = load_scenario(name)
    return scenario, start(scenario)


def menu_price(made: Start, row: int, principal: float) -> float:
    """SDG 10.c.1 of one corridor: simple mean over lawful rows, per cent of the principal."""
    rows = made.providers[row * PER_CORRIDOR : (row + 1) * PER_CORRIDOR - 1]  # without who may enter
    rows = rows[rows["lawful"] == 1]
    return float(np.mean(rows["fee"] / 100.0 / principal + rows["margin"])) * 100.0


@pytest.mark.parametrize("name", worlds())
def test_shares_sum_to_one(name: str) -> None:
    _, made = world(name)
    shares = (made.native_trades, made.native_schooling, made.ages_home, made.ages_native, made.ages_migrant,
              made.schooling_home, made.schooling_migrant, made.statuses, made.ways_irregular, made.stay)  # fmt: skip
    for share in shares:
        assert np.allclose(share.sum(-1), 1.0)
        assert (share >= 0).all()
    if name != "gulf":  # there trades are multiples of what was published of migrants
        assert np.allclose((made.native_trades * made.trade_pay).sum(-1), 1.0)


@pytest.mark.parametrize("name", worlds())
def test_every_number_is_finite_and_every_open_corridor_has_people(name: str) -> None:
    _, made = world(name)
    for table in (made.hosts, made.origins, made.corridors, made.corridor_trades, made.providers):
        for field in table.dtype.names:
            assert np.isfinite(np.asarray(table[field], float)).all(), field
    assert (made.adults_abroad[made.corridors["open"] == 1] > 0).all()
    assert (made.catchment > 0).all()


def test_spain_of_2004_meets_its_published_levels() -> None:
    scenario, made = world("spain")
    assert made.native_people[0] == pytest.approx(19_532_000, rel=1e-3)
    host, law = made.hosts[0], made.terms.hosts[0]
    assert host["mean_pay"] == pytest.approx(1960_00, rel=1e-3)
    assert host["unemployment"] == pytest.approx(0.111, abs=1e-3)
    assert law["wage_floor"] == pytest.approx(764_00, rel=2e-3)
    assert law["employer_contribution"] == pytest.approx(0.306)
    assert [round(float(pay), 2) for pay in made.trade_pay[0] / made.trade_pay[0][4] * 0.77] == pytest.approx(
        [0.62, 0.85, 0.86, 0.70, 0.77, 1.43, 1.60], abs=0.011
    )
    assert list(made.origins["home_pay_men"] // 100) == pytest.approx([177, 281, 172, 199], abs=1)
    assert list(made.origins["line_420"] // 100) == pytest.approx([51, 57, 43, 49], abs=1)
    assert scenario.corridor("MAR", "ESP").irregular_share == 0.24


def test_spain_carries_the_first_published_price_back() -> None:
    _, made = world("spain")
    for row, (fee, margin) in enumerate([(8.20, 2.54), (7.17, 2.22), (6.97, 2.16), (6.70, 2.08)]):
        rows = made.providers[row * PER_CORRIDOR : row * PER_CORRIDOR + 8]
        assert rows["fee"].mean() / 100 == pytest.approx(fee, abs=0.06)
        assert rows["margin"].mean() * 100 == pytest.approx(margin, abs=0.04)
    assert sum("carried back" in note for note in made.notes) == 4


@pytest.mark.parametrize("principal", [200.0, 500.0])
def test_the_menu_is_the_published_price_at_both_sums(principal: float) -> None:
    scenario, made = world("gulf")
    checked = 0
    for row, (o, h) in enumerate((o, h) for o in scenario.origins for h in scenario.hosts):
        prices = sending.published.sending_costs(h, o, 2017)
        if (o, h) in (("NPL", "KWT"), ("PAK", "ARE")):
            continue
        checked += 1
        assert menu_price(made, row, principal) == pytest.approx(prices[0 if principal == 200.0 else 1], abs=1e-9)
    assert checked == 18


def test_gulf_fallbacks_are_those_of_the_notes() -> None:
    scenario, made = world("gulf")
    row = scenario.origins.index("NPL") * 4 + scenario.hosts.index("KWT")
    assert made.providers["fee"][row * PER_CORRIDOR : row * PER_CORRIDOR + 8].mean() / 100 == pytest.approx(2.95, abs=0.01)
    row = scenario.origins.index("PAK") * 4 + scenario.hosts.index("ARE")
    assert made.providers["margin"][row * PER_CORRIDOR] == 0.0
    assert made.providers["fee"][row * PER_CORRIDOR : row * PER_CORRIDOR + 8].mean() / 100 == pytest.approx(7.15, abs=0.02)
    assert any("NPL-KWT" in note for note in made.notes)
    assert any("PAK-ARE" in note for note in made.notes)


def test_gulf_stocks_and_quotas() -> None:
    _, made = world("gulf")
    qatar = [made.adults_abroad[i * 4] for i in range(5)]
    published = [341_000, 163_400, 135_900, 658_500, 185_000]
    assert qatar == pytest.approx([people * 0.95 for people in published], rel=2e-3)
    assert (made.terms.corridors["quota_kind"] == codes.QUOTA_STOCK).all()
    assert np.allclose(made.terms.corridors["quota"], made.adults_abroad)
    assert (made.hosts["natives_in_market"] == 0).all()


def test_a_scenario_number_reaches_the_terms() -> None:
    changed = start(load_scenario("spain", {
        "terms.hosts.ESP.living_cost": 500, "terms.corridors.MAR-ESP.look": 0.1, "hosts.ESP.visa_places": 80_000,
        "terms.trades.ESP.care.covered": True, "terms.statuses.all.irregular.account": 2,
    }))  # fmt: skip
    assert changed.terms.hosts["living_cost"][0] == 500_00
    assert changed.terms.corridors["look"].tolist() == pytest.approx([0.1, 0.03, 0.03, 0.03])
    assert changed.terms.corridors["quota"].sum() == pytest.approx(80_000)
    assert changed.terms.trades["covered"][codes.CARE] == 1
    assert changed.terms.statuses["account"][codes.IRREGULAR] == 2


def test_closing_a_corridor_empties_it() -> None:
    changed = start(load_scenario("spain", {"corridors.MAR-ESP.open": False}))
    assert changed.corridors["open"].tolist() == [0, 1, 1, 1]
    assert changed.adults_abroad[0] == 0.0


@given(st.floats(0.2, 25.0), st.floats(0.05, 1.0))
def test_price_split_goes_through_both_points_or_never_turns_negative(at_200: float, ratio: float) -> None:
    at_500 = at_200 * ratio
    fee, margin = sending.split_price(at_200, at_500)
    assert fee >= 0.0 and margin >= 0.0
    if margin > 0.0:
        assert fee / 2.0 + margin * 100.0 == pytest.approx(at_200)
        assert fee / 5.0 + margin * 100.0 == pytest.approx(at_500)


@given(st.dictionaries(st.sampled_from(["bank", "cash", "digital", "mobile"]), st.floats(0.1, 5.0)))
def test_rows_of_providers_average_to_the_published_price(by_kind: dict[str, float]) -> None:
    assert sum(sending.multiples(by_kind)) / 8 == pytest.approx(1.0)


@given(st.floats(0.01, 0.6), st.floats(0.05, 0.38))
def test_consumption_gives_both_headcounts_back(low: float, more: float) -> None:
    from statistics import NormalDist

    median, sd = people.consumption(low, low + more)
    law = NormalDist(np.log(median), sd)
    assert law.cdf(np.log(3.0)) == pytest.approx(low, abs=1e-6)
    assert law.cdf(np.log(8.3)) == pytest.approx(low + more, abs=1e-6)


@given(st.floats(0.0, 0.9))
def test_stay_by_turnover_loses_the_share_it_says(gone: float) -> None:
    stay = people.stay_by_turnover(gone)
    assert stay[12] / stay[0] == pytest.approx(1.0 - gone, abs=1e-6)


def test_dollars_of_other_years() -> None:
    factors = {2004: 1.298, 2007: 1.182, 2010: 1.124, 2014: 1.035, 2015: 1.034, 2016: 1.021}
    factors |= {2020: 1 / 1.056, 2021: 1 / 1.105}
    for year, factor in factors.items():
        assert money.us_prices(year) == pytest.approx(factor, abs=0.002)


@pytest.mark.parametrize(("iso3", "k"), [("NPL", 0.2418), ("PHL", 0.3913), ("MAR", 0.3969), ("ESP", 0.6241)])
def test_dollars_per_ppp(iso3: str, k: float) -> None:
    assert money.dollars_per_ppp(iso3) == pytest.approx(k, abs=2e-4)


def test_sheet_defaults_are_valid() -> None:
    assert HostSheet().natives_in_market


DERIVED = {"wage_floor", "income_tax", "income_tax_free", "worker_contribution", "employer_contribution",
           "contribution_cap", "indirect_tax", "living_cost", "board_and_lodging", "care_cost", "health_cost",
           "school_service_cost", "quota", "training_places"}  # fmt: skip


def test_every_term_has_a_base_value_or_is_derived() -> None:
    scenario = load_scenario("common")
    from remitsim.world import terms as layouts

    groups = {"hosts": layouts.HOST_TERMS, "origins": layouts.ORIGIN_TERMS, "corridors": layouts.CORRIDOR_TERMS}
    for group, layout in groups.items():
        missing = set(layout.fields) - set(scenario.terms(group, "all")) - DERIVED
        assert not missing, (group, missing)
    for group, layout, part in (("trades", layouts.TRADE_TERMS, "farm"), ("statuses", layouts.STATUS_TERMS, "tied")):
        assert set(scenario.terms(group, "all", part)) == set(layout.fields)
