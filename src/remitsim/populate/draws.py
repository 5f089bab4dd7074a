"""Luck for many people at once: the same bits as `luck.uniform`, whatever else is drawn beside."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from remitsim.luck import mix, normal, normal_quantile
from remitsim.rules import loop

Keys = NDArray[np.int64]
Numbers = NDArray[np.float64]
Wholes = NDArray[np.int64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)


def mix_all(keys: Keys, salt: int) -> Keys:
    """`luck.mix` of every key with one salt."""
    z = (np.asarray(keys, np.int64) ^ np.int64(salt)).view(np.uint64) + _GOLDEN
    z = (z ^ (z >> _S30)) * _FIRST
    z = (z ^ (z >> _S27)) * _SECOND
    return (z ^ (z >> _S31)).view(np.int64)


def uniforms(keys: Keys, salt: int, what: int) -> Numbers:
    """Each key's draw from (0, 1): `luck.uniform` to the last bit."""
    bits = mix_all(mix_all(keys, salt), what).view(np.uint64) >> _S11
    return bits.astype(np.float64) * 2.0**-53 + 0.5 * 2.0**-53


def normals(keys: Keys, salt: int, what: int) -> Numbers:
    """Each key's standard normal draw: `luck.normal` to the last bit."""
    out = np.zeros(len(keys))
    fill_normals(np.ascontiguousarray(keys, np.int64), salt, what, out)
    return out


@loop
def fill_normals(keys, salt, what, out):
    """Write each key's standard normal draw."""
    for i in range(len(keys)):
        out[i] = normal(keys[i], salt, what)


def person_keys(group: int, rows: int) -> Keys:
    """`luck.person_key` of the first holders of rows 0, 1, ... of a group."""
    return np.array([mix(mix(group + 1, 7 * index + 1), 0) for index in range(rows)], np.int64)


def exps(numbers: Any) -> Numbers:
    """`math.exp` of each: the same bits on every machine, which numpy's own does not promise."""
    return np.array([math.exp(x) for x in np.asarray(numbers, float)], float)


def logs(numbers: Any) -> Numbers:
    """`math.log` of each."""
    return np.array([math.log(x) for x in np.asarray(numbers, float)], float)


def ranks(draws: Numbers) -> Wholes:
    """Place of each draw in ascending order, ties in order of rows."""
    order = np.argsort(draws, kind="stable")
    place = np.empty(len(draws), np.int64)
    place[order] = np.arange(len(draws))
    return place


def cut(draws: Numbers, shares: Any) -> Wholes:
    """Kinds 0, 1, ... in these shares, to the row: lowest draws get kind 0. Only who stands at a cut can change."""
    cumulated = np.cumsum(np.asarray(shares, float))
    if len(draws) == 0 or cumulated[-1] <= 0.0:
        return np.zeros(len(draws), np.int64)
    middle = (ranks(draws) + 0.5) / len(draws)
    return np.minimum(np.searchsorted(cumulated / cumulated[-1], middle, side="right"), len(cumulated) - 1)


def place_by_size(draws: Numbers, units: Numbers, sizes: Numbers) -> Wholes:
    """Put people, in order of draws, into vessels in proportion to their sizes, to the row."""
    place = np.zeros(len(draws), np.int64)
    if len(draws) == 0 or sizes.sum() <= 0.0:
        return place
    order = np.argsort(draws, kind="stable")
    filled = np.cumsum(units[order])
    middle = (filled - 0.5 * units[order]) / filled[-1]
    place[order] = np.minimum(np.searchsorted(np.cumsum(sizes) / sizes.sum(), middle, side="right"), len(sizes) - 1)
    return place


def spread_evenly(rows: int, draw: float) -> Numbers:
    """A sequence in (0, 1) that is even over any stretch of it: what is drawn by it is stratified by order."""
    if rows == 0:
        return np.zeros(0)
    golden = 0.6180339887498949
    spread: Numbers = (draw + golden * np.arange(rows, dtype=np.float64)) % 1.0
    return (ranks(spread) + draw) / rows


def whole_sizes(means: Numbers, draws: Numbers) -> Wholes:
    """Whole numbers of these means, the fraction settled by own draw."""
    return np.floor(means + draws).astype(np.int64)


def normal_of(score: Numbers) -> Numbers:
    """Standard normal scores in the order of ``score``: exactly normal, whatever the score's own shape."""
    middle = (ranks(score) + 0.5) / max(len(score), 1)
    return np.array([normal_quantile(float(p)) for p in middle], float)
