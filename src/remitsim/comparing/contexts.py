"""Other contexts: people and assumed parameters drawn anew, to see whether a sign holds and which parameter turns it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from remitsim.batches.arms import Arm
from remitsim.scenario import Scenario
from remitsim.settings import Settings

Numbers = NDArray[np.float64]

FIRST_SEED = 1001  # populations of contexts are apart from those of the main runs
WEAK = 0.5  # a rank correlation under this is not told as a cause
EVERYWHERE = (
    "wages.bargaining_share", "wages.home_in_fallback", "worth.impatience", "worth.horizon", "planning.capital_speed",
    "planning.capital_supply",
)  # fmt: skip
STATUS = (
    "papers.offer_look", "papers.offer_trouble", "worth.services", "worth.removal_loss", "wages.entitlement",
    "wages.casual_work", "wages.casual_share", "planning.firm_elasticity", "leaving.arrival_anchor", "worth.home_unit",
    "terms.hosts.*.found_at_work", "terms.hosts.*.found_in_street", "terms.hosts.*.removed_if_found",
)  # fmt: skip
RECRUITING = (
    "hiring.offer_rule", "hiring.bill_in_offer", "hiring.margin_speed", "hiring.chain_sd", "leaving.loan_multiple",
    "leaving.kin_months", "leaving.look", "leaving.second_choice", "terms.corridors.*.move_cost",
    "terms.corridors.*.loan_rate", "terms.corridors.*.true_pay_known",
)  # fmt: skip
SPONSORS = (
    "wages.trouble_over", "wages.caught_loss", "working.withheld_chance", "working.power_complaint", "hiring.on_the_job",
    "hiring.move_gain", "terms.hosts.*.sponsor_reports", "terms.hosts.*.complaint_power", "terms.hosts.*.found_in_street",
)  # fmt: skip
SENDING = (
    "remitting.elasticity", "remitting.waiting_cost", "remitting.trouble", "remitting.through_users",
    "remitting.saving_home_bound", "traits.altruism_median", "world.informal_fee", "world.informal_margin",
    "world.avoidable_cost",
)  # fmt: skip
MOVING = (
    "leaving.arrival_anchor", "leaving.unseen_sd", "leaving.smuggler_answer", "leaving.death_years", "leaving.hungry_look",
    "leaving.second_choice", "leaving.look", "worth.home_unit", "terms.corridors.*.caught", "terms.hosts.*.found_in_street",
)  # fmt: skip
HOMES = ("living.local_share", "living.outside_return", "living.food_limit", "leaving.hungry_look", "worth.home_unit",
         "leaving.arrival_anchor")  # fmt: skip
SKILLS = ("training.horizon", "training.hope", "training.places_answer", "training.licensed", "hiring.retraining_part",
          "terms.hosts.*.recognition")  # fmt: skip
RETURNS = ("returning.look", "returning.aim_gain", "returning.away_again", "worth.removal_loss", "living.outside_return",
           "terms.hosts.*.found_in_street", "terms.hosts.*.removed_if_found", "leaving.arrival_anchor")  # fmt: skip
PROTECTION = ("wages.entitlement", "wages.benefit_worth", "worth.services", "working.ill_months", "working.care_shortens")
# words in a policy's kind and the theme they speak of; the first that fits
ON_THEME: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("regularisation", STATUS), ("recruitment", RECRUITING), ("loan", RECRUITING), ("ratings", RECRUITING),
    ("sponsor", SPONSORS), ("complaint", SPONSORS), ("inspection", SPONSORS), ("domestic", SPONSORS),
    ("remittance", SENDING), ("price", SENDING), ("papers-not", SENDING), ("digital", SENDING), ("fee", SENDING),
    ("entry", SENDING), ("return", RETURNS), ("removal", RETURNS), ("protection", PROTECTION), ("training", SKILLS),
    ("skill", SKILLS), ("recognition", SKILLS), ("integration", SKILLS), ("aid", HOMES), ("shock", HOMES),
)  # fmt: skip


@dataclass(frozen=True)
class Axis:
    """A parameter and what it may be: from ``low`` to ``high``, or one of ``options``."""

    path: str
    low: float = 0.0
    high: float = 0.0
    options: tuple[str, ...] = ()
    whole: bool = False

    def at(self, position: float) -> Any:
        """The value at a position from 0 to 1."""
        if self.options:
            return self.options[min(int(position * len(self.options)), len(self.options) - 1)]
        value = self.low + position * (self.high - self.low)
        return round(value) if self.whole else value


def theme_of(arms: Sequence[Arm]) -> tuple[str, ...]:
    """Patterns of parameters that the arms' policies turn on."""
    kinds = {path.split(".")[1].replace("_", "-") for arm in arms for path in arm.values if path.startswith("policy.")}
    found = dict.fromkeys(EVERYWHERE)
    for kind in sorted(kinds):
        found |= dict.fromkeys(next((paths for word, paths in ON_THEME if word in kind), MOVING))
    return tuple(found)


