"""What varies: lists, grids, zips, designs, with the plausible ranges that parameters state of themselves."""

from __future__ import annotations

import numpy as np
import pytest

from remitsim.batches.vary import axes_of, drawn, grid, listed, positions, problem_of, zipped
from remitsim.scenario import ScenarioError, with_values
from remitsim.settings import Settings
from remitsim.sheets.trouble import Whereabouts

NAMES = ["wages.bargaining_share", "leaving.look", "hiring.offer_rule", "policy.regularisation.permit_months"]


def axes(base, names=NAMES, ranges=None, groups=None):
    return axes_of(names, base, ranges or {}, groups or {}, Whereabouts())


def test_lists_grids_zips():
    lists = {"a": [1, 2], "b": [3, 4]}
    assert listed(lists) == [{"a": 1}, {"a": 2}, {"b": 3}, {"b": 4}]
    assert grid(lists) == [{"a": 1, "b": 3}, {"a": 1, "b": 4}, {"a": 2, "b": 3}, {"a": 2, "b": 4}]
    assert zipped(lists, Whereabouts(), ("vary",)) == [{"a": 1, "b": 3}, {"a": 2, "b": 4}]
    with pytest.raises(ScenarioError, match="a has 1, b has 2"):
        zipped({"a": [1], "b": [1, 2]}, Whereabouts(), ("vary",))


def test_ranges_are_the_parameters_own_unless_given(base):
    share, look, rule, months = axes(base, ranges={"leaving.look": [0.03, 0.05]})
    notes = Settings.model_fields["wages"].default.__class__.model_fields["bargaining_share"].json_schema_extra
    assert (share.low, share.high) == (notes["low"], notes["high"])
    assert (look.low, look.high) == (0.03, 0.05) and len(rule.options) == 3 and months.whole
    with pytest.raises(ScenarioError, match="low under high"):
        axes(base, ranges={"leaving.look": [0.05, 0.03]})


@pytest.mark.parametrize("design", ["latin-hypercube", "sobol", "morris", "saltelli"])
def test_every_point_of_a_design_is_a_scenario(base, design):
    pytest.importorskip("SALib")
    found = axes(base, NAMES[:3])
    points = positions(found, design, 4, seed=3)
    assert ((points >= 0) & (points <= 1)).all()
    for values in drawn(found, points):
        with_values(base, values)
    assert (points == positions(found, design, 4, seed=3)).all()
    assert not np.array_equal(points, positions(found, design, 4, seed=4))


@pytest.mark.parametrize("at", [0.0, 1.0, 0.9999999999999999])
def test_the_ends_of_every_assumed_number_are_within_its_range(base, at):
    found = axes(base, ["assumed"])
    assert len(found) > 100
    with_values(base, {axis.path: axis.value(at) for axis in found})


def test_groups_move_together(base):
    pytest.importorskip("SALib")
    found = axes(base, ["wages.*", "leaving.*"], groups={"pay": ["wages.*"], "going": ["leaving.*"]})
    assert set(problem_of(found)["groups"]) == {"pay", "going"}
    points = positions(found, "morris", 5, seed=1)
    assert len(points) == 5 * 3


def test_more_draws_of_a_sequence_begin_with_the_fewer(base):
    found = axes(base)
    assert np.array_equal(positions(found, "sobol", 8, 1), positions(found, "sobol", 16, 1)[:8])
