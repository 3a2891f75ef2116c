"""The register of schools, from the national files, and whom the portal knows in each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Organisation, Person


class Trust(models.Model):
    """A trust that runs academies, as the national register numbers it."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("schools:trust", args=[self.pk])


class SchoolQuerySet(models.QuerySet):
    def in_scope(self):
        """Those for which the partnership answers and that are open, also where a closing is proposed.

        One that has only been proposed is not yet there.
        """
        return self.filter(status_code__in=School.IN_SCOPE, missing_since=None, ours=True)

    def on(self, day):
        """Those for which the partnership answers that were open on that day."""
        return self.filter(ours=True).there_on(day)

    def there_on(self, day):
        """Those that were open on that day, the city's too, as far as the register knows; the last day counts.

        An entry without dates counts by its status of today.
        """
        begun = Q(opened_on__lte=day) | Q(opened_on=None) & ~Q(status_code=School.PROPOSED)
        going = Q(closed_on__gte=day) | Q(closed_on=None) & ~Q(status_code=School.CLOSED)
        return self.filter(
            begun,
            going | Q(status_code__in=School.IN_SCOPE),
            Q(missing_since=None) | Q(missing_since__gt=day),
        )

    def visible_to(self, person):
        """The whole area for whoever reads schools; for an education lead their authority's; for a lead their own."""
        if may(person, Can.READ_SCHOOLS):
            return self
        seen = Q(pk__in=[])
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            seen |= Q(authority__in=person.educates_for)
        if may(person, Can.KEEP_OWN_SCHOOL):
            seen |= Q(organisation__in=person.answers_for)
        return self.filter(seen)

    def kept_by(self, person):
        """Those that this person looks after: all of them, or their authority's."""
        if may(person, Can.RUN_SCHOOLS):
            return self
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            return self.filter(authority__in=person.educates_for)
        return self.none()


class Status(str):
    """A status code of the national register that knows its name."""

    def __new__(cls, code, label):
        status = super().__new__(cls, code)
        status.label = label
        return status


class School(models.Model):
    """One entry of the national register: a school or college under one URN. Never deleted.

    Changes through operations.register only. When a school converts, its old entry closes and a new one opens: both
    belong to the same organisation, so that its people, its history and its returns stay with it. A merged or
    split school has an organisation of its own, and the organisations before it are followed by it.
    """

    IN_SCOPE = ("1", "3")  # open; open, but proposed to close
    CLOSED, PROPOSED = "2", "4"

    class Kind(models.TextChoices):
        """What the partnership counts by, as the published arrangements count. Which is which: data/kinds.toml."""

        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all_through", "All-through"
        NURSERY = "nursery", "Nursery school"
        SPECIAL = "special", "Special"
        PRU = "pru", "Pupil referral unit or alternative provision"
        INDEPENDENT = "independent", "Independent"
        INDEPENDENT_SPECIAL = "independent_special", "Independent special"
        COLLEGE = "college", "Further education or sixth form college"
        OTHER = "other", "Other"

    class Run(models.TextChoices):
        """Who answers for it."""

        MAINTAINED = "maintained", "Maintained by the authority"
        ACADEMY = "academy", "Academy or free school"
        INDEPENDENT = "independent", "Independent"
        COLLEGE = "college", "College"
        OTHER = "other", "Other"

    urn = models.PositiveIntegerField("URN", unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="schools")
    authority = models.ForeignKey(
        Organisation, models.PROTECT, related_name="schools_in_area", help_text="The local authority."
    )
    authority_code = models.CharField(max_length=3, help_text="Such as 855; text, as in the file.")
    ours = models.BooleanField(
        default=True, help_text="The partnership answers for it; the city’s are there only to be looked at."
    )
    number = models.CharField(
        max_length=10, blank=True, help_text="The establishment number within the authority."
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    run = models.CharField(max_length=12, choices=Run)
    type_code = models.CharField(max_length=4)
    type_name = models.CharField(max_length=100)
    group_code = models.CharField(max_length=4, blank=True)
    group_name = models.CharField(max_length=100, blank=True)
    status_code = models.CharField(max_length=4)
    status_name = models.CharField(max_length=100)
    phase_code = models.CharField(max_length=4, blank=True)
    phase_name = models.CharField(max_length=100, blank=True)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="schools")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reason_closed = models.CharField(max_length=100, blank=True)
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    website = models.CharField(max_length=200, blank=True)
    lowest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    highest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    pupils = models.PositiveIntegerField(null=True, blank=True)
    boards = models.BooleanField(default=False, help_text="Children board there.")
    ukprn = models.CharField(max_length=10, blank=True)
    changed_on = models.DateField(null=True, blank=True, help_text="As the national register says.")
    missing_since = models.DateField(
        null=True, blank=True, help_text="The date of the file in which it no longer stood."
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "urn"]
        indexes = [models.Index(fields=["authority", "kind"], name="school_authority_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="school_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.urn})"

    def get_absolute_url(self):
        return reverse("schools:school", args=[self.urn])

    @property
    def is_open(self):
        return self.status_code in self.IN_SCOPE and self.missing_since is None

    @property
    def status(self):
        """The status as a value with its label, for a tag."""
        return Status(self.status_code, self.status_name)

    @property
    def address_lines(self):
        return [line for line in (self.street, self.locality, self.town, self.postcode) if line]


