"""Recruiting: who pays the bill under which rule, and how margins and premiums answer queues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from remitsim.parameters import record_of
from remitsim.reckoning.meeting import meeting_chance
from remitsim.reckoning.recruitment import bill_of, margin_moves, premium_moves, scarcity
from remitsim.records import rows_of
from remitsim.settings.hiring import Hiring
from remitsim.world.persons import PERSON
from remitsim.world.terms import CORRIDOR_TERMS

HIRING = rows_of(record_of(Hiring()))[0]
OFFICIAL, MARGIN, PAY = 40_000, 90_000.0, 30_000.0
PEOPLE = some.floats(0.0, 1e6, allow_subnormal=False)
SHARE = some.floats(0.0, 1.0)


def bill(key: int = 1, **terms: float) -> tuple[float, float, float, float, float, int]:
    law, person = CORRIDOR_TERMS.blank(1), PERSON.blank(1)
    law["official_items"], law["audit_found"], law["audit_fine"], law["move_cost"] = OFFICIAL, 0.8, 3.0, 0.4
    person["key"] = key
    for name, value in terms.items():
        law[name] = value
    parts: tuple[float, float, float, float, float, int] = bill_of(
        rows_of(person)[0], MARGIN, PAY, rows_of(law)[0], HIRING, 7
    )
    return parts


def test_without_a_rule_the_worker_pays_all_at_origin() -> None:
    assert bill() == (OFFICIAL, MARGIN, 0.0, 0.0, 0.0, 0)


def test_a_pinned_bill_takes_official_items_first() -> None:
    official, margin, *_ = bill(pinned_months=6.0)
    assert official + margin == pytest.approx(6.0 * PAY)
    official, margin, _, spared, _, _ = bill(pinned_months=1.0)
    assert (official, margin, spared) == (PAY, 0.0, OFFICIAL - PAY)


def test_a_strong_ban_at_one_end_moves_the_charge_to_the_other() -> None:
    official, at_origin, out_of_pay, _, fee, complies = bill(origin_ban=1.0, origin_audits=1.0, audit_fine=100.0)
    assert (official, at_origin, out_of_pay, fee, complies) == (OFFICIAL, 0.0, MARGIN, 0.0, 0)


def test_strong_bans_at_both_ends_make_chains_comply() -> None:
    strong = {"origin_audits": 1.0, "host_audits": 1.0, "audit_fine": 1000.0}
    assert bill(origin_ban=1.0, host_ban=1.0, **strong) == (OFFICIAL, 0.0, 0.0, 0.0, 15_000.0, 1)
    assert bill(employer_share=1.0, **strong) == (0.0, 0.0, 0.0, OFFICIAL, 15_000.0, 1)


def test_above_a_ceiling_is_barred_and_leaks_where_nobody_looks() -> None:
    strong = {"origin_audits": 1.0, "host_audits": 1.0, "audit_fine": 1000.0}
    official, margin, _, _, _, complies = bill(ceiling_months=2.0, **strong)
    assert official + margin == pytest.approx(2.0 * PAY)
    assert complies == 1
    assert bill(ceiling_months=2.0)[:2] == (OFFICIAL, MARGIN)


@given(
    key=some.integers(-(2**62), 2**62), employer=SHARE, origin=SHARE, host=SHARE, audits=SHARE,
    ceiling=some.sampled_from([0.0, 1.0]), pinned=some.sampled_from([0.0, 2.0, 9.0]),
)  # fmt: skip
def test_no_part_of_a_bill_is_negative_and_official_items_are_paid_by_someone(
    key: int, employer: float, origin: float, host: float, audits: float, ceiling: float, pinned: float
) -> None:
    parts = bill(
        key, employer_share=employer, origin_ban=float(origin > 0.5), host_ban=float(host > 0.5),
        origin_audits=audits, host_audits=audits, ceiling_months=ceiling, pinned_months=pinned,
    )  # fmt: skip
    assert min(parts[:5]) >= -1e-6
    assert parts[0] + parts[3] == pytest.approx(OFFICIAL)


@given(margin=some.floats(0.0, 1e6), applicants=PEOPLE, places=PEOPLE)
def test_margins_follow_the_queue(margin: float, applicants: float, places: float) -> None:
    moved = margin_moves(margin, applicants, places, HIRING)
    assert -1.0 <= scarcity(applicants, places) <= 1.0
    assert moved >= margin if applicants >= places else moved <= margin


@given(premium=some.floats(0.0, 1e5), gap=some.floats(-1.0, 1.0), most=some.floats(0.0, 1e5), cheap=some.booleans())
def test_premiums_rise_only_where_agents_take_little(premium: float, gap: float, most: float, cheap: bool) -> None:
    moved = premium_moves(premium, gap, PAY, cheap, most, HIRING)
    assert 0.0 <= moved <= max(most, 0.0)
    if not cheap:
        assert moved <= premium


@given(posts=PEOPLE, seekers=PEOPLE, scale=some.floats(0.2, 0.65))
def test_matches_never_exceed_posts_or_seekers(posts: float, seekers: float, scale: float) -> None:
    chance = meeting_chance(posts, seekers, scale)
    assert 0.0 <= chance <= 1.0
    assert chance * seekers <= posts * (1 + 1e-12) + 1e-300
