"""A sheet of vector drawing: lines, boxes, dots and words that become one SVG with a title and alternative text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

INK, SOFT, LINE, WASH, GAIN, LOSE = "#1c2430", "#5b6675", "#d9dee5", "#eef1f4", "#0072b2", "#b5541c"
FACE = '"Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif'
WIDTH = 740
NARROW, WIDE = "fijltrI.,:;|!'()[] -", "mwMWGOQ@%"


def text_width(words: str, size: float) -> float:
    """How wide words come out at ``size``, a little over for safety."""
    units = sum(0.33 if letter in NARROW else 0.86 if letter in WIDE else 0.58 for letter in words)
    return units * size


def shortened(words: str, room: float, size: float) -> str:
    """Words cut with an ellipsis so that they fit into ``room``."""
    if text_width(words, size) <= room:
        return words
    while words and text_width(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip(" ,·") + "…"


def wrapped(words: str, room: float, size: float) -> list[str]:
    """Words broken into lines that fit into ``room``."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True)
class Scale:
    """A straight scale from values ``low`` to ``high`` onto places ``start`` to ``stop``."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """The place of a value, held inside the scale."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.stop - self.start)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round values within a range, about so many."""
    raw = (high - low) / max(about, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    found = [round(k * step, 12) + 0.0 for k in range(first, math.floor(high / step + 1e-9) + 1)]
    return found if len(found) > 1 or about > 8 else ticks(low, high, about + 1)


def span_of(values: Sequence[float], zero: bool = True) -> tuple[float, float]:
    """A range that holds all finite values (and nought), with a little air."""
    finite = [value for value in values if math.isfinite(value)] + ([0.0] if zero else [])
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    if high - low < 1e-12 * max(1.0, abs(high)):
        pad = max(abs(high), 1.0) * 0.5
        return low - pad, high + pad
    air = 0.06 * (high - low)
    return (low - air if low < 0 or not zero else low), (high + air if high > 0 or not zero else high)


@dataclass
class Drawing:
    """Shapes one over another; ``height`` may grow while drawing."""

    height: float
    width: float = WIDTH
    parts: list[str] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, ink: str = LINE, width: float = 1.0, dash: str = "") -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink}" stroke-width="{width}"{dashed}/>')

    def box(self, x: float, y: float, width: float, height: float, fill: str, title: str = "") -> None:
        """A filled box; ``title`` shows on hovering."""
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" '
                          f'fill="{fill}">{_hover(title)}</rect>')

    def dot(self, x: float, y: float, ink: str, full: bool = True, radius: float = 4.0, title: str = "") -> None:
        """A dot, full or hollow."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{ink if full else "#fff"}" '
                          f'stroke="{ink}" stroke-width="1.6">{_hover(title)}</circle>')

    def text(self, x: float, y: float, words: str, size: float = 12, anchor: str = "start", ink: str = INK,
             bold: bool = False) -> None:  # fmt: skip
        """Words on a baseline at ``y``."""
        weight = ' font-weight="600"' if bold else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{ink}"{weight}>'
                          f"{escape(words)}</text>")

    def curve(self, points: Sequence[tuple[float, float]], ink: str, width: float = 1.8, dash: str = "",
              title: str = "") -> None:  # fmt: skip
        """A line through points."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{told}" fill="none" stroke="{ink}" stroke-width="{width}" '
                          f'stroke-linejoin="round"{dashed}>{_hover(title)}</polyline>')

    def band(self, lower: Sequence[tuple[float, float]], upper: Sequence[tuple[float, float]], ink: str,
             opacity: float = 0.14) -> None:  # fmt: skip
        """The area between two lines."""
        told = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *reversed(lower)])
        self.parts.append(f'<polygon points="{told}" fill="{ink}" fill-opacity="{opacity}"/>')

    def svg(self, title: str, says: str) -> str:
        """The whole drawing as an SVG element; ``says`` is its alternative text."""
        small = ' class="small"' if self.width < WIDTH else ""
        return (
            f'<svg{small} xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:.0f} {self.height:.0f}" role="img" '
            f'width="{self.width:.0f}" height="{self.height:.0f}" aria-label="{escape(f"{title}. {says}")}" '
            f"font-family='{FACE}'><desc>{escape(says)}</desc>{''.join(self.parts)}</svg>"
        )


def _hover(title: str) -> str:
    return f"<title>{escape(title)}</title>" if title else ""
