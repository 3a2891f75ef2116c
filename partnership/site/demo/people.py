"""The invented people of the demo, called by what they are."""

from dataclasses import dataclass
from datetime import date

from partnership.access import Role
from partnership.models import Organisation, Person, Seat
from partnership.operations.people import appoint

LONG_AGO = date(2019, 9, 29)
SINCE_ICB = date(2022, 7, 1)


@dataclass(frozen=True)
class Invented:
    """One invented person: the key by which the stories know them, and what the chooser says of them."""

    key: str
    name: str
    role: Role
    comes_to: str
    organisation: str = ""
    group: str = ""
    seat_kind: str = ""
    office: str = ""
    since: date = LONG_AGO
    chosen: bool = False


PEOPLE = [
    Invented(
        "manager",
        "Board manager",
        Role.BOARD_MANAGER,
        "runs the business unit: cases, people, publication, the record",
        chosen=True,
    ),
    Invented(
        "officer",
        "Board officer",
        Role.BOARD_OFFICER,
        "runs cases, rounds of assurance and the yearly report",
        chosen=True,
    ),
    Invented(
        "second_officer",
        "Second board officer",
        Role.BOARD_OFFICER,
        "the second pair of eyes on everything that is published",
        chosen=True,
    ),
    Invented(
        "learning_officer",
        "Learning officer",
        Role.LEARNING_OFFICER,
        "turns what reviews teach into briefings, and keeps the register of reviews from elsewhere",
        chosen=True,
    ),
    Invented(
        "advisor",
        "Independent Advisor",
        Role.INDEPENDENT_ADVISOR,
        "decides what follows a rapid review, and scrutinises the yearly report",
        chosen=True,
    ),
    Invented(
        "county_lead",
        "Partner lead, county council",
        Role.PARTNER_LEAD,
        "answers for Leicestershire County Council",
        "leicestershire-county-council",
        office="Head of safeguarding",
        chosen=True,
    ),
    Invented(
        "police_lead",
        "Partner lead, police",
        Role.PARTNER_LEAD,
        "answers for Leicestershire Police",
        "leicestershire-police",
        office="Head of public protection",
        chosen=True,
    ),
    Invented(
        "health_lead",
        "Partner lead, integrated care board",
        Role.PARTNER_LEAD,
        "answers for the Integrated Care Board",
        "leicester-leicestershire-and-rutland-icb",
        office="Designated nurse",
        since=SINCE_ICB,
        chosen=True,
    ),
    Invented(
        "rutland_lead",
        "Partner lead, Rutland",
        Role.PARTNER_LEAD,
        "answers for Rutland County Council",
        "rutland-county-council",
        office="Head of safeguarding",
    ),
    Invented(
        "hospital_lead",
        "Partner lead, hospitals",
        Role.PARTNER_LEAD,
        "answers for University Hospitals of Leicester",
        "university-hospitals-of-leicester",
        office="Named nurse",
    ),
    Invented(
        "trust_lead",
        "Partner lead, community health",
        Role.PARTNER_LEAD,
        "answers for Leicestershire Partnership NHS Trust",
        "leicestershire-partnership-trust",
        office="Named nurse",
    ),
    Invented(
        "county_signatory",
        "Signatory, county council",
        Role.SIGNATORY,
        "signs reviews off and endorses the yearly report for Leicestershire County Council",
        "leicestershire-county-council",
        office="Director of Children and Family Services",
        chosen=True,
    ),
    Invented(
        "rutland_signatory",
        "Signatory, Rutland",
        Role.SIGNATORY,
        "signs for Rutland County Council",
        "rutland-county-council",
        office="Director of People",
    ),
    Invented(
        "police_signatory",
        "Signatory, police",
        Role.SIGNATORY,
        "signs for Leicestershire Police",
        "leicestershire-police",
        office="Head of Serious Crime",
    ),
    Invented(
        "health_signatory",
        "Signatory, integrated care board",
        Role.SIGNATORY,
        "signs for the Integrated Care Board",
        "leicester-leicestershire-and-rutland-icb",
        office="Director-level representative",
        since=SINCE_ICB,
    ),
    Invented(
        "chair",
        "Case Review Group chair",
        Role.GROUP_CHAIR,
        "recommends to the Independent Advisor what should follow",
        group="case-review-group",
        seat_kind="chair",
        chosen=True,
    ),
    Invented(
        "member",
        "Case Review Group member",
        Role.GROUP_MEMBER,
        "reads cases before the group's meetings",
        group="case-review-group",
        seat_kind="member",
    ),
    Invented(
        "school_lead",
        "School safeguarding lead",
        Role.SCHOOL_LEAD,
        "answers for one invented school",
        "hawthorn-bank-school",
        office="Designated safeguarding lead",
        chosen=True,
    ),
    Invented(
        "education_lead",
        "Education lead, county council",
        Role.EDUCATION_LEAD,
        "looks after the schools of Leicestershire: the register, the yearly return, the education report",
        "leicestershire-county-council",
        office="Head of education safeguarding",
        chosen=True,
    ),
    Invented(
        "rutland_education",
        "Education lead, Rutland",
        Role.EDUCATION_LEAD,
        "looks after the schools of Rutland",
        "rutland-county-council",
        office="Head of learning",
    ),
    Invented(
        "trainer",
        "Trainer",
        Role.TRAINER,
        "teaches sessions and marks their registers",
        chosen=True,
    ),
    Invented(
        "practitioner",
        "Family support worker",
        Role.PRACTITIONER,
        "books training, and says later what it changed",
        "leicestershire-county-council",
        office="Family support worker",
        chosen=True,
    ),
    Invented(
        "reviewer",
        "External reviewer",
        Role.EXTERNAL_REVIEWER,
        "works on the one review they are appointed to, and sees nothing else",
        chosen=True,
    ),
    Invented(
        "observer",
        "Lead Member",
        Role.OBSERVER,
        "attends the partnership as participating observer",
        group="lrscp",
        seat_kind="observer",
    ),
    Invented(
        "administrator",
        "Business unit administrator",
        Role.ADMINISTRATOR,
        "calls meetings, writes minutes and keeps the money",
    ),
    Invented(
        "planning_chair",
        "Planning and Delivery Group chair",
        Role.GROUP_CHAIR,
        "chairs the group that carries the partnership's business",
        group="planning-and-delivery",
        seat_kind="chair",
    ),
    Invented(
        "policy_chair",
        "Policy and Procedures Group chair",
        Role.GROUP_CHAIR,
        "chairs the group that owns policies and the threshold document",
        group="policy-and-procedures",
        seat_kind="chair",
    ),
    Invented(
        "learning_chair",
        "Learning and Development Group chair",
        Role.GROUP_CHAIR,
        "chairs the group that plans training",
        group="learning-and-development",
        seat_kind="chair",
    ),
    Invented(
        "voluntary_member",
        "Voluntary sector representative",
        Role.GROUP_MEMBER,
        "speaks for voluntary agencies in the Planning and Delivery Group",
        group="planning-and-delivery",
        seat_kind="member",
        organisation="voluntary-and-community-sector",
    ),
    Invented(
        "virtual_member",
        "Virtual member, family court service",
        Role.GROUP_MEMBER,
        "receives minutes and attends as needed",
        group="lrscp",
        seat_kind="virtual",
        organisation="cafcass",
    ),
]
# further hats of people above: key, role, group, kind of seat, organisation
HATS = [
    ("advisor", Role.GROUP_CHAIR, "lrscp", "chair", ""),
    ("county_signatory", Role.GROUP_MEMBER, "lrscp", "member", "leicestershire-county-council"),
    ("rutland_signatory", Role.GROUP_MEMBER, "lrscp", "member", "rutland-county-council"),
    ("police_signatory", Role.GROUP_MEMBER, "lrscp", "member", "leicestershire-police"),
    ("health_signatory", Role.GROUP_MEMBER, "lrscp", "member", "leicester-leicestershire-and-rutland-icb"),
    ("county_lead", Role.GROUP_MEMBER, "planning-and-delivery", "member", "leicestershire-county-council"),
    ("rutland_lead", Role.GROUP_MEMBER, "planning-and-delivery", "member", "rutland-county-council"),
    ("police_lead", Role.GROUP_MEMBER, "planning-and-delivery", "member", "leicestershire-police"),
    ("hospital_lead", Role.GROUP_MEMBER, "planning-and-delivery", "member", "university-hospitals-of-leicester"),
    ("trust_lead", Role.GROUP_MEMBER, "planning-and-delivery", "member", "leicestershire-partnership-trust"),
]  # fmt: skip


