"""The published arrangements, edition by edition: what they say, and who holds which power under them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models.deadlines import Deadline
from partnership.models.organisations import Area, Dated, DatedQuerySet, Organisation
from partnership.models.people import Person


class Guidance(models.TextChoices):
    """Editions of Working Together to Safeguard Children."""

    WT2018 = "2018", "Working Together 2018"
    WT2023 = "2023", "Working Together 2023"
    WT2026 = "2026", "Working Together 2026"


class EditionQuerySet(DatedQuerySet):
    def in_force(self, on=None):
        """The edition in force that day, or None before the first."""
        return self.on(on or timezone.localdate()).order_by("-starts_on").first()

    def before(self, day):
        """The edition whose force began last before that day, or None."""
        return self.filter(starts_on__lt=day).order_by("-starts_on").first()

    def visible_to(self, person):
        """Published ones; the manager also reads drafts, and a signatory those that are put forward."""
        if may(person, Can.RUN_PARTNERSHIP):
            return self
        if may(person, Can.ENDORSE_ARRANGEMENTS):
            return self.filter(Q(published_on__isnull=False) | Q(put_forward_at__isnull=False))
        return self.filter(published_on__isnull=False)


class PublishedEditions(models.Manager.from_queryset(EditionQuerySet)):
    """What has been published: a draft is found only by those who ask for it."""

    def get_queryset(self):
        return super().get_queryset().filter(published_on__isnull=False)


class EditionDrafts(models.Manager.from_queryset(EditionQuerySet)):
    def get_queryset(self):
        return super().get_queryset().filter(published_on=None)


class Edition(Dated):
    """One edition of the published arrangements. Old cases keep the edition of their day.

    `decides_reviews` and `chairs_partnership` name offices, as roles: who decides is data. Without `published_on` it
    is a draft, which operations.editions writes, puts forward and publishes; what is published is frozen in what it
    says, and only its last day is set when the next one is published.
    """

    code = models.SlugField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    guidance = models.CharField(max_length=4, choices=Guidance)
    published_on = models.DateField(null=True, blank=True)
    decides_reviews = models.CharField(max_length=30, choices=Role)
    chairs_partnership = models.CharField(max_length=30, choices=Role)
    summary = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    reasons_for_changes = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    revision = models.PositiveIntegerField(default=1, help_text="How often the draft was saved.")
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)
    put_forward_at = models.DateTimeField(
        null=True, blank=True, help_text="Since then it waits for endorsements, and nobody writes in it."
    )
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_without = models.TextField(
        blank=True, help_text="Why it was published before every statutory partner had endorsed it."
    )

    objects = PublishedEditions()
    drafts = EditionDrafts()
    every = EditionQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-starts_on"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(starts_on__isnull=False),
                name="edition_published_has_a_first_day",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("edition", args=[self.pk])

    @property
    def is_draft(self):
        return self.published_on is None

    @property
    def reference(self):
        """What letters and the diary call it."""
        return f"ARR-{self.code}"


class Power(models.Model):
    """One power under an edition, and the office that holds it, in words. What the portal obeys is in the edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="powers")
    what = models.CharField(max_length=200)
    office = models.CharField(max_length=200, help_text="The office that holds it, never a name.")
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "what"], name="power_once_an_edition")]

    def __str__(self):
        return f"{self.what}: {self.office}"


class Endorsement(models.Model):
    """A lead representative endorsed an edition. Offices, not names. An early one may have no date."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="endorsements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    endorsed_on = models.DateField(null=True, blank=True)
    on_paper = models.BooleanField(
        default=False, help_text="The manager wrote down what was signed on paper."
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation"], name="endorsement_once_a_partner"),
            models.CheckConstraint(
                condition=Q(recorded_by=None, recorded_at=None)
                | Q(recorded_by__isnull=False, recorded_at__isnull=False, endorsed_on__isnull=False),
                name="endorsement_recorded_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.office}, {self.organisation}"


class Correction(models.Model):
    """A published edition said something wrong: what it said, what it should say, and why. The text stays as it was."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="corrections")
    said = models.TextField()
    should_say = models.TextField()
    reason = models.TextField()
    corrected_on = models.DateField()
    corrected_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["corrected_on", "pk"]

    def __str__(self):
        return f"Correction of {self.corrected_on:%-d %B %Y} to {self.edition}"


class ArrangementsReview(models.Model):
    """The yearly review of the arrangements: planned as a date of the manager's, done once its finding is recorded."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="reviews")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="arrangements_review")
    reviewed_on = models.DateField(null=True, blank=True)
    found = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-deadline__due_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_on=None, found="", recorded_by=None, recorded_at=None)
                | Q(reviewed_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False)
                & ~Q(found=""),
                name="arrangements_review_done_says_what_was_found",
            )
        ]

    def __str__(self):
        return f"Review of {self.edition}"

    @property
    def outstanding(self):
        return self.deadline.outstanding


class LinkedBoard(Dated):
    """Another board that the partnership gives information to and seeks assurance from (section 9)."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=20, choices=Area, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position"]

    def __str__(self):
        return self.name


class SettingCount(models.Model):
    """How many schools and settings of one kind an edition counts in an area."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="setting_counts")
    area = models.CharField(max_length=20, choices=Area)
    kind = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    academies = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["area", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "area", "kind"], name="setting_count_once")]

    def __str__(self):
        return f"{self.kind} in {self.get_area_display()}: {self.count}"


class ConcernContact(models.Model):
    """Where somebody worried about a child turns to, by area."""

    area = models.CharField(max_length=20, choices=Area, blank=True)
    name = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40, blank=True)
    out_of_hours = models.CharField(max_length=40, blank=True)
    address = models.URLField(blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["name"], name="concern_contact_once")]

    def __str__(self):
        return self.name
