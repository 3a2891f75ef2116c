"""Choosing an invented person to be. In a real portal these pages do not exist."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partnership.access import Role
from partnership.models import Appointment, Person
from partnership.rules.guides import GUIDES

ORDER = list(GUIDES)


def invented_people():
    """Everybody invented who holds a role today, with those roles at hand."""
    in_force = Appointment.objects.on(timezone.localdate()).select_related("organisation", "seat__group")
    return (
        Person.objects.active()
        .filter(invented=True)
        .prefetch_related(Prefetch("appointments", in_force, to_attr="appointments_today"))
    )


@never_cache
def choose(request):
    """The invented people, by role, each with what they come for."""
    in_the_demo()
    cards = sorted(
        (
            {
                "pk": person.pk,
                "name": person.name,
                "held": [str(appointment) for appointment in person.appointments_today],
                "comes_for": GUIDES[first_role(person)].in_short,
                "order": ORDER.index(first_role(person)),
                "current": person.pk == request.user.pk,
            }
            for person in invented_people()
            if person.appointments_today
        ),
        key=lambda card: (card["order"], card["name"]),
    )
    return render(request, "partnership/demo.html", {"people": cards})


def first_role(person):
    return min((Role(a.role) for a in person.appointments_today), key=ORDER.index)


@require_POST
def become(request):
    """Sign in as that invented person; a real one, or somebody without a role, cannot be chosen."""
    in_the_demo()
    pk = request.POST.get("person", "")
    known = pk.isascii() and pk.isdigit() and len(pk) < 19
    person = get_object_or_404(Person.objects.active(), invented=True, pk=pk if known else 0)
    if not person.roles:
        raise Http404
    logout(request)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["invented"] = True
    return redirect("home")


def in_the_demo():
    """A second lock: the addresses are not there outside the demo, and these views do nothing there."""
    if not settings.DEMO:
        raise Http404
