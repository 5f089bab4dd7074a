"""Batches by command: explain, batch, status, results, rerun, verify, export."""

from __future__ import annotations

import errno
import json
import sys

import pandas as pd
import pytest
from typer.testing import CliRunner

from remitsim.batches import hands
from remitsim.batches.batch import chosen, cost_of, run_batch, status, summary
from remitsim.batches.experiment import load_experiment
from remitsim.batches.exporting import write_table
from remitsim.batches.speed import Pace, pace_of_store, smaller
from remitsim.batches.store import Store, StoreError
from remitsim.batches.verify import differences, record_of, run_again, verify
from remitsim.cli import app


@pytest.fixture
def done(burnt, file, tmp_path, monkeypatch):
    monkeypatch.setattr("remitsim.batches.verify.burnt_in", hands.burnt_in)
    run_batch(load_experiment(str(file)), tmp_path / "store", jobs=1)
    return Store(tmp_path / "store")


def remitsim(*arguments) -> tuple[int, str]:
    ended = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return ended.exit_code, ended.output


def test_more_replicates_do_the_others_only(done, file, tmp_path, burnt):
    outcome = run_batch(load_experiment(str(file)), tmp_path / "store", replicates=4, jobs=1)
    assert (outcome.done, outcome.before) == (8, 8)


def test_status_tells_what_is_left_and_how_to_go_on(done, file):
    (line,) = status(done)
    assert (line["runs"], line["done"], line["left"], line["go on with"]) == (8, 8, 0, "")
    code, text = remitsim("status", done.folder, "--json")
    assert code == 0 and json.loads(text)["experiments"][0]["done"] == 8


def test_a_failure_is_shown_with_its_command(burnt, file, tmp_path, monkeypatch):
    def breaks(run, world, schedule=None):
        raise ArithmeticError("books")

    monkeypatch.setattr(hands, "live", breaks)
    assert run_batch(load_experiment(str(file)), tmp_path / "store", jobs=1).failed == 8
    code, text = remitsim("status", tmp_path / "store")
    assert code == 0 and "ArithmeticError: books" in text and "remitsim rerun" in text


def test_a_run_drawn_up_again_has_its_name(done):
    for record in done.records().to_dict("records"):
        run = run_again(done, record)
        assert run.key == record["key"] and run.context == record["context"]
        assert differences(done, record) == []


def test_verify_finds_nothing_where_nothing_is_wrong(done):
    verdict = verify(done, sample=2)
    assert verdict.wrong == [] and (verdict.runs, verdict.again) == (8, 2)


def test_verify_finds_other_rules_and_other_tables(done, monkeypatch):
    def another(run, world, schedule=None):
        tables = live(run, world, schedule)
        tables["figures"].loc[3, "value"] += 0.01
        return tables

    live = hands.live
    monkeypatch.setattr("remitsim.batches.verify.live", another)
    (line,) = verify(done, sample=1).wrong
    assert "figures differs: value by up to 0.01" in line
    monkeypatch.setattr("remitsim.batches.verify.source_of_runs", lambda: "other")
    assert "other rules" in verify(done, sample=1).notes[0]


def test_rerun_by_the_beginning_of_a_key(done):
    key = done.records()["key"][0]
    assert record_of(done, key[:10])["key"] == key
    with pytest.raises(StoreError, match="8 runs begin"):
        record_of(done, "")


def test_a_summary_pairs_arms(done):
    told = summary(done, chosen(done), ["wage_migrant"])
    assert told["arm"].tolist() == ["none", "temporary-permit"] and told["runs"].tolist() == [4, 4]
    table = done.table()
    mine = table[(table["indicator"] == "wage_migrant") & (table["place"] == "world") & (table["month"] == -1)]
    means = mine.groupby("arm")["value"].mean()
    assert told["difference"].iloc[1] == pytest.approx(means["temporary-permit"] - means["none"]) and told["low"].iloc[1] != 0


def test_exports_agree(done, tmp_path):
    plan = chosen(done)
    rows = {kind: write_table(done, plan, "figures", tmp_path / f"t{kind}") for kind in (".csv", ".parquet", ".xlsx")}
    assert len(set(rows.values())) == 1
    csv, parquet = pd.read_csv(tmp_path / "t.csv"), pd.read_parquet(tmp_path / "t.parquet")
    excel = pd.read_excel(tmp_path / "t.xlsx")
    for other in (parquet, excel):
        pd.testing.assert_frame_equal(csv, other, check_dtype=False)
    assert csv["context"].unique().tolist() == [1, 2]


