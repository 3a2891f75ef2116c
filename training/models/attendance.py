"""The register of a session: who came without having booked, its closing, and what was corrected afterwards.

What became of somebody who had booked stands on their Booking.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models import Organisation, Person
from training.models.booking import Booking
from training.models.programme import Session


class Came(models.TextChoices):
    """How somebody who is in the room came to the session."""

    PRESENT = Booking.Outcome.PRESENT.value, Booking.Outcome.PRESENT.label
    LATE = Booking.Outcome.LATE.value, Booking.Outcome.LATE.label
    PARTLY = Booking.Outcome.PARTLY.value, Booking.Outcome.PARTLY.label


class Guest(models.Model):
    """Somebody who came without a booking: as a substitute, or just so.

    With an account they get a booking of their own, and what became of them stands there; without one it stands here,
    with their name. Changes through operations.attendance until the register is closed.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="guests")
    in_place_of = models.OneToOneField(
        Booking,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitute",
        help_text="For whom they came.",
    )
    booking = models.OneToOneField(
        Booking, models.PROTECT, null=True, blank=True, related_name="came_as", help_text="Their own, if any."
    )
    name = models.CharField(max_length=150)
    email = models.EmailField(
        "work email address",
        blank=True,
        help_text="In small letters. Empty for whoever has none: they get nothing but paper.",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="guests", help_text="As on the day."
    )
    organisation_name = models.CharField(
        max_length=200, blank=True, help_text="Where the portal does not know the organisation."
    )
    outcome = models.CharField(max_length=12, choices=Came, blank=True)
    outcome_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["session", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "email"], condition=~Q(email=""), name="guest_once_a_session"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, organisation_name="")
                | Q(organisation=None) & ~Q(organisation_name=""),
                name="guest_comes_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_by=None, outcome_at=None)
                | ~Q(outcome="") & Q(booking=None, outcome_by__isnull=False, outcome_at__isnull=False),
                name="guest_outcome_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"Guest {self.pk}"

    @property
    def comes_from(self):
        """What their organisation is called."""
        return self.organisation.name if self.organisation_id else self.organisation_name


class Register(models.Model):
    """The closed register of a session that was held. From then on triggers refuse any change but by a Correction."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="register")
    note = models.TextField(blank=True, help_text="What the trainer wants the business unit to know.")
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-closed_at"]

    def __str__(self):
        return f"Register of {self.session.reference}"


class Correction(models.Model):
    """One change of a closed register, with its reason: what stood there, and what stands there since. Never changed.

    Written by operations.attendance.correct, which then makes the change that it allows.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="corrections")
    booking = models.ForeignKey(Booking, models.PROTECT, null=True, blank=True, related_name="corrections")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="corrections")
    outcome_was = models.CharField(max_length=12, choices=Booking.Outcome, blank=True)
    outcome = models.CharField(max_length=12, choices=Booking.Outcome)
    organisation_was = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    corrected_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["corrected_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(booking__isnull=False, guest=None) | Q(booking=None, guest__isnull=False),
                name="correction_of_one_row",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
        ]

    def __str__(self):
        return f"Correction {self.pk}"
