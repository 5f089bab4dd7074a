"""A small comparison from end to end: identity to the cent, an idle policy, pairing, what is kept."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from remitsim.apart import touched
from remitsim.bands import DEFAULT_CROSSES
from remitsim.batches.arms import Arm
from remitsim.batches.store import Store
from remitsim.comparing import Comparison, compare, levels
from remitsim.comparing.compare import too_wide
from remitsim.comparing.comparison import FRAMES
from remitsim.comparing.headline import KEYS
from remitsim.comparing.plan import PLACEBO_ARM, kept_in, planned
from remitsim.gains import FAMILIES, LINE, accounts_of
from remitsim.run import Life
from remitsim.sheets.trouble import ScenarioError
from remitsim.world.ledger import BooksError
from whole import scenario

IDLE = Arm("idle", "After the end", (), {"policy.regularisation": {"option": "permanent residence", "starts": 500}})
GIVES = Arm("gives", "Residence", (), {"policy.regularisation": {"option": "permanent residence", "places_a_month": 1e6}})


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("comparison")
    base = scenario("spain", months=24)
    return compare(base, ["none", IDLE, GIVES], populations=2, lucks=2, contexts=0, out=folder, jobs=1), folder, base


def test_an_idle_policy_changes_nothing_to_the_cent_and_its_interval_is_the_point(told):
    comparison = told[0]
    differences = comparison.differences[comparison.differences["arm"] == "idle"]
    known = differences["difference"].notna()
    assert known.sum() > 500
    assert (differences.loc[known, ["difference", "low", "high"]] == 0).all().all()
    groups = comparison.groups[comparison.groups["arm"] == "idle"]
    assert (groups[["usd_total", "low", "high"]] == 0).all().all() and set(groups["verdict"]) == {"within noise"}
    assert not (comparison.flows["arm"] == "idle").any()


def test_a_policy_that_gives_papers_reaches_people_and_changes_who_is_irregular(told):
    numbers = told[0].headline.set_index(["arm", "key"])
    assert numbers.loc[("gives", "people_reached"), "value"] > 0
    assert numbers.loc[("gives", "irregular_at_end"), "value"] < 0


def test_every_option_has_the_eight_numbers_in_order(told):
    for _, rows in told[0].headline.groupby("arm"):
        assert tuple(rows["key"]) == KEYS


def test_gains_of_a_pair_add_up_to_their_lines(told):
    lines = told[0].identity.pivot_table(index="line", columns="arm", values="usd")
    whole = lines.loc["gains of all accounts"]
    rest = lines.drop(index="gains of all accounts").sum()
    assert rest["gives"] == pytest.approx(whole["gives"], abs=0.02) and whole["idle"] == 0
    assert abs(whole["gives"]) > 1e6


@pytest.mark.parametrize("arm", [IDLE, GIVES, PLACEBO_ARM], ids=lambda arm: arm.name)
def test_the_identity_holds_to_the_cent_in_each_arm_and_cells_hold_what_families_gain(arm):
    life = Life(arm.scenario(scenario("spain", months=24)), crosses=DEFAULT_CROSSES, apart=touched)
    for _ in life.months():
        pass
    gains = accounts_of(life.collector, life.world)
    exact = gains[gains["band"] == "all"]
    for year in (1, 2):
        of_year = exact[(exact["year"] == year) & (exact["account"] != "left by the dead")]
        cents = np.rint(of_year["usd"] * 100).astype(np.int64).sum()
        lines = gains[(gains["account"] == LINE) & (gains["year"] == year)]
        assert cents == np.rint(lines["usd"] * 100).astype(np.int64).sum()
    families = exact[exact["account"] == FAMILIES].groupby("year")["usd"].sum()
    dead = exact[exact["account"] == "left by the dead"].groupby("year")["usd"].sum()
    for band, rows in gains[gains["account"].isin(["natives", "migrants", "people at home"])].groupby("band"):
        assert (rows.groupby("year")["usd"].sum() + dead).to_numpy() == pytest.approx(families.to_numpy(), rel=1e-9), band


def test_books_that_do_not_add_up_are_told_with_year_and_cents():
    life = Life(scenario("spain", months=12))
    for _ in life.months():
        pass
    life.collector.claims[3] = life.collector.claims[3] + 1
    with pytest.raises(BooksError, match=r"year 1: .*off by"):
        accounts_of(life.collector, life.world)


def test_the_placebo_touches_the_household_that_is_kept_apart():
    base = scenario("spain", months=12)
    plain, placed = Life(base, apart=touched), Life(PLACEBO_ARM.scenario(base), apart=touched)
    assert plain.collector.apart == placed.collector.apart and len(plain.collector.apart) >= 1
    placed.live()
    moved = np.nonzero(placed.world.persons["assigned"])[0]
    assert len(moved) == 1 and moved[0] in placed.collector.apart
    other = Life(dataclasses.replace(base, sheet=base.sheet.model_copy(
        update={"run": base.run.model_copy(update={"luck": 2})})), apart=touched)  # fmt: skip
    assert other.collector.apart != plain.collector.apart


def test_what_is_saved_is_what_is_loaded(told):
    comparison, folder, _ = told
    loaded = Comparison.load(folder)
    assert loaded.arms == comparison.arms and loaded.baseline == comparison.baseline
    for name, columns in FRAMES.items():
        assert set(columns) <= set(getattr(loaded, name).columns), name
        pd.testing.assert_frame_equal(getattr(loaded, name), getattr(comparison, name).reset_index(drop=True), check_dtype=False)


def test_another_option_is_added_without_running_the_old_ones(told):
    _, folder, base = told
    more = compare(base, ["none", "services"], populations=2, lucks=2, contexts=0, out=folder, jobs=1)
    assert more.meta["runs_done"] == 4  # the new arm alone
    assert [arm.name for arm in more.arms] == ["none", "idle", "gives", "services"]


def test_another_world_in_the_same_folder_is_refused(told):
    with pytest.raises(ScenarioError, match="another world"):
        compare(scenario("spain", months=36), ["none", IDLE], populations=1, lucks=1, contexts=0, out=told[1])


def test_a_folder_with_other_things_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ScenarioError, match="something else"):
        kept_in(tmp_path, force=False)
    assert kept_in(tmp_path, force=True) is None


def test_all_mistakes_of_a_plan_are_told_at_once():
    with pytest.raises(ScenarioError) as error:
        planned(scenario("spain", months=6), ["none", "temporary-permitt"], baseline="nonne", populations=0, lucks=1,
                contexts=-1, expected=(2.0,), people=None, months=None, by=())  # fmt: skip
    words = str(error.value)
    assert all(part in words for part in ("temporary-permitt", "nonne", "--populations", "--contexts", "--expected", "--months"))


def test_weights_of_expectation_make_variants_of_regularisations_alone():
    plan = planned(scenario("spain"), ["none", "temporary-permit", "services"], baseline=None, populations=1, lucks=1,
                   contexts=0, expected=(0.0, 0.5), people=None, months=None, by=())  # fmt: skip
    assert set(plan.expecting) == {"temporary-permit"}
    assert [arm.values["policy.regularisation"]["expected"] for _, arm in plan.expecting["temporary-permit"]] == [0.0, 0.5]


def test_a_context_far_off_its_levels_is_not_counted(monkeypatch):
    names = ["context", "population", "level", "place", "unit", "published", "model", "tolerance"]
    rows = [(context, 8 + context, "pay index", "A", "of the level", 1.0, model, 0.02)
            for context, model in enumerate((1.03, 1.05, 1.01))]  # fmt: skip
    table = pd.DataFrame(rows, columns=names)
    monkeypatch.setattr(levels, "_tables", lambda *_: table)
    assert levels.sound(None, [1, 2], 20_000, 20_000) == [2]
    assert levels.sound(None, [1, 2], 5_000, 20_000) == [1, 2]
    table.loc[0, "model"] = 1.06  # how far off the main runs are excuses no context
    assert levels.sound(None, [1, 2], 20_000, 20_000) == [2]


def test_intervals_too_wide_are_named_until_they_are_narrow_enough(told):
    _, folder, base = told
    plan = planned(base, ["none", IDLE, GIVES], baseline=None, populations=2, lucks=2, contexts=0, expected=(), people=None,
                   months=None, by=())  # fmt: skip
    store = Store(folder / "store")
    assert "people in an irregular situation" in too_wide(plan, store, 1e-6)
    assert too_wide(plan, store, 1e9) == []


def test_more_pairs_are_more_populations_so_that_old_runs_serve_again():
    plan = planned(scenario("spain"), ["none", IDLE], baseline=None, populations=5, lucks=4, contexts=0, expected=(),
                   people=None, months=None, by=())  # fmt: skip
    assert [plan.grown(pairs).populations for pairs in (20, 40, 160)] == [5, 10, 40]
    assert {run.key for run in plan.main_runs()} <= {run.key for run in plan.grown(40).main_runs()}


def test_a_comparison_whose_runs_all_failed_says_why(monkeypatch, tmp_path):
    def breaks(run, world, schedule=None):
        raise ArithmeticError("books")

    monkeypatch.setattr("remitsim.batches.hands.live", breaks)
    with pytest.raises(ScenarioError, match=r"no run of the baseline was finished.*books"):
        compare(scenario("spain", months=24), ["none", GIVES], populations=1, lucks=1, contexts=0, out=tmp_path, jobs=1)
