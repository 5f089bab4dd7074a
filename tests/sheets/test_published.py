"""Shipped data: every file is listed with its source, every listed file ships, and readers find what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from remitsim import published

FOLDER = Path(str(published.FOLDER))


def test_every_shipped_file_is_listed_and_every_listed_file_ships() -> None:
    shipped = {file.name for file in FOLDER.iterdir() if file.suffix in {".csv", ".gz", ".parquet"}}
    assert shipped == set(published.sources())


def test_every_source_says_all() -> None:
    for name, said in published.sources().items():
        assert set(said) == {"what", "publisher", "vintage", "licence", "found"}, name
        assert all(said.values()), name


def test_the_data_stay_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir() if file.is_file()) < 1_500_000


@pytest.mark.parametrize("name", sorted(published.sources()))
def test_every_file_can_be_read(name: str) -> None:
    assert len(published.table(name)) > 0


def test_a_stranger_is_refused() -> None:
    with pytest.raises(published.NoFigure):
        published.table("nothing.csv")
    with pytest.raises(published.NoFigure):
        published.stock("MAR", "ESP", 1812)


def test_population_between_rounds_lies_between_them() -> None:
    before, at, after = (published.ages("ESP", "female", year).sum() for year in (2000, 2004, 2005))
    assert before < at < after
