"""Rights by status: the worlds hold the table of rights, and nobody does what their status bars."""

from __future__ import annotations

import numpy as np
import pytest

from remitsim.burnt import populated
from remitsim.scenario import load_scenario, with_values
from remitsim.world import codes
from remitsim.world.world import World
from whole import at_month_0, live

FORMAL, ACCOUNT = codes.FORMAL_YES, 2
COLUMNS = ("formal_work", "change_employer", "complain", "account", "health", "school", "benefits", "family", "removed",
           "absence_months")  # fmt: skip
CITIZEN = (FORMAL, 2, 1.0, ACCOUNT, 1.0, 1, 1, codes.FAMILY_OPEN, codes.REMOVED_NEVER, -1)
# the table of rights by status; family, of natives and citizens, is without a test
RIGHTS = {
    codes.NATIVE: CITIZEN,
    codes.CITIZEN: CITIZEN,
    codes.PERMANENT: (FORMAL, 2, 1.0, ACCOUNT, 1.0, 1, 1, codes.FAMILY_INCOME_TEST, codes.REMOVED_NEVER, 24),
    codes.TEMPORARY_FREE: (FORMAL, 2, 1.0, ACCOUNT, 1.0, 1, 1, codes.FAMILY_INCOME_TEST, codes.REMOVED_AT_LAPSE, 24),
    codes.TEMPORARY_TIED: (codes.FORMAL_OWN_SPONSOR, 1, 1.0, 1, 0.2, 1, 1, codes.FAMILY_INCOME_TEST,
                           codes.REMOVED_AT_LAPSE, 0),
    codes.IRREGULAR: (codes.FORMAL_NEVER, 2, 0.0, 0, 0.2, 1, 0, codes.FAMILY_NEVER, codes.REMOVED_WHEN_FOUND, 0),
}  # fmt: skip
# where a world says otherwise: Spain served every registered resident; the Gulf has no school and insures no migrant
OTHERWISE = {
    "spain": {(codes.TEMPORARY_TIED, "health"): 1.0, (codes.IRREGULAR, "health"): 1.0},
    "gulf": {
        **{(status, "school"): 0 for status in range(codes.PERMANENT, codes.IRREGULAR + 1)},
        **{(status, "benefits"): 0 for status in range(codes.PERMANENT, codes.IRREGULAR)},
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ["spain", "gulf"])
@pytest.mark.parametrize("status", RIGHTS)
def test_the_worlds_hold_the_table_of_rights(name: str, status: int) -> None:
    world = at_month_0(name)
    wanted = {column: OTHERWISE[name].get((status, column), value)
              for column, value in zip(COLUMNS, RIGHTS[status], strict=True)}  # fmt: skip
    for host in range(len(world.hosts)):
        row = world.base_terms.statuses[host * 7 + status]
        assert {column: row[column].item() for column in COLUMNS} == pytest.approx(wanted), world.host_names[host]


def test_only_natives_citizens_and_people_with_papers_pay_in() -> None:
    for name in ("spain", "gulf"):
        contributes = at_month_0(name).base_terms.statuses["contributes"].reshape(-1, 7)
        assert (contributes[:, codes.IRREGULAR] == 0).all() and (contributes[:, codes.NATIVE] == 1).all()


def unlawful(world: World) -> dict[str, np.ndarray]:
    """What no status may do, by name: a mask of persons each."""
    people = world.persons
    at_work, place = people["employer"] >= 0, people["place"]
    firm = world.employers[np.where(at_work, people["employer"], 0)]
    away = (people["origin"] >= 0) & np.isin(place, (codes.ABROAD, codes.DETAINED))
    return {
        "irregular with a formal contract": (people["status"] == codes.IRREGULAR) & (people["contract"] == codes.FORMAL),
        "tied with an informal contract": (people["status"] == codes.TEMPORARY_TIED)
        & (people["contract"] == codes.INFORMAL),
        "employed and not abroad": at_work & (place != codes.ABROAD),
        "dead with an employer": (place == codes.DEAD) & at_work,
        "employed in another country": at_work & (people["origin"] >= 0) & (firm["host"] != people["host"]),
        "a contract and no employer": (people["contract"] != codes.NO_CONTRACT) & ~at_work,
        "an employer and no contract": (people["contract"] == codes.NO_CONTRACT) & at_work,
        "away without a status": away & (people["status"] == codes.NO_STATUS),
        "away without a corridor": away & (people["corridor"] < 0),
        "a status at home": (people["origin"] >= 0) & ~away & (place != codes.DEAD) & (people["status"] != codes.NO_STATUS),
        "a host at home": (people["origin"] >= 0) & ~away & (place != codes.DEAD) & (people["host"] >= 0),
        "native of an origin": (people["status"] == codes.NATIVE) != (people["origin"] < 0),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["spain", "gulf"])
def test_nobody_does_what_the_status_bars(name: str) -> None:
    world = at_month_0(name)
    for month in live(world, 12):
        broken = {what: int(mask.sum()) for what, mask in unlawful(world).items() if mask.any()}
        assert not broken, f"month {month}: {broken}"
    assert (world.persons["status"] == codes.IRREGULAR).sum() > 5


def moves_of_tied(world: World, months: int) -> int:
    """How often a person who stays tied, in one host, is found with another employer a month later."""
    moves = 0
    before = world.persons.copy()
    for _ in live(world, months):
        now = world.persons
        stayed = (
            (now["key"] == before["key"]) & (now["place"] == codes.ABROAD) & (before["place"] == codes.ABROAD)
            & (now["status"] == codes.TEMPORARY_TIED) & (before["status"] == codes.TEMPORARY_TIED)
            & (now["months_abroad"] > before["months_abroad"]) & (now["employer"] >= 0) & (before["employer"] >= 0)
        )  # fmt: skip
        moves += int((stayed & (now["employer"] != before["employer"])).sum())
        before = now.copy()
    return moves


def test_tied_people_change_employer_only_where_the_law_lets_them() -> None:
    scenario = with_values(load_scenario("gulf"), {"run.people": 10_000})  # with fewer rows a market is one firm
    never, always = populated(scenario), populated(scenario)
    for world, law in ((never, codes.CHANGE_NEVER), (always, codes.CHANGE_ALWAYS)):
        world.base_terms.hosts["may_change_employer"] = law
        world.base_terms.hosts["consent"] = 0.0
    assert moves_of_tied(never, 12) == 0
    assert moves_of_tied(always, 12) > 0
