"""Loops made ready by several processes: each is taken once, and with the types that runs call it with."""

from __future__ import annotations

import io
import pickle
import sys

from remitsim.batches import compiling
from remitsim.progress import Quiet
from remitsim.run import run
from remitsim.scenario import load_scenario


class Fed:
    """Standard input of a process of its own."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def told(task: bytes, monkeypatch, capsys) -> list[str]:
    monkeypatch.setattr(sys, "stdin", Fed(task))
    compiling.compile_some()
    return capsys.readouterr().out.split()


def test_loops_are_taken_once_and_compiled_as_runs_call_them(tmp_path, monkeypatch, capsys):
    scenario = load_scenario("spain")
    before = {loop: loop.compiled for loop in compiling._loops()}
    calls = compiling._calls(scenario)
    assert {loop: loop.compiled for loop in compiling._loops()} == before
    assert {"everyone_looks", "everyone_sends", "papers_run"} <= {loop.__name__ for loop, _ in calls}
    task = pickle.dumps((scenario, str(tmp_path)))
    first, second = told(task, monkeypatch, capsys), told(task, monkeypatch, capsys)
    assert sorted(first) == sorted(loop.__name__ for loop, _ in calls)
    assert second == []
    known = {loop.compiled: len(loop.compiled.signatures) for loop, _ in calls}
    run(load_scenario("spain", {"run.people": 900, "run.months": 13, "run.burn_in": 2}), progress=Quiet())
    assert {compiled: len(compiled.signatures) for compiled in known} == known


def test_what_is_compiled_already_is_left_alone(monkeypatch):
    monkeypatch.setattr(compiling, "compiled_already", lambda: True)
    monkeypatch.setattr(compiling, "_compiled", None)
    compiling.make_ready(load_scenario("spain"), Quiet())


def test_every_loop_is_told_though_a_process_dies(monkeypatch):
    monkeypatch.setattr(compiling, "_CODE", "import sys; print('one', flush=True); sys.exit(3)")
    steps = list(compiling._compiled(load_scenario("spain"), 2))
    assert steps == [1] * len(compiling._loops())
