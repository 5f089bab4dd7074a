"""A comparison, from names of options to tables: run what is missing, pair, tell."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from remitsim.batches.arms import Arm
from remitsim.batches.runner import Outcome, carry_out
from remitsim.batches.store import Store
from remitsim.burnt import burnt_in
from remitsim.comparing import levels, summing_up
from remitsim.comparing.comparison import FRAMES, Comparison
from remitsim.comparing.contexts import inputs_of, turned_by
from remitsim.comparing.gaining import cells_of, groups_of
from remitsim.comparing.headline import NUMBERS, Number, headline_of
from remitsim.comparing.intervals import limits
from remitsim.comparing.making_good import more_options
from remitsim.comparing.plan import PLACEBO_ARM, STEPS, Plan, kept_in, planned
from remitsim.comparing.readings import Readings
from remitsim.manifest import manifest_of
from remitsim.progress import Progress, Quiet
from remitsim.scenario import Scenario, ScenarioError, full_size
from remitsim.sheets.trouble import Problem
from remitsim.world.world import World


class NothingYet(Exception):
    """Stopped before there was anything to pair; ``kept`` runs are done."""

    def __init__(self, kept: int) -> None:
        super().__init__(f"stopped before there was anything to pair; {kept} runs are done")
        self.kept = kept


def compare(
    world: str | Scenario, arms: Sequence[str | Arm], *, baseline: str | None = None, populations: int = 5, lucks: int = 4,
    contexts: int = 16, expected: Sequence[float] = (), until: float | None = None, out: Path | str | None = None,
    people: int | None = None, months: int | None = None, by: Sequence[str] = (), jobs: int | None = None,
    progress: Progress | None = None, force: bool = False, question: str = "", command: str = "",
) -> Comparison:  # fmt: skip
    """Compare options on the same people with the same luck.

    ``arms``: names of ready policies joined by ``+``, or `Arm`. ``expected``: weights of expectation at which a
    regularisation is run too. ``until``: add pairs (20, 40, 80, 160 in all) until the interval of every headline
    indicator is so narrow, as a share of the baseline's level. ``out``: a folder that keeps runs at once and the
    tables at the end; an earlier comparison of the same world there is added to. Raises ScenarioError, and
    `NothingYet` where it was stopped before any pair of runs was finished.
    """
    begun, progress = time.perf_counter(), progress or Quiet()
    with _folder(out) as folder:
        earlier = kept_in(folder, force)
        before = earlier["meta"] if earlier else {}
        plan = planned(world, arms, baseline=baseline, populations=populations, lucks=lucks, contexts=contexts,
                       expected=expected or before.get("expected", ()), people=people, months=months, by=by,
                       kept=_kept_arms(earlier) if earlier else (), varied=before.get("context_values", ()))  # fmt: skip
        if earlier and earlier["meta"]["world_hash"] != plan.names_it and not force:
            raise ScenarioError([Problem("--out", None, "", str(folder), "holds a comparison of another world, of other "
                                         "people or months; --force writes over it, or name another")])  # fmt: skip
        if earlier and earlier["meta"]["world_hash"] != plan.names_it:
            plan = planned(world, arms, baseline=baseline, populations=populations, lucks=lucks, contexts=contexts,
                           expected=expected, people=people, months=months, by=by)  # fmt: skip
            before = {}
        store = Store(folder / "store")
        plan, outcome, told_until = _run(plan, store, until, jobs, progress)
        told = _told(plan, store, outcome, {"question": question or before.get("question", ""),
                                            "command": command, "until": told_until})
        told.meta["seconds"] = round(time.perf_counter() - begun, 1)
        if out is not None:
            told.save(folder)
        return told


@contextlib.contextmanager
def _folder(out: Path | str | None) -> Iterator[Path]:
    if out is not None:
        yield Path(out)
        return
    with tempfile.TemporaryDirectory(prefix="remitsim-") as name:
        yield Path(name)


def _kept_arms(earlier: dict[str, Any]) -> tuple[Arm, ...]:
    return tuple(Arm(**{**arm, "parts": tuple(arm["parts"])}) for arm in earlier["arms"])


def _run(
    plan: Plan, store: Store, until: float | None, jobs: int | None, progress: Progress
) -> tuple[Plan, Outcome, str]:
    """Carry out all runs; with ``until``, more pairs at each step till intervals are that narrow."""
    outcome = carry_out([*plan.main_runs(), *plan.context_runs()], store, jobs, progress)
    if until is None or outcome.stopped:
        return plan, outcome, ""
    for pairs in STEPS:
        if plan.populations * plan.lucks < pairs:
            plan = plan.grown(pairs)
            outcome = carry_out(plan.main_runs(), store, jobs, progress)
        wide = too_wide(plan, store, until)
        if not wide or outcome.stopped:
            break
    told = (f"to either side is within {100 * until:.3g} % of the baseline's level (shares: points) with "
            f"{plan.populations * plan.lucks} pairs")  # fmt: skip
    more = f" and {len(wide) - 6} more" if len(wide) > 6 else ""
    return plan, outcome, (f"Not every headline interval {told}: still wider are {', '.join(wide[:6])}{more}." if wide
                           else f"Every headline interval {told}.")  # fmt: skip


def too_wide(plan: Plan, store: Store, until: float) -> list[str]:
    """Headline indicators whose interval is wider than this share of the baseline's level (of points, for a share)."""
    readings = Readings(store, plan.main_runs(), plan.baseline)
    told = summing_up.differences_of(readings, plan.options, ())
    told = told[(told["place"] == "world") & (told["band"] == "all") & (told["year"] == 0) & told["headline"]]
    room = np.where(told["unit"].str.startswith("share"), until, until * told["baseline"].abs())
    room = np.where(room > 0, room, np.inf)  # nothing there in the baseline: no level to be measured by
    return list(dict.fromkeys(told.loc[(told["high"] - told["low"]) / 2 > room, "label"]))


