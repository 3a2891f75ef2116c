"""The one door of a meeting's state."""

from partnership.models import Meeting
from partnership.operations.record import record
from partnership.operations.young_people import note_led
from partnership.rules.meetings import check_move


def lock(meeting):
    """The meeting as it is now, locked until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("group")
        .get(pk=meeting.pk)
    )


def move(meeting, to, *, by, why="", **changes):
    """Check and change the state of a meeting that `lock` gave, and record it last."""
    old = meeting.state
    check_move(old, to)
    meeting.state = to
    for field, value in changes.items():
        setattr(meeting, field, value)
    meeting.save(update_fields=["state", *changes])
    if to == Meeting.State.HELD:
        note_led(meeting, by=by)
    record("moved", meeting, by=by, why=why, old=old, new=str(to), label=meeting.reference)
    return meeting
