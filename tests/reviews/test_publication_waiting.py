"""What an artefact waits for: a planned day with its copies, and holds that are looked at again."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline
from reviews.models import Artefact
from reviews.operations import publication as operations
from tests.factories import reviews as made

S = Artefact.State


def ready_on(cast, moment, state=S.READY):
    with time_machine.travel(moment, tick=False):
        return made.artefact(cast, state)


def copy(cast, artefact, recipient, day, **more):
    with time_machine.travel(f"{day} 12:00Z", tick=False):
        return operations.send_copy(artefact, by=cast.officer, recipient=recipient, sent_on=day, **more)


def test_plan_for_friday_10_april_2026_wants_the_copies_by_monday_30_march(cast):
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    with time_machine.travel("2026-03-02 10:00Z", tick=False):
        operations.plan(artefact, by=cast.officer, planned_on=date(2026, 4, 10))

    due = Deadline.objects.get(duty="advance_copies")
    assert (due.due_on, due.starts_on, due.confirmed) == (date(2026, 3, 30), date(2026, 4, 10), False)
    assert due.path == artefact.get_absolute_url()
    copy(cast, artefact, "panel", date(2026, 3, 20))
    copy(cast, artefact, "secretary_of_state", date(2026, 3, 30))
    due.refresh_from_db()
    assert (due.done_on, due.late) == (date(2026, 3, 30), False)


def test_copies_after_their_day_ask_why(cast):
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    with time_machine.travel("2026-03-02 10:00Z", tick=False):
        operations.plan(artefact, by=cast.officer, planned_on=date(2026, 4, 10))
    copy(cast, artefact, "panel", date(2026, 3, 20))

    with pytest.raises(Refused, match="Say why it was late"):
        copy(cast, artefact, "secretary_of_state", date(2026, 3, 31))
    copy(cast, artefact, "secretary_of_state", date(2026, 3, 31), late_reason="The file was large.")

    due = Deadline.objects.get(duty="advance_copies")
    assert (due.late, due.late_reason) == (True, "The file was large.")


def test_plan_another_day_keeps_the_old_one_in_the_diary_as_ended(cast):
    artefact = ready_on(cast, "2026-02-02 10:00Z", S.CHECKING)
    with time_machine.travel("2026-03-02 10:00Z", tick=False):
        with pytest.raises(Refused, match="the earliest day is 11 March 2026"):
            operations.plan(artefact, by=cast.officer, planned_on=date(2026, 3, 10))
        operations.plan(artefact, by=cast.officer, planned_on=date(2026, 4, 10))
        operations.plan(artefact, by=cast.officer, planned_on=date(2026, 4, 24))
        operations.replace_file(
            made.fresh(artefact), by=cast.officer, content=made.pdf("2"), filename="2.pdf"
        )

    reasons = (
        Deadline.objects.filter(duty="advance_copies").order_by("pk").values_list("ended_reason", flat=True)
    )
    assert list(reasons) == ["It is now planned for 24 April 2026", "The file was replaced"]
    assert made.fresh(artefact).planned_on is None


def test_the_earliest_day_is_shown_with_its_working(cast, sign_in):
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    copy(cast, artefact, "panel", date(2026, 3, 20))
    copy(cast, artefact, "secretary_of_state", date(2026, 3, 30))

    with time_machine.travel("2026-03-30 14:00Z", tick=False):
        page = " ".join(sign_in(cast.officer).get(artefact.get_absolute_url()).content.decode().split())

    assert "The earliest publication date is <strong>10 April 2026</strong>" in page
    assert "The later copy went to the Secretary of State on Mon 30 Mar 2026, which is day 0." in page
    assert "7 working days after it" in page
    assert "without the bank holidays Fri 3 Apr 2026 and Mon 6 Apr 2026" in page
    assert "seven working days before publication (source not confirmed)" in page


def test_a_hold_is_asked_about_again_on_its_day_and_the_diary_says_so(cast, ready_artefact, sign_in):
    artefact = ready_artefact
    today = timezone.localdate()
    placed = operations.hold(
        artefact, by=cast.officer, asked_by="coroner", asked_by_office="Senior Coroner", reason="An inquest",
        review_on=today + timedelta(14),
    )  # fmt: skip
    due = Deadline.objects.get(duty="hold_review")
    assert (due.due_on, due.role, due.path) == (
        today + timedelta(14),
        "board_manager",
        artefact.get_absolute_url(),
    )

    with time_machine.travel(timezone.now() + timedelta(15), tick=False):
        next_day = timezone.localdate() + timedelta(30)
        typed = {
            "review_on_day": next_day.day,
            "review_on_month": next_day.month,
            "review_on_year": next_day.year,
        }
        officer, keep = sign_in(cast.officer), reverse("reviews:keep_hold", args=[placed.pk])
        page = officer.post(keep, typed).content.decode()
        done = officer.post(keep, typed | {"late_reason": "The officer was away."})
        assert "Say why it is late" in page
        assert done.status_code == 302
        assert Deadline.objects.filter(duty="hold_review").outstanding().get().due_on == next_day
        operations.lift_hold(placed, by=cast.manager)

    kinds = Deadline.objects.filter(duty="hold_review").order_by("pk").values_list("late", "ended_reason")
    assert list(kinds) == [(True, ""), (None, "The hold was lifted")]