class SchoolLink(models.Model):
    """What the national register says of two entries: which followed which, and how."""

    school = models.ForeignKey(School, models.CASCADE, related_name="links")
    other_urn = models.PositiveIntegerField()
    kind = models.CharField(max_length=100, help_text="The register’s word, such as Successor.")
    linked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["school", "linked_on"]
        constraints = [
            models.UniqueConstraint(fields=["school", "other_urn", "kind"], name="school_link_once")
        ]

    def __str__(self):
        return f"{self.kind}: {self.other_urn}"


class ContactQuerySet(models.QuerySet):
    def on(self, day):
        """Those who hold their office that day; the last day counts."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Contact(models.Model):
    """Who holds one office of a school for safeguarding. The portal's own, confirmed by the school each year.

    The national file has no email addresses, so it never overwrites this. It belongs to the organisation, which a
    conversion leaves as it is.
    """

    class Office(models.TextChoices):
        LEAD = "lead", "Designated safeguarding lead"
        DEPUTY = "deputy", "Deputy designated safeguarding lead"
        HEAD = "head", "Headteacher or principal"
        CHAIR = "chair", "Chair of governors, trustees or proprietor"
        GOVERNOR = "governor", "Safeguarding governor"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="school_contacts")
    office = models.CharField(max_length=10, choices=Office)
    name = models.CharField(max_length=150)
    email = models.EmailField("email address", blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    trained_on = models.DateField("last safeguarding training", null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "office", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "office"],
                condition=Q(ends_on=None) & ~Q(office="deputy"),
                name="school_contact_one_an_office",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on=None, confirmed_by=None)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="school_contact_confirmed_on_and_by",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="school_contact_ends_after"
            ),
        ]

    def __str__(self):
        return f"{self.get_office_display()} of {self.organisation}"


class RegisterFile(models.Model):
    """A national file that was read, what it would change, and whether that was applied. The file itself is not kept.

    Read, made anew and applied through operations.register. `entries` are the rows of our authorities without the
    columns that tell of persons, so that a report can be made anew when the register has changed since.
    """

    class State(models.TextChoices):
        READ = "read", "Read, not applied"
        APPLIED = "applied", "Applied"
        DROPPED = "dropped", "Not to be applied"

    name = models.CharField(max_length=200, help_text="What the file was called.")
    dated_on = models.DateField("date of the file")
    checksum = models.CharField(max_length=64, help_text="SHA-256, hexadecimal.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    encoding = models.CharField(max_length=20)
    rows = models.PositiveIntegerField(help_text="Of the whole country.")
    kept = models.PositiveIntegerField(help_text="Of the authorities that we look at.")
    links_name = models.CharField(max_length=200, blank=True)
    links_checksum = models.CharField(max_length=64, blank=True)
    warnings = models.JSONField(default=list, help_text="In sentences.")
    entries = models.JSONField(default=list)
    links = models.JSONField(default=list)
    counts = models.JSONField(default=dict, help_text="How many changes of each kind.")
    fingerprint = models.CharField(max_length=64, help_text="Of the register with which it was compared.")
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    read_at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    compared_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False)
                | ~Q(state="applied") & Q(applied_at=None),
                name="register_file_applied_says_when",
            )
        ]

    def __str__(self):
        return f"National register of {self.dated_on:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("schools:register_file", args=[self.pk])

    @property
    def standing(self):
        """The state as a value with its label, for a tag."""
        return self.State(self.state)


class RegisterChangeQuerySet(models.QuerySet):
    def to_settle(self):
        """What a person must still decide, of files that were applied."""
        return self.filter(file__state=RegisterFile.State.APPLIED, settled_at=None).exclude(decide="")


class RegisterChange(models.Model):
    """What one national file changes at one entry of the register, and what a person must decide about it."""

    class Kind(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        CLOSED = "closed", "Closed"
        CONVERTED = "converted", "Converted: one other entry carries it on"
        MERGED = "merged", "Became part of another school"
        SPLIT = "split", "Split into several schools"
        MISSING = "missing", "No longer in the file"
        BACK = "back", "In the file again"

    file = models.ForeignKey(RegisterFile, models.CASCADE, related_name="changes")
    urn = models.PositiveIntegerField("URN")
    name = models.CharField(max_length=200)
    postcode = models.CharField(max_length=10, blank=True)
    authority_code = models.CharField(max_length=3)
    kind = models.CharField(max_length=10, choices=Kind)
    differences = models.JSONField(default=list, help_text="[what, was, is]")
    followed_by = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    follows = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    note = models.TextField(blank=True, help_text="What applying it does beyond the entry itself.")
    decide = models.TextField(blank=True, help_text="What a person must decide.")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_how = models.CharField(max_length=500, blank=True)

    objects = RegisterChangeQuerySet.as_manager()

    class Meta:
        ordering = ["file", "kind", "name", "urn"]
        constraints = [
            models.UniqueConstraint(fields=["file", "urn"], name="register_change_once_a_file"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settled_how="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_how=""),
                name="register_change_settled_by_and_how",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.urn}"
