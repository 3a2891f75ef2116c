"""Schools of the register, without a file behind them."""

from datetime import date
from itertools import count

from partnership.models import Organisation
from schools.models import Contact, School, Trust

URNS = count(120001)


def school(cast, organisation=None, *, authority=None, **more):
    """An open community primary school of the county, unless said otherwise."""
    authority = authority or cast.county
    urn = more.pop("urn", None) or next(URNS)
    name = more.pop("name", organisation.name if organisation else f"Larch Lane School {urn}")
    organisation = organisation or Organisation.objects.create(
        code=f"school-{urn}", name=name, kind=Organisation.Kind.SCHOOL
    )
    facts = {
        "kind": School.Kind.PRIMARY, "run": School.Run.MAINTAINED, "type_code": "01",
        "type_name": "Community school", "group_code": "4", "group_name": "Local authority maintained schools",
        "status_code": "1", "status_name": "Open", "phase_code": "2", "phase_name": "Primary",
        "authority_code": "857" if authority == cast.rutland else "855", "number": "2001",
        "opened_on": date(1974, 4, 1), "postcode": "LE99 1AA", "town": "Market Larch",
    }  # fmt: skip
    return School.objects.create(
        urn=urn, organisation=organisation, authority=authority, name=name, **facts | more
    )


def trust(name="Copper Beech Trust", code="16999"):
    return Trust.objects.get_or_create(code=code, defaults={"name": name})[0]


def contact(organisation, office, **more):
    facts = {
        "name": f"{Contact.Office(office).label} (invented)",
        "email": f"{office}.{organisation.code}@school.example",
        "starts_on": date(2021, 9, 1),
    }
    found, _ = Contact.objects.update_or_create(
        organisation=organisation, office=office, ends_on=None, defaults=facts | more
    )
    return found