def _told(plan: Plan, store: Store, outcome: Outcome, words: dict[str, str]) -> Comparison:
    runs = [*plan.main_runs(), *plan.context_runs()]
    readings = Readings(store, runs, plan.baseline)
    told = store.runs()
    done = told[told["status"] == "done"]
    if not outcome.stopped and not (done["arm"] == plan.baseline).any():
        why = told.loc[told["status"] == "failed", "error"]
        raise ScenarioError([Problem("compare", None, "", None, "no run of the baseline was finished"
                                     + (f": {why.iloc[0]}" if len(why) else ""))])  # fmt: skip
    options = [arm for arm in plan.options if len(readings.pairs(readings.yearly, arm.name))] if len(done) else []
    if outcome.stopped and not options:
        raise NothingYet(outcome.done + outcome.before)
    world = burnt_in(runs[0].burnt_from)
    seen = levels.levels_of(readings)
    contexts = [k for k in range(1, len(plan.contexts) + 1) if len(readings.yearly.arm(plan.baseline, k))]
    sound = levels.sound(readings, contexts, plan.base.run.people, full_size(plan.base.name))
    return _tables(plan, readings, options, seen, sound, _meta(plan, store, outcome, world, contexts, sound, readings, words))


def _tables(
    plan: Plan, readings: Readings, options: Sequence[Arm], seen: pd.DataFrame, sound: Sequence[int], meta: dict[str, Any]
) -> Comparison:
    placebo = PLACEBO_ARM.name if len(readings.pairs(readings.yearly, PLACEBO_ARM.name)) else None
    headline = pd.concat([_headline(plan, readings, arm, sound) for arm in options], ignore_index=True)
    groups = groups_of(readings, options, placebo, sound)
    hosts = ("world", *plan.base.hosts)
    differences = summing_up.differences_of(readings, options, sound)
    return Comparison(
        scenario=plan.world, arms=plan.arms, baseline=plan.baseline, meta=meta,
        differences=differences[list(FRAMES["differences"])], headline=headline[list(FRAMES["headline"])], groups=groups,
        cells=cells_of(readings, options, placebo),
        options=pd.concat([summing_up.options_of(readings, options),
                           more_options(readings, options, headline, groups, plan.expecting)], ignore_index=True),
        treasury=summing_up.treasury_of(readings, options), paths=summing_up.paths_of(readings, plan.arms, hosts),
        flows=summing_up.flows_of(readings, options), identity=summing_up.identity_of(readings, options), levels=seen,
        variance=summing_up.variance_of(readings, options), inputs=inputs_of(plan.axes, plan.base),
    )  # fmt: skip


