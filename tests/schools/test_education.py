"""The yearly Safeguarding through Education report: drafted from data, written, submitted, taken."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pikepdf
import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Deadline, Letter
from partnership.operations.letters import promise_reminders
from partnership.rules.years import AcademicYear
from schools.models import EducationReport, EducationText
from schools.operations import education as operations
from schools.operations import settings as other
from schools.operations.education_draft import draft
from schools.rules.education import HEADINGS, check_submit
from tests.factories import education as made
from tests.factories.engagement import engagement
from tests.factories.schools import contact, school
from tests.factories.settings import setting

YEAR = AcademicYear(2025)


@pytest.fixture(autouse=True)
def a_monday_after_the_year():
    with time_machine.travel(datetime(2026, 9, 14, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def test_the_six_headings_are_those_of_the_arrangements():
    assert [code for code, _ in HEADINGS] == [
        "adherence", "inspections", "action", "survey", "activity", "support",
    ]  # fmt: skip
    assert "regardless of status" in HEADINGS[0][1]


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 4, 30), {2024}),
        (date(2026, 5, 1), {2025}),
        (date(2026, 12, 31), {2025}),
        (date(2027, 4, 30), {2025}),
    ],
)
def test_a_report_begins_by_itself_in_may_and_once(cast, today, years):
    assert operations.open_education_reports(today) == 2
    assert operations.open_education_reports(today) == 0
    assert {one.begins for one in EducationReport.objects.all()} == years


def test_its_date_is_the_education_leads_and_the_ordinary_sweep_reminds_of_it(cast, a_monday_after_the_year):
    report = made.begun(cast.rutland)
    assert (report.reference, report.deadline.due_on) == ("STE-2025-RUTLAND", date(2026, 10, 31))
    assert report.deadline.owner == cast.rutland_education
    assert Deadline.objects.asked_of(cast.rutland_education).get() == report.deadline

    a_monday_after_the_year.move_to(datetime(2026, 10, 30, 9, tzinfo=UTC))
    promise_reminders()
    promise_reminders()
    assert Letter.objects.filter(deadline=report.deadline, recipient=cast.rutland_education).count() == 1


def test_each_heading_is_drafted_from_what_is_on_record(cast):
    reached, missed = school(cast, name="Alder School"), school(cast, name="Birch School", urn=131313)
    contact(reached.organisation, "lead", trained_on=date(2026, 3, 1))
    engagement(cast, schools=[reached], held_on=date(2026, 3, 3))
    issue = other.record_issue(
        setting(cast), by=cast.officer, inspected_on=date(2026, 2, 2), outcome="Inadequate", raised="Staff records.",
        concern=True,
    )  # fmt: skip
    other.follow_up_issue(issue, by=cast.officer, text="Visited in March.")

    found = draft(cast.county, YEAR, date(2026, 9, 14))

    text = {code: " ".join(one.lines) for code, one in found.items()}
    assert "No yearly school return was due in 2025/26" in text["adherence"]
    assert "1 inspection was recorded of other settings; 1 raised a concern" in text["inspections"]
    assert "1 concern was recorded about other settings. Followed up: 1. Closed: 0." in text["action"]
    assert "1 of 2 schools were reached at least once in 2025/26." in text["activity"]
    assert "Not reached: Birch School (131313)." in text["activity"]
    assert "1 had a safeguarding lead recorded, 0 had confirmed it" in text["support"]
    assert "and 1 had a lead trained within 24 months." in text["support"]
    assert all(table["source"] for one in found.values() for table in one.tables)
    assert missed.urn == 131313


def test_drafting_again_never_overwrites_what_somebody_wrote(cast, sign_in):
    report = made.begun(cast.county)
    operations.draft_report(report, by=cast.education_lead)
    section = report.sections.get(code="activity")
    assert operations.write_section(section, by=cast.education_lead, seen=1, text="We visited all.")
    school(cast)
    operations.draft_report(report, by=cast.education_lead)

    section.refresh_from_db()
    assert section.text == "We visited all."
    assert "0 of 1 school were reached" in section.draft
    page = sign_in("education_lead").get(report.get_absolute_url()).content.decode()
    assert "We visited all." in page
    assert "0 of 1 school were reached" in page


def test_the_drafts_own_words_saved_by_a_browser_are_nobodys(cast, sign_in):
    report = made.begun(cast.county)
    operations.draft_report(report, by=cast.education_lead)
    section = report.sections.get(code="adherence")
    client = sign_in("education_lead")
    address = reverse("schools:write_section", args=[section.pk])
    assert "\n\n" in section.draft

    client.post(address, {"text": section.draft.replace("\n", "\r\n"), "seen": "1"})
    section.refresh_from_db()
    assert (section.text, section.revision) == ("", 1)
    client.post(address, {"text": "We asked all.\r\nAll answered.", "seen": "1"})
    section.refresh_from_db()
    assert (section.text, section.revision) == ("We asked all.\nAll answered.", 2)


def test_words_written_before_the_figures_are_marked(cast, sign_in, a_monday_after_the_year):
    report = made.begun(cast.county)
    operations.draft_report(report, by=cast.education_lead)
    section = report.sections.get(code="activity")
    operations.write_section(section, by=cast.education_lead, seen=1, text="We visited all.")
    client = sign_in("education_lead")
    assert "Figures have changed" not in client.get(report.get_absolute_url()).content.decode()

    a_monday_after_the_year.shift(60)
    operations.draft_report(report, by=cast.education_lead)
    assert "Figures have changed" in client.get(report.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("today", "drafted", "words", "offered"),
    [
        (date(2026, 6, 1), None, "Draft it from the data first", False),
        (
            date(2026, 6, 1),
            date(2026, 6, 1),
            "submit it after the academic year ends on 31 August 2026",
            False,
        ),
        (date(2026, 9, 14), date(2026, 6, 1), "Update the figures", False),
        (date(2026, 9, 14), date(2026, 9, 14), "then submit it to the partnership", True),
    ],
)
def test_the_page_says_what_happens_next(cast, sign_in, today, drafted, words, offered):
    report = made.begun(cast.county, date(2026, 6, 1))
    if drafted:
        with time_machine.travel(
            datetime(drafted.year, drafted.month, drafted.day, 9, tzinfo=UTC), tick=False
        ):
            operations.draft_report(report, by=cast.education_lead)
    with time_machine.travel(datetime(today.year, today.month, today.day, 10, tzinfo=UTC), tick=False):
        page = sign_in("education_lead").get(report.get_absolute_url()).content.decode()
    assert words in page
    assert ("Submit it to the partnership" in page) is offered


def test_two_people_at_once_keep_both_texts(cast, sign_in):
    report = made.begun(cast.county)
    section = report.sections.get(code="survey")
    operations.write_section(section, by=cast.education_lead, seen=1, text="Theirs.")
    client = sign_in("education_lead")
    address = reverse("schools:write_section", args=[section.pk])

    page = client.post(address, {"text": "Mine.", "seen": "1"}).content.decode()
    assert "Someone else saved this while you were writing" in page
    assert "Theirs." in page
    assert [(one.text, one.aside) for one in EducationText.objects.order_by("pk")] == [
        ("Theirs.", False), ("Mine.", True),
    ]  # fmt: skip
    assert client.post(address, {"text": "Both.", "seen": "2"}).status_code == 302
    section.refresh_from_db()
    assert (section.text, section.revision) == ("Both.", 3)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"today": date(2026, 8, 31)}, "The academic year ends on 31 August 2026"),
        (
            {"empty": ["survey"]},
            "There is nothing under “Analysis of responses",
        ),
        ({"drafted_on": date(2026, 8, 31)}, "Update the figures first"),
        ({"drafted_on": None}, "Update the figures first"),
    ],
)
def test_submit_report_wants_a_whole_report_with_figures_of_the_whole_year(given, sentence):
    whole = {
        "ends_on": date(2026, 8, 31), "today": date(2026, 9, 1), "empty": [], "drafted_on": date(2026, 9, 1),
    }  # fmt: skip
    check_submit(**whole)
    with pytest.raises(Refused, match=sentence):
        check_submit(**whole | given)


def test_what_was_submitted_is_frozen_with_its_figures(cast):
    report = made.submitted(made.begun(cast.county), cast.education_lead)

    with pytest.raises(Refused, match="with the partnership"):
        operations.draft_report(report, by=cast.education_lead)
    for change in ("schools_educationsection SET draft = 'x'", "schools_educationreport SET revision = 99"):
        with (
            pytest.raises(DatabaseError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {change}")
    assert report.deadline.__class__.objects.get(pk=report.deadline_id).late is False


def test_the_partnership_sends_it_back_with_a_reason_and_takes_it_later(cast):
    report = made.submitted(made.begun(cast.county), cast.education_lead)
    assert Letter.objects.filter(recipient=cast.officer, reference=report.reference).count() == 1
    with pytest.raises(Refused, match="missing or wrong"):
        operations.return_report(report, by=cast.officer, reason=" ")
    returned = operations.return_report(report, by=cast.officer, reason="Which schools were visited?")
    assert (returned.state, returned.returned_because) == ("drafting", "Which schools were visited?")
    assert Letter.objects.filter(
        recipient=cast.education_lead, subject__startswith="The partnership sent"
    ).exists()

    again = made.submitted(report, cast.education_lead)
    operations.accept_report(again, by=cast.officer, seen=again.revision)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        EducationReport.objects.filter(pk=report.pk).update(state="drafting")


def test_it_is_read_by_all_readers_once_it_is_accepted_and_no_sooner(cast):
    report = made.submitted(made.begun(cast.county), cast.education_lead)

    def readers():
        people = (
            cast.officer,
            cast.education_lead,
            cast.rutland_education,
            cast.advisor,
            cast.police_lead,
            cast.school_lead,
        )
        return {one.name for one in people if report in EducationReport.objects.visible_to(one)}

    assert readers() == {"Board officer", "Education lead"}
    operations.accept_report(report, by=cast.officer, seen=report.revision)
    assert readers() == {
        "Board officer", "Education lead", "Rutland education lead", "Independent Advisor", "Police lead",
    }  # fmt: skip


def test_nobody_accepts_what_changed_since_they_read_it(cast):
    report = made.submitted(made.begun(cast.county), cast.education_lead)

    with pytest.raises(Refused, match="Read it again"):
        operations.accept_report(report, by=cast.officer, seen=report.revision - 1)


def test_the_paper_is_tagged_and_holds_every_heading_with_its_source(cast):
    report = made.begun(cast.county)
    school(cast, name="Larch School")
    report = operations.draft_report(report, by=cast.education_lead)
    report.refresh_from_db()
    submitted = operations.submit_report(report, by=cast.education_lead, seen=report.revision)

    with submitted.document.file.open() as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) == submitted.pages
        assert str(pdf.Root.Lang) == "en-GB"


def test_the_page_asks_the_same_number_of_questions_whatever_the_year_held(cast, sign_in):
    report = made.begun(cast.county)
    client = sign_in("education_lead")

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(report.get_absolute_url()).status_code == 200
        return len(asked)

    operations.draft_report(report, by=cast.education_lead)
    queries()
    few = queries()
    for number in range(3):
        engagement(cast, schools=[school(cast)], title=f"Forum {number}", held_on=date(2026, 3, 3))
    operations.draft_report(report, by=cast.education_lead)
    assert queries() == few


def test_numbers_stand_to_the_right_on_paper():
    table = {"caption": "Asked", "columns": "Kind|Asked#", "rows": [["Primary", "12"]], "source": "Returns"}
    report = SimpleNamespace(sections=SimpleNamespace(all=lambda: [SimpleNamespace(tables=[table])]))

    page = render_to_string(
        "print/education_report.html", {"sections": operations.paper_of(report), "report": report}
    )

    assert '<th scope="col">Kind</th><th scope="col" class="figure">Asked</th>' in page
    assert '<td class="figure">12</td>' in page
