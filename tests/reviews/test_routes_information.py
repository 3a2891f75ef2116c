"""Agencies are told when nothing is asked any more, and are asked by an agreed day where no clock runs."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Letter
from reviews.operations.case import lock
from reviews.operations.information import answer, ask_agencies, save_draft
from reviews.operations.routes import end_what_waits
from tests.factories import reviews as made
from tests.factories import routes as make

SCOPE = "The young person and both carers, for two years."
NOTHING = {"involvement": "not_involved", "signed_off_office": "Head of safeguarding"}


def ended(cast):
    """The police have answered, the hospital has not, when everything that waits is ended."""
    case = made.gathering(cast)
    police, hospital = (case.requests.get(organisation=one) for one in (cast.police, cast.hospital))
    answer(police, by=cast.police_lead, **NOTHING)
    with transaction.atomic():
        end_what_waits(lock(case), by=cast.officer, why="criteria_not_met")
    return made.again(case), police, hospital


def test_end_what_waits_ends_every_deadline_but_what_was_done(cast):
    case, police, hospital = ended(cast)

    found = {link.deadline.duty: link.deadline for link in case.clocks.select_related("deadline")}
    assert not [deadline for deadline in found.values() if deadline.outstanding]
    assert (found["rapid_review"].ended_on, found["rapid_review"].ended_reason) == (
        timezone.localdate(),
        "The criteria were found not to be met",
    )
    assert found["notify"].done_on == timezone.localdate()
    police.deadline.refresh_from_db()
    hospital.deadline.refresh_from_db()
    assert (police.deadline.late, police.deadline.ended_on) == (False, None)
    assert hospital.deadline.ended_on == timezone.localdate()
    hospital.refresh_from_db()
    assert (hospital.ended_by, hospital.ended_reason) == (
        cast.officer,
        "The criteria were found not to be met",
    )
    assert [one.organisation for one in case.requests.standing()] == [cast.police]


def test_end_what_waits_tells_only_the_agency_that_had_not_answered(cast):
    case, _, hospital = ended(cast)

    letter = Letter.objects.get(subject__startswith="Nothing more is asked of you")
    assert (letter.recipient, letter.path) == (cast.hospital_lead, hospital.get_absolute_url())
    assert letter.subject == f"Nothing more is asked of you: {case.reference}"


def test_an_ended_request_says_so_and_refuses_an_answer(cast, sign_in):
    _, _, hospital = ended(cast)

    for attempt in (answer, save_draft):
        with pytest.raises(Refused, match=r"^We no longer need anything from your agency in this case"):
            attempt(hospital, by=cast.hospital_lead, **NOTHING)
    page = sign_in(cast.hospital_lead).get(hospital.get_absolute_url())
    assert "We no longer need anything from you in this case" in page.content.decode()
    assert "Send your answer" not in page.content.decode()
    assert not hospital.answers.exists()


def test_ask_agencies_in_another_partnerships_case_by_an_agreed_day(cast, sign_in):
    case = make.led_elsewhere(cast)
    browser = sign_in(cast.officer)
    address = f"/cases/{case.pk}/ask-agencies/"
    due_on = make.in_days(9)
    given = {"organisations": [cast.police.pk], "scope": SCOPE}

    assert "Enter the date agencies must answer by" in browser.post(address, given).content.decode()
    given |= {"due_on_day": due_on.day, "due_on_month": due_on.month, "due_on_year": due_on.year}
    browser.post(address, given)

    asked = case.requests.get()
    assert made.again(case).stage == "elsewhere"
    assert (asked.deadline.due_on, asked.deadline.rule) == (due_on, "Agreed for this case")
    assert asked.deadline.case_link.case == case
    answer(asked, by=cast.police_lead, **NOTHING)
    asked.deadline.refresh_from_db()
    assert asked.deadline.late is False


def test_ask_agencies_agrees_on_a_date_only_where_none_follows_from_a_notification(cast):
    asking = {"by": cast.officer, "organisations": [cast.police], "scope": SCOPE}

    with pytest.raises(Refused, match=r"^Agree a date for agencies to answer by"):
        ask_agencies(make.led_elsewhere(cast), **asking)
    with pytest.raises(Refused, match=r"^The date for agencies to answer has passed"):
        ask_agencies(make.led_elsewhere(cast), due_on=date(2024, 2, 29), **asking)
    with pytest.raises(
        Refused, match=r"^The date for agencies to answer is worked out from the notification"
    ):
        ask_agencies(made.notified(cast), due_on=make.in_days(3), **asking)
