"""Contact with schools: meetings, forums, visits, roadshows, briefings and bulletins of each authority."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Document, Organisation, Person, Priority
from schools.models.register import School
from schools.rules.engagement import WRITTEN, Kind


class OfAuthorityQuerySet(models.QuerySet):
    """Rows of one authority: seen by whoever reads schools, and by its own education lead."""

    def visible_to(self, person):
        if may(person, Can.READ_SCHOOLS):
            return self
        return self.of_lead(person)

    def kept_by(self, person):
        """Those that this person looks after: all of them, or their authority's."""
        return self if may(person, Can.RUN_SCHOOLS) else self.of_lead(person)

    def of_lead(self, person):
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            return self.filter(authority__in=person.educates_for)
        return self.none()


class EngagementQuerySet(OfAuthorityQuerySet):
    def standing(self):
        return self.filter(withdrawn_on=None)

    def in_year(self, year):
        """Of an academic year."""
        return self.filter(held_on__range=(year.starts_on, year.ends_on))


class Engagement(models.Model):
    """One meeting, visit, roadshow, briefing or bulletin: what was shared, and who was reached.

    Changes through operations.engagement. What was entered by mistake is withdrawn and stays.
    """

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="engagements")
    kind = models.CharField(max_length=20, choices=Kind)
    held_on = models.DateField()
    title = models.CharField(max_length=200)
    shared = models.TextField()
    by_whom = models.CharField(max_length=200, blank=True, help_text="The office or team that held it.")
    priorities = models.ManyToManyField(Priority, blank=True, related_name="+")
    documents = models.ManyToManyField(Document, blank=True, related_name="+")
    schools = models.ManyToManyField(School, blank=True, related_name="engagements")
    early_years = models.PositiveIntegerField("early years settings", null=True, blank=True)
    out_of_school = models.PositiveIntegerField("out-of-school clubs", null=True, blank=True)
    governors = models.PositiveIntegerField(null=True, blank=True)
    mod_welfare = models.PositiveIntegerField("MoD welfare team", null=True, blank=True)
    others = models.PositiveIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["authority", "held_on"], name="engagement_authority_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
                name="engagement_withdrawn_says_why",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.held_on:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("schools:engagement", args=[self.pk])

    @property
    def was_written(self):
        """Whether it was sent rather than held."""
        return self.kind in WRITTEN

    @property
    def counts(self):
        """(who, how many) of those who are no schools of the register."""
        names = {
            "early_years": "Early years settings",
            "out_of_school": "Out-of-school clubs",
            "governors": "Governors",
            "mod_welfare": "MoD welfare team",
            "others": "Others",
        }
        return [(label, getattr(self, name)) for name, label in names.items() if getattr(self, name)]
