"""What an audit comes to: findings, what may be shown of grades, the report, re-audit, and what others may tell."""

import io
import re
from datetime import date, timedelta
from itertools import product

import pikepdf
import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from assurance.operations import audits as operations
from assurance.operations.audits import figures, reporting
from assurance.rules.audits import check_nameless, distribution
from partnership.access import Refused
from partnership.models import Action, Deadline, Event, LearningPoint
from tests.factories import audits as made
from tests.factories import meetings
from tests.factories import reviews as cases
from tests.papers import words_of

DAY = date(2026, 3, 31)
FOUR = ["Outstanding", "Good", "Requires improvement", "Inadequate"]


@pytest.fixture(autouse=True)
def the_last_day_of_march():
    with time_machine.travel(made.TODAY, tick=False):
        yield


# What may be shown --------------------------------------------------------------------------------------------


def test_grades_of_fewer_than_five_cases_are_not_shown():
    assert distribution(["Good"] * 4, FOUR) == [(label, None) for label in FOUR]
    assert distribution(["Good"] * 4, FOUR, everything=True)[1] == ("Good", 4)


def test_nobody_can_subtract_a_small_number_from_the_total():
    """Whoever knows how many cases there were learns of no grade that fewer than five had."""
    for good, poor in product(range(13), range(6)):
        labels = ["Good"] * good + ["Inadequate"] * poor + ["Outstanding"] * 7
        shown = dict(distribution(labels, FOUR))
        hidden = [label for label, number in shown.items() if number is None]
        left = len(labels) - sum(number for number in shown.values() if number is not None)

        assert len(hidden) != 1, (good, poor)
        assert not hidden or left >= 5, (good, poor)
        assert all(number is None or number == 0 or number >= 5 for number in shown.values())


def test_members_read_findings_and_suppressed_grades_and_staff_read_all(cast, sign_in):
    audit = made.reported(cast, 6, values=[4, 3, 3, 3, 3, 3])
    address = reverse("assurance:audit", args=[audit.pk])

    member, staff = sign_in("group_member").get(address), sign_in("board_officer").get(address)
    assert "Most were referred on the same day." in member.text
    assert member.context["grades"] == [
        ["Outstanding", "not shown"],
        ["Good", "not shown"],
        ["Requires improvement", 0],
        ["Inadequate", 0],
    ]
    assert staff.context["grades"][:2] == [["Outstanding", 1], ["Good", 5]]


def test_what_is_being_written_is_not_read_by_members(cast, sign_in):
    audit = made.writing(cast, 2)
    page = sign_in("group_member").get(reverse("assurance:audit", args=[audit.pk])).text

    assert "Was the bruise referred on the same day?" in page
    for secret in ("Most were referred", "Nights are later", "Every ward has the pathway"):
        assert secret not in page


# Findings -----------------------------------------------------------------------------------------------------


def test_two_who_write_one_finding_see_each_other(cast, sign_in):
    audit = made.writing(cast, 1)
    line = audit.lines.first()
    assert line.revision == 1
    address = reverse("assurance:write_finding", args=[line.pk])
    sign_in("board_officer").post(address, {"seen": 1, "finding": "Seven of ten were.", "judgement": "good"})

    page = sign_in("learning_officer").post(
        address, {"seen": 1, "finding": "Most of them were not.", "judgement": "develop"}
    )
    assert "Seven of ten were." in page.text
    assert "Most of them were not." in page.text
    line.refresh_from_db()
    assert (line.finding, line.revision) == ("Seven of ten were.", 2)
    both = sign_in("learning_officer").post(
        address, sent(page) | {"finding": "Seven of ten were, and at night fewer.", "judgement": "mixed"}
    )
    assert both.status_code == 302
    line.refresh_from_db()
    assert (line.finding, line.revision) == ("Seven of ten were, and at night fewer.", 3)


def sent(page):
    """What the browser sends back of what the page remembers."""
    return {"seen": re.search(r'name="seen" value="([^"]*)"', page.text)[1]}


def test_two_who_write_one_summary_see_each_other_and_both_can_save(cast, sign_in):
    audit = made.writing(cast, 1)
    address = reverse("assurance:write_audit_summary", args=[audit.pk])
    sign_in("board_officer").post(address, {"seen": audit.summary, "summary": "Babies wait less."})

    officer = sign_in("learning_officer")
    page = officer.post(address, {"seen": audit.summary, "summary": "Nights are later."})
    assert "Babies wait less." in page.text
    assert "Nights are later." in page.text
    assert officer.post(address, sent(page) | {"summary": "Less, and later at night."}).status_code == 302
    audit.refresh_from_db()
    assert audit.summary == "Less, and later at night."


