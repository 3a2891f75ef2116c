"""Who is invited: once it is called, whoever was written to; before that, who sits in the group that day."""

from partnership.models import Meeting
from partnership.operations.invitations import seated
from partnership.views.meeting_parts.part import Part


def invited(look):
    meeting = look.meeting
    called = list(meeting.invitees.select_related("person", "seat__organisation"))
    seats = list(seated(meeting)) if look.runs or not called else []
    known = {one.person_id for one in called}
    return {
        "called": bool(called),
        "newcomers": len({held.person_id for held in seats} - known)
        if called and look.runs and meeting.state == Meeting.State.CALLED
        else 0,
        "rows": [
            {
                "office": row.seat.office,
                "organisation": row.seat.organisation,
                "capacity": row.seat.get_kind_display(),
                "substitute": row.substitute,
                "person": row.person if look.runs or look.chairs else None,
            }
            for row in called or seats
        ],
        "over": meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED),
    }


INVITED = Part(key="invited", title="Who is invited", shows=invited)
