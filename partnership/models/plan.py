"""The business plan: priorities and why, how we will know, quarter by quarter, and who was consulted."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.actions import Action
from partnership.models.committees import CommitteeConsultation, consultation_constraints
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.groups import Group
from partnership.models.learning import LearningPoint
from partnership.models.meetings import Meeting
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.models.voice import PutForward, Said
from partnership.rules.plan import Direction, Rag, standing


class PlanQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Drafts too, for whoever keeps it and whoever sits in a group."""
        return self if may(person, Can.RUN_PLAN) or may(person, Can.READ_PLAN) else self.none()

    def public(self):
        """Approved ones that two people have let out."""
        return self.exclude(let_out_at=None)

    def approved(self):
        return self.filter(state__in=[BusinessPlan.State.APPROVED, BusinessPlan.State.CLOSED])


class BusinessPlan(PutForward):
    """What the partnership wants to change in one or more years, and how it will know.

    `state` changes only through operations.plan.move: drafting → consultation → approved → closed. In force is
    what an approved one is within its years. An approved plan changes only by a variation, dated and with a reason.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", "Being written"
        CONSULTATION = "consultation", "Consulted on"
        APPROVED = "approved", "Approved"
        CLOSED = "closed", "Reviewed and closed"

    reference = models.CharField(max_length=40, unique=True, help_text="Such as BP-2026.")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    introduction = models.TextField(blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.DRAFTING)
    revision = models.PositiveIntegerField(default=1)
    approved_on = models.DateField(null=True, blank=True)
    approved_at_meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by_decision = models.CharField(
        max_length=200, blank=True, help_text="Reference of the meeting and its decision."
    )
    closed_on = models.DateField(null=True, blank=True)
    review = models.TextField(blank=True, help_text="Outcome, when it was closed.")
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The PDF the public gets.",
    )
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta(PutForward.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *PutForward.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="plan_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state__in=["drafting", "consultation"], approved_on=None)
                | Q(state__in=["approved", "closed"], approved_on__isnull=False)
                & ~Q(approved_by_decision=""),
                name="plan_approved_on_and_by_what_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False) & ~Q(review=""),
                name="plan_closed_after_review",
            ),
            models.CheckConstraint(
                condition=Q(put_forward_at=None) | Q(state__in=["approved", "closed"]),
                name="plan_public_once_approved",
            ),
            models.CheckConstraint(
                condition=Q(let_out_at=None) | Q(document__isnull=False), name="plan_public_with_its_file"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plan", args=[self.pk])

    @property
    def changes_by_variation(self):
        return self.state == self.State.APPROVED

    @property
    def version(self):
        """1 as approved; one more with each variation."""
        return 1 + self.variations.count()

    def standing(self, day):
        """Where it stands that day, in words."""
        return standing(self.state, self.get_state_display(), self.starts_on, self.ends_on, day)


class PriorityQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(dropped_on=None)


class Priority(models.Model):
    """One thing that the plan wants to change. Its number stays its own, also when another is dropped."""

    plan = models.ForeignKey(BusinessPlan, models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    young_peoples = models.BooleanField(default=False, help_text="Young people asked for it themselves.")
    rationale = models.TextField(blank=True)
    outcome = models.TextField(blank=True, help_text="What good looks like for children.")
    measure = models.TextField(blank=True, help_text="How we will know.")
    lead_group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    lead_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)
    dropped_on = models.DateField(null=True, blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="priority_number_once"),
            models.CheckConstraint(
                condition=Q(lead_group__isnull=False, lead_organisation=None)
                | Q(lead_group=None, lead_organisation__isnull=False),
                name="priority_has_one_lead",
            ),
        ]

    def __str__(self):
        return f"Priority {self.number} of {self.plan.reference}"

    def get_absolute_url(self):
        return f"{self.plan.get_absolute_url()}#priority-{self.number}"

    @property
    def lead(self):
        return self.lead_group or self.lead_organisation


class Driver(models.Model):
    """Why it is a priority: something learnt, something said, or what a document says, in words."""

    class Kind(models.TextChoices):
        REVIEW = "review", "A review"
        AUDIT = "audit", "An audit or assurance"
        INSPECTION = "inspection", "An inspection"
        VOICE = "voice", "What children, families or practitioners said"
        DATA = "data", "Figures"
        NATIONAL = "national", "National policy or learning"
        PLAN = "plan", "The plan before this one"
        OTHER = "other", "Something else"

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="drivers")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.CharField(max_length=500)
    learning_point = models.ForeignKey(
        LearningPoint, models.PROTECT, null=True, blank=True, related_name="drives"
    )
    said = models.ForeignKey(Said, models.PROTECT, null=True, blank=True, related_name="drives")

    class Meta:
        ordering = ["priority", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "kind", "words"], name="driver_once"),
            models.CheckConstraint(condition=~Q(words=""), name="driver_says_something"),
        ]

    def __str__(self):
        return f"Driver of {self.priority}"


class PlanAction(models.Model):
    """An action of a priority: one of the actions that everybody has, and nothing beside it."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="action_links")
    action = models.OneToOneField(Action, models.PROTECT, related_name="plan_link")

    class Meta:
        ordering = ["priority", "action__original_target_on", "action"]

    def __str__(self):
        return str(self.action)


