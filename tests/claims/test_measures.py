from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from claims.made_up import a_test, figures
from remitsim.claims.measures import effects_of, payoffs, shapley_parts
from remitsim.claims.reader import Missing, Reader


def reader(values, years=3):
    """``values``: arm -> value (a number, or a list by year), one context and seed, indicator wage_net."""
    rows = []
    for arm, told in values.items():
        by_year = told if isinstance(told, list) else [told] * years
        rows += [(1, 1, arm, "wage_net", year + 1, value) for year, value in enumerate(by_year)]
    return Reader(figures(rows))


def one(values, baseline="none", **changes):
    given = {"quantity": {"indicator": "wage_net", "years": [1, 3]}} | changes
    return float(effects_of(reader(values), a_test(**given), baseline).iloc[0])


def test_a_difference_and_its_share_of_the_level():
    assert one({"none": 10.0, "free": 12.0}) == 2.0
    assert one({"none": 10.0, "free": 12.0}, relative=True) == pytest.approx(0.2)


def test_beside_takes_the_same_effect_of_another_arm_off():
    assert one({"none": 10.0, "free": 12.0, "other": 11.5}, beside="other") == pytest.approx(0.5)


def test_lowest_is_read_off_the_path_of_differences():
    told = {"none": [10.0, 20.0, 30.0], "free": [9.0, 20.0, 31.0]}
    quantity = {"indicator": "wage_net", "years": [1, 3], "how": "lowest"}
    assert one(told, quantity=quantity) == -1.0
    assert one(told, quantity=quantity, relative=True) == pytest.approx(-0.1)
    assert one(told, quantity=quantity | {"how": "lost area"}) == 1.0


def test_over_and_by_divide_and_multiply():
    table = figures([(1, 1, "none", "wage_net", 1, 6.0), (1, 1, "none", "sent", 1, 2.0)])
    quantity = {"indicator": "wage_net", "over": {"indicator": "sent"}}
    test = a_test(measure="level", arm="none", quantity=quantity)
    assert effects_of(Reader(table), test, "none").iloc[0] == 3.0
    test = a_test(measure="level", arm="none", quantity={"indicator": "wage_net", "by": {"indicator": "sent"}})
    assert effects_of(Reader(table), test, "none").iloc[0] == 12.0


def test_ratio_of_two_differences_and_too_small_a_denominator():
    told = {"none": 10.0, "one": 12.0, "both": 14.0}
    given = {"measure": "ratio", "arm": "one", "against": "none", "divide_arm": "both", "divide_against": "none"}
    assert one(told, **given) == 0.5
    assert np.isnan(one(told, **given, least=5.0))
    assert np.isnan(one(told, **given, least_share=0.41))
    assert one(told, **given, least_share=0.4) == 0.5


def test_less_than_nothing_says_nothing_of_a_ratio():
    told = {"none": 10.0, "one": 8.0, "both": 6.0}
    given = {"arm": "one", "against": "none", "divide_arm": "both", "divide_against": "none"}
    assert np.isnan(one(told, measure="ratio", **given))
    assert np.isnan(one(told, measure="excess", **given))


def test_excess_is_over_nought_where_the_ratio_is_over_one():
    given = {"arm": "one", "against": "none", "divide_arm": "both", "divide_against": "none"}
    for one_arm in (11.0, 13.0, 17.0, 5.0):
        told = {"none": 10.0, "one": one_arm, "both": 14.0}
        assert (one(told, measure="excess", **given) >= 0) == (one(told, measure="ratio", **given) >= 1)


def test_interaction_is_nought_where_effects_add_up():
    arms = {"both": 15.0, "a": 12.0, "b": 13.0, "none": 10.0}
    assert one(arms, measure="interaction", arms=["both", "a", "b", "none"]) == 0.0
    assert one(arms | {"both": 18.0}, measure="interaction", arms=["both", "a", "b", "none"]) == 3.0


