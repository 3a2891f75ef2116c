"""A meeting as it was held: who was there, whether that was enough, and where its minutes stand."""

from django.urls import reverse
from django.utils import timezone

from partnership.models import Meeting, Minutes, Sitting
from partnership.operations.minutes_paper import attendance
from partnership.rules.minutes import MinutesState
from partnership.views.meeting_parts.part import Part

COLOURS = {
    "draft": "grey",
    "with_chair": "purple",
    "agreed": "blue",
    "circulated": "yellow",
    "confirmed": "green",
}
TO_COME = (Meeting.State.PLANNED, Meeting.State.CALLED)


def minutes_of(look):
    """The minutes, if the person may know of them by now; None before."""
    if look.state in (*TO_COME, Meeting.State.CANCELLED):
        return None
    found = Minutes.objects.visible_to(look.person).filter(meeting=look.meeting)
    return found.select_related("meeting__sitting", "confirmed_in").first()


def held(look):
    minutes = minutes_of(look)
    if minutes is None:
        return None
    sitting = minutes.meeting.sitting
    return {
        "minutes": minutes,
        "colour": COLOURS[minutes.state],
        "sitting": sitting,
        "attendance": attendance(sitting),
    }


def deeds(look):
    """What staff and the chair do from the meeting on, and reading for everybody else."""
    meeting, pk = look.meeting, look.meeting.pk
    if look.state in TO_COME:
        if not (look.runs and meeting.starts_at <= timezone.now()):
            return []
        hint = "Record this seat by seat. It decides whether there was a quorum."
        return [
            {"title": "Record who attended", "address": reverse("record_attendance", args=[pk]), "hint": hint}
        ]
    minutes = minutes_of(look)
    if minutes is None:
        return to_rule(look)
    found = [{"title": "Read the minutes", "address": reverse("minutes", args=[pk])}]
    if minutes.state == MinutesState.CONFIRMED:
        return found
    found += to_rule(look)
    if look.runs:
        found.append({"title": "Correct who attended", "address": reverse("record_attendance", args=[pk])})
        if minutes.state != MinutesState.CIRCULATED:
            found.append({"title": "Write the minutes", "address": reverse("write_minutes", args=[pk])})
    return found


def to_rule(look):
    """The ruling on a missing quorum: the chair's from the day on, long before the minutes come to them."""
    if not (look.runs or look.chairs):
        return []
    sitting = Sitting.objects.filter(meeting=look.meeting).exclude(quorate=True).first()
    if sitting is None:
        return []
    address = reverse("rule_on_quorum", args=[look.meeting.pk])
    hint = "" if sitting.ruling else "The minutes cannot be written until you do."
    return [{"title": "Rule on the missing quorum", "address": address, "hint": hint}]


HELD = Part(key="held", title="As it was held", shows=held, deeds=deeds)
