"""The simulator as a Mesa model: months are steps, agents are windows on records."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any, TypeVar

import mesa
import numpy as np

from remitsim.progress import Bar, Progress
from remitsim.results import Results
from remitsim.rules import plain as plain_path
from remitsim.run import Life
from remitsim.scenario import Scenario, load_scenario, with_values
from remitsim.view_sets import ViewSet
from remitsim.views import VIEWS, Household, Person, View
from remitsim.world import codes
from remitsim.world.world import World

V = TypeVar("V", bound=View)


def people_abroad(model: RemittanceModel) -> int:
    """Real people from the origins who live in a host."""
    return _count(model, model.movers["place"] == codes.ABROAD)


def people_irregular(model: RemittanceModel) -> int:
    """Of them, people in an irregular situation."""
    return _count(model, model.movers["status"] == codes.IRREGULAR)


def sent_home(model: RemittanceModel) -> float:
    """US dollars handed to transfer firms this month, fees in it."""
    return float((model.movers["sent"] * model.movers["weight"].astype(np.int64)).sum()) / 100.0


def mean_pay_abroad(model: RemittanceModel) -> float:
    """Mean gross pay of migrants at work, US dollars of 2017 a month; 0 if none is."""
    at_work = model.movers[(model.movers["place"] == codes.ABROAD) & (model.movers["employer"] >= 0)]
    weight = float(at_work["weight"].sum())
    return float((at_work["wage"] * at_work["weight"].astype(np.int64)).sum()) / 100.0 / weight if weight else 0.0


def in_debt(model: RemittanceModel) -> int:
    """Real people abroad who owe a lender."""
    movers = model.movers
    return _count(model, (movers["place"] == codes.ABROAD) & (movers["debt"] > 0))


def _count(model: RemittanceModel, which: Any) -> int:
    return int(model.movers["weight"][which].sum(dtype=np.int64))


REPORTERS = {
    "people abroad": people_abroad,
    "people in an irregular situation": people_irregular,
    "people in debt abroad": in_debt,
    "sent home, USD a month": sent_home,
    "mean pay abroad, USD a month": mean_pay_abroad,
}


class RemittanceModel(mesa.Model):
    """A world by name (or a `Scenario`), burnt in and ready for month 0; each ``step()`` is a month.

    ``rng``: root seed of the population, an int (what else numpy takes as a seed is turned into one; None: the
    scenario's own). ``luck`` names the luck from month 0 on. ``values`` lays settings by path over the scenario:
    ``{"wages.bargaining_share": 0.4}``. ``plain``: months run as plain Python over windows, to the same cent.
    ``datacollector`` collects a few figures at the end of each step; put another in its place to collect more.
    """

    def __init__(
        self,
        *,
        world: str | Scenario = "spain",
        people: int | None = None,
        months: int | None = None,
        burn_in: int | None = None,
        luck: int | None = None,
        values: dict[str, Any] | None = None,
        plain: bool = False,
        progress: Progress | None = None,
        rng: Any = None,
    ) -> None:
        super().__init__(rng=rng)
        given = {"run.people": people, "run.months": months, "run.burn_in": burn_in, "run.luck": luck,
                 "run.seed": root_seed(rng)}  # fmt: skip
        laid = {path: value for path, value in given.items() if value is not None} | (values or {})
        read = world if isinstance(world, Scenario) else load_scenario(world)
        self.life = Life(with_values(read, laid), progress=progress)
        self.plain = plain
        self.running = not self.life.over
        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS)
        self.random.seed(self.root_seed)  # for Mesa's verbs that shuffle; people's own luck never comes from here
        self.reset_rng(self.root_seed)
        sizes = [len(getattr(self.world, view.table_name)) for view in VIEWS]
        self._first_ids = dict(zip(VIEWS, np.cumsum([1, *sizes[:-1]]).tolist(), strict=True))

    @property
    def world(self) -> World:
        """The records."""
        return self.life.world

    @property
    def month(self) -> int:
        """Months lived since month 0."""
        return self.life.month

    @property
    def root_seed(self) -> int:
        """The seed that this population was drawn with."""
        return int(self.life.scenario.run.seed)

    @property
    def movers(self) -> Any:
        """Rows of people who belong to origins, at home or abroad."""
        return self.world.persons[self.world.movers()]

    def step(self) -> None:
        """Let one month pass; at the horizon ``running`` turns False and nothing passes any more."""
        if not self.running:
            return
        with plain_path() if self.plain else nullcontext():
            self.life.live()
        self.datacollector.collect(self)
        self.running = not self.life.over

    def run(self, progress: Progress | None = None) -> Results:
        """Live through the months that are left and return the results; a Ctrl-C keeps what is finished."""
        shown, left = progress or Bar(), self.life.scenario.run.months - self.month
        try:
            for _ in shown.follow(self._steps(), left, self.life.scenario.name):
                pass
        except KeyboardInterrupt:
            shown.say(f"Stopped after {self.month} months; what is finished is kept")
        return self.results()

    def _steps(self) -> Any:
        while self.running:
            self.step()
            yield self.month

    def results(self) -> Results:
        """Everything seen so far."""
        return self.life.results()

    def agent(self, view: type[V], row: int) -> V:
        """The agent on a row of a noun's table."""
        return view(self, row)

    def first_id(self, view: type[View]) -> int:
        """The ``unique_id`` of a noun's first row."""
        return int(self._first_ids[view])

    def agent_of(self, unique_id: int) -> View:
        """The agent with an id. Raises KeyError if there is none."""
        for view, first in reversed(self._first_ids.items()):
            if first <= unique_id < first + len(getattr(self.world, view.table_name)):
                return view(self, unique_id - first)
        raise KeyError(unique_id)

    def _set_of(self, views: Sequence[type[View]]) -> ViewSet:
        return ViewSet(self, np.concatenate([view.rows(self.world) + self.first_id(view) for view in views]))

    @property
    def agents(self) -> ViewSet:
        """All agents: persons, households, employers, providers."""
        return self._set_of(VIEWS)

    @property
    def agents_by_type(self) -> dict[type[View], ViewSet]:
        """Agents by noun."""
        return {view: self._set_of([view]) for view in VIEWS}

    @property
    def agent_types(self) -> list[type[View]]:
        """The nouns that act."""
        return list(VIEWS)

    @property
    def persons(self) -> ViewSet:
        """All persons."""
        return self._set_of([Person])

    @property
    def households(self) -> ViewSet:
        """All households at origin."""
        return self._set_of([Household])


def root_seed(rng: Any) -> int | None:
    """A root seed from whatever Mesa takes as ``rng``; None stays None."""
    if rng is None or isinstance(rng, (int, np.integer)):
        return None if rng is None else int(rng)
    if isinstance(rng, np.random.SeedSequence):
        return int(rng.generate_state(1, np.uint32)[0])
    return int(np.random.default_rng(rng).integers(2**32))


def load(
    world: str | Scenario,
    *,
    people: int | None = None,
    months: int | None = None,
    burn_in: int | None = None,
    seed: int | None = None,
    luck: int | None = None,
    values: dict[str, Any] | None = None,
    plain: bool = False,
    progress: Progress | None = None,
) -> RemittanceModel:
    """A world by name, a scenario file by path, or a `Scenario`, as a model at month 0: ``load("spain").run()``."""
    return RemittanceModel(
        world=world, people=people, months=months, burn_in=burn_in, luck=luck, values=values, plain=plain,
        progress=progress or Bar(), rng=seed,
    )  # fmt: skip
