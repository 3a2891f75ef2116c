"""Which case may leave the usual way, and what has to be said when it does."""

from partnership.access import Refused, Role

CARE_LEAVERS = range(18, 25)  # up to and including 24: Working Together 2023, chapter 5

# Why deadlines and requests end; it is read by agencies, so it says nothing of the case.
ENDED = {
    "no_rapid_review": "No rapid review is required",
    "criteria_not_met": "The criteria were found not to be met",
    "national": "The Panel reviews the case nationally",
    "local_review": "A local review follows instead",
    "elsewhere": "Our part in another partnership's case is over",
    "closed": "The case was closed",
}


def misfit(child, abuse_or_neglect):
    """Why this child's case needs a rapid review all the same, as a sentence; empty where it does not.

    A looked-after child who died, with no abuse or neglect suspected, or a care leaver from 18 up to 24. What is
    not known counts for nobody.
    """
    called = f"Child {child.position}"
    if child.care_leaver and child.age in CARE_LEAVERS:
        return ""
    if child.care_leaver and child.age is None:
        return f"{called} is a care leaver whose age is not known. Record the age first."
    if child.care_leaver:
        return f"{called} is a care leaver under 18, so the criteria have to be looked at."
    if child.age in CARE_LEAVERS and child.care_leaver is None:
        return f"{called} is 18 or over. Record first whether they are a care leaver."
    if not child.looked_after:
        return f"{called} was neither looked after nor a care leaver aged 18 to 24."
    if child.outcome != "died":
        return f"{called} was looked after and did not die."
    if abuse_or_neglect:
        return f"Abuse or neglect of {called[0].lower()}{called[1:]} is known or suspected."
    return ""


def misfits(children, abuse_or_neglect):
    """Why this case needs a rapid review: a sentence for each child that does not fit."""
    return [sentence for sentence in (misfit(child, abuse_or_neglect) for child in children) if sentence]


def check_without_rapid_review(*, children, abuse_or_neglect, none_suspected):
    """Every child of the case fits one of the two exits; one that does not keeps the whole case in."""
    wrong = misfits(children, abuse_or_neglect)
    if wrong or not children:
        raise Refused(" ".join(["This case needs a rapid review.", *wrong]))
    if asks_about_abuse(children, abuse_or_neglect) and not none_suspected:
        raise Refused(
            "Confirm that no abuse or neglect is known or suspected. If it is, a rapid review is needed."
        )


def rests_on_no_abuse(children):
    """Whether some child's exit rests on nobody's suspecting abuse or neglect: a looked-after child's does."""
    return any(not child.care_leaver for child in children)


def asks_about_abuse(children, abuse_or_neglect):
    """Whether that still has to be said, because it is not recorded yet."""
    return abuse_or_neglect is None and rests_on_no_abuse(children)


def route_without_rapid_review(children):
    """By which of the two exits the case goes; one child still looked after makes it the first."""
    return "looked_after_death" if rests_on_no_abuse(children) else "care_leaver"


def check_said(text, sentence):
    """Refused with that sentence where nothing was said."""
    if not text.strip():
        raise Refused(sentence)


def check_past(day, today, what):
    """It has happened: what has not cannot be recorded."""
    if day > today:
        raise Refused(f"{what} is in the future. Check the date.")


def check_ahead(day, today, what):
    """An agreed date is one that can still be kept."""
    if day < today:
        raise Refused(f"{what} has passed. Agree a date in the future.")


def check_other_person(*, roles, decides, asked_by, by):
    """The office that the arrangements name, and not whoever asked."""
    if decides not in roles:
        raise Refused(f"Under these arrangements this is for: {Role(decides).label}.")
    if asked_by == by:
        raise Refused(
            "The person who asked for this cannot agree to it. Someone else holding the office must do it."
        )


def check_answered(*, agreed, note, refusal):
    """Yes or no; a no says why."""
    if agreed is None:
        raise Refused("Say whether you agree.")
    if not agreed:
        check_said(note, refusal)


def check_national(*, stage, local_review, reason):
    """What becomes of a review of ours that has begun is chosen, never left open; where none had, none is named."""
    ours = stage != "await_panel"
    if ours and local_review not in ("suspended", "ended"):
        raise Refused("A review of ours has begun. Choose whether it is suspended or ended.")
    if not ours and local_review != "none":
        raise Refused("No review of ours has begun that could be suspended or ended.")
    if ours:
        check_said(reason, "Say why our own review is suspended or ended.")


def check_inherited(*, incident_on, decided_on, begun_on, taken_over_on, today):
    """The dates of its day come one after the other. `incident_on` is None where it is not known exactly."""
    check_past(taken_over_on, today, "The day on which it was taken over")
    order = [day for day in (incident_on, decided_on, begun_on, taken_over_on) if day]
    if order != sorted(order):
        raise Refused(
            "First comes the incident, then the decision, then the beginning of the review, then its being taken "
            "over. Check the dates."
        )
