"""What is held under an opaque reference: a list of things, each known by a key, a kind, a date and an office.

`everything` asks each provider that settings.HELD_BY names. A provider is a function of one `Subject` that gives
`Held` things; an app above adds its own there, so that nothing here needs to know it. Other people than the subject
appear by office.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from partnership.models import (
    Action,
    ActionUpdate,
    Deadline,
    Disposal,
    Document,
    Event,
    Letter,
    Person,
    Record,
)

EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
IN_BRACKETS = re.compile(r"\(([^()]*)\)$")
CASE, RECORD, PERSON = "case", "record", "person"


@dataclass(frozen=True)
class Held:
    """One thing that is held. `who` is an office; `what` has been cleared of other people's names."""

    key: str
    kind: str
    on: date | None
    what: str
    who: str = ""


class Subject:
    """Of whom or what it is asked, and by whom: providers give only what that person may see."""

    def __init__(self, kind, reference, *, by):
        self.kind, self.reference, self.by = kind, reference, by

    @cached_property
    def person(self):
        """The person of the portal whose data is asked for, or None."""
        if self.kind != PERSON or not self.reference.isdigit():
            return None
        return Person.objects.filter(pk=int(self.reference)).first()

    @cached_property
    def offices(self):
        """Everybody else's office by their name."""
        found = {}
        others = Person.objects.exclude(pk=self.person.pk if self.person else None)
        for person in others.prefetch_related("appointments"):
            held = [one.office or one.get_role_display() for one in person.appointments.all()]
            found[person.name] = held[0] if held else "a person without an office"
        return found

    @cached_property
    def names(self):
        """What finds any of those names; nothing where there is nobody else."""
        names = sorted(filter(None, self.offices), key=len, reverse=True)
        return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)) if names else None

    def clear(self, text):
        """The text with other people's names turned into their offices, and email addresses taken out."""
        text = EMAIL.sub("[address removed]", str(text))
        return self.names.sub(lambda found: f"[{self.offices[found[0]]}]", text) if self.names else text

    def office(self, person):
        """How the list calls somebody: the subject by that word, everybody else by office."""
        if person is None:
            return ""
        if self.person and person.pk == self.person.pk:
            return "the subject"
        return self.offices.get(person.name, "")


def everything(subject):
    """All that any provider holds, each thing once, by kind and date."""
    found = {}
    for path in settings.HELD_BY:
        for thing in import_string(path)(subject):
            found.setdefault(thing.key, thing)
    return sorted(found.values(), key=lambda one: (one.kind, one.on or date.min, one.key))


# What the partnership itself holds -------------------------------------------------------------------------


def letters(subject):
    """Letters: to which office, when, about which reference. Their addresses are left out."""
    about = Q(recipient=subject.person) if subject.person else Q(reference=subject.reference)
    for one in Letter.objects.filter(about).select_related("recipient").order_by("pk"):
        yield Held(
            f"letter-{one.pk}",
            "Letter",
            timezone.localdate(one.promised_at),
            subject.clear(f"{one.subject} ({one.get_state_display().lower()})"),
            subject.office(one.recipient) if one.recipient else "an address outside the portal",
        )


def deadlines(subject):
    """What was due."""
    about = Q(owner=subject.person) if subject.person else Q(reference=subject.reference)
    for one in Deadline.objects.filter(about).select_related("organisation", "group", "owner").order_by("pk"):
        who = subject.office(one.owner) if one.owner else str(one.asked_of)
        yield Held(
            f"deadline-{one.pk}", "Date due", one.due_on, subject.clear(f"{one.label} ({one.reference})"), who
        )


def actions(subject):
    """Actions that came from it, or that the person was to do."""
    about = (
        Q(owner=subject.person) | Q(claimed_by=subject.person)
        if subject.person
        else Q(origin=subject.reference)
    )
    for one in Action.objects.filter(about).select_related("organisation", "owner").order_by("pk"):
        who = subject.office(one.owner) if one.owner else str(one.organisation)
        yield Held(
            f"action-{one.pk}", "Action", one.target_on, subject.clear(f"{one.title} ({one.origin})"), who
        )


def events(subject):
    """Entries of the record: what the person did, or what was done about the reference."""
    if subject.person:
        about = Q(actor_id=str(subject.person.pk)) | Q(
            noun=Person._meta.label_lower, noun_id=str(subject.person.pk)
        )
    else:
        word = rf"(^|[^[:alnum:]-]){re.escape(subject.reference)}($|[^[:alnum:]-])"
        about = Q(label__iregex=word) | Q(facts__case=subject.reference)
    for one in Event.objects.filter(about).order_by("pk"):
        own = subject.person and one.actor_id == str(subject.person.pk)
        office = IN_BRACKETS.search(one.actor)
        why = f": {one.why}" if one.why else ""
        yield Held(
            f"event-{one.pk}",
            "Entry of the record",
            timezone.localdate(one.at),
            subject.clear(f"{one.verb.capitalize()}: {one.label}{why}"),
            "the subject" if own else office[1] if office else one.actor,
        )


def records(subject):
    """Boxes and files of the register."""
    if subject.person:
        return
    about = Q(reference=subject.reference) | Q(case_reference=subject.reference)
    for one in Record.objects.filter(about).order_by("pk"):
        yield Held(
            f"record-{one.pk}",
            "Record of the register",
            None,
            subject.clear(f"{one.reference}: {one.title}, {one.years} ({one.get_state_display().lower()})"),
        )


def documents(subject):
    """Files: when they were kept and as what, not what is in them."""
    if subject.person:
        found = Document.objects.filter(kept_by=subject.person)
    else:
        shown = ActionUpdate.objects.filter(action__origin=subject.reference).values("document")
        disposed = Disposal.objects.filter(
            Q(record__reference=subject.reference) | Q(record__case_reference=subject.reference)
        )
        found = Document.objects.filter(Q(pk__in=shown) | Q(pk__in=disposed.values("certificate")))
    for one in found.select_related("kept_by").order_by("pk"):
        yield Held(
            f"document-{one.pk}",
            "File",
            timezone.localdate(one.kept_at),
            subject.clear(f"{one.title}, version {one.version}, {one.size} bytes, SHA-256 {one.checksum}"),
            subject.office(one.kept_by),
        )


def account(subject):
    """What the portal knows of the person: how they are reached, and which roles they held when."""
    person = subject.person
    if person is None:
        return
    reached = ", ".join(filter(None, [person.name, person.email, person.telephone]))
    yield Held(f"person-{person.pk}", "Account", timezone.localdate(person.joined_at), reached, "the subject")
    for one in person.appointments.select_related("organisation", "seat__group"):
        yield Held(f"appointment-{one.pk}", "Role held", one.starts_on, str(one), "the subject")


def of_the_partnership(subject):
    """Everything that the partnership's own nouns hold."""
    for provider in (account, letters, deadlines, actions, events, records, documents):
        yield from provider(subject)
