"""What a world has that policies need to have a point: ways in, ties to sponsors, insurance, posts as budgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from remitsim.scenario import Scenario


@dataclass(frozen=True)
class Facts:
    """Of all hosts and corridors of a world together; what is not known counts as there."""

    tied: bool = True  # recruits may arrive tied to a sponsor
    quotas: bool = True  # a visa route with places
    crossings: bool = True
    visitors: bool = True
    insurance: bool = True  # contributions or benefits
    irregular: bool = True  # people in an irregular situation, there or to come
    budgets: bool = True  # posts are budgets, with places of training at origin
    market: bool = True  # some host where firms hire at agreed pay
    recruiters: bool = True  # visas go through agents' margins


def facts_of(scenario: Scenario) -> Facts:
    """Read off a scenario's base terms and places."""
    hosts = [scenario.terms("hosts", host) for host in scenario.hosts]
    pairs = [(origin, host) for origin in scenario.origins for host in scenario.hosts
             if scenario.corridor(origin, host).open]  # fmt: skip
    ways = [scenario.terms("corridors", f"{origin}-{host}") for origin, host in pairs]
    visas = any(way.get("visa_open") and way.get("quota", 1.0) for way in ways)
    placed: list[Any] = [*map(scenario.host, scenario.hosts), *(scenario.corridor(*pair) for pair in pairs)]
    shares = [place.irregular_share or 0.0 for place in placed]
    return Facts(
        tied=visas and any(law.get("recruit_status") == "tied" for law in hosts),
        quotas=visas,
        crossings=any(way.get("crossing_open") for way in ways),
        visitors=any(way.get("visitor_open") for way in ways),
        insurance=any(law.get(name, 0.0) > 0.0 for law in hosts for name in ("benefit_rate", "worker_contribution")),
        irregular=max(shares, default=0.0) > 0.0 or any(way.get("crossing_open") or way.get("visitor_open") for way in ways),
        budgets=any(scenario.origin(origin).posts_are_budgets for origin in scenario.origins),
        market=not all(scenario.host(host).posts_are_budgets for host in scenario.hosts),
        recruiters=visas,
    )