def axes_of(arms: Sequence[Arm], base: Scenario) -> tuple[Axis, ...]:
    """Assumed parameters on the policies' theme with their plausible ranges, of behaviour and of the scenario."""
    patterns = theme_of(arms)
    made = [axis for path, axis in _of_behaviour().items() if path in patterns]
    lines = {line["path"]: line for line in base.inputs()}
    for line in lines.values():
        fits = any(fnmatchcase(line["path"], pattern) for pattern in patterns) and not _overruled(line["path"], lines, base)
        if fits and line["grade"] == "assumed" and line["low"] is not None and isinstance(line["value"], (int, float)):
            made.append(Axis(line["path"], float(line["low"]), float(line["high"]), whole=isinstance(line["value"], int)
                             and float(line["high"]) > 2))  # fmt: skip
    return tuple(made)


def _overruled(path: str, lines: Mapping[str, Any], base: Scenario) -> bool:
    """Whether an input for all places is given for every place by itself."""
    pairs = [f"{origin}-{host}" for origin in base.origins for host in base.hosts]
    places = base.hosts if ".hosts." in f".{path}" else base.origins if ".origins." in f".{path}" else pairs
    return ".all." in path and all(path.replace(".all.", f".{place}.") in lines for place in places)


def _of_behaviour() -> dict[str, Axis]:
    axes = {}
    for theme, group in Settings.model_fields.items():
        for name, field in type(group.default).model_fields.items():
            notes: Any = field.json_schema_extra or {}
            path = f"{theme}.{name}"
            if notes.get("grade") != "assumed":
                continue
            if "low" in notes:
                axes[path] = Axis(path, float(notes["low"]), float(notes["high"]), whole=field.annotation is int)
            else:
                axes[path] = Axis(path, options=get_args(field.annotation))
    return axes


def drawn(axes: Sequence[Axis], count: int) -> list[dict[str, Any]]:
    """Values of each context, with people of its own: a Latin hypercube over the axes (all alike but people if none)."""
    if not count:
        return []
    places = qmc.LatinHypercube(max(len(axes), 1), rng=np.random.default_rng(16)).random(count)
    return [
        {"run.seed": FIRST_SEED + k, **{axis.path: axis.at(float(p)) for axis, p in zip(axes, places[k], strict=False)}}
        for k in range(count)
    ]


def turned_by(values: Numbers, contexts: Sequence[dict[str, Any]], axes: Sequence[Axis]) -> str:
    """The parameter that goes most with a difference over contexts, if its sign turns at all; in words.

    A rank correlation over a few contexts is a hint, no proof; under `WEAK` none is named.
    """
    known = np.isfinite(values)
    if known.sum() < 4 or (np.sign(values[known]) == np.sign(values[known][0])).all():
        return ""
    told = []
    for axis in axes:
        place = [axis.options.index(c[axis.path]) if axis.options else float(c[axis.path]) for c in contexts]
        place_known = np.array(place, float)[known]
        if np.ptp(place_known) > 0:
            told.append((float(stats.spearmanr(place_known, values[known]).statistic), axis.path))
    if not told:
        return ""
    strongest, path = max(told, key=lambda pair: abs(pair[0]))
    if abs(strongest) < WEAK:
        return "no single parameter"
    return f"{path} (rank correlation {strongest:+.2f} over {int(known.sum())} contexts)"


def inputs_of(axes: Sequence[Axis], base: Scenario) -> pd.DataFrame:
    """What is assumed on the theme: path, value, low, high, unit, source, grade."""
    given = {line["path"]: line for line in base.inputs()}
    rows = []
    for axis in axes:
        if axis.path in given:
            line = given[axis.path]
            rows.append([axis.path, str(line["value"]), axis.low, axis.high, line["unit"], line["source"], line["grade"]])
            continue
        theme, name = axis.path.split(".")
        notes: Any = type(getattr(base.settings, theme)).model_fields[name].json_schema_extra or {}
        value = getattr(getattr(base.settings, theme), name)
        low, high = (np.nan, np.nan) if axis.options else (axis.low, axis.high)
        unit = "one of: " + ", ".join(axis.options) if axis.options else notes["unit"]
        rows.append([axis.path, str(value), low, high, unit, notes["source"], notes["grade"]])
    return pd.DataFrame(rows, columns=["path", "value", "low", "high", "unit", "source", "grade"])
