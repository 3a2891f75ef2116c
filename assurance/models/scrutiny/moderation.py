"""A return's moderation: scores beside the agency's own, its reply about the facts, and what was decided."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from assurance.rules.scrutiny import ModerationState
from partnership.access import Can, may
from partnership.models import Deadline, Document, LearningPoint, Meeting, Person, Question, Return


class ModerationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """All to those who read every return, but for their own agency's; that one, like its agency, once shared."""
        own = Q(assurance_return__organisation__in=person.whole.answers_for)
        theirs = own & ~Q(state=ModerationState.MODERATING) if may(person, Can.ANSWER_RETURNS) else Q(pk=None)
        answered_for = Q(assurance_return__organisation__in=person.answers_for)
        if may(person, Can.READ_RETURNS):
            return self.filter(~own | theirs)
        return self.filter(theirs & answered_for)

    def final(self):
        """Settled: what anybody beyond scrutiny may be told of."""
        return self.filter(state=ModerationState.FINAL)


class Moderation(models.Model):
    """How far the moderation of one submitted return is. What was found is in its scores, not here.

    `state` changes only through operations.scrutiny.moderation.move.
    """

    State = ModerationState

    assurance_return = models.OneToOneField(Return, models.PROTECT, related_name="moderation")
    state = models.CharField(max_length=12, choices=ModerationState, default=ModerationState.MODERATING)
    panel = models.CharField(
        max_length=200, blank=True, help_text="Which panel or group agreed the scores, by office or group."
    )
    panel_on = models.DateField(null=True, blank=True, help_text="When it agreed them.")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it agreed them."
    )
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    shared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True, help_text="When the agency could first read it.")
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="moderation", help_text="Of the reply."
    )
    replied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    review_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="disputed_moderation"
    )
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    unanswered = models.BooleanField(
        default=False, help_text="It became final without a reply: the window had closed."
    )
    learning_points = models.ManyToManyField(LearningPoint, related_name="moderations", blank=True)

    objects = ModerationQuerySet.as_manager()

    class Meta:
        ordering = ["assurance_return"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_by=None, shared_at=None)
                | Q(shared_by__isnull=False, shared_at__isnull=False),
                name="moderation_shared_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(replied_by=None, replied_at=None)
                | Q(replied_by__isnull=False, replied_at__isnull=False),
                name="moderation_replied_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state="final", settled_by__isnull=False, settled_at__isnull=False)
                | ~Q(state="final") & Q(settled_by=None, settled_at=None),
                name="moderation_settled_by_and_at_once_final",
            ),
            models.CheckConstraint(
                condition=Q(state="moderating") | Q(shared_at__isnull=False, deadline__isnull=False),
                name="moderation_shared_before_it_goes_on",
            ),
        ]

    def __str__(self):
        return f"Moderation of {self.assurance_return}"

    def get_absolute_url(self):
        return reverse("assurance:scrutiny_return", args=[self.assurance_return_id])

    @property
    def final(self):
        return self.state == ModerationState.FINAL

    @property
    def shared(self):
        return self.state != ModerationState.MODERATING


class ModeratedScoreQuerySet(models.QuerySet):
    def final(self):
        """Only of settled moderations."""
        return self.filter(moderation__state=ModerationState.FINAL)

    def visible_to(self, person):
        return self.filter(moderation__in=Moderation.objects.visible_to(person).values("pk"))

    def of_round(self, asked):
        return self.filter(moderation__assurance_return__round=asked)

    def with_results(self):
        """With `return_id`, `result_value`, `result_label` and `result_aside`: the senior decision where there is one.

        `result_aside` says that the question does not apply to the agency, and then there is no value.
        """
        decided = "reply__decision"
        return self.annotate(
            return_id=F("moderation__assurance_return"),
            result_aside=Coalesce(F(f"{decided}__not_applicable"), F("not_applicable")),
            result_value=models.Case(
                models.When(reply__decision__isnull=False, then=F(f"{decided}__value")), default=F("value")
            ),
            result_label=models.Case(
                models.When(reply__decision__isnull=False, then=F(f"{decided}__label")), default=F("label")
            ),
        )


class Scored(models.Model):
    """A point on a question's scale, with the label of the day; or that the question does not apply."""

    value = models.SmallIntegerField(null=True, blank=True, help_text="The point on the scale.")
    label = models.CharField(max_length=100, blank=True, help_text="That point's label on the day.")
    scale_name = models.CharField(max_length=200, blank=True)
    not_applicable = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, not_applicable=False) & ~Q(label="") & ~Q(scale_name="")
                | Q(value=None, label="", scale_name="", not_applicable=True),
                name="%(class)s_is_a_point_or_does_not_apply",
            )
        ]

    @property
    def said(self):
        return "Does not apply" if self.not_applicable else self.label


class ModeratedScore(Scored):
    """What the panel made of one scored answer. The agency's own answer stays as it was given.

    Written by operations.scrutiny.moderation while the return is moderated; frozen by a trigger once it is shared.
    """

    moderation = models.ForeignKey(Moderation, models.CASCADE, related_name="scores")
    question = models.ForeignKey(Question, models.PROTECT, related_name="moderated_scores")
    note = models.TextField(blank=True)
    as_self = models.BooleanField(default=False, help_text="Agreed as the agency assessed itself.")
    answer_revision = models.PositiveIntegerField(
        default=0, help_text="Of the agency's answer as the moderator read it."
    )
    revision = models.PositiveIntegerField(default=1)
    moderated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moderated_at = models.DateTimeField(default=timezone.now)

    objects = ModeratedScoreQuerySet.as_manager()

    class Meta(Scored.Meta):
        ordering = ["moderation", "question__section__position", "question__position"]
        constraints = [
            *Scored.Meta.constraints,
            models.UniqueConstraint(fields=["moderation", "question"], name="moderated_score_once"),
        ]

    def __str__(self):
        return f"Moderated score {self.pk}"

    @property
    def decided(self):
        """What the Independent Advisor decided of it, if the agency disputed it and that is decided."""
        reply = getattr(self, "reply", None)
        return getattr(reply, "decision", None) if reply else None


class AgencyReply(models.Model):
    """What the agency says of one moderated score while the window is open: a draft until the reply is sent."""

    class Position(models.TextChoices):
        ACCEPT = "accept", "We accept it"
        DISPUTE = "dispute", "The facts are not correct"

    score = models.OneToOneField(ModeratedScore, models.PROTECT, related_name="reply")
    position = models.CharField(max_length=10, choices=Position)
    reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["score"]

    def __str__(self):
        return f"Reply {self.pk} to {self.score}"


class ScoreDecision(Scored):
    """What an independent senior review made of a disputed score: kept or changed, and why."""

    reply = models.OneToOneField(AgencyReply, models.PROTECT, related_name="decision")
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta(Scored.Meta):
        ordering = ["reply"]
        constraints = [
            *Scored.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="score_decision_has_a_reason"),
        ]

    def __str__(self):
        return f"Decision {self.pk} on {self.reply.score}"
