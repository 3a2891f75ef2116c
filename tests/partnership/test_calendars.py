"""What stands in a calendar: when and where, and nothing of what it is about."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from partnership.models import AgendaItem, Meeting
from partnership.operations.calendars import calendar, day_event, meeting_event


@pytest.fixture
def meeting(cast, monkeypatch):
    """On the day after London's clocks went forward."""
    monkeypatch.setattr(Meeting, "get_absolute_url", lambda self: f"/meetings/{self.pk}/")
    found = Meeting.objects.create(
        group=cast.crg, reference="CRG-2026-02", place="Room 1",
        starts_at=datetime(2026, 3, 30, 9, tzinfo=UTC), ends_at=datetime(2026, 3, 30, 11, 30, tzinfo=UTC),
        joining="https://meet.example/secret", planned_by=cast.officer, planned_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )  # fmt: skip
    AgendaItem.objects.create(meeting=found, position=1, title="The review of a baby's death")
    return found


def event_of(text):
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def test_a_meeting_says_when_and_where_and_no_more(meeting, settings):
    settings.SITE_URL = "https://portal.example:8443"
    text = calendar("Mine", [meeting_event(meeting)])
    event = event_of(text)

    assert {name: event.decoded(name) for name in ("DTSTART", "DTEND")} == {
        "DTSTART": meeting.starts_at,
        "DTEND": meeting.ends_at,
    }
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "URL")} == {
        "UID": f"meeting-{meeting.pk}@portal.example",
        "SUMMARY": "Case Review Group",
        "LOCATION": "Room 1",
        "STATUS": "CONFIRMED",
        "URL": f"https://portal.example:8443/meetings/{meeting.pk}/",
    }
    assert b"DTSTART;TZID=Europe/London:20260330T100000" in text  # an hour later than the day before
    assert b"baby" not in text
    assert b"secret" not in text


def test_a_meeting_that_was_moved_and_cancelled_stays_the_same_entry(meeting):
    before = event_of(calendar("Mine", [meeting_event(meeting)]))
    meeting.sequence = 2
    meeting.state = Meeting.State.CANCELLED
    after = event_of(calendar("Mine", [meeting_event(meeting)]))

    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 2)
    assert str(after["STATUS"]) == "CANCELLED"


def test_londons_clocks_are_told_by_their_rule(meeting):
    (zone,) = Calendar.from_ical(calendar("Mine", [meeting_event(meeting)])).walk("VTIMEZONE")

    london = zone.to_tz()
    assert [
        datetime(2026, month, day, 12, tzinfo=london).utcoffset().seconds
        for month, day in [(3, 28), (3, 29), (10, 24), (10, 25)]
    ] == [0, 3600, 3600, 0]


def test_a_due_date_takes_the_whole_day_and_nobodys_time():
    event = event_of(
        calendar(
            "Mine",
            [
                day_event(
                    "deadline-4", day=date(2026, 12, 31), summary="Answer (R-1)", path="/r/",
                    stamp=datetime(2026, 1, 5, 9, tzinfo=UTC),
                )
            ],
        )
    )  # fmt: skip

    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert str(event["TRANSP"]) == "TRANSPARENT"
