"""An agency's answer in its versions, and the rows that it is made of."""

import uuid

from django.db import models
from django.db.models import F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnership.models import Person
from reviews.models.information import InformationRequest


def number_of(rows):
    """How many of these rows an answer has, as a subquery: joins would multiply one kind by another."""
    counted = rows.objects.filter(answer=OuterRef("pk")).order_by().values("answer")
    return Coalesce(
        Subquery(counted.annotate(n=models.Count("pk")).values("n")), 0, output_field=IntegerField()
    )


class InformationAnswerQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(submitted_at__isnull=False)

    def newest(self):
        """The newest submitted version of each request."""
        sent = InformationAnswer.objects.submitted().filter(request=OuterRef("request"))
        return self.filter(pk=Subquery(sent.values("pk")[:1]))

    def counted(self):
        """Each with `chronology_rows`, `practice_episodes` and `actions_taken`."""
        return self.annotate(
            chronology_rows=number_of(ChronologyRow),
            practice_episodes=number_of(PracticeEpisode),
            actions_taken=number_of(ImmediateAction),
        )

    def whole(self):
        """With everything that a page reads of them."""
        return self.select_related("written_by", "submitted_by").prefetch_related(
            "rows", "episodes", "actions"
        )


class InformationAnswer(models.Model):
    """One version of an agency's answer. Frozen with its rows once submitted; a change is a new version.

    "Not involved" is said, never inferred from silence. Of a request's, the first is the newest, in Python and in SQL.
    """

    class Involvement(models.TextChoices):
        INVOLVED = "involved", "Yes, we were involved"
        NOT_INVOLVED = "not_involved", "No, we were not involved"

    class Secured(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No, not yet"

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="answers")
    version = models.PositiveSmallIntegerField(default=1)
    involvement = models.CharField(max_length=20, choices=Involvement, blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True)
    records_secured = models.CharField(max_length=3, choices=Secured, blank=True)
    good_practice = models.TextField(blank=True)
    learning = models.TextField(blank=True, help_text="What the agency has learnt for itself.")
    immediate_action = models.TextField(
        blank=True, help_text="Whatever the rows of actions do not say; or why nothing was needed at once."
    )
    identity = models.TextField(blank=True)
    signed_off_office = models.CharField(max_length=200, blank=True)
    signed_off_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = InformationAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["request_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["request", "version"], name="information_answer_version_once"),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(submitted_at=None),
                name="information_answer_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False, signed_off_on__isnull=False)
                & ~Q(involvement="")
                & ~Q(signed_off_office=""),
                name="information_answer_submitted_whole",
            ),
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_from__lte=F("period_to")),
                name="information_answer_period_runs_forward",
            ),
        ]

    def __str__(self):
        return f"{self.request}, version {self.version}"

    @property
    def nil(self):
        """Whether it says that the agency was not involved."""
        return self.involvement == self.Involvement.NOT_INVOLVED


class Row(models.Model):
    """One row of an answer. `key` is the same in every version, so that versions can be compared."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["answer", "key"], name="%(class)s_key_once"),
        ]

    def values(self):
        """What the row says, by field, without its keys."""
        return {name: getattr(self, name) for name in self.FIELDS}


class ChronologyRow(Row):
    """Something that happened, as one agency's records tell it."""

    class Precision(models.TextChoices):
        DAY = "day", "That day"
        MONTH = "month", "Some time in that month"
        YEAR = "year", "Some time in that year"
        UNKNOWN = "unknown", "Not known"

    class Whether(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_APPLICABLE = "not_applicable", "Not applicable"
        NOT_RECORDED = "not_recorded", "Not recorded"

    FIELDS = (
        "on", "precision", "at", "source", "event", "child_seen", "child_heard", "response", "comment",
    )  # fmt: skip

    answer = models.ForeignKey(InformationAnswer, models.CASCADE, related_name="rows")
    on = models.DateField(
        null=True, blank=True, help_text="The first day of the month or year that is known."
    )
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    at = models.TimeField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="Which record says so.")
    event = models.TextField()
    child_seen = models.CharField(max_length=15, choices=Whether, default=Whether.NOT_RECORDED)
    child_heard = models.CharField(max_length=15, choices=Whether, default=Whether.NOT_RECORDED)
    response = models.TextField(blank=True, help_text="What the agency did.")
    comment = models.TextField(blank=True, help_text="What the agency thinks of it now.")

    class Meta(Row.Meta):
        ordering = [F("on").asc(nulls_last=True), F("at").asc(nulls_first=True), "pk"]
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(precision="unknown", on=None)
                | Q(precision__in=["day", "month", "year"], on__isnull=False),
                name="chronology_row_date_as_precise_as_said",
            ),
            models.CheckConstraint(
                condition=Q(at=None) | Q(precision="day"), name="chronology_row_time_of_a_day"
            ),
        ]

    def __str__(self):
        return f"Row {self.pk} of {self.answer}"

    @property
    def when(self):
        """The date as precisely as it is known, in words."""
        shapes = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}
        return self.on.strftime(shapes[self.precision]) if self.on else "Not known"


class PracticeEpisode(Row):
    """A moment at which practice mattered: what happened, why, and what was good in it."""

    FIELDS = ("title", "when", "happened", "why", "good")

    answer = models.ForeignKey(InformationAnswer, models.CASCADE, related_name="episodes")
    title = models.CharField(max_length=200)
    when = models.CharField(max_length=200, blank=True)
    happened = models.TextField()
    why = models.TextField(blank=True)
    good = models.TextField(blank=True)

    class Meta(Row.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"Episode {self.pk} of {self.answer}"


class ImmediateAction(Row):
    """Something that the agency did at once to keep children safe."""

    FIELDS = ("what", "office", "done_on")

    answer = models.ForeignKey(InformationAnswer, models.CASCADE, related_name="actions")
    what = models.TextField()
    office = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta(Row.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"Immediate action {self.pk} of {self.answer}"


class ChronologyUpload(models.Model):
    """Rows that somebody pasted or uploaded and has not confirmed. They are no part of the answer yet.

    Seen by nobody but that person; gone once every row has been added or thrown away.
    """

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    rows = models.JSONField(default=list, help_text="[number, cells] in the order of the columns.")
    notes = models.JSONField(default=list, help_text="What was left out, in sentences.")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "by"], name="chronology_upload_one_each"),
        ]

    def __str__(self):
        return f"Rows to confirm for {self.request}"
