"""Publication: both editions at once, copies in seven days, the next in twelve months, and nothing changes after."""

import hashlib
from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assurance.models import Rendering, ReportCopy, YearlyReport
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.publication import RECIPIENTS_OF_2019
from partnership.access import Refused
from partnership.models import Budget, Contribution, Deadline, Event, Organisation, Pot
from tests.factories import yearly_report as factory

CANARY = "canary-in-the-draft"
ADDRESSES = ["/yearly-reports/", "/yearly-reports/2025-26/", "/yearly-reports/2025-26/pdf/"]


def get(address, **headers):
    """What an anonymous visitor is answered."""
    return Client().get(address, headers=headers)


def publish(cast, report, **changes):
    facts = {"recipients": ["The Panel", "The named centre"], "late_reason": ""}
    return factory.fresh(operations.publish_report(report, by=cast.manager, **facts | changes))


STEPS = ["started", "written", "sent", "scrutinised", "asked", "endorsed", "rendering", "rendered"]


@pytest.mark.parametrize("step", STEPS)
def test_before_publication_there_is_nothing_to_see(cast, step):
    words = {} if step == "started" else {"voice": f"{CANARY} {{figure:returns_asked}}"}
    empty = [get(address) for address in ADDRESSES]
    getattr(factory, step)(cast, **words)
    answers = [get(address) for address in ADDRESSES]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    for answer in answers:
        assert CANARY not in answer.text
        assert "2025" not in answer.text
    assert [answer.headers["ETag"] for answer in answers] == [answer.headers["ETag"] for answer in empty]


def test_publication_needs_a_rendering(cast):
    with pytest.raises(Refused, match="with the statutory partners"):
        publish(cast, factory.endorsed(cast))


def test_publication_needs_recipients(cast):
    report = factory.rendered(cast)
    with pytest.raises(Refused, match="Enter who gets a copy within 7 days, one on each line"):
        publish(cast, report, recipients=[" "])
    with pytest.raises(Refused, match="named twice"):
        publish(cast, report, recipients=["The Panel", "The Panel "])

    assert factory.fresh(report).state == "rendered"


def test_both_editions_go_live_together(cast):
    report = publish(cast, factory.rendered(cast))
    listed, page, pdf = (get(address) for address in ADDRESSES)
    document = report.rendering.document

    assert [one.status_code for one in (listed, page, pdf)] == [200, 200, 200]
    assert "Yearly report 2025/26" in listed.text
    assert factory.WORDS["voice"] in page.text
    assert factory.STATEMENT in page.text
    assert document.checksum in page.text
    assert hashlib.sha256(pdf.content).hexdigest() == document.checksum
    assert pdf.headers["ETag"] == f'"{document.checksum}"'
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"] == 'inline; filename="yearly-report-2025-26.pdf"'


def test_whoever_has_the_pdf_is_sent_nothing_again(cast):
    report = publish(cast, factory.rendered(cast))
    again = get(ADDRESSES[2], **{"If-None-Match": f'"{report.rendering.document.checksum}"'})
    other = get(ADDRESSES[2], **{"If-None-Match": '"another"'})

    assert (again.status_code, other.status_code) == (304, 200)


def test_a_changed_record_afterwards_changes_nothing(cast):
    pot = Pot.objects.create(code="alone", name="Alone", scope="x")
    budget = Budget.objects.create(pot=pot, year=2025, total=240_263)
    Contribution.objects.create(budget=budget, organisation=cast.county, amount=83_415)
    report = publish(cast, factory.rendered(cast))
    before = [get(ADDRESSES[1]).content, get(ADDRESSES[2]).content]
    assert "£83,415" in before[0].decode()
    budget.contributions.update(amount=1)
    Organisation.objects.update(name="Renamed")
    after = [get(ADDRESSES[1]).content, get(ADDRESSES[2]).content]

    assert after == before
    assert factory.fresh(report).gather.data["figures"]["budget_alone"]["value"] == "£240,263"


