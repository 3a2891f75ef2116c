"""Budgets by pot and financial year. Pots are never summed across: they have different scopes."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models

from partnership.models.organisations import Organisation


class Pot(models.Model):
    """What a budget pays for: the partnership alone, or jointly with the adults board."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    scope = models.TextField()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Budget(models.Model):
    """The total of one pot in the financial year that begins on 1 April of `year`, in pounds."""

    pot = models.ForeignKey(Pot, models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which it begins.")
    total = models.DecimalField(max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "pot"]
        constraints = [models.UniqueConstraint(fields=["pot", "year"], name="budget_once_a_year")]

    def __str__(self):
        return f"{self.pot} {self.financial_year}"

    @property
    def financial_year(self):
        """2017/18"""
        return f"{self.year}/{(self.year + 1) % 100:02}"


class Contribution(models.Model):
    """What one organisation puts into a budget, in pounds. Shares are computed, never typed."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    amount = models.DecimalField(max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["-amount"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "organisation"], name="contribution_once_a_partner")
        ]

    def __str__(self):
        return f"{self.organisation} to {self.budget}"

    @property
    def share(self):
        """Per cent of the budget's total, to one decimal place; None where the total is nothing."""
        if not self.budget.total:
            return None
        return (self.amount / self.budget.total * 100).quantize(Decimal("0.1"))
