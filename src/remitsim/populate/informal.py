"""How much of each firm is informal at the start: its own costs decide, shifted until the published share is met."""

from __future__ import annotations

import math

import numpy as np

from remitsim.populate.draft import Draft
from remitsim.populate.draws import Numbers, exps
from remitsim.reckoning.posts import formal_cost, informal_cost, recruit_cost, units_a_head
from remitsim.records import Table, rows_of
from remitsim.world import codes

MOST = 0.95  # of a firm that may be informal
STEPS = 60
LEAST_SCALE, LARGEST_SCALE = 0.02, 5.0  # what the anchor may reach


def heads_of(draft: Draft, employers: Table) -> Numbers:
    """Size of firms in people: a skilled person is more than one unit of labour."""
    wages = rows_of(draft.record("wages"))[0]
    units = np.array([units_a_head(trade, wages) for trade in range(codes.N_TRADES)])
    return np.asarray(employers["start_labour"] / units[employers["trade"]], float)


def settle_scales(draft: Draft, markets: Table, employers: Table, at_work: Table) -> None:
    """Scale of the cost of informality by host: solved so that firms by themselves want the published share.

    Where none is published, as many informal posts as there are irregular people at work.
    """
    solved = draft.how.informal_start == "solved"
    employers["informal_cost"] = 0.0
    at_none = _steepness(draft, markets, employers)
    employers["informal_cost"] = 1.0
    slope = _steepness(draft, markets, employers) - at_none
    sizes = heads_of(draft, employers)
    for host in range(len(draft.hosts)):
        firms, here = employers["host"] == host, at_work["host"] == host
        irregular = here & (at_work["status"] == codes.IRREGULAR)
        level = float(draft.hosts["informal_share"][host])
        if level <= 0.0 and here.any():
            level = float(at_work["weight"][irregular].sum() / at_work["weight"][here].sum())
        if solved and level > 0.0 and firms.any():
            low, high = LEAST_SCALE, LARGEST_SCALE
            for _ in range(STEPS):
                scale = math.sqrt(low * high)
                cost = _cost(scale, employers[firms])
                part = MOST / (1.0 + exps(np.clip(at_none[firms] + slope[firms] * cost, -40.0, 40.0)))
                size = sizes[firms]
                too_many = float((part * size).sum()) > level * float(size.sum())
                low, high = (scale, high) if too_many else (low, scale)
            draft.hosts["informal_scale"][host] = scale = math.sqrt(low * high)
            if scale > 0.999 * LARGEST_SCALE or scale < 1.001 * LEAST_SCALE:
                draft.notes.append(f"{draft.start.host_names[host]}: scale of informality starts at its bound {scale:.2f}")
        employers["informal_cost"][firms] = _cost(float(draft.hosts["informal_scale"][host]), employers[firms])


def _cost(scale: float, firms: Table) -> Numbers:
    taste = scale * firms["informal_taste"]
    return np.asarray(taste / (1.0 + taste), float)


def informal_parts(draft: Draft, markets: Table, employers: Table, at_work: Table) -> Numbers:
    """Informal part of each firm; no market has less of it than there are irregular people at work."""
    steep, sizes = _steepness(draft, markets, employers), heads_of(draft, employers)
    irregular = _irregular_part(markets, at_work)
    parts = np.zeros(len(employers))
    for host in range(len(draft.hosts)):
        firms = np.nonzero(employers["host"] == host)[0]
        level = float(draft.hosts["informal_share"][host])
        low, high = -float(STEPS), float(STEPS)
        if level > 0.0:
            for _ in range(STEPS):
                shift = 0.5 * (low + high)
                made = _shifted(shift, steep, employers, irregular, firms)
                too_many = float((made * sizes[firms]).sum()) > level * float(sizes[firms].sum())
                low, high = (low, shift) if too_many else (shift, high)
        parts[firms] = _shifted(low, steep, employers, irregular, firms)
    return parts


def _shifted(shift: float, steep: Numbers, employers: Table, irregular: Numbers, firms: np.ndarray) -> Numbers:
    """Parts of a host's firms at a common shift of the logit, each market raised to its irregular people."""
    part = MOST / (1.0 + exps(np.clip(steep[firms] - shift, -40.0, 40.0)))
    for market in np.unique(employers["market"][firms]):
        some = employers["market"][firms] == market
        size = employers["start_labour"][firms][some]
        made = float((part[some] * size).sum() / size.sum())
        wanted = float(irregular[market])
        if made < wanted:
            part[some] = np.minimum(1.0, part[some] + (1.0 - part[some]) * (wanted - made) / max(1.0 - made, 1e-9))
    return part


def _irregular_part(markets: Table, at_work: Table) -> Numbers:
    """Share of irregular people among those at work, by market."""
    market = at_work["host"].astype(np.int64) * codes.N_TRADES + at_work["trade"]
    weight = at_work["weight"].astype(float)
    all_of_them = np.bincount(market, weight, len(markets))
    irregular = np.bincount(market, weight * (at_work["status"] == codes.IRREGULAR), len(markets))
    return np.asarray(irregular / np.maximum(all_of_them, 1e-9), float)


def _steepness(draft: Draft, markets: Table, employers: Table) -> Numbers:
    """How much dearer an informal post is to each firm, in widths of the logit."""
    planning, wages = rows_of(draft.record("planning"))[0], rows_of(draft.record("wages"))[0]
    laws, trade_laws = rows_of(draft.start.terms.hosts), rows_of(draft.start.terms.trades)
    leaving, made = draft.how.separation, np.zeros(len(employers))
    for row, employer in enumerate(rows_of(employers)):
        market, law = rows_of(markets)[employer.market], laws[employer.host]
        units = units_a_head(employer.trade, wages)
        if draft.hosts["natives_in_market"][employer.host] == 1:
            formal = formal_cost(employer, market, law, leaving, units, planning, wages)
        else:
            formal = recruit_cost(employer, market, law, units, planning)
        informal = informal_cost(employer, market, law, trade_laws[employer.market], leaving, planning, wages)
        made[row] = (informal - formal) / max(planning.informal_width * formal, 1e-9)
    return made
