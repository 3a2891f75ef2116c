"""People: the directory, one person, inviting, appointing and ending."""

from allauth.mfa import app_settings as settings
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.people import (
    AppointForm,
    EndAppointmentForm,
    InviteForm,
    PeopleFilterForm,
    PutAddressRightForm,
    PutNameRightForm,
    StartAfreshForm,
)
from partnership.models import Appointment, Invitation, Person, Seat
from partnership.operations import people as operations
from partnership.operations.bounces import is_lost
from partnership.operations.leaving import left_behind
from partnership.rules.sayings import day
from partnership.rules.seats import ROLE_OF
from partnership.views.deed import carried_out
from partnership.views.listings import Column, Listing
from partnership.views.sections import people_section


def everybody(today):
    """Everybody, each with the roles of today and how they sign in at hand: which factors, and never a secret."""
    in_force = Appointment.objects.on(today).select_related("organisation", "seat__group")
    own = Authenticator.objects.filter(user=OuterRef("pk"))
    codes = own.filter(type=Authenticator.Type.RECOVERY_CODES)
    invitation = Invitation.objects.filter(person=OuterRef("pk"), accepted_at=None, withdrawn_at=None)
    return Person.objects.annotate(
        has_second_factor=Exists(own.exclude(type=Authenticator.Type.RECOVERY_CODES)),
        factor_types=ArraySubquery(own.order_by("type").values("type").distinct()),
        codes_used=Subquery(codes.values("data__used_mask")[:1]),
        has_role=Exists(in_force.filter(person=OuterRef("pk"))),
        invitation_until=Subquery(invitation.order_by("-invited_at").values("expires_at")[:1]),
    ).prefetch_related(Prefetch("appointments", in_force, to_attr="appointments_today"))


def states(now):
    """What the states of the filter mean."""
    invited = Q(last_login=None, has_role=True)
    unseen = now - operations.UNSEEN_FOR
    return {
        "": Q(has_role=True),
        "invited": invited,
        "expiring": invited
        & Q(invitation_until__gt=now, invitation_until__lte=now + operations.RUNS_OUT_SOON),
        "expired": invited & Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, invitation_until__lte=now),
        "unprotected": Q(has_second_factor=False, last_login__isnull=False, has_role=True),
        "unseen": Q(has_role=True) & (Q(last_login__lt=unseen) | Q(last_login=None, joined_at__lt=unseen)),
        "gone": Q(has_role=False),
    }


def directory(form):
    """The people whom the filter asks for."""
    found = everybody(timezone.localdate())
    asked = form.cleaned_data if form.is_valid() else {}
    if asked.get("q"):
        found = found.filter(Q(name__icontains=asked["q"]) | Q(email__icontains=asked["q"]))
    if asked.get("role"):
        held = Appointment.objects.on(timezone.localdate()).filter(person=OuterRef("pk"), role=asked["role"])
        found = found.filter(Exists(held))
    return found.filter(states(timezone.now())[asked.get("state", "")])


COUNTED = {
    "expiring": "invitations expire within 2 days",
    "expired": "invitations have expired",
    "unprotected": "without a second factor",
    "unseen": "not seen for 90 days",
    "gone": "without a role today",
}


def sign_in_words(found):
    """How somebody signs in, or what is wanting for it, as the page says it."""
    if found.last_login or found.has_usable_password():
        return signs_in_with(found) if found.has_second_factor else "No second factor"
    until = found.invitation_until
    if until is None:
        return "Not invited yet"
    return f"Invited until {day(until)}" if until > timezone.now() else "Invitation has expired"


PEOPLE = Listing(
    "people",
    "People",
    "person",
    [
        Column("Name", lambda one: one.name, by="name"),
        Column("Roles today", lambda one: "; ".join(str(each.hat) for each in one.appointments_today)),
        Column("Signs in with", sign_in_words),
        Column(
            "Last seen",
            lambda one: timezone.localdate(one.last_login) if one.last_login else "Never",
            by="last_login",
            kind="day",
        ),
    ],
    nouns="people",
    form=PeopleFilterForm,
    first="name",
    always=("state",),
)


@requires(Can.INVITE_PEOPLE)
@require_safe
def people(request):
    """Everybody who may sign in, and whether they have."""
    form = PeopleFilterForm(request.GET or None)
    shown = PEOPLE.shown(request, directory(form), of=everybody(timezone.localdate()), form=form)
    if shown.file:
        return shown.file
    for found in shown.page:
        found.signs_in_with = signs_in_with(found)
    meant = states(timezone.now())
    counts = everybody(timezone.localdate()).aggregate(
        **{state: Count("pk", filter=meant[state]) for state in COUNTED}
    )
    return render(
        request,
        "partnership/people.html",
        {
            "shown": shown,
            "page": shown.page,
            "now": timezone.now(),
            "figures": [
                {"value": counts[state], "label": label, "address": f"?state={state}"}
                for state, label in COUNTED.items()
            ],
            "section": people_section(request),
        },
    )


def signs_in_with(found):
    """Which second factors they have, in words, and how many recovery codes are left; empty for none."""
    words = [FACTORS[kind] for kind in found.factor_types if kind != Authenticator.Type.RECOVERY_CODES]
    if words and Authenticator.Type.RECOVERY_CODES in found.factor_types:
        words.append(codes_left(found.codes_used))
    return ", ".join(words)


