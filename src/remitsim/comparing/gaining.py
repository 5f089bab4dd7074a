"""Who gains and who loses: cells beyond the placebo's band, and the grid of options and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remitsim.bands import AT_MONTH_0
from remitsim.batches.arms import Arm
from remitsim.comparing.comparison import empty
from remitsim.comparing.pairing import Wide
from remitsim.comparing.placebo import WITHIN, Band, band_of, false_discovery, verdicts
from remitsim.comparing.readings import CELL, PARTIES, Readings
from remitsim.comparing.signs import signs
from remitsim.gains import WITHOUT
from remitsim.world import codes

Numbers = NDArray[np.float64]

LEAST_ROWS = 100
WORLD = "world"
STATUS, SCHOOLING, TRADE, AGE, SEX = (f"{band}{AT_MONTH_0}" for band in ("status", "schooling", "trade", "age", "sex"))
YOUNG = ("18-24", "25-34")


@dataclass(frozen=True)
class Group:
    """A line of the grid: cells of a party whose month-0 band holds these groups (a word that ends in * begins them)."""

    key: str
    label: str
    account: str
    band: str = SEX
    groups: tuple[str, ...] = ("*",)

    def holds(self, columns: pd.DataFrame) -> NDArray[np.bool_]:
        """Which columns of cells are in it."""
        mine = (columns["account"] == self.account) & (columns["band"] == self.band)
        fits = [columns["group"].str.startswith(g[:-1]) if g.endswith("*") else columns["group"] == g for g in self.groups]
        return np.asarray(mine & np.logical_or.reduce(fits), bool)


WORK = {trade: f"{trade} work" for trade in ("farm", "factory", "domestic and care", "other skilled")}
GROUPS: tuple[Group, ...] = (
    Group("migrants_irregular", "migrants irregular at month 0", "migrants", STATUS, ("irregular*",)),
    Group("migrants_papers", "migrants with papers at month 0", "migrants", STATUS,
          tuple(status for status in codes.STATUSES[: codes.IRREGULAR])),
    Group("would_be", "people at home of 18–34, who may yet leave", "people at home", AGE, YOUNG),
    Group("families_home", "people at home, all ages", "people at home"),
    *(Group(f"natives_{level}", f"natives, {level} schooling", "natives", SCHOOLING, (level,)) for level in codes.SCHOOLING),
    *(Group(f"natives_{trade}", f"natives in {WORK.get(trade, trade)}", "natives", TRADE, (trade,)) for trade in codes.TRADES),
)  # fmt: skip
INSTITUTIONS = {
    "owners": "employers (owners)", "treasury": "treasury", "insurance fund": "insurance fund",
    "origin treasury": "treasury at origin", "recruitment agents": "recruitment agents", "smugglers": "smugglers",
    "lenders": "lenders", "transfer firms": "transfer firms", "training colleges": "training colleges",
    "pensioners": "pensioners",
}  # fmt: skip
BY_PLACE = ("treasury", "insurance fund", "origin treasury")


def over_horizon(readings: Readings, accounts: Sequence[str]) -> Wide:
    """Gains of accounts summed over years: columns `CELL`."""
    wide = readings.gains.where(account=list(accounts))
    return folded(wide, CELL)


def folded(wide: Wide, by: Sequence[str]) -> Wide:
    """Columns added up by some of their keys."""
    code = wide.columns.groupby(list(by), sort=False).ngroup().to_numpy()
    count = int(code.max()) + 1 if len(code) else 0
    sums = np.zeros((len(wide.values), count))
    np.add.at(sums.T, code, np.nan_to_num(wide.values).T)
    columns = wide.columns[list(by)].drop_duplicates().reset_index(drop=True)
    return Wide(sums, wide.runs, columns)


def joined_places(wide: Wide, always: bool = False) -> Wide:
    """Every place alone, and all of a party together as the place `WORLD` where there are several (or ``always``)."""
    whole = folded(wide, ["account", "band", "group"])
    several = wide.columns.groupby("account")["place"].transform("nunique") > (0 if always else 1)
    whole_columns = whole.columns.assign(place=WORLD)[CELL]
    many = whole_columns["account"].isin(wide.columns.loc[several, "account"]).to_numpy()
    values = np.concatenate([whole.values[:, many], wide.values], axis=1)
    return Wide(values, wide.runs, pd.concat([whole_columns[many], wide.columns[CELL]], ignore_index=True))


def heads_of(readings: Readings, columns: pd.DataFrame) -> pd.DataFrame:
    """People and rows at month 0 of each cell in ``columns``."""
    heads = readings.heads
    whole = heads.groupby(["account", "band", "group"], as_index=False, sort=False)[["people", "rows"]].sum()
    both = pd.concat([heads, whole.assign(place=WORLD)], ignore_index=True).drop_duplicates(CELL)
    return columns[CELL].merge(both, on=CELL, how="left").fillna({"people": 0.0, "rows": 0.0})[["people", "rows"]]


def placebo_differences(readings: Readings, sums: Wide, placebo: str) -> Numbers:
    """Placebo less baseline by cell (pairs, cells), the household that it touches left out of both."""
    difference = readings.pairs(sums, placebo).difference
    out = readings.gains.where(account=[f"{party}, {WITHOUT}" for party in PARTIES])
    if len(out.columns):
        left = joined_places(folded(out, CELL), always=True)
        names = left.columns.assign(account=left.columns["account"].str.removesuffix(f", {WITHOUT}"))
        place = pd.MultiIndex.from_frame(names).get_indexer(pd.MultiIndex.from_frame(sums.columns[CELL]))
        touched = readings.pairs(left, placebo).difference
        difference[:, place >= 0] -= touched[:, place[place >= 0]]
    return difference


def cells_of(readings: Readings, arms: Sequence[Arm], placebo: str | None) -> pd.DataFrame:
    """Every cell of enough rows in every arm: USD a head over the horizon, interval, placebo's band, q, verdict."""
    sums = joined_places(over_horizon(readings, PARTIES))
    heads = heads_of(readings, sums.columns)
    enough = (heads["rows"] >= LEAST_ROWS).to_numpy()
    sums = Wide(sums.values[:, enough], sums.runs, sums.columns[enough].reset_index(drop=True))
    heads = heads[enough].reset_index(drop=True)
    if not len(heads) or not arms:
        return empty("cells")
    band = band_of(placebo_differences(readings, sums, placebo)) if placebo else None
    parts = [_arm_cells(readings, arm, sums, heads, band) for arm in arms]
    told = pd.concat(parts, ignore_index=True)
    return _judged(told) if band is not None else told.assign(q=np.nan, verdict="no placebo was run")


