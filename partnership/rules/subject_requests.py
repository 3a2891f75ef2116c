"""Requests for what is held: when they must be answered, and what must be true before anything goes out."""

from partnership.access import Refused
from partnership.rules.deadlines import Clock, Months, WorkingDays

SUBJECT_ACCESS = Clock(
    duty="subject_access",
    label="Answer the request for personal data",
    starts="received_on",
    since="the request was received",
    allow=Months(1),
    source="UK GDPR, Article 12(3): within one month; the last day of the month where it has no such day. "
    "Kept to that day even if it is no working day.",
    force="statutory",
)
SUBJECT_ACCESS_EXTENDED = Clock(
    duty="subject_access",
    label="Answer the request for personal data, extended",
    starts="received_on",
    since="the request was received",
    allow=Months(3),
    source="UK GDPR, Article 12(3): two further months where a request is complex, or there are many",
    force="statutory",
)
FREEDOM_OF_INFORMATION = Clock(
    duty="freedom_of_information",
    label="Answer the request for information",
    starts="received_on",
    since="the request was received",
    allow=WorkingDays(20),
    source="Freedom of Information Act 2000, section 10(1). It leaves out bank holidays of the whole United Kingdom; "
    "counted here with England's alone, so never later than the Act says.",
    force="statutory",
)
FREEDOM_OF_INFORMATION_EXTENDED = Clock(
    duty="freedom_of_information",
    label="Answer the request for information, public interest being weighed",
    starts="received_on",
    since="the request was received",
    allow=WorkingDays(40),
    source="Freedom of Information Act 2000, section 10(3): such time as is reasonable to weigh the public interest; "
    "20 more working days as the Information Commissioner advises. Source not confirmed.",
    confirmed=False,
)  # fmt: skip
CLOCKS = {"subject_access": SUBJECT_ACCESS, "foi": FREEDOM_OF_INFORMATION}
EXTENDED = {"subject_access": SUBJECT_ACCESS_EXTENDED, "foi": FREEDOM_OF_INFORMATION_EXTENDED}

# Grounds on which something is not given, by the law they stand in. Which of them applies is for people to say.
EXEMPTIONS = {
    "third_party": "Data Protection Act 2018, Schedule 2, paragraph 16: it would tell of somebody else",
    "serious_harm": "Data Protection Act 2018, Schedule 3: it would be likely to cause serious harm",
    "legal_privilege": "Data Protection Act 2018, Schedule 2, paragraph 19: legal professional privilege",
    "crime": "Data Protection Act 2018, Schedule 2, paragraph 2: it would prejudice a criminal investigation",
    "foi_personal": "Freedom of Information Act 2000, section 40: personal information",
    "foi_effective_conduct": "Freedom of Information Act 2000, section 36: effective conduct of public affairs",
    "foi_confidence": "Freedom of Information Act 2000, section 41: information given in confidence",
    "foi_court": "Freedom of Information Act 2000, section 32: court records",
    "foi_future": "Freedom of Information Act 2000, section 22: it is going to be published",
}


def check_received(*, received_on, today):
    if received_on is None or received_on > today:
        raise Refused("Enter the date the request was received. It cannot be in the future.")


def check_extension(*, extended, decided, due_on, today, reason):
    """A request is extended once, before it is due, and with a reason that the requester is told."""
    if decided:
        raise Refused("This request is decided already.")
    if extended:
        raise Refused("This request has already been extended. The law does not allow a second extension.")
    if today > due_on:
        raise Refused("The time has run out. It can be extended only while it is running.")
    if not reason.strip():
        raise Refused("Say why more time is needed. The requester is told.")


def check_decision(*, outcome, exemption, reasons, withheld):
    """A decision says why; whatever is kept back names its ground in law."""
    if not reasons.strip():
        raise Refused("Give the reasons for the decision.")
    if outcome in ("part", "withheld") and exemption not in EXEMPTIONS:
        raise Refused("Choose the exemption that applies.")
    if outcome == "part" and not withheld:
        raise Refused("First mark what is withheld, on the page that shows what we hold.")
    if outcome == "released" and withheld:
        raise Refused("Something is marked as withheld. Decide to release a part, or take the marks off.")


def check_second_pair(*, decided_by, by):
    if decided_by is None:
        raise Refused("Nothing is decided yet, so there is nothing to check.")
    if decided_by == by:
        raise Refused("You decided this yourself. Somebody else has to check it.")


def check_still_open(state, dropped_because=""):
    if state in ("released", "closed"):
        raise Refused("This request is answered. Register a new one if more is asked.")
    if dropped_because:
        raise Refused("This request was closed without an answer. Register a new one if it is asked again.")


def check_releasable(*, state, outcome):
    if state != "checked":
        raise Refused("A second person has not checked the decision. Nothing goes out before that.")
    if outcome not in ("released", "part"):
        raise Refused("The decision was to release nothing.")