def test_two_who_change_what_was_commissioned_see_each_other_and_both_can_save(cast, sign_in):
    audit = made.commissioned(cast)
    address = reverse("assurance:write_audit", args=[audit.pk])
    given = {
        "theme": audit.theme, "why": audit.why, "lines": "Was it referred?", "practice_focus": "Babies",
        "agencies": [cast.police.pk, cast.county.pk],
    }  # fmt: skip
    for name, day in (("tools_due_on", audit.tools_due_on), ("report_due_on", audit.report_due_on)):
        given |= {f"{name}_year": day.year, f"{name}_month": day.month, f"{name}_day": day.day}
    sign_in("board_officer").post(address, given | {"seen": audit.revision, "why": "Four reviews found it."})

    officer = sign_in("learning_officer")
    page = officer.post(address, given | {"seen": audit.revision, "theme": "Bruises on small babies"})
    assert "Someone else changed this audit while you were writing" in page.text
    assert "Four reviews found it." in page.text
    assert officer.post(address, given | sent(page) | {"theme": "Bruises on small babies"}).status_code == 302
    audit.refresh_from_db()
    assert audit.theme == "Bruises on small babies"


def test_a_recommendation_is_put_into_other_words_until_the_report_is_made(cast, sign_in):
    audit = made.writing(cast, 1)
    one = audit.recommendations.get()
    address = reverse("assurance:change_recommendation", args=[one.pk])
    assert address in sign_in("board_officer").get(audit.get_absolute_url()).text
    sign_in("board_officer").post(address, {"seen": one.text, "text": "Every ward shows the pathway."})

    officer = sign_in("learning_officer")
    page = officer.post(address, {"seen": one.text, "text": "Wards know the pathway."})
    assert "Every ward shows the pathway." in page.text
    assert "Wards know the pathway." in page.text
    line = audit.lines.first()
    again = sent(page) | {"text": "Every ward shows and knows the pathway.", "line": line.pk}
    assert officer.post(address, again).status_code == 302
    one.refresh_from_db()
    assert (one.text, one.line) == ("Every ward shows and knows the pathway.", line)
    for wrong, sentence in (("", "Enter what needs to change"), ("In A1 nobody called.", "“A1” is a case")):
        with pytest.raises(Refused, match=sentence):
            operations.change_recommendation(one, by=cast.officer, seen=one.text, text=wrong)
    audit.refresh_from_db()
    operations.keep_report(
        audit, made.PDF, 3, by=cast.officer, seen=audit.revision, no_reaudit_because="Too few cases."
    )
    assert officer.get(address).status_code == 409


def test_a_recommendation_that_was_added_by_a_slip_is_removed_and_the_others_move_up(cast):
    audit = made.writing(cast, 1)
    first = audit.recommendations.get()
    second = operations.recommend(audit, by=cast.officer, text="Fathers are asked too.")
    operations.recommend(audit, by=cast.officer, text="Nights have a doctor.")
    with pytest.raises(Refused, match="Enter why you are removing it"):
        operations.remove_recommendation(second, by=cast.officer, reason=" ")

    operations.remove_recommendation(second, by=cast.officer, reason="It says what the first one says.")
    said = [(one.number, one.text) for one in audit.recommendations.all()]
    assert said == [(1, first.text), (2, "Nights have a doctor.")]
    assert Event.objects.get(verb="removed recommendation").why == "It says what the first one says."
    operations.open_audit_action(
        first, by=cast.officer, title="Hang it up", target_on=DAY + timedelta(60), organisations=[cast.police]
    )
    with pytest.raises(Refused, match="Actions have been opened for this recommendation"):
        operations.remove_recommendation(first, by=cast.officer, reason="By mistake.")


@pytest.mark.parametrize("text", ["In A1 nobody called.", "Born 3 March 2025.", "His postcode is LE1 1AA."])
def test_a_finding_tells_of_no_case(cast, text):
    line = made.writing(cast, 1).lines.first()
    with pytest.raises(Refused):
        operations.write_finding(line, by=cast.officer, seen=1, finding=text, judgement="good")


