"""What the model shows today of the patterns it should show, none of them calibrated.

Nothing here is tuned and nothing is tested: it prints what comes out, over the first two years after burn-in,
to be set beside the published figures of `docs/model.md`.

python bench/patterns.py spain --seeds 3 --people 20000
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.burning import burn_in
from remitsim.burnt import populated
from remitsim.month import run_month
from remitsim.scenario import load_scenario, with_values
from remitsim.world import codes
from remitsim.world.world import World

MONTHS = 24
USD_200 = 20_000.0
RECRUITED = (codes.VISA, codes.SKILLS)
Figures = dict[str, float]
Numbers = NDArray[np.float64]


def over(top: float, under: float) -> float:
    """A quotient, nan over nothing."""
    return float(top) / float(under) if under > 0 else float("nan")


def menu_at_200(world: World) -> Numbers:
    """Price of sending USD 200 with each provider, a share of the sum; nan where it does not serve."""
    rows = world.providers
    price = np.minimum(rows["fee"] + rows["margin"] * (USD_200 - rows["fee"]), USD_200) / USD_200
    serves = (rows["here"] == 1) & (rows["lawful"] == 1) & (world.corridors["open"][rows["corridor"]] == 1)
    return np.where(serves, price, np.nan)


class Watch:
    """Sums over the months watched, of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sums: dict[str, float] = {}
        self.away = world.persons["place"] == codes.ABROAD
        self.third = self._wealth_thirds()
        people = len(world.persons)
        self.months_there, self.months_sending = np.zeros(people), np.zeros(people)

    def _wealth_thirds(self) -> NDArray[np.int64]:
        """Third of wealth a head within the origin at month 0, by household."""
        homes = self.world.households
        heads = np.maximum(homes["at_home"] + homes["children"] + homes["elders"], 1)
        wealth = (homes["money"] + homes["enterprise"] + homes["house"] - homes["food_debt"]) / heads
        third = np.zeros(len(homes), np.int64)
        for origin in range(len(self.world.origins)):
            here = homes["origin"] == origin
            third[here] = np.searchsorted(np.quantile(wealth[here], (1 / 3, 2 / 3)), wealth[here])
        return third

    def add(self, name: str, amount: float) -> None:
        """Add to a sum."""
        self.sums[name] = self.sums.get(name, 0.0) + float(amount)

    def look(self) -> None:
        """Take in the month that has just passed."""
        persons = self.world.persons
        there = (persons["place"] == codes.ABROAD) & (persons["origin"] >= 0)
        self._sending(persons, there)
        self._pay(persons, there)
        self._leavers(persons, there)
        self._menu()
        self.away = persons["place"] == codes.ABROAD

    def _sending(self, persons: NDArray[np.void], there: NDArray[np.bool_]) -> None:
        weight = persons["weight"] * there
        for status, name in enumerate(codes.STATUSES):
            here = weight * (persons["status"] == status)
            self.add(f"sent {name}", (here * persons["sent"]).sum())
            self.add(f"net pay {name}", (here * persons["net_pay"]).sum())
        self.add("sent", (weight * persons["sent"]).sum())
        self.add("sendings", (weight * persons["sendings"]).sum())
        self.add("fees", (weight * persons["fees_paid"]).sum())
        self.months_there += there
        self.months_sending += there * persons["sendings"]

    def _pay(self, persons: NDArray[np.void], there: NDArray[np.bool_]) -> None:
        at_work = there & (persons["employer"] >= 0)
        for status in (codes.TEMPORARY_FREE, codes.TEMPORARY_TIED, codes.IRREGULAR):
            for trade in range(codes.N_TRADES):
                here = persons["weight"] * (at_work & (persons["status"] == status) & (persons["trade"] == trade))
                self.add(f"workers {status} {trade}", here.sum())
                self.add(f"wages {status} {trade}", (here * persons["wage"]).sum())
                self.add(f"takehome {status} {trade}", (here * persons["net_pay"]).sum())

    def _leavers(self, persons: NDArray[np.void], there: NDArray[np.bool_]) -> None:
        movers = persons["origin"] >= 0
        home = movers & ~self.away & (persons["may_go"] == 1) & (persons["place"] != codes.DEAD)
        left = there & ~self.away
        recruits = left & np.isin(persons["route"], RECRUITED)
        without = left & (persons["status"] == codes.IRREGULAR)
        weight = persons["weight"]
        for third in range(3):
            ours = movers & (self.third[np.maximum(persons["household"], 0)] == third)
            self.add(f"home {third}", (weight * (home & ours)).sum())
            self.add(f"left {third}", (weight * (left & ours)).sum())
            self.add(f"left recruited {third}", (weight * (recruits & ours)).sum())
            self.add(f"left without papers {third}", (weight * (without & ours)).sum())
        self.add("recruits", (weight * recruits).sum())
        self.add("recruits in debt", (weight * (recruits & (persons["debt"] > 0))).sum())
        any_debt = (persons["debt"] > 0) | (persons["kin_debt"] > 0)
        self.add("recruits in any debt", (weight * (recruits & any_debt)).sum())

    def _menu(self) -> None:
        rows, price = self.world.providers, menu_at_200(self.world)
        for corridor in np.nonzero(self.world.corridors["open"] == 1)[0]:
            here = rows["corridor"] == corridor
            lawful = here & np.isfinite(price)
            total = rows["sums"][lawful].sum()
            middle = np.nanmedian(price[here])
            self.add("lawful sums", total)
            self.add("informal sums", rows["sums"][here & (rows["lawful"] == 0)].sum())
            self.add("menu x sums", np.nanmean(price[here]) * total)
            self.add("paid at 200 x sums", (price[lawful] * rows["sums"][lawful]).sum())
            self.add("cheaper half sums", rows["sums"][lawful & (price <= middle)].sum())
            self.add("lawful users", rows["users"][lawful].sum())
            self.add("dearer half users", rows["users"][lawful & (price > middle)].sum())

    def gap(self, kind: str, status: int, beside: int) -> tuple[float, float]:
        """Pay of one status under that of another: raw, and at the trades of the first."""
        trades = range(codes.N_TRADES)
        heads = {s: [self.sums[f"workers {s} {t}"] for t in trades] for s in (status, beside)}
        paid = {s: [self.sums[f"{kind} {s} {t}"] for t in trades] for s in (status, beside)}
        raw = 1.0 - over(over(sum(paid[status]), sum(heads[status])), over(sum(paid[beside]), sum(heads[beside])))
        both = [t for t in trades if heads[status][t] > 0 and heads[beside][t] > 0]
        own = sum(paid[status][t] for t in both)
        other = sum(heads[status][t] * over(paid[beside][t], heads[beside][t]) for t in both)
        return raw, 1.0 - over(own, other)

    def bills(self) -> Figures:
        """Mean bill in months of first pay, people recruited since month 0 and still there."""
        persons, seen = self.world.persons, {}
        new = (persons["place"] == codes.ABROAD) & np.isin(persons["route"], RECRUITED)
        new &= (persons["months_abroad"] < MONTHS) & (persons["first_pay"] > 0)
        for row, corridor in enumerate(self.world.corridors):
            here = new & (persons["corridor"] == row)
            if here.sum() >= 10:
                name = f"{self.world.origin_names[corridor['origin']]}-{self.world.host_names[corridor['host']]}"
                months = persons["bill_paid"][here] / persons["first_pay"][here]
                seen[f"bill in months of first pay, {name}"] = float(months.mean())
        weight = persons["weight"][new].astype(float)
        all_months = persons["bill_paid"][new] / np.maximum(persons["first_pay"][new], 1)
        seen["bill in months of first pay, all"] = over((weight * all_months).sum(), weight.sum())
        return seen

    def figures(self) -> Figures:
        """All patterns by name."""
        s, seen = self.sums, {}
        for name in codes.STATUSES[1:6]:
            seen[f"remitted share of net pay, {name}"] = over(s[f"sent {name}"], s[f"net pay {name}"])
        seen["mean sum, USD"] = over(s["sent"], s["sendings"]) / 100
        steady = (self.months_there == MONTHS) & (self.months_sending > 0)
        seen["months between sendings, people there all the time who send"] = over(
            MONTHS * steady.sum(), self.months_sending[steady].sum())  # fmt: skip
        seen["cost of sending, share of sums (all providers)"] = over(s["fees"], s["sent"])
        seen["simple mean of the lawful menu at USD 200"] = over(s["menu x sums"], s["lawful sums"])
        seen["lawful menu at USD 200, weighted by sums"] = over(s["paid at 200 x sums"], s["lawful sums"])
        seen["share of lawful sums through the cheaper half"] = over(s["cheaper half sums"], s["lawful sums"])
        seen["share of lawful users with the dearer half"] = over(s["dearer half users"], s["lawful users"])
        seen["informal share of all sums"] = over(s["informal sums"], s["informal sums"] + s["lawful sums"])
        seen["informal over recorded"] = over(s["informal sums"], s["lawful sums"])
        seen |= self.bills()
        seen["recruits in debt to a lender on arrival"] = over(s["recruits in debt"], s["recruits"])
        seen["recruits in any debt on arrival"] = over(s["recruits in any debt"], s["recruits"])
        for name, beside in (("temporary free", codes.TEMPORARY_FREE), ("temporary tied", codes.TEMPORARY_TIED)):
            for label, kind in (("gross", "wages"), ("net", "takehome")):
                raw, same = self.gap(kind, codes.IRREGULAR, beside)
                seen[f"{label} pay gap of irregular to {name}, raw"] = raw
                seen[f"{label} pay gap of irregular to {name}, same trade"] = same
        for how in ("left", "left recruited", "left without papers"):
            for third, name in enumerate(("poorest", "middle", "richest")):
                seen[f"{how}, per cent a year, {name} third"] = 1200 * over(s[f"{how} {third}"], s[f"home {third}"])
        return seen


def watched(name: str, seed: int, people: int) -> Figures:
    """One world burnt in and watched for two years."""
    scenario = with_values(load_scenario(name), {"run.seed": seed} | ({"run.people": people} if people else {}))
    world = populated(scenario)
    for _ in burn_in(world, scenario.run.burn_in):
        pass
    watch = Watch(world)
    for month in range(MONTHS):
        run_month(world, month)
        watch.look()
    return watch.figures()


def main() -> None:
    """Print the table of patterns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("world")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--people", type=int, default=0)
    options = parser.parse_args()
    runs = [watched(options.world, seed, options.people) for seed in range(1, options.seeds + 1)]
    table = pd.DataFrame(runs).T
    pd.set_option("display.width", 200, "display.max_rows", 500)
    print(f"{options.world}: uncalibrated, months 0 to {MONTHS - 1}, {options.seeds} seeds")
    print(pd.DataFrame({"mean": table.mean(axis=1), "sd": table.std(axis=1)}).round(3).to_string())


if __name__ == "__main__":
    main()
