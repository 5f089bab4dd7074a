"""From one file a run to a few shards: what a store does under its lock."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from remitsim.batches.shards import MISSING, Record, Shard, joined, record_in, tables_in, write_shard

if TYPE_CHECKING:
    from remitsim.batches.store import Store

MERGE_AT = 8  # shards
FULL = 256 * 2**20  # bytes; larger shards are merged no more
OLD_PART = 3600.0  # seconds after which a file begun has no writer any more


def compact(store: Store) -> None:
    """Sweep away what killed writers left, move finished runs into a shard, merge small shards. Raises OSError."""
    _sweep(store)
    sound, _ = store.sound_and_broken()
    _shelve(store, sound)
    small = [shard for shard in store.sound_and_broken()[0] if shard.size < FULL]
    if len(small) >= MERGE_AT:
        _merge(store, small)


def put_aside(store: Store) -> list[str]:
    """Move what is damaged into ``damaged``; tells each. Raises OSError."""
    told = []
    sound, broken = store.sound_and_broken()
    for shard in [*broken, *(shard for shard in sound if not shard.intact)]:
        told.append(f"shard {shard.path.name} is damaged: put aside, its runs are made again")
        _move_aside(store, shard.path)
    for path in broken_files(store):
        told.append(f"{path.name} is damaged: put aside, its run is made again")
        _move_aside(store, path)
    for path in sorted(store.folder.glob("scenarios/*.json.gz")):
        if not store.knows(path.name.removesuffix(".json.gz")):
            told.append(f"scenario {path.name} is damaged: put aside, it is written again with its runs")
            _move_aside(store, path)
    return told


def broken_files(store: Store) -> Iterator[Path]:
    """Files of runs that are in no shard yet and cannot be read."""
    for path in [*store.arrived(), *sorted(store.incoming.glob("*.failed"))]:
        try:
            record_in(path)
            tables_in(path)
        except FileNotFoundError:
            continue
        except MISSING:
            yield path


def _move_aside(store: Store, path: Path) -> None:
    aside = store.folder / "damaged"
    aside.mkdir(exist_ok=True)
    path.rename(aside / f"{path.name}.{time.time_ns()}")


def _sweep(store: Store) -> None:
    """Parts of files and shards whose writer is gone; files of runs that are in a shard already; merged shards."""
    sound, _ = store.sound_and_broken()
    in_force = {shard.path for shard in sound}
    merged = {store.shelf / name for shard in sound for name in shard.about["replaces"]}
    for path in store.shelf.glob(".*.part"):  # only the holder of the lock writes shards
        shutil.rmtree(path, ignore_errors=True)
    for path in merged - in_force:
        shutil.rmtree(path, ignore_errors=True)
    for path in store.folder.glob("*/.*.part"):
        with suppress(FileNotFoundError):
            if path.is_file() and time.time() - path.stat().st_mtime > OLD_PART:
                path.unlink()


def _shelve(store: Store, sound: list[Shard]) -> None:
    done = frozenset().union(*(shard.done for shard in sound))
    records: list[Record] = []
    paths: dict[str, Path] = {}
    schemas: dict[str, list[pa.Schema]] = {}
    finished = store.arrived()
    files = [*finished, *sorted(store.incoming.glob("*.failed"))]
    settled = done | {path.stem for path in finished}
    for path in files:
        if path.stem in done or (path.suffix == ".failed" and path.stem in settled):
            path.unlink(missing_ok=True)
            continue
        try:
            record, tables = record_in(path), tables_in(path)
        except MISSING:  # left for `put_aside`
            continue
        records.append(record)
        paths[f"{record['key']}{path.suffix}"] = path
        for name, table in tables.items():
            schemas.setdefault(name, []).append(table.schema)
    if records:
        whole = {name: joined(parts) for name, parts in schemas.items()}
        write_shard(store.shelf, records, {name: _pieces(paths, name) for name in whole}, whole)
        for path in paths.values():
            path.unlink(missing_ok=True)


def _pieces(paths: dict[str, Path], name: str) -> Iterator[pa.Table]:
    for path in paths.values():
        if path.suffix == ".run":
            table = tables_in(path, name).get(name)
            if table is not None:
                yield table


def _merge(store: Store, shards: list[Shard]) -> None:
    """Several shards as one, a few runs at a time in memory; failures that ended well since are dropped."""
    records: list[dict[str, Any]] = []
    done = frozenset().union(*(shard.done for shard in shards))
    for shard in shards:
        lines = pq.read_table(shard.path / "runs.parquet").to_pylist()
        records += [line for line in lines if line["status"] == "done" or line["key"] not in done]
    names = sorted({name.removesuffix(".parquet") for shard in shards for name in shard.about["files"]} - {"runs"})
    schemas = {name: joined(pq.read_schema(file) for shard in shards if (file := shard.file(name))) for name in names}
    pieces: dict[str, Iterable[pa.Table]] = {name: _groups(shards, name) for name in names}
    gone = [old for shard in shards for old in (shard.path.name, *shard.about["replaces"])]
    write_shard(store.shelf, records, pieces, schemas, gone)
    for shard in shards:
        shutil.rmtree(shard.path, ignore_errors=True)


def _groups(shards: list[Shard], name: str) -> Iterator[pa.Table]:
    for shard in shards:
        yield from shard.groups(name)


@contextmanager
def locked(path: Path, wait: bool = False) -> Iterator[bool]:
    """Hold a store's lock, which falls open when its process dies; yields whether it was got."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as stream:
        got = _lock(stream, wait)
        try:
            yield got
        finally:
            if got:
                _unlock(stream)


if os.name == "nt":
    import msvcrt

    def _lock(stream: Any, wait: bool) -> bool:
        try:
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

    def _unlock(stream: Any) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
else:
    import fcntl

    def _lock(stream: Any, wait: bool) -> bool:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def _unlock(stream: Any) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_UN)
