"""Policies change this month's terms and nothing else; one that is not in force changes nothing to the cent."""

from __future__ import annotations

import copy
import importlib
import pkgutil
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

import remitsim.policies
from remitsim.month import set_terms
from remitsim.policies.adjust import LAYOUTS, Adjust
from remitsim.policies.assign import Assign
from remitsim.policies.policy import Policy
from remitsim.policies.remittance_costs import RemittanceCap
from remitsim.policies.set_parameter import SetParameter
from whole import at_month_0, differing, lived, same

TABLES = tuple(LAYOUTS)
IDLE = {"starts after the horizon": {"starts": 500}, "ended before it began": {"ends": 0}}


def found() -> list[type[Policy]]:
    """Every policy of the package."""
    classes: dict[str, type[Policy]] = {}
    for module in pkgutil.iter_modules(remitsim.policies.__path__):
        found = vars(importlib.import_module(f"remitsim.policies.{module.name}"))
        classes |= {name: kind for name, kind in found.items()
                    if isinstance(kind, type) and issubclass(kind, Policy)
                    and kind is not Policy and not name.startswith("_")}
    return [classes[name] for name in sorted(classes)]


NEEDED: dict[type[Policy], dict[str, Any]] = {
    Adjust: {"term": "hosts.indirect_tax", "times": 1.5}, Assign: {"persons": 1},
    SetParameter: {"parameter": "wages.bargaining_share", "to": 0.6},
}  # fmt: skip


def made(kind: type[Policy], **fields: Any) -> Policy:
    """A policy with its defaults; where a field must be said, something plain."""
    needed = NEEDED.get(kind, {})
    return kind(**needed, **fields)


ALL = found()


def test_there_are_policies() -> None:
    assert len(ALL) >= 20 and {Adjust, RemittanceCap} <= set(ALL)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("name", ["spain", "gulf"])
def test_base_terms_are_never_touched_nor_is_the_world(kind: type[Policy], name: str) -> None:
    world = at_month_0(name)
    before = copy.deepcopy(world.base_terms)
    people = world.persons.copy()
    world.start_month(0)
    world.policies = (made(kind),)
    world.terms = world.base_terms.copy()
    world.policies[0].change(world.terms, world)
    for table in TABLES:
        assert same(getattr(world.base_terms, table), getattr(before, table)), table
    assert (world.persons == people).all()


# these leave terms as they are: the market's own rule by default; people put or sent somewhere; a parameter of
# behaviour; what only a world of posts as budgets has
STAYS_THE_SAME = {"RecruitmentFees", "Assign", "SetParameter", "ForcedReturn", "OwnTraining", "SkillsPartnership",
                  "UnmanagedHiring"}


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_policy_in_force_changes_some_term(kind: type[Policy]) -> None:
    changed = []
    for name in ("spain", "gulf"):
        world = at_month_0(name)
        world.start_month(0)
        world.policies = (made(kind),)
        set_terms(world)
        assert world.terms is not world.base_terms
        changed += [table for table in TABLES
                    if not same(getattr(world.terms, table), getattr(world.base_terms, table))]  # fmt: skip
    assert bool(changed) == (kind.__name__ not in STAYS_THE_SAME)


@pytest.mark.parametrize("idle", IDLE)
@pytest.mark.parametrize("name", ["spain", "gulf"])
def test_idle_policies_change_nothing_to_the_cent(idle: str, name: str) -> None:
    without, within = lived(at_month_0(name), 3), at_month_0(name)
    within.policies = tuple(made(kind, **IDLE[idle]) for kind in ALL)
    assert differing(without, lived(within, 3)) == []
    assert within.terms is within.base_terms


def test_a_policy_ends() -> None:
    world = at_month_0("gulf")
    world.policies = (Adjust(term="hosts.indirect_tax", to=0.5, ends=2),)
    lived(world, 2)
    assert (world.terms.hosts["indirect_tax"] == 0.5).all()
    lived(world, 1, first=2)
    assert world.terms is world.base_terms and (world.terms.hosts["indirect_tax"] != 0.5).all()


def test_policies_hold_where_they_are_said_to() -> None:
    world = at_month_0("spain")
    pair = f"{world.origin_names[0]}-{world.host_names[0]}"
    policy = Adjust(term="corridors.quota", to=7.0, places=(pair,))
    world.start_month(0)
    world.policies = (policy,)
    set_terms(world)
    assert (world.terms.corridors["quota"] == 7.0).sum() == 1 and world.terms.corridors["quota"][0] == 7.0


@pytest.mark.parametrize("fields", [
    {"term": "hosts.no_such_term", "to": 1.0}, {"term": "hosts.indirect_tax"},
    {"term": "hosts.indirect_tax", "to": 1.0, "times": 2.0},
])  # fmt: skip
def test_adjust_refuses_what_it_does_not_understand(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Adjust(**fields)


@pytest.mark.parametrize("on", ["each sending", "the menu's price of USD 200"])
def test_a_cap_never_raises_what_a_provider_charges(on: str) -> None:
    without, capped = at_month_0("spain"), at_month_0("spain")
    capped.policies = (RemittanceCap(cap=0.03, on=on),)
    lived(without, 1), lived(capped, 1)
    for sum_sent in (5_000, 20_000, 100_000):
        free, bound = (world.providers["fee"] + world.providers["margin"] * sum_sent for world in (without, capped))
        assert (bound <= free + 1e-9).all()
    spent = [world.persons["fees_paid"] / np.maximum(world.persons["sent"], 1) for world in (without, capped)]
    lawful = capped.providers["lawful"][capped.persons["provider"]] == 1
    if on == "each sending":
        assert spent[1][lawful].max() <= 0.03 + 0.01
