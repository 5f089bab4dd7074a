"""Figures that need people in order (medians, quartiles, Gini, Theil), taken at months 0, 12, 24 and so on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from remitsim.blocks import ALL, Places
from remitsim.records import Table
from remitsim.rules import loop
from remitsim.world import codes
from remitsim.world.world import World

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Line = dict[str, Any]
Columns = dict[str, NDArray[Any]]

FIRST_JOB_WITHIN = 36  # months: SDG 10.7.1 asks people who found their first job abroad within three years


def gini(values: Numbers, weights: Numbers) -> float:
    """Gini coefficient of weighted values that are not negative; nan if they sum to nothing."""
    order = np.argsort(values)
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


def share_between(values: Numbers, weights: Numbers, group: Indices) -> float:
    """Share of Theil's T that lies between groups; nan where nobody differs."""
    people = np.bincount(group, weights).astype(np.float64)
    means: Numbers = np.bincount(group, weights * values) / np.where(people > 0, people, 1.0)
    whole = theil(values, weights)
    return theil_between(means, people) / whole if whole > 0 else float("nan")


@loop
def find_quantiles(order, values, weights, slots, part, whole, heap, found):
    """The least value of each slot that ``part`` of its ``whole`` weight does not exceed, into ``found``.

    ``order``: people by value. ``slots`` (people, some): the slots that each is in. ``heap``: by slot, nothing yet.
    """
    for rank in range(len(order)):
        i = order[rank]
        for s in range(slots.shape[1]):
            slot = slots[i, s]
            enough = part * whole[slot] * (1 - 1e-12)
            below = heap[slot] < enough
            heap[slot] += weights[i]
            if below and heap[slot] >= enough:
                found[slot] = values[i]


class Cut:
    """People abroad cut by place and, within it, whole and by a band: what each (place, group) holds of them.

    ``rows`` and ``weight``: by slot. A slot is a place and a group, ``labels`` in order; what is in none is in the last.
    """

    def __init__(self, people: Columns, places: Places, band: str, groups: tuple[str, ...]) -> None:
        labels = [(ALL, ALL), *((band, group) for group in groups)]
        self.labels = [(place, *label) for place in _names_of(places) for label in labels]
        bases = _places_of(people, places) * len(labels)
        slots = np.concatenate([bases, np.where(bases < 0, bases, bases + 1 + people[band][:, None])], axis=1)
        self.slots: Indices = np.where(slots < 0, len(self.labels), slots)
        self.people_weight = people["weight"].astype(float)
        self.rows = np.bincount(self.slots.ravel(), minlength=len(self.labels) + 1)
        self.weight = self.sums(np.ones(len(slots)))

    def sums(self, values: Numbers) -> Numbers:
        """Weighted sums of a value of each person, by slot."""
        each = np.repeat(values * self.people_weight, self.slots.shape[1])
        return np.bincount(self.slots.ravel(), each, len(self.labels) + 1).astype(np.float64, copy=False)

    def quantiles(self, values: Numbers, parts: tuple[float, ...]) -> list[Numbers]:
        """The least value that at least each part of the weight does not exceed, by slot; nan of nobody."""
        order, found = np.argsort(values), [np.full(len(self.rows), np.nan) for _ in parts]
        for part, least in zip(parts, found, strict=True):
            heap = np.zeros(len(self.rows))
            find_quantiles(order, values, self.people_weight, self.slots, part, self.weight, heap, least)
        return found

    def lines(self, figures: dict[str, Numbers]) -> Iterator[Line]:
        """A line a slot with anybody in it and figure (by slot)."""
        rows, told = self.rows.tolist(), {name: values.tolist() for name, values in figures.items()}
        for slot, label in enumerate(self.labels):
            for name, values in told.items() if rows[slot] else ():
                yield _line(*label, name, values[slot], rows[slot])


def rows_of(world: World, places: Places) -> list[Line]:
    """All sorted figures of a world as it stands, as lines of the tidy table."""
    names = ("host", "origin", "sex", "status", "employer", "route", "months_abroad", "wage", "net_pay", "first_pay",
             "bill_paid", "weight")  # fmt: skip
    abroad = _columns(world.persons, np.nonzero(world.persons["place"] == codes.ABROAD)[0], *names)
    lines = [*_recruitment(abroad, places), *_pay(abroad, places), *_inequality(world, abroad, places)]
    return [{"month": world.month, **line} for line in lines]


