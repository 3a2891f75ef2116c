"""Seats filled, left empty and stood in for."""

from datetime import timedelta

from partnership.access import Role
from partnership.models import Organisation, Person, Seat
from partnership.operations.actions import open_action
from partnership.operations.leaving import hand_over
from partnership.operations.people import bring_in, choose_post, end_appointment
from partnership.operations.seats import confirm_authority, end_seat, fill_seat
from partnership.operations.workspace import make_feed, save_view
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days

# whom we know already, and the further seats that go with their office: key, group, kind, organisation, office
FURTHER_HATS = [
    ("health_lead", "planning-and-delivery", "member", "leicester-leicestershire-and-rutland-icb", ""),
    ("chair", "planning-and-delivery", "member", "", "Chair of the Case Review Group"),
    ("policy_chair", "planning-and-delivery", "member", "", "Chair of the Policy and Procedures Group"),
    ("hospital_lead", "lrscp", "virtual", "university-hospitals-of-leicester", ""),
    ("learning_chair", "planning-and-delivery", "member", "", "Chair of the Multi-Agency Learning"),
    ("trust_lead", "lrscp", "virtual", "leicestershire-partnership-trust", ""),
]  # fmt: skip
# whom nobody has met yet: name, group, kind, organisation, office
NEW = [
    ("Case Review Group member, police", "case-review-group", "member", "leicestershire-police", ""),
    ("Case Review Group member, health", "case-review-group", "member", "leicester-leicestershire-and-rutland-icb", ""),
    ("Case Review Group member, Rutland", "case-review-group", "member", "rutland-county-council", ""),
    ("Case Review Group member, hospitals", "case-review-group", "member", "university-hospitals-of-leicester", ""),
    ("Case Review Group member, trust", "case-review-group", "member", "leicestershire-partnership-trust", ""),
    ("Policy officer, county council", "policy-and-procedures", "member", "leicestershire-county-council", ""),
    ("Policy officer, Rutland", "policy-and-procedures", "member", "rutland-county-council", ""),
    ("Delegate of the districts", "planning-and-delivery", "member", "", "Delegate of the seven district"),
    ("Virtual member, ambulance service", "lrscp", "virtual", "east-midlands-ambulance-service", ""),
]  # fmt: skip


def place(group, kind, organisation="", office=""):
    """That seat, as it stands on the day; None once it has ended."""
    found = Seat.objects.filter(group__code=group, kind=kind, ends_on=None)
    if organisation:
        found = found.filter(organisation__code=organisation)
    if office:
        found = found.filter(office__startswith=office)
    return found.first()


def invent(name):
    """Somebody invented who has signed in before, called by what they are."""
    address = name.lower().replace(",", "").replace(" ", ".")
    return Person.objects.create_user(f"{address}@portal.example", name=name, invented=True)


def invited(people, name, seat):
    """Somebody who comes by invitation into a seat."""
    address = name.lower().replace(",", "").replace(" ", ".")
    person = bring_in(
        by=people.manager, email=f"{address}@portal.example", name=name, role=Role.GROUP_MEMBER, seat=seat,
        office=seat.office,
    )  # fmt: skip
    Person.objects.filter(pk=person.pk).update(invented=True)
    return person


def a_year_of_seats(people, today):
    """Seats are filled at the year's beginning; those of a body that is no more end."""
    yield at(working_day(today, 350))
    for key, *where in FURTHER_HATS:
        seat = place(*where)
        if seat:
            fill_seat(seat, by=people.manager, person=getattr(people, key))
    for name, *where in NEW:
        seat = place(*where)
        if seat:
            fill_seat(seat, by=people.manager, person=invent(name))
    yield at(working_day(today, 330))
    company = Organisation.objects.filter(code="community-rehabilitation-company").first()
    for seat in Seat.objects.filter(organisation=company, ends_on=None).order_by("pk"):
        end_seat(
            seat, by=people.manager, on=working_day(today, 330),
            reason="Its work has gone to the Probation Service, which has a seat of its own.",
        )  # fmt: skip
    yield at(working_day(today, 12))
    ambulance = Person.objects.get(name="Virtual member, ambulance service").appointments.get()
    end_appointment(ambulance, by=people.manager, on=today + timedelta(20), reason="Moves to another region.")


def standing_in(people, today):
    """Three stand in: for somebody, in a vacant seat, and one who does not count yet."""
    yield at(working_day(today, 95))
    hospital = place("planning-and-delivery", "member", "university-hospitals-of-leicester")
    held = fill_seat(hospital, by=people.manager, person=people.trust_lead, substitute=True)
    yield at(working_day(today, 88))
    confirm_authority(held, by=people.manager, authority="Chief Nurse, letter in the group’s folder")
    yield at(working_day(today, 60))
    fill_seat(
        place(
            "planning-and-delivery", "member", "leicestershire-county-council", "Representative of the Youth"
        ),
        by=people.manager,
        person=people.county_signatory,
        substitute=True,
        authority="Head of the Youth Offending Service, minute of the group’s meeting",
    )
    yield at(working_day(today, 18))
    fill_seat(
        place("policy-and-procedures", "member", "leicester-leicestershire-and-rutland-icb"),
        by=people.manager,
        person=people.health_lead,
        substitute=True,
    )


def leaving_and_following(people, today):
    """The fire service's lead leaves; their seat and their open action go to whoever follows."""
    yield at(working_day(today, 300))
    seat = place("planning-and-delivery", "member", "leicestershire-fire-and-rescue")
    leaver = invent("First safeguarding lead, fire and rescue")
    held = fill_seat(seat, by=people.manager, person=leaver)
    yield at(working_day(today, 70), 11)
    action = open_action(
        by=people.officer,
        title="Bring the home safety checklist and the early help form together",
        origin="PDG-LOG",
        target_on=add_working_days(today, 15),
        owner=leaver,
        group=seat.group,
    )
    yield at(working_day(today, 45))
    hand_over(
        held, by=people.manager, successor=invent("Safeguarding lead, fire and rescue"),
        on=working_day(today, 45), reason="Retires from the service.", actions=[action],
    )  # fmt: skip


def invitations(people, today):
    """One ran out unused, and one is about to."""
    yield at(working_day(today, 40))
    invited(
        people,
        "Case Review Group member, probation",
        place("case-review-group", "member", "national-probation-service"),
    )
    yield at(today - timedelta(6), 8)
    invited(
        people,
        "Safeguarding lead, probation",
        place("planning-and-delivery", "member", "national-probation-service"),
    )


def own_ways(people, today):
    """What people arranged for themselves: views of the diary, a calendar, one letter a day."""
    yield at(working_day(today, 200))
    save_view(by=people.officer, name="Statutory, next 30 days", query="show=30&force=statutory")
    save_view(by=people.officer, name="Late by statute", query="show=late&force=statutory")
    save_view(by=people.manager, name="My week", query="show=7&whose=mine")
    make_feed(by=people.police_lead)
    choose_post(people.health_lead, by=people.health_lead, post="daily", declined=["published"])


STORIES = (a_year_of_seats, standing_in, leaving_and_following, invitations, own_ways)
