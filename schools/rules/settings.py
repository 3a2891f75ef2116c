"""Settings that are no schools: assurance sought from them, inspections, and children looked after placed there."""

from datetime import date, timedelta

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock, WorkingDays
from partnership.rules.suppression import suppressed


class Kind(TextChoices):
    """What the published arrangements 2019 ask assurance of, sections 11 and 12."""

    EARLY_YEARS = "early_years", "Early years provider"
    CHILDRENS_HOME = "childrens_home", "Children’s home"
    FOSTERING = "fostering", "Fostering agency"
    CUSTODY = "custody", "Youth custody outside the area"
    OUT_OF_SCHOOL = "out_of_school", "Out-of-school setting"


# As which kind of organisation each stands in the directory.
ORGANISATIONS = {
    Kind.EARLY_YEARS: "early_years",
    Kind.CHILDRENS_HOME: "residential",
    Kind.FOSTERING: "fostering",
    Kind.CUSTODY: "youth_custody",
    Kind.OUT_OF_SCHOOL: "other",
}
COUNTED = (  # through the authority, where nobody keeps a row each
    ("group", "Nurseries and pre-schools"),
    ("childminders", "Childminders"),
    ("out_of_school", "Out-of-school clubs and holiday schemes"),
)
# Letters about a request, by days from its due date: (stage, days, subject). Our choice.
CHASED = (
    ("soon", -7, "Your assurance is due in a week"),
    ("late", 1, "Your assurance is late"),
    ("again", 14, "Your assurance is 2 weeks late"),
)
FOLLOW_UP = Clock(
    duty="setting_follow_up",
    label="Follow up what an inspection of a setting raised",
    starts="known_on",
    since="the authority knew of it",
    allow=WorkingDays(20),
    source="Our choice of twenty days. That it is followed up: published arrangements 2019, section 12",
    confirmed=False,
)
ANSWER = Clock(
    duty="setting_assurance",
    label="Assurance from a setting",
    starts="asked_on",
    since="it was asked for",
    allow=CalendarDays(28),
    source="Our choice of four weeks. That it is sought: published arrangements 2019, section 12",
    confirmed=False,
)


class Placed(TextChoices):
    """Where children looked after live, seen from one authority."""

    OUT_CITY = "out_city", "Our children placed in Leicester City"
    OUT_OTHER = "out_other", "Our children placed elsewhere outside the area"
    IN_CITY = "in_city", "Leicester City’s children placed here"
    IN_OTHER = "in_other", "Other authorities’ children placed here"


class About(TextChoices):
    """Of what another authority has to be told."""

    TRANSFER = "transfer", "Notification of a move"
    INCIDENT = "incident", "Notification of a safeguarding incident"


NOTIFIED = (
    ("in_time", "Sent in time"),
    ("late", "Sent late"),
    ("not_made", "Not made"),
    ("followed_up", "Of those late or not made, followed up"),
)


def check_setting(*, kind, urn, opened_on, closed_on, today):
    if opened_on and closed_on and closed_on < opened_on:
        raise Refused("The closing date must be after the opening date.")
    if closed_on and closed_on > today + timedelta(366):
        raise Refused("The closing date is more than a year ahead. Check the date.")
    if urn and not urn.replace(" ", "").isalnum():
        raise Refused("Enter an Ofsted reference using letters and numbers, like SC012345 or EY012345.")
    if kind == Kind.CUSTODY and urn:
        raise Refused("Youth custody has no Ofsted reference here. Leave this blank.")


def check_request(*, question, due_on, today, is_open):
    if not is_open:
        raise Refused("This setting is closed, so you cannot ask it for assurance.")
    if not question.strip():
        raise Refused("Enter what assurance you are asking for.")
    if due_on < today:
        raise Refused("The due date must be in the future.")


def check_counts(*, late, not_made, followed_up):
    if (followed_up or 0) > (late or 0) + (not_made or 0):
        raise Refused("The number followed up cannot be more than the number late or not made.")


def quarter_of(day):
    """The first day of the quarter in which a day lies."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_ends(starts_on):
    """The last day of a quarter."""
    return quarter_of(starts_on + timedelta(95)) - timedelta(1)


def recent_quarters(today, number=8):
    """The first days of the quarters that are over, the newest first, and of the one that runs."""
    found, first = [], quarter_of(today)
    for _ in range(number):
        found.append(first)
        first = quarter_of(first - timedelta(1))
    return found


def told(counts, *, whole):
    """What a reader is shown of one row's counts, as texts. Small ones are for those who work with them alone."""
    if not whole:
        counts = suppressed({name: number or 0 for name, number in counts.items()})
    return {name: "not shown" if number is None else str(number) for name, number in counts.items()}
