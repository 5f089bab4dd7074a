"""Rows and weights: in proportion to a power of real size (its square root), so that nobody tunes them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from remitsim.start import Start

LEAST_ROWS = 1


@dataclass(frozen=True)
class Weights:
    """Rows of each group and the real people that one row stands for; hosts' natives, then origins."""

    native_rows: tuple[int, ...]
    native_weights: tuple[int, ...]
    origin_rows: tuple[int, ...]
    origin_weights: tuple[int, ...]
    abroad_rows: tuple[int, ...]  # by corridor


def origin_people(start: Start) -> list[float]:
    """Adults of each origin in this world: those abroad, and so many at home for each of them."""
    hosts = len(start.host_names)
    abroad = start.adults_abroad.reshape(len(start.origin_names), hosts).sum(axis=1)
    return [float(a * (1.0 + h)) for a, h in zip(abroad, start.catchment, strict=True)]


def allot(start: Start, people: int) -> Weights:
    """Share ``people`` rows among groups; weights are whole, and rows follow them."""
    natives = [float(n) if inside else 0.0
               for n, inside in zip(start.native_people, start.hosts["natives_in_market"], strict=True)]
    sizes = natives + origin_people(start)
    parts = [size**start.row_power for size in sizes]
    rows, weights = [], []
    for size, part in zip(sizes, parts, strict=True):
        wanted = people * part / sum(parts)
        weight = max(1, round(size / wanted)) if wanted > 0 else 1
        rows.append(max(LEAST_ROWS, round(size / weight)) if size > 0 else 0)
        weights.append(weight)
    cut = len(natives)
    hosts = len(start.host_names)
    abroad = [round(float(n) / weights[cut + corridor // hosts]) for corridor, n in enumerate(start.adults_abroad)]
    return Weights(tuple(rows[:cut]), tuple(weights[:cut]), tuple(rows[cut:]), tuple(weights[cut:]), tuple(abroad))


def heaviest(weights: Weights, hosts: int, host: int) -> int:
    """Weight of the heaviest row that may work in a host."""
    there = [weights.origin_weights[c // hosts] for c, n in enumerate(weights.abroad_rows) if c % hosts == host and n]
    if weights.native_rows[host]:
        there.append(weights.native_weights[host])
    return int(np.max(there)) if there else 1
