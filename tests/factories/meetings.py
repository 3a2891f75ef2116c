"""Meetings as people plan them."""

from datetime import datetime, timedelta

from django.utils import timezone

from partnership.models import AgendaItem, Meeting


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
