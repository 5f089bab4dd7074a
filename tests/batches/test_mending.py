"""What is damaged is said, put aside and made again: by the commands that a user has."""

from __future__ import annotations

import gzip

import pytest
from typer.testing import CliRunner

from remitsim.batches import hands
from remitsim.batches.store import Store
from remitsim.cli import app

RUNS = 8


def remitsim(*arguments) -> tuple[int, str]:
    ended = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return ended.exit_code, ended.output.replace("\n", " ")


@pytest.fixture
def again(burnt, file, tmp_path, monkeypatch):
    """Carries the same experiment out into the same store; what it says."""
    monkeypatch.setattr("remitsim.batches.verify.burnt_in", hands.burnt_in)
    return lambda: remitsim("batch", file, "--out", tmp_path / "store", "--jobs", "1")


@pytest.fixture
def shelved(again, tmp_path):
    """A store whose runs are in a shard."""
    assert again()[0] == 0
    return Store(tmp_path / "store")


@pytest.fixture
def arrived(again, tmp_path, monkeypatch):
    """A store whose runs are in files of their own."""
    with monkeypatch.context() as patched:
        patched.setattr(Store, "compact", lambda self: False)
        assert again()[0] == 0
    return Store(tmp_path / "store")


def cut(file) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def change(file, at: int, to: int) -> None:
    content = bytearray(file.read_bytes())
    assert content[at] != to
    content[at] = to
    file.write_bytes(content)


def is_whole(store: Store, before) -> bool:
    return Store(store.folder).table("figures").equals(before) and remitsim("verify", store.folder)[0] == 0


@pytest.mark.parametrize("name", ["figures", "runs", "flows"])
def test_a_shard_cut_to_half(again, shelved, name):
    before = shelved.table("figures")
    (shard,) = shelved.shards()
    cut(shard.path / f"{name}.parquet")
    code, text = remitsim("status", shelved.folder)
    assert code == 2 and "damaged" in text and "makes its runs again" in text
    code, text = again()
    assert code == 0 and "is damaged: put aside" in text and f"{RUNS} runs done" in text
    assert is_whole(shelved, before)


@pytest.mark.parametrize("name", ["figures", "runs"])
def test_a_changed_byte_in_a_shard(again, shelved, name):
    before = shelved.table("figures")
    (shard,) = shelved.shards()
    file = shard.path / f"{name}.parquet"
    change(file, 40, file.read_bytes()[40] ^ 0xFF)
    code, text = remitsim("verify", shelved.folder)
    assert code == 1 and "is not what was written" in text
    assert remitsim("status", shelved.folder)[0] in (0, 2) and remitsim("results", shelved.folder)[0] in (0, 2)
    assert again()[0] == 0 and is_whole(shelved, before)


def test_a_list_of_files_that_is_none(again, shelved):
    before = shelved.table("figures")
    (shard,) = shelved.shards()
    (shard.path / "shard.json").write_text('{"files": {}, "replacez": []}')
    assert remitsim("verify", shelved.folder)[0] == 1
    assert again()[0] == 0 and is_whole(shelved, before)


def spoil_members(file) -> None:
    change(file, 300, file.read_bytes()[300] ^ 0xFF)


def spoil_flags(file) -> None:
    change(file, file.read_bytes().index(b"PK\x01\x02") + 8, 1)  # "encrypted"


def spoil_method(file) -> None:
    change(file, file.read_bytes().index(b"PK\x01\x02") + 10, 99)  # packed in a way that nobody knows


def spoil_record(file) -> None:
    change(file, file.read_bytes().rindex(b"PK\x01\x02") + 10, 8)  # a record that is not deflated, said to be


@pytest.mark.parametrize("spoil", [cut, spoil_members, spoil_flags, spoil_method, spoil_record])
def test_a_damaged_file_of_a_run(again, arrived, spoil):
    before = arrived.table("figures")
    spoil(arrived.arrived()[0])
    code, text = remitsim("verify", arrived.folder)
    assert code == 1 and ".run is damaged" in text
    assert remitsim("status", arrived.folder)[0] in (0, 2)
    code, text = again()
    assert code == 0 and "put aside, its run is made again" in text and "1 runs done" in text
    assert is_whole(arrived, before)


def spoil_stream(file) -> None:
    change(file, 60, file.read_bytes()[60] ^ 0xFF)


@pytest.mark.parametrize("spoil", [cut, spoil_stream, lambda file: file.unlink()])
def test_a_damaged_scenario(again, shelved, spoil):
    (scenario,) = (shelved.folder / "scenarios").iterdir()
    before, key = gzip.decompress(scenario.read_bytes()), shelved.records()["key"][0]
    spoil(scenario)
    code, text = remitsim("verify", shelved.folder)
    assert code == 1 and scenario.name in text
    code, text = remitsim("rerun", shelved.folder, "--run", key)
    assert code == 2 and "cannot be read" in text
    code, text = again()
    assert code == 0 and f"0 runs done in 0 s, 0 failed, {RUNS} were there" in text
    assert gzip.decompress(scenario.read_bytes()) == before and remitsim("rerun", shelved.folder, "--run", key)[0] == 0
