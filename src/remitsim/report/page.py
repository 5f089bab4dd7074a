"""The frame of every page: sections of pictures, each with its table folded beneath, and all tables in one workbook.

``Page`` -> ``write_page(folder, name, page)`` gives ``name.html`` (self-contained, prints on A4), ``name.xlsx`` and
``figures/*.svg``. Comparison reports, pages of batch analyses and the page of claims are all made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from remitsim.report.telling import plain
from remitsim.report.workbook import Sheet, write_workbook

MOST_ROWS = 300  # of a table on the page; the workbook has all


@dataclass(frozen=True)
class Block:
    """A picture with its caption and table, or either alone.

    ``name`` names the SVG file and the sheet of the workbook. ``picture``: an SVG element with alternative text.
    ``table``: tidy; ``headings`` renames columns and says which are shown; ``tell`` writes the cells of a column.
    ``folded``: the table opens on a click. ``note``: small words under it.
    """

    name: str
    title: str
    picture: str = ""
    caption: str = ""
    table: pd.DataFrame | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    tell: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    folded: bool = True
    note: str = ""

    def whole(self) -> pd.DataFrame | None:
        """The table for the workbook: columns that a reader sees first, with their headings, then the rest."""
        if self.table is None:
            return None
        first = [name for name in self.headings if name in self.table]
        rest = [name for name in self.table.columns if name not in self.headings]
        return self.table[[*first, *rest]].rename(columns=dict(self.headings))

    def shown(self) -> pd.DataFrame | None:
        """The table with the headings a reader sees, numbers still numbers."""
        if self.table is None:
            return None
        names = self.headings or {str(name): str(name).replace("_", " ") for name in self.table.columns}
        kept = [name for name in names if name in self.table]
        return self.table[kept].rename(columns=dict(names))

    def table_html(self) -> str:
        """The table as HTML, cut after `MOST_ROWS` rows."""
        shown = self.shown()
        if shown is None:
            return ""
        names = self.headings or {str(name): str(name).replace("_", " ") for name in shown.columns}
        tell = {names.get(name, name): told for name, told in self.tell.items()}
        rest = len(shown) - MOST_ROWS
        more = f'<p class="small">The first {MOST_ROWS} rows; {rest:,} more are in the workbook.</p>' if rest > 0 else ""
        return table_html(shown.head(MOST_ROWS), tell) + more


@dataclass(frozen=True)
class Section:
    """A heading, a few words, and blocks; ``body`` is HTML set before the blocks; ``key`` is its anchor."""

    key: str
    title: str
    lead: str = ""
    blocks: Sequence[Block] = ()
    body: str = ""


@dataclass(frozen=True)
class Page:
    """A page: ``front`` is HTML that stands alone on the first printed page."""

    title: str
    kicker: str = ""
    lead: str = ""
    front: str = ""
    sections: Sequence[Section] = ()
    foot: str = ""
    style: str = ""
    script: str = ""


@cache
def templates() -> jinja2.Environment:
    """The templates of the package; everything put into them is escaped unless marked safe."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("remitsim.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    made.filters["plain"] = plain
    return made


def fill(template: str, **values: Any) -> str:
    """A template of the package with its values."""
    return templates().get_template(template).render(**values)


def table_html(table: pd.DataFrame, tell: Mapping[str, Callable[[Any], str]] | None = None) -> str:
    """A table as HTML: numbers to the right, words to the left, in a box that scrolls by itself on small screens."""
    told = tell or {}
    right = {name: pd.api.types.is_numeric_dtype(table[name]) or name in told for name in table.columns}
    head = "".join(f'<th{_side(right[name])} scope="col">{escape(str(name))}</th>' for name in table.columns)
    rows = []
    for row in table.itertuples(index=False, name=None):
        cells = (f"<td{_side(right[name])}>{escape(told.get(name, plain)(value))}</td>"
                 for name, value in zip(table.columns, row, strict=True))  # fmt: skip
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _side(right: bool) -> str:
    return "" if right else ' class="words"'


def render(page: Page, workbook: str = "") -> str:
    """The page as one HTML text that needs nothing else; ``workbook`` is the name of the file with its tables."""
    return fill("page.html.j2", page=page, style=_style(), workbook=workbook)


@cache
def _style() -> str:
    return templates().get_template("page.css").render()


def write_page(folder: str | Path, name: str, page: Page, tables: Sequence[Sheet] = ()) -> Path:
    """Write ``name.html``, ``name.xlsx`` and a file a picture; returns the path of the page.

    ``tables``: further sheets for the workbook, before those of the blocks.
    """
    target = Path(folder)
    (target / "figures").mkdir(parents=True, exist_ok=True)
    blocks = [block for section in page.sections for block in section.blocks]
    for block in blocks:
        if block.picture:
            (target / "figures" / f"{block.name}.svg").write_text(block.picture, "utf-8")
    sheets = [Sheet(block.name, block.title, block.whole(), block.caption or block.note) for block in blocks
              if block.table is not None]  # fmt: skip
    write_workbook(target / f"{name}.xlsx", page.title, [*tables, *sheets])
    file = target / f"{name}.html"
    file.write_text(render(page, f"{name}.xlsx"), "utf-8")
    return file
