"""Throughput, memory of the parent and disk of a batch: one core, then all, by threads and by processes.

    python bench/batch.py [--people 1000] [--months 24] [--burn-in 24] [--runs 40] [--jobs 2]

The full load: --people 5000 --months 180 --burn-in 180 --runs 2000. One line a way; `parallel` is throughput over
that of as many single cores.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from remitsim.batches.arms import arms_of
from remitsim.batches.design import Asked, Run, runs_of
from remitsim.batches.experiment import MAIN
from remitsim.batches.runner import carry_out
from remitsim.batches.store import Store
from remitsim.scenario import load_scenario


def runs_from(told: argparse.Namespace) -> list[Run]:
    """Two arms, four lucks, as many populations as it takes."""
    base = load_scenario("spain", {"run.people": told.people, "run.months": told.months, "run.burn_in": told.burn_in})
    arms = arms_of(["none", "temporary-permit"], base)
    return runs_of(arms, base, range(1, 1 + -(-told.runs // 8)), range(1, 5), asked=Asked(monthly=MAIN))[: told.runs]


def one_way(told: argparse.Namespace, jobs: int, way: str) -> None:
    """Runs in a process of their own, so that the memory told is theirs; tells seconds, KiB a run, peak MiB."""
    folder = Path(tempfile.mkdtemp(prefix="remitsim-bench-"))
    try:
        store, runs = Store(folder / "store"), runs_from(told)
        ended = carry_out(runs, store, jobs=jobs, way=way)  # type: ignore[arg-type]
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(ended.done, ended.seconds, size / 1024 / max(ended.done, 1), peak)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ceiling(jobs: int) -> float:
    """What the machine gives to work that shares nothing: hashing on ``jobs`` threads over as many times one thread."""
    def hashed(_: int) -> None:
        for _ in range(400):
            hashlib.sha256(block).digest()

    block, paces = bytes(1 << 20), []
    for workers in (1, jobs):
        with ThreadPoolExecutor(workers) as pool:
            begun = time.perf_counter()
            list(pool.map(hashed, range(2 * workers)))
            paces.append(2 * workers / (time.perf_counter() - begun))
    return paces[1] / paces[0] / jobs


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("people", 1000), ("months", 24), ("burn-in", 24), ("runs", 40), ("jobs", 2)):
        reader.add_argument(f"--{name}", type=int, default=value)
    reader.add_argument("--only", help="threads or processes with so many jobs, as threads:1; what the script calls itself with")
    told = reader.parse_args()
    if told.only:
        way, jobs = told.only.split(":")
        one_way(told, int(jobs), way)
        return
    single = 0.0
    print(f"hashing on {told.jobs} threads: parallel {ceiling(told.jobs):.0%}")
    print(f"{told.runs} runs x {told.people} people x {told.burn_in} + {told.months} months")
    for way, jobs in (("threads", 1), ("threads", told.jobs), ("processes", told.jobs)):
        options = [f"--{name}={value}" for name, value in vars(told).items() if name not in ("only", "burn_in")]
        begun = time.perf_counter()
        out = subprocess.run([sys.executable, __file__, *options, f"--burn-in={told.burn_in}", f"--only={way}:{jobs}"],
                             check=True, capture_output=True, text=True).stdout  # fmt: skip
        done, seconds, kib, peak = map(float, out.split())
        pace = done / seconds
        single = single or pace
        print(f"{way} x {jobs}: {pace:.2f} runs a second, parallel {pace / single / jobs:.0%}, {kib:.0f} KiB a run, "
              f"{peak:.0f} MiB in the parent ({time.perf_counter() - begun:.0f} s with start)", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
