"""Other contexts: what is drawn, and what is said to turn a sign."""

from __future__ import annotations

import numpy as np
import pytest

from remitsim.batches.arms import arms_of
from remitsim.comparing.contexts import Axis, axes_of, drawn, turned_by
from remitsim.scenario import load_scenario, with_values


@pytest.fixture(scope="module")
def spain():
    return load_scenario("spain")


def test_axes_are_assumed_parameters_on_the_theme_within_their_ranges(spain):
    status = {axis.path for axis in axes_of(arms_of(["none", "temporary-permit"], spain), spain)}
    fees = {axis.path for axis in axes_of(arms_of(["none", "employer-pays"], spain), spain)}
    assert "papers.offer_trouble" in status - fees and "hiring.margin_speed" in fees - status
    assert {"wages.bargaining_share", "worth.horizon"} <= status & fees


def test_every_context_has_people_of_its_own_and_makes_a_sound_scenario(spain):
    axes = axes_of(arms_of(["temporary-permit", "none"], spain), spain)
    contexts = drawn(axes, 8)
    assert len({context["run.seed"] for context in contexts}) == 8 and contexts == drawn(axes, 8)
    for context in contexts:
        with_values(spain, context)
        for axis in axes:
            assert context[axis.path] in axis.options if axis.options else axis.low <= context[axis.path] <= axis.high


def test_no_contexts_are_none(spain):
    assert drawn((), 0) == [] and [list(c) for c in drawn((), 2)] == [["run.seed"]] * 2


def test_the_parameter_that_turns_a_sign_is_named_and_only_then():
    axes = (Axis("worth.horizon", 36, 60), Axis("worth.services", 0, 1), Axis("worth.home_unit", options=("fixed", "current")))
    contexts = drawn(axes, 16)
    turning = np.array([context["worth.services"] - 0.5 for context in contexts])
    assert turned_by(turning, contexts, axes).startswith("worth.services (rank correlation +1.00 over 16")
    assert turned_by(np.abs(turning) + 0.1, contexts, axes) == ""


def test_noise_is_laid_at_no_parameters_door():
    axes = (Axis("worth.horizon", 36, 60),)
    contexts = drawn(axes, 16)
    order = np.argsort([context["worth.horizon"] for context in contexts])
    values = np.empty(16)
    values[order] = np.tile([1.0, -1.0], 8)
    assert turned_by(values, contexts, axes) == "no single parameter"