def test_actions_of_a_recommendation_are_on_the_log_of_the_group_and_opened_once(cast):
    audit = made.writing(cast, 1)
    recommendation = audit.recommendations.get()
    given = {"title": "Hang the pathway", "target_on": DAY + timedelta(60), "organisations": [cast.hospital]}
    operations.open_audit_action(recommendation, by=cast.officer, **given)
    with pytest.raises(
        Refused, match="There is already an open action with this title for this recommendation"
    ):
        operations.open_audit_action(recommendation, by=cast.officer, **given)

    action = Action.objects.get()
    assert (action.origin, action.group, action.organisation) == (audit.reference, audit.group, cast.hospital)
    link = operations.note_audit_learning(audit, by=cast.officer, text="Measure the bruise.", theme="Babies")
    assert (link.point.origin, link.point.public) == (LearningPoint.Origin.AUDIT, False)


# The report ---------------------------------------------------------------------------------------------------


def test_a_report_needs_its_findings_a_summary_closed_concerns_and_a_word_on_the_re_audit(cast):
    audit = made.graded(cast, made.discussing(cast, 1))
    audit = operations.begin_writing(audit, by=cast.officer)

    def refused(sentence, **given):
        audit.refresh_from_db()
        with pytest.raises(Refused, match=sentence):
            operations.keep_report(audit, made.PDF, 1, by=cast.officer, seen=audit.revision, **given)

    refused("Write what was found on line 1 first")
    for line in audit.lines.all():
        operations.write_finding(line, by=cast.officer, seen=0, finding="Mostly.", judgement="mixed")
    refused("Write the summary first")
    operations.write_summary(audit, by=cast.officer, seen="", summary="Mostly well.")
    refused("Enter when it will be re-audited, or why it will not")
    refused("The date of the re-audit must be in the future", reaudit_on=DAY)
    concern = operations.raise_concern(
        audit.cases.get(), by=cast.officer, organisation=cast.county, concern="Unseen."
    )
    refused("An immediate concern is still open", reaudit_on=DAY + timedelta(90))
    operations.answer_concern(concern, by=cast.county_lead, response="Seen.")
    operations.close_concern(concern, by=cast.manager, outcome="Safe.")
    audit.refresh_from_db()
    stale = audit.revision
    operations.recommend(audit, by=cast.second_officer, text="Ask at night, too.")
    with pytest.raises(Refused, match="Someone has changed this audit since you read it"):
        operations.keep_report(
            audit, made.PDF, 1, by=cast.officer, seen=stale, reaudit_on=DAY + timedelta(90)
        )


def test_a_reported_audit_is_frozen_and_due_again(cast):
    audit = made.reported(cast, 1, reaudit_in=180)
    assert Deadline.objects.get(duty="audit_report").done_on == DAY
    again = Deadline.objects.get(duty="re_audit")
    assert (again.due_on, again.group, again.reference) == (
        DAY + timedelta(180),
        audit.group,
        audit.reference,
    )

    line = audit.lines.first()
    with pytest.raises(Refused, match="so you cannot do this now"):
        operations.write_finding(line, by=cast.officer, seen=1, finding="Other.", judgement="good")
    with (
        pytest.raises(DatabaseError, match="stays as it was reported"),
        transaction.atomic(),
    ):
        audit.lines.update(finding="Other")


def test_the_report_is_a_tagged_pdf_that_tells_of_no_case(cast):
    audit = made.writing(cast, 6, values=[3, 3, 3, 3, 3, 2])
    operations.open_audit_action(
        audit.recommendations.get(), by=cast.officer, title="Hang the pathway", target_on=DAY + timedelta(60),
        organisations=[cast.hospital],
    )  # fmt: skip
    pdf, pages = reporting.print_report(audit, reaudit_on=DAY + timedelta(180))

    assert pages <= 3
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        assert str(paper.Root.Lang) == "en-GB"
        assert "/StructTreeRoot" in paper.Root
        assert str(paper.docinfo["/Title"]).startswith("Bruises on babies: report of AUD-2026-1")
    told = words_of(pdf)
    says = reporting.content(audit)
    assert (says["cases"], dict(says["grades"])["Good"]) == (6, None)
    assert "Hang the pathway" in told
    for secret in ("A1", "Under 1", "White", "Agreed by all who came"):
        assert secret not in told


