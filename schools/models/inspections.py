"""What inspectors found, kept as it was said, and what was done about what worried them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Action, Deadline, Person
from schools.models.register import School


class InspectionFile(models.Model):
    """A national file of inspections that was brought in, and what it changed."""

    name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    applied_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="Nobody: a command."
    )
    applied_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(
        default=dict, help_text="Rows read, and inspections new, corrected and unchanged."
    )

    class Meta:
        ordering = ["-applied_at", "-pk"]

    def __str__(self):
        return f"{self.name}, brought in on {timezone.localdate(self.applied_at):%-d %B %Y}"


class InspectionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Of the schools that this person sees; a school's own lead sees their school's."""
        return self.filter(school__in=School.objects.visible_to(person))

    def current(self):
        """As each was said last: without what a later file or person corrected."""
        return self.filter(corrected_by=None)

    def published_between(self, start, until):
        """Published from one day to another, both included; where that is not known, inspected then."""
        return self.filter(
            Q(published_on__range=(start, until)) | Q(published_on=None, starts_on__range=(start, until))
        )


class Inspection(models.Model):
    """One inspection of one school, as its inspectorate said. Never overwritten: a correction is a further row.

    Brought in by operations.inspections.apply, or entered by hand where no file has it.
    """

    class Inspectorate(models.TextChoices):
        OFSTED = "ofsted", "Ofsted"
        ISI = "isi", "Independent Schools Inspectorate"
        OTHER = "other", "Another inspectorate"

    class Framework(models.TextChoices):
        REPORT_CARD = "report_card", "Report card (renewed framework, from November 2025)"
        GRADED = "graded", "Graded inspection (earlier framework)"
        UNGRADED = "ungraded", "Ungraded inspection (earlier framework)"
        STANDARDS = "standards", "Independent school standards"

    class Safeguarding(models.TextChoices):
        MET = "met", "Safeguarding standards met"
        NOT_MET = "not_met", "Safeguarding standards not met"
        EFFECTIVE = "effective", "Safeguarding effective"
        NOT_EFFECTIVE = "not_effective", "Safeguarding not effective"
        NOT_SAID = "not_said", "Nothing said of safeguarding"

    class Category(models.TextChoices):
        NONE = "", "None"
        SPECIAL_MEASURES = "SM", "Special measures"
        WEAKNESSES = "SWK", "Serious weaknesses"
        IMPROVEMENT = "RSI", "Requires significant improvement"

    key = models.CharField(max_length=80, help_text="Of the inspection, whatever its version.")
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    school = models.ForeignKey(School, models.PROTECT, related_name="inspections")
    urn_at_time = models.PositiveIntegerField("URN at the time")
    inspectorate = models.CharField(max_length=10, choices=Inspectorate, default=Inspectorate.OFSTED)
    number = models.CharField("inspection number", max_length=30, blank=True)
    framework = models.CharField(max_length=12, choices=Framework)
    kind = models.CharField("type of inspection", max_length=150, blank=True)
    starts_on = models.DateField("inspected from")
    ends_on = models.DateField("inspected until", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    overall = models.CharField(
        max_length=100, blank=True, help_text="In the inspectorate’s words, if there is one."
    )
    safeguarding = models.CharField(max_length=15, choices=Safeguarding, default=Safeguarding.NOT_SAID)
    category = models.CharField("category of concern", max_length=3, choices=Category, blank=True)
    areas = models.JSONField(default=list, help_text="[area, grade] in the inspectorate’s words.")
    link = models.URLField(max_length=300, blank=True)
    file = models.ForeignKey(
        InspectionFile, models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="inspection_version_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="inspection_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(file=None, entered_by__isnull=False) | Q(file__isnull=False, entered_by=None),
                name="inspection_from_a_file_or_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.get_inspectorate_display()}, {self.starts_on:%-d %B %Y}: {self.school.name}"

    def get_absolute_url(self):
        return reverse("schools:inspection", args=[self.pk])

    @property
    def framework_called(self):
        """Such as Report card, without since when."""
        return self.get_framework_display().partition(" (")[0]


class InspectionNote(models.Model):
    """What the report says about safeguarding, in somebody’s words: no file has it. Added only."""

    class Kind(models.TextChoices):
        PRAISED = "praised", "What was praised"
        ISSUE = "issue", "What the inspectors want to see improved"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["inspection", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.pk})"


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, person):
        """For whoever reads schools, and the authority; not for the school: what the authority did stands in it."""
        if may(person, Can.READ_SCHOOLS):
            return self
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            return self.filter(inspection__school__authority__in=person.educates_for)
        return self.none()

    def open(self):
        return self.filter(closed_on=None)


class Concern(models.Model):
    """What concerned the inspectors, followed up by the authority until somebody closes it with a reason."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="concern")
    reasons = models.JSONField(help_text="Why it is a concern, in sentences, by rules.inspections.")
    opened_at = models.DateTimeField(default=timezone.now)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="inspection_concern",
        help_text="When it is looked at next.",
    )  # fmt: skip
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_because = models.TextField(blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, closed_because="")
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(closed_because=""),
                name="concern_closed_says_why",
            ),
        ]

    def __str__(self):
        return f"Concern from an inspection of {self.inspection.school.name}"

    def get_absolute_url(self):
        return reverse("schools:inspection_concern", args=[self.pk])


class ConcernEntry(models.Model):
    """What the authority did about a concern, and what came of it. Added only, never changed."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="entries")
    done_on = models.DateField()
    text = models.TextField()
    outcome = models.TextField(blank=True)
    action = models.OneToOneField(Action, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["concern", "done_on", "pk"]
        verbose_name_plural = "concern entries"

    def __str__(self):
        return f"Entry {self.pk} of a concern"