def test_exports_do_not_depend_on_compaction(burnt, file, tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(Store, "compact", lambda self: False)
        run_batch(load_experiment(str(file)), tmp_path / "store", jobs=1)
    store = Store(tmp_path / "store")
    assert len(store.arrived()) == 8 and not store.shards()
    write_table(store, chosen(store), "flows", tmp_path / "one.csv")
    assert store.compact() and not store.arrived() and len(store.shards()) == 1
    write_table(store, chosen(store), "flows", tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize(("arguments", "words"), [
    (["status", "/nowhere"], "there is no store here"), (["export", "STORE", "--to", "x.odt"], ".csv"),
    (["export", "STORE", "--to", "x.csv", "--table", "gains"], "no finished run has a table"),
    (["rerun", "STORE", "--run", "zz"], "no runs begin"), (["results", "STORE", "--experiment", "other"], "holds no experiment"),
    (["batch", "FILE", "--out", "STORE", "--way", "horses"], "threads or processes"),
    (["export", "STORE", "--to", "FOLDER.csv"], "FOLDER.csv: this is a folder"),
    (["export", "STORE", "--to", "nowhere/x.csv"], "there is no folder nowhere"),
    (["results", "STORE", "--indicator", "sent", "--indicator", "arival"], '"arival": no such indicator; did you mean arrivals'),
    (["explain", "LATIN"], "UTF-8"),
])  # fmt: skip
def test_mistakes_end_with_2_and_a_line(done, file, arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FOLDER.csv").mkdir()
    (tmp_path / "latin.toml").write_bytes('title = "Años"\n'.encode("latin-1"))
    given = {"STORE": done.folder, "FILE": file, "LATIN": "latin.toml"}
    code, text = remitsim(*[given.get(argument, argument) for argument in arguments])
    assert code == 2 and words in text.replace("\n", " ") and "Traceback" not in text
    assert not list(tmp_path.glob("x.*"))


def test_explain_tells_the_cost_before_anything_starts(file):
    code, text = remitsim("explain", file)
    assert code == 0 and "8 runs" in text and "2 burnt-in worlds" in text.replace("\n", " ")
    one = load_experiment(str(file))
    cost = cost_of(one, one.runs(4), 2, Pace(3.0, 5.0, 1000.0, "said"))
    assert (cost.runs, cost.seconds, cost.disk) == (16, (16 * 3.0 + 2 * 5.0) / 2, 16_000.0)


def test_a_store_tells_its_own_pace(done, file):
    runs = load_experiment(str(file)).runs()
    pace = pace_of_store(runs, done)
    spent = done.records()["seconds"]
    assert pace is not None and pace.living == pytest.approx(spent.mean()) and pace.burning == pytest.approx(pace.living)
    assert pace_of_store(runs[:2], done) is None


def test_a_smaller_run_is_another_run_of_the_same_arm(file):
    run = load_experiment(str(file)).runs()[1]
    small = smaller(run, 500, 6, 6)
    assert small.key != run.key and small.arm == run.arm
    assert (small.scenario.run.people, small.burnt_from.run.burn_in, small.scenario.run.months) == (500, 6, 6)
    assert small.scenario.policies == run.scenario.policies


def test_a_baseline_may_be_written_as_its_arm_is(burnt, file, tmp_path):
    written = "cap-3-percent+services"
    text = file.read_text().replace('"none", ', f'"{written}", ').replace("replicates", f'baseline = "{written}"\nreplicates')
    file.write_text(text)
    store = tmp_path / "store"
    assert remitsim("batch", file, "--out", store, "--jobs", "1")[0] == 0
    told = summary(Store(store), chosen(Store(store)), ["wage_migrant"]).set_index("arm")["difference"]
    assert abs(told["temporary-permit"]) > 0 and pd.isna(told["cap-3-percent + services"])


def test_an_indicator_that_no_run_kept_is_said_beside_those_that_are_told(done):
    code, text = remitsim("results", done.folder, "--indicator", "migrants", "--indicator", "sent")
    assert code == 0 and "no finished run has sent" in text.replace("\n", " ") and "temporary-permit" in text


def test_a_failed_run_on_a_disk_that_takes_nothing_is_a_line(burnt, file, tmp_path, monkeypatch):
    def breaks(run, world, schedule=None):
        raise ArithmeticError("books")

    def refuse(*_):
        raise OSError(errno.EROFS, "read-only")

    with monkeypatch.context() as patched:
        patched.setattr(hands, "live", breaks)
        run_batch(load_experiment(str(file)), tmp_path / "store", jobs=1)
    monkeypatch.setattr("remitsim.batches.shards.os.replace", refuse)
    monkeypatch.setattr("remitsim.burnt.burnt_in", hands.burnt_in)
    code, text = remitsim("rerun", tmp_path / "store", "--run", Store(tmp_path / "store").records()["key"][0])
    assert code == 2 and "cannot be written" in text.replace("\n", " ")


def test_experiments_are_listed_where_an_extra_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.sample", None)
    code, text = remitsim("experiments")
    assert code == 0 and "regularisation" in text and "screening" in text and "SALib" in text


def test_a_batch_without_a_folder_is_kept_under_its_experiments_name(burnt, file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, text = remitsim("batch", file, "--jobs", 1)
    assert code == 0, text
    assert len(Store(tmp_path / "stores" / "small").keys()) == 8
