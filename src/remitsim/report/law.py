"""What an option changes in law, in the country's own permit names where the world names them."""

from __future__ import annotations

from typing import Any

from remitsim.policies.policy import FOR_EVER, Policy
from remitsim.policies.table import POLICIES, policies_from
from remitsim.report.sentences import SENTENCES, by_its_parameters
from remitsim.report.telling import Currency, plain
from remitsim.scenario import Scenario, ScenarioError
from remitsim.sheets.figure import plain as bare
from remitsim.sheets.permits import PermitSheet

IN_THE_MODEL = {
    "citizen": "citizenship", "permanent": "permanent residence", "free": "a temporary permit for any employer",
    "tied": "a temporary permit tied to one employer", "seasonal": "a seasonal permit", "family": "family reunion",
    "irregular": "an irregular situation", "regularised": "a way to a permit", "removal": "forced return",
    "assisted": "assisted return", "visitor": "a short stay",
}  # fmt: skip
NOTHING_NEW = "Nothing: the law as it stands."


class Law:
    """Permit names of a world's host, and sentences on what a policy changes."""

    def __init__(self, scenario: Scenario | None, currency: Currency) -> None:
        self.scenario, self.currency = scenario, currency
        hosts = scenario.hosts if scenario is not None else ()
        self.permits = scenario.host(hosts[0]).permits if scenario is not None and len(hosts) == 1 else None

    def permit(self, key: str) -> str:
        """A permit by its national name, with what that is in English; the model's status where none is known."""
        sheet: PermitSheet | None = getattr(self.permits, key, None)
        if sheet is None:
            return IN_THE_MODEL[key]
        english, name = sheet.english.split(":")[0], sheet.name.split(" (")[0]
        return f"{english} ({name})" if english else name

    def irregular(self) -> str:
        """The irregular situation, with its national name."""
        told = self.permit("irregular")
        return told if told.startswith("an ") else f"an {told}"

    def changes(self, arm: Any) -> str:
        """All that an arm changes, sentence by sentence."""
        told = [self.sentence(policy) for policy in _policies(arm)]
        told += [f"{path} is set to {plain(value)}." for path, value in arm.values.items() if not path.startswith("policy")]
        return " ".join(told) or NOTHING_NEW

    def sentence(self, policy: Policy) -> str:
        """What one policy changes, and when if not at once and for ever."""
        words = SENTENCES.get(kind_of(policy), by_its_parameters)(policy, self)
        if policy.starts:
            words += f" From month {policy.starts}."
        if policy.ends < FOR_EVER:
            words += f" Until month {policy.ends}."
        return words + (f" In {', '.join(policy.places)}." if policy.places else "")

    def money(self, dollars: float) -> str:
        """A sum of dollars in the page's money, rounded to two digits."""
        told = dollars * self.currency.per_usd
        return f"{self.currency.code} {float(f'{told:.2g}'):,.0f}"


def kind_of(policy: Policy) -> str:
    """The name of a policy's kind in scenario files."""
    return next(name for name, kind in POLICIES.items() if kind is type(policy))


def _policies(arm: Any) -> tuple[Policy, ...]:
    tables: dict[str, Any] = {}
    for path, value in arm.values.items():
        steps = path.split(".")
        if steps[0] == "policy" and len(steps) > 1:
            inner = tables
            for step in steps[1:-1]:
                inner = inner.setdefault(step, {})
            inner[steps[-1]] = bare(value)
    try:
        return policies_from(tables)
    except ScenarioError:
        return ()