def test_nothing_of_a_published_report_can_be_changed(cast):
    report = publish(cast, factory.rendered(cast))
    deeds = [
        lambda: YearlyReport.objects.filter(pk=report.pk).update(title="Other"),
        lambda: report.sections.update(text="Other"),
        lambda: report.statements.update(void_at=timezone.now(), void_reason="x"),
        lambda: report.endorsements.update(void_at=timezone.now(), void_reason="x"),
        lambda: Rendering.objects.create(report=report, content="0" * 64, asked_by=cast.officer),
        lambda: YearlyReport.objects.filter(pk=report.pk)._raw_delete("default"),
    ]
    for deed in deeds:
        with pytest.raises(DatabaseError, match=r"frozen|only while it is drafted"), transaction.atomic():
            deed()
    with pytest.raises(Refused, match="The report is published"):
        operations.return_report(report, by=cast.officer, why="x")


def test_copies_are_due_in_seven_days(cast):
    with time_machine.travel("2026-12-24T10:00+00:00", tick=False):
        report = publish(cast, factory.rendered(cast))
    due = {copy.recipient: copy.deadline.due_on for copy in report.copies.select_related("deadline")}

    assert due == {"The Panel": date(2026, 12, 31), "The named centre": date(2026, 12, 31)}
    sources = set(Deadline.objects.filter(duty="yearly_report_copy").values_list("source", flat=True))
    assert sources == {"Published arrangements 2019, section 15: copies within seven days of being published"}


def test_record_copy_stores_that_it_was_on_time(cast):
    copy = publish(cast, factory.rendered(cast)).copies.first()
    copy = operations.record_copy(copy, by=cast.officer, sent_on=timezone.localdate(), how="By post")
    copy.deadline.refresh_from_db()

    assert (copy.deadline.late, copy.how, copy.recorded_by) == (False, "By post", cast.officer)
    with pytest.raises(Refused, match="was recorded as sent"):
        operations.record_copy(copy, by=cast.officer, sent_on=timezone.localdate())


def test_a_late_copy_says_why(cast):
    with time_machine.travel("2026-12-24T10:00+00:00", tick=False):
        copy = publish(cast, factory.rendered(cast)).copies.first()
    with time_machine.travel("2027-01-02T10:00+00:00", tick=False):
        with pytest.raises(Refused, match="Say why it was late"):
            operations.record_copy(copy, by=cast.officer, sent_on=date(2027, 1, 1))
        with pytest.raises(Refused, match="in the future"):
            operations.record_copy(copy, by=cast.officer, sent_on=date(2027, 1, 3))
        operations.record_copy(
            copy, by=cast.officer, sent_on=date(2027, 1, 1), late_reason="Offices were closed"
        )
    deadline = Deadline.objects.get(report_copy=copy)

    assert (deadline.late, deadline.late_reason) == (True, "Offices were closed")
    assert ReportCopy.objects.get(pk=copy.pk).sent_on == date(2027, 1, 1)


def test_the_next_report_is_due_twelve_months_after_this_one(cast):
    with time_machine.travel("2026-09-30T10:00+00:00", tick=False):
        first = publish(cast, factory.rendered(cast, 2024))
    assert first.next_deadline.due_on == date(2027, 9, 30)
    assert first.next_deadline.force == "statutory"
    with time_machine.travel("2027-09-30T10:00+00:00", tick=False):
        second = publish(cast, factory.rendered(cast, 2025))
    first.next_deadline.refresh_from_db()

    assert (first.next_deadline.done_on, first.next_deadline.late) == (date(2027, 9, 30), False)
    assert second.next_deadline.due_on == date(2028, 9, 30)


def test_a_report_after_more_than_twelve_months_says_why(cast):
    with time_machine.travel("2026-02-28T10:00+00:00", tick=False):
        publish(cast, factory.rendered(cast, 2024))
    with time_machine.travel("2027-03-01T10:00+00:00", tick=False):
        report = factory.rendered(cast, 2025)
        with pytest.raises(Refused, match="Say why it was late"):
            publish(cast, report)
        assert factory.fresh(report).state == "rendered"
        publish(cast, report, late_reason="Two partners changed their officers.")


