"""Cases: a serious incident, the children in it, and what each statutory partner thought."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.addresses import address_of
from partnership.models import Deadline, Edition, Guidance, Organisation, Person

READ_ALL = (Role.BOARD_MANAGER, Role.BOARD_OFFICER, Role.INDEPENDENT_ADVISOR)
READ_AS_MEMBER = (Role.GROUP_CHAIR, Role.GROUP_MEMBER)  # an observer of the same group reads no case


class Stage(models.TextChoices):
    """Where a case stands. The allowed moves are reviews.rules.case.NEXT."""

    REFERRED = "referred", "Referred"
    SCREENING = "screening", "Being screened"
    SIN_DUE = "sin_due", "Notification due"
    NOT_NOTIFIED = "not_notified", "Not notified"
    NOTIFIED = "notified", "Notified to the Panel"
    RR_GATHERING = "rr_gathering", "Rapid review: gathering information"
    RR_DRAFTING = "rr_drafting", "Rapid review: being written"
    RR_DECISION = "rr_decision", "Rapid review: for decision"
    RR_DECIDED = "rr_decided", "Decided"
    AWAIT_PANEL = "await_panel", "Waiting for the Panel"
    CRITERIA_NOT_MET = "criteria_not_met", "Found not to meet the criteria"
    LCSPR_SETUP = "lcspr_setup", "Review: being commissioned"
    LCSPR_ACTIVE = "lcspr_active", "Review: under way"
    LCSPR_SIGNOFF = "lcspr_signoff", "Review: for sign-off"
    PUB_DECISION = "pub_decision", "Review: publication"
    DISPUTE = "dispute", "In dispute between partners"
    PUBLISHED = "published", "Published"
    LOCAL_REVIEW = "local_review", "Local review"
    NATIONAL = "national", "National review"
    ELSEWHERE = "elsewhere", "Led by another partnership"
    LEARNING = "learning", "Acting on the learning"
    CLOSED = "closed", "Closed"
    CLOSED_NFA = "closed_nfa", "Closed, no further action"
    CLOSED_RECORDED = "closed_recorded", "Closed, recorded"


class Route(models.TextChoices):
    """By which way a case is ours: most are incidents that may be reviewed here."""

    INCIDENT = "incident", "A serious incident"
    LOOKED_AFTER_DEATH = (
        "looked_after_death",
        "The death of a looked-after child, with no abuse or neglect suspected",
    )
    CARE_LEAVER = "care_leaver", "A care leaver aged 18 to 24"
    INHERITED = "inherited", "A review inherited from the former board"
    ELSEWHERE = "elsewhere", "A case that another partnership leads"


OVER = (Stage.CLOSED, Stage.CLOSED_NFA, Stage.CLOSED_RECORDED)


def chairs_reviews(person):
    """Whether somebody chairs a group that reviews cases today."""
    return any(
        a.role == Role.GROUP_CHAIR and a.seat_id and a.seat.group.reviews_cases
        for a in person.appointments_today
    )


class CaseQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(stage__in=OVER)

    def closed(self):
        return self.filter(stage__in=OVER)

    def visible_to(self, person):
        """Those who may know of a case: the business unit, the Advisor, and groups that review cases."""
        if not may(person, Can.READ_CASES):
            return self.none()
        if person.roles & set(READ_ALL):
            return self
        seated = [a.seat.group for a in person.appointments_today if a.role in READ_AS_MEMBER and a.seat_id]
        return self if any(group.reviews_cases for group in seated) else self.none()

    def for_decision_by(self, person):
        """Those whose decision is this person's: the edition of the case's day names an office they hold.

        Where it names the partners, their signatories are shown what they decide on, and no other case.
        """
        if not may(person, Can.DECIDE_REVIEWS):
            return self.none()
        return self.filter(edition__decides_reviews__in=[role.value for role in person.roles])

    def to_agree_on_by(self, person):
        """Those on which the statutory partners have to agree now, for a signatory of one of them."""
        if not may(person, Can.SIGN_OFF_REVIEWS):
            return self.none()
        return self.filter(
            stage__in=[Stage.RR_DECISION, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.DISPUTE]
        )

    def to_recommend_by(self, person):
        """Those on which they may recommend: whoever chairs a group that reviews cases, not one they only sit in."""
        return self.visible_to(person) if chairs_reviews(person) else self.none()

    def referrals_of(self, person):
        """What was referred for the agencies that somebody leads today, or by staff themselves: for its status.

        A case that began otherwise was agreed by no agency's lead, and is nobody's referral.
        """
        own = Q(referred_by=person) if may(person, Can.RUN_CASES) else Q(pk=None)
        theirs = Q(referred_for__in=person.organisations(Role.PARTNER_LEAD))
        return self.filter(own | theirs).exclude(agreed_by_office="")

    def to_notify_by(self, person):
        """Those for whose authority they may decide and notify: whoever runs cases, or who answers for it."""
        if may(person, Can.RUN_CASES):
            return self.visible_to(person)
        if not may(person, Can.ANSWER_INFORMATION):
            return self.none()
        return self.filter(
            responsible_authority__in=person.answers_for,
            stage__in=[Stage.REFERRED, Stage.SCREENING, Stage.SIN_DUE],
        )


class Case(models.Model):
    """A serious incident, and what the partnership learns from it. It may concern several children.

    `stage` changes only through reviews.operations.case.move.
    """

    class Precision(models.TextChoices):
        DAY = "day", "That day"
        MONTH = "month", "Some time in that month"
        UNKNOWN = "unknown", "Not known exactly"

    reference = models.CharField(max_length=20, unique=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.REFERRED)
    route = models.CharField(max_length=20, choices=Route, default=Route.INCIDENT)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    guidance = models.CharField(max_length=4, choices=Guidance)
    incident_on = models.DateField()
    incident_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    aware_on = models.DateField("date the local authority became aware", null=True, blank=True)
    responsible_authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="authority of the incident",
    )
    residence_authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="authority of residence",
    )
    account = models.TextField(help_text="What happened, without anybody's name.")
    referred_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    referred_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    referred_at = models.DateTimeField(default=timezone.now)
    agreed_by_office = models.CharField(
        max_length=200,
        blank=True,
        help_text="The agency's safeguarding lead who agreed it, by office; empty where nothing was referred.",
    )
    abuse_or_neglect = models.BooleanField("abuse or neglect known or suspected", null=True, blank=True)
    media_interest = models.BooleanField(null=True, blank=True)
    not_notified_reason = models.TextField(blank=True)
    referral_key = models.UUIDField(
        unique=True, null=True, blank=True, editable=False, help_text="One form makes one case."
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-referred_at"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="case_stage_known"),
            models.CheckConstraint(condition=Q(route__in=Route.values), name="case_route_known"),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^[A-Z]{2}-[0-9]{4}-[0-9]{3,}$"), name="case_reference_opaque"
            ),
            models.CheckConstraint(
                condition=~Q(stage="not_notified") | ~Q(not_notified_reason=""),
                name="case_not_notified_has_a_reason",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return address_of("reviews:case", self.pk)

    @property
    def is_over(self):
        return self.stage in OVER

    @property
    def not_before(self):
        """The day before which nobody can have been aware; None where the day is not known exactly."""
        return None if self.incident_precision == self.Precision.UNKNOWN else self.incident_on

    @property
    def decision(self):
        """The decision in force: the newest, which supersedes those before it."""
        return self.decisions.order_by("-decided_at").first()

    @property
    def local_review(self):
        """The local review that belongs to now, not one from before the case was last opened again; or None."""
        reopened = max((one.answered_at for one in self.reopenings.all() if one.agreed), default=None)
        found = self.local_reviews.all()
        return next((one for one in found if reopened is None or one.set_up_at > reopened), None)


class PartnerView(models.Model):
    """What one statutory partner thinks about notifying. The local authority's decision stands apart.

    Changed through reviews.operations.screening.record_view until the authority has decided.
    """

    class View(models.TextChoices):
        NOTIFY = "notify", "Notify"
        DO_NOT = "do_not", "Do not notify"
        NOT_OBTAINED = "not_obtained", "Not obtained"

    case = models.ForeignKey(Case, models.CASCADE, related_name="partner_views")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    view = models.CharField(max_length=20, choices=View)
    words = models.TextField(blank=True, help_text="Why, without anybody's name.")
    office = models.CharField(max_length=200, blank=True, help_text="By which office it was given.")
    given_on = models.DateField()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="partner_view_once")]

    def __str__(self):
        return f"{self.organisation} on {self.case}"


class Notification(models.Model):
    """The record that a local authority notified the national Panel. The portal cannot send one."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="notification")
    sent_at = models.DateTimeField()
    national_reference = models.CharField(max_length=40, blank=True)
    further_references = models.TextField(
        blank=True, help_text="Of an old case, which the national system held once for each child."
    )
    sent_by_office = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__lte=F("recorded_at")), name="notification_not_in_the_future"
            )
        ]

    def __str__(self):
        return f"Notification of {self.case}"

    @property
    def sent_on(self):
        """The calendar date in London: 00:30 in summer time is still that day here."""
        return timezone.localdate(self.sent_at)


class CaseDeadline(models.Model):
    """A deadline of a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="case_link")

    class Meta:
        ordering = ["deadline__due_on"]

    def __str__(self):
        return str(self.deadline)
