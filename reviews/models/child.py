"""The children of a case, in the terms of the national return of serious incident notifications."""

from django.db import models
from django.db.models import Q

from reviews.models.case import Case


class Child(models.Model):
    """One child of a case: an age as at the incident, never a name or a date of birth.

    What is yes, no or not known is True, False or None.
    """

    class Outcome(models.TextChoices):
        DIED = "died", "Died"
        SERIOUSLY_HARMED = "seriously_harmed", "Was seriously harmed"
        OTHER = "other", "Other"

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        UNKNOWN = "unknown", "Not known"

    class Ethnicity(models.TextChoices):
        """The five groups of the census, for its nineteen would say who a child is."""

        ASIAN = "asian", "Asian, Asian British or Asian Welsh"
        BLACK = "black", "Black, Black British, Black Welsh, Caribbean or African"
        MIXED = "mixed", "Mixed or multiple ethnic groups"
        WHITE = "white", "White"
        OTHER = "other", "Other ethnic group"
        UNKNOWN = "unknown", "Not known"

    class Placement(models.TextChoices):
        FOSTER = "foster", "Foster carers"
        FAMILY = "family", "Foster carers who are relatives or friends"
        PARENTS = "parents", "Own parents"
        ADOPTION = "adoption", "Placed for adoption"
        HOME = "home", "Children’s home"
        SUPPORTED = "supported", "Supported accommodation"
        SECURE = "secure", "Secure home or youth custody"
        OTHER = "other", "Other"
        UNKNOWN = "unknown", "Not known"

    case = models.ForeignKey(Case, models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField()
    age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="In years, at the incident.")
    outcome = models.CharField(max_length=20, choices=Outcome)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=10, choices=Ethnicity, default=Ethnicity.UNKNOWN)
    disabled = models.BooleanField(null=True, blank=True)
    looked_after = models.BooleanField(null=True, blank=True)
    placement = models.CharField(max_length=10, choices=Placement, blank=True)
    child_in_need_plan = models.BooleanField(null=True, blank=True)
    child_protection_plan = models.BooleanField(null=True, blank=True)
    care_leaver = models.BooleanField(null=True, blank=True)
    known_to_agencies = models.BooleanField("known to any agency before", null=True, blank=True)

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="child_position_once"),
            models.CheckConstraint(condition=Q(age=None) | Q(age__lte=24), name="child_age_at_most_24"),
            models.CheckConstraint(
                condition=Q(placement="") | Q(looked_after=True), name="child_placed_if_looked_after"
            ),
        ]

    def __str__(self):
        return f"Child {self.position} of {self.case}"

    @property
    def aged(self):
        """How old, in words."""
        if self.age is None:
            return "Not known"
        return str(self.age) if self.age else "Under 1"
