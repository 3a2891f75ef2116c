"""The time limits of a case, by edition of the guidance, each with its source.

What no public page confirmed is marked so and shows it on screen. Limits did not visibly change from one
edition to the next; the tables stand apart so that one can.
"""

from dataclasses import replace
from datetime import date

from partnership.rules.deadlines import CalendarDays, Clock, Months, WorkingDays

STARTS = {
    "aware_on": "the local authority became aware",
    "notified_on": "the notification was sent to the Panel",
    "decided_on": "the decision to begin a review",
    "publish_on": "the planned publication",
}

GUIDANCE = {
    "2018": "Working Together 2018, chapter 4",
    "2023": "Working Together 2023, chapter 5",
    "2026": "Working Together 2026, chapter 5",
}

# From which day a new case follows which edition. The 2026 day is taken from the publication's own address.
GUIDANCE_FROM = (
    (date(2026, 3, 19), "2026"),
    (date(2023, 12, 15), "2023"),
    (date.min, "2018"),
)

# How many working days after the notification agencies answer in full: the usual, and between which it may be set.
RETURN_DAYS = 7
RETURN_DAYS_FROM, RETURN_DAYS_TO = 5, 10


def guidance_on(day):
    """The edition of Working Together that a case follows when the authority became aware that day."""
    return next(edition for start, edition in GUIDANCE_FROM if start <= day)


def clock(duty, label, starts, allow, source, **rest):
    return Clock(
        duty=duty, label=label, starts=starts, since=STARTS[starts], allow=allow, source=source, **rest
    )


def clocks_of(edition):
    """The clocks of one edition in the order in which they fall due, by their keys."""
    chapter = GUIDANCE[edition]
    unchanged = edition != "2026"  # nothing seen says that 2026 changed a limit; nothing confirms it either
    return {
        "notify_by": clock(
            "notify", "Notify the Panel of the incident", "aware_on", WorkingDays(5),
            f"Children Act 2004, section 16C(1); {chapter}", force="statutory", confirmed=unchanged,
        ),
        "partners_informed_by": clock(
            "inform_partners", "Tell the safeguarding partners", "aware_on", WorkingDays(5),
            chapter, force="statutory", confirmed=unchanged,
        ),
        "scoping_by": clock(
            "scope", "Ask agencies for information", "notified_on", WorkingDays(1),
            "Local practice: other partnerships ask on the first working day",
        ),
        "involvement_by": clock(
            "involvement", "Say whether your agency was involved", "notified_on", WorkingDays(3),
            "Local target: other partnerships ask whether an agency was involved on working day 2 to 3",
        ),
        "agency_returns_by": clock(
            "agency_return", "Answer the request for information", "notified_on", WorkingDays(RETURN_DAYS),
            "Local target: other partnerships allow 2 to 10 working days",
        ),
        "rapid_review_meeting_by": clock(
            "rapid_review_meeting", "Hold the rapid review meeting", "notified_on", WorkingDays(12),
            "Local target: other partnerships meet on working day 10 to 12",
        ),
        "decision_by": clock(
            "decide", "Decide what follows", "notified_on", WorkingDays(14),
            "Local target: the day before the rapid review is due",
        ),
        "rapid_review_by": clock(
            "rapid_review", "Send the rapid review to the Panel", "notified_on", WorkingDays(15),
            f"{chapter}; Panel guidance for safeguarding partners", force="guidance", confirmed=unchanged,
        ),
        "publish_by": clock(
            "publish", "Publish the review", "decided_on", Months(6),
            f"{chapter}: six months from the decision to begin a review", force="statutory", confirmed=False,
        ),
        "advance_copies_by": clock(
            "advance_copies", "Send copies to the Panel and the Secretary of State", "publish_on", WorkingDays(-7),
            f"{chapter}: seven working days before publication", force="statutory", confirmed=False,
        ),
    }  # fmt: skip


EDITIONS = {edition: clocks_of(edition) for edition in GUIDANCE}


# No guidance says when the Panel answers. This is only for chasing, and stands apart from the editions' limits.
PANEL_REPLY = Clock(
    duty="panel_reply",
    label="Hear from the Panel",
    starts="sent_to_panel_on",
    since="the rapid review was sent to the Panel",
    allow=CalendarDays(10),
    source="Local target: one partnership (Kent) tells its agencies to expect the answer in about 10 days",
    confirmed=False,
)


# What waits for somebody although no guidance sets a day. Without a date nobody is reminded of it, while the
# authority's five working days may be running.
SCREENING = Clock(
    duty="screen",
    label="Screen the referral",
    starts="waiting_since",
    since="the referral came in, or was taken up again",
    allow=WorkingDays(1),
    source="Local target: other partnerships take up what reaches them on the first working day",
)
WHAT_FOLLOWS = Clock(
    duty="what_follows",
    label="Choose a local review or no further action",
    starts="waiting_since",
    since="it was settled that there is no rapid review",
    allow=WorkingDays(10),
    source="Local target: no guidance sets one",
    confirmed=False,
)
# Stage → what is due while a case stands there.
WAITS = {"referred": SCREENING, "not_notified": WHAT_FOLLOWS, "criteria_not_met": WHAT_FOLLOWS}


def dates_following(edition, **starts):
    """What dates follow: for each clock its date, rule and source, or None where its start is not given.

    `publish_by` also has the `target`: the last working day on or before its date.
    """
    return {key: following(limit, starts.get(limit.starts)) for key, limit in EDITIONS[edition].items()}


def following(limit, start):
    if start is None:
        return None
    follows = {
        "date": limit.due(start),
        "rule": limit.rule,
        "source": limit.source,
        "confirmed": limit.confirmed,
        "label": limit.label,
        "force": limit.force,
    }
    target = limit.target(start)
    return follows | {"target": target} if target else follows


def earliest_publication(edition, last_copy_on):
    """The first day on which an artefact may go live, counted from the later of the two copies."""
    back = EDITIONS[edition]["advance_copies_by"].allow
    return replace(back, count=-back.count).due(last_copy_on)
