"""What an option changes in law, in the country's own permit names where the world names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from remitsim.policies.policy import FOR_EVER, Policy
from remitsim.policies.table import POLICIES, policies_from
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
        tell = SENTENCES.get(kind_of(policy), _by_its_parameters)
        words = tell(policy, self)
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


def _regularisation(policy: Any, law: Law) -> str:
    if policy.option == "services":
        return (f"Health care, school and complaint open to people in {law.irregular()}; labour inspectors do not pass "
                "on a person's status. No new permit.")  # fmt: skip
    work = f" and {policy.work_months} months of work" if policy.work_months else ""
    for_whom = f"for people here {policy.after_months} months{work} without papers"
    window = "" if policy.open_months >= FOR_EVER else f", applications in {policy.open_months} months"
    price = f" Price {law.money(policy.price_usd)}{window}."
    joint = " Firm and worker apply together." if policy.applies != "worker" else ""
    if policy.option == "temporary permit":
        offer = law.permit("regularised") if law.permits is not None else law.permit("free")
        return f"A permit of {policy.permit_months} months, renewable, {for_whom}: {offer}.{price}{joint}"
    offer = f"{_large(law.permit('permanent'))} at once {for_whom}"
    if policy.option == "citizenship":
        offer += f", and {law.permit('citizen')} after {policy.citizen_after} months of it"
    return f"{offer}.{price}{joint}"


def _sponsorship(policy: Any, law: Law) -> str:
    grace = getattr(policy, "grace_months", 0)
    late = f", and {grace} months to find another after losing a job" if grace else ""
    how = {"never": "may not change employer", "at contract end": "may change employer when the contract ends",
           "always": "may change employer at any time"}[policy.may_change]  # fmt: skip
    return f"Who holds {law.permit('tied')} {how}{late}."


def _family(policy: Any, law: Law) -> str:
    how = {"separated": "is closed", "income test": "asks a test of income", "open": "is open to residents"}
    return f"{_large(law.permit('family'))} {how[policy.option]}."


def _seasonal(policy: Any, law: Law) -> str:
    return f"Work visas become {law.permit('seasonal')}: then home, with the right to come again."


def _safe_complaint(policy: Any, law: Law) -> str:
    return f"Labour inspectors do not pass on that a person is in {law.irregular()}."


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _by_its_parameters(policy: Policy, law: Law) -> str:
    """The lever's own first sentence, and every parameter that is set otherwise than by default."""
    fields = type(policy).model_fields
    told = []
    for name in sorted(policy.model_fields_set - {"starts", "ends", "places"}):
        notes: Any = fields[name].json_schema_extra or {}
        says = fields[name].description or notes.get("says") or name.replace("_", " ")
        unit = str(notes.get("unit", ""))
        value = getattr(policy, name)
        shown = law.money(float(value)) if unit == "USD" else f"{plain(value)} {unit}".strip()
        told.append(f"{says}: {shown}")
    what = str(type(policy).__doc__ or "").splitlines()[0].rstrip(".")
    return f"{what} ({'; '.join(told)})." if told else f"{what}."


SENTENCES: dict[str, Callable[[Any, Law], str]] = {
    "regularisation": _regularisation, "sponsorship": _sponsorship, "family": _family, "seasonal-work": _seasonal,
    "safe-complaint": _safe_complaint,
}  # fmt: skip
