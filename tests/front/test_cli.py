"""The command line: what it prints, where files lie, and mistakes told all at once with exit code 2."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from remitsim import bands
from remitsim.cli import app
from remitsim.scenario import worlds


def remitsim(*words):
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})


def test_list_names_every_world():
    shown = remitsim("list")
    assert shown.exit_code == 0
    assert all(name in shown.stdout for name in worlds())


def test_schema_is_a_schema():
    told = json.loads(remitsim("schema").stdout)
    assert {"run", "hosts", "origins"} <= set(told["properties"])


def test_run_prints_headlines_and_keeps_files(invented, tmp_path):
    folder = tmp_path / "new" / "run"
    shown = remitsim("run", "spain", "--months", 2, "--seed", 9, "--out", folder, "--by", "sex x months of stay")
    assert shown.exit_code == 0, shown.output
    assert "month 0" in shown.stdout and "month 1" in shown.stdout
    assert str(folder) in shown.stdout
    made = json.loads((folder / "manifest.json").read_text())
    assert (made["months"], made["seed"], made["resolved"]["run"]["months"]) == (2, 9, 2)
    assert (folder / "indicators.parquet").exists() and (folder / "by sex x months of stay.csv").exists()


def test_a_run_of_years_shows_years(invented):
    shown = remitsim("run", "spain", "--months", 25)
    assert shown.exit_code == 0, shown.output
    assert "year 1" in shown.stdout and "year 2" in shown.stdout and "year 3" not in shown.stdout
    assert "--out FOLDER" in shown.stdout


def test_a_folder_with_files_is_left_alone(invented, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    shown = remitsim("run", "spain", "--months", 1, "--out", tmp_path)
    assert shown.exit_code == 2 and "--force" in shown.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    assert remitsim("run", "spain", "--months", 1, "--out", tmp_path, "--force").exit_code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_mistakes_are_told_all_at_once(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    shown = remitsim("run", "spain", "--set", "wages", "--set", "wages.bargaining_shar=0.4", "--people", 1,
                     "--out", tmp_path, "--by", "colour")  # fmt: skip
    assert shown.exit_code == 2
    assert "Traceback" not in shown.output
    for word in ("path=value", "bargaining_shar", "people", "--force", "colour"):
        assert word in shown.stderr


@pytest.mark.parametrize("words", [("run", "spian"), ("explain", "spian"), ("run", "none/such.toml")])
def test_unknown_worlds(words):
    shown = remitsim(*words)
    assert shown.exit_code == 2 and "Traceback" not in shown.output
    assert words[1] in shown.stderr


def test_a_file_is_not_a_folder(invented, tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    assert remitsim("run", "spain", "--months", 1, "--out", file, "--force").exit_code == 2


def test_the_bands_named_are_the_bands_kept():
    from telling.invented import invented_world

    assert tuple(bands.month_0_bands(invented_world(60))) == bands.BANDS
