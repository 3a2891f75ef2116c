"""What is spent under each heading, and what is expected to be."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.money.budgets import BudgetLine, MoneyQuerySet, money
from partnership.models.people import Person


class Spending(models.Model):
    """One entry of spending under a heading; a credit is less than nothing. Taken back, never changed or deleted."""

    BUDGET = "line__budget"

    class Supplier(models.TextChoices):
        HOST = "host", "The authority that hosts the business unit"
        PUBLIC = "public", "Another public body"
        COMPANY = "company", "Company"
        SELF_EMPLOYED = "self_employed", "Self-employed person"
        CHARITY = "charity", "Charity or voluntary organisation"
        OTHER = "other", "Other"

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="spending")
    spent_on = models.DateField()
    supplier = models.CharField(max_length=20, choices=Supplier)
    described = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="Of the order or invoice.")
    amount = money()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    reason = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["-spent_on", "-pk"]
        verbose_name_plural = "spending"
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0) & (Q(reverses=None) | ~Q(reason="")),
                name="spending_taken_back_by_a_second_entry",
            ),
        ]

    def __str__(self):
        return f"Spending {self.pk} of {self.line}"


class Forecast(models.Model):
    """What is expected to be spent under a heading in one month or quarter that is not over."""

    BUDGET = "line__budget"

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="forecasts")
    period_on = models.DateField(help_text="Its first day.")
    amount = money()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["line", "period_on"]
        constraints = [models.UniqueConstraint(fields=["line", "period_on"], name="forecast_once_a_period")]

    def __str__(self):
        return f"Forecast of {self.line} from {self.period_on:%-d %B %Y}"