def _arm_cells(readings: Readings, arm: Arm, sums: Wide, heads: pd.DataFrame, band: Band | None) -> pd.DataFrame:
    pairs = readings.pairs(sums, arm.name)
    told, people = pairs.interval(), heads["people"].to_numpy()
    half = band.half(len(pairs)) if band else np.full(len(people), np.nan)
    chance = band.chance(told.mean, len(pairs)) if band else np.ones(len(people))
    return pd.DataFrame({
        "arm": arm.name, "party": sums.columns["account"], "place": sums.columns["place"],
        "band": sums.columns["band"].str.removesuffix(AT_MONTH_0), "group": sums.columns["group"],
        "usd_a_head": told.mean / people, "low": told.low / people, "high": told.high / people,
        "placebo_low": -half / people, "placebo_high": half / people, "q": chance, "verdict": "",
        "people": people, "rows": heads["rows"].to_numpy(),
    })  # fmt: skip


def _judged(cells: pd.DataFrame) -> pd.DataFrame:
    """False finds held to a tenth over all cells shown."""
    q = false_discovery(cells["q"].to_numpy(float))
    found = verdicts(cells["usd_a_head"].to_numpy(), cells["placebo_high"].to_numpy(), q)
    return cells.assign(q=q, verdict=found)


def groups_of(
    readings: Readings, arms: Sequence[Arm], placebo: str | None, contexts: Sequence[int] = ()
) -> pd.DataFrame:
    """The grid of options and groups of people and institutions, each against the placebo's band.

    ``contexts``: those whose signs are counted.
    """
    people, heads = _people_sums(readings)
    accounts = _account_sums(readings)
    rows = []
    for arm in arms:
        rows += _grid(readings, arm, people, heads, placebo, contexts)
        rows += _grid(readings, arm, accounts, None, placebo, contexts)
    return pd.DataFrame(rows) if rows else empty("groups")


