"""Groups, their terms of reference and their seats."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.models.organisations import Area, Dated, DatedQuerySet, Organisation
from partnership.rules.quorum import AllOf, ChairsDiscretion, SomeOf


class Group(Dated):
    """A group of the partnership, or one linked to it. `parent` is the group it reports to.

    Changes through operations.groups. A task and finish group ends by itself on its last day: nobody holds a seat
    in it the day after.
    """

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", "The partnership"
        DELIVERY = "delivery", "Planning and delivery"
        SUBGROUP = "subgroup", "Sub-group"
        ADVISORY = "advisory", "Advisory group"
        REFERENCE = "reference", "Reference group"
        LINKED = "linked", "Linked panel"
        TASK_AND_FINISH = "task_and_finish", "Task and finish group"

    class Meets(models.TextChoices):
        QUARTERLY = "quarterly", "Quarterly"
        BETWEEN = "between", "Between the Planning and Delivery Group's meetings"
        AS_NEEDED = "as_needed", "As needed"
        UNKNOWN = "", "Not stated"

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=20, choices=Area)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    meets = models.CharField(max_length=20, choices=Meets, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    reviews_cases = models.BooleanField(default=False, help_text="Its chair and members may read cases.")
    outcome = models.TextField(blank=True, help_text="What a group that has finished leaves behind.")
    ended_because = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind="task_and_finish") | Q(ends_on__isnull=False),
                name="group_task_and_finish_has_an_end",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("public:group", args=[self.code])

    @property
    def page(self):
        """Its page inside the partnership."""
        return reverse("group", args=[self.pk])

    @property
    def reference(self):
        """What letters and the diary call it."""
        return f"GROUP-{self.pk}"


class QuorumRule(models.TextChoices):
    ALL_OF = "all_of", "All of them"
    SOME_OF = "some_of", "So many of them"
    CHAIR = "chair", "The chair rules each time"


class QuorumOf(models.TextChoices):
    PARTNERS = "partners", "The statutory partners"
    MEMBERS = "members", "The organisations with a member's seat"
    CHOSEN = "chosen", "The organisations named here"


class TermsQuerySet(models.QuerySet):
    def in_force(self, group, day):
        """The version of a group's terms that stood that day, or None."""
        return self.filter(group=group, in_force_on__lte=day).order_by("-version").first()


class PublishedTerms(models.Manager.from_queryset(TermsQuerySet)):
    """What has been published: a draft is found only by those who ask for it."""

    def get_queryset(self):
        return super().get_queryset().filter(draft=False)


class TermsDrafts(models.Manager.from_queryset(TermsQuerySet)):
    def get_queryset(self):
        return super().get_queryset().filter(draft=True)


class TermsOfReference(models.Model):
    """One version of what a group is for, who sits on it and how often it meets. A new version supersedes.

    Written as a draft and published by operations.terms; then it is frozen.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="terms")
    version = models.PositiveSmallIntegerField(default=1)
    in_force_on = models.DateField()
    remit = models.TextField()
    membership = models.TextField()
    frequency = models.TextField()
    quorum = models.TextField(blank=True, help_text="As the document words it.")
    quorum_rule = models.CharField(max_length=10, choices=QuorumRule, default=QuorumRule.CHAIR)
    quorum_count = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_of = models.CharField(max_length=20, choices=QuorumOf, default=QuorumOf.MEMBERS)
    quorum_organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    draft = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1, help_text="How often the draft was saved.")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why this version took the place of the one before.")

    objects = PublishedTerms()
    drafts = TermsDrafts()

    class Meta:
        ordering = ["group", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="terms_version_once"),
            models.CheckConstraint(
                condition=Q(quorum_rule="some_of", quorum_count__gt=0)
                | ~Q(quorum_rule="some_of") & Q(quorum_count=None),
                name="terms_quorum_count_where_it_counts",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(draft=True), name="terms_one_draft_a_group"
            ),
            models.CheckConstraint(
                condition=Q(published_by=None, published_at=None)
                | Q(draft=False, published_by__isnull=False, published_at__isnull=False),
                name="terms_published_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"{self.group}, version {self.version}"

    def rule_on(self, day):
        """The law of rules.quorum by which a meeting on that day is judged."""
        names = {one.pk: one.name for one in self.counted(day)}
        called = {
            QuorumOf.PARTNERS: "statutory partners",
            QuorumOf.MEMBERS: "member organisations",
            QuorumOf.CHOSEN: "named organisations",
        }[self.quorum_of]
        if self.quorum_rule == QuorumRule.ALL_OF:
            return AllOf(names, called)
        if self.quorum_rule == QuorumRule.SOME_OF:
            return SomeOf(self.quorum_count, names, called)
        return ChairsDiscretion(names, called)

    def counted(self, day):
        """The organisations that count towards the quorum that day."""
        if self.quorum_of == QuorumOf.PARTNERS:
            return Organisation.objects.statutory_partners(day)
        if self.quorum_of == QuorumOf.CHOSEN:
            return self.quorum_organisations.all()
        seats = self.group.seats.on(day).filter(kind__in=[Seat.Kind.MEMBER, Seat.Kind.CHAIR])
        return Organisation.objects.filter(pk__in=seats.values("organisation"))


class Seat(Dated):
    """A place in a group that belongs to an organisation or an office; people hold it through an Appointment."""

    class Kind(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"
        OBSERVER = "observer", "Participating observer"
        VIRTUAL = "virtual", "Virtual member"
        CO_OPTED = "co_opted", "Co-opted"

    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    office = models.CharField(max_length=200, help_text="The office that holds it, never a name.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.MEMBER)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["group", "kind", "office"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "organisation", "office", "starts_on"],
                nulls_distinct=False,
                name="seat_once",
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.office}"
