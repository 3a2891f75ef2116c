"""That the Young People's Advisory Group leads one session of the partnership a year: asked, seen, said."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Group, Meeting, YoungPeoplesYear
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.rules.meetings import initials
from partnership.rules.years import last_day, year_began, year_words

HELD = (Meeting.State.HELD, Meeting.State.CONFIRMED)


def groups(day):
    """The groups of which they lead a session: the partnership itself."""
    return Group.objects.on(day).filter(kind=Group.Kind.PARTNERSHIP)


@transaction.atomic
def open_years(today=None):
    """This year's session is due by the 31st of March, once for each partnership group. Safe to repeat."""
    today = today or timezone.localdate()
    first = year_began(today)
    known = YoungPeoplesYear.objects.filter(starts_on=first).values("group")
    opened = 0
    for group in groups(today).exclude(pk__in=known).select_for_update(no_key=True):
        if YoungPeoplesYear.objects.filter(group=group, starts_on=first).exists():
            continue  # somebody else opened it while we waited for the group
        deadline = open_fixed(
            "young_people_lead",
            "The Young People’s Advisory Group leads a session of the partnership",
            last_day(first.year),
            by=None,
            rule="One session in each year, from April to March",
            source="Published arrangements 2019, section 9",
            reference=f"{initials(group.code)}-{year_words(first.year)}",
            path=reverse("meetings"),
            role=Role.BOARD_MANAGER,
            starts_on=first,
        )
        YoungPeoplesYear.objects.create(group=group, starts_on=first, deadline=deadline)
        opened += 1
    return opened


def note_led(meeting, *, by):
    """A session that they led was held: their year is done, if it was not done yet."""
    if not meeting.led_by_young_people:
        return
    year = (
        YoungPeoplesYear.objects.filter(group=meeting.group_id, starts_on=year_began(meeting.held_on))
        .select_related("deadline")
        .first()
    )
    if year and year.deadline.outstanding:
        meet(year.deadline, by=by, done_on=meeting.held_on)


@transaction.atomic
def explain_no_session(year, *, by, reason):
    """The year passed and they led none: say why, so that the yearly report can."""
    if timezone.localdate() <= year.deadline.due_on:
        raise Refused("The year is not over. Plan a session that they lead.")
    return end(year.deadline, by=by, reason=reason)


def standing(today=None):
    """For each partnership group: whether they led a session this year, are about to, or nothing is planned."""
    today = today or timezone.localdate()
    first = year_began(today)
    last = last_day(first.year)
    led = list(
        Meeting.objects.filter(
            led_by_young_people=True,
            starts_at__date__range=(first, last),
            group__in=groups(today),
        )
        .exclude(state=Meeting.State.CANCELLED)
        .select_related("group")
    )
    return [
        {
            "group": group,
            "held": next((one for one in led if one.group_id == group.pk and one.state in HELD), None),
            "planned": next((one for one in led if one.group_id == group.pk and one.state not in HELD), None),
            "first": first,
            "last": last,
        }
        for group in groups(today)
    ]
