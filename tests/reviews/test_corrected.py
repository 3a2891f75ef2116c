"""Days on which something was sent or held, put right: what stood there stays, and time limits are judged beside it."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter
from reviews.models import AdvanceCopy, Artefact, PanelMessage, SentCorrection
from reviews.operations import panel, publication, rapid_review
from reviews.operations.decision import decide
from tests.factories import reviews as made

S = Artefact.State
NOTIFIED, DECIDED = "2026-03-02 10:00Z", "2026-03-09 10:00Z"


def day_as(day):
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year}


def typed(day, seen, **more):
    return day_as(day) | {"seen": str(seen), "reason": "The covering email says so."} | more


def rows(duty):
    found = Deadline.objects.filter(duty=duty).order_by("pk")
    return [(row.starts_on, row.due_on, row.done_on, row.late, row.ended_reason) for row in found]


# Copies before publication ------------------------------------------------------------------------------------


def copied(cast, *days):
    """A file planned for Friday 10 April 2026, whose copies went out on these days."""
    with time_machine.travel("2026-02-02 10:00Z", tick=False):
        artefact = made.artefact(cast, S.READY)
    with time_machine.travel("2026-03-02 10:00Z", tick=False):
        publication.plan(artefact, by=cast.officer, planned_on=date(2026, 4, 10))
    with time_machine.travel("2026-04-01 10:00Z", tick=False):
        for recipient, day in zip(("panel", "secretary_of_state"), days, strict=False):
            publication.send_copy(artefact, by=cast.officer, recipient=recipient, sent_on=day)
    return made.fresh(artefact)


def correct_copy(artefact, by, recipient, day, **more):
    copy = artefact.advance_copies.get(recipient=recipient)
    return publication.correct_copy(copy, by=by, day=day, reason="The email says so.", **more)


def test_correct_copy_keeps_what_stood_there_and_judges_the_right_day_in_a_row_of_its_own(cast, sign_in):
    artefact = copied(cast, date(2026, 3, 20), date(2026, 3, 30))
    copy = artefact.advance_copies.get(recipient="secretary_of_state")
    address, client = reverse("reviews:correct_copy", args=[copy.pk]), sign_in(cast.officer)
    with time_machine.travel("2026-04-01 12:00Z", tick=False):
        assert address in client.get(artefact.get_absolute_url()).content.decode()
        late = client.post(address, typed(date(2026, 3, 31), "2026-03-30"))
        assert "Say why it is late" in late.content.decode()
        assert "The covering email says so." in late.content.decode()
        done = client.post(address, typed(date(2026, 3, 31), "2026-03-30", late_reason="The file was large."))
        page = client.get(artefact.get_absolute_url()).content.decode()

    assert done.url == artefact.get_absolute_url()
    assert "it had been recorded as 30 March 2026" in page
    assert publication.earliest(artefact) == date(2026, 4, 13)
    assert rows("advance_copies") == [
        (date(2026, 4, 10), date(2026, 3, 30), None, None,
         "Recorded as done on 30 March 2026, on time. Corrected: The covering email says so."),
        (date(2026, 4, 10), date(2026, 3, 30), date(2026, 3, 31), True, ""),
    ]  # fmt: skip
    assert made.fresh(artefact).copies_deadline.late_reason == "The file was large."
    kept = SentCorrection.objects.get()
    assert (kept.before, kept.sent_on, kept.corrected_by) == (
        date(2026, 3, 30),
        date(2026, 3, 31),
        cast.officer,
    )
    told = Event.objects.about(artefact).get(verb="corrected copy")
    assert told.facts == {
        "recipient": "secretary_of_state",
        "sent_on": "2026-03-31",
        "before": "2026-03-30",
    }
    again = sign_in(cast.officer).post(address, typed(date(2026, 3, 29), "2026-03-30"))
    assert "The date of this copy has changed since you opened this page" in again.content.decode()


def test_correct_copy_of_the_earlier_of_two_leaves_the_clock_that_was_met(cast):
    artefact = copied(cast, date(2026, 3, 20), date(2026, 3, 30))
    before = rows("advance_copies")

    with time_machine.travel("2026-04-01 12:00Z", tick=False):
        correct_copy(artefact, cast.officer, "panel", date(2026, 3, 19))

    assert rows("advance_copies") == before


def test_correct_copy_takes_a_file_off_its_hour_that_comes_too_early_and_says_so(cast):
    artefact = copied(cast, date(2026, 3, 20), date(2026, 3, 30))
    with time_machine.travel("2026-04-01 12:00Z", tick=False):
        publication.schedule(artefact, by=cast.manager, publish_at=timezone.now().replace(day=10, hour=8))
        correct_copy(artefact, cast.officer, "panel", date(2026, 3, 23))
        assert made.fresh(artefact).state == S.SCHEDULED  # the later copy stands
        correct_copy(
            artefact, cast.officer, "secretary_of_state", date(2026, 3, 31), late_reason="A large file."
        )

    artefact = made.fresh(artefact)
    assert artefact.state == S.READY
    assert artefact.held_back_because.endswith("the earliest date is 13 April 2026.")
    assert Letter.objects.filter(subject__contains="No longer scheduled for publication").exists()


def test_correct_copy_also_of_what_is_public_by_now(cast):
    artefact = made.artefact(cast, S.LIVE)
    with time_machine.travel(artefact.live_at, tick=False):
        copy = artefact.advance_copies.get(recipient="panel")
        with pytest.raises(Refused, match="before the file came in"):
            correct_copy(artefact, cast.officer, "panel", date(2020, 1, 1))
        right = timezone.localdate(artefact.live_at)
        correct_copy(artefact, cast.officer, "panel", right)

    copy.refresh_from_db()
    assert copy.sent_on == right
    assert made.fresh(artefact).state == S.LIVE


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [
        (date(2026, 3, 20), "Found.", "That is the date as it stands"),
        (date(2026, 4, 2), "Found.", "The date is in the future"),
        (date(2026, 3, 19), " ", "Say why the date is corrected"),
    ],
)
def test_correct_copy_says_what_is_wrong_and_changes_nothing(cast, day, reason, sentence):
    artefact = copied(cast, date(2026, 3, 20))
    copy = artefact.advance_copies.get()
    with time_machine.travel("2026-04-01 12:00Z", tick=False), pytest.raises(Refused, match=sentence):
        publication.correct_copy(copy, by=cast.officer, day=day, reason=reason)

    assert not SentCorrection.objects.exists()


def test_no_day_changes_in_the_database_without_the_correction_that_keeps_it(cast):
    artefact = copied(cast, date(2026, 3, 20))
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        AdvanceCopy.objects.update(sent_on=date(2026, 3, 19))
    with time_machine.travel("2026-04-01 12:00Z", tick=False):
        correct_copy(artefact, cast.officer, "panel", date(2026, 3, 19))
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        AdvanceCopy.objects.update(sent_on=date(2026, 3, 18))
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        SentCorrection.objects.update(reason="Another")


# The rapid review sent to the Panel -----------------------------------------------------------------------------


def with_the_panel(cast):
    """Notified on Monday 2 March 2026, decided a week later, sent on the day after that."""
    with time_machine.travel(NOTIFIED, tick=False):
        case = made.for_decision(cast)
    with time_machine.travel(DECIDED, tick=False):
        decide(case, by=cast.advisor, outcome="lcspr", grounds="Criteria (a) and (c).", no_conflict=True)
    with time_machine.travel("2026-03-10 10:00Z", tick=False):
        panel.send_to_panel(
            case, by=cast.officer, sent_on=date(2026, 3, 10), content=made.pdf(), filename="sent.pdf"
        )
    return made.again(case)


def test_correct_sent_judges_the_right_day_and_expects_the_reply_anew(cast, sign_in):
    case = with_the_panel(cast)
    message = case.panel_messages.get()
    address, client = reverse("reviews:correct_sent", args=[message.pk]), sign_in(cast.officer)
    due = Deadline.objects.get(duty="rapid_review").due_on
    with time_machine.travel("2026-03-25 10:00Z", tick=False):
        thread = reverse("reviews:panel_thread", args=[case.pk])
        assert address in client.get(thread).content.decode()
        assert (
            "Say why it is late"
            in client.post(address, typed(date(2026, 3, 24), "2026-03-10")).content.decode()
        )
        client.post(address, typed(date(2026, 3, 24), "2026-03-10", late_reason="The mailbox was full."))
        page = client.get(thread).content.decode()

    message.refresh_from_db()
    assert (message.happened_on, message.deadline.late) == (date(2026, 3, 24), True)
    assert "it had been recorded as 10 March 2026" in page
    assert rows("rapid_review") == [
        (date(2026, 3, 2), due, None, None,
         "Recorded as done on 10 March 2026, on time. Corrected: The covering email says so."),
        (date(2026, 3, 2), due, date(2026, 3, 24), True, ""),
    ]  # fmt: skip
    assert [(row[0], row[1], bool(row[4])) for row in rows("panel_reply")] == [
        (date(2026, 3, 10), date(2026, 3, 20), True),
        (date(2026, 3, 24), date(2026, 4, 3), False),
    ]
    assert Event.objects.about(case).get(verb="corrected when it was sent to the Panel").facts == {
        "sent_on": "2026-03-24",
        "before": "2026-03-10",
    }


def test_correct_sent_agrees_with_the_decision_before_it_and_the_reply_after_it(cast):
    case = with_the_panel(cast)
    message = case.panel_messages.get()
    given = {"by": cast.officer, "reason": "Found."}
    with time_machine.travel("2026-03-20 10:00Z", tick=False):
        panel.hear_from_panel(case, by=cast.officer, kind="agrees", received_on=date(2026, 3, 18), summary="")
        with pytest.raises(Refused, match="before the decision was made"):
            panel.correct_sent(message, day=date(2026, 3, 8), **given)
        with pytest.raises(Refused, match=r"The Panel replied on 18 March 2026"):
            panel.correct_sent(message, day=date(2026, 3, 19), **given)
        met = rows("panel_reply")
        panel.correct_sent(message, day=date(2026, 3, 11), **given)

    assert rows("panel_reply") == met  # the reply has come, and keeps its verdict
    assert made.again(case).stage == "lcspr_setup"


def test_correct_sent_is_for_the_rapid_review_and_no_other_message(cast, sign_in):
    case = with_the_panel(cast)
    told = panel.tell_panel(
        case, by=cast.officer, kind="sent_delay", sent_on=timezone.localdate(), summary="An inquest."
    )

    assert sign_in(cast.officer).get(reverse("reviews:correct_sent", args=[told.pk])).status_code == 404
    with pytest.raises(Refused, match="Only the day on which a rapid review was sent"):
        panel.correct_sent(told, by=cast.officer, day=date(2026, 3, 11), reason="Found.")
    with pytest.raises(DatabaseError, match="stays as it was said"), transaction.atomic():
        PanelMessage.objects.filter(pk=told.pk).update(happened_on=date(2026, 3, 11))


# The meeting of the rapid review --------------------------------------------------------------------------------


def test_correct_meeting_judges_the_right_day_and_leaves_the_case_where_it_is(cast, sign_in):
    case = with_the_panel(cast)
    address, client = reverse("reviews:correct_meeting", args=[case.pk]), sign_in(cast.officer)
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        assert address in client.get(case.get_absolute_url()).content.decode()
        early = client.post(address, typed(date(2026, 2, 27), "2026-03-02"))
        assert "before the notification was sent" in early.content.decode()
        after = client.post(address, typed(date(2026, 3, 9), "2026-03-02"))
        assert "The group recommended on 2 March 2026" in after.content.decode()
        assert rapid_review.fingerprint(case.rapid_review)
    with time_machine.travel(NOTIFIED, tick=False):
        drafted = made.drafting(cast)
    with time_machine.travel("2026-03-20 12:00Z", tick=False):
        client = sign_in(cast.officer)
        held = reverse("reviews:correct_meeting", args=[drafted.pk])
        assert (
            "Say why it is late" in client.post(held, typed(date(2026, 3, 19), "2026-03-02")).content.decode()
        )
        done = client.post(held, typed(date(2026, 3, 19), "2026-03-02", late_reason="Snow."))
        page = client.get(drafted.get_absolute_url()).content.decode()

    drafted = made.again(drafted)
    assert (done.url, drafted.stage) == (drafted.get_absolute_url(), "rr_drafting")
    assert (drafted.rapid_review.meeting_on, drafted.rapid_review.quorate) == (date(2026, 3, 19), True)
    assert "The date of the rapid review meeting was corrected" in page
    links = drafted.clocks.filter(deadline__duty="rapid_review_meeting").order_by("pk")
    assert [(one.deadline.done_on, one.deadline.late) for one in links] == [
        (None, None),
        (date(2026, 3, 19), True),
    ]


def test_correct_meeting_asks_for_a_ruling_where_the_partners_of_the_right_day_were_not_all_there(cast):
    with time_machine.travel(NOTIFIED, tick=False):
        case = made.drafting(cast)
    case.rapid_review.attendees.filter(organisation=cast.partners[0]).delete()
    given = {"by": cast.officer, "day": date(2026, 3, 3), "reason": "Found."}
    with time_machine.travel("2026-03-04 12:00Z", tick=False):
        with pytest.raises(Refused, match="chair"):
            rapid_review.correct_meeting(case, **given)
        rapid_review.correct_meeting(case, ruling="It went on; nothing was decided.", **given)

    report = made.again(case).rapid_review
    assert (report.quorate, report.ruling) == (False, "It went on; nothing was decided.")
