"""A first look at one claim a theme, on tiny worlds and a year: every arm runs and every judged test is read."""

from __future__ import annotations

import json

import pytest

from remitsim.batches.store import Store
from remitsim.claims import plausible
from remitsim.claims.catalogue import find_claim, themes
from remitsim.claims.claim import judged_of, run_claims
from remitsim.claims.keeping import write_tables
from remitsim.claims.sheet import Claim
from remitsim.claims.stages import carried_of, read_stages, stages_of, table_of_stages
from remitsim.claims.verdicts import FIRST_LOOK
from remitsim.progress import Quiet

SPAIN = ("C7", "C25", "C30", "C36", "C47", "C61", "C85", "C90", "P3")
GULF = ("C54",)


def shortened(number: str, world: str) -> Claim:
    """The claim with everything read in the first year, in one world, on one luck."""
    values = json.loads(find_claim(number).model_dump_json())
    told = json.loads(json.dumps(values), object_hook=lambda part: part | {"years": [1, 1]} if "years" in part else part)
    return Claim.model_validate(told | {"worlds": [world], "months": 12, "seeds": 1})


@pytest.fixture(autouse=True)
def _every_context_counts(monkeypatch):
    monkeypatch.setattr(plausible, "misses_of", lambda world: [])


def test_one_claim_a_theme_is_named():
    assert {find_claim(number).theme for number in (*SPAIN, *GULF)} == set(themes())


@pytest.mark.parametrize(("world", "numbers"), [("spain", SPAIN), ("gulf", GULF)])
def test_a_quick_look_at_each_theme(world, numbers, tmp_path):
    claims = [shortened(number, world) for number in numbers]
    judged, carried = run_claims(claims, True, tmp_path, 2, 1_000, (), 1, Quiet(), None, 12)
    assert [each.failed for each in carried] == [0]
    assert [one.claim.number for one in judged] == list(numbers)
    for one in judged:
        told = one.worlds[world]
        assert told.verdict.word == FIRST_LOOK
        assert len(told.tables) == len(one.claim.tests)
        unread = [name for name, table in told.tables.items() if not table["seeds"].gt(0).any()]
        assert not unread, f"{one.claim.number}: {unread}"


def test_stages_share_runs_go_on_and_keep_tables(tmp_path):
    claims = [shortened("C31", "spain"), shortened("C30", "spain")]
    stages = [_with_burn_in(stage) for stage in stages_of(claims, 2, 1, 1_000)]
    assert [[claim.number for claim in stage.plan.claims] for stage in stages] == [["C31"], ["C30"]]
    first, rest = stages
    shared = set(first.plan.arms) & set(rest.plan.arms)
    assert "none" in shared
    assert {run.key for run in first.plan.runs(1) if run.arm.name == "none"} <= {run.key for run in rest.plan.runs(1)}

    store = tmp_path / "runs"
    before = table_of_stages(stages, Store(store))
    carried = list(carried_of(stages, store, 1, Quiet()))
    after = table_of_stages(stages, Store(store))
    assert sum(row["runs"] for row in before) == sum(each.done for each in carried) == sum(row["done"] for row in after)
    assert sum(row["minutes"] for row in before) > 0.0 == sum(row["minutes"] for row in after)
    assert [each.done for each in carried_of(stages, store, 1, Quiet())] == [0, 0]

    judged = judged_of(claims, read_stages(stages, store))
    folder = write_tables(judged, carried, tmp_path / "verdicts", "remitsim claims run")
    told = json.loads((folder / "provenance.json").read_text("utf-8"))
    assert [row["contexts"] for row in told["runs"]] == [2, 1]
    assert told["runs"][0]["people"] == 1_000
    ledger = (folder / "ledger.md").read_text("utf-8")
    assert "Before calibration" in ledger
    assert "| C30 |" in ledger


def _with_burn_in(stage):
    from dataclasses import replace

    from remitsim.scenario import with_values

    return replace(stage, plan=replace(stage.plan, base=with_values(stage.plan.base, {"run.burn_in": 12})))


def test_the_rest_may_not_have_more_contexts_than_the_first():
    with pytest.raises(ValueError, match="more than"):
        stages_of([], 8, 16)
