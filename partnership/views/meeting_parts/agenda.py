"""The agenda: items and papers as far as they are for the person, with the hours that follow from their minutes."""

from django.urls import reverse
from django.utils import timezone

from partnership.models import Paper
from partnership.rules.agenda import clock, over_run
from partnership.views.meeting_parts.part import Part


def items_of(look):
    """The items that the person may know of, each with its number, hours and papers.

    An item that is hidden keeps its number and its minutes, so that everybody talks of the same item 5.
    """
    meeting = look.meeting
    items = list(meeting.items.all())
    times = clock(timezone.localtime(meeting.starts_at), [item.minutes_allotted for item in items])
    papers = {}
    for paper in (
        Paper.objects.filter(item__meeting=meeting, withdrawn_at=None, audience__in=look.audiences)
        .select_related("deadline__owner", "deadline__group", "deadline__organisation")
        .prefetch_related("versions")
    ):
        papers.setdefault(paper.item_id, []).append(told(paper, look))
    return [
        {
            "item": item,
            "starts": starts,
            "ends": ends,
            "papers": [
                one
                for one in papers.get(item.pk, [])
                if look.runs or look.chairs or (one["version"] and look.reads_papers)
            ],
        }
        for item, (starts, ends) in zip(items, times, strict=True)
        if item.audience in look.audiences
    ]


def told(paper, look):
    """A paper as the agenda tells of it: what is in the pack, what waits for the chair, what is not in."""
    latest, version = paper.latest, paper.in_pack
    return {
        "paper": paper,
        "version": version,
        "waits": latest is not None and latest.waits_for_the_chair,
        "missing": latest is None,
        "late": latest is None and paper.due_on < look.today,
        "asked_of": paper.deadline.asked_of if paper.deadline else None,
    }


def agenda(look):
    meeting = look.meeting
    rows = items_of(look)
    return {
        "rows": rows,
        "over": over_run(meeting.starts_at, meeting.ends_at, [row["item"].minutes_allotted for row in rows]),
    }


def deeds(look):
    """What may be done with a meeting that is to come, by who runs meetings."""
    if not look.runs or look.state not in ("planned", "called"):
        return []

    def to(name, title, hint=""):
        return {
            "title": title,
            "address": reverse(name, args=[look.meeting.pk]),
            "hint": hint,
            "status": "",
        }

    call = [
        to(
            "call_meeting",
            "Call the meeting",
            "We write to everyone who holds a seat, and make the packs.",
        )
    ]
    return [
        to("build_agenda", "Build the agenda", "Items, their order, times and papers."),
        *(call if look.state == "planned" else []),
        to("move_meeting", "Move it", "Another time or place, with the reason."),
        to("cancel_meeting", "Cancel it"),
    ]


AGENDA = Part(key="agenda", title="Agenda", shows=agenda, deeds=deeds)
