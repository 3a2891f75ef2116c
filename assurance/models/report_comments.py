"""What members and committees say of a draft of the yearly report, and how each comment is answered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assurance.models.report_texts import ReportSnapshot
from assurance.models.yearly_report import YearlyReport
from partnership.access import Can, may
from partnership.models import Deadline, Person
from partnership.models.committees import CommitteeConsultation, consultation_constraints


class CommentWindowQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever reads drafts; staff and readers see that it ran, commenters what they were asked."""
        return self.filter(report__in=YearlyReport.objects.visible_to(person))

    def running(self):
        return self.filter(closed_at=None)


class CommentWindow(models.Model):
    """Members may comment on one kept draft until the end of a day. It closes by itself, or when staff go on."""

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="windows")
    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, related_name="windows")
    asks = models.TextField(help_text="What members should look at.")
    closes_on = models.DateField(help_text="The last day on which comments are taken.")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nobody, where its day had come.",
    )

    objects = CommentWindowQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(closed_at=None), name="report_comments_one_window_open"
            ),
        ]

    def __str__(self):
        return f"Comments on {self.snapshot}"

    def get_absolute_url(self):
        return reverse("assurance:comment_window", args=[self.pk])

    def is_open(self, day):
        return self.closed_at is None and day <= self.closes_on


class CommentAsked(models.Model):
    """One member is asked by a date. Whoever says nothing holds nobody up: the date ends with the window."""

    window = models.ForeignKey(CommentWindow, models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    nothing_to_say = models.BooleanField(default=False, help_text="They have read it, and have no comments.")

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(fields=["window", "person"], name="report_comment_asked_once"),
        ]

    def __str__(self):
        return f"{self.window}, asked of one member"


class ReportCommentQuerySet(models.QuerySet):
    def visible_to(self, person, day):
        """Staff see every comment; members their own, and all of them once the window has closed."""
        if may(person, Can.RUN_YEARLY_REPORT):
            return self
        windows = CommentWindow.objects.visible_to(person).values("pk")
        closed = Q(window__closed_at__isnull=False) | Q(window__closes_on__lt=day)
        return self.filter(Q(window__in=windows), Q(said_by=person) | closed)

    def unanswered(self):
        return self.filter(answer="")


class ReportComment(models.Model):
    """What a member said of a section or of the whole, and what became of it. What was said is never changed."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Accepted in part"
        NOT = "not", "Not accepted"

    window = models.ForeignKey(CommentWindow, models.PROTECT, related_name="comments")
    section = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Its key in the kept draft; empty for the whole."
    )
    section_title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200, help_text="As what they spoke, that day.")
    said_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_text = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReportCommentQuerySet.as_manager()

    class Meta:
        ordering = ["window", "said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="report_comment_says_something"),
            models.CheckConstraint(
                condition=Q(section=None, section_title="") | Q(section__isnull=False) & ~Q(section_title=""),
                name="report_comment_names_its_section",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answer_text="", answered_by=None, answered_at=None)
                | ~Q(answer="")
                & ~Q(answer_text="")
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="report_comment_answered_when_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return f"Comment {self.pk}"


class ReportConsultation(CommitteeConsultation):
    """One committee was sent one kept draft, considered it on a day, and was answered."""

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="consultations")
    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, related_name="consultations")
    what_changed = models.TextField(blank=True, help_text="What was changed in the report because of it.")

    class Meta:
        ordering = ["report", "deadline__due_on", "committee__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "committee", "snapshot"], name="report_committee_asked_once_a_draft"
            ),
            *consultation_constraints("report_consultation"),
        ]

    def __str__(self):
        return f"{self.committee} on {self.report.reference}"
