"""The document's blocks on entities and schedule are what the code has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from remitsim import month, odd
from remitsim.records import Layout

DOCUMENT = Path(__file__).parents[1] / "docs" / "model.md"


def test_document_is_up_to_date():
    text = DOCUMENT.read_text("utf-8")
    assert odd.refreshed(text) == text, "run: python -m remitsim.odd"


def test_schedule_names_every_step_in_order():
    steps = re.findall(r"^\d+\. `\w+\.(\w+)`", odd.schedule(), re.MULTILINE)
    assert steps == [step.__name__ for step in month.MONTH]


def test_every_step_says_what_it_does():
    assert all(line.split(": ", 1)[1] for line in odd.schedule().splitlines())


def test_every_field_of_every_noun_is_named():
    text = odd.entities()
    for layout, _ in odd.ROWS:
        line = next(line for line in text.splitlines() if line.startswith(f"| {layout.noun} ("))
        assert all(f"`{name}`" in line for name in layout.fields)


def test_a_stale_block_is_noticed():
    text = DOCUMENT.read_text("utf-8")
    stale = text.replace("`hiring.hire`", "`hiring.hired`")
    assert stale != text and odd.refreshed(stale) != stale


def test_a_document_without_markers_is_told():
    with pytest.raises(ValueError, match="entities"):
        odd.refreshed("nothing here")


def test_every_noun_is_listed():
    listed = {layout.noun for layout, _ in odd.ROWS}
    tables = {"person", "household", "village", "employer", "market", "quote", "corridor", "corridor trade", "provider",
              "host", "origin"}  # fmt: skip
    assert listed == tables <= {layout.noun for layout in Layout.known.values()}