def test_shapley_adds_up_to_the_whole_and_does_not_depend_on_order():
    arms = {"none": 0.0, "a": 1.0, "b": 2.0, "ab": 5.0}
    test = a_test(measure="shapley share", arm="a", arms=list(arms), quantity={"indicator": "wage_net", "years": [1, 3]})
    parts = shapley_parts(reader(arms), test).iloc[0]
    assert parts["a"] == 2.0
    assert parts["b"] == 3.0
    assert one(arms, measure="shapley share", arm="a", arms=list(arms), relative=True) == pytest.approx(0.4)


def test_ranking_is_the_lead_over_the_best_other():
    told = {"none": 10.0, "free": 14.0, "x": 11.0, "y": 13.0}
    assert one(told, measure="ranking", arms=["x", "y"]) == 1.0
    assert one(told, measure="ranking", arms=["x", "y"], lower_first=True) == -3.0


def test_doses_slope_bend_and_threshold():
    told = {"none": 0.0, "d1": 1.0, "d2": 2.0, "d4": 8.0}
    given = {"arm": "d1", "arms": ["d1", "d2", "d4"], "doses": [1.0, 2.0, 4.0]}
    assert one(told, measure="dose slope", **given) > 1.0
    assert one(told, measure="convexity", **given) == 2.0
    assert one(told, measure="threshold", within=5.0, **given) == 3.0
    assert one(told, measure="threshold", within=0.5, **given) == 1.0
    assert one(told, measure="threshold", within=50.0, **given) == 8.0


def test_months_to_recover():
    told = {"none": [100.0] * 4, "free": [90.0, 95.0, 99.8, 100.0]}
    given = {"measure": "months to recover", "within": 0.005, "quantity": {"indicator": "wage_net", "years": [1, 4]}}
    assert one(told, **given) == 24.0
    assert one({"none": [100.0] * 4, "free": [90.0] * 4}, **given) == 60.0
    assert one({"none": [100.0] * 4, "free": [100.0] * 4}, **given) == 0.0


def test_between_groups_within_an_arm():
    table = figures([(1, 1, "none", "wage_net", 1, 6.0), (1, 1, "none", "wage_native", 1, 9.0)])
    test = a_test(measure="between groups", arm="none", quantity={"indicator": "wage_net"}, pick={"indicator": "wage_native"})
    assert effects_of(Reader(table), test, "none").iloc[0] == -3.0


def test_best_of_several_on_noise_does_not_win():
    draw = np.random.default_rng(2)
    arms = ["none", "a", "b", "c", "d"]
    rows = [(c, u, arm, "wage_net", 1, draw.normal()) for c in range(400) for u in (1, 2) for arm in arms]
    test = a_test("R", measure="best of several", arm="a", arms=arms[1:])
    told = effects_of(Reader(figures(rows)), test, "none")
    assert told.notna().all()
    assert abs((told > 0).mean() - 0.5) < 0.06
    picked_and_judged_on_one = pd.DataFrame(rows).pivot_table(index=[0, 1], columns=2, values=5)
    assert (picked_and_judged_on_one[arms[1:]].max(axis=1) > picked_and_judged_on_one["none"]).mean() > 0.75


def test_best_of_several_cannot_be_judged_on_one_seed():
    rows = [(1, 1, arm, "wage_net", 1, 1.0) for arm in ("none", "a", "b")]
    test = a_test("R", measure="best of several", arm="a", arms=["a", "b"])
    assert effects_of(Reader(figures(rows)), test, "none").isna().all()


def test_a_context_without_the_quantity_is_unread_and_the_others_are_told():
    brings = {"none": 0.0, "a": 1.0, "b": 0.5}
    rows = [(c, u, arm, "wage_net", 1, value) for c in (1, 2) for u in (1, 2) for arm, value in brings.items()]
    rows += [(1, u, arm, "sent", 1, 3.0 * value) for u in (1, 2) for arm, value in brings.items()]
    test = a_test("R", measure="best of several", arm="a", arms=["a", "b"])
    quantity = test.quantity.model_copy(update={"indicator": "sent"})
    told = effects_of(Reader(figures(rows)), test.model_copy(update={"quantity": quantity, "pick": test.quantity}), "none")
    assert told.loc[1].tolist() == [3.0, 3.0] and told.loc[2].isna().all()


