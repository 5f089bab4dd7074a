"""The compiled loops of a version, made ready by several processes at once: compiling takes most of a first run.

Each process lives a few months of a small world in plain Python to learn which loops are called with what, then takes
modules of loops that no other has taken. What they compile goes into the cache that every later process reads.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import numba

from remitsim.burning import burn_in
from remitsim.burnt import populated
from remitsim.progress import Progress
from remitsim.rules import Loop, compiled_already, plain
from remitsim.run import Life
from remitsim.scenario import Scenario, with_values

PEOPLE, MONTHS = 300, 2  # of the life that is looked at: enough to call every loop of its world
MOST = 8  # processes: the largest module of loops takes an eighth of the whole
_CODE = "from remitsim.batches.compiling import compile_some; compile_some()"


def make_ready(scenario: Scenario, progress: Progress) -> None:
    """Compile the loops that a scenario calls, if this version has none compiled; what fails is compiled when called.

    The compiler's memory (500 MiB a process) goes with the processes.
    """
    if compiled_already():
        return
    progress.say("Compiling the rules: a minute or two, once for this version")
    for _ in progress.follow(_compiled(scenario, min(MOST, os.cpu_count() or 1)), len(_loops()), "compiling"):
        pass


def _compiled(scenario: Scenario, workers: int) -> Iterator[int]:
    """1 for each loop, as it is compiled."""
    reading, writing = os.pipe()
    left = len(_loops())
    with tempfile.TemporaryDirectory(prefix="remitsim-compiling-") as folder:
        task = pickle.dumps((scenario, folder))
        crew = [subprocess.Popen([sys.executable, "-c", _CODE], stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.DEVNULL)
                for _ in range(workers)]  # fmt: skip
        os.close(writing)
        try:
            for one in crew:
                with suppress(OSError), one.stdin:  # type: ignore[union-attr]
                    one.stdin.write(task)  # type: ignore[union-attr]
            with os.fdopen(reading) as lines:
                for _ in lines:
                    left -= 1
                    yield 1
        finally:
            for one in crew:
                if one.poll() is None:
                    one.kill()
                one.wait()
    yield from [1] * left  # loops that this world does not call


def compile_some() -> None:
    """In a process of its own: compile what no other process has begun, a line on standard output for each loop."""
    scenario, folder = pickle.load(sys.stdin.buffer)
    for module, calls in groupby(_calls(scenario), key=lambda call: call[0].function.__module__):
        if _taken(Path(folder) / module):
            continue
        for loop, kinds in calls:
            loop.compiled.compile(kinds)
            print(loop.__name__, flush=True)


def _taken(file: Path) -> bool:
    try:
        file.touch(exist_ok=False)
    except FileExistsError:
        return True
    return False


def _loops() -> list[Loop]:
    """Every loop of the modules that are loaded."""
    rooms = [room for name, room in sorted(sys.modules.items()) if name.startswith("remitsim.")]
    return list({id(thing): thing for room in rooms for thing in vars(room).values() if isinstance(thing, Loop)}.values())


def _calls(scenario: Scenario) -> list[tuple[Loop, tuple[Any, ...]]]:
    """Loops that a few months call, with the types of what they are called with, module by module."""
    small = with_values(scenario, {"run.people": PEOPLE, "run.months": MONTHS, "run.burn_in": MONTHS})
    met: dict[tuple[Loop, tuple[Any, ...]], None] = {}
    kept = {loop: loop.compiled for loop in _loops()}
    for loop in kept:
        loop.compiled = _listening(loop, met)  # type: ignore[assignment]
    world = populated(small)
    for _ in burn_in(world, MONTHS):
        pass
    life = Life(small, world)
    for _ in life.months():
        pass
    life.results()
    for loop, compiled in kept.items():
        loop.compiled = compiled
    return sorted(met, key=lambda call: call[0].function.__module__)


def _listening(loop: Loop, met: dict[tuple[Loop, tuple[Any, ...]], None]) -> Callable[..., Any]:
    def run(*tables: Any) -> Any:
        met[loop, tuple(map(numba.typeof, tables))] = None
        with plain():
            return loop(*tables)

    return run
