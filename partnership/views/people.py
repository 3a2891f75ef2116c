"""People: the directory, one person, inviting, appointing and ending."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnership.access import Can, Refused, may, requires
from partnership.forms.people import (
    AppointForm,
    EndAppointmentForm,
    InviteForm,
    PeopleFilterForm,
    StartAfreshForm,
)
from partnership.models import Appointment, Person
from partnership.operations import people as operations
from partnership.views.sections import people_section

A_PAGE = 50


def directory(form):
    """The people whom the filter asks for, each with the roles of today at hand."""
    today = timezone.localdate()
    in_force = Appointment.objects.on(today).select_related("organisation", "seat__group")
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    found = Person.objects.annotate(
        has_second_factor=Exists(factor),
        has_role=Exists(in_force.filter(person=OuterRef("pk"))),
    ).prefetch_related(Prefetch("appointments", in_force, to_attr="appointments_today"))
    asked = form.cleaned_data if form.is_valid() else {}
    if asked.get("q"):
        found = found.filter(Q(name__icontains=asked["q"]) | Q(email__icontains=asked["q"]))
    if asked.get("role"):
        found = found.filter(Exists(in_force.filter(person=OuterRef("pk"), role=asked["role"])))
    state = asked.get("state")
    if state == "gone":
        return found.filter(has_role=False)
    if state == "invited":
        return found.filter(last_login=None, has_role=True)
    if state == "unprotected":
        return found.filter(has_second_factor=False, last_login__isnull=False, has_role=True)
    return found.filter(has_role=True)


@requires(Can.INVITE_PEOPLE)
def people(request):
    """Everybody who may sign in, and whether they have."""
    form = PeopleFilterForm(request.GET or None)
    page = Paginator(directory(form), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "partnership/people.html",
        {"page": page, "filter": form, "section": people_section(request)},
    )


@requires(Can.INVITE_PEOPLE)
def invite(request):
    """A new person, their first role and their invitation, in one form."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = operations.bring_in(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("email" if "e-mail" in str(refused) else None, str(refused))
        else:
            messages.success(request, f"{person.name} has been invited. The link works once, for seven days.")
            return redirect("person", person.pk)
    return render(request, "partnership/invite.html", {"form": form})


@requires(Can.INVITE_PEOPLE)
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
                {"kind": FACTORS[factor.type], "added_at": factor.created_at, "used_at": factor.last_used_at}
                for factor in factors
            ],
            "invitations": found.invitations.select_related("invited_by"),
            "today": timezone.localdate(),
            "now": timezone.now(),
            "themselves": found.pk == request.user.pk,
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
            messages.success(request, f"{found.name} is {appointment.get_role_display()}.")
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
            messages.success(request, "The role ends, and access with it.")
            return redirect("person", pk)
    return render(
        request,
        "partnership/end_appointment.html",
        {"form": form, "found": appointment.person, "appointment": appointment},
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
            messages.success(request, f"{found.name} has been signed out everywhere and invited anew.")
            return redirect("person", pk)
    return render(request, "partnership/start_afresh.html", {"form": form, "found": found})
