"""Courses and sessions, brought about by the deeds that people do. Today is meant to be before March 2027."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from training.operations import programme as operations

LONDON = ZoneInfo("Europe/London")
SAYS = {
    "title": "Hearing children who cannot say it",
    "summary": "What children who do not speak tell us.",
    "aims": "Notice, record and pass on what a child shows.",
    "audience": "Everybody who visits families with babies or with disabled children.",
    "level": 2,
    "delivery": "face_to_face",
    "hours": 3,
}
HALL = {
    "name": "Hall with a ramp",
    "address": "1 Invented Street, Market Larch",
    "postcode": "LE99 1AB",
    "area": "leicestershire",
    "access": "Level entrance, hearing loop.",
    "holds": 20,
}
TUESDAY = datetime(2027, 3, 9, 9, 30, tzinfo=LONDON)


def added(cast, **says):
    return operations.add_course(by=cast.learning_officer, **SAYS | says)


def offered(cast, **says):
    return operations.offer_course(added(cast, **says), by=cast.learning_officer)


def hall(cast, **says):
    return operations.add_venue(by=cast.learning_officer, **HALL | says)


def planned(cast, course, starts_at=TUESDAY, hours=3, **more):
    return operations.plan_session(
        course, by=cast.learning_officer, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours),
        **{"capacity": 12} | more,
    )  # fmt: skip


def opened(cast, course, **more):
    return operations.open_session(planned(cast, course, **more), by=cast.learning_officer)