def find_seat(group, kind, organisation=""):
    """The seat of that kind in the group, of that organisation if one is named; None without a group."""
    if not group:
        return None
    seats = Seat.objects.filter(group__code=group, kind=kind).on(SINCE_ICB)
    if organisation:
        seats = seats.filter(organisation__code=organisation)
    return seats.first()


class People:
    """The invented people, each by their key, and the organisations by their code."""

    def __init__(self):
        self.organisations = {organisation.code: organisation for organisation in Organisation.objects.all()}
        for invented in PEOPLE:
            setattr(self, invented.key, Person.objects.filter(email=address(invented)).first())

    def __getitem__(self, code):
        return self.organisations[code]


def address(invented):
    return f"{invented.key.replace('_', '.')}@portal.example"


def bring_everybody():
    """Make the invented school and everybody in PEOPLE, with the roles they hold."""
    Organisation.objects.get_or_create(
        code="hawthorn-bank-school",
        defaults={
            "name": "Hawthorn Bank School (invented)",
            "kind": Organisation.Kind.SCHOOL,
            "area": "leicestershire",
            "source": "Invented for the demo",
        },
    )
    for invented in PEOPLE:
        person = Person.objects.create_user(address(invented), name=invented.name, invented=True)
        organisation = Organisation.objects.filter(code=invented.organisation).first()
        seat = find_seat(invented.group, invented.seat_kind, invented.organisation)
        appoint(
            person, invented.role, by=None, starts_on=invented.since,
            organisation=None if seat else organisation, seat=seat, office=invented.office,
        )  # fmt: skip
    for key, role, *where in HATS:
        seat = find_seat(*where)
        appoint(getattr(People(), key), role, by=None, starts_on=SINCE_ICB, seat=seat, office=seat.office)
    return People()
