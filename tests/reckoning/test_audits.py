"""Audits and agents' fines: booked where a rule bars the charge, by the end that looks, on what was taken against it."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from remitsim.reckoning.audits import barred_charge, fine_agents
from remitsim.world import flows


def law(**other: float) -> SimpleNamespace:
    base = {"origin_ban": 1.0, "host_ban": 1.0, "origin_audits": 1.0, "host_audits": 0.5, "audit_found": 1.0,
            "audit_fine": 3.0, "audit_cost": 15_000, "ceiling_months": 0.0, "employer_share": 0.0}  # fmt: skip
    return SimpleNamespace(**base | other)


def booked(charged: tuple[int, int], rules: SimpleNamespace) -> dict[str, int]:
    cell = SimpleNamespace(weight=2, flow=np.zeros(flows.N_FLOWS, np.int64))
    fine_agents(SimpleNamespace(key=7), cell, *charged, rules, 11)
    names = ("AUDIT_ORIGIN", "ENFORCEMENT", "AGENT_FINE_ORIGIN", "AGENT_FINE_HOST")
    return {name: int(cell.flow[getattr(flows, name)]) for name in names if cell.flow[getattr(flows, name)]}


def test_each_end_pays_for_its_audits_and_takes_its_fines() -> None:
    told = booked((1_000, 0), law())
    assert told == {"AUDIT_ORIGIN": 30_000, "ENFORCEMENT": 15_000, "AGENT_FINE_ORIGIN": 6_000}
    assert booked((0, 1_000), law(host_audits=1.0))["AGENT_FINE_HOST"] == 6_000


def test_without_a_rule_nobody_looks() -> None:
    assert booked((1_000, 1_000), law(origin_ban=0.0, host_ban=0.0)) == {}


@pytest.mark.parametrize(("rules", "complies", "wanted"), [
    (law(origin_ban=0.0, host_ban=0.0), 0, (0, 0)), (law(), 1, (0, 0)), (law(), 0, (600, 300)),
    (law(ceiling_months=0.5), 0, (250, 300)), (law(ceiling_months=9.0), 0, (0, 0)), (law(employer_share=1.0), 0, (800, 300)),
])  # fmt: skip
def test_what_is_charged_against_a_rule(rules: SimpleNamespace, complies: int, wanted: tuple[int, int]) -> None:
    assert barred_charge(200.0, 600.0, 300.0, 1_100.0, complies, rules) == wanted
