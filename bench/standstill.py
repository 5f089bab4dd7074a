"""Does a world stand still? Burn it in, live ten years without any policy, and print what moved.

python bench/standstill.py spain --seeds 10 --people 20000
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

import numpy as np
import pandas as pd

from remitsim import anchors, measures
from remitsim.burning import burn_in
from remitsim.burnt import populated
from remitsim.month import run_month
from remitsim.scenario import load_scenario, with_values
from remitsim.world import flows
from remitsim.world.world import World


def levels(world: World) -> dict[str, float]:
    """Levels of this month, by name and place."""
    seen: dict[str, float] = {}
    unemployed, informal = measures.unemployment(world), measures.informal_share(world)
    for host, name in enumerate(world.host_names):
        seen[f"unemployment {name}"] = unemployed[host]
        seen[f"informal share {name}"] = informal[host]
        here = world.markets["host"] == host
        pay = measures.trade_pay(world)[here]
        weight, target = world.markets["share_target"][here], world.markets["pay_target"][here]
        known = np.isfinite(pay) & (weight > 0) & (target > 0)
        seen[f"pay index {name}"] = (weight * pay)[known].sum() / max((weight * target)[known].sum(), 1e-9)
        seen[f"output {name}"] = float(world.hosts["output"][host])
        seen[f"treasury {name}"] = float(world.ledger.of_sector(flows.TREASURY)[host])
        posts = world.markets["employed"][here].sum()
        seen[f"vacancies {name}"] = world.markets["vacancies"][here].sum() / max(posts, 1.0)
        seen[f"migrants without work {name}"] = idle_migrants(world, host)
    for row, corridor in enumerate(world.corridors):
        if corridor["open"]:
            name = f"{world.origin_names[corridor['origin']]}-{world.host_names[corridor['host']]}"
            seen[f"stock {name}"] = (corridor["people"] - corridor["people_seasonal"]) / max(corridor["stock"], 1.0)
            seen[f"irregular {name}"] = corridor["people_irregular"] / max(corridor["people"], 1.0)
            seen[f"arrivals {name}"] = corridor["arrivals_legal"] + corridor["arrivals_irregular"]
            seen[f"debtors {name}"] = debtors(world, row)
    return seen


def idle_migrants(world: World, host: int) -> float:
    """Share of migrants abroad without work."""
    here = (world.persons["host"] == host) & (world.persons["origin"] >= 0) & (world.persons["place"] == 2)
    weight = world.persons["weight"][here]
    return float((weight * (world.persons["employer"][here] < 0)).sum() / max(weight.sum(), 1))


def debtors(world: World, corridor: int) -> float:
    """Share of people of a corridor in debt to a lender."""
    here = (world.persons["corridor"] == corridor) & (world.persons["place"] == 2)
    return float((world.persons["debt"][here] > 0).mean()) if here.any() else float("nan")


def live(world: World, burn: int, months: int) -> Iterator[tuple[int, dict[str, float]]]:
    """Every month of burn-in and horizon with its levels."""
    for month in burn_in(world, burn):
        yield month, levels(world)
    for month in range(months):
        run_month(world, month)
        yield month, levels(world)


def main() -> None:
    """Print the table of what moved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("world")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--burn-in", type=int, default=0)
    parser.add_argument("--path", type=int, default=0, help="print levels every so many months")
    options = parser.parse_args()
    paths = []
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        values = {"run.seed": seed} | ({"run.people": options.people} if options.people else {})
        scenario = with_values(load_scenario(options.world), values)
        world = populated(scenario)
        begun = time.perf_counter()
        burn = options.burn_in or scenario.run.burn_in
        frame = pd.DataFrame(dict(live(world, burn, options.months))).T
        print(f"seed {seed}: {time.perf_counter() - begun:.1f} s", flush=True)
        if options.path:
            pd.set_option("display.width", 250, "display.max_columns", 60, "display.max_rows", 500)
            print(frame.iloc[:: options.path].T.round(3).to_string())
            print(anchors.table(world).round(3).to_string())
        paths.append(frame)
    before = pd.concat([f.loc[-12:-1].mean().rename(n) for n, f in enumerate(paths)], axis=1)
    after = pd.concat([f.iloc[-12:].mean().rename(n) for n, f in enumerate(paths)], axis=1)
    table = pd.DataFrame({"month 0": before.mean(axis=1), "end": after.mean(axis=1), "sd of end": after.std(axis=1)})
    table["change"] = table["end"] - table["month 0"]
    print(table.round(4).to_string())


if __name__ == "__main__":
    main()
