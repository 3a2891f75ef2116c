"""Who sees what of an audit: agencies their own tools, members findings, and only staff single cases."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from assurance.models import Audit, AuditTool, ImmediateConcern
from assurance.operations import audits as operations
from partnership.models import Return, Round
from partnership.operations.questionnaires.last_time import last_return
from tests.factories import audits as made

SECRET = "The bruise was measured and drawn."


@pytest.fixture(autouse=True)
def the_last_day_of_march():
    with time_machine.travel(made.TODAY, tick=False):
        yield


def test_an_agency_reads_its_own_tools_and_no_other_agencys(cast, sign_in):
    audit = made.asked(cast, 1)
    county = made.filled(cast, audit, cast.county)
    police = made.tool_of(audit, cast.police)

    page = sign_in(cast.police_lead).get(reverse("assurance:audit_tools", args=[audit.pk])).text
    assert police.assurance_return.get_absolute_url() in page
    assert county.get_absolute_url() not in page
    assert sign_in(cast.police_lead).get(county.get_absolute_url()).status_code == 404
    assert SECRET in sign_in(cast.county_lead).get(county.get_absolute_url()).text
    assert sign_in(cast.health_lead).get(reverse("assurance:audit_tools", args=[audit.pk])).status_code == 404


def test_a_tool_that_was_handed_in_is_read_by_who_runs_audits_and_not_by_who_reads_returns(cast, sign_in):
    returned = made.filled(cast, made.asked(cast, 1), cast.police)
    address = returned.get_absolute_url()

    assert SECRET in sign_in("board_officer").get(address).text
    assert SECRET in sign_in("learning_officer").get(address).text
    assert sign_in("independent_advisor").get(address).status_code == 404
    assert sign_in("signatory").get(address).status_code == 404


def test_rounds_of_audits_stay_out_of_the_lists_of_assurance(cast, sign_in):
    audit = made.asked(cast, 1)
    page = sign_in("board_officer").get(reverse("assurance:rounds")).text

    assert Round.objects.visible_to(cast.officer).count() == 0
    assert audit.reference not in page
    assert list(Return.objects.visible_to(cast.advisor)) == []


def test_no_answer_of_another_child_is_brought_forward(cast):
    first = made.asked(cast, 1)
    made.filled(cast, first, cast.police)
    with time_machine.travel(made.TODAY + timedelta(70), tick=False):
        second = made.asked(cast, 1, theme="Bruises, again")
        opened = made.tool_of(second, cast.police).assurance_return
        assert opened.about == "A1"
        assert last_return(opened) is None


def test_members_learn_nothing_of_single_cases(cast, sign_in):
    audit = made.reported(cast, 6)
    case = audit.cases.first()
    member = sign_in("group_member")
    page = member.get(reverse("assurance:audit", args=[audit.pk])).text

    for secret in (
        SECRET,
        "A drawing of the bruise",
        "Agreed by all who came",
        "Under 1",
        "Child protection",
    ):
        assert secret not in page
    for name, pk in (("audit_cases", audit.pk), ("audit_case", case.pk)):
        assert member.get(reverse(f"assurance:{name}", args=[pk])).status_code == 403


def test_the_agency_raises_a_concern_from_its_tools_and_it_stays_on_the_page_of_the_audit(cast, sign_in):
    audit = made.asked(cast, 1)
    lead = sign_in(cast.police_lead)
    tools = lead.get(reverse("assurance:audit_tools", args=[audit.pk])).text
    address = reverse("assurance:raise_concern", args=[audit.cases.get().pk])
    assert address in tools

    wrong = lead.post(address, {"organisation": cast.county.pk, "concern": "Baby, NHS 943 476 5919"})
    assert "looks like an NHS number" in wrong.text
    assert "Baby, NHS 943 476 5919" in wrong.text
    lead.post(address, {"organisation": cast.county.pk, "concern": "Nobody has seen the baby."})
    concern = ImmediateConcern.objects.get()

    assert concern.get_absolute_url() in sign_in("board_officer").get(audit.get_absolute_url()).text
    county = sign_in(cast.county_lead)
    answer = reverse("assurance:answer_concern", args=[concern.pk])
    asked, told = (one.get(concern.get_absolute_url()).text for one in (county, lead))
    assert "Nobody has seen the baby." in asked
    assert answer in asked
    assert (
        "Nobody has seen the baby." in told
    )  # who raised it reads on, and leaves the answer to the other agency
    assert answer not in told
    assert sign_in(cast.hospital_lead).get(concern.get_absolute_url()).status_code == 404
    county.post(answer, {"response": "Seen at noon."})
    page = sign_in("board_officer").get(audit.get_absolute_url()).text
    assert "Answered, not closed" in page


def test_nothing_is_told_of_grades_before_any_is_given(cast, sign_in):
    staff = sign_in("board_officer")
    page = staff.get(made.asked(cast, 1).get_absolute_url()).text
    assert "No cases have been graded yet." in page
    assert "Outstanding" not in page
    graded = made.graded(cast, made.discussing(cast, 1, theme="Neglect"))
    page = staff.get(graded.get_absolute_url()).text
    assert "Outstanding" in page
    assert "No cases have been graded yet." not in page


def test_a_text_with_a_name_warns_and_is_kept(cast, sign_in):
    audit = made.asked(cast, 1)
    case = audit.cases.get()
    page = sign_in("board_officer").post(
        reverse("assurance:record_voice", args=[case.pk]),
        {"whose": "practitioner", "included": "spoke", "consent": "not_needed", "said": "Ask Jane Example there."},
        follow=True,
    )  # fmt: skip
    assert case.voices.count() == 1
    assert "looks like somebody’s name" in page.text


def test_commission_audit_from_the_page(cast, sign_in):
    given = {
        "theme": "Strategy discussions", "method": "thematic", "source": "other", "why": "They are late.",
        "lines": "Were they held in time?", "practice_focus": "Discussions of May",
        "agencies": [cast.police.pk, cast.county.pk], "questionnaire": made.tool().pk,
        "group": made.delivery(cast).pk,
    }  # fmt: skip
    for name, when in (
        ("period_from", "2025-09-01"), ("period_until", "2025-12-31"), ("tools_due_on", "2026-04-20"),
        ("report_due_on", "2026-06-01"), ("commissioned_on", "2026-03-31"),
    ):  # fmt: skip
        year, month, day = when.split("-")
        given |= {f"{name}_year": year, f"{name}_month": month, f"{name}_day": day}
    answer = sign_in("learning_officer").post(reverse("assurance:commission_audit"), given)
    audit = Audit.objects.get()

    assert answer.headers["Location"] == audit.get_absolute_url()
    assert sorted(one.code for one in audit.agencies.all()) == [
        "leicestershire-county-council",
        "leicestershire-police",
    ]
    twice = sign_in("learning_officer").post(reverse("assurance:commission_audit"), given)
    assert "already been commissioned, as AUD-2026-1" in twice.text


def test_hold_session_and_grade_from_the_pages(cast, sign_in):
    audit = made.discussing(cast, 1)
    planned = operations.plan_session(audit, by=cast.officer, planned_on=made.TODAY.date(), place="Room 1")
    officer = sign_in("board_officer")
    officer.post(
        reverse("assurance:hold_session", args=[planned.pk]),
        {"held_on_day": 31, "held_on_month": 3, "held_on_year": 2026, "came": [cast.police.pk],
         f"office_{cast.police.pk}": "Inspector", f"office_{cast.county.pk}": "Not in the room"},
    )  # fmt: skip
    came = {one.organisation.code: (one.came, one.office) for one in planned.attendance.all()}
    assert came["leicestershire-police"] == (True, "Inspector")
    assert came["leicestershire-county-council"] == (False, "")

    case = audit.cases.get()
    officer.post(
        reverse("assurance:grade_case", args=[case.pk]),
        {"session": planned.pk, "value": 2, "reason": "The doctor was not asked.", "good_practice": ""},
    )
    assert case.grades.get().label == "Requires improvement"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_cases_asks_the_same_number_of_questions_however_many_there_are(
    cast, sign_in, number, django_assert_num_queries
):
    audit = made.asked(cast, number)
    client = sign_in("board_officer")
    client.get(reverse("assurance:audit_cases", args=[audit.pk]))
    with django_assert_num_queries(13):
        client.get(reverse("assurance:audit_cases", args=[audit.pk]))
    assert AuditTool.objects.count() == 3 * number
