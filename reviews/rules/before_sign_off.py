"""What partners wait for before they sign a report off."""

from partnership.access import Refused

# A local target: how many working days an agency is given to check the facts about its own work.
ACCURACY_WORKING_DAYS = 10


def check_accuracy_answer(*, answer, corrections, signed_off_office):
    if not answer:
        raise Refused("Say whether the facts about your agency's work are right.")
    if answer == "wrong" and not corrections.strip():
        raise Refused("Say what is wrong and what is right, with the page.")
    if not signed_off_office.strip():
        raise Refused("Say who in your agency has checked it, by office.")


def check_stop(*, reason, answered, stopped):
    """An agency is asked no longer while it has not answered, and is told why."""
    if stopped:
        raise Refused("That agency is no longer asked about this draft.")
    if answered:
        raise Refused("That agency has answered, and its answer stands. A further draft asks anew.")
    if not reason.strip():
        raise Refused("Say why you are no longer asking this agency.")


def check_still_asked(*, stopped, reason):
    if stopped:
        raise Refused(f"Your agency is no longer asked about this draft: {reason}")


def check_legal(*, finding, note, by_office, checked_on, sent_on, today):
    if not by_office.strip():
        raise Refused("Say which legal office checked it.")
    if checked_on > today:
        raise Refused("The legal check is in the future. Record it once it has been done.")
    if checked_on < sent_on:
        raise Refused(f"That draft came in on {sent_on:%-d %B %Y}. Check the date.")
    if finding != "nothing" and not note.strip():
        raise Refused("Say what has to change, or what it has to wait for.")


def still_missing(*, asked, unanswered, unsettled, legal, family, without):
    """What stands before the partners' signatures, part → sentences; a part that was gone on without has none.

    `asked`: whether agencies were asked about this draft. `unanswered` and `unsettled`: agencies by name that have
    not answered, or whose corrections nobody has answered to. `legal`: the newest finding on this draft, or "".
    `family`: sentences as rules.family.not_settled gives them. `without`: the parts that were gone on without.
    """
    accuracy = [] if asked else ["No agency has been asked whether the facts of the final draft are right."]
    if unanswered:
        accuracy.append(f"Not answered about the facts: {', '.join(sorted(unanswered))}.")
    if unsettled:
        accuracy.append(
            f"Said that something is wrong, and has had no response: {', '.join(sorted(unsettled))}."
        )
    found = {
        "nothing": [],
        "changes": ["The legal check asks for changes first."],
        "wait": ["The legal check says that it has to wait for other proceedings."],
    }
    parts = {
        "accuracy": accuracy,
        "legal": found.get(legal, ["No legal check of the final draft is recorded."]),
        "family": list(family),
    }
    return {part: [] if part in without else sentences for part, sentences in parts.items()}