def codes_left(used):
    """In words how many recovery codes are left; `used` has a bit for each that was used. No code is looked at."""
    left = settings.RECOVERY_CODE_COUNT - (used or 0).bit_count()
    return f"{left} recovery code{'' if left == 1 else 's'} left"


@requires(Can.INVITE_PEOPLE)
def invite(request):
    """A new person, their first role and their invitation, in one form."""
    form = InviteForm(request.POST or None, initial=into_seat(request.GET.get("seat", "")))
    if request.method == "POST" and form.is_valid():
        try:
            person = operations.bring_in(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("email" if "email" in str(refused) else None, str(refused))
        else:
            messages.success(
                request,
                f"{person.name} has been invited. "
                f"The link in their letter works once, for {operations.INVITATION_LASTS.days} days. "
                "This page says when they have used it.",
            )
            return redirect("person", person.pk)
    return render(request, "partnership/invite.html", {"form": form})


def into_seat(pk):
    """What the form holds at first for somebody who is to take that seat."""
    seat = Seat.objects.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < 10 else None
    return {"seat": seat, "role": ROLE_OF[seat.kind], "office": seat.office} if seat else {}


@requires(Can.INVITE_PEOPLE)
@require_safe
def person(request, pk):
    """One person: their roles then and now, how they sign in, and their invitations. Never a secret."""
    found = get_object_or_404(Person, pk=pk)
    factors = Authenticator.objects.filter(user=found).order_by("created_at")
    return render(
        request,
        "partnership/person.html",
        {
            "found": found,
            "appointments": found.appointments.select_related("organisation", "seat__group").order_by(
                "-starts_on", "-pk"
            ),
            "factors": [
                {
                    "kind": FACTORS[factor.type],
                    "added_at": factor.created_at,
                    "used_at": factor.last_used_at,
                    "left": codes_left(factor.data.get("used_mask"))
                    if factor.type == Authenticator.Type.RECOVERY_CODES
                    else "",
                }
                for factor in factors
            ],
            "left": left_behind(found),
            "invitations": found.invitations.select_related("invited_by"),
            "today": timezone.localdate(),
            "now": timezone.now(),
            "themselves": found.pk == request.user.pk,
            "lost": is_lost(found.email),
            "signs_in": found.has_usable_password(),
            "may_read_record": may(request.user, Can.READ_RECORD),
        },
    )


FACTORS = {
    Authenticator.Type.TOTP: "Authenticator app",
    Authenticator.Type.WEBAUTHN: "Passkey or security key",
    Authenticator.Type.RECOVERY_CODES: "Recovery codes",
}


@requires(Can.INVITE_PEOPLE)
def appoint(request, pk):
    """Another role for somebody who is here already."""
    found = get_object_or_404(Person, pk=pk)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appointment = operations.appoint(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                f"{found.name} is {appointment.get_role_display()}. They see it from their next page on.",
            )
            return redirect("person", pk)
    return render(request, "partnership/appoint.html", {"form": form, "found": found})


@requires(Can.INVITE_PEOPLE)
def end_appointment(request, pk, appointment_pk):
    """End one role, at once or on a day to come."""
    appointment = get_object_or_404(
        Appointment.objects.select_related("person", "organisation", "seat__group"),
        pk=appointment_pk,
        person=pk,
    )
    form = EndAppointmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_appointment(appointment, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The role and its access have ended.")
            return redirect("person", pk)
    return render(
        request,
        "partnership/end_appointment.html",
        {
            "form": form,
            "found": appointment.person,
            "appointment": appointment,
            "left": left_behind(appointment.person, [appointment]),
        },
    )


@requires(Can.INVITE_PEOPLE)
@require_POST
def invite_again(request, pk):
    """A new link for somebody who has not used theirs; the earlier one stops working."""
    found = get_object_or_404(Person, pk=pk)
    operations.invite(found, by=request.user)
    messages.success(
        request, f"A new invitation is on its way to {found.name}. The earlier one no longer works."
    )
    return redirect("person", pk)


@requires(Can.INVITE_PEOPLE)
def put_address_right(request, pk):
    """Another email address for somebody whom letters do not reach."""
    found = get_object_or_404(Person, pk=pk)
    form = PutAddressRightForm(request.POST or None)
    if carried_out(request, form, operations.put_address_right, found):
        messages.success(request, "The address is changed. What waited for it is on its way.")
        return redirect("person", pk)
    return render(request, "partnership/put_address_right.html", {"form": form, "found": found})


@requires(Can.INVITE_PEOPLE)
def put_name_right(request, pk):
    """Another name or telephone number for somebody."""
    found = get_object_or_404(Person, pk=pk)
    initial = {"name": found.name, "telephone": found.telephone}
    form = PutNameRightForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.put_name_right, found):
        messages.success(request, "The name and telephone number are saved.")
        return redirect("person", pk)
    return render(request, "partnership/put_name_right.html", {"form": form, "found": found})


@requires(Can.INVITE_PEOPLE)
def start_afresh(request, pk):
    """Take away a lost second factor, with the password, and invite anew."""
    found = get_object_or_404(Person, pk=pk)
    form = StartAfreshForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.start_afresh(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"{found.name} has been signed out everywhere and sent a new invitation."
            )
            return redirect("person", pk)
    return render(request, "partnership/start_afresh.html", {"form": form, "found": found})
