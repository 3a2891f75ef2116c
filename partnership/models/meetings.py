"""Meetings of groups, and what stands on their agendas."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models.deadlines import Deadline
from partnership.models.groups import Group
from partnership.models.people import Person
from partnership.rules.meetings import Audience, open_to


class MeetingQuerySet(models.QuerySet):
    def to_come(self, now):
        return self.filter(starts_at__gte=now).exclude(state=Meeting.State.CANCELLED)

    def visible_to(self, person):
        """Staff and the Independent Advisor know of every meeting; everybody else of those of groups they sit in."""
        if not may(person, Can.READ_MEETINGS):
            return self.none()
        if may(person, Can.RUN_MEETINGS) or Role.INDEPENDENT_ADVISOR in person.roles:
            return self
        return self.filter(group__in=person.groups())


class Meeting(models.Model):
    """One meeting of one group, from its place in the year's cycle to its confirmed minutes.

    `state` changes only through operations.meetings.move: planned → called → held → confirmed, or cancelled.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        CALLED = "called", "Called: agenda sent"
        HELD = "held", "Held: minutes not yet confirmed"
        CONFIRMED = "confirmed", "Minutes confirmed"
        CANCELLED = "cancelled", "Cancelled"

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "Ordinary meeting"
        EXTRAORDINARY = "extraordinary", "Extraordinary meeting"
        JOINT = "joint", "Joint meeting"
        LEADERSHIP = "leadership", "Leadership discussion with a neighbouring partnership"

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    reference = models.CharField(max_length=40, unique=True, help_text="Opaque, such as CRG-2026-04.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ORDINARY)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    joining = models.URLField(blank=True, help_text="The address of an online meeting.")
    led_by_young_people = models.BooleanField(default=False)
    with_whom = models.CharField(max_length=200, blank=True, help_text="Of a joint meeting or discussion.")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    papers_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="papers_of"
    )
    sequence = models.PositiveIntegerField(default=0, help_text="How often its time or place has changed.")
    cancelled_because = models.TextField(blank=True)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
                name="meeting_cancelled_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["joint", "leadership"]) | ~Q(with_whom=""),
                name="meeting_joint_says_with_whom",
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.held_on:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("meeting", args=[self.pk])

    @property
    def held_on(self):
        """The day in London on which it is."""
        return timezone.localdate(self.starts_at)

    def audiences(self, person):
        """Which papers and items of this meeting the person may read, as a set of Audience; empty for nobody's.

        Only what they hold in this very group counts: a chair of one group is nobody in another.
        """
        if not may(person, Can.READ_MEETINGS):
            return frozenset()
        if may(person, Can.RUN_MEETINGS) or Role.INDEPENDENT_ADVISOR in person.roles:
            return open_to("staff", reads_cases=may(person, Can.READ_CASES))
        seats = [a for a in person.appointments_today if a.seat_id and a.seat.group_id == self.group_id]
        return frozenset().union(*[opened_by(a, person) for a in seats])


def opened_by(appointment, person):
    """The audiences to which one seat lets its holder belong."""
    capacity = "observer" if appointment.role == Role.OBSERVER else appointment.seat.kind
    return open_to(capacity, reads_cases=appointment.seat.group.reviews_cases and may(person, Can.READ_CASES))


def readable_by(person, group="meeting__group", audience="audience"):
    """The condition by which rows of a meeting that have an audience are this person's to read, as a Q."""
    if not may(person, Can.READ_MEETINGS):
        return Q(pk__in=[])
    if may(person, Can.RUN_MEETINGS) or Role.INDEPENDENT_ADVISOR in person.roles:
        return Q(**{f"{audience}__in": open_to("staff", reads_cases=may(person, Can.READ_CASES))})
    seats = [a for a in person.appointments_today if a.seat_id]
    conditions = [Q(**{group: a.seat.group_id, f"{audience}__in": opened_by(a, person)}) for a in seats]
    return reduce(or_, conditions, Q(pk__in=[]))


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The items of an audience to which the person belongs, in the meetings of which they know."""
        return self.filter(readable_by(person))


class AgendaItem(models.Model):
    """One item of an agenda. What is recorded of it stands beside it in the minutes."""

    class Purpose(models.TextChoices):
        DECIDE = "decide", "To decide"
        DISCUSS = "discuss", "To discuss"
        NOTE = "note", "To note"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.DISCUSS)
    standing = models.CharField(
        max_length=40,
        blank=True,
        help_text="The standing item's code, such as young_people; empty for others.",
    )
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    presenter = models.CharField(max_length=200, blank=True, help_text="By office, never a name.")
    minutes_allotted = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "standing"], condition=~Q(standing=""), name="agenda_standing_item_once"
            ),
        ]

    def __str__(self):
        return f"Item {self.position} of {self.meeting.reference}"
