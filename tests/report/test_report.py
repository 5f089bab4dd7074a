"""The page of a comparison: whole, self-contained, the same eight numbers for every option, nothing clipped."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET

import openpyxl
import pytest

from remitsim.comparing.comparison import FRAMES, empty
from remitsim.report import write
from remitsim.report.brief import FIRST, answer, headline_rows
from remitsim.report.contents import sections
from remitsim.report.drawing import text_width
from remitsim.report.write import tell
from report import made_up

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = {"differences", "cells", "paths", "treasury", "flows"}


@pytest.fixture(scope="module")
def comparison():
    return made_up.comparison()


@pytest.fixture(scope="module")
def folder(comparison, tmp_path_factory):
    target = tmp_path_factory.mktemp("report")
    assert write(comparison, target) == target / "report.html"
    return target


def page_of(folder):
    return (folder / "report.html").read_text("utf-8")


def test_page_needs_nothing_from_elsewhere(folder):
    page = page_of(folder).replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in page
    assert "https:" not in page
    assert not re.search(r"<link|<script|<img|@import|url\(|src=", page)


def test_brief_has_eight_numbers_in_order_for_every_option(comparison, folder):
    rows = headline_rows(tell(comparison))
    assert [row["label"] for row in rows] == [label for _, label, *_ in made_up.EIGHT]
    assert {len(row["cells"]) for row in rows} == {len(comparison.arms) - 1}
    brief = page_of(folder).split('id="differences-all"')[0]
    places = [brief.index(f'<th scope="row">{label}') for _, label, *_ in made_up.EIGHT]
    assert places == sorted(places)
    assert brief.count("of 16</small>") >= 8 * (len(comparison.arms) - 1) - 2
    assert "same sign in 14 of 16 other plausible contexts" in brief


def test_answer_only_speaks_of_numbers_that_are_there():
    assert set(FIRST) <= {number.key for number in made_up.NUMBERS}
    assert "does best" in answer(tell(made_up.comparison()))[0]


def test_law_is_told_in_national_names_and_yardsticks_are_no_policies(folder):
    brief = page_of(folder).split('id="differences-all"')[0]
    assert "residencia permanente" in brief
    assert "situación irregular" in brief
    assert "yardstick, not a policy" in brief
    assert "illegal" not in brief


def test_grid_says_in_words_who_gains(folder):
    cells = re.findall(r'<td class="([glnq])" title="[^"]*"><b>([+−0][^<]*)</b> ([a-z ?]+)</td>', page_of(folder))
    assert len(cells) >= 60
    for kind, value, word in cells:
        assert word == {"g": "gains", "l": "loses", "n": "within noise"}[kind]
        assert kind == "n" or (value[0] == "+") == (word == "gains")


def test_every_picture_is_a_file_with_alternative_text_and_no_clipped_words(folder):
    files = {file.stem: file for file in (folder / "figures").glob("*.svg")}
    assert set(files) == PICTURES
    for file in files.values():
        root = ET.parse(file).getroot()
        assert len(root.attrib["aria-label"]) > 80
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        for words in root.iter(f"{SVG}text"):
            x, y, size = (float(words.attrib[name]) for name in ("x", "y", "font-size"))
            wide = text_width(words.text or "", size) * 0.92  # widths are estimated a little over
            left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[words.attrib["text-anchor"]] * wide
            assert left >= -1, (file.stem, words.text)
            assert left + wide <= width + 1, (file.stem, words.text)
            assert 0 <= y <= height, (file.stem, words.text)


def test_every_table_is_in_the_workbook(comparison, folder):
    book = openpyxl.load_workbook(folder / "report.xlsx", read_only=True)
    told = {row[0]: row[2] for row in book["contents"].iter_rows(min_row=4, values_only=True)}
    expected = {"headline": comparison.headline, "differences": comparison.differences, "cells": comparison.cells,
                "groups": comparison.groups, "flows": comparison.flows, "inputs": comparison.inputs,
                "levels": comparison.levels, "variance": comparison.variance, "identity": comparison.identity}  # fmt: skip
    assert {name: told[name] for name in expected} == {name: len(table) for name, table in expected.items()}
    assert sum(1 for _ in book["cells"].iter_rows(min_row=2)) == len(comparison.cells)


def test_money_is_the_hosts_or_dollars_on_request(comparison):
    euros, dollars = tell(comparison), tell(comparison, dollars=True)
    assert euros.currency.code == "EUR"
    assert dollars.currency.code == "USD"
    ratio = euros.tables["cells"]["usd_a_head"] / dollars.tables["cells"]["usd_a_head"]
    assert ratio.to_numpy() == pytest.approx(euros.currency.per_usd)
    people = dollars.tables["headline"]["unit"] == "people"
    assert (euros.tables["headline"].loc[people, "value"] == dollars.tables["headline"].loc[people, "value"]).all()


def test_nothing_is_told_as_nan(folder):
    words = re.sub(r"<[^>]*>", " ", page_of(folder).split("</style>")[1])
    assert not re.search(r"\bnan\b|\bNone\b|\binf\b", words)


@pytest.mark.parametrize("name", [name for name in FRAMES if name not in ("headline", "groups")])
def test_a_table_without_rows_leaves_its_section_out(comparison, tmp_path, name):
    less = dataclasses.replace(comparison, **{name: empty(name)})
    page = write(less, tmp_path).read_text("utf-8")
    assert "The same eight numbers" in page
    assert len(sections(tell(less))) <= len(sections(tell(comparison)))


def test_other_contexts_not_run_are_not_counted(tmp_path):
    page = write(made_up.comparison(contexts=0, extra=False), tmp_path).read_text("utf-8")
    assert "no other contexts were run" in page
    assert "of 16</small>" not in page


def test_words_of_users_are_escaped(comparison, tmp_path):
    told = dataclasses.replace(comparison, meta=comparison.meta | {"question": "<script>alert(1)</script>?"})
    assert "<script>" not in write(told, tmp_path).read_text("utf-8")
