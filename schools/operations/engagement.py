"""Recording contact with schools, and who was reached by it."""

import hashlib
import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import Organisation
from partnership.operations import documents
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from partnership.rules.plan import check_revision
from schools.models import Engagement, School
from schools.rules.engagement import (
    WRITTEN,
    Kind,
    Promise,
    check_engagement,
    match_schools,
    names_in,
    stands,
)

DATA = Path(__file__).parent.parent / "data" / "engagement.toml"
COUNTS = ("early_years", "out_of_school", "governors", "mod_welfare", "others")
PLAIN = ("kind", "held_on", "title", "shared", "by_whom", *COUNTS)


@lru_cache(maxsize=1)
def promises():
    """What the arrangements promise of contact with schools, from data/engagement.toml."""
    return [Promise(**row) for row in tomllib.loads(DATA.read_text())["promise"]]


# Whose it is ----------------------------------------------------------------------------------------------


def authorities(day):
    """The local authorities that share the statutory duty that day: theirs are the schools and settings."""
    partners = Organisation.objects.statutory_partners(day)
    return partners.filter(kind=Organisation.Kind.LOCAL_AUTHORITY)


def authorities_seen_by(person, day):
    """Those of which this person may read."""
    found = authorities(day)
    return found if may(person, Can.READ_SCHOOLS) else found.filter(pk__in=person.educates_for)


def authorities_kept_by(person, day):
    """Those for which this person may record."""
    found = authorities(day)
    return found if may(person, Can.RUN_SCHOOLS) else found.filter(pk__in=person.educates_for)


def check_keeps(person, authority):
    if not authorities_kept_by(person, timezone.localdate()).filter(pk=authority.pk).exists():
        raise Refused("You can only do this for your own authority’s schools.")


# Recording ------------------------------------------------------------------------------------------------


def whom(authority, kinds, names):
    """The open schools of the authority of these kinds, and those that the lines of text mean; Refused with each line
    that means none.
    """
    schools = list(School.objects.in_scope().filter(authority=authority).only("pk", "urn", "name", "kind"))
    named, wrong = match_schools(names_in(names), schools)
    if wrong:
        more = f" And {len(wrong) - 5} more lines." if len(wrong) > 5 else ""
        raise Refused(" ".join(wrong[:5]) + more)
    return {school.pk for school in [*named, *(one for one in schools if one.kind in kinds)]}


@transaction.atomic
def record_engagement(
    *, by, authority, kinds=(), names="", schools=None, priorities=(), content=None, filename="", **given
):
    """Write down what took place, what was shared and who was reached; `schools` instead of their `names`."""
    check_keeps(by, authority)
    reached = {one.pk for one in schools} if schools is not None else whom(authority, kinds, names)
    check(given, reached)
    same = Engagement.objects.standing().filter(
        authority=authority, kind=given["kind"], held_on=given["held_on"], title=given["title"].strip()
    )
    there = same.first()
    if there:
        return there
    engagement = Engagement.objects.create(authority=authority, recorded_by=by, **cleaned(given))
    engagement.schools.set(reached)
    engagement.priorities.set(priorities)
    if content:
        keep_document(engagement, by=by, content=content, filename=filename)
    record("recorded", engagement, by=by, schools=len(reached), kind=str(engagement.kind))
    return engagement


def check(given, reached):
    check_engagement(
        held_on=given["held_on"], today=timezone.localdate(), title=given["title"], shared=given["shared"],
        reached=reached or any(given.get(name) for name in COUNTS), kind=given["kind"],
    )  # fmt: skip
    check_words(given["title"], given["shared"], given.get("by_whom", ""))


def cleaned(given):
    return {
        name: given[name].strip() if isinstance(given[name], str) else given[name]
        for name in PLAIN
        if name in given
    }


def lock(engagement):
    engagement = Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
    if engagement.withdrawn_on:
        raise Refused(f"This was withdrawn on {engagement.withdrawn_on:%-d %B %Y}. Record it again.")
    return engagement


@transaction.atomic
def change_engagement(engagement, *, by, seen, kinds=(), names="", priorities=(), **given):
    """Put right what was written down; `seen` is the revision that the page showed."""
    engagement = lock(engagement)
    check_revision(seen=str(seen), now=str(engagement.revision))
    before = set(engagement.schools.values_list("pk", flat=True))
    reached = whom_still(engagement, kinds, names)
    check(given, reached)
    values = cleaned(given)
    for name, value in values.items():
        setattr(engagement, name, value)
    engagement.revision += 1
    engagement.save(update_fields=[*values, "revision"])
    engagement.schools.set(reached)
    engagement.priorities.set(priorities)
    record(
        "changed", engagement, by=by, schools=len(reached), came_in=len(reached - before),
        went_out=len(before - reached),
    )  # fmt: skip
    return engagement


