"""Anchors move in burn-in alone, end at the mean of their last months, and look at no policy."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from populate.made_up import spain_like
from remitsim import anchors, measures
from remitsim.anchors import ANCHORS
from remitsim.burning import burn_in
from remitsim.populate import populate
from remitsim.settings import Settings
from whole import at_month_0, live, lived

SOURCES = [Path(module.__file__) for module in (anchors, measures)]


def levels(world: object) -> dict[str, np.ndarray]:
    return {anchor.name: getattr(world, anchor.table)[anchor.field].copy() for anchor in ANCHORS}


@pytest.mark.parametrize("name", ["spain", "gulf"])
def test_no_anchor_moves_from_month_0_on(name: str) -> None:
    world = at_month_0(name)
    before = levels(world)
    for _ in live(world, 12):
        for anchor, level in levels(world).items():
            assert level.tobytes() == before[anchor].tobytes(), anchor
    assert world.clock["learning"][0] == 0


def test_what_follows_itself_stands_still_too() -> None:
    world = at_month_0("spain")
    fields = ("normal_profit", "start_output", "spending_share", "start_capital", "other_purchases", "pensions")
    before = world.hosts[list(fields)].copy()
    lived(world, 12)
    assert (world.hosts[list(fields)] == before).all()


@pytest.mark.parametrize(("start", "moving"), [
    (spain_like, "productivity"), (spain_like, "worth of not working"), (spain_like, "readiness"),
])  # fmt: skip
def test_anchors_move_in_burn_in(start: object, moving: str) -> None:
    months = 60
    world = populate(start(), Settings(), 600, 3, months)  # type: ignore[operator]
    first = levels(world)
    for _ in burn_in(world, months):
        for anchor in ANCHORS:
            low, high = anchor.bounds(world.settings.anchors)
            if anchor.name in world.learned and (world.learned[anchor.name]["moved"] > 0).any():
                level = getattr(world, anchor.table)[anchor.field]
                rows = world.learned[anchor.name]["moved"] > 0
                assert ((level[rows] >= low - 1e-12) & (level[rows] <= high + 1e-12)).all(), anchor.name
    assert (levels(world)[moving] != first[moving]).any()


def test_the_freeze_takes_the_mean_of_the_last_months() -> None:
    months = 60
    world = populate(spain_like(), Settings(), 600, 3, months)
    freeze, keep = int(world.settings.anchors.freeze), int(world.settings.anchors.mean_over)
    seen: list[np.ndarray] = []
    for month in burn_in(world, months):
        if month == -freeze - 1:
            last = world.learned["productivity"]["path"]
            assert len(last) == min(keep, months - int(world.settings.anchors.first_month))
            assert world.hosts["productivity"] == pytest.approx(last.mean(axis=0), rel=1e-12)
            seen.append(world.hosts["productivity"].copy())
        elif month >= -freeze:
            assert (world.hosts["productivity"] == seen[0]).all()
    assert seen


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_anchor_looks_at_a_policy(source: Path) -> None:
    tree = ast.parse(source.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} | {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }  # fmt: skip
    assert not [module for module in imported if module and "polic" in module]
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not read & {"terms", "policies"}


def test_base_terms_are_what_measures_read() -> None:
    assert "base_terms" in SOURCES[1].read_text("utf-8")
