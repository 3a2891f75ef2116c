"""A review of our own: chosen by the office that decides, set up, carried out, finished."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Document
from reviews.models import LocalReview, Outcome
from reviews.operations.local_review import (
    choose_local_review,
    finish_local_review,
    note_local_progress,
    set_up_local_review,
)
from tests.factories import reviews as made
from tests.factories import routes as make

QUESTIONS = "How did agencies share what they knew?"


def plan(cast, **changes):
    facts = {
        "kind": LocalReview.Kind.THEMATIC,
        "questions": QUESTIONS,
        "lead_organisation": cast.police,
        "due_on": make.in_days(60),
    }
    return facts | changes


def posted(**dates):
    """Dates as a page posts them."""
    return {
        f"{name}_{part}": getattr(day, part)
        for name, day in dates.items()
        for part in ("day", "month", "year")
    }


@pytest.mark.parametrize("start", [made.not_notified, make.criteria_not_met])
def test_choose_local_review_starts_no_national_time_limit(cast, start):
    case = make.local_review(cast, case=start(cast))

    outstanding = [one.deadline for one in case.clocks.all() if one.deadline.outstanding]
    assert case.stage == "local_review"
    assert [(one.duty, one.due_on, one.force) for one in outstanding] == [
        ("local_review", make.in_days(90), "local")
    ]
    assert outstanding[0].rule == "Agreed for this review; national guidance sets no time limit"
    assert case.route_choices.get().office == Role.INDEPENDENT_ADVISOR


def test_choose_local_review_is_for_the_office_that_decides_and_asks_for_everything(cast):
    case = made.not_notified(cast)

    for change, sentence in (
        ({"by": cast.manager}, "Under these arrangements the decision is for: Independent Advisor"),
        ({"reason": ""}, "Say why a local review is right"),
        ({"kind": "other"}, "Choose what kind of review it is"),
        ({"questions": " "}, "Say which questions"),
        ({"due_on": make.in_days(-1)}, "The day by which it is to be finished has passed"),
    ):
        with pytest.raises(Refused, match=f"^{sentence}"):
            choose_local_review(case, **plan(cast, by=cast.advisor, reason="There is learning.") | change)
    assert made.again(case).stage == "not_notified"


def test_choose_local_review_on_its_page(cast, sign_in):
    case = made.not_notified(cast)
    advisor = sign_in("independent_advisor")
    page = f"/cases/{case.pk}/choose-local-review/"
    given = {"kind": "audit", "questions": QUESTIONS, "lead_organisation": cast.county.pk, "reason": ""}

    again = advisor.post(page, given | posted(due_on=make.in_days(30))).content.decode()
    assert QUESTIONS in again
    assert "Answer ‘Why is a local review right?’" in again
    assert "No abuse or neglect is suspected." in again
    done = advisor.post(page, given | posted(due_on=make.in_days(30)) | {"reason": "There is learning."})

    assert done.url == f"/cases/{case.pk}/"
    assert made.again(case).local_review.kind == "audit"


def test_a_local_review_decided_on_after_the_rapid_review_is_empty_until_it_is_set_up(cast, sign_in):
    case = made.agreed(cast, outcome=Outcome.LOCAL)
    officer = sign_in("board_officer")

    assert "It has not been set up yet" in officer.get(f"/cases/{case.pk}/").content.decode()
    set_up_local_review(case, by=cast.officer, **plan(cast))
    with pytest.raises(Refused, match=r"^The local review has been set up already"):
        set_up_local_review(case, by=cast.officer, **plan(cast))

    page = officer.get(f"/cases/{case.pk}/").content.decode()
    assert QUESTIONS in page
    assert f"/cases/{case.pk}/set-up-local-review/" not in page
    assert {one.deadline.duty for one in case.clocks.all() if one.deadline.outstanding} == {"local_review"}


def test_progress_and_findings_on_their_pages(cast, sign_in):
    case = make.local_review(cast)
    officer = sign_in("board_officer")
    officer.post(f"/cases/{case.pk}/note-local-progress/", {"text": "Two of four agencies were heard."})

    given = {"findings": "Half each.", "learnt": "Ask first.", "file": pdf_file()}
    officer.post(f"/cases/{case.pk}/finish-local-review/", given | posted(finished_on=timezone.localdate()))

    found = made.again(case).local_review
    assert (found.findings, found.learnt, found.finished_on) == (
        "Half each.",
        "Ask first.",
        timezone.localdate(),
    )
    assert found.deadline.late is False
    page = officer.get(f"/cases/{case.pk}/").content.decode()
    assert "Two of four agencies were heard." in page
    report = f"/cases/local-review/{found.pk}/file/"
    assert report in page
    assert b"".join(officer.get(report).streaming_content).startswith(b"%PDF")
    assert "name" not in Document.objects.get().download_name
    assert sign_in(cast.outsider).get(report).status_code == 404
    assert sign_in("partner_lead").get(report).status_code == 403
    assert officer.get(f"/cases/{case.pk}/finish-local-review/").status_code == 409


def pdf_file():
    file = made.io.BytesIO(made.pdf())
    file.name = "A name.pdf"
    return file


def test_finish_local_review_late_asks_why(cast):
    case = make.local_review(cast, due_on=make.in_days(3))
    finding = {"by": cast.officer, "findings": "Half each.", "learnt": "Ask first."}

    with time_machine.travel(timezone.now() + timedelta(4), tick=False):
        with pytest.raises(Refused, match=r"^It was done after its due date"):
            finish_local_review(case, finished_on=timezone.localdate(), **finding)
        finish_local_review(
            case, finished_on=timezone.localdate(), late_reason="A witness was ill.", **finding
        )

    deadline = made.again(case).local_review.deadline
    assert (deadline.late, deadline.late_reason) == (True, "A witness was ill.")


def test_nothing_is_noted_or_finished_where_no_local_review_is_under_way(cast):
    for case in (made.not_notified(cast), make.finished_local_review(cast)):
        with pytest.raises(Refused, match=r"^No local review is under way"):
            note_local_progress(case, by=cast.officer, text="Half way.")
        with pytest.raises(Refused, match=r"^No local review is under way"):
            finish_local_review(
                case, by=cast.officer, findings="A.", learnt="B.", finished_on=timezone.localdate()
            )
