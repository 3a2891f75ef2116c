"""What an organisation owes for a place that was not used."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.models import Organisation, Person
from training.models.booking import Booking


class ChargeQuerySet(models.QuerySet):
    def open(self):
        """Those of which the finance officer still has something to do."""
        return self.filter(state__in=[Charge.State.RAISED, Charge.State.INVOICED])


class Charge(models.Model):
    """One booking's charge, in pounds, under the terms that held when the place was asked for.

    Made and moved by operations.booking.charges only. What is waived stays, with its reason.
    """

    class Why(models.TextChoices):
        LATE = "late", "Cancelled too late"
        NO_SHOW = "no_show", "Did not come"

    class State(models.TextChoices):
        HELD = "held", "Manager asked about sickness"
        RAISED = "raised", "To be invoiced"
        WAIVED = "waived", "Waived"
        INVOICED = "invoiced", "Invoiced"
        PAID = "paid", "Paid"

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="charge")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="training_charges")
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    why = models.CharField(max_length=10, choices=Why)
    explained = models.CharField(max_length=300, help_text="How it follows from the terms.")
    terms_from = models.DateField(help_text="From when the terms held.")
    state = models.CharField(max_length=10, choices=State)
    made_at = models.DateTimeField(default=timezone.now)
    held_until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    invoice = models.CharField(max_length=40, blank=True)
    invoiced_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_is_of_something"),
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False) | ~Q(state="held"),
                name="charge_held_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="waived") & ~Q(reason="") & Q(decided_at__isnull=False)
                | ~Q(state="waived") & Q(reason="", decided_at=None),
                name="charge_waived_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["held", "raised", "waived"], paid_on=None)
                | Q(state="invoiced", invoiced_on__isnull=False, paid_on=None) & ~Q(invoice="")
                | Q(state="paid", invoiced_on__isnull=False, paid_on__isnull=False) & ~Q(invoice=""),
                name="charge_invoiced_and_paid_in_order",
            ),
        ]

    def __str__(self):
        return f"Charge {self.pk}"

    def get_absolute_url(self):
        return reverse("training:charge", args=[self.pk])

    @property
    def status(self):
        return self.State(self.state)
