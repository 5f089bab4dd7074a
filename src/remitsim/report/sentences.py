"""One sentence a kind of policy: what it changes in law; permits and money are told by `law.Law`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from remitsim.policies.policy import FOR_EVER, Policy
from remitsim.report.telling import plain

if TYPE_CHECKING:
    from remitsim.report.law import Law

NOBODY_PAYS = "Nobody decides and nobody pays"


def _regularisation(policy: Any, law: Law) -> str:
    if policy.option == "services":
        return (f"Health care, school and complaint open to people in {law.irregular()}; labour inspectors do not pass "
                "on a person's status. No new permit.")  # fmt: skip
    work = f" and {policy.work_months} months of work" if policy.work_months else ""
    for_whom = f"for people here {policy.after_months} months{work} without papers"
    window = "" if policy.open_months >= FOR_EVER else f", applications in {policy.open_months} months"
    price = f" Price {law.money(policy.price_usd)}{window}."
    joint = " Firm and worker apply together." if policy.applies != "worker" else ""
    again = f" People expect the same again, with weight {policy.expected:.2g}." if policy.expected else ""
    if policy.option == "temporary permit":
        offer = law.permit("regularised") if law.permits is not None else law.permit("free")
        return f"A permit of {policy.permit_months} months, renewable, {for_whom}: {offer}.{price}{joint}{again}"
    offer = f"{_large(law.permit('permanent'))} at once {for_whom}"
    if policy.option == "citizenship":
        offer += f", and {law.permit('citizen')} after {policy.citizen_after} months of it"
    return f"{offer}.{price}{joint}{again}"


def _fees(policy: Any, law: Law) -> str:
    rule = {
        "market": "The worker pays what agents ask",
        "pinned": f"The recruit's bill is pinned at {_months(policy.months)} of pay",
        "ceiling": f"The worker may be charged {_months(policy.ceiling_months)} of first pay at most",
        "employer pays": "The employer must pay the whole recruitment bill",
        "ban at origin": "Charging workers is forbidden at origin",
        "ban at destination": "Charging workers is forbidden at destination",
        "ban at both ends": "Charging workers is forbidden at both ends",
    }.get(policy.option, f"Recruitment fees: {policy.option}")
    enforced = "" if policy.option in ("market", "pinned") else f"; {policy.audits} audits"
    return f"{rule}{enforced}."


def _sponsorship(policy: Any, law: Law) -> str:
    grace = getattr(policy, "grace_months", 0)
    late = f", and has {grace} months to find another after losing a job" if grace else ""
    how = {"never": "may not change employer", "at contract end": "may change employer when the contract ends",
           "always": "may change employer at any time"}[policy.may_change]  # fmt: skip
    return f"Who holds {law.permit('tied')} {how}{late}."


def _cap(policy: Any, law: Law) -> str:
    where = "a sending" if policy.on == "each sending" else "the listed price of sending USD 200"
    return f"Lawful providers may take {_share(policy.cap)} of {where} at most, fee and exchange margin together."


def _protection(policy: Any, law: Law) -> str:
    return {
        "excluded": "Migrants with papers neither pay contributions nor draw benefits.",
        "contributes without access": "Migrants with papers pay contributions and draw nothing.",
        "access": "Migrants with papers pay contributions and draw benefits.",
    }.get(policy.option, "Migrants with papers pay contributions, draw benefits, and are paid out "
                         f"{_share(policy.portable)} of their credit when they go home.")  # fmt: skip


def _pathways(policy: Any, law: Law) -> str:
    if policy.option == "open":
        return "Anyone may come and work: no visa is asked."
    if policy.option == "following vacancies":
        return f"Work visas a month follow unfilled posts: {_share(policy.share_of_vacancies)} of them."
    return f"Work visas: {policy.multiple:g} times today's number."


def _budget(what: str) -> Callable[[Any, Law], str]:
    return lambda policy, law: f"No change of law; the budget of {what} is {policy.budget:g} times today's."


def _border(policy: Any, law: Law) -> str:
    how = "spent against smugglers" if policy.against == "smugglers" else "spent on catching people"
    return f"No change of law; the border's budget is {policy.budget:g} times today's, {how}."


def _detention(policy: Any, law: Law) -> str:
    held = f"{_share(policy.detained)} of those caught are detained, for {_months(policy.months)}" if policy.detained else ""
    free = f"{_share(policy.supervised)} of those found inside are supervised in the community" if policy.supervised else ""
    return _large("; ".join(part for part in (held, free) if part) or "nobody is detained or supervised") + "."


def _return_help(policy: Any, law: Law) -> str:
    parts = [f"a grant of {law.money(policy.grant_usd)}"] if policy.grant_usd else []
    parts += [f"{policy.job_months} months of work at home"] if policy.job_months else []
    return f"{_large(law.permit('assisted'))}: who returns is offered {' and '.join(parts) or 'nothing more'}."


def _forced_return(policy: Any, law: Law) -> str:
    within = _months(policy.over_months)
    return f"{_large(law.permit('removal'))}: {_listed(policy, law)} are found and sent home within {within}."


def _assisted_return(policy: Any, law: Law) -> str:
    who = "those who ask" if policy.to == "who asks" else f"{_listed(policy, law)}, within {_months(policy.over_months)},"
    return f"{_large(law.permit('assisted'))}: the way home and some help for people in {law.irregular()}, open to {who}."


def _listed(policy: Any, law: Law) -> str:
    limit = f", as far as {law.money(policy.budget_usd)} a month go" if policy.budget_usd else ""
    return f"{_share(policy.target_share)} of the people who are in {law.irregular()} at the start{limit}"


def _family(policy: Any, law: Law) -> str:
    how = {"separated": "is closed", "income test": f"asks {policy.income_test:g} of median pay", "open": "is open to residents"}
    return f"{_large(law.permit('family'))} {how[policy.option]}."


def _seasonal(policy: Any, law: Law) -> str:
    return f"{_large(law.permit('seasonal'))} of {policy.months} months, then home, with the right to come again."


def _safe_complaint(policy: Any, law: Law) -> str:
    return f"Labour inspectors do not pass on that a person is in {law.irregular()}."


def _shock(policy: Any, law: Law) -> str:
    where = "in all villages" if policy.villages >= 1 else f"in {_share(policy.villages)} of villages"
    slow = f", over {policy.over} months" if getattr(policy, "over", 0) else ""
    return f"No law changes: pay at home falls to {_share(policy.home_pay)} of what it was {where}{slow}."


def _host_shock(policy: Any, law: Law) -> str:
    told = f"No law changes: demand for {', '.join(policy.only_trades)} falls to {_share(policy.demand)} of what it was."
    if policy.payout:
        told += (f" Benefits of {_share(policy.benefit_rate)} of pay are open to everybody with papers for "
                 f"{policy.benefit_months} months.")  # fmt: skip
    return told


def _aid(policy: Any, law: Law) -> str:
    return f"No law changes at destination: aid of {_share(policy.share)} of consumption at origin, paid from outside."


def _adjust(policy: Any, law: Law) -> str:
    how = f"is set to {policy.to:g}" if policy.to is not None else f"is multiplied by {policy.times:g}"
    return f"{_large(str(policy.term).split('.')[-1].replace('_', ' '))} ({policy.term}) {how}."


def _assign(policy: Any, law: Law) -> str:
    amounts = (
        (policy.labour_force, f"{_share(policy.labour_force)} of the host's labour force"),
        (policy.share, f"{_share(policy.share)} of them"), (policy.people, f"{policy.people:,.0f} people"),
        (policy.persons, f"{policy.persons} simulated people"),
    )  # fmt: skip
    many = next((words for amount, words in amounts if amount), "nobody")
    everybody = "people" if policy.put == "abroad" else "migrants"
    who = "people in an irregular situation" if policy.of_status == ("irregular",) else " or ".join(policy.of_status) or everybody
    trained = "trained " if policy.trained else ""
    put = {"abroad": "are set down abroad", "home": "are sent home", "status": f"are given the status {policy.status}"}
    slow = f" over {policy.over_months} months" if policy.over_months > 1 else ""
    return f"{_large(trained + who)}, {many}, {put[policy.put]}{slow}. {NOBODY_PAYS}."


def _set(policy: Any, law: Law) -> str:
    return f"No law changes: {policy.parameter} is set to {plain(policy.to)}."


def _months(count: float) -> str:
    return "a month" if count == 1 else f"{count:g} months"


def _share(value: float) -> str:
    return f"{100 * value:.3g} %"


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def by_its_parameters(policy: Policy, law: Law) -> str:
    """The lever's own first sentence, and every parameter that is set otherwise than by default."""
    fields = type(policy).model_fields
    told = []
    for name in sorted(policy.model_fields_set - {"starts", "ends", "places"}):
        notes: Any = fields[name].json_schema_extra or {}
        says = fields[name].description or notes.get("says") or name.replace("_", " ")
        unit = str(notes.get("unit", "")).replace("choice", "")
        value = getattr(policy, name)
        shown = law.money(float(value)) if unit == "USD" else f"{plain(value)} {unit}".strip()
        told.append(f"{says}: {shown}")
    what = str(type(policy).__doc__ or "").splitlines()[0].rstrip(".")
    return f"{what} ({'; '.join(told)})." if told else f"{what}."


