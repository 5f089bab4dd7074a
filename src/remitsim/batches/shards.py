"""Files of a store: one finished run whole in one file, and shards that hold many runs as parquet."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from remitsim.batches.design import Run, source_of_runs

ROWS_A_GROUP = 150_000
FLOATS = ("value", "usd", "rows", "people")
# what reading a file that is not whole raises; of a zip file's head RuntimeError too, where a bit says that it is secret
MISSING = (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, pa.ArrowException)
TEXT = pa.string()
RECORD = pa.schema([
    ("key", TEXT), ("world", TEXT), ("arm", TEXT), ("context", pa.int64()), ("population", pa.int64()),
    ("luck", pa.int64()), ("status", TEXT), ("seconds", pa.float64()), ("made", TEXT), ("source", TEXT),
    ("base", TEXT), ("values", TEXT), ("title", TEXT), ("arm_values", TEXT), ("parts", TEXT), ("asked", TEXT),
    ("digest", TEXT), ("rows", pa.int64()), ("error", TEXT), ("trace", TEXT),
])  # fmt: skip
Record = dict[str, Any]


def record_of(run: Run, status: str, seconds: float) -> Record:
    """What is kept of a run beside its tables: all that it takes to draw it up again."""
    return {
        **run.labels(), "status": status, "seconds": round(seconds, 3), "source": source_of_runs(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"), "base": run.base_hash, "title": run.arm.title,
        "values": json.dumps(run.values), "arm_values": json.dumps(run.arm.values, default=str),
        "parts": json.dumps(run.arm.parts), "asked": json.dumps(asdict(run.asked)),
    }  # fmt: skip


def one_a_run(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Records, one a run: a finished one hides a failed one, a later one an earlier one."""
    if not parts:
        return pd.DataFrame(columns=RECORD.names)
    told = pd.concat([part.reindex(columns=RECORD.names).astype(object) for part in parts], ignore_index=True)
    told = told.sort_values(["status", "made"], ascending=[True, False], kind="stable")  # "done" before "failed"
    return told.drop_duplicates("key")


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and onto the disk before it has its name. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def packed(record: Record, tables: dict[str, pd.DataFrame]) -> bytes:
    """A run as one file's content: its record and its tables, with check sums."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, table in tables.items():
            member, rows = io.BytesIO(), keyed(record["key"], table)
            _writer(member, rows.schema, lambda writer, rows=rows: writer.write_table(rows))
            archive.writestr(f"{name}.parquet", member.getvalue())
        archive.writestr("record.json", json.dumps(record, default=str))
    return content.getvalue()


def keyed(key: str, table: pd.DataFrame) -> pa.Table:
    """A run's table with the run's key before its own columns; small kinds are told widely so that all runs agree."""
    wide = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata()
    return wide.add_column(0, pa.field("key", TEXT), pa.repeat(pa.scalar(key), len(wide)))


def _writer(to: Any, schema: pa.Schema, write: Any) -> None:
    split = [name for name in FLOATS if name in schema.names and pa.types.is_floating(schema.field(name).type)]
    words = [field.name for field in schema if field.name not in split]
    with pq.ParquetWriter(
        to,
        schema,
        compression="zstd",
        compression_level=9,
        use_dictionary=words,
        column_encoding=dict.fromkeys(split, "BYTE_STREAM_SPLIT"),
        write_statistics=["key"],
    ) as writer:
        write(writer)


def record_in(path: Path) -> Record:
    """The record of a run's file. Raises one of MISSING if the file is not whole."""
    with zipfile.ZipFile(path) as archive:
        record: Record = json.loads(archive.read("record.json"))
    return record


def tables_in(path: Path, only: str = "") -> dict[str, pa.Table]:
    """The tables of a run's file (or the ``only`` one), by name. Raises one of MISSING if the file is not whole."""
    with zipfile.ZipFile(path) as archive:
        wanted = f"{only}.parquet"
        names = [name for name in archive.namelist() if (name == wanted if only else name.endswith(wanted))]
        return {name.removesuffix(".parquet"): pq.read_table(io.BytesIO(archive.read(name))) for name in names}


def names_in(path: Path) -> set[str]:
    """Names of the tables in a run's file. Raises one of MISSING if the file is not whole."""
    with zipfile.ZipFile(path) as archive:
        return {name.removesuffix(".parquet") for name in archive.namelist() if name.endswith(".parquet")}


def digest_of(tables: dict[str, pd.DataFrame]) -> str:
    """Hash (32 hex digits) of what tables say, row by row in their order, however they are kept."""
    digest = hashlib.sha256()
    for name, table in sorted(tables.items()):
        for column in table.columns:
            values = table[column]
            if values.isna().all():  # kept beside runs that have no such column it looks the same
                continue
            digest.update(f"{name}.{column}:{len(values)}".encode())
            if pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
                digest.update(values.to_numpy("float64", na_value=float("nan")).tobytes())
            else:
                digest.update(_words(values))
    return digest.hexdigest()[:32]


def _words(values: pd.Series) -> memoryview:
    """A column of words as bytes, missing ones empty, with zero bytes between; joined by arrow: a run has many."""
    told = pa.array(values.map(str, na_action="ignore") if values.dtype == object else values, from_pandas=True)
    whole = told.combine_chunks() if isinstance(told, pa.ChunkedArray) else told  # columns joined by pandas come in chunks
    words = whole.cast(pa.string()).fill_null("")
    return memoryview(pc.binary_join(pa.ListArray.from_arrays([0, len(words)], words), "\0")[0].as_buffer())


