"""What batches wanted of a store: which runs, under which labels, so that status and tables know them by name."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import pandas as pd
import pyarrow as pa

from remitsim.batches.design import Run
from remitsim.batches.shards import put
from remitsim.batches.store import LABELS, Store, StoreError
from remitsim.batches.vary import Drawing


@dataclass(frozen=True)
class Plan:
    """A batch as it was asked for last. ``runs``: labels and ``values`` (JSON) of every run, in order.

    ``drawing``: how the contexts came about; plans of earlier versions do not say it.
    """

    name: str
    title: str
    baseline: str
    command: str
    runs: pd.DataFrame
    drawing: Drawing = field(default_factory=Drawing)


def write_plan(store: Store, plan: Plan) -> None:
    """Keep a plan under its name, in place of an earlier one. Raises StoreError."""
    content = io.BytesIO()
    told = {"title": plan.title, "baseline": plan.baseline, "command": plan.command, "drawing": asdict(plan.drawing)}
    plan.runs.attrs = {}
    table = pa.Table.from_pandas(plan.runs, preserve_index=False).replace_schema_metadata({"plan": json.dumps(told)})
    pa.parquet.write_table(table, content, compression="zstd")
    with store.writing():
        put(store.folder / "plans" / f"{plan.name}.parquet", content.getvalue())


def plan_of(name: str, title: str, baseline: str, command: str, runs: Sequence[Run], drawing: Drawing | None = None) -> Plan:
    """The plan of these runs."""
    rows = [{**run.labels(), "values": json.dumps(run.values)} for run in runs]
    return Plan(name, title, baseline, command, pd.DataFrame(rows, columns=[*LABELS, "values"]), drawing or Drawing())


def plans(store: Store) -> list[Plan]:
    """All plans of a store, by name. Raises StoreError if one cannot be read."""
    found = []
    for file in sorted((store.folder / "plans").glob("[!.]*.parquet")):
        try:
            table = pa.parquet.read_table(file)
            told = json.loads(table.schema.metadata[b"plan"])
            told["drawing"] = Drawing(**told.get("drawing", {}))
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
            raise StoreError(f"{file}: damaged ({error}); the same `remitsim batch` writes it anew") from None
        found.append(Plan(file.stem, runs=table.to_pandas(), **told))
    return found
