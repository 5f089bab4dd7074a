"""Policies by the names they have in scenario files, made from tables and checked all at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any, get_args

from pydantic import ValidationError

from remitsim.policies.adjust import Adjust
from remitsim.policies.assign import Assign
from remitsim.policies.enforcement import Border, ChecksOfPapers, Detention, LabourInspection
from remitsim.policies.facts import Facts
from remitsim.policies.home import Aid, DepartureBan, HostShock, Shock
from remitsim.policies.pathways import Family, Pathways, SeasonalWork
from remitsim.policies.policy import Policy
from remitsim.policies.protection import SocialProtection
from remitsim.policies.recruitment_fees import AgencyRatings, FairLoans, RecruitmentFees
from remitsim.policies.regularisation import Regularisation
from remitsim.policies.remittance_costs import (
    DigitalOpen,
    FeeRelief,
    NewProvider,
    NoFlatFee,
    PapersNotAsked,
    PriceTransparency,
    RemittanceCap,
)
from remitsim.policies.returns import AssistedReturn, ForcedReturn, ReturnHelp
from remitsim.policies.set_parameter import SetParameter
from remitsim.policies.skills import OwnTraining, SkillsPartnership, UnmanagedHiring
from remitsim.policies.sponsorship import SafeComplaint, Sponsorship
from remitsim.policies.work import DomesticWorkCovered, Integration, Matching, Recognition, TradesBarred
from remitsim.sheets.figure import is_long, plain
from remitsim.sheets.trouble import KeyPath, Problem, ScenarioError, Whereabouts, nearest

POLICIES: dict[str, type[Policy]] = {
    "adjust": Adjust, "agency-ratings": AgencyRatings, "aid": Aid, "assign": Assign, "assisted-return": AssistedReturn,
    "border": Border, "checks-of-papers": ChecksOfPapers, "departure-ban": DepartureBan, "detention": Detention,
    "digital-open": DigitalOpen, "domestic-work-covered": DomesticWorkCovered, "fair-loans": FairLoans,
    "family": Family, "fee-relief": FeeRelief, "forced-return": ForcedReturn, "host-shock": HostShock,
    "integration": Integration, "labour-inspection": LabourInspection, "matching": Matching,
    "new-provider": NewProvider, "no-flat-fee": NoFlatFee, "own-training": OwnTraining,
    "papers-not-asked": PapersNotAsked, "pathways": Pathways, "price-transparency": PriceTransparency,
    "recognition": Recognition, "recruitment-fees": RecruitmentFees, "regularisation": Regularisation,
    "remittance-cap": RemittanceCap, "return-help": ReturnHelp, "safe-complaint": SafeComplaint, "seasonal-work": SeasonalWork,
    "set": SetParameter, "shock": Shock, "skills-partnership": SkillsPartnership,
    "social-protection": SocialProtection, "sponsorship": Sponsorship, "trades-barred": TradesBarred,
    "unmanaged-hiring": UnmanagedHiring,
}  # fmt: skip


def policies_from(
    tables: dict[str, Any], where: Whereabouts | None = None, hosts: Sequence[str] = (), origins: Sequence[str] = (),
    facts: Facts | None = None,
) -> tuple[Policy, ...]:
    """Policies of the tables under ``[policy]``; several of a kind are ``[policy.aid.early]``, ``[policy.aid.late]``.

    Raises ScenarioError with everything that is wrong. Names of places are checked if the world's are given, and
    whether a policy has a point there if its ``facts`` are.
    """
    where, problems = where or Whereabouts(), []
    made: list[tuple[KeyPath, str, Policy]] = []
    for path, kind, table in _entries(tables):
        if kind not in POLICIES:
            known = "no such policy" if nearest(kind, POLICIES) else f"no such policy; known: {', '.join(POLICIES)}"
            problems.append(where.problem(path, None, known, nearest(kind, POLICIES)))
            continue
        policy, wrong = _made(POLICIES[kind], path, table, where)
        wrong += _wrong_places(path, policy, where, (*hosts, *origins)) if policy and hosts else []
        problems += wrong
        if policy is not None and not wrong:
            made.append((path, kind, policy))
    problems += [
        where.problem(path, None, f"makes no sense in this world: {why}")
        for path, _, policy in made if facts is not None and (why := policy.pointless(facts))
    ]  # fmt: skip
    problems += [
        where.problem(second[0], None, f"contradicts {'.'.join(first[0])}: both set {rule} at the same time and place")
        for first, second in combinations(made, 2) if (rule := _contradiction(first[2], second[2], hosts, origins))
    ]  # fmt: skip
    if problems:
        raise ScenarioError(problems)
    return tuple(policy for _, _, policy in made)


def _entries(tables: dict[str, Any]) -> Iterator[tuple[KeyPath, str, dict[str, Any]]]:
    for name, table in tables.items():
        kind, path = name.replace("_", "-"), ("policy", name)
        labelled = bool(table) and all(isinstance(entry, dict) and not is_long(entry) for entry in table.values())
        if labelled:
            yield from (((*path, label), kind, entry) for label, entry in table.items())
        else:
            yield path, kind, table


def _made(
    kind: type[Policy], path: KeyPath, table: dict[str, Any], where: Whereabouts
) -> tuple[Policy | None, list[Problem]]:
    written = {key.replace("-", "_"): key for key in table}
    text = json.dumps(plain({key.replace("-", "_"): value for key, value in table.items()}), default=str)
    try:
        policy = kind.model_validate_json(text, strict=True)
    except ValidationError as error:
        return None, [_told(kind, detail, path, written, where) for detail in error.errors()]
    if policy.ends <= policy.starts and {"ends", "starts"} & set(written):
        told = f"it ends at {policy.ends}, not after it starts at {policy.starts}"
        return None, [where.problem((*path, "ends"), None, told)]
    return policy, []


def _told(kind: type[Policy], detail: Any, path: KeyPath, written: dict[str, str], where: Whereabouts) -> Problem:
    """One complaint of pydantic in words that name what to write instead."""
    if not detail["loc"]:
        known, said = kind.known_names(), str(detail["input"].get(kind.named_by, ""))
        near = "" if said in known else nearest(said, known)
        return where.problem(path, None, str(detail["msg"]).removeprefix("Value error, "), near)
    key, value = str(detail["loc"][0]), detail["input"]
    at = (*path, written.get(key, key))
    if detail["type"] == "missing":
        return where.problem(at, None, "must be said")
    if detail["type"] == "extra_forbidden":
        known = list(kind.model_fields)
        near = nearest(key, known)
        return where.problem(at, value, "no such key" if near else f"no such key; known: {', '.join(known)}", near)
    field = kind.model_fields[key]
    notes: Any = field.json_schema_extra or {}
    if "low" in notes:
        whole = "whole number" if field.annotation is int else "number"
        return where.problem(at, value, f"expected a {whole} from {notes['low']:g} to {notes['high']:g}")
    options = [option for option in get_args(field.annotation) if isinstance(option, str)]
    if options:
        near = nearest(value, options) if isinstance(value, str) else ""
        return where.problem(at, value, f"expected one of {', '.join(map(repr, options))}", near)
    return where.problem(at, value, "expected " + str(detail["msg"]).removeprefix("Input should be "))


def _wrong_places(path: KeyPath, policy: Policy, where: Whereabouts, codes: tuple[str, ...]) -> list[Problem]:
    return [
        where.problem((*path, "places"), place, f"this world has no such place; it has {', '.join(codes)}",
                      nearest(place, codes))
        for place in policy.places if not set(place.split("-")) <= set(codes)
    ]  # fmt: skip


def _contradiction(one: Policy, other: Policy, hosts: Sequence[str], origins: Sequence[str]) -> str:
    """The rule that both set at the same time and place; nothing if they stand together."""
    shared = sorted(one.rules() & other.rules())
    if not shared or one.starts >= other.ends or other.starts >= one.ends:
        return ""
    apart = one.places and other.places and not _reach(one, hosts, origins) & _reach(other, hosts, origins)
    return "" if apart else shared[0]


def _reach(policy: Policy, hosts: Sequence[str], origins: Sequence[str]) -> set[str]:
    """Corridors a policy reaches, or just the names it gives when the world's are not known."""
    pairs = {f"{origin}-{host}": {origin, host, f"{origin}-{host}"} for origin, host in product(origins, hosts)}
    return {pair for pair, names in pairs.items() if names & set(policy.places)} or set(policy.places)
