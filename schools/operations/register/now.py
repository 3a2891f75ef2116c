"""The register as it stands, in the plain words in which files are compared with it."""

import hashlib
import json

from django.db.models import Count

from partnership.access import Role
from partnership.models import Appointment, Organisation, Return
from schools.models import Contact, School, SchoolLink
from schools.rules import register as law
from schools.rules.gias import COLUMNS, DATES
from schools.rules.kinds import AUTHORITIES

PLAIN = [name for name in COLUMNS if not name.startswith("trust_")]


def authorities():
    """The authorities of the configuration that are in the directory: code → (its row, the organisation)."""
    there = {one.code: one for one in Organisation.objects.filter(
        code__in=[one.organisation for one in AUTHORITIES.values()]
    )}  # fmt: skip
    return {
        code: (one, there[one.organisation]) for code, one in AUTHORITIES.items() if one.organisation in there
    }


def facts_of(row):
    """An entry's facts as a file tells them, of the values of its row."""
    told = {name: row[name] for name in PLAIN}
    for name in DATES:
        told[name] = told[name].isoformat() if told[name] else None
    return told | {"trust_code": row["trust__code"] or "", "trust_name": row["trust__name"] or ""}


def known(today):
    """Every entry, as rules.register.Known, by URN."""
    rows = list(School.objects.order_by("urn").values(
        *PLAIN, "trust__code", "trust__name", "missing_since", "organisation", "organisation__ends_on",
        "organisation__successor",
    ))  # fmt: skip
    owners = School.objects.values("organisation")
    hung = [
        one.filter(organisation__in=owners).values_list("organisation", flat=True).distinct()
        for one in (Contact.objects, Return.objects, Appointment.objects)
    ]
    used = {pk for query in hung for pk in query.order_by()}
    held = Appointment.objects.still_held(today).filter(role=Role.SCHOOL_LEAD, organisation__in=owners)
    leads = dict(held.order_by().values_list("organisation").annotate(Count("person", distinct=True)))
    return {
        row["urn"]: law.Known(
            facts=facts_of(row),
            organisation=row["organisation"],
            ended=row["organisation__ends_on"] is not None,
            successor=row["organisation__successor"],
            missing=row["missing_since"] is not None,
            used=row["organisation"] in used,
            leads=leads.get(row["organisation"], 0),
        )
        for row in rows
    }


def known_links():
    """What the register already knows of who follows whom, in the words of the links file."""
    return [
        [urn, other, kind, on.isoformat() if on else None]
        for urn, other, kind, on in SchoolLink.objects.order_by("pk").values_list(
            "school__urn", "other_urn", "kind", "linked_on"
        )
    ]


def waiting(entries, there):
    """Schools of the directory without an entry that a new one can only be: URN → organisation.

    By the whole name, and only where one entry and one organisation have it.
    """
    found = Organisation.objects.filter(kind=Organisation.Kind.SCHOOL, schools=None, ends_on=None)
    by_name = {}
    for one in found:
        by_name.setdefault(one.name.casefold(), []).append(one)
    new = {}
    for urn, told in entries.items():
        if urn not in there and told["status_code"] in law.OPEN:
            new.setdefault(told["name"].casefold(), []).append(urn)
    return {
        urns[0]: by_name[name][0]
        for name, urns in new.items()
        if len(urns) == 1 and len(by_name.get(name, ())) == 1
    }


def compared(entries, links, today):
    """What these entries change today: the changes, what is known, all links, who joins the directory, fingerprint."""
    there = known(today)
    links = [*known_links(), *links]
    joins = waiting(entries, there)
    changes = law.compare(there, entries, links, {urn: one.name for urn, one in joins.items()})
    told = [
        [one.urn, one.kind, one.differences, one.followed_by, one.follows, one.notes, one.decide]
        for one in changes
    ]
    stands = [
        [urn, one.facts, one.organisation, one.ended, one.successor, one.missing]
        for urn, one in there.items()
    ]
    fingerprint = hashlib.sha256(json.dumps([told, stands], sort_keys=True).encode()).hexdigest()
    return changes, there, links, joins, fingerprint
