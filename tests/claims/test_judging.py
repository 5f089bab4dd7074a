from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from claims.made_up import a_claim, a_test, figures
from remitsim.claims import verdicts
from remitsim.claims.carrying import Carried
from remitsim.claims.catalogue import find_claim
from remitsim.claims.claim import core_set, judged_of
from remitsim.claims.judging import Judged, contexts_of, judge_claim, table_of
from remitsim.claims.plan import plans_of
from remitsim.claims.stages import stages_of
from remitsim.claims.verdicts import Effects, seeds_that_settle
from remitsim.claims_page import write_claims_page

CONTEXTS = 128


def carried(claim, effect, noise=0.01):
    """Runs of a made-up world: the arm's wage is the baseline's 1 plus ``effect`` of the context's design row."""
    plan = plans_of([claim], small=True)[0]
    design, draw, rows = plan.design.table.head(CONTEXTS), np.random.default_rng(1), []
    for context, point in design.iterrows():
        for luck in (1, 2):
            rows.append((context, luck, "none", "wage_net", 1, 1.0))
            rows.append((context, luck, "services", "wage_net", 1, 1.0 + effect(point) + noise * draw.normal()))
            for arm in ("none", "services"):
                rows.append((context, luck, arm, "gain: migrants", 1, 5.0 if arm == "none" else 7.0))
                rows.append((context, luck, arm, "flow: pay_formal", 1, 100.0 if arm == "none" else 90.0))
            rows.append((context, luck, "none", "gain: migrants", 4, 1e9))  # beyond the claim's horizon: another claim's
            rows.append((context, luck, "none", "flow: pay_formal", 4, 1e9))
    return Carried(plan, tuple(design.index), (), figures(rows), 0.0, 0, 0, False)


def claim(**changes):
    return a_claim(a_test(arm="services", smallest=0.1), parameters=["wages.bargaining_share", "remitting.elasticity"], **changes)


def test_a_placebo_claim_ends_as_no_effect():
    told = judge_claim(claim(), carried(claim(), lambda point: 0.0))
    assert told.verdict.word == verdicts.NO_EFFECT


def test_an_arm_equal_to_its_baseline_to_the_cent_too():
    told = judge_claim(claim(), carried(claim(), lambda point: 0.0, noise=0.0))
    assert told.verdict.word == verdicts.NO_EFFECT
    assert told.verdict.undecided == 0


def test_a_claim_that_holds_comes_with_what_goes_with_it():
    one = claim()
    told = judge_claim(one, carried(one, lambda point: 0.3 + 0.4 * (point["wages.bargaining_share"] - 0.5)))
    assert told.verdict.word == verdicts.HOLDS
    assert told.matter.index[0] == "wages.bargaining_share"
    assert told.payoffs.loc["services", "migrants"] == pytest.approx(2.0)
    assert told.flows.iloc[0]["flow"] == "pay_formal"
    assert told.flows.iloc[0]["difference"] == pytest.approx(-10.0)


def test_a_claim_that_leans_on_one_typed_in_number_is_assumed():
    one = claim(typed_in=[{"parameter": "remitting.elasticity", "off": 0.3}])

    def effect(point):
        return 0.3 if point["remitting.elasticity"] > 0.5 else 0.0

    told = judge_claim(one, carried(one, effect))
    assert told.verdict.word == verdicts.ASSUMED
    assert "remitting.elasticity" in told.verdict.note


def test_a_claim_on_a_fitted_level_is_fitted():
    one = claim(fitted_by="the level is what burn-in learns")
    assert judge_claim(one, carried(one, lambda point: 0.3)).verdict.word == verdicts.FITTED


def test_a_claim_whose_answer_is_typed_in_never_holds():
    one = claim(never_holds="its weight is typed in")
    assert judge_claim(one, carried(one, lambda point: 0.3)).verdict.word == verdicts.ASSUMED
    assert judge_claim(one, carried(one, lambda point: -0.3)).verdict.word == verdicts.REVERSED


def test_the_verdict_is_told_by_structural_choice():
    one = claim(choices={"leaving.arrival_anchor": ["readiness", "cost"]})
    told = judge_claim(one, carried(one, lambda point: 0.3 if point["leaving.arrival_anchor"] == "cost" else -0.3))
    assert told.verdict.word == verdicts.MIXED
    assert told.verdict.by_choice["leaving.arrival_anchor = readiness"].startswith("0 of")


def test_the_page_tells_every_claim_and_reads_without_its_script(tmp_path):
    one = claim()
    runs = carried(one, lambda point: 0.3)
    judged = Judged(one, {"spain": judge_claim(one, runs)})
    page = write_claims_page([judged], [runs], tmp_path, "remitsim claims report").read_text("utf-8")
    assert "<svg" in page
    assert "falsified by" in page
    assert "not tested" in page
    assert "C98" in page
    assert '<p id="filters" hidden>' in page
    table = pd.read_csv(tmp_path / "verdicts.csv")
    assert table["verdict"].tolist() == ["holds"]
    assert list(table.columns) == list(table_of([judged]).columns)


def test_contexts_in_which_only_other_claims_were_run_do_not_count():
    one = claim()
    runs = carried(one, lambda point: 0.3)
    later = runs.figures["context"] > 100
    part = replace(runs, figures=runs.figures[~(later & (runs.figures["arm"] == "services"))])
    assert contexts_of(one, part) == list(range(1, 101))
    told = judge_claim(one, part)
    assert told.verdict.contexts == 100 and told.verdict.unread == 0 and len(told.design) == 100
    assert judged_of([one], [replace(runs, figures=runs.figures[runs.figures["arm"] == "none"])]) == []


def test_seeds_that_would_settle_are_counted_from_those_that_contexts_have():
    near = a_test(arm="services", smallest=0.1)
    told = Effects(near, np.full(128, 0.12), np.full(128, 0.02), np.ones(128, bool), seeds=4.0)
    assert seeds_that_settle(a_claim(near, seeds=16), [told]) == 4 * 8


def test_a_part_of_the_core_runs_as_the_whole_would():
    whole = {stage.plan.world: stage.plan for stage in stages_of(core_set()) if stage.name == "first"}
    part = stages_of([find_claim("C21")], among=core_set())[0].plan
    assert [axis.path for axis in part.axes] == [axis.path for axis in whole["gulf"].axes]
    keys = {run.key for run in whole["gulf"].runs(9)}
    assert {run.key for run in part.runs(9)} < keys
