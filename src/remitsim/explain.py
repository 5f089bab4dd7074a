"""What a world is before it runs: the month, parameters, inputs, people and weights, time and memory, anchors."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

import numpy as np

from remitsim import anchors, published
from remitsim.burnt import kept, populated
from remitsim.month import MONTH
from remitsim.parameters import explained
from remitsim.rules import compiled_already
from remitsim.scenario import Scenario
from remitsim.settings import Settings
from remitsim.world.world import World

Rows = list[dict[str, Any]]

PERSON_MONTHS_A_SECOND = 1.5e6  # measured on one core by bench/speed.py, collecting included
COMPILE_SECONDS = 120
TABLES = ("persons", "households", "villages", "employers", "markets", "quotes", "corridors", "corridor_trades",
          "providers", "hosts", "origins")  # fmt: skip


def month_in_order() -> Rows:
    """The steps of a month with what each does, as `month.MONTH` runs them."""
    return [
        {"step": number, "file": step.__module__.rsplit(".", 1)[-1], "does": _first_line(step)}
        for number, step in enumerate(MONTH, 1)
    ]


def _first_line(step: Any) -> str:
    return (inspect.getdoc(step) or "").split("\n", 1)[0]


def parameters(settings: Settings) -> Rows:
    """Every parameter of behaviour: path, value, range or options, unit, grade, source, meaning."""
    rows = []
    for theme in Settings.model_fields:
        for row in explained(getattr(settings, theme)):
            span = f"{row['low']:g} to {row['high']:g}" if "low" in row else ", ".join(row.get("options", []))
            rows.append({
                "parameter": f"{theme}.{row['name']}", "value": row["value"], "range": span, "unit": row["unit"],
                "grade": row["grade"], "source": row["source"], "says": row["says"],
            })  # fmt: skip
    return rows


def inputs(scenario: Scenario) -> Rows:
    """Every input of the scenario that says where it comes from."""
    keys = ("path", "value", "low", "high", "unit", "grade", "source")
    return [{key: row.get(key) for key in keys} for row in scenario.inputs()]


def files() -> Rows:
    """Published files that ship with the package."""
    return [{"file": name, **{key: entry.get(key, "") for key in ("what", "publisher", "vintage", "licence")}}
            for name, entry in published.sources().items()]  # fmt: skip


def people(world: World) -> Rows:
    """Simulated rows, weight and real people of each group: residents of hosts, then people of origins."""
    rows = []
    for kind, table, names in (("residents", world.hosts, world.host_names),
                               ("origin", world.origins, world.origin_names)):  # fmt: skip
        for row, name in zip(table, names, strict=True):
            rows.append({"group": name, "kind": kind, "rows": int(row["persons"]), "weight": int(row["weight"]),
                         "real people": int(row["persons"]) * int(row["weight"])})  # fmt: skip
    return rows


def memory(world: World) -> int:
    """Bytes of all tables."""
    return int(sum(getattr(world, name).nbytes for name in TABLES) + world.cells.nbytes)


def seconds(scenario: Scenario, world: World) -> float:
    """Expected time on one core: burn-in unless it is kept, the horizon, and compiling unless it is done."""
    months = scenario.run.months + (0 if kept(scenario) else scenario.run.burn_in)
    compiling = 0 if compiled_already() else COMPILE_SECONDS
    return compiling + len(world.persons) * months / PERSON_MONTHS_A_SECOND


def anchors_of(world: World | None, scenario: Scenario) -> Rows:
    """Anchors with the level learned by a burnt-in world, or what each will meet and between which bounds."""
    if world is not None:
        return _plain(anchors.table(world).to_dict("records"))
    return anchors.planned(scenario.settings.anchors)


def _plain(rows: Iterable[Any]) -> Rows:
    return [{str(k): v.item() if isinstance(v, np.generic) else v for k, v in row.items()} for row in rows]


def explain(scenario: Scenario) -> dict[str, Any]:
    """All of it as plain values."""
    burnt = kept(scenario)
    world = burnt or populated(scenario)
    return {
        "title": scenario.title,
        "about": scenario.sheet.about,
        "hosts": list(scenario.hosts),
        "origins": list(scenario.origins),
        "run": scenario.run.model_dump(),
        "month": month_in_order(),
        "parameters": parameters(scenario.settings),
        "inputs": inputs(scenario),
        "fallbacks": list(world.notes["populate"]),
        "files": files(),
        "people": people(world),
        "seconds": seconds(scenario, world),
        "bytes": memory(world),
        "anchors": anchors_of(burnt, scenario),
        "burnt_in": burnt is not None,
    }
