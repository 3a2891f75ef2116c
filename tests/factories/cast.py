"""Who plays in the tests: organisations, groups and one invented person for each role."""

from datetime import date
from functools import cached_property

from partnership.access import Role
from partnership.models import Appointment, Area, Edition, Group, Organisation, Participation, Person, Seat

LONG_AGO = date(2019, 9, 29)


class Cast:
    """Makes everybody at once, so that what could leak is there."""

    def __init__(self):
        K = Organisation.Kind
        self.county = self.organisation(
            "leicestershire-county-council", "Leicestershire County Council", K.LOCAL_AUTHORITY
        )
        self.rutland = self.organisation(
            "rutland-county-council", "Rutland County Council", K.LOCAL_AUTHORITY
        )
        self.police = self.organisation("leicestershire-police", "Leicestershire Police", K.POLICE)
        self.health = self.organisation("icb", "Integrated Care Board", K.HEALTH_COMMISSIONER)
        self.hospital = self.organisation(
            "uhl", "University Hospitals of Leicester NHS Trust", K.HEALTH_PROVIDER
        )
        self.school = self.organisation("hawthorn-school", "Hawthorn School", K.SCHOOL)
        self.partners = [self.county, self.rutland, self.police, self.health]
        for partner in self.partners:
            Participation.objects.create(
                organisation=partner, kind=Participation.Kind.STATUTORY_PARTNER, starts_on=LONG_AGO
            )
        Participation.objects.create(
            organisation=self.hospital, kind=Participation.Kind.PLANNING_AND_DELIVERY, starts_on=LONG_AGO
        )
        self.edition = Edition.objects.create(
            code="2019", title="Arrangements 2019", guidance="2018", published_on=date(2019, 6, 28),
            starts_on=LONG_AGO, decides_reviews=Role.INDEPENDENT_ADVISOR, chairs_partnership=Role.INDEPENDENT_ADVISOR,
        )  # fmt: skip
        self.partnership = Group.objects.create(
            code="lrscp", name="LRSCP", area=Area.LR, kind=Group.Kind.PARTNERSHIP
        )
        self.crg = Group.objects.create(
            code="case-review-group", name="Case Review Group", area=Area.LR, kind=Group.Kind.SUBGROUP,
            parent=self.partnership, reviews_cases=True,
        )  # fmt: skip
        self.audit = Group.objects.create(
            code="audit",
            name="Multi-Agency Audit Group",
            area=Area.LLR,
            kind=Group.Kind.SUBGROUP,
            parent=self.partnership,
        )
        self.manager = self.person("Board manager", Role.BOARD_MANAGER)
        self.officer = self.person("Board officer", Role.BOARD_OFFICER)
        self.second_officer = self.person("Second board officer", Role.BOARD_OFFICER)
        self.learning_officer = self.person("Learning officer", Role.LEARNING_OFFICER)
        self.administrator = self.person("Administrator", Role.ADMINISTRATOR)
        self.advisor = self.person("Independent Advisor", Role.INDEPENDENT_ADVISOR)
        self.county_lead = self.person("County lead", Role.PARTNER_LEAD, organisation=self.county)
        self.rutland_lead = self.person("Rutland lead", Role.PARTNER_LEAD, organisation=self.rutland)
        self.police_lead = self.person("Police lead", Role.PARTNER_LEAD, organisation=self.police)
        self.health_lead = self.person("Health lead", Role.PARTNER_LEAD, organisation=self.health)
        self.hospital_lead = self.person("Hospital lead", Role.PARTNER_LEAD, organisation=self.hospital)
        self.signatories = [
            self.person(f"Signatory of {partner.code}", Role.SIGNATORY, organisation=partner)
            for partner in self.partners
        ]
        self.chair = self.person(
            "Case Review Group chair", Role.GROUP_CHAIR, seat=self.seat(self.crg, "chair")
        )
        self.member = self.person(
            "Case Review Group member", Role.GROUP_MEMBER, seat=self.seat(self.crg, "member")
        )
        self.outsider = self.person(
            "Audit group member", Role.GROUP_MEMBER, seat=self.seat(self.audit, "member")
        )
        self.observer = self.person(
            "Lead Member", Role.OBSERVER, seat=self.seat(self.partnership, "observer")
        )
        self.reviewer = self.person("External reviewer", Role.EXTERNAL_REVIEWER)
        self.school_lead = self.person("School safeguarding lead", Role.SCHOOL_LEAD, organisation=self.school)
        self.education_lead = self.person("Education lead", Role.EDUCATION_LEAD, organisation=self.county)
        self.rutland_education = self.person(
            "Rutland education lead", Role.EDUCATION_LEAD, organisation=self.rutland
        )
        self.trainer = self.person("Trainer", Role.TRAINER)
        self.practitioner = self.person("Practitioner", Role.PRACTITIONER, organisation=self.hospital)

    def organisation(self, code, name, kind):
        return Organisation.objects.create(code=code, name=name, kind=kind)

    def seat(self, group, kind):
        return Seat.objects.create(group=group, office=f"{group.name} {kind}", kind=kind)

    def person(self, name, role, **appointment):
        person = Person.objects.create_user(f"{name.lower().replace(' ', '.')}@portal.test", name=name)
        Appointment.objects.create(person=person, role=role, starts_on=LONG_AGO, **appointment)
        return person

    @cached_property
    def by_role(self):
        """The one person who plays each role; the first of those who share it."""
        return {
            Role.BOARD_MANAGER: self.manager,
            Role.BOARD_OFFICER: self.officer,
            Role.LEARNING_OFFICER: self.learning_officer,
            Role.ADMINISTRATOR: self.administrator,
            Role.INDEPENDENT_ADVISOR: self.advisor,
            Role.SIGNATORY: self.signatories[0],
            Role.PARTNER_LEAD: self.police_lead,
            Role.GROUP_CHAIR: self.chair,
            Role.GROUP_MEMBER: self.member,
            Role.EXTERNAL_REVIEWER: self.reviewer,
            Role.SCHOOL_LEAD: self.school_lead,
            Role.PRACTITIONER: self.practitioner,
            Role.OBSERVER: self.observer,
            Role.EDUCATION_LEAD: self.education_lead,
            Role.TRAINER: self.trainer,
        }

    def who(self, role):
        return self.by_role[role]
