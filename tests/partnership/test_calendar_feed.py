"""A person's own calendar: what is theirs by title and reference, to whoever has the secret, until they leave."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from partnership.models import AgendaItem, CalendarFeed, Meeting
from partnership.operations import actions
from partnership.operations.deadlines import meet, open_fixed
from partnership.operations.workspace import make_feed, withdraw_feed
from tests.factories.seats import hold

TODAY = date(2026, 3, 27)  # the Friday before London's clocks go forward


@pytest.fixture(autouse=True)
def a_friday_in_march():
    with time_machine.travel("2026-03-27 12:00Z", tick=False):
        yield


def meeting(cast, group, day, **more):
    starts = datetime(2026, 3, day, 9, tzinfo=UTC)
    return Meeting.objects.create(
        group=group, reference=f"{group.code}-{day}", starts_at=starts, ends_at=starts + timedelta(hours=2),
        planned_by=cast.officer, **more,
    )  # fmt: skip


def due(cast, label, **of):
    return open_fixed(
        "x", label, date(2026, 4, 3), by=cast.officer, rule="x", source="x", reference="CR-2026-001", path="/x/",
        **of,
    )  # fmt: skip


def fetched(secret, **headers):
    return Client().get(f"/calendar/{secret}.ics", headers=headers)


def summaries(secret):
    return sorted(
        str(event["SUMMARY"]) for event in Calendar.from_ical(fetched(secret).content).walk("VEVENT")
    )


def test_calendar_feed_holds_what_is_asked_and_the_meetings_of_ones_groups(cast):
    own = due(cast, "Answer the audit", organisation=cast.police)
    hold(cast.police_lead, "group_member", seat=cast.outsider.appointments.get().seat)
    sits = meeting(cast, cast.audit, 30, place="Room 1")
    action = actions.open_action(
        by=cast.officer, title="Train", origin="AUD-1", target_on=date(2026, 5, 1), owner=cast.police_lead
    )
    answer = fetched(make_feed(by=cast.police_lead))
    events = {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {uid: str(event["SUMMARY"]) for uid, event in events.items()} == {
        f"deadline-{own.pk}@localhost": "Answer the audit (CR-2026-001)",
        f"meeting-{sits.pk}@localhost": "Multi-Agency Audit Group",
        f"action-{action.pk}@localhost": f"Action {action.pk} (AUD-1)",
    }
    assert events[f"deadline-{own.pk}@localhost"].decoded("DTSTART") == date(2026, 4, 3)
    assert b"DTSTART;TZID=Europe/London:20260330T100000" in answer.content


def test_the_calendar_of_a_member_shows_nothing_of_a_case_or_another_group(cast):
    """A case's dates and actions, another group's meetings, titles of items and of actions: all of it is there."""
    due(cast, "Rapid review", organisation=cast.health)
    due(cast, "The group considers it", group=cast.crg)
    due(cast, "Board officer's", role="board_officer")
    actions.open_action(
        by=cast.officer, title="Ask about the baby", origin="CR-2026-001", target_on=TODAY,
        organisation=cast.health, group=cast.crg,
    )  # fmt: skip
    meeting(cast, cast.crg, 30)
    own = meeting(cast, cast.audit, 31)
    AgendaItem.objects.create(meeting=own, position=1, title="The baby of CR-2026-001")
    secret = make_feed(by=cast.outsider)

    assert summaries(secret) == ["Multi-Agency Audit Group"]
    assert b"baby" not in fetched(secret).content
    assert b"CR-2026" not in fetched(secret).content


def test_the_title_of_an_action_stays_in_the_portal(cast):
    actions.open_action(
        by=cast.officer,
        title="Ask about the baby",
        origin="CR-2026-001",
        target_on=TODAY,
        organisation=cast.police,
    )

    assert b"baby" not in fetched(make_feed(by=cast.police_lead)).content


def test_what_is_done_or_long_past_leaves_the_calendar_and_what_was_cancelled_says_so(cast):
    meet(due(cast, "Done", organisation=cast.police), by=cast.officer)
    hold(cast.police_lead, "group_member", seat=cast.outsider.appointments.get().seat)
    meeting(cast, cast.audit, 30, state="cancelled", cancelled_because="Snow")
    old = meeting(cast, cast.audit, 1)
    old.starts_at, old.ends_at = (at - timedelta(31) for at in (old.starts_at, old.ends_at))
    old.save()
    secret = make_feed(by=cast.police_lead)

    (event,) = Calendar.from_ical(fetched(secret).content).walk("VEVENT")
    assert str(event["STATUS"]) == "CANCELLED"


def test_the_calendar_stops_on_the_day_after_the_last_role(cast):
    held = cast.police_lead.appointments.get()
    held.ends_on = TODAY
    held.save()
    secret = make_feed(by=cast.police_lead)

    with time_machine.travel(
        "2026-03-27 23:55Z", tick=False
    ):  # five minutes before midnight, still winter time
        assert fetched(secret).status_code == 200
    with time_machine.travel("2026-03-28 00:05Z", tick=False):
        assert fetched(secret).status_code == 404


@pytest.mark.parametrize("how", ["renewed", "withdrawn", "unknown", "inactive"])
def test_what_opens_nothing_looks_the_same(cast, how):
    secret = make_feed(by=cast.police_lead)
    if how == "renewed":
        make_feed(by=cast.police_lead)
    if how == "withdrawn":
        withdraw_feed(by=cast.police_lead)
    if how == "unknown":
        secret = "x" * 43
    if how == "inactive":
        cast.police_lead.is_active = False
        cast.police_lead.save()
    answer = fetched(secret)

    assert (answer.status_code, answer.content) == (404, b"This address opens no calendar.\n")


def test_only_the_hash_of_the_secret_is_kept_and_the_page_shows_it_once(cast, sign_in):
    client = sign_in("partner_lead")
    page = client.post("/my-calendar/make/")
    address = page.context["address"]

    assert fetched(address.rpartition("/")[2].removesuffix(".ics")).status_code == 200
    assert address.rpartition("/")[2].removesuffix(".ics") not in str(CalendarFeed.objects.values())
    assert address not in client.get("/my-calendar/").text
    assert f"webcal://{address.partition('://')[2]}" in page.text
    assert page["Cache-Control"].count("no-store") == 1


def test_an_unchanged_calendar_is_not_sent_again(cast):
    due(cast, "Answer", organisation=cast.police)
    secret = make_feed(by=cast.police_lead)
    first = fetched(secret)

    assert first["Cache-Control"] == "private, no-cache"
    with time_machine.travel("2026-03-27 18:00Z", tick=False):
        again = fetched(secret, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
    due(cast, "Another", organisation=cast.police)
    assert fetched(secret, if_none_match=first["ETag"]).status_code == 200


def test_knocking_too_often_is_answered_with_a_rest(cast, monkeypatch):
    monkeypatch.setattr("partnership.views.workspace.FETCHES_A_MINUTE", 2)

    assert [fetched("guess").status_code for _ in range(4)] == [404, 404, 429, 429]
    with time_machine.travel("2026-03-27 12:01Z", tick=False):
        assert fetched("guess").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_asks_the_same_of_the_database_for_one_and_three(cast, number):
    hold(cast.police_lead, "group_member", seat=cast.outsider.appointments.get().seat)
    for n in range(number):
        meeting(cast, cast.audit, 28 + n)
        due(cast, f"Answer {n}", organisation=cast.police)
        actions.open_action(
            by=cast.officer, title="x", origin="A-1", target_on=TODAY, organisation=cast.police
        )
    secret = make_feed(by=cast.police_lead)
    fetched(secret)
    with CaptureQueriesContext(connection) as captured:
        fetched(secret)
    asked = [query["sql"] for query in captured if "SELECT" in query["sql"][:8]]
    assert (
        len([sql for sql in asked if "partnership_cache" not in sql]) == 5
    )  # whose, roles; meetings, dates, actions
