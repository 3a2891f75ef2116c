"""What stands in a calendar: meetings and dates by reference and link, and nothing of what they are about."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone

from partnership.models import Action, Deadline, Meeting

# The rule by which London's clocks have changed since 1996; every calendar program reads it.
LONDON = Timezone.from_ical(
    "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:19960331T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZNAME:BST\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nDTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZNAME:GMT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)


def host():
    """Under which name our entries are known: the host of the portal's own address."""
    return urlsplit(settings.SITE_URL).hostname


def calendar(name, events, *, method=""):
    """The text of a calendar with these events, as RFC 5545 has it; the same events give the same bytes.

    With a `method`, REQUEST or CANCEL, it is a message that makes or takes away an entry in somebody's calendar.
    """
    whole = Calendar()
    whole.add("prodid", f"-//{settings.PARTNERSHIP_SHORT_NAME}//Portal//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    if method:
        whole.add("method", method)
    whole.add("x-wr-calname", name)  # as Apple, Google and Microsoft read a calendar's name
    whole.add("x-wr-timezone", settings.TIME_ZONE)
    whole.add_component(LONDON)
    for event in events:
        whole.add_component(event)
    return whole.to_ical()


def meeting_event(meeting):
    """One meeting as a calendar holds it: group, time, place and link, without the titles of items or papers.

    Its UID stays the same and its SEQUENCE rises as it is moved, so that a calendar moves it as well. Who may
    open the link finds there how to join.
    """
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{host()}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.planned_at)
    event.add("dtstart", timezone.localtime(meeting.starts_at))
    event.add("dtend", timezone.localtime(meeting.ends_at))
    event.add("summary", meeting.group.name)
    event.add("status", "CANCELLED" if meeting.state == Meeting.State.CANCELLED else "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", f"{settings.SITE_URL}{meeting.get_absolute_url()}")
    return event


def day_event(uid, *, day, summary, path, stamp):
    """Something due on a day: it takes the whole day and nobody's time."""
    event = Event()
    event.add("uid", f"{uid}@{host()}")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    if path:
        event.add("url", f"{settings.SITE_URL}{path}")
    return event


SHOWN_BEFORE = timedelta(31)  # a meeting stays so long after it, for whoever looks back
MOST = 500


def feed_of(person):
    """A person's own calendar: dates and actions asked of them, by reference, and meetings they may know of."""
    now = timezone.now()
    meetings = (
        Meeting.objects.visible_to(person)
        .filter(ends_at__gte=now - SHOWN_BEFORE)
        .select_related("group")[:MOST]
    )
    deadlines = Deadline.objects.asked_of(person).outstanding()[:MOST]
    under_way = [Action.State.OPEN, Action.State.IN_PROGRESS]
    actions = Action.objects.visible_to(person).asked_of(person).filter(state__in=under_way)[:MOST]
    return calendar(
        f"{settings.PARTNERSHIP_SHORT_NAME}: my dates",
        [
            *(meeting_event(meeting) for meeting in meetings),
            *(
                day_event(
                    f"deadline-{one.pk}",
                    day=one.due_on,
                    summary=f"{one.label} ({one.reference})",
                    path=one.path,
                    stamp=one.opened_at,
                )
                for one in deadlines
            ),
            *(
                day_event(
                    f"action-{one.pk}",
                    day=one.target_on,
                    summary=f"Action {one.pk} ({one.origin})",
                    path=one.get_absolute_url(),
                    stamp=one.opened_at,
                )
                for one in actions
            ),
        ],
    )