def whom_still(engagement, kinds, names):
    """As `whom`; a school that was there and has closed since is still known by its URN."""
    closed = {
        str(one.urn): one.pk
        for one in engagement.schools.all()
        if not (one.is_open and one.authority_id == engagement.authority_id)
    }
    kept, left = set(), []
    for line in names_in(names):
        urn = line.split()[0]
        if urn in closed:
            kept.add(closed[urn])
        else:
            left.append(line)
    return kept | whom(engagement.authority, kinds, "\n".join(left))


def who_was_there(engagement):
    """For the form that changes it: kinds of which every open school was there, and a line for each other school."""
    there = list(engagement.schools.all())
    by_kind = defaultdict(set)
    for school in School.objects.in_scope().filter(authority=engagement.authority).only("pk", "kind"):
        by_kind[school.kind].add(school.pk)
    kinds = [kind for kind, schools in by_kind.items() if schools <= {one.pk for one in there}]
    whole = {pk for kind in kinds for pk in by_kind[kind]}
    return {
        "kinds": kinds,
        "names": "\n".join(f"{one.urn} {one.name}" for one in there if one.pk not in whole),
    }


@transaction.atomic
def withdraw_engagement(engagement, *, by, reason):
    """It did not take place, or was recorded twice. It stays, and counts no more."""
    engagement = lock(engagement)
    if not reason.strip():
        raise Refused("Enter why you are withdrawing it.")
    check_words(reason)
    engagement.withdrawn_on, engagement.withdrawn_because = timezone.localdate(), reason.strip()
    engagement.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record("withdrew", engagement, by=by, why=reason.strip())
    return engagement


@transaction.atomic
def add_engagement_document(engagement, *, by, content, filename):
    """Keep one of the papers that were shared."""
    engagement = lock(engagement)
    return keep_document(engagement, by=by, content=content, filename=filename)


def keep_document(engagement, *, by, content, filename):
    same = engagement.documents.filter(checksum=hashlib.sha256(content).hexdigest()).first()
    if same:
        return same  # the button was pressed twice
    number = engagement.documents.count() + 1
    document = documents.keep(
        content, by=by, title=f"Paper {number}", filename=filename,
        download_name=f"shared-{engagement.pk}-{number}",
    )  # fmt: skip
    engagement.documents.add(document)
    return document


# Reach ----------------------------------------------------------------------------------------------------


def reach(authority, year, today):
    """What was promised and done in an academic year, and which schools were reached, in a fixed number of queries.

    A school is reached by what its organisation took part in, also under an earlier URN. The schools are those that
    are open now.
    """
    held = list(
        Engagement.objects.standing()
        .filter(authority=authority, held_on__lte=today)
        .in_year(year)
        .order_by("held_on")
    )
    kinds = {one.pk: one.kind for one in held}
    through = Engagement.schools.through.objects.filter(engagement__in=kinds).values_list(
        "engagement", "school__organisation"
    )
    reached = defaultdict(set)
    for engagement, organisation in through:
        reached[organisation].add(kinds[engagement])
    schools = list(School.objects.in_scope().filter(authority=authority).order_by("name", "urn"))
    by_kind = defaultdict(lambda: {"schools": 0, "met": 0, "written": 0, "not_reached": 0})
    unreached, unvisited = [], []
    for school in schools:
        ways = reached.get(school.organisation_id, set())
        row = by_kind[school.kind]
        row["schools"] += 1
        row["met"] += bool(ways - WRITTEN)
        row["written"] += bool(ways & WRITTEN)
        row["not_reached"] += not ways
        if not ways:
            unreached.append(school)
        if Kind.VISIT not in ways:
            unvisited.append(school)
    days = defaultdict(list)
    for one in held:
        days[one.kind].append(one.held_on)
    kept = [
        stands(
            promise, days[promise.kind], year=year, today=today, schools=len(schools),
            visited=len(schools) - len(unvisited),
        )
        for promise in promises()
        if promise.authority == authority.code
    ]  # fmt: skip
    visits = any(one.promise.per == "school" for one in kept)
    return {
        "held": held,
        "promises": kept,
        "by_kind": [
            {"kind": School.Kind(kind).label, **by_kind[kind]}
            for kind in School.Kind.values
            if kind in by_kind
        ],
        "schools": len(schools),
        "reached": len(schools) - len(unreached),
        "unreached": unreached,
        "unvisited": unvisited if visits else [],
        "visits_promised": visits,
        "others": {name: sum(getattr(one, name) or 0 for one in held) for name in COUNTS},
    }
