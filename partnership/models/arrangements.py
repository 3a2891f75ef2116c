"""The published arrangements, edition by edition: what they say, and who holds which power under them."""

from django.db import models
from django.utils import timezone

from partnership.access import Role
from partnership.models.organisations import Area, Dated, DatedQuerySet, Organisation


class Guidance(models.TextChoices):
    """Editions of Working Together to Safeguard Children."""

    WT2018 = "2018", "Working Together 2018"
    WT2023 = "2023", "Working Together 2023"
    WT2026 = "2026", "Working Together 2026"


class EditionQuerySet(DatedQuerySet):
    def in_force(self, on=None):
        """The edition in force that day, or None before the first."""
        return self.on(on or timezone.localdate()).order_by("-starts_on").first()


class Edition(Dated):
    """One edition of the published arrangements. Old cases keep the edition of their day.

    `decides_reviews` and `chairs_partnership` name offices, as roles: who decides is data.
    """

    code = models.SlugField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    guidance = models.CharField(max_length=4, choices=Guidance)
    published_on = models.DateField()
    decides_reviews = models.CharField(max_length=30, choices=Role)
    chairs_partnership = models.CharField(max_length=30, choices=Role)
    summary = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    reasons_for_changes = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-starts_on"]

    def __str__(self):
        return self.title


class Endorsement(models.Model):
    """A lead representative endorsed an edition. Offices, not names."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="endorsements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    endorsed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation"], name="endorsement_once_a_partner")
        ]

    def __str__(self):
        return f"{self.office}, {self.organisation}"


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
