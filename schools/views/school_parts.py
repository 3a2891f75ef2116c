"""What stands on the page of a school, part by part.

A part is a function of (request, school) that gives a template and what it shows, or None where this person sees
nothing of it. Add yours to PARTS, in the order of the page; each runs a fixed number of queries.
"""

from django.db.models import Q
from django.utils import timezone

from partnership.access import Can, may
from schools.models import AskedSchool, Inspection, School, SchoolLink
from schools.operations import contacts as operations
from schools.operations.response import rows_of
from schools.rules import contacts as law
from schools.rules.kinds import duty

LATEST = 5  # inspections on the school's page


def facts(request, school):
    """What the national register says of it, and which law binds it."""
    return "schools/parts/school_facts.html", {
        "duty": duty(school.type_code),
        "others": School.objects.filter(name__iexact=school.name)
        .exclude(pk=school.pk)
        .exclude(organisation=school.organisation_id)
        .order_by("urn")[:5],
    }


def history(request, school):
    """The entries before and after it, also those that the portal does not hold."""
    links = list(
        SchoolLink.objects.filter(Q(school=school) | Q(other_urn=school.urn))
        .select_related("school")
        .order_by("linked_on", "pk")
    )
    lines = {}
    for one in links:
        own = one.school_id == school.pk
        urn = one.other_urn if own else one.school.urn
        lines.setdefault(urn, (one.kind if own else turned(one.kind), one.linked_on))
    same = School.objects.filter(organisation=school.organisation_id).exclude(pk=school.pk)
    there = {one.urn: one for one in School.objects.filter(urn__in=lines) | same}
    for urn in there:
        lines.setdefault(urn, ("The same school under another number", None))
    if not lines:
        return None
    return "schools/parts/school_history.html", {
        "lines": [
            {"urn": urn, "kind": kind, "on": on, "school": there.get(urn)}
            for urn, (kind, on) in lines.items()
        ]
    }


def inspections(request, school):
    """The latest inspections of the school, under whichever number, and what is worrying."""
    found = (
        Inspection.objects.current()
        .filter(school__organisation=school.organisation_id)
        .select_related("school", "concern")[:LATEST]
    )
    reads = may(request.user, Can.READ_SCHOOLS) or may(request.user, Can.RUN_AUTHORITY_SCHOOLS)
    keeps = school.ours and School.objects.kept_by(request.user).filter(pk=school.pk).exists()
    return "schools/parts/school_inspections.html", {
        "found": list(found),
        "reads_concerns": reads,
        "keeps": keeps,
    }


def turned(kind):
    """What an entry is to another that it calls this: its successor calls it predecessor."""
    for here, there in (("Successor", "Predecessor"), ("Predecessor", "Successor")):
        if kind.startswith(here):
            return kind.replace(here, there, 1)
    return f"It names this one as: {kind}"


def sees_contacts(person, school):
    return may(person, Can.READ_SCHOOLS) or operations.may_keep(person, school.organisation)


def contacts(request, school):
    """Who holds its offices, what is wanting, and what this person may do about it."""
    if not school.ours or not sees_contacts(request.user, school):
        return None
    today = timezone.localdate()
    held = operations.current(school.organisation)
    keeps = operations.may_keep(request.user, school.organisation)
    return "schools/parts/school_contacts.html", {
        "rows": [
            {
                "contact": one,
                "confirmed": law.is_confirmed(one.confirmed_on, today),
                "old": law.is_out_of_date(one.office, one.trained_on, today),
                "trains": one.office in law.TRAINED,
            }
            for one in held
        ],
        "standing": wanting(held, today),
        "keeps": keeps and school.is_open,
        "invites": school.is_open and School.objects.kept_by(request.user).filter(pk=school.pk).exists(),
    }


def wanting(held, today):
    """What is missing of these contacts, as sentences; none when all is well."""
    found = law.standing([law.Held(one.office, one.trained_on, one.confirmed_on) for one in held], today)

    def offices(names):
        return ", ".join(LABELS[name] for name in names)

    told = [
        ("Nobody is named:", found.missing),
        ("Not confirmed within a year:", found.unconfirmed),
        ("No training date:", found.untrained),
        ("Trained more than 2 years ago:", found.out_of_date),
    ]
    return [f"{words} {offices(names)}." for words, names in told if names]


LABELS = {
    "lead": "safeguarding lead",
    "deputy": "deputy",
    "head": "head",
    "chair": "chair of governors",
    "governor": "safeguarding governor",
}


def returns(request, school):
    """What was asked of it each year, and how that stands; under its earlier numbers, too."""
    found = AskedSchool.objects.visible_to(request.user).filter(
        school_return__organisation=school.organisation_id
    )
    rows = rows_of(found.order_by("-round__about_until", "-pk"))
    return ("schools/parts/school_returns.html", {"rows": rows}) if rows else None


PARTS = [facts, contacts, returns, inspections, history]
