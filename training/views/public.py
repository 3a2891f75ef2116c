"""The catalogue that everybody reads: what is offered, when and where, and how to book. No trainer and no learner."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from training.forms.catalogue import CatalogueForm
from training.models import Course, Session
from training.operations import catalogue
from training.rules.terms import terms_on

A_PAGE = 20
SHOWN = 3  # sessions of a course in the list; its own page has all of them
COLOURS = {"places": "green", "few": "yellow", "waiting": "grey"}


@require_safe
def courses(request):
    """What is offered, filtered; each course with its next sessions."""
    choose = CatalogueForm(request.GET or None, months=catalogue.months())
    asked = choose.asked()
    page = Paginator(catalogue.courses(asked), A_PAGE).get_page(request.GET.get("page"))
    found = catalogue.with_sessions(page.object_list, asked)
    return render(
        request,
        "public/courses.html",
        {
            "choose": choose,
            "chosen": any(asked.values()),
            "page": page,
            "rows": [shown(one, one.coming[:SHOWN], len(one.coming)) for one in found],
        },
    )


def shown(course, sessions, number):
    return {
        "course": course,
        "address": reverse("public:course", args=[course.slug]),
        "sessions": [say(one) for one in sessions],
        "further": max(0, number - SHOWN),
    }


def say(session):
    left = catalogue.say_room(session)
    return {"session": session, "room": catalogue.room_words(session), "colour": COLOURS[left], "left": left}


@require_safe
def course(request, slug):
    """One course: what one can do afterwards, for whom, all its sessions to come, and how to book."""
    found = get_object_or_404(Course.objects.offered().select_related("prerequisite"), slug=slug)
    sessions = catalogue.coming().filter(course=found).select_related("venue").with_places()
    cancelled = found.sessions.filter(
        state=Session.State.CANCELLED, starts_at__gt=timezone.now()
    ).select_related("venue")
    return render(
        request,
        "public/course.html",
        {
            "course": found,
            "sessions": [say(one) for one in sessions],
            "cancelled": cancelled,
            "kinds": catalogue.for_whom(found),
            "terms": terms_on(today := timezone.localdate()),
            "charge": terms_on(today).charge(half_day=found.half_day),
        },
    )
