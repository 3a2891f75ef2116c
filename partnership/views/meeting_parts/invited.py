"""Who is invited: once it is called, whoever was written to; before that, who sits in the group that day."""

from partnership.models import Appointment, Meeting
from partnership.views.meeting_parts.part import Part


def seated(meeting):
    """Everybody who holds a seat in the group on the day of the meeting, as far as anybody knows today."""
    return (
        Appointment.objects.on(meeting.held_on)
        .filter(seat__group=meeting.group_id, person__is_active=True)
        .select_related("person", "seat__organisation")
        .order_by("seat", "substitute", "person")
    )


def invited(look):
    meeting = look.meeting
    called = list(meeting.invitees.select_related("person", "seat__organisation"))
    rows = called or seated(meeting)
    return {
        "called": bool(called),
        "rows": [
            {
                "office": row.seat.office,
                "organisation": row.seat.organisation,
                "capacity": row.seat.get_kind_display(),
                "substitute": row.substitute,
                "person": row.person if look.runs or look.chairs else None,
            }
            for row in rows
        ],
        "planned": meeting.state == Meeting.State.PLANNED,
    }


INVITED = Part(key="invited", title="Who is invited", shows=invited)