def test_present_audit_makes_it_a_paper_and_close_audit_waits_for_both_groups(cast):
    audit = made.reported(cast, 1, pdf=cases.pdf())
    delivery = meetings.planned(cast, audit.group)
    operations.present_audit(audit, by=cast.officer, meeting=delivery)
    with pytest.raises(Refused, match="The report is already a paper for that meeting"):
        operations.present_audit(audit, by=cast.officer, meeting=delivery)
    with pytest.raises(Refused, match="The report has not been presented to LRSCP yet"):
        operations.close_audit(audit, by=cast.officer, difference="Nights refer sooner.")
    operations.present_audit(audit, by=cast.officer, meeting=meetings.planned(cast, cast.partnership))

    closed = operations.close_audit(audit, by=cast.officer, difference="Nights refer sooner.")
    assert (closed.stage, closed.closed_on) == ("closed", DAY)
    paper = audit.presentations.first().paper
    assert (paper.title, paper.latest.pages) == ("Report of AUD-2026-1", 1)


# Again --------------------------------------------------------------------------------------------------------


def again(cast, earlier, **changes):
    return made.writing(cast, 6, theme="Bruises on babies, again", source="audit", earlier=earlier, **changes)


def test_a_re_audit_compares_line_by_line_and_meets_the_day_that_was_set(cast):
    earlier = made.reported(cast, 6, reaudit_in=100)
    action = operations.open_audit_action(
        earlier.recommendations.get(), by=cast.officer, title="Hang it", target_on=DAY + timedelta(60),
        organisations=[cast.hospital],
    )[0]  # fmt: skip
    with time_machine.travel(made.TODAY + timedelta(60), tick=False):
        audit = again(cast, earlier)
        compared = operations.compare(audit)
        assert (compared.same_scale, compared.changes["Improved"], compared.actions) == (True, 2, [action])
        operations.keep_report(
            audit, made.PDF, 1, by=cast.officer, seen=audit.revision, no_reaudit_because="It stuck."
        )
    earlier.refresh_from_db()
    assert (earlier.reaudit_deadline.done_on, earlier.reaudit_deadline.late) == (DAY + timedelta(60), False)


def test_two_scales_keep_their_own_labels_and_are_not_set_against_each_other(cast, sign_in):
    earlier = made.reported(cast, 6)
    other = made.tool("other-tool", made.grading_scale("other", ("Met", "Partly met", "Not met")))
    audit = again(cast, earlier, questionnaire=other, values=[3])
    page = sign_in("board_officer").get(reverse("assurance:compare_audit", args=[audit.pk]))

    assert [label for label, _ in page.context["before"]] == FOUR
    assert page.context["now"] == [["Met", 6], ["Partly met", 0], ["Not met", 0]]
    assert "The 2 audits used different grading scales, so their numbers should not be compared" in page.text


# For others ---------------------------------------------------------------------------------------------------


def test_audits_between_tells_what_the_yearly_report_may_say(cast, django_assert_max_num_queries):
    made.reported(cast, 6, values=[4, 3, 3, 3, 3, 3])
    made.asked(cast, 1, theme="Neglect")
    found = operations.audits_between(date(2025, 4, 1), DAY)

    assert (found.commissioned, found.reported, found.under_way) == (2, 1, 1)
    assert found.themes == ["Bruises on babies"]
    told = found.audits[0]
    assert (told.reference, told.cases, told.agencies) == ("AUD-2026-1", 6, 3)
    assert told.grades == [
        ("Outstanding", None),
        ("Good", None),
        ("Requires improvement", 0),
        ("Inadequate", 0),
    ]
    assert told.judgements == {"Good practice": 0, "Good in places": 2, "Needs work": 0}
    assert told.recommendations == ["Every ward has the pathway on its wall."]
    assert operations.audits_between(date(2026, 4, 1), date(2027, 3, 31)).audits == []

    made.reported(cast, 1, theme="Handover")
    with django_assert_max_num_queries(14):
        assert operations.audits_between(date(2025, 4, 1), DAY).audits[1].cases is None


def test_the_final_grade_is_the_moderated_one_where_there_is_one(cast):
    audit = made.graded(cast, made.discussing(cast, 1))
    case = audit.cases.get()
    operations.moderate_case(case, by=cast.manager, value=1, reason="The child was not seen alone.")
    assert figures.of_grades(audit, everything=True)[3] == ("Inadequate", 1)


def test_a_case_is_known_by_its_reference_and_by_nothing_that_looks_alike():
    check_nameless("In AX1 nobody asked, nor in A.10.", references=["A.1"])
    with pytest.raises(Refused, match=r"“A\.1” is a case in this audit"):
        check_nameless("In A.1 nobody asked.", references=["A.1"])
