"""A store's table as one file that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from remitsim.batches.batch import labels, pieces
from remitsim.batches.plans import Plan
from remitsim.batches.shards import conformed
from remitsim.batches.store import Store, StoreError

KINDS = (".csv", ".parquet", ".xlsx")
SHEET_ROWS = 1_048_575  # what a sheet holds beneath its head


def write_table(store: Store, plan: Plan | None, table: str, to: Path) -> int:
    """Write ``runs`` or a table of all finished runs, whole or not at all; gives the number of rows. Raises StoreError."""
    if to.is_dir():
        raise StoreError(f"{to}: this is a folder; name a file in it")
    if not to.parent.is_dir():
        raise StoreError(f"{to}: there is no folder {to.parent} to write it into")
    parts = iter([_runs(store, plan)]) if table == "runs" else pieces(store, labels(store, plan), table)
    begun = to.with_name(to.name + ".part")
    try:
        rows = {".csv": _csv, ".parquet": _parquet, ".xlsx": _xlsx}[to.suffix](parts, begun)
        if not rows:
            known = ", ".join(["runs", *store.names()])
            raise StoreError(f"{store.folder}: no finished run has a table {table!r}; there are: {known}")
        begun.replace(to)
    except OSError as error:
        raise StoreError(f"{to}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            begun.unlink(missing_ok=True)
    return rows


def _runs(store: Store, plan: Plan | None) -> pd.DataFrame:
    runs = store.runs()
    return runs if plan is None else runs[runs["key"].isin(plan.runs["key"])]


def _csv(parts: Iterator[pd.DataFrame], to: Path) -> int:
    rows = 0
    with to.open("w", encoding="utf-8", newline="") as stream:
        for part in parts:
            part.to_csv(stream, index=False, header=not rows, lineterminator="\n")
            rows += len(part)
    return rows


def _parquet(parts: Iterator[pd.DataFrame], to: Path) -> int:
    rows, writer = 0, None
    try:
        for part in parts:
            table = pa.Table.from_pandas(part, preserve_index=False).replace_schema_metadata()
            writer = writer or pq.ParquetWriter(to, table.schema, compression="zstd")
            writer.write_table(conformed(table, writer.schema))
            rows += len(part)
    finally:
        if writer is not None:
            writer.close()
    return rows


def _xlsx(parts: Iterator[pd.DataFrame], to: Path) -> int:
    from openpyxl import Workbook

    book, rows = Workbook(write_only=True), 0
    sheet = book.create_sheet("runs")
    for part in parts:
        if rows + len(part) > SHEET_ROWS:
            raise StoreError(f"{to}: a sheet holds {SHEET_ROWS:,} rows and there are more; export to .csv or .parquet")
        if not rows:
            sheet.append(list(part.columns))
        for row in part.astype(object).where(part.notna(), None).itertuples(index=False):
            sheet.append(list(row))
        rows += len(part)
    book.save(to)
    return rows
