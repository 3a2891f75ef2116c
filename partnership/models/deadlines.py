"""Deadlines: one row per thing that is due, whatever it is."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models.groups import Group, Seat
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.rules.deadlines import OF_EACH_SCHOOL, working_days_left

APART = (Seat.Kind.OBSERVER, Seat.Kind.VIRTUAL)


class DeadlineQuerySet(models.QuerySet):
    def outstanding(self):
        return self.filter(done_on=None, ended_on=None)

    def overdue(self, on):
        return self.outstanding().filter(due_on__lt=on)

    def coming(self, on, days=30):
        return self.outstanding().filter(due_on__gte=on, due_on__lte=on + timedelta(days))

    def asked_of(self, person):
        """What this person, their agencies or the groups they sit in are asked to do.

        Of a case a group's dates are not for whoever only observes it or receives its minutes.
        """
        return self.filter(deadline_asked_of(person))

    def visible_to(self, person):
        """Staff see the whole diary, of cases only those who may read cases; everybody else what is asked of them.

        What each of hundreds of schools is asked is for that school: staff see the round, and the list of contacts.
        """
        if not may(person, Can.READ_DIARY):
            return self.asked_of(person)
        seen = self.filter(~Q(duty__in=OF_EACH_SCHOOL) | Q(organisation__in=person.answers_for))
        if may(person, Can.READ_CASES):
            return seen
        return seen.filter(Q(restricted=False) | Q(pk__in=Deadline.objects.asked_of(person).values("pk")))


def deadline_asked_of(person):
    """The law of DeadlineQuerySet.asked_of as a Q on columns of the deadline alone."""
    taking_part = {
        a.seat.group_id
        for a in person.appointments_today
        if a.seat_id and a.role != Role.OBSERVER and a.seat.kind not in APART
    }
    return (
        Q(owner=person)
        | Q(organisation__in=person.answers_for)
        | Q(group__in=person.groups(), group__isnull=False, restricted=False)
        | Q(group__in=taking_part, restricted=True)
        | Q(role__in=[role.value for role in person.roles], role__gt="")
    )


class Deadline(models.Model):
    """One thing that is due, computed once from its rule and then kept.

    Opened by operations.deadlines.open_deadline; done, ended or superseded only by its other verbs.
    Exactly one of organisation, group, owner and role says of whom it is asked. `reference` and `path`
    go into letters, so they never say who a child is.
    """

    class Force(models.TextChoices):
        STATUTORY = "statutory", "Statutory duty"
        GUIDANCE = "guidance", "Expected by national guidance"
        LOCAL = "local", "Local target"

    duty = models.CharField(max_length=40, help_text="The clock's name in rules, such as rapid_review.")
    label = models.CharField(max_length=200)
    reference = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    force = models.CharField(max_length=10, choices=Force, default=Force.LOCAL)

    starts_on = models.DateField(null=True, blank=True)
    rule = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    confirmed = models.BooleanField(default=True, help_text="Whether the source of the rule was seen.")
    calendar = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    target_on = models.DateField(null=True, blank=True)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="deadlines")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="deadlines")
    role = models.CharField(max_length=30, choices=Role, blank=True)
    restricted = models.BooleanField(
        default=False,
        help_text="It tells of a case: only for whoever may read cases, and of whom it is asked.",
    )

    opened_at = models.DateTimeField(default=timezone.now)
    done_on = models.DateField(null=True, blank=True)
    late = models.BooleanField(null=True, blank=True, help_text="Stored when it is done, never recomputed.")
    late_reason = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="No longer due, though never done.")
    ended_reason = models.TextField(blank=True)
    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_on=None, ended_on=None),
                name="deadline_outstanding",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, late=None) | Q(done_on__isnull=False, late__isnull=False),
                name="deadline_late_is_known_when_done",
            ),
            models.CheckConstraint(
                condition=~Q(late=True) | ~Q(late_reason=""), name="deadline_late_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(ended_on=None), name="deadline_done_or_ended_not_both"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(ended_reason=""), name="deadline_ended_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(late=None)
                | Q(late=True, done_on__gt=F("due_on"))
                | Q(late=False, done_on__lte=F("due_on")),
                name="deadline_late_agrees_with_its_dates",
            ),
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, group=None, owner=None, role="")
                    | Q(organisation=None, group__isnull=False, owner=None, role="")
                    | Q(organisation=None, group=None, owner__isnull=False, role="")
                    | Q(organisation=None, group=None, owner=None) & ~Q(role="")
                ),
                name="deadline_is_asked_of_exactly_one",
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.reference}), due {self.due_on:%-d %B %Y}"

    def get_absolute_url(self):
        return self.path

    @property
    def outstanding(self):
        return self.done_on is None and self.ended_on is None

    @property
    def asked_of(self):
        return self.organisation or self.group or self.owner or self.get_role_display()

    @property
    def working_days_left(self):
        """As rules.deadlines.working_days_left counts, from today; None once it is done or ended."""
        return working_days_left(self.due_on, timezone.localdate()) if self.outstanding else None
