"""A store of runs: each enters whole or not at all, at once, and none twice."""

from __future__ import annotations

import errno
import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from remitsim.batches import compacting
from remitsim.batches.design import Run, source_of_runs
from remitsim.batches.shards import (
    MISSING,
    Shard,
    conformed,
    digest_of,
    joined,
    labelled,
    names_in,
    one_a_run,
    packed,
    put,
    record_in,
    record_of,
    tables_in,
)

LABELS = ["key", "world", "arm", "context", "population", "luck"]
ORDER = ["world", "arm", "context", "population", "luck", "key"]
COMPACT_AT = 64  # finished runs in files of their own
TRIES = 20
Told = TypeVar("Told")


class StoreError(Exception):
    """A store that cannot be read or written: what is the matter, and what to do."""


class Store:
    """A folder of runs. ``incoming``: a file a run, as it ended; ``shards``: many runs as parquet; ``scenarios``: what
    they began from; ``plans``: what batches wanted; ``damaged``: files found broken, kept aside.

    Any number of batches may write at once.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self.incoming, self.shelf = self.folder / "incoming", self.folder / "shards"
        self._known: dict[str, Shard] = {}
        self._waiting = 0

    def __repr__(self) -> str:
        return f"Store({str(self.folder)!r})"

    # --- what is there

    def shards(self) -> list[Shard]:
        """Shards in force: those that others were not merged from. Raises StoreError if one is damaged."""
        shards, broken = self.sound_and_broken()
        if broken:
            names = ", ".join(shard.path.name for shard in broken)
            raise StoreError(f"{self.folder}: damaged: {names}; `remitsim batch` with the same experiment makes its runs "
                             "again, everything else is whole")  # fmt: skip
        return shards

    def keys(self) -> set[str]:
        """Keys of finished runs. Raises StoreError."""
        # files before shards: a run that moves meanwhile is in both
        return self.steadily(lambda: {path.stem for path in self.arrived()}.union(
            *(shard.done for shard in self.sound_and_broken()[0])))  # fmt: skip

    def has(self, key: str) -> bool:
        """Whether a run is finished. Raises StoreError."""
        arrived = (self.incoming / f"{key}.run").is_file()
        return arrived or self.steadily(lambda: any(key in shard.done for shard in self.sound_and_broken()[0]))

    def missing(self, runs: Sequence[Run]) -> list[Run]:
        """Runs that are not finished, each once, in order."""
        done = self.keys()
        return [run for key, run in {run.key: run for run in runs}.items() if key not in done]

    def records(self) -> pd.DataFrame:
        """One full record a run, finished or failed, in order of labels; a finished one hides a failed one."""
        return self.steadily(self._records)

    def runs(self) -> pd.DataFrame:
        """One line a run: labels, status, seconds, made, source, whether the rules are still those (``current``), error."""
        records = self.records()
        told = [*LABELS, "status", "seconds", "made", "source", "values", "rows", "error"]
        return records[told].assign(current=records["source"] == source_of_runs())

    def table(
        self, name: str = "figures", keys: Sequence[str] | Sequence[Run] | None = None, columns: Sequence[str] | None = None,
        where: pc.Expression | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Rows of a table, in order of labels: key, world, arm, context, population, luck, and the table's own columns.

        ``keys``: only these runs; given as `Run`, rows are labelled as those runs are (one result may serve two
        labels). ``columns``: which of the table's own columns. ``where``: which rows; the others never come into memory.
        Raises StoreError if the store is damaged.
        """
        return self.steadily(partial(self._table, name, keys, columns, where))

    def dataset(self, name: str = "figures") -> ds.Dataset | None:
        """Compacted rows of a table as a pyarrow dataset with the column ``key``; None if there are none."""
        return self.steadily(partial(self._dataset, name))

    def _dataset(self, name: str) -> ds.Dataset | None:
        files = [file for shard in self.shards() if (file := shard.file(name)) is not None]
        return ds.dataset([str(file) for file in files], joined(map(pq.read_schema, files)), "parquet") if files else None

    # --- what comes in

    def add(self, run: Run, tables: dict[str, pd.DataFrame], seconds: float) -> None:
        """Keep a finished run, at once and whole. Raises StoreError if it cannot be written."""
        rows = sum(map(len, tables.values()))
        record = record_of(run, "done", seconds) | {"digest": digest_of(tables), "rows": rows}
        self._put(run, f"{run.key}.run", packed(record, tables))
        (self.incoming / f"{run.key}.failed").unlink(missing_ok=True)
        self._waiting += 1
        if self._waiting >= COMPACT_AT:
            self.compact()

    def fail(self, run: Run, error: BaseException | str, trace: str = "", seconds: float = 0.0) -> None:
        """Keep that a run failed, and why. Raises StoreError if it cannot be written."""
        told = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
        record = record_of(run, "failed", seconds) | {"error": told, "trace": trace}
        self._put(run, f"{run.key}.failed", packed(record, {}))

    def compact(self) -> bool:
        """Move finished runs into shards, and shards into larger ones; False if another batch is at it."""
        with self.writing(), compacting.locked(self.folder / "lock") as got:
            if got:
                self._waiting = 0
                compacting.compact(self)
        return got

    def mend(self) -> list[str]:
        """Put damaged shards and files aside, so that their runs count as missing; tells what it put aside."""
        with self.writing(), compacting.locked(self.folder / "lock", wait=True):
            return compacting.put_aside(self)

    def base(self, name: str) -> dict[str, Any]:
        """The tree of a scenario that runs began from, by the name in their records. Raises StoreError."""
        try:
            tree: dict[str, Any] = json.loads(gzip.decompress((self.folder / "scenarios" / f"{name}.json.gz").read_bytes()))
        except MISSING as error:
            raise StoreError(f"{self.folder}: scenario {name} cannot be read: {error}") from None
        return tree

    def knows(self, name: str) -> bool:
        """Whether the scenario of a name can be read."""
        try:
            return bool(self.base(name))
        except StoreError:
            return False

    def check_writable(self) -> None:
        """Raises StoreError if nothing can be written here."""
        with self.writing():
            put(self.folder / "store.json", b'{"format": 1}\n')

    def remember(self, run: Run) -> None:
        """Keep the scenario a run began from, once, so that records can name it. Raises StoreError."""
        file = self.folder / "scenarios" / f"{run.base_hash}.json.gz"
        if not file.is_file():
            text = json.dumps({"name": run.base.name, "tree": run.base.tree}, default=str)
            with self.writing():
                put(file, gzip.compress(text.encode(), mtime=0))

    def _put(self, run: Run, name: str, content: bytes) -> None:
        self.remember(run)
        with self.writing():
            put(self.incoming / name, content)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Whatever the disk refuses inside comes out as a StoreError in words."""
        try:
            yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            told = "the disk is full" if full else "cannot be written"
            raise StoreError(f"{self.folder}: {told} ({error.strerror or error}); what was finished before is kept; "
                             "mend that and repeat the same command: it does what is missing") from error  # fmt: skip

    def arrived(self) -> list[Path]:
        """Files of finished runs that are in no shard yet."""
        return sorted(self.incoming.glob("*.run"))

    def sound_and_broken(self) -> tuple[list[Shard], list[Shard]]:
        """Sound shards in force, and damaged ones: all of one moment, whoever merges them meanwhile. Raises StoreError."""
        return self.steadily(self._sound_and_broken)

    def _sound_and_broken(self) -> tuple[list[Shard], list[Shard]]:
        names = self._shelved()
        self._known = known = {name: self._known.get(name) or Shard(self.shelf / name) for name in names}
        sound = [shard for shard in known.values() if shard.sound()]
        broken = [shard for shard in known.values() if shard not in sound]
        if self._shelved() != names:
            raise FileNotFoundError(self.shelf)
        merged = {name for shard in sound for name in shard.about["replaces"]}
        return ([shard for shard in sound if shard.path.name not in merged],
                [shard for shard in broken if shard.path.name not in merged])  # fmt: skip

    def _shelved(self) -> list[str]:
        return sorted(path.name for path in self.shelf.glob("[!.]*") if path.is_dir())

    def steadily(self, read: Callable[[], Told]) -> Told:
        """What a reader tells; it reads again if a compaction took a file away meanwhile. Raises StoreError."""
        for attempt in range(TRIES):
            try:
                return read()
            except FileNotFoundError:
                time.sleep(0.05 * attempt)
            except OSError as error:
                raise StoreError(f"{self.folder}: cannot be read ({error}); `remitsim verify` names a file that is damaged, "
                                 "`remitsim batch` with the same experiment makes its runs again") from error  # fmt: skip
        raise StoreError(f"{self.folder}: files keep going away while they are read")

    def _records(self) -> pd.DataFrame:
        files = [*self.arrived(), *sorted(self.incoming.glob("*.failed"))]
        rows = [self._read(path, record_in) for path in files]
        parts = [pd.DataFrame(rows)] if rows else []
        parts += [shard.records for shard in self.shards() if len(shard.records)]
        return one_a_run(parts).sort_values(ORDER, kind="stable").reset_index(drop=True).infer_objects()

    def _read(self, path: Path, reader: Callable[[Path], Any]) -> Any:
        try:
            return reader(path)
        except FileNotFoundError:
            raise
        except MISSING:
            raise StoreError(f"{path}: damaged; `remitsim batch` with the same experiment makes the run again") from None

    def names(self) -> list[str]:
        """Names of all tables that finished runs have. Raises StoreError."""
        return self.steadily(self._names)

    def _names(self) -> list[str]:
        inside = {name.removesuffix(".parquet") for shard in self.shards() for name in shard.about["files"]}
        for path in self.arrived():
            inside |= self._read(path, names_in)
        return sorted(inside - {"runs"})

    def rows(self, name: str, keys: Sequence[str], where: pc.Expression | None = None) -> pd.DataFrame | None:
        """Rows of a table of some finished runs with the column ``key``, without labels; None if there are none."""
        return self.steadily(partial(self._rows, name, set(keys), where))

    def _rows(self, name: str, wanted: set[str], where: pc.Expression | None) -> pd.DataFrame | None:
        parts = []
        arrived = {path.stem: path for path in self.arrived() if path.stem in wanted}
        for path in arrived.values():
            part = self._read(path, partial(tables_in, only=name)).get(name)
            parts.append(part if where is None or part is None else part.filter(where))
        rest = pa.array(sorted(wanted - set(arrived)), pa.string())
        inside = self._dataset(name) if len(rest) else None
        if inside is not None:
            mine = pc.field("key").isin(rest)
            parts.append(inside.to_table(filter=mine if where is None else mine & where))
        found = [part for part in parts if part is not None and len(part)]
        if not found:
            return None
        schema = joined(part.schema for part in found)
        told: pd.DataFrame = pa.concat_tables([conformed(part, schema) for part in found]).to_pandas()
        return told

    def _table(
        self, name: str, keys: Sequence[str] | Sequence[Run] | None, columns: Sequence[str] | None, where: pc.Expression | None
    ) -> pd.DataFrame:
        labels = self._labels(keys)
        rows = self._rows(name, set(labels["key"]), where)
        if rows is None:
            return pd.DataFrame(columns=pd.Index([*LABELS, *(columns or ())]))
        return labelled(rows[["key", *(columns or [c for c in rows.columns if c != "key"])]], labels)

    def _labels(self, keys: Sequence[str] | Sequence[Run] | None) -> pd.DataFrame:
        """Labels of finished runs, in order: as recorded, or as the runs given are called."""
        records = self._records()
        records = records[records["status"] == "done"]
        if keys is None:
            return records[LABELS]
        asked = [key.labels() for key in keys if isinstance(key, Run)]
        if asked:
            told = pd.DataFrame(asked).drop_duplicates(LABELS)
            return told[told["key"].isin(records["key"])].sort_values(ORDER, kind="stable")
        return records[records["key"].isin(list(keys))][LABELS]
