"""Claims' files: valid, name what is there, and say what falsifies them."""

from __future__ import annotations

import pytest

from claims.made_up import a_claim, a_test
from remitsim.claims.catalogue import all_claims, claims_folder, find_claim, ledger, of_theme, read_claim, tensions
from remitsim.claims.check import problems_of
from remitsim.sheets.trouble import ScenarioError

CORE = {f"C{number}" for number in (
    12, 13, 21, 22, 23, 26, 27, 28, 30, 31, 32, 33, 40, 41, 42, 45, 46, 66, 69, 71, 72, 77, 78, 79,
)}  # fmt: skip
NUMBERED = {f"C{number}" for number in (
    *range(1, 29), *range(30, 34), *range(35, 38), *range(40, 49), *range(50, 55), *range(60, 83), 85, 86, *range(90, 93),
    *range(95, 103),
)}  # fmt: skip


@pytest.mark.parametrize("claim", all_claims().values(), ids=lambda claim: claim.number)
def test_a_claim_names_only_what_exists_and_can_come_out_against_the_report(claim):
    assert problems_of(claim) == []
    assert claim.falsified_by
    assert claim.built_in
    assert claim.judged()


def test_every_claim_of_the_ledger_has_a_file_or_a_reason():
    told = set(all_claims()) | {entry.number for entry in ledger()}
    assert told >= NUMBERED
    assert not set(all_claims()) & {entry.number for entry in ledger()}
    assert all(entry.reason and entry.verdict in ("not tested", "not yet tested") for entry in ledger())


def test_tensions_name_claims_that_are_listed():
    told = set(all_claims()) | {entry.number for entry in ledger()}
    assert {number for tension in tensions() for number in tension.claims} <= told


def test_claims_are_found_by_number_and_theme():
    assert find_claim("21").number == find_claim("c21").number == "C21"
    assert "C31" in of_theme("remittance")
    with pytest.raises(ScenarioError, match="no such theme"):
        of_theme("weather")
    with pytest.raises(ScenarioError, match="did you mean"):
        find_claim("C211")
    with pytest.raises(ScenarioError, match=r"transit|countries"):
        find_claim("C98")


def test_all_mistakes_of_a_file_are_told_at_once_with_key_and_nearest_name(tmp_path):
    text = (claims_folder() / "c21-tied-to-one-employer.toml").read_text("utf-8")
    text = text.replace("falsified_by", "falsifed_by").replace("smallest = 0.03", 'smallest = "much"')
    text = text.replace('form = "D"', 'form = "F"', 1)
    file = tmp_path / "c21.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as told:
        read_claim(file)
    words = str(told.value)
    assert "did you mean falsified_by?" in words
    assert "smallest" in words
    assert "form" in words
    assert "c21.toml, line" in words


def test_names_that_are_not_there_are_told_with_the_nearest():
    test = a_test(quantity={"indicator": "wage_nett", "band": "sex at month 0", "group": "womn"}, arm="free-mobilty")
    told = " ".join(str(problem) for problem in problems_of(a_claim(test, worlds=["gulf"], parameters=["wages.bargaining_shar"])))
    for name in ("wage_net?", "women?", "free-mobility?", "wages.bargaining_share?"):
        assert f"did you mean {name}" in told


def test_a_test_must_say_its_line_and_stay_within_the_horizon():
    with pytest.raises(ValueError, match="smallest"):
        a_test("D", smallest=0.0)
    with pytest.raises(ValueError, match="at_least"):
        a_test("R", at_least=None)
    with pytest.raises(ValueError, match="horizon"):
        a_claim(a_test(quantity={"indicator": "wage_net", "years": [1, 4]}), months=36)


def test_every_claim_of_the_core_set_has_a_file():
    assert {number for number, claim in all_claims().items() if not claim.second_set} == CORE
