"""Requests for what is held: registered, decided by one person and checked by another, and answered."""

import hashlib
import io
import json
import zipfile

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Person, SubjectRequest, Withheld
from partnership.operations.deadlines import end, meet, open_deadline, supersede
from partnership.operations.held import Subject, everything
from partnership.operations.money.files import as_csv
from partnership.operations.record import record
from partnership.rules import subject_requests as law

State = SubjectRequest.State
HEADS = ["Key", "Kind", "Date", "What it is", "Office", "Given", "Ground for keeping it back", "Why"]


def check_may(kind, by):
    """Whoever keeps records; for a case, only who reads cases as well."""
    if not may(by, Can.RUN_RECORDS):
        raise Refused("Only people who keep the records can answer requests.")
    if kind == SubjectRequest.Subject.CASE and not may(by, Can.READ_CASES):
        raise Refused("Only people who can read cases can answer requests about a case.")


def lock(asked, *, by):
    check_may(asked.subject_kind, by)
    asked = (
        SubjectRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline")
        .get(pk=asked.pk)
    )
    law.check_still_open(asked.state, asked.dropped_because)
    return asked


def with_subjects(found):
    """Those requests as a list, each with `about`: the reference, or the name of the person, asked about.

    A person is kept as a number, so that a row that is read elsewhere names nobody; whoever answers has to know.
    """
    found = list(found)
    of_people = [one for one in found if one.subject_kind == SubjectRequest.Subject.PERSON]
    people = Person.objects.in_bulk([int(one.subject) for one in of_people])
    for one in found:
        one.about = one.subject
    for one in of_people:
        one.about = people[int(one.subject)].name
    return found


@transaction.atomic
def register_request(*, by, kind, subject_kind, subject, received_on, asked_for=""):
    """Note that somebody asked, and open the statutory date. Who asked is not kept here."""
    check_may(subject_kind, by)
    today = timezone.localdate()
    law.check_received(received_on=received_on, today=today)
    subject = subject.strip()
    if subject_kind == SubjectRequest.Subject.PERSON:
        person = Person.objects.filter(email=subject.lower()).first()
        if person is None:
            raise Refused("Nobody with this email address has ever been invited to the portal.")
        subject = str(person.pk)
    elif not any(sign.isdigit() for sign in subject) or " " in subject:
        raise Refused("Enter the reference as the portal writes it, such as LR-2026-007, and nothing else.")
    same = {"kind": kind, "subject_kind": subject_kind, "subject": subject, "received_on": received_on}
    waiting = SubjectRequest.objects.filter(**same, deadline__ended_on=None)
    before = waiting.exclude(state__in=[State.RELEASED, State.CLOSED]).first()
    if before:
        raise Refused(f"This request is registered already, as {before.reference}.")
    reference = next_reference(today.year)
    clock = law.CLOCKS[kind]
    asked = SubjectRequest(
        reference=reference, kind=kind, subject_kind=subject_kind, subject=subject, received_on=received_on,
        asked_for=asked_for.strip(), registered_by=by,
    )  # fmt: skip
    asked.deadline = open_deadline(
        clock, received_on, by=by, reference=reference, path="", role=Role.BOARD_MANAGER
    )
    asked.save()
    asked.deadline.path = asked.get_absolute_url()
    asked.deadline.save(update_fields=["path"])
    record("registered", asked, by=by, kind=kind, received_on=str(received_on))
    return asked


def next_reference(year):
    """IR-2026-007: the next free one of the year. The newest row is locked, so that two get two."""
    newest = (
        SubjectRequest.objects.select_for_update(no_key=True)
        .filter(reference__startswith=f"IR-{year}-")
        .order_by("-reference")
        .first()
    )
    return f"IR-{year}-{int(newest.reference[-3:]) + 1 if newest else 1:03}"


@transaction.atomic
def extend_request(asked, *, by, reason):
    """More time, once, for a reason that the requester is told. The first date stays to be seen."""
    asked = lock(asked, by=by)
    law.check_extension(
        extended=bool(asked.extended_because), decided=asked.state != State.RECEIVED, due_on=asked.deadline.due_on,
        today=timezone.localdate(), reason=reason,
    )  # fmt: skip
    asked.deadline = supersede(
        asked.deadline,
        law.EXTENDED[asked.kind],
        asked.received_on,
        by=by,
        reason=f"Extended: {reason.strip()}",
    )
    asked.extended_because = reason.strip()
    asked.save(update_fields=["deadline", "extended_because"])
    record("extended", asked, by=by, why=asked.extended_because, due_on=str(asked.deadline.due_on))
    return asked


@transaction.atomic
def drop_request(asked, *, by, reason):
    """Nobody answers it any more: whoever asked withdrew it, or it was registered by mistake. It stays on the list."""
    asked = lock(asked, by=by)
    if not reason.strip():
        raise Refused("Say why it is not answered.")
    asked.deadline = end(asked.deadline, by=by, reason=reason)
    record("dropped", asked, by=by, why=reason.strip())
    return asked


def found_for(asked, *, by):
    """Everything held for a request."""
    check_may(asked.subject_kind, by)
    return everything(Subject(asked.subject_kind, asked.subject, by=by))


