"""The yearly quality-assurance event: who presents which return when, who came, and what was challenged."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Challenge, Deadline, Document, Meeting, Person, Return


class ChallengeEventQuerySet(models.QuerySet):
    def visible_to(self, person):
        """All to those who read every return; to an agency those that it is invited to."""
        if may(person, Can.READ_RETURNS):
            return self
        slots = EventSlot.objects.visible_to(person)
        return self.filter(pk__in=slots.values("event"))

    def to_come(self, now):
        return self.filter(ends_at__gte=now).exclude(state=ChallengeEvent.State.CANCELLED)


class ChallengeEvent(models.Model):
    """A quality-assurance event at which agencies present their returns and are challenged.

    `state` changes only through operations.scrutiny.events: planned → invited → held, or cancelled.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Being planned"
        INVITED = "invited", "Agencies invited"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=40, unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    joining = models.URLField(blank=True, help_text="The address of an online event.")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    chaired_by = models.CharField(max_length=200, blank=True, help_text="By office, never a name.")
    message = models.TextField(blank=True, help_text="What agencies are asked to bring and to be ready for.")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    cancelled_because = models.TextField(blank=True)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    objects = ChallengeEventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="challenge_event_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
                name="challenge_event_cancelled_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(joining=""), name="challenge_event_is_somewhere"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("assurance:challenge_event", args=[self.pk])

    @property
    def held_on(self):
        """The day in London on which it is."""
        return timezone.localdate(self.starts_at)


class EventSlotQuerySet(models.QuerySet):
    def visible_to(self, person):
        """All to those who read every return; to an agency its own, once it is invited."""
        if may(person, Can.READ_RETURNS):
            return self
        if not may(person, Can.ANSWER_RETURNS):
            return self.none()
        own = Q(assurance_return__organisation__in=person.answers_for)
        return self.filter(own).exclude(event__state=ChallengeEvent.State.PLANNED)


class EventSlot(models.Model):
    """One agency's time at an event: its presentation, whether it came, and the staff's notes of it."""

    class Attendance(models.TextChoices):
        CAME = "came", "Came"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Did not come"

    event = models.ForeignKey(ChallengeEvent, models.PROTECT, related_name="slots")
    assurance_return = models.ForeignKey(Return, models.PROTECT, related_name="event_slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=20)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="event_slot",
        help_text="Of the presentation.",
    )  # fmt: skip
    presentation = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    attendance = models.CharField(max_length=10, choices=Attendance, blank=True)
    came_for_it = models.CharField(max_length=200, blank=True, help_text="Who came, by office.")
    notes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField(null=True, blank=True)

    objects = EventSlotQuerySet.as_manager()

    class Meta:
        ordering = ["event", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "assurance_return"], name="event_slot_once"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="event_slot_lasts"),
            models.CheckConstraint(
                condition=Q(noted_by=None, noted_at=None) | Q(noted_by__isnull=False, noted_at__isnull=False),
                name="event_slot_noted_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"{self.event.reference}: {self.assurance_return.organisation}"

    def get_absolute_url(self):
        return reverse("assurance:event_slot", args=[self.pk])


class EventChallenge(models.Model):
    """A challenge of the log that was put at an event."""

    slot = models.ForeignKey(EventSlot, models.PROTECT, related_name="challenge_links")
    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="event_link")

    class Meta:
        ordering = ["slot", "challenge"]

    def __str__(self):
        return str(self.challenge)
