"""Planning, calling, moving and cancelling a meeting, and the letters with entries for calendars."""

from datetime import UTC, date, datetime, time, timedelta
from email import message_from_string

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from partnership.access import Refused
from partnership.models import ClosedDays, CycleRow, Deadline, Event, Letter, Meeting, YoungPeoplesYear
from partnership.operations import cycle as cycles
from partnership.operations import planning
from partnership.operations.letters import post_letters
from partnership.operations.meetings import lock, move
from partnership.operations.young_people import open_years, standing
from tests.factories import meetings as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel(MONDAY, tick=False):
        yield


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def form_of(group, when=date(2026, 5, 13), **more):
    return {
        "group": group.pk,
        "kind": "ordinary",
        "begins": "14:00",
        "ends": "16:00",
        **day("day", when),
        **more,
    }


# By hand ----------------------------------------------------------------------------------------------------


def test_plan_meeting_by_hand_makes_it_once_with_its_agenda_and_its_day(cast, sign_in):
    browser = sign_in("administrator")
    first = browser.post(reverse("plan_meeting"), form_of(cast.crg, place="Room 2"))
    again = browser.post(reverse("plan_meeting"), form_of(cast.crg, place="Room 2"))

    meeting = Meeting.objects.get()
    assert first.url == meeting.get_absolute_url()
    assert "is planned for that time already" in again.text
    assert (meeting.reference, meeting.held_on, meeting.place) == ("CRG-2026-01", date(2026, 5, 13), "Room 2")
    assert timezone.localtime(meeting.starts_at).time() == time(14)
    # five working days before: the early May bank holiday is not among them
    assert (meeting.papers_deadline.due_on, meeting.papers_deadline.role) == (
        date(2026, 5, 6),
        "administrator",
    )
    assert [item.standing for item in meeting.items.all()] == [
        "welcome", "interests", "young_people", "minutes", "actions", "voice", "highlight_report", "close",
    ]  # fmt: skip


def test_a_joint_meeting_says_with_whom(cast, sign_in):
    browser = sign_in("board_officer")
    refused = browser.post(reverse("plan_meeting"), form_of(cast.partnership, kind="joint", place="Hall"))
    browser.post(
        reverse("plan_meeting"),
        form_of(cast.partnership, kind="leadership", with_whom="The partnership of Leicester City"),
    )

    assert "name the partnership or board that takes part" in refused.text
    assert 'value="Hall"' in refused.text
    assert list(Meeting.objects.values_list("kind", "with_whom")) == [
        ("leadership", "The partnership of Leicester City")
    ]


def test_a_bank_holiday_and_a_clash_are_refused_until_they_are_meant(cast, sign_in):
    made.seat(cast, cast.chair, cast.audit)
    other = planning.plan_meeting(
        cast.audit, by=cast.officer, starts_at=made.local(date(2026, 5, 13), 15),
        ends_at=made.local(date(2026, 5, 13), 17),
    )  # fmt: skip
    browser = sign_in("board_officer")

    clash = browser.post(reverse("plan_meeting"), form_of(cast.crg))
    holiday = browser.post(reverse("plan_meeting"), form_of(cast.crg, date(2026, 5, 25)))
    assert f"meet at that hour in Multi-Agency Audit Group ({other.reference})" in clash.text
    assert "25 May 2026 is a bank holiday." in holiday.text
    assert not Meeting.objects.filter(group=cast.crg).exists()

    browser.post(reverse("plan_meeting"), form_of(cast.crg, despite="on"))
    assert Meeting.objects.filter(group=cast.crg).count() == 1


# Called, moved, cancelled -----------------------------------------------------------------------------------


def sent_to(person):
    """The last email to the person, and the event in it."""
    message = message_from_string(
        [one for one in mail.outbox if one.to == [person.email]][-1].message().as_string()
    )
    (part,) = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    found = Calendar.from_ical(part.get_payload(decode=True))
    (event,) = found.walk("VEVENT")
    return part.get_param("method"), str(found["METHOD"]), event


