"""Inviting people, giving them roles and ending them."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Invitation, Person, Seat
from partnership.operations.letters import promise
from partnership.operations.record import record
from partnership.operations.sign_ins import sign_out_everywhere
from partnership.rules.letters import OPTIONAL
from partnership.rules.people import check_end, check_not_oneself, check_roles_together
from partnership.rules.seats import check_fill

INVITATION_LASTS = timedelta(days=7)
RUNS_OUT_SOON = timedelta(days=2)
UNSEEN_FOR = timedelta(days=90)


def hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def appoint(
    person, role, *, by,
    starts_on=None, ends_on=None, organisation=None, seat=None, office="", substitute=False, authority="",
):  # fmt: skip
    """Give a person a role from a day on. A seat has one holder at a time, and any number of substitutes.

    `authority` is what shows that a substitute has like delegated authority; without it they do not count.
    """
    starts_on = starts_on or timezone.localdate()
    if role in Appointment.FOR_ORGANISATION and organisation is None:
        raise Refused(f"Choose the organisation for which they are {Role(role).label.lower()}.")
    if (role in Appointment.SEATED) != (seat is not None):
        raise Refused("Choose the seat they hold in the group." if seat is None else "That role has no seat.")
    if ends_on and ends_on < starts_on:
        raise Refused("The last day is before the first day. Check both dates.")
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    check_not_oneself(by=by, person=person)
    held = person.appointments.still_held(starts_on, until=ends_on)
    check_roles_together(role, held.values_list("role", flat=True))
    if held.filter(role=role, organisation=organisation, seat=seat).exists():
        raise Refused(f"{person.name} holds that role already. End it first if its dates have to change.")
    if substitute and seat is None:
        raise Refused("Choose the seat in which they stand in.")
    authority = authority.strip()
    if seat is not None:
        check_seat(
            seat, role, starts_on=starts_on, ends_on=ends_on, substitute=substitute, authority=authority
        )
    appointment = Appointment.objects.create(
        person=person,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        organisation=organisation,
        seat=seat,
        office=office,
        substitute=substitute,
        authority=authority,
        authority_confirmed_by=by if authority else None,
        authority_confirmed_at=timezone.now() if authority else None,
    )
    record(
        "appointed",
        appointment,
        by=by,
        person=person.pk,
        role=str(role),
        organisation=organisation.code if organisation else "",
        starts_on=str(starts_on),
        ends_on=str(ends_on or ""),
        substitute=substitute,
        authority=authority,
    )
    return appointment


def check_seat(seat, role, *, starts_on, ends_on, substitute, authority):
    """Whether that seat may be taken then; locked, so that of two who take it at once the second is refused."""
    seat = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    others = seat.appointments.still_held(starts_on, until=ends_on).filter(substitute=False)
    check_fill(
        seat=seat,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        held_by=next((one.person.name for one in others.select_related("person")[:1]), ""),
        substitute=substitute,
        authority=authority,
    )


@transaction.atomic
def end_appointment(appointment, *, by, on=None, reason=""):
    """End a role. `on` is the last day on which it is held; without one it ends at once, from today."""
    if (
        appointment.role == Role.BOARD_MANAGER
    ):  # of two who end each other at once, the second must see the first
        managing = Appointment.objects.filter(role=Role.BOARD_MANAGER).order_by("pk")
        list(managing.select_for_update(no_key=True))
    appointment = Appointment.objects.select_for_update(no_key=True).get(pk=appointment.pk)
    last = on or timezone.localdate() - timedelta(1)
    successors = (
        Appointment.objects.on(max(last + timedelta(1), timezone.localdate()))
        .filter(role=Role.BOARD_MANAGER, person__is_active=True)
        .exclude(pk=appointment.pk)
    )
    check_end(
        role=appointment.role, last=last, ends_on=appointment.ends_on, others_can_manage=successors.exists()
    )
    if appointment.starts_on and last < appointment.starts_on:
        # Taken back on its first day: kept, as an appointment of the day before, so that it opens nothing.
        appointment.starts_on = last
    appointment.ends_on = last
    appointment.save(update_fields=["starts_on", "ends_on"])
    record("ended", appointment, by=by, why=reason, last_day=str(last))
    person = Person.objects.get(pk=appointment.person_id)
    if not person.held_today:
        sign_out_everywhere(person, by=by, why="Their last role has ended.")
    return appointment


@transaction.atomic
def bring_in(*, by, email, name, role, telephone="", **appointment):
    """A new person with their first role and an invitation to sign in. `appointment` is as for `appoint`."""
    email = Person.objects.normalize_email(email).lower()
    if Person.objects.filter(email=email).exists():
        raise Refused("Somebody with that email address is here already. Find them in the list of people.")
    person = Person.objects.create_user(email, name=name, telephone=telephone)
    appoint(person, role, by=by, **appointment)
    invite(person, by=by)
    return person


@transaction.atomic
def start_afresh(person, *, by, why):
    """For somebody who lost their second factor: take away every way in, and send an invitation.

    Whoever asks for this has made sure, by voice or face, that it is that person. Every session of theirs
    ends, for the password that opened it is gone.
    """
    if not why.strip():
        raise Refused("Say what happened and how you checked it was really them.")
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    check_not_oneself(by=by, person=person)
    if not person.has_usable_password():
        raise Refused(f"{person.name} has no password yet. Send another invitation instead.")
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record("took away sign-in", person, by=by, why=why.strip(), label=f"Person {person.pk}")
    sign_out_everywhere(person, by=by, why="Their sign-in was taken away.")
    return invite(person, by=by)


@transaction.atomic
def put_address_right(person, *, by, email, why):
    """Another email address for somebody, to sign in with and for their letters; both addresses are told."""
    email = email.strip().lower()
    if not why.strip():
        raise Refused("Say from whom you have the address.")
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    check_not_oneself(by=by, person=person)
    if email == person.email.lower():
        raise Refused("That is the address that we have.")
    if Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise Refused("Somebody else signs in with this address.")
    before, person.email = person.email, email
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).delete()  # the library's own list: the old one opens nothing
    entry = record("put address right", person, by=by, why=why.strip(), label=f"Person {person.pk}")
    for number, to in enumerate((before, person)):
        promise(
            "account_changed", f"address:{entry.pk}:{number}", to=to, subject="Your sign-in was changed",
            label="the email address is another", urgent=True,
        )  # fmt: skip
    return person


@transaction.atomic
def put_name_right(person, *, by, name, why, telephone=""):
    """Another name or telephone number for somebody. What was signed before keeps the name of its day."""
    name, telephone = " ".join(name.split()), telephone.strip()
    if not name or not why.strip():
        raise Refused("Say what they are called, and why it changes.")
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if (name, telephone) == (person.name, person.telephone):
        raise Refused("That is what we have. Change something, or go back.")
    before, person.name, person.telephone = person.name, name, telephone
    person.save(update_fields=["name", "telephone"])
    facts = {} if name == before else {"old": before, "new": name}
    record("put name right", person, by=by, why=why.strip(), label=f"Person {person.pk}", **facts)
    return person


@transaction.atomic
def invite(person, *, by):
    """Send a way in that works once, for seven days. An earlier unused one stops working."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.has_usable_password():
        raise Refused(f"{person.name} already signs in. They can use 'Forgotten your password?' instead.")
    now = timezone.now()
    person.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        person=person,
        secret_hash=hashed(secret),
        invited_by=by,
        invited_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    promise(
        "invitation",
        f"invitation:{invitation.pk}",
        to=person,
        subject="Your invitation to sign in",
        due_on=timezone.localdate(invitation.expires_at),
        path=reverse("accept", args=[secret]),
        secret=True,
        urgent=True,
    )
    record("invited", invitation, by=by, person=person.pk)
    return invitation


