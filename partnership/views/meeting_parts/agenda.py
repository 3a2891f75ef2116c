"""The agenda: items as far as they are for the person, with the hours that follow from their minutes."""

from django.utils import timezone

from partnership.rules.agenda import clock, over_run
from partnership.views.meeting_parts.part import Part


def items_of(look):
    """The items that the person may know of, each with its number and hours.

    An item that is hidden keeps its number and its minutes, so that everybody talks of the same item 5.
    """
    meeting = look.meeting
    items = list(meeting.items.all())
    times = clock(timezone.localtime(meeting.starts_at), [item.minutes_allotted for item in items])
    return [
        {"item": item, "starts": starts, "ends": ends}
        for item, (starts, ends) in zip(items, times, strict=True)
        if item.audience in look.audiences
    ]


def agenda(look):
    meeting = look.meeting
    rows = items_of(look)
    return {
        "rows": rows,
        "over": over_run(meeting.starts_at, meeting.ends_at, [row["item"].minutes_allotted for row in rows]),
    }


AGENDA = Part(key="agenda", title="Agenda", shows=agenda)
