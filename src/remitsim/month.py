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

# counters of one month, set to zero before it begins
COUNTERS = {
    "corridors": (
        "asked_now", "arrivals_legal", "arrivals_seasonal", "arrivals_irregular", "expected_irregular", "expected_legal",
        "exits", "exits_irregular", "into_irregular", "out_of_irregular", "attempts", "caught", "deaths_expected", "deaths",
        "removed", "met",
    ),
    "corridor_trades": ("applicants_now", "places_now", "placed_now", "fallback_sum", "fallback_weight"),
    "markets": (
        "reservation_sum_formal", "reservation_sum_informal", "met_formal", "met_informal", "hires", "leavers",
        "signed", "signed_pay", "signed_units",
    ),
    "quotes": ("offers", "offer_sum", "met", "seekers", "employed", "lost", "net_pay_sum"),
    # not `costs`: what is booked on firms after `working` is next month's account
    "employers": ("hires", "leavers", "wage_bill", "invested"),
    "providers": ("sums", "sendings"),
    "hosts": ("hires", "visited"),
}  # fmt: skip


def start_counts(world: World) -> None:
    """Set the counters of a month to zero."""
    for table, names in COUNTERS.items():
        for name in names:
            getattr(world, table)[name] = 0


def run_month(world: World, month: int) -> None:
    """Let one month pass."""
    world.start_month(month)
    start_counts(world)
    for step in MONTH:
        step(world)
