"""What an agency is asked, by when, and what its answer must say."""

from dataclasses import replace

from partnership.access import Refused
from partnership.rules.deadlines import Clock, WorkingDays
from reviews.rules.clocks import EDITIONS, RETURN_DAYS_FROM, RETURN_DAYS_TO

NOT_INVOLVED = "not_involved"

# An agency that is found and asked later still has these: no date lies in the past on the day it is set.
FOUND_LATER = {
    "involvement_by": Clock(
        duty="involvement", label="Say whether your agency was involved", starts="asked_on", since="it was asked",
        allow=WorkingDays(1), source="Local target for agencies that are found and asked later",
    ),
    "agency_returns_by": Clock(
        duty="agency_return", label="Answer the request for information", starts="asked_on", since="it was asked",
        allow=WorkingDays(3), source="Local target for agencies that are found and asked later",
    ),
}  # fmt: skip


def clock_of(key, guidance, *, notified_on, asked_on, within=None):
    """The clock that an agency is asked under and the day from which it runs.

    Everybody's date follows from the notification; where that leaves an agency found later too little, its own does.
    """
    usual = EDITIONS[guidance][key]
    if within:
        usual = replace(usual, allow=WorkingDays(within))
    later = FOUND_LATER[key]
    return (later, asked_on) if later.due(asked_on) > usual.due(notified_on) else (usual, notified_on)


def check_asking(*, scope, looks_from, looks_to, within, today):
    """Whom to look for is said, the period runs forward, and there is neither too little time nor too much."""
    if not scope.strip():
        raise Refused("Say whom and what period agencies should look for, by role and without names.")
    check_period(looks_from, looks_to, today=today)
    if not RETURN_DAYS_FROM <= within <= RETURN_DAYS_TO:
        raise Refused(
            f"Give agencies between {RETURN_DAYS_FROM} and {RETURN_DAYS_TO} working days to answer."
        )


def check_period(start, end, *, today):
    if start and end and start > end:
        raise Refused("The period begins after it ends. Check both dates.")
    if (start and start > today) or (end and end > today):
        raise Refused("The period reaches into the future. Check both dates.")


def missing(*, involvement, summary, immediate_action, actions, signed_off_office):
    """What an answer must still say before it can be sent: (page, sentence) pairs, none when it is whole."""
    found = []
    if not involvement:
        found.append(("involvement", "Say whether your agency was involved."))
    if involvement and involvement != NOT_INVOLVED:
        if not summary.strip():
            found.append(("summary", "Describe your agency's involvement."))
        if not actions and not immediate_action.strip():
            found.append(
                ("actions", "Say what you have done at once, if only that nothing was needed."),
            )
    if not signed_off_office.strip():
        found.append(("send", "Say who in your agency has signed this off, by office."))
    return found


def advised(*, involvement, chronology, episodes, identity, records_secured, period_from):
    """What an answer may be sent without, and readers will miss: (page, sentence) pairs."""
    if not involvement or involvement == NOT_INVOLVED:
        return []
    found = []
    if not period_from:
        found.append(("summary", "It does not say which period you looked at."))
    if not records_secured:
        found.append(("summary", "It does not say whether the records are secured."))
    if not chronology:
        found.append(("chronology", "It has no chronology."))
    if not episodes:
        found.append(("episodes", "It has no practice episode."))
    if not identity.strip():
        found.append(("identity", "It says nothing about identity, racism or other inequality."))
    return found


def check_answer(**answer):
    """Involved or not is always said; involvement is described; the agency has signed it off."""
    for _, sentence in missing(**answer):
        raise Refused(sentence)


def check_sign_off(*, signed_off_on, today):
    if signed_off_on > today:
        raise Refused("The day of the sign-off is in the future. Check its date.")


def check_agreed_date(due_on, *, needed, today):
    """Where no date follows from a notification, one that lies ahead is agreed; where one does, none is."""
    if needed and due_on is None:
        raise Refused("Agree a date for agencies to answer by.")
    if not needed and due_on:
        raise Refused("The date for agencies to answer is worked out from the notification.")
    if due_on and due_on < today:
        raise Refused("The date for agencies to answer has passed. Choose a date in the future.")


def check_writable(request):
    """Nothing is written for a request that has ended."""
    if request.ended:
        raise Refused("We no longer need anything from your agency in this case.")


def check_chase(*, answered, ended, chased_today):
    """Only whoever has not answered is chased, and once a day at most."""
    if ended:
        raise Refused("You are no longer asking this agency, so there is nothing to chase.")
    if answered:
        raise Refused("This agency has answered. Open the case to read its answer.")
    if chased_today:
        raise Refused("This agency has been chased today. Chase again tomorrow, or call them.")


def check_end(*, reason, answered, ended):
    """A request is ended only while nothing has been answered, and says why."""
    if ended:
        raise Refused("This request has already ended.")
    if answered:
        raise Refused("This agency has answered, so you cannot end its request.")
    if not reason.strip():
        raise Refused("Say why you are no longer asking this agency.")
