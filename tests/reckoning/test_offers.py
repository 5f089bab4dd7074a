"""The test of a status on offer: each thing asked shuts out who lacks it, and nobody else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from remitsim.reckoning.offers import meets_test
from remitsim.world import codes

ASKS_NOTHING = {"offer_status": codes.TEMPORARY_FREE, "offer_stay": 0, "offer_stay_most": 0, "offer_work": 0,
                "offer_employer": 0, "offer_trades": 0, "offer_family": 0, "offer_never_removed": 0}  # fmt: skip
PERSON = {"months_abroad": 30, "employer": 4, "months_employed": 10, "trade": codes.FARM, "family_here": 1, "ever_removed": 0}


def meets(law: dict[str, int], person: dict[str, int]) -> bool:
    return bool(meets_test(SimpleNamespace(**PERSON | person), SimpleNamespace(**ASKS_NOTHING | law)))


@pytest.mark.parametrize(("asked", "lacking"), [
    ({"offer_stay": 24}, {"months_abroad": 23}), ({"offer_stay_most": 36}, {"months_abroad": 36}),
    ({"offer_work": 6}, {"months_employed": 5}), ({"offer_work": 6}, {"employer": -1}), ({"offer_employer": 1}, {"employer": -1}),
    ({"offer_trades": 1 << codes.FARM}, {"trade": codes.CARE}), ({"offer_family": 1}, {"family_here": 0}),
    ({"offer_never_removed": 1}, {"ever_removed": 1}),
])  # fmt: skip
def test_what_is_asked_shuts_out_who_lacks_it(asked: dict[str, int], lacking: dict[str, int]) -> None:
    assert meets(asked, {}) and not meets(asked, lacking) and meets({}, lacking)


def test_no_offer_is_met_by_nobody() -> None:
    assert not meets({"offer_status": -1}, {})
