"""“How are we doing?”: what a quarter's evidence says of each outcome statement of the business plan."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assurance.rules.doing import LOOKS, Verdict
from partnership.access import Can, Role, may
from partnership.models import Action, Deadline, Document, Group, Person, PlanQuarter, Priority
from partnership.rules.plan import ARROWS, Direction


class DoingReportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Drafts for who writes them; from the group on for its members and the Advisor; what was sent for all."""
        if may(person, Can.RUN_DOING):
            return self
        if not may(person, Can.READ_DOING):
            return self.none()
        sent = Q(state=DoingReport.State.SENT)
        if sits_in_delivery(person) or Role.INDEPENDENT_ADVISOR in person.roles:
            return self.exclude(state=DoingReport.State.DRAFTING)
        return self.filter(sent)

    def to_agree_by(self, person):
        """Those that wait for this person, who chairs the Planning and Delivery Group."""
        if may(person, Can.AGREE_DOING) and sits_in_delivery(person, chairs=True):
            return self.filter(state=DoingReport.State.WITH_GROUP)
        return self.none()


def sits_in_delivery(person, *, chairs=False):
    """Whether they have a seat in the Planning and Delivery Group today, other than to observe."""
    return any(
        a.seat.group.kind == Group.Kind.DELIVERY
        for a in person.appointments_today
        if a.seat_id and (a.role == Role.GROUP_CHAIR or (not chairs and a.role != Role.OBSERVER))
    )


class DoingReport(models.Model):
    """The composite report of one quarter: written by staff, agreed by Planning and Delivery, sent to the Partnership.

    `state` changes only through operations.doing.move. What was agreed is frozen with its evidence: a trigger
    refuses to change it.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", "Being written"
        WITH_GROUP = "with_group", "With the Planning and Delivery Group"
        AGREED = "agreed", "Agreed"
        SENT = "sent", "Sent to the Partnership"

    reference = models.CharField(max_length=20, unique=True, help_text="Such as HAWD-2026-Q1.")
    quarter = models.OneToOneField(PlanQuarter, models.PROTECT, related_name="doing_report")
    overview = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTING)
    revision = models.PositiveIntegerField(
        default=1, help_text="Counts every change of its words and evidence."
    )
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    authors = models.ManyToManyField(Person, related_name="+")
    returned_because = models.TextField(blank=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_how = models.CharField(max_length=200, blank=True, help_text="At which meeting, and its decision.")
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = DoingReportQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter__starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["drafting", "with_group"], agreed_by=None, agreed_at=None)
                | Q(state__in=["agreed", "sent"], agreed_by__isnull=False, agreed_at__isnull=False)
                & ~Q(agreed_how=""),
                name="doing_agreed_by_at_and_how_together",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="sent", sent_by__isnull=False, sent_at__isnull=False, document__isnull=False
                )
                | ~Q(state="sent") & Q(sent_by=None, sent_at=None, document=None),
                name="doing_sent_by_at_and_what_together",
            ),
        ]

    def __str__(self):
        return f"How are we doing? {self.reference}"

    def get_absolute_url(self):
        return reverse("assurance:doing_report", args=[self.pk])

    @property
    def status(self):
        return self.State(self.state)


class DoingEvidence(models.Model):
    """One thing that is known of the quarter, in the words in which it was known when it was gathered."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Progress of the plan"
        RETURNS = "returns", "Agencies’ returns"
        SCHOOLS = "schools", "Schools and settings"
        AUDITS = "audits", "Audits"
        REVIEWS = "reviews", "Reviews"
        LEARNING = "learning", "Learning points"
        INDICATORS = "indicators", "Indicators"
        VOICE = "voice", "Voice of children, families and practitioners"
        TRAINING = "training", "Training"
        HIGHLIGHTS = "highlights", "Highlight reports"
        CHALLENGES = "challenges", "Challenges"
        TIMES = "times", "What fell due"
        OTHER = "other", "Something else"

    report = models.ForeignKey(DoingReport, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=60, help_text="What it is of, such as progress:12.")
    words = models.TextField()
    known_on = models.DateField()
    path = models.CharField(max_length=200, blank=True, help_text="Where it is read, for whoever may.")
    priority = models.ForeignKey(
        Priority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What it says it is about.",
    )
    added_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nobody, if the portal found it.",
    )

    class Meta:
        ordering = ["kind", "-known_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="evidence_once_a_report"),
            models.CheckConstraint(condition=~Q(words=""), name="evidence_says_something"),
        ]

    def __str__(self):
        return f"Evidence {self.pk} of {self.report.reference}"


class DoingStatement(models.Model):
    """What the evidence says of one outcome statement, as that statement was worded when the report began."""

    report = models.ForeignKey(DoingReport, models.CASCADE, related_name="statements")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="doing_statements")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    outcome = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    direction = models.CharField(max_length=10, choices=Direction, blank=True)
    well = models.TextField(blank=True)
    explore = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    cites = models.ManyToManyField(DoingEvidence, related_name="cited_by", blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "priority"], name="statement_once_a_report")]

    def __str__(self):
        return f"{self.report.reference}, priority {self.number}"

    @property
    def look(self):
        """A shape and a colour beside the words."""
        shape, colour = LOOKS.get(self.verdict, ("", "grey"))
        return {"shape": shape, "colour": colour, "arrow": ARROWS.get(self.direction, "")}


class DoingAction(models.Model):
    """An action for the next quarter: one of the actions that everybody has, and nothing beside it."""

    statement = models.ForeignKey(DoingStatement, models.PROTECT, related_name="action_links")
    action = models.OneToOneField(Action, models.PROTECT, related_name="doing_link")

    class Meta:
        ordering = ["statement", "action__original_target_on", "action"]

    def __str__(self):
        return str(self.action)