def test_recipients_are_those_of_the_last_report(cast):
    assert operations.usual_recipients() == list(RECIPIENTS_OF_2019)
    publish(cast, factory.rendered(cast, 2024), recipients=["The Panel", "Foundations"])

    assert operations.usual_recipients() == ["The Panel", "Foundations"]


def test_a_correction_begun_by_mistake_is_discarded_and_may_be_begun_again(cast, sign_in):
    first = publish(cast, factory.rendered(cast))
    second = operations.correct_report(first, by=cast.officer, note="A date in chapter 2.")
    operations.gather_report(second, by=cast.officer)
    client, address = sign_in(cast.officer), reverse("assurance:discard_report", args=[second.pk])
    assert address in client.get(second.get_absolute_url()).text
    assert "Say why you are discarding it" in client.post(address, {"reason": " "}).text

    answer = client.post(address, {"reason": "The date was right."}, follow=True)

    assert f"{second} is discarded." in answer.text
    assert list(YearlyReport.objects.all()) == [first]
    entry = Event.objects.get(verb="discarded")
    assert (entry.why, entry.facts) == ("The date was right.", {"version": 2})
    assert operations.correct_report(first, by=cast.officer, note="A name in chapter 3.").version == 2


def test_a_report_that_others_have_been_shown_or_that_is_published_stays(cast):
    first = publish(cast, factory.rendered(cast))
    with pytest.raises(Refused, match="The report is published, so it cannot be discarded"):
        operations.discard_report(first, by=cast.officer, reason="A mistake.")
    second = operations.correct_report(first, by=cast.officer, note="A date in chapter 2.")
    operations.send_report(second, by=cast.officer, due_on=factory.soon())
    with pytest.raises(Refused, match="The report is with the Independent Advisor"):
        operations.discard_report(second, by=cast.officer, reason="A mistake.")
    operations.return_report(second, by=cast.officer, why="A slip.")
    with pytest.raises(Refused, match="A draft of this report was kept or shown to others"):
        operations.discard_report(second, by=cast.officer, reason="A mistake.")


def test_a_correction_is_a_new_version_beside_the_old(cast):
    first = publish(cast, factory.rendered(cast))
    with pytest.raises(Refused, match="what is corrected"):
        operations.correct_report(first, by=cast.officer, note="")
    second = operations.correct_report(first, by=cast.officer, note="A date in chapter 2.")
    assert (second.version, second.slug, second.state) == (2, "2025-26-version-2", "drafting")
    assert get("/yearly-reports/2025-26-version-2/").status_code == 404
    with pytest.raises(Refused, match="There is already a correction of this version"):
        operations.correct_report(first, by=cast.officer, note="Another.")

    operations.send_report(second, by=cast.officer, due_on=factory.soon())
    operations.scrutinise(second, by=cast.advisor, text="Still fair.")
    operations.ask_endorsements(second, by=cast.officer, due_on=factory.soon())
    factory.endorse_all(cast, second)
    operations.render_report(second, by=cast.officer)
    operations.render_waiting()
    before = get("/yearly-reports/2025-26/pdf/").headers["ETag"]
    publish(cast, second)
    old, new = get("/yearly-reports/2025-26/"), get("/yearly-reports/2025-26-version-2/")

    assert "This version has been corrected" in old.text
    assert "A date in chapter 2." in new.text
    assert get("/yearly-reports/2025-26/pdf/").headers["ETag"] == before
    assert [one.slug for one in YearlyReport.objects.newest()] == ["2025-26-version-2"]
    assert Deadline.objects.filter(duty="yearly_report").count() == 1


def test_copies_wait_in_the_diary_with_their_rule(cast):
    publish(cast, factory.rendered(cast))
    today = timezone.localdate()

    waiting = Deadline.objects.coming(today, days=7).filter(duty="yearly_report_copy")
    assert [one.due_on for one in waiting] == [today + timedelta(7)] * 2
    assert {one.rule for one in waiting} == {"7 days after the yearly report was published"}
