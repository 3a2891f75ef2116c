"""Commissioning a review: who could carry it out, under which terms, at what cost, and who agreed to that."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models import Organisation, Person
from reviews.models.case import Case
from reviews.models.publication import Review, ReviewerAppointment


class ReviewerQuerySet(models.QuerySet):
    def on_register(self):
        return self.filter(off_on=None)

    def visible_to(self, person):
        return self if may(person, Can.RUN_CASES) else self.none()


class Reviewer(models.Model):
    """Somebody on the register of those who could carry out a review.

    Changes through operations.register. Nobody is taken out: who left the register stays, with the reason.
    """

    name = models.CharField(max_length=150)
    office = models.CharField(max_length=200, help_text="The office or firm through which they are reached.")
    email = models.EmailField("email address")
    experience = models.TextField()
    previous_work = models.TextField(blank=True)
    methods = models.TextField(blank=True)
    qualifications = models.TextField(blank=True)
    interests = models.TextField(blank=True, help_text="Interests declared that could become a conflict.")
    since_on = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    off_on = models.DateField(null=True, blank=True)
    off_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    off_reason = models.TextField(blank=True)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(off_on=None), name="reviewer_on_register_once"
            ),
            models.CheckConstraint(
                condition=Q(off_on=None, off_by=None)
                | Q(off_on__isnull=False, off_by__isnull=False) & ~Q(off_reason=""),
                name="reviewer_off_by_on_and_why_together",
            ),
        ]

    def __str__(self):
        return f"Reviewer {self.pk} of the register"


class Terms(models.Model):
    """One version of a review's terms of reference. Never edited: a new version supersedes, and says why."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="terms_versions")
    version = models.PositiveSmallIntegerField(default=1)
    questions = models.TextField()
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    methodology = models.TextField(blank=True)
    why = models.TextField(blank=True, help_text="Why this version replaced the one before it.")
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["review", "version"], name="terms_of_review_version_once"),
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_to__gte=F("period_from")),
                name="terms_period_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(why=""), name="terms_changed_says_why"),
        ]

    def __str__(self):
        return f"Terms {self.version} of {self.review}"


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Staff, and whoever approves the appointment. What was said in an interview is nobody else's."""
        return self.filter(review__in=commissioned_before(person))


def commissioned_before(person):
    """Reviews whose commissioning this person may read: who runs cases, or whose decision the appointment is."""
    cases = Case.objects.visible_to(person) if may(person, Can.RUN_CASES) else Case.objects.none()
    return Review.objects.filter(
        Q(case__in=cases.values("pk")) | Q(case__in=Case.objects.for_decision_by(person).values("pk"))
    )