def _people_sums(readings: Readings) -> tuple[Wide, Numbers]:
    """Sums over the horizon of each group of people that has rows here, and its people at month 0."""
    sums = over_horizon(readings, (*PARTIES, *(f"{party}, {WITHOUT}" for party in PARTIES)))
    heads = heads_of(readings, sums.columns)["people"].to_numpy()
    values, people, lines = [], [], []
    for group in GROUPS:
        mine = group.holds(sums.columns)
        left = group.holds(sums.columns.assign(account=sums.columns["account"].str.removesuffix(f", {WITHOUT}"))) & ~mine
        if heads[mine].sum() > 0:
            values += [sums.values[:, mine].sum(axis=1), sums.values[:, left].sum(axis=1)]
            people += [float(heads[mine].sum())]
            lines += [{"group": group.key, "label": group.label, "place": WORLD, "left": left_out} for left_out in (0, 1)]
    return Wide(np.stack(values, axis=1), sums.runs, pd.DataFrame(lines)), np.array(people)


def _account_sums(readings: Readings) -> Wide:
    """Sums over the horizon of institutions: treasuries and funds each, others all places together."""
    sums = over_horizon(readings, tuple(INSTITUTIONS))
    place = sums.columns["place"].where(sums.columns["account"].isin(BY_PLACE), WORLD)
    whole = folded(Wide(sums.values, sums.runs, sums.columns.assign(place=place)), ["account", "place"])
    active = np.abs(whole.values).max(axis=0, initial=0.0) > 0
    kept = np.nonzero(active)[0]
    rank = whole.columns["account"].map(list(INSTITUTIONS).index).to_numpy(int)
    kept = kept[np.argsort(rank[kept], kind="stable")]
    columns = whole.columns.iloc[kept].reset_index(drop=True)
    return Wide(whole.values[:, kept], whole.runs, pd.DataFrame({
        "group": columns["account"].str.replace(" ", "_"), "label": columns["account"].map(INSTITUTIONS),
        "place": columns["place"], "left": 0}))  # fmt: skip


def _grid(
    readings: Readings, arm: Arm, sums: Wide, people: Numbers | None, placebo: str | None, contexts: Sequence[int] = ()
) -> list[dict[str, object]]:
    whole = sums.where(left=0)
    pairs = readings.pairs(whole, arm.name)
    told, (same, counted) = pairs.interval(), signs(readings, whole, arm, contexts, pairs)
    band = _grid_band(readings, sums, placebo) if placebo else None
    half = band.half(len(pairs)) if band else np.full(len(told.mean), np.nan)
    q = false_discovery(band.chance(told.mean, len(pairs))) if band else np.ones(len(told.mean))
    found = verdicts(told.mean, half, q) if band else [WITHIN] * len(told.mean)
    scale = np.ones(len(told.mean)) if people is None else people * readings.years
    return [
        {"arm": arm.name, **{name: line[name] for name in ("group", "label", "place")},
         "usd_a_head_a_year": np.nan if people is None else told.mean[k] / scale[k],
         "low": told.low[k] / scale[k], "high": told.high[k] / scale[k], "usd_total": told.mean[k],
         "people": np.nan if people is None else people[k], "placebo": half[k] / scale[k], "verdict": found[k],
         "same_sign": int(same[k]), "contexts": int(counted[k])}
        for k, line in enumerate(whole.columns.to_dict("records"))
    ]  # fmt: skip


def _grid_band(readings: Readings, sums: Wide, placebo: str) -> Band:
    difference = readings.pairs(sums.where(left=0), placebo).difference
    out = sums.where(left=1)
    return band_of(difference - readings.pairs(out, placebo).difference if len(out.columns) else difference)