def test_call_meeting_writes_to_each_seat_holder_once_with_an_entry_for_their_calendar(cast):
    made.seat(cast, cast.member, cast.crg, "co_opted")
    observer, virtual = made.observer_and_virtual(cast)
    substitute = cast.person(
        "Substitute", "group_member", seat=cast.chair.appointments.get().seat, substitute=True
    )
    cast.member.post = "daily"
    cast.member.save()
    meeting = made.called(cast)
    post_letters()

    invited = {cast.chair, cast.member, observer, virtual, substitute}
    assert {one.person for one in meeting.invitees.all()} == invited
    assert Letter.objects.filter(kind="meeting", state="sent").count() == len(invited)
    method, own, event = sent_to(cast.member)
    assert (method, own, event.decoded("sequence")) == ("REQUEST", "REQUEST", 0)
    assert event.decoded("dtstart") == meeting.starts_at
    assert str(event["attendee"]) == f"MAILTO:{cast.member.email}"
    assert str(event["uid"]) == str(sent_to(virtual)[2]["uid"])
    meeting.papers_deadline.refresh_from_db()
    assert (meeting.state, meeting.papers_deadline.late) == ("called", False)
    with pytest.raises(Refused, match="A meeting that is called cannot become called"):
        planning.call_meeting(meeting, by=cast.officer)


def test_an_entry_says_the_hour_of_london_on_both_sides_of_the_october_change(cast):
    hours = []
    for when in (date(2026, 10, 23), date(2026, 10, 26)):
        meeting = planning.plan_meeting(
            cast.crg,
            by=cast.officer,
            starts_at=made.local(when, 10),
            ends_at=made.local(when, 12),
            place="Room 1",
        )
        planning.call_meeting(meeting, by=cast.officer)
        post_letters()
        start = sent_to(cast.member)[2]["dtstart"]
        hours.append((start.params["TZID"], start.dt.hour, start.dt.astimezone(UTC).hour))

    assert hours == [("Europe/London", 10, 9), ("Europe/London", 10, 10)]


def test_move_meeting_moves_it_in_calendars_and_what_is_due_before_it(cast, sign_in):
    meeting = made.called(cast)
    sign_in("board_officer").post(
        reverse("move_meeting", args=[meeting.pk]),
        {
            **day("day", date(2026, 6, 10)),
            "begins": "9.30",
            "ends": "11:30",
            "place": "Room 9",
            "reason": "Half term",
        },
    )
    post_letters()

    method, own, event = sent_to(cast.chair)
    assert (method, own, event.decoded("sequence"), str(event["location"])) == (
        "REQUEST",
        "REQUEST",
        1,
        "Room 9",
    )
    assert event.decoded("dtstart") == made.local(date(2026, 6, 10), 9, 30)
    assert [one.why for one in Event.objects.about(meeting).filter(verb="moved in time")] == ["Half term"]
    page = sign_in("group_member").get(meeting.get_absolute_url()).text
    assert "Half term" in page


def test_moving_a_planned_meeting_moves_its_deadline_and_says_why_the_old_one_ended(cast):
    meeting = made.planned(cast)
    old = meeting.papers_deadline
    starts = made.local(date(2026, 6, 10), 10)
    planning.move_meeting(
        meeting, by=cast.officer, starts_at=starts, ends_at=starts + timedelta(hours=2), place="Room 1",
        reason="Half term",
    )  # fmt: skip

    meeting.refresh_from_db()
    old.refresh_from_db()
    assert (meeting.papers_deadline.due_on, old.ended_reason) == (
        date(2026, 6, 3),
        "The meeting is on 10 June 2026 now",
    )
    assert not Letter.objects.filter(kind="meeting").exists()


def test_cancel_meeting_takes_it_from_calendars_and_ends_what_was_due(cast, sign_in):
    meeting = made.called(cast)
    planned = made.planned(cast, days=90)
    browser = sign_in("board_officer")
    for one in (meeting, planned):
        browser.post(reverse("cancel_meeting", args=[one.pk]), {"reason": "Nothing to decide"})
    post_letters()

    method, own, event = sent_to(cast.chair)
    assert (method, own, str(event["status"]), event.decoded("sequence")) == (
        "CANCEL",
        "CANCEL",
        "CANCELLED",
        1,
    )
    planned.papers_deadline.refresh_from_db()
    assert planned.papers_deadline.ended_reason == "The meeting is cancelled"
    again = browser.post(reverse("cancel_meeting", args=[planned.pk]), {"reason": "Nothing"})
    assert "cannot become cancelled" in again.text


