"""Policies: what the partnership wrote down for everybody, and its versions."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.groups import Group, Seat
from partnership.models.meetings import Meeting
from partnership.models.organisations import Area
from partnership.models.people import Person
from partnership.rules.policies import standing

# Whoever holds such a seat works on what the group owns; observers and virtual members do not.
AT_WORK = (Seat.Kind.CHAIR, Seat.Kind.MEMBER, Seat.Kind.CO_OPTED)


def groups_at_work(person):
    """Ids of the groups in whose work somebody takes part today."""
    return [
        a.seat.group_id
        for a in person.appointments_today
        if a.seat_id and a.role != Role.OBSERVER and a.seat.kind in AT_WORK
    ]


class PolicyQuerySet(models.QuerySet):
    def standing(self, day):
        """Those of which a version is in force that day, with its id as `current_id`; the threshold document first."""
        current = (
            PolicyVersion.objects.filter(
                policy=OuterRef("pk"), state=PolicyVersion.State.PUBLISHED, in_force_on__lte=day
            )
            .order_by("-in_force_on", "-number")
            .values("pk")[:1]
        )
        return (
            self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))
            .annotate(current_id=Subquery(current))
            .exclude(current_id=None)
        )

    def withdrawn(self, day):
        """Those that were once in force and are no longer, for a stated reason."""
        return self.filter(withdrawn_on__lte=day, versions__state=PolicyVersion.State.PUBLISHED).distinct()

    def visible_to(self, person):
        """Staff and the owner group know of all of theirs; everybody else who is asked at all, of published ones."""
        if may(person, Can.RUN_POLICIES):
            return self
        published = PolicyVersion.objects.filter(
            state=PolicyVersion.State.PUBLISHED, in_force_on__lte=timezone.localdate()
        )
        return self.filter(Q(group__in=groups_at_work(person)) | Q(pk__in=published.values("policy")))

    def chaired_by(self, person):
        """Those of the groups that somebody chairs today."""
        return self.filter(group__in=person.chaired)


class Policy(models.Model):
    """One document that is kept up to date: who owns it, and when it is looked at again.

    Registered, changed, reviewed and withdrawn through operations.policies. `slug` stays once a version was in force.
    """

    class Kind(models.TextChoices):
        THRESHOLD = "threshold", "Threshold document"
        POLICY = "policy", "Policy"
        PROCEDURE = "procedure", "Procedure"
        PROTOCOL = "protocol", "Protocol"
        GUIDANCE = "guidance", "Guidance"

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    area = models.CharField(max_length=20, choices=Area, default=Area.LR)
    group = models.ForeignKey(Group, models.PROTECT, related_name="policies", help_text="Who owns it.")
    summary = models.CharField(
        max_length=400, help_text="Who it is for and what it helps them do. It is published."
    )
    review_months = models.PositiveSmallIntegerField(help_text="How long until it is looked at again.")
    review_deadline = models.ForeignKey(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", help_text="The one that runs."
    )
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True, help_text="It is published.")
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area"],
                condition=Q(kind="threshold", withdrawn_on=None),
                name="policy_one_threshold_document_an_area",
            ),
            models.CheckConstraint(condition=Q(review_months__gt=0), name="policy_is_reviewed_some_day"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="", withdrawn_by=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="policy_withdrawn_when_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("policy", args=[self.pk])

    @property
    def public_address(self):
        return reverse("public:policy", args=[self.slug])

    @property
    def reference(self):
        return f"Policy {self.pk}"

    def withdrawn(self, day):
        return self.withdrawn_on is not None and self.withdrawn_on <= day

    def review_is_late(self, day):
        deadline = self.review_deadline
        return deadline is not None and deadline.outstanding and deadline.due_on < day


class PolicyVersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=PolicyVersion.State.PUBLISHED)

    def on(self, day):
        """Published ones that have come into force by that day, the newest first: the first of them stands."""
        return self.published().filter(in_force_on__lte=day).order_by("-in_force_on", "-number")

    def underway(self):
        return self.exclude(state__in=[PolicyVersion.State.PUBLISHED, PolicyVersion.State.DROPPED])

    def visible_to(self, person):
        """Staff and the owner group see drafts; everybody else what has come into force."""
        if may(person, Can.RUN_POLICIES):
            return self
        in_force = Q(state=PolicyVersion.State.PUBLISHED, in_force_on__lte=timezone.localdate())
        return self.filter(Q(policy__group__in=groups_at_work(person)) | in_force)


class PolicyVersion(models.Model):
    """One version of a policy, from its draft to the text in force. A published one is frozen by a trigger.

    `state` changes only through operations.policy_versions.move. Which published version stands on a day follows from
    their dates: nothing has to run for one to come into force or to be superseded.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CONSULTATION = "consultation", "Out for consultation"
        REVISED = "revised", "Being revised after consultation"
        APPROVED = "approved", "Approved, not yet published"
        PUBLISHED = "published", "Published"
        DROPPED = "dropped", "Dropped"

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    text = models.TextField(blank=True, help_text="Markdown.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    what_changed = models.TextField(blank=True, help_text="What changed since the last version, and why.")
    revision = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    not_consulted_because = models.TextField(blank=True)
    approval_deadline = models.ForeignKey(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", help_text="Put to its group until."
    )
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True, help_text="When the group decided.")
    approved_in = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.TextField(blank=True, help_text="What was decided, in the group's words.")
    in_force_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.TextField(blank=True)

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        ordering = ["policy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number_once"),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(state__in=["draft", "consultation", "revised", "approved"]),
                name="policy_one_version_under_way",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None, approved_on=None, decision="")
                & ~Q(state__in=["approved", "published"])
                | Q(approved_by__isnull=False, approved_at__isnull=False, approved_on__isnull=False)
                & ~Q(decision="")
                & Q(state__in=["approved", "published"]),
                name="policy_version_approved_when_by_whom_and_how",
            ),
            models.CheckConstraint(
                condition=Q(in_force_on=None, published_by=None, published_at=None) & ~Q(state="published")
                | Q(
                    state="published",
                    in_force_on__isnull=False,
                    published_by__isnull=False,
                    published_at__isnull=False,
                ),
                name="policy_version_published_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "revised", "dropped"])
                | (~Q(text="") | Q(document__isnull=False)) & ~Q(what_changed=""),
                name="policy_version_says_something_and_what_changed",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_because=""),
                name="policy_version_dropped_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.policy}, version {self.number}"

    def get_absolute_url(self):
        return reverse("policy_version", args=[self.pk])

    @property
    def public_file(self):
        return reverse("public:policy_file", args=[self.policy.slug, self.number])

    def stands(self, current, day):
        """Where it stands that day, in words; `current` is the version in force that day, if there is one."""
        return standing(
            self.get_state_display(),
            published=self.state == self.State.PUBLISHED,
            in_force_on=self.in_force_on,
            current=current is not None and current.pk == self.pk,
            withdrawn=self.policy.withdrawn(day),
            day=day,
        )
