"""Ages and months of stay of people abroad when burn-in begins."""

from __future__ import annotations

import numpy as np

from remitsim.populate.draft import Draft
from remitsim.populate.draws import Numbers
from remitsim.settings.leaving import Leaving

YEARS = np.arange(18, 65)
TURNS = 60  # of the fixed point below; it contracts by a tenth a turn


def ages_of_start(draft: Draft, origin: int) -> Numbers:
    """Shares of single years 18 to 64 (47,) of an origin's people abroad.

    Published ages are those of the world's year, and often of a stock that had just arrived; burn-in begins many
    years before. A stock that begins young has its birthdays of 65 still before it: they come in a wave, decades
    later, and carry off more than the anchors ever saw leave. At rest it has none.
    """
    if draft.how.abroad_at_start == "published":
        return np.asarray(draft.start.ages_migrant / draft.start.ages_migrant.sum(), float)
    hosts = len(draft.hosts)
    corridors = slice(origin * hosts, (origin + 1) * hosts)
    people = draft.start.adults_abroad[corridors]
    gone = float((draft.corridors["gone_share"][corridors] * people).sum() / max(float(people.sum()), 1e-9))
    return ages_at_rest(gone * (1.0 - draft.how.come_again), draft.settings.leaving)


def stay_of_start(draft: Draft, corridor: int) -> Numbers:
    """Shares of a corridor's people by month of stay, not scaled; a published stay is mapped on at month 0."""
    published = np.asarray(draft.start.stay[corridor], float)
    if draft.how.abroad_at_start == "published":
        return published
    gone = min(0.9, float(draft.corridors["gone_share"][corridor]))
    return np.asarray((1.0 - gone) ** (np.arange(len(published)) / 12.0), float)


def ages_at_rest(gone: float, leaving: Leaving) -> Numbers:
    """Shares (47,) of a stock that people of all ages look at joining and a share ``gone`` a year leaves for good.

    Of those gone, some turn 65; the others go home, or die, at one chance for all ages.
    """
    looks = np.select(
        [YEARS < 25, YEARS < 35, YEARS < 45], [leaving.look_18_24, leaving.look_25_34, leaving.look_35_44], leaving.look_45
    )
    shares = np.full(len(YEARS), 1.0 / len(YEARS))
    for _ in range(TURNS):
        stays = 1.0 - min(0.9, max(0.0, gone - shares[-1]))
        there = np.zeros(len(YEARS))
        for year, arrive in enumerate(looks):
            there[year] = arrive + (there[year - 1] * stays if year else 0.0)
        shares = there / there.sum()
    return shares
