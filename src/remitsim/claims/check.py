"""Whether a claim can be carried: its worlds, arms, indicators, accounts, cohorts, bands and parameters exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from remitsim.bands import AGES, AT_MONTH_0, BANDS, STATUSES_AND_WAYS, STAYS, THIRDS
from remitsim.claims.catalogue import all_claims
from remitsim.claims.contexts import dimensions
from remitsim.claims.options import options
from remitsim.claims.sheet import Claim, Quantity
from remitsim.cohorts import LOOKS, written
from remitsim.indicators import INDICATORS
from remitsim.lines import ACCOUNTS
from remitsim.scenario import load_scenario, worlds
from remitsim.sheets.trouble import Problem, ScenarioError, nearest
from remitsim.world import codes

NOW = {"sex": codes.SEXES, "status": codes.STATUSES, "schooling": codes.SCHOOLING, "trade": codes.TRADES,
       "provider kind": codes.PROVIDER_KINDS, "member away": ("nobody away", "someone away")}  # fmt: skip
GROUPS = {"sex": codes.SEXES, "age": AGES, "schooling": codes.SCHOOLING, "status": STATUSES_AND_WAYS, "trade": codes.TRADES,
          "months of stay": STAYS, "pay third": THIRDS, "wealth third": THIRDS}  # fmt: skip


def problems_of(claim: Claim, known_worlds: Sequence[str] | None = None) -> list[Problem]:
    """Everything a claim names that is not there."""
    known = tuple(known_worlds or worlds())
    found = [_problem(claim, "worlds", world, "no such world", known) for world in claim.worlds if world not in known]
    for test in claim.tests:
        for part in test.quantities():
            found += _of_quantity(claim, f"tests.{test.name}", part)
    for world in claim.worlds:
        if world in known:
            base = load_scenario(world)
            found += _raised(claim, lambda base=base: options(claim.arms(), base))
            found += _raised(claim, lambda base=base: dimensions([claim], base))
    return list({str(problem): problem for problem in found}.values())


def check_all(claims: Iterable[Claim] | None = None) -> None:
    """Raises ScenarioError with everything that is wrong in all claims' files."""
    problems = [problem for claim in (claims or all_claims().values()) for problem in problems_of(claim)]
    if problems:
        raise ScenarioError(problems)


def _raised(claim: Claim, make: object) -> list[Problem]:
    try:
        make()  # type: ignore[operator]
    except ScenarioError as error:
        return [Problem(f"claim {claim.number}, {p.file}", p.line, p.key, p.value, p.expected, p.nearest) for p in error.problems]
    return []


def _problem(claim: Claim, key: str, value: str, told: str, known: Iterable[str]) -> Problem:
    return Problem(f"claim {claim.number}", None, key, value, told, nearest(value, known))


def _of_quantity(claim: Claim, key: str, part: Quantity) -> list[Problem]:
    found = []
    names: Iterable[str] = LOOKS if part.cohort else INDICATORS
    if part.indicator is not None and part.indicator not in names and not part.indicator.startswith("flow: "):
        found.append(_problem(claim, key, part.indicator, "no such indicator", names))
    if part.account is not None and part.account not in ACCOUNTS:
        found.append(_problem(claim, key, part.account, "no such account", ACCOUNTS))
    if part.cohort:
        try:
            if written(part.cohort).ends > claim.months:
                found.append(_problem(claim, key, part.cohort, f"ends after the horizon of {claim.months} months", ()))
        except ValueError as error:
            found.append(_problem(claim, key, part.cohort, str(error), ()))
    elif part.band != "all":
        found += _of_band(claim, key, part)
    return found


def _of_band(claim: Claim, key: str, part: Quantity) -> list[Problem]:
    name = part.band.removesuffix(AT_MONTH_0)
    if " x " in part.band:
        return [_problem(claim, key, piece, "no such band", BANDS) for piece in name.split(" x ") if piece not in BANDS]
    groups = GROUPS.get(name, ()) if part.band.endswith(AT_MONTH_0) else NOW.get(name, ())
    if not groups:
        return [_problem(claim, key, part.band, "no such band", [*NOW, *(f"{band}{AT_MONTH_0}" for band in GROUPS)])]
    return [] if part.group in groups else [_problem(claim, key, part.group, f"no such group of {part.band}", groups)]
