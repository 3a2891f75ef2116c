"""Who is invited to a meeting, and the letters with an entry for their calendars."""

from django.conf import settings
from django.utils import timezone
from icalendar import vCalAddress

from partnership.models import Appointment, Invitee, Letter, Meeting
from partnership.operations.calendars import calendar, meeting_event
from partnership.operations.letters import promise_all


def seated(meeting):
    """Everybody who holds a seat in the group on the day of the meeting, substitutes too, as it stands today."""
    return (
        Appointment.objects.on(meeting.held_on)
        .filter(seat__group=meeting.group_id, person__is_active=True)
        .select_related("person", "seat__organisation")
        .order_by("seat__kind", "seat", "substitute", "person", "pk")
    )


def invite(meeting):
    """Write down whoever holds a seat and was not invited yet; each person once. Returns the new ones' ids."""
    known = set(meeting.invitees.values_list("person", flat=True))
    new = {}
    for held in seated(meeting):
        if held.person_id not in known:
            new.setdefault(
                held.person_id,
                Invitee(
                    meeting=meeting,
                    person=held.person,
                    seat=held.seat,
                    capacity=held.seat.kind,
                    substitute=held.substitute,
                ),
            )
    Invitee.objects.bulk_create(new.values())
    return list(new)


def entry(meeting, person=None, *, method=""):
    """The meeting as the text of an .ics file: for everybody, or as an invitation to one person."""
    event = meeting_event(meeting)
    if method:
        del event["dtstamp"]
        event.add("dtstamp", timezone.now())
        event.add("organizer", address(settings.DEFAULT_FROM_EMAIL, settings.PARTNERSHIP_NAME))
        event.add("attendee", address(person.email, person.name))
    return calendar(meeting.group.name, [event], method=method).decode()


def address(email, name):
    found = vCalAddress(f"MAILTO:{email.rpartition('<')[2].rstrip('>')}")
    found.params["CN"] = name
    return found


def write_to_invited(meeting, subject, step, *, only=None):
    """One letter for each who was invited, with the entry that makes, moves or cancels it in their calendar."""
    method = "CANCEL" if meeting.state == Meeting.State.CANCELLED else "REQUEST"
    invitees = meeting.invitees.select_related("person")
    if only is not None:
        invitees = invitees.filter(person__in=only)
    return promise_all(
        [
            Letter(
                key=f"meeting:{meeting.pk}:{step}:{one.person_id}",
                kind="meeting",
                recipient=one.person,
                subject=f"{subject}: {meeting.reference}",
                reference=meeting.reference,
                label=f"{subject}: {meeting.group}"[:200],
                due_on=meeting.held_on,
                path=meeting.get_absolute_url(),
                urgent=True,  # a calendar does not wait for a daily letter
                calendar=entry(meeting, one.person, method=method),
            )
            for one in invitees
            if meeting.state != Meeting.State.PLANNED
        ]
    )
