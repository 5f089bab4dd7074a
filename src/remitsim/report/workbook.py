"""Every table of a page in one xlsx: a sheet a table, the first sheet says what each is."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

LONGEST_NAME = 31  # of a sheet, set by the file format
MOST_ROWS = 1_048_575


@dataclass(frozen=True)
class Sheet:
    """A table for the workbook: the sheet's name, what it is, and words under its title."""

    name: str
    title: str
    table: pd.DataFrame | None
    says: str = ""


def write_workbook(file: Path, title: str, sheets: Sequence[Sheet]) -> Path:
    """Write all sheets; tables longer than a sheet can hold are cut and say so. Returns the path."""
    book = Workbook()
    front = book.active
    front.title = "contents"
    front.append([title])
    front.append([])
    front.append(["sheet", "what it is", "rows", ""])
    front["A1"].font, front["A3"].font, front["B3"].font, front["C3"].font = (Font(bold=True),) * 4
    taken = {"contents"}
    for sheet in sheets:
        if sheet.table is not None:
            name = _name(sheet.name, taken)
            rows = len(sheet.table)
            front.append([name, sheet.title, rows, "cut: too many rows for a sheet" if rows > MOST_ROWS else sheet.says])
            _fill(book.create_sheet(name), sheet.table.head(MOST_ROWS))
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 26, 52
    book.save(file)
    return file


def _name(wanted: str, taken: set[str]) -> str:
    name = short = re.sub(r"[\[\]:*?/\\]", " ", wanted)[:LONGEST_NAME]
    k = 2
    while name.lower() in taken:
        name, k = f"{short[: LONGEST_NAME - 3]} {k}", k + 1
    taken.add(name.lower())
    return name


def _fill(sheet: Any, table: pd.DataFrame) -> None:
    sheet.append([str(name) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        sheet.append([_cell(value) for value in row])
    for k, name in enumerate(table.columns, start=1):
        sheet.cell(1, k).font = Font(bold=True)
        sheet.cell(1, k).alignment = Alignment(wrap_text=True, vertical="top")
        longest = max([len(str(name)), *(len(str(value)) for value in table[name].head(200))])
        sheet.column_dimensions[get_column_letter(k)].width = min(max(9, 0.9 * longest + 2), 60)
    sheet.freeze_panes = "A2"


def _cell(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if hasattr(value, "item"):
        return value.item()
    return value if isinstance(value, (bool, int, float, str)) else str(value)
