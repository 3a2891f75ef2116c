"""The cases of an audit, by reference only: how they were chosen, what was graded, said and worried about."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assurance.models.audits.audit import Audit
from assurance.rules.audits import Consent, Grade, How, Included, Whose
from partnership.access import Can, may
from partnership.models import Deadline, Meeting, Organisation, Person, Return


class Selection(models.Model):
    """How cases came into the sample: drawn at random from an agency's numbered list, or chosen for a reason.

    The list stays with the agency. The portal draws places in it, so that anybody can check the draw.
    """

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="selections")
    how = models.CharField(max_length=10, choices=How)
    held_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    focus = models.CharField(max_length=300, help_text="What the list holds.")
    pool = models.PositiveIntegerField(null=True, blank=True, help_text="How many cases are on the list.")
    reason = models.TextField(blank=True, help_text="Why these, where they were not drawn at random.")
    selected_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    selected_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["audit", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how="lot", pool__gt=0) | Q(how="chosen", pool=None) & ~Q(reason=""),
                name="selection_by_lot_or_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"Selection {self.pk}"


class AuditCaseQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Single cases are for whoever runs audits. Agencies reach theirs through their tools."""
        return self if may(person, Can.RUN_AUDITS) else self.none()

    def standing(self):
        """Those that are audited: not the ones that were replaced."""
        return self.filter(replaced_at=None)


class AuditCase(models.Model):
    """One case of an audit: its number there, and bands. Never a name, a date of birth or a record's number."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="cases")
    number = models.PositiveSmallIntegerField()
    selection = models.ForeignKey(Selection, models.PROTECT, related_name="cases")
    place = models.PositiveIntegerField(null=True, blank=True, help_text="On the agency's list, where drawn.")
    age_band = models.CharField(max_length=20, blank=True)
    ethnicity = models.CharField(max_length=20, blank=True)
    disability = models.CharField(max_length=20, blank=True)
    plan = models.CharField(max_length=20, blank=True)
    replaced_because = models.TextField(blank=True)
    replaced_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replacement")

    objects = AuditCaseQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="audit_case_number_once"),
            models.UniqueConstraint(
                fields=["selection", "place"], condition=Q(place__isnull=False), name="audit_case_place_once"
            ),
            models.CheckConstraint(
                condition=Q(replaced_because="", replaced_by=None, replaced_at=None)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False) & ~Q(replaced_because=""),
                name="audit_case_replaced_by_at_and_why_together",
            ),
        ]

    def __str__(self):
        return f"{self.audit.reference}, case {self.reference}"

    def get_absolute_url(self):
        return reverse("assurance:audit_case", args=[self.pk])

    @property
    def reference(self):
        """What everybody calls it in this audit."""
        return f"A{self.number}"

    @property
    def left_how(self):
        """In words, how it left the sample: another one came for it, or none."""
        return "Replaced" if hasattr(self, "replacement") else "Taken out"


class AuditToolQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(set_aside_at=None)

    def filled_by(self, person):
        """The tools of the agencies for which they answer."""
        if not may(person, Can.ANSWER_RETURNS):
            return self.none()
        return self.filter(organisation__in=person.answers_for)

    def visible_to(self, person):
        """An agency knows of its own; whoever runs audits of all."""
        return self if may(person, Can.RUN_AUDITS) else self.filled_by(person)


class AuditTool(models.Model):
    """What one agency fills in on one case: a return of the audit's round. Set aside where it never knew the child."""

    case = models.ForeignKey(AuditCase, models.PROTECT, related_name="tools")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assurance_return = models.OneToOneField(Return, models.PROTECT, related_name="audit_tool")
    set_aside_because = models.TextField(blank=True)
    set_aside_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)

    objects = AuditToolQuerySet.as_manager()

    class Meta:
        ordering = ["case", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="audit_tool_once"),
            models.CheckConstraint(
                condition=Q(set_aside_because="", set_aside_by=None, set_aside_at=None)
                | Q(set_aside_by__isnull=False, set_aside_at__isnull=False) & ~Q(set_aside_because=""),
                name="audit_tool_set_aside_by_at_and_why_together",
            ),
        ]

    def __str__(self):
        return f"Tool {self.pk}"


