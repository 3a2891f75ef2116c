"""The family: who is to be told, what they have been told, and what they have said. By role, never by name."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Deadline, Person
from reviews.models.case import READ_ALL, Case, chairs_reviews


class FamilyMemberQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The log of what passed is for those who run or decide the case; a group's members see how far it is."""
        return self.filter(case__in=read_with_their_family(person).values("pk"))

    def standing(self):
        """Those who were not entered by mistake."""
        return self.filter(taken_out_on=None)


def read_with_their_family(person):
    """Cases of which somebody reads what passed with the family."""
    return Case.objects.visible_to(person) if reads_families(person) else Case.objects.none()


def reads_families(person):
    """Whoever runs or decides cases, or chairs a group that reviews them: chairing another group opens nothing here."""
    return may(person, Can.READ_FAMILIES) and bool(person.roles & set(READ_ALL) or chairs_reviews(person))


class FamilyMember(models.Model):
    """Somebody whom the partnership tells of the review and asks what they saw. Known here by a role.

    `state` changes only through operations.family.
    """

    class State(models.TextChoices):
        NOT_YET = "not_yet", "Not told yet"
        INFORMED = "informed", "Told"
        CONTRIBUTING = "contributing", "Contributing"
        DECLINED = "declined", "Does not want to take part"
        REPORT_SEEN = "report_seen", "Has seen the report"

    class Advocate(models.TextChoices):
        NOT_OFFERED = "not_offered", "Not offered yet"
        OFFERED = "offered", "Offered"
        ACCEPTED = "accepted", "Has an advocate"
        DECLINED = "declined", "Does not want one"

    case = models.ForeignKey(Case, models.PROTECT, related_name="family")
    role = models.CharField(max_length=100, help_text="Such as “Mother of child 1”, never a name.")
    state = models.CharField(max_length=15, choices=State, default=State.NOT_YET)
    not_yet_because = models.TextField(blank=True)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="family_member",
        help_text="When to look again at not having told them.",
    )  # fmt: skip
    contact_office = models.CharField(max_length=200, help_text="Who stays in touch with them, by office.")
    advocate = models.CharField(max_length=15, choices=Advocate, default=Advocate.NOT_OFFERED)
    advocate_from = models.CharField(
        max_length=200, blank=True, help_text="Which service the advocate is of."
    )
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    taken_out_on = models.DateField(null=True, blank=True, help_text="Entered by mistake, as found that day.")
    taken_out_because = models.TextField(blank=True)

    objects = FamilyMemberQuerySet.as_manager()

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role"], condition=Q(taken_out_on=None), name="family_member_once_a_case"
            ),
            models.CheckConstraint(
                condition=Q(taken_out_on=None, taken_out_because="")
                | Q(taken_out_on__isnull=False) & ~Q(taken_out_because=""),
                name="family_member_taken_out_on_and_why_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_yet") | ~Q(not_yet_because="") & Q(deadline__isnull=False),
                name="family_member_not_told_says_why_and_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(advocate="accepted") | ~Q(advocate_from=""),
                name="family_advocate_is_of_somebody",
            ),
        ]

    def __str__(self):
        return f"Family member {self.pk} of {self.case}"

    def get_absolute_url(self):
        return f"{reverse('reviews:family', args=[self.case_id])}#member-{self.pk}"


class FamilyContact(models.Model):
    """One contact with a member of the family. Added, never changed."""

    class Kind(models.TextChoices):
        LETTER = "letter", "Letter or leaflet"
        CALL = "call", "Call or message"
        MEETING = "meeting", "Meeting"
        THROUGH_ADVOCATE = "through_advocate", "Through their advocate or solicitor"
        CONTRIBUTION = "contribution", "What they said for the review"
        SIGHT_OF_REPORT = "sight_of_report", "Sight of the report"
        PUT_OFF = "put_off", "Decided not to tell them yet"

    member = models.ForeignKey(FamilyMember, models.PROTECT, related_name="contacts")
    happened_on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind)
    by_office = models.CharField(max_length=200)
    note = models.TextField(help_text="What was said, without names.")
    state = models.CharField(max_length=15, choices=FamilyMember.State, help_text="Where it left them.")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="family_contact_says_what")]

    def __str__(self):
        return f"Contact {self.pk} with {self.member}"
