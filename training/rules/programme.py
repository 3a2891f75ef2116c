"""The law of courses and sessions: what may be offered, planned, opened, changed and cancelled."""

from datetime import timedelta

from partnership.access import Refused
from partnership.rules.childs_detail import check_words
from partnership.working_days import BeyondCalendar, bank_holidays, is_working_day

# The smallest number of places left at which the catalogue stops saying “places” and says “few places”: our choice.
FEW = 3

FARTHEST = timedelta(3 * 366)  # what is planned later than that is most likely a slip of the pen
LONGEST_DAY = 12  # hours; a session that is longer is most likely a slip of the pen

# Which state a session may go to from which.
NEXT = {"planned": {"open", "cancelled"}, "open": {"cancelled", "held"}, "cancelled": set(), "held": set()}
CALLED = {"planned": "planned", "open": "open for booking", "cancelled": "cancelled", "held": "over"}


def check_course(*, delivery, address, hours, prerequisite, course=None):
    """What a course says of itself holds together."""
    if delivery == "elearning" and not address:
        raise Refused("Enter the web address of the e-learning.")
    if hours <= 0:
        raise Refused("Enter how long it takes. It must be more than 0 hours.")
    seen = prerequisite
    while seen is not None and course is not None:
        if seen.pk == course.pk:
            raise Refused("A course cannot require itself, directly or through another course.")
        seen = seen.prerequisite


def check_offer(state):
    if state == "offered":
        raise Refused("This course is already offered.")


def check_retire(*, state, to_come, reason):
    """A course with sessions to come is not taken away under those who booked."""
    if state == "retired":
        raise Refused("This course has already been withdrawn.")
    if to_come:
        raise Refused("This course has upcoming sessions. Hold or cancel them first.")
    if not reason.strip():
        raise Refused("Enter why it is no longer offered.")


def check_plan(*, delivery, state):
    if delivery == "elearning":
        raise Refused("E-learning can be done at any time, so it has no sessions.")
    if state == "retired":
        raise Refused("This course is no longer offered. Offer it again before you plan a session.")


def check_times(*, starts_at, ends_at, now):
    if ends_at <= starts_at:
        raise Refused("The session must end after it begins.")
    if (ends_at - starts_at).total_seconds() > LONGEST_DAY * 3600:
        raise Refused(
            f"A session can last up to {LONGEST_DAY} hours. Plan each further day as a separate session."
        )
    if starts_at <= now:
        raise Refused("The session must begin in the future.")
    if starts_at - now > FARTHEST:
        raise Refused(f"{starts_at:%-d %B %Y} is more than 3 years ahead. Check the year.")


def check_day(day, *, meant):
    """A session on a day on which England does not work is planned knowingly, or not at all."""
    warning = day_warning(day)
    if warning and not meant:
        raise Refused(f"{warning} Confirm that the date is correct, or choose another.")


def day_warning(day):
    """A sentence about a weekend or bank holiday, or nothing. Beyond the known calendar nobody warns."""
    try:
        if is_working_day(day):
            return ""
    except BeyondCalendar:
        return ""
    what = "a bank holiday" if day in bank_holidays(day.year) else f"a {day:%A}"
    return f"{day:%-d %B %Y} is {what}."


def check_capacity(*, capacity, at_least, taken=0, holds=None, venue=""):
    """There is a place, not more than the room holds, and never fewer than are booked or offered."""
    if capacity < 1:
        raise Refused("A session must have at least 1 place.")
    if capacity < taken:
        raise Refused(
            f"{taken} place{'s are' if taken != 1 else ' is'} booked or offered. There cannot be fewer places."
        )
    if holds is not None and capacity > holds:
        raise Refused(f"{venue} holds {holds} people. Enter fewer places, or choose another venue.")
    if at_least > capacity:
        raise Refused("The smallest number of people cannot be more than the number of places.")


def check_place(*, delivery, venue, joining):
    """Whoever comes in person has somewhere to go, and nobody is sent to a room for an online session."""
    if delivery == "online" and venue is not None:
        raise Refused("The course is held online. Leave the venue blank.")
    if delivery == "face_to_face" and joining:
        raise Refused("The course is held face to face. Leave the joining link blank.")


def check_venue(venue):
    if venue is not None and venue.given_up:
        raise Refused(f"{venue} is no longer used. Choose another venue.")


def check_no_clash(*, trainers, venue):
    """`trainers`: (name, reference of the session they teach then); `venue`: (its name, that session) or nothing."""
    if trainers:
        name, other = trainers[0]
        raise Refused(f"{name} teaches {other} at that time. Choose another trainer or another time.")
    if venue:
        name, other = venue
        raise Refused(f"{name} is in use for {other} at that time. Choose another venue or another time.")


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(f"This session is {CALLED[old]}, so you cannot do this now.")


def check_open(*, course_state, delivery, has_venue):
    if course_state != "offered":
        raise Refused("The course is not offered. Offer it first.")
    if delivery == "face_to_face" and not has_venue:
        raise Refused("Enter where it will be held before people can book.")


def check_changeable(state):
    if state not in ("planned", "open"):
        raise Refused(f"This session is {CALLED[state]}, so it cannot be changed.")


def check_reason(reason, why="Enter a reason. Everyone who booked will read it."):
    if not reason.strip():
        raise Refused(why)
    check_words(reason)


def room(*, capacity, taken, waiting=0):
    """How the catalogue says what is left: places, few or waiting. Who waits comes before who looks."""
    left = capacity - taken - waiting
    if left <= 0:
        return "waiting"
    return "few" if left <= FEW else "places"


ROOM = {"places": "Places left", "few": "Few places left", "waiting": "Waiting list"}
