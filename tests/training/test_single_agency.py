"""What agencies teach their own staff: coverage worked out by hand, and the questionnaire that asks for it."""

import tomllib
from decimal import Decimal
from pathlib import Path

from tests.factories.single_agency import answer, asked_of_staff
from training.operations.single_agency import read
from training.rules.single_agency import CODE, LEVELS, codes


def test_the_questionnaire_asks_what_the_page_reads():
    file = tomllib.loads(Path(f"partnership/data/questionnaires/{CODE}.toml").read_text(encoding="utf-8"))
    asked = {question["code"]: question for section in file["sections"] for question in section["questions"]}
    assert file["code"] == CODE
    assert all(asked[code]["may_not_apply"] for level in LEVELS for code in codes(level))
    assert asked["quality-checked"]["kind"] == "yes_no"


def test_coverage_adds_up_as_by_hand_and_what_does_not_apply_leaves_the_sums(cast, django_assert_num_queries):
    asked_of_staff(cast, 2025, {cast.police: {1: (200, 100)}, cast.county: {1: (100, 80)}})
    asked = asked_of_staff(
        cast,
        2026,
        {
            cast.police: {1: (200, 150), 2: (40, 30)},
            cast.county: {1: (100, 90), 2: None},
            cast.hospital: None,
        },
    )
    with django_assert_num_queries(5):
        found = read(asked)
    by_name = {str(one.given.organisation): one for one in found.lines}
    police, county = by_name["Leicestershire Police"], by_name["Leicestershire County Council"]
    assert [part.rate for part in police.levels] == [Decimal("75.0"), Decimal("75.0"), None, None]
    assert [part.rate for part in county.levels] == [Decimal("90.0"), None, None, None]
    assert (police.changes[0], county.changes[0]) == (Decimal("25.0"), Decimal("10.0"))
    # 150 + 90 of 300; 30 of the 40 whom level 2 concerns; last year 180 of 300
    assert [part.rate for part in found.totals] == [Decimal("80.0"), Decimal("75.0"), None, None]
    assert found.changes == [Decimal("20.0"), None, None, None]
    assert [one.organisation for one in found.awaited] == [cast.hospital]


def test_the_page_adds_up_what_three_agencies_said(cast, sign_in):
    asked = asked_of_staff(cast, 2026, {cast.police: {1: (5, 4)}})
    for more in (cast.county, cast.hospital):
        answer(asked, more, {1: (10, 9)}, cast.officer)
    page = sign_in("board_officer").get(f"/training/single-agency/{asked.pk}/").content.decode()
    assert "88% (22 of 25)" in page