def _headline(plan: Plan, readings: Readings, arm: Arm, sound: Sequence[int]) -> pd.DataFrame:
    """The eight numbers with sign counts over other contexts."""
    table = headline_of(readings, arm)
    counts = [_signs(plan, readings, arm, number, float(value), sound)
              for number, value in zip(NUMBERS, table["value"], strict=True)]  # fmt: skip
    return table.assign(same_sign=[c[0] for c in counts], contexts=[c[1] for c in counts], turned_by=[c[2] for c in counts])


def _signs(
    plan: Plan, readings: Readings, arm: Arm, number: Number, point: float, sound: Sequence[int]
) -> tuple[int, int, str]:
    """In how many contexts the sign is the point's, of how many, and what turns it; break-even: reached or not."""
    values = np.full(len(sound), np.nan)
    for place, context in enumerate(sound):
        found, pairs = number.of(readings, arm, context)
        if len(pairs):
            values[place] = found[0]
    if number.key == "break_even":
        values, point = np.where(np.isfinite(values), 1.0, -1.0), 1.0 if np.isfinite(point) else -1.0
    known = np.isfinite(values)
    same = int((np.sign(values[known]) == np.sign(point)).sum()) if np.isfinite(point) else 0
    return same, int(known.sum()), turned_by(values, [plan.contexts[k - 1] for k in sound], plan.axes)


def _meta(
    plan: Plan, store: Store, outcome: Outcome, world: World, contexts: Sequence[int], sound: Sequence[int],
    readings: Readings, words: dict[str, str],
) -> dict[str, Any]:  # fmt: skip
    pairs = max((readings.pairs(readings.yearly, arm.name) for arm in plan.options), key=len)
    runs = store.runs()
    failed = int((runs["status"] == "failed").sum())
    notes = [words["until"]] if words["until"] else []
    notes += ["Stopped early: told from the pairs that were finished."] if outcome.stopped else []
    notes += [f"{failed} runs failed; `remitsim status` says why."] if failed else []
    if len(sound) < len(contexts):
        notes.append(f"{len(contexts) - len(sound)} of {len(contexts)} contexts are no plausible worlds (a published level "
                     "missed by far before month 0) and are not counted.")  # fmt: skip
    return {
        **{key: words[key] for key in ("question", "command")}, "world_hash": plan.names_it,
        "title": plan.base.title, "populations": len(np.unique(pairs.populations)), "pairs": len(pairs),
        "lucks": plan.lucks, "contexts": len(sound), "contexts_run": len(contexts),
        "people": len(world.persons), "months": plan.base.run.months, "years": readings.years,
        "weights": {**dict(zip(world.host_names, map(int, world.hosts["weight"]), strict=True)),
                    **dict(zip(world.origin_names, map(int, world.origins["weight"]), strict=True))},
        "interval": limits(pairs.populations), "band": "eight in ten runs lie within it",
        "placebo": PLACEBO_ARM.title, "discount": 0.03, "run_seconds": round(outcome.seconds, 1), "runs_done": outcome.done,
        "runs_before": outcome.before, "notes": notes, "stopped": outcome.stopped,
        "expected": sorted({weight for pairs in plan.expecting.values() for weight, _ in pairs}),
        "manifest": manifest_of(plan.base, world), "inputs_varied": [axis.path for axis in plan.axes],
        "context_values": list(plan.contexts),
    }  # fmt: skip
