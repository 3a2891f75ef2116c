"""Learners' accounts: which email domains say where somebody works, and who asked for an account."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models import Organisation, Person


class EmailDomain(models.Model):
    """Staff confirmed that whoever has an address there works for that organisation. Several may share one.

    Kept through operations.accounts.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="email_domains")
    domain = models.CharField(max_length=200)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["organisation__name", "domain"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "domain"], name="email_domain_once"),
            models.CheckConstraint(
                condition=Q(domain__regex=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"), name="email_domain_is_one"
            ),
        ]

    def __str__(self):
        return self.domain


class AccountRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=AccountRequest.State.WAITING)


class AccountRequest(models.Model):
    """Somebody asked for an account to book training. Answered by itself where the domain is confirmed, else by staff.

    Through operations.accounts.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for approval"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    name = models.CharField(max_length=150)
    email = models.EmailField()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="account_requests"
    )
    employer = models.CharField(max_length=200, blank=True, help_text="Where it is not in the register.")
    job = models.CharField(max_length=100)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the domain did."
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="account_requests")

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(state="waiting"), name="account_request_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | Q(
                    state="approved",
                    decided_at__isnull=False,
                    person__isnull=False,
                    organisation__isnull=False,
                )
                | Q(state="refused", decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason=""),
                name="account_request_decided_by_at_and_why",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(employer=""),
                name="account_request_names_an_employer",
            ),
        ]

    def __str__(self):
        return f"Request for an account {self.pk}"

    @property
    def works_for(self):
        return self.organisation.name if self.organisation else self.employer

    @property
    def domain(self):
        return self.email.rpartition("@")[2]

    @property
    def status(self):
        return self.State(self.state)
