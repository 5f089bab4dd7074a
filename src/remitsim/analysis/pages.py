"""Pages of analyses, in the frame of `report.page`: sensitivity, discovery, robustness."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import pandas as pd

from remitsim.analysis import pictures
from remitsim.analysis.discover import Found, words_of
from remitsim.analysis.robust import common, idle, pareto, regret, targets_met
from remitsim.analysis.runs import Runs, flags, label_of
from remitsim.report.page import Block, Page, Section, write_page

MORRIS = ("Morris screening: dots are the mean absolute change of the outcome as a parameter goes two thirds of its range, with "
          "95 % intervals.")
SPREAD = " Hollow dots are the spread of that change: a large one means that it depends on the other parameters."
SOBOL = ("Sobol indices: dots are the share of the variance in all (with what parameters do together), hollow dots the share "
         "alone, with 95 % intervals of the former.")
RANKS = "Squared rank correlation with the outcome: {why}, which allows neither Morris effects nor Sobol indices."
UNSAID = "how the contexts were drawn is not kept in this store (`remitsim batch` keeps it)"
CAPTIONS = {"morris": MORRIS, "sobol": SOBOL}
IN_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]+')


def sensitivity_page(runs: Runs, table: pd.DataFrame, folder: str | Path, command: str = "") -> Path:
    """Write sensitivity.html, .xlsx and figures of `sensitivity.sensitivity`'s table; returns the page."""
    sections = []
    for (arm, outcome), rows in table.groupby(["arm", "outcome"], sort=False):
        name = _file_name(f"{arm} {outcome}")
        told_elsewhere = ["arm", "outcome", "unit", "noise", "blocks", "method"]
        shown = rows.dropna(axis=1, how="all").drop(columns=told_elsewhere, errors="ignore")
        title = f"{arm}: {label_of(str(outcome))}"
        block = Block(name, title, _ranked(rows), _caption(runs, rows), shown, note=_noise(rows))
        sections.append(Section(name.replace(" ", "-"), title, _most(rows), [block]))
    page = Page("Which parameters matter", _kicker(runs), _lead(runs), sections=sections, foot=_foot(command))
    return write_page(folder, "sensitivity", page)


def _ranked(rows: pd.DataFrame) -> str:
    method, unit = str(rows["method"].iloc[0]), str(rows["unit"].iloc[0])
    if method == "morris":
        return pictures.ranked(rows, "size", "low", "high", unit, "" if rows["spread"].isna().any() else "spread")
    if method == "sobol":
        return pictures.ranked(rows, "in all", "in all low", "in all high", "share of variance", "alone")
    return pictures.ranked(rows, "share of ranks", "share of ranks", "share of ranks", "share of the variance of ranks")


def _caption(runs: Runs, rows: pd.DataFrame) -> str:
    method, way = str(rows["method"].iloc[0]), runs.drawing.design
    if method == "other":
        return RANKS.format(why=f"contexts were made by {way}" if way else UNSAID)
    return CAPTIONS[method] + (SPREAD if method == "morris" and not rows["spread"].isna().any() else "")


def _file_name(words: str) -> str:
    """Words that may name a file: an arm may be called by a path."""
    return IN_NO_FILE_NAME.sub(" ", words).strip()


def _most(rows: pd.DataFrame) -> str:
    names = list(rows["parameter"].head(3))
    return f"What matters most: {', '.join(names)}." if names else ""


def _noise(rows: pd.DataFrame) -> str:
    noise = float(rows["noise"].iloc[0])
    if math.isnan(noise):
        return "One run a context: people and luck cannot be told apart from the parameters."
    return f"People and luck make {noise:.0%} of the variance between context means; the rest is the parameters'."


def _kicker(runs: Runs) -> str:
    contexts, rows = runs.table["context"].nunique(), len(runs.table)
    less = f", each less {runs.against} with the same people and luck" if runs.against else ""
    return f"remitsim · {rows:,} runs in {contexts:,} contexts{less} · before calibration"


def _lead(runs: Runs) -> str:
    return f"{len(runs.parameters)} parameters varied over their plausible ranges; outcomes are means over people and luck."


