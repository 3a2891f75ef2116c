"""The yearly quality-assurance event: invited, presented, noted, challenged; and who reads what of it."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from assurance.models import ChallengeEvent, EventSlot
from assurance.operations.scrutiny import events as operations
from assurance.rules.scrutiny_events import check_no_overlap, times_of
from partnership.access import Refused
from partnership.models import Challenge, Letter
from partnership.operations.people import appoint
from tests.factories import meetings
from tests.factories import scrutiny as made
from tests.factories.assurance import LONDON, TODAY, open_round, return_of, submitted

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def returns(cast):
    asked = open_round(cast)
    return [
        submitted(return_of(asked, cast.police), cast.police_lead),
        submitted(return_of(asked, cast.county), cast.county_lead),
        submitted(return_of(asked, cast.hospital), cast.hospital_lead),
    ]


def invited(cast, *returns):
    event = made.event(cast, *returns)
    operations.invite_agencies(event, by=cast.officer)
    event.refresh_from_db()
    return event


def test_times_follow_one_another_with_a_break():
    first = datetime(2026, 10, 25, 9, 30, tzinfo=LONDON)
    times = times_of(4, first, 20, break_after=2, break_minutes=15)
    assert [f"{one:%H:%M}" for one in times] == ["09:30", "09:50", "10:25", "10:45"]
    with pytest.raises(Refused, match="Police and County would present at the same time"):
        check_no_overlap([(first, 30, "Police"), (first + timedelta(minutes=20), 30, "County")])


def test_invite_asks_each_agency_for_its_presentation_by_a_day(cast, returns):
    event = invited(cast, *returns[:2])
    slot = event.slots.get(assurance_return=returns[0])
    assert event.held_on == date(2026, 7, 10)
    assert (slot.deadline.organisation, slot.deadline.due_on) == (cast.police, date(2026, 7, 3))
    letters = Letter.objects.filter(key__startswith=f"event:{event.pk}:")
    assert {one.recipient for one in letters} == {
        cast.police_lead, cast.county_lead, cast.signatories[0], cast.signatories[2],
    }  # fmt: skip
    assert {one.path for one in letters if one.recipient == cast.police_lead} == {slot.get_absolute_url()}
    with pytest.raises(Refused, match="The agencies have already been invited"):
        operations.invite_agencies(event, by=cast.officer)


def test_an_event_is_planned_within_its_hours(cast, returns):
    event = made.event(cast)
    with pytest.raises(Refused, match="longer than the event"):
        operations.add_slots(event, returns, by=cast.officer, first=event.starts_at, minutes=61)
    with pytest.raises(Refused, match="The first presentation must start after the event begins"):
        operations.add_slots(
            event, returns, by=cast.officer, first=event.starts_at - timedelta(minutes=1), minutes=10
        )
    assert not event.slots.exists()
    with pytest.raises(Refused, match="This event is already planned as QAE-2026-01"):
        made.event(cast)


def test_a_moved_event_takes_its_presentations_with_it_and_tells_whoever_is_invited(cast, returns):
    event = invited(cast, returns[0])
    before = event.slots.get().starts_at
    changes = {
        "title": event.title, "starts_at": event.starts_at + timedelta(1), "ends_at": event.ends_at + timedelta(1),
        "place": event.place, "joining": "", "chaired_by": "", "message": "Bring two audits.", "meeting": None,
    }  # fmt: skip
    operations.change_event(event, by=cast.officer, seen=1, **changes)
    assert event.slots.get().starts_at == before + timedelta(1)
    assert Letter.objects.filter(subject__startswith="The event has changed").count() == 2
    with pytest.raises(Refused, match="Someone else saved this while you were writing"):
        operations.change_event(event, by=cast.manager, seen=1, **changes)


def test_an_event_that_moves_to_another_day_moves_what_is_still_awaited(cast, returns):
    event = invited(cast, *returns[:2])
    sent, awaited = event.slots.get(assurance_return=returns[0]), event.slots.get(assurance_return=returns[1])
    operations.send_presentation(sent, by=cast.police_lead, content=PDF, filename="a.pdf")
    first = awaited.deadline
    changes = {
        "title": event.title, "starts_at": event.starts_at + timedelta(7), "ends_at": event.ends_at + timedelta(7),
        "place": event.place, "joining": "", "chaired_by": "", "message": "", "meeting": None,
    }  # fmt: skip
    operations.change_event(event, by=cast.officer, seen=1, **changes)

    awaited.refresh_from_db()
    first.refresh_from_db()
    assert (first.due_on, awaited.deadline.due_on) == (date(2026, 7, 3), date(2026, 7, 10))
    assert (first.ended_on, first.superseded_by) == (date(2026, 6, 10), awaited.deadline)
    sent.refresh_from_db()
    assert (sent.deadline.due_on, sent.deadline.done_on) == (date(2026, 7, 3), date(2026, 6, 10))


def test_two_who_change_an_event_see_each_other(cast, returns, sign_in):
    event = made.event(cast, returns[0])
    address = reverse("assurance:change_event", args=[event.pk])
    officer = sign_in("board_officer")
    day = event.held_on
    given = {
        "title": "Our event", "place": event.place, "begins": "10:00", "ends": "13:00", "seen": 1,
        "day_day": day.day, "day_month": day.month, "day_year": day.year,
    }  # fmt: skip
    operations.change_event(
        event, by=cast.manager, seen=1, title=event.title, starts_at=event.starts_at, ends_at=event.ends_at,
        place="The old library", joining="", chaired_by="", message="", meeting=None,
    )  # fmt: skip
    page = officer.post(address, given)
    assert "Someone else saved this while you were writing" in page.text
    assert "The old library" in page.text
    assert "Our event" in page.text
    assert officer.post(address, given | {"seen": 2}).status_code == 302


def test_cancel_ends_what_was_due_and_says_why(cast, returns):
    event = invited(cast, returns[0])
    with pytest.raises(Refused, match="Enter why you are cancelling the event"):
        operations.cancel_event(event, by=cast.officer, reason=" ")
    operations.cancel_event(event, by=cast.officer, reason="The hall is flooded.")
    assert event.slots.get().deadline.ended_on == date(2026, 6, 10)
    with pytest.raises(Refused, match="The event is over or cancelled"):
        operations.invite_agencies(event, by=cast.officer)


def test_send_presentation_keeps_each_version(cast, returns, sign_in):
    slot = invited(cast, returns[0]).slots.get()
    address = reverse("assurance:presentation_file", args=[slot.pk])
    assert sign_in(cast.police_lead).get(address).status_code == 404
    with pytest.raises(Refused, match="Only the agency"):
        operations.send_presentation(slot, by=cast.county_lead, content=PDF, filename="a.pdf")
    operations.send_presentation(slot, by=cast.police_lead, content=PDF, filename="a.pdf")
    again = operations.send_presentation(slot, by=cast.police_lead, content=PDF, filename="b.pdf")
    assert (again.presentation.version, again.presentation.download_name) == (
        2, f"presentation-qae-2026-01-{slot.pk}.pdf",
    )  # fmt: skip
    assert EventSlot.objects.get().deadline.late is False
    assert sign_in(cast.police_lead).get(address).getvalue() == PDF
    assert sign_in(cast.county_lead).get(address).status_code == 404


def test_what_is_noted_of_an_agency_is_neither_its_own_nor_anothers_to_read(
    cast, returns, sign_in, time_machine
):
    event = invited(cast, *returns[:2])
    slot = event.slots.get(assurance_return=returns[0])
    with pytest.raises(Refused, match="has not begun"):
        operations.note_slot(slot, by=cast.officer, seen=1, attendance="came")
    time_machine.move_to(event.starts_at, tick=False)
    note = "They could not show the second audit."
    operations.note_slot(
        slot, by=cast.officer, seen=1, attendance="came", came_for_it="Head of public protection", notes=note
    )
    assert note in sign_in(cast.advisor).get(slot.get_absolute_url()).text
    own = sign_in(cast.police_lead).get(slot.get_absolute_url()).text
    assert ("Head of public protection" in own, note in own) == (True, False)
    assert sign_in(cast.county_lead).get(slot.get_absolute_url()).status_code == 404
    of_event = sign_in(cast.county_lead).get(event.get_absolute_url()).text
    assert ("Leicestershire County Council" in of_event, "Leicestershire Police" in of_event) == (True, False)
    with pytest.raises(Refused, match="Both texts are shown"):
        operations.note_slot(slot, by=cast.manager, seen=1, attendance="absent")
    with pytest.raises(Refused, match="Record whether they came first: Leicestershire County Council"):
        operations.close_event(event, by=cast.officer)


def test_staff_who_belong_to_an_agency_neither_read_nor_write_what_is_noted_of_it(
    cast, returns, sign_in, time_machine
):
    event = invited(cast, *returns[:2])
    slot, other = event.slots.get(assurance_return=returns[0]), event.slots.get(assurance_return=returns[1])
    time_machine.move_to(event.starts_at, tick=False)
    note = "They could not show the second audit."
    operations.note_slot(slot, by=cast.manager, seen=1, attendance="came", notes=note)
    appoint(
        cast.officer, "partner_lead", by=cast.manager, organisation=cast.police, starts_on=date(2026, 1, 1)
    )
    officer = type(cast.officer).objects.get(pk=cast.officer.pk)
    browser = sign_in(officer)
    for name in ("note_slot", "put_challenge"):
        address = reverse(f"assurance:{name}", args=[slot.pk])
        assert browser.get(address).status_code == 404
        assert address not in browser.get(event.get_absolute_url()).text
        assert address not in browser.get(slot.get_absolute_url()).text
        assert browser.get(reverse(f"assurance:{name}", args=[other.pk])).status_code == 200
    assert reverse("assurance:note_slot", args=[other.pk]) in browser.get(event.get_absolute_url()).text
    with pytest.raises(Refused, match="the return of an agency they belong to"):
        operations.note_slot(slot, by=officer, seen=2, attendance="came", notes="All was well.")
    with pytest.raises(Refused, match="the return of an agency they belong to"):
        operations.put_challenge(slot, by=officer, subject="A", about="B", due_on=date(2026, 8, 7))


def test_put_challenge_stands_in_the_challenge_log(cast, returns, sign_in, time_machine):
    event = invited(cast, returns[0])
    slot = event.slots.get()
    time_machine.move_to(event.ends_at, tick=False)
    address = reverse("assurance:put_challenge", args=[slot.pk])
    browser = sign_in(cast.officer)
    proposed = browser.get(address).context["form"]["due_on"].value()
    assert proposed == date(2026, 8, 7)  # twenty working days
    typed = {"subject": "Audits", "about": "Show that audits change practice."} | {
        "due_on_day": "7", "due_on_month": "8", "due_on_year": "2026",
    }  # fmt: skip
    assert browser.post(address, typed).status_code == 302
    challenge = Challenge.objects.get()
    assert (challenge.raised_with, challenge.raised_on) == (cast.police, date(2026, 7, 10))
    seen = [event in ChallengeEvent.objects.visible_to(who) for who in (cast.police_lead, cast.health_lead)]
    assert seen == [True, False]
    assert challenge.raised_by_office == "The panel of QAE-2026-01"
    letter = Letter.objects.get(key=f"event:{event.pk}:challenge:{challenge.pk}:{cast.police_lead.pk}")
    assert "audit" not in f"{letter.subject} {letter.label}".lower()
    operations.note_slot(slot, by=cast.officer, seen=1, attendance="came")
    operations.close_event(event, by=cast.officer)
    assert (ChallengeEvent.objects.get().state, EventSlot.objects.get().deadline.ended_on) == (
        "held",
        date(2026, 7, 10),
    )


def test_an_agency_that_does_not_present_is_taken_out_for_a_reason(cast, returns):
    slot = invited(cast, returns[0]).slots.get()
    deadline = slot.deadline
    operations.remove_slot(slot, by=cast.officer, reason="It presents next year.")
    deadline.refresh_from_db()
    assert (EventSlot.objects.exists(), deadline.ended_on) == (False, date(2026, 6, 10))


def test_plan_event_on_its_page(cast, sign_in):
    browser = sign_in(cast.officer)
    typed = {
        "title": "Quality-assurance event 2026", "day_day": "14", "day_month": "9", "day_year": "2026",
        "begins": "14:00", "ends": "16.30",
    }  # fmt: skip
    address = reverse("assurance:plan_event")
    assert "Enter where it is, or the link to join online" in browser.post(address, typed).text
    too_late = browser.post(address, typed | {"joining": "https://meet.example.org/qa", "begins": "23:30"})
    assert "The end must be later than the beginning" in too_late.text
    assert browser.post(address, typed | {"joining": "https://meet.example.org/qa"}).status_code == 302
    event = ChallengeEvent.objects.get()
    assert (event.reference, f"{event.ends_at.astimezone(LONDON):%H:%M}") == ("QAE-2026-01", "16:30")


def test_add_slots_on_its_page_offers_what_was_submitted(cast, returns, sign_in):
    event = made.event(cast, returns[0])
    browser = sign_in(cast.officer)
    address = reverse("assurance:add_slots", args=[event.pk])
    offered = browser.get(address).context["form"].fields["returns"].queryset
    assert set(offered) == set(returns[1:])
    begins = f"{event.starts_at.astimezone(LONDON) + timedelta(minutes=45):%H:%M}"
    typed = {"returns": [returns[1].pk, returns[2].pk], "first": begins, "minutes": "30"}
    assert browser.post(address, typed).status_code == 302
    assert event.slots.count() == 3


def test_plan_event_offers_no_meeting_of_a_group_that_reviews_cases(cast, sign_in):
    meetings.meeting(cast, cast.crg)
    ours = meetings.meeting(cast, cast.partnership)

    form = sign_in("board_officer").get(reverse("assurance:plan_event")).context["form"]

    assert list(form.fields["meeting"].queryset) == [ours]
