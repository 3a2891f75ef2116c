"""Kept drafts, what changed between two, the checklist, what was seen when one signed, copies and the twelve months."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assurance.models import ReportSnapshot
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.content import text_checksum
from partnership.access import Refused
from tests.factories import report_work as around
from tests.factories import yearly_report as factory
from tests.factories.pictures import PNG


def reasons(report):
    return list(report.snapshots.order_by("number").values_list("number", "reason"))


# Kept drafts ----------------------------------------------------------------------------------------------


def test_a_draft_is_kept_at_every_going_forward(cast):
    report = factory.asked(cast)
    first, second = report.snapshots.order_by("number")

    assert reasons(report) == [(1, "scrutiny"), (2, "endorsement")]
    assert first.checksum == second.checksum == text_checksum(report)


def test_a_kept_draft_cannot_be_changed(cast):
    factory.sent(cast)
    with pytest.raises(DatabaseError, match="kept draft is frozen"), transaction.atomic():
        ReportSnapshot.objects.update(title="Other")


def test_a_draft_is_kept_by_hand_once_for_the_same_text(cast, sign_in):
    report = factory.written(cast)
    client, page = sign_in(cast.officer), f"/assurance/reports/{report.pk}/versions/keep/"
    client.post(page, {"note": "Before the cut"})
    client.post(page, {"note": "Again"})

    assert reasons(report) == [(1, "kept")]
    assert "Before the cut" in client.get(f"/assurance/reports/{report.pk}/versions/").text


def test_a_kept_draft_that_was_not_printed_has_no_paper(cast, sign_in):
    report = factory.written(cast)
    kept = operations.keep_version(report, by=cast.officer)
    client, paper = sign_in(cast.officer), reverse("assurance:version_pdf", args=[kept.pk])

    assert client.get(paper).status_code == 404
    assert client.post(paper).status_code == 405


def test_two_drafts_are_compared_section_by_section(cast, sign_in):
    report = factory.written(cast, voice="They asked for fewer changes.")
    operations.keep_version(report, by=cast.officer)
    one = report.sections.get(kind="voice")
    operations.write_section(
        one, by=cast.officer, seen=one.revision, title=one.title, text="They asked for fewer workers."
    )
    kept = report.snapshots.get()
    page = f"/assurance/reports/{report.pk}/versions/?older=d{kept.pk}&newer=v{report.pk}"
    shown = sign_in(cast.observer).get(page).text

    assert '<del class="portal-gone"><span class="govuk-visually-hidden">Taken out: </span>changes.' in shown
    assert '<ins class="portal-new"><span class="govuk-visually-hidden">Added: </span>workers.' in shown
    assert "Unchanged: Introduction by the safeguarding partners" in shown


def test_a_correction_is_compared_with_what_was_published(cast, sign_in):
    old = operations.publish_report(around.rendered(cast), by=cast.manager, recipients=["The Panel"])
    new = operations.correct_report(factory.fresh(old), by=cast.officer, note="A word.")
    one = new.sections.get(kind="priority")
    operations.write_section(
        one, by=cast.officer, seen=one.revision, title=one.title, text=one.text + " Twelve.",
        difference=one.difference,
    )  # fmt: skip
    page = f"/assurance/reports/{new.pk}/versions/?older=v{old.pk}&newer=v{new.pk}"
    shown = sign_in(cast.officer).get(page).text

    assert "Version 1, published" in shown
    assert "</span>Twelve." in shown or "Twelve." in shown
    assert shown.count('<del class="portal-gone">') <= 1
    assert (
        "Select 2 different texts"
        in sign_in(cast.officer)
        .get(f"/assurance/reports/{new.pk}/versions/?older=v{old.pk}&newer=v{old.pk}")
        .text
    )


def queries_of(client, page):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_pages_ask_the_database_the_same_for_one_and_for_three(cast, sign_in):
    report, client, numbers = factory.written(cast), sign_in(cast.officer), []
    window = around.window(cast, report)
    for people, bodies, titles in ((1, 1, ("Second",)), (3, 3, ("Third", "Fourth"))):
        for number, person in enumerate(cast.signatories[:people]):
            operations.comment(window, by=person, text=f"Comment {people} {number}")
        for number in range(bodies):
            around.consulted(
                cast, report, around.committee(f"body-{people}-{number}", f"Body {people} {number}")
            )
        for title in titles:
            section = operations.add_section(report, by=cast.officer, title=title)
            for by in (cast.officer, cast.second_officer):
                section.refresh_from_db()
                operations.write_section(
                    section, by=by, seen=section.revision, title=title, text=f"Words of {by.name}"
                )
        pages = [f"/assurance/reports/{report.pk}/{deed}/" for deed in
                 ("order", "checklist", "comments", "committees", "versions", "beside", "read")]  # fmt: skip
        pages += [window.get_absolute_url(), f"/assurance/reports/section/{section.pk}/earlier/"]
        client.get(pages[0])
        numbers.append([queries_of(client, page) for page in pages])

    assert numbers[0] == numbers[1]


# The checklist --------------------------------------------------------------------------------------------


def stands(report):
    return {one.requirement.code: not one.missing for one in operations.checked(report)}


def test_the_checklist_says_where_each_is_answered_and_what_is_missing(cast, sign_in):
    report = factory.written(cast, difference="", no_progress="")
    found = stands(report)

    assert (found["done"], found["effective"], found["no-progress"], found["voice"]) == (
        True,
        False,
        False,
        True,
    )
    shown = sign_in(cast.officer).get(f"/assurance/reports/{report.pk}/checklist/").text
    silent = report.sections.get(kind="no_progress")
    assert f"/assurance/reports/section/{silent.pk}/" in shown
    assert f"/assurance/reports/{report.pk}/read/#section-{report.sections.get(kind='voice').pk}" in shown


def test_staff_say_which_section_answers_a_requirement_or_why_it_does_not_apply(cast, sign_in):
    report = factory.written(cast)
    client = sign_in(cast.officer)

    def say(code, **typed):
        return client.post(f"/assurance/reports/{report.pk}/checklist/{code}/", typed)

    assert (
        "Select the section that covers it, or say why it does not apply this year"
        in say("education", section="").text
    )
    say("education", section=report.sections.get(kind="arrangements").pk)
    say("reforms", why_not="None began.")
    found = stands(report)

    assert (found["education"], found["reforms"], found["data"]) == (True, True, False)
    assert (
        "Either select a section or say why it does not apply, not both"
        in say("data", section=report.sections.first().pk, why_not="None").text
    )


# Signing what one saw -------------------------------------------------------------------------------------


def test_one_endorses_the_text_that_one_saw(cast, sign_in):
    report = factory.asked(cast)
    page = f"/assurance/reports/{report.pk}/endorse/"
    client = sign_in(cast.signatories[0])
    mark = text_checksum(report)
    assert f'name="seen" value="{mark}"' in client.get(page).text
    typed = {"organisation": cast.partners[0].pk, "agreed": "on"}
    other = client.post(page, typed | {"seen": "0" * 64})

    assert "The text has changed since you opened this page" in other.text
    assert not report.endorsements.exclude(signed_at=None).exists()
    assert f'name="seen" value="{mark}"' in other.text
    assert client.post(page, typed | {"seen": mark}).status_code == 302


def test_the_advisor_signs_on_the_text_that_they_saw_and_loses_no_word(cast, sign_in):
    report = factory.sent(cast)
    typed = {"text": "I have read it.", "deed": "sign", "seen": "0" * 64}
    answer = sign_in(cast.advisor).post(f"/assurance/reports/{report.pk}/scrutinise/", typed)

    assert "The text has changed since you opened this page" in answer.text
    assert "I have read it.</textarea>" in answer.text


def test_send_lists_everything_that_is_missing_with_the_page_to_write_it(cast, sign_in):
    report = factory.written(cast, voice="", difference="")
    shown = sign_in(cast.officer).get(f"/assurance/reports/{report.pk}/send/").text

    for kind in ("voice", "priority"):
        assert f'href="/assurance/reports/section/{report.sections.get(kind=kind).pk}/"' in shown
    with pytest.raises(Refused, match=r"is empty|what difference"):
        operations.send_report(report, by=cast.officer, due_on=factory.soon())


# Copies and the twelve months -----------------------------------------------------------------------------


def test_copies_show_what_is_due_late_and_proved(cast, sign_in):
    report = operations.publish_report(
        around.rendered(cast), by=cast.manager, recipients=["The Panel", "The Centre"]
    )
    panel = report.copies.get(recipient="The Panel")
    operations.record_copy(
        panel, by=cast.officer, sent_on=timezone.localdate(), how="By email", content=PNG, filename="x.png"
    )
    with time_machine.travel(timezone.now() + timedelta(8), tick=False):
        shown = sign_in(cast.observer).get("/assurance/reports/copies/").text

    assert "1 overdue." in shown
    assert f"/assurance/reports/copy/{panel.pk}/proof/" in shown
    proof = sign_in(cast.observer).get(f"/assurance/reports/copy/{panel.pk}/proof/")
    assert b"".join(proof) == PNG


def test_the_page_counts_the_days_of_the_twelve_months_from_the_last_report(cast, sign_in):
    shown = sign_in(cast.officer).get("/assurance/reports/").text
    assert "The 12 months start once the first report is published here." in shown
    with time_machine.travel("2026-10-01T10:00+00:00", tick=False):
        operations.publish_report(around.rendered(cast), by=cast.manager, recipients=["The Panel"])
    with time_machine.travel("2027-09-21T10:00+00:00", tick=False):
        shown = sign_in(cast.officer).get("/assurance/reports/").text
        assert "<strong>10 days left</strong>" in shown
        assert "published on 1 October 2026" in shown
        assert "The board manager is responsible for meeting this date." in shown
    with time_machine.travel("2027-10-02T10:00+00:00", tick=False):
        assert "<strong>1 day late.</strong>" in sign_in(cast.officer).get("/assurance/reports/").text
