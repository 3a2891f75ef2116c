"""What was submitted, each time, and the times in between when a return was open again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.people import Person
from partnership.models.returns import Return
from partnership.models.rounds import Round


class ReturnVersionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What was submitted is read as returns are: by the agency, and by those who read them all."""
        seen = Q(assurance_return__in=Return.objects.answerable_by(person))
        if may(person, Can.READ_RETURNS):
            seen |= Q(assurance_return__round__purpose=Round.Purpose.ASSURANCE)
        if may(person, Can.RUN_AUDITS):
            seen |= Q(assurance_return__round__purpose=Round.Purpose.AUDIT)
        return self.filter(seen)


class ReturnVersion(models.Model):
    """A return as it was submitted, whole. Made by operations.questionnaires.submit; a trigger lets nothing change."""

    assurance_return = models.ForeignKey(Return, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField(help_text="What the checksum is of, as rules.questionnaires.as_plain says it.")
    checksum = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    declared_office = models.CharField(max_length=200)

    objects = ReturnVersionQuerySet.as_manager()

    class Meta:
        ordering = ["assurance_return", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["assurance_return", "number"], name="return_version_once"),
        ]

    def __str__(self):
        return f"Return {self.assurance_return_id}, submission {self.number}"


class ReopeningQuerySet(models.QuerySet):
    def asked(self):
        """Those that wait for somebody to agree."""
        return self.filter(opened_at=None, refused_at=None, ended_at=None)

    def running(self):
        """Those under which a return is open again now."""
        return self.filter(opened_at__isnull=False, ended_at=None)


class Reopening(models.Model):
    """One time that a submitted return was, or was asked to be, open again. Through operations.reopening."""

    assurance_return = models.ForeignKey(Return, models.PROTECT, related_name="reopenings")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField()
    to_decide = models.OneToOneField(Deadline, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, help_text="What staff said to it.")
    opened_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    until = models.DateField(
        null=True, blank=True, help_text="The last day on which it may be submitted again."
    )
    deadline = models.OneToOneField(Deadline, models.PROTECT, null=True, blank=True, related_name="reopening")
    ended_at = models.DateTimeField(null=True, blank=True)
    submitted_again = models.BooleanField(
        null=True,
        blank=True,
        help_text="Once ended: whether it was; otherwise the earlier submission stands.",
    )

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assurance_return"],
                condition=Q(ended_at=None, refused_at=None),
                name="reopening_one_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_a_reason"),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(refused_at=None), name="reopening_opened_or_refused"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, until=None, deadline=None)
                | Q(opened_at__isnull=False, until__isnull=False, deadline__isnull=False),
                name="reopening_opened_until_a_day",
            ),
        ]

    def __str__(self):
        return f"Reopening {self.pk}"
