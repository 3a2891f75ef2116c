"""The one door of a meeting's state."""

from partnership.models import Meeting
from partnership.operations.record import record
from partnership.rules.meetings import check_move


def lock(meeting):
    """The meeting as it is now, locked until the transaction ends."""
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)


def move(meeting, to, *, by, why="", **changes):
    """Check and change the state of a meeting that `lock` gave, and record it last."""
    old = meeting.state
    check_move(old, to)
    meeting.state = to
    for field, value in changes.items():
        setattr(meeting, field, value)
    meeting.save(update_fields=["state", *changes])
    record("moved", meeting, by=by, why=why, old=old, new=str(to), label=meeting.reference)
    return meeting
