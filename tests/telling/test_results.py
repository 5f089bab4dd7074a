from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from remitsim.collector import Collector
from remitsim.figures import FIGURES
from remitsim.indicators import INDICATORS
from remitsim.results import COLUMNS, Results
from remitsim.world import flows
from telling.invented import invented_flows, invented_world, next_month


@pytest.fixture(scope="module")
def results() -> Results:
    world, chance = invented_world(400), np.random.default_rng(1)
    collector = Collector(world)
    for month in range(25):
        next_month(world, month, chance)
        collector.collect(world, invented_flows(world, month))
    return collector.results({"seed": 7})


def test_every_indicator_is_told_with_its_unit(results: Results):
    told = results.table()
    assert list(told.columns) == list(COLUMNS)
    by_bands = results.table("worth_at_year_end", by="age")
    missing = set(INDICATORS) - set(told["indicator"]) - set(by_bands["indicator"])
    # nobody in the invented world has these: no training, no wages owed, no food debts served
    assert missing == {"months_in_debt", "in_own_trade", "home_earnings", "vacancy_trained", "asked_for_places",
                       "smuggler_price", "agent_margin", "debt_at_arrival", "in_debt_at_arrival"} & missing  # fmt: skip
    units = told.groupby("indicator")["unit"].first()
    assert all(units[name] == INDICATORS[name].unit for name in units.index)


def test_flows_of_the_books_are_told_to_the_cent(results: Results):
    world = invented_world(400)
    booked = invented_flows(world, 24)
    assert results.series("income_tax").iloc[-1] == pytest.approx(booked[:, flows.INCOME_TAX].sum() / 100)
    table = results.flow_table()
    last = table[(table["month"] == 24) & (table["flow"] == "income_tax")]
    assert last["cents"].sum() == booked[:, flows.INCOME_TAX].sum()
    assert set(last["payer"]) == {"persons"} and set(last["payee"]) == {"treasury"}


def test_a_treasurys_balance_is_all_it_takes_in_less_all_it_pays(results: Results):
    world = invented_world(400)
    booked = invented_flows(world, 24)
    inward = [k for k, flow in enumerate(flows.FLOWS) if flow.payee == flows.TREASURY]
    outward = [k for k, flow in enumerate(flows.FLOWS) if flow.payer == flows.TREASURY]
    here = world.cells["host"] == 1
    balance = (booked[here][:, inward].sum() - booked[here][:, outward].sum()) / 100
    assert results.series("treasury_balance", "XBB").iloc[-1] == pytest.approx(balance)


def test_the_matrix_holds_every_payment(results: Results):
    matrix = results.flow_matrix(24, 24)
    assert matrix.to_numpy().sum() == pytest.approx(invented_flows(invented_world(400), 24).sum() / 100)


def test_years_sum_flows_and_average_stocks(results: Results):
    told = results.yearly(["sent", "migrants", "wage_gross"])
    told = told[(told["place"] == "world") & (told["year"] == 1)].set_index("indicator")
    assert told.loc["sent", "value"] == pytest.approx(results.series("sent").iloc[:12].sum())
    assert told.loc["sent", "unit"] == "USD of 2017 a year"
    assert told.loc["migrants", "value"] == pytest.approx(results.series("migrants").iloc[:12].mean())


def test_kinds_of_provider_share_what_is_sent(results: Results):
    told = results.table("provider_share", by="provider kind")
    assert np.allclose(told.groupby(["month", "place"])["value"].sum(), 1.0)


def test_sdg_10_c_1_is_the_simple_mean_of_lawful_services_that_are_there(results: Results):
    menu = invented_world(400).providers
    lawful = menu[(menu["lawful"] == 1) & (menu["here"] == 1)]
    price = 100 * (lawful["fee"] / 20_000 + lawful["margin"])
    assert results.series("sdg_10_c_1_200").iloc[0] == pytest.approx(price.mean())
    first = np.sort((100 * (menu["fee"] / 20_000 + menu["margin"]))[:8])[:3]
    assert results.series("cheapest_200", "YAA-XAA").iloc[0] == pytest.approx(first.mean())


def test_the_folder_holds_what_it_says(results: Results, tmp_path: Path):
    folder = results.save(tmp_path / "run", figures=False)
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "indicators.parquet"), results.table())
    assert len(pd.read_parquet(folder / "flows.parquet")) == len(results.flow_table())
    assert json.loads((folder / "manifest.json").read_text()) == {"seed": 7}
    head = pd.read_csv(folder / "headline.csv")
    assert set(head["year"]) == {1, 2, 3}


def test_it_shows_itself_in_a_notebook(results: Results):
    assert "SDG" not in results._repr_html_() and "sdg_10_7_1_mean" in results._repr_html_()


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_drawn_with_title_and_caption(results: Results, name: str):
    figure = results.plot(name)
    texts = [text.get_text() for text in figure.texts]
    assert len(texts) == 2 and all(texts)
    assert any(axis.lines or axis.images or axis.collections for axis in figure.axes)


def test_an_unknown_figure_names_the_nearest(results: Results):
    with pytest.raises(KeyError, match="wages"):
        results.plot("wage")
