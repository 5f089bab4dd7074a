from __future__ import annotations

import numpy as np

from claims.made_up import a_design
from remitsim.claims.regions import region_where, scores


def test_a_box_in_two_parameters_is_found():
    design = a_design(1)
    yes = ((design["p1"] > 0.4) & (design["p3"] < 0.7)).to_numpy()
    found = region_where(design, yes)
    assert found is not None
    assert {side.parameter for side in found.sides} >= {"p1", "p3"}
    assert found.density >= 0.9
    assert found.density > found.outside + 0.2
    assert "or more" in found.sentence()


def test_a_structural_choice_is_found():
    design = a_design(2)
    yes = (design["rule"] == "one").to_numpy()
    found = region_where(design, yes)
    assert found is not None
    assert found.sides[0].options == ("one",)
    assert found.coverage > 0.9


def test_a_region_that_is_not_there_is_not_found():
    draw = np.random.default_rng(5)
    found = [region_where(a_design(i), draw.random(256) < share) for i, share in enumerate((0.5, 0.7, 0.85, 0.6, 0.8) * 4)]
    assert sum(region is not None for region in found) <= 1


def test_too_small_a_region_does_not_stand():
    design = a_design(3)
    assert region_where(design, (design["p0"] > 0.9).to_numpy()) is None


def test_scores_put_the_parameter_that_matters_first():
    design = a_design(4)
    values = 3 * design["p2"].to_numpy() + design["p5"].to_numpy() + 0.1 * design["p0"].to_numpy()
    told = scores(design, values)
    assert list(told.index[:2]) == ["p2", "p5"]
    assert scores(design, np.where(design["rule"] == "one", 1.0, 0.0)).index[0] == "rule"
