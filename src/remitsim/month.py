"""The month, top to bottom."""

from __future__ import annotations

from collections.abc import Callable

from remitsim import closing
from remitsim.behaviour import (
    ageing,
    hiring,
    leaving,
    living,
    papers,
    planning,
    profession,
    remitting,
    returning,
    training,
    working,
)
from remitsim.reckoning.counters import counters_start
from remitsim.world.world import World

Step = Callable[[World], None]

def set_terms(world: World) -> None:
    """Terms and parameters in force: the base ones, changed by each policy in turn; then the policies act."""
    active = [policy for policy in world.policies if policy.in_force(world.month)]
    settings = world.base_settings
    for policy in active:
        settings = policy.behave(settings)
    if settings != world.settings:
        world.use(settings)
    world.terms = world.base_terms.copy() if active else world.base_terms
    for policy in active:
        policy.change(world.terms, world)
    for policy in active:
        policy.act(world)


MONTH: tuple[Step, ...] = (
    set_terms,
    planning.plan,
    training.train,
    profession.practise,
    leaving.leave,
    hiring.hire,
    working.work,
    remitting.remit,
    living.live,
    papers.change_status,
    returning.go_home,
    ageing.age,
    closing.close,
)


def start_counts(world: World) -> None:
    """Set the counters of a month to zero."""
    counters_start(
        world.corridors, world.corridor_trades, world.markets, world.quotes, world.employers, world.providers,
        world.hosts,
    )  # fmt: skip


def run_month(world: World, month: int) -> None:
    """Let one month pass."""
    world.start_month(month)
    start_counts(world)
    for step in MONTH:
        step(world)
