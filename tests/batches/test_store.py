"""A store holds each finished run once and whole, whatever happens to files and writers."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from remitsim.batches import compacting, shards
from remitsim.batches.shards import digest_of
from remitsim.batches.store import Store, StoreError


def tables(run, rows: int = 5):
    """Invented tables of a run, different for each run."""
    chance = np.random.default_rng(int(run.key[:8], 16))
    figures = pd.DataFrame({
        "year": np.arange(1, rows + 1, dtype=np.int16), "month": np.int16(-1), "place": "world", "band": "all", "group": "all",
        "indicator": "migrants", "value": chance.random(rows), "unit": "people", "rows": np.nan,
    })  # fmt: skip
    return {"figures": figures, "flows": pd.DataFrame({"year": [1], "payer": ["firms"], "usd": [chance.integers(99) / 100]})}


@pytest.fixture
def full(store, runs):
    for run in runs:
        store.add(run, tables(run), 0.5)
    return store


def test_what_went_in_comes_out(full, runs):
    told = full.table("figures", runs)
    assert len(told) == 5 * len(runs)
    for run in runs:
        mine = told[told["key"] == run.key].reset_index(drop=True)
        assert (mine["luck"] == run.luck).all() and (mine["arm"] == run.arm.name).all()
        kept = mine[list(tables(run)["figures"].columns)]
        pd.testing.assert_frame_equal(kept, tables(run)["figures"], check_dtype=False)


def test_compacting_changes_nothing_that_is_told(full):
    before = {name: full.table(name) for name in ("figures", "flows")}
    lines = full.runs()
    assert full.compact()
    assert not list(full.incoming.glob("*.run")) and len(full.shards()) == 1
    for name, table in before.items():
        pd.testing.assert_frame_equal(full.table(name), table)
    pd.testing.assert_frame_equal(full.runs(), lines)


def test_many_small_shards_become_one(store, runs, monkeypatch):
    monkeypatch.setattr(compacting, "MERGE_AT", 3)
    for run in runs[:6]:
        store.add(run, tables(run), 0.1)
        store.compact()
    assert len(store.shards()) <= 3 and store.keys() == {run.key for run in runs[:6]}
    assert len(store.table()) == 30
    assert len([path for path in store.shelf.iterdir() if path.is_dir()]) == len(store.shards())


def test_a_run_added_twice_is_there_once(full, runs):
    full.compact()
    full.add(runs[0], tables(runs[0]), 9.0)
    assert len(full.table()) == 5 * len(runs) and len(full.runs()) == len(runs)
    full.compact()
    assert len(full.table()) == 5 * len(runs) and sum(len(shard.records) for shard in full.shards()) == len(runs)


def test_death_between_a_shard_and_its_sources_repeats_nothing(full, runs, monkeypatch):
    kept = {path: path.read_bytes() for path in full.arrived()}
    full.compact()
    for path, content in kept.items():  # the writer died before it removed them
        path.write_bytes(content)
    assert len(full.table()) == 5 * len(runs)
    full.compact()
    assert not full.arrived() and len(full.table()) == 5 * len(runs)


def test_death_within_a_merge_repeats_nothing(store, runs, monkeypatch):
    for run in runs[:2]:
        store.add(run, tables(run), 0.1)
        store.compact()
    monkeypatch.setattr(compacting, "MERGE_AT", 2)
    monkeypatch.setattr(compacting.shutil, "rmtree", lambda *a, **k: None)  # the old ones stay
    store.compact()
    monkeypatch.undo()
    assert len([path for path in store.shelf.iterdir() if path.name[0] != "."]) == 3
    assert len(store.shards()) == 1 and len(store.table()) == 10
    store.compact()
    assert len([path for path in store.shelf.iterdir() if path.name[0] != "."]) == 1 and len(store.table()) == 10


@pytest.mark.parametrize("table", ["figures.parquet", "runs.parquet", "flows.parquet"])
def test_a_truncated_shard_is_said_and_its_runs_are_missing_once_it_is_put_aside(full, runs, table):
    full.compact()
    file = full.shards()[0].path / table
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(StoreError, match="damaged"):
        full.table()
    assert full.missing(runs) == runs
    assert len(full.mend()) == 1
    assert len(full.table()) == 0 and list((full.folder / "damaged").iterdir())
    for run in runs:
        full.add(run, tables(run), 0.5)
    assert len(full.table()) == 5 * len(runs)


def test_a_truncated_file_of_a_run_is_put_aside(full, runs):
    file = full.incoming / f"{runs[0].key}.run"
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(StoreError, match=runs[0].key):
        full.table()
    assert full.mend() == [f"{runs[0].key}.run is damaged: put aside, its run is made again"]
    assert full.missing(runs) == [runs[0]]


def test_a_changed_byte_is_found_by_its_hash(full):
    full.compact()
    shard = full.shards()[0]
    content = bytearray((shard.path / "figures.parquet").read_bytes())
    content[60] ^= 1
    (shard.path / "figures.parquet").write_bytes(content)
    assert not shards.Shard(shard.path).hashed()


def test_a_failure_is_a_record_until_the_run_ends_well(store, runs):
    store.fail(runs[0], ValueError("no such thing"), "trace")
    line = store.runs().iloc[0]
    assert (line["status"], line["error"], line["arm"]) == ("failed", "ValueError: no such thing", runs[0].arm.name)
    assert store.missing(runs[:1]) == runs[:1]
    store.compact()
    assert store.runs()["status"].tolist() == ["failed"] and not list(store.incoming.iterdir())
    store.add(runs[0], tables(runs[0]), 0.1)
    assert store.runs()["status"].tolist() == ["done"]
    store.compact()
    assert store.runs()["status"].tolist() == ["done"]


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "cannot be written")])
def test_a_disk_that_takes_nothing_is_a_clear_error_and_loses_nothing(full, runs, monkeypatch, number, words):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    new = runs[0]
    monkeypatch.setattr(shards.os, "replace", refuse)
    with pytest.raises(StoreError, match=words):
        full.add(new, tables(new), 0.1)
    with pytest.raises(StoreError, match=words):
        full.check_writable()
    with pytest.raises(StoreError, match=words):
        full.compact()
    monkeypatch.undo()
    assert len(full.table()) == 5 * len(runs)
    assert not list(full.folder.rglob("*.part"))


def test_one_result_may_serve_two_labels(store, runs, arms, base):
    from dataclasses import replace

    other = replace(runs[0], context=7)
    store.add(runs[0], tables(runs[0]), 0.1)
    told = store.table("figures", [runs[0], other])
    assert sorted(told["context"].unique()) == [0, 7] and len(told) == 10


def test_tables_of_other_columns_stand_side_by_side(store, runs):
    store.add(runs[0], tables(runs[0]), 0.1)
    store.add(runs[1], {"figures": tables(runs[1])["figures"].assign(extra="x")}, 0.1)
    store.compact()
    told = store.table()
    assert told["extra"].isna().sum() == 5 and len(told) == 10


def test_several_writers_and_compactions_at_once(store, runs, monkeypatch):
    copies = [Store(store.folder) for _ in range(4)]

    def write(mine: Store) -> None:
        for number, run in enumerate(runs, 1):
            mine.add(run, tables(run), 0.1)
            mine.compact()
            added = {one.key for one in runs[:number]}
            assert mine.has(run.key) and added <= mine.keys()
            counts = mine.table()["key"].value_counts()
            assert added <= set(counts.index) and (counts == 5).all(), "whole, once, whatever the others merge meanwhile"

    monkeypatch.setattr(compacting, "MERGE_AT", 2)
    with ThreadPoolExecutor(len(copies)) as pool:
        list(pool.map(write, copies))
    store.compact()
    assert len(store.table()) == 5 * len(runs) and len(store.runs()) == len(runs)


def test_what_is_finished_is_known_without_whole_records(full, runs, monkeypatch):
    read = shards.pq.read_table
    full.compact()
    full.fail(runs[0], ValueError("again"))
    asked = []
    monkeypatch.setattr(shards.pq, "read_table", lambda file, columns=None: asked.append(columns) or read(file, columns=columns))
    mine = Store(full.folder)
    assert mine.keys() == {run.key for run in runs} and asked == [["key", "status"]]
    assert mine.has(runs[0].key) and len(asked) == 1


def test_a_digest_says_the_same_of_words_that_lie_in_pieces():
    whole, pieces = pa.chunked_array([["a", None, "b"]]), pa.chunked_array([["a", None], ["b"]])
    told = [digest_of({"t": pd.DataFrame({"word": pd.Series(pd.array(words, dtype=pd.StringDtype("pyarrow")))})})
            for words in (whole, pieces)]  # fmt: skip
    assert told[0] == told[1] == digest_of({"t": pd.DataFrame({"word": pd.Series(["a", None, "b"], dtype=object)})})
