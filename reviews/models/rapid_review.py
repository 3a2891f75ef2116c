"""The rapid review as it is written, and what the group recommends."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models import Organisation, Person
from reviews.models.case import Case
from reviews.rules.rapid_review import ANSWERS, SECTION_NAMES


class Outcome(models.TextChoices):
    """What may follow a rapid review."""

    LCSPR = "lcspr", "A local child safeguarding practice review"
    LOCAL = "local", "Another local review or piece of learning"
    NONE = "none", "No further review; the rapid review has the learning"
    NATIONAL = "national", "Suggest a national review"


class Finding(models.TextChoices):
    """Whether a criterion is met."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_KNOWN = "not_known", "Not known yet"


class FamilyTold(models.TextChoices):
    """Whether the family knows that the case is reviewed."""

    TOLD = "told", "Told"
    SOME = "some", "Some of them told"
    NOT_YET = "not_yet", "Not told yet"


class YesNo(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"


class RapidReview(models.Model):
    """The rapid review's report as it is being written. Changes through operations.rapid_review."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="rapid_review")
    meeting_on = models.DateField(null=True, blank=True)
    attendance = models.TextField(blank=True, help_text="Anything to add to the rows of who attended.")
    quorate = models.BooleanField(
        null=True, help_text="As the rows were judged on the day they were entered."
    )
    quorum = models.CharField(
        max_length=400, blank=True, help_text="The rule, and who was missing, in words."
    )
    ruling = models.TextField(blank=True, help_text="What the chair ruled on a meeting without a quorum.")
    went_on_without = models.JSONField(
        default=list, blank=True, help_text="Agencies that had not answered, as the chair accepted."
    )
    facts = models.TextField(blank=True)
    practice = models.TextField(blank=True)
    immediate_safety = models.TextField(blank=True)
    identity = models.TextField(blank=True)
    improvement = models.TextField(blank=True)
    learning_done = models.TextField(blank=True)
    family = models.TextField(blank=True)
    family_told = models.CharField(max_length=10, choices=FamilyTold, blank=True)
    criterion_a = models.TextField(blank=True)
    criterion_b = models.TextField(blank=True)
    criterion_c = models.TextField(blank=True)
    criterion_d = models.TextField(blank=True)
    criterion_a_finding = models.CharField(max_length=10, choices=Finding, blank=True)
    criterion_b_finding = models.CharField(max_length=10, choices=Finding, blank=True)
    criterion_c_finding = models.CharField(max_length=10, choices=Finding, blank=True)
    criterion_d_finding = models.CharField(max_length=10, choices=Finding, blank=True)
    national = models.TextField(blank=True)
    national_suggested = models.CharField(max_length=3, choices=YesNo, blank=True)
    dissent = models.TextField(blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    recommendation = models.CharField(max_length=10, choices=Outcome, blank=True)
    recommendation_reasons = models.TextField(blank=True)
    enough_because = models.TextField(
        blank=True, help_text="Where no practice review is recommended: why the rapid review is enough."
    )
    recommended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recommended_at = models.DateTimeField(null=True, blank=True)

    SECTIONS = tuple(SECTION_NAMES)
    KEPT = (*SECTION_NAMES, *ANSWERS.values())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recommended_by=None, recommended_at=None)
                | Q(recommended_by__isnull=False, recommended_at__isnull=False) & ~Q(recommendation=""),
                name="rapid_review_recommended_by_and_at_together",
            )
        ]

    def __str__(self):
        return f"Rapid review of {self.case}"

    @property
    def sections(self):
        """The report as it reads: each section's name, label, answer where it has one, and text."""
        return [
            {
                "name": name,
                "label": label,
                "text": getattr(self, name),
                "answer": getattr(self, f"get_{ANSWERS[name]}_display")() if name in ANSWERS else "",
            }
            for name, label in SECTION_NAMES.items()
        ]

    @property
    def texts(self):
        """What people wrote and chose, by name."""
        return {name: getattr(self, name) for name in self.KEPT}


class Attendance(models.Model):
    """One row of who was at the meeting. Replaced as a whole while the meeting may be amended."""

    class Presence(models.TextChoices):
        PRESENT = "present", "Present"
        SUBSTITUTE = "substitute", "Substitute with authority to decide"
        STAND_IN = "stand_in", "Substitute without authority"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    class Capacity(models.TextChoices):
        MEMBER = "member", "Member"
        VIRTUAL = "virtual", "Virtual member"
        OBSERVER = "observer", "Observer"

    report = models.ForeignKey(RapidReview, models.CASCADE, related_name="attendees")
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=200, blank=True)
    name = models.CharField(
        max_length=120, blank=True, help_text="Shown to the Panel only where somebody chooses that."
    )
    presence = models.CharField(max_length=10, choices=Presence)
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.MEMBER)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="attendance_position_once"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(office=""), name="attendance_says_who"
            ),
        ]

    def __str__(self):
        return f"Attendance {self.position}, {self.report}"


class RapidReviewRevision(models.Model):
    """The report as somebody saved it. Kept at each explicit save, and frozen by a trigger."""

    report = models.ForeignKey(RapidReview, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    texts = models.JSONField(help_text="The words and choices of every section, by name.")
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="rapid_review_revision_number_once")
        ]

    def __str__(self):
        return f"Version {self.number} of {self.report}"
