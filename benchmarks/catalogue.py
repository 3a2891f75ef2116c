"""The public catalogue with 200 courses of three sessions each, beside the plain rows that it cannot do without."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.rounds import plain_ms, queries_of, wall_ms
from tests.factories.cast import Cast
from training.models import Booking, Course, Session, Venue

COURSES, SESSIONS = 200, 3
PLAIN = """
    SELECT s.id, s.starts_at, s.capacity, c.title, c.summary, v.name,
           count(b.id) FILTER (WHERE b.state IN ('booked', 'offered'))
    FROM training_session s JOIN training_course c ON c.id = s.course_id JOIN training_venue v ON v.id = s.venue_id
    LEFT JOIN training_booking b ON b.session_id = s.id
    WHERE s.state = 'open' AND c.state = 'offered' AND s.starts_at > now() GROUP BY s.id, c.id, v.id
"""


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
        cursor.execute("ANALYZE training_course; ANALYZE training_session; ANALYZE training_booking")


def figures(say):
    say(f"A catalogue of {COURSES} courses and {COURSES * SESSIONS} sessions …")
    call_command("flush", verbosity=0, interactive=False)
    cast, client = Cast(), Client()
    pages = (("catalogue", "/courses/"), ("catalogue, narrowed to places left", "/courses/?room=on&level=2"))
    few = {}
    fill(cast, 20)
    for what, address in pages:
        few[what] = (wall_ms(lambda: client.get(address)), queries_of(lambda: client.get(address)))  # noqa: B023 -- called at once
    fill(cast, COURSES)
    found = []
    for what, address in pages:
        visit = lambda: client.get(address)  # noqa: B023, E731 -- called at once
        assert visit().status_code == 200, address
        queries = queries_of(visit)
        assert queries == few[what][1], f"{what}: {queries} queries, with few courses {few[what][1]}"
        found.append(
            {
                "what": f"{what}: {COURSES} courses (limit: of 20)",
                "measured": wall_ms(visit),
                "limit": few[what][0],
                "unit": "ms",
                "queries": queries,
            }
        )
    found.append(
        {
            "what": "catalogue (limit: its rows, read plainly)",
            "measured": wall_ms(lambda: client.get("/courses/")),
            "limit": plain_ms(PLAIN),
            "unit": "ms",
            "queries": few["catalogue"][1],
        }
    )
    return found
