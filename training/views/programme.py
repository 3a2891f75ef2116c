"""Courses, sessions and venues: for whoever runs training, teaches, or looks for what is offered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.rules.sayings import moment
from partnership.views.deed import carried_out
from partnership.views.listings import Column, Listing, in_order
from training.forms.programme import (
    AddCourseForm,
    AddVenueForm,
    CancelSessionForm,
    ChangeCourseForm,
    ChangeSessionForm,
    ChangeVenueForm,
    CourseFilterForm,
    PlanSessionForm,
    RetireCourseForm,
    SessionFilterForm,
)
from training.models import Course, Session, Venue
from training.operations import catalogue, programme_list, programme_year
from training.operations import programme as operations
from training.rules.programme import check_changeable, check_move, check_plan, day_warning
from training.rules.terms import terms_on
from training.views.public import say

COURSES = {"planned": "blue", "offered": "green", "retired": "grey"}
SESSIONS = {"planned": "blue", "open": "green", "cancelled": "red", "held": "grey"}


def find_course(request, pk):
    return get_object_or_404(Course.objects.visible_to(request.user).select_related("prerequisite"), pk=pk)


def find_session(request, pk):
    return get_object_or_404(
        Session.objects.visible_to(request.user)
        .select_related("course", "venue", "margin_use__programme")
        .with_places(),
        pk=pk,
    )


# Courses --------------------------------------------------------------------------------------------------


LISTED_COURSES = Listing(
    "training:courses",
    "Courses",
    "course",
    [
        Column("Course", lambda one: one.title, by=lambda one: one.title),
        Column("Level", lambda one: one.level, by=lambda one: one.level, kind="number"),
        Column(
            "Format",
            lambda one: one.get_delivery_display(),
            by=lambda one: one.get_delivery_display(),
        ),
        Column("Next date", lambda one: next_date(one), by=lambda one: one.next_at, kind="day"),
        Column(
            "Upcoming sessions",
            lambda one: "–" if one.delivery == "elearning" else one.coming_sessions,
            by=lambda one: one.coming_sessions,
            kind="number",
            numeric=True,
        ),
        Column(
            "Status",
            lambda one: one.get_state_display(),
            by=lambda one: Course.State.values.index(one.state),
            kind="step",
        ),
    ],
    form=CourseFilterForm,
    filters="Find a course",
)


def next_date(course):
    """The day of its next session, in words where there is none."""
    if course.delivery == "elearning":
        return "At any time"
    return timezone.localdate(course.next_at) if course.next_at else "None yet"


@requires(Can.SEE_TRAINING)
@require_safe
def courses(request):
    """Every course that this person may know of, with how many sessions are to come."""
    choose = CourseFilterForm(request.GET or None)
    asked = choose.asked()
    found = Course.objects.visible_to(request.user).with_coming(timezone.now())
    shown = LISTED_COURSES.shown(request, programme_list.courses(found, asked), of=found, form=choose)
    if shown.file:
        return shown.file
    return render(
        request,
        "training/courses.html",
        {
            "shown": shown,
            "courses": shown.page,
            "colours": COURSES,
            "runs": may(request.user, Can.RUN_TRAINING),
        },
    )


@requires(Can.SEE_TRAINING)
@require_safe
def course(request, pk):
    """One course with its sessions; for staff with the needs it answers and who provides it."""
    found = find_course(request, pk)
    runs = may(request.user, Can.RUN_TRAINING)
    sessions = (
        found.sessions.visible_to(request.user)
        .filter(starts_at__gt=timezone.now())
        .select_related("venue")
        .with_places()
    )
    reads = may(request.user, Can.READ_TRAINING)
    return render(
        request,
        "training/course.html",
        {
            "course": found,
            "colours": COURSES,
            "session_colours": SESSIONS,
            "terms": terms_on(today := timezone.localdate()),
            "charge": terms_on(today).charge(half_day=found.half_day),
            "sessions": [say(one) for one in sessions],
            "kinds": catalogue.for_whom(found),
            "runs": runs,
            "held": found.sessions.filter(state=Session.State.HELD).count() if runs else 0,
            "needs": found.needs.filter(analysis__state="agreed").select_related("analysis") if reads else [],
            "reads": reads,
            "commissions": found.commissions.prefetch_related("trainers") if runs else [],
        },
    )


@requires(Can.RUN_TRAINING)
def add_course(request):
    form = AddCourseForm(request.POST or None)
    course = carried_out(request, form, lambda by, seen, **given: operations.add_course(by=by, **given))
    if course:
        messages.success(request, "Course added. Offer it when it is ready to appear in the catalogue.")
        return redirect(course)
    return render(request, "training/add_course.html", {"form": form})


FACTS = operations.COURSE_FACTS


@requires(Can.RUN_TRAINING)
def change_course(request, pk):
    course = find_course(request, pk)
    initial = {name: getattr(course, name) for name in FACTS} | {"seen": course.revision}
    form = ChangeCourseForm(request.POST or None, course=course, initial=initial)
    if carried_out(request, form, lambda **given: operations.change_course(course, **given)):
        messages.success(request, "Course saved.")
        return redirect(course)
    course.refresh_from_db()
    form.look_again(str(course.revision))
    return render(request, "training/change_course.html", {"form": form, "course": course})


@requires(Can.RUN_TRAINING)
@require_POST
def offer_course(request, pk):
    course = operations.offer_course(find_course(request, pk), by=request.user)
    messages.success(request, "The course is now in the catalogue.")
    return redirect(course)


@requires(Can.RUN_TRAINING)
def retire_course(request, pk):
    course = find_course(request, pk)
    form = RetireCourseForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.retire_course(course, **given)):
        messages.success(request, "The course is no longer offered.")
        return redirect(course)
    return render(request, "training/retire_course.html", {"form": form, "course": course})


# Sessions -------------------------------------------------------------------------------------------------


def where(session):
    """Where a session is held, as the list says it."""
    if session.venue:
        return session.venue.name
    return "Online" if session.course.delivery == "online" else "Not known yet"


LISTED_SESSIONS = Listing(
    "training:sessions",
    "Sessions",
    "session",
    [
        Column("Session", lambda one: one.reference, by="reference"),
        Column("Course", lambda one: one.course.title, by="course__title", under="Session"),
        Column("When", lambda one: moment(one.starts_at), by="starts_at", kind="day"),
        Column("Where", where, by="venue__name"),
        Column(
            "Who teaches", lambda one: ", ".join(each.name for each in one.trainers.all()) or "Nobody yet"
        ),
        Column("Places", lambda one: f"{one.taken} of {one.capacity}", by="taken", kind="number"),
        Column("Waiting", lambda one: one.waiting or None, by="waiting", kind="number", under="Places"),
        Column(
            "Cost",
            lambda one: one.cost,
            by="cost",
            kind="number",
            numeric=True,
            cans=(Can.RUN_TRAINING,),
        ),
        Column(
            "Status",
            lambda one: one.get_state_display(),
            by=in_order("state", Session.State),
            kind="step",
        ),
    ],
    form=SessionFilterForm,
    filters="Choose sessions",
    always=("when",),
)


@requires(Can.RUN_TRAINING, Can.TEACH)
@require_safe
def sessions(request):
    """Sessions, the next first: all of them for staff, for trainers those that people can book and their own."""
    choose = SessionFilterForm(request.GET or None, years=programme_list.years())
    asked = choose.asked()
    found = programme_list.sessions(
        Session.objects.visible_to(request.user)
        .select_related("course", "venue")
        .prefetch_related("trainers"),
        asked,
        teaches=request.user,
        now=timezone.now(),
    )
    shown = LISTED_SESSIONS.shown(request, found, of=Session.objects.visible_to(request.user), form=choose)
    if shown.file:
        return shown.file
    runs = may(request.user, Can.RUN_TRAINING)
    return render(
        request,
        "training/sessions.html",
        {
            "shown": shown,
            "sessions": shown.page,
            "colours": SESSIONS,
            "runs": runs,
        },
    )


@requires(Can.SEE_TRAINING)
@require_safe
def session(request, pk):
    """One session: when, where, what is left. Joining link, cost and numbers are for staff and its trainers."""
    found = find_session(request, pk)
    runs = may(request.user, Can.RUN_TRAINING)
    trainers = list(found.trainers.all())
    return render(
        request,
        "training/session.html",
        {
            "session": found,
            "said": say(found),
            "colours": SESSIONS,
            "runs": runs,
            "inside": runs or (may(request.user, Can.TEACH) and request.user in trainers),
            "trainers": trainers,
            "warning": day_warning(timezone.localdate(found.starts_at)),
            "changeable": found.state in (Session.State.PLANNED, Session.State.OPEN),
            "few": found.state == Session.State.OPEN and found.taken < found.at_least,
            "coming": found.starts_at > timezone.now(),
            "providers": programme_year.provided_by(found.course, timezone.localdate(found.starts_at))
            if runs
            else [],
            "each": found.cost / found.capacity if runs and found.cost else None,
        },
    )


@requires(Can.RUN_TRAINING)
def plan_session(request, pk):
    course = find_course(request, pk)
    check_plan(delivery=course.delivery, state=course.state)
    initial = operations.as_last_time(course)
    form = PlanSessionForm(request.POST or None, course=course, initial=initial)
    session = carried_out(
        request, form, lambda by, seen, **given: operations.plan_session(course, by=by, **given)
    )
    if session:
        messages.success(
            request, f"Session {session.reference} planned. Open it when you are ready for bookings."
        )
        return redirect(session)
    return render(
        request,
        "training/plan_session.html",
        {
            "form": form,
            "course": course,
            "as_last_time": bool(initial),
            "room": programme_year.room_for(course, today := timezone.localdate()),
            "providers": programme_year.provided_by(course, today),
        },
    )


@requires(Can.RUN_TRAINING)
def change_session(request, pk):
    session = find_session(request, pk)
    check_changeable(session.state)
    names = ("venue", "joining", "instructions", "capacity", "at_least", "cost")
    initial = {name: getattr(session, name) for name in names} | {"seen": session.revision}
    initial |= {
        "trainers": list(session.trainers.all()),
        "day_meant": bool(day_warning(timezone.localdate(session.starts_at))),
    }
    form = ChangeSessionForm(
        request.POST or None, course=session.course, initial=initial, at=(session.starts_at, session.ends_at)
    )
    if carried_out(request, form, lambda **given: operations.change_session(session, **given)):
        messages.success(request, "Session saved.")
        return redirect(session)
    session.refresh_from_db()
    form.look_again(str(session.revision))
    return render(request, "training/change_session.html", {"form": form, "session": session})


@requires(Can.RUN_TRAINING)
@require_POST
def open_session(request, pk):
    session = operations.open_session(find_session(request, pk), by=request.user)
    messages.success(request, "People can book now: the public catalogue shows the session.")
    return redirect(session)


@requires(Can.RUN_TRAINING)
def cancel_session(request, pk):
    session = find_session(request, pk)
    check_move(session.state, Session.State.CANCELLED)
    form = CancelSessionForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.cancel_session(session, **given)):
        messages.success(
            request,
            "Session cancelled. We are writing to everyone who has booked or is waiting, with your reason.",
        )
        return redirect(session)
    return render(request, "training/cancel_session.html", {"form": form, "session": session})


# Venues ---------------------------------------------------------------------------------------------------


@requires(Can.RUN_TRAINING)
@require_safe
def venues(request):
    return render(request, "training/venues.html", {"venues": Venue.objects.with_coming(timezone.now())})


@requires(Can.RUN_TRAINING)
def add_venue(request):
    form = AddVenueForm(request.POST or None)
    if carried_out(request, form, operations.add_venue):
        messages.success(request, "Venue added.")
        return redirect("training:venues")
    return render(request, "training/add_venue.html", {"form": form})


@requires(Can.RUN_TRAINING)
def change_venue(request, pk):
    venue = Venue.objects.filter(pk=pk).first()
    if venue is None:
        raise Http404
    names = ("name", "address", "postcode", "area", "access", "holds", "contact", "given_up")
    form = ChangeVenueForm(request.POST or None, initial={name: getattr(venue, name) for name in names})
    if carried_out(request, form, lambda **given: operations.change_venue(venue, **given)):
        messages.success(request, "Venue saved.")
        return redirect("training:venues")
    return render(request, "training/change_venue.html", {"form": form, "venue": venue})
