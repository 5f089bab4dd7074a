"""A golden run: whole-cent totals of two small worlds stay what they were until somebody says otherwise.

After a change of the rules that is meant: `make golden`, and look at the difference before committing it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from remitsim.month import run_month
from remitsim.world import codes, flows
from whole import at_month_0

KEPT = Path(__file__).parent / "golden"
FLOWS = ("CONSUMPTION", "PROFIT", "LOAN", "REMITTANCE_DEBT", "REMITTANCE_KIN", "OFFICIAL_ITEMS", "INDIRECT_TAX")
SECTORS = ("PERSONS", "HOUSEHOLDS", "TREASURY", "FUND", "LENDERS", "KIN", "WORLD")


def totals(name: str) -> dict[str, int]:
    """Cents that flowed in twelve months, cents held at their end, and people abroad then."""
    world = at_month_0(name)
    flowed = dict.fromkeys(FLOWS, 0)
    for month in range(12):
        run_month(world, month)
        for flow in FLOWS:
            flowed[flow] += int(world.month_flows[:, getattr(flows, flow)].sum())
    held = {f"held by {sector}": int(world.ledger.of_sector(getattr(flows, sector)).sum()) for sector in SECTORS}
    movers = world.persons[world.movers()]
    abroad = int(movers["weight"][movers["place"] == codes.ABROAD].sum())
    return {**{f"flow {flow}": cents for flow, cents in flowed.items()}, **held, "people abroad": abroad}


@pytest.mark.parametrize("name", ["spain", "gulf"])
def test_totals_are_what_they_were(name: str, request: pytest.FixtureRequest) -> None:
    seen, file = totals(name), KEPT / f"{name}.json"
    if request.config.getoption("--golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(seen, indent=2) + "\n", "utf-8")
    assert seen == json.loads(file.read_text("utf-8")), "meant? then `make golden`"
