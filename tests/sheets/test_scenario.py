"""Loading scenarios: layers, short forms, hashes, and values laid over."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remitsim import scenario as sc
from remitsim.sheets.figure import is_long
from remitsim.sheets.trouble import lines_of

WORLDS = sc.worlds()


@pytest.mark.parametrize("name", WORLDS)
def test_every_world_loads_and_obeys_its_own_schema(name: str) -> None:
    scenario = sc.load_scenario(name)
    assert scenario.hosts and scenario.origins and scenario.title
    jsonschema.validate(json.loads(json.dumps(scenario.tree)), sc.schema())


@pytest.mark.parametrize("name", WORLDS)
def test_every_assumed_input_has_range_or_source(name: str) -> None:
    for row in sc.load_scenario(name).inputs():
        assert row["source"], row["path"]


def test_common_is_no_world() -> None:
    assert "common" not in WORLDS
    assert {"spain", "gulf"} <= set(WORLDS)


def test_short_and_long_paths_mean_the_same() -> None:
    spain = sc.load_scenario("spain")
    short = sc.with_values(spain, {"leaving.kin_months": 5.0})
    assert short.hash() == sc.with_values(spain, {"settings.leaving.kin_months": 5.0}).hash()
    assert short.settings.leaving.kin_months == 5.0
    assert spain.settings.leaving.kin_months != 5.0
    assert short.hash() != spain.hash()


def test_a_theme_may_stand_alone_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    entry = '{ value = 2.0, source = "a survey", grade = "measured" }'
    file.write_text(f'extends = "spain"\n[leaving]\nkin_months = {entry}\n')
    assert sc.load_scenario(file).settings.leaving.kin_months == 2.0


def test_a_file_extends_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "first.toml").write_text('extends = "spain"\n[run]\npeople = 3000\nseed = 5\n')
    (tmp_path / "second.toml").write_text('extends = "first.toml"\n[run]\nseed = 6\n')
    run = sc.load_scenario(tmp_path / "second.toml").run
    assert (run.people, run.seed) == (3000, 6)


def test_entries_for_all_lie_beneath_those_for_one() -> None:
    scenario = sc.load_scenario("spain", {"origins.all.enrolment": 0.5, "origins.ECU.enrolment": 0.9})
    assert scenario.origin("MAR").enrolment == 0.5
    assert scenario.origin("ECU").enrolment == 0.9


def test_the_burnt_in_world_does_not_depend_on_what_comes_after() -> None:
    spain = sc.load_scenario("spain")
    later = sc.with_values(spain, {"run.months": 12, "run.luck": 7, "title": "x", "policy.cap.cap": 0.03})
    assert later.world_hash() == spain.world_hash()
    assert later.hash() != spain.hash()
    assert sc.with_values(spain, {"run.seed": 2}).world_hash() != spain.world_hash()


def test_policies_pass_through() -> None:
    scenario = sc.load_scenario("spain", {"policy.cap.limit": 0.03})
    assert scenario.policies == {"cap": {"limit": 0.03}}


def test_resolved_is_plain_and_complete() -> None:
    resolved = sc.load_scenario("spain").resolved()
    assert json.loads(json.dumps(resolved)) == resolved
    assert resolved["settings"]["leaving"]["kin_months"] == 4.0
    assert not is_long(resolved["corridors"]["MAR-ESP"]["irregular_share"])


def test_a_bad_value_laid_over_names_itself() -> None:
    with pytest.raises(sc.ScenarioError) as caught:
        sc.load_scenario("spain", {"leaving.look": 9, "hosts.ESP.mean_pai": 1})
    told = str(caught.value)
    assert "given value leaving.look" in told
    assert "did you mean mean_pay?" in told


@pytest.mark.parametrize(
    ("text", "value"),
    [("a.b=.4", 0.4), ("a.b = 3", 3), ("a.b=true", True), ("a.b=at contract end", "at contract end"), ("a.b='x'", "x")],
)
def test_values_of_a_command_line(text: str, value: object) -> None:
    assert sc.parse_value(text) == ("a.b", value)


def test_a_command_line_value_without_equals() -> None:
    with pytest.raises(sc.ScenarioError):
        sc.parse_value("leaving.look")


TREES = st.recursive(
    st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=5)),
    lambda inner: st.dictionaries(st.sampled_from(["value", "source", "ESP", "x", "all", "low"]), inner, max_size=3),
    max_leaves=6,
)
TOP = ["hosts", "origins", "corridors", "terms", "run", "world", "leaving", "settings", "policy", "extends"]


@given(TREES, st.sampled_from(TOP))
def test_nothing_but_a_scenario_error_ever_comes_out(value: object, key: str) -> None:
    told: tuple[object, ...] | None = None
    try:
        sc.with_values(sc.load_scenario("spain"), {key: value})
    except sc.ScenarioError as error:
        told = error.problems
    assert told is None or len(told) > 0


def test_lines_are_found_in_a_world_file() -> None:
    text = (sc.world_folder() / "spain.toml").read_text()
    lines, rows = lines_of(text), text.splitlines()
    tree = tomllib.loads(text)
    for host, entries in tree["corridors"].items():
        for key in entries:
            assert rows[lines["corridors", host, key] - 1].startswith(key)
