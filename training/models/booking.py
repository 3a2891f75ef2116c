"""Places in a session: asked for, waited for, offered, booked, used or not."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Organisation, Person
from training.models.programme import Session


class BookingQuerySet(models.QuerySet):
    def holding_a_place(self):
        """Booked, or offered and not yet answered: an offer keeps its place until it runs out."""
        return self.filter(state__in=Booking.HOLDS)

    def live(self):
        """Everything that may still become a place, or is one."""
        return self.filter(state__in=Booking.LIVE)

    def visible_to(self, person):
        """One's own; those of the agency for its leads; all of them for whoever runs training."""
        if may(person, Can.RUN_TRAINING):
            return self
        seen = Q(learner=person)
        if may(person, Can.READ_AGENCY_TRAINING):
            seen |= Q(organisation__in=person.answers_for)
        return self.filter(seen)


class Booking(models.Model):
    """One person's way to one place. `organisation` is their agency as it was when they asked, and stays so.

    Changes through operations.booking only, which locks the session first.
    """

    class State(models.TextChoices):
        ASKED = "asked", "The manager is asked"
        WAITING = "waiting", "On the waiting list"
        OFFERED = "offered", "A place is offered"
        BOOKED = "booked", "Booked"
        DECLINED = "declined", "The manager said no"
        LAPSED = "lapsed", "The offer ran out"
        CANCELLED = "cancelled", "Cancelled"
        SESSION_CANCELLED = "session_cancelled", "The session was cancelled"

    HOLDS = (State.OFFERED, State.BOOKED)
    LIVE = (State.ASKED, State.WAITING, State.OFFERED, State.BOOKED)

    class Outcome(models.TextChoices):
        PRESENT = "present", "Present"
        LATE = "late", "Came late"
        PARTLY = "partly", "Left early or missed part"
        NO_SHOW = "no_show", "Did not come"
        SUBSTITUTE = "substitute", "Somebody came instead"

    session = models.ForeignKey(Session, models.PROTECT, related_name="bookings")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="bookings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bookings")
    job = models.CharField("job title", max_length=100, blank=True)
    manager_name = models.CharField(max_length=150, blank=True)
    manager_email = models.EmailField(blank=True)
    access_needs = models.TextField(
        blank=True, help_text="Read by whoever runs training and the session's trainers."
    )
    state = models.CharField(max_length=20, choices=State)
    asked_at = models.DateTimeField(
        default=timezone.now, help_text="Its place in the order of the waiting list."
    )
    offered_until = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=20, blank=True)

    # what became of it on the day; the agency of that day, which may be another than when it was booked
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome_at = models.DateTimeField(null=True, blank=True)
    organisation_on_the_day = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="attended"
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["session", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "learner"],
                condition=Q(state__in=["asked", "waiting", "offered", "booked"]),
                name="booking_one_live_a_learner",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False) | ~Q(state="offered"),
                name="booking_offer_runs_out",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_by=None, outcome_at=None, organisation_on_the_day=None)
                | ~Q(outcome="")
                & Q(
                    state="booked",
                    outcome_by__isnull=False,
                    outcome_at__isnull=False,
                    organisation_on_the_day__isnull=False,
                ),
                name="booking_outcome_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"Booking {self.pk}"
