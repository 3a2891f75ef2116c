"""Organisations, what they were called on the day, and how they take part."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partnership.access import Can, may


class Area(models.TextChoices):
    LEICESTERSHIRE = "leicestershire", "Leicestershire"
    RUTLAND = "rutland", "Rutland"
    LEICESTER = "leicester", "Leicester"
    LR = "LR", "Leicestershire and Rutland"
    LLR = "LLR", "Leicester, Leicestershire and Rutland"
    REGION = "region", "East Midlands"
    ENGLAND = "england", "England"


class DatedQuerySet(models.QuerySet):
    """Rows that are in force from one date until another; the last day counts."""

    def on(self, day):
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))


class Dated(models.Model):
    """In force from `starts_on` to `ends_on`, both included; empty means always, or still."""

    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("until", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_it_starts",
            )
        ]

    def in_force(self, day):
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )


# what lets somebody know of children's homes by name
KNOW_HOMES = (
    Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS, Can.RUN_PARTNERSHIP, Can.READ_EDUCATION_REPORTS,
)  # fmt: skip


class OrganisationQuerySet(DatedQuerySet):
    def statutory_partners(self, day):
        """Those who share the statutory duty that day, however many they are."""
        statutory = Participation.objects.on(day).filter(kind=Participation.Kind.STATUTORY_PARTNER)
        return self.on(day).filter(pk__in=statutory.values("organisation"))

    def told_to_all(self):
        """Without children’s homes: where children live is published nowhere. Those that take part by name are."""
        taking_part = Participation.objects.values("organisation")
        return self.filter(~Q(kind=Organisation.Kind.RESIDENTIAL) | Q(pk__in=taking_part))

    def known_to(self, person):
        """With children’s homes for whoever works with settings or reads of them, and for a home’s own people."""
        if any(may(person, can) for can in KNOW_HOMES):
            return self
        return self.told_to_all() | self.filter(pk__in=person.works_for)

    def but_schools(self):
        """Without schools and colleges, of which there are hundreds: they have a register of their own."""
        return self.exclude(kind=Organisation.Kind.SCHOOL)


class Organisation(Dated):
    """A body that keeps children safe, for the time that it exists. History stays with the name of its day.

    Changes through partnership.operations.organisations.
    """

    class Kind(models.TextChoices):
        LOCAL_AUTHORITY = "local_authority", "Local authority"
        DISTRICT = "district", "District or borough council"
        POLICE = "police", "Police"
        HEALTH_COMMISSIONER = "health_commissioner", "Health commissioner"
        HEALTH_PROVIDER = "health_provider", "Health provider"
        PROBATION = "probation", "Probation"
        FIRE = "fire", "Fire and rescue"
        COURT_SERVICE = "court_service", "Family court service"
        AMBULANCE = "ambulance", "Ambulance service"
        VOLUNTARY = "voluntary", "Voluntary and community sector"
        SCHOOL = "school", "School or college"
        EARLY_YEARS = "early_years", "Early years setting"
        RESIDENTIAL = "residential", "Children's home"
        FOSTERING = "fostering", "Fostering agency"
        YOUTH_CUSTODY = "youth_custody", "Youth custody provider"
        NATIONAL = "national", "National body"
        PARTNERSHIP = "partnership", "Safeguarding partnership or board"
        OTHER = "other", "Other"

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30, choices=Kind)
    area = models.CharField(max_length=20, choices=Area, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="followed by"
    )
    also_serves = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="also serves the area of",
        help_text="The safeguarding partnership next door, for which its one return may do as well.",
    )
    ended_because = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", args=[self.pk])

    @property
    def called(self):
        return self.short_name or self.name

    def name_on(self, day):
        """What it was called that day. Asks nothing of the database once `former_names` are at hand."""
        return next((former.name for former in self.former_names.all() if former.in_force(day)), self.name)


class FormerName(Dated):
    """What an organisation was called before, and when."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["organisation", "starts_on"]

    def __str__(self):
        return self.name


class Participation(Dated):
    """How an organisation takes part in the arrangements, and when. Statutory partners are rows, never "three"."""

    class Kind(models.TextChoices):
        STATUTORY_PARTNER = "statutory_partner", "Statutory safeguarding partner"
        PLANNING_AND_DELIVERY = "planning_and_delivery", "Member of the Planning and Delivery Group"
        VIRTUAL = "virtual", "Virtual member, who receives minutes and attends as needed"
        DELEGATE = "delegate", "Through a nominated delegate"
        REFERENCE_GROUP = "reference_group", "Through a reference group"
        LOCAL_AUTHORITY = "local_authority", "Through the local authority"
        COMMISSIONER = "commissioner", "Through its commissioners"
        ON_REQUEST = "on_request", "Gives assurance when asked"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    kind = models.CharField(max_length=30, choices=Kind)
    through = models.CharField(max_length=200, blank=True, help_text="Which delegate, group or body.")
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["organisation__name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "kind", "starts_on"],
                nulls_distinct=False,
                name="participation_once_a_kind",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_kind_display()}"
