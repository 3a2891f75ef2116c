"""What comes into a budget: invoices and what was paid on them, other income, and what is given in kind."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.deadlines import Deadline
from partnership.models.money.budgets import Budget, Contribution, MoneyQuerySet, money
from partnership.models.organisations import Organisation
from partnership.models.people import Person


class Invoice(models.Model):
    """One invoice to a contributor. Withdrawn rather than deleted, and only while nothing has been received."""

    BUDGET = "contribution__budget"

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="invoices")
    reference = models.CharField(max_length=60)
    invoiced_on = models.DateField()
    amount = money()
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["invoiced_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="invoice_of_something"),
            models.UniqueConstraint(
                fields=["contribution", "reference"],
                condition=Q(withdrawn_on=None),
                name="invoice_reference_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_because=""), name="invoice_withdrawn_says_why"
            ),
        ]

    def __str__(self):
        return f"Invoice {self.reference}"

    @property
    def received(self):
        return sum((one.amount for one in self.payments.all()), Decimal(0))

    @property
    def outstanding(self):
        return Decimal(0) if self.withdrawn_on else self.amount - self.received


class Payment(models.Model):
    """Money that came in for an invoice, in part or whole. A wrong one is taken back by a second entry."""

    BUDGET = "invoice__contribution__budget"

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    received_on = models.DateField()
    amount = money()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    reason = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses=None, amount__gt=0)
                | Q(reverses__isnull=False, amount__lt=0) & ~Q(reason=""),
                name="payment_taken_back_by_a_second_entry",
            ),
        ]

    def __str__(self):
        return f"Payment {self.pk} of {self.invoice}"


class Income(models.Model):
    """What else comes into a budget in cash: a grant, training income, what was left of last year."""

    BUDGET = "budget"

    class Kind(models.TextChoices):
        GRANT = "grant", "Grant"
        TRAINING = "training", "Training income"
        BROUGHT_FORWARD = "brought_forward", "Brought forward from last year"
        OTHER = "other", "Other income"

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="incomes")
    kind = models.CharField(max_length=20, choices=Kind)
    described = models.CharField(max_length=200)
    restricted_to = models.CharField(
        max_length=200, blank=True, help_text="What alone it may be spent on; empty where it may be anything."
    )
    amount = money()
    received_on = models.DateField(null=True, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    reason = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses=None) & ~Q(amount=0) | Q(reverses__isnull=False) & ~Q(reason=""),
                name="income_taken_back_by_a_second_entry",
            ),
        ]

    def __str__(self):
        return f"Income {self.pk} of {self.budget}"


class InKind(models.Model):
    """What an organisation gives other than cash, such as an office. Its value never enters a total of cash."""

    BUDGET = "budget"

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="in_kind")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    described = models.CharField(max_length=200)
    value = money(null=True, blank=True)
    valued_how = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    withdrawn_because = models.TextField(blank=True)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gt=0) & ~Q(valued_how=""),
                name="in_kind_value_says_how_it_was_valued",
            ),
        ]

    def __str__(self):
        return f"In kind {self.pk} of {self.budget}"
