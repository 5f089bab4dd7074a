"""Faults: batches are killed, starved and damaged, and must end with the tables of an undisturbed batch, none twice.

    python bench/faults.py [FAULT ...] [--people 1000] [--months 24] [--runs 40] [--kills 3] [--seed 1]

Faults: parent, worker, truncated, readonly, full, two, cluster, scheduler. One line each: what came of it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from remitsim.batches.store import Store

EXPERIMENT = """
title = "Faults"
world = "spain"
arms = ["none", "temporary-permit"]
populations = 2
replicates = {lucks}
[run]
people = {people}
months = {months}
burn_in = {burn_in}
[keep]
monthly = ["migrants", "irregular"]
flows = true
"""
PYTHON = sys.executable


class Trial:
    """A folder with an experiment, and the tables an undisturbed batch makes of it."""

    def __init__(self, told: argparse.Namespace) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="remitsim-faults-"))
        self.chance, self.kills, self.runs = random.Random(told.seed), told.kills, 4 * (told.runs // 4)
        self.file = self.folder / "faults.toml"
        self.file.write_text(EXPERIMENT.format(people=told.people, months=told.months, burn_in=told.months, lucks=told.runs // 4))
        begun = time.perf_counter()
        must(self.batch("undisturbed"))
        self.seconds = time.perf_counter() - begun
        self.right = self.tables("undisturbed")

    def start(self, store: str, *options: str, **more: Any) -> subprocess.Popen[str]:
        command = [PYTHON, "-m", "remitsim", "batch", str(self.file), "--out", str(self.folder / store), *options]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
                                **more)  # fmt: skip

    def batch(self, store: str, *options: str, **more: Any) -> subprocess.CompletedProcess[str]:
        process = self.start(store, *options, **more)
        out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def tables(self, store: str) -> str:
        """Hash of all exported bytes, and a check that every run is there once."""
        kept = Store(self.folder / store)
        records = kept.records()
        assert len(records) == self.runs and (records["status"] == "done").all() and records["key"].is_unique, records
        digest = hashlib.sha256()
        for table in ("figures", "flows"):
            digest.update(kept.table(table).to_csv(index=False).encode())
        return digest.hexdigest()

    def same(self, store: str) -> str:
        assert self.tables(store) == self.right, f"{store}: other tables"
        return f"{self.runs} runs, none twice, tables byte-identical"

    def done(self, store: str) -> int:
        try:
            return len(Store(self.folder / store).keys())
        except OSError:
            return 0

    def wait_for(self, store: str, runs: int, process: subprocess.Popen[str]) -> None:
        """Until so many runs are kept, and a random moment more."""
        while process.poll() is None and self.done(store) < runs:
            time.sleep(0.02)
        time.sleep(self.chance.uniform(0, self.seconds / self.runs))


def must(ended: subprocess.CompletedProcess[str]) -> None:
    assert ended.returncode == 0, ended.stderr


def parent(trial: Trial) -> str:
    """SIGKILL of the parent at random moments."""
    at = []
    for kill in range(trial.kills):
        way = ("threads", "processes")[kill % 2]
        process = trial.start("parent", "--way", way)
        trial.wait_for("parent", trial.done("parent") + trial.chance.randrange(0, 8), process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        at.append(str(trial.done("parent")))
    time.sleep(2)  # processes that lost their parent finish what they do
    must(trial.batch("parent"))
    return f"killed with {', '.join(at)} runs kept; then {trial.same('parent')}"


def worker(trial: Trial) -> str:
    """SIGKILL of worker processes at random moments."""
    process = trial.start("worker", "--way", "processes", "--jobs", "2")
    killed = 0
    while process.poll() is None and killed < trial.kills:
        trial.wait_for("worker", trial.done("worker") + 2, process)
        workers = [pid for pid in children(process.pid) if "popen_loky" in command_of(pid)]
        if workers:
            os.kill(trial.chance.choice(workers), signal.SIGKILL)
            killed += 1
    out, err = process.communicate()
    must(subprocess.CompletedProcess([], process.returncode, out, err))
    return f"{killed} killed; {trial.same('worker')}"


def truncated(trial: Trial) -> str:
    """A shard cut to half."""
    shutil.copytree(trial.folder / "undisturbed", trial.folder / "truncated")
    file = Store(trial.folder / "truncated").shards()[0].path / "figures.parquet"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    command = [PYTHON, "-m", "remitsim", "results", str(trial.folder / "truncated")]
    read = subprocess.run(command, check=False, capture_output=True, text=True)
    assert read.returncode == 2 and "damaged" in read.stderr and "Traceback" not in read.stderr, read.stderr
    must(trial.batch("truncated"))
    return f"reading says so and stops; the batch makes its runs again: {trial.same('truncated')}"


def readonly(trial: Trial) -> str:
    """A store on a disk mounted read-only (without the right to mount: a folder that cannot be made)."""
    disk = trial.folder / "readonly"
    disk.mkdir()
    mounted = not subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=False, capture_output=True).returncode
    try:
        if mounted:
            shutil.copytree(trial.folder / "undisturbed", disk, dirs_exist_ok=True)
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            assert trial.tables("readonly") == trial.right
        ended = trial.batch("readonly" if mounted else "../../proc/remitsim")
    finally:
        if mounted:
            subprocess.run(["umount", str(disk)], check=False)
    assert ended.returncode == 2 and "Traceback" not in ended.stderr, ended.stderr
    return ("it is read as ever; " if mounted else "") + ended.stderr.strip().splitlines()[-1]


def full(trial: Trial) -> str:
    """A disk that takes no more after some runs."""
    disk = trial.folder / "full"
    disk.mkdir()
    small = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], check=False, capture_output=True)
    if small.returncode:  # no right to mount: files may not grow instead
        limit = trial.batch("full", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000)))
    else:
        limit = trial.batch("full")
    kept = trial.done("full")
    assert limit.returncode == 2 and "Traceback" not in limit.stderr, limit.stderr
    told = limit.stderr.strip().splitlines()[-1]
    if not small.returncode:
        subprocess.run(["mount", "-o", "remount,size=50m", str(disk)], check=True)
    must(trial.batch("full"))
    same = trial.same("full")
    if not small.returncode:
        subprocess.run(["umount", str(disk)], check=False)
    return f"{kept} kept, then: {told} With room again: {same}"


def two(trial: Trial) -> str:
    """Two batches on one store at once."""
    both = [trial.start("two", "--jobs", "1", "--way", way) for way in ("threads", "processes")]
    for process in both:
        out, err = process.communicate()
        must(subprocess.CompletedProcess([], process.returncode, out, err))
    return trial.same("two")


def cluster(trial: Trial) -> str:
    """A real scheduler and two workers; then one worker killed."""
    with Loopback() as dask:
        process = trial.start("cluster", "--cluster", dask.address)
        trial.wait_for("cluster", trial.runs // 4, process)
        os.kill(dask.workers[0].pid, signal.SIGKILL)
        out, err = process.communicate()
        must(subprocess.CompletedProcess([], process.returncode, out, err))
    return f"two workers, one of them killed: {trial.same('cluster')}"


def scheduler(trial: Trial) -> str:
    """A scheduler that does not answer, and one that dies."""
    nobody = trial.batch("scheduler", "--cluster", "tcp://127.0.0.1:9")
    assert nobody.returncode == 2 and "no scheduler answers" in nobody.stderr, nobody.stderr
    with Loopback() as dask:
        process = trial.start("scheduler", "--cluster", dask.address)
        trial.wait_for("scheduler", trial.runs // 4, process)
        os.kill(dask.scheduler.pid, signal.SIGKILL)
        _, err = process.communicate()
    assert process.returncode == 2 and "Traceback" not in err, err
    told = err.strip().splitlines()[-1]
    must(trial.batch("scheduler"))
    return f"died: {told}; then on this machine: {trial.same('scheduler')}"


class Loopback:
    """A dask scheduler and two workers on this machine."""

    def __enter__(self) -> Loopback:
        port = random.randrange(20000, 60000)
        self.address = f"tcp://127.0.0.1:{port}"
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.scheduler = subprocess.Popen(
            [PYTHON, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
            **quiet)  # fmt: skip
        self.workers = [
            subprocess.Popen([PYTHON, "-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny",
                              "--no-dashboard", "--local-directory", tempfile.gettempdir()], **quiet)
            for _ in range(2)
        ]  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def children(pid: int) -> list[int]:
    """Processes begun by a process and by those it began."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError, IndexError):
            continue
    found, new = [], [pid]
    while new:
        new = [child for child, parent_ in parents.items() if parent_ in new]
        found += new
    return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


FAULTS: dict[str, Callable[[Trial], str]] = {
    "parent": parent, "worker": worker, "truncated": truncated, "readonly": readonly, "full": full, "two": two,
    "cluster": cluster, "scheduler": scheduler,
}  # fmt: skip


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("faults", nargs="*", choices=[*FAULTS, []], default=[])
    for name, value in (("people", 1000), ("months", 24), ("runs", 40), ("kills", 3), ("seed", 1)):
        reader.add_argument(f"--{name}", type=int, default=value)
    told = reader.parse_args()
    trial = Trial(told)
    print(f"undisturbed: {trial.runs} runs in {trial.seconds:.0f} s", flush=True)
    try:
        for name in told.faults or FAULTS:
            begun = time.perf_counter()
            print(f"{name}: {FAULTS[name](trial)} ({time.perf_counter() - begun:.0f} s)", flush=True)
    finally:
        shutil.rmtree(trial.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
