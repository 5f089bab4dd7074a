"""Each malformed file gets exactly the message that its head promises, and never another error."""

from __future__ import annotations

from pathlib import Path

import pytest

from remitsim.scenario import ScenarioError, load_scenario

FOLDER = Path(__file__).parent.parent / "malformed"
FILES = sorted(FOLDER.glob("*.toml"))


def test_the_corpus_is_large() -> None:
    assert len(FILES) >= 30


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_malformed(file: Path) -> None:
    lines = file.read_text().splitlines()
    expected = [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect:")]
    assert expected
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    told = str(caught.value)
    for line in expected:
        assert line in told
    assert all(problem.expected for problem in caught.value.problems)
