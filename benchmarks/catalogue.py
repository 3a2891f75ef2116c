"""The public catalogue with 200 courses of three sessions each, beside a bare page of as many courses."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import timezone

from benchmarks.inside import processor_ms
from benchmarks.rounds import queries_of
from tests.factories.cast import Cast
from training.models import Booking, Course, Session, Venue
from training.views.public import A_PAGE

HEADING = "Training catalogue"

COURSES, SESSIONS = 200, 3
BARE = "{% for c in rows %}<article><h2>{{ c.title }}</h2><p>{{ c.summary }}</p></article>{% endfor %}"


@login_not_required
def bare(request):
    """The limit: one query of as many courses as a page of the catalogue has, and a small template."""
    rows = Course.objects.offered()[:A_PAGE]
    return HttpResponse(engines["django"].from_string(BARE).render({"rows": rows}))


def fill(cast, courses):
    """So many courses, three sessions each over half a year, each with four places taken by five people."""
    venue, _ = Venue.objects.get_or_create(
        name="Hall",
        defaults={"address": "1 Invented Street", "postcode": "LE99 1AB", "area": "leicestershire"},
    )
    first = Course.objects.count()
    made = Course.objects.bulk_create(
        Course(
            slug=f"course-{n}", title=f"Course {n:03}", summary="What it is about. " * 8, aims="What one can do. " * 20,
            audience="For whom it is. " * 10, level=n % 4 + 1, delivery=Course.Delivery.FACE_TO_FACE, hours=3,
            state=Course.State.OFFERED,
        )
        for n in range(first, courses)
    )  # fmt: skip
    starts = timezone.now() + timedelta(1)
    sessions = Session.objects.bulk_create(
        Session(
            course=course, reference=f"TR-{course.slug}-{n}", venue=venue, capacity=12, state=Session.State.OPEN,
            starts_at=starts + timedelta(days=n * 60 + course.pk % 50),
            ends_at=starts + timedelta(days=n * 60 + course.pk % 50, hours=3),
        )
        for course in made
        for n in range(SESSIONS)
    )  # fmt: skip
    people = [cast.practitioner, cast.police_lead, cast.health_lead, cast.school_lead]
    Booking.objects.bulk_create(
        Booking(session=session, learner=person, organisation=cast.hospital, state=Booking.State.BOOKED)
        for session in sessions
        for person in people
    )
    with connection.cursor() as cursor:
        for table in ("course", "session", "booking"):
            cursor.execute(f"ANALYZE training_{table}")


PAGES = (
    ("catalogue", "/courses/"),
    ("catalogue, narrowed to places left", "/courses/?room=on&level=2"),
    ("a course of it", "/courses/course-1/"),
)


def figures(say):
    call_command("flush", verbosity=0, interactive=False)
    cast, client, found, few = Cast(), Client(), [], {}
    for courses in (A_PAGE, COURSES):
        say(f"A catalogue of {courses} courses and {courses * SESSIONS} sessions …")
        fill(cast, courses)
        limit = processor_ms(lambda: bare(RequestFactory().get("/")))
        for what, address in PAGES:
            visit = lambda: client.get(address)  # noqa: B023, E731 -- called at once
            assert visit().status_code == 200, address
            queries = queries_of(visit)
            assert queries == few.setdefault(what, queries), (
                f"{what}: {queries} queries, with few {few[what]}"
            )
            found.append(
                {
                    "what": f"{what}, {courses} courses (limit: bare page)",
                    "measured": processor_ms(visit),
                    "limit": limit,
                    "unit": "ms",
                    "queries": queries,
                }
            )
    return found