def test_same_first_counts_contexts_in_which_the_favourite_is_first():
    rows = []
    for context in range(10):
        for luck in (1, 2):
            a, b = (3.0, 1.0) if context < 8 else (1.0, 3.0)
            arms = {"none": 0.0, "a": a, "b": b, "ab": a + b}
            rows += [(context, luck, arm, "wage_net", 1, value) for arm, value in arms.items()]
    test = a_test("R", measure="same first", arm="a", arms=["none", "a", "b", "ab"], at_least=0.5)
    assert effects_of(Reader(figures(rows)), test, "none").mean() == 0.8


def test_too_few_rows_leave_a_context_unread():
    assert np.isnan(one({"none": 10.0, "free": 12.0}, least_rows=101))
    assert one({"none": 10.0, "free": 12.0}, least_rows=100) == 2.0


def test_what_no_run_kept_is_said():
    with pytest.raises(Missing, match="wage_native"):
        effects_of(reader({"none": 1.0}), a_test(quantity={"indicator": "wage_native"}), "none")


def test_payoffs_are_sums_beyond_the_baseline():
    rows = [(1, 1, arm, "gain: migrants", year, value) for arm, value in (("none", 1.0), ("free", 3.0)) for year in (1, 2)]
    assert payoffs(Reader(figures(rows)), ("none", "free"), ("migrants",), "none", 2).loc["free", "migrants"] == 4.0
    assert payoffs(Reader(figures(rows)), ("none", "free"), ("migrants",), "none", 1).loc["free", "migrants"] == 2.0


def test_three_levers_that_add_up_have_no_interaction():
    arms = {"none": 1.0, "a": 2.0, "b": 3.0, "c": 4.0, "all": 7.0}
    given = {"measure": "interaction", "arm": "all", "arms": ["all", "a", "b", "c", "none"]}
    assert one(arms, **given) == pytest.approx(0.0)
    assert one(arms | {"all": 9.0}, **given) == pytest.approx(2.0)


def test_beside_a_ratio_divides_by_its_own_arm():
    told = {"none": 0.0, "large": 12.0, "small": 2.0}
    given = {"measure": "ratio", "arm": "large", "against": "none", "divide_arm": "large", "divide_against": "none"}
    assert one(told, **given, divide={"indicator": "wage_net", "years": [1, 3], "times": 0.5}, beside="small") == 0.0


def test_share_moved_is_half_of_what_all_groups_changed():
    rows = figures([(1, 1, arm, "wage_net", 1, value) for arm, value in
                    (("none", 0.7), ("none", 0.3), ("free", 0.4), ("free", 0.6))])  # fmt: skip
    rows["band"], rows["group"] = "provider kind", ["bank", "digital"] * 2
    quantity = {"indicator": "wage_net", "band": "provider kind"}
    test = a_test("R", measure="share moved", quantity=quantity, groups=["bank", "digital"])
    assert effects_of(Reader(rows), test, "none").iloc[0] == pytest.approx(0.3)
    with pytest.raises(ValueError, match="groups"):
        a_test("R", measure="share moved")


def test_regret_is_what_the_option_best_everywhere_loses_where_another_is_best():
    rows = []
    for context in range(10):
        for luck in (1, 2):
            a, b = (3.0, 1.0) if context < 8 else (1.0, 2.0)
            arms = {"none": 0.0, "a": a, "b": b}
            rows += [(context, luck, arm, "wage_net", 1, value) for arm, value in arms.items()]
    test = a_test("R", measure="regret", arm="a", arms=["a", "b"], at_least=0.0)
    lost = effects_of(Reader(figures(rows)), test, "none")
    assert lost.loc[:7].abs().max() == 0.0
    assert lost.loc[8:].unique().tolist() == [1.0]
