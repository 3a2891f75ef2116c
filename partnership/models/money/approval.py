"""Figures frozen: as partners were asked to approve them, and as a year was closed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.access import Role
from partnership.models.deadlines import Deadline
from partnership.models.money.budgets import Budget
from partnership.models.organisations import Organisation
from partnership.models.people import Person


class BudgetEdition(models.Model):
    """The figures of a budget as the partners were asked to approve them, frozen under their checksum."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="editions")
    version = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    checksum = models.CharField(max_length=64)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True, blank=True, help_text="When the figures changed.")

    class Meta:
        ordering = ["budget", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "version"], name="budget_edition_once"),
            models.UniqueConstraint(
                fields=["budget"], condition=Q(superseded_at=None), name="budget_edition_one_in_force"
            ),
        ]

    def __str__(self):
        return f"{self.budget}, version {self.version}"


class BudgetApprovalQuerySet(models.QuerySet):
    def to_give_by(self, person):
        """Those of the partners for which they sign: nobody approves for another."""
        return self.filter(organisation__in=person.organisations(Role.SIGNATORY))


class BudgetApproval(models.Model):
    """One statutory partner, asked to approve one edition: not yet, or by which office on which day."""

    edition = models.ForeignKey(BudgetEdition, models.CASCADE, related_name="approvals")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)

    objects = BudgetApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation"], name="budget_approval_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="budget_approved_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"Approval of {self.edition} by {self.organisation}"


class YearClosing(models.Model):
    """A year was closed with these figures; and, if it was opened again, by whom and why."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="closings")
    figures = models.JSONField()
    checksum = models.CharField(max_length=64)
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)
    reopened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_because = models.TextField(blank=True)

    class Meta:
        ordering = ["budget", "-closed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_by=None, reopened_at=None)
                | Q(reopened_by__isnull=False, reopened_at__isnull=False) & ~Q(reopened_because=""),
                name="year_reopened_by_whom_when_and_why",
            ),
        ]

    def __str__(self):
        return f"Closing of {self.budget}"
