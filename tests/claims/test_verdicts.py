from __future__ import annotations

import numpy as np
import pytest

from claims.made_up import a_claim, a_design, a_test, effects
from remitsim.claims import verdicts
from remitsim.claims.verdicts import headline, interval, judge, undecided


def word(values, noise=0.01, form="D", contexts=256, **changes):
    test = a_test(form, **changes)
    return judge(a_claim(test), [effects(values, noise, test)], a_design(contexts=len(values))).word


def spread(low, high, contexts=256):
    return np.linspace(low, high, contexts)


@pytest.mark.parametrize(("values", "form", "expected"), [
    (spread(0.2, 0.5), "D", verdicts.HOLDS),
    (spread(-0.5, -0.2), "D", verdicts.REVERSED),
    (spread(-0.05, 0.05), "D", verdicts.NO_EFFECT),
    (np.tile([0.5, -0.5], 128), "D", verdicts.MIXED),
    (spread(-0.05, 0.05), "E", verdicts.HOLDS),
    (spread(0.2, 0.5), "E", verdicts.CONTRADICTED),
    (spread(0.2, 0.5), "R", verdicts.HOLDS),
    (spread(-0.5, -0.2), "R", verdicts.CONTRADICTED),
    (np.tile([0.5, -0.5], 128), "R", verdicts.MIXED),
])  # fmt: skip
def test_each_word_is_reached(values, form, expected):
    assert word(values, form=form) == expected


def test_data_turned_round_come_out_reversed():
    values = np.random.default_rng(3).normal(0.4, 0.1, 256)
    assert word(values) == verdicts.HOLDS
    assert word(-values) == verdicts.REVERSED
    assert word(values, expected="-") == verdicts.REVERSED


def test_luck_that_is_too_large_leaves_the_claim_undecided_and_says_how_many_seeds():
    test = a_test()
    told = judge(a_claim(test), [effects(spread(0.12, 0.2), 0.06, test)], a_design())
    assert told.word == verdicts.UNDECIDED
    assert told.seeds is not None
    assert told.seeds > 4
    assert "seeds" in told.sentence()
    finer = effects(spread(0.12, 0.2), 0.06 / np.sqrt(told.seeds), test)
    assert judge(a_claim(test), [finer], a_design()).word == verdicts.HOLDS


def test_undecided_contexts_stay_in_the_denominator():
    values = np.r_[np.full(225, 0.5), np.full(31, 0.1)]
    told = judge(a_claim(a_test()), [effects(values)], a_design())
    assert told.undecided == 31
    assert told.word == verdicts.UNDECIDED
    assert told.contexts == 256


def test_unreadable_contexts_count_as_undecided():
    values = np.r_[np.full(200, 0.5), np.full(56, np.nan)]
    assert undecided(effects(values)).sum() == 56
    assert word(values) == verdicts.UNDECIDED


def test_few_contexts_give_a_first_look_without_a_word():
    assert word(spread(0.2, 0.5, 127)) == verdicts.FIRST_LOOK
    assert word(spread(0.2, 0.5, 128)) == verdicts.HOLDS


def test_a_claim_may_ask_for_more_contexts():
    test = a_test()
    told = judge(a_claim(test, least_contexts=200), [effects(spread(0.2, 0.5, 150), 0.01, test)], a_design(contexts=150))
    assert told.word == verdicts.FIRST_LOOK
    assert "200" in told.note


def test_without_measured_luck_there_is_no_verdict():
    assert word(spread(0.2, 0.5), noise=np.nan) == verdicts.FIRST_LOOK


def test_tests_joined_by_all_and_any():
    one, two, three = a_test(name="one"), a_test(name="two"), a_test(name="three")
    up, down = spread(0.2, 0.5), spread(-0.5, -0.2)
    told = [effects(up, test=one), effects(down, test=two), effects(up, test=three)]
    assert judge(a_claim(one, two, three), told, a_design()).word != verdicts.HOLDS
    either = a_claim(one, two, three, joined=[["one"], ["two", "three"]])
    assert judge(either, told, a_design()).word == verdicts.HOLDS


