"""The commands that compare, as a user types them: screens, mistakes, stops, and what a folder keeps."""

from __future__ import annotations

import json
import re
from importlib import import_module

import pytest
from typer.testing import CliRunner

from remitsim import comparing
from remitsim.batches.runner import Outcome
from remitsim.cli import app
from remitsim.sheets.trouble import ScenarioError
from report import made_up

TINY = ("--people", 1500, "--months", 12, "--contexts", 0, "--populations", 1, "--jobs", 1)


def remitsim(*words, columns=80):
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": str(columns)})


def meta(folder):
    return json.loads((folder / "comparison.json").read_text())["meta"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("told") / "out"
    shown = remitsim("compare", "spain", "none", "services", *TINY, "--lucks", 1, "--question", "Who pays?", "--out", target)
    assert shown.exit_code == 0, shown.output
    assert "One pair of runs" in shown.stdout and "month of break-even" in shown.stdout
    return target


@pytest.fixture
def made(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    told = made_up.comparison()
    told.meta |= {"title": "Made up", "pairs": 20, "stopped": False, "runs_done": 1, "runs_before": 0}
    monkeypatch.setattr(comparing, "compare", lambda *_, **__: told)
    return told


def test_an_option_is_added_without_running_the_old_ones(folder):
    shown = remitsim("compare", "spain", "citizenship", *TINY, "--lucks", 1, "--out", folder)
    assert shown.exit_code == 0, shown.output
    now = meta(folder)
    assert (now["runs_done"], now["runs_before"], now["question"]) == (1, 3, "Who pays?")
    page = (folder / "report.html").read_text("utf-8")
    assert "citizenship" in page and "services" in page and "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.S)


def test_pairs_are_added_until_intervals_are_narrow_or_it_is_said_that_they_are_not(folder, monkeypatch):
    monkeypatch.setattr(import_module("remitsim.comparing.compare"), "STEPS", (2,))
    shown = remitsim("compare", "spain", "none", "citizenship", *TINY, "--lucks", 1, "--until", "0.001%", "--out", folder)
    assert shown.exit_code == 0, shown.output
    assert "Not every headline interval" in " ".join(shown.stdout.split()) and meta(folder)["pairs"] == 2


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_of_six_options_fits_the_screen(made, columns):
    shown = remitsim("compare", "spain", "none", "services", columns=columns).stdout
    assert max(len(line) for line in shown.splitlines()) <= columns
    assert not re.search(r"\bnan\b| - ", shown)
    assert shown.count("citizenship") == 8 and "EUR" in shown


def test_dollars_are_told_on_request(made, tmp_path):
    shown = remitsim("compare", "spain", "none", "services", "--dollars", "--out", tmp_path / "out").stdout
    assert "US dollars of 2017" in shown and "EUR" not in shown
    assert "USD million" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_without_a_folder_the_page_lies_under_the_worlds_name(made, tmp_path):
    shown = remitsim("compare", "spain", "none", "services")
    assert "comparisons/spain/report.html" in "".join(shown.stdout.split())
    assert (tmp_path / "comparisons" / "spain" / "report.html").is_file()


@pytest.mark.parametrize("command", [("compare", "spain", "none", "services"), ("credit", "spain", "services + employer-pays")])
def test_a_stop_says_what_is_kept_and_how_to_go_on(monkeypatch, tmp_path, command):
    monkeypatch.chdir(tmp_path)
    for module in ("compare", "credit"):
        monkeypatch.setattr(import_module(f"remitsim.comparing.{module}"), "carry_out", lambda *_, **__: Outcome(0, 0, True, 3))
    shown = remitsim(*command, *(word for word in ("--people", 1500, "--months", 12)), "--out", tmp_path / "out")
    assert shown.exit_code == 130
    assert "3 finished runs are kept" in shown.stderr and "same command goes on" in shown.stderr
    without = remitsim(*command, "--people", 1500, "--months", 12)
    assert without.exit_code == 130
    assert ("comparisons/spain" if command[0] == "compare" else "--out FOLDER") in without.stderr


@pytest.mark.parametrize(("words", "told"), [
    (("compare", "spain", "none", "tempory-permit"), "did you mean temporary-permit"),
    (("compare", "spain", "none", "temporary-permit + permanent-residence"), '"temporary-permit + permanent-residence"'),
    (("compare", "spain", "none", "services", "--expected", "0,x", "--until", "no"), "--until"),
    (("compare", "spain", "none", "services", "--expected", "0,1"), "no option here offers a status"),
    (("credit", "spain", "services"), "two to 4 policies"),
])  # fmt: skip
def test_mistakes_are_told_by_name(words, told):
    shown = remitsim(*words)
    assert isinstance(shown.exception, ScenarioError) and told in str(shown.exception)


def test_credit_adds_up_to_the_package(tmp_path):
    shown = remitsim("credit", "spain", "services + employer-pays", "--people", 1500, "--months", 12, "--populations", 1,
                     "--lucks", 2, "--jobs", 1, "--out", tmp_path / "out")  # fmt: skip
    assert shown.exit_code == 0, shown.output
    assert "whole package" in shown.stdout and (tmp_path / "out" / "credit.csv").exists()
