"""Settings that are no schools, what they assured, what inspections raised, and counts of notifications."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Action, Deadline, Document, Organisation, Person
from schools.models.engagement import OfAuthorityQuerySet
from schools.rules.settings import COUNTED, About, Kind, Placed


class SettingQuerySet(OfAuthorityQuerySet):
    def open_on(self, day):
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=day))

    def visible_to(self, person):
        """Beside their own, an education lead reads those where children of their authority are placed."""
        if may(person, Can.READ_SCHOOLS) or not may(person, Can.RUN_AUTHORITY_SCHOOLS):
            return super().visible_to(person)
        theirs = Setting.placed_from.through.objects.filter(organisation__in=person.educates_for)
        return self.filter(Q(authority__in=person.educates_for) | Q(pk__in=theirs.values("setting")))


class Setting(models.Model):
    """One early years provider, children's home, foster agency, youth custody or out-of-school setting.

    `authority` looks after it: that in whose area it lies, or for one outside the area whose children it has. Where
    children are placed is a yes or a no for each authority, never a number. Changes through operations.settings.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="setting")
    kind = models.CharField(max_length=20, choices=Kind)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="settings")
    urn = models.CharField("Ofsted reference", max_length=12, blank=True)
    provider = models.CharField(max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    area = models.CharField(max_length=100, blank=True, help_text="The district or town, never an address.")
    email = models.EmailField("email address", blank=True, help_text="Where requests are sent.")
    placed_from = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="+",
        help_text="Authorities whose looked-after children are there.",
    )
    placed_checked_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = SettingQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["urn"], condition=~Q(urn=""), name="setting_urn_once"),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="setting_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return self.organisation.name

    def get_absolute_url(self):
        return reverse("schools:setting", args=[self.pk])

    def is_open(self, day):
        return self.closed_on is None or self.closed_on >= day


class AssuranceRequest(models.Model):
    """Assurance sought from one setting by a date, and what it answered.

    Answered once, by a link or written down by staff; the answer then stands. Through operations.settings_assurance.
    """

    class How(models.TextChoices):
        LINK = "link", "By the link in the letter"
        LETTER = "letter", "By letter or email"
        VISIT = "visit", "At a visit or meeting"

    class Judged(models.TextChoices):
        ASSURED = "assured", "Assured"
        PARTLY = "partly", "Assured in part"
        NOT = "not", "Not assured"

    setting = models.ForeignKey(Setting, models.PROTECT, related_name="requests")
    reference = models.CharField(max_length=20, unique=True)
    question = models.TextField()
    because = models.TextField(blank=True, help_text="What gave rise to it, for those who keep the setting.")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    sent_to = models.EmailField(blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    chased = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField(null=True, blank=True)
    answered_how = models.CharField(max_length=8, choices=How, blank=True)
    answered_office = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    taken_down_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    judged = models.CharField(max_length=8, choices=Judged, blank=True)
    judged_why = models.TextField(blank=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    judged_on = models.DateField(null=True, blank=True)
    stopped_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_how="", answered_office="")
                | Q(answered_on__isnull=False) & ~Q(answered_how=""),
                name="setting_request_answered_on_and_how",
            ),
            models.CheckConstraint(
                condition=Q(judged="", judged_by=None, judged_on=None)
                | Q(judged_by__isnull=False, judged_on__isnull=False, answered_on__isnull=False)
                & ~Q(judged=""),
                name="setting_request_judged_once_answered",
            ),
        ]

    def __str__(self):
        return f"Assurance {self.reference}"

    def get_absolute_url(self):
        return reverse("schools:assurance_request", args=[self.pk])

    @property
    def waits(self):
        return self.answered_on is None and not self.stopped_because


class SettingIssue(models.Model):
    """What an inspection of a setting raised, and what the authority did. It overlooks all of them.

    Where children looked after by an authority here are placed it follows up, by a date. Ends by `close_issue`.
    """

    setting = models.ForeignKey(Setting, models.PROTECT, related_name="issues")
    inspected_on = models.DateField()
    outcome = models.CharField(max_length=100, help_text="As the inspectorate words it.")
    raised = models.TextField(
        help_text="What the report raised, good or bad, in words that identify no child."
    )
    concern = models.BooleanField(default=True, help_text="A concern, rather than good practice alone.")
    children_there = models.BooleanField(
        help_text="Looked-after children of an authority here were placed there."
    )
    deadline = models.OneToOneField(Deadline, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-inspected_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_because="")
                | Q(closed_on__isnull=False) & ~Q(closed_because=""),
                name="setting_issue_closed_says_why",
            )
        ]

    def __str__(self):
        return f"Inspection of {self.setting} on {self.inspected_on:%-d %B %Y}"


class SettingFollowUp(models.Model):
    """What the authority did about an issue, as written on a day. Only added to."""

    issue = models.ForeignKey(SettingIssue, models.CASCADE, related_name="follow_ups")
    text = models.TextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"Follow-up of {self.issue}"


class SettingsCount(models.Model):
    """How many settings of a kind an authority has, and how many assured it, as the authority says. Only added to."""

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    counted_on = models.DateField()
    kind = models.CharField(max_length=20, choices=COUNTED)
    number = models.PositiveIntegerField()
    assured = models.PositiveIntegerField(help_text="That gave the authority its yearly assurance.")
    concerns = models.PositiveIntegerField(
        default=0, help_text="About which the authority has a concern open."
    )
    note = models.TextField(blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = OfAuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["authority", "kind", "-counted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(assured__lte=F("number"), concerns__lte=F("number")),
                name="settings_count_parts_fit",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} on {self.counted_on:%-d %B %Y}"


class NotificationCount(models.Model):
    """Notifications about children looked after in one quarter, as counts and never a name.

    Only added to: the newest is what is known.
    """

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    starts_on = models.DateField(help_text="The first day of the quarter.")
    placed = models.CharField(max_length=10, choices=Placed)
    about = models.CharField(max_length=10, choices=About)
    in_time = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    not_made = models.PositiveIntegerField()
    followed_up = models.PositiveIntegerField()
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = OfAuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["authority", "-starts_on", "placed", "about", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(followed_up__lte=F("late") + F("not_made")), name="notification_followed_up_fits"
            )
        ]

    def __str__(self):
        return f"Notifications of the quarter from {self.starts_on:%-d %B %Y}"


class ProcedureCheck(models.Model):
    """Whether the procedures for notifications are followed, as somebody looked. Never about one child."""

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    checked_on = models.DateField()
    looked_at = models.TextField()
    found = models.TextField()
    works = models.BooleanField(help_text="The procedures are followed.")
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = OfAuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_on", "-pk"]

    def __str__(self):
        return f"Check of procedures on {self.checked_on:%-d %B %Y}"
