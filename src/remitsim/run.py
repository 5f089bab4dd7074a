"""A run: a burnt-in world lives through its horizon while a collector looks on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from remitsim.bands import DEFAULT_CROSSES
from remitsim.burnt import burnt_in
from remitsim.collector import Collector
from remitsim.manifest import manifest_of
from remitsim.month import run_month
from remitsim.policies.facts import facts_of
from remitsim.policies.policy import Policy
from remitsim.policies.table import policies_from
from remitsim.progress import Bar, Progress
from remitsim.results import Results
from remitsim.scenario import Scenario, load_scenario
from remitsim.world.world import World


def policies_of(scenario: Scenario) -> tuple[Policy, ...]:
    """The policies that a scenario lays over its world. Raises ScenarioError with all that is wrong."""
    return policies_from(scenario.policies, scenario.where, scenario.hosts, scenario.origins, facts_of(scenario))


class Life:
    """One world on its way through the horizon: `live` lets a month pass, `results` tells what was seen so far.

    ``apart``: names rows of persons, as the world stands at month 0, whose sums are kept beside the bands.
    """

    def __init__(
        self, scenario: Scenario, world: World | None = None, crosses: Sequence[str] = DEFAULT_CROSSES,
        progress: Progress | None = None, apart: Callable[[World], Sequence[int]] | None = None,
    ) -> None:  # fmt: skip
        self.scenario = scenario
        policies = policies_of(scenario)  # before burn-in, which takes long
        self.world = burnt_in(scenario, progress) if world is None else world
        self.world.clock["luck"] = scenario.run.luck
        self.world.policies = policies
        self.collector = Collector(self.world, crosses, apart(self.world) if apart else ())
        self.month = 0
        self.seconds = 0.0

    @property
    def over(self) -> bool:
        """Whether the horizon is reached."""
        return self.month >= self.scenario.run.months

    def live(self) -> int:
        """Let the next month pass and be collected; returns that month."""
        begun = time.perf_counter()
        run_month(self.world, self.month)
        self.collector.collect(self.world, self.world.month_flows)
        self.seconds += time.perf_counter() - begun
        self.month += 1
        return self.month - 1

    def months(self) -> Iterator[int]:
        """Live through all months that are left."""
        while not self.over:
            yield self.live()

    def manifest(self) -> dict[str, Any]:
        """What made this run and how far it came."""
        return {
            **manifest_of(self.scenario, self.world),
            "months": self.month,
            "stopped_early": not self.over,
            "seconds": round(self.seconds, 3),
        }

    def results(self) -> Results:
        """Everything seen so far."""
        return self.collector.results(self.manifest())


def run(
    scenario: Scenario | str,
    out: Path | str | None = None,
    progress: Progress | None = None,
    crosses: Sequence[str] = DEFAULT_CROSSES,
) -> Results:
    """Run a scenario (or a world by name); with ``out``, keep the results in that folder.

    A Ctrl-C during the horizon ends the run early: results hold the months that were finished, and
    ``results.manifest["stopped_early"]`` says so. During burn-in it ends everything, since nothing is finished.
    """
    scenario = load_scenario(scenario) if isinstance(scenario, str) else scenario
    progress = progress or Bar()
    life = Life(scenario, crosses=crosses, progress=progress)
    try:
        for _ in progress.follow(life.months(), scenario.run.months, scenario.name):
            pass
    except KeyboardInterrupt:
        progress.say(f"Stopped after {life.month} months; what is finished is kept")
    results = life.results()
    if out is not None:
        results.save(Path(out))
    return results
