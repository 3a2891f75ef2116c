"""Whom the portal knows in each school: entering, changing, confirming each year, inviting the safeguarding lead."""

import hashlib
from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Appointment, Deadline, Event, Organisation, Person
from partnership.operations.bounces import Whose
from partnership.operations.deadlines import end, meet, open_for_each
from partnership.operations.people import appoint, bring_in, invite
from partnership.operations.record import record
from partnership.rules.deadlines import SCHOOL_CONTACTS
from schools.models import Contact, School
from schools.rules import contacts as law

FIELDS = ("name", "email", "telephone", "trained_on")


def current(organisation):
    """Who holds the school's offices now, in the order in which they are asked."""
    found = Contact.objects.filter(organisation=organisation, ends_on=None)
    return sorted(found, key=lambda one: (law.OFFICES.index(one.office), one.pk))


def current_of(organisations):
    """The same for many schools in one query: organisation id → contacts."""
    found = {}
    for one in Contact.objects.filter(organisation__in=organisations, ends_on=None).order_by("pk"):
        found.setdefault(one.organisation_id, []).append(one)
    for held in found.values():
        held.sort(key=lambda one: (law.OFFICES.index(one.office), one.pk))
    return found


def contacts_at(addresses):
    """Offices of schools that are reached at these addresses (in small letters)."""
    found = Contact.objects.annotate(small=Lower("email")).filter(small__in=addresses, ends_on=None)
    urns = dict(
        School.objects.filter(organisation__in=found.values("organisation"))
        .order_by("urn")
        .values_list("organisation", "urn")
    )
    return [
        (
            one.small,
            Whose(
                f"{one.get_office_display()}, {one.organisation}", "contact of the school",
                reverse("schools:keep_contacts", args=[urns[one.organisation_id]])
                if one.organisation_id in urns
                else "",
            ),
        )
        for one in found.select_related("organisation").order_by("pk")
    ]  # fmt: skip


def who_gave(organisation, office, email):
    """The entry of the record by which this address became that of a school's office, or None for an old list's."""
    held = Contact.objects.filter(organisation=organisation, office=office, email__iexact=email).order_by(
        "pk"
    )
    said = Event.objects.filter(
        noun=Contact._meta.label_lower,
        noun_id__in=[str(one.pk) for one in held],
        verb__in=["entered", "changed"],
    )
    return said.filter(Q(verb="entered") | Q(facts__changed__contains="email")).order_by("-at", "-pk").first()


def may_keep(person, organisation):
    """Whether they keep this school's contacts: the business unit, its authority's education lead, its own lead."""
    if may(person, Can.RUN_SCHOOLS):
        return True
    if may(person, Can.KEEP_OWN_SCHOOL) and organisation.pk in person.answers_for:
        return True
    return may(person, Can.RUN_AUTHORITY_SCHOOLS) and School.objects.kept_by(person).filter(
        organisation=organisation
    ).exists()  # fmt: skip


