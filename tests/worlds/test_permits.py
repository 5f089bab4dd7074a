"""Every world names its permits and its currency; rates follow from the price files."""

from __future__ import annotations

import pytest

from remitsim import published
from remitsim.scenario import ScenarioError, load_scenario, with_values
from remitsim.sheets.permits import PermitsSheet

WORLDS = ("spain", "gulf", "usa", "colombia")


@pytest.mark.parametrize("world", WORLDS)
def test_every_host_names_its_permits(world: str) -> None:
    scenario = load_scenario(world)
    for code in scenario.hosts:
        rows = scenario.host(code).permits.rows()
        named = {row["key"] for row in rows}
        assert {"irregular", "regularised", "removal", "family"} <= named
        assert named & {"free", "tied"}
        assert all(row["name"] and row["law"] and row["source"] for row in rows)
        assert {row["grade"] for row in rows} <= {"measured", "assumed"}
        assert all(row["source"] != "from memory" for row in rows if row["grade"] == "measured")


def test_rows_keep_the_order_of_the_sheet_and_leave_out_what_is_not_named() -> None:
    permits = load_scenario("spain").host("ESP").permits
    keys = [row["key"] for row in permits.rows()]
    assert keys == [key for key in PermitsSheet.model_fields if getattr(permits, key) is not None]
    assert permits.tied is None
    assert permits.regularised is not None and "arraigo social" in permits.regularised.name


@pytest.mark.parametrize(("world", "code", "rate_2017", "year"), [
    ("spain", "ESP", 1.0 / 1.13, 2004), ("colombia", "COL", 2951.33, 2015), ("usa", "USA", 1.0, 2017),
])  # fmt: skip
def test_rate_is_that_of_2017_moved_to_the_worlds_year(world: str, code: str, rate_2017: float, year: int) -> None:
    prices = 1.0
    for later in range(year + 1, 2018):
        prices *= 1.0 + published.inflation(code, later)
    assert load_scenario(world).host(code).currency_per_usd == pytest.approx(rate_2017 / prices, rel=2e-3)


def test_an_unknown_permit_is_told_with_the_nearest_name() -> None:
    with pytest.raises(ScenarioError) as told:
        with_values(load_scenario("spain"), {"hosts.ESP.permits.permanet.name": "residencia"})
    assert "permanent" in str(told.value)
