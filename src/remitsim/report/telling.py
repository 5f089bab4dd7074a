"""Numbers as people read them: real people and the host's currency, no more digits than the interval supports."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

MINUS = "−"
NOTHING = "–"
FEW = 30  # rows of simulated people under which a figure is marked


@dataclass(frozen=True)
class Currency:
    """The money of a page: ISO ``code`` and units of it to one US dollar of 2017; ``says`` how it was turned."""

    code: str = "USD"
    per_usd: float = 1.0
    says: str = "Money is in US dollars of 2017."

    def unit(self, unit: str) -> str:
        """A unit of the model's in this currency: ``USD of 2017 a month`` becomes ``EUR a month``."""
        return unit.replace("USD of 2017", "USD").replace("2017 USD", "USD").replace("USD", self.code)

    def rate(self, unit: str) -> float:
        """What a value of this unit is multiplied by."""
        return self.per_usd if "USD" in unit else 1.0


@dataclass(frozen=True)
class Scaled:
    """How the values of one row are told: divided by ``size``, in ``unit``, never finer than ``finest``."""

    size: float
    unit: str
    finest: float = 0.0

    def tell(self, value: float, low: float = math.nan, high: float = math.nan, signed: bool = False) -> str:
        """A value, rounded by its interval."""
        if not _known(value):
            return NOTHING
        step = step_of(value / self.size, low / self.size, high / self.size)
        return number(value / self.size, step if _known(low) else max(step, self.finest), signed)

    def interval(self, low: float, high: float) -> str:
        """An interval, or nothing where it is a point or unknown."""
        if not (_known(low) and _known(high)):
            return ""
        if low == high:
            return "no spread"
        step = step_of(max(abs(low), abs(high)) / self.size, low / self.size, high / self.size)
        return f"{number(low / self.size, step)} to {number(high / self.size, step)}"


def _known(value: object) -> bool:
    return value is not None and isinstance(value, (int, float)) and math.isfinite(value)


def step_of(value: float, low: float = math.nan, high: float = math.nan) -> float:
    """The place to round to: a third of half the interval or finer, at most three digits of the value."""
    finest = 10.0 ** (math.floor(math.log10(max(abs(value), 1e-12))) - 2)
    half = (high - low) / 2 if _known(low) and _known(high) else 0.0
    if half < 1e-12:
        return finest
    return max(10.0 ** math.floor(math.log10(half / 3)), finest)


def number(value: float, step: float, signed: bool = False) -> str:
    """A number rounded to ``step``, thousands set apart, with a true minus."""
    rounded = round(value / step) * step
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    told = f"{abs(rounded):,.{decimals}f}"
    if not any(letter in "123456789" for letter in told):
        return "0"
    sign = MINUS if rounded < 0 else "+" if signed else ""
    return sign + told


def scaled(values: Iterable[float], unit: str, difference: bool = True) -> Scaled:
    """How a row of values with this unit is told: shares in per cent or points, large sums in thousands or more."""
    if unit == "share" or unit.startswith("share ") or unit == "points":
        rest = unit.removeprefix("share").removeprefix("points").strip()
        size = 1.0 if unit == "points" else 0.01
        return Scaled(size, ("percentage points " if difference else "% ").strip() + (f" {rest}" if rest else ""))
    most = max((abs(value) for value in values if _known(value)), default=0.0)
    for size, word in ((1e9, "billion"), (1e6, "million"), (1e4, "thousand")):
        if most >= (1e5 if size == 1e4 and "people" in unit else size):
            code, _, rest = unit.partition(" ")
            named = f"{code} {word} {rest}".strip() if len(code) == 3 and code.isupper() else f"{word} {unit}"
            divided = 1e3 if size == 1e4 else size
            return Scaled(divided, named, step_of(most / divided))
    return Scaled(1.0, unit, step_of(most))


def plain(value: object) -> str:
    """Any cell of a table: numbers to three digits, yes and no, words as they are."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return NOTHING
    if isinstance(value, (int, float)):
        if float(value).is_integer() and abs(value) < 1e7:
            return number(float(value), 1.0)
        return number(float(value), step_of(float(value)))
    return str(value)


def month(value: float, horizon: int) -> str:
    """A month of break-even in words: 0 is never in the red, nan beyond the ``horizon``."""
    if not _known(value):
        return f"not within {horizon} months"
    return f"month {value:.0f}" if value else "never in the red"


def months(low: float, high: float, horizon: int) -> str:
    """An interval of months of break-even in words, as `month` tells each end."""
    if low == high or not (_known(low) or _known(high)):
        return "no spread"
    first = f"{low:.0f}" if low else "never in the red"
    last = f"{high:.0f}" if _known(high) else f"beyond {horizon}"
    return f"{first} to {last}"


def sign_count(same: float, contexts: float) -> str:
    """``14 of 16``: contexts with the same sign; nothing where no contexts were run."""
    if not _known(contexts) or not contexts or not _known(same):
        return ""
    return f"{int(same)} of {int(contexts)}"


@cache
def place_name(code: str) -> str:
    """A country by its name, a corridor as ``Morocco to Spain``; other words as they are."""
    if "-" in code and all(len(part) == 3 and part.isupper() for part in code.split("-")):
        return " to ".join(place_name(part) for part in code.split("-"))
    if code[:3].isupper() and code[3:4] == " ":  # a trade of a host
        return f"{place_name(code[:3])}, {code[4:]}"
    if len(code) != 3 or not code.isupper():
        return code
    import pycountry

    found = pycountry.countries.get(alpha_3=code)
    return str(getattr(found, "common_name", found.name)) if found is not None else code


def joined(words: Sequence[str]) -> str:
    """Words as a list: commas, and the last with *and*."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def clear(low: float, high: float) -> bool:
    """Whether an interval leaves nought out."""
    return _known(low) and _known(high) and (low > 0 or high < 0)


def in_currency(table: pd.DataFrame, currency: Currency, columns: Iterable[str], unit: str = "") -> pd.DataFrame:
    """A copy with money columns turned: all rows if ``unit`` is no column, else those whose unit is of dollars."""
    told = table.copy()
    names = [name for name in columns if name in told]
    if not unit:
        told[names] = told[names].astype(float) * currency.per_usd
        return told
    rates = told[unit].astype(str).map(currency.rate).to_numpy(float)
    for name in names:
        told[name] = told[name].astype(float) * rates
    told[unit] = told[unit].astype(str).map(currency.unit)
    return told