def _line(place: str, band: str, group: str, indicator: str, value: float, rows: int) -> Line:
    return {"place": place, "band": band, "group": group, "indicator": indicator, "value": value, "rows": rows}


def _names_of(places: Places) -> Iterator[str]:
    """Places that people abroad are in: the world, hosts, and each origin with its corridors."""
    yield from ("world", *places.hosts)
    for origin in places.origins:
        yield from (origin, *(f"{origin}-{host}" for host in places.hosts))


def _places_of(people: Columns, places: Places) -> Indices:
    """(people, 4): rows of `_names_of` that each person abroad is in; -1 for what a native has not."""
    host, origin = people["host"].astype(np.int64), people["origin"].astype(np.int64)
    own = np.where(origin < 0, -1, 1 + len(places.hosts) + origin * (1 + len(places.hosts)))
    return np.stack([np.zeros(len(host), np.int64), 1 + host, own, np.where(own < 0, -1, own + 1 + host)], axis=1)


def _columns(people: Table, chosen: Indices, *names: str) -> Columns:
    """These fields of the chosen rows, each in an array of its own: whole records are heavy to copy."""
    return {name: people[name][chosen] for name in names}


def _of(people: Columns, chosen: NDArray[np.bool_]) -> Columns:
    return {name: column[chosen] for name, column in people.items()}


def _recruitment(abroad: Columns, places: Places) -> Iterator[Line]:
    """SDG 10.7.1 asks people recruited for pay, arrived within three years, a first month paid."""
    hired = ((abroad["route"] == codes.VISA) | (abroad["route"] == codes.SKILLS)) & (abroad["origin"] >= 0)
    people = _of(abroad, hired & (abroad["months_abroad"] <= FIRST_JOB_WITHIN) & (abroad["first_pay"] > 0))
    months, cut = people["bill_paid"] / np.maximum(people["first_pay"], 1), Cut(people, places, "sex", codes.SEXES)
    median, upper_quartile = cut.quantiles(months, (0.5, 0.75))
    heads = np.maximum(cut.weight, 1.0)
    yield from cut.lines({
        "sdg_10_7_1_mean": cut.sums(months) / heads, "sdg_10_7_1_median": median,
        "sdg_10_7_1_upper_quartile": upper_quartile, "sdg_10_7_1_nothing": cut.sums((months == 0).astype(float)) / heads,
    })  # fmt: skip


def _pay(abroad: Columns, places: Places) -> Iterator[Line]:
    people = _of(abroad, abroad["employer"] >= 0)
    cut = Cut(people, places, "status", codes.STATUSES)
    yield from cut.lines({"pay_median": cut.quantiles(people["wage"] / 100.0, (0.5,))[0]})


def _inequality(world: World, abroad: Columns, places: Places) -> Iterator[Line]:
    means, people = [], []
    born: list[tuple[Numbers, Numbers, Indices]] = []  # income, weight, country of birth
    for host, name in enumerate(places.hosts):
        here = abroad["host"] == host
        pay, weight = np.maximum(abroad["net_pay"][here], 0).astype(float), abroad["weight"][here].astype(float)
        yield _line(name, ALL, ALL, "gini_host", gini(pay, weight), len(pay))
        origin_of = abroad["origin"][here].astype(np.int64)
        born.append((pay, weight, np.where(origin_of >= 0, origin_of, len(places.origins) + host)))
        means.append(float((pay * weight).sum() / max(weight.sum(), 1.0)))
        people.append(float(weight.sum()))
    names = ("at_home", "children", "elders", "consumption", "weight", "origin")
    homes = _columns(world.households, np.arange(len(world.households)), *names)
    heads_of = (homes["at_home"] + homes["children"] + homes["elders"]).astype(float)
    for origin, name in enumerate(places.origins):
        fed = (homes["origin"] == origin) & (heads_of > 0)
        heads = heads_of[fed]
        level, weight = homes["consumption"][fed] / heads, heads * homes["weight"][fed]
        yield _line(name, ALL, ALL, "gini_origin", gini(level, weight), int(fed.sum()))
        born.append((level, weight.astype(float), np.full(len(level), origin)))
        means.append(float((level * weight).sum() / max(weight.sum(), 1.0)))
        people.append(float(weight.sum()))
    value = theil_between(np.array(means), np.array(people))
    yield _line("world", ALL, ALL, "theil_between", value, len(world.persons))
    income, weight, country = (np.concatenate(part) for part in zip(*born, strict=True))
    yield _line("world", ALL, ALL, "birthplace_share", share_between(income, weight, country), len(income))
