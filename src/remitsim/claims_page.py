"""The page of claims: the ledger as a table with filters, each claim a section, tensions with both verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd

from remitsim.claims import verdicts
from remitsim.claims.carrying import Carried
from remitsim.claims.catalogue import all_claims, ledger, tensions
from remitsim.claims.judging import Judged, Judgement, table_of
from remitsim.claims.keeping import tests_table
from remitsim.claims_pictures import effect_picture
from remitsim.report.page import Block, Page, Section, table_html, write_page
from remitsim.report.workbook import Sheet

MOST_CONTEXTS = 40  # rows of a claim's table on the page; the workbook has all
SCRIPT = """
const rows = document.querySelectorAll('#ledger tbody tr'), picks = document.querySelectorAll('#filters select');
document.getElementById('filters').hidden = false;
picks.forEach(pick => pick.addEventListener('change', () => rows.forEach(row => {
  row.hidden = [...picks].some(p => p.value && row.dataset[p.name] !== p.value);
})));
"""
STYLE = """
#filters { margin: 0 0 .8rem; } #filters select { font: inherit; margin-right: 1rem; }
#ledger td:nth-child(3) { min-width: 17rem; } #ledger td:nth-child(5) { min-width: 9rem; }
.said { font-size: 1.05rem; } .verdict { font-weight: 600; }
dl.claim { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dl.claim dd { margin: 0; }
"""
MEANS = {
    "claim": "claim", "world": "world", "verdict": "verdict", "effect": "middle effect", "low": "a tenth lie under",
    "high": "a tenth lie over", "unit": "unit", "smallest": "line", "contexts": "contexts", "yes": "say so",
    "undecided": "undecided",
}  # fmt: skip


def write_claims_page(judged: Sequence[Judged], carried: Sequence[Carried], folder: Path | str, command: str = "") -> Path:
    """Write ``claims.html``, its workbook and ``verdicts.csv`` into a folder; returns the page."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    table = table_of(judged)
    table.to_csv(target / "verdicts.csv", index=False)
    page = Page(
        title="What the report says, put to the test", kicker="A/72/643, before calibration",
        lead="Each claim is tried in many contexts: other people, other luck, other values of what is not known. A verdict "
             "comes by rule; under 128 contexts there is a first look and no verdict.",
        sections=[_ledger_section(judged), _tensions_section(judged), *(_claim_section(one) for one in judged),
                  _how_section(carried, command)],
        style=STYLE, script=SCRIPT,
    )  # fmt: skip
    tables = [Sheet("verdicts", "Verdicts by claim and world", table, "Every number of the page's first table.")]
    return write_page(target, "claims", page, tables)


def _ledger_section(judged: Sequence[Judged]) -> Section:
    return Section("ledger-of-claims", "The ledger", "Every claim of the report, with its verdict or why there is none.",
                   body=ledger_html(judged))  # fmt: skip


def ledger_html(judged: Sequence[Judged]) -> str:
    """The ledger as a table with filters by theme and verdict; it reads without the script."""
    known = {one.claim.number: one for one in judged}
    rows = []
    for number, claim in all_claims().items():
        one = known.get(number)
        word = one.verdict.word if one else verdicts.NOT_YET
        told = one.verdict.sentence() if one else verdicts.NOT_YET
        note = one.verdict.note if one else "not run in this store"
        rows.append((number, claim.paragraph, claim.claim, claim.theme, word, told, "; ".join(filter(None, [note, *(
            f"needs {need}" for need in claim.needs)]))))  # fmt: skip
    rows += [(e.number, e.paragraph, e.claim, e.theme, e.verdict, e.verdict, e.reason) for e in ledger()]
    rows.sort(key=lambda row: (row[0][0], int(row[0][1:])))
    body = "".join(
        f'<tr data-theme="{escape(theme)}" data-verdict="{escape(word)}"><td>'
        + (f'<a href="#{number}">{number}</a>' if number in known else number)
        + f'</td><td class="words">{escape(paragraph)}</td><td class="words">{escape(says)}</td>'
        f'<td class="words">{escape(theme)}</td><td class="words verdict">{escape(told)}</td>'
        f'<td class="words small">{escape(note)}</td></tr>'
        for number, paragraph, says, theme, word, told, note in rows
    )
    head = "".join(f'<th class="words" scope="col">{name}</th>'
                   for name in ("claim", "paragraph", "what it says", "theme", "verdict", "why"))  # fmt: skip
    return (f"{_filters(rows)}<div class='wide'><table id='ledger'><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table></div>")  # fmt: skip


def _filters(rows: Sequence[tuple[str, ...]]) -> str:
    picks = []
    for name, column in (("theme", 3), ("verdict", 4)):
        options = "".join(f'<option value="{escape(v)}">{escape(v)}</option>' for v in dict.fromkeys(r[column] for r in rows))
        picks.append(f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>')
    return f'<p id="filters" hidden>{" ".join(picks)}</p>'


def _tensions_section(judged: Sequence[Judged]) -> Section:
    known = {one.claim.number: one for one in judged}
    rows = []
    for tension in tensions():
        told = "; ".join(f"{number}: {known[number].verdict.sentence() if number in known else 'not run'}"
                         for number in tension.claims)  # fmt: skip
        rows.append({"tension": tension.says, "verdicts on the same runs": told, "package for both": tension.package})
    body = table_html(pd.DataFrame(rows)) if rows else ""
    return Section("tensions", "Tensions inside the report", "Claims that one model must hold together.", body=body)


def _claim_section(one: Judged) -> Section:
    claim = one.claim
    facts = [
        ("verdict", one.verdict.sentence()), ("falsified by", claim.falsified_by), ("what is built in", claim.built_in),
        ("who", ", ".join(claim.who)), ("note", "; ".join(filter(None, [claim.note, one.verdict.note]))),
        ("not tested of it", "; ".join(claim.needs)), ("repeat", f"remitsim claim {claim.number} --full"),
    ]  # fmt: skip
    body = f'<p class="said">{escape(claim.claim)}</p><dl class="claim">' + "".join(
        f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in facts if words) + "</dl>"  # fmt: skip
    blocks = [block for told in one.worlds.values() for block in _blocks(told)]
    return Section(claim.number, f"{claim.number} (paragraph {claim.paragraph})", body=body, blocks=blocks)


def _blocks(told: Judgement) -> list[Block]:
    name, first = f"{told.claim.number}-{told.world}", told.claim.judged()[0]
    caption = (f"{told.world}: {told.verdict.sentence()}. {told.verdict.counted()} contexts say so "
               f"(95 % interval {told.verdict.low:.0%} to {told.verdict.high:.0%}), {told.verdict.undecided} undecided"
               f"{_unmeasured(told)}; "
               f"{told.implausible} of {told.tried} contexts tried were no plausible worlds. A dot is a context, full where "
               f"it says what the claim says; bars are two noises of luck; dashed: the line. ")  # fmt: skip
    caption += f"Matter most: {', '.join(f'{n} ({v:.0%})' for n, v in told.matter.head(3).items())}."
    by_choice = "; ".join(f"{name}: {word}" for name, word in told.verdict.by_choice.items())
    table = pd.concat([told.tables[first.name], told.design], axis=1).reset_index()
    return [
        Block(name, f"{told.claim.number} in {told.world}: {first.says}", effect_picture(told), caption, table, note=by_choice),
        Block(f"{name}-tests", f"{told.claim.number} in {told.world}: every test", table=tests_table(told), folded=False),
        Block(f"{name}-arms", f"{told.claim.number} in {told.world}: the first test in every arm", table=told.arms),
        Block(f"{name}-flows", f"{told.claim.number} in {told.world}: payments that changed most, USD a year", table=told.flows),
        Block(f"{name}-gains", f"{told.claim.number} in {told.world}: who gains, USD over the horizon",
              table=told.payoffs.rename_axis("arm").reset_index()),
        Block(f"{name}-power", f"{told.claim.number} in {told.world}: noise and seeds", table=told.power),
    ]  # fmt: skip


def _unmeasured(told: Judgement) -> str:
    return "" if told.tables[told.claim.judged()[0].name]["noise"].notna().any() else " (luck was not measured)"


def _how_section(carried: Sequence[Carried], command: str) -> Section:
    rows = [{"world": each.plan.world, "contexts": len(each.passed), "tried": len(each.tried),
             "not plausible": sum(not t.passed for t in each.tried), "arms": len(each.plan.arms),
             "a level off at all": sum(bool(t.misses) for t in each.tried),
             "accepted within, times the tolerance": round(each.tried[0].allowed, 1) if each.tried else "",
             "people": each.plan.base.run.people, "parameters": ", ".join(axis.path for axis in each.plan.design.dimensions)}
            for each in carried]  # fmt: skip
    why = pd.Series([miss.split(":")[0] for each in carried for t in each.tried for miss in t.told()], dtype=object)
    counts = why.value_counts().rename_axis("missed").reset_index(name="contexts")
    body = table_html(pd.DataFrame(rows)) + (table_html(counts.head(30)) if len(counts) else "")
    said = f"Repeat with: {command}" if command else ""
    return Section("how", "How it was run", said, body=body)