def test_reversed_is_read_off_the_first_test():
    one, two = a_test(name="one"), a_test(name="two")
    told = [effects(spread(-0.5, -0.2), test=one), effects(spread(0.2, 0.5), test=two)]
    assert judge(a_claim(one, two), told, a_design()).word == verdicts.REVERSED


def test_a_region_that_is_there_is_told():
    design = a_design()
    values = np.where(design["p0"] > 0.5, 0.5, -0.5)
    told = judge(a_claim(a_test()), [effects(values)], design)
    assert told.word == verdicts.HOLDS_WHEN
    assert "p0" in told.sentence()
    assert judge(a_claim(a_test()), [effects(values)], design, regions=False).word == verdicts.MIXED


def test_pure_noise_hardly_ever_holds():
    draw = np.random.default_rng(11)
    words = [word(draw.normal(0.0, 1.0, 256), noise=0.5, form=form) for form in ("D", "R") for _ in range(50)]
    assert sum(told in (verdicts.HOLDS, verdicts.HOLDS_WHEN) for told in words) <= 5
    quiet = [word(draw.normal(0.0, 1.0, 256), noise=0.0, form=form) for form in ("D", "R") for _ in range(50)]
    assert sum(told in (verdicts.HOLDS, verdicts.HOLDS_WHEN) for told in quiet) <= 5


def test_worlds_that_differ_are_said_to():
    holds, mixed = (judge(a_claim(a_test()), [effects(v)], a_design(), regions=False)
                    for v in (spread(0.2, 0.5), np.tile([0.5, -0.5], 128)))  # fmt: skip
    assert headline({"spain": holds, "usa": holds}).word == verdicts.HOLDS
    assert headline({"spain": holds, "usa": mixed}).word == verdicts.DIFFERS
    assert "usa: mixed" in headline({"spain": holds, "usa": mixed}).note


def test_share_interval_is_that_of_clopper_and_pearson():
    low, high = interval(9, 10)
    assert (round(low, 4), round(high, 4)) == (0.555, 0.9975)
    assert interval(0, 20)[0] == 0.0
    assert interval(20, 20)[1] == 1.0


def several(shares, values):
    tests = [a_test("R", name=f"t{k}", share=share) for k, share in enumerate(shares)]
    return judge(a_claim(*tests), [effects(v, 0.0, t) for v, t in zip(values, tests, strict=True)], a_design())


def test_tests_with_shares_of_their_own_need_not_agree_in_the_same_contexts():
    yes, no = np.ones(256), -np.ones(256)
    first, last = (np.where(np.arange(256) % 5 == k, no, yes) for k in (0, 1))  # 80 % each, 60 % together
    assert several((0.9, 0.75, 0.75), (yes, first, last)).word == verdicts.HOLDS
    assert several((0.9, 0.85, 0.75), (yes, first, last)).word == verdicts.MIXED
    assert several((0.9, 0.9, 0.9), (yes, first, last)).word == verdicts.MIXED
    assert several((0.9, 0.75, 0.75), (no, first, last)).word == verdicts.CONTRADICTED


def test_a_first_look_gives_no_word_however_many_contexts():
    told = judge(a_claim(a_test()), [effects(spread(0.2, 0.5))], a_design(), look=True)
    assert told.word == verdicts.FIRST_LOOK


def test_contexts_near_either_line_count_together_against_no_effect():
    values = np.r_[np.full(18, 0.09), np.full(220, 0.0), np.full(18, -0.09)]  # 7 % near each line
    assert word(values, noise=0.01) == verdicts.UNDECIDED
    assert word(values, noise=0.001) == verdicts.NO_EFFECT


def test_contexts_that_were_not_read_are_told_apart():
    told = judge(a_claim(a_test()), [effects(np.r_[spread(0.2, 0.5, 3), np.full(27, np.nan)])], a_design(contexts=30))
    assert told.sentence() == "first look: 3 of 3 read (27 not read) contexts say so"
