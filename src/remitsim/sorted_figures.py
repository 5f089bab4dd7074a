"""Figures that need people in order (medians, quartiles, Gini, Theil), taken at months 0, 12, 24 and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from remitsim.blocks import ALL, Places
from remitsim.records import Table
from remitsim.world import codes
from remitsim.world.world import World

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Line = dict[str, Any]
Columns = dict[str, NDArray[Any]]

FIRST_JOB_WITHIN = 36  # months: SDG 10.7.1 asks people who found their first job abroad within three years


def quantile(values: Numbers, weights: Numbers, part: float) -> float:
    """The least value that at least ``part`` of the weight does not exceed; nan of nobody."""
    if len(values) == 0:
        return float("nan")
    order = np.argsort(values, kind="stable")
    heap = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(heap, part * heap[-1] * (1 - 1e-12))])


def gini(values: Numbers, weights: Numbers) -> float:
    """Gini coefficient of weighted values that are not negative; nan if they sum to nothing."""
    order = np.argsort(values, kind="stable")
    weight, held = weights[order], weights[order] * values[order]
    if len(values) == 0 or held.sum() <= 0:
        return float("nan")
    share = np.concatenate([[0.0], np.cumsum(held)]) / held.sum()
    width = weight / weight.sum()
    return float(1.0 - (width * (share[1:] + share[:-1])).sum())


def theil_between(means: Numbers, people: Numbers) -> float:
    """Theil's T between groups: sum of income shares times the log of the group's mean over the mean of all."""
    there = people > 0
    means, people = means[there], people[there]
    if len(means) == 0 or (means <= 0).any():
        return float("nan")
    mean = float((means * people).sum() / people.sum())
    return float((people / people.sum() * means / mean * np.log(means / mean)).sum())


def theil(values: Numbers, weights: Numbers) -> float:
    """Theil's T over weighted values that are not negative; nan if they sum to nothing."""
    total = float((values * weights).sum())
    if total <= 0:
        return float("nan")
    ratio = values * weights.sum() / total
    return float((weights * ratio * np.log(np.where(ratio > 0, ratio, 1.0))).sum() / weights.sum())


def share_between(values: Numbers, weights: Numbers, group: NDArray[np.int64]) -> float:
    """Share of Theil's T that lies between groups; nan where nobody differs."""
    people = np.bincount(group, weights).astype(np.float64)
    means: Numbers = np.bincount(group, weights * values) / np.where(people > 0, people, 1.0)
    whole = theil(values, weights)
    return theil_between(means, people) / whole if whole > 0 else float("nan")


def rows_of(world: World, places: Places) -> list[Line]:
    """All sorted figures of a world as it stands, as lines of the tidy table."""
    lines = [*_recruitment(world, places), *_pay(world, places), *_inequality(world, places)]
    return [{"month": world.month, **line} for line in lines]


def _line(place: str, band: str, group: str, indicator: str, value: float, rows: int) -> Line:
    return {"place": place, "band": band, "group": group, "indicator": indicator, "value": value, "rows": rows}


def _places_of(people: Columns, places: Places) -> Iterator[tuple[str, Mask]]:
    """Each place with the rows of people abroad in it, by host, origin and corridor."""
    yield "world", np.ones(len(people["weight"]), bool)
    for host, name in enumerate(places.hosts):
        yield name, people["host"] == host
    for origin, name in enumerate(places.origins):
        yield name, people["origin"] == origin
        for host, other in enumerate(places.hosts):
            yield f"{name}-{other}", (people["origin"] == origin) & (people["host"] == host)


def _bands(people: Columns, band: str, groups: tuple[str, ...]) -> Iterator[tuple[str, str, Mask]]:
    yield ALL, ALL, np.ones(len(people["weight"]), bool)
    for code, group in enumerate(groups):
        yield band, group, people[band] == code


def _columns(people: Table, chosen: Mask, *names: str) -> Columns:
    """These fields of the chosen rows, each in an array of its own: whole records are heavy to copy."""
    return {name: people[name][chosen] for name in names}


