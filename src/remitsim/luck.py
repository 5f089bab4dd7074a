"""The same person has the same luck in every scenario.

A draw is a pure function of (seed, luck number, month) in a *salt*, (group, index in the group,
generation) in the person's *key*, and a *purpose*: one round of a 64-bit mix for each of the two joins
(splitmix64; Steele, Lea and Flood 2014). Nothing is consumed, so nobody's draw can shift anybody
else's. Keys and salts are kept as signed ``int64``; plain Python and compiled code give the same bits.
"""

from __future__ import annotations

import hashlib
import math
import struct
from typing import Any

import numpy as np
from numba.extending import overload

from remitsim.rules import rule

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB
_UNIT = 2.0**-53


def purpose(words: str) -> int:
    """A whole number that names what a draw is for, made from the words that say it."""
    return int(struct.unpack("<q", hashlib.sha256(words.encode()).digest()[:8])[0])


def mix(key: int, salt: int) -> int:
    """Join two signed 64-bit numbers into one by a round of splitmix64."""
    z = ((int(key) ^ int(salt)) + _GOLDEN) & _MASK
    z = ((z ^ (z >> 30)) * _FIRST) & _MASK
    z = ((z ^ (z >> 27)) * _SECOND) & _MASK
    z ^= z >> 31
    return z - (1 << 64) if z >= 1 << 63 else z


@overload(mix, jit_options={"forceinline": True})
def _compiled_mix(key: Any, salt: Any) -> Any:
    golden, first, second = np.uint64(_GOLDEN), np.uint64(_FIRST), np.uint64(_SECOND)
    n30, n27, n31 = np.uint64(30), np.uint64(27), np.uint64(31)

    def compiled(key: Any, salt: Any) -> Any:
        z = (np.uint64(key) ^ np.uint64(salt)) + golden
        z = (z ^ (z >> n30)) * first
        z = (z ^ (z >> n27)) * second
        return np.int64(z ^ (z >> n31))

    return compiled


def to_unit(bits: int) -> float:
    """The upper 53 of 64 bits as a number in (0, 1): never 0, never 1."""
    return ((int(bits) & _MASK) >> 11) * _UNIT + 0.5 * _UNIT


@overload(to_unit, jit_options={"forceinline": True})
def _compiled_to_unit(bits: Any) -> Any:
    eleven = np.uint64(11)

    def compiled(bits: Any) -> Any:
        return np.float64(np.uint64(bits) >> eleven) * _UNIT + 0.5 * _UNIT

    return compiled


@rule
def uniform(key: int, salt: int, what: int) -> float:
    """This person's draw from (0, 1) for one purpose under one salt (a month's, or the lasting one)."""
    return to_unit(mix(mix(key, salt), what))


@rule
def normal(key: int, salt: int, what: int) -> float:
    """This person's standard normal draw for one purpose under one salt."""
    return normal_quantile(uniform(key, salt, what))


@rule
def exponential(key: int, salt: int, what: int) -> float:
    """This person's draw from an exponential of mean 1."""
    return -math.log(uniform(key, salt, what))


@rule
def _tail(q: float) -> float:
    return (
        ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
         + 4.374664141464968) * q + 2.938163982698783
    ) / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q
         + 1.0)


@rule
def normal_quantile(p: float) -> float:
    """Inverse of the standard normal distribution (Acklam's rational form, relative error under 1.2e-9)."""
    if p < 0.02425:
        return _tail(math.sqrt(-2.0 * math.log(p)))
    if p > 1.0 - 0.02425:
        return -_tail(math.sqrt(-2.0 * math.log(1.0 - p)))
    q = p - 0.5
    r = q * q
    top = ((((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
            + 1.383577518672690e02) * r - 3.066479806614716e01) * r + 2.506628277459239
    under = ((((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r
              + 6.680131188771972e01) * r - 1.328068155288572e01) * r + 1.0
    return top * q / under


def person_key(group: int, index: int, generation: int) -> int:
    """The luck key of the ``generation``-th holder of row ``index`` of a group."""
    return mix(mix(group + 1, 7 * index + 1), generation)


def month_salt(seed: int, luck: int, month: int) -> int:
    """The salt of a month; luck 0 holds before month 0, and (with month 0) for lasting traits."""
    return mix(mix(seed, luck), month)