@transaction.atomic
def withhold(asked, *, by, items, exemption, reason):
    """Mark things as kept back, with the ground and the reason. Only before the decision."""
    asked = lock(asked, by=by)
    check_undecided(asked)
    if exemption not in law.EXEMPTIONS or not reason.strip():
        raise Refused("Name the exemption, and say why it applies.")
    known = {thing.key for thing in found_for(asked, by=by)}
    chosen = [item for item in dict.fromkeys(items) if item in known]
    if not chosen:
        raise Refused("Choose what is withheld.")
    for item in chosen:
        Withheld.objects.update_or_create(
            request=asked,
            item=item,
            defaults={"exemption": exemption, "reason": reason.strip(), "marked_by": by},
        )
    record("marked as withheld", asked, by=by, why=reason.strip(), items=len(chosen), exemption=exemption)
    return len(chosen)


@transaction.atomic
def give_after_all(asked, *, by, items):
    """Take marks off again. Only before the decision."""
    asked = lock(asked, by=by)
    check_undecided(asked)
    number = asked.withheld.filter(item__in=items).count()
    if not number:
        raise Refused("Choose what to stop withholding.")
    asked.withheld.filter(item__in=items).delete()
    record("took marks off", asked, by=by, items=number)
    return number


def check_undecided(asked):
    if asked.state != State.RECEIVED:
        raise Refused("This request is decided. Have it sent back first if something is to change.")


@transaction.atomic
def decide_request(asked, *, by, outcome, reasons, exemption=""):
    """Say what is released, with reasons and the ground of what is not. A second person checks it."""
    asked = lock(asked, by=by)
    check_undecided(asked)
    exemption = exemption if outcome in ("part", "withheld") else ""
    law.check_decision(
        outcome=outcome, exemption=exemption, reasons=reasons, withheld=asked.withheld.exists()
    )
    asked.outcome, asked.exemption, asked.reasons = outcome, exemption, reasons.strip()
    asked.decided_by, asked.decided_at, asked.state = by, timezone.now(), State.DECIDED
    asked.things = [thing.key for thing in found_for(asked, by=by)]
    asked.sent_back_because = ""
    asked.save(
        update_fields=[
            "outcome", "exemption", "reasons", "decided_by", "decided_at", "state", "sent_back_because", "things",
        ]
    )  # fmt: skip
    record("decided", asked, by=by, why=asked.reasons, outcome=outcome, exemption=exemption)
    return asked


@transaction.atomic
def check_request(asked, *, by, passed, reason=""):
    """A second person lets the decision stand, or sends it back."""
    asked = lock(asked, by=by)
    if asked.state != State.DECIDED:
        raise Refused("There is no decision to check.")
    law.check_second_pair(decided_by=asked.decided_by_id, by=by.pk)
    if not passed and not reason.strip():
        raise Refused("Say what is wrong with the decision.")
    if passed:
        asked.checked_by, asked.checked_at, asked.state = by, timezone.now(), State.CHECKED
    else:
        asked.state, asked.sent_back_because = State.RECEIVED, reason.strip()
    asked.save(update_fields=["checked_by", "checked_at", "state", "sent_back_because"])
    record("checked" if passed else "sent back", asked, by=by, why=reason.strip())
    return asked


@transaction.atomic
def answer_subject_request(asked, *, by, late_reason=""):
    """The requester has been answered; the statutory date is met, on time or late."""
    asked = lock(asked, by=by)
    if asked.state != State.CHECKED:
        raise Refused("A second person has not checked the decision. Nothing goes out before that.")
    asked.state = State.RELEASED if asked.outcome in ("released", "part") else State.CLOSED
    asked.save(update_fields=["state"])
    meet(asked.deadline, by=by, late_reason=late_reason)
    record("answered", asked, by=by, outcome=asked.outcome)
    return asked


@transaction.atomic
def make_package(asked, *, by):
    """Everything that was decided on and not kept back, as a zip with an index twice: CSV and JSON. Its making is
    recorded.

    What is kept back is listed with its ground, and says nothing else. What came in since the decision is not in it:
    nobody has looked at that.
    """
    check_may(asked.subject_kind, by)
    asked = SubjectRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=asked.pk)
    if asked.state != State.RELEASED:
        law.check_still_open("", asked.dropped_because)
        law.check_releasable(state=asked.state, outcome=asked.outcome)
    decided_on = set(asked.things)
    things = [thing for thing in found_for(asked, by=by) if thing.key in decided_on]
    kept_back = {one.item: one for one in asked.withheld.all()}
    rows = [row_of(thing, kept_back.get(thing.key)) for thing in things]
    index = {
        "request": asked.reference,
        "kind": asked.get_kind_display(),
        "outcome": asked.get_outcome_display(),
        "data_of": timezone.localdate(asked.decided_at).isoformat(),
        "held": [dict(zip(HEADS, row, strict=True)) for row in rows],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "index.csv", as_csv(HEADS, rows))
        put(archive, "index.json", json.dumps(index, ensure_ascii=False, indent=2).encode())
    content = out.getvalue()
    record(
        "made package", asked, by=by, things=len(rows), kept_back=len(kept_back),
        checksum=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    return content


def row_of(thing, kept_back):
    if kept_back:
        ground = law.EXEMPTIONS[kept_back.exemption]
        return [thing.key, thing.kind, "", "", "", "withheld", ground, kept_back.reason]
    when = thing.on.isoformat() if thing.on else ""
    return [thing.key, thing.kind, when, thing.what, thing.who, "given", "", ""]


def put(archive, name, content):
    archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)
