"""What a reader should know before leaning on a comparison's numbers, in a plain line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from remitsim.report.telling import joined, place_name

if TYPE_CHECKING:
    from remitsim.report.brief import Told

ENOUGH_POPULATIONS = 5  # under these a warning stands on the first page
SET_ASIDE = "are no plausible worlds"  # told with the levels, and counted at the head of the page


def cautions(told: Told) -> list[str]:
    """What to know before leaning on the numbers: few populations, levels missed, a batch that stopped early."""
    meta = told.comparison.meta
    populations = int(meta.get("populations", 0) or 0)
    rough = few(populations, int(meta.get("pairs") or populations)) if populations else ""
    return [words for words in (rough, missed_levels(told), *(note for note in notes(told) if SET_ASIDE not in note)) if words]


def notes(told: Told) -> list[str]:
    """What the comparison itself notes: stopped early, intervals still too wide, runs that failed."""
    given = told.comparison.meta.get("notes") or []
    return [str(note) for note in ([given] if isinstance(given, str) else given)]


def says_of(path: str) -> str:
    """What a parameter or an input is, in words; nothing where that is not written down."""
    from remitsim.settings import Settings
    from remitsim.world.terms import CORRIDOR_TERMS, HOST_TERMS, ORIGIN_TERMS

    theme, _, name = path.partition(".")
    if theme in Settings.model_fields:
        field = type(Settings.model_fields[theme].default).model_fields.get(name)
        return str(field.description or "") if field is not None else ""
    layouts = {"hosts": HOST_TERMS, "corridors": CORRIDOR_TERMS, "origins": ORIGIN_TERMS}
    layout = layouts.get(name.partition(".")[0])
    last = path.rpartition(".")[2]
    return layout.fields[last].says if layout is not None and last in layout.fields else ""


def missed_levels(told: Told) -> str:
    """Which published levels the world misses before any option, worst first, in one line."""
    table = told.tables["levels"]
    missed = table[~table["met"].astype(bool)]
    if not len(missed):
        return ""
    off = (missed["model"] - missed["published"]).abs() / missed["tolerance"].where(missed["tolerance"] > 0)
    worst = missed.loc[off.fillna(1.0).sort_values(ascending=False, kind="stable").index]
    names = [f"{row['level']} in {place_name(str(row['place']))}" for row in worst.to_dict("records")]
    named = joined(names if len(names) < 4 else [*names[:3], f"{len(names) - 3} more"])
    return (f"Before any option this world misses {len(missed)} of its {len(table)} published levels ({named}): "
            "read directions, and take sizes that rest on these with care.")  # fmt: skip


def few(populations: int, pairs: int) -> str:
    """What a reader of so few populations should know before leaning on any number; nothing from `ENOUGH_POPULATIONS` on."""
    more = f"--populations {ENOUGH_POPULATIONS} or more gives firmer ones"
    if pairs < 2:
        return f"One pair of runs: no interval can be told and any number may be luck; {more}."
    if populations == 1:
        return f"One population: intervals hold luck alone and not who was drawn, so they are too narrow; {more}."
    if populations < ENOUGH_POPULATIONS:
        return f"Only {populations} populations: intervals are rough and too narrow, take the numbers as a first look; {more}."
    return ""
