"""Does a world stand still? Burn it in, live ten years without any policy, and print what moved.

python bench/standstill.py spain --seeds 10 --people 20000
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

import numpy as np
import pandas as pd

from remitsim import anchors, measures, plausible
from remitsim.burning import burn_in
from remitsim.burnt import populated
from remitsim.month import run_month
from remitsim.scenario import load_scenario, with_values
from remitsim.world import codes, flows
from remitsim.world.world import World

# how far a mean over seeds may move in ten years, and whether as a part of month 0
BANDS = {"unemployment": (0.015, False), "informal share": (0.02, False), "pay index": (0.03, True), "stock": (0.1, True),
         "migrants without work": (0.015, False)}  # fmt: skip
ANY_BALANCE = (flows.TREASURY, flows.FUND, flows.OWNERS, flows.WORLD)


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
        skilled = world.markets["employed"][here][codes.SKILLED] / max(posts, 1.0)
        seen[f"skilled over published {name}"] = skilled / max(float(world.markets["share_target"][here][codes.SKILLED]), 1e-9)
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


def sectors(world: World, year: list[np.ndarray]) -> dict[str, float]:
    """Balance of every sector over its yearly flow (the larger of what came in and went out), all places together."""
    flow = np.sum(year, axis=0).astype(float)
    return {
        name: float(world.ledger.of_sector(sector).sum()) / max(
            sum(flow[f] for f, line in enumerate(flows.FLOWS) if line.payer == sector),
            sum(flow[f] for f, line in enumerate(flows.FLOWS) if line.payee == sector), 1.0)
        for sector, name in enumerate(flows.SECTORS) if sector not in ANY_BALANCE
    }  # fmt: skip


def live(world: World, burn: int, months: int) -> Iterator[tuple[int, dict[str, float]]]:
    """Every month of burn-in and horizon with its levels; at the end balances of sectors, by name."""
    for month in burn_in(world, burn):
        yield month, levels(world)
    year: list[np.ndarray] = []
    for month in range(months):
        run_month(world, month)
        year = [*year[-11:], world.month_flows.sum(axis=0)]
        yield month, levels(world) | (sectors_named(world, year) if month == months - 1 else {})


def sectors_named(world: World, year: list[np.ndarray]) -> dict[str, float]:
    """`sectors` under names that no level has."""
    return {f"balance: {name}": ratio for name, ratio in sectors(world, year).items()}


def table_of(paths: list[pd.DataFrame]) -> pd.DataFrame:
    """One row a level: months -12 to -1, the last twelve, spread between seeds, trend per ten years, band.

    ``trend``: least squares over the months after month 0, times 120; mean and sd over seeds. In parts of month 0
    where the band is, else in the level's own unit.
    """
    rows = []
    for name in [str(column) for column in paths[0] if not str(column).startswith("balance: ")]:
        if all(path[name].isna().all() for path in paths):  # no natives in the market
            continue
        kind = name.rsplit(" ", 1)[0]
        band, relative = BANDS.get(kind, (np.nan, False))
        before, after, trend = (np.array([f(path[name].dropna()) for path in paths]) for f in (_before, _after, _trend))
        base = np.nanmean(before) if relative else 1.0
        change = (np.nanmean(after) - np.nanmean(before)) / base
        rows.append({
            "level": name, "month 0": np.nanmean(before), "end": np.nanmean(after), "sd of end": _sd(after),
            "change": change, "trend": np.nanmean(trend) / base, "sd of trend": _sd(trend) / base, "band": band,
            "twenty years": "" if np.isnan(band) else "inside" if abs(change + np.nanmean(trend) / base) <= band else "OUTSIDE",
            "met": "" if np.isnan(band) else "inside" if abs(change) <= band else "OUTSIDE",
            "seeds outside": int((np.abs((after - before) / (before if relative else 1.0)) > band).sum()),
        })  # fmt: skip
    return pd.DataFrame(rows).set_index("level")


def _before(path: pd.Series) -> float:
    return float(path.loc[-12:-1].mean())


def _after(path: pd.Series) -> float:
    return float(path.iloc[-12:].mean())


def _trend(path: pd.Series) -> float:
    after = path.loc[0:]
    return float(np.polyfit(after.index, after, 1)[0]) * 120.0 if len(after) > 1 else float("nan")


def _sd(values: np.ndarray) -> float:
    return float(values.std(ddof=1)) if len(values) > 1 else float("nan")


def balances_of(paths: list[pd.DataFrame]) -> pd.DataFrame:
    """Sectors' balances over their yearly flow after the last month: mean, largest, and whether under two."""
    names = [str(column) for column in paths[0] if str(column).startswith("balance: ")]
    last = pd.concat([path[names].iloc[-1] for path in paths], axis=1)
    table = pd.DataFrame({"mean": last.mean(axis=1), "largest": last.abs().max(axis=1)})
    table["under twice a year's flow"] = table["largest"] <= 2.0
    return table


def main() -> None:
    """Print what is missed at month 0, what moved after it, and what sectors hold."""
    options = asked()
    paths = []
    pd.set_option("display.width", 250, "display.max_columns", 60, "display.max_rows", 500)
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        values = {"run.seed": seed} | ({"run.people": options.people} if options.people else {})
        scenario = with_values(load_scenario(options.world), values)
        world = populated(scenario)
        begun = time.perf_counter()
        burn = options.burn_in or scenario.run.burn_in
        frame = pd.DataFrame(dict(live(world, burn, options.months))).T
        print(f"seed {seed}: {time.perf_counter() - begun:.1f} s", flush=True)
        for miss in plausible.misses(world):
            print(f"  missed: {miss.level} {miss.place}, published {miss.published:.3g}, model {miss.model:.3g}, "
                  f"may be off by {miss.tolerance:.2g}")  # fmt: skip
        if options.path:
            print(frame.iloc[:: options.path].T.round(3).to_string())
            print(anchors.table(world).round(3).to_string())
        paths.append(frame)
    print(table_of(paths).round(4).to_string())
    print(balances_of(paths).round(3).to_string())


def asked() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("world")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--burn-in", type=int, default=0)
    parser.add_argument("--path", type=int, default=0, help="print levels every so many months")
    return parser.parse_args()


if __name__ == "__main__":
    main()
