"""Does the world of the nurses stand still? Burn in, live ten years, print the levels of the profession.

python bench/standstill_nurses.py --seeds 3 --people 10000
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from remitsim.burning import burn_in
from remitsim.burnt import populated
from remitsim.measures import unemployment
from remitsim.month import run_month
from remitsim.scenario import load_scenario
from remitsim.world import codes
from remitsim.world.world import World


def levels(world: World) -> dict[str, float]:
    """Levels of this month, by name and place."""
    seen: dict[str, float] = {}
    markets, idle = world.markets, unemployment(world)
    for row, name in enumerate(world.origin_names):
        origin = world.origins[row]
        seen[f"trained over published {name}"] = origin["trained"] / origin["trained_target"]
        seen[f"vacant share of need {name}"] = 1.0 - origin["in_posts"] / origin["posts_trained"]
        seen[f"out of nursing {name}"] = 1.0 - origin["in_posts"] / max(origin["trained"], 1.0)
        seen[f"other exit a year {name}"] = origin["exit_rate"]
        seen[f"training places a year {name}"] = 12.0 * origin["training_places"]
        seen[f"applicants a place {name}"] = origin["applicants_training"] / max(origin["training_places"], 1e-9)
        mine = world.persons["origin"] == row
        seen[f"free rows {name}"] = float((mine & (world.persons["place"] == codes.DEAD)).sum())
    for host, name in enumerate(world.host_names):
        for trade, word in ((codes.NURSING, "nursing"), (codes.CARE, "care")):
            market = markets[host * codes.N_TRADES + trade]
            seen[f"vacant share {word} {name}"] = 1.0 - market["employed"] / max(market["funded"], 1.0)
        seen[f"unemployment {name}"] = idle[host]
    people = world.corridors["people"]
    seen["migrant nurses over published"] = people.sum() / world.corridors["stock"].sum()
    for corridor in world.corridors:
        name = f"{world.origin_names[corridor['origin']]}-{world.host_names[corridor['host']]}"
        seen[f"stock over published {name}"] = corridor["people"] / corridor["stock"]
        seen[f"share of visas used {name}"] = corridor["legal_scale"]
    seen["gone a year"] = 12.0 * world.corridors["exits"].sum() / max(people.sum(), 1.0)
    seen["hardship PHL-GBR, of home pay"] = world.corridors["hardship"][0]
    return seen


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--people", type=int, default=30000)
    options = parser.parse_args()
    paths = []
    for seed in range(1, options.seeds + 1):
        world = populated(load_scenario("nurses", {"run.seed": seed, "run.people": options.people}))
        months = [levels(world) for _ in burn_in(world, 180)]
        for month in range(120):
            run_month(world, month)
            months.append(levels(world))
        paths.append(pd.DataFrame(months, index=np.arange(-180, 120)))
        print(f"seed {seed} done", flush=True)
    before = pd.concat([path.loc[-12:-1].mean() for path in paths], axis=1)
    after = pd.concat([path.loc[108:119].mean() for path in paths], axis=1)
    whole = pd.concat([path.loc[0:119].mean() for path in paths], axis=1)
    table = pd.DataFrame({"month 0": before.mean(axis=1), "year 10": after.mean(axis=1),
                          "change": (after - before).mean(axis=1), "sd of seeds, year 10": after.std(axis=1),
                          "mean of ten years": whole.mean(axis=1)})
    print(table.round(4).to_string())


if __name__ == "__main__":
    main()
