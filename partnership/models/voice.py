"""What was heard from children, families and practitioners, what was done about it, and where it was used.

Kept apart from cases: nothing here points to one, and rules.voice refuses their references.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.groups import Group
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.models.questionnaires import Question
from partnership.models.surveys import Audience, Survey
from partnership.rules.actions import mark


class PutForward(models.Model):
    """Something that the public reads once two people agree: one puts it forward, another lets it out."""

    put_forward_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    put_forward_at = models.DateTimeField(null=True, blank=True)
    let_out_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    let_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(put_forward_by=None, put_forward_at=None, let_out_by=None, let_out_at=None)
                | Q(
                    put_forward_by__isnull=False, put_forward_at__isnull=False, let_out_by=None, let_out_at=None
                )
                | Q(
                    put_forward_by__isnull=False, put_forward_at__isnull=False,
                    let_out_by__isnull=False, let_out_at__isnull=False,
                ),
                name="%(class)s_put_forward_before_let_out",
            ),
            models.CheckConstraint(
                condition=Q(let_out_by=None) | ~Q(let_out_by=F("put_forward_by")),
                name="%(class)s_let_out_by_somebody_else",
            ),
        ]  # fmt: skip

    @property
    def public(self):
        return self.let_out_at is not None

    @property
    def waits_for_second(self):
        return self.put_forward_at is not None and self.let_out_at is None


class VoiceQuerySet(models.QuerySet):
    def visible_to(self, person):
        """For whoever asks and whoever reads what was heard."""
        return self if may(person, Can.RUN_VOICE) or may(person, Can.READ_VOICE) else self.none()


class VoiceSession(models.Model):
    """A meeting, visit or focus group at which people were heard: how many, never who."""

    class Kind(models.TextChoices):
        ADVISORY = "advisory", "Young People's Advisory Group meeting"
        LED = "led", "Session of the partnership led by young people"
        VISIT = "visit", "Visit"
        FOCUS = "focus", "Focus group"
        FORUM = "forum", "Forum or council, such as a youth council"
        OTHER = "other", "Something else"

    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    audience = models.CharField(max_length=20, choices=Audience)
    held_on = models.DateField()
    how_many = models.PositiveSmallIntegerField(help_text="How many people were heard. Never who.")
    place = models.CharField(max_length=200, blank=True)
    facilitator = models.CharField(max_length=200, help_text="By office, never a name.")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.TextField()
    heard = models.TextField(help_text="Themes, one a line, in words that identify nobody.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how_many__gt=0) & ~Q(heard="") & ~Q(asked=""), name="voice_session_heard_somebody"
            )
        ]

    def __str__(self):
        return f"{self.reference}: {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("voice_session", args=[self.pk])

    @property
    def version(self):
        """A mark of what is kept of it, that changes with any of it."""
        return mark(
            self.kind, self.audience, self.held_on, self.how_many, self.place, self.facilitator, self.group_id,
            self.asked, self.heard, self.document_id,
        )  # fmt: skip

    @property
    def themes(self):
        return [line.strip() for line in self.heard.splitlines() if line.strip()]


class SaidQuerySet(VoiceQuerySet):
    def public(self):
        return self.exclude(let_out_at=None)

    def unanswered(self):
        return self.filter(outcome="")

    def to_tell_back(self):
        return self.filter(deadline__done_on=None, deadline__ended_on=None)


class Said(PutForward):
    """Something that people said, and what was done about it, told back to them by a day.

    Noted, answered, told back and let out to the public through operations.voice.
    """

    class Source(models.TextChoices):
        SURVEY = "survey", "A survey"
        SESSION = "session", "A session"
        ADVOCATE = "advocate", "An advocate"
        FAMILY = "family", "A family, through a report without any detail of the case"
        PRACTITIONER = "practitioner", "A practitioner"
        OTHER = "other", "Elsewhere"

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        BEGUN = "begun", "Begun"
        NOT_DONE = "not_done", "Not done"

    reference = models.CharField(max_length=40, unique=True)
    said = models.TextField(help_text="In their sense, without who or which case.")
    theme = models.CharField(max_length=100, blank=True)
    audience = models.CharField(max_length=20, choices=Audience)
    source = models.CharField(max_length=20, choices=Source)
    survey = models.ForeignKey(Survey, models.PROTECT, null=True, blank=True, related_name="said")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    session = models.ForeignKey(VoiceSession, models.PROTECT, null=True, blank=True, related_name="said")
    heard_on = models.DateField()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who was to do it."
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    done = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    told_how = models.CharField(max_length=300, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    objects = SaidQuerySet.as_manager()

    class Meta(PutForward.Meta):
        ordering = ["-heard_on", "-pk"]
        constraints = [
            *PutForward.Meta.constraints,
            models.CheckConstraint(condition=~Q(said=""), name="said_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="", done="", why_not="", answered_on=None, answered_by=None)
                | Q(outcome__in=["done", "begun"], answered_on__isnull=False, answered_by__isnull=False)
                & ~Q(done="")
                | Q(outcome="not_done", answered_on__isnull=False, answered_by__isnull=False)
                & ~Q(why_not=""),
                name="said_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(put_forward_at=None) | ~Q(outcome=""), name="said_public_with_an_answer"
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("said", args=[self.pk])

    @property
    def told_on(self):
        return self.deadline.done_on

    @property
    def heard_through(self):
        """Where it was said, in words that identify nobody."""
        return str(self.survey or self.session or self.get_source_display())

    @property
    def answer(self):
        return self.why_not if self.outcome == self.Outcome.NOT_DONE else self.done


class VoiceUse(models.Model):
    """Where something that was said was used: a report, a policy, training. A priority cites it itself."""

    class Kind(models.TextChoices):
        REPORT = "report", "Yearly report or highlight report"
        POLICY = "policy", "Policy or procedure"
        TRAINING = "training", "Training"
        AUDIT = "audit", "Audit or other assurance"
        OTHER = "other", "Something else"

    said = models.ForeignKey(Said, models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=10, choices=Kind)
    reference = models.CharField(
        max_length=100, help_text="Such as YR-2025, or the policy's title and version."
    )
    how = models.TextField(blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["said", "noted_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["said", "kind", "reference"], name="voice_use_once"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reference}"
