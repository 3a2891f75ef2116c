"""Members' comments on a draft: said by a day, answered with a reason, and silence holds nobody up."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from assurance.models import CommentWindow, ReportComment
from assurance.operations import yearly_report as operations
from partnership.access import Refused
from partnership.models import Deadline, Letter
from tests.factories import report_work as around
from tests.factories import yearly_report as factory


def comment(window, by, text="Say more of neglect.", section=None):
    return operations.comment(window, by=by, text=text, section=section)


def answer(made, cast, answer="accepted", text="It is in the text now."):
    return operations.answer_report_comment(made, by=cast.officer, answer=answer, answer_text=text)


def test_asking_keeps_the_draft_and_writes_to_every_member_without_a_word_of_it(cast):
    window = around.window(cast, factory.written(cast, voice="A secret of the draft."))
    members = {*cast.signatories, cast.observer, cast.learning_officer}

    assert {asked.person for asked in window.asked.all()} == members
    assert {one.owner for one in Deadline.objects.filter(duty="comment_on_report")} == members
    letters = Letter.objects.filter(path=window.get_absolute_url())
    assert {letter.recipient for letter in letters} == members
    assert {letter.subject for letter in letters} == {"To comment on: YR-2025"}
    voice = next(one for one in window.snapshot.sections if one["kind"] == "voice")
    assert voice["text"] == "A secret of the draft."


def test_members_read_the_draft_as_it_was_kept_while_staff_write_on(cast, sign_in):
    window = around.window(cast, factory.written(cast, voice="As it was shown."))
    one = window.report.sections.get(kind="voice")
    operations.write_section(one, by=cast.officer, seen=one.revision, title=one.title, text="Written on.")
    shown = sign_in(cast.observer).get(window.get_absolute_url()).text

    assert "As it was shown." in shown
    assert "Written on." not in shown


def test_a_member_comments_on_a_section_and_is_asked_no_longer(cast, sign_in):
    window = around.window(cast)
    key = window.snapshot.sections[0]["key"]
    client = sign_in(cast.observer)
    client.post(window.get_absolute_url(), {"section": key, "text": "  Too long.  "})
    made = ReportComment.objects.get()

    assert (made.text, made.section_title) == ("Too long.", "Introduction by the safeguarding partners")
    assert (made.said_by, made.office) == (cast.observer, "Participating observer")
    assert window.asked.get(person=cast.observer).deadline.done_on == timezone.localdate()
    again = client.post(window.get_absolute_url(), {"section": key, "text": "Too long."})
    assert "You have already said this" in again.text
    assert ReportComment.objects.count() == 1


def test_comment_is_taken_until_midnight_in_london_and_no_later(cast):
    with time_machine.travel("2026-07-01T10:00+00:00", tick=False):
        window = operations.ask_for_comments(
            factory.written(cast), by=cast.officer, asks="Fair?", closes_on=date(2026, 7, 8)
        )
    with time_machine.travel("2026-07-08T22:59+00:00", tick=False):
        comment(window, cast.observer)
    with (
        time_machine.travel("2026-07-08T23:01+00:00", tick=False),
        pytest.raises(Refused, match="Comments closed on 8 July 2026"),
    ):
        comment(window, cast.signatories[0])


def test_what_members_say_shows_to_others_once_comments_are_closed(cast, sign_in):
    window = around.window(cast)
    comment(window, cast.signatories[0], "What the county thinks.")
    address = window.get_absolute_url()

    assert "What the county thinks." in sign_in(cast.signatories[0]).get(address).text
    assert "What the county thinks." in sign_in(cast.officer).get(address).text
    for person in (cast.signatories[1], cast.observer, cast.advisor):
        for page in (address, f"/assurance/reports/{window.report_id}/comments/"):
            assert "What the county thinks." not in sign_in(person).get(page).text
    operations.close_comments(window, by=cast.officer)
    assert "What the county thinks." in sign_in(cast.observer).get(address).text


def test_an_answer_has_its_reason_and_whoever_commented_reads_it(cast, sign_in):
    window = around.window(cast)
    made = comment(window, cast.observer)
    client, page = sign_in(cast.officer), f"/assurance/reports/comment/{made.pk}/answer/"
    with pytest.raises(Refused, match="Enter a reason"):
        answer(made, cast, "not", " ")
    client.post(page, {"answer": "partly", "answer_text": "Half of it."})

    shown = sign_in(cast.observer).get(window.get_absolute_url()).text
    assert "Accepted in part" in shown
    assert "Half of it." in shown
    assert Letter.objects.filter(
        recipient=cast.observer, subject="Your comment is answered: YR-2025"
    ).exists()
    late = client.post(page, {"answer": "not", "answer_text": "Other.", "seen": "Something before."})
    assert "A colleague answered this while you were writing" in late.text


def test_silence_does_not_block_and_what_was_asked_ends(cast):
    window = around.window(cast)
    operations.say_nothing(window, by=cast.observer)
    operations.send_report(factory.fresh(window.report), by=cast.officer, due_on=factory.soon())
    window.refresh_from_db()

    assert factory.fresh(window.report).state == "with_scrutiny"
    assert window.closed_at
    assert not Deadline.objects.outstanding().filter(duty="comment_on_report").exists()
    assert not Deadline.objects.filter(duty="comment_on_report", late=True).exists()


def test_a_comment_without_an_answer_does_block_and_the_page_leads_to_it(cast, sign_in):
    window = around.window(cast)
    made = comment(window, cast.observer)
    page = f"/assurance/reports/{window.report_id}/send/"
    shown = sign_in(cast.officer).get(page).text
    assert f"/assurance/reports/comment/{made.pk}/answer/" in shown
    with pytest.raises(Refused, match="1 comment is not answered yet"):
        operations.send_report(window.report, by=cast.officer, due_on=factory.soon())
    assert factory.fresh(window.report).state == "drafting"
    answer(made, cast)

    operations.send_report(window.report, by=cast.officer, due_on=factory.soon())


def test_windows_close_by_themselves_the_day_after_and_twice_does_no_harm(cast):
    window = around.window(cast, closes_in=3)
    today = timezone.localdate()
    assert operations.close_due_windows(today + timedelta(3)) == 0
    assert operations.close_due_windows(today + timedelta(4)) == 1
    assert operations.close_due_windows(today + timedelta(4)) == 0

    assert CommentWindow.objects.get(pk=window.pk).closed_by is None


def test_one_window_at_a_time_and_only_while_it_is_written(cast):
    window = around.window(cast)
    with pytest.raises(Refused, match="Members are already being asked for comments"):
        around.window(cast, window.report)
    with pytest.raises(Refused, match="frozen"):
        around.window(cast, factory.sent(cast, 2024))


def test_who_may_not_comment_is_answered_that_there_is_nothing(cast, sign_in):
    window = around.window(cast)

    assert sign_in(cast.advisor).post(window.get_absolute_url(), {"text": "x"}).status_code == 404
    assert not ReportComment.objects.exists()
