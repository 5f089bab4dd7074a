from __future__ import annotations

from pathlib import Path

import pytest

from remitsim import figures_of_homes, figures_of_month, snapshots
from remitsim.entries import MEASURES as FLOW_MEASURES
from remitsim.gains import CONSUMED_MEASURES
from remitsim.indicators import INDICATORS, THEMES, find, markdown, terms_of

KEPT = {
    "people": figures_of_month.MEASURES, "cohorts": figures_of_month.MEASURES, "homes": figures_of_homes.MEASURES,
    "firms": snapshots.FIRM_MEASURES, "hosts": snapshots.HOST_MEASURES, "origins": snapshots.ORIGIN_MEASURES,
    "corridors": snapshots.CORRIDOR_MEASURES, "senders": snapshots.SENDER_MEASURES, "flows": FLOW_MEASURES,
}  # fmt: skip


def test_no_name_is_given_twice():
    assert len(INDICATORS) == sum(len(entries) for entries in THEMES.values())


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_is_made_of_what_is_kept_and_explains_itself(name: str):
    entry = INDICATORS[name]
    assert entry.unit and entry.label and entry.says.rstrip().endswith(".") and entry.source
    assert (entry.kind in ("mean", "share", "ratio", "part")) == bool(entry.base)
    assert (entry.kind == "sorted") == (not entry.top)
    for _, block, measure in terms_of(entry.top) + terms_of(entry.base):
        assert measure in KEPT[block], f"{name}: {block} keeps no {measure}"


def test_every_measure_of_people_is_read_by_an_indicator():
    read = {measure for entry in INDICATORS.values() for _, block, measure in terms_of(entry.top) + terms_of(entry.base)
            if block in ("people", "cohorts")}  # fmt: skip
    assert set(figures_of_month.MEASURES) - read - set(CONSUMED_MEASURES) == set()


def test_the_page_of_indicators_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "indicators.md"
    assert page.read_text() == markdown(), "write it anew: python -c 'from remitsim.indicators import ...; markdown()'"


def test_a_misspelt_name_is_met_with_the_nearest():
    with pytest.raises(KeyError, match="unemployment_native"):
        find("unemployment_natives")
