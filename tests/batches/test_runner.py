"""Carrying out: every run once, worlds burnt in once, failures recorded, the rest kept when stopped."""

from __future__ import annotations

import itertools
import os
import random
import threading
import time

import pandas as pd
import pytest

from remitsim.batches import hands, runner
from remitsim.batches.arms import arms_of
from remitsim.batches.cluster import ClusterError
from remitsim.batches.design import Asked, runs_of
from remitsim.batches.runner import carry_out
from remitsim.batches.store import Store, StoreError
from remitsim.progress import Quiet


def test_each_world_is_burnt_in_once_and_each_run_kept(burnt, runs, store):
    outcome = carry_out(runs, store, jobs=2, way="threads")
    assert (outcome.done, outcome.failed, outcome.stopped) == (8, 0, False)
    assert sorted(burnt) == [1, 2] and store.keys() == {run.key for run in runs}


def test_only_what_is_missing_is_done(burnt, runs, store):
    carry_out(runs[:3], store, jobs=1)
    outcome = carry_out(runs, store, jobs=1)
    assert (outcome.done, outcome.before) == (5, 3)
    assert carry_out(runs, store).done == 0


def test_order_and_number_of_workers_do_not_matter(burnt, runs, tmp_path):
    told = []
    for number, jobs in enumerate((1, 2, 5)):
        mixed = list(runs)
        random.Random(number).shuffle(mixed)
        carry_out(mixed, store := Store(tmp_path / str(number)), jobs=jobs, way="threads")
        told.append(store.table("figures", runs).to_csv() + store.table("flows", runs).to_csv())
    assert told[0] == told[1] == told[2]
    assert len(pd.unique(store.table("figures", runs).groupby("key")["value"].sum())) > 1  # runs do differ


def test_paired_arms_differ_by_policies_alone(burnt, base, store):
    """A month of `drift` knows population, luck and how many policies there are: one policy or another is the same."""
    runs = runs_of(
        arms_of(["none", "temporary-permit", "employer-pays"], base), base, [1, 2], [1, 2], asked=Asked(("wage_migrant",))
    )
    assert len({run.key for run in runs}) == 12
    carry_out(runs, store, jobs=2)
    told = store.table("figures", runs)
    lives = {labels: part["value"].tolist() for labels, part in told.groupby(["arm", "population", "luck"])}
    for population, luck in itertools.product((1, 2), (1, 2)):
        none, permit, pays = (lives[arm, population, luck] for arm in ("none", "temporary-permit", "employer-pays"))
        assert permit == pays != none
    assert len({tuple(lives["none", population, luck]) for population in (1, 2) for luck in (1, 2)}) == 4


def test_a_run_that_fails_ends_nothing(burnt, runs, store, monkeypatch):
    def breaks(run, world, schedule=None):
        if run.luck == 2 and run.population == 1:
            raise ArithmeticError("books")
        return live(run, world, schedule)

    live = hands.live
    monkeypatch.setattr(hands, "live", breaks)
    outcome = carry_out(runs, store, jobs=2, way="threads")
    assert (outcome.done, outcome.failed) == (6, 2)
    failed = store.records().query("status == 'failed'")
    assert set(failed["error"]) == {"ArithmeticError: books"} and failed["trace"].str.contains("breaks").all()
    monkeypatch.undo()


def test_a_world_that_cannot_be_had_fails_its_runs(burnt, runs, store, monkeypatch):
    def breaks(scenario, progress=None, keep=True):
        if scenario.run.seed == 2:
            raise ValueError("no levels")
        return invent(scenario, progress, keep)

    invent = hands.burnt_in
    monkeypatch.setattr(hands, "burnt_in", breaks)
    outcome = carry_out(runs, store, jobs=2, way="threads")
    assert (outcome.done, outcome.failed) == (4, 4)