@dataclass(frozen=True)
class Shard:
    """A folder of parquet files that hold many runs: ``runs.parquet`` and one file a table."""

    path: Path

    @cached_property
    def about(self) -> dict[str, Any]:
        """Sizes and hashes of its files, and names of the shards it was merged from."""
        told: dict[str, Any] = json.loads((self.path / "shard.json").read_text("utf-8"))
        return {"files": told["files"], "replaces": told["replaces"]}

    def sound(self) -> bool:
        """Whether every file is there in the size it was written with, and can be opened."""
        try:
            sizes = all((self.path / name).stat().st_size == told["size"] for name, told in self.about["files"].items())
            return sizes and self._opens
        except MISSING:
            return False

    @cached_property
    def _opens(self) -> bool:
        return all(pq.read_metadata(self.path / name).num_columns > 0 for name in self.about["files"])

    def hashed(self) -> bool:
        """Whether every file has the content it was written with. Raises FileNotFoundError if one is gone."""
        return all(_hash_of(self.path / name) == told["sha256"] for name, told in self.about["files"].items())

    @cached_property
    def intact(self) -> bool:
        """The same, looked at once."""
        return self.hashed()

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return int(sum(told["size"] for told in self.about["files"].values()))

    @cached_property
    def records(self) -> pd.DataFrame:
        """Records of its runs."""
        told: pd.DataFrame = pq.read_table(self.path / "runs.parquet").to_pandas()
        return told

    @cached_property
    def done(self) -> frozenset[str]:
        """Keys of its finished runs; read without the rest of their records, which every process would hold."""
        told = pq.read_table(self.path / "runs.parquet", columns=["key", "status"])
        return frozenset(told["key"].filter(pc.equal(told["status"], "done")).to_pylist())

    def file(self, table: str) -> Path | None:
        """The file of a table, if it has one."""
        return self.path / f"{table}.parquet" if f"{table}.parquet" in self.about["files"] else None

    def groups(self, table: str) -> Iterator[pa.Table]:
        """Its rows of a table, some runs at a time."""
        file = self.file(table)
        if file is not None:
            with pq.ParquetFile(file) as parquet:
                for group in range(parquet.num_row_groups):
                    yield parquet.read_row_group(group)

    def by_run(self, table: str) -> Iterator[tuple[str, pa.Table]]:
        """Key and rows of each run that has any in a table: whole, in the order of `records`."""
        key, held = "", list[pa.Table]()
        for group in self.groups(table):
            ends = pc.run_end_encode(group["key"].combine_chunks())
            begin = 0
            for name, end in zip(ends.values.to_pylist(), ends.run_ends.to_pylist(), strict=True):
                if held and name != key:  # a run may go on in the next group
                    yield key, pa.concat_tables(held)
                    held = []
                key, begin, rows = name, end, group.slice(begin, end - begin)
                held.append(rows)
        if held:
            yield key, pa.concat_tables(held)


def write_shard(folder: Path, records: Sequence[Record], tables: dict[str, Iterable[pa.Table]],
                schemas: dict[str, pa.Schema], replaces: Sequence[str] = ()) -> Shard:  # fmt: skip
    """Write a shard whole or not at all; ``tables``: pieces of each table in order. Raises OSError."""
    name = uuid.uuid4().hex[:12]
    part = folder / f".{name}.part"
    part.mkdir(parents=True)
    try:
        table = pa.Table.from_pylist([{**dict.fromkeys(RECORD.names), **record} for record in records], RECORD)
        pq.write_table(table, part / "runs.parquet", compression="zstd")
        for kind, pieces in tables.items():
            _writer(part / f"{kind}.parquet", schemas[kind], lambda w, p=pieces, k=kind: _write_grouped(w, p, schemas[k]))
        files = {file.name: {"size": file.stat().st_size, "sha256": _hash_of(file)}
                 for file in sorted(part.iterdir())}  # fmt: skip
        put(part / "shard.json", json.dumps({"files": files, "replaces": list(replaces)}).encode())
        for file in part.iterdir():
            with file.open("rb+") as stream:
                os.fsync(stream.fileno())
        part.rename(folder / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Shard(folder / name)


def _hash_of(file: Path) -> str:
    """A file's hash without the file in memory: a merged one has hundreds of megabytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_grouped(writer: pq.ParquetWriter, pieces: Iterable[pa.Table], schema: pa.Schema) -> None:
    held: list[pa.Table] = []
    for piece in pieces:
        held.append(conformed(piece, schema))
        if sum(map(len, held)) >= ROWS_A_GROUP:
            writer.write_table(pa.concat_tables(held), row_group_size=10 * ROWS_A_GROUP)
            held = []
    if held:
        writer.write_table(pa.concat_tables(held), row_group_size=10 * ROWS_A_GROUP)


def conformed(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """A table with the columns of a schema; what it lacks is null."""
    columns = [table[f.name].cast(f.type) if f.name in table.column_names else pa.nulls(len(table), f.type) for f in schema]
    return pa.table(columns, schema=schema)


def joined(schemas: Iterable[pa.Schema]) -> pa.Schema:
    """One schema for all: columns of any of them, wide enough for each."""
    return pa.unify_schemas([schema.remove_metadata() for schema in schemas], promote_options="permissive")


def labelled(rows: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """Rows with labels, in the order of labels, each run's rows in their own order."""
    by_key = rows.groupby("key", sort=False).indices
    places = [by_key.get(key, np.zeros(0, np.int64)) for key in labels["key"]]
    told = rows.iloc[np.concatenate(places)].reset_index(drop=True)
    heads = labels.iloc[np.repeat(np.arange(len(labels)), [len(place) for place in places])].reset_index(drop=True)
    return pd.concat([heads, told.drop(columns="key")], axis=1)