def test_call_meeting_late_says_why(cast, sign_in):
    meeting = made.planned(cast, days=3)
    with time_machine.travel(MONDAY + timedelta(1)):
        browser = sign_in("board_officer")
        asked = browser.post(reverse("call_meeting", args=[meeting.pk]), {})
        browser.post(reverse("call_meeting", args=[meeting.pk]), {"late_reason": "Short notice"})

    meeting.papers_deadline.refresh_from_db()
    assert "Say why it is late" in asked.text
    assert (meeting.papers_deadline.late, meeting.papers_deadline.late_reason) == (True, "Short notice")


def test_who_takes_a_seat_after_the_call_is_written_to_once(cast, sign_in):
    meeting = made.called(cast)
    made.seat(cast, cast.outsider, cast.crg)
    browser = sign_in("board_officer")
    page = browser.get(meeting.get_absolute_url()).text
    browser.post(reverse("invite_newcomers", args=[meeting.pk]))
    again = browser.post(reverse("invite_newcomers", args=[meeting.pk]))

    assert "1 person has joined since then" in page
    assert again.status_code == 409
    assert Letter.objects.filter(kind="meeting", recipient=cast.outsider).count() == 1


# The year's cycle -------------------------------------------------------------------------------------------


@pytest.fixture
def groups(cast):
    """The partnership and the Case Review Group meet; nobody sits in both."""
    cast.partnership.meets, cast.crg.meets = "quarterly", "between"
    cast.partnership.save()
    cast.crg.save()


def test_accept_cycle_plans_the_year_once(cast, groups, sign_in):
    browser = sign_in("administrator")
    ClosedDays.objects.create(
        name="Easter", starts_on=date(2027, 3, 15), ends_on=date(2027, 4, 9), added_by=cast.manager
    )
    proposed = browser.post(reverse("propose_cycle"), day("starts_on", date(2026, 4, 1)))
    rows = CycleRow.objects.order_by("starts_at")
    assert rows.count() == 8
    assert not Meeting.objects.exists()
    row = rows.filter(group=cast.crg).first()
    browser.post(
        reverse("adjust_row", args=[row.pk]),
        {**day("day", date(2026, 5, 25)), "begins": "10:00", "ends": "12:00"},
    )
    left = rows.filter(group=cast.crg).last()
    browser.post(
        reverse("adjust_row", args=[left.pk]),
        {**day("day", left.held_on), "begins": "10:00", "ends": "12:00", "left_out": "on"},
    )
    accept = proposed.url + "accept/"

    refused = browser.post(accept)
    assert "25 May 2026 is a bank holiday." in refused.text
    browser.post(accept, {"despite": "on"})
    assert browser.post(accept, {"despite": "on"}).status_code == 200  # the page, with the sentence
    assert "was accepted on 2 March 2026" in browser.post(accept, {"despite": "on"}).text

    meetings = Meeting.objects.order_by("starts_at")
    assert meetings.count() == 7
    assert [one.reference for one in meetings.filter(group=cast.partnership)] == [
        "LRSCP-2026-01", "LRSCP-2026-02", "LRSCP-2026-03", "LRSCP-2027-01",
    ]  # fmt: skip
    assert [one.led_by_young_people for one in meetings.filter(group=cast.partnership)] == [
        False, False, True, False,
    ]  # fmt: skip
    assert Deadline.objects.filter(duty="call_meeting", done_on=None).count() == 7
    assert all(one.items.filter(standing="young_people").exists() for one in meetings)
    overlapping = browser.post(reverse("propose_cycle"), day("starts_on", date(2026, 9, 1)))
    assert "The year from 1 April 2026 is planned already" in overlapping.text