class JointSession(models.Model):
    """A meeting at which the agencies' auditors go through cases together and agree grades."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where it is one of a group's.",
    )
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["audit", "number"]
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="joint_session_number_once")]

    def __str__(self):
        return f"Joint session {self.number} of {self.audit.reference}"


class SessionAttendance(models.Model):
    """Whether an agency came to a joint session, and in which office."""

    session = models.ForeignKey(JointSession, models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    came = models.BooleanField()
    office = models.CharField(max_length=200, blank=True, help_text="Who came, by office and never by name.")

    class Meta:
        ordering = ["session", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["session", "organisation"], name="session_attendance_once")
        ]

    def __str__(self):
        return f"Attendance {self.pk}"


class CaseGrade(models.Model):
    """What all agreed of a case, or what moderation made of that. Only added: a trigger refuses any change.

    An agency's own grade is the answer in its tool. The newest row of a kind counts; the earlier ones stay.
    """

    case = models.ForeignKey(AuditCase, models.PROTECT, related_name="grades")
    kind = models.CharField(max_length=10, choices=Grade)
    value = models.SmallIntegerField()
    label = models.CharField(max_length=100, help_text="That point's label on the day.")
    scale_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    session = models.ForeignKey(JointSession, models.PROTECT, null=True, blank=True, related_name="grades")
    given_on = models.DateField()
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="joint", session__isnull=False) | Q(kind="moderated", session=None),
                name="case_grade_joint_in_a_session",
            ),
            models.CheckConstraint(
                condition=~Q(kind="moderated") | ~Q(reason=""), name="case_grade_moderated_with_a_reason"
            ),
        ]

    def __str__(self):
        return f"Grade {self.pk}"


class CaseVoice(models.Model):
    """What a practitioner, a parent or carer, or the child said of a case, and how they were included. Only added."""

    case = models.ForeignKey(AuditCase, models.PROTECT, related_name="voices")
    whose = models.CharField(max_length=12, choices=Whose)
    included = models.CharField(max_length=10, choices=Included)
    consent = models.CharField(max_length=10, choices=Consent)
    consent_on = models.DateField(null=True, blank=True)
    not_included_because = models.TextField(blank=True)
    said = models.TextField(blank=True, help_text="What they think of the help, without who they are.")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="who asked them"
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["case", "whose", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(included="no", said="") & ~Q(not_included_because="")
                | ~Q(included="no") & ~Q(said="") & Q(not_included_because=""),
                name="case_voice_said_something_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(consent="given", consent_on__isnull=False)
                | ~Q(consent="given") & Q(consent_on=None),
                name="case_voice_consent_has_its_day",
            ),
        ]

    def __str__(self):
        return f"Voice {self.pk}"


class ImmediateConcernQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def visible_to(self, person):
        """Whoever runs audits, the agency that is to answer, and who raised it."""
        if may(person, Can.RUN_AUDITS):
            return self
        return self.answerable_by(person) | self.filter(raised_by=person)

    def answerable_by(self, person):
        """Those that are for an agency for which they answer."""
        if not may(person, Can.ANSWER_RETURNS):
            return self.none()
        return self.filter(organisation__in=person.answers_for)


class ImmediateConcern(models.Model):
    """A child may not be safe now: raised at once while a case is audited, answered by the next working day.

    Raised, answered and closed through operations.audits.concerns. It stays in sight until it is closed.
    """

    case = models.ForeignKey(AuditCase, models.PROTECT, related_name="concerns")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="That is to make the child safe."
    )
    concern = models.TextField()
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    response = models.TextField(blank=True)
    responded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    responded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="Why it may be closed.")
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ImmediateConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(response="", responded_by=None, responded_at=None)
                | Q(responded_by__isnull=False, responded_at__isnull=False) & ~Q(response=""),
                name="immediate_concern_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_by=None, closed_at=None)
                | Q(closed_by__isnull=False, closed_at__isnull=False, responded_at__isnull=False)
                & ~Q(outcome=""),
                name="immediate_concern_closed_after_its_answer",
            ),
        ]

    def __str__(self):
        return f"Immediate concern {self.pk}"

    def get_absolute_url(self):
        return reverse("assurance:concern", args=[self.pk])
