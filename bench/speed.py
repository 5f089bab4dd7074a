"""How fast and how large: the table of `make bench`. Compiling is timed apart and not counted.

``python bench/speed.py [WORLD] [PEOPLE ...]``: sizes default to 5,000, 20,000, 100,000 and 1,000,000 people. Printed:
person-months a second (month with luck, books and indicators, one thread), each size against 100,000; two replicates
on two threads against one; Python a month between compiled loops (what a world of hardly anybody takes); the same
rules as plain Python over windows; and numpy copying the world's state once a month, the floor of any such program.
"""

from __future__ import annotations

import resource
import sys
import threading
import time
from collections.abc import Callable

import numpy as np

from remitsim.burnt import populated
from remitsim.explain import memory
from remitsim.progress import Quiet
from remitsim.rules import plain
from remitsim.run import Life
from remitsim.scenario import load_scenario

SIZES = (5_000, 20_000, 100_000, 1_000_000)
TABLES = ("persons", "households", "villages", "employers", "corridors", "providers", "markets", "quotes")


def alive(world: str, people: int, months: int, luck: int = 1) -> Life:
    """A run at month 0 of a world that has not been burnt in: time a month does not depend on it."""
    scenario = load_scenario(world, {"run.people": people, "run.months": months, "run.luck": luck})
    made = populated(scenario)
    made.clock["learning"] = 0
    return Life(scenario, made, progress=Quiet())


def seconds(work: Callable[[], object]) -> float:
    """Wall time of a call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def a_month(life: Life) -> float:
    """Seconds a month over a run's whole horizon; the median month, so that a disturbed one does not count."""
    return float(np.median([seconds(life.live) for _ in range(life.scenario.run.months)]))


def two_threads(world: str, people: int, months: int) -> float:
    """How many times one run's pace two runs have on two threads."""
    one = alive(world, people, months)
    alone = seconds(lambda: list(one.months()))
    lives = [alive(world, people, months, luck) for luck in (1, 2)]
    threads = [threading.Thread(target=lambda life=life: list(life.months())) for life in lives]  # type: ignore[misc]
    together = seconds(lambda: [*map(threading.Thread.start, threads), *map(threading.Thread.join, threads)])
    return 2.0 * alone / together


def plain_month(world: str, people: int) -> float:
    """Seconds a month of the same rules as plain Python over windows."""
    life = alive(world, people, 2)
    with plain():
        return seconds(lambda: list(life.months())) / 2


def copying(life: Life) -> float:
    """Seconds that numpy takes to copy the state once."""
    tables = [getattr(life.world, name) for name in TABLES]
    copies = [table.copy() for table in tables]
    return min(seconds(lambda: [np.copyto(copy, table) for copy, table in zip(copies, tables, strict=True)]) for _ in range(5))


def of_size(world: str, people: int) -> tuple[int, float, str]:
    """Rows, seconds a month, and the line to print."""
    life = alive(world, people, 12 if people >= 500_000 else 24)
    rows, month = len(life.world.persons), a_month(life)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # before the copy of the state doubles it
    told = (f"{rows:>10,} people  {rows / month / 1e6:6.2f} M person-months/s  {month * 1e9 / rows:6.0f} ns a person-month  "
            f"copy of the state {copying(life) * 1e9 / rows:5.0f} ns  tables {memory(life.world) / rows:5.0f} bytes a person  "
            f"peak {peak:5.2f} GiB")  # fmt: skip
    return rows, month, told


def main() -> None:
    world = sys.argv[1] if len(sys.argv) > 1 else "spain"
    sizes = [int(size) for size in sys.argv[2:]] or list(SIZES)
    print(f"{world}; first month of 1,000 people, compiling in it: {seconds(lambda: alive(world, 1_000, 1).live()):.1f} s")
    few = alive(world, 200, 60)
    print(f"Python a month between compiled loops: {a_month(few) * 1e3 - 200 * 300e-6:.2f} ms (a world of 200 people)")
    paces = {}
    for size in sizes:
        rows, month, told = of_size(world, size)
        paces[size] = month / rows
        print(told)
    if {100_000, 1_000_000} <= set(sizes):
        print(f"a person-month at 1,000,000 people against 100,000: {paces[1_000_000] / paces[100_000]:.2f} times")
    print(f"two runs of 20,000 people on two threads: {two_threads(world, 20_000, 24):.2f} times the pace of one")
    compiled, by_hand = a_month(alive(world, 1_000, 12)), plain_month(world, 1_000)
    print(f"the same rules as plain Python, 1,000 people: {by_hand / compiled:.0f} times as long")


if __name__ == "__main__":
    main()
