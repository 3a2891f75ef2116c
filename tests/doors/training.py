"""The page from which training is reached, and the courses behind the other doors."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import training as made

ROWS = """
#                                                ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

training:start                              GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
"""


def furnish(world):
    """A course with a session to come that the cast's trainer teaches, and one that was held."""
    cast, now = world.cast, timezone.now()
    world.own_course = made.course("Hearing the child")
    world.coming_session = made.session(world.own_course, starts_at=now + timedelta(days=40))
    world.held_session = made.session(world.own_course, starts_at=now - timedelta(days=40), state="held")
    for session in (world.coming_session, world.held_session):
        session.trainers.add(cast.trainer)
    world.own_booking = made.booking(world.coming_session, cast.practitioner, cast.hospital)
