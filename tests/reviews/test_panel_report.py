"""The rapid review as a PDF for the Panel: what it holds, whom it names, and which document was sent."""

import hashlib
import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event
from partnership.printing.pdf import CannotPrint
from reviews.models import PanelReport
from reviews.operations import panel_report
from reviews.operations.panel import hear_from_panel, send_to_panel
from reviews.operations.panel_report import make_panel_report, page_of
from reviews.operations.rapid_review import amend_meeting
from tests.factories import reviews as made
from tests.papers import words_of

ORGANISATIONS, PEOPLE = PanelReport.Shows


@pytest.fixture
def quick(monkeypatch):
    """The page is put together as always; only the process that lays it out is not started."""
    monkeypatch.setattr(panel_report, "print_pdf", lambda html, **_: (made.pdf(), 1))


def named(cast):
    """A decided case at whose meeting somebody is named."""
    case = made.drafting(cast)
    rows = made.attended(cast)
    rows[0]["name"] = "Robin Invented"
    amend_meeting(case, by=cast.officer, rows=rows)
    return made.again(case)


def test_make_report_is_a_tagged_accessible_pdf_with_its_reference_on_every_page(cast, decided_case):
    case = decided_case

    kept = make_panel_report(case, by=cast.officer)

    with kept.document.file.open("rb") as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == kept.document.checksum
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en-GB")
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert pdf.open_metadata()["dc:title"].startswith(f"Rapid review {case.reference} – ")
        assert len(pdf.pages) == kept.pages
    for page in range(1, kept.pages + 1):
        text = words_of(content, page)
        assert case.reference in text
        assert "Official-Sensitive" in text
        assert f"Page {page} of {kept.pages}" in text
    whole = words_of(content)
    for said in (
        "With the decision of", "Leicestershire Police", "Returned", "Nil return: not involved", "On time",
        "Criterion (a): improvements needed", "Not known yet", "Criteria (a) and (c) are met.",
    ):  # fmt: skip
        assert said in whole


def test_make_report_names_nobody_unless_somebody_chooses_that(cast):
    case = named(cast)

    plain, full = page_of(case, ORGANISATIONS), page_of(case, PEOPLE)

    for name in ("Robin Invented", "Head of safeguarding"):
        assert name not in plain
        assert name in full
    decided = made.decided(cast)
    assert cast.advisor.name + ")" not in page_of(decided, ORGANISATIONS)
    assert f"({cast.advisor.name})" in page_of(decided, PEOPLE)


def test_make_report_says_draft_missing_and_late(cast):
    case = made.gathering(cast)
    made.hold_meeting(
        case, by=cast.officer, meeting_on=timezone.localdate(), missing_accepted=True,
        rows=made.attended(cast, without=[cast.health]), ruling="Went on.",
    )  # fmt: skip

    page = page_of(made.again(case), ORGANISATIONS)

    assert "Draft: nothing has been decided yet." in page
    assert page.count("No answer: missing") == 2
    assert "not represented: Integrated Care Board" in page
    assert "The chair ruled: Went on." in page


def test_make_report_keeps_versions_and_send_to_panel_records_which_was_sent(cast, sign_in, quick):
    case = made.decided(cast)
    first = make_panel_report(case, by=cast.officer)
    second = make_panel_report(case, by=cast.officer, shows=PEOPLE)
    officer, today = sign_in(cast.officer), timezone.localdate()

    page = officer.get(reverse("reviews:make_report", args=[case.pk])).content.decode()
    typed = {
        "report": second.pk,
        "sent_on_day": today.day,
        "sent_on_month": today.month,
        "sent_on_year": today.year,
    }
    answer = officer.post(reverse("reviews:send_to_panel", args=[case.pk]), typed)

    assert (first.document.version, second.document.version) == (1, 2)
    assert first.document.checksum in page
    assert answer.status_code == 302
    message = case.panel_messages.get()
    assert (message.report, message.document) == (second, second.document)
    file = officer.get(reverse("reviews:report_file", args=[second.pk]))
    assert hashlib.sha256(b"".join(file.streaming_content)).hexdigest() == second.document.checksum
    assert Event.objects.about(second).filter(verb="read the file of", actor_id=str(cast.officer.pk)).exists()


def test_send_to_panel_takes_no_document_of_an_earlier_decision_or_another_case(cast, quick):
    case, other = made.awaiting_panel(cast, outcome="none"), made.decided(cast)
    old, others = (make_panel_report(one, by=cast.officer) for one in (case, other))
    today = timezone.localdate()
    hear_from_panel(case, by=cast.officer, kind="disagrees", received_on=today, summary="Again.")
    made.decide(
        case, by=cast.advisor, outcome="none", grounds="As before.", no_conflict=True,
        superseded_because="The Panel was told more.",
    )  # fmt: skip

    for report in (old, others):
        with pytest.raises(Refused, match="That document is not of the present decision"):
            send_to_panel(case, by=cast.officer, sent_on=today, report=report)


def test_make_report_refuses_what_changed_while_it_was_being_made(cast, drafting_case, monkeypatch):
    case = drafting_case

    def somebody_writes(html, **_):
        made.draft(case, by=cast.second_officer, seen=1, facts="Something new.")
        return made.pdf(), 1

    monkeypatch.setattr(panel_report, "print_pdf", somebody_writes)
    with pytest.raises(Refused, match="The rapid review has changed"):
        make_panel_report(case, by=cast.officer)
    assert not PanelReport.objects.exists()


def test_make_report_that_cannot_be_printed_says_what_to_do(cast, sign_in, monkeypatch):
    def fails(html, **_):
        raise CannotPrint("The document took too long to lay out.")

    monkeypatch.setattr(panel_report, "print_pdf", fails)
    page = sign_in(cast.officer).post(
        reverse("reviews:make_report", args=[made.drafting(cast).pk]), {"shows": "organisations"}
    )

    assert "The document took too long to lay out." in page.content.decode()
