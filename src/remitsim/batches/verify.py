"""Is a store what it says? Every file hashed again, every run's tables too, and a sample of runs lived again."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from remitsim.batches.arms import Arm
from remitsim.batches.compacting import broken_files
from remitsim.batches.design import Asked, Run, runs_of, source_of_runs
from remitsim.batches.hands import live
from remitsim.batches.plans import plans
from remitsim.batches.shards import Shard, digest_of, record_in, tables_in
from remitsim.batches.store import Store, StoreError
from remitsim.burnt import burnt_in
from remitsim.progress import Progress, Quiet
from remitsim.scenario import Scenario, with_values
from remitsim.sheets.trouble import Whereabouts

Kept = tuple[str, str, dict[str, pa.Table]]  # a run's key, digest and tables


@dataclass
class Verdict:
    """What was looked at, and what is wrong (one line each; empty: all is well)."""

    files: int = 0
    runs: int = 0
    again: int = 0
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(store: Store, sample: int = 3, seed: int = 0, progress: Progress | None = None) -> Verdict:
    """Hash every file and every run's tables again, and live a random sample of runs again. Raises StoreError."""
    progress = progress or Quiet()
    verdict = store.steadily(partial(_files, store))
    if verdict.wrong:
        return verdict
    plans(store)
    records = store.records()
    lost = [base for base in sorted(set(records["base"])) if not store.knows(base)]
    verdict.wrong += [f"scenario {base}.json.gz is damaged or gone" for base in lost]
    verdict.wrong += store.steadily(lambda: list(_hash_again(store, progress)))
    done = records[records["status"] == "done"]
    verdict.runs = len(done)
    current = done[(done["source"] == source_of_runs()) & ~done["base"].isin(lost)]
    if other := int((done["source"] != source_of_runs()).sum()):
        verdict.notes.append(f"{other} runs are of other rules: hashed, but they cannot be lived again here")
    chosen = np.random.default_rng(seed).permutation(len(current))[:sample]
    for at in progress.follow([int(at) for at in chosen], len(chosen), "living runs again"):
        record = {str(name): value for name, value in current.iloc[at].items()}
        verdict.again += 1
        verdict.wrong += differences(store, record)
    return verdict


def _files(store: Store) -> Verdict:
    """Files that are not as they were written, of shards and of runs that are in none."""
    sound, broken = store.sound_and_broken()
    wrong = [f"shard {shard.path.name} is damaged" for shard in broken]
    wrong += [f"shard {shard.path.name} is not what was written" for shard in sound if not shard.hashed()]
    wrong += [f"file {path.name} is damaged" for path in broken_files(store)]
    return Verdict(len(sound) + len(broken), wrong=wrong)


def _hash_again(store: Store, progress: Progress) -> Iterator[str]:
    arrived, sound = store.arrived(), store.sound_and_broken()[0]  # in this order: a run that moves meanwhile is in both
    runs = len(arrived) + sum(len(shard.done) for shard in sound)
    kept = itertools.chain(_arrived(arrived), *map(_shelved, sound))
    for _, (key, digest, tables) in zip(progress.follow(range(runs), runs, "hashing runs"), kept, strict=False):
        if digest_of({name: rows.drop_columns("key").to_pandas() for name, rows in tables.items()}) != digest:
            yield f"run {key}: its tables are not what was written"


def _arrived(paths: Sequence[Path]) -> Iterator[Kept]:
    for path in paths:
        record = record_in(path)
        yield record["key"], record["digest"], tables_in(path)


def _shelved(shard: Shard) -> Iterator[Kept]:
    """Finished runs of a shard in the order they lie in, so that every row is read once."""
    streams = {name.removesuffix(".parquet"): shard.by_run(name.removesuffix(".parquet")) for name in shard.about["files"]
               if name != "runs.parquet"}  # fmt: skip
    heads = {name: next(stream, None) for name, stream in streams.items()}
    records = shard.records[shard.records["status"] == "done"]
    for key, digest in zip(records["key"], records["digest"], strict=True):
        tables = {name: head[1] for name, head in heads.items() if head is not None and head[0] == key}
        yield key, digest, tables
        heads |= {name: next(streams[name], None) for name in tables}


def _tables(store: Store, key: str) -> dict[str, pd.DataFrame]:
    """Tables of a run by name, as they were added."""
    kept = {name: store.rows(name, [key]) for name in store.names()}
    return {name: rows.drop(columns="key").reset_index(drop=True) for name, rows in kept.items() if rows is not None}


def run_again(store: Store, record: dict[str, Any]) -> Run:
    """The run of a record, drawn up anew from the scenario the store keeps. Raises StoreError, ScenarioError."""
    kept = store.base(record["base"])
    base = with_values(Scenario(kept["name"], None, kept["tree"], Whereabouts()), {})  # type: ignore[arg-type]
    arm = Arm(record["arm"], record["title"], tuple(json.loads(record["parts"])), json.loads(record["arm_values"]))
    asked = _asked(json.loads(record["asked"]))
    population, luck = int(record["population"]), int(record["luck"])  # as JSON writes them, not as numpy does
    run = runs_of([arm], base, [population], [luck], [json.loads(record["values"])], asked)[0]
    return replace(run, context=int(record["context"]), population=population)


def _asked(told: dict[str, Any]) -> Asked:
    def tupled(value: Any) -> Any:
        return tuple(map(tupled, value)) if isinstance(value, list) else value

    known = {entry.name for entry in fields(Asked)}
    return Asked(**{name: tupled(value) for name, value in told.items() if name in known})


def record_of(store: Store, key: str) -> dict[str, Any]:
    """The record of a run by its key or the beginning of it. Raises StoreError."""
    records = store.records()
    found = records[records["key"].str.startswith(key)] if len(records) else records
    if len(found) != 1:
        raise StoreError(f"{store.folder}: {len(found) or 'no'} runs begin with {key!r}")
    return {str(name): value for name, value in found.iloc[0].items()}


def differences(store: Store, record: dict[str, Any]) -> list[str]:
    """What differs when a finished run is lived again, to the cent; nothing if all is the same."""
    run = run_again(store, record)
    if run.key != record["key"]:
        return [f"run {record['key']}: drawn up again it has another name; the rules or the data are others"]
    again = live(run, burnt_in(run.burnt_from, keep=False))
    if digest_of(again) == record["digest"]:
        return []
    kept = _tables(store, record["key"])
    return [f"run {record['key']}: {line}" for name in again for line in _compare(name, again[name], kept.get(name))]


def _compare(name: str, again: pd.DataFrame, kept: pd.DataFrame | None) -> list[str]:
    if kept is None or len(kept) != len(again):
        return [f"table {name} has {len(again)} rows now, {0 if kept is None else len(kept)} in the store"]
    numbers = [column for column in again.columns if pd.api.types.is_numeric_dtype(again[column])]
    gap = {column: float(np.nanmax(np.abs(again[column].to_numpy(float) - kept[column].to_numpy(float)), initial=0.0))
           for column in numbers if column in kept}  # fmt: skip
    worst = {column: value for column, value in gap.items() if value > 0}
    if digest_of({name: again}) == digest_of({name: kept[list(again.columns)]}):
        return []
    if not worst:
        return [f"table {name} differs in its words"]
    return [f"table {name} differs: " + ", ".join(f"{column} by up to {value:.6g}" for column, value in worst.items())]
