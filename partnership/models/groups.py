"""Groups, their terms of reference and their seats."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.models.organisations import Area, Dated, DatedQuerySet, Organisation


class Group(Dated):
    """A group of the partnership, or one linked to it. `parent` is the group it reports to."""

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", "The partnership"
        DELIVERY = "delivery", "Planning and delivery"
        SUBGROUP = "subgroup", "Sub-group"
        ADVISORY = "advisory", "Advisory group"
        REFERENCE = "reference", "Reference group"
        LINKED = "linked", "Linked panel"
        TASK_AND_FINISH = "task_and_finish", "Task and finish group"

    class Meets(models.TextChoices):
        QUARTERLY = "quarterly", "Quarterly"
        BETWEEN = "between", "Between the Planning and Delivery Group's meetings"
        AS_NEEDED = "as_needed", "As needed"
        UNKNOWN = "", "Not stated"

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=20, choices=Area)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    meets = models.CharField(max_length=20, choices=Meets, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    reviews_cases = models.BooleanField(default=False, help_text="Its chair and members may read cases.")
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind="task_and_finish") | Q(ends_on__isnull=False),
                name="group_task_and_finish_has_an_end",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("public:group", args=[self.code])


class TermsOfReference(models.Model):
    """One version of what a group is for, who sits on it and how often it meets. A new version supersedes."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="terms")
    version = models.PositiveSmallIntegerField(default=1)
    in_force_on = models.DateField()
    remit = models.TextField()
    membership = models.TextField()
    frequency = models.TextField()
    quorum = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["group", "-version"]
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="terms_version_once")]

    def __str__(self):
        return f"{self.group}, version {self.version}"


class Seat(Dated):
    """A place in a group that belongs to an organisation or an office; people hold it through an Appointment."""

    class Kind(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"
        OBSERVER = "observer", "Participating observer"
        VIRTUAL = "virtual", "Virtual member"
        CO_OPTED = "co_opted", "Co-opted"

    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    office = models.CharField(max_length=200, help_text="The office that holds it, never a name.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.MEMBER)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["group", "kind", "office"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "organisation", "office", "starts_on"],
                nulls_distinct=False,
                name="seat_once",
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.office}"
