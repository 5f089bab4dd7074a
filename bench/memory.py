"""Memory of a batch's own process while 20, 60 and 120 small runs go through it, drawn into one picture.

    python bench/memory.py docs/figures/batch_memory.svg [--way threads] [--jobs 2]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import matplotlib.pyplot as plt
from batch import runs_from

from remitsim.batches.runner import carry_out
from remitsim.batches.store import Store

RUNS = (20, 60, 120)
COLOURS = ("#b08968", "#5b8a72", "#23435c")
EVERY = 0.1  # seconds


def held() -> float:
    """MiB that this process holds now (Linux)."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def watched(count: int, way: str, jobs: int) -> None:
    """Carry out so many runs; prints runs kept and MiB, ten times a second."""
    over = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)

        def look() -> None:
            while not over.wait(EVERY):
                print(len(store.keys()), held(), flush=True)

        watch = threading.Thread(target=look)
        watch.start()
        runs = runs_from(argparse.Namespace(people=1000, months=24, burn_in=24, runs=count))
        carry_out(runs, store, jobs=jobs, way=way)  # type: ignore[arg-type]
        over.set()
        watch.join()


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("picture", type=Path)
    for name, kind, value in (("--way", str, "threads"), ("--jobs", int, 2), ("--only", int, 0)):
        reader.add_argument(name, type=kind, default=value)
    told = reader.parse_args()
    if told.only:
        watched(told.only, told.way, told.jobs)
        return
    figure, axis = plt.subplots(figsize=(7, 3.2))
    for count, colour in zip(RUNS, COLOURS, strict=True):
        command = [sys.executable, __file__, str(told.picture), f"--way={told.way}", f"--jobs={told.jobs}", f"--only={count}"]
        begun = time.perf_counter()
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        done, mib = zip(*(map(float, line.split()) for line in lines), strict=True)
        print(f"{count} runs: at most {max(mib):.0f} MiB, {mib[-1]:.0f} at the end; {time.perf_counter() - begun:.0f} s")
        axis.plot(done, mib, color=colour, label=f"{count} runs")
    axis.set(xlabel="runs kept", ylabel="MiB held by the process", ylim=(0, 500), xlim=(0, RUNS[-1]))
    axis.axhline(500, color="#999999", linewidth=0.8, linestyle=":")
    axis.spines[["top", "right"]].set_visible(False)
    axis.legend(frameon=False, loc="lower right")
    figure.tight_layout()
    told.picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(told.picture)


if __name__ == "__main__":
    main()
