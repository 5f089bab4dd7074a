"""Analyses of batches on made-up runs with a known answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from remitsim.analysis.robust import idle, pareto, regret, targets_met, undominated
from remitsim.analysis.runs import Runs, flags
from remitsim.batches.vary import Drawing
from remitsim.sheets.trouble import ScenarioError

BOUNDS = {"a": (0.0, 1.0), "b": (10.0, 30.0), "c": (-1.0, 1.0)}


def drawing(design: str, first: int = 1, **groups: str) -> Drawing:
    return Drawing(design, first, {name: groups.get(name, name) for name in BOUNDS})


def made(
    design: np.ndarray, outcome, noise: float = 0.0, lucks: int = 1, arms=("permit",), seed: int = 1,
    drawn: Drawing | None = None,
) -> Runs:  # fmt: skip
    """Runs of a design in 0..1 with outcome(unit design, arm) plus noise of luck."""
    draw = np.random.default_rng(seed)
    rows = []
    for arm in arms:
        values = outcome(design, arm)
        for luck in range(1, lucks + 1):
            inputs = {name: low + design[:, k] * (high - low) for k, (name, (low, high)) in enumerate(BOUNDS.items())}
            told = {"balance": values + noise * draw.normal(size=len(design))}
            context = np.arange(1, len(design) + 1)
            rows.append(pd.DataFrame({"arm": arm, "context": context, "population": 1, "luck": luck, **inputs, **told}))
    table = pd.concat(rows, ignore_index=True)
    return Runs(table, tuple(BOUNDS), ("balance",), {"balance": "USD of 2017"}, drawing=drawn or Drawing())


def linear(design: np.ndarray, arm: str) -> np.ndarray:
    return 4.0 * design[:, 0] + 2.0 * design[:, 1] + 0.0 * design[:, 2]


def problem() -> dict[str, object]:
    return {"num_vars": 3, "names": list(BOUNDS), "bounds": [[0.0, 1.0]] * 3}


def test_morris_gives_the_slopes_of_a_linear_outcome():
    sample = pytest.importorskip("SALib.sample.morris")
    from remitsim.analysis.sensitivity import method_of, sensitivity

    runs = made(sample.sample(problem(), 10, num_levels=4, seed=3), linear, drawn=drawing("morris"))
    assert method_of(runs) == "morris"
    told = sensitivity(runs).set_index("parameter")
    # a step is two thirds of the range
    assert told.loc["a", "size"] == pytest.approx(4.0 * 2 / 3)
    assert told.loc["b", "size"] == pytest.approx(2.0 * 2 / 3)
    assert told.loc["c", "size"] == pytest.approx(0.0, abs=1e-9)
    assert list(told.index) == ["a", "b", "c"]
    assert told["spread"].max() == pytest.approx(0.0, abs=1e-9)


def test_morris_leaves_out_trajectories_that_are_not_whole():
    sample = pytest.importorskip("SALib.sample.morris")
    from remitsim.analysis.sensitivity import morris

    runs = made(sample.sample(problem(), 6, num_levels=4, seed=3), linear, drawn=drawing("morris"))
    for missing in (6, 1):
        torn = replace(runs, table=runs.table[runs.table["context"] != missing])
        told = morris(torn, "permit", "balance").set_index("parameter")
        assert told["blocks"].iloc[0] == 5
        assert told.loc["a", "size"] == pytest.approx(4.0 * 2 / 3)
    few = replace(runs, table=runs.table[runs.table["context"] < 9])
    with pytest.raises(ScenarioError, match="at least 4 whole blocks"):
        morris(few, "permit", "balance")


def test_blocks_are_counted_from_the_first_context_that_was_drawn():
    sample = pytest.importorskip("SALib.sample.morris")
    from remitsim.analysis.sensitivity import sensitivity

    design = np.vstack([[[0.5, 0.5, 0.5], [0.5, 0.5, 0.1]], sample.sample(problem(), 6, num_levels=4, seed=3)])
    told = sensitivity(made(design, linear, drawn=drawing("morris", 3))).set_index("parameter")
    assert told["blocks"].iloc[0] == 6
    assert told.loc["b", "size"] == pytest.approx(2.0 * 2 / 3)


def test_a_grid_is_never_read_as_trajectories():
    from remitsim.analysis.sensitivity import method_of, sensitivity

    design = np.array([[a, b, c] for a in (0.0, 1.0) for b in (0.0, 0.5, 1.0) for c in (0.0, 0.3, 0.6, 1.0)])
    for way in ("grid", ""):
        runs = made(design, linear, drawn=Drawing(way))
        assert method_of(runs) == "other"
        assert list(sensitivity(runs)["parameter"][:2]) == ["a", "b"]


def test_contexts_that_leave_parameters_open_are_refused():
    from remitsim.analysis.sensitivity import sensitivity

    runs = made(np.eye(3), linear, drawn=Drawing("list"))
    table = runs.table.assign(**{name: runs.table[name].where(runs.table["context"] == k + 1) for k, name in enumerate(BOUNDS)})
    with pytest.raises(ScenarioError, match="not every context gives a, b, c"):
        sensitivity(replace(runs, table=table))


def test_groups_are_screened_together(tmp_path):
    sample = pytest.importorskip("SALib.sample.morris")
    from remitsim.analysis.pages import sensitivity_page
    from remitsim.analysis.sensitivity import sensitivity

    design = sample.sample(problem() | {"groups": ["ab", "ab", "c"]}, 12, num_levels=4, seed=3)
    runs = made(design, linear, drawn=drawing("morris", a="ab", b="ab"))
    table = sensitivity(runs)
    assert "nan" not in sensitivity_page(runs, table, tmp_path).read_text("utf-8").lower()
    told = table.set_index("parameter")
    assert told["method"].iloc[0] == "morris"
    assert set(told.index) == {"ab", "c"}
    assert 2.0 * 2 / 3 <= told.loc["ab", "size"] <= 6.0 * 2 / 3
    assert told.loc["c", "size"] == pytest.approx(0.0, abs=1e-9)


def test_sobol_gives_shares_of_variance_and_tells_noise_apart():
    sample = pytest.importorskip("SALib.sample.sobol")
    from remitsim.analysis.sensitivity import method_of, sensitivity

    design = sample.sample(problem(), 256, calc_second_order=False, seed=3)
    runs = made(design, linear, noise=0.3, lucks=4, drawn=drawing("saltelli"))
    assert method_of(runs) == "sobol"
    told = sensitivity(runs).set_index("parameter")
    assert told.loc["a", "in all"] == pytest.approx(0.8, abs=0.12)
    assert told.loc["b", "in all"] == pytest.approx(0.2, abs=0.12)
    assert told.loc["c", "in all"] < 0.06
    # noise of a mean of four: .09 / 4, of a variance of 20 / 12
    assert told["noise"].iloc[0] == pytest.approx(0.0225 / (20 / 12 + 0.0225), abs=0.006)


def test_sobol_shares_of_groups():
    sample = pytest.importorskip("SALib.sample.sobol")
    from remitsim.analysis.sensitivity import sensitivity

    design = sample.sample(problem() | {"groups": ["a", "bc", "bc"]}, 256, calc_second_order=False, seed=3)
    told = sensitivity(made(design, linear, drawn=drawing("saltelli", b="bc", c="bc"))).set_index("parameter")
    assert told.loc["a", "in all"] == pytest.approx(0.8, abs=0.12)
    assert told.loc["bc", "in all"] == pytest.approx(0.2, abs=0.12)
    assert told["blocks"].iloc[0] == 256


def test_other_designs_are_ranked_and_choices_count_too():
    from remitsim.analysis.sensitivity import method_of, sensitivity

    design = np.random.default_rng(5).random((80, 3))
    runs = made(design, linear)
    table = runs.table.assign(c=np.where(runs.table["c"] > 0, "open", "closed"))
    mixed = replace(runs, table=table)
    assert method_of(mixed) == "other"
    told = sensitivity(mixed)
    assert list(told["parameter"][:2]) == ["a", "b"]
    assert told["share of ranks"].iloc[0] > 0.5


def losing(design: np.ndarray, arm: str) -> np.ndarray:
    return np.where((design[:, 0] > 0.6) & (design[:, 1] < 0.5), -5.0, 5.0)


def test_discover_finds_the_region_that_is_there():
    pytest.importorskip("ema_workbench")
    from remitsim.analysis.discover import discover

    runs = made(np.random.default_rng(8).random((400, 3)), losing)
    found = discover(runs, "permit", "balance >= 0")
    assert {side.parameter for side in found.sides} == {"a", "b"}
    side = {side.parameter: side for side in found.sides}
    assert side["a"].low == pytest.approx(0.6, abs=0.08)
    assert side["b"].high == pytest.approx(20.0, abs=2.0)
    assert found.density > 0.85
    assert "misses “balance ≥ 0” when a is above 0.6" in found.sentence


def test_discover_seldom_finds_a_region_in_noise():
    pytest.importorskip("ema_workbench")
    from remitsim.analysis.discover import discover

    found = 0
    for seed in range(20):
        draw = np.random.default_rng(100 + seed)
        runs = made(draw.random((120, 3)), lambda design, arm, draw=draw: draw.normal(size=len(design)))
        found += bool(discover(runs, "permit", "balance >= 0", seed).sides)
    assert found <= 3


def test_discover_says_when_there_is_nothing_to_find():
    pytest.importorskip("ema_workbench")
    from remitsim.analysis.discover import discover

    design = np.random.default_rng(1).random((64, 3))
    never = discover(made(design, lambda d, arm: np.ones(len(d))), "permit", "balance >= 0")
    assert not never.sides
    assert never.cases == 0
    assert "in all 32 contexts" in never.sentence
    with pytest.raises(ScenarioError, match="at least 32 contexts"):
        discover(made(design[:20], losing), "permit", "balance >= 0")


def two_arms() -> Runs:
    design = np.random.default_rng(2).random((50, 3))
    return made(design, lambda d, arm: d[:, 0] if arm == "steady" else np.where(d[:, 0] > 0.5, 2.0, 0.0),
                arms=("steady", "daring"))  # fmt: skip


def test_regret_is_nothing_for_the_best_in_each_context():
    runs = two_arms()
    told = regret(runs, {"balance": 1}).set_index("arm")
    assert told["share best"].sum() == pytest.approx(1.0)
    assert (told[["low", "median", "high", "most"]] >= 0).all().all()
    turned = regret(runs, {"balance": -1}).set_index("arm")
    assert turned["share best"].to_numpy() == pytest.approx(1.0 - told["share best"].to_numpy())


def test_targets_are_counted_over_contexts_and_all_at_once():
    runs = two_arms()
    told = targets_met(runs, ["balance >= 0.5", "balance <= 1"]).set_index(["arm", "target"])["share"]
    means = runs.means("steady")["balance"]
    assert told["steady", "balance >= 0.5"] == pytest.approx((means >= 0.5).mean())
    assert told["daring", "all targets"] == 0.0


def test_a_target_that_cannot_be_read_says_what_was_expected():
    runs = two_arms()
    for target, words in (
        ("balanc >= 0", "did you mean balance"), ("balance is good", "expected an outcome"),
        ("balance <= 1.000.000", "expected a number after the sign"), ("balance > nan", "expected a number"),
    ):  # fmt: skip
        with pytest.raises(ScenarioError, match=words):
            flags(runs, target, runs.means("steady"))


@settings(max_examples=60)
@given(arrays(float, st.tuples(st.integers(1, 7), st.integers(1, 3)), elements=st.integers(0, 4).map(float)))
def test_none_beats_an_undominated_option_and_each_other_is_beaten_by_one(values):
    best = undominated(values)
    assert best.any()
    for k, row in enumerate(values):
        beaten = [j for j in np.flatnonzero(best) if (values[j] >= row).all() and (values[j] > row).any()]
        assert bool(beaten) != bool(best[k])


def test_options_without_a_common_context_are_told():
    runs = two_arms()
    table = runs.table[(runs.table["context"] <= 25) == (runs.table["arm"] == "steady")]
    with pytest.raises(ScenarioError, match="no context has been finished by all of steady, daring"):
        regret(replace(runs, table=table), {"balance": 1})


def test_an_arm_named_by_a_path_has_a_page(tmp_path):
    pytest.importorskip("ema_workbench")
    from remitsim.analysis.discover import discover
    from remitsim.analysis.pages import discover_page, robust_page

    arm = "mine/permit.toml + none"
    runs = made(np.random.default_rng(8).random((400, 3)), losing, arms=(arm, "other"))
    found = discover(runs, arm, "balance >= 0")
    assert found.sides
    discover_page(runs, [found], tmp_path)
    assert [file.name for file in (tmp_path / "figures").iterdir()] == ["box mine permit.toml + none.svg"]
    robust_page(runs, {"balance": 1}, [], tmp_path)


def test_pareto_tells_shares_of_contexts():
    told = pareto(two_arms(), {"balance": 1}).set_index("arm")
    assert told["none beats it"].sum() == 1
    assert told["share of contexts"].sum() == pytest.approx(1.0)


def test_less_pairs_people_and_luck():
    runs = two_arms()
    less = runs.less("steady")
    assert less.arms == ("daring",)
    assert less.against == "steady"
    base = runs.means("steady")["balance"]
    assert less.means("daring")["balance"].to_numpy() == pytest.approx((runs.means("daring")["balance"] - base).to_numpy())


def test_an_option_that_changes_nothing_is_named():
    def outcome(design, arm):
        return linear(design, arm) + (arm == "permit")

    runs = made(np.random.default_rng(0).random((6, 3)), outcome, arms=("none", "grant", "permit"))
    assert idle(runs) == []  # levels say nothing of it
    assert idle(runs.less("none")) == ["grant"]
