"""Bringing what one meeting put off to the next one's agenda."""

from django.db.models import Max

from partnership.models import AgendaItem, ItemMinutes, Meeting


def deferred_of(group):
    """Items that were put off and have not come to an agenda yet."""
    return (
        ItemMinutes.objects.filter(item__meeting__group=group, deferred=True, carried_to=None)
        .select_related("item__meeting")
        .order_by("item__meeting__starts_at", "item__position")
    )


def next_of(meeting):
    """The group's next meeting that is still to be held, or None."""
    later = Meeting.objects.filter(
        group=meeting.group_id,
        starts_at__gt=meeting.starts_at,
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
    )
    return later.order_by("starts_at").first()


def carry_deferred(group, *, to):
    """Put every deferred item of earlier meetings on that agenda, for the same readers. Returns how many."""
    earlier = deferred_of(group).filter(item__meeting__starts_at__lt=to.starts_at)
    waiting = list(earlier.select_for_update(of=("self",), no_key=True))
    last = to.items.aggregate(last=Max("position"))["last"] or 0
    for position, minuted in enumerate(waiting, last + 1):
        old = minuted.item
        minuted.carried_to = AgendaItem.objects.create(
            meeting=to,
            position=position,
            title=f"Deferred: {old.title}"[:200] if not old.title.startswith("Deferred: ") else old.title,
            purpose=old.purpose,
            audience=old.audience,
            presenter=old.presenter,
            note=f"Put off at {old.meeting.reference}.",
        )
        minuted.save(update_fields=["carried_to"])
    return len(waiting)