class Candidate(models.Model):
    """One reviewer of the register, considered for one review. Changes through operations.commissioning."""

    class Conflict(models.TextChoices):
        NONE = "none", "They declare that they have none"
        DECLARED = "declared", "They declare one"

    review = models.ForeignKey(Review, models.CASCADE, related_name="candidates")
    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="candidacies")
    put_forward_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    put_forward_at = models.DateTimeField(default=timezone.now)
    shortlisted = models.BooleanField(null=True, blank=True)
    shortlist_reason = models.TextField(blank=True)
    conflict = models.CharField(max_length=10, choices=Conflict, blank=True)
    conflict_what = models.TextField(blank=True)
    conflict_dealt_with = models.TextField(blank=True)
    work_assessed = models.TextField(blank=True, help_text="Which earlier work was read, and how good it is.")
    interviewed_on = models.DateField(null=True, blank=True)
    interviewed_for_partnership = models.CharField(max_length=200, blank=True, help_text="By office.")
    interviewed_for_group = models.CharField(max_length=200, blank=True, help_text="By office.")
    interview_notes = models.TextField(blank=True)
    chosen = models.BooleanField(null=True, blank=True)
    chosen_reason = models.TextField(blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["review", "reviewer__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "reviewer"], name="candidate_once"),
            models.UniqueConstraint(
                fields=["review"], condition=Q(chosen=True), name="candidate_one_chosen_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(shortlisted=None) | ~Q(shortlist_reason=""),
                name="candidate_shortlist_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(chosen=None) | ~Q(chosen_reason=""), name="candidate_choice_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(chosen=None) | Q(chosen=False) | Q(shortlisted=True),
                name="candidate_chosen_was_shortlisted",
            ),
            models.CheckConstraint(
                condition=Q(interviewed_on=None)
                | ~Q(interviewed_for_partnership="") & ~Q(interviewed_for_group=""),
                name="candidate_interviewed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(conflict="declared") | ~Q(conflict_what=""), name="candidate_conflict_says_what"
            ),
        ]

    def __str__(self):
        return f"Candidate {self.pk} for {self.review}"

    @property
    def conflict_open(self):
        """Whether a conflict of interest stands in the way: not asked yet, or declared and not dealt with."""
        return not self.conflict or (self.conflict == self.Conflict.DECLARED and not self.conflict_dealt_with)


class Reference(models.Model):
    """What somebody who knows a candidate's work said of it."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="references")
    from_office = models.CharField(max_length=200)
    taken_on = models.DateField()
    said = models.TextField()
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["candidate", "taken_on", "pk"]

    def __str__(self):
        return f"Reference of {self.candidate}"


class Cost(models.Model):
    """One version of what a review costs, in pounds. A change is a new version, and is agreed anew."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="costs")
    version = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(max_digits=10, decimal_places=2, validators=[MinValueValidator(0)])
    reason = models.TextField(help_text="What it pays for, or why it changed.")
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["review", "version"], name="cost_version_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cost_not_negative"),
            models.CheckConstraint(condition=~Q(reason=""), name="cost_has_a_reason"),
        ]

    def __str__(self):
        return f"Cost {self.version} of {self.review}"

    @property
    def agreed(self):
        """Whether every partner that shares it has agreed."""
        return all(share.agreed_on for share in self.shares.all())


class CostShareQuerySet(models.QuerySet):
    def in_force(self):
        """Those of the newest version of each review's cost."""
        newer = Cost.objects.filter(
            review=models.OuterRef("cost__review"), version__gt=models.OuterRef("cost__version")
        )
        return self.filter(~models.Exists(newer))

    def to_agree_by(self, person):
        """Those of the partners for which somebody signs today: nobody agrees for another's money."""
        if not may(person, Can.SIGN_OFF_REVIEWS):
            return self.none()
        return self.in_force().filter(organisation__in=person.organisations(Role.SIGNATORY))


class CostShare(models.Model):
    """What one partner pays of a review, and that it agreed: by which office, and on which day."""

    cost = models.ForeignKey(Cost, models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by_office = models.CharField(max_length=200, blank=True)
    evidence = models.TextField(
        blank=True, help_text="Where the agreement is to be found, if it was not given here."
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = CostShareQuerySet.as_manager()

    class Meta:
        ordering = ["cost", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["cost", "organisation"], name="cost_share_once_a_partner"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cost_share_of_something"),
            models.CheckConstraint(
                condition=Q(agreed_on=None, agreed_by_office="", recorded_by=None, recorded_at=None)
                | Q(agreed_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False)
                & ~Q(agreed_by_office=""),
                name="cost_share_agreed_by_whom_and_when_together",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: share of {self.cost}"


class Approval(models.Model):
    """Whoever decides reviews approved, or did not approve, an appointment: of this candidate, on these terms,
    at this cost. Written only by operations.commissioning.approve_appointment, and never changed.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="approvals")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="approvals")
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="+")
    cost = models.ForeignKey(Cost, models.PROTECT, related_name="+")
    approved = models.BooleanField()
    reasons = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=30, choices=Role)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "-decided_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="approval_has_reasons")]

    def __str__(self):
        return f"Approval {self.pk} for {self.review}"


class RemovalAgreement(models.Model):
    """One statutory partner agreed that a reviewer be removed."""

    appointment = models.ForeignKey(ReviewerAppointment, models.CASCADE, related_name="removal_agreements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    agreed_on = models.DateField()

    class Meta:
        ordering = ["appointment", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "organisation"], name="removal_agreement_once_a_partner"
            )
        ]

    def __str__(self):
        return f"{self.organisation} on {self.appointment}"