def shown(held):
    """What a page showed of contacts, so that whoever saves is told when somebody else saved meanwhile."""
    told = "|".join(
        f"{one.pk}:{one.name}:{one.email}:{one.telephone}:{one.trained_on}:{one.confirmed_on}" for one in held
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def lock(organisation, by):
    """The school's organisation, locked, if this person keeps its contacts; None `by` is the portal itself."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if by is not None and not may_keep(by, organisation):
        raise Refused("Only the school, its authority or the business unit can change these contacts.")
    return organisation


def ended(contact, today, by):
    contact.ends_on = max(contact.starts_on, today - timedelta(1))
    contact.save(update_fields=["ends_on"])
    record("ended", contact, by=by, last_day=str(contact.ends_on))


def put(organisation, office, *, by, today, name, email="", telephone="", trained_on=None, held=None):
    """One office as it is told: the same person put right, or another from today. Returns the contact."""
    name, email, telephone = " ".join(name.split()), email.strip().lower(), telephone.strip()
    law.check_contact(office=office, name=name, trained_on=trained_on, today=today)
    told = dict(zip(FIELDS, (name, email, telephone, trained_on), strict=True))
    same = held and (
        held.name.casefold() == name.casefold() or (email and held.email.casefold() == email.casefold())
    )
    if same:
        changed = [field for field, value in told.items() if getattr(held, field) != value]
        if changed:
            for field in changed:
                setattr(held, field, told[field])
            held.confirmed_on = held.confirmed_by = None
            held.save(update_fields=[*changed, "confirmed_on", "confirmed_by"])
            record("changed", held, by=by, changed=changed)
        return held
    if held:
        ended(held, today, by)
    new = Contact.objects.create(organisation=organisation, office=office, starts_on=today, **told)
    record("entered", new, by=by)
    return new


def confirm(organisation, held, *, by, today):
    """All who hold an office now are confirmed as of today."""
    law.check_confirm(held)
    if by is None:
        raise Refused("Someone must confirm the contacts.")
    for one in held:
        one.confirmed_on, one.confirmed_by = today, by
    Contact.objects.bulk_update(held, ["confirmed_on", "confirmed_by"])
    for asked in Deadline.objects.outstanding().filter(duty=SCHOOL_CONTACTS, organisation=organisation):
        late = today > asked.due_on
        meet(asked, by=by, late_reason="They were confirmed late." if late else "")
    record("confirmed contacts", organisation, by=by, offices=len(held))


@transaction.atomic
def keep_contact(organisation, *, by, office, name, email="", telephone="", trained_on=None):
    """Say who holds one office of a school; whoever held it before no longer does. A deputy is added, or put right."""
    organisation = lock(organisation, by)
    held = [one for one in current(organisation) if one.office == office]
    if office in law.MANY:
        held = [
            one for one in held
            if one.name.casefold() == name.strip().casefold() or (email and one.email == email.strip().lower())
        ]  # fmt: skip
    return put(
        organisation, office, by=by, today=timezone.localdate(), name=name, email=email, telephone=telephone,
        trained_on=trained_on, held=held[0] if held else None,
    )  # fmt: skip


@transaction.atomic
def end_contact(contact, *, by):
    """Nobody holds the office any more, from today."""
    organisation = lock(contact.organisation, by)
    contact = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk, organisation=organisation)
    if contact.ends_on is None:
        ended(contact, timezone.localdate(), by)
    return contact


@transaction.atomic
def keep_contacts(organisation, *, by, told, seen, confirmed):
    """Everything that one page says of a school's contacts at once.

    `told` is a list of (office, id of the contact who held it or None, what is told; empty when nobody holds it).
    `confirmed`: the school says that this is right today. `seen` is `shown` of what the page showed.
    """
    organisation = lock(organisation, by)
    today = timezone.localdate()
    held = {one.pk: one for one in current(organisation)}
    if seen != shown(held.values()):
        raise Refused(
            "Someone else changed these contacts while you were editing. Check them again, then save."
        )
    for office, pk, words in told:
        before = held.get(pk)
        if words.get("name", "").strip():
            put(organisation, office, by=by, today=today, held=before, **words)
        elif before:
            ended(before, today, by)
    now = current(organisation)
    if confirmed:
        confirm(organisation, now, by=by, today=today)
    return now


@transaction.atomic
def enter_contacts(rows, *, by):
    """The list that an authority kept before the portal: many schools' contacts at once, in few statements.

    `rows` are dicts of organisation, office, name, and email, telephone, trained_on and confirmed_on where they are
    known. A school that has a contact already keeps what it has: its rows are left out. Returns how many were entered.
    """
    today = timezone.localdate()
    wanted = {row["organisation"].pk for row in rows}
    schools = School.objects.in_scope() if by is None else School.objects.kept_by(by).in_scope()
    kept = set(schools.filter(organisation__in=wanted).values_list("organisation", flat=True))
    if wanted - kept:
        raise Refused("The list includes schools that are closed or not yours. Remove them.")
    list(Organisation.objects.select_for_update(no_key=True).order_by("pk").filter(pk__in=wanted).only("pk"))
    known = set(
        Contact.objects.filter(organisation__in=wanted, ends_on=None).values_list("organisation", flat=True)
    )
    new = []
    for row in rows:
        confirmed_on = row.get("confirmed_on")
        law.check_contact(
            office=row["office"], name=row["name"], trained_on=row.get("trained_on"), today=today
        )
        if row["organisation"].pk not in known:
            new.append(
                Contact(
                    organisation=row["organisation"], office=row["office"], name=" ".join(row["name"].split()),
                    email=row.get("email", "").strip().lower(), telephone=row.get("telephone", ""),
                    trained_on=row.get("trained_on"), starts_on=today, confirmed_on=confirmed_on,
                    confirmed_by=by if confirmed_on else None,
                )
            )  # fmt: skip
    Contact.objects.bulk_create(new, batch_size=500)
    for authority, number in Counter(
        School.objects.filter(organisation__in={one.organisation_id for one in new})
        .in_scope()
        .values_list("authority", flat=True)
    ).items():
        record(
            "entered contacts",
            Organisation.objects.get(pk=authority),
            by=by,
            schools=number,
            contacts=len(new),
        )
    return len(new)


@transaction.atomic
def confirm_contacts(organisation, *, by):
    """Whoever keeps the contacts says that they are right today."""
    organisation = lock(organisation, by)
    held = current(organisation)
    confirm(organisation, held, by=by, today=timezone.localdate())
    return held


@transaction.atomic
def ask_to_confirm(today=None):
    """Each open school whose lead can sign in has one entry in its diary: to confirm its contacts. How many are new.

    Confirming them closes it, and the next one is due a year later. Safe to run again, and beside another.
    """
    today = today or timezone.localdate()
    newest = {}
    for school in (
        School.objects.in_scope()
        .filter(organisation__in=signing_in(today))
        .select_related("organisation")
        .order_by("opened_on", "urn")
    ):
        newest[school.organisation_id] = school
    list(Organisation.objects.select_for_update(no_key=True).order_by("pk").filter(pk__in=newest).only("pk"))
    asked = {one.organisation_id: one for one in Deadline.objects.outstanding().filter(duty=SCHOOL_CONTACTS)}
    for organisation, deadline in asked.items():
        if organisation not in newest:
            end(deadline, by=None, reason="The school closed, or nobody of it can sign in any more.")
        elif deadline.path != page_of(newest[organisation]):  # it goes on under another number
            deadline.path = page_of(newest[organisation])
            deadline.save(update_fields=["path"])
    held = current_of([one for one in newest if one not in asked])
    by_day = {}
    for organisation, school in newest.items():
        if organisation not in asked:
            confirmed = [one.confirmed_on for one in held.get(organisation, ())]
            by_day.setdefault(law.confirm_by(confirmed, today), []).append(school)
    for due_on, schools in by_day.items():
        open_confirmations(schools, due_on, today)
    return sum(len(schools) for schools in by_day.values())


def signing_in(today):
    """The organisations of schools somebody of which can sign in."""
    return (
        Appointment.objects.on(today)
        .filter(role=Role.SCHOOL_LEAD, person__is_active=True)
        .values("organisation")
    )


def page_of(school):
    return reverse("schools:keep_contacts", args=[school.urn])


def open_confirmations(schools, due_on, today):
    deadlines = open_for_each(
        [school.organisation for school in schools], SCHOOL_CONTACTS, "Confirm your school’s safeguarding contacts",
        due_on, rule=law.CONFIRMED_RULE, source=law.CONFIRMED_SOURCE, reference=f"CONTACTS-{due_on:%Y}",
        starts_on=today,
    )  # fmt: skip
    for school in schools:
        deadlines[school.organisation_id].path = page_of(school)
    Deadline.objects.bulk_update(deadlines.values(), ["path"])
    for authority, number in Counter(school.authority_id for school in schools).items():
        record(
            "asked to confirm contacts", Organisation.objects.get(pk=authority), by=None, schools=number,
            due_on=str(due_on),
        )  # fmt: skip


@transaction.atomic
def invite_lead(school, *, by, name, email, telephone=""):
    """Invite somebody to sign in as the school's safeguarding lead; they hold the office from today.

    Somebody who signs in already, such as the lead of another school, is given the role for this one too.
    """
    organisation = lock(school.organisation, by)
    if not School.objects.kept_by(by).filter(pk=school.pk).exists():
        raise Refused("Only the school’s authority or the business unit can invite its safeguarding lead.")
    if not school.is_open:
        raise Refused(
            "This school is closed in the register. Invite the lead of the school that replaced it."
        )
    email = Person.objects.normalize_email(email).lower()
    person = Person.objects.select_for_update(no_key=True).filter(email=email).first()
    role = {"role": Role.SCHOOL_LEAD, "organisation": organisation, "office": "Designated safeguarding lead"}
    if person is None:
        person = bring_in(by=by, email=email, name=name.strip(), telephone=telephone, **role)
    elif not person.is_active:
        raise Refused("That person can no longer sign in. Ask the board manager to change this.")
    else:
        appoint(person, role.pop("role"), by=by, **role)
        if not person.has_usable_password():
            invite(person, by=by)
    keep_contact(organisation, by=by, office=Contact.Office.LEAD, name=name, email=email, telephone=telephone)
    return person