def test_a_store_that_refuses_ends_the_batch(burnt, runs, store, monkeypatch):
    def refuse(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(Store, "add", refuse)
    with pytest.raises(StoreError, match="full"):
        carry_out(runs, store, jobs=2, way="threads")


class Impatient(Quiet):
    """Presses Ctrl-C after the second run, as often as told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, line):
        self.said.append(line)

    def follow(self, months, total, what):
        for number, month in enumerate(months, 1):
            yield month
            if number == 2:
                raise KeyboardInterrupt


def test_ctrl_c_keeps_what_is_done_and_the_rest_follows(burnt, runs, store):
    progress = Impatient()
    outcome = carry_out(runs, store, jobs=1, progress=progress, way="threads")
    assert outcome.stopped and 2 <= outcome.done < 8
    assert len(store.keys()) == outcome.done and "Stopping" in progress.said[-1]
    assert carry_out(runs, store, jobs=1).done == 8 - outcome.done


class Killed:
    """Hands whose work lasts until it is killed; then it ends as processes or a cluster end it."""

    workers = 2

    def __init__(self, ends_with, where) -> None:
        self.ends_with, self.where = ends_with, where
        self.begun, self.left, self.killed = [], 0, threading.Event()

    def burn(self, run, schedule):
        return self.lasts(run) if self.where == "burn" else "world"

    def live(self, run, world, schedule):
        return self.lasts(run)

    def lasts(self, run):
        self.begun.append(run.key)
        assert self.killed.wait(20)
        raise self.ends_with

    def let_go(self, world):
        raise ClusterError("the connection is closed")

    def give_up(self):
        self.left += 1
        self.killed.set()

    def close(self):
        pass


class Twice(Quiet):
    """Presses Ctrl-C once work is under way, and once more when told that it stops."""

    def __init__(self, hands: Killed) -> None:
        self.hands = hands

    def follow(self, months, total, what):
        while len(self.hands.begun) < 2:
            time.sleep(0.01)
        raise KeyboardInterrupt
        yield  # a generator

    def say(self, line):
        def again(workers, told):
            monkey.undo()
            raise KeyboardInterrupt
            yield

        monkey = pytest.MonkeyPatch()
        monkey.setattr(runner, "_ends", again)


@pytest.mark.parametrize("where", ["burn", "live"])
@pytest.mark.parametrize("ends_with", [hands.Broken("a process died"), ClusterError("gone"), RuntimeError("cannot schedule")])
def test_ctrl_c_once_more_leaves_what_is_under_way(burnt, runs, store, monkeypatch, ends_with, where):
    killed = Killed(ends_with, where)
    monkeypatch.setattr(runner, "_hands", lambda *_: killed)
    outcome = carry_out(runs, store, jobs=2, progress=Twice(killed), way="threads")
    assert outcome.stopped and (outcome.done, outcome.failed) == (0, 0) and not len(store.records())
    assert len(killed.begun) == 2 and killed.left >= 1, "nothing is begun again"


def test_what_dies_is_tried_again(burnt, runs, store, monkeypatch):
    died = []

    def dies(self, run, world, schedule):
        if len(died) < 2:
            died.append(run)
            raise hands.Broken("a process died")
        lives(self, run, world, schedule)

    lives = hands.Threads.live
    monkeypatch.setattr(hands.Threads, "live", dies)
    assert carry_out(runs, store, jobs=1, way="threads").done == 8 and len(died) == 2


def test_what_dies_again_and_again_is_a_failure(burnt, runs, store, monkeypatch):
    tried = []

    def dies(self, run, world, schedule):
        tried.append(run)
        raise hands.Broken("a process died")

    monkeypatch.setattr(hands.Threads, "live", dies)
    assert carry_out(runs[:1], store, jobs=1, way="threads").failed == 1 and len(tried) == runner.TRIES


def test_processes_tell_of_each_in_order_and_a_death_is_told():
    assert hands.done_apart(abs, [-3, 2, -1], 2) == [3, 2, 1]
    with pytest.raises(hands.Broken, match="died"):
        hands.done_apart(os._exit, [1], 2)
    assert hands.done_apart(abs, [-3], 2) == [3], "the next call finds new processes"
