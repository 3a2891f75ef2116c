"""Budgets by pot and financial year. Pots are never summed across: they have different scopes."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.access import GRANTS, Can, Role
from partnership.models.organisations import Organisation
from partnership.rules import money as law
from partnership.rules.shares import share
from partnership.rules.years import year_words


def money(**more):
    return models.DecimalField(max_digits=12, decimal_places=2, **more)


def sees_all_money(person):
    """Staff and the Independent Advisor see every budget; a partner's people those to which it contributes."""
    of_a_partner = {Role.SIGNATORY, Role.PARTNER_LEAD}
    return any(Can.READ_MONEY in GRANTS[role] for role in person.roles if role not in of_a_partner)


class MoneyQuerySet(models.QuerySet):
    """Rows of money. They can be added up only once narrowed to one budget by `of`, so never across pots."""

    _of_one = False

    def _clone(self):
        clone = super()._clone()
        clone._of_one = self._of_one
        return clone

    def of(self, budget):
        """Those of one budget; the only ones that may be added up."""
        narrowed = self.filter(**{self.model.BUDGET: budget})
        narrowed._of_one = True
        return narrowed

    def aggregate(self, *args, **kwargs):
        if not self._of_one:
            raise law.AcrossPots("Money is added up within one budget only. Narrow it by `of(budget)` first.")
        return super().aggregate(*args, **kwargs)

    def visible_to(self, person):
        budgets = Budget.objects.visible_to(person).values("pk")
        return self.filter(**{f"{self.model.BUDGET}__in": budgets})


class PotQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(pk__in=Budget.objects.visible_to(person).values("pot")) | (
            self if sees_all_money(person) else self.none()
        )


class Pot(models.Model):
    """What a budget pays for: the partnership alone, or jointly with the adults board."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    scope = models.TextField()

    objects = PotQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pot", args=[self.code])


class BudgetQuerySet(models.QuerySet):
    def aggregate(self, *args, **kwargs):
        raise law.AcrossPots("Totals of budgets are never added: each pot pays for something different.")

    def published(self):
        """Those whose amounts stand in a published document."""
        return self.filter(state=Budget.State.PUBLISHED)

    def visible_to(self, person):
        if sees_all_money(person):
            return self
        own = person.organisations(Role.SIGNATORY, Role.PARTNER_LEAD)
        given = Contribution.objects.filter(organisation__in=own).values("budget")
        asked = self.model.objects.filter(editions__approvals__organisation__in=own).values("pk")
        return self.filter(Q(pk__in=given) | Q(pk__in=asked))


class Budget(models.Model):
    """The total of one pot in the financial year that begins on 1 April of `year`, in pounds.

    A published one comes from the data files and never changes here. Others begin by operations.money.open_year,
    and are closed and opened again by close_year and reopen_year.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", "As published"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    class Sharing(models.TextChoices):
        EQUAL = law.EQUAL, "Equally"
        PERCENTAGES = law.PERCENTAGES, "By percentages"
        AMOUNTS = law.AMOUNTS, "By agreed amounts"

    class Forecasting(models.TextChoices):
        MONTH = law.MONTHLY, "Month by month"
        QUARTER = law.QUARTERLY, "Quarter by quarter"

    pot = models.ForeignKey(Pot, models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField(
        help_text="The calendar year in which it begins.",
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    total = money(validators=[MinValueValidator(0)])
    source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    sharing = models.CharField(max_length=12, choices=Sharing, default=Sharing.AMOUNTS)
    forecasting = models.CharField(max_length=8, choices=Forecasting, default=Forecasting.QUARTER)
    variance_per_cent = models.DecimalField(max_digits=5, decimal_places=1, default=law.VARIANCE_PER_CENT)
    variance_pounds = money(default=law.VARIANCE_POUNDS)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pot"]
        constraints = [models.UniqueConstraint(fields=["pot", "year"], name="budget_once_a_year")]

    def __str__(self):
        return f"{self.pot} {self.financial_year}"

    def get_absolute_url(self):
        return reverse("budget", args=[self.pk])

    @property
    def financial_year(self):
        """2017/18"""
        return year_words(self.year)

    @property
    def reference(self):
        """What letters and the diary call it."""
        return f"Budget {self.financial_year}"

    @property
    def open(self):
        return self.state == self.State.OPEN


class Contribution(models.Model):
    """What one organisation puts into a budget, in pounds. Shares are computed, never typed.

    Comes about by operations.money.share_out.
    """

    BUDGET = "budget"

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    amount = money(validators=[MinValueValidator(0)])
    per_cent = models.DecimalField(
        max_digits=7, decimal_places=4, null=True, blank=True, help_text="Where percentages were agreed."
    )
    stated_share = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True,
        help_text="Per cent, as the published document rounds it.",
    )  # fmt: skip

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["-amount", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "organisation"], name="contribution_once_a_partner")
        ]

    def __str__(self):
        return f"{self.organisation} to {self.budget}"

    def get_absolute_url(self):
        return reverse("contribution", args=[self.pk])

    @property
    def share(self):
        """Per cent of the budget's total, to one decimal place; None where the total is nothing."""
        return share(self.amount, self.budget.total)

    @property
    def stated(self):
        """The document's own rounding, where it is another than ours: 35, as the paper of 2018 says of 34.7."""
        return None if self.stated_share is None else law.plain(self.stated_share)

    @property
    def invoiced(self):
        return sum((one.amount for one in self.invoices.all() if not one.withdrawn_on), Decimal(0))

    @property
    def received(self):
        return sum((one.received for one in self.invoices.all()), Decimal(0))

    @property
    def not_received(self):
        return self.amount - self.received


class BudgetLine(models.Model):
    """One heading of spending in one budget: what is planned, and why it ended elsewhere."""

    BUDGET = "budget"

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines")
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    planned = money(default=0, validators=[MinValueValidator(0)])
    explained = models.TextField(blank=True)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "name"], name="budget_line_once"),
            models.CheckConstraint(condition=Q(planned__gte=0), name="budget_line_not_negative"),
        ]

    def __str__(self):
        return f"{self.name}, {self.budget}"
