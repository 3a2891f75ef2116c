"""Committees consulted on the report: which draft each had, what it said, what we answered, and what changed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from assurance.models import ReportConsultation, ReportPaper
from assurance.operations import yearly_report as operations
from partnership.access import Refused
from partnership.models import Deadline
from tests.factories import report_work as around
from tests.factories import yearly_report as factory


def today():
    return timezone.localdate()


def test_a_committee_is_sent_the_draft_of_that_day_and_its_paper_is_kept(cast, sign_in):
    report = factory.written(cast, voice="As the committee had it.")
    asked = around.consulted(cast, report)
    one = report.sections.get(kind="voice")
    operations.write_section(one, by=cast.officer, seen=one.revision, title=one.title, text="As it is now.")
    around.print_quickly()
    client = sign_in(cast.officer)
    shown = client.get(f"/assurance/reports/version/{asked.snapshot_id}/").text
    paper = ReportPaper.objects.get(snapshot=asked.snapshot)

    assert "As the committee had it." in shown
    assert "As it is now." not in shown
    assert (paper.state, paper.content) == ("done", asked.snapshot.checksum)
    assert client.get(f"/assurance/reports/version/{asked.snapshot_id}/pdf/").content == b"%PDF-1.7 of nobody"
    assert (
        f"/assurance/reports/version/{asked.snapshot_id}/pdf/"
        in client.get(f"/assurance/reports/{report.pk}/committees/").text
    )


def test_two_committees_of_one_day_have_one_draft_and_one_paper(cast):
    report = factory.written(cast)
    first = around.consulted(cast, report)
    second = around.consulted(cast, report, around.committee("scrutiny", "Scrutiny", "scrutiny"))

    assert first.snapshot == second.snapshot
    assert ReportPaper.objects.count() == 1


def test_the_meeting_stands_in_the_diary_and_a_comment_is_answered_in_four_weeks(cast):
    with time_machine.travel("2026-12-01T10:00+00:00", tick=False):
        asked = operations.consult_on_report(
            factory.written(cast), by=cast.officer, committee=around.committee(), sent_on=date(2026, 12, 1),
            meets_on=date(2026, 12, 15),
        )  # fmt: skip
    assert (asked.deadline.due_on, asked.deadline.duty) == (date(2026, 12, 15), "report_comments")
    with time_machine.travel("2026-12-15T18:00+00:00", tick=False):
        asked = operations.record_committee(
            asked, by=cast.officer, considered_on=date(2026, 12, 15), comments=" Say more of money. "
        )

    assert (asked.comments, asked.no_comments) == ("Say more of money.", False)
    assert asked.answer_deadline.due_on == date(2027, 1, 12)
    asked.deadline.refresh_from_db()
    assert asked.deadline.done_on == date(2026, 12, 15)


def test_the_whole_way_on_the_pages(cast, sign_in):
    report, client, body = factory.written(cast), sign_in(cast.officer), around.committee()
    day = today()
    meets = day + timedelta(3)
    ask = f"/assurance/reports/{report.pk}/committees/ask/"
    dates = {"sent_on_day": day.day, "sent_on_month": day.month, "sent_on_year": day.year,
             "meets_on_day": meets.day, "meets_on_month": meets.month, "meets_on_year": meets.year}  # fmt: skip
    assert client.post(ask, {"committee": body.pk, **dates}).status_code == 302
    assert "has already been sent draft 1" in client.post(ask, {"committee": body.pk, **dates}).text
    asked = ReportConsultation.objects.get()
    considered = {
        "considered_on_day": day.day,
        "considered_on_month": day.month,
        "considered_on_year": day.year,
    }
    page = f"/assurance/reports/committee/{asked.pk}/"
    assert "Enter what it said" in client.post(page, {"said": "comments", **considered}).text
    client.post(page, {"said": "comments", "comments": "Too long.", **considered})
    client.post(f"{page}answer/", {"answer": "It is shorter.", "what_changed": "Two chapters are cut."})
    shown = sign_in(cast.observer).get(f"/assurance/reports/{report.pk}/committees/").text

    for words in ("Too long.", "It is shorter.", "Two chapters are cut."):
        assert words in shown


def test_a_draft_was_not_sent_before_it_was_kept(cast):
    with pytest.raises(Refused, match="so it cannot have been sent before that"):
        operations.consult_on_report(
            factory.written(cast), by=cast.officer, committee=around.committee(),
            sent_on=today() - timedelta(1), meets_on=today(),
        )  # fmt: skip
    assert not ReportConsultation.objects.exists()


def publish(cast, report, **changes):
    return operations.publish_report(report, by=cast.manager, recipients=["The Panel"], **changes)


def test_what_a_committee_said_is_answered_before_publication(cast):
    report = around.rendered(cast)
    asked = around.consulted(cast, report)
    operations.record_committee(asked, by=cast.officer, considered_on=today(), comments="Too long.")
    with pytest.raises(
        Refused, match="Answer the comments from County Cabinet before you publish the report"
    ):
        publish(cast, report)
    operations.answer_committee(asked, by=cast.officer, answer="It is as long as it must be.")

    assert publish(cast, report).state == "published"


def test_a_committee_that_has_not_met_is_left_out_only_with_a_reason(cast, sign_in):
    report = around.rendered(cast)
    asked = around.consulted(cast, report)
    shown = sign_in(cast.manager).get(f"/assurance/reports/{report.pk}/publish/").text
    assert "Why are you publishing before every committee has considered it?" in shown
    with pytest.raises(Refused, match="Not considered yet by County Cabinet"):
        publish(cast, report)
    publish(cast, report, without="The twelve months end first.")
    asked.deadline.refresh_from_db()

    assert asked.deadline.ended_reason == "Published without its comments: The twelve months end first."
    assert not Deadline.objects.outstanding().filter(duty="report_comments").exists()
    with pytest.raises(Refused, match="The report is published"):
        around.consulted(cast, factory.fresh(report))