def find_invitation(secret):
    """The invitation that this secret opens, or None: unknown, used, withdrawn and expired look alike."""
    return (
        Invitation.objects.filter(
            secret_hash=hashed(secret),
            accepted_at=None,
            withdrawn_at=None,
            expires_at__gt=timezone.now(),
            person__is_active=True,
        )
        .select_related("person")
        .first()
    )


@transaction.atomic
def accept(secret, *, password):
    """Use an invitation up: set the password. Refused when it no longer opens anything."""
    found = find_invitation(secret)
    person = found and Person.objects.select_for_update(no_key=True).get(pk=found.person_id)
    invitation = found and Invitation.objects.select_for_update(no_key=True).get(pk=found.pk)
    if invitation is None or invitation.accepted_at or invitation.withdrawn_at:
        raise Refused("This invitation has been used or has expired. Ask the business unit for a new one.")
    person.set_password(password)
    person.save(update_fields=["password"])
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("accepted", invitation, by=person, person=person.pk)
    return person


@transaction.atomic
def choose_post(person, *, by, post, declined=None):
    """How a person's letters come, each as it is written or one a day, and which kinds they do without."""
    changes = {"post": post}
    if declined is not None:
        changes["post_declined"] = sorted(set(declined) & set(OPTIONAL))
    Person.objects.filter(pk=person.pk).update(**changes)
    record("chose post", person, by=by, label=f"Person {person.pk}", **changes)
