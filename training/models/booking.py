"""Places in a session: asked for, waited for, offered, booked, used or not."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Organisation, Person
from partnership.rules.actions import mark
from training.models.programme import Session


class BookingQuerySet(models.QuerySet):
    def holding_a_place(self):
        """Booked, or offered and not yet answered: an offer keeps its place until it runs out."""
        return self.filter(state__in=Booking.HOLDS)

    def live(self):
        """Everything that may still become a place, or is one."""
        return self.filter(state__in=Booking.LIVE)

    def waiting(self):
        """Those on waiting lists, each list in the order in which people asked."""
        return self.filter(state=Booking.State.WAITING).order_by("session", "asked_at", "pk")

    def run_out(self, at):
        """Offers whose time is over, and which nobody has let lapse yet."""
        return self.filter(state=Booking.State.OFFERED, offered_until__lte=at)

    def booked_to_come(self, at):
        """Places in sessions that have not begun."""
        return self.filter(state=Booking.State.BOOKED, session__starts_at__gt=at)

    def of(self, person):
        """One's own."""
        return self.filter(learner=person)

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
        ASKED = "asked", "Waiting for approval"
        WAITING = "waiting", "On the waiting list"
        OFFERED = "offered", "A place is offered"
        BOOKED = "booked", "Booked"
        DECLINED = "declined", "The manager said no"
        LAPSED = "lapsed", "Expired"
        CANCELLED = "cancelled", "Cancelled"
        SESSION_CANCELLED = "session_cancelled", "The session was cancelled"

    HOLDS = (State.OFFERED, State.BOOKED)
    LIVE = (State.ASKED, State.WAITING, State.OFFERED, State.BOOKED)

    class Because(models.TextChoices):
        """Why it ended without being used."""

        LEARNER = "learner", "Cannot come"
        SICK = "sick", "Ill"
        STAFF = "staff", "Removed by the business unit"
        SUBSTITUTE = "substitute", "Someone else is coming instead"
        MOVED = "moved", "Moved to another session"
        MANAGER = "manager", "The manager said no"
        NOT_MET = "not_met", "Required course not attended"
        OFFER = "offer", "The offer was not taken in time"
        BEGAN = "began", "The session began"
        SESSION = "session", "The session was cancelled"

    class Answer(models.TextChoices):
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Said no"

    class Outcome(models.TextChoices):
        PRESENT = "present", "Present"
        LATE = "late", "Came late"
        PARTLY = "partly", "Left early or missed part"
        NO_SHOW = "no_show", "Did not come"
        SUBSTITUTE = "substitute", "Someone came instead"

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
    cancelled_because = models.CharField(max_length=20, choices=Because, blank=True)
    booked_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Staff who booked it for them.",
    )
    offered_at = models.DateTimeField(null=True, blank=True)
    booked_at = models.DateTimeField(null=True, blank=True)
    in_place_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        help_text="Whose place it was.",
    )

    # what must be said yes to before a place is kept
    manager_flagged = models.BooleanField(
        default=False, help_text="The manager's address is not at a confirmed domain of the organisation."
    )
    manager_answer = models.CharField(max_length=10, choices=Answer, blank=True)
    manager_answered_at = models.DateTimeField(null=True, blank=True)
    manager_reason = models.CharField(max_length=300, blank=True)
    manager_recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="Staff who wrote it down."
    )
    prerequisite_declared = models.CharField(max_length=500, blank=True, help_text="What, where and when.")
    prerequisite_checked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    prerequisite_checked_at = models.DateTimeField(null=True, blank=True)

    sequence = models.PositiveSmallIntegerField(default=0, help_text="Of its entry in calendars.")
    confirm_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the session moved and they were asked whether they still come."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    needs_wiped_at = models.DateTimeField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(manager_answer="", manager_answered_at=None)
                | ~Q(manager_answer="") & Q(manager_answered_at__isnull=False),
                name="booking_manager_answered_when",
            ),
            models.CheckConstraint(
                condition=Q(prerequisite_checked_by=None, prerequisite_checked_at=None)
                | Q(prerequisite_checked_by__isnull=False, prerequisite_checked_at__isnull=False),
                name="booking_prerequisite_checked_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(needs_wiped_at=None) | Q(access_needs=""), name="booking_wiped_needs_are_gone"
            ),
        ]

    def __str__(self):
        return f"Booking {self.pk}"

    def get_absolute_url(self):
        return reverse("training:booking", args=[self.pk])

    @property
    def is_live(self):
        return self.state in self.LIVE

    @property
    def as_told(self):
        """A mark of what was said when it was asked for, that changes with any of it."""
        return mark(self.job, self.manager_name, self.manager_email, self.access_needs)

    @property
    def waits_for_manager(self):
        return self.state == self.State.ASKED and self.session.course.asks_manager and not self.manager_answer

    @property
    def waits_for_check(self):
        """Whether staff still have to look at a prerequisite that was attended elsewhere."""
        return (
            self.state == self.State.ASKED
            and bool(self.prerequisite_declared)
            and not self.prerequisite_checked_at
        )

    @property
    def to_confirm(self):
        """The session moved, and they have not said yet whether they still come."""
        asked = self.confirm_asked_at
        return bool(
            self.state == self.State.BOOKED and asked and (not self.confirmed_at or self.confirmed_at < asked)
        )

    @property
    def status(self):
        return self.State(self.state)
