"""The register of records: what is kept, where and why; what holds it; and what became of it. Nothing leaves it."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.people import Person
from partnership.rules.actions import mark
from partnership.rules.records import CLASS_CHOICES, CLASSES


class Series(models.Model):
    """A kind of records that belong together, such as the minutes of the former board."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    described = models.TextField(blank=True)
    inherited = models.BooleanField(default=False, help_text="From the former board.")

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "series"

    def __str__(self):
        return f"{self.code} {self.name}"


class RecordQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever keeps the register; and who may be the second to agree, those whose disposal is proposed."""
        if may(person, Can.RUN_RECORDS):
            return self
        if may(person, Can.DISPOSE_RECORDS):
            return self.filter(pk__in=Disposal.objects.values("record"))
        return self.none()

    def with_hold(self):
        """Each with `held`: whether a hold is on it, by itself or through its series."""
        on = Hold.objects.filter(lifted_on=None)
        return self.annotate(held=Exists(on.filter(Q(record=OuterRef("pk")) | Q(series=OuterRef("series")))))


class Record(models.Model):
    """One box or file, known by a reference and a title without any child's detail. Changed by operations.records.

    Never deleted, the database refuses it: what was disposed of stays as a stub.
    """

    class State(models.TextChoices):
        KEPT = "kept", "Kept"
        TRANSFERRED = "transferred", "Transferred to an archive"
        DISPOSED = "disposed", "Disposed of"

    series = models.ForeignKey(Series, models.PROTECT, related_name="records")
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    held_at = models.CharField("where it is", max_length=200)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField("basis for keeping it", max_length=200)
    retention = models.CharField(max_length=20, choices=CLASS_CHOICES)
    case_reference = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.KEPT)
    deadline = models.ForeignKey(Deadline, models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]

    def __str__(self):
        return f"Record {self.reference}"

    def get_absolute_url(self):
        return reverse("held_record", args=[self.pk])

    @property
    def version(self):
        """A mark of what the entry says, that changes with any of it."""
        return mark(
            self.series_id, self.title, self.basis, self.retention, self.from_year, self.to_year,
            self.case_reference,
        )  # fmt: skip

    @property
    def kept_for(self):
        return CLASSES[self.retention]

    @property
    def years(self):
        """1998 to 2004, or what is known of it."""
        if self.from_year and self.to_year and self.from_year != self.to_year:
            return f"{self.from_year} to {self.to_year}"
        return str(self.from_year or self.to_year or "not known")


class HoldQuerySet(models.QuerySet):
    def on(self, record):
        """Those that hold a record now: its own and its series'."""
        return self.filter(Q(record=record) | Q(series=record.series_id), lifted_on=None)


class Hold(models.Model):
    """A reason for which nothing may be disposed of, on one record or on a whole series, until somebody lifts it."""

    class Kind(models.TextChoices):
        COURT = "court", "Court proceedings"
        INQUIRY = "inquiry", "Public inquiry"
        POLICE = "police", "Police investigation"
        COMPLAINT = "complaint", "Complaint"
        FOI = "foi", "Request for information"

    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="holds")
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="holds")
    kind = models.CharField(max_length=10, choices=Kind)
    asked_by_office = models.CharField(max_length=200)
    why = models.TextField()
    from_on = models.DateField()
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_because = models.TextField(blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, series=None) | Q(record=None, series__isnull=False),
                name="hold_on_a_record_or_a_series",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None, lifted_by=None)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because=""),
                name="hold_lifted_by_whom_when_and_why",
            ),
        ]

    def __str__(self):
        return f"Hold {self.pk} on {self.record or self.series}"


class RetentionReview(models.Model):
    """Somebody looked at a record by the checklist, and said what becomes of it. Never changed."""

    class Outcome(models.TextChoices):
        KEEP = "keep", "Keep it"
        TRANSFER = "transfer", "Transfer it to an archive"
        DISPOSE = "dispose", "Propose to dispose of it"

    record = models.ForeignKey(Record, models.PROTECT, related_name="reviews")
    answers = models.JSONField(help_text="The checklist's answers, by code.")
    outcome = models.CharField(max_length=10, choices=Outcome)
    keep_until = models.DateField(null=True, blank=True)
    archive = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    reviewed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-reviewed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="keep", keep_until__isnull=False) | ~Q(outcome="keep"),
                name="retention_review_keep_says_until",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="transfer") | ~Q(archive=""), name="retention_review_names_the_archive"
            ),
        ]

    def __str__(self):
        return f"Retention review {self.pk} of {self.record}"


class Disposal(models.Model):
    """A record is to be disposed of: proposed by one person, agreed by another, then carried out with a certificate."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for a second person"
        DECLINED = "declined", "Not agreed"
        AGREED = "agreed", "Agreed, not carried out yet"
        DONE = "done", "Carried out"

    class Method(models.TextChoices):
        SHREDDED = "shredded", "Shredded as confidential waste"
        ERASED = "erased", "Erased electronically, with its copies"
        BOTH = "both", "Paper shredded and copies erased"
        TRANSFERRED = "transferred", "Handed over to the archive"

    record = models.ForeignKey(Record, models.PROTECT, related_name="disposals")
    review = models.OneToOneField(RetentionReview, models.PROTECT, related_name="disposal")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="Why the second person agreed, or did not.")
    method = models.CharField(max_length=12, choices=Method, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    certificate = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=models.F("proposed_by")),
                name="disposal_agreed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "done"])
                | Q(agreed_by__isnull=False, agreed_on__isnull=False),
                name="disposal_agreed_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(done_on__isnull=False, done_by__isnull=False, certificate__isnull=False) & ~Q(method=""),
                name="disposal_done_how_when_by_whom_and_shown",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(state__in=["proposed", "agreed"]),
                name="disposal_one_at_a_time",
            ),
        ]

    def __str__(self):
        return f"Disposal {self.pk} of {self.record}"

    def get_absolute_url(self):
        return self.record.get_absolute_url()
