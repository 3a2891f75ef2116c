"""Other ways than a rapid review and a review of our own: local, national, another partnership's, inherited."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Role
from partnership.models import Deadline, Document, Organisation, Person
from reviews.models.case import Case


class TwoPersons(models.Model):
    """Something that one person asks for and another, by their office, agrees or does not. Answered once."""

    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    agreed = models.BooleanField(null=True, blank=True, help_text="Empty until it is answered.")
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=30, choices=Role, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=None, answered_by=None, answered_at=None, office="")
                | Q(agreed__isnull=False, answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(office=""),
                name="%(class)s_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=models.F("asked_by")),
                name="%(class)s_answered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(agreed=None) | Q(agreed=True) | ~Q(note=""), name="%(class)s_refused_says_why"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(agreed=None), name="%(class)s_one_waiting"),
        ]

    @property
    def waiting(self):
        return self.agreed is None


class NotMet(TwoPersons):
    """The local authority found after notifying that the criteria were not met after all. Never edited."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="findings_not_met")
    authority_office = models.CharField(
        max_length=200, help_text="Who found it for the authority, by office."
    )
    reason = models.TextField()
    panel_told_on = models.DateField()
    panel_told_how = models.TextField(help_text="What was sent to the Panel, and what shows it.")
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TwoPersons.Meta):
        pass

    def __str__(self):
        return f"Criteria not met, {self.case}"


class LocalReviewQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(finished_on=None)


class LocalReview(models.Model):
    """A review of our own that no national guidance times: multi-agency, one agency's, thematic or an audit.

    Changes through operations.local_review.
    """

    class Kind(models.TextChoices):
        MULTI_AGENCY = "multi_agency", "Multi-agency learning review"
        SINGLE_AGENCY = "single_agency", "One agency’s own review"
        THEMATIC = "thematic", "Thematic review"
        AUDIT = "audit", "Audit"

    case = models.ForeignKey(Case, models.PROTECT, related_name="local_reviews")
    kind = models.CharField(max_length=20, choices=Kind)
    questions = models.TextField()
    lead_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="local_review")
    set_up_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField(default=timezone.now)
    findings = models.TextField(blank=True)
    learnt = models.TextField(blank=True)
    report = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    finished_on = models.DateField(null=True, blank=True)
    finished_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LocalReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-set_up_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(finished_on=None), name="local_review_one_under_way"
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None, finished_by=None)
                | Q(finished_on__isnull=False, finished_by__isnull=False) & ~Q(findings="") & ~Q(learnt=""),
                name="local_review_finished_whole",
            ),
        ]

    def __str__(self):
        return f"Local review of {self.case}"


class LocalProgress(models.Model):
    """How far a local review was on a day. Never edited."""

    local_review = models.ForeignKey(LocalReview, models.CASCADE, related_name="progress")
    text = models.TextField()
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-noted_at", "-pk"]

    def __str__(self):
        return f"Progress of {self.local_review}"


class RouteChoice(models.Model):
    """Why a case left the usual way, who chose so, and by which office. Never edited."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="route_choices")
    to = models.CharField(max_length=20)
    reason = models.TextField()
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=30, choices=Role)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-chosen_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="route_choice_has_a_reason")]

    def __str__(self):
        return f"Route of {self.case}"


class LedElsewhere(models.Model):
    """A case that another partnership leads: what it asks of us, by when, and what we sent.

    Changes through operations.elsewhere.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="led_elsewhere")
    partnership = models.CharField(max_length=200)
    their_reference = models.CharField(max_length=60, blank=True)
    asked_for = models.TextField()
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="led_elsewhere"
    )
    sent = models.TextField(blank=True, help_text="What we sent them.")
    sent_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="Outcome, or why nothing more follows here.")

    class Meta:
        ordering = ["case"]
        verbose_name_plural = "cases led elsewhere"
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on=None, sent="") | Q(sent_on__isnull=False) & ~Q(sent=""),
                name="led_elsewhere_sent_what_and_when",
            )
        ]

    def __str__(self):
        return f"{self.case}, led elsewhere"


class OtherPartnership(models.Model):
    """Another partnership that a case of ours touches: when it was told, by which office, what it answered."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="other_partnerships")
    name = models.CharField(max_length=200)
    told_on = models.DateField()
    told_by_office = models.CharField(max_length=200)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["told_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "name"], name="other_partnership_once"),
            models.CheckConstraint(
                condition=Q(replied_on=None, reply="") | Q(replied_on__isnull=False) & ~Q(reply=""),
                name="other_partnership_reply_and_its_day_together",
            ),
        ]

    def __str__(self):
        return f"Another partnership on {self.case}"

    def get_absolute_url(self):
        return reverse("reviews:hear_from_partnership", args=[self.pk])


class Inherited(models.Model):
    """A serious case review that the former board left unfinished, with the dates of its day. Never edited."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="inherited")
    former_board = models.CharField(max_length=200)
    old_references = models.CharField(max_length=200, blank=True)
    begun_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    taken_over_on = models.DateField()

    class Meta:
        ordering = ["case"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_over_on__gte=models.F("begun_on")), name="inherited_after_it_was_begun"
            )
        ]

    def __str__(self):
        return f"{self.case}, inherited"


class NationalReview(models.Model):
    """The Panel took the case into a review of its own: what that meant for ours, and how it ended."""

    class LocalReviewThen(models.TextChoices):
        NONE = "none", "No review of ours had begun"
        SUSPENDED = "suspended", "Ours is suspended"
        ENDED = "ended", "Ours is ended"

    case = models.ForeignKey(Case, models.PROTECT, related_name="national_reviews")
    begun_on = models.DateField()
    local_review = models.CharField(max_length=10, choices=LocalReviewThen)
    reason = models.TextField(blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    report_address = models.URLField(max_length=500, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="What it means here, and what becomes of our own review.")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="national_review_one_under_way"
            ),
            models.CheckConstraint(
                condition=Q(local_review="none") | ~Q(reason=""), name="national_review_says_why_ours_stops"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, reported_on__isnull=False)
                & ~Q(report_address="")
                & ~Q(result=""),
                name="national_review_ended_whole",
            ),
        ]

    def __str__(self):
        return f"National review of {self.case}"
