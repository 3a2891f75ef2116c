"""Meetings to report to, and what is asked of sub-groups, boards and the Child Death Overview Panel."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from partnership.models import Meeting


def meeting(cast, group, reference, *, on, state=Meeting.State.PLANNED):
    """A meeting of that group on that day, from ten to twelve in London."""
    starts_at = datetime.combine(on, time(10), timezone.get_current_timezone())
    return Meeting.objects.create(
        group=group, reference=reference, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
        state=state, planned_by=cast.officer,
    )  # fmt: skip
