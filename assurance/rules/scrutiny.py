"""The laws of scrutiny: who may judge, what follows what, how long an agency has to say what is not so."""

from dataclasses import replace

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock, WorkingDays


class ModerationState(TextChoices):
    """How far a return's moderation is. It says nothing of what was found."""

    MODERATING = "moderating", "Being moderated"
    SHARED = "shared", "With the agency"
    DISPUTED = "disputed", "With the Independent Advisor"
    REPLIED = "replied", "To be made final"
    FINAL = "final", "Final"


S = ModerationState
MOVES = {
    S.MODERATING: {S.SHARED},
    S.SHARED: {S.MODERATING, S.DISPUTED, S.REPLIED, S.FINAL},
    S.DISPUTED: {S.REPLIED},
    S.REPLIED: {S.FINAL},
    S.FINAL: set(),
}
AWAITING = "Awaiting moderation"  # a submitted return whose moderation nobody has begun
COLOURS = {
    "": "yellow",
    S.MODERATING: "blue",
    S.SHARED: "purple",
    S.DISPUTED: "orange",
    S.REPLIED: "teal",
    S.FINAL: "green",
}

# What is due in scrutiny, counted from what, how long, on whose authority.
CLOCKS = {
    "reply": Clock(
        duty="factual_accuracy",
        label="Check the facts of the moderated scores",
        starts="shared_on",
        since="the scores were shared",
        allow=CalendarDays(14),
        source="As PAMMS does it (ADASS East): 14 days to comment on factual accuracy",
    ),
    "review": Clock(
        duty="senior_review",
        label="Decide the disputed scores",
        starts="replied_on",
        since="the agency's reply",
        allow=WorkingDays(10),
        source="Local target: no published limit was found",
    ),
    "presentation": Clock(
        duty="presentation",
        label="Send your presentation for the quality-assurance event",
        starts="event_on",
        since="the event",
        allow=WorkingDays(-5),
        source="Local target: the panel reads presentations before the event",
    ),
    "challenge": Clock(
        duty="challenge",
        label="Answer a challenge",
        starts="raised_on",
        since="the event",
        allow=WorkingDays(20),
        source="Local target: no published limit was found",
    ),
}


def reply_clock(agreed_days=None):
    """The clock of the factual-accuracy window; the partnership may have agreed other days than the source's."""
    clock = CLOCKS["reply"]
    if agreed_days in (None, clock.allow.count):
        return clock
    return replace(clock, allow=CalendarDays(agreed_days), source="Agreed by the partnership")


def check_move(old, new):
    if new not in MOVES[old]:
        raise Refused(f"This moderation is “{S(old).label}” and cannot become “{S(new).label}” now.")


def check_not_own(*, own_agency, deed="moderates"):
    """Nobody judges what their own agency said, whatever hat they wear today."""
    if own_agency:
        raise Refused(f"Nobody {deed} the return of an agency that they belong to. Ask a colleague.")


def check_scrutinised(*, state, purpose):
    if purpose != "assurance":
        raise Refused("Only returns of assurance are moderated here; an audit has its own moderation.")
    if state != "submitted":
        raise Refused("The return has not been submitted. It is moderated once it is.")
