"""Verdicts kept as tables with what made them, and a small ledger in Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from remitsim.batches.design import source_of_runs
from remitsim.burnt import makers_hash
from remitsim.claims.carrying import Carried
from remitsim.claims.judging import Judged, Judgement, table_of

BEFORE = "before calibration"
DIGITS = 6


def tests_table(told: Judgement) -> pd.DataFrame:
    """One line a test: what it asks, its middle effect, the spread over contexts, and how many say so."""
    rows = []
    for test in told.claim.tests:
        effect = told.tables[test.name]["effect"]
        rows.append({
            "test": test.says, "in the verdict": "yes" if test.verdict else "shown", "form": test.form,
            "middle": effect.median(), "a tenth lie under": effect.quantile(0.1), "a tenth lie over": effect.quantile(0.9),
            "line": test.line, "unit": test.unit, "contexts read": int(effect.notna().sum()),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _stacked(judged: Sequence[Judged], part: str) -> pd.DataFrame:
    parts = []
    for one in judged:
        for world, told in one.worlds.items():
            table = tests_table(told) if part == "tests" else getattr(told, part)
            if len(table):
                table = table.rename_axis("arm").reset_index() if part == "payoffs" else table.copy()
                table.insert(0, "world", world)
                table.insert(0, "claim", one.claim.number)
                parts.append(table)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def provenance(carried: Sequence[Carried], command: str) -> dict[str, Any]:
    """What made the tables: sources, date, command, and of each table of runs its world, sizes, contexts and lucks."""
    runs = [
        {
            "world": each.plan.world, "claims": [claim.number for claim in each.plan.claims], "contexts": len(each.passed),
            "contexts tried": len(each.tried), "last context": max(each.passed, default=0),
            "people": each.plan.base.run.people, "burn-in months": each.plan.base.run.burn_in,
            "months": {arm: each.plan.months(arm) for arm in each.plan.arms}, "lucks": sorted(int(u) for u in
            each.figures["luck"].unique()), "tolerances times": each.tried[0].allowed if each.tried else None,
            "parameters": [axis.path for axis in each.plan.design.dimensions],
        }
        for each in carried
    ]  # fmt: skip
    return {
        "marked": BEFORE, "date": datetime.now(UTC).date().isoformat(), "command": command,
        "source of runs": source_of_runs(), "source of worlds": makers_hash(), "runs": runs,
    }  # fmt: skip


def write_tables(judged: Sequence[Judged], carried: Sequence[Carried], folder: Path | str, command: str = "") -> Path:
    """Write verdicts, tests, noise and shown arms as CSV, ``provenance.json`` and ``ledger.md`` into a folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    tables = {"verdicts": table_of(judged)} | {part: _stacked(judged, part) for part in ("tests", "power", "arms", "payoffs")}
    for name, table in tables.items():
        _rounded(table).to_csv(target / f"{name}.csv", index=False)
    (target / "provenance.json").write_text(json.dumps(provenance(carried, command), indent=1) + "\n", "utf-8")
    (target / "ledger.md").write_text(ledger_markdown(judged, carried), "utf-8")
    return target


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    told = table.copy()
    for name in told.select_dtypes("float"):
        told[name] = [float(f"{value:.{DIGITS}g}") for value in told[name]]
    return told


def ledger_markdown(judged: Sequence[Judged], carried: Sequence[Carried]) -> str:
    """The small table of the README: each claim, its word, and the middle effect with its spread over contexts by world."""
    sizes = sorted({_size(each) for each in carried})
    lines = [
        f"**{BEFORE.capitalize()}.** Middle effect of the claim's first test over contexts (a tenth of contexts lie under, "
        f"a tenth over), and how many contexts say so. {', '.join(sizes)}.", "",
        "| claim | says | verdict | effect by world |", "|---|---|---|---|",
    ]  # fmt: skip
    for one in judged:
        effects = "; ".join(_told(world, each) for world, each in one.worlds.items())
        lines.append(f"| {one.claim.number} | {one.claim.claim.rstrip('.')} | {one.verdict.word} | {effects} |")
    return "\n".join(lines) + "\n"


def _size(each: Carried) -> str:
    size = f"{each.plan.world} {each.plan.base.run.people:,} people"
    return f"{size} (within {each.tried[0].allowed:.1f} times the tolerances of its published levels)" if each.tried else size


def _told(world: str, told: Judgement) -> str:
    first = told.claim.judged()[0]
    effect = told.tables[first.name]["effect"].dropna()
    if not len(effect):
        return f"{world}: not read"
    low, middle, high = (_plain(float(effect.quantile(q))) for q in (0.1, 0.5, 0.9))
    return f"{world} {middle} ({low} to {high}) {first.unit}, {told.verdict.counted()}"


def _plain(value: float) -> str:
    """Two digits, and thousands written out: a minister reads no powers of ten."""
    told = f"{value:.2g}"
    return f"{float(told):,.0f}" if abs(value) >= 100 else told
