"""Lists of people in an irregular situation who are to go home: fixed once by own draw, gone through month by month."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from remitsim.policies.assigning import Mask, at, chosen_draws
from remitsim.world import codes
from remitsim.world.world import World


class Band(NamedTuple):
    """Whom a list concerns and how much of them it names: stay in months (from, to before), share, months, number."""

    corridors: Mask
    stay_from: int
    stay_to: int
    share: float
    over_months: int
    starts: int
    draw: int


def concerned(world: World, band: Band) -> Mask:
    """Rows of persons in an irregular situation of this stay."""
    people = world.persons
    mask: Mask = (people["place"] == codes.ABROAD) & (people["status"] == codes.IRREGULAR) & (people["origin"] >= 0)
    mask &= band.corridors[people["corridor"].clip(0)]
    return mask & (people["months_abroad"] >= band.stay_from) & (people["months_abroad"] < band.stay_to)


def list_of(world: World, name: str, band: Band) -> dict[str, Any]:
    """The list by a name: rows and keys in order of a lasting own draw, the same share of every corridor."""
    kept: dict[str, Any] = world.notes.setdefault("lists", {})
    if name not in kept:
        draws, people, mask = chosen_draws(world, band.draw), world.persons, concerned(world, band)
        listed: list[int] = []
        for corridor in range(len(world.corridors)):
            rows = np.nonzero(mask & (people["corridor"] == corridor))[0]
            count = int(np.floor(band.share * len(rows) + 0.5))
            listed += rows[np.argsort(draws[rows], kind="stable")][:count].tolist()
        order = sorted(listed, key=lambda row: float(draws[row]))
        kept[name] = {"rows": order, "keys": people["key"][order].tolist(), "next": 0}
    told: dict[str, Any] = kept[name]
    return told


def go_through(
    world: World, name: str, band: Band, budget: float, cost_of: Callable[[Any], float], send: Callable[[Any], None]
) -> None:
    """Send who is due and still there without papers, as far as the month's money goes (cents; 0: no limit)."""
    told = list_of(world, name, band)
    part = min(1.0, (world.month - band.starts + 1) / band.over_months)
    last, spent = int(np.floor(len(told["rows"]) * part + 0.5)), 0.0
    while told["next"] < last:
        row, key = told["rows"][told["next"]], told["keys"][told["next"]]
        person = at(world.persons, row)
        if person.key == key and person.place == codes.ABROAD and person.status == codes.IRREGULAR:
            cost = cost_of(person) * person.weight
            if budget > 0.0 and spent + cost > budget:
                return
            spent += cost
            send(person)
        told["next"] += 1