def _of_difference(runs: Runs) -> str:
    return f" A target is of the difference from {runs.against}, not of the level." if runs.against else ""


def _foot(command: str) -> str:
    made = f"Made by <code>{escape(command)}</code>. " if command else ""
    return f"{made}Nothing has been calibrated: a share of futures is a share of the contexts drawn."


def discover_page(runs: Runs, found: Sequence[Found], folder: str | Path, command: str = "") -> Path:
    """Write discover.html, .xlsx and figures; one section an arm; returns the page."""
    sections, rows = [], []
    for box in found:
        means = runs.means(box.arm)
        missed = ~flags(runs, box.target, means)
        picture = pictures.box(box, means, missed) if box.sides else ""
        table = means.assign(missed=missed).reset_index()
        caption = "A dot a context, means over people and luck." if picture else ""
        block = Block(_file_name(f"box {box.arm}"), f"Contexts of {box.arm}", picture, caption, table)
        sections.append(Section(box.arm.replace(" ", "-"), box.arm.replace("-", " "), box.sentence, [block]))
        rows.append({"option": box.arm, "target": words_of(box.target),
                     "when": " and ".join(side.words() for side in box.sides) or "nothing foretells it",
                     "misses, held out": box.cases, "contexts, held out": box.contexts, "misses inside": box.density,
                     "misses elsewhere": box.outside, "covered": box.coverage,
                     "by luck": round(box.chance, 4) if box.sides else math.nan})  # fmt: skip
    lead = f"Regions were found on half of the contexts and judged on the other half.{_of_difference(runs)}"
    every = Section("all", "All options", lead,
                    [Block("boxes", "All options", "", "", pd.DataFrame(rows), folded=False)])  # fmt: skip
    page = Page("When an option misses its target", _kicker(runs), _lead(runs), sections=[every, *sections], foot=_foot(command))
    return write_page(folder, "discover", page)


def robust_page(
    runs: Runs, good: Mapping[str, int], targets: Sequence[str], folder: str | Path, command: str = ""
) -> Path:
    """Write robust.html, .xlsx and figures: regret, targets met, options that none beats; returns the page."""
    lost, kept = regret(runs, good), pareto(runs, good)
    names, units = list(good)[:2], [runs.units.get(name, "") for name in list(good)[:2]]
    sections = [Section("regret", "Regret", "How much less an option gives than the best one in the same context.", [
        Block(_file_name(f"regret {name}"), f"{label_of(name)}, {'more' if sign > 0 else 'less'} is better",
              pictures.regrets(lost[lost["outcome"] == name], runs.units.get(name, "")),
              "Dot: the median context; bar: 5 to 95 in 100 contexts; tick: the worst.", lost[lost["outcome"] == name])
        for name, sign in good.items()])]  # fmt: skip
    if targets:
        met = targets_met(runs, targets)
        sections.append(Section("targets", "Targets",
                                f"Share of contexts in which each option meets its targets.{_of_difference(runs)}", [
            Block("targets", "Targets met", pictures.shares(met), "; ".join(map(words_of, targets)), met)]))  # fmt: skip
    picture = pictures.front(kept, names, [label_of(name) for name in names], units) if len(names) > 1 else ""
    caption = "Full dots: no other option beats it on all outcomes." if picture else ""
    block = Block("front", "Mean outcomes", picture, caption, kept)
    sections.append(Section("front", "Options that none beats", _unbeaten(kept), [block]))
    contexts = len(next(iter(common(runs).values())))
    lead = f"{_lead(runs)} {contexts} contexts have all {len(runs.arms)} options.{_idle(runs)}"
    page = Page("Which option stands doubt best", _kicker(runs), lead, sections=sections, foot=_foot(command))
    return write_page(folder, "robust", page)


def _idle(runs: Runs) -> str:
    names = [name.replace("-", " ") for name in idle(runs)]
    return f" {', '.join(names)}: nothing changes in any context, targets are met or missed as without it." if names else ""


def _unbeaten(kept: pd.DataFrame) -> str:
    names = [str(name).replace("-", " ") for name in kept.loc[kept["none beats it"], "arm"]]
    return f"On mean outcomes no option beats: {', '.join(names)}."
