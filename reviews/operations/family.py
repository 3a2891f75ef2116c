"""Telling the family, hearing them, and remembering when to look again at not having told them."""

import hashlib

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.record import record
from reviews.models import Case, CaseDeadline, FamilyContact, FamilyMember
from reviews.rules.family import (
    check_advocate,
    check_contact,
    check_member,
    check_put_off,
    check_state,
    not_settled,
)
from reviews.rules.publication import check_seen


def lock(member):
    """The member, locked, with the case; Refused once they were taken out."""
    member = (
        FamilyMember.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case", "deadline")
        .get(pk=member.pk)
    )
    if member.taken_out_on:
        raise Refused(
            "They were entered by mistake and have been taken out. Nothing more is recorded about them."
        )
    return member


def look_again(case, on, *, by):
    """The day on which to look again, in the diary of the business unit."""
    deadline = open_fixed(
        "family_review",
        "Look again at telling the family",
        on,
        by=by,
        rule="Agreed when it was decided not to tell somebody yet",
        source="Local practice: such a decision is looked at again",
        reference=case.reference,
        restricted=True,
        path=case.get_absolute_url(),
        role=Role.BOARD_OFFICER,
        starts_on=timezone.localdate(),
    )
    CaseDeadline.objects.create(case=case, deadline=deadline)
    return deadline


def outstanding(deadline):
    """The deadline as it is now if it is still to be met."""
    now = deadline and Deadline.objects.get(pk=deadline.pk)
    return now if now and now.outstanding else None


@transaction.atomic
def add_member(case, *, by, role, contact_office, because, look_again_on):
    """Record somebody of the family: not told yet, for this reason, and to be looked at again on that day."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if case.is_over:
        raise Refused("This case is closed. Ask for it to be opened again first.")
    check_member(role=role, contact_office=contact_office)
    check_put_off(because=because, look_again_on=look_again_on, today=timezone.localdate())
    if case.family.standing().filter(role__iexact=role.strip()).exists():
        raise Refused("Somebody with that place in the family is recorded already. Say which of them it is.")
    deadline = look_again(case, look_again_on, by=by)
    member = FamilyMember.objects.create(
        case=case, role=role.strip(), contact_office=contact_office.strip(), not_yet_because=because.strip(),
        deadline=deadline, added_by=by,
    )  # fmt: skip
    record("added family member", case, by=by, member=member.pk)
    return member


@transaction.atomic
def change_member(member, *, by, role, contact_office, seen=""):
    """Their place in the family was said wrongly, or another office stays in touch with them now.

    What a place said before is not kept: it may have been a name. `seen` is the mark of what the page showed.
    """
    member = lock(member)
    if member.case.is_over:
        raise Refused("This case is closed. Ask for it to be opened again first.")
    check_member(role=role, contact_office=contact_office)
    check_seen(seen=seen, now=mark_of(member), what="What is recorded about them")
    others = member.case.family.standing().exclude(pk=member.pk)
    if others.filter(role__iexact=role.strip()).exists():
        raise Refused("Somebody with that place in the family is recorded already. Say which of them it is.")
    facts = {"role": role.strip(), "contact_office": contact_office.strip()}
    changed = [name for name, value in facts.items() if getattr(member, name) != value]
    for name in changed:
        setattr(member, name, facts[name])
    if changed:
        member.save(update_fields=changed)
        record("changed family member", member.case, by=by, member=member.pk, changed=changed)
    return member


@transaction.atomic
def take_out_member(member, *, by, reason, seen=""):
    """They were entered by mistake: nothing waits for them any more. What passed with them stays, with the reason.

    `seen` is the mark of what the page showed.
    """
    member = lock(member)
    if member.case.is_over:
        raise Refused("This case is closed. Ask for it to be opened again first.")
    check_seen(seen=seen, now=mark_of(member), what="What is recorded about them")
    if not reason.strip():
        raise Refused("Say how the mistake came about. It is kept permanently.")
    waiting = outstanding(member.deadline)
    if waiting:
        end(waiting, by=by, reason="They were entered by mistake")
    member.taken_out_on, member.taken_out_because = timezone.localdate(), reason.strip()
    member.save(update_fields=["taken_out_on", "taken_out_because"])
    record("took out family member", member.case, by=by, why=reason, member=member.pk)
    return member


def mark_of(member):
    """What changes as soon as who somebody is, or who stays in touch with them, does."""
    return hashlib.sha256(repr([member.role, member.contact_office]).encode()).hexdigest()


@transaction.atomic
def log_contact(
    member, *, by, happened_on, kind, by_office, note, state, advocate="", advocate_from="",
):  # fmt: skip
    """Record one contact, and where it leaves them. `advocate` empty leaves that as it was."""
    member = lock(member)
    check_contact(happened_on=happened_on, note=note, by_office=by_office, today=timezone.localdate())
    check_state(member.state, state)
    if state == FamilyMember.State.NOT_YET:
        raise Refused(
            "They have been told, because someone has been in contact with them. Choose their status now."
        )
    if advocate:
        check_advocate(advocate=advocate, advocate_from=advocate_from)
        member.advocate = advocate
        member.advocate_from = advocate_from.strip() if advocate == FamilyMember.Advocate.ACCEPTED else ""
    waiting = outstanding(member.deadline)
    if waiting:
        end(waiting, by=by, reason="They have been told")
    contact = FamilyContact.objects.create(
        member=member, happened_on=happened_on, kind=kind, by_office=by_office.strip(), note=note.strip(),
        state=state, recorded_by=by,
    )  # fmt: skip
    member.state = state
    member.save(update_fields=["state", "advocate", "advocate_from"])
    record("logged family contact", member.case, by=by, member=member.pk, kind=kind, state=state)
    return contact


@transaction.atomic
def put_off(member, *, by, because, look_again_on, by_office, late_reason=""):
    """They are still not told: why, on whose advice, and when to look again. That is a legitimate entry."""
    member = lock(member)
    today = timezone.localdate()
    if member.state != FamilyMember.State.NOT_YET:
        raise Refused("They have been told already. Record a contact instead.")
    check_put_off(because=because, look_again_on=look_again_on, today=today)
    check_contact(happened_on=today, note=because, by_office=by_office, today=today)
    waiting = outstanding(member.deadline)
    if waiting:
        meet(waiting, by=by, late_reason=late_reason)
    member.deadline = look_again(member.case, look_again_on, by=by)
    member.not_yet_because = because.strip()
    contact = FamilyContact.objects.create(
        member=member, happened_on=today, kind=FamilyContact.Kind.PUT_OFF, by_office=by_office.strip(),
        note=because.strip(), state=member.state, recorded_by=by,
    )  # fmt: skip
    member.save(update_fields=["deadline", "not_yet_because"])
    record("put off telling the family", member.case, by=by, member=member.pk, until=str(look_again_on))
    return contact


def family_missing(case):
    """What the family still has to be given before partners sign, as sentences."""
    return not_settled([(member.role, member.state) for member in case.family.standing()])