def recruits(world: World) -> Mask:
    """People whom SDG 10.7.1 asks: recruited for pay, abroad, arrived within three years, a first month paid."""
    people = world.persons
    hired = np.isin(people["route"], (codes.VISA, codes.SKILLS)) & (people["origin"] >= 0)
    lately = (people["months_abroad"] <= FIRST_JOB_WITHIN) & (people["first_pay"] > 0)
    asked: Mask = hired & lately & (people["place"] == codes.ABROAD)
    return asked


def _recruitment(world: World, places: Places) -> Iterator[Line]:
    people = _columns(world.persons, recruits(world), "host", "origin", "sex", "bill_paid", "first_pay", "weight")
    months, weight = people["bill_paid"] / np.maximum(people["first_pay"], 1), people["weight"].astype(float)
    figures: dict[str, Callable[[Numbers, Numbers], float]] = {
        "sdg_10_7_1_mean": lambda m, w: float((m * w).sum() / w.sum()),
        "sdg_10_7_1_median": lambda m, w: quantile(m, w, 0.5),
        "sdg_10_7_1_upper_quartile": lambda m, w: quantile(m, w, 0.75),
        "sdg_10_7_1_nothing": lambda m, w: float(w[m == 0].sum() / w.sum()),
    }
    for place, here in _places_of(people, places):
        for band, group, mine in _bands(people, "sex", codes.SEXES):
            chosen = here & mine
            for name, figure in figures.items() if chosen.any() else ():
                yield _line(place, band, group, name, figure(months[chosen], weight[chosen]), int(chosen.sum()))


def _pay(world: World, places: Places) -> Iterator[Line]:
    at_work = (world.persons["place"] == codes.ABROAD) & (world.persons["employer"] >= 0)
    people = _columns(world.persons, at_work, "host", "origin", "status", "wage", "weight")
    for place, here in _places_of(people, places):
        for band, group, mine in _bands(people, "status", codes.STATUSES):
            chosen = here & mine
            if chosen.any():
                median = quantile(people["wage"][chosen] / 100.0, people["weight"][chosen].astype(float), 0.5)
                yield _line(place, band, group, "pay_median", median, int(chosen.sum()))


def _inequality(world: World, places: Places) -> Iterator[Line]:
    means, people = [], []
    born: list[tuple[Numbers, Numbers, NDArray[np.int64]]] = []  # income, weight, country of birth
    for host, name in enumerate(places.hosts):
        here = (world.persons["place"] == codes.ABROAD) & (world.persons["host"] == host)
        there = _columns(world.persons, here, "net_pay", "weight", "origin")
        pay, weight = np.maximum(there["net_pay"], 0).astype(float), there["weight"].astype(float)
        yield _line(name, ALL, ALL, "gini_host", gini(pay, weight), len(pay))
        origin_of = there["origin"].astype(np.int64)
        born.append((pay, weight, np.where(origin_of >= 0, origin_of, len(places.origins) + host)))
        means.append(float((pay * weight).sum() / max(weight.sum(), 1.0)))
        people.append(float(weight.sum()))
    for origin, name in enumerate(places.origins):
        names = ("at_home", "children", "elders", "consumption", "weight")
        homes = _columns(world.households, world.households["origin"] == origin, *names)
        heads = (homes["at_home"] + homes["children"] + homes["elders"]).astype(float)
        fed = heads > 0
        level, weight = homes["consumption"][fed] / heads[fed], heads[fed] * homes["weight"][fed]
        yield _line(name, ALL, ALL, "gini_origin", gini(level, weight), int(fed.sum()))
        born.append((level, weight.astype(float), np.full(len(level), origin)))
        means.append(float((level * weight).sum() / max(weight.sum(), 1.0)))
        people.append(float(weight.sum()))
    value = theil_between(np.array(means), np.array(people))
    yield _line("world", ALL, ALL, "theil_between", value, len(world.persons))
    income, weight, country = (np.concatenate(part) for part in zip(*born, strict=True))
    yield _line("world", ALL, ALL, "birthplace_share", share_between(income, weight, country), len(income))
