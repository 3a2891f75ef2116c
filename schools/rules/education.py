"""Each authority's yearly Safeguarding through Education report: its headings, its moves and its date."""

from datetime import date

from partnership.access import Refused
from partnership.rules.childs_detail import check_words
from partnership.rules.deadlines import CalendarDays, Clock

SOURCE = "Published arrangements 2019, section 11"
# (code, heading) of the six that the published arrangements ask for, in their order and their words.
HEADINGS = (
    (
        "adherence",
        "Confirmation that schools and other education providers are adhering to Safeguarding in Education guidance "
        "regardless of status",
    ),
    (
        "inspections",
        "Ofsted report results published during the year, and issues highlighted regarding positive safeguarding "
        "practice or concerns",
    ),
    ("action", "What action has been taken to address concerns"),
    (
        "survey",
        "Analysis of responses to the Schools Safeguarding Survey or Safeguarding through Education audit",
    ),
    (
        "activity",
        "Other key areas identified through the activity of Local Authority Children services in and with schools",
    ),
    (
        "support",
        "Other training and safeguarding activity undertaken by the local authority education services to support "
        "schools",
    ),
)
NAMES = dict(HEADINGS)
DUE = Clock(
    duty="education_report",
    label="Safeguarding through Education report",
    starts="ended_on",
    since="the academic year ended",
    allow=CalendarDays(61),  # the last day of October
    source="Our choice of the end of October. Yearly by the published arrangements 2019, section 11",
    confirmed=False,
)
BEGIN_MONTH = (
    5  # it is begun in May of the year that it is about, so that its date is known half a year ahead
)
NEXT = {"drafting": {"submitted"}, "submitted": {"drafting", "accepted"}, "accepted": set()}
CALLED = {
    "drafting": "being written",
    "submitted": "with the partnership",
    "accepted": "accepted by the partnership",
}
LONGEST = 12000


def begins_on(year):
    """The day from which that academic year's report is being written."""
    return date(year.begins + 1, BEGIN_MONTH, 1)


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(f"This report is {CALLED[old]}, so you cannot do this now.")


def check_writable(state):
    if state != "drafting":
        raise Refused(f"This report is {CALLED[state]}, so its text cannot be changed.")


def check_text(text):
    """It has room, and holds neither a case's reference nor what says who a child is."""
    if len(text) > LONGEST:
        raise Refused(f"A heading has room for {LONGEST:,} characters. Shorten it.")
    check_words(text)


def check_submit(*, ends_on, today, empty, drafted_on):
    """Over, whole, and drafted from figures after the year was over."""
    if today <= ends_on:
        raise Refused(f"The academic year ends on {ends_on:%-d %B %Y}. You can submit the report after that.")
    if empty:
        raise Refused(f"There is nothing under “{NAMES[empty[0]]}” yet. Write it, or draft it from the data.")
    if drafted_on is None or drafted_on <= ends_on:
        raise Refused("The figures are from before the year ended. Update the figures first.")


def check_seen(*, seen, now):
    if str(seen) != str(now):
        raise Refused("The report has changed since you opened this page. Read it again before you continue.")


def check_reason(reason):
    if not reason.strip():
        raise Refused("Enter what is missing or wrong.")
    check_words(reason)


def reference_of(authority_code, year):
    """Such as STE-2025-RUTLAND: the academic year that began in 2025."""
    return f"STE-{year.begins}-{authority_code.split('-')[0].upper()[:20]}"
