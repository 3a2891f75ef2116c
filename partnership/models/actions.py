"""Actions: one kind everywhere, from a meeting, a review, an audit, a return or a plan."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from partnership.access import GRANTS, Can, Role, may
from partnership.models.documents import Document
from partnership.models.groups import Group
from partnership.models.meetings import Meeting, opened_by
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.rules.actions import SETTLED, mark
from partnership.rules.meetings import Audience


class ActionQuerySet(models.QuerySet):
    def outstanding(self):
        return self.exclude(state__in=SETTLED)

    def overdue(self, on):
        return self.filter(state__in=[Action.State.OPEN, Action.State.IN_PROGRESS], target_on__lt=on)

    def asked_of(self, person):
        return self.filter(action_asked_of(person))

    def marked(self):
        """With what `mark` needs and how often each date has moved, asking once for all of them."""
        return self.annotate(
            latest_update=Subquery(latest_of(ActionUpdate)),
            latest_words=Subquery(latest_of(ActionUpdate, "text")),
            moves=Subquery(
                TargetChange.objects.filter(action=OuterRef("pk"))
                .order_by()
                .values("action")
                .annotate(number=Count("pk"))
                .values("number")
            ),
        )

    def visible_to(self, person):
        """Staff see every action; a group's people see its log; everybody sees what is asked of them.

        What a case leads to tells of the case: of restricted actions, staff see those that they may read cases for,
        and groups those on the log of one that reviews cases. Whoever only observes such a group sees none of its log.
        What was agreed under an item of a meeting is, on the log, for whoever may read that item.
        """
        asked = action_asked_of(person)
        if may(person, Can.READ_DIARY):
            if may(person, Can.READ_CASES):
                return self
            of_a_case = Q(restricted=True) | Q(meeting_link__item__audience=Audience.RESTRICTED)
            return self.filter(~of_a_case | asked)
        for appointment in person.appointments_today:
            if appointment.seat_id:
                asked |= on_log_for(appointment, person)
        return self.filter(asked)

    def to_check_by(self, person):
        """Those that they verify: any for staff, and for a chair what is on the log of a group that they chair."""
        if any({Can.CHECK_ACTIONS, Can.READ_DIARY} <= GRANTS[role] for role in person.roles):
            return self
        if not may(person, Can.CHECK_ACTIONS):
            return self.none()
        return self.filter(group__in=person.chaired)


def action_asked_of(person):
    """Which actions are this person's or their agencies' to do, as a Q on columns of the action alone."""
    return Q(owner=person) | Q(organisation__in=person.answers_for)


def on_log_for(appointment, person):
    """Which actions of its group's log a seat opens to whoever holds it, as a Q."""
    group, opened = appointment.seat.group, opened_by(appointment, person)
    if appointment.role == Role.OBSERVER and group.reviews_cases:
        return Q(pk__in=[])
    known = Q() if Audience.RESTRICTED in opened else Q(restricted=False)
    return Q(group=group) & known & (Q(meeting_link=None) | Q(meeting_link__item__audience__in=opened))


def latest_of(model, field="pk"):
    """That field of the newest row of an action."""
    return model.objects.filter(action=OuterRef("pk")).order_by("-pk").values(field)[:1]


class Action(models.Model):
    """Something that somebody must do. Never closed by its owner alone.

    `state` changes only through operations.actions: open → in progress → claimed → verified → embedded, or
    withdrawn by whoever checks it before it was claimed.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        IN_PROGRESS = "in_progress", "In progress"
        CLAIMED = "claimed", "Claimed done"
        VERIFIED = "verified", "Verified"
        EMBEDDED = "embedded", "Embedded in practice"
        WITHDRAWN = "withdrawn", "No longer needed"

    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    origin = models.CharField(max_length=40, help_text="What it came from: an opaque reference.")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="actions")
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="actions", help_text="On whose log it is."
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="actions", help_text="That asked for it."
    )
    restricted = models.BooleanField(
        default=False, help_text="It tells of a case: only for whoever may read cases, and whoever does it."
    )
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    original_target_on = models.DateField()
    target_on = models.DateField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    evidence = models.TextField(blank=True)
    claimed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    embedded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    embedded_at = models.DateTimeField(null=True, blank=True)
    embedded_evidence = models.TextField(blank=True, help_text="Which later audit shows it.")

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["target_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(owner__isnull=False),
                name="action_has_somebody_to_do_it",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by=None, claimed_at=None)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="action_claimed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None, verified_at=None)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="action_verified_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(embedded_by=None, embedded_at=None)
                | Q(embedded_by__isnull=False, embedded_at__isnull=False),
                name="action_embedded_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=models.F("claimed_by")),
                name="action_verified_by_someone_else",
            ),
            models.CheckConstraint(
                condition=Q(embedded_by=None) | ~Q(embedded_by=models.F("claimed_by")),
                name="action_embedded_by_someone_else",
            ),
        ]

    def __str__(self):
        return f"Action {self.pk} ({self.origin})"

    def get_absolute_url(self):
        return reverse("action", args=[self.pk])

    @property
    def asked_of(self):
        return self.owner or self.organisation

    @property
    def wording(self):
        """A mark of what it asks for and of whom, that changes with either."""
        return mark(self.title, self.detail, self.organisation_id, self.owner_id)

    @property
    def version(self):
        """A mark of how it stands, that changes with every change. Of an action that `marked` gave."""
        return mark(self.pk, self.state, self.target_on, self.latest_update, self.moves)

    def is_late(self, on):
        return self.state in (self.State.OPEN, self.State.IN_PROGRESS) and self.target_on < on


class TargetChange(models.Model):
    """A target date was moved, by whom and why. The original date stays on the action."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="target_changes")
    old = models.DateField()
    new = models.DateField()
    reason = models.TextField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["changed_at"]

    def __str__(self):
        return f"{self.old:%-d %B %Y} to {self.new:%-d %B %Y}"


class ActionUpdate(models.Model):
    """How far it is, as whoever does or checks it wrote on a day; a file with it is what shows it. Only added to."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    text = models.TextField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="action_update_says_something")]

    def __str__(self):
        return f"Update of {self.action}"


class ActionUpload(models.Model):
    """Rows of an action log that somebody changed in a spreadsheet and has not applied yet. One for each person.

    Held, applied and let go of by operations.action_files. It is gone once nothing of it waits.
    """

    by = models.OneToOneField(Person, models.CASCADE, related_name="action_upload")
    rows = models.JSONField(help_text="[row number, cells by heading] of each row that changes something.")
    notes = models.JSONField(default=list)
    held_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["by"]

    def __str__(self):
        return f"Upload {self.pk} of actions"
