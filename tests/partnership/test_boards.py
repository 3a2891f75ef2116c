"""Highlight reports, other boards and the Child Death Overview Panel: what is asked, due, received and shared."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnership.access import Gone, Refused
from partnership.models import (
    Appointment,
    BoardAssurance,
    ChildDeathConcern,
    Deadline,
    Event,
    HighlightReport,
    Letter,
)
from partnership.operations import boards, child_deaths, highlights
from partnership.rules.highlights import DUE
from partnership.rules.suppression import all_shown, shown
from tests.factories import boards as made
from tests.factories.reviews import pdf

TODAY = date(2026, 3, 10)
DUE_ON, MEETS_ON = date(2026, 3, 20), date(2026, 3, 31)


@pytest.fixture(autouse=True)
def a_tuesday_in_march():
    with time_machine.travel("2026-03-10 12:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def meeting(cast):
    return made.meeting(cast, cast.partnership, "LRSCP-2026-01", on=MEETS_ON)


@pytest.fixture
def report(cast, meeting):
    return made.asked(cast, cast.crg, meeting, due_on=DUE_ON)


def dates(name, day):
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


# Highlight reports -----------------------------------------------------------------------------------------


def test_ask_highlights_puts_a_date_in_each_groups_diary_and_writes_to_its_chair(cast, meeting, sign_in):
    client = sign_in("board_officer")
    address = reverse("ask_highlights", args=[meeting.pk])
    form = client.get(address).context["form"]
    assert (form.initial["due_on"], set(form.initial["groups"])) == (
        date(2026, 3, 20),
        {cast.crg.pk, cast.audit.pk},
    )
    assert DUE.due(MEETS_ON) == date(2026, 3, 20)
    client.post(address, {"groups": [cast.crg.pk, cast.audit.pk]} | dates("due_on", DUE_ON))
    again = client.post(address, {"groups": [cast.crg.pk]} | dates("due_on", DUE_ON))

    assert again.status_code == 200
    assert [(d.group, d.due_on, d.reference) for d in Deadline.objects.order_by("group__name")] == [
        (cast.crg, DUE_ON, "LRSCP-2026-01"),
        (cast.audit, DUE_ON, "LRSCP-2026-01"),
    ]
    assert [one.recipient for one in Letter.objects.all()] == [cast.chair]
    assert (
        Deadline.objects.asked_of(cast.chair).get().path
        == HighlightReport.objects.get(group=cast.crg).get_absolute_url()
    )
    page = client.get(reverse("highlights")).text
    assert "2 reports have not been sent yet" in page


@pytest.mark.parametrize(
    ("due_on", "said"), [(date(2026, 4, 1), "not after the meeting"), (date(2026, 3, 9), "from today on")]
)
def test_a_report_is_due_before_its_meeting(cast, meeting, due_on, said):
    with pytest.raises(Refused, match=said):
        made.asked(cast, cast.crg, meeting, due_on=due_on)


def test_no_report_is_asked_to_a_meeting_that_is_cancelled_or_has_been(cast):
    cancelled = made.meeting(cast, cast.partnership, "LRSCP-2026-07", on=MEETS_ON)
    type(cancelled).objects.filter(pk=cancelled.pk).update(state="cancelled", cancelled_because="Snow")
    for to, said in (
        (cancelled, "is cancelled"),
        (made.meeting(cast, cast.partnership, "LRSCP-2026-08", on=date(2026, 3, 9)), "has already been held"),
    ):
        with pytest.raises(Refused, match=said):
            made.asked(cast, cast.crg, to, due_on=DUE_ON)


@pytest.mark.parametrize("voice", ["", "   ", "N/A", "None known"])
def test_an_unanswered_voice_question_keeps_a_report_from_being_sent(cast, report, voice, sign_in):
    """It may be saved half written; sent it is only with an answer, and nothing written is lost."""
    client = sign_in(cast.chair)
    client.post(
        reverse("write_highlight", args=[report.pk]), made.answers(voice=voice) | {"seen": report.revision}
    )
    report.refresh_from_db()
    assert report.done == "Two audits were finished."
    answer = client.post(reverse("send_highlight", args=[report.pk]), {"seen": report.revision})

    assert "Say how the group has considered the voice of children and young people." in answer.text
    report.refresh_from_db()
    assert (report.state, report.deadline.done_on) == ("asked", None)
    with pytest.raises(IntegrityError, match="answers_the_voice_question"), transaction.atomic():
        HighlightReport.objects.filter(pk=report.pk).update(
            state="sent", voice="", sent_by=cast.chair, sent_at="2026-03-10T12:00Z"
        )


def test_the_chair_writes_and_sends_it_in_time_and_the_group_above_receives_it(cast, report, sign_in):
    client = sign_in(cast.chair)
    client.post(
        reverse("write_highlight", args=[report.pk]),
        made.answers() | {"seen": report.revision, "file": SimpleUploadedFile("table.pdf", pdf())},
    )
    answer = client.post(reverse("send_highlight", args=[report.pk]), {"seen": "2"}, follow=True)
    assert "The report is sent to the LRSCP, which reads it before it meets on" in answer.text
    report.refresh_from_db()
    report.deadline.refresh_from_db()
    assert (report.state, report.sent_by, report.deadline.done_on, report.deadline.late) == (
        "sent", cast.chair, TODAY, False
    )  # fmt: skip
    assert b"".join(client.get(reverse("highlight_file", args=[report.pk])).streaming_content).startswith(
        b"%PDF"
    )

    assert client.post(reverse("receive_highlight", args=[report.pk])).status_code == 404
    officer = sign_in("board_officer")
    officer.post(reverse("receive_highlight", args=[report.pk]))
    assert officer.post(reverse("receive_highlight", args=[report.pk])).status_code == 409
    report.refresh_from_db()
    assert (report.state, report.received_by) == ("received", cast.officer)


def test_a_late_report_says_why(cast, report, sign_in, a_tuesday_in_march):
    made.written(cast, report)
    a_tuesday_in_march.move_to("2026-03-23 12:00Z")
    client = sign_in(cast.chair)
    assert "Late" in client.get(report.get_absolute_url()).text
    answer = client.post(reverse("send_highlight", args=[report.pk]), {"seen": "2"})
    assert "Say why it is late" in answer.text
    client.post(
        reverse("send_highlight", args=[report.pk]), {"seen": "2", "late_reason": "One agency was late."}
    )

    report.deadline.refresh_from_db()
    assert (report.deadline.late, report.deadline.late_reason) == (True, "One agency was late.")


def test_a_report_sent_back_comes_again_with_its_question_answered(cast, report, sign_in):
    made.sent(cast, report)
    sign_in("board_officer").post(
        reverse("send_highlight_back", args=[report.pk]), {"question": "How many young people?"}
    )
    client = sign_in(cast.chair)
    page = client.get(reverse("write_highlight", args=[report.pk]))
    assert "How many young people?" in page.text
    report.refresh_from_db()
    highlights.write_highlight(
        report, by=cast.chair, seen=report.revision, **made.answers(voice="Four of them did so.")
    )
    highlights.send_highlight(report, by=cast.chair)

    report.refresh_from_db()
    assert (report.state, report.question) == ("sent", "How many young people?")
    assert [e.facts["new"] for e in Event.objects.about(report).filter(verb="moved")] == [
        "sent",
        "sent_back",
        "sent",
    ]
    assert Letter.objects.filter(recipient=cast.chair, subject__startswith="A question about").count() == 1


def test_two_who_write_at_once_keep_both_texts(cast, report, sign_in):
    made.written(cast, report, risks="The officer's words.")
    client = sign_in(cast.chair)
    answer = client.post(
        reverse("write_highlight", args=[report.pk]), made.answers(risks="The chair's words.") | {"seen": "1"}
    )

    assert "Board officer saved this report since you opened it" in answer.text
    assert "The officer&#x27;s words." in answer.text
    assert "The chair&#x27;s words." in answer.text
    again = client.post(
        reverse("write_highlight", args=[report.pk]),
        made.answers(risks="Both.") | {"seen": answer.context["form"]["seen"].value()},
    )
    assert again.status_code == 302


def test_a_report_is_read_by_its_group_until_it_is_sent_and_by_others_once_shared(cast, report):
    def readers():
        everybody = (cast.officer, cast.administrator, cast.advisor, cast.chair, cast.member, cast.outsider,
                     cast.observer, cast.police_lead, seated)  # fmt: skip
        return [one.name for one in everybody if HighlightReport.objects.visible_to(one).exists()]

    seated = cast.person("Partnership member", "group_member", seat=cast.seat(cast.partnership, "member"))
    own = ["Case Review Group chair", "Case Review Group member"]
    assert readers() == ["Board officer", *own]
    made.sent(cast, report)
    assert readers() == ["Board officer", "Administrator", "Independent Advisor", *own, "Partnership member"]
    with pytest.raises(Refused, match="once the group that it is for has received it"):
        highlights.share_highlight(report, by=cast.officer, group=cast.audit, shared_on=TODAY)
    highlights.receive_highlight(report, by=cast.officer)
    highlights.share_highlight(report, by=cast.officer, group=cast.audit, shared_on=TODAY)
    highlights.share_highlight(report, by=cast.officer, outside="Office of the coroner", shared_on=TODAY)
    assert readers() == [
        "Board officer", "Administrator", "Independent Advisor", *own, "Audit group member", "Partnership member"
    ]  # fmt: skip
    with pytest.raises(Refused, match="already recorded that it was shared"):
        highlights.share_highlight(report, by=cast.officer, group=cast.audit, shared_on=TODAY)


def test_what_was_shared_with_the_wrong_group_is_taken_back(cast, report, sign_in):
    made.sent(cast, report)
    highlights.receive_highlight(report, by=cast.officer)
    share = highlights.share_highlight(report, by=cast.officer, group=cast.audit, shared_on=TODAY)
    assert HighlightReport.objects.visible_to(cast.outsider).exists()
    address = reverse("take_back_share", args=[share.pk])
    officer = sign_in("board_officer")
    assert address in officer.get(report.get_absolute_url()).text
    assert address not in sign_in(cast.chair).get(report.get_absolute_url()).text

    officer = sign_in("board_officer")
    assert "govuk-error-summary" in officer.post(address, {"reason": ""}).text
    page = officer.post(address, {"reason": "The Policy group was meant."}, follow=True).text
    assert f"It is no longer shared with {cast.audit}." in page
    assert not HighlightReport.objects.visible_to(cast.outsider).exists()
    told = Event.objects.get(verb="no longer shared")
    assert (told.why, told.facts["group"]) == ("The Policy group was meant.", cast.audit.code)
    with pytest.raises(Refused, match="has been removed since you opened the page"):
        highlights.take_back_share(share, by=cast.officer, reason="Again.")
    highlights.share_highlight(report, by=cast.officer, group=cast.audit, shared_on=TODAY)


def test_a_group_is_given_another_date_and_its_chair_is_told(cast, report, sign_in):
    first = report.deadline
    address = reverse("change_highlight_date", args=[report.pk])
    later = dates("due_on", date(2026, 3, 25))
    officer = sign_in("board_officer")
    assert "govuk-error-summary" in officer.post(address, later | {"reason": ""}).text
    after = officer.post(address, dates("due_on", date(2026, 4, 1)) | {"reason": "They are short of staff."})
    assert "not after the meeting" in after.text
    assert "They are short of staff." in after.text
    assert officer.post(address, later | {"reason": "They are short of staff."}).status_code == 302

    report.refresh_from_db()
    first.refresh_from_db()
    assert (report.deadline.due_on, report.deadline.path) == (date(2026, 3, 25), report.get_absolute_url())
    assert (first.ended_on, first.superseded_by) == (TODAY, report.deadline)
    letter = Letter.objects.get(subject__startswith="Another date for your highlight report")
    assert (letter.recipient, letter.due_on) == (cast.chair, date(2026, 3, 25))
    with pytest.raises(Refused, match="That is the date on which it is due now"):
        highlights.change_highlight_date(report, by=cast.officer, due_on=date(2026, 3, 25), reason="Again.")
    made.sent(cast, report)
    assert officer.get(address).status_code == 409


def test_a_report_that_was_no_longer_asked_for_is_asked_for_again(cast, report, meeting):
    highlights.drop_highlight(report, by=cast.officer, reason="The wrong group.")
    again = made.asked(cast, cast.crg, meeting, due_on=DUE_ON)

    assert (again.pk, again.state, again.deadline.outstanding) == (report.pk, "asked", True)
    assert Letter.objects.filter(recipient=cast.chair, subject__contains="highlight report").count() == 2
    with pytest.raises(Refused, match="All of these groups have been asked already"):
        made.asked(cast, cast.crg, meeting, due_on=DUE_ON)
    assert made.sent(cast, again).state == "sent"


def test_a_chair_of_two_groups_writes_only_for_the_groups_they_chair(cast, meeting, sign_in):
    other = made.asked(cast, cast.audit, meeting, due_on=DUE_ON)
    Appointment.objects.create(person=cast.chair, role="group_member", seat=cast.seat(cast.audit, "co_opted"))

    assert sign_in(cast.chair).get(other.get_absolute_url()).context["deeds"] == set()
    assert sign_in(cast.chair).get(reverse("write_highlight", args=[other.pk])).status_code == 404


def test_a_report_that_is_no_longer_asked_for_leaves_the_diary(cast, report, sign_in):
    sign_in("board_officer").post(
        reverse("drop_highlight", args=[report.pk]), {"reason": "The meeting is cancelled."}
    )

    report.refresh_from_db()
    assert (report.state, Deadline.objects.outstanding().count()) == ("dropped", 0)


@pytest.mark.parametrize("number", [1, 2])
def test_pages_ask_the_same_of_the_database_however_much_there_is(
    cast, meeting, sign_in, number, django_assert_num_queries
):
    for group in (cast.crg, cast.audit)[:number]:
        made.asked(cast, group, meeting, due_on=DUE_ON)
    made.the_panel(cast)
    for n in range(number):
        board = made.board(f"b-{n}", f"Board {n}")
        boards.seek_assurance(board, by=cast.officer, question="Who?", asked_of="Clerk", due_on=DUE_ON)
        made.child_death_report(cast, kind=("activity", "yearly")[n])
        child_deaths.pass_concern(by=cast.officer, direction="to_panel", passed_on=TODAY, office="Officer")
    client = sign_in("board_officer")
    # session, person; reports, meetings to ask · boards, contacts, information, assurance · reports, concerns
    for name, queries in (("highlights", 4), ("boards", 6), ("child_deaths", 4)):
        client.get(reverse(name))
        with django_assert_num_queries(queries):
            client.get(reverse(name))


# Other boards ----------------------------------------------------------------------------------------------


@pytest.fixture
def board(db):
    return made.board()


def sought(cast, board, **changes):
    given = {
        "question": "How are children heard?",
        "asked_of": "Clerk to the trust",
        "due_on": DUE_ON,
    } | changes
    return boards.seek_assurance(board, by=cast.officer, **given)


def test_pass_information_notes_what_when_by_which_office_and_for_whom(cast, board, sign_in):
    client = sign_in("board_officer")
    typed = {"what": "Yearly report", "office": "Board officer", "audience": "Members only"}
    address = reverse("pass_information", args=[board.code])
    late = client.post(address, typed | dates("passed_on", TODAY + timedelta(1)))
    assert "must be today or in the past" in late.text
    client.post(address, typed | dates("passed_on", TODAY) | {"file": SimpleUploadedFile("r.pdf", pdf())})
    again = client.post(address, typed | dates("passed_on", TODAY))

    assert "That is already recorded" in again.text
    (one,) = board.information.all()
    assert (one.what, one.office, one.audience, one.passed_on) == (
        "Yearly report", "Board officer", "Members only", TODAY
    )  # fmt: skip
    assert b"".join(client.get(reverse("information_file", args=[one.pk])).streaming_content).startswith(
        b"%PDF"
    )


def test_what_came_without_a_file_has_none_to_be_taken(cast, board, sign_in):
    given = {"what": "Yearly report", "office": "Board officer", "audience": "Members only"}
    told = boards.pass_information(board, by=cast.officer, passed_on=TODAY, **given)
    client = sign_in("board_officer")

    assert client.get(reverse("information_file", args=[told.pk])).status_code == 404
    assert client.get(reverse("assurance_file", args=[sought(cast, board).pk])).status_code == 404


def test_assurance_is_sought_by_a_day_that_stands_in_the_diary(cast, board, sign_in, a_tuesday_in_march):
    assurance = sought(cast, board)
    assert (assurance.deadline.role, assurance.deadline.reference) == ("board_officer", assurance.reference)
    client = sign_in("board_officer")
    assert client.get(reverse("boards")).context["overdue"] == []
    a_tuesday_in_march.move_to("2026-03-23 12:00Z")
    client = sign_in("board_officer")
    assert client.get(reverse("boards")).context["overdue"] == [assurance]

    answer = client.post(
        reverse("receive_assurance", args=[assurance.pk]),
        {"says": "By a panel of ten."} | dates("received_on", date(2026, 3, 23)),
    )
    assert "Say why it is late" in answer.text
    assert "By a panel of ten." in answer.text
    client.post(
        reverse("receive_assurance", args=[assurance.pk]),
        {"says": "By a panel of ten.", "late_reason": "It met late."}
        | dates("received_on", date(2026, 3, 23)),
    )
    assurance.refresh_from_db()
    assurance.deadline.refresh_from_db()
    assert (assurance.state, assurance.deadline.late) == ("received", True)
    assert client.get(reverse("boards")).context["overdue"] == []


def test_assurance_that_is_no_longer_asked_for_is_late_and_counted_nowhere(
    cast, board, sign_in, a_tuesday_in_march
):
    assurance = sought(cast, board)
    a_tuesday_in_march.move_to("2026-03-23 12:00Z")
    client = sign_in("board_officer")
    address = reverse("withdraw_assurance", args=[assurance.pk])
    assert client.post(address, {"reason": ""}).context["form"].errors.keys() == {"reason"}
    page = client.post(address, {"reason": "The merger settled it."}, follow=True)

    assert "No longer asked for" in page.text
    assert "The merger settled it." in page.text
    assert reverse("receive_assurance", args=[assurance.pk]) not in page.text
    register = client.get(reverse("boards")).context
    counts = {board.pk: counts for board, counts in register["rows"]}[board.pk]
    assert (register["overdue"], counts["asked"]) == ([], 0)
    assert list(BoardAssurance.objects.overdue(date(2026, 3, 23))) == []
    with pytest.raises(Refused, match="no longer due: The merger settled it"):
        boards.receive_assurance(assurance, by=cast.officer, received_on=date(2026, 3, 23), says="Ten.")
    assert sought(cast, board, due_on=date(2026, 4, 30)).pk != assurance.pk  # and it can be asked again


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 3, 9), "before 10 March 2026"), (date(2026, 3, 11), "in the future")]
)
def test_an_answer_comes_after_its_question_and_not_in_the_future(cast, board, day, said):
    with pytest.raises(Refused, match=said):
        boards.receive_assurance(sought(cast, board), by=cast.officer, received_on=day, says="x")


def test_an_answer_that_is_not_enough_is_asked_again_as_a_question_of_its_own(cast, board, sign_in):
    first = boards.receive_assurance(sought(cast, board), by=cast.officer, received_on=TODAY, says="We do.")
    client = sign_in("board_officer")
    address = reverse("judge_assurance", args=[first.pk])
    missing = client.post(address, {"enough": "no", "judgement": "Nothing shows it."})
    assert "Enter the date the new answer is due" in missing.text
    client.post(address, {"enough": "no", "judgement": "Nothing shows it."} | dates("due_on", DUE_ON))
    first.refresh_from_db()
    again = first.again
    assert (first.state, again.question, again.deadline.due_on) == ("again", first.question, DUE_ON)

    boards.receive_assurance(again, by=cast.officer, received_on=TODAY, says="Minutes of four sessions.")
    boards.judge_assurance(again, by=cast.officer, enough=True, judgement="The minutes show it.")
    with pytest.raises(Refused, match="satisfied: it cannot become received"):
        boards.receive_assurance(again, by=cast.officer, received_on=TODAY, says="x")
    (counts,) = [counts for _, counts in client.get(reverse("boards")).context["rows"]]
    assert counts == {"passed": 0, "asked": 2, "received": 2, "late": 0, "satisfied": 1, "again": 1}
    assert BoardAssurance.objects.count() == 2


def test_a_board_is_reached_through_the_newest_office(cast, board, sign_in):
    for office, since in (("Clerk", date(2025, 1, 1)), ("Co-ordinator", date(2026, 1, 1))):
        boards.name_contact(board, by=cast.officer, office=office, email="", starts_on=since)
    page = sign_in("administrator").get(reverse("board", args=[board.code]))

    assert str(page.context["board"].contacts_today[0]) == "Co-ordinator"
    assert "Contact offices over time" in page.text
    with pytest.raises(Refused, match="already"):
        boards.name_contact(board, by=cast.officer, office="Co-ordinator", email="", starts_on=TODAY)


# Child Death Overview Panel --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "told"),
    [(None, "not given"), (0, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (1234, "1,234")],
)
def test_counts_below_ten_are_not_shown(count, told):
    assert shown(count) == told


def test_a_count_that_would_give_a_small_difference_away_is_kept_back_too():
    assert all_shown({"notified": 31, "reviewed": 28, "modifiable": 12}) == {
        "notified": "31",
        "reviewed": "withheld, as it would give a small count away",
        "modifiable": "12",
    }


def test_a_report_of_the_panel_is_asked_received_shared_considered_and_published(cast, sign_in):
    _, chair = made.the_panel(cast)
    report = made.child_death_report(cast, kind="yearly", received=False)
    assert list(Deadline.objects.asked_of(chair)) == [report.deadline]
    with pytest.raises(Refused, match="not been received"):
        child_deaths.share_child_death_report(report, by=cast.officer, group=cast.crg, shared_on=TODAY)
    client = sign_in("board_officer")
    client.post(
        reverse("receive_child_death_report", args=[report.pk]),
        {"summary": "Sleep.", "notified": "31", "reviewed": "14", "modifiable": "4",
         "given_also_to": "Leicester partnership"} | dates("received_on", TODAY),
    )  # fmt: skip
    client.post(
        reverse("share_child_death_report", args=[report.pk]),
        {"group": cast.crg.pk} | dates("shared_on", TODAY),
    )
    held = made.meeting(cast, cast.partnership, "LRSCP-2026-05", on=TODAY)
    with pytest.raises(Refused, match="before the report was received"):
        child_deaths.consider_child_death_report(
            report, by=cast.officer, considered_as="x",
            meeting=made.meeting(cast, cast.partnership, "LRSCP-2026-04", on=TODAY - timedelta(1)),
        )  # fmt: skip
    client.post(
        reverse("consider_child_death_report", args=[report.pk]),
        {"meeting": held.pk, "considered_as": "Noted."},
    )
    client.post(
        reverse("note_child_death_publication", args=[report.pk]),
        {"address": "https://example.org/cdop"} | dates("published_on", TODAY),
    )

    report.refresh_from_db()
    assert (report.received_on, report.considered_at, report.published_on, report.deadline.late) == (
        TODAY, held, TODAY, False
    )  # fmt: skip
    assert dict(client.get(report.get_absolute_url()).context["counts"])[
        "Reviews that found modifiable factors"
    ] == 4  # fmt: skip


def test_small_counts_are_seen_by_the_business_unit_only(cast, sign_in):
    made.the_panel(cast)
    report = made.child_death_report(
        cast, notified=37, reviewed=23, modifiable=7, content=pdf(), filename="r.pdf"
    )
    child_deaths.share_child_death_report(report, by=cast.officer, group=cast.crg, shared_on=TODAY)
    page = sign_in(cast.member).get(report.get_absolute_url())

    assert dict(page.context["counts"]) == {
        "Deaths notified": "37", "Reviews completed": "23", "Reviews that found modifiable factors": "fewer than 10"
    }  # fmt: skip
    assert reverse("child_death_file", args=[report.pk]) not in page.text
    assert sign_in(cast.member).get(reverse("child_death_file", args=[report.pk])).status_code == 403
    assert sign_in(cast.outsider).get(report.get_absolute_url()).status_code == 404
    assert sign_in(cast.administrator).get(report.get_absolute_url()).status_code == 404


def test_the_list_of_the_panels_reports_is_of_those_that_somebody_may_read(cast, sign_in):
    made.the_panel(cast)
    report = made.child_death_report(cast)

    def listed():
        address, place = report.get_absolute_url(), reverse("child_deaths")
        return [address in sign_in(who).get(place).text for who in (cast.officer, cast.member, cast.outsider)]

    assert listed() == [True, False, False]
    child_deaths.share_child_death_report(report, by=cast.officer, group=cast.crg, shared_on=TODAY)
    assert listed() == [True, True, False]


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"modifiable": 30}, "cannot be more than all reviews"), ({"reviewed": None}, "cannot be more"),
     ({"summary": " "}, "Say in short")],
)  # fmt: skip
def test_a_report_whose_counts_cannot_be_is_refused(cast, changes, said):
    made.the_panel(cast)
    with pytest.raises(Refused, match=said):
        made.child_death_report(cast, **changes)


def test_nobody_but_staff_who_read_cases_learns_that_there_is_a_concern(cast, sign_in):
    """Not from the page, the diary, the home page or a letter."""
    made.the_panel(cast)
    concern = child_deaths.pass_concern(
        by=cast.officer, direction="from_panel", passed_on=TODAY, office="Chair of the panel",
        their_reference="CDOP/26/014",
    )  # fmt: skip
    assert concern.reference == "CDC-2026-001"
    assert concern.deadline.due_on == date(2026, 3, 12)
    for who in (cast.learning_officer, cast.administrator, cast.advisor, cast.chair, cast.observer):
        client = sign_in(who)
        for address in (reverse("child_deaths"), "/diary/?show=all", "/home/"):
            assert "CDC-2026" not in client.get(address).text, (who, address)
        assert client.get(reverse("child_deaths")).context["concerns"] == []
        assert client.get(reverse("acknowledge_concern", args=[concern.pk])).status_code == 403
    assert "CDC-2026-001" in sign_in(cast.officer).get(reverse("child_deaths")).text
    assert "CDC-2026-001" in sign_in(cast.officer).get("/diary/").text


@pytest.mark.parametrize("typed", ["Ada Moss", "a. moss 2019", "born 1/2/2019", "CDOP"])
def test_a_concern_has_no_room_for_a_childs_details(cast, sign_in, typed):
    made.the_panel(cast)
    client = sign_in("board_officer")
    answer = client.post(
        reverse("pass_concern"),
        {"direction": "to_panel", "office": "Board officer", "their_reference": typed}
        | dates("passed_on", TODAY),
    )

    assert "A reference is capital letters, numbers" in answer.text
    assert ChildDeathConcern.objects.count() == 0
    words = {f.name for f in ChildDeathConcern._meta.get_fields() if f.get_internal_type() == "TextField"}
    assert words == set()


def test_a_concern_is_acknowledged_once_within_two_working_days(cast, sign_in, a_tuesday_in_march):
    made.the_panel(cast)
    numbers = [
        child_deaths.pass_concern(by=cast.officer, direction="to_panel", passed_on=TODAY, office="Officer")
        for _ in range(2)
    ]
    assert [one.reference for one in numbers] == ["CDC-2026-001", "CDC-2026-002"]
    a_tuesday_in_march.move_to("2026-03-13 12:00Z")
    client = sign_in("board_officer")
    address = reverse("acknowledge_concern", args=[numbers[0].pk])
    typed = {"acknowledged_by": "Chair of the panel", "outcome": "review"} | dates(
        "acknowledged_on", date(2026, 3, 13)
    )
    assert "Say why it is late" in client.post(address, typed).text
    client.post(address, typed | {"late_reason": "The office was closed."})

    one = ChildDeathConcern.objects.get(pk=numbers[0].pk)
    assert (one.acknowledged_on, one.outcome, one.deadline.late) == (date(2026, 3, 13), "review", True)
    with pytest.raises(Refused, match="already"):
        child_deaths.acknowledge_concern(
            one, by=cast.officer, acknowledged_on=TODAY, acknowledged_by="x", outcome="known"
        )


def test_without_a_panel_in_the_arrangements_nothing_is_asked_of_it(cast):
    with pytest.raises(Refused, match="name no Child Death Overview Panel"):
        made.child_death_report(cast)


# A child death report that was asked for with wrong dates ------------------------------------------------------


def retyped(**days):
    return {
        f"{name}_{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    } | {"reason": "The panel reports by half years."}


def test_correct_child_death_report_keeps_the_old_date_in_the_diary_as_ended(cast, sign_in):
    made.the_panel(cast)
    report = made.child_death_report(cast, received=False)
    client, address = sign_in(cast.officer), reverse("correct_child_death_report", args=[report.pk])
    right = {
        "covers_from": TODAY - timedelta(190),
        "covers_until": TODAY - timedelta(10),
        "due_on": TODAY + timedelta(30),
    }

    assert address in client.get(report.get_absolute_url()).content.decode()
    seen = {"seen": client.get(address).context["form"]["seen"].value()}
    silent = client.post(address, retyped(**right) | seen | {"reason": " "})
    assert "Say why the dates are corrected" in silent.content.decode()
    done = client.post(address, retyped(**right) | seen)
    late = client.post(address, retyped(**right | {"due_on": TODAY + timedelta(40)}) | seen)

    old = report.deadline
    report.refresh_from_db()
    old.refresh_from_db()
    assert done.url == report.get_absolute_url()
    assert (report.covers_from, report.covers_until) == (right["covers_from"], right["covers_until"])
    assert (report.deadline.due_on, report.deadline.outstanding, report.deadline.group) == (
        right["due_on"], True, report.panel,
    )  # fmt: skip
    assert (old.superseded_by, old.ended_reason.endswith("The panel reports by half years.")) == (
        report.deadline,
        True,
    )
    told = Event.objects.about(report).get(verb="corrected")
    assert told.facts["before"]["due_on"] == str(TODAY)
    assert "has changed since you opened this page" in late.content.decode()


def test_correct_child_death_report_that_has_come_leaves_when_it_was_due(cast, sign_in):
    made.the_panel(cast)
    report = made.child_death_report(cast)
    client, address = sign_in(cast.officer), reverse("correct_child_death_report", args=[report.pk])

    assert "due_on" not in client.get(address).context["form"].fields
    client.post(address, retyped(covers_from=TODAY - timedelta(190), covers_until=TODAY - timedelta(10)))

    before = report.deadline
    report.refresh_from_db()
    assert (report.covers_from, report.deadline) == (TODAY - timedelta(190), before)
    with pytest.raises(Refused, match="the date on which it was due stands"):
        child_deaths.correct_child_death_report(
            report, by=cast.officer, covers_from=report.covers_from, covers_until=report.covers_until,
            due_on=TODAY + timedelta(1), reason="Found.",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "The dates are as they were"),
        ({"covers_from": 0}, "must cover a time that ends after it begins"),
        ({"covers_until": 5}, "due after the time that it covers"),
        ({"due_on": -1}, "has passed"),
        ({"covers_from": -150, "covers_until": -40}, "asked for already"),
        ({"due_on": 3, "reason": " "}, "Say why the dates are corrected"),
    ],
)
def test_correct_child_death_report_says_what_is_wrong(cast, changes, sentence):
    made.the_panel(cast)
    report = made.child_death_report(cast, received=False)
    child_deaths.ask_child_death_report(
        by=cast.officer, kind="activity", covers_from=TODAY - timedelta(150), covers_until=TODAY - timedelta(40),
        due_on=TODAY + timedelta(9),
    )  # fmt: skip
    given = {"covers_from": -200, "covers_until": -20, "due_on": 0, "reason": "Found."} | changes
    days = {
        name: TODAY + timedelta(value) if isinstance(value, int) else value for name, value in given.items()
    }

    with pytest.raises(Refused, match=sentence):
        child_deaths.correct_child_death_report(report, by=cast.officer, **days)


def test_information_recorded_by_mistake_is_removed_with_a_reason(cast, sign_in):
    board = made.board()
    told = boards.pass_information(
        board, by=cast.officer, what="The yearly report", passed_on=TODAY, office="Board manager",
        audience="Members", detail="Of another board",
    )  # fmt: skip
    staff, address = sign_in(cast.officer), reverse("remove_information", args=[told.pk])
    assert address in staff.get(reverse("board", args=[board.code])).text
    with pytest.raises(Refused, match="Say why it is removed"):
        boards.remove_information(told, by=cast.officer, reason=" ")

    page = staff.post(address, {"reason": "It went to another board."}, follow=True).text

    assert "The entry is removed." in page
    assert "The yearly report" not in page
    event = Event.objects.get(verb="removed information")
    assert (event.why, event.facts["passed_on"]) == ("It went to another board.", "2026-03-10")
    with pytest.raises(Gone):
        boards.remove_information(told, by=cast.officer, reason="Again.")
    boards.pass_information(
        board,
        by=cast.officer,
        what="The yearly report",
        passed_on=TODAY,
        office="Board manager",
        audience="Members",
    )