class PlanQuarter(PutForward):
    """Three months of a plan. Once it is closed its entries are frozen: a trigger refuses to change them."""

    plan = models.ForeignKey(BusinessPlan, models.CASCADE, related_name="quarters")
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    missing_because = models.TextField(blank=True, help_text="Why it closed without every entry.")

    class Meta(PutForward.Meta):
        ordering = ["plan", "starts_on"]
        constraints = [
            *PutForward.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "starts_on"], name="plan_quarter_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="plan_quarter_closed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(put_forward_at=None) | Q(closed_at__isnull=False),
                name="plan_quarter_public_once_closed",
            ),
        ]

    def __str__(self):
        return f"{self.starts_on:%B} to {self.ends_on:%B %Y}"


class ProgressQuerySet(models.QuerySet):
    def missing(self):
        """Asked for and not written."""
        return self.filter(rag="", deadline__ended_on=None)


class Progress(models.Model):
    """How one priority stands in one quarter: a word, a direction and why. Due from its lead by a day."""

    quarter = models.ForeignKey(PlanQuarter, models.CASCADE, related_name="entries")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="entries")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    rag = models.CharField(max_length=10, choices=Rag, blank=True)
    direction = models.CharField(max_length=10, choices=Direction, blank=True)
    narrative = models.TextField(blank=True)
    next_steps = models.TextField(blank=True, help_text="What will be done about red or amber.")
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering = ["quarter", "priority__number"]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "priority"], name="progress_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(rag="", direction="", narrative="", written_by=None, written_at=None)
                | ~Q(rag="") & ~Q(direction="") & ~Q(narrative="")
                & Q(written_by__isnull=False, written_at__isnull=False),
                name="progress_written_whole",
            ),
            models.CheckConstraint(
                condition=~Q(rag__in=["red", "amber"]) | ~Q(next_steps=""),
                name="progress_red_and_amber_say_what_next",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.priority}, {self.quarter}"

    def get_absolute_url(self):
        return reverse("write_progress", args=[self.pk])

    @property
    def written(self):
        return bool(self.rag)


class PlanVariation(models.Model):
    """A change to an approved plan: what, why, decided when and by what. Only added to."""

    plan = models.ForeignKey(BusinessPlan, models.PROTECT, related_name="variations")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    before = models.TextField(blank=True, help_text="What it said before.")
    after = models.TextField(blank=True, help_text="What it says since.")
    reason = models.TextField()
    decided_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="variation_number_once"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(reason=""), name="variation_says_what_and_why"),
        ]

    def __str__(self):
        return f"Variation {self.number} of {self.plan.reference}"


class PlanConsultation(CommitteeConsultation):
    """One committee asked what it thinks of the plan, what it said, and what we answered."""

    plan = models.ForeignKey(BusinessPlan, models.CASCADE, related_name="consultations")
    changed_plan = models.BooleanField(default=False)
    no_comments = models.BooleanField(
        default=False, help_text="It considered the plan and had nothing to say."
    )

    class Meta:
        ordering = ["plan", "committee__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "committee"], name="committee_consulted_once"),
            *consultation_constraints("consultation"),
        ]

    def __str__(self):
        return f"{self.committee} on {self.plan.reference}"
