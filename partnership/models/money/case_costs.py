"""What partners agreed to pay for one case review, case by case, beside the core budget."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models.money.budgets import Budget, MoneyQuerySet, money
from partnership.models.organisations import Organisation
from partnership.models.people import Person


class CaseCostQuerySet(MoneyQuerySet):
    def visible_to(self, person):
        """Whoever keeps the money or reads cases, and partners that share it."""
        seen = super().visible_to(person)
        if may(person, Can.RUN_MONEY) or may(person, Can.READ_CASES):
            return seen
        own = person.organisations(Role.SIGNATORY, Role.PARTNER_LEAD)
        return seen.filter(pk__in=CaseCostShare.objects.filter(organisation__in=own).values("cost"))


class CaseCost(models.Model):
    """The cost of one case review, known by its reference alone. A change replaces it, and is agreed anew.

    Never a part of the core budget's totals.
    """

    BUDGET = "budget"

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="case_costs")
    case_reference = models.CharField(max_length=40)
    amount = money()
    pays_for = models.CharField(max_length=200)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    replaced_because = models.TextField(blank=True)

    objects = CaseCostQuerySet.as_manager()

    class Meta:
        ordering = ["case_reference", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="case_cost_of_something"),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_because=""), name="case_cost_replaced_says_why"
            ),
        ]

    def __str__(self):
        return f"Cost agreement for {self.case_reference}"

    def get_absolute_url(self):
        return reverse("case_cost", args=[self.pk])

    @property
    def agreed(self):
        """How much of it partners have agreed to."""
        return sum((one.amount for one in self.shares.all() if one.agreed_at), Decimal(0))


class CaseCostShare(models.Model):
    """What one partner pays of it, and that it agreed."""

    BUDGET = "cost__budget"

    cost = models.ForeignKey(CaseCost, models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount = money()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["cost", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["cost", "organisation"], name="case_cost_share_once"),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="case_cost_agreed_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: share of {self.cost}"
