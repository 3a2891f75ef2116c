"""Meetings as people plan them."""

import io
from datetime import datetime, timedelta

import pikepdf
from django.utils import timezone

from partnership.models import AgendaItem, Meeting, Person, Seat
from partnership.operations import papers, planning
from partnership.rules.cycle import on_working_day


def local(day, hour=10, minute=0):
    """That day at that hour in London."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_current_timezone())


def meeting(cast, group=None, *, day=None, hour=10, **more):
    """A planned meeting of the Case Review Group unless another is given, in thirty days unless a day is."""
    group = group or cast.crg
    starts = local(day or timezone.localdate() + timedelta(30), hour)
    number = Meeting.objects.count() + 1
    more.setdefault("reference", f"{group.code[:8].upper()}-{starts.year}-{number:02}")
    return Meeting.objects.create(
        group=group, starts_at=starts, ends_at=starts + timedelta(hours=2), planned_by=cast.officer, **more
    )


def item(meeting, title="Neglect", *, position=None, **more):
    return AgendaItem.objects.create(
        meeting=meeting, title=title, position=position or meeting.items.count() + 1, **more
    )


def seat(cast, person, group, kind="member", role="group_member"):
    """Give a person of the cast a seat in a group, and a fresh look at what they hold."""
    held = Seat.objects.create(group=group, kind=kind, office=f"Seat of the {person.name}")
    person.appointments.create(role=role, seat=held, starts_on="2019-09-29")
    return Person.objects.get(pk=person.pk)


def observer_and_virtual(cast):
    """Somebody who observes the Case Review Group, and a virtual member of it."""
    observer = seat(cast, cast.observer, cast.crg, "observer", "observer")
    virtual = cast.person("Virtual member", "group_member", seat=cast.seat(cast.crg, "virtual"))
    return observer, virtual


def planned(cast, group=None, *, days=60, **more):
    """Planned by a board officer, by the deed that people do, with its standing items."""
    day = on_working_day(timezone.localdate() + timedelta(days))
    starts = local(day, more.pop("hour", 10))
    return planning.plan_meeting(
        group or cast.crg, by=cast.officer, starts_at=starts, ends_at=starts + timedelta(hours=2),
        place=more.pop("place", "Room 1"), despite=True, **more,
    )  # fmt: skip


def called(cast, group=None, **more):
    return planning.call_meeting(planned(cast, group, **more), by=cast.officer)


def pdf(*texts, turn=0):
    """A PDF with one page for each text, turned by so many degrees."""
    with pikepdf.new() as made:
        for text in texts:
            page = made.add_blank_page(page_size=(595, 842))
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = made.make_stream(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode())
            if turn:
                page.Rotate = turn
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


def paper(cast, item, *texts, title="A paper", audience="everybody", **more):
    """A paper that staff bring, as a PDF of these pages."""
    return papers.add_paper(
        item, by=cast.officer, title=title, audience=audience, content=pdf(*(texts or ("Text",))),
        filename="paper.pdf", **more,
    )  # fmt: skip
