"""How fast and how large: person-months a second of burn-in and horizon, and bytes of a world.

``python bench/speed.py [WORLD] [PEOPLE ...]``; compiling is timed apart and not counted.
"""

from __future__ import annotations

import resource
import sys
import time

from remitsim.burning import burn_in
from remitsim.burnt import populated
from remitsim.explain import memory
from remitsim.progress import Quiet
from remitsim.run import Life
from remitsim.scenario import load_scenario

MONTHS = 24


def measure(world: str, people: int) -> dict[str, float]:
    """Seconds and person-months a second of one world at one size."""
    scenario = load_scenario(world, {"run.people": people, "run.months": MONTHS, "run.burn_in": MONTHS})
    begun = time.perf_counter()
    made = populated(scenario)
    drawn = time.perf_counter()
    for _ in burn_in(made, MONTHS):
        pass
    burnt = time.perf_counter()
    life = Life(scenario, made, progress=Quiet())
    for _ in life.months():
        pass
    done = time.perf_counter()
    rows = len(made.persons)
    return {
        "rows": rows, "populate, s": drawn - begun, "burn-in, M person-months/s": rows * MONTHS / (burnt - drawn) / 1e6,
        "horizon, M person-months/s": rows * MONTHS / (done - burnt) / 1e6, "tables, MB": memory(made) / 1e6,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }  # fmt: skip


def main() -> None:
    world = sys.argv[1] if len(sys.argv) > 1 else "spain"
    sizes = [int(size) for size in sys.argv[2:]] or [20_000, 100_000]
    begun = time.perf_counter()
    measure(world, 1_000)
    print(f"first run of 1,000 people, compiling in it: {time.perf_counter() - begun:.1f} s")
    for size in sizes:
        print("; ".join(f"{name} {value:,.2f}" for name, value in measure(world, size).items()))


if __name__ == "__main__":
    main()
