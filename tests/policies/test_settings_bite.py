"""No parameter of a policy is a word without consequence: another value gives another run in some world."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

import pytest

from remitsim.policies.policy import Policy
from remitsim.policies.returns import AssistedReturn
from remitsim.policies.table import POLICIES
from remitsim.world.world import World
from whole import at_month_0, differing, lived

WORLDS = ("spain", "gulf", "nurses", "usa", "colombia")
MONTHS = 6
COMMON = set(Policy.model_fields)
# where a setting counts only beside another one
BESIDE: dict[str, dict[str, Any]] = {
    "recruitment-fees.months": {"option": "pinned"}, "recruitment-fees.ceiling_months": {"option": "ceiling"},
    "recruitment-fees.audits": {"option": "ban at both ends"}, "recruitment-fees.fine": {"option": "ban at both ends"},
    "recruitment-fees.audit_budget_usd": {"option": "ban at both ends"},
    "recruitment-fees.origin_part": {"option": "ban at both ends", "audit_budget_usd": 50_000.0},
    "recruitment-fees.audit_found": {"option": "ban at both ends"},
    "recruitment-fees.move_cost": {"option": "ban at origin"},
    "border.price_answer": {"budget": 4.0}, "border.death_answer": {"budget": 4.0},
    "border.smuggler_answer": {"budget": 4.0, "against": "smugglers"},
    "detention.appears": {"supervised": 1.0}, "detention.months": {"detained": 1.0},
    "aid.school_cost": {"option": "services"}, "host-shock.benefit_rate": {"payout": True, "demand": 0.2},
    "host-shock.benefit_months": {"payout": True, "demand": 0.2},
    "pathways.share_of_vacancies": {"option": "following vacancies"},
    "pathways.readmission": {"tied_to_readmission": True}, "pathways.readmission_asked": {
        "tied_to_readmission": True, "readmission": 0.7},
    "pathways.tied_to_readmission": {"readmission": 0.1},
    "family.income_test": {"option": "income test"},
    **{f"assisted-return.{name}": {"to": "a list", "over_months": 2}
       for name in ("target_share", "over_months", "draw", "budget_usd", "stay_from", "stay_to")},
    **{f"skills-partnership.{name}": {"places_share": 0.3} for name in ("home_share", "tracks", "paid_by")},
    "recognition.assistant_months": {"passed": 0.9}, "skills-partnership.return_clause": {"tracks": "away"},
    "regularisation.citizen_after": {"option": "citizenship"}, "regularisation.announced_months": {"starts": 4},
    "regularisation.every_months": {"expected": 1.0}, "regularisation.expected": {"every_months": 12},
    "regularisation.repeated": {"every_months": 12, "open_months": 1},
    "assign.over_months": {"people": 500_000.0}, "assign.of_status": {"put": "home", "share": 0.5},
    "assign.stay_from": {"put": "home", "share": 0.5}, "assign.stay_to": {"put": "home", "share": 0.5},
    "assign.returned_as": {"put": "home", "share": 0.5}, "assign.put": {"share": 0.1},
    **{f"assign.{name}": {"people": 500_000.0} for name in ("status", "draw", "drawn_by", "hold", "schooling")},
    "assign.trained": {"share": 0.1},
}  # fmt: skip
WITH = {"return-help": (AssistedReturn(to="a list", over_months=1),)}  # counts for who comes home assisted
# months until they can show
LATER = {"regularisation.repeated": 16, "regularisation.permit_months": 16, "regularisation.renewal": 30,
         "regularisation.citizen_after": 30, "host-shock.benefit_months": 16, "assign.hold": 24, "matching.months": 20,
         "recognition.assistant_months": 24, "skills-partnership.tracks": 12, "skills-partnership.paid_by": 12,
         "skills-partnership.portable_credit": 12, "detention.appears": 12, "detention.months": 12}  # fmt: skip
TO = {"adjust.term": None, "adjust.to": None, "adjust.times": None, "adjust.only_trades": None,
      "adjust.only_statuses": None, "set.parameter": None, "set.to": None,
      "assign.people": 500_000.0, "assign.persons": 40, "assign.of_status": ("irregular",),
      "recruitment-fees.audit_budget_usd": 10_000.0, "assisted-return.budget_usd": 1.0, "forced-return.budget_usd": 1.0,
      "regularisation.places_a_month": 0.0, "regularisation.open_months": 1, "own-training.people_a_year": 50_000.0,
      "host-shock.only_trades": ("services",), "regularisation.only_trades": ("farm",),
      "labour-inspection.only_trades": ("farm",), "regularisation.citizen_after": 24,
      "assign.stay_from": 24, "assign.stay_to": 24, "regularisation.before_months": 24,
      "forced-return.stay_from": 24, "forced-return.stay_to": 24, "assisted-return.stay_from": 24,
      "assisted-return.stay_to": 24, "matching.months": 1}  # fmt: skip
# cannot show within the months of a test; what they do is tested on the rules that read them
TOO_LATE = {
    "skills-partnership.bond_usd", "skills-partnership.bond_months", "skills-partnership.visas_behind",
    "skills-partnership.recognised_at_home", "skills-partnership.return_clause", "regularisation.citizen_after",
    "regularisation.never_removed",
}  # fmt: skip


def settings() -> list[str]:
    every = [f"{name}.{field}" for name, kind in POLICIES.items() for field in kind.model_fields if field not in COMMON]
    return [name for name in every if name not in TOO_LATE and TO.get(name, 0) is not None]


def another(name: str) -> Any:
    """A value that is not the default, as far from it as the setting allows."""
    if name in TO:
        return TO[name]
    kind, _, field_name = name.partition(".")
    field = POLICIES[kind].model_fields[field_name]
    if field.annotation is bool:
        return not field.default
    if get_origin(field.annotation) is not None and isinstance(field.default, str):
        return next(option for option in reversed(get_args(field.annotation)) if option != field.default)
    notes: Any = field.json_schema_extra
    far = max((notes["low"], notes["high"]), key=lambda value: abs(value - field.default))
    return int(far) if field.annotation is int else float(far)


@cache
def under(world: str, kind: str, months: int, fields: tuple[tuple[str, Any], ...]) -> World:
    within = at_month_0(world)
    within.policies = (POLICIES[kind](**dict(fields)), *WITH.get(kind, ()))
    return lived(within, months)


@pytest.mark.parametrize("name", settings())
def test_another_value_gives_another_run_somewhere(name: str) -> None:
    kind, _, field = name.partition(".")
    beside = BESIDE.get(name, {})
    months = LATER.get(name, MONTHS)
    usual, other = tuple(beside.items()), tuple((beside | {field: another(name)}).items())
    assert any(differing(under(world, kind, months, usual), under(world, kind, months, other)) for world in WORLDS)


def test_what_is_left_out_is_still_there() -> None:
    every = {f"{name}.{field}" for name, kind in POLICIES.items() for field in kind.model_fields}
    assert (set(BESIDE) | set(LATER) | set(TO) | TOO_LATE) <= every