SENTENCES: dict[str, Callable[[Any, Law], str]] = {
    "regularisation": _regularisation, "recruitment-fees": _fees, "sponsorship": _sponsorship, "remittance-cap": _cap,
    "social-protection": _protection, "pathways": _pathways, "border": _border, "checks-of-papers": _budget("checks of papers"),
    "labour-inspection": _budget("labour inspection"), "detention": _detention, "return-help": _return_help,
    "assisted-return": _assisted_return, "forced-return": _forced_return,
    "family": _family, "seasonal-work": _seasonal, "safe-complaint": _safe_complaint, "shock": _shock, "aid": _aid,
    "host-shock": _host_shock,
    "adjust": _adjust, "assign": _assign, "set": _set,
    "agency-ratings": lambda policy, law: f"Agencies are rated: {_share(policy.known)} of recruits know true pay and fees.",
    "fair-loans": lambda policy, law: f"Loans for the bill at {_share(policy.rate)} a month in place of moneylenders'.",
    "price-transparency": lambda policy, law: "A public site compares what every lawful provider charges.",
    "digital-open": lambda policy, law: "Digital and mobile payout is opened where money arrives.",
    "fee-relief": lambda policy, law: f"The treasury pays the flat fee of sendings, {policy.sendings:g} a month a person.",
    "recognition": lambda policy, law: f"Foreign training is recognised in {_share(policy.passed)} of cases.",
    "integration": lambda policy, law: f"Courses for newcomers at {_share(policy.price)} of the price; the state pays the rest.",
}  # fmt: skip
