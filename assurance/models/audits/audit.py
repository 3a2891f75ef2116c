"""A multi-agency audit from its commission to its re-audit, and its lines of enquiry."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assurance.rules.audits import Change, Judgement, Method, Source, Stage
from partnership.access import Can, may
from partnership.models import (
    Deadline,
    Document,
    Group,
    LearningPoint,
    Meeting,
    Organisation,
    Person,
    Questionnaire,
    Round,
    Scale,
)


class AuditQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever runs or reads audits knows of all of them; what each page shows them differs."""
        return self if may(person, Can.RUN_AUDITS) or may(person, Can.READ_AUDITS) else self.none()

    def answered_by(self, person):
        """Those in which an agency for which they answer fills its tool."""
        if not may(person, Can.ANSWER_RETURNS):
            return self.none()
        mine = {"cases__tools__organisation__in": person.answers_for}
        return self.filter(**mine).distinct()

    def standing(self):
        return self.exclude(stage=Stage.STOPPED)

    def reported(self):
        return self.filter(stage__in=[Stage.REPORTED, Stage.CLOSED])


class Audit(models.Model):
    """One multi-agency audit. Commissioned by the Planning and Delivery Group, run by the business unit.

    `stage` changes only through operations.audits.state.move, by the table in rules.audits. It holds no child's
    detail: cases stand in it by a reference that is its own.
    """

    reference = models.CharField(max_length=40, unique=True, help_text="Such as AUD-2026-1.")
    theme = models.CharField(max_length=200)
    method = models.CharField(max_length=12, choices=Method)
    source = models.CharField(max_length=12, choices=Source, help_text="What the theme comes from.")
    why = models.TextField()
    learning_point = models.ForeignKey(
        LearningPoint, models.PROTECT, null=True, blank=True, related_name="tested_by"
    )
    earlier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="re_audits", help_text="Re-audited."
    )
    practice_focus = models.CharField(
        max_length=300,
        help_text="Which cases the sample is drawn from, such as all strategy discussions of May.",
    )
    period_from = models.DateField("looked at from")
    period_until = models.DateField("looked at until")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", help_text="That commissioned it.")
    commissioned_on = models.DateField()
    commissioned_at_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agencies = models.ManyToManyField(Organisation, related_name="audits")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    scale = models.ForeignKey(Scale, models.PROTECT, related_name="+", help_text="In which grades are given.")
    tools_due_on = models.DateField()
    report_due_on = models.DateField()
    report_deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    round = models.OneToOneField(
        Round,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="audit",
        help_text="Of the agencies' tools.",
    )
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.COMMISSIONED)
    revision = models.PositiveIntegerField(default=1)
    summary = models.TextField(blank=True, help_text="What the report says first.")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reaudit_on = models.DateField(null=True, blank=True)
    reaudit_deadline = models.OneToOneField(Deadline, models.PROTECT, null=True, blank=True, related_name="+")
    no_reaudit_because = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    difference = models.TextField(blank=True, help_text="What difference it made, when it was closed.")
    stopped_because = models.TextField(blank=True)
    commissioned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    commissioned_at = models.DateTimeField(default=timezone.now)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-commissioned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_until")), name="audit_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(tools_due_on__lte=F("report_due_on")), name="audit_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(
                    stage__in=["reported", "closed"], reported_on__isnull=False, document__isnull=False
                )
                | ~Q(stage__in=["reported", "closed"]) & Q(reported_on=None, document=None),
                name="audit_reported_with_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["reported", "closed"])
                | Q(reaudit_on__isnull=False, no_reaudit_because="")
                | Q(reaudit_on=None) & ~Q(no_reaudit_because=""),
                name="audit_says_whether_it_is_done_again",
            ),
            models.CheckConstraint(
                condition=~Q(stage="stopped") | ~Q(stopped_because=""), name="audit_stopped_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(stage="closed") | Q(closed_on__isnull=False) & ~Q(difference=""),
                name="audit_closed_says_what_difference",
            ),
            models.CheckConstraint(
                condition=~Q(source="audit") | Q(earlier__isnull=False),
                name="audit_again_names_the_earlier_one",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("assurance:audit", args=[self.pk])

    @property
    def path_of_tools(self):
        """Where agencies find their tools."""
        return reverse("assurance:audit_tools", args=[self.pk])


class AuditLine(models.Model):
    """One line of enquiry, what the audit found on it, and how that compares with the audit before.

    Written through operations.audits.findings until the report is made.
    """

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    finding = models.TextField(blank=True)
    judgement = models.CharField(max_length=10, choices=Judgement, blank=True)
    earlier_line = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", help_text="Of the audit before."
    )
    change = models.CharField(max_length=10, choices=Change, blank=True)
    change_words = models.TextField(blank=True, help_text="What shows the change, or that there is none.")
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["audit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="audit_line_number_once"),
            models.CheckConstraint(
                condition=Q(finding="", judgement="", written_by=None, written_at=None)
                | ~Q(finding="") & ~Q(judgement="") & Q(written_by__isnull=False, written_at__isnull=False),
                name="audit_line_written_whole",
            ),
            models.CheckConstraint(
                condition=Q(change="") | ~Q(change_words=""), name="audit_line_change_says_what_shows_it"
            ),
        ]

    def __str__(self):
        return f"Line {self.number} of {self.audit.reference}"

    def get_absolute_url(self):
        return f"{self.audit.get_absolute_url()}#line-{self.number}"
