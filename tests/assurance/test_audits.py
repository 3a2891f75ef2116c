"""A multi-agency audit: commissioned, its cases chosen, its tools filled, and the concerns that cannot wait."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assurance.models import AuditTool, CaseGrade, ImmediateConcern
from assurance.operations import audits as operations
from assurance.operations.audits import figures
from partnership.access import Refused
from partnership.models import Deadline, Event, Letter, Return, Round
from tests.factories import audits as made
from tests.factories import meetings

DAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def the_last_day_of_march():
    with time_machine.travel(made.TODAY, tick=False):
        yield


# Commissioning ------------------------------------------------------------------------------------------------


def test_commission_gives_a_reference_and_the_report_a_day(cast):
    audit = made.commissioned(cast)

    assert (audit.reference, audit.stage, audit.scale.code) == (
        "AUD-2026-1",
        "commissioned",
        "audit-tool-of-tests",
    )
    assert [line.question for line in audit.lines.all()] == [
        "Was the bruise referred on the same day?",
        "Was the baby seen by a doctor?",
    ]
    deadline = Deadline.objects.get(duty="audit_report")
    assert (deadline.due_on, deadline.reference, deadline.path) == (
        DAY + timedelta(60),
        "AUD-2026-1",
        audit.get_absolute_url(),
    )
    with pytest.raises(Refused, match="This audit has already been commissioned, as AUD-2026-1"):
        made.commissioned(cast)
    assert made.commissioned(cast, theme="Strategy discussions").reference == "AUD-2026-2"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lines": " \n"}, "Enter at least one line of enquiry"),
        ({"lines": "Seen?\n seen?"}, "Two lines of enquiry are the same"),
        ({"period_until": DAY + timedelta(1)}, "The period must be in the past"),
        ({"report_due_on": DAY + timedelta(19)}, "The report must be due after the agencies’ tools"),
        ({"source": "audit"}, "Select which audit this is repeating"),
        ({"theme": "Baby born on 3 March 2026"}, "No child’s detail is kept here"),
    ],
)
def test_what_cannot_be_commissioned_says_why(cast, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        made.commissioned(cast, **changes)


def test_a_report_due_on_another_day_leaves_the_old_one_on_record(cast):
    audit = made.commissioned(cast)
    operations.write_audit(
        audit, by=cast.officer, seen=1, theme=audit.theme, why=audit.why, lines="Was it referred?",
        practice_focus=audit.practice_focus, agencies=[cast.police, cast.county], tools_due_on=audit.tools_due_on,
        report_due_on=DAY + timedelta(90),
    )  # fmt: skip
    audit.refresh_from_db()

    old, new = Deadline.objects.filter(duty="audit_report").order_by("pk")
    assert (old.ended_on, old.superseded_by, new.outstanding) == (DAY, new, True)
    assert [line.question for line in audit.lines.all()] == ["Was it referred?"]
    with pytest.raises(Refused, match="Someone else changed this audit while you were writing"):
        operations.write_audit(
            audit, by=cast.officer, seen=1, theme="x", why="x", lines="x", practice_focus="x",
            agencies=[cast.police], tools_due_on=audit.tools_due_on, report_due_on=audit.report_due_on,
        )  # fmt: skip


# Cases --------------------------------------------------------------------------------------------------------


def test_cases_drawn_by_lot_are_different_places_of_the_list_and_the_draw_is_on_record(cast):
    audit = made.with_cases(cast, 7)
    places = list(audit.cases.values_list("place", flat=True))

    assert [case.reference for case in audit.cases.all()] == [f"A{number}" for number in range(1, 8)]
    assert len(set(places)) == 7
    assert all(1 <= place <= 40 for place in places)
    drawn = Event.objects.about(audit).get(verb="selected cases")
    assert (drawn.facts["places"], drawn.facts["pool"], drawn.facts["how"]) == (sorted(places), 40, "lot")
    assert str(cast.officer.pk) == drawn.actor_id


def test_replace_case_draws_another_place_and_keeps_the_first_with_its_reason(cast):
    audit = made.commissioned(cast)
    operations.select_cases(
        audit, by=cast.officer, how="lot", held_by=cast.county, focus="All of May", pool=3, number=2
    )
    first = audit.cases.get(number=1)
    replacement = operations.replace_case(first, by=cast.officer, reason="The family has moved away.")
    first.refresh_from_db()

    assert (replacement.reference, replacement.replaces) == ("A3", first)
    assert sorted(audit.cases.values_list("place", flat=True)) == [1, 2, 3]
    assert first.replaced_because == "The family has moved away."
    assert [case.reference for case in audit.cases.standing()] == ["A2", "A3"]
    with pytest.raises(Refused, match="There are no cases left on the list"):
        operations.replace_case(replacement, by=cast.officer, reason="Also moved.")


def test_a_case_that_is_taken_out_is_neither_asked_about_nor_graded(cast):
    audit = made.asked(cast, 3)
    out = audit.cases.get(number=2)
    made.filled(cast, audit, cast.police, "A2")

    operations.take_out_case(out, by=cast.officer, reason="None of the agencies knew this child.")

    out = audit.cases.get(number=2)
    assert (out.left_how, out.replaced_because) == ("Taken out", "None of the agencies knew this child.")
    ended = Deadline.objects.filter(duty="audit_tool", ended_reason="The case was taken out of the audit")
    assert {one.organisation for one in ended} == {cast.county, cast.hospital}
    told = Letter.objects.filter(subject=f"No longer needed: {audit.reference}")
    assert {one.recipient for one in told} == {cast.county_lead, cast.hospital_lead}
    assert {str(agency): counts for agency, counts in figures.progress(audit)}[str(cast.police)] == {
        "asked": 2, "came": 0, "set_aside": 0,
    }  # fmt: skip
    assert Event.objects.get(verb="took out").why == "None of the agencies knew this child."
    operations.begin_discussion(audit, by=cast.officer, reason="They bring theirs.")
    made.graded(cast, audit)
    assert operations.begin_writing(audit, by=cast.officer).stage == "writing"
    with pytest.raises(Refused, match="The audit is at “Report is being written”"):
        operations.take_out_case(out, by=cast.officer, reason="Again.")


def test_what_cannot_be_taken_out_of_an_audit_says_why(cast):
    audit = made.asked(cast, 1)
    case = audit.cases.get()

    with pytest.raises(Refused, match="Enter why you are taking the case out"):
        operations.take_out_case(case, by=cast.officer, reason=" ")
    with pytest.raises(Refused, match="This is the only case left"):
        operations.take_out_case(case, by=cast.officer, reason="Nobody knew the child.")
    operations.raise_concern(
        case, by=cast.police_lead, organisation=cast.county, concern="Nobody saw the baby."
    )
    with pytest.raises(Refused, match="An immediate concern about this case is still open"):
        operations.take_out_case(case, by=cast.officer, reason="Nobody knew the child.")


def test_too_many_cases_drawn_by_mistake_are_taken_out_before_agencies_are_asked(cast, sign_in):
    audit = made.with_cases(cast, 2)
    second = audit.cases.get(number=2)
    officer = sign_in("board_officer")
    address = reverse("assurance:take_out_case", args=[second.pk])

    assert address in officer.get(second.get_absolute_url()).text
    page = officer.post(address, {"reason": "The list was typed twice."}, follow=True).text
    assert "Case A2 is no longer part of the audit" in page
    assert "Taken out" in page
    assert operations.send_tools(audit, by=cast.officer).round.returns.count() == 3


def test_cases_that_are_not_drawn_by_lot_say_why(cast):
    audit = made.commissioned(cast)
    with pytest.raises(Refused, match="Enter why you chose these cases"):
        operations.select_cases(
            audit, by=cast.officer, how="chosen", held_by=cast.county, focus="All of May", number=1
        )
    with pytest.raises(Refused, match="Draw fewer"):
        operations.select_cases(
            audit, by=cast.officer, how="lot", held_by=cast.county, focus="All of May", pool=4, number=5
        )


# Tools --------------------------------------------------------------------------------------------------------


def test_send_tools_asks_every_agency_about_every_case_with_one_letter_to_each_lead(cast):
    audit = made.asked(cast, 2)

    assert audit.round.purpose == Round.Purpose.AUDIT
    assert sorted((one.organisation.code, one.about) for one in Return.objects.filter(round=audit.round)) == [
        (agency, case)
        for agency in ("leicestershire-county-council", "leicestershire-police", "uhl")
        for case in ("A1", "A2")
    ]
    assert Deadline.objects.filter(duty="audit_tool", due_on=DAY + timedelta(20)).count() == 6
    letters = Letter.objects.filter(key__startswith=f"audit:{audit.pk}:tools:")
    assert sorted(letter.recipient.name for letter in letters) == [
        "County lead",
        "Hospital lead",
        "Police lead",
    ]
    with pytest.raises(Refused, match="so you cannot do this now"):
        operations.send_tools(audit, by=cast.officer)


def test_tools_are_not_asked_for_before_each_case_has_its_bands(cast):
    audit = made.commissioned(cast)
    with pytest.raises(Refused, match="Choose the cases first"):
        operations.send_tools(audit, by=cast.officer)
    operations.select_cases(
        audit, by=cast.officer, how="lot", held_by=cast.county, focus="All of May", pool=9, number=2
    )
    with pytest.raises(Refused, match="2 of 2 cases have no bands yet"):
        operations.send_tools(audit, by=cast.officer)


def test_a_tool_that_is_set_aside_is_no_longer_due_nor_missing(cast):
    audit = made.asked(cast, 1)
    tool = made.tool_of(audit, cast.hospital)
    operations.set_aside_tool(tool, by=cast.hospital_lead, reason="The child was never here.")
    tool.refresh_from_db()

    assert tool.assurance_return.deadline.ended_on == DAY
    with pytest.raises(Refused, match="This tool has already been set aside"):
        operations.set_aside_tool(tool, by=cast.hospital_lead, reason="Again.")
    with pytest.raises(Refused, match="2 tools have not been received"):
        operations.begin_discussion(audit, by=cast.officer)
    made.filled(cast, audit, cast.police)
    with pytest.raises(Refused, match="submitted, so it cannot be set aside"):
        operations.set_aside_tool(made.tool_of(audit, cast.police), by=cast.officer, reason="Late thought.")
    made.filled(cast, audit, cast.county)
    assert operations.begin_discussion(audit, by=cast.officer).stage == "discussing"


def test_chase_auditors_writes_once_a_day_to_those_who_owe_a_tool(cast):
    audit = made.asked(cast, 1)
    made.filled(cast, audit, cast.police)

    assert operations.chase_auditors(audit, by=cast.officer) == 2
    assert operations.chase_auditors(audit, by=cast.officer) == 0
    with time_machine.travel(made.TODAY + timedelta(21), tick=False):
        assert operations.chase_auditors(audit, by=cast.officer) == 2
        subjects = set(
            Letter.objects.filter(key__contains=":chase:2026-04-21:").values_list("subject", flat=True)
        )
    assert subjects == {"Late: AUD-2026-1"}


def test_extend_tool_gives_one_agency_longer_and_keeps_the_first_day(cast):
    audit = made.asked(cast, 1)
    opened = operations.extend_tool(
        made.tool_of(audit, cast.police),
        by=cast.officer,
        due_on=DAY + timedelta(30),
        reason="The author is ill.",
    )
    assert (opened.deadline.due_on, opened.deadline.supersedes.due_on) == (
        DAY + timedelta(30),
        DAY + timedelta(20),
    )


# Concerns -----------------------------------------------------------------------------------------------------


def raised(cast, audit, **changes):
    given = {"organisation": cast.county, "concern": "The baby sleeps in a car."} | changes
    return operations.raise_concern(audit.cases.get(number=1), by=cast.police_lead, **given)


def test_raise_concern_writes_at_once_to_the_manager_and_the_lead_and_is_due_the_next_working_day(cast):
    audit = made.asked(cast, 1)
    with time_machine.travel(made.TODAY + timedelta(2), tick=False):  # Maundy Thursday 2026
        concern = raised(cast, audit)

    assert concern.deadline.due_on == date(2026, 4, 7)  # after Easter Monday
    letters = Letter.objects.filter(key__contains=f":concern:{concern.pk}:")
    assert sorted(letter.recipient.name for letter in letters) == ["Board manager", "County lead"]
    assert all(letter.urgent for letter in letters)
    assert all("car" not in f"{letter.subject} {letter.label}" for letter in letters)
    with pytest.raises(Refused, match="This concern has already been raised"):
        raised(cast, audit)
    with pytest.raises(Refused, match="Select one of the agencies in this audit"):
        raised(cast, audit, organisation=cast.health)


def test_a_concern_stays_until_somebody_else_than_who_answered_closes_it(cast):
    concern = raised(cast, made.asked(cast, 1))

    with pytest.raises(Refused, match="has not answered yet"):
        operations.close_concern(concern, by=cast.manager, outcome="Seen today.")
    operations.answer_concern(concern, by=cast.county_lead, response="A social worker saw the baby at noon.")
    with pytest.raises(
        Refused, match="A concern must be closed by someone other than the person who answered it"
    ):
        operations.close_concern(concern, by=cast.county_lead, outcome="Safe.")
    assert ImmediateConcern.objects.open().get() == concern
    operations.close_concern(concern, by=cast.manager, outcome="The baby is with the aunt.")
    concern.refresh_from_db()
    assert (concern.deadline.late, concern.closed_by) == (False, cast.manager)
    assert not ImmediateConcern.objects.open().exists()


def test_a_late_answer_to_a_concern_says_why(cast):
    concern = raised(cast, made.asked(cast, 1))
    with time_machine.travel(made.TODAY + timedelta(2), tick=False):
        with pytest.raises(Refused):
            operations.answer_concern(concern, by=cast.county_lead, response="Seen.")
        operations.answer_concern(
            concern, by=cast.county_lead, response="Seen.", late_reason="The letter went to a former lead."
        )
    concern.refresh_from_db()
    assert concern.deadline.late


# Grades -------------------------------------------------------------------------------------------------------


def test_agency_joint_and_moderated_grades_stand_side_by_side_and_none_is_overwritten(cast):
    audit = made.discussing(cast, 1)
    held = made.session(cast, audit)
    case = audit.cases.get()
    operations.grade_case(case, by=cast.officer, session=held, value=3, reason="All agreed.")
    operations.grade_case(
        case, by=cast.officer, session=held, value=2, reason="The chronology was read again."
    )
    with pytest.raises(Refused, match="Enter a reason, even if the grade stays the same"):
        operations.moderate_case(case, by=cast.manager, value=1, reason=" ")
    operations.moderate_case(case, by=cast.manager, value=1, reason="The child was not seen alone.")

    assert [(one.kind, one.label, one.given_by.name) for one in case.grades.all()] == [
        ("joint", "Good", "Board officer"),
        ("joint", "Requires improvement", "Board officer"),
        ("moderated", "Inadequate", "Board manager"),
    ]
    agencies = figures.agency_grades(audit)
    assert [answer.label for answer in agencies.values()] == ["Good"]
    assert [one.label for one in figures.final_grades([case])] == ["Inadequate"]


@pytest.mark.django_db
def test_the_database_refuses_to_change_a_grade(cast):
    made.graded(cast, made.discussing(cast, 1))
    grade = CaseGrade.objects.get()
    with pytest.raises(Exception, match="stays as it was given"):
        CaseGrade.objects.filter(pk=grade.pk).update(value=4)


def test_a_report_is_not_written_before_each_case_is_graded_nor_moderated_before_that(cast):
    audit = made.discussing(cast, 2)
    case = audit.cases.get(number=2)
    with pytest.raises(Refused, match="The agencies must grade this case before it can be moderated"):
        operations.moderate_case(case, by=cast.manager, value=1, reason="Too kind.")
    with pytest.raises(Refused, match="A1, A2 have no joint grade yet"):
        operations.begin_writing(audit, by=cast.officer)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consent": "not_asked", "consent_on": None}, "Families only take part if they agree"),
        ({"consent_on": None}, "Enter the date they agreed, only if they did agree"),
        ({"consent_on": DAY + timedelta(1)}, "The date they agreed must be today or in the past"),
        ({"said": " "}, "Enter what they said"),
        ({"included": "no", "said": ""}, "Enter why they were not included"),
        ({"said": "Our NHS number is 943 476 5919."}, "looks like an NHS number"),
    ],
)
def test_what_a_family_said_needs_their_consent_and_no_detail(cast, changes, sentence):
    case = made.asked(cast, 1).cases.get()
    given = {
        "whose": "parent", "included": "spoke", "consent": "given", "consent_on": DAY, "said": "They came at once.",
    } | changes  # fmt: skip
    with pytest.raises(Refused, match=sentence):
        operations.record_voice(case, by=cast.officer, **given)


def test_a_child_who_was_not_asked_is_recorded_with_the_reason(cast):
    case = made.asked(cast, 1).cases.get()
    operations.record_voice(
        case, by=cast.officer, whose="child", included="no", consent="not_asked",
        not_included_because="Too young to be asked.",
    )  # fmt: skip
    assert case.voices.get().not_included_because == "Too young to be asked."


def test_a_joint_session_is_moved_and_called_off_and_its_leads_are_told(cast):
    audit = made.asked(cast, 1)
    session = made.planned_session(cast, audit)
    first = session.deadline

    session = operations.change_session(
        session, by=cast.officer, planned_on=DAY + timedelta(30), place="Room 3"
    )
    first.refresh_from_db()
    assert (first.ended_on, first.superseded_by) == (DAY, session.deadline)
    assert (session.deadline.due_on, session.place) == (DAY + timedelta(30), "Room 3")
    leads = {cast.police_lead, cast.county_lead, cast.hospital_lead}
    moved = Letter.objects.filter(subject=f"The session has changed: {audit.reference}")
    assert {(one.recipient, one.due_on) for one in moved} == {(lead, DAY + timedelta(30)) for lead in leads}
    with pytest.raises(Refused, match="Nothing has been changed"):
        operations.change_session(session, by=cast.officer, planned_on=DAY + timedelta(30), place="Room 3")
    with pytest.raises(Refused, match="The date must be in the future"):
        operations.change_session(session, by=cast.officer, planned_on=DAY - timedelta(1))

    operations.call_off_session(session, by=cast.officer, reason="Two auditors are ill.")
    assert not audit.sessions.exists()
    assert not Deadline.objects.outstanding().filter(duty="audit_session").exists()
    told = Letter.objects.filter(subject=f"The session is called off: {audit.reference}")
    assert {one.recipient for one in told} == leads
    assert Event.objects.get(verb="called off").why == "Two auditors are ill."
    with pytest.raises(Refused, match="has been removed since you opened the page"):
        operations.change_session(session, by=cast.officer, planned_on=DAY + timedelta(40))


def test_a_joint_session_that_was_held_is_not_moved_nor_called_off(cast):
    audit = made.discussing(cast, 1)
    held = made.session(cast, audit)
    with pytest.raises(Refused, match="This session has already been recorded"):
        operations.change_session(held, by=cast.officer, planned_on=DAY + timedelta(3))
    with pytest.raises(Refused, match="This session has already been recorded"):
        operations.call_off_session(held, by=cast.officer, reason="By mistake.")


def test_a_joint_session_may_be_part_of_a_meeting(cast, sign_in):
    audit = made.asked(cast, 1)
    meeting = meetings.planned(cast, audit.group)
    page = sign_in("board_officer").post(
        reverse("assurance:plan_session", args=[audit.pk]),
        {"planned_on_day": 20, "planned_on_month": 4, "planned_on_year": 2026, "meeting": meeting.pk},
        follow=True,
    )
    assert "Session planned" in page.text
    assert audit.sessions.get().meeting == meeting


def test_stop_audit_ends_every_day_that_was_due(cast):
    audit = made.asked(cast, 2)
    operations.plan_session(audit, by=cast.officer, planned_on=DAY + timedelta(25))
    operations.stop_audit(audit, by=cast.manager, reason="An inspection looks at the same.")

    assert not Deadline.objects.outstanding().exists()
    assert AuditTool.objects.count() == 6
    assert timezone.localdate() == DAY
