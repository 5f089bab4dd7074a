"""Reading a store while another writer merges its shards: nothing is missing and nothing is damaged."""

from __future__ import annotations

import pytest

from batches.test_store import tables
from remitsim.batches import compacting, shards
from remitsim.batches.runner import carry_out
from remitsim.batches.shards import Shard
from remitsim.batches.store import Store
from remitsim.batches.verify import verify

READ = {
    "keys": lambda store: len(store.keys()),
    "has": lambda store: sum(map(store.has, [path.key for path in store.wanted])),
    "records": lambda store: len(store.records()),
    "table": lambda store: store.table()["key"].nunique(),
    "rows": lambda store: store.rows("figures", [run.key for run in store.wanted])["key"].nunique(),
    "names": lambda store: 4 if store.names() == ["figures", "flows"] else 0,
    "dataset": lambda store: store.dataset().count_rows() // 5,
    "verify": lambda store: verify(store, sample=0).runs,
}


@pytest.fixture
def meddled(store, runs, monkeypatch):
    """Another reader of four shards; gives that, and what makes a writer merge them once, from within a call."""
    monkeypatch.setattr(compacting, "MERGE_AT", 100)
    for run in runs[:4]:
        store.remember(run)
        store.add(run, tables(run), 0.1)
        store.compact()
    assert len(store.shards()) == 4
    monkeypatch.setattr(compacting, "MERGE_AT", 4)
    reader, merged = Store(store.folder), []
    reader.wanted = runs[:4]

    def within(where, name):
        real = getattr(where, name)

        def meddling(*arguments, **named):
            if not merged:
                merged.append(True)
                store.compact()
            return real(*arguments, **named)

        monkeypatch.setattr(where, name, meddling)

    return reader, within, merged


@pytest.mark.parametrize("read", READ)
@pytest.mark.parametrize("place", [(Shard, "sound"), (shards.pq, "read_table"), (shards, "_hash_of"), (shards.pq, "read_schema")],
                         ids=lambda place: place[1])  # fmt: skip
def test_shards_merged_while_they_are_read(meddled, read, place):
    reader, within, merged = meddled
    within(*place)
    assert READ[read](reader) == 4
    assert len(reader.shards()) == (1 if merged else 4)


@pytest.mark.parametrize("read", READ)
def test_a_folder_half_removed_is_not_damaged(meddled, read, monkeypatch):
    reader, within, _ = meddled
    monkeypatch.setattr(compacting.shutil, "rmtree", lambda path, **_: (path / "shard.json").unlink(missing_ok=True))
    within(Shard, "sound")
    assert READ[read](reader) == 4


def test_a_batch_goes_on_while_another_merges(meddled, burnt, runs):
    reader, within, merged = meddled
    within(shards.pq, "read_table")
    outcome = carry_out(runs, reader, jobs=1, way="threads")
    assert (outcome.done, outcome.failed, outcome.before) == (4, 0, 4) and merged