def test_drop_cycle_plans_nothing(cast, groups, sign_in):
    proposed = cycles.propose_cycle(by=cast.officer, starts_on=date(2026, 4, 1))
    sign_in("board_officer").post(reverse("drop_cycle", args=[proposed.pk]))

    with pytest.raises(Refused, match="was dropped"):
        cycles.accept_cycle(proposed, by=cast.officer)
    assert not Meeting.objects.exists()


def test_set_habit_is_how_the_group_meets_from_then_on(cast, groups, sign_in):
    sign_in("administrator").post(
        reverse("set_habit", args=[cast.crg.pk]),
        {
            "weekday": 1, "starts": "13:30", "lasts": 90, "place": "Room 4", "papers_due_days": 10, "sent_out_days": 6,
        },
    )  # fmt: skip
    proposed = cycles.propose_cycle(by=cast.officer, starts_on=date(2026, 4, 1))
    cycles.accept_cycle(proposed, by=cast.officer)

    meeting = Meeting.objects.filter(group=cast.crg).first()
    begins = timezone.localtime(meeting.starts_at)
    assert (begins.weekday(), begins.time(), meeting.place) == (1, time(13, 30), "Room 4")
    assert (meeting.ends_at - meeting.starts_at, meeting.papers_deadline.rule) == (
        timedelta(minutes=90),
        "6 working days before the meeting",
    )


# Young people lead one session a year -----------------------------------------------------------------------


def test_the_portal_says_when_young_people_have_led_no_session(cast, sign_in):
    open_years()
    assert open_years() == 0
    deadline = YoungPeoplesYear.objects.get().deadline
    assert (deadline.due_on, deadline.role) == (date(2026, 3, 31), "board_manager")
    assert (
        "No session led by young people is planned" in sign_in("board_manager").get(reverse("meetings")).text
    )
    assert "leads a session of the partnership" in sign_in("board_manager").get(reverse("home")).text

    meeting = made.called(cast, cast.partnership, days=14, led_by_young_people=True)
    assert "is to lead the session" in sign_in("observer").get(reverse("meetings")).text
    with time_machine.travel(meeting.starts_at + timedelta(hours=3)):
        move(lock(meeting), Meeting.State.HELD, by=cast.officer)
        deadline.refresh_from_db()
        assert (deadline.done_on, deadline.late) == (meeting.held_on, False)
        assert standing()[0]["held"] == meeting


def test_explain_no_session_once_the_year_has_passed(cast, sign_in):
    open_years()
    year = YoungPeoplesYear.objects.get()
    early = sign_in("board_manager").post(reverse("explain_no_session", args=[year.pk]), {"reason": "Exams"})
    assert "The year is not over" in early.text
    with time_machine.travel(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        browser = sign_in("board_manager")
        assert "Say why" in browser.get(reverse("meetings")).text
        browser.post(reverse("explain_no_session", args=[year.pk]), {"reason": "Exams"})
    year.deadline.refresh_from_db()
    assert year.deadline.ended_reason == "Exams"


# Lists ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", ["meetings", "meetings_by_month", "forward_plan"])
def test_lists_of_meetings_run_a_fixed_number_of_queries(
    cast, sign_in, name, number, django_assert_max_num_queries
):
    for n in range(number):
        made.item(made.meeting(cast, hour=9 + 2 * n), f"Item {n}")
    browser = sign_in("board_officer")

    with django_assert_max_num_queries(14):
        browser.get(reverse(name))


def test_the_month_and_the_forward_plan_hold_only_what_one_may_see(cast, sign_in):
    made.item(made.meeting(cast, day=date(2026, 4, 14)), "Resources", audience="members")
    made.item(made.meeting(cast, cast.partnership, day=date(2026, 4, 21)), "Priorities")
    browser = sign_in("observer")

    month = browser.get(reverse("meetings_by_month") + "?month=2026-04").text
    plan = browser.get(reverse("forward_plan")).text
    assert ["Case Review Group" in month, "10:00 LRSCP" in month] == [False, True]
    assert ["Resources" in plan, "Priorities" in plan] == [False, True]
    assert browser.get(reverse("meetings_by_month") + "?month=nonsense&group=x").status_code == 200
